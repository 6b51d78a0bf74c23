//! The plain picture of a graph that all forms but RDF are written from: papers and bodies in order of IRI, what papers
//! do in order of their ends, then the tasks they give. All as text and numbers, nothing escaped yet.

use crate::analyze::{Act, Agency, Graph, Level, Proof, Task};
use crate::iri::Base;
use crate::model::{RelationType, Role};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    /// A document's title, or empty.
    pub title: String,
    /// A document's type code, empty for a body.
    pub code: String,
    /// A document's key, a body's id in the tables, or empty.
    pub key: String,
    /// A document's number, or empty.
    pub number: String,
    /// Day of issue, `YYYY-MM-DD` or empty.
    pub date: String,
    /// The issuer, or empty.
    pub issuer: String,
    /// Level of government of the issuer, or of the body.
    pub level: Level,
    /// False for a stub.
    pub described: bool,
}

impl Node {
    fn of_paper(graph: &Graph, node: NodeIndex) -> Self {
        let paper = &graph.papers[node];
        Node {
            id: paper.iri.clone(),
            kind: Kind::Document,
            label: paper.label.clone(),
            title: paper.title.clone().unwrap_or_default(),
            code: paper.code().to_owned(),
            key: paper.key.clone(),
            number: paper.number.clone(),
            date: paper.date.map(|date| date.to_string()).unwrap_or_default(),
            issuer: paper.issuer.clone().unwrap_or_default(),
            level: graph.level_of_paper(paper),
            described: paper.described,
        }
    }

    fn of_body(graph: &Graph, body: &Agency) -> Self {
        Node {
            id: body.iri.clone(),
            kind: Kind::Agency,
            label: body.name.clone(),
            title: String::new(),
            code: String::new(),
            key: body.id.clone().unwrap_or_default(),
            number: String::new(),
            date: String::new(),
            issuer: String::new(),
            level: graph.level_of_body(body),
            described: true,
        }
    }
}

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tie {
    /// A document acts on another.
    Act(RelationType),
    /// A document gives a body a task, in which it has this part.
    Task(Role),
}

impl Tie {
    /// The name in output: of the relation, or `assignsTo`.
    pub fn name(self) -> &'static str {
        match self {
            Tie::Act(kind) => kind.name(),
            Tie::Task(_) => "assignsTo",
        }
    }

    /// What to write beside it, in Vietnamese.
    pub fn label_vi(self) -> &'static str {
        match self {
            Tie::Act(kind) => kind.label_vi(),
            Tie::Task(role) => role.label_vi(),
        }
    }
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Index of the acting document.
    pub from: usize,
    /// Index of the other document or of the body.
    pub to: usize,
    /// What it says.
    pub tie: Tie,
    /// Where it is said, surest first.
    pub proofs: Vec<Proof>,
    /// The task given, or empty.
    pub task: String,
    /// Its last day, `YYYY-MM-DD` or empty.
    pub due: String,
    /// The words of the deadline, or empty.
    pub due_text: String,
}

impl Edge {
    fn of_act(from: usize, to: usize, act: &Act) -> Self {
        let (tie, proofs, none) = (Tie::Act(act.kind), act.proofs.clone(), String::new);
        Edge { from, to, tie, proofs, task: none(), due: none(), due_text: none() }
    }

    /// How many places prove it.
    pub fn weight(&self) -> usize {
        self.proofs.len()
    }

    /// How sure the surest rule is, 0 to 1.
    pub fn confidence(&self) -> f64 {
        self.proofs.first().map_or(0.0, |proof| proof.confidence)
    }

    /// The sentence that proves it best, or empty.
    pub fn evidence(&self) -> &str {
        self.proofs.first().map_or("", |proof| &proof.sentence)
    }

    /// Where that sentence stands, or empty.
    pub fn source(&self) -> &str {
        self.proofs.first().map_or("", |proof| &proof.source)
    }
}

/// What [`View::keep`] left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Nodes.
    pub nodes: usize,
    /// Edges, among them those that lost an end.
    pub edges: usize,
    /// How many nodes were asked for.
    pub most: usize,
}

