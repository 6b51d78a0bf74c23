//! Papers and lines → blocks of rows. Papers that lines join make a block; its rows follow the levels of government
//! from the top, and within a level a paper stands below those that it acts on, a body below the papers that task it.
//! A line that passes a row gets a place in it. Lines of one kind to one paper share that place, so that thirty plans
//! for one directive make one trunk and not thirty wires.

use super::super::view::View;
use crate::analyze::Level;
use petgraph::algo::{tarjan_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// The most boxes side by side.
pub const ABREAST: usize = 6;

/// What is drawn once between two boxes: an act, or all the tasks that one paper gives one body.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The acting paper.
    pub from: usize,
    /// The other paper, or the body.
    pub to: usize,
    /// Name of the relation, or `assignsTo`.
    pub name: &'static str,
    /// The edges that it stands for.
    pub edges: Vec<usize>,
}

impl Line {
    /// The end at which lines of its kind meet: the paper acted on, or the paper that gives tasks.
    fn hub(&self) -> usize {
        if self.is_task() { self.from } else { self.to }
    }

    /// The other end.
    fn far(&self) -> usize {
        if self.is_task() { self.to } else { self.from }
    }

    /// True for tasks.
    pub fn is_task(&self) -> bool {
        self.name == "assignsTo"
    }

    /// Its trunk, which leads down from the hub, or up.
    pub fn trunk(&self, down: bool) -> Trunk {
        Trunk { hub: self.hub(), name: self.name, down }
    }
}

/// The lines between the boxes that are drawn; a paper that acts on itself has none.
pub fn lines(view: &View, drawn: &[bool]) -> Vec<Line> {
    let mut found: BTreeMap<(usize, usize, &'static str), Vec<usize>> = BTreeMap::new();
    for (at, edge) in view.edges.iter().enumerate() {
        if edge.from != edge.to && drawn[edge.from] && drawn[edge.to] {
            found.entry((edge.from, edge.to, edge.tie.name())).or_default().push(at);
        }
    }
    found.into_iter().map(|((from, to, name), edges)| Line { from, to, name, edges }).collect()
}

/// The way that lines of one kind take from one box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trunk {
    /// The box.
    pub hub: usize,
    /// The kind.
    pub name: &'static str,
    /// True where it leads down.
    pub down: bool,
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// A node of the view.
    Box(usize),
    /// A trunk passes.
    Through(Trunk),
}

/// A row of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its level.
    pub level: Level,
    /// Its place within the level, from 0.
    pub sub: usize,
    /// What stands in it, from left to right.
    pub cells: Vec<Cell>,
}

/// Boxes that lines join.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// For each line of the block, by its index, the cells that it passes from the acting paper to the other end.
    pub ways: Vec<(usize, Vec<(usize, Cell)>)>,
}

/// The blocks, largest first, and the boxes that no line touches.
pub fn blocks(view: &View, drawn: &[bool], lines: &[Line]) -> (Vec<Block>, Vec<usize>) {
    let mut joined = UnionFind::<usize>::new(view.nodes.len());
    let mut touched = vec![false; view.nodes.len()];
    for line in lines {
        joined.union(line.from, line.to);
        touched[line.from] = true;
        touched[line.to] = true;
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for node in (0..view.nodes.len()).filter(|&node| touched[node]) {
        groups.entry(joined.find(node)).or_default().0.push(node);
    }
    for (at, line) in lines.iter().enumerate() {
        groups.entry(joined.find(line.from)).or_default().1.push(at);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|(nodes, _)| (usize::MAX - nodes.len(), nodes.first().copied()));
    let alone = (0..view.nodes.len()).filter(|&node| drawn[node] && !touched[node]).collect();
    (groups.iter().map(|(nodes, held)| block(view, lines, nodes, held)).collect(), alone)
}

/// By day, those without one first, then by place in the view.
fn age(view: &View, node: usize) -> (&str, usize) {
    (&view.nodes[node].date, node)
}

fn block(view: &View, lines: &[Line], nodes: &[usize], held: &[usize]) -> Block {
    let mut rows = Vec::new();
    let mut row_of = BTreeMap::new();
    for &level in Level::ALL {
        let here: Vec<usize> = nodes.iter().copied().filter(|&node| view.nodes[node].level == level).collect();
        let mut sub = 0;
        for mut rank in ranks(view, lines, &here, held) {
            rank.sort_by_key(|&node| age(view, node));
            let abreast = rank.len().div_ceil(rank.len().div_ceil(ABREAST).max(1)).max(1);
            for part in rank.chunks(abreast) {
                row_of.extend(part.iter().map(|&node| (node, rows.len())));
                rows.push(Row { level, sub, cells: part.iter().map(|&node| Cell::Box(node)).collect() });
                sub += 1;
            }
        }
    }
    let mut passing: BTreeSet<(usize, Trunk)> = BTreeSet::new();
    let mut ways = Vec::new();
    for &at in held {
        let line = &lines[at];
        let (hub, far) = (row_of[&line.hub()], row_of[&line.far()]);
        let trunk = line.trunk(far > hub);
        let between: Vec<usize> = if far > hub { (hub + 1..far).collect() } else { (far + 1..hub).rev().collect() };
        passing.extend(between.iter().map(|&row| (row, trunk)));
        let mut way = vec![(hub, Cell::Box(line.hub()))];
        way.extend(between.into_iter().map(|row| (row, Cell::Through(trunk))));
        way.push((far, Cell::Box(line.far())));
        if !line.is_task() {
            way.reverse();
        }
        ways.push((at, way));
    }
    // In the middle, from where the order of boxes that all hang on one trunk does not move it: it stays below its hub.
    for (row, trunk) in passing {
        let cells = &mut rows[row].cells;
        let boxes = cells.iter().filter(|cell| matches!(cell, Cell::Box(_))).count();
        cells.insert(boxes.div_ceil(2).min(cells.len()), Cell::Through(trunk));
    }
    Block { rows, ways }
}

/// The boxes of one level, those that are acted on above those that act. Where papers act on each other in a circle
/// the older stands above.
pub fn ranks(view: &View, lines: &[Line], nodes: &[usize], held: &[usize]) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<usize, ()> = DiGraph::new();
    let place: BTreeMap<usize, NodeIndex> = nodes.iter().map(|&node| (node, graph.add_node(node))).collect();
    for line in held.iter().map(|&at| &lines[at]) {
        if let (Some(&upper), Some(&lower)) = (place.get(&line.hub()), place.get(&line.far())) {
            graph.update_edge(upper, lower, ());
        }
    }
    let mut circle = vec![0; graph.node_count()];
    for (n, members) in tarjan_scc(&graph).iter().enumerate() {
        members.iter().for_each(|member| circle[member.index()] = n);
    }
    graph.retain_edges(|graph, edge| {
        graph.edge_endpoints(edge).is_none_or(|(upper, lower)| {
            circle[upper.index()] != circle[lower.index()] || age(view, graph[upper]) < age(view, graph[lower])
        })
    });
    let mut rank = vec![0; graph.node_count()];
    for node in toposort(&graph, None).unwrap_or_default() {
        for edge in graph.edges(node) {
            let below = rank[node.index()] + 1;
            rank[edge.target().index()] = rank[edge.target().index()].max(below);
        }
    }
    let mut ranks = vec![Vec::new(); rank.iter().max().map_or(0, |most| most + 1)];
    for node in graph.node_indices() {
        ranks[rank[node.index()]].push(graph[node]);
    }
    ranks
}
