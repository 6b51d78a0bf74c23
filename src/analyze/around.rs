//! Papers around one ("khám phá đồ thị") and the way from one to another. In: a graph and where to begin. Out: nodes, the
//! nearest first, or the shortest chain of acts; acts are walked either way. Both are breadth first, in the order of
//! nodes, so the same question has the same answer.

use super::{Graph, Level, Link};
use crate::model::RelationType;
use chrono::NaiveDate;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{HashMap, HashSet, VecDeque};

/// Which papers are shown; what is empty or `None` lets all pass.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    /// Levels of the issuer.
    pub levels: Vec<Level>,
    /// The province of the issuer, by its code.
    pub place: Option<String>,
    /// The first day of issue.
    pub from: Option<NaiveDate>,
    /// The last day of issue.
    pub to: Option<NaiveDate>,
}

impl Sieve {
    /// True if a paper passes.
    pub fn takes(&self, graph: &Graph, node: NodeIndex) -> bool {
        let paper = &graph.papers[node];
        (self.levels.is_empty() || self.levels.contains(&graph.level_of_paper(paper)))
            && self.place.as_ref().is_none_or(|place| paper.place() == Some(place))
            && self.from.is_none_or(|from| paper.date.is_some_and(|date| date >= from))
            && self.to.is_none_or(|to| paper.date.is_some_and(|date| date <= to))
    }
}

/// Papers around one, it first, then by steps; what does not pass is not walked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// At most as many as were asked for; those that more acts join to others before the rest of their step.
    pub papers: Vec<NodeIndex>,
    /// How many more there are.
    pub left_out: usize,
}

/// The papers within `hops` steps of one, at most `most` of them.
pub fn around(
    graph: &Graph,
    center: NodeIndex,
    hops: usize,
    follow: &[RelationType],
    sieve: &Sieve,
    most: usize,
) -> Around {
    let mut found = Around { papers: vec![center], left_out: 0 };
    let mut seen = HashSet::from([center]);
    let mut begin = 0;
    for _ in 0..hops {
        let step = found.papers[begin..].to_vec();
        begin = found.papers.len();
        let near = step.iter().flat_map(|&node| neighbours(graph, node, follow));
        let near = near.map(|(other, _)| other).filter(|&other| sieve.takes(graph, other));
        let mut next: Vec<NodeIndex> = near.filter(|&other| seen.insert(other)).collect();
        next.sort_by_cached_key(|&node| (std::cmp::Reverse(graph.papers.neighbors_undirected(node).count()), node));
        let room = most.saturating_sub(found.papers.len());
        found.left_out += next.len().saturating_sub(room);
        found.papers.extend(next.into_iter().take(room));
        if found.papers.len() >= most {
            break;
        }
    }
    found
}

/// The shortest chain of acts from one paper to another, as the papers in it and the acts between them; `None` if there
/// is none.
pub fn path(
    graph: &Graph,
    from: NodeIndex,
    to: NodeIndex,
    follow: &[RelationType],
) -> Option<(Vec<NodeIndex>, Vec<Link>)> {
    let mut came: HashMap<NodeIndex, (NodeIndex, EdgeIndex)> = HashMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(node) = open.pop_front() {
        if node == to {
            break;
        }
        for (other, act) in neighbours(graph, node, follow) {
            if other != from && !came.contains_key(&other) {
                came.insert(other, (node, act));
                open.push_back(other);
            }
        }
    }
    let (mut papers, mut links) = (vec![to], Vec::new());
    let mut at = to;
    while at != from {
        let (before, act) = came.get(&at)?;
        links.push(Link::surest(graph, *act)?);
        papers.push(*before);
        at = *before;
    }
    papers.reverse();
    links.reverse();
    Some((papers, links))
}

/// The papers that one acts on or that act on it, by the strongest act first where there are several.
fn neighbours(graph: &Graph, node: NodeIndex, follow: &[RelationType]) -> Vec<(NodeIndex, EdgeIndex)> {
    use petgraph::Direction::{Incoming, Outgoing};
    let edges = graph.papers.edges_directed(node, Outgoing).chain(graph.papers.edges_directed(node, Incoming));
    let mut found: Vec<(NodeIndex, RelationType, EdgeIndex)> = edges
        .filter(|edge| follow.contains(&edge.weight().kind) && edge.weight().proofs.iter().any(|p| !p.is_rejected()))
        .map(|edge| {
            let other = if edge.source() == node { edge.target() } else { edge.source() };
            (other, edge.weight().kind, edge.id())
        })
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|(other, ..)| *other);
    found.into_iter().map(|(other, _, edge)| (other, edge)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";
    const KH148: &str = "KH|148/KH-UBND|2023|UBND:LS";
    const CV1187: &str = "CV|1187/SCT-QLNL|2023|SCT:LS";
    const LAW: &str = "L|tiếp cận thông tin|2016|QH";

    fn graph() -> Graph {
        Graph::load(&fixture::store(&[
            (KH148, "implements", CT20),
            (CV1187, "implements", KH148),
            (CV1187, "cites", LAW),
        ]))
        .expect("it loads")
    }

    fn node(graph: &Graph, key: &str) -> NodeIndex {
        graph.by_iri(&fixture::iri(key)).expect(key)
    }

    fn keys(graph: &Graph, nodes: &[NodeIndex]) -> Vec<String> {
        nodes.iter().map(|&node| graph.papers[node].key.clone()).collect()
    }

    #[test]
    fn neighbours_are_found_step_by_step_and_what_is_left_out_is_counted() {
        let graph = graph();
        let from = node(&graph, CT20);
        let ask = |hops, sieve: &Sieve, most| around(&graph, from, hops, RelationType::ALL, sieve, most);
        assert_eq!(keys(&graph, &ask(1, &Sieve::default(), 9).papers), [CT20, KH148]);
        assert_eq!(keys(&graph, &ask(2, &Sieve::default(), 9).papers), [CT20, KH148, CV1187]);
        assert_eq!(ask(2, &Sieve::default(), 2).papers.len(), 2);
        assert_eq!(ask(1, &Sieve::default(), 1).left_out, 1);
        let elsewhere = Sieve { place: Some("CB".into()), ..Sieve::default() };
        assert_eq!(keys(&graph, &ask(3, &elsewhere, 9).papers), [CT20]);
    }

    #[test]
    fn the_way_from_one_paper_to_another_goes_along_acts_in_either_direction() {
        let graph = graph();
        let (papers, links) = path(&graph, node(&graph, CT20), node(&graph, LAW), RelationType::ALL).expect("a way");
        assert_eq!(keys(&graph, &papers), [CT20, KH148, CV1187, LAW]);
        let acts: Vec<RelationType> = links.iter().map(|link| link.relation).collect();
        assert_eq!(acts, [RelationType::Implements, RelationType::Implements, RelationType::Cites]);
        assert_eq!(links[0].iri, fixture::iri(KH148), "the acting paper stands first in its link");
        assert_eq!(path(&graph, node(&graph, CT20), node(&graph, LAW), &[RelationType::Implements]), None);
        let here = node(&graph, LAW);
        assert_eq!(path(&graph, here, here, RelationType::ALL), Some((vec![here], vec![])));
    }
}
