//! What a person should look at: names that fit several papers, or contradict themselves, or fit none; acts and tasks of
//! which the rule is not sure. In: a store and its graph. Out: rows with their place and what is known.

use super::load::{each, text};
use super::marked::Named;
use super::{Graph, Proof};
use crate::error::Result;
use crate::iri::Resource;
use crate::model::Status;
use crate::store::Store;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// A name that led to no one paper for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenName {
    /// `ambiguous`, `conflicting` or `unresolved`.
    pub status: Status,
    /// By which a person chooses its paper; `mention/…/120-137` in a store that was built before there were ids.
    pub id: String,
    /// The words.
    pub words: String,
    /// Path or address of the source.
    pub source: String,
    /// IRI of the source.
    pub graph: String,
    /// Its place in code points of the source.
    pub span: [usize; 2],
    /// IRI of the paper that the item reports in which it stands.
    pub subject: Option<String>,
    /// The papers that it may name.
    pub candidates: Vec<Named>,
}

const OPEN: &str = "SELECT ?m ?id ?status ?g ?text ?path ?subject ?candidate ?label WHERE { GRAPH ?g {
  VALUES ?status { luo:status-ambiguous luo:status-conflicting luo:status-unresolved }
  ?m luo:status ?status ; oa:hasTarget ?g ; oa:hasSelector ?e . ?e oa:exact ?text . ?g luo:path ?path .
  OPTIONAL { ?m dcterms:identifier ?id }
  OPTIONAL { ?m dcterms:isPartOf ?item . ?item luo:subject ?subject }
  OPTIONAL { ?m luo:candidate ?candidate . OPTIONAL { ?candidate rdfs:label ?label } } } }";

/// All names that led to no one paper for certain, by source and place.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn open_names(store: &Store, graph: &Graph) -> Result<Vec<OpenName>> {
    let mut found: BTreeMap<(String, [usize; 2], String), OpenName> = BTreeMap::new();
    each(store, OPEN, |row| {
        let (node, status) = (text(row, "m"), text(row, "status"));
        let Some(Resource::Mention(_, span)) = store.base().resource(&node) else { return };
        let status = match status.rsplit_once("status-").map(|(_, name)| name) {
            Some("ambiguous") => Status::Ambiguous,
            Some("conflicting") => Status::Conflicting,
            _ => Status::Unresolved,
        };
        let source = text(row, "path");
        let open = found.entry((source.clone(), span, node.clone())).or_insert_with(|| OpenName {
            status,
            id: match text(row, "id") {
                id if id.is_empty() => node.strip_prefix(store.base().as_str()).unwrap_or(&node).to_owned(),
                id => id,
            },
            words: text(row, "text"),
            source,
            graph: text(row, "g"),
            span,
            subject: Some(text(row, "subject")).filter(|iri| !iri.is_empty()),
            candidates: Vec::new(),
        });
        let iri = text(row, "candidate");
        if !iri.is_empty() {
            // A candidate that no source names for certain is no paper of the graph and has but its label.
            let held = graph.by_iri(&iri).map(|node| graph.papers[node].label.clone());
            let label = held.unwrap_or_else(|| text(row, "label"));
            open.candidates.push(Named { label, iri });
        }
    })?;
    let mut found: Vec<OpenName> = found.into_values().collect();
    for name in &mut found {
        name.candidates.sort();
        name.candidates.dedup();
    }
    Ok(found)
}

/// A name with the paper that a person chose for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenName {
    /// By which it was chosen.
    pub id: String,
    /// The words.
    pub words: String,
    /// Path or address of the source.
    pub source: String,
    /// IRI of the source.
    pub graph: String,
    /// Its place in code points of the source.
    pub span: [usize; 2],
    /// IRI of the paper that the item reports in which it stands.
    pub subject: Option<String>,
    /// IRI of the paper chosen.
    pub paper: String,
    /// Who chose.
    pub by: String,
    /// Why.
    pub why: String,
}

