//! Rules of our own: of one source, of the union of all, of the papers of the graph, of what people judged.

use super::{Finding, Severity};
use crate::analyze::Graph;
use crate::error::Result;
use crate::iri::{Base, terms};
use crate::judge::Verdict;
use crate::model::{DocType, Key, Role, Status, Tier};
use crate::store::Store;
use chrono::NaiveDate;
use oxigraph::model::{GraphName, GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet, HashSet};

fn finding(severity: Severity, rule: &str, message: &str, iri: &str, value: impl Into<String>) -> Finding {
    Finding {
        severity,
        rule: rule.to_owned(),
        message: message.to_owned(),
        about: String::new(),
        iri: iri.to_owned(),
        value: value.into(),
        source: String::new(),
    }
}

/// What one source says: its words are as long as their place, its terms are known, its papers go by their keys.
pub fn of_source(base: &Base, quads: &[Quad]) -> Vec<Finding> {
    let mut found = unknown_terms(quads);
    // Begin, end, and how long the words are.
    let mut places: BTreeMap<&str, [Option<usize>; 3]> = BTreeMap::new();
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            found.push(finding(
                Severity::Error,
                "blank-node",
                "mọi đối tượng trong đồ thị phải có tên (IRI)",
                &quad.subject.to_string(),
                quad.predicate.as_str(),
            ));
            continue;
        };
        let Term::Literal(words) = &quad.object else { continue };
        let place = places.entry(subject.as_str());
        let number = words.value().parse().ok();
        match () {
            () if quad.predicate == terms::START => place.or_default()[0] = number,
            () if quad.predicate == terms::END => place.or_default()[1] = number,
            () if quad.predicate == terms::EXACT => place.or_default()[2] = Some(words.value().chars().count()),
            () if quad.predicate == terms::KEY => {
                let named = Key::parse(words.value()).map(|key| base.document(&key));
                if named.as_ref() != Some(subject) {
                    let message = "khóa của văn bản phải ứng với tên (IRI) của nó";
                    found.push(finding(Severity::Error, "key", message, subject.as_str(), words.value()));
                }
            }
            () => {}
        }
    }
    for (iri, place) in places {
        if let [Some(start), Some(end), Some(long)] = place
            && end.checked_sub(start) != Some(long)
        {
            let message = "câu chứng minh phải dài đúng bằng vị trí ghi cho nó";
            let value = format!("{start}-{end}, câu dài {long} ký tự");
            found.push(finding(Severity::Error, "span", message, iri, value));
        }
    }
    found
}

/// Terms of our own namespace that the ontology does not define.
fn unknown_terms(quads: &[Quad]) -> Vec<Finding> {
    let mut concepts: HashSet<String> = terms::TERMS.iter().map(|term| term.as_str().to_owned()).collect();
    concepts.extend(DocType::ALL.iter().map(|kind| terms::document_type(*kind).into_string()));
    concepts.extend(Role::ALL.iter().map(|role| terms::role(*role).into_string()));
    concepts.extend(Tier::ALL.iter().map(|tier| terms::tier(*tier).into_string()));
    concepts.extend(Verdict::ALL.iter().map(|verdict| terms::judgement(*verdict).into_string()));
    concepts.extend(
        [Status::Resolved, Status::Stub, Status::Ambiguous, Status::Conflicting, Status::Unresolved]
            .map(|status| terms::status(status).into_string()),
    );
    let ours = |iri: &str| iri.starts_with(terms::ONTOLOGY) && !concepts.contains(iri);
    let mut unknown: BTreeMap<&str, String> = BTreeMap::new();
    for quad in quads {
        let object = match &quad.object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        };
        for term in [Some(quad.predicate.as_str()), object].into_iter().flatten().filter(|term| ours(term)) {
            unknown.entry(term).or_insert_with(|| quad.subject.to_string());
        }
    }
    let message = "từ này không có trong bộ từ vựng ontology/luocdo.ttl";
    let shown = |(term, subject): (&str, String)| finding(Severity::Error, "term", message, term, subject);
    unknown.into_iter().map(shown).collect()
}

