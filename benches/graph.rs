//! How long questions take on a made graph of a million acts between 200,000 papers (`made`), beside the same answer of a
//! SPARQL property path over the same store in the same run: a table, a line for each question. PageRank has no path; it
//! stands beside counting how many papers act on each, which is what SPARQL can.
//!
//! With RocksDB the store lies on disk, else in memory, where it takes five gigabytes. `LUOCDO_BENCH_ACTS=100000 cargo
//! bench --bench graph` makes a smaller one. With `LUOCDO_BENCH_STORE=DIR` the graph is kept in `DIR/store`, for
//! `benches/serve`, and measured as it is where it is there already.

#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

mod made;

use chrono::NaiveDate;
use luocdo::Tables;
use luocdo::analyze::coverage::{Asked, coverage, coverage_sparql};
use luocdo::analyze::pagerank::{Walk, pagerank};
use luocdo::analyze::{Graph, Known, Limits, behind, cache, prefixes, trace};
use luocdo::iri::Base;
use luocdo::model::RelationType;
use luocdo::store::{Answer, Store};
use made::Dice;
use oxigraph::io::RdfFormat;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SEED: u64 = 20_230_608;
/// Acts of a paper on average.
const ACTS: u64 = 5;
const CARRY: &str = "(luo:implements|luo:details)";

