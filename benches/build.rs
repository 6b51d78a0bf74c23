//! How long it takes to make quads of pages and put them into a store in memory, and to find that they are there
//! already. The last line tells what one more file costs in a store of a thousand sources and in one of ten thousand,
//! in one run, and the ratio, which is near 1 where the cost follows the file and not the graph.

#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use divan::Bencher;
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::model::{Extraction, Text};
use luocdo::store::Store;
use luocdo::told::{Told, reported};
use luocdo::{Config, Tables, extract, extract_among, read};
use oxigraph::model::Quad;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

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

/// A source that reports a plan of its own, carries one order out that all name, and names the plan of another source
/// without its year.
fn report(number: usize, other: usize) -> (String, Text) {
    let page = format!(
        "UBND tỉnh Lạng Sơn ban hành Kế hoạch số {number}/KH-UBND, ngày 04/7/2023 triển khai thực hiện Chỉ thị số \
         20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ và Kế hoạch số {other}/KH-UBND của UBND tỉnh."
    );
    let name = format!("{number}.txt");
    let text = read::read_bytes(name.as_ref(), page.as_bytes()).expect("it is text");
    (name, text)
}

/// Puts one file into a store as a build does: what it reports, who waits for that, what its names mean, its facts.
fn learn(store: &mut Store, (name, text): (String, Text)) {
    let config = Config { source: name.clone(), ..Config::default() };
    let mut told = Told::before(store).expect("it reads");
    let first = extract(&TABLES, &config, text.clone());
    let changed = told.replace(store, &name, reported(&first)).expect("it reads");
    for graph in store.sources_naming(&changed).expect("it reads") {
        store.source(&graph).expect("it reads");
    }
    let others = told.others(store, &name);
    let page = extract_among(&TABLES, &config, &others, text);
    others.done().expect("it reads");
    let graph = store.base().source(&name);
    store.replace_source(&graph, &encode(store.base(), &page, None, &*TABLES)).expect("it takes it");
}

/// The store that builds go to. In memory, which is all there is without RocksDB, a name that every source has costs a
/// walk through all of them, and the ratio is above 1.
fn store_in(folder: &Path) -> Store {
    if cfg!(feature = "rocksdb") {
        return Store::open_to_write(&folder.join("store"), None).expect("a new store");
    }
    empty()
}

/// The best time of one more file in a store of so many.
fn one_more_in(sources: usize) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store_in(folder.path());
    for number in 1..=sources {
        learn(&mut store, report(number, number + 1));
    }
    let one_more = |turn| {
        let page = report(sources + 10 * turn, turn);
        let start = Instant::now();
        learn(&mut store, page);
        start.elapsed()
    };
    (1..=50).map(one_more).min().unwrap_or_default()
}

fn main() {
    LazyLock::force(&PAGES);
    divan::main();
    let times = [1_000, 10_000].map(one_more_in);
    println!(
        "one more file\t{:?} in 1000 sources\t{:?} in 10000 sources\tratio {:.2}",
        times[0],
        times[1],
        times[1].as_secs_f64() / times[0].as_secs_f64()
    );
}
