//! The document that a view is about → Akoma Ntoso 3.0 (OASIS LegalDocML): its identification, what it changes and what
//! changes it (`analysis`), what it refers to and what refers to it (`references`), the sentences that prove it
//! (`notes`). It has no text of the document, only what is known of it. Documents go by the IRIs of the store.
//!
//! The standard has no word for every Vietnamese act: "triển khai" and "quy định chi tiết" are `implementation`, "hợp
//! nhất" is `republication`, "đình chỉ" is `inapplication`; "căn cứ", "dẫn chiếu" and "công bố" are references alone.

use super::graphml::{Xml, close, open};
use super::view::{Edge, Node, Tie, View};
use super::xml::legal;
use crate::model::RelationType;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use std::io::{self, Write};

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// Stands where the standard wants a day and none is known.
const NO_DAY: &str = "0001-01-01";

/// Element and type of a modification; `None` for what only refers.
fn modification(kind: RelationType) -> Option<(&'static str, &'static str)> {
    match kind {
        RelationType::Replaces => Some(("textualMod", "replacement")),
        RelationType::Repeals => Some(("forceMod", "endOfEnactment")),
        RelationType::Amends | RelationType::Corrects => Some(("textualMod", "substitution")),
        RelationType::Suspends => Some(("efficacyMod", "inapplication")),
        RelationType::Consolidates => Some(("legalSystemMod", "republication")),
        RelationType::Details | RelationType::Implements => Some(("legalSystemMod", "implementation")),
        RelationType::Announces | RelationType::Basis | RelationType::Cites => None,
    }
}

/// An act that the document does or that is done to it.
struct Deed<'a> {
    edge: &'a Edge,
    kind: RelationType,
    /// True where the document acts.
    active: bool,
    other: &'a Node,
    id: String,
}

/// Writes what is known of a document of the view.
pub(super) fn write(view: &View, document: usize, out: &mut dyn Write) -> io::Result<()> {
    let node = &view.nodes[document];
    let mut deeds: Vec<Deed<'_>> = Vec::new();
    for edge in view.edges.iter().filter(|edge| edge.from == document || edge.to == document) {
        let Tie::Act(kind) = edge.tie else { continue };
        let active = edge.from == document;
        let id = format!("{}_{}", if active { "amod" } else { "pmod" }, deeds.len() + 1);
        deeds.push(Deed { edge, kind, active, other: &view.nodes[if active { edge.to } else { edge.from }], id });
    }
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    open(&mut xml, "akomaNtoso", &[("xmlns", NAMESPACE)])?;
    open(&mut xml, "doc", &[("name", &node.code), ("contains", "singleVersion")])?;
    open(&mut xml, "meta", &[])?;
    identification(&mut xml, node)?;
    analysis(&mut xml, node, &deeds)?;
    references(&mut xml, node, &deeds)?;
    notes(&mut xml, &deeds)?;
    close(&mut xml, "meta")?;
    open(&mut xml, "mainBody", &[])?;
    words(&mut xml, "p", &[], if node.title.is_empty() { &node.label } else { &node.title })?;
    close(&mut xml, "mainBody")?;
    close(&mut xml, "doc")?;
    close(&mut xml, "akomaNtoso")?;
    let out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

fn empty(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let attributes = attributes.iter().map(|(name, value)| (*name, legal(value)));
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((name, value.as_str()));
    }
    xml.write_event(Event::Empty(start))
}

fn words(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)], words: &str) -> io::Result<()> {
    open(xml, name, attributes)?;
    xml.write_event(Event::Text(BytesText::new(&legal(words))))?;
    close(xml, name)
}

fn identification(xml: &mut Xml<'_>, node: &Node) -> io::Result<()> {
    open(xml, "identification", &[("source", "#luocdo")])?;
    let day = if node.date.is_empty() { NO_DAY } else { &node.date };
    for level in ["FRBRWork", "FRBRExpression", "FRBRManifestation"] {
        open(xml, level, &[])?;
        empty(xml, "FRBRthis", &[("value", &node.id)])?;
        empty(xml, "FRBRuri", &[("value", &node.id)])?;
        empty(xml, "FRBRdate", &[("date", day), ("name", "issue")])?;
        empty(xml, "FRBRauthor", &[("href", "#issuer")])?;
        match level {
            "FRBRWork" => {
                empty(xml, "FRBRcountry", &[("value", "vn")])?;
                empty(xml, "FRBRnumber", &[("value", &node.number), ("showAs", &node.number)])?;
                empty(xml, "FRBRname", &[("value", &node.label), ("showAs", &node.label)])?;
            }
            "FRBRExpression" => empty(xml, "FRBRlanguage", &[("language", "vie")])?,
            _ => empty(xml, "FRBRformat", &[("value", "application/akn+xml")])?,
        }
        close(xml, level)?;
    }
    close(xml, "identification")
}