impl LeftOut {
    /// What is missing and by which rule, in Vietnamese.
    pub fn words(&self) -> String {
        format!(
            "Chỉ vẽ {} nút có nhiều quan hệ nhất; lược bỏ {} nút và {} quan hệ, nhiệm vụ.",
            self.most, self.nodes, self.edges
        )
    }
}

/// Nodes and edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// What it shows, in Vietnamese; empty where nobody said.
    pub title: String,
    /// Documents, then the bodies that have a task.
    pub nodes: Vec<Node>,
    /// What documents do, then the tasks they give.
    pub edges: Vec<Edge>,
    /// The document that it is about, if it is about one.
    pub about: Option<usize>,
    /// What was left out to keep it small.
    pub left_out: Option<LeftOut>,
    /// What the IRIs of its store begin with.
    pub base: Base,
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

    /// The picture of one paper ("lược đồ"): the papers that it acts on and that act on it, and what all of these do to
    /// each other.
    pub fn around(graph: &Graph, paper: NodeIndex) -> Self {
        let mut held: HashSet<NodeIndex> = graph.papers.neighbors_undirected(paper).collect();
        held.insert(paper);
        let mut view = View::with(graph, |other| held.contains(&other));
        view.title = format!("Lược đồ {}", graph.papers[paper].label);
        view.about_iri(&graph.papers[paper].iri)
    }

    /// The same, told to be about the document of an IRI.
    pub fn about_iri(mut self, iri: &str) -> Self {
        self.about = self.nodes.iter().position(|node| node.id == iri);
        self
    }

    /// At most so many nodes: the document that the picture is about, then those with the most edges; of those with
    /// equally many the first in order of IRI, documents before bodies. What was left out is told in
    /// [`View::left_out`].
    pub fn keep(self, most: usize) -> Self {
        if self.nodes.len() <= most {
            return self;
        }
        let mut degree = vec![0_usize; self.nodes.len()];
        for edge in &self.edges {
            degree[edge.from] += 1;
            degree[edge.to] += 1;
        }
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|&n| (self.about != Some(n), usize::MAX - degree[n], n));
        let kept: BTreeSet<usize> = order.into_iter().take(most).collect();
        let mut place = vec![None; self.nodes.len()];
        for (new, &old) in kept.iter().enumerate() {
            place[old] = Some(new);
        }
        let (nodes, edges) = (self.nodes.len(), self.edges.len());
        let moved = |edge: Edge| Some(Edge { from: place[edge.from]?, to: place[edge.to]?, ..edge });
        let view = View {
            about: self.about.and_then(|about| place[about]),
            nodes: self.nodes.into_iter().enumerate().filter(|(n, _)| kept.contains(n)).map(|(_, node)| node).collect(),
            edges: self.edges.into_iter().filter_map(moved).collect(),
            ..self
        };
        let left_out = LeftOut { nodes: nodes - view.nodes.len(), edges: edges - view.edges.len(), most };
        View { left_out: Some(left_out), ..view }
    }

    /// The picture of some papers by their nodes, with or without the bodies that they task, and of all that they do to
    /// each other in one of the ways given. The cost follows these papers and their acts.
    pub fn of_papers(graph: &Graph, papers: &BTreeSet<NodeIndex>, follow: &[RelationType], bodies: bool) -> Self {
        let mut view = View { base: graph.base.clone(), ..View::default() };
        let place: HashMap<NodeIndex, usize> = papers.iter().enumerate().map(|(at, &node)| (node, at)).collect();
        view.nodes.extend(papers.iter().map(|&node| Node::of_paper(graph, node)));
        for &node in papers {
            let mut acts: Vec<_> = graph.papers.edges(node).collect();
            acts.sort_unstable_by_key(|act| act.id());
            for act in acts.into_iter().filter(|act| follow.contains(&act.weight().kind)) {
                let (Some(&from), Some(&to)) = (place.get(&node), place.get(&act.target())) else { continue };
                view.edges.push(Edge::of_act(from, to, act.weight()));
            }
        }
        let of = |node: &NodeIndex| graph.numbered_tasks_of(*node);
        let tasks: BTreeMap<usize, &Task> = papers.iter().filter(|_| bodies).flat_map(of).collect();
        view.add_tasks(graph, tasks.into_values(), |document| place.get(&document).copied());
        view
    }

    /// The picture of the papers that pass.
    fn with(graph: &Graph, pass: impl Fn(NodeIndex) -> bool) -> Self {
        let mut view = View { base: graph.base.clone(), ..View::default() };
        let mut papers = vec![None; graph.papers.node_count()];
        for node in graph.papers.node_indices().filter(|&node| pass(node)) {
            papers[node.index()] = Some(view.nodes.len());
            view.nodes.push(Node::of_paper(graph, node));
        }
        for act in graph.papers.edge_references() {
            let (Some(from), Some(to)) = (papers[act.source().index()], papers[act.target().index()]) else { continue };
            view.edges.push(Edge::of_act(from, to, act.weight()));
        }
        view.add_tasks(graph, graph.tasks.iter(), |document| papers[document.index()]);
        view
    }

    /// Adds the tasks that papers of the picture give, and their bodies; others would stand alone and only fill it.
    fn add_tasks<'g>(
        &mut self,
        graph: &'g Graph,
        tasks: impl Iterator<Item = &'g Task>,
        paper: impl Fn(NodeIndex) -> Option<usize>,
    ) {
        let tasks: Vec<(usize, &Task)> = tasks.filter_map(|task| Some((paper(task.document)?, task))).collect();
        let bodies: BTreeSet<usize> = tasks.iter().map(|(_, task)| task.agency).collect();
        let mut place: HashMap<usize, usize> = HashMap::new();
        for body in bodies {
            place.insert(body, self.nodes.len());
            self.nodes.push(Node::of_body(graph, &graph.agencies[body]));
        }
        self.edges.extend(tasks.into_iter().map(|(from, task)| Edge {
            from,
            to: place[&task.agency],
            tie: Tie::Task(task.role),
            proofs: vec![task.proof.clone()],
            task: task.task.clone(),
            due: task.due.map(|due| due.to_string()).unwrap_or_default(),
            due_text: task.due_text.clone().unwrap_or_default(),
        }));
    }

    /// The tasks that a document gives.
    pub fn tasks_of(&self, document: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.from == document && matches!(edge.tie, Tie::Task(_)))
    }
}

