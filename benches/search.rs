//! How long the search index of a made graph takes to make and to open, and how fast it answers: 200,000 papers and
//! 1,000,000 acts, each act with a sentence of its own in words as frequent as in real papers. A table, a line for each
//! kind of question.
//!
//! `LUOCDO_BENCH_ACTS=100000 cargo bench --bench search` makes a smaller one.

#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

mod made;

use luocdo::analyze::{Act, Agency, Graph, Paper, Proof};
use luocdo::model::RelationType;
use luocdo::search::{Asked, FILE, Index};
use made::Dice;
use petgraph::graph::NodeIndex;
use std::time::{Duration, Instant};

const SEED: u64 = 20_230_608;
/// Acts of a paper.
const ACTS: u64 = 5;
/// Words of a sentence.
const WORDS: u64 = 30;
/// Questions of a kind.
const TIMES: u64 = 2000;

/// Words of sentences, the frequent ones first.
const COMMON: &str = "thực hiện các của và quy định về theo tại ngày công văn bản kế hoạch triển khai chỉ đạo tỉnh ủy ban \
    nhân dân số quyết nghị thông tư báo cáo thủ tướng chính phủ sở bộ tăng cường tiết kiệm điện đất đai đầu tư xây dựng \
    giao trì phối hợp trước tháng năm giáo dục y tế môi trường tài nguyên phòng chống dịch lũ lụt an toàn giao thông";

fn main() {
    let acts: u64 = std::env::var("LUOCDO_BENCH_ACTS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let mut dice = Dice::new(SEED);
    let graph = graph(&mut dice, acts / ACTS);
    println!("made\t{} acts between {} papers", graph.papers.edge_count(), graph.papers.node_count());
    let folder = tempfile::tempdir().expect("a folder");
    let (index, making) = timed(|| Index::kept(folder.path(), 1, &graph, &mut |_, _| {}).expect("an index"));
    let size = std::fs::metadata(folder.path().join(FILE)).expect("it is kept").len() >> 20;
    drop(index);
    let (index, opening) = timed(|| Index::kept(folder.path(), 1, &graph, &mut |_, _| {}).expect("an index"));
    println!("index\t{size} MB, made in {making:.1?}, opened in {opening:.1?}");
    println!("\nquestion\tp50\tp99\tmost");
    let words: Vec<&str> = COMMON.split_whitespace().collect();
    let kinds: [(&str, &dyn Fn(&mut Dice) -> String); 5] = [
        ("a number", &|dice| format!("{}/VB", dice.below(acts / ACTS))),
        ("a number, half typed", &|dice| format!("số {}", dice.below(1000))),
        ("a common word", &|dice| one(dice, &words).to_owned()),
        ("three words", &|dice| format!("{} {} {}", one(dice, &words), one(dice, &words), one(dice, &words))),
        ("two words and a letter", &|dice| {
            format!("{} {} {}", one(dice, &words), one(dice, &words), first(one(dice, &words)))
        }),
    ];
    for (name, make) in kinds {
        let mut took: Vec<Duration> = (0..TIMES)
            .map(|_| {
                let asked = Asked { words: make(&mut dice), limit: 20, ..Asked::default() };
                timed(|| {
                    index.papers(&graph, &asked).expect("it answers");
                    index.bodies(&asked).expect("it answers");
                    index.evidence(&graph, &asked).expect("it answers");
                })
                .1
            })
            .collect();
        took.sort();
        let at = |share: usize| took[(took.len() - 1) * share / 100].as_secs_f64() * 1e3;
        println!("{name}\t{:.2} ms\t{:.2} ms\t{:.2} ms", at(50), at(99), at(100));
    }
}

fn one<'w>(dice: &mut Dice, words: &[&'w str]) -> &'w str {
    words[usize::try_from(dice.below(words.len() as u64)).unwrap_or_default()]
}

fn first(word: &str) -> &str {
    word.char_indices().nth(1).map_or(word, |(at, _)| &word[..at])
}

/// A graph whose papers act on older ones, the early ones far more often.
fn graph(dice: &mut Dice, papers: u64) -> Graph {
    let words: Vec<&str> = COMMON.split_whitespace().collect();
    let mut graph = Graph::default();
    for number in 0..papers {
        graph.papers.add_node(Paper {
            iri: made::paper(number),
            label: format!("Công văn {number}/VB ngày {:02}/{:02}/2023", 1 + number % 28, 1 + number % 12),
            key: format!("CV|{number}/VB|2023|UBND:LS"),
            number: format!("{number}/VB"),
            date: chrono::NaiveDate::from_yo_opt(2023, u32::try_from(1 + number % 365).unwrap_or(1)),
            title: Some(sentence(dice, &words, WORDS / 2, number)),
            described: true,
            ..Paper::default()
        });
    }
    for number in 1..papers {
        for act in 0..ACTS {
            let other = dice.older(number);
            let node = |number: u64| NodeIndex::new(usize::try_from(number).unwrap_or_default());
            let proof = Proof {
                id: format!("{number:08x}{act:08x}"),
                sentence: sentence(dice, &words, WORDS, number),
                source: format!("van-ban/{number}.txt"),
                ..Proof::default()
            };
            graph.papers.add_edge(node(number), node(other), Act { kind: RelationType::Cites, proofs: vec![proof] });
        }
    }
    for (at, word) in words.iter().enumerate() {
        graph.agencies.push(Agency { iri: format!("b{at:03}"), name: format!("Cơ quan {word}"), ..Agency::default() });
    }
    graph
}

/// Words by chance, frequent ones more often, with a number and a rare word.
fn sentence(dice: &mut Dice, words: &[&str], length: u64, number: u64) -> String {
    let mut out = String::new();
    for _ in 0..length {
        let at = dice.below(words.len() as u64).min(dice.below(words.len() as u64));
        out.push_str(words[usize::try_from(at).unwrap_or_default()]);
        out.push(' ');
    }
    out + &format!("{number} từ{}", dice.below(50_000))
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = run();
    (value, start.elapsed())
}
