//! The orders of one issuer in a period, a line for each.

use super::{Asked, Graph, Indicators, Known, Paper, State, coverage};
use crate::error::{Error, Result};
use crate::names::{fold, nearest};
use chrono::NaiveDate;
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::collections::BTreeSet;

/// The board of one order in a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The order.
    pub order: Paper,
    /// Provinces that have acted, by themselves or by a body below.
    pub provinces: usize,
    /// Other bodies that have acted.
    pub bodies: usize,
    /// The day of the first paper that carries it out.
    pub first: Option<NaiveDate>,
    /// Days from the order to that.
    pub days: Option<i64>,
    /// The indicators.
    pub indicators: Indicators,
}

/// The orders that a body issued from a day to a day, by day, and how many of its orders have no day and are left out.
/// The body is its id (`TTg`) or words of its name.
///
/// # Errors
/// [`Error::Name`] if no issuer is called so; the message offers the nearest names.
pub fn issued_by(
    graph: &Graph,
    known: &Known,
    issuer: &str,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    asked: &Asked,
) -> Result<(Vec<Summary>, usize)> {
    let typed = fold(issuer);
    let all = |fits: &dyn Fn(&Paper) -> bool| -> Vec<NodeIndex> {
        graph.papers.node_indices().filter(|node| fits(&graph.papers[*node])).collect()
    };
    let named = |paper: &Paper| paper.issuer.as_deref().map(fold);
    let mut nodes = all(&|paper| paper.issuer_id().is_some_and(|id| fold(id) == typed));
    if nodes.is_empty() {
        nodes = all(&|paper| named(paper).is_some_and(|name| name == typed));
    }
    if nodes.is_empty() && !typed.is_empty() {
        nodes = all(&|paper| named(paper).is_some_and(|name| name.contains(&typed)));
    }
    if nodes.is_empty() {
        let names: BTreeSet<&str> = graph.papers.node_weights().filter_map(|paper| paper.issuer.as_deref()).collect();
        let near: Vec<String> = nearest(issuer, names.into_iter()).iter().map(|name| format!("`{name}`")).collect();
        let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
        return Err(Error::Name(format!("no paper here was issued by `{issuer}`{near}")));
    }
    let undated = nodes.iter().filter(|node| graph.papers[**node].date.is_none()).count();
    let within = |node: &NodeIndex| {
        let date = graph.papers[*node].date;
        date.is_some_and(|date| from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to))
    };
    nodes.retain(within);
    nodes.sort_by_key(|node| (graph.papers[*node].date, *node));
    let line = |node: NodeIndex| {
        let board = coverage(graph, known, node, asked);
        let acted = || board.seats.iter().filter(|seat| matches!(seat.state, State::Carried | State::Below));
        let provinces = if board.order.place().is_none() { acted().filter(|s| s.place.is_some()).count() } else { 0 };
        let first = acted().filter_map(|seat| seat.first.as_ref()?.date).min();
        Summary {
            provinces,
            bodies: acted().count() - provinces,
            first,
            days: first.zip(board.order.date).map(|(first, order)| (first - order).num_days()),
            indicators: board.indicators,
            order: board.order,
        }
    };
    Ok((nodes.into_iter().map(line).collect(), undated))
}
