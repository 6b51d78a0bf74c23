//! A block of rows → the order within each row and the place of each cell from left to right. Order: barycentres in
//! turns down and up (Sugiyama, Tagawa and Toda 1981), the order with the fewest crossings stands. Places: each cell is
//! drawn to the mean of those that it is joined to, as near as the gaps between neighbours let it (least squares, by
//! pooling adjacent violators), so that chains stand straight and nothing overlaps.

use super::rows::{Block, Cell};
use std::collections::BTreeMap;

/// Turns down and up; more have changed nothing in pictures of a hundred boxes.
const TURNS: usize = 10;
/// Between two boxes.
const GAP: f64 = 26.0;
/// Beside a line that passes.
const BESIDE: f64 = 16.0;

/// Which cells of a row are joined to which of the row below, by their places in the rows.
type Joins = Vec<Vec<(usize, usize)>>;

/// Puts the cells of each row in order.
pub fn order(block: &mut Block) {
    let joins = joins(block);
    // The cells of each row that a cell is joined to, above and below, by their places at the start.
    let mut near: Vec<Vec<[Vec<usize>; 2]>> =
        block.rows.iter().map(|row| vec![[Vec::new(), Vec::new()]; row.cells.len()]).collect();
    for (row, pairs) in joins.iter().enumerate() {
        for &(upper, lower) in pairs {
            near[row][upper][1].push(lower);
            near[row + 1][lower][0].push(upper);
        }
    }
    // For each row the cells in order, and the place of each.
    let mut order: Vec<Vec<usize>> = block.rows.iter().map(|row| (0..row.cells.len()).collect()).collect();
    let mut place = order.clone();
    let mut best = (crossings(&joins, &place), order.clone());
    for turn in 0..2 * TURNS {
        if best.0 == 0 {
            break;
        }
        let down = turn % 2 == 0;
        for step in 1..block.rows.len() {
            let row = if down { step } else { block.rows.len() - 1 - step };
            let other = if down { row - 1 } else { row + 1 };
            let weight = |cell: usize| {
                let places: Vec<f64> =
                    near[row][cell][usize::from(!down)].iter().map(|&cell| as_real(place[other][cell])).collect();
                mean(&places).unwrap_or(as_real(place[row][cell]))
            };
            let weights: Vec<f64> = (0..near[row].len()).map(weight).collect();
            order[row].sort_by(|a, b| weights[*a].total_cmp(&weights[*b]));
            for (at, &cell) in order[row].iter().enumerate() {
                place[row][cell] = at;
            }
        }
        let now = crossings(&joins, &place);
        if now < best.0 {
            best = (now, order.clone());
        }
    }
    for (row, order) in block.rows.iter_mut().zip(best.1) {
        row.cells = order.into_iter().map(|cell| row.cells[cell]).collect();
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows are short")]
fn as_real(number: usize) -> f64 {
    number as f64
}

fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() { None } else { Some(values.iter().sum::<f64>() / as_real(values.len())) }
}

fn joins(block: &Block) -> Joins {
    let places: Vec<BTreeMap<Cell, usize>> =
        block.rows.iter().map(|row| row.cells.iter().enumerate().map(|(at, &cell)| (cell, at)).collect()).collect();
    let mut joins: Joins = vec![Vec::new(); block.rows.len()];
    for (_, way) in &block.ways {
        for pair in way.windows(2) {
            let [(a, from), (b, to)] = pair else { continue };
            let (upper, lower) = if a < b { ((*a, from), (*b, to)) } else { ((*b, to), (*a, from)) };
            if let (Some(&x), Some(&y)) = (places[upper.0].get(upper.1), places[lower.0].get(lower.1)) {
                joins[upper.0].push((x, y));
            }
        }
    }
    for pairs in &mut joins {
        pairs.sort_unstable();
        pairs.dedup();
    }
    joins
}

/// How often lines cross, row by row: pairs that stand the other way round below than above.
fn crossings(joins: &Joins, place: &[Vec<usize>]) -> usize {
    let mut sum = 0;
    for (row, pairs) in joins.iter().enumerate().filter(|(_, pairs)| !pairs.is_empty()) {
        let mut pairs: Vec<(usize, usize)> = pairs.iter().map(|&(a, b)| (place[row][a], place[row + 1][b])).collect();
        pairs.sort_unstable();
        // A Fenwick tree of the places below that have been met.
        let mut tree = vec![0_usize; place[row + 1].len() + 1];
        for (met, &(_, below)) in pairs.iter().enumerate() {
            let mut at = below + 1;
            let mut before = 0;
            while at > 0 {
                before += tree[at];
                at &= at - 1;
            }
            sum += met - before;
            at = below + 1;
            while at < tree.len() {
                tree[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
    }
    sum
}

/// The middle of each cell of each row, and the width of the block; `wide` gives the width of a box.
pub fn places(block: &Block, wide: impl Fn(usize) -> f64) -> (Vec<Vec<f64>>, f64) {
    let width = |cell: &Cell| match cell {
        Cell::Box(node) => wide(*node),
        Cell::Through(_) => 0.0,
    };
    let apart = |a: &Cell, b: &Cell| {
        let gap = if matches!((a, b), (Cell::Box(_), Cell::Box(_))) { GAP } else { BESIDE };
        width(a) / 2.0 + gap + width(b) / 2.0
    };
    let offsets: Vec<Vec<f64>> = block
        .rows
        .iter()
        .map(|row| {
            let mut at = 0.0;
            let gaps = row.cells.windows(2).map(|pair| apart(&pair[0], &pair[1]));
            std::iter::once(0.0)
                .chain(gaps)
                .map(|gap| {
                    at += gap;
                    at
                })
                .take(row.cells.len())
                .collect()
        })
        .collect();
    let joins = joins(block);
    // All rows begin around one middle.
    let mut places: Vec<Vec<f64>> = offsets
        .iter()
        .map(|row| {
            let half = row.last().copied().unwrap_or_default() / 2.0;
            row.iter().map(|offset| offset - half).collect()
        })
        .collect();
    for turn in 0..2 * TURNS {
        let count = block.rows.len();
        for step in 0..count {
            let row = if turn % 2 == 0 { step } else { count - 1 - step };
            let wanted: Vec<f64> = (0..block.rows[row].cells.len())
                .map(|cell| {
                    let above = row.checked_sub(1).map_or(&[][..], |upper| &joins[upper][..]);
                    let above = above.iter().filter(|pair| pair.1 == cell).map(|pair| places[row - 1][pair.0]);
                    let below = joins[row].iter().filter(|pair| pair.0 == cell).map(|pair| places[row + 1][pair.1]);
                    mean(&above.chain(below).collect::<Vec<_>>()).unwrap_or(places[row][cell])
                })
                .collect();
            places[row] = apart_enough(&wanted, &offsets[row]);
        }
    }
    let ends = |side: f64| {
        let rows = block.rows.iter().zip(&places);
        rows.flat_map(move |(row, xs)| row.cells.iter().zip(xs).map(move |(cell, x)| x + side * width(cell) / 2.0))
    };
    let left = ends(-1.0).fold(f64::INFINITY, f64::min);
    let right = ends(1.0).fold(f64::NEG_INFINITY, f64::max);
    for x in places.iter_mut().flatten() {
        *x -= left;
    }
    (places, right - left)
}

/// The places nearest to those wanted (least squares) that keep the distances of `offsets`: what is left when these are
/// taken away must not fall, so neighbours that would are pooled to their mean.
pub fn apart_enough(wanted: &[f64], offsets: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (want, offset) in wanted.iter().zip(offsets) {
        pools.push((want - offset, 1));
        while let [.., (a, n), (b, m)] = pools[..] {
            if a <= b {
                break;
            }
            pools.pop();
            pools.pop();
            pools.push(((a * as_real(n) + b * as_real(m)) / as_real(n + m), n + m));
        }
    }
    let values = pools.into_iter().flat_map(|(value, count)| std::iter::repeat_n(value, count));
    values.zip(offsets).map(|(value, offset)| value + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossings_are_counted() {
        let straight = [vec![0, 1, 2], vec![0, 1, 2]];
        let joins = vec![vec![(0, 2), (1, 1), (2, 0), (0, 0)], Vec::new()];
        assert_eq!(crossings(&joins, &straight), 3);
        assert_eq!(crossings(&joins, &[vec![0, 1, 2], vec![2, 1, 0]]), 1);
    }

    #[test]
    fn neighbours_that_want_one_place_share_it_evenly() {
        assert_eq!(apart_enough(&[0.0, 0.0, 0.0], &[0.0, 10.0, 20.0]), [-10.0, 0.0, 10.0]);
        assert_eq!(apart_enough(&[0.0, 50.0], &[0.0, 10.0]), [0.0, 50.0]);
    }
}
