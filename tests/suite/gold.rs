//! How right the reading is, on texts that people marked: the figure of each measure may not fall under the one in
//! `tests/gold/scores.tsv`. What is wrong now and was not before is listed, and the other way round, against
//! `tests/gold/errors.tsv`. `LUOCDO_GOLD=record cargo test --release gold` writes both files anew.

use crate::score::{Gold, GoldMention, GoldRelation, Same, Tallies, relations, score};
use crate::{project, reading_with};
use luocdo::model::{Extraction, Value};
use luocdo::{Config, read};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const SCORES: &str = "tests/gold/scores.tsv";
const ERRORS: &str = "tests/gold/errors.tsv";

#[test]
fn no_figure_falls_under_the_one_recorded() {
    let mut all: BTreeMap<&str, Tallies> = BTreeMap::new();
    for (set, folder) in [
        ("example", "examples/digest"),
        ("digests", "tests/gold/digests"),
        ("documents", "tests/gold/documents"),
        ("later", "tests/gold/later"),
        ("third", "tests/gold/third"),
        ("fourth", "tests/gold/fourth"),
        ("amending", "tests/gold/amending"),
    ] {
        all.insert(set, folder_of_texts(&project(folder)));
    }
    all.insert("passages", passages());
    all.insert("amendments", crate::amendments::passages());
    for (set, tallies) in &all {
        for (measure, tally) in tallies {
            println!(
                "{set:10} {measure:26} F1 {:.4}   right {}, missed {}, extra {}",
                tally.f1(),
                tally.right,
                tally.missed.len(),
                tally.extra.len()
            );
        }
    }
    if std::env::var("LUOCDO_GOLD").is_ok_and(|value| value == "record") {
        return record(&all);
    }
    changes(&all);
    let fallen = fallen(&all);
    assert!(fallen.is_empty(), "under the figures of {SCORES}:\n{fallen}");
}

/// Every text of a folder that has its gold beside it.
fn folder_of_texts(folder: &Path) -> Tallies {
    let mut tallies = Tallies::new();
    let mut files: Vec<_> = fs::read_dir(folder).expect("the folder is there").flatten().map(|e| e.path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "txt" || e == "html")) {
        let beside = file.with_extension("gold.json");
        if !beside.exists() {
            continue;
        }
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        let gold: Gold = serde_json::from_slice(&fs::read(&beside).expect("it reads"))
            .unwrap_or_else(|error| panic!("{}: {error}", beside.display()));
        check_places(name, &gold, &read::source_text(file, u64::MAX).expect("it reads"));
        let text = read::read_file(file, u64::MAX).expect("it reads");
        let config = Config { source: name.to_owned(), ..Config::default() };
        score(&mut tallies, name, &gold, &luocdo::extract(&crate::TABLES, &config, text));
    }
    assert!(!tallies.is_empty(), "no gold in {}", folder.display());
    tallies
}

/// The gold itself must be right: each mention's words stand where it says.
fn check_places(file: &str, gold: &Gold, text: &str) {
    let points: Vec<char> = text.chars().collect();
    for mention in &gold.mentions {
        let words: String = points[mention.span[0]..mention.span[1]].iter().collect();
        assert_eq!(words, mention.text, "{file}: the gold's place is wrong");
    }
}

/// The passages of a file, one a line.
pub fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(project("tests/gold/passages").join(name)).expect("it reads");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.replace('⏎', "\n")).collect()
}

