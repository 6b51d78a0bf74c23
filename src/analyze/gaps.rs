//! What a graph lacks and what cannot be right in it: orders that are named and not held, by how many papers need them;
//! names that fit several papers or contradict themselves; papers that rest on each other in a circle; papers that act
//! on one issued later; papers based on one that had ended. Each with its sentences. It lists and never mends.

mod sparql;
mod times;

pub use sparql::{future_sparql, loops_sparql, stubs_sparql};

use super::load::{each, text};
use super::stats::{self, Open};
use super::{Graph, Link, ToldDay};
use crate::error::Result;
use crate::model::RelationType;
use crate::store::Store;
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::EdgeIndex;
use petgraph::visit::{EdgeFiltered, EdgeRef};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The acts that make a circle.
const RESTS_ON: [RelationType; 3] = [RelationType::Details, RelationType::Implements, RelationType::Basis];

/// What is wrong or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// A paper that is named and not held.
    Stub,
    /// A name that fits several papers.
    Ambiguous,
    /// A name of which number, date and issuer do not fit one paper.
    Conflicting,
    /// Papers that rest on each other in a circle.
    Cycle,
    /// A paper that acts on one issued later.
    Future,
    /// A paper based on one that had ended when it was issued.
    Expired,
}

impl Gap {
    /// Every kind, in the order of rows.
    pub const ALL: [Gap; 6] = [Gap::Stub, Gap::Ambiguous, Gap::Conflicting, Gap::Cycle, Gap::Future, Gap::Expired];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Gap::Stub => "stub",
            Gap::Ambiguous => "ambiguous",
            Gap::Conflicting => "conflicting",
            Gap::Cycle => "cycle",
            Gap::Future => "future",
            Gap::Expired => "expired",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            Gap::Stub => "văn bản được nhắc tên, chưa có trong kho",
            Gap::Ambiguous => "cách gọi ứng với nhiều văn bản",
            Gap::Conflicting => "cách gọi mâu thuẫn",
            Gap::Cycle => "căn cứ vòng",
            Gap::Future => "tác động tới văn bản ban hành sau",
            Gap::Expired => "căn cứ văn bản đã hết hiệu lực",
        }
    }

    /// The kind of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Gap::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One thing that is wrong or missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What it is.
    pub kind: Gap,
    /// The paper missing, or the acting one; the words of a name that is not settled.
    pub paper: String,
    /// IRI of that paper.
    pub iri: Option<String>,
    /// How many papers need the missing one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub papers: Option<usize>,
    /// How many sources name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<usize>,
    /// How many papers need it for what, by the names of relations.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub relations: BTreeMap<RelationType, usize>,
    /// The papers that a name may mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// Where the name stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Spot>,
    /// The day from which the basis was no longer in force; `None` for one that had ended means that the day is not
    /// known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The days on which the basis ended of itself, with those who tell them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<ToldDay>,
    /// Days from the acting paper to the later one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// The acts that show it, with their sentences: of a missing paper the surest of each relation, of a circle all
    /// acts in it, of an ended basis the act that rests on it and those that ended it.
    pub links: Vec<Link>,
}

impl Finding {
    /// A finding about a paper.
    fn new(kind: Gap, paper: &super::Paper, links: Vec<Link>) -> Self {
        Finding { iri: Some(paper.iri.clone()), links, ..Finding::named(kind, paper.label.clone()) }
    }

    fn named(kind: Gap, paper: String) -> Self {
        Finding {
            kind,
            paper,
            iri: None,
            papers: None,
            sources: None,
            relations: BTreeMap::new(),
            candidates: Vec::new(),
            place: None,
            since: None,
            ends: Vec::new(),
            days: None,
            links: Vec::new(),
        }
    }
}

/// A place in a source and the sentence around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// Path or address of the source.
    pub source: String,
    /// First code point.
    pub start: usize,
    /// The sentence; empty where the name stands outside of every item.
    pub sentence: String,
    /// The id of the name, by which a person chooses its paper.
    pub id: String,
}

// Each source has its own graph, so a mention is matched within it.
const NAMED: &str = "SELECT DISTINCT ?d ?path WHERE { GRAPH ?g {
  ?m luo:names ?d ; oa:hasTarget ?source . ?source luo:path ?path } }";

const AROUND: &str = "SELECT DISTINCT ?path ?whole ?start WHERE { GRAPH ?g {
  VALUES ?status { luo:status-ambiguous luo:status-conflicting }
  ?m luo:status ?status ; oa:hasTarget ?source ; dcterms:isPartOf ?item . ?item luo:evidence ?e .
  ?e oa:exact ?whole ; oa:start ?start . ?source luo:path ?path } }";

/// All that is found, by kind; papers missing by demand, most needed first.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn gaps(store: &Store, graph: &Graph) -> Result<Vec<Finding>> {
    let mut found = stubs(store, graph)?;
    found.extend(references(store, graph)?);
    found.extend(cycles(graph));
    found.extend(times::future(graph));
    found.extend(times::expired(graph));
    Ok(found)
}