const CHOSEN: &str = "SELECT ?m ?id ?g ?text ?path ?subject ?paper ?by ?why WHERE { GRAPH ?g {
  ?m luo:judgement luo:judgement-chosen ; luo:judgedBy ?person ; luo:why ?why ; luo:names ?paper ;
    dcterms:identifier ?id ; oa:hasTarget ?g ; oa:hasSelector ?e .
  ?person rdfs:label ?by . ?e oa:exact ?text . ?g luo:path ?path .
  OPTIONAL { ?m dcterms:isPartOf ?item . ?item luo:subject ?subject } } }";

/// All names whose paper a person chose, by source and place.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn chosen_names(store: &Store) -> Result<Vec<ChosenName>> {
    let mut found = Vec::new();
    each(store, CHOSEN, |row| {
        let Some(Resource::Mention(_, span)) = store.base().resource(&text(row, "m")) else { return };
        found.push(ChosenName {
            id: text(row, "id"),
            words: text(row, "text"),
            source: text(row, "path"),
            graph: text(row, "g"),
            span,
            subject: Some(text(row, "subject")).filter(|iri| !iri.is_empty()),
            paper: text(row, "paper"),
            by: text(row, "by"),
            why: text(row, "why"),
        });
    })?;
    found.sort_by(|a, b| (&a.source, a.span).cmp(&(&b.source, b.span)));
    found.dedup();
    Ok(found)
}

/// An act or a task with one of its proofs.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed<'g> {
    /// The paper that acts, or gives the task.
    pub paper: NodeIndex,
    /// Name of the relation, or of the role.
    pub label: &'static str,
    /// The other paper, or the body.
    pub other: Named,
    /// True for a task.
    pub is_task: bool,
    /// Where it is said.
    pub proof: &'g Proof,
}

/// The acts and tasks of a graph whose proofs pass, the least sure first, then by source and place.
pub fn claims(graph: &Graph, pass: impl Fn(&Proof) -> bool) -> Vec<Claimed<'_>> {
    let mut found = Vec::new();
    for act in graph.papers.edge_references() {
        for proof in act.weight().proofs.iter().filter(|proof| pass(proof)) {
            let other = &graph.papers[act.target()];
            found.push(Claimed {
                paper: act.source(),
                label: act.weight().kind.name(),
                other: Named { label: other.label.clone(), iri: other.iri.clone() },
                is_task: false,
                proof,
            });
        }
    }
    for task in graph.tasks.iter().filter(|task| pass(&task.proof)) {
        let body = &graph.agencies[task.agency];
        found.push(Claimed {
            paper: task.document,
            label: task.role.name(),
            other: Named { label: body.name.clone(), iri: body.iri.clone() },
            is_task: true,
            proof: &task.proof,
        });
    }
    found.sort_by(|a, b| {
        let (a, b) = (a.proof, b.proof);
        let place = (&a.source, a.span, &a.id).cmp(&(&b.source, b.span, &b.id));
        a.confidence.total_cmp(&b.confidence).then(place)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::super::{fixture, sketch};
    use super::*;

    #[test]
    fn what_nobody_can_settle_by_rule_is_listed() {
        let graph_of = |store: &Store| Graph::load_with_rejected(store).expect("it loads");
        let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "cites", "CT|20/CT-TTg|2020|TTg")]);
        let graph = graph_of(&store);
        // The fixture names its mentions without a place, which no reading does.
        assert!(open_names(&store, &graph).expect("it reads").is_empty());
        let sure = claims(&graph, |proof| proof.confidence < 0.85);
        assert_eq!(
            sure.iter().map(|claim| (claim.label, claim.is_task)).collect::<Vec<_>>(),
            [("lead", true), ("coordinate", true)]
        );
    }

    #[test]
    fn what_a_person_rejected_is_found_by_the_judgement() {
        let store = sketch::store(
            "CV|1/A|2023|UBND:LS implements CT|20/CT-TTg|2023|TTg rejected\nCV|2/A|2023|UBND:LS implements CT|20/CT-TTg|2023|TTg",
        );
        let graph = Graph::load_with_rejected(&store).expect("it loads");
        let judged = claims(&graph, |proof| proof.judged.is_some());
        assert_eq!(judged.len(), 1);
        assert_eq!(graph.papers[judged[0].paper].number, "1/A");
        assert_eq!(judged[0].other.label, "CT 20/CT-TTg");
    }
}
