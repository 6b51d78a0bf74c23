//! Which papers are held up by what, before and after an anchor is taken away, and the chains that lead to it.

use super::super::status::{Force, status};
use super::super::{Graph, Link, Provision};
use super::{ANCHORS, Anchor, Standing, Touch};
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{HashMap, HashSet, VecDeque};

/// How sure it is that a paper is live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Life {
    Dead,
    Unsure,
    Live,
}

/// What rests on what under one paper.
pub(super) struct Support<'g> {
    graph: &'g Graph,
    document: NodeIndex,
    /// The papers that rest on it, over any number of papers; those nearest first.
    inside: Vec<NodeIndex>,
    is_inside: HashSet<NodeIndex>,
    forces: HashMap<NodeIndex, (Force, Life)>,
    /// The papers held up before anything is taken away.
    before: Held,
}

/// The papers inside that are held up: by what may be live, and by what is live for sure.
#[derive(Debug, Default)]
pub(super) struct Held {
    may: HashSet<NodeIndex>,
    sure: HashSet<NodeIndex>,
    /// The papers that were cut from the paper asked about.
    cut: HashSet<NodeIndex>,
}

/// The anchors of a paper: each with the strongest act, in order of node.
fn anchors(graph: &Graph, node: NodeIndex) -> Vec<(NodeIndex, EdgeIndex)> {
    let mut found: Vec<_> = acts(graph, node, Direction::Outgoing).collect();
    found.sort_by_key(|(other, edge)| (*other, graph.papers[*edge].kind));
    found.dedup_by_key(|(other, _)| *other);
    found
}

/// The papers that rest on one, in order of node.
fn resting(graph: &Graph, node: NodeIndex) -> Vec<NodeIndex> {
    let mut found: Vec<NodeIndex> = acts(graph, node, Direction::Incoming).map(|(other, _)| other).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn acts(graph: &Graph, node: NodeIndex, way: Direction) -> impl Iterator<Item = (NodeIndex, EdgeIndex)> + '_ {
    let counts = |edge: &petgraph::graph::EdgeReference<'_, super::super::Act>| {
        ANCHORS.contains(&edge.weight().kind)
            && edge.source() != edge.target()
            && edge.weight().proofs.iter().any(|proof| !proof.is_rejected())
    };
    graph.papers.edges_directed(node, way).filter(counts).map(move |edge| {
        let other = if way == Direction::Incoming { edge.source() } else { edge.target() };
        (other, edge.id())
    })
}

impl<'g> Support<'g> {
    /// What rests on a paper, and how it stands on a day.
    pub fn new(graph: &'g Graph, document: NodeIndex, on: NaiveDate) -> Self {
        let mut inside = Vec::new();
        let mut is_inside = HashSet::from([document]);
        let mut queue = VecDeque::from([document]);
        while let Some(node) = queue.pop_front() {
            for other in resting(graph, node) {
                if is_inside.insert(other) {
                    inside.push(other);
                    queue.push_back(other);
                }
            }
        }
        is_inside.remove(&document);
        let mut forces = HashMap::new();
        let all = inside.iter().flat_map(|&node| anchors(graph, node).into_iter().map(|(other, _)| other));
        for node in all.chain(inside.iter().copied()).chain([document]) {
            forces.entry(node).or_insert_with(|| life(graph, node, on));
        }
        let mut support = Self { graph, document, inside, is_inside, forces, before: Held::default() };
        support.before = support.standing(&HashSet::new());
        support
    }

    /// The status of a paper on the day.
    pub fn force(&self, node: NodeIndex) -> Force {
        self.forces.get(&node).map_or(Force::Unknown, |(force, _)| *force)
    }

    fn life(&self, node: NodeIndex) -> Life {
        self.forces.get(&node).map_or(Life::Unsure, |(_, life)| *life)
    }

    /// The papers right on the one asked about that the provision touches, and how sure that is.
    pub fn links(&self, provision: Option<&Provision>) -> HashMap<NodeIndex, Touch> {
        let on_it = resting(self.graph, self.document).into_iter();
        on_it.filter_map(|node| Some((node, touch(self.graph, node, self.document, provision)?))).collect()
    }

