//! `/api/body`: one body, its tasks as `/api/tasks` has them, its papers, what became of it.

use super::params::nothing;
use super::search::{PaperHit, hit};
use super::{Asked, Refusal};
use chrono::Local;
use luocdo::analyze::{Became, Graph, TaskRow, became, place_of, rows_of};
use luocdo::search::Wanted;
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::cmp::Reverse;

/// Papers shown, the newest first.
const PAPERS: usize = 200;
/// Tasks shown, by deadline.
const TASKS: usize = 1000;

/// A body.
#[derive(Serialize)]
pub struct Answer {
    body: Body,
    tasks: Vec<TaskRow>,
    papers: Vec<PaperHit>,
    changed_by: Vec<Became>,
    left_out: LeftOut,
}

#[derive(Serialize)]
struct Body {
    iri: String,
    id: Option<String>,
    name: String,
    level: &'static str,
    place: Option<String>,
}

#[derive(Serialize)]
struct LeftOut {
    tasks: usize,
    papers: usize,
}

/// Answers it.
pub fn body(asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let world = asked.world;
    let graph = world.graph(false)?;
    let iri = asked.params.needed("iri")?;
    let at = graph.agencies.binary_search_by(|body| body.iri.as_str().cmp(iri));
    let Some((at, body)) = at.ok().and_then(|at| Some((at, graph.agencies.get(at)?))) else {
        return Err(nothing("no body that sources name has this IRI"));
    };
    let today = Local::now().date_naive();
    let of_body = || graph.tasks.iter().filter(|task| task.agency == at);
    let tasks = rows_of(graph, of_body().take(TASKS), &world.tables.replies, Some(today));
    let papers = issued(graph, body.id.as_deref());
    let shown = papers.iter().take(PAPERS).map(|&node| hit(world, graph, node, &Wanted::default(), today));
    Ok(Answer {
        left_out: LeftOut {
            tasks: of_body().count().saturating_sub(TASKS),
            papers: papers.len().saturating_sub(PAPERS),
        },
        papers: shown.collect::<Result<_, _>>()?,
        tasks,
        changed_by: became(&world.store, iri)?,
        body: Body {
            iri: body.iri.clone(),
            id: body.id.clone(),
            name: body.name.clone(),
            level: graph.level_of_body(body).name(),
            place: body.id.as_deref().and_then(place_of).map(str::to_owned),
        },
    })
}

/// The papers that a body issued, the newest first.
fn issued(graph: &Graph, id: Option<&str>) -> Vec<NodeIndex> {
    let Some(id) = id else { return Vec::new() };
    let mut found: Vec<NodeIndex> =
        graph.papers.node_indices().filter(|&node| graph.papers[node].issuer_id() == Some(id)).collect();
    found.sort_by_key(|&node| (Reverse(graph.papers[node].date), node));
    found
}
