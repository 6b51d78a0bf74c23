//! The union of a store's graphs as papers, acts and tasks: what the questions of staff are answered from.
//! In: a store. Out: a petgraph of documents with every act between them proved by its sentences, and the
//! tasks they give. It reads the store through SPARQL alone, so any store that answers queries will do, and
//! never writes to it.

mod around;
pub mod cache;
mod community;
pub mod compare;
pub mod coverage;
mod gaps;
mod impact;
mod known;
mod lanes;
mod level;
mod load;
mod marked;
pub mod news;
mod orders;
pub mod pagerank;
mod pinpoint;
mod rank;
mod record;
pub mod review;
mod stats;
pub mod status;
mod tasks;
mod trace;

pub use around::{Around, Sieve, around, path};
pub use community::{Communities, Community, Member, communities};
pub use gaps::{Finding, Gap, future_sparql, gaps, loops_sparql, stubs_sparql};
pub use impact::{Affected, Anchor, Change, Impact, Question, Standing, Todo, Touch, anchors_sparql, impact};
pub use known::{Known, Members, Ministry, Province};
pub use level::Level;
pub use marked::{MarkedItem, MarkedText, Named, Segment, SegmentKind, marked};
pub use orders::{Order, orders};
pub use pinpoint::Provision;
pub use rank::{Load, Measure, RankedBody, RankedPaper, load_sparql, rank_bodies, rank_papers, rank_sparql};
pub use record::{Became, Recorded, Told, became, period, recorded};
pub use stats::{Count, Group, Open, Stats, name_vi, stats, status_vi};
pub use tasks::{By, Filter, Reply, State, TaskRow, Through, rows_of, tasks, tasks_sparql};
pub use trace::{AtLevel, Cut, Given, Limits, Pass, Step, Trace, Way, behind, trace, trace_sparql, trace_sparql_of};

use crate::error::Result;
use crate::iri::Base;
use crate::judge::Verdict;
use crate::model::{Place, RelationType, Role, Tier};
use crate::store::Store;
use chrono::NaiveDate;
use lanes::Lanes;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A document of the graph, described or only named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its IRI.
    pub iri: String,
    /// What people call it: "Chỉ thị 20/CT-TTg ngày 08/6/2023".
    pub label: String,
    /// Its key, `TYPE|NUMBER|YEAR|ISSUER`.
    pub key: String,
    /// Its official number, or a statute's short title.
    pub number: String,
    /// Day of issue.
    pub date: Option<NaiveDate>,
    /// Year of issue.
    pub year: Option<i32>,
    /// The issuer's name, or its code where the store knows no name.
    pub issuer: Option<String>,
    /// The level of its issuer, where the tables were asked and know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Its title.
    pub title: Option<String>,
    /// A statute's short title in lower case.
    pub short_title: Option<String>,
    /// The first day on which it is in force, as sources or tables say; several where they disagree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub effect: Vec<ToldDay>,
    /// The first day on which it is no longer in force, as it says itself or the tables say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<ToldDay>,
    /// True if a source reports it or the tables describe it; false for a stub.
    pub described: bool,
}

/// A day and who tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldDay {
    /// The day.
    pub day: NaiveDate,
    /// Paths or addresses of the sources that tell it, in order; the name of a table for what tables tell.
    pub sources: Vec<String>,
}

impl Paper {
    /// The code of its type (`CT`), the first part of its key.
    pub fn code(&self) -> &str {
        self.key.split('|').next().unwrap_or_default()
    }

    /// The issuer's id (`SCT:LS`), the last part of its key; `None` if it is not known.
    pub fn issuer_id(&self) -> Option<&str> {
        self.key.split('|').nth(3).filter(|id| !id.is_empty() && *id != "?")
    }

    /// The code of the issuer's province (`LS`); `None` for bodies of the centre and where it is not known.
    pub fn place(&self) -> Option<&str> {
        place_of(self.issuer_id()?)
    }
}

/// The place in a source that proves something, and how sure the rule was.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Proof {
    /// Id of the relation or the assignment that it proves, by which a person judges it.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// Path or address of the source.
    pub source: String,
    /// Range in the source, in code points.
    pub span: [usize; 2],
    /// Page and paragraph of the file, where it has such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The words that decided; empty for a task.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cue: String,
    /// Name of the rule.
    pub rule: String,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// The pinpoint in the other document: "khoản 2 Điều 5".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<String>,
    /// True where the act touches a part of the other document only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// The day from which the act holds, where the sentence says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<NaiveDate>,
    /// What a person judged of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
}