    /// The papers that are held up once some are cut from the one asked about.
    pub fn standing(&self, cut: &HashSet<NodeIndex>) -> Held {
        let fix = |least: Life| {
            let mut held: HashSet<NodeIndex> = HashSet::new();
            let mut queue = VecDeque::new();
            for &node in self.inside.iter().filter(|node| self.life(**node) >= least) {
                let holds = |(other, _): &(NodeIndex, EdgeIndex)| {
                    let outside = !self.is_inside.contains(other) && *other != self.document;
                    let asked = *other == self.document && !cut.contains(&node);
                    (outside || asked) && self.life(*other) >= least
                };
                if anchors(self.graph, node).iter().any(holds) && held.insert(node) {
                    queue.push_back(node);
                }
            }
            while let Some(node) = queue.pop_front() {
                for other in resting(self.graph, node) {
                    if self.is_inside.contains(&other) && self.life(other) >= least && held.insert(other) {
                        queue.push_back(other);
                    }
                }
            }
            held
        };
        Held { may: fix(Life::Unsure), sure: self.held_for_sure(cut, fix(Life::Live)), cut: cut.clone() }
    }

    /// Papers of which one anchor is live for sure, whether or not they are so themselves.
    fn held_for_sure(&self, cut: &HashSet<NodeIndex>, live: HashSet<NodeIndex>) -> HashSet<NodeIndex> {
        let sure = |node: NodeIndex, other: NodeIndex| {
            if other == self.document {
                return !cut.contains(&node) && self.life(other) == Life::Live;
            }
            live.contains(&other) || (!self.is_inside.contains(&other) && self.life(other) == Life::Live)
        };
        let holds = |node: &NodeIndex| anchors(self.graph, *node).iter().any(|(other, _)| sure(*node, *other));
        self.inside.iter().copied().filter(holds).collect()
    }

    /// True if an anchor of a paper stays.
    fn stays(&self, node: NodeIndex, anchor: NodeIndex, after: &Held) -> bool {
        if anchor == self.document {
            return !after.cut.contains(&node) && self.life(anchor) > Life::Dead;
        }
        match self.is_inside.contains(&anchor) {
            true => after.may.contains(&anchor),
            false => self.life(anchor) > Life::Dead,
        }
    }

    /// The anchors of a paper that stay.
    pub fn others(&self, node: NodeIndex, after: &Held) -> Vec<Anchor> {
        let anchors = anchors(self.graph, node).into_iter().filter(|(other, _)| self.stays(node, *other, after));
        let anchor = |(other, edge): (NodeIndex, EdgeIndex)| {
            let paper = &self.graph.papers[other];
            let relation = self.graph.papers[edge].kind;
            Anchor { label: paper.label.clone(), iri: paper.iri.clone(), relation, status: self.force(other) }
        };
        anchors.map(anchor).collect()
    }
}

fn life(graph: &Graph, node: NodeIndex, on: NaiveDate) -> (Force, Life) {
    let paper = &graph.papers[node];
    let issued = paper.date.or_else(|| NaiveDate::from_ymd_opt(paper.year?, 1, 1));
    let force = status(graph, node, on).status;
    let life = match force {
        _ if issued.is_some_and(|issued| issued > on) => Life::Dead,
        Force::InForce | Force::PartlyExpired => Life::Live,
        Force::Expired => Life::Dead,
        Force::NotYet | Force::Suspended | Force::Unknown => Life::Unsure,
    };
    (force, life)
}

/// Whether a paper rests on the provision of another.
fn touch(graph: &Graph, node: NodeIndex, document: NodeIndex, provision: Option<&Provision>) -> Option<Touch> {
    let edges = acts(graph, node, Direction::Outgoing).filter(|(other, _)| *other == document);
    let proofs = edges.flat_map(|(_, edge)| graph.papers[edge].proofs.iter()).filter(|proof| !proof.is_rejected());
    let touches = |pinpoint: Option<&str>| match (provision, pinpoint.and_then(Provision::parse)) {
        (None, _) => Some(Touch::Yes),
        (Some(_), None) => Some(Touch::May),
        (Some(asked), Some(named)) => asked.touches(&named),
    };
    proofs.filter_map(|proof| touches(proof.pinpoint.as_deref())).min()
}

