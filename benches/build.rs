//! How long it takes to make quads of pages and put them into a store in memory, and to find that they are there
//! already.

#![allow(missing_docs, clippy::expect_used)]

use divan::Bencher;
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::model::Extraction;
use luocdo::store::Store;
use luocdo::{Config, Tables, extract, read};
use oxigraph::model::Quad;
use std::path::Path;
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().expect("the tables load"));

/// A hundred sources with the words of one page.
static PAGES: LazyLock<Vec<Extraction>> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digest/langson-2023-w27.txt");
    let page = |n| {
        let text = read::read_file(&path, u64::MAX).expect("it reads");
        extract(&TABLES, &Config { source: format!("{n}.txt"), ..Config::default() }, text)
    };
    (0..100).map(page).collect()
});

fn quads(page: &Extraction) -> Vec<Quad> {
    encode(&Base::default(), page, None, &*TABLES)
}

fn build(store: &mut Store) {
    for page in PAGES.iter() {
        store.replace_source(&Base::default().source(&page.source), &quads(page)).expect("it takes it");
    }
}

fn empty() -> Store {
    Store::memory(Base::default()).expect("a store")
}

#[divan::bench]
fn encode_one_page(bencher: Bencher<'_, '_>) {
    bencher.bench(|| quads(&PAGES[0]));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn build_a_hundred_pages(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(empty).bench_values(|mut store| {
        build(&mut store);
        store
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn build_them_again(bencher: Bencher<'_, '_>) {
    let built = || {
        let mut store = empty();
        build(&mut store);
        store
    };
    bencher.with_inputs(built).bench_values(|mut store| {
        build(&mut store);
        store
    });
}

fn main() {
    LazyLock::force(&PAGES);
    divan::main();
}
