//! An order → the papers that carry it out, or a paper → the orders above it, to any depth. The walk goes level by
//! level, so a paper hangs under the one nearest to the top; where it is met again it is a leaf marked `again`, which
//! also ends cycles. Every act between the papers of the tree is thus in it exactly once, the same set that
//! [`trace_sparql_of`] asks the store for. What does not pass a filter and leads to what does stays, marked `link`.

mod pass;
mod sparql;

pub use pass::Pass;
pub use sparql::{trace_sparql, trace_sparql_of};

use super::lanes::{Brief, Lane};
use super::{Graph, Level, Paper, Proof, Task};
use crate::model::{RelationType, Role};
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet, VecDeque};

/// In which direction a trace goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// From a paper to the orders that it carries out.
    Up,
    /// From an order to the papers that carry it out.
    Down,
}

impl Way {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Way::Up => "up",
            Way::Down => "down",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            Way::Up => "văn bản cấp trên",
            Way::Down => "văn bản triển khai",
        }
    }

    fn direction(self) -> Direction {
        match self {
            Way::Up => Direction::Outgoing,
            Way::Down => Direction::Incoming,
        }
    }
}

/// What a trace follows, which papers it shows and where it stops.
#[derive(Clone, Debug)]
pub struct Limits {
    /// In which directions it goes; each gives a tree of its own.
    pub ways: Vec<Way>,
    /// The acts that carry an order on.
    pub follow: Vec<RelationType>,
    /// Which papers to show; the others only where they lead to one.
    pub pass: Pass,
    /// Steps away from the order.
    pub max_hops: usize,
    /// Lines of the tree.
    pub max_steps: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let (ways, follow) = (vec![Way::Down], CARRY.to_vec());
        Self { ways, follow, pass: Pass::default(), max_hops: usize::MAX, max_steps: 10_000 }
    }
}

/// The acts that carry an order on, unless told otherwise.
pub(super) const CARRY: [RelationType; 2] = [RelationType::Implements, RelationType::Details];

/// What the limits left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// Acts that were seen and not followed, beyond the last hop.
    pub beyond_hops: usize,
    /// The same, beyond the last line.
    pub beyond_steps: usize,
    /// Papers that were seen, do not pass the filters and lead to none that does.
    pub filtered: usize,
}

/// A task as the trace shows it beside the paper that gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Given<'g> {
    /// The body's name.
    pub agency: &'g str,
    /// The body's id in the tables.
    pub agency_id: Option<&'g str>,
    /// Its part.
    pub role: Role,
    /// What is to be done.
    pub task: &'g str,
    /// Last day.
    pub due: Option<NaiveDate>,
    /// The words of the deadline.
    pub due_text: Option<&'g str>,
    /// Where it is said.
    pub proof: &'g Proof,
}

/// One paper of the tree and the act that put it there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step<'g> {
    /// Up or down from the paper at the top.
    pub way: Way,
    /// Steps away from the paper at the top, from 1.
    pub depth: usize,
    /// The step above, as an index into [`Trace::steps`]; `None` under the top itself.
    pub parent: Option<usize>,
    /// What the paper does to the one above in the tree; going up, what that one does to this.
    pub relation: RelationType,
    /// IRI of the one above in the tree.
    pub order: &'g str,
    /// The paper.
    pub paper: &'g Paper,
    /// Days from the date of the one above in the tree to the date of this paper; negative if this one is older.
    pub days: Option<i64>,
    /// Days from the date of the paper at the top.
    pub days_since_order: Option<i64>,
    /// True if the paper stands elsewhere in the tree with all that follows from it.
    pub again: bool,
    /// True if the paper does not pass the filters and is here for what hangs under it.
    pub link: bool,
    /// Where the act is said, surest first.
    pub proofs: &'g [Proof],
    /// The tasks that the paper gives; empty where `again` is true.
    pub assignments: Vec<Given<'g>>,
}

/// The papers of one level of the state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AtLevel {
    /// Up or down from the paper at the top.
    pub way: Way,
    /// The level; `None` where the tables do not know the issuer.
    pub level: Option<Level>,
    /// How many papers.
    pub papers: usize,
    /// The first day of issue among them.
    pub first: Option<NaiveDate>,
    /// Days from the date of the paper at the top to that day.
    pub days: Option<i64>,
}

