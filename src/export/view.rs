//! The plain picture of a graph that DOT and GraphML draw: nodes in order of IRI, edges in order of their
//! ends, all as text and numbers, nothing escaped yet.

use crate::analyze::{Graph, Proof};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::HashSet;

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A document.
    Document,
    /// A body.
    Agency,
}

impl Kind {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Document => "document",
            Kind::Agency => "agency",
        }
    }
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its IRI.
    pub id: String,
    /// What it stands for.
    pub kind: Kind,
    /// What people call it.
    pub label: String,
    /// A document's type code, empty for a body.
    pub code: String,
    /// Day of issue, `YYYY-MM-DD` or empty.
    pub date: String,
    /// The issuer, or empty.
    pub issuer: String,
    /// False for a stub.
    pub described: bool,
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Index of the acting document.
    pub from: usize,
    /// Index of the other document or of the body.
    pub to: usize,
    /// Name of the relation, or `assignsTo`.
    pub relation: &'static str,
    /// What to write beside it, in Vietnamese.
    pub label: String,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// The sentence that proves it.
    pub evidence: String,
    /// Where the sentence stands.
    pub source: String,
    /// The task given, or empty.
    pub task: String,
    /// Its last day, `YYYY-MM-DD` or empty.
    pub due: String,
}

/// Nodes and edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Documents, then the bodies that have a task.
    pub nodes: Vec<Node>,
    /// What documents do, then the tasks they give.
    pub edges: Vec<Edge>,
}

impl View {
    /// The picture of a whole graph.
    pub fn of(graph: &Graph) -> Self {
        View::with(graph, |_| true)
    }

    /// The picture of some papers, by their IRIs: what they do to each other, and the bodies that they task.
    pub fn among<'a>(graph: &Graph, papers: impl IntoIterator<Item = &'a str>) -> Self {
        let held: HashSet<NodeIndex> = papers.into_iter().filter_map(|iri| graph.by_iri(iri)).collect();
        View::with(graph, |paper| held.contains(&paper))
    }

    /// The picture of the papers that pass.
    fn with(graph: &Graph, pass: impl Fn(NodeIndex) -> bool) -> Self {
        let mut view = View::default();
        let mut papers = vec![None; graph.papers.node_count()];
        for node in graph.papers.node_indices().filter(|&node| pass(node)) {
            let paper = &graph.papers[node];
            papers[node.index()] = Some(view.nodes.len());
            view.nodes.push(Node {
                id: paper.iri.clone(),
                kind: Kind::Document,
                label: paper.label.clone(),
                code: paper.code().to_owned(),
                date: paper.date.map(|date| date.to_string()).unwrap_or_default(),
                issuer: paper.issuer.clone().unwrap_or_default(),
                described: paper.described,
            });
        }
        // Bodies without a task would stand alone and only fill the picture.
        let mut place = vec![None; graph.agencies.len()];
        for task in graph.tasks.iter().filter(|task| pass(task.document)) {
            place[task.agency] = Some(0);
        }
        for (agency, place) in graph.agencies.iter().zip(&mut place).filter(|(_, place)| place.is_some()) {
            *place = Some(view.nodes.len());
            view.nodes.push(Node {
                id: agency.iri.clone(),
                kind: Kind::Agency,
                label: agency.name.clone(),
                code: String::new(),
                date: String::new(),
                issuer: String::new(),
                described: true,
            });
        }
        for act in graph.papers.edge_references() {
            let kind = act.weight().kind;
            let (Some(from), Some(to)) = (papers[act.source().index()], papers[act.target().index()]) else { continue };
            view.join(from, to, kind.name(), kind.label_vi().to_owned(), act.weight().proofs.first());
        }
        for task in &graph.tasks {
            let (Some(from), Some(to)) = (papers[task.document.index()], place[task.agency]) else { continue };
            view.join(from, to, "assignsTo", task.role.label_vi().to_owned(), Some(&task.proof));
            if let Some(edge) = view.edges.last_mut() {
                edge.task = task.task.clone();
                edge.due = task.due.map(|due| due.to_string()).unwrap_or_default();
            }
        }
        view
    }

    fn join(&mut self, from: usize, to: usize, relation: &'static str, label: String, proof: Option<&Proof>) {
        self.edges.push(Edge {
            from,
            to,
            relation,
            label,
            confidence: proof.map_or(0.0, |proof| proof.confidence),
            evidence: proof.map(|proof| proof.sentence.clone()).unwrap_or_default(),
            source: proof.map(|proof| proof.source.clone()).unwrap_or_default(),
            task: String::new(),
            due: String::new(),
        });
    }
}
