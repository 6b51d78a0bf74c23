//! `/api/graph`: papers and bodies with their places on a canvas, around one paper, behind an order, of some papers, or
//! of the whole; `/api/path`: the shortest chain of acts between two papers.

use super::params::{nothing, wrong};
use super::{Asked, Refusal};
use crate::commands::province;
use luocdo::analyze::{Graph, Link, Paper, Sieve, around, behind, path as way};
use luocdo::export::{Edge, Kind, Node, Tie, View, layers};
use luocdo::model::RelationType;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// The most nodes that are laid out.
const MOST: usize = 5000;
/// Steps around a paper.
const HOPS: usize = 6;

/// What is drawn.
#[derive(Serialize)]
pub struct Answer {
    nodes: Vec<Drawn>,
    edges: Vec<Joined>,
    left_out: Option<LeftOut>,
}

#[derive(Serialize)]
struct Drawn {
    id: String,
    kind: &'static str,
    label: String,
    title: String,
    code: String,
    level: &'static str,
    date: Option<String>,
    described: bool,
    x: f64,
    y: f64,
    degree: usize,
    more: usize,
}

#[derive(Serialize)]
struct Joined {
    id: String,
    source: String,
    target: String,
    relation: &'static str,
    label: &'static str,
    role: Option<&'static str>,
    weight: usize,
    confidence: f64,
    evidence: String,
    file: String,
    proof: String,
    task: String,
    due: String,
}

#[derive(Serialize)]
struct LeftOut {
    nodes: usize,
    words: String,
}

/// Answers it.
pub fn graph(asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let params = &asked.params;
    let graph = asked.world.graph(false)?;
    let (follow, most) = (params.follow()?, params.number("max-nodes", 300, 1..=MOST)?);
    let (papers, mut left_out) = papers(asked, graph, &follow, most)?;
    let about = params.one("center").or(params.one("order"));
    let view = View::of_papers(graph, &papers, &follow, params.flag("bodies")?);
    let view = match about {
        Some(iri) => view.about_iri(iri),
        None => view,
    };
    let view = view.keep(most);
    left_out += view.left_out.map_or(0, |left_out| left_out.nodes);
    Ok(Answer {
        nodes: nodes(graph, &view),
        edges: edges(&view),
        left_out: (left_out > 0).then(|| LeftOut {
            nodes: left_out,
            words: format!("Chỉ vẽ {most} nút gần nhất hoặc có nhiều quan hệ nhất; lược bỏ ít nhất {left_out} nút."),
        }),
    })
}

/// The papers that are asked for, and how many more there are.
fn papers(
    asked: &Asked<'_>,
    graph: &Graph,
    follow: &[RelationType],
    most: usize,
) -> Result<(BTreeSet<NodeIndex>, usize), Refusal> {
    let params = &asked.params;
    let sieve = Sieve {
        levels: params.levels()?,
        place: province(&asked.world.known, params.one("province"))?,
        from: params.day("from")?,
        to: params.day("to")?,
    };
    let held = |iri: &str| graph.by_iri(iri).ok_or_else(|| nothing("no paper here has this IRI"));
    if let Some(center) = params.one("center") {
        let found = around(graph, held(center)?, params.number("hops", 1, 1..=HOPS)?, follow, &sieve, most);
        return Ok((found.papers.into_iter().collect(), found.left_out));
    }
    let passing: Vec<NodeIndex> = if let Some(order) = params.one("order") {
        let order = held(order)?;
        let behind = behind(graph, order).into_iter().filter(|&node| sieve.takes(graph, node));
        std::iter::once(order).chain(behind).collect()
    } else if params.flag("all")? {
        let weightiest = asked.world.ready()?.index.weightiest().iter().copied();
        weightiest.filter(|&node| sieve.takes(graph, node)).collect()
    } else {
        params.all("papers").filter_map(|iri| graph.by_iri(iri)).collect()
    };
    if passing.is_empty() && params.one("papers").is_none() && !params.flag("all")? {
        return Err(wrong("give `center`, `order`, `papers` or `all=true`"));
    }
    let left_out = passing.len().saturating_sub(most);
    Ok((passing.into_iter().take(most).collect(), left_out))
}