/// The tree of papers that carry an order out, or that a paper carries out, as lines in the order of reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trace<'g> {
    /// The paper at the top.
    pub order: &'g Paper,
    /// The tasks that it gives itself, as far as sources tell.
    pub assignments: Vec<Given<'g>>,
    /// The trees, those upwards first: each step is followed by those under it.
    pub steps: Vec<Step<'g>>,
    /// The papers by level, highest first.
    pub levels: Vec<AtLevel>,
    /// What the limits left out.
    pub cut: Cut,
}

impl<'g> Trace<'g> {
    /// How many different papers were asked for and are in the tree.
    pub fn papers(&self) -> usize {
        self.steps.iter().filter(|step| !step.again && !step.link).count()
    }

    /// IRIs of the order and of every paper of the tree.
    pub fn iris(&self) -> impl Iterator<Item = &'g str> {
        let papers = self.steps.iter().filter(|step| !step.again).map(|step| step.paper);
        [self.order].into_iter().chain(papers).map(|paper| paper.iri.as_str())
    }
}

/// A step before the lines are put in order.
struct Found {
    node: NodeIndex,
    edge: EdgeIndex,
    kind: RelationType,
    above: NodeIndex,
    parent: Option<usize>,
    again: bool,
}

/// The papers that carry `order` out, or those that it carries out.
pub fn trace<'g>(graph: &'g Graph, order: NodeIndex, limits: &Limits) -> Trace<'g> {
    let (mut steps, mut cut) = (Vec::<Step<'_>>::new(), Cut::default());
    let mut levels = Levels::new();
    for &way in &limits.ways {
        let room = limits.max_steps.saturating_sub(steps.len());
        let mut found = walk(graph, order, limits, (way, room), &mut cut);
        if !limits.pass.is_open() {
            found = prune(graph, found, &limits.pass, room, &mut cut);
        }
        let mut under: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
        let mut top = Vec::new();
        for (at, step) in found.iter().enumerate() {
            match step.parent {
                Some(parent) => under[parent].push(at),
                None => top.push(at),
            }
        }
        // A stack rather than recursion: a chain may be longer than the call stack.
        let mut open: Vec<(usize, Option<usize>)> = top.into_iter().rev().map(|at| (at, None)).collect();
        while let Some((at, parent)) = open.pop() {
            let here = steps.len();
            let depth = parent.and_then(|p| steps.get(p)).map_or(1, |step| step.depth + 1);
            let link = !limits.pass.is_open() && !limits.pass.takes(graph, found[at].node);
            let step = Step { way, depth, parent, link, ..step(graph, order, &found[at]) };
            if !step.again && !link {
                count(&mut levels, &step, graph.lanes().brief(found[at].node));
            }
            steps.push(step);
            open.extend(under[at].iter().rev().map(|&child| (child, Some(here))));
        }
    }
    let levels = levels.into_values().collect();
    Trace { order: &graph.papers[order], assignments: given(graph, order), steps, levels, cut }
}

/// Level by level; gives the steps found, each behind the one that it hangs under.
fn walk(graph: &Graph, order: NodeIndex, limits: &Limits, (way, room): (Way, usize), cut: &mut Cut) -> Vec<Found> {
    // With filters what is shown is known only when all has been walked, and is cut then.
    let room = if limits.pass.is_open() { room } else { usize::MAX };
    let lanes = graph.lanes();
    let mut found = Vec::<Found>::new();
    let mut seen = vec![false; graph.papers.node_count()];
    seen[order.index()] = true;
    let mut queue = VecDeque::from([(order, None::<usize>, 0_usize)]);
    while let Some((above, parent, depth)) = queue.pop_front() {
        let acts = lanes.along(above, way.direction()).iter().filter(|lane| limits.follow.contains(&lane.kind));
        if depth == limits.max_hops {
            cut.beyond_hops += acts.count();
            continue;
        }
        for &Lane { node, edge, kind } in acts {
            if found.len() == room {
                cut.beyond_steps += 1;
                continue;
            }
            let again = std::mem::replace(&mut seen[node.index()], true);
            let at = found.len();
            found.push(Found { node, edge, kind, above, parent, again });
            if !again {
                queue.push_back((node, Some(at), depth + 1));
            }
        }
    }
    found
}

