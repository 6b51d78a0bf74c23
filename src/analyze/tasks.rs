//! Who is to do what by when: the tasks of a graph as rows, with the order that the giving paper carries
//! out. A task without a deadline is never overdue.

use super::{Graph, Proof, Task, trace};
use crate::error::{Error, Result};
use crate::model::{RelationType, Role};
use crate::names::{fold, nearest};
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};

/// Which tasks to show; a field that is `None` lets all pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a body's name, with or without accents, or its id (`SCT:LS`).
    pub agency: Option<String>,
    /// The paper that gives the task, or an order that it carries out over any number of papers.
    pub document: Option<NodeIndex>,
    /// The body's part.
    pub role: Option<Role>,
    /// Only tasks whose last day is past.
    pub overdue: bool,
    /// The day that counts as today; without one nothing is overdue.
    pub today: Option<NaiveDate>,
}

/// A task with all that a person needs to act on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskRow {
    /// Last day.
    pub due: Option<NaiveDate>,
    /// The words of the deadline.
    pub due_text: Option<String>,
    /// Days since the last day, if that is past.
    pub days_overdue: Option<i64>,
    /// The body's name.
    pub agency: String,
    /// The body's id in the tables.
    pub agency_id: Option<String>,
    /// Its part.
    pub role: Role,
    /// What is to be done.
    pub task: String,
    /// Label of the paper that gives it.
    pub document: String,
    /// IRI of that paper.
    pub iri: String,
    /// Labels of the orders that the paper carries out.
    pub orders: Vec<String>,
    /// Where it is said.
    #[serde(flatten)]
    pub proof: Proof,
}

/// The tasks that pass the filter, by deadline (none last), then paper, then body.
///
/// # Errors
/// [`Error::Name`] if no body of the graph is called as the filter says; the message offers the nearest names.
pub fn tasks(graph: &Graph, filter: &Filter) -> Result<Vec<TaskRow>> {
    let bodies = filter.agency.as_deref().map(|typed| bodies(graph, typed)).transpose()?;
    let documents = filter.document.map(|order| within(graph, order));
    let pass = |task: &&Task| {
        bodies.as_ref().is_none_or(|held| held.contains(&task.agency))
            && documents.as_ref().is_none_or(|held| held.contains(&task.document))
            && filter.role.is_none_or(|role| role == task.role)
            && (!filter.overdue || days_overdue(task, filter.today).is_some())
    };
    Ok(graph.tasks.iter().filter(pass).map(|task| row(graph, task, filter.today)).collect())
}

/// Bodies whose id is `typed` or whose name has it.
fn bodies(graph: &Graph, typed: &str) -> Result<HashSet<usize>> {
    let folded = fold(typed);
    let by_id = |id: &Option<String>| id.as_ref().is_some_and(|id| fold(id) == folded);
    let found: HashSet<usize> = graph
        .agencies
        .iter()
        .enumerate()
        .filter(|(_, agency)| by_id(&agency.id) || fold(&agency.name).contains(&folded))
        .map(|(at, _)| at)
        .collect();
    if found.is_empty() {
        let near = nearest(typed, graph.agencies.iter().map(|agency| agency.name.as_str()));
        let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", quoted(&near)) };
        return Err(Error::Name(format!("no body is called `{typed}` here{near}")));
    }
    Ok(found)
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The order and every paper that carries it out.
fn within(graph: &Graph, order: NodeIndex) -> HashSet<NodeIndex> {
    let limits = trace::Limits { max_steps: usize::MAX, ..trace::Limits::default() };
    let steps = trace::trace(graph, order, &limits).steps;
    steps.iter().filter_map(|step| graph.by_iri(&step.paper.iri)).chain([order]).collect()
}

/// Days since the last day of a task, if that is past.
fn days_overdue(task: &Task, today: Option<NaiveDate>) -> Option<i64> {
    let days = (today? - task.due?).num_days();
    (days > 0).then_some(days)
}

fn row(graph: &Graph, task: &Task, today: Option<NaiveDate>) -> TaskRow {
    let paper = &graph.papers[task.document];
    let agency = &graph.agencies[task.agency];
    let orders: BTreeSet<String> = graph
        .papers
        .edges_directed(task.document, Direction::Outgoing)
        .filter(|edge| edge.weight().kind == RelationType::Implements)
        .map(|edge| graph.papers[edge.target()].label.clone())
        .collect();
    TaskRow {
        due: task.due,
        due_text: task.due_text.clone(),
        days_overdue: days_overdue(task, today),
        agency: agency.name.clone(),
        agency_id: agency.id.clone(),
        role: task.role,
        task: task.task.clone(),
        document: paper.label.clone(),
        iri: paper.iri.clone(),
        orders: orders.into_iter().collect(),
        proof: task.proof.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";

    #[track_caller]
    fn check(filter: impl FnOnce(&Graph) -> Filter, expect: &[&str]) {
        let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20)]);
        let graph = Graph::load(&store).expect("the fixture loads");
        let rows = tasks(&graph, &filter(&graph)).expect("the bodies are known");
        let bodies: Vec<&str> = rows.iter().map(|row| row.agency.as_str()).collect();
        assert_eq!(bodies, expect);
        assert!(rows.iter().all(|row| row.orders == ["Chỉ thị 20/CT-TTg ngày 08/06/2023"]));
    }

    #[test]
    fn filters() {
        let both = &["Sở Công Thương", "Sở Tài chính"];
        let agency = |name: &str| Filter { agency: Some(name.to_owned()), ..Filter::default() };
        let today = |day: &str| Filter { overdue: true, today: day.parse().ok(), ..Filter::default() };
        check(|_| Filter::default(), both);
        check(|_| agency("so cong thuong"), &both[..1]);
        check(|_| agency("stc:ls"), &both[1..]);
        check(|_| Filter { role: Some(Role::Coordinate), ..Filter::default() }, &both[1..]);
        check(|graph| Filter { document: graph.by_iri(&fixture::iri(CT20)), ..Filter::default() }, both);
        check(|_| today("2023-07-31"), &[]);
        check(|_| today("2023-08-01"), &both[..1]);
    }

    #[test]
    fn an_unknown_body_offers_the_nearest() {
        let graph = Graph::load(&fixture::store(&[])).expect("the fixture loads");
        let filter = Filter { agency: Some("Sở Công Thuơngg".to_owned()), ..Filter::default() };
        let message = tasks(&graph, &filter).expect_err("no such body").to_string();
        assert!(message.contains("nearest are `Sở Công Thương`"), "{message}");
    }
}
