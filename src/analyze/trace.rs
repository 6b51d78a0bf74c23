//! An order → the papers that carry it out, to any depth. The walk goes against the arrows, level by level,
//! so a paper hangs under the order nearest to the top; where it is met again it is a leaf marked `again`,
//! which also ends cycles. Every act between the papers of the tree is thus in it exactly once, the same set
//! that [`trace_sparql`] asks the store for.

use super::{Graph, Paper, Proof, Task, for_sparql, prefixes};
use crate::model::{RelationType, Role};
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::{HashSet, VecDeque};

/// What a trace follows and where it stops.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The acts that carry an order on.
    pub follow: Vec<RelationType>,
    /// Steps away from the order.
    pub max_hops: usize,
    /// Lines of the tree.
    pub max_steps: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { follow: CARRY.to_vec(), max_hops: usize::MAX, max_steps: 10_000 }
    }
}

/// The acts that a trace follows unless told otherwise.
const CARRY: [RelationType; 2] = [RelationType::Implements, RelationType::Details];

/// What the limits left out: acts that were seen and not followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// Beyond the last hop.
    pub beyond_hops: usize,
    /// Beyond the last line.
    pub beyond_steps: usize,
}

/// A task as the trace shows it beside the paper that gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Given {
    /// The body's name.
    pub agency: String,
    /// The body's id in the tables.
    pub agency_id: Option<String>,
    /// Its part.
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

/// One paper of the tree and the act that put it there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Steps away from the order, from 1.
    pub depth: usize,
    /// The step above, as an index into [`Trace::steps`]; `None` under the order itself.
    pub parent: Option<usize>,
    /// What the paper does to the one above.
    pub relation: RelationType,
    /// IRI of the one above.
    pub order: String,
    /// The paper.
    pub paper: Paper,
    /// Days from the date of the one above to the date of this paper; negative if this one is older.
    pub days: Option<i64>,
    /// Days from the date of the order at the top.
    pub days_since_order: Option<i64>,
    /// True if the paper stands elsewhere in the tree with all that follows from it.
    pub again: bool,
    /// Where the act is said, surest first.
    pub proofs: Vec<Proof>,
    /// The tasks that the paper gives; empty where `again` is true.
    pub assignments: Vec<Given>,
}

/// The tree of papers that carry an order out, as lines in the order of reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trace {
    /// The order.
    pub order: Paper,
    /// The tasks that the order itself gives, as far as sources tell.
    pub assignments: Vec<Given>,
    /// The tree: each step is followed by those under it.
    pub steps: Vec<Step>,
    /// What the limits left out.
    pub cut: Cut,
}

impl Trace {
    /// How many different papers carry the order out.
    pub fn papers(&self) -> usize {
        self.steps.iter().filter(|step| !step.again).count()
    }

    /// IRIs of the order and of every paper that carries it out.
    pub fn iris(&self) -> impl Iterator<Item = &str> {
        let papers = self.steps.iter().filter(|step| !step.again).map(|step| &step.paper);
        [&self.order].into_iter().chain(papers).map(|paper| paper.iri.as_str())
    }
}

/// A step before the lines are put in order.
struct Found {
    node: NodeIndex,
    edge: petgraph::graph::EdgeIndex,
    above: NodeIndex,
    again: bool,
    under: Vec<usize>,
}

/// The papers that carry `order` out.
pub fn trace(graph: &Graph, order: NodeIndex, limits: &Limits) -> Trace {
    let (found, top, cut) = walk(graph, order, limits);
    let mut steps: Vec<Step> = Vec::with_capacity(found.len());
    // A stack rather than recursion: a chain may be longer than the call stack.
    let mut open: Vec<(usize, Option<usize>)> = top.into_iter().rev().map(|at| (at, None)).collect();
    while let Some((at, parent)) = open.pop() {
        let here = steps.len();
        let depth = parent.and_then(|p| steps.get(p)).map_or(1, |step| step.depth + 1);
        steps.push(step(graph, order, &found[at], depth, parent));
        open.extend(found[at].under.iter().rev().map(|&child| (child, Some(here))));
    }
    Trace { order: graph.papers[order].clone(), assignments: given(graph, order), steps, cut }
}

