//! `/api/search`: words → papers, bodies and sentences, each with what to show of it as one types.

use super::params::{Params, wrong};
use super::{Asked, Refusal};
use crate::commands::{World, province};
use chrono::{Local, NaiveDate};
use luocdo::analyze::{Graph, Paper};
use luocdo::model::DocType;
use luocdo::search::{self, Evidence, Page, Piece, Wanted, marks};
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::time::Instant;

/// The most characters of a question; the rest is not looked at.
const LONGEST: usize = 300;
/// The most characters of a snippet.
const SNIPPET: usize = 220;

/// What was found.
#[derive(Serialize)]
pub struct Answer {
    q: String,
    /// Of papers, or of the kind asked for.
    total: usize,
    total_is_least: bool,
    took_ms: f64,
    papers: Vec<PaperHit>,
    bodies: Vec<BodyHit>,
    evidence: Vec<EvidenceHit>,
}

/// A paper that was found.
#[derive(Serialize)]
pub struct PaperHit {
    #[serde(flatten)]
    paper: Paper,
    #[serde(rename = "type")]
    kind: String,
    snippet: Option<Vec<Piece>>,
    status: &'static str,
    incoming: u32,
}

#[derive(Serialize)]
struct BodyHit {
    iri: String,
    id: Option<String>,
    name: String,
    level: &'static str,
    tasks: usize,
}

#[derive(Serialize)]
struct EvidenceHit {
    paper: Of,
    kind: &'static str,
    id: String,
    snippet: Vec<Piece>,
    source: String,
}

#[derive(Serialize)]
struct Of {
    iri: String,
    label: String,
}

/// Answers it.
pub fn search(asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let begun = Instant::now();
    let params = &asked.params;
    let wanted = filters(asked.world, params)?;
    let (graph, index) = (asked.world.graph(false)?, &asked.world.ready()?.index);
    let kind = params.one("kind");
    if let Some(kind) = kind.filter(|kind| !["paper", "body", "evidence"].contains(kind)) {
        return Err(wrong(format!("`kind` is paper, body or evidence, not `{kind}`")));
    }
    let is = |wanted: &str| kind.is_none_or(|kind| kind == wanted);
    // Only what is asked for alone has further pages.
    let first = |wanted: &str| kind == Some(wanted) || wanted == "paper" || asked.params.one("offset").is_none();
    let papers = if is("paper") { index.papers(graph, &wanted)? } else { Page::default() };
    let bodies = if is("body") && first("body") { index.bodies(&wanted)? } else { Page::default() };
    let evidence = if is("evidence") && first("evidence") { index.evidence(graph, &wanted)? } else { Page::default() };
    let (total, at_least) = match kind {
        Some("body") => (bodies.total, bodies.at_least),
        Some("evidence") => (evidence.total, evidence.at_least),
        _ => (papers.total, papers.at_least),
    };
    let marked = wanted.wanted();
    let today = Local::now().date_naive();
    Ok(Answer {
        papers: papers
            .rows
            .iter()
            .map(|&node| hit(asked.world, graph, node, &marked, today))
            .collect::<Result<_, _>>()?,
        bodies: bodies.rows.iter().filter_map(|&at| body(graph, at, &asked.world.ready().ok()?.tasks)).collect(),
        evidence: evidence.rows.iter().filter_map(|&row| sentence(graph, row, &marked)).collect(),
        q: wanted.words,
        total,
        total_is_least: at_least,
        took_ms: (begun.elapsed().as_secs_f64() * 1e4).round() / 10.0,
    })
}

fn filters(world: &World, params: &Params) -> Result<search::Asked, Refusal> {
    let kind = params.one("type").map(|code| {
        DocType::from_code(code)
            .map(|kind| kind.code().to_owned())
            .ok_or_else(|| wrong("`type` is the code of a type, such as CT"))
    });
    let described = match params.one("status") {
        None => None,
        Some("described") => Some(true),
        Some("stub") => Some(false),
        Some(_) => return Err(wrong("`status` is described or stub")),
    };
    Ok(search::Asked {
        words: params.one("q").unwrap_or_default().chars().take(LONGEST).collect(),
        kind: kind.transpose()?,
        place: province(&world.known, params.one("province"))?,
        described,
        from: params.day("from")?,
        to: params.day("to")?,
        limit: params.number("limit", 20, 1..=100)?,
        offset: params.number("offset", 0, 0..=10_000)?,
    })
}

/// A paper as lists show it.
pub fn hit(
    world: &World,
    graph: &Graph,
    node: NodeIndex,
    wanted: &Wanted,
    today: NaiveDate,
) -> Result<PaperHit, Refusal> {
    let (paper, ready) = (&graph.papers[node], world.ready()?);
    Ok(PaperHit {
        kind: type_name(world, paper),
        snippet: paper.title.as_deref().and_then(|title| marks(title, wanted, SNIPPET)),
        status: ready.force(graph, node, today).name(),
        incoming: ready.index.incoming(node),
        paper: paper.clone(),
    })
}

/// The Vietnamese name of the type of a paper.
pub fn type_name(world: &World, paper: &Paper) -> String {
    let kind = DocType::from_code(paper.code()).unwrap_or(DocType::Other);
    world.tables.type_name(kind).to_owned()
}

fn body(graph: &Graph, at: usize, tasks: &[usize]) -> Option<BodyHit> {
    let body = graph.agencies.get(at)?;
    Some(BodyHit {
        iri: body.iri.clone(),
        id: body.id.clone(),
        name: body.name.clone(),
        level: graph.level_of_body(body).name(),
        tasks: tasks.get(at).copied().unwrap_or_default(),
    })
}

fn sentence(graph: &Graph, row: Evidence, wanted: &Wanted) -> Option<EvidenceHit> {
    let proof = search::proof(graph, row)?;
    let paper = &graph.papers[search::about(graph, row)?];
    Some(EvidenceHit {
        paper: Of { iri: paper.iri.clone(), label: paper.label.clone() },
        kind: match row {
            Evidence::Act(..) => "relation",
            Evidence::Task(_) => "task",
        },
        id: proof.id.clone(),
        snippet: marks(&proof.sentence, wanted, SNIPPET).unwrap_or_default(),
        source: proof.source.clone(),
    })
}