/// `2023-07-04` as people write it: `04/07/2023`; anything else as it is.
pub fn day_vi(day: &str) -> String {
    match day.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => day.to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::analyze::fixture;

    pub const CT20: &str = "CT|20/CT-TTg|2023|TTg";
    const KH148: &str = "KH|148/KH-UBND|2023|UBND:LS";

    /// A chain from the Prime Minister to a department, with two tasks.
    pub fn graph() -> Graph {
        let store = fixture::store(&[
            (KH148, "implements", CT20),
            ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", KH148),
            ("CV|1187/SCT-QLNL|2023|SCT:LS", "cites", CT20),
        ]);
        Graph::load(&store).expect("the fixture loads")
    }

    #[test]
    fn one_paper_stands_among_its_neighbours() {
        let graph = graph();
        let order = graph.by_iri(&fixture::iri(CT20)).expect("it is there");
        let view = View::around(&graph, order);
        assert_eq!(view.nodes.iter().filter(|node| node.kind == Kind::Document).count(), 3);
        assert_eq!(view.about.map(|at| view.nodes[at].number.as_str()), Some("20/CT-TTg"));
        assert_eq!(view.edges.iter().map(|edge| edge.tie.name()).filter(|name| *name == "assignsTo").count(), 2);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let view = View::of(&graph());
        let (nodes, edges) = (view.nodes.len(), view.edges.len());
        assert_eq!(view.clone().keep(nodes), view);
        let small = view.keep(2);
        let labels: Vec<&str> = small.nodes.iter().map(|node| node.number.as_str()).collect();
        // 148/KH-UBND has four edges; 20/CT-TTg and 1187/SCT-QLNL have two each.
        assert_eq!(labels, ["1187/SCT-QLNL", "148/KH-UBND"]);
        let left_out = small.left_out.expect("told");
        assert_eq!((left_out.nodes, left_out.edges), (nodes - 2, edges - 1));
        assert!(left_out.words().contains("Chỉ vẽ 2 nút"), "{}", left_out.words());
    }
}