/// Level by level against the arrows; gives the steps found, those right under the order, and what was cut.
fn walk(graph: &Graph, order: NodeIndex, limits: &Limits) -> (Vec<Found>, Vec<usize>, Cut) {
    let (mut found, mut top, mut cut) = (Vec::<Found>::new(), Vec::new(), Cut::default());
    let mut seen = HashSet::from([order]);
    let mut queue = VecDeque::from([(order, None::<usize>, 0_usize)]);
    while let Some((above, step_above, depth)) = queue.pop_front() {
        let mut acts: Vec<_> = graph
            .papers
            .edges_directed(above, Direction::Incoming)
            .filter(|edge| limits.follow.contains(&edge.weight().kind))
            .collect();
        acts.sort_by(|a, b| {
            let place = |node: NodeIndex| {
                let paper = &graph.papers[node];
                (paper.date.is_none(), paper.date, &paper.label)
            };
            place(a.source()).cmp(&place(b.source())).then(a.weight().kind.cmp(&b.weight().kind))
        });
        if depth == limits.max_hops {
            cut.beyond_hops += acts.len();
            continue;
        }
        for act in acts {
            if found.len() == limits.max_steps {
                cut.beyond_steps += 1;
                continue;
            }
            let at = found.len();
            let again = !seen.insert(act.source());
            found.push(Found { node: act.source(), edge: act.id(), above, again, under: Vec::new() });
            match step_above.and_then(|s| found.get_mut(s)) {
                Some(step) => step.under.push(at),
                None => top.push(at),
            }
            if !again {
                queue.push_back((act.source(), Some(at), depth + 1));
            }
        }
    }
    (found, top, cut)
}

fn step(graph: &Graph, order: NodeIndex, found: &Found, depth: usize, parent: Option<usize>) -> Step {
    let paper = &graph.papers[found.node];
    let act = &graph.papers[found.edge];
    let days = |from: NodeIndex| Some((paper.date? - graph.papers[from].date?).num_days());
    Step {
        depth,
        parent,
        relation: act.kind,
        order: graph.papers[found.above].iri.clone(),
        paper: paper.clone(),
        days: days(found.above),
        days_since_order: days(order),
        again: found.again,
        proofs: act.proofs.clone(),
        assignments: if found.again { Vec::new() } else { given(graph, found.node) },
    }
}

fn given(graph: &Graph, document: NodeIndex) -> Vec<Given> {
    graph.tasks_of(document).map(|task| Given::new(graph, task)).collect()
}

impl Given {
    fn new(graph: &Graph, task: &Task) -> Self {
        let agency = &graph.agencies[task.agency];
        Given {
            agency: agency.name.clone(),
            agency_id: agency.id.clone(),
            role: task.role,
            task: task.task.clone(),
            due: task.due,
            due_text: task.due_text.clone(),
            proof: task.proof.clone(),
        }
    }
}

