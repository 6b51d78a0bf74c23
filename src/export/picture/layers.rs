//! A view → a place for each node, for a canvas that people move about in: rows by level of government from the top, and
//! within a level papers below those that they act on; each row in the order and as near to the places of its neighbours
//! as the gaps let it. Bodies, titles and long lines have no room kept for them, so two thousand nodes take no longer
//! than a tenth of a second. The same for the same view.

use super::place::apart_enough;
use super::rows::{lines, ranks};
use crate::analyze::Level;
use crate::export::View;

/// From the middle of one node to the next in its row.
const BESIDE: f64 = 150.0;
/// From one row to the next.
const BELOW: f64 = 110.0;
/// More between two levels.
const LEVEL: f64 = 50.0;
/// The fewest nodes that a row may have.
const NARROW: usize = 10;
/// Turns down and up.
const TURNS: usize = 12;

/// The middle of each node of the view, by its index: to the right and down, the middle of the first row at 0.
pub fn layers(view: &View) -> Vec<[f64; 2]> {
    let rows = rows(view);
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); view.nodes.len()];
    for edge in view.edges.iter().filter(|edge| edge.from != edge.to) {
        near[edge.from].push(edge.to);
        near[edge.to].push(edge.from);
    }
    let mut row_of = vec![0; view.nodes.len()];
    let mut places = vec![[0.0, 0.0]; view.nodes.len()];
    let mut down = 0.0;
    for (at, (level, row)) in rows.iter().enumerate() {
        if at > 0 {
            down += if rows[at - 1].0 == *level { BELOW } else { BELOW + LEVEL };
        }
        let middle = real(row.len().saturating_sub(1)) / 2.0;
        for (n, &node) in row.iter().enumerate() {
            row_of[node] = at;
            places[node] = [(real(n) - middle) * BESIDE, down];
        }
    }
    let mut order: Vec<Vec<usize>> = rows.into_iter().map(|(_, row)| row).collect();
    for turn in 0..TURNS {
        for step in 0..order.len() {
            let at = if turn % 2 == 0 { step } else { order.len() - 1 - step };
            let row = &mut order[at];
            let wanted: Vec<(f64, usize)> =
                row.iter().map(|&node| (wanted(node, &near, &row_of, &places), node)).collect();
            settle(row, wanted, &mut places);
        }
    }
    places
}

#[expect(clippy::cast_precision_loss, reason = "no picture has 2^53 nodes")]
fn real(number: usize) -> f64 {
    number as f64
}

/// Where a node would stand for its neighbours in other rows: in their mean; without any where it is.
fn wanted(node: usize, near: &[Vec<usize>], row_of: &[usize], places: &[[f64; 2]]) -> f64 {
    let others = near[node].iter().filter(|&&other| row_of[other] != row_of[node]);
    let (sum, count) = others.fold((0.0, 0.0), |(sum, count), &other| (sum + places[other][0], count + 1.0));
    if count > 0.0 { sum / count } else { places[node][0] }
}

/// Puts a row in the order of the places wanted, and each node as near to its own as the gaps let it.
fn settle(row: &mut [usize], mut wanted: Vec<(f64, usize)>, places: &mut [[f64; 2]]) {
    wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let offsets: Vec<f64> = (0..wanted.len()).map(|n| real(n) * BESIDE).collect();
    let xs: Vec<f64> = wanted.iter().map(|(x, _)| *x).collect();
    for ((slot, (_, node)), x) in row.iter_mut().zip(wanted).zip(apart_enough(&xs, &offsets)) {
        *slot = node;
        places[node][0] = x;
    }
}

/// The rows from the top, each with its level; a rank that is wider than the picture should be takes several.
fn rows(view: &View) -> Vec<(Level, Vec<usize>)> {
    let lines = lines(view, &vec![true; view.nodes.len()]);
    let held: Vec<usize> = (0..lines.len()).collect();
    let mut wide = NARROW;
    // About two and a half times as wide in nodes as high.
    while wide * wide < view.nodes.len() * 5 / 2 {
        wide += 1;
    }
    let mut rows = Vec::new();
    for &level in Level::ALL {
        let here: Vec<usize> = (0..view.nodes.len()).filter(|&node| view.nodes[node].level == level).collect();
        for mut rank in ranks(view, &lines, &here, &held) {
            rank.sort_by_key(|&node| (&view.nodes[node].date, node));
            let abreast = rank.len().div_ceil(rank.len().div_ceil(wide).max(1)).max(1);
            rows.extend(rank.chunks(abreast).map(|part| (level, part.to_vec())));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::view::tests::{CT20, graph};
    use crate::export::{Edge, Kind, Node, Tie};
    use crate::model::RelationType;
    use std::time::{Duration, Instant};

    #[test]
    fn an_order_stands_above_those_that_carry_it_out_and_their_bodies() {
        let view = View::of(&graph());
        let places = layers(&view);
        let down = |key: &str| view.nodes.iter().position(|node| node.key == key).map(|at| places[at][1]).expect(key);
        let (order, plan, letter) =
            (down(CT20), down("KH|148/KH-UBND|2023|UBND:LS"), down("CV|1187/SCT-QLNL|2023|SCT:LS"));
        assert!(order < plan && plan < letter, "{order} {plan} {letter}");
    }

    /// Papers of one level, each acting on some before it.
    fn many(nodes: usize) -> View {
        let node = |n: usize| Node {
            id: n.to_string(),
            kind: Kind::Document,
            label: String::new(),
            title: String::new(),
            code: String::new(),
            key: String::new(),
            number: String::new(),
            date: String::new(),
            issuer: String::new(),
            level: Level::ALL[n * 7 % 5],
            described: true,
        };
        let edge = |n: usize, to: usize| Edge {
            from: n,
            to,
            tie: Tie::Act(RelationType::Cites),
            proofs: Vec::new(),
            task: String::new(),
            due: String::new(),
            due_text: String::new(),
        };
        let edges = (1..nodes).flat_map(|n| [edge(n, n / 3), edge(n, n * n % n.min(97))]).collect();
        View { nodes: (0..nodes).map(node).collect(), edges, ..View::default() }
    }

    #[test]
    fn two_thousand_nodes_never_stand_on_each_other_and_take_no_second() {
        let view = many(2000);
        let begun = Instant::now();
        let mut places = layers(&view);
        assert!(begun.elapsed() < Duration::from_secs(5), "a debug build takes {:?}", begun.elapsed());
        places.sort_by(|a, b| a[1].total_cmp(&b[1]).then(a[0].total_cmp(&b[0])));
        for pair in places.windows(2) {
            assert!(pair[0][1] < pair[1][1] || pair[0][0] + BESIDE - 1e-6 <= pair[1][0], "{pair:?}");
        }
        let wide = places.iter().map(|place| place[0]).fold(0.0, f64::max)
            - places.iter().map(|place| place[0]).fold(0.0, f64::min);
        assert!(wide < 400.0 * BESIDE, "{wide}");
    }

    #[test]
    fn nothing_has_no_place() {
        assert!(layers(&View::default()).is_empty());
    }
}