impl Proof {
    /// True if a person rejected it; it is then no proof, and shown only where that was asked for.
    pub fn is_rejected(&self) -> bool {
        self.judged.as_ref().is_some_and(|judged| judged.verdict == Verdict::Rejected)
    }
}

/// What a person judged of a relation or an assignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Who judged.
    pub by: String,
    /// Why.
    pub why: String,
}

/// One document acts on another.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// What it does.
    pub kind: RelationType,
    /// Where it is said, surest first; never empty.
    pub proofs: Vec<Proof>,
}

/// One act of one paper on another with the sentence that says so: a step of a chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// Label of the acting paper.
    pub paper: String,
    /// Its IRI.
    pub iri: String,
    /// What it does.
    pub relation: RelationType,
    /// Label of the other.
    pub other: String,
    /// IRI of the other.
    pub other_iri: String,
    /// Where it is said.
    pub proof: Proof,
}

impl Link {
    /// An act of a graph with one of its proofs, by its place among them.
    fn new(graph: &Graph, edge: EdgeIndex, proof: usize) -> Self {
        let act = &graph.papers[edge];
        let (from, to) = graph.papers.edge_endpoints(edge).unwrap_or_default();
        let (paper, other) = (&graph.papers[from], &graph.papers[to]);
        Link {
            paper: paper.label.clone(),
            iri: paper.iri.clone(),
            relation: act.kind,
            other: other.label.clone(),
            other_iri: other.iri.clone(),
            proof: act.proofs.get(proof).cloned().unwrap_or_default(),
        }
    }

    /// The same with the surest proof that nobody rejected; `None` if there is none.
    fn surest(graph: &Graph, edge: EdgeIndex) -> Option<Self> {
        let at = graph.papers[edge].proofs.iter().position(|proof| !proof.is_rejected())?;
        Some(Link::new(graph, edge, at))
    }
}

/// A body of the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agency {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// Its id in the tables (`SCT:LS`).
    pub id: Option<String>,
    /// The tier of the state that it belongs to, where the tables know it.
    pub tier: Option<Tier>,
}

/// The symbol of the province in the id of a body: `LS` of `SCT:LS`.
pub fn place_of(id: &str) -> Option<&str> {
    id.split_once(':').map(|(_, place)| place).filter(|place| !place.is_empty() && *place != "?")
}

/// A task that a document puts on a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// IRI of the assignment.
    pub iri: String,
    /// The document that gives it.
    pub document: NodeIndex,
    /// The body, as an index into [`Graph::agencies`].
    pub agency: usize,
    /// The body's part.
    pub role: Role,
    /// What is to be done.
    pub task: String,
    /// Last day.
    pub due: Option<NaiveDate>,
    /// The words of the deadline.
    pub due_text: Option<String>,
    /// Where it is said.
    pub proof: Proof,
}

/// A mention that may mean one of several papers, or says things of it that do not go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contested {
    /// `ambiguous` or `conflicting`.
    pub status: String,
    /// The words.
    pub text: String,
    /// Path or address of the source.
    pub source: String,
    /// First code point in the source.
    pub start: usize,
    /// IRIs of the papers that it may mean.
    #[serde(skip)]
    pub candidates: Vec<String>,
}

/// All documents of a store with what they do to each other and the tasks they give.
#[derive(Debug, Default)]
pub struct Graph {
    /// Documents, joined from the acting one to the other; in order of IRI.
    pub papers: DiGraph<Paper, Act>,
    /// Bodies, in order of IRI.
    pub agencies: Vec<Agency>,
    /// Tasks, in order of deadline (none last), document, body.
    pub tasks: Vec<Task>,
    /// Names without a number by which sources call a document for certain ("Đề án 06").
    pub aliases: Vec<(String, NodeIndex)>,
    /// Mentions that are ambiguous or contradict themselves, by source and place.
    pub contested: Vec<Contested>,
    /// Documents known from elsewhere that no source names, so that a name which fits them too is not taken
    /// for the one paper held.
    pub elsewhere: Vec<Paper>,
    /// What the IRIs of its store begin with.
    pub base: Base,
    levels: HashMap<String, Level>,
    by_iri: HashMap<String, NodeIndex>,
    tasks_at: FxHashMap<NodeIndex, Vec<usize>>,
    /// Laid out when the first walk asks for it.
    lanes: OnceLock<Lanes>,
}

impl Graph {
    /// Reads the union of all graphs of a store.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the store cannot be read.
    pub fn load(store: &Store) -> Result<Self> {
        let mut graph = Self::load_with_rejected(store)?;
        graph.forget_rejected();
        Ok(graph)
    }

