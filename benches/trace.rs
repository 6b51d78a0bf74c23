//! How long an answer takes: the graph loaded from a store, the tree of papers walked, and the same asked in SPARQL.

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use divan::Bencher;
use luocdo::analyze::{Graph, Limits, trace, trace_sparql};
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::names::{Found, find};
use luocdo::store::Store;
use luocdo::{Config, Tables, extract, read};
use petgraph::graph::NodeIndex;
use std::path::Path;
use std::sync::LazyLock;

/// A hundred provinces that all report the same week.
static STORE: LazyLock<Store> = LazyLock::new(|| {
    let tables = Tables::builtin().expect("the tables load");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digest/langson-2023-w28.txt");
    let page = std::fs::read_to_string(path).expect("it reads");
    let base = Base::default();
    let mut store = Store::memory(base.clone()).expect("a store");
    for n in 0..100 {
        // Other numbers make other papers.
        let words = page.replace("/KH-UBND", &format!("{n}/KH-UBND")).replace("/SCT-QLNL", &format!("{n}/SCT-QLNL"));
        let text = read::read_bytes("page.txt".as_ref(), words.as_bytes()).expect("it is text");
        let found = extract(&tables, &Config { source: format!("{n}.txt"), ..Config::default() }, text);
        store.replace_source(&base.source(&found.source), &encode(&base, &found, None, &tables)).expect("it takes it");
    }
    store
});

static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::load(&STORE).expect("it loads"));

fn order() -> NodeIndex {
    match find(&GRAPH, "Chỉ thị 20/CT-TTg", Some(2023)) {
        Found::One(node) => node,
        other => panic!("one paper, not {other:?}"),
    }
}

#[divan::bench]
fn load_the_graph(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Graph::load(&STORE).expect("it loads"));
}

#[divan::bench]
fn find_the_order_by_name() -> NodeIndex {
    order()
}

#[divan::bench]
fn walk_the_tree(bencher: Bencher<'_, '_>) {
    let order = order();
    bencher.bench(|| trace(&GRAPH, order, &Limits::default()));
}

#[divan::bench]
fn ask_in_sparql(bencher: Bencher<'_, '_>) {
    let query = trace_sparql(&GRAPH.papers[order()].iri);
    bencher.bench(|| STORE.query(&query).expect("it answers"));
}

fn main() {
    LazyLock::force(&GRAPH);
    divan::main();
}