/// The same question as [`trace`] in SPARQL: one row for each act of the tree and each sentence that proves
/// it, as `?paper ?type ?order ?sentence`. The path and the hop are parted by a sub-query, since engines are
/// slow at paths inside longer patterns (oxigraph issue 1894).
pub fn trace_sparql(iri: &str) -> String {
    let types: Vec<String> = CARRY.iter().map(|kind| format!("luo:{}", kind.predicate())).collect();
    let iri = for_sparql(iri);
    format!(
        "{}SELECT DISTINCT ?paper ?type ?order ?sentence WHERE {{
  {{ SELECT DISTINCT ?order WHERE {{ ?order ({})* <{iri}> }} }}
  VALUES ?type {{ {} }}
  ?paper ?type ?order .
  ?relation luo:from ?paper ; luo:relationType ?type ; luo:to ?order ; luo:evidence ?evidence .
  ?evidence oa:exact ?sentence .
  FILTER NOT EXISTS {{ ?relation luo:judgement luo:judgement-rejected }}
}} ORDER BY ?order ?paper ?type ?sentence",
        prefixes(),
        types.join("|"),
        types.join(" "),
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::super::load::{each, text};
    use super::*;
    use crate::iri::terms::predicate;
    use crate::store::Store;
    use std::collections::BTreeSet;

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";

    #[track_caller]
    fn check(edges: &[(&str, &str, &str)], limits: &Limits, expect: &str) -> Trace {
        let store = fixture::store(edges);
        let graph = Graph::load(&store).expect("the fixture loads");
        let order = graph.by_iri(&fixture::iri(CT20)).expect("the order is there");
        let trace = trace(&graph, order, limits);
        let lines: Vec<String> = trace
            .steps
            .iter()
            .map(|s| format!("{}{}{}", " ".repeat(s.depth - 1), s.paper.number, if s.again { "*" } else { "" }))
            .collect();
        assert_eq!(lines.join("\n"), expect);
        trace
    }

    const CHAIN: &[(&str, &str, &str)] = &[
        ("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20),
        ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", "KH|148/KH-UBND|2023|UBND:LS"),
        ("CV|830/UBND-KT|2023|UBND:LS", "cites", CT20),
        ("TT|5/2023/TT-BCT|2023|BCT", "details", CT20),
        ("KH|9/KH-UBND|2020|UBND:LS", "implements", "CT|20/CT-TTg|2020|TTg"),
    ];

    #[test]
    fn follows_implements_and_details_only() {
        let trace = check(CHAIN, &Limits::default(), "148/KH-UBND\n 1187/SCT-QLNL\n5/2023/TT-BCT");
        assert_eq!(trace.papers(), 3);
        assert_eq!(trace.cut, Cut::default());
        let first = &trace.steps[0];
        assert_eq!((first.days, first.relation), (Some(26), RelationType::Implements));
        assert_eq!(first.proofs[0].sentence, "148/KH-UBND implements 20/CT-TTg.");
        assert_eq!(first.assignments[0].agency, "Sở Công Thương");
    }

    #[test]
    fn cycles_end_and_shared_papers_stand_once() {
        let edges = &[
            ("KH|1/KH-UBND|2023|UBND:LS", "implements", CT20),
            ("KH|2/KH-UBND|2023|UBND:LS", "implements", "KH|1/KH-UBND|2023|UBND:LS"),
            ("KH|2/KH-UBND|2023|UBND:LS", "implements", CT20),
            (CT20, "implements", "KH|2/KH-UBND|2023|UBND:LS"),
        ];
        check(edges, &Limits::default(), "1/KH-UBND\n 2/KH-UBND*\n2/KH-UBND\n 20/CT-TTg*");
    }

    #[test]
    fn limits_say_what_they_cut() {
        let hops = Limits { max_hops: 1, ..Limits::default() };
        assert_eq!(check(CHAIN, &hops, "148/KH-UBND\n5/2023/TT-BCT").cut.beyond_hops, 1);
        let steps = Limits { max_steps: 1, ..Limits::default() };
        assert_eq!(check(CHAIN, &steps, "148/KH-UBND").cut.beyond_steps, 2);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let keys: Vec<String> = (1..4000).map(|n| format!("KH|{n}/KH-UBND|2023|UBND:LS")).collect();
        let mut edges = vec![(keys[0].as_str(), "implements", CT20)];
        edges.extend(keys.windows(2).map(|pair| (pair[1].as_str(), "implements", pair[0].as_str())));
        let graph = Graph::load(&fixture::store(&edges)).expect("the fixture loads");
        let order = graph.by_iri(&fixture::iri(CT20)).expect("the order is there");
        let trace = trace(&graph, order, &Limits::default());
        assert_eq!(trace.steps.last().map(|s| s.depth), Some(3999));
    }

    const CYCLE: &[(&str, &str, &str)] =
        &[("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20), (CT20, "details", "KH|148/KH-UBND|2023|UBND:LS")];

    /// What both say, one line for each act and sentence.
    #[track_caller]
    fn agree(store: &Store) -> BTreeSet<(String, String, String, String)> {
        let graph = Graph::load(store).expect("the fixture loads");
        let order = graph.by_iri(&fixture::iri(CT20)).expect("the order is there");
        let ours: BTreeSet<_> = trace(&graph, order, &Limits::default())
            .steps
            .into_iter()
            .flat_map(|s| {
                let (paper, kind, order) = (s.paper.iri, predicate(s.relation).as_str().to_owned(), s.order);
                s.proofs.into_iter().map(move |p| (paper.clone(), kind.clone(), order.clone(), p.sentence))
            })
            .collect();
        let mut theirs = BTreeSet::new();
        each(store, &trace_sparql(&fixture::iri(CT20)), |row| {
            theirs.insert((text(row, "paper"), text(row, "type"), text(row, "order"), text(row, "sentence")));
        })
        .expect("the query runs");
        assert!(!ours.is_empty());
        assert_eq!(ours, theirs);
        ours
    }

    #[test]
    fn sparql_says_the_same() {
        for edges in [CHAIN, CYCLE] {
            agree(&fixture::store(edges));
        }
    }

    #[cfg(feature = "rocksdb")]
    #[test]
    fn sparql_says_the_same_on_disk_as_in_memory() {
        for edges in [CHAIN, CYCLE] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("store");
            drop(fixture::fill(Store::open_to_write(&path, None).expect("a new store"), edges));
            let reader = Store::open_to_read(&path).expect("it opens");
            assert_eq!(agree(&reader), agree(&fixture::store(edges)));
        }
    }
}