/// The default graph is the union of the named ones.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn of_union(store: &Store) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for quad in store.matching(None, None, None, None) {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let in_union = quad.graph_name == GraphName::DefaultGraph;
        let wanted = if in_union { None } else { Some(GraphNameRef::DefaultGraph) };
        let mut others =
            store.matching(Some(subject), Some(quad.predicate.as_ref()), Some(quad.object.as_ref()), wanted);
        let told = if in_union {
            others.any(|other| other.is_ok_and(|other| other.graph_name != GraphName::DefaultGraph))
        } else {
            others.next().is_some()
        };
        if !told {
            let message = match in_union {
                true => "dữ kiện không còn nguồn nào nói đến",
                false => "dữ kiện của nguồn không có trong đồ thị chung",
            };
            let value = format!("{} {}", quad.predicate, quad.object);
            found.push(finding(Severity::Error, "union", message, subject.as_str(), value));
        }
    }
    found.extend(several_dates(store)?);
    Ok(found)
}

/// Papers for which sources tell different dates.
fn several_dates(store: &Store) -> Result<Vec<Finding>> {
    let mut dates: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for quad in store.matching(None, Some(terms::DATE_DOCUMENT), None, Some(GraphNameRef::DefaultGraph)) {
        let quad = quad?;
        if let (NamedOrBlankNode::NamedNode(paper), Term::Literal(day)) = (quad.subject, quad.object) {
            dates.entry(paper.into_string()).or_default().insert(day.value().to_owned());
        }
    }
    let message = "các nguồn ghi ngày ban hành khác nhau";
    let shown = |(paper, days): (String, BTreeSet<String>)| {
        let days: Vec<String> = days.into_iter().collect();
        finding(Severity::Warning, "dates", message, &paper, days.join(", "))
    };
    Ok(dates.into_iter().filter(|(_, days)| days.len() > 1).map(shown).collect())
}

/// Papers and acts that cannot be as they are dated.
pub fn of_papers(graph: &Graph, today: NaiveDate) -> Vec<Finding> {
    let mut found = Vec::new();
    for paper in graph.papers.node_weights() {
        if let Some(date) = paper.date.filter(|date| *date > today) {
            let message = "ngày ban hành ở sau ngày hôm nay";
            found.push(finding(Severity::Warning, "future", message, &paper.iri, date.to_string()));
        }
    }
    for act in graph.papers.edge_references() {
        let (from, to) = (&graph.papers[act.source()], &graph.papers[act.target()]);
        let proof = act.weight().proofs.first();
        if let (Some(date), Some(other)) = (from.date, to.date)
            && other > date
        {
            let message = "văn bản viện dẫn một văn bản ban hành sau nó";
            let value = format!("{} {}", act.weight().kind.label_vi(), to.label);
            let mut told = finding(Severity::Warning, "cites-future", message, &from.iri, value);
            told.source = proof.map(|proof| proof.source.clone()).unwrap_or_default();
            found.push(told);
        }
        if proof.is_none() {
            let message = "quan hệ giữa hai văn bản phải có câu chứng minh";
            found.push(finding(Severity::Error, "proof", message, &from.iri, to.iri.as_str()));
        }
    }
    found
}

/// Ids that people judged and no source says.
pub fn of_judgements(waiting: &[String]) -> Vec<Finding> {
    let message = "đã có người đối chiếu mã này, nhưng không nguồn nào trong kho còn nói đến";
    waiting.iter().map(|id| finding(Severity::Warning, "judgement", message, id, "")).collect()
}

/// The value of a predicate for a subject among quads.
pub(super) fn text<'q>(quads: &'q [Quad], subject: &str, predicate: NamedNodeRef<'_>) -> Option<&'q str> {
    let of = |quad: &&Quad| {
        quad.predicate == predicate
            && matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if node.as_str() == subject)
    };
    quads.iter().find(of).and_then(|quad| match &quad.object {
        Term::Literal(words) => Some(words.value()),
        _ => None,
    })
}
