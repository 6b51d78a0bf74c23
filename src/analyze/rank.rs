//! Which papers weigh most, which bodies have most to do: a graph → papers by PageRank or by how many papers act on
//! them in one way, and bodies by their tasks. Equal values share a place; beyond that the order is that of the IRIs.

use super::pagerank::{Walk, pagerank, pairs};
use super::{Graph, Paper, Proof, prefixes};
use crate::model::{RelationType, Role};
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What papers are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// [`pagerank`].
    PageRank,
    /// How many papers act on it, in whatever way.
    Any,
    /// How many papers act on it in this way.
    Relation(RelationType),
}

impl Measure {
    /// The measure of a name: `pagerank`, `any`, or a relation.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "pagerank" => Some(Measure::PageRank),
            "any" => Some(Measure::Any),
            name => RelationType::from_name(name).map(Measure::Relation),
        }
    }

    /// All names.
    pub fn names() -> Vec<&'static str> {
        ["pagerank", "any"].into_iter().chain(RelationType::ALL.iter().map(|kind| kind.name())).collect()
    }
}

/// A paper and its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedPaper {
    /// Its place, from 1.
    pub rank: usize,
    /// The paper.
    pub paper: Paper,
    /// Its PageRank; those of all papers make 1.
    pub pagerank: f64,
    /// The same, as a multiple of the mean.
    pub times_mean: f64,
    /// How many papers act on it.
    pub acted_on_by: usize,
    /// How many papers act on it, by relation; those that none has are left out.
    pub by: BTreeMap<&'static str, usize>,
    /// Labels of the papers that act on it, weightiest first, at most ten.
    pub papers: Vec<String>,
    /// The surest sentence of the weightiest of them, as an example.
    pub proof: Option<Proof>,
}

/// The first `top` papers. `follow` are the relations that count, for PageRank as for the numbers. Papers that nothing
/// acts on in the way asked for are left out.
pub fn rank_papers(graph: &Graph, by: Measure, follow: &[RelationType], top: usize) -> Vec<RankedPaper> {
    let weights = pagerank(graph, follow, Walk::default()).weights;
    let mut acted_on = vec![0_u32; graph.papers.node_count()];
    let counted = match by {
        Measure::Relation(kind) => pairs(graph, &[kind]),
        Measure::PageRank | Measure::Any => pairs(graph, follow),
    };
    for (_, to) in counted {
        acted_on[to] += 1;
    }
    let value = |node: NodeIndex| match by {
        Measure::PageRank => weights[node.index()],
        Measure::Any | Measure::Relation(_) => f64::from(acted_on[node.index()]),
    };
    let found = graph.papers.node_indices().filter(|node| acted_on[node.index()] > 0);
    let found = found.map(|node| (value(node), node)).collect();
    placed(found)
        .take_while(|(at, ..)| *at < top)
        .map(|(_, rank, node)| ranked(graph, &weights, follow, rank, node))
        .collect()
}

/// Values in falling order with their places; equal ones share the place, rounding errors aside.
fn placed<T: Ord + Copy>(mut values: Vec<(f64, T)>) -> impl Iterator<Item = (usize, usize, T)> {
    const SAME: f64 = 1e-12;
    values.sort_by(|(a, left), (b, right)| b.total_cmp(a).then(left.cmp(right)));
    let mut place = (f64::INFINITY, 0);
    values.into_iter().enumerate().map(move |(at, (value, thing))| {
        if place.0 - value > SAME {
            place = (value, at + 1);
        }
        (at, place.1, thing)
    })
}

/// The papers that act on one, by relation.
fn acting(graph: &Graph, node: NodeIndex, follow: &[RelationType]) -> BTreeMap<&'static str, BTreeSet<NodeIndex>> {
    let mut found: BTreeMap<&'static str, BTreeSet<NodeIndex>> = BTreeMap::new();
    for act in graph.papers.edges_directed(node, Direction::Incoming) {
        if follow.contains(&act.weight().kind) && act.source() != node {
            found.entry(act.weight().kind.name()).or_default().insert(act.source());
        }
    }
    found
}

fn ranked(graph: &Graph, weights: &[f64], follow: &[RelationType], rank: usize, node: NodeIndex) -> RankedPaper {
    const SHOWN: usize = 10;
    let by = acting(graph, node, follow);
    let mut papers: Vec<NodeIndex> = by.values().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    papers.sort_by(|a, b| weights[b.index()].total_cmp(&weights[a.index()]).then(a.cmp(b)));
    let first = papers.first().and_then(|&first| {
        let acts = graph.papers.edges_connecting(first, node).filter(|act| follow.contains(&act.weight().kind));
        acts.filter_map(|act| act.weight().proofs.first()).max_by(|a, b| a.confidence.total_cmp(&b.confidence))
    });
    #[expect(clippy::cast_precision_loss, reason = "no graph has 2^53 papers")]
    let times_mean = weights[node.index()] * weights.len() as f64;
    RankedPaper {
        rank,
        paper: graph.papers[node].clone(),
        pagerank: weights[node.index()],
        times_mean,
        acted_on_by: papers.len(),
        by: by.iter().map(|(name, papers)| (*name, papers.len())).collect(),
        papers: papers.iter().take(SHOWN).map(|&paper| graph.papers[paper].label.clone()).collect(),
        proof: first.cloned(),
    }
}

