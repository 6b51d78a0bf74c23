//! Papers → how much weight each has by PageRank: a paper weighs much where many papers, and weighty ones, act on it.
//!
//! The algorithm is the power iteration of L. Page, S. Brin, R. Motwani and T. Winograd, "The PageRank Citation
//! Ranking" (Stanford 1999), with the weight of papers that act on none given to all alike, as networkx does. Two papers
//! are joined once however many acts lie between them. Time is O(turns · (papers + pairs)), memory O(papers + pairs).
//! `petgraph::algo::page_rank` is another thing: quadratic, and not this measure (petgraph issues 960, 961).

use super::Graph;
use crate::model::RelationType;
use petgraph::visit::EdgeRef;

/// How far a reader follows, and when to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Walk {
    /// The chance that a reader follows a reference rather than opening any paper; 0.85 in the source and here.
    pub damping: f64,
    /// It ends when the weights of one turn and the next differ by less than this in sum.
    pub tolerance: f64,
    /// It ends after so many turns in any case.
    pub most_turns: usize,
}

impl Default for Walk {
    fn default() -> Self {
        Self { damping: 0.85, tolerance: 1e-10, most_turns: 200 }
    }
}

/// The weights of papers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageRank {
    /// The weight of each paper, by its index in [`Graph::papers`]; together 1.
    pub weights: Vec<f64>,
    /// How many turns it took.
    pub turns: usize,
}

/// The pairs of papers of which the first acts on the second in one of these ways, by the second, each once. A paper
/// that acts on itself is left out.
pub fn pairs(graph: &Graph, follow: &[RelationType]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = (graph.papers.edge_references())
        .filter(|act| follow.contains(&act.weight().kind) && act.source() != act.target())
        .map(|act| (act.source().index(), act.target().index()))
        .collect();
    pairs.sort_unstable_by_key(|&(from, to)| (to, from));
    pairs.dedup();
    pairs
}

/// The weight of each paper.
pub fn pagerank(graph: &Graph, follow: &[RelationType], walk: Walk) -> PageRank {
    let papers = graph.papers.node_count();
    of_pairs(papers, &pairs(graph, follow), walk)
}

/// The same of any pairs; both ends are under `papers`.
#[expect(clippy::cast_precision_loss, reason = "no graph has 2^53 papers")]
fn of_pairs(papers: usize, pairs: &[(usize, usize)], walk: Walk) -> PageRank {
    if papers == 0 {
        return PageRank::default();
    }
    let all = papers as f64;
    let mut acts_on = vec![0_u32; papers];
    for &(from, _) in pairs {
        acts_on[from] += 1;
    }
    let mut weights = vec![1.0 / all; papers];
    let mut share = vec![0.0; papers];
    for turn in 1..=walk.most_turns {
        let mut idle = 0.0;
        for (at, weight) in weights.iter().enumerate() {
            match acts_on[at] {
                0 => idle += weight,
                others => share[at] = weight / f64::from(others),
            }
        }
        let base = (1.0 - walk.damping) / all + walk.damping * idle / all;
        let mut next = vec![base; papers];
        for &(from, to) in pairs {
            next[to] += walk.damping * share[from];
        }
        let change: f64 = weights.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        weights = next;
        if change < walk.tolerance {
            return PageRank { weights, turns: turn };
        }
    }
    PageRank { weights, turns: walk.most_turns }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(papers: usize, pairs: &[(usize, usize)], expect: &[f64]) {
        let mut sorted = pairs.to_vec();
        sorted.sort_unstable_by_key(|&(from, to)| (to, from));
        let found = of_pairs(papers, &sorted, Walk::default());
        let sum: f64 = found.weights.iter().sum();
        assert!(papers == 0 || (sum - 1.0).abs() < 1e-9, "{sum}");
        assert_eq!(found.weights.len(), expect.len());
        for (found, expect) in found.weights.iter().zip(expect) {
            assert!((found - expect).abs() < 1e-7, "{found} is not {expect}");
        }
    }

    /// The figures are those of networkx 3.6.1, `pagerank(alpha=0.85, tol=1e-12)`.
    #[test]
    fn weights_are_those_of_networkx() {
        check(0, &[], &[]);
        check(1, &[], &[1.0]);
        check(2, &[(0, 1)], &[0.350_877_19, 0.649_122_81]);
        check(3, &[(0, 2), (1, 2)], &[0.212_765_96, 0.212_765_96, 0.574_468_09]);
        check(3, &[(0, 1), (1, 2), (2, 0)], &[1.0 / 3.0; 3]);
        check(4, &[(0, 1), (1, 0), (2, 0), (3, 0)], &[0.479_729_73, 0.445_270_27, 0.0375, 0.0375]);
    }

    #[test]
    fn it_ends_after_the_most_turns() {
        let walk = Walk { tolerance: 0.0, most_turns: 7, ..Walk::default() };
        assert_eq!(of_pairs(2, &[(0, 1)], walk).turns, 7);
    }
}
