//! A task → the later paper by which its body reports on it. In: a graph and the types and words of papers that report.
//! Out: that paper with the sentence that ties it to the task. It says what it found and never that the task was done:
//! a report names a paper, not one of the tasks in it.

use super::super::{Graph, Proof, Task};
use super::orders;
use crate::model::{DocType, RelationType};
use crate::names::fold;
use crate::tables::replies::Replies;
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::HashMap;

/// Acts by which a report leads to what it reports on.
const REPORTS_ON: [RelationType; 4] =
    [RelationType::Implements, RelationType::Details, RelationType::Basis, RelationType::Cites];

/// What a report names: the nearer to the task, the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Through {
    /// The paper that gives the task.
    Document,
    /// The order that this paper carries out; the report may be on other tasks of the same order.
    Order,
}

impl Through {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Through::Document => "document",
            Through::Order => "order",
        }
    }

    /// The doubt that stays, in Vietnamese.
    pub fn doubt_vi(self) -> &'static str {
        match self {
            Through::Document => "máy tìm thấy, cần người xác nhận",
            Through::Order => "máy tìm thấy qua văn bản cấp trên, có thể báo cáo về nhiệm vụ khác; cần người xác nhận",
        }
    }
}

/// A later paper by which the body reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reply {
    /// Its label.
    pub paper: String,
    /// Its IRI.
    pub iri: String,
    /// Its day of issue.
    pub date: NaiveDate,
    /// Days from the last day of the task to the report; negative if it came before.
    pub days_after_due: Option<i64>,
    /// What it does to the paper that it names.
    pub relation: RelationType,
    /// Label of the paper that it names.
    pub on: String,
    /// Whether it names the paper that gives the task, or the order behind it.
    pub through: Through,
    /// Where it says so.
    pub proof: Proof,
}

/// The papers of a graph that report, by issuer.
pub(super) struct Reported<'g> {
    graph: &'g Graph,
    replies: &'g Replies,
    by_id: HashMap<&'g str, Vec<NodeIndex>>,
    by_name: HashMap<String, Vec<NodeIndex>>,
    /// What was found for a paper and a body.
    known: HashMap<(NodeIndex, usize), Option<Reply>>,
}

impl<'g> Reported<'g> {
    /// The papers that report, issued by a day.
    pub fn new(graph: &'g Graph, replies: &'g Replies, today: Option<NaiveDate>) -> Self {
        Self::among(graph, replies, today, graph.papers.node_indices())
    }

    /// The same of some papers only.
    pub fn among(
        graph: &'g Graph,
        replies: &'g Replies,
        today: Option<NaiveDate>,
        papers: impl IntoIterator<Item = NodeIndex>,
    ) -> Self {
        let (mut by_id, mut by_name) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for node in papers {
            let paper = &graph.papers[node];
            let reports = DocType::from_code(paper.code()).is_some_and(|kind| replies.may_be(kind));
            let there = paper.date.is_some_and(|date| today.is_none_or(|today| date <= today));
            if !reports || !there {
                continue;
            }
            if let Some(id) = paper.issuer_id() {
                by_id.entry(id).or_default().push(node);
            }
            if let Some(issuer) = &paper.issuer {
                by_name.entry(fold(issuer)).or_default().push(node);
            }
        }
        Self { graph, replies, by_id, by_name, known: HashMap::new() }
    }

    /// The report on a task: the one that names the giving paper before one that names its order, then the earliest.
    pub fn reply(&mut self, task: &Task) -> Option<Reply> {
        let at = (task.document, task.agency);
        let found = match self.known.get(&at) {
            Some(found) => found.clone(),
            None => {
                let found = self.find(task.document, task.agency);
                self.known.insert(at, found.clone());
                found
            }
        };
        found.map(|reply| Reply { days_after_due: task.due.map(|due| (reply.date - due).num_days()), ..reply })
    }

    fn find(&self, document: NodeIndex, agency: usize) -> Option<Reply> {
        let graph = self.graph;
        let given = graph.papers[document].date?;
        let orders = orders(graph, document);
        let mut best: Option<((Through, NaiveDate, &str), Reply)> = None;
        for &node in self.of_body(agency) {
            let paper = &graph.papers[node];
            let Some(date) = paper.date.filter(|date| *date > given) else { continue };
            for edge in graph.papers.edges_directed(node, Direction::Outgoing) {
                let through = match edge.target() {
                    on if on == document => Through::Document,
                    on if orders.contains(&on) => Through::Order,
                    _ => continue,
                };
                if !REPORTS_ON.contains(&edge.weight().kind) {
                    continue;
                }
                let proofs = edge.weight().proofs.iter().filter(|proof| !proof.is_rejected());
                let Some(proof) = proofs.into_iter().find(|proof| self.reports(node, proof)) else { continue };
                let rank = (through, date, paper.iri.as_str());
                if best.as_ref().is_some_and(|(held, _)| *held <= rank) {
                    continue;
                }
                let reply = Reply {
                    paper: paper.label.clone(),
                    iri: paper.iri.clone(),
                    date,
                    days_after_due: None,
                    relation: edge.weight().kind,
                    on: graph.papers[edge.target()].label.clone(),
                    through,
                    proof: proof.clone(),
                };
                best = Some((rank, reply));
            }
        }
        best.map(|(_, reply)| reply)
    }

    /// The reports of a body; of one that the tables do not know, those of the body at the end of its name, as the
    /// department in "Giám đốc Sở Công Thương tỉnh Lạng Sơn".
    fn of_body(&self, agency: usize) -> &[NodeIndex] {
        let agency = &self.graph.agencies[agency];
        if let Some(id) = &agency.id {
            return self.by_id.get(id.as_str()).map_or(&[], Vec::as_slice);
        }
        let name = fold(&agency.name);
        let starts = name.match_indices(' ').map(|(at, _)| at + 1);
        std::iter::once(0).chain(starts).find_map(|at| self.by_name.get(&name[at..])).map_or(&[], Vec::as_slice)
    }

    /// True if a paper reports by its type, its title, or the sentence. A sentence in which the paper gives a task asks
    /// others for a report and is none.
    fn reports(&self, node: NodeIndex, proof: &Proof) -> bool {
        let paper = &self.graph.papers[node];
        let Some(kind) = DocType::from_code(paper.code()) else { return false };
        if self.replies.always(kind) || paper.title.as_ref().is_some_and(|title| self.replies.says(kind, title)) {
            return true;
        }
        let asks = self.graph.tasks_of(node).any(|task| {
            let (ours, theirs) = (proof.span, task.proof.span);
            task.proof.source == proof.source && ours[0] < theirs[1] && theirs[0] < ours[1]
        });
        !asks && self.replies.says(kind, &proof.sentence)
    }
}