/// The way from each paper to the one asked about.
pub(super) struct Chains<'s> {
    support: &'s Support<'s>,
    provision: Option<&'s Provision>,
    /// The papers reached, nearest first.
    pub order: Vec<NodeIndex>,
    next: HashMap<NodeIndex, NodeIndex>,
    /// Those reached over papers that are live.
    live: HashSet<NodeIndex>,
}

impl<'s> Chains<'s> {
    /// The ways that begin with the links cut: first over papers that fall with them, then over others that are live,
    /// at last over those that have ended.
    pub fn new(
        support: &'s Support<'s>,
        cut: &HashSet<NodeIndex>,
        after: &Held,
        provision: Option<&'s Provision>,
    ) -> Self {
        let mut chains = Self { support, provision, order: Vec::new(), next: HashMap::new(), live: HashSet::new() };
        let fell = |node: NodeIndex| support.before.may.contains(&node) && !after.may.contains(&node);
        chains.walk(cut, fell);
        chains.walk(cut, |node| support.life(node) > Life::Dead);
        chains.live = chains.order.iter().copied().collect();
        chains.walk(cut, |_| true);
        chains
    }

    /// Goes on from what was reached, over the papers that pass.
    fn walk(&mut self, cut: &HashSet<NodeIndex>, pass: impl Fn(NodeIndex) -> bool) {
        let graph = self.support.graph;
        let document = self.support.document;
        let mut queue: VecDeque<NodeIndex> = [document].into_iter().chain(self.order.iter().copied()).collect();
        while let Some(node) = queue.pop_front() {
            if node != document && !pass(node) {
                continue;
            }
            for other in resting(graph, node) {
                let begins = node != document || cut.contains(&other);
                if other != document && begins && !self.next.contains_key(&other) {
                    self.next.insert(other, node);
                    self.order.push(other);
                    queue.push_back(other);
                }
            }
        }
    }

    /// What is left under a paper; `None` if it has ended, or is reached only over papers that had.
    pub fn left(&self, support: &Support<'_>, after: &Held, node: NodeIndex) -> Option<Standing> {
        if support.life(node) == Life::Dead {
            return None;
        }
        if !support.before.may.contains(&node) {
            return Some(Standing::Already);
        }
        if !self.live.contains(&node) {
            return None;
        }
        let lost = anchors(support.graph, node)
            .into_iter()
            .any(|(other, _)| support.stays(node, other, &support.before) && !support.stays(node, other, after));
        let dead_already = anchors(support.graph, node).iter().any(|(other, _)| *other == support.document)
            && support.life(support.document) == Life::Dead;
        Some(match () {
            () if !after.may.contains(&node) => Standing::Gone,
            () if !lost && !dead_already => Standing::Stays,
            () if after.sure.contains(&node) => Standing::Other,
            () => Standing::Unsure,
        })
    }

    /// The way from a paper, each step with its best sentence.
    pub fn of(&self, node: NodeIndex) -> Vec<Link> {
        let graph = self.support.graph;
        let mut links = Vec::new();
        let mut at = node;
        while let Some(&next) = self.next.get(&at) {
            let edges: Vec<EdgeIndex> = acts(graph, at, Direction::Outgoing)
                .filter(|(other, _)| *other == next)
                .map(|(_, edge)| edge)
                .collect();
            links.extend(self.best(&edges, next).map(|(edge, at_proof)| Link::new(graph, edge, at_proof)));
            at = next;
        }
        links
    }

    /// The strongest act and its surest sentence; of the acts on the paper asked about one that names the provision.
    fn best(&self, edges: &[EdgeIndex], on: NodeIndex) -> Option<(EdgeIndex, usize)> {
        let graph = self.support.graph;
        let asked = self.provision.filter(|_| on == self.support.document);
        let mut proofs: Vec<_> = edges
            .iter()
            .flat_map(|&edge| (0..graph.papers[edge].proofs.len()).map(move |at| (edge, at)))
            .filter(|(edge, at)| !graph.papers[*edge].proofs[*at].is_rejected())
            .collect();
        proofs.sort_by_key(|(edge, at)| {
            let act = &graph.papers[*edge];
            let named = act.proofs[*at].pinpoint.as_deref().and_then(Provision::parse);
            let touch = asked.map(|asked| named.map_or(Some(Touch::May), |named| asked.touches(&named)));
            (touch.map(|touch| (touch.is_none(), touch)), act.kind, *at)
        });
        proofs.first().copied()
    }
}