/// Single sentences, each with what must be read in it.
fn passages() -> Tallies {
    let mut tallies = Tallies::new();
    for line in lines("mentions.txt") {
        let (text, gold) = marked(&line);
        // As read at the end of 2025, so that of the laws of one name the one in force is meant.
        let date = chrono::NaiveDate::from_ymd_opt(2025, 12, 31);
        let found = reading_with(&text, Config { date, ..Config::default() });
        let mut own = Tallies::new();
        score(&mut own, &text, &gold, &found);
        for measure in ["mention spans", "mentions resolved", "anaphors"] {
            add(&mut tallies, measure, own.remove(measure));
        }
    }
    for line in lines("relations.txt") {
        let (sentence, wanted) = line.split_once(" ⇒ ").expect("a sentence ⇒ relations");
        let mut gold = Gold::default();
        for relation in wanted.split("; ").filter(|wanted| *wanted != "none") {
            let [kind, from, to] = relation.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            gold.relations.push(GoldRelation { r#type: kind.into(), from: from.into(), to: to.into() });
        }
        let found = letter(sentence);
        relations(&mut tallies, sentence, &gold, &found, &Same::of(&found));
    }
    for line in lines("deadlines.txt") {
        let (sentence, wanted) = line.split_once(" ⇒ ").expect("a sentence ⇒ a day");
        let date = chrono::NaiveDate::from_ymd_opt(2023, 7, 5);
        let found = reading_with(sentence, Config { date, place: Some("LS".into()), ..Config::default() });
        let have: Vec<String> = (found.mentions.iter())
            .filter_map(|m| if let Value::Deadline(due) = m.value { due } else { None })
            .map(|due| due.to_string())
            .collect();
        let wanted: Vec<&str> = if wanted == "null" { Vec::new() } else { vec![wanted] };
        let show = (|g: &&str| (*g).to_owned(), |x: &String| x.clone());
        tallies.entry("deadlines").or_default().pair(sentence, &wanted, &have, |g, x| g == x, show);
    }
    tallies
}

fn add(tallies: &mut Tallies, measure: &'static str, more: Option<crate::score::Tally>) {
    let Some(more) = more else { return };
    let tally = tallies.entry(measure).or_default();
    tally.right += more.right;
    tally.missed.extend(more.missed);
    tally.extra.extend(more.extra);
}

/// `Theo [[Chỉ thị số 20/CT-TTg]]{CT|20/CT-TTg|2023|TTg}` → the text and its gold; `{ANA}` points back.
fn marked(line: &str) -> (String, Gold) {
    let mut text = String::new();
    let mut gold = Gold::default();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[[") {
        let (words, after) = after.split_once("]]{").expect("]]{ behind [[");
        let (key, after) = after.split_once('}').expect("} behind {");
        text.push_str(before);
        let start = text.chars().count();
        text.push_str(words);
        let anaphor = key == "ANA";
        let key = (!anaphor).then(|| key.to_owned());
        gold.mentions.push(GoldMention { span: [start, text.chars().count()], text: words.into(), key, anaphor });
        rest = after;
    }
    text.push_str(rest);
    (text, gold)
}

/// A sentence as Công văn 100/UBND-KT of UBND tỉnh Lạng Sơn of 2023 says it.
pub fn letter(sentence: &str) -> Extraction {
    reading_with(
        &format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\n\
             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n\
             Số: 100/UBND-KT\nLạng Sơn, ngày 05 tháng 7 năm 2023\nV/v chỉ đạo, điều hành\n\n\
             {sentence}\n"
        ),
        Config::default(),
    )
}

/// Each wrong answer of every set as one line: set, measure, missed or extra, what.
fn errors(all: &BTreeMap<&str, Tallies>) -> Vec<String> {
    let mut out = Vec::new();
    for (set, tallies) in all {
        for (measure, tally) in tallies {
            let mut push = |how: &str, entries: &[String]| {
                out.extend(
                    entries.iter().map(|what| format!("{set}\t{measure}\t{how}\t{}", what.replace(['\n', '\t'], " "))),
                );
            };
            push("missed", &tally.missed);
            push("extra", &tally.extra);
        }
    }
    out
}

/// Prints what became right and what became wrong since the errors were recorded.
fn changes(all: &BTreeMap<&str, Tallies>) {
    let now = errors(all);
    let recorded = fs::read_to_string(project(ERRORS)).unwrap_or_default();
    let before: Vec<&str> = recorded.lines().collect();
    for line in now.iter().filter(|line| !before.contains(&line.as_str())) {
        println!("loss  {line}");
    }
    for line in before.iter().filter(|line| !now.iter().any(|other| other == *line)) {
        println!("gain  {line}");
    }
}

/// The measures under their recorded figure, one a line; a set or measure that was recorded must still be there.
fn fallen(all: &BTreeMap<&str, Tallies>) -> String {
    let mut out = String::new();
    let scores = fs::read_to_string(project(SCORES)).expect("the scores are there");
    for line in scores.lines().filter(|line| !line.starts_with('#')) {
        let [set, measure, figure] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{SCORES}: `{line}`") };
        let floor: f64 = figure.parse().expect("a figure");
        if OUTSIDE.contains(&set) {
            continue;
        }
        match all.get(set).and_then(|tallies| tallies.get(measure)) {
            Some(tally) if tally.f1() + 1e-9 >= floor => {}
            Some(tally) => _ = writeln!(out, "{set}, {measure}: {:.4}, recorded {floor}", tally.f1()),
            None => _ = writeln!(out, "{set}, {measure}: not measured"),
        }
    }
    out
}

/// Sets that stand outside the project and that `.ci/gold` scores.
const OUTSIDE: &[&str] = &["seed", "vnlegaltext", "corpus"];

/// Writes the figures (of our own sets) and the errors as they are now.
fn record(all: &BTreeMap<&str, Tallies>) {
    let scores = fs::read_to_string(project(SCORES)).unwrap_or_default();
    let outside =
        |line: &&str| line.starts_with('#') || OUTSIDE.iter().any(|set| line.starts_with(&format!("{set}\t")));
    let mut out: String = scores.lines().filter(outside).map(|line| format!("{line}\n")).collect();
    for (set, tallies) in all {
        for (measure, tally) in tallies {
            let floor = (tally.f1() * 10_000.0).floor() / 10_000.0;
            _ = writeln!(out, "{set}\t{measure}\t{floor}");
        }
    }
    fs::write(project(SCORES), out).expect("it is written");
    fs::write(project(ERRORS), errors(all).iter().map(|line| format!("{line}\n")).collect::<String>())
        .expect("it is written");
}
