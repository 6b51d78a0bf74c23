//! A view, and the names that sources mention → Web Annotations (W3C Web Annotation Data Model): each name of a paper or
//! body, each relation and each task, at its place in its source by position and by quote, so that other programs show
//! them beside the text. Positions are in code points of the source, as the model counts.

use super::view::{Tie, View, day_vi};
use crate::analyze::Proof;
use crate::error::Result;
use crate::iri::terms;
use crate::store::{Answer, Store};
use oxigraph::model::Term;
use serde_json::{Value, json};
use std::io::{self, Write};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

const MENTIONS: &str = "SELECT ?m ?kind ?source ?path ?start ?end ?exact ?names ?agency ?status WHERE {
  ?m a luo:Mention ; luo:kind ?kind ; oa:hasTarget ?source ; oa:hasSelector ?e . ?source luo:path ?path .
  ?e oa:start ?start ; oa:end ?end ; oa:exact ?exact .
  OPTIONAL { ?m luo:names ?names } OPTIONAL { ?m luo:agency ?agency } OPTIONAL { ?m luo:status ?status } }";

/// A name that a source mentions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    path: String,
    start: usize,
    end: usize,
    id: String,
    kind: String,
    source: String,
    exact: String,
    /// The paper or body that it names, if one.
    names: Option<String>,
    status: Option<String>,
}

/// Every name that a source mentions, in order of source and place.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub(super) fn mentions(store: &Store) -> Result<Vec<Mention>> {
    let mut found = Vec::new();
    if let Answer::Rows(rows) = store.query(MENTIONS)? {
        for row in &rows.rows {
            let value = |name: &str| {
                let at = rows.columns.iter().position(|column| column == name)?;
                match row.get(at)?.as_ref()? {
                    Term::NamedNode(node) => Some(node.as_str().to_owned()),
                    Term::Literal(literal) => Some(literal.value().to_owned()),
                    _ => None,
                }
            };
            let text = |name: &str| value(name).unwrap_or_default();
            let number = |name: &str| text(name).parse().unwrap_or_default();
            found.push(Mention {
                path: text("path"),
                start: number("start"),
                end: number("end"),
                id: text("m"),
                kind: text("kind"),
                source: text("source"),
                exact: text("exact"),
                names: value("names").or(value("agency")),
                status: value("status")
                    .and_then(|status| status.rsplit_once("status-").map(|(_, name)| name.to_owned())),
            });
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Writes the annotations.
///
/// # Errors
/// What `out` says.
pub(super) fn write(view: &View, mentions: &[Mention], out: &mut dyn Write) -> io::Result<()> {
    let names = mentions.iter().map(named);
    let said = view.edges.iter().flat_map(|edge| edge.proofs.iter().map(move |proof| (edge, proof)));
    let said = said.map(|(edge, proof)| {
        let (from, to) = (&view.nodes[edge.from], &view.nodes[edge.to]);
        let (id, words) = match edge.tie {
            Tie::Act(kind) => {
                (view.base.relation(&proof.id), format!("{} — {} → {}", from.label, kind.label_vi(), to.label))
            }
            Tie::Task(role) => {
                let due = if edge.due.is_empty() { String::new() } else { format!(", hạn {}", day_vi(&edge.due)) };
                let words = format!("{}: {} ({}{due}): {}", from.label, to.label, role.label_vi(), edge.task);
                (view.base.assignment(&proof.id), words)
            }
        };
        json!({
            "id": id.as_str(),
            "type": "Annotation",
            "motivation": "linking",
            "generator": generator(&proof.rule, proof.confidence),
            "body": [
                {"type": "TextualBody", "purpose": "describing", "language": "vi", "format": "text/plain", "value": words},
                {"type": "SpecificResource", "purpose": "linking", "source": from.id},
                {"type": "SpecificResource", "purpose": "linking", "source": to.id},
            ],
            "target": target_of(view, proof),
        })
    });
    let all = json!({
        "@context": [CONTEXT, {"luo": terms::ONTOLOGY}],
        "@graph": names.chain(said).collect::<Vec<Value>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)?;
    out.flush()
}

fn named(mention: &Mention) -> Value {
    let mut words = vec![json!({"type": "TextualBody", "purpose": "tagging", "value": mention.kind})];
    words.extend(
        mention.status.as_ref().map(|status| json!({"type": "TextualBody", "purpose": "assessing", "value": status})),
    );
    words.extend(
        mention
            .names
            .as_ref()
            .map(|names| json!({"type": "SpecificResource", "purpose": "identifying", "source": names})),
    );
    json!({
        "id": mention.id,
        "type": "Annotation",
        "motivation": if mention.names.is_some() { "identifying" } else { "tagging" },
        "body": words,
        "target": target(&mention.source, &mention.path, [mention.start, mention.end], &mention.exact),
    })
}

fn generator(rule: &str, confidence: f64) -> Value {
    json!({"type": "Software", "name": "luocdo", "luo:rule": rule, "luo:confidence": confidence})
}

fn target_of(view: &View, proof: &Proof) -> Value {
    target(view.base.source(&proof.source).as_str(), &proof.source, proof.span, &proof.sentence)
}

fn target(source: &str, path: &str, [start, end]: [usize; 2], exact: &str) -> Value {
    json!({
        "type": "SpecificResource",
        "source": {"id": source, "type": "Text", "luo:path": path},
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", "exact": exact},
        ],
    })
}
