//! `/api/about`: what the store holds in numbers, and the orders of the centre with most papers behind them.

use super::{Asked, Refusal};
use chrono::{Local, NaiveDate};
use luocdo::analyze::review::OpenName;
use luocdo::analyze::{Graph, orders};
use luocdo::iri::terms::PREFIXES;
use luocdo::model::{DocType, RelationType, Status};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Orders shown.
const ORDERS: usize = 10;

/// The numbers, and what may be done.
#[derive(Serialize)]
pub struct About {
    writable: bool,
    today: NaiveDate,
    #[serde(flatten)]
    rest: Value,
}

/// Answers it.
pub fn about(asked: &Asked<'_>) -> Result<About, Refusal> {
    let today = Local::now().date_naive();
    let rest = asked.world.ready()?.about(today, || numbers(asked, today))?;
    Ok(About { writable: asked.writable, today, rest: Value::clone(&rest) })
}

fn numbers(asked: &Asked<'_>, today: NaiveDate) -> Result<Value, Refusal> {
    let world = asked.world;
    let (graph, ready) = (world.graph(false)?, world.ready()?);
    let open = ready.open_names(&world.store, graph)?;
    let count = |status: Status| open.iter().filter(|name: &&OpenName| name.status == status).count();
    let prefixes: Map<String, Value> = PREFIXES.iter().map(|(name, iri)| ((*name).to_owned(), json!(iri))).collect();
    Ok(json!({
        "name": "luocdo",
        "version": env!("CARGO_PKG_VERSION"),
        "base": world.store.base().as_str(),
        "sources": ready.sources,
        "documents": graph.papers.node_count(),
        "described": graph.papers.node_weights().filter(|paper| paper.described).count(),
        "bodies": graph.agencies.len(),
        "relations": graph.papers.edge_count(),
        "tasks": graph.tasks.len(),
        "period": ready.period,
        "open": {
            "ambiguous": count(Status::Ambiguous),
            "conflicting": count(Status::Conflicting),
            "unresolved": count(Status::Unresolved),
        },
        "types": types(asked, graph),
        "provinces": provinces(asked, graph),
        "relations_of": relations(graph),
        "prefixes": prefixes,
        "orders": orders(graph, ORDERS, today),
    }))
}

/// Types of paper, the most frequent first.
fn types(asked: &Asked<'_>, graph: &Graph) -> Vec<Value> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for paper in graph.papers.node_weights() {
        *counts.entry(paper.code()).or_default() += 1;
    }
    let name = |code: &str| {
        DocType::from_code(code).map_or(code.to_owned(), |kind| asked.world.tables.type_name(kind).to_owned())
    };
    sorted(counts).map(|(code, count)| json!({"code": code, "name": name(code), "count": count})).collect()
}

/// Provinces whose bodies issued papers, those with most first.
fn provinces(asked: &Asked<'_>, graph: &Graph) -> Vec<Value> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for place in graph.papers.node_weights().filter_map(|paper| paper.place()) {
        *counts.entry(place).or_default() += 1;
    }
    // The last of a code is the province as it is now.
    let name = |code: &str| asked.world.known.provinces.iter().rev().find(|province| province.code == code);
    let name = |code: &str| name(code).map_or(code.to_owned(), |province| province.name.clone());
    sorted(counts).map(|(code, count)| json!({"code": code, "name": name(code), "documents": count})).collect()
}

fn relations(graph: &Graph) -> Vec<Value> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for act in graph.papers.edge_weights() {
        *counts.entry(act.kind.name()).or_default() += 1;
    }
    let kinds = sorted(counts).filter_map(|(name, count)| Some((RelationType::from_name(name)?, count)));
    kinds
        .map(|(kind, count)| {
            json!({"name": kind.name(), "label": kind.label_vi(), "label_en": kind.label_en(), "count": count})
        })
        .collect()
}

fn sorted(counts: HashMap<&str, usize>) -> impl Iterator<Item = (&str, usize)> {
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(name, count)| (Reverse(count), name));
    counts.into_iter()
}
