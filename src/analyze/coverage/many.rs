//! The orders of one issuer in a period, a line for each.

use super::{Asked, Graph, Indicators, Known, Paper, State, coverage};
use crate::error::{Error, Result};
use crate::names::{fold, nearest};
use chrono::NaiveDate;
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    let mut nodes = papers_of(graph, issuer)?;
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
            order: board.order.clone(),
        }
    };
    Ok((nodes.into_iter().map(line).collect(), undated))
}

/// The papers of an issuer: by its id, else by its whole name, else by words of it.
fn papers_of(graph: &Graph, issuer: &str) -> Result<Vec<NodeIndex>> {
    let typed = fold(issuer);
    // Many papers have one issuer; its names are folded once.
    let mut issuers: BTreeMap<(Option<&str>, Option<&str>), Vec<NodeIndex>> = BTreeMap::new();
    for node in graph.papers.node_indices() {
        let paper = &graph.papers[node];
        issuers.entry((paper.issuer_id(), paper.issuer.as_deref())).or_default().push(node);
    }
    // The smaller, the surer.
    let fits = |id: Option<&str>, name: Option<&str>| {
        let name = name.map(fold).unwrap_or_default();
        match () {
            () if typed.is_empty() => None,
            () if id.is_some_and(|id| fold(id) == typed) => Some(0),
            () if name == typed => Some(1),
            () if name.contains(&typed) => Some(2),
            () => None,
        }
    };
    let fitting: Vec<(u8, &Vec<NodeIndex>)> =
        issuers.iter().filter_map(|((id, name), nodes)| Some((fits(*id, *name)?, nodes))).collect();
    if let Some(surest) = fitting.iter().map(|(rank, _)| *rank).min() {
        return Ok(fitting.iter().filter(|(rank, _)| *rank == surest).flat_map(|(_, nodes)| *nodes).copied().collect());
    }
    let names: BTreeSet<&str> = issuers.keys().filter_map(|(_, name)| *name).collect();
    let near: Vec<String> = nearest(issuer, names.into_iter()).iter().map(|name| format!("`{name}`")).collect();
    let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
    Err(Error::Name(format!("no paper here was issued by `{issuer}`{near}")))
}
