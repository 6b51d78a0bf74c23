//! The acts of a graph laid out for walks: for each paper what acts on it and what it acts on, side by side in memory
//! and in the order of reading, with the little that a walk asks of each paper. In a graph of a million acts every look
//! at a paper or an act itself waits for memory; a walk over ten thousand papers must do with few of them. In: the
//! papers of a graph. Out: slices and small values, by node.

use super::{Act, Level, Paper};
use crate::model::RelationType;
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

/// One act as a walk meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The paper at the other end.
    pub node: NodeIndex,
    /// The act.
    pub edge: EdgeIndex,
    /// What it does.
    pub kind: RelationType,
}

/// What a walk asks of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The level of its issuer.
    pub level: Option<Level>,
    /// Its issuer, as an index into [`Lanes::issuers`]; `None` where it is not known.
    pub issuer: Option<u32>,
}

/// All acts of a graph and what walks ask of its papers.
#[derive(Debug, Default)]
pub struct Lanes {
    into: Lay,
    out_of: Lay,
    briefs: Vec<Brief>,
    /// The ids of the bodies that issued papers.
    pub issuers: Vec<String>,
}

/// The acts of one direction: those of a node lie between its start and the next one's.
#[derive(Debug, Default)]
struct Lay {
    starts: Vec<usize>,
    lanes: Vec<Lane>,
}

impl Lanes {
    /// Lays a graph out. Papers at the other end stand by day (those without last), then by label, then by kind of act.
    pub fn of(papers: &DiGraph<Paper, Act>) -> Self {
        let mut order: Vec<(bool, Option<NaiveDate>, &str, NodeIndex)> = papers
            .node_indices()
            .map(|node| (&papers[node], node))
            .map(|(p, node)| (p.date.is_none(), p.date, p.label.as_str(), node))
            .collect();
        order.sort_unstable();
        let order: Vec<NodeIndex> = order.into_iter().map(|(.., node)| node).collect();
        let mut ids = FxHashMap::default();
        let mut issuers = Vec::new();
        let briefs = papers
            .node_weights()
            .map(|paper| {
                let issuer = paper.issuer_id().map(|id| {
                    *ids.entry(id).or_insert_with(|| {
                        issuers.push(id.to_owned());
                        u32::try_from(issuers.len() - 1).unwrap_or(u32::MAX)
                    })
                });
                Brief { date: paper.date, level: paper.level, issuer }
            })
            .collect();
        let lay = |way| Lay::of(papers, &order, way);
        Self { into: lay(Direction::Incoming), out_of: lay(Direction::Outgoing), briefs, issuers }
    }

    /// What acts on a paper, or what it acts on.
    pub fn along(&self, node: NodeIndex, way: Direction) -> &[Lane] {
        let lay = match way {
            Direction::Incoming => &self.into,
            Direction::Outgoing => &self.out_of,
        };
        let at = |index: usize| lay.starts.get(index).copied().unwrap_or_default();
        lay.lanes.get(at(node.index())..at(node.index() + 1)).unwrap_or_default()
    }

    /// What a walk asks of a paper.
    pub fn brief(&self, node: NodeIndex) -> Brief {
        let none = Brief { date: None, level: None, issuer: None };
        self.briefs.get(node.index()).copied().unwrap_or(none)
    }

    /// The id of the body that issued a paper.
    pub fn issuer(&self, node: NodeIndex) -> Option<&str> {
        let at = usize::try_from(self.brief(node).issuer?).ok()?;
        self.issuers.get(at).map(String::as_str)
    }
}

impl Lay {
    /// A counting sort: nodes are visited in the order of reading, and each is put into the places of those that it
    /// touches.
    fn of(papers: &DiGraph<Paper, Act>, order: &[NodeIndex], way: Direction) -> Self {
        let ends = |edge: EdgeIndex| papers.edge_endpoints(edge).unwrap_or_default();
        let near = |edge: EdgeIndex| if way == Direction::Incoming { ends(edge).1 } else { ends(edge).0 };
        let mut starts = vec![0_usize; papers.node_count() + 1];
        for edge in papers.edge_indices() {
            starts[near(edge).index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let empty = Lane { node: NodeIndex::default(), edge: EdgeIndex::default(), kind: RelationType::Cites };
        let mut lanes = vec![empty; papers.edge_count()];
        let mut next = starts.clone();
        for &node in order {
            let mut acts: Vec<(RelationType, EdgeIndex)> =
                papers.edges_directed(node, way.opposite()).map(|act| (act.weight().kind, act.id())).collect();
            acts.sort_unstable();
            for (kind, edge) in acts {
                let place = &mut next[near(edge).index()];
                lanes[*place] = Lane { node, edge, kind };
                *place += 1;
            }
        }
        Self { starts, lanes }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Graph, sketch};
    use super::*;

    #[test]
    fn the_acts_of_a_paper_lie_side_by_side_the_earliest_first() {
        let store = sketch::store(
            "CT|20/CT-TTg|2023|TTg issued 2023-06-08
             CV|2/A|2023|UBND:LS issued 2023-07-01
             CV|1/A|2023|UBND:LS issued 2023-07-02
             CV|2/A|2023|UBND:LS implements CT|20/CT-TTg|2023|TTg
             CV|1/A|2023|UBND:LS cites CT|20/CT-TTg|2023|TTg
             CV|1/A|2023|UBND:LS implements CT|20/CT-TTg|2023|TTg",
        );
        let graph = Graph::load(&store).expect("it loads");
        let lanes = graph.lanes();
        let node = |number: &str| {
            graph.papers.node_indices().find(|node| graph.papers[*node].number == number).expect("it is there")
        };
        let order = node("20/CT-TTg");
        let acts = lanes.along(order, Direction::Incoming);
        let named: Vec<_> = acts.iter().map(|lane| (graph.papers[lane.node].number.as_str(), lane.kind)).collect();
        let mut kinds = [RelationType::Cites, RelationType::Implements];
        kinds.sort();
        assert_eq!(named, [("2/A", RelationType::Implements), ("1/A", kinds[0]), ("1/A", kinds[1])]);
        assert!(acts.iter().all(|lane| graph.papers[lane.edge].kind == lane.kind));
        assert!(lanes.along(order, Direction::Outgoing).is_empty());
        assert_eq!(lanes.along(node("2/A"), Direction::Outgoing).len(), 1);
        assert_eq!((lanes.issuer(order), lanes.issuer(node("1/A"))), (Some("TTg"), Some("UBND:LS")));
        assert_eq!(lanes.brief(order).date, graph.papers[order].date);
    }
}
