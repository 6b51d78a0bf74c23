//! Who is to do what by when: the tasks of a graph as rows, with the order that the giving paper carries out, and how
//! each stands on a day. A task without a deadline is never overdue. A later report of the tasked body is shown as what
//! the machine found, and no row is ever removed for it unless that was asked.

mod reply;
mod sparql;

pub use reply::{Reply, Through};
pub use sparql::tasks_sparql;

use super::{Graph, Proof, Task, place_of, trace};
use crate::error::{Error, Result};
use crate::model::{RelationType, Role};
use crate::names::{fold, nearest};
use crate::tables::replies::Replies;
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use reply::Reported;
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};

/// Which tasks to show; a field that is `None` or false lets all pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a body's name, with or without accents, or its id (`SCT:LS`).
    pub agency: Option<String>,
    /// The paper that gives the task itself.
    pub document: Option<NodeIndex>,
    /// An order: the tasks that it gives, and those of the papers that carry it out over any number of papers.
    pub order: Option<NodeIndex>,
    /// Symbol of a province (`LS`): the tasks of its bodies, and of bodies without an id in papers issued there.
    pub place: Option<String>,
    /// The body's part.
    pub role: Option<Role>,
    /// Only tasks whose last day is past, without those reported on.
    pub overdue: bool,
    /// Only tasks whose last day is today or at most so many days later, without those reported on.
    pub due_within: Option<u32>,
    /// Only tasks without a last day.
    pub without_deadline: bool,
    /// Leaves out the tasks that a later paper reports on.
    pub open: bool,
    /// Keeps the tasks reported on among those overdue or soon due.
    pub with_reported: bool,
    /// The day that counts as today; without one nothing is overdue.
    pub today: Option<NaiveDate>,
    /// What the rows go by.
    pub by: By,
    /// Which papers report; with none, no task is reported on.
    pub replies: Replies,
}

/// What the rows go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The last day, none last; then paper, then place in it.
    #[default]
    Deadline,
    /// The name of the body; then as by deadline.
    Body,
}

impl By {
    /// Every order.
    pub const ALL: [By; 2] = [By::Deadline, By::Body];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            By::Deadline => "deadline",
            By::Body => "body",
        }
    }

    /// The order of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        By::ALL.into_iter().find(|by| by.name() == name)
    }
}

/// How a task stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its last day is past.
    Overdue,
    /// Its last day is to come, or today.
    Due,
    /// It has no last day, or the day that counts as today is not given.
    Open,
    /// A later paper of the body reports on it, as far as the machine sees.
    Reported,
}

impl State {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            State::Overdue => "overdue",
            State::Due => "due",
            State::Open => "open",
            State::Reported => "reported",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            State::Overdue => "quá hạn",
            State::Due => "chưa đến hạn",
            State::Open => "chưa có thời hạn",
            State::Reported => "đã có báo cáo (cần xác nhận)",
        }
    }
}

/// A task with all that a person needs to act on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskRow {
    /// How it stands.
    pub state: State,
    /// Last day.
    pub due: Option<NaiveDate>,
    /// The words of the deadline.
    pub due_text: Option<String>,
    /// Days since the last day, if it is overdue.
    pub days_overdue: Option<i64>,
    /// Days to the last day, if it is not yet due; 0 on the day.
    pub days_left: Option<i64>,
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
    /// Day of issue of that paper.
    pub date: Option<NaiveDate>,
    /// Labels of the orders that the paper carries out.
    pub orders: Vec<String>,
    /// The later paper that reports on it.
    pub reply: Option<Reply>,
    /// Where it is said.
    #[serde(flatten)]
    pub proof: Proof,
}