fn nodes(graph: &Graph, view: &View) -> Vec<Drawn> {
    let mut shown = vec![0; view.nodes.len()];
    for edge in &view.edges {
        shown[edge.from] += 1;
        shown[edge.to] += 1;
    }
    let tasks = tasks_by_body(graph, view);
    let places = layers(view);
    let drawn = view.nodes.iter().zip(places).zip(shown).map(|((node, [x, y]), shown)| {
        let degree = match node.kind {
            Kind::Document => graph.by_iri(&node.id).map_or(0, |node| degree(graph, node)),
            Kind::Agency => tasks.get(node.id.as_str()).copied().unwrap_or_default(),
        };
        let Node { id, kind, label, title, code, date, level, described, .. } = node.clone();
        Drawn {
            id,
            kind: kind.name(),
            label,
            title,
            code,
            level: level.name(),
            date: Some(date).filter(|date| !date.is_empty()),
            described,
            x: x.round(),
            y: y.round(),
            degree,
            more: degree.saturating_sub(shown),
        }
    });
    drawn.collect()
}

/// Acts of a paper and on it, and its tasks.
fn degree(graph: &Graph, node: NodeIndex) -> usize {
    use petgraph::Direction::{Incoming, Outgoing};
    let acts = [Incoming, Outgoing].into_iter().flat_map(|way| graph.papers.edges_directed(node, way));
    acts.filter(|edge| edge.source() != edge.target()).count() + graph.tasks_of(node).count()
}

/// How many tasks each body of a view has in all.
fn tasks_by_body<'g>(graph: &'g Graph, view: &View) -> HashMap<&'g str, usize> {
    let mut counts = HashMap::new();
    if view.nodes.iter().any(|node| node.kind == Kind::Agency) {
        for task in &graph.tasks {
            *counts.entry(graph.agencies[task.agency].iri.as_str()).or_default() += 1;
        }
    }
    counts
}

fn edges(view: &View) -> Vec<Joined> {
    let id = |at: usize| view.nodes[at].id.clone();
    let joined = |edge: &Edge| {
        let proof = edge.proofs.first().map(|proof| proof.id.clone()).unwrap_or_default();
        Joined {
            // One sentence may say two things of two papers.
            id: format!("{proof}-{}", edge.tie.name()),
            source: id(edge.from),
            target: id(edge.to),
            relation: edge.tie.name(),
            label: edge.tie.label_vi(),
            role: match edge.tie {
                Tie::Task(role) => Some(role.name()),
                Tie::Act(_) => None,
            },
            weight: edge.weight(),
            confidence: edge.confidence(),
            evidence: edge.evidence().to_owned(),
            file: edge.source().to_owned(),
            proof,
            task: edge.task.clone(),
            due: edge.due.clone(),
        }
    };
    view.edges.iter().filter(|edge| edge.from != edge.to).map(joined).collect()
}

/// A chain of papers.
#[derive(Serialize)]
pub struct Path {
    found: bool,
    papers: Vec<Paper>,
    links: Vec<Link>,
}

/// Answers `/api/path`.
pub fn path(asked: &Asked<'_>) -> Result<Path, Refusal> {
    let params = &asked.params;
    let graph = asked.world.graph(false)?;
    let end = |name| {
        graph.by_iri(params.needed(name)?).ok_or_else(|| nothing(format!("no paper here has the IRI in `{name}`")))
    };
    let found = way(graph, end("from")?, end("to")?, &params.follow()?);
    let (papers, links) = found.clone().unwrap_or_default();
    Ok(Path {
        found: found.is_some(),
        papers: papers.into_iter().map(|node| graph.papers[node].clone()).collect(),
        links,
    })
}