/// Keeps the papers that pass and those from which one that passes is reached.
fn prune(graph: &Graph, found: Vec<Found>, pass: &Pass, room: usize, cut: &mut Cut) -> Vec<Found> {
    let mut above: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for step in &found {
        above.entry(step.node).or_default().push(step.above);
    }
    let mut open: Vec<NodeIndex> = above.keys().copied().filter(|&node| pass.takes(graph, node)).collect();
    let mut kept: HashSet<NodeIndex> = open.iter().copied().collect();
    while let Some(node) = open.pop() {
        open.extend(above.get(&node).into_iter().flatten().filter(|&&up| kept.insert(up)));
    }
    cut.filtered += above.keys().filter(|node| !kept.contains(node)).count();
    // Steps stand behind those that they hang under, so cutting the last ones leaves no step without its parent.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(found.len());
    let mut left = Vec::new();
    for step in found {
        let keep = kept.contains(&step.node);
        if keep && left.len() == room {
            cut.beyond_steps += 1;
        }
        places.push((keep && left.len() < room).then_some(left.len()));
        if keep && left.len() < room {
            let parent = step.parent.and_then(|parent| places[parent]);
            left.push(Found { parent, ..step });
        }
    }
    left
}

fn step<'g>(graph: &'g Graph, order: NodeIndex, found: &Found) -> Step<'g> {
    let date = |node: NodeIndex| graph.lanes().brief(node).date;
    let days = |from: NodeIndex| Some((date(found.node)? - date(from)?).num_days());
    Step {
        way: Way::Down,
        depth: 1,
        parent: None,
        relation: found.kind,
        order: &graph.papers[found.above].iri,
        paper: &graph.papers[found.node],
        days: days(found.above),
        days_since_order: days(order),
        again: found.again,
        link: false,
        proofs: &graph.papers[found.edge].proofs,
        assignments: if found.again { Vec::new() } else { given(graph, found.node) },
    }
}

/// Levels in the order of reading: highest first, the unknown one last.
type Levels = BTreeMap<(Way, bool, Option<Level>), AtLevel>;

/// Counts a paper of the tree at its level, and keeps the day of the first.
fn count(levels: &mut Levels, step: &Step<'_>, paper: Brief) {
    let (way, level) = (step.way, paper.level);
    let new = AtLevel { way, level, papers: 0, first: None, days: None };
    let here = levels.entry((way, level.is_none(), level)).or_insert(new);
    here.papers += 1;
    if paper.date.is_some_and(|date| here.first.is_none_or(|first| date < first)) {
        (here.first, here.days) = (paper.date, step.days_since_order);
    }
}

fn given(graph: &Graph, document: NodeIndex) -> Vec<Given<'_>> {
    graph.tasks_of(document).map(|task| Given::new(graph, task)).collect()
}

impl<'g> Given<'g> {
    /// A task as it stands beside its paper.
    pub(super) fn new(graph: &'g Graph, task: &'g Task) -> Self {
        let agency = &graph.agencies[task.agency];
        Given {
            agency: &agency.name,
            agency_id: agency.id.as_deref(),
            role: task.role,
            task: &task.task,
            due: task.due,
            due_text: task.due_text.as_deref(),
            proof: &task.proof,
        }
    }
}

/// Every paper that carries an order out, over any number of papers, the nearest first.
pub fn behind(graph: &Graph, order: NodeIndex) -> Vec<NodeIndex> {
    reach(graph, order).into_iter().map(|(node, _)| node).collect()
}

/// Every paper that carries an order out over any number of papers, with the act that was met first; by hops, then
/// by day. The order itself is none of them, even where it stands in a circle.
pub(super) fn reach(graph: &Graph, order: NodeIndex) -> Vec<(NodeIndex, EdgeIndex)> {
    let lanes = graph.lanes();
    let mut found = Vec::new();
    let mut seen = vec![false; graph.papers.node_count()];
    seen[order.index()] = true;
    let mut open = VecDeque::from([order]);
    while let Some(above) = open.pop_front() {
        for acts in lanes.along(above, Direction::Incoming).chunk_by(|a, b| a.node == b.node) {
            // Of several acts of one paper the last kind says most.
            let carries = acts.iter().rev().find(|lane| CARRY.contains(&lane.kind));
            if let Some(&Lane { node, edge, .. }) = carries
                && !std::mem::replace(&mut seen[node.index()], true)
            {
                found.push((node, edge));
                open.push_back(node);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
