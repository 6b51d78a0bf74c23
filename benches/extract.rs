//! How fast a page is read, all steps together, beside a plain scan of the same bytes with the pattern of a number:
//! what any reader of such pages has to pay. The last lines give both in MB/s of UTF-8 and their ratio, measured in
//! turns in the same run. `LUOCDO_BENCH_MB=1 cargo bench --bench extract` for a quick look.

#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use divan::Bencher;
use divan::counter::BytesCount;
use luocdo::find::number::SHAPE;
use luocdo::model::Text;
use luocdo::{Config, Tables, extract, read};
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().expect("the tables load"));

/// One weekly page, about as long as the real one.
static PAGE: LazyLock<String> = LazyLock::new(|| example("langson-2023-w27.txt"));

/// Pages one after the other up to 10 MB, as someone has who pastes a year of them into one file.
static YEARS: LazyLock<String> = LazyLock::new(|| {
    let megabytes = std::env::var("LUOCDO_BENCH_MB").ok().and_then(|mb| mb.parse::<usize>().ok()).unwrap_or(10);
    let pages = [PAGE.clone(), example("langson-2023-w28.txt")].concat();
    pages.repeat((megabytes << 20).div_ceil(pages.len()))
});

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digest").join(name);
    std::fs::read_to_string(path).expect("it reads")
}

fn text(source: &str) -> Text {
    read::read_bytes("page.txt".as_ref(), source.as_bytes()).expect("it is text")
}

/// All of extraction, from bytes to assignments; how many mentions it found.
fn whole(source: &str) -> usize {
    extract(&TABLES, &Config::default(), text(source)).mentions.len()
}

/// The plain scan.
fn scan(source: &str) -> usize {
    SHAPE.as_ref().expect("it compiles").find_iter(source).count()
}

#[divan::bench]
fn page(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(PAGE.as_str())).bench(|| whole(&PAGE));
}

#[divan::bench]
fn page_plain_scan(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(PAGE.as_str())).bench(|| scan(&PAGE));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn ten_megabytes(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(YEARS.as_str())).bench(|| whole(&YEARS));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn ten_megabytes_plain_scan(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(YEARS.as_str())).bench(|| scan(&YEARS));
}

/// The best of a few turns of each, so that a busy machine disturbs both alike.
fn beside(name: &str, source: &str, turns: usize) {
    let mut best = [Duration::MAX; 2];
    for _ in 0..turns {
        for (at, run) in [whole as fn(&str) -> usize, scan].into_iter().enumerate() {
            let start = Instant::now();
            divan::black_box(run(divan::black_box(source)));
            best[at] = best[at].min(start.elapsed());
        }
    }
    let speed = best.map(|time| source.len() as f64 / 1e6 / time.as_secs_f64());
    println!("{name}\t{:.1} MB/s\t{:.1} MB/s plain scan\tratio {:.2}", speed[0], speed[1], speed[0] / speed[1]);
}

fn main() {
    divan::main();
    beside("one page", &PAGE, 50);
    beside("ten megabytes", &YEARS, 3);
}