/// The numbers of [`Measure::Relation`] in SPARQL: `?paper ?papers`, for one relation.
pub fn rank_sparql(kind: RelationType) -> String {
    format!(
        "{}SELECT ?paper (COUNT(DISTINCT ?other) AS ?papers) WHERE {{ ?other luo:{} ?paper FILTER(?other != ?paper) }}
GROUP BY ?paper ORDER BY DESC(?papers) ?paper",
        prefixes(),
        kind.predicate()
    )
}

/// What bodies are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// All tasks.
    Tasks,
    /// Those that it leads.
    Lead,
    /// Those whose last day is past.
    Overdue,
}

impl Load {
    /// All loads.
    pub const ALL: [Load; 3] = [Load::Tasks, Load::Lead, Load::Overdue];

    /// The name in options.
    pub fn name(self) -> &'static str {
        match self {
            Load::Tasks => "tasks",
            Load::Lead => "lead",
            Load::Overdue => "overdue",
        }
    }
}

/// A body and what it has to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedBody {
    /// Its place, from 1.
    pub rank: usize,
    /// Its name.
    pub body: String,
    /// Its id in the tables.
    pub body_id: Option<String>,
    /// All its tasks.
    pub tasks: usize,
    /// By the body's part.
    pub by: BTreeMap<&'static str, usize>,
    /// Those whose last day is past.
    pub overdue: usize,
    /// Those without a last day.
    pub without_deadline: usize,
    /// The next last day from today on.
    pub next: Option<NaiveDate>,
    /// Labels of the papers that give them, in order.
    pub papers: Vec<String>,
    /// The sentence of the first of its tasks by deadline, as an example.
    pub proof: Option<Proof>,
}

/// The first `top` bodies by their tasks. Bodies without a task of the kind asked for are left out.
pub fn rank_bodies(graph: &Graph, by: Load, today: NaiveDate, top: usize) -> Vec<RankedBody> {
    let mut held: BTreeMap<usize, RankedBody> = BTreeMap::new();
    for task in &graph.tasks {
        let body = &graph.agencies[task.agency];
        let row = held.entry(task.agency).or_insert_with(|| RankedBody {
            rank: 0,
            body: body.name.clone(),
            body_id: body.id.clone(),
            tasks: 0,
            by: BTreeMap::new(),
            overdue: 0,
            without_deadline: 0,
            next: None,
            papers: Vec::new(),
            proof: Some(task.proof.clone()),
        });
        row.tasks += 1;
        *row.by.entry(task.role.name()).or_default() += 1;
        match task.due {
            Some(due) if due < today => row.overdue += 1,
            Some(due) => row.next = row.next.into_iter().chain([due]).min(),
            None => row.without_deadline += 1,
        }
        let label = &graph.papers[task.document].label;
        if !row.papers.contains(label) {
            row.papers.push(label.clone());
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "no body has 2^53 tasks")]
    let value = |row: &RankedBody| match by {
        Load::Tasks => row.tasks as f64,
        Load::Lead => row.by.get(Role::Lead.name()).copied().unwrap_or(0) as f64,
        Load::Overdue => row.overdue as f64,
    };
    let values = held.iter().map(|(at, row)| (value(row), *at)).filter(|(value, _)| *value > 0.0).collect();
    let order = placed(values).take_while(|(at, ..)| *at < top);
    let rows = order.filter_map(|(_, rank, at)| held.get(&at).map(|row| RankedBody { rank, ..row.clone() }));
    let mut rows: Vec<RankedBody> = rows.collect();
    rows.iter_mut().for_each(|row| row.papers.sort());
    rows
}