    /// The same with what people rejected, each such proof marked. Of a store on disk it is kept beside the store, and
    /// read from there until the store changes.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the store cannot be read.
    pub fn load_with_rejected(store: &Store) -> Result<Self> {
        let Some((folder, revision)) = store.kept_beside() else { return load::load(store) };
        if let Some(graph) = cache::read(folder, revision) {
            return Ok(Graph { base: store.base().clone(), ..graph });
        }
        let graph = load::load(store)?;
        cache::write(folder, revision, &graph);
        Ok(graph)
    }

    /// Takes out what people rejected: proofs, acts without another proof, tasks.
    fn forget_rejected(&mut self) {
        let rejected = self.papers.edge_weights().flat_map(|act| &act.proofs).any(Proof::is_rejected);
        if rejected {
            // Built anew, since taking acts out would change the order of those that stay.
            let (papers, acts) = std::mem::take(&mut self.papers).into_nodes_edges();
            for paper in papers {
                self.papers.add_node(paper.weight);
            }
            for act in acts {
                let (from, to, mut weight) = (act.source(), act.target(), act.weight);
                weight.proofs.retain(|proof| !proof.is_rejected());
                if !weight.proofs.is_empty() {
                    self.papers.add_edge(from, to, weight);
                }
            }
            self.lanes.take();
        }
        if self.tasks.iter().any(|task| task.proof.is_rejected()) {
            self.tasks.retain(|task| !task.proof.is_rejected());
            self.index_tasks();
        }
    }

    /// The acts laid out for walks. The first walk pays for it; [`Graph::lay_out`] does so before.
    fn lanes(&self) -> &Lanes {
        self.lanes.get_or_init(|| Lanes::of(&self.papers))
    }

    /// Makes the first walk as fast as those after it.
    pub fn lay_out(&self) {
        self.lanes();
    }

    fn index_tasks(&mut self) {
        self.tasks_at.clear();
        for (at, task) in self.tasks.iter().enumerate() {
            self.tasks_at.entry(task.document).or_default().push(at);
        }
    }

    /// The document of an IRI.
    pub fn by_iri(&self, iri: &str) -> Option<NodeIndex> {
        self.by_iri.get(iri).copied()
    }

    /// Tasks that a document gives.
    pub fn tasks_of(&self, document: NodeIndex) -> impl Iterator<Item = &Task> {
        self.numbered_tasks_of(document).map(|(_, task)| task)
    }

    /// The same with their places in [`Graph::tasks`].
    pub fn numbered_tasks_of(&self, document: NodeIndex) -> impl Iterator<Item = (usize, &Task)> {
        self.tasks_at.get(&document).into_iter().flatten().filter_map(|&at| Some((at, self.tasks.get(at)?)))
    }

    /// Adds what the tables know of the days of a document: its first day in force and its first day out of force.
    /// Where a source tells them, that stands.
    pub fn add_days(&mut self, iri: &str, effect: Option<NaiveDate>, ends: Option<NaiveDate>, table: &str) {
        let Some(node) = self.by_iri(iri) else { return };
        let told = |day| ToldDay { day, sources: vec![table.to_owned()] };
        let paper = &mut self.papers[node];
        if paper.effect.is_empty() {
            paper.effect.extend(effect.map(told));
        }
        if paper.ends.is_empty() {
            paper.ends.extend(ends.map(told));
        }
    }

    /// Adds documents known outside the sources; those that a source names are passed over.
    pub fn add_elsewhere(&mut self, papers: impl IntoIterator<Item = Paper>) {
        let by_iri = &self.by_iri;
        self.elsewhere.extend(papers.into_iter().filter(|paper| !by_iri.contains_key(&paper.iri)));
    }

    /// Adds names by which a document is known outside the sources, such as the nicknames of the tables.
    /// A key that the graph does not hold is passed over.
    pub fn add_aliases<'a>(&mut self, names: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let by_key: HashMap<&str, NodeIndex> =
            self.papers.node_indices().map(|n| (self.papers[n].key.as_str(), n)).collect();
        let known = names.into_iter().filter_map(|(name, key)| Some((name.to_owned(), *by_key.get(key)?)));
        let known: Vec<_> = known.collect();
        self.aliases.extend(known);
    }
}

/// The lines that declare every prefix in a SPARQL query.
pub fn prefixes() -> String {
    crate::iri::terms::PREFIXES.iter().map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n")).collect()
}

/// An IRI as it may stand in a query: characters that would end it are escaped; no IRI that this crate mints has one.
fn for_sparql(iri: &str) -> String {
    iri.chars().map(|c| if "<>\"{}|^`\\ ".contains(c) { '_' } else { c }).collect()
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
pub(crate) mod sketch;
