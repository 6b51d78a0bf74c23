//! A graph → what is indexed, in a fixed order: papers that most others act on first, the evidence of each paper with it.
//! A row of the index is a place in this order, so that the first hits of a common word are the ones to show and nothing
//! has to be sorted.

use crate::analyze::Graph;
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashSet, FxHasher};
use std::cmp::Reverse;
use std::hash::{Hash, Hasher};

/// A sentence that proves something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// An act, by one of its proofs.
    Act(EdgeIndex, u32),
    /// A task.
    Task(u32),
}

/// What is indexed.
#[derive(Debug, Default)]
pub struct Plan {
    /// Papers, the one that most others act on first, then the newest.
    pub papers: Vec<NodeIndex>,
    /// Sentences, by the place of the paper that they are about; each once a paper.
    pub evidence: Vec<Evidence>,
    /// How many papers act on each paper.
    pub incoming: Vec<u32>,
    /// Papers that are described, the newest first, those without a day last.
    pub newest: Vec<NodeIndex>,
}

impl Plan {
    /// The plan of a graph; the same for the same graph.
    pub fn of(graph: &Graph) -> Self {
        let incoming: Vec<u32> = graph.papers.node_indices().map(|node| acted_on(graph, node)).collect();
        let day = |node: NodeIndex| graph.papers[node].date;
        let mut papers: Vec<NodeIndex> = graph.papers.node_indices().collect();
        // Nodes are in order of IRI.
        papers.sort_by_key(|&node| (Reverse(incoming[node.index()]), Reverse(day(node)), node));
        let mut newest: Vec<NodeIndex> = papers.iter().copied().filter(|&node| graph.papers[node].described).collect();
        newest.sort_by_key(|&node| (Reverse(day(node)), node));
        let evidence = papers.iter().flat_map(|&paper| of_paper(graph, paper)).collect();
        Plan { papers, evidence, incoming, newest }
    }
}

/// How many papers act on one.
fn acted_on(graph: &Graph, node: NodeIndex) -> u32 {
    let mut others: Vec<NodeIndex> = graph.papers.neighbors_directed(node, Direction::Incoming).collect();
    others.sort_unstable();
    others.dedup();
    u32::try_from(others.iter().filter(|&&other| other != node).count()).unwrap_or(u32::MAX)
}

/// The sentences that say what a paper does, and which tasks it gives.
fn of_paper(graph: &Graph, paper: NodeIndex) -> Vec<Evidence> {
    let mut seen = FxHashSet::default();
    let mut new = |words: &str| {
        let mut hasher = FxHasher::default();
        words.hash(&mut hasher);
        seen.insert(hasher.finish())
    };
    let mut acts: Vec<EdgeIndex> =
        graph.papers.edges_directed(paper, Direction::Outgoing).map(|edge| edge.id()).collect();
    acts.sort_unstable();
    let mut found = Vec::new();
    for act in acts {
        for (at, proof) in (0_u32..).zip(&graph.papers[act].proofs) {
            if new(&proof.sentence) {
                found.push(Evidence::Act(act, at));
            }
        }
    }
    for (at, task) in graph.numbered_tasks_of(paper) {
        if new(&task.proof.sentence) {
            found.extend(u32::try_from(at).ok().map(Evidence::Task));
        }
    }
    found
}