/// The papers named and not held, by how many papers need them, how many sources name them, IRI.
fn stubs(store: &Store, graph: &Graph) -> Result<Vec<Finding>> {
    let mut named: HashMap<String, BTreeSet<String>> = HashMap::new();
    each(store, NAMED, |row| _ = named.entry(text(row, "d")).or_default().insert(text(row, "path")))?;
    let mut found = Vec::new();
    for node in graph.papers.node_indices().filter(|&node| !graph.papers[node].described) {
        let paper = &graph.papers[node];
        let mut sources = named.remove(&paper.iri).unwrap_or_default();
        let mut papers = HashSet::new();
        // Of each relation the papers and the surest act; a link is made of that alone, for a law has thousands.
        let mut by: BTreeMap<RelationType, (HashSet<_>, EdgeIndex, f64)> = BTreeMap::new();
        let mut acts: Vec<_> = graph.papers.edges_directed(node, Direction::Incoming).collect();
        acts.sort_by_key(|edge| edge.source());
        for edge in acts {
            let mut proofs = edge.weight().proofs.iter().filter(|proof| !proof.is_rejected()).peekable();
            let Some(sure) = proofs.peek().map(|proof| proof.confidence) else { continue };
            for proof in proofs {
                if !sources.contains(&proof.source) {
                    sources.insert(proof.source.clone());
                }
            }
            papers.insert(edge.source());
            let best = by.entry(edge.weight().kind).or_insert_with(|| (HashSet::new(), edge.id(), sure));
            best.0.insert(edge.source());
            if sure > best.2 {
                (best.1, best.2) = (edge.id(), sure);
            }
        }
        let relations = by.iter().map(|(kind, (held, ..))| (*kind, held.len())).collect();
        let links = by.into_values().filter_map(|(_, edge, _)| Link::surest(graph, edge)).collect();
        found.push(Finding {
            papers: Some(papers.len()),
            sources: Some(sources.len()),
            relations,
            ..Finding::new(Gap::Stub, paper, links)
        });
    }
    found.sort_by(|a, b| (b.papers, b.sources, &a.iri).cmp(&(a.papers, a.sources, &b.iri)));
    Ok(found)
}

/// The names that fit several papers, then those that contradict themselves, each by source and place.
fn references(store: &Store, graph: &Graph) -> Result<Vec<Finding>> {
    let mut wholes: BTreeMap<(String, usize), String> = BTreeMap::new();
    each(store, AROUND, |row| {
        let start = text(row, "start").parse().unwrap_or(0);
        wholes.insert((text(row, "path"), start), text(row, "whole"));
    })?;
    let finding = |kind: Gap, open: &Open| {
        let before = wholes.range(..=(open.source.clone(), open.start)).next_back();
        let around = before.filter(|((path, _), _)| *path == open.source);
        let sentence = around.map(|((_, start), whole)| sentence(whole, open.start - start)).unwrap_or_default();
        let place = Spot { source: open.source.clone(), start: open.start, sentence, id: open.id.clone() };
        Finding {
            candidates: open.candidates.clone(),
            place: Some(place),
            ..Finding::named(kind, open.text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
    };
    let open = stats::open(store, graph)?;
    let of = |kind: Gap| open.iter().filter(move |open| open.status == kind.name());
    Ok([Gap::Ambiguous, Gap::Conflicting]
        .into_iter()
        .flat_map(|kind| of(kind).map(move |o| (kind, o)))
        .map(|(kind, open)| finding(kind, open))
        .collect())
}

/// The sentence around a place in a text, in code points, its white space as single spaces; empty if the place lies
/// behind the text.
fn sentence(whole: &str, at: usize) -> String {
    let letters: Vec<char> = whole.chars().collect();
    if at >= letters.len() {
        return String::new();
    }
    let ends = |i: usize| match letters[i] {
        '\n' => true,
        '.' | '!' | '?' | '…' => letters.get(i + 1).is_none_or(|next| next.is_whitespace()),
        _ => false,
    };
    let first = (0..at).rev().find(|&i| ends(i)).map_or(0, |i| i + 1);
    let last = (at..letters.len()).find(|&i| ends(i)).map_or(letters.len(), |i| i + 1);
    let words: String = letters[first..last].iter().collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The circles, each once with all acts in it, by the IRI of their first paper.
fn cycles(graph: &Graph) -> Vec<Finding> {
    let proved = |edge: EdgeIndex| {
        let act = &graph.papers[edge];
        RESTS_ON.contains(&act.kind) && act.proofs.iter().any(|proof| !proof.is_rejected())
    };
    let resting = EdgeFiltered::from_fn(&graph.papers, |edge| proved(edge.id()));
    let mut found = Vec::new();
    for mut nodes in kosaraju_scc(&resting) {
        nodes.sort_unstable();
        let within: HashSet<_> = nodes.iter().copied().collect();
        let mut acts: Vec<_> = nodes
            .iter()
            .flat_map(|&node| graph.papers.edges_directed(node, Direction::Outgoing))
            .filter(|edge| within.contains(&edge.target()) && proved(edge.id()))
            .map(|edge| (edge.source(), edge.target(), edge.weight().kind, edge.id()))
            .collect();
        acts.sort_unstable();
        let links: Vec<Link> = acts.iter().filter_map(|act| Link::surest(graph, act.3)).collect();
        if let Some(first) = nodes.first().filter(|_| !links.is_empty()) {
            found.push((*first, Finding::new(Gap::Cycle, &graph.papers[*first], links)));
        }
    }
    found.sort_by_key(|(first, _)| *first);
    found.into_iter().map(|(_, finding)| finding).collect()
}

#[cfg(test)]
mod tests;