/// The tasks that pass the filter, in the order that it says.
///
/// # Errors
/// [`Error::Name`] if no body of the graph is called as the filter says; the message offers the nearest names.
pub fn tasks(graph: &Graph, filter: &Filter) -> Result<Vec<TaskRow>> {
    let bodies = filter.agency.as_deref().map(|typed| bodies(graph, typed)).transpose()?;
    let within = filter.order.map(|order| within(graph, order));
    let pass = |task: &&Task| {
        bodies.as_ref().is_none_or(|held| held.contains(&task.agency))
            && within.as_ref().is_none_or(|held| held.contains(&task.document))
            && filter.document.is_none_or(|document| document == task.document)
            && filter.role.is_none_or(|role| role == task.role)
            && filter.place.as_deref().is_none_or(|place| place_of_task(graph, task) == Some(place))
            && !(filter.without_deadline && task.due.is_some())
    };
    let mut reported = Reported::new(graph, &filter.replies, filter.today);
    let mut rows: Vec<TaskRow> =
        graph.tasks.iter().filter(pass).map(|task| row(graph, task, filter.today, &mut reported)).collect();
    rows.retain(|row| holds(row, filter));
    if filter.by == By::Body {
        // Stable, so that the tasks of a body stay in order of deadline.
        rows.sort_by(|a, b| (fold(&a.agency), &a.agency_id).cmp(&(fold(&b.agency), &b.agency_id)));
    }
    Ok(rows)
}

/// Some tasks of a graph as rows, in their order: those of one paper, of one body. Only papers that act on what gives
/// them, or on the order behind it, are looked at for a report, so the cost does not follow the graph.
pub fn rows_of<'g>(
    graph: &'g Graph,
    tasks: impl Iterator<Item = &'g Task>,
    replies: &Replies,
    today: Option<NaiveDate>,
) -> Vec<TaskRow> {
    let tasks: Vec<&Task> = tasks.collect();
    let givers: BTreeSet<NodeIndex> = tasks.iter().map(|task| task.document).collect();
    let named: BTreeSet<NodeIndex> =
        givers.iter().flat_map(|&giver| orders(graph, giver)).chain(givers.clone()).collect();
    let acting = named.into_iter().flat_map(|node| graph.papers.neighbors_directed(node, Direction::Incoming));
    let mut reported = Reported::among(graph, replies, today, acting.collect::<BTreeSet<_>>());
    tasks.into_iter().map(|task| row(graph, task, today, &mut reported)).collect()
}

/// True if a task stands as the filter wants it.
fn holds(row: &TaskRow, filter: &Filter) -> bool {
    let days = row.due.zip(filter.today).map(|(due, today)| (due - today).num_days());
    let timed = match (filter.overdue, filter.due_within) {
        (false, None) => return !(filter.open && row.state == State::Reported),
        (true, _) => days.is_some_and(|days| days < 0),
        (false, Some(most)) => days.is_some_and(|days| (0..=i64::from(most)).contains(&days)),
    };
    timed && (row.state != State::Reported || (filter.with_reported && !filter.open))
}

/// The province of a task: that of its body; of a body that the tables do not know, that of the issuer.
fn place_of_task<'g>(graph: &'g Graph, task: &Task) -> Option<&'g str> {
    match &graph.agencies[task.agency].id {
        Some(id) => place_of(id),
        None => graph.papers[task.document].issuer_id().and_then(place_of),
    }
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

/// The orders that a paper carries out, in order of node.
fn orders(graph: &Graph, document: NodeIndex) -> BTreeSet<NodeIndex> {
    let acts = graph.papers.edges_directed(document, Direction::Outgoing);
    acts.filter(|edge| edge.weight().kind == RelationType::Implements).map(|edge| edge.target()).collect()
}

fn row(graph: &Graph, task: &Task, today: Option<NaiveDate>, reported: &mut Reported<'_>) -> TaskRow {
    let paper = &graph.papers[task.document];
    let agency = &graph.agencies[task.agency];
    let labels: BTreeSet<&str> =
        orders(graph, task.document).into_iter().map(|order| graph.papers[order].label.as_str()).collect();
    let reply = reported.reply(task);
    let days = task.due.zip(today).map(|(due, today)| (due - today).num_days());
    let state = match (&reply, days) {
        (Some(_), _) => State::Reported,
        (None, Some(days)) if days < 0 => State::Overdue,
        (None, Some(_)) => State::Due,
        (None, None) => State::Open,
    };
    TaskRow {
        state,
        due: task.due,
        due_text: task.due_text.clone(),
        days_overdue: days.filter(|_| state == State::Overdue).map(|days| -days),
        days_left: days.filter(|_| state == State::Due),
        agency: agency.name.clone(),
        agency_id: agency.id.clone(),
        role: task.role,
        task: task.task.clone(),
        document: paper.label.clone(),
        iri: paper.iri.clone(),
        date: paper.date,
        orders: labels.into_iter().map(str::to_owned).collect(),
        reply,
        proof: task.proof.clone(),
    }
}

#[cfg(test)]
mod tests;
