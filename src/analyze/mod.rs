//! The union of a store's graphs as papers, acts and tasks: what the questions of staff are answered from.
//! In: a store. Out: a petgraph of documents with every act between them proved by its sentences, and the
//! tasks they give. It reads the store through SPARQL alone, so any store that answers queries will do, and
//! never writes to it.

pub mod cache;
mod community;
mod load;
pub mod pagerank;
mod rank;
mod stats;
pub mod status;
mod tasks;
mod trace;

pub use community::{Communities, Community, Member, communities};
pub use rank::{Load, Measure, RankedBody, RankedPaper, load_sparql, rank_bodies, rank_papers, rank_sparql};
pub use stats::{Count, Group, Open, Stats, name_vi, stats, status_vi};
pub use tasks::{Filter, TaskRow, tasks};
pub use trace::{Cut, Given, Limits, Step, Trace, trace, trace_sparql};

use crate::error::Result;
use crate::judge::Verdict;
use crate::model::{Place, RelationType, Role};
use crate::store::Store;
use chrono::NaiveDate;
use petgraph::graph::{DiGraph, NodeIndex};
use serde::Serialize;
use std::collections::HashMap;

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

/// A body of the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agency {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// Its id in the tables (`SCT:LS`).
    pub id: Option<String>,
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
    /// Documents known from elsewhere that no source names, so that a name which fits them too is not taken
    /// for the one paper held.
    pub elsewhere: Vec<Paper>,
    by_iri: HashMap<String, NodeIndex>,
    tasks_at: HashMap<NodeIndex, Vec<usize>>,
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
            return Ok(graph);
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
        }
        if self.tasks.iter().any(|task| task.proof.is_rejected()) {
            self.tasks.retain(|task| !task.proof.is_rejected());
            self.index_tasks();
        }
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
        self.tasks_at.get(&document).into_iter().flatten().filter_map(|&at| self.tasks.get(at))
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

#[cfg(test)]
pub(crate) mod fixture;