fn analysis(xml: &mut Xml<'_>, node: &Node, deeds: &[Deed<'_>]) -> io::Result<()> {
    if !deeds.iter().any(|deed| modification(deed.kind).is_some()) {
        return Ok(());
    }
    open(xml, "analysis", &[("source", "#luocdo")])?;
    for (active, name) in [(true, "activeModifications"), (false, "passiveModifications")] {
        let held = || deeds.iter().filter(|deed| deed.active == active);
        let mut held = held().filter_map(|deed| Some((deed, modification(deed.kind)?))).peekable();
        if held.peek().is_none() {
            continue;
        }
        open(xml, name, &[])?;
        for (deed, (element, kind)) in held {
            let mut about = vec![("eId", deed.id.as_str()), ("type", kind)];
            if deed.edge.proofs.iter().all(|proof| proof.part) {
                about.push(("incomplete", "true"));
            }
            let (from, to) = if active { (&node.id, &deed.other.id) } else { (&deed.other.id, &node.id) };
            open(xml, element, &about)?;
            empty(xml, "source", &[("href", from)])?;
            let pinpoint = deed.edge.proofs.iter().find_map(|proof| proof.pinpoint.as_deref());
            match pinpoint {
                Some(pinpoint) => empty(xml, "destination", &[("href", to), ("title", pinpoint)])?,
                None => empty(xml, "destination", &[("href", to)])?,
            }
            close(xml, element)?;
        }
        close(xml, name)?;
    }
    close(xml, "analysis")
}

fn references(xml: &mut Xml<'_>, node: &Node, deeds: &[Deed<'_>]) -> io::Result<()> {
    open(xml, "references", &[("source", "#luocdo")])?;
    for (n, deed) in (1..).zip(deeds) {
        let name = if deed.active { "activeRef" } else { "passiveRef" };
        let id = format!("ref_{n}");
        empty(xml, name, &[("eId", &id), ("href", &deed.other.id), ("showAs", &deed.other.label)])?;
    }
    let issuer = if node.issuer.is_empty() { "không rõ" } else { &node.issuer };
    let key = node.key.rsplit('|').next().unwrap_or("?");
    empty(
        xml,
        "TLCOrganization",
        &[("eId", "issuer"), ("href", &format!("#issuer-{}", plain(key))), ("showAs", issuer)],
    )?;
    empty(xml, "TLCOrganization", &[("eId", "luocdo"), ("href", "#luocdo"), ("showAs", "luocdo")])?;
    for (n, deed) in (1..).zip(deeds) {
        let id = format!("tlc_{n}");
        let about = [
            ("eId", id.as_str()),
            ("name", deed.kind.name()),
            ("href", deed.other.id.as_str()),
            ("showAs", deed.other.label.as_str()),
            ("shortForm", deed.kind.label_vi()),
        ];
        empty(xml, "TLCReference", &about)?;
    }
    close(xml, "references")
}

/// What may stand in a fragment.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn notes(xml: &mut Xml<'_>, deeds: &[Deed<'_>]) -> io::Result<()> {
    if deeds.iter().all(|deed| deed.edge.proofs.is_empty()) {
        return Ok(());
    }
    open(xml, "notes", &[("source", "#luocdo")])?;
    let mut count = 0;
    for (n, deed) in (1..).zip(deeds) {
        for proof in &deed.edge.proofs {
            count += 1;
            let id = format!("note_{count}");
            open(xml, "note", &[("eId", &id), ("placementBase", &format!("#ref_{n}"))])?;
            let sure = (proof.confidence * 100.0).round();
            words(xml, "p", &[], &format!("“{}” [{}, {}, {sure}%]", proof.sentence, proof.source, proof.rule))?;
            close(xml, "note")?;
        }
    }
    close(xml, "notes")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::hostile;
    use super::*;

    #[test]
    fn what_a_document_does_and_what_is_done_to_it_are_told_apart() {
        let view = hostile("<Kế hoạch> & \"148\"");
        let text = |document| {
            let mut out = Vec::new();
            write(&view, document, &mut out).expect("memory takes it");
            String::from_utf8(out).expect("UTF-8")
        };
        let (acting, acted) = (text(0), text(1));
        assert!(acting.contains("<activeModifications>") && !acting.contains("<passiveModifications>"), "{acting}");
        assert!(acted.contains("<passiveModifications>") && !acted.contains("<activeModifications>"), "{acted}");
        // Implements is a modification, cites a reference alone.
        assert_eq!((acted.matches("<legalSystemMod").count(), acted.matches("<passiveRef").count()), (1, 2));
        assert!(!acting.contains("<Kế hoạch>"));
    }
}
