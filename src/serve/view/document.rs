//! `/api/document`: all that is known of one paper: its data, how it stands, what it does and what is done to it, whom it
//! tasks, where it is reported and named.

use super::params::{Params, nothing, wrong};
use super::search::type_name;
use super::{Asked, Refusal};
use crate::serve::reply::Candidate;
use chrono::{Local, NaiveDate};
use luocdo::analyze::status::{Status, status};
use luocdo::analyze::{Graph, Judged, Paper, Proof, Recorded, State, TaskRow, Told, recorded, rows_of};
use luocdo::names::{self, Found};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Relations shown of one kind in one direction, the newest papers first.
const SHOWN: usize = 100;
/// Sentences shown for one relation.
const PROOFS: usize = 20;
/// Acts on the paper shown in its status.
const EVENTS: usize = 100;

/// A paper.
#[derive(Serialize)]
pub struct Answer {
    paper: Paper,
    #[serde(rename = "type")]
    kind: String,
    issuer: Option<Issuer>,
    signer: Option<Signer>,
    urn: Option<String>,
    status: Status,
    relations: Vec<Relation>,
    relation_counts: Vec<Count>,
    tasks: Vec<Task>,
    items: Vec<Told>,
    mentions: usize,
    mentions_at_least: bool,
    left_out: LeftOut,
}

#[derive(Serialize)]
struct Issuer {
    id: Option<String>,
    name: String,
    iri: Option<String>,
}

#[derive(Serialize)]
struct Signer {
    name: String,
    post: Option<String>,
}

#[derive(Serialize)]
struct Relation {
    way: &'static str,
    relation: &'static str,
    label: &'static str,
    label_in: &'static str,
    paper: Paper,
    proofs: Vec<Proof>,
    judged: Option<Judged>,
}

/// How many relations of a kind there are in a direction, shown or not.
#[derive(Serialize)]
struct Count {
    way: &'static str,
    relation: &'static str,
    total: usize,
}

#[derive(Serialize)]
struct Task {
    agency: String,
    agency_iri: Option<String>,
    role: &'static str,
    role_label: &'static str,
    task: String,
    due: Option<NaiveDate>,
    due_text: Option<String>,
    state: &'static str,
    proof: Proof,
}

/// What is not shown of a paper that very many others act on.
#[derive(Serialize)]
struct LeftOut {
    relations: usize,
    events: usize,
}

/// Answers it.
pub fn document(asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let world = asked.world;
    let graph = world.graph(false)?;
    let node = paper(graph, &asked.params)?;
    let today = Local::now().date_naive();
    let held = &graph.papers[node];
    let Recorded { urn, issuer, signer, places, mentions, at_least } = recorded(&world.store, &held.iri)?;
    let mut status = status(graph, node, today);
    let events = status.events.len().saturating_sub(EVENTS);
    status.events.truncate(EVENTS);
    let (relations, counts) = relations(graph, node);
    let all: usize = counts.iter().map(|count| count.total).sum();
    let rows = rows_of(graph, graph.tasks_of(node), &world.tables.replies, Some(today));
    let tasks = rows.into_iter().zip(graph.tasks_of(node));
    Ok(Answer {
        paper: held.clone(),
        kind: type_name(world, held),
        issuer: held.issuer.as_ref().map(|name| Issuer {
            id: held.issuer_id().map(str::to_owned),
            name: name.clone(),
            iri: issuer,
        }),
        signer: signer.map(|name| Signer { name, post: None }),
        urn,
        status,
        left_out: LeftOut { relations: all - relations.len(), events },
        relations,
        relation_counts: counts,
        tasks: tasks.map(|(row, task)| of_row(row, graph.agencies.get(task.agency).map(|body| &body.iri))).collect(),
        items: places,
        mentions,
        mentions_at_least: at_least,
    })
}

/// The paper that is asked for by its IRI, or by a name as people write it.
pub fn paper(graph: &Graph, params: &Params) -> Result<NodeIndex, Refusal> {
    if let Some(iri) = params.one("iri") {
        return graph.by_iri(iri).ok_or_else(|| nothing("no paper here has this IRI"));
    }
    let Some(name) = params.one("name") else { return Err(wrong("give `iri` or `name`")) };
    called(graph, name, params.value("year", "a year")?)
}

/// The paper that people call so; one refused comes with those that it may be.
pub fn called(graph: &Graph, name: &str, year: Option<i32>) -> Result<NodeIndex, Refusal> {
    let found = names::find(graph, name, year);
    let near: Vec<NodeIndex> = match &found {
        Found::One(_) => Vec::new(),
        Found::Many(nodes, _) | Found::None(nodes, _) => nodes.clone(),
    };
    let missing = matches!(found, Found::None(..));
    found.one(graph, name).map_err(|error| {
        let refusal = if missing { nothing(error.to_string()) } else { error.into() };
        let near = near.iter().filter_map(|&node| graph.papers.node_weight(node));
        refusal.among(near.map(|paper| Candidate { label: paper.label.clone(), iri: paper.iri.clone() }).collect())
    })
}

/// What the paper does, then what is done to it; each kind by itself, the newest papers first.
fn relations(graph: &Graph, node: NodeIndex) -> (Vec<Relation>, Vec<Count>) {
    let (mut found, mut counts) = (Vec::new(), Vec::new());
    for (way, direction) in [("out", Direction::Outgoing), ("in", Direction::Incoming)] {
        let mut kinds: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for edge in graph.papers.edges_directed(node, direction) {
            let other = if way == "out" { edge.target() } else { edge.source() };
            kinds.entry(edge.weight().kind).or_default().push((other, edge.weight()));
        }
        for (kind, mut acts) in kinds {
            acts.sort_by_key(|(other, _)| (Reverse(graph.papers[*other].date), *other));
            counts.push(Count { way, relation: kind.name(), total: acts.len() });
            found.extend(acts.into_iter().take(SHOWN).map(|(other, act)| Relation {
                way,
                relation: kind.name(),
                label: kind.label_vi(),
                label_in: kind.label_vi_in(),
                paper: graph.papers[other].clone(),
                judged: act.proofs.first().and_then(|proof| proof.judged.clone()),
                proofs: act.proofs.iter().take(PROOFS).cloned().collect(),
            }));
        }
    }
    (found, counts)
}

fn of_row(row: TaskRow, iri: Option<&String>) -> Task {
    Task {
        agency: row.agency,
        agency_iri: iri.cloned(),
        role: row.role.name(),
        role_label: row.role.label_vi(),
        task: row.task,
        due: row.due,
        due_text: row.due_text,
        state: match row.state {
            State::Overdue => "overdue",
            State::Due => "open",
            State::Open => "no-deadline",
            State::Reported => "reported",
        },
        proof: row.proof,
    }
}