fn main() {
    let acts: u64 = std::env::var("LUOCDO_BENCH_ACTS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("LUOCDO_BENCH_STORE").map(PathBuf::from);
    let place = kept.as_deref().unwrap_or(folder.path());
    let store = if place.join("store").exists() {
        Store::open_to_read(&place.join("store")).expect("it opens")
    } else {
        let start = Instant::now();
        let store = store(place, acts / ACTS);
        println!("made\t{acts} acts between {} papers in {:.1?}", acts / ACTS, start.elapsed());
        store
    };

    let known = Known::of(&Tables::builtin().expect("the tables load"));
    let from =
        if place.join("store").join(cache::FILE).exists() { "what is kept beside the store" } else { "the store" };
    let (mut graph, loading) = timed(1, || Graph::load(&store).expect("it loads"));
    graph.add_levels(&known);
    let counted = (graph.papers.node_count(), graph.papers.edge_count());
    println!("loaded from {from}\t{loading:.1?}\t{} papers, {} acts", counted.0, counted.1);
    let ((), writing) = timed(1, || cache::write(folder.path(), 1, &graph));
    let size = std::fs::metadata(folder.path().join(cache::FILE)).expect("it is written").len() >> 20;
    let (kept, reading) = timed(3, || cache::read(folder.path(), 1).expect("it is there"));
    assert_eq!((kept.papers.node_count(), kept.papers.edge_count()), counted);
    drop(kept);
    let ratio = loading.as_secs_f64() / reading.as_secs_f64();
    println!("loaded from the file\t{reading:.1?}\t{size} MB, kept in {writing:.1?}, {ratio:.1} times as fast");

    let ((), laying) = timed(1, || graph.lay_out());
    println!("laid out for walks\t{laying:.1?}");
    println!("\nquestion\tpapers\tluocdo\tSPARQL\tratio");
    for (name, order) in orders(&graph) {
        three_hops(&store, &graph, name, order);
        chain(&store, &graph, name, order);
        board(&store, &graph, &known, name, order);
    }
    ranked(&store, &graph);
}

/// The made graph in a store, in pieces: a transaction costs more the larger it is.
fn store(folder: &Path, papers: u64) -> Store {
    const PIECE: u64 = 2_000;
    let mut store = empty(folder);
    let mut dice = Dice::new(SEED);
    for from in (0..papers).step_by(usize::try_from(PIECE).expect("small")) {
        let quads = made::quads(&mut dice, from, (from + PIECE).min(papers), ACTS);
        store.read(quads.as_bytes(), RdfFormat::NQuads).expect("it is N-Quads");
    }
    store.flush().expect("it is safe");
    reader(store, folder)
}

#[cfg(feature = "rocksdb")]
fn empty(folder: &Path) -> Store {
    Store::open_to_write(&folder.join("store"), Some(&Base::default())).expect("a new store")
}

#[cfg(feature = "rocksdb")]
fn reader(store: Store, folder: &Path) -> Store {
    drop(store);
    Store::open_to_read(&folder.join("store")).expect("it opens")
}

#[cfg(not(feature = "rocksdb"))]
fn empty(_: &Path) -> Store {
    Store::memory(Base::default()).expect("a store")
}

#[cfg(not(feature = "rocksdb"))]
fn reader(store: Store, _: &Path) -> Store {
    store
}

/// The best of some turns.
fn timed<T>(turns: usize, mut run: impl FnMut() -> T) -> (T, Duration) {
    let mut best: Option<(T, Duration)> = None;
    for _ in 0..turns {
        let start = Instant::now();
        let value = run();
        let took = start.elapsed();
        if best.as_ref().is_none_or(|(_, held)| took < *held) {
            best = Some((value, took));
        }
    }
    best.expect("a turn")
}

/// The order that most papers carry out, and one that few do: the hundredth.
fn orders(graph: &Graph) -> [(&'static str, NodeIndex); 2] {
    let carried = |node: &NodeIndex| {
        let acts = graph.papers.edges_directed(*node, Direction::Incoming);
        acts.filter(|act| act.weight().kind == RelationType::Implements).count()
    };
    let mut all: Vec<(usize, NodeIndex)> = graph.papers.node_indices().map(|node| (carried(&node), node)).collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    [("the most carried order", all[0].1), ("the hundredth", all[100.min(all.len() - 1)].1)]
}

fn line(name: &str, papers: usize, ours: Duration, theirs: Duration) {
    let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
    println!("{name}\t{papers}\t{:.2} ms\t{:.1} ms\t{ratio:.0}", ours.as_secs_f64() * 1e3, theirs.as_secs_f64() * 1e3);
}

/// The first column of an answer.
fn column(store: &Store, query: &str) -> Vec<String> {
    let Answer::Rows(rows) = store.query(&format!("{}{query}", prefixes())).expect("it answers") else {
        return Vec::new();
    };
    let first = |row: &Vec<_>| row.first().and_then(Option::as_ref).map(ToString::to_string).unwrap_or_default();
    rows.rows.iter().map(first).collect()
}

/// The tree of three hops: whole rows with proofs here, the papers alone in SPARQL.
fn three_hops(store: &Store, graph: &Graph, name: &str, order: NodeIndex) {
    let limits = Limits { max_hops: 3, max_steps: usize::MAX, ..Limits::default() };
    let (found, ours) = timed(5, || trace(graph, order, &limits));
    let iri = &graph.papers[order].iri;
    let path = format!("{CARRY}|({CARRY}/{CARRY})|({CARRY}/{CARRY}/{CARRY})");
    let query = format!("SELECT DISTINCT ?p WHERE {{ ?p {path} <{iri}> FILTER(?p != <{iri}>) }}");
    let (theirs_found, theirs) = timed(2, || column(store, &query));
    assert_eq!(found.papers(), theirs_found.len(), "three hops");
    line(&format!("trace, 3 hops: {name}"), found.papers(), ours, theirs);
}

/// The papers that carry the order out at any depth.
fn chain(store: &Store, graph: &Graph, name: &str, order: NodeIndex) {
    let (found, ours) = timed(5, || behind(graph, order));
    let iri = &graph.papers[order].iri;
    let query = format!("SELECT DISTINCT ?p WHERE {{ ?p {CARRY}+ <{iri}> FILTER(?p != <{iri}>) }}");
    let (theirs_found, theirs) = timed(2, || column(store, &query));
    assert_eq!(found.len(), theirs_found.len(), "the chain");
    line(&format!("all that carries it out: {name}"), found.len(), ours, theirs);
}

/// The board of the order: who has acted and when first, who is silent. SPARQL counts the papers of each body and their
/// first day, and no more.
fn board(store: &Store, graph: &Graph, known: &Known, name: &str, order: NodeIndex) {
    let today = NaiveDate::from_ymd_opt(2100, 1, 1).expect("a day");
    let asked = Asked { today, since: None, long: 30 };
    let (found, ours) = timed(5, || coverage(graph, known, order, &asked).seats.iter().map(|seat| seat.papers).sum());
    let (theirs_found, theirs) = timed(2, || column(store, &coverage_sparql(&graph.papers[order].iri, today)));
    assert!(!theirs_found.is_empty(), "bodies");
    line(&format!("coverage: {name}"), found, ours, theirs);
}

fn ranked(store: &Store, graph: &Graph) {
    let (rank, ours) = timed(2, || pagerank(graph, RelationType::ALL, Walk::default()));
    let query = "SELECT ?p (COUNT(DISTINCT ?other) AS ?n) WHERE { ?relation luo:to ?p ; luo:from ?other } GROUP BY ?p";
    let (_, theirs) = timed(1, || column(store, query));
    line(&format!("PageRank, {} turns (SPARQL: counts alone)", rank.turns), rank.weights.len(), ours, theirs);
}