/// The number of tasks of each body in SPARQL: `?body ?tasks`.
pub fn load_sparql() -> String {
    format!(
        "{}SELECT ?body (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{ ?task luo:agency ?body ; luo:document ?paper
  FILTER NOT EXISTS {{ ?task luo:judgement luo:judgement-rejected }} }} GROUP BY ?body ORDER BY DESC(?tasks) ?body",
        prefixes()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::super::load::{each, text};
    use super::*;

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";
    const CT19: &str = "CT|20/CT-TTg|2019|TTg";
    const PLAN: &str = "KH|148/KH-UBND|2023|UBND:LS";
    const EDGES: &[(&str, &str, &str)] = &[
        (PLAN, "implements", CT20),
        (PLAN, "cites", CT20),
        ("KH|2/KH-UBND|2023|UBND:CB", "implements", CT20),
        ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", PLAN),
        ("CV|1187/SCT-QLNL|2023|SCT:LS", "cites", CT19),
        ("KH|2/KH-UBND|2023|UBND:CB", "cites", CT19),
        ("KH|3/KH-UBND|2023|UBND:CB", "cites", CT19),
    ];

    fn graph(edges: &[(&str, &str, &str)]) -> Graph {
        Graph::load(&fixture::store(edges)).expect("it loads")
    }

    #[track_caller]
    fn check(by: Measure, follow: &[RelationType], top: usize, expect: &[&str]) {
        let rows = rank_papers(&graph(EDGES), by, follow, top);
        let shown = |row: &RankedPaper| format!("{} {} {}", row.rank, row.paper.label, row.acted_on_by);
        assert_eq!(rows.iter().map(shown).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn papers_by_what_is_done_to_them() {
        let (all, implements) = (RelationType::ALL, &[RelationType::Implements]);
        let (ct20, ct19) = ("Chỉ thị 20/CT-TTg ngày 08/06/2023", "Chỉ thị 20/CT-TTg ngày 29/07/2019");
        let plan = "Kế hoạch 148/KH-UBND ngày 04/07/2023";
        // Two acts of one paper count once.
        check(Measure::Any, all, 9, &[&format!("1 {ct19} 3"), &format!("2 {ct20} 2"), &format!("3 {plan} 1")]);
        let by = Measure::Relation(RelationType::Implements);
        check(by, all, 9, &[&format!("1 {ct20} 2"), &format!("2 {plan} 1")]);
        check(by, all, 1, &[&format!("1 {ct20} 2")]);
        check(Measure::Relation(RelationType::Repeals), all, 9, &[]);
        check(Measure::PageRank, implements, 9, &[&format!("1 {ct20} 2"), &format!("2 {plan} 1")]);
    }

    #[test]
    fn a_row_names_the_papers_and_shows_a_sentence() {
        let row =
            rank_papers(&graph(EDGES), Measure::Relation(RelationType::Implements), RelationType::ALL, 1).remove(0);
        assert_eq!(row.paper.key, CT20);
        assert_eq!(
            row.by.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>(),
            ["cites 1", "implements 2"]
        );
        assert_eq!(row.papers[0], "Kế hoạch 148/KH-UBND ngày 04/07/2023");
        assert!(row.proof.is_some_and(|proof| proof.sentence.starts_with("148/KH-UBND ")));
    }

    #[test]
    fn equal_values_share_a_place() {
        let places: Vec<_> = placed(vec![(1.0, 'c'), (2.0, 'b'), (2.0, 'a'), (0.5, 'd')]).collect();
        assert_eq!(places, [(0, 1, 'a'), (1, 1, 'b'), (2, 3, 'c'), (3, 4, 'd')]);
    }

    #[test]
    fn bodies_by_what_they_have_to_do() {
        let graph = graph(&[]);
        let today = "2023-08-01".parse().expect("a day");
        let rows = rank_bodies(&graph, Load::Tasks, today, 9);
        let shown: Vec<_> = rows.iter().map(|r| (r.rank, r.body.as_str(), r.tasks, r.overdue)).collect();
        assert_eq!(shown, [(1, "Sở Công Thương", 1, 1), (1, "Sở Tài chính", 1, 0)]);
        assert_eq!(rows[1].next, "2023-12-31".parse().ok());
        let names = |by| rank_bodies(&graph, by, today, 9).into_iter().map(|row| row.body).collect::<Vec<_>>();
        assert_eq!(names(Load::Lead), ["Sở Công Thương"]);
        assert_eq!(names(Load::Overdue), ["Sở Công Thương"]);
    }

    #[test]
    fn sparql_says_the_same() {
        for edges in [EDGES, &EDGES[..2], &[(CT20, "cites", CT20)]] {
            let store = fixture::store(edges);
            let graph = Graph::load(&store).expect("it loads");
            for &kind in RelationType::ALL {
                let ours = rank_papers(&graph, Measure::Relation(kind), &[kind], usize::MAX);
                let ours: Vec<_> = ours.into_iter().map(|row| (row.paper.iri, row.acted_on_by.to_string())).collect();
                let mut theirs = Vec::new();
                each(&store, &rank_sparql(kind), |row| theirs.push((text(row, "paper"), text(row, "papers"))))
                    .expect("it answers");
                assert_eq!(ours, theirs, "{}", kind.name());
            }
            let today = NaiveDate::default();
            let rows = rank_bodies(&graph, Load::Tasks, today, usize::MAX);
            let ours: Vec<_> = rows.into_iter().map(|row| (row.body_id, row.tasks.to_string())).collect();
            let mut theirs = Vec::new();
            each(&store, &load_sparql(), |row| {
                let id =
                    graph.agencies.iter().find(|body| body.iri == text(row, "body")).and_then(|body| body.id.clone());
                theirs.push((id, text(row, "tasks")));
            })
            .expect("it answers");
            assert_eq!(ours, theirs);
        }
    }
}
