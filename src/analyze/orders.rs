//! The orders of the centre with most papers behind them, for a first look at a graph.

use super::trace::{CARRY, reach};
use super::{Graph, Level, Paper};
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::cmp::Reverse;

/// Orders that are looked at for each that is wanted: many papers at the first step are likely many in all.
const LOOKED_AT: usize = 3;

/// An order and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Order {
    /// The order.
    #[serde(flatten)]
    pub paper: Paper,
    /// How many papers carry it out, over any number of papers.
    pub implementing: usize,
    /// How many tasks it and they give.
    pub tasks: usize,
    /// How many of these have a last day before today; a report on one is not looked for.
    pub overdue: usize,
}

/// The `top` orders of the centre that most papers carry out.
pub fn orders(graph: &Graph, top: usize, today: NaiveDate) -> Vec<Order> {
    let national = |node: &NodeIndex| {
        matches!(graph.level_of_paper(&graph.papers[*node]), Level::Party | Level::Central | Level::Ministry)
    };
    let direct = |node: NodeIndex| {
        let acts = graph.papers.edges_directed(node, Direction::Incoming);
        acts.filter(|act| CARRY.contains(&act.weight().kind)).count()
    };
    let nodes = graph.papers.node_indices().filter(national).map(|node| (Reverse(direct(node)), node));
    let mut first: Vec<(Reverse<usize>, NodeIndex)> = nodes.filter(|(count, _)| count.0 > 0).collect();
    first.sort_unstable();
    let mut found: Vec<Order> =
        first.into_iter().take(top * LOOKED_AT).map(|(_, node)| order(graph, node, today)).collect();
    found.sort_by_key(|order| Reverse(order.implementing));
    found.truncate(top);
    found
}

fn order(graph: &Graph, node: NodeIndex, today: NaiveDate) -> Order {
    let behind = reach(graph, node);
    let papers = behind.iter().map(|(paper, _)| *paper).chain([node]);
    let tasks = papers.flat_map(|paper| graph.tasks_of(paper));
    let (mut count, mut overdue) = (0, 0);
    for task in tasks {
        count += 1;
        overdue += usize::from(task.due.is_some_and(|due| due < today));
    }
    Order { paper: graph.papers[node].clone(), implementing: behind.len(), tasks: count, overdue }
}

#[cfg(test)]
mod tests {
    use super::super::{Known, fixture};
    use super::*;
    use crate::tables::Tables;

    #[test]
    fn the_order_with_most_papers_behind_it_comes_first() {
        let plan = "KH|148/KH-UBND|2023|UBND:LS";
        let mut graph = Graph::load(&fixture::store(&[
            (plan, "implements", "CT|20/CT-TTg|2023|TTg"),
            ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", plan),
            ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", "CT|20/CT-TTg|2020|TTg"),
            ("CV|1187/SCT-QLNL|2023|SCT:LS", "cites", "CT|20/CT-TTg|2019|TTg"),
        ]))
        .expect("it loads");
        graph.add_levels(&Known::of(&Tables::builtin().expect("the tables load")));
        let day = NaiveDate::from_ymd_opt(2023, 8, 1).expect("a day");
        let found: Vec<_> =
            orders(&graph, 9, day).into_iter().map(|o| (o.paper.key, o.implementing, o.tasks, o.overdue)).collect();
        // A plan of a province is no order of the centre.
        let expect = [("CT|20/CT-TTg|2023|TTg".to_owned(), 2, 2, 1), ("CT|20/CT-TTg|2020|TTg".to_owned(), 1, 0, 0)];
        assert_eq!(found, expect);
    }
}
