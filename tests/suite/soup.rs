//! Random soup of the tables' own words, numbers and marks: no step may break on it, every place lies on character
//! boundaries, no edge leads to a document that is not certain, and the same soup gives the same reading.

use crate::{TABLES, project, reading};
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::model::{Extraction, Span};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words of every table, and pieces of numbers, dates and marks.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words = BTreeSet::new();
    for entry in std::fs::read_dir(project("ontology/tables")).expect("the folder is there").flatten() {
        let mut reader = csv::Reader::from_path(entry.path()).expect("it reads");
        // A few hundred of each table are enough, and the soup stays mixed.
        for row in reader.records().map(|row| row.expect("a row")).step_by(3) {
            words
                .extend(row.iter().flat_map(|cell| cell.split('|')).filter(|cell| !cell.is_empty()).map(str::to_owned));
        }
    }
    let pieces = "20/CT-TTg 830/UBND-KT 13/2018/NĐ-CP 55-NQ/TW 945 / - – — /KH-BCĐ 197 2004 NĐ CP QĐ-UBND 08/6/2023 31/02/2023 \
                  ngày tháng năm 7/2023 quý III/2023 trước sau số Số: Điều khoản điểm a b 1. 2. a) ; : , . ( ) “ ” \" « » … • * | \u{0} \
                  \u{feff} \u{a0} \u{200b} \u{301} Ð Đ đ 𝔸 é 😀 99999999999999999999 0 00/00/0000 này nêu trên V/v ./. LUẬT";
    words.extend(pieces.split(' ').filter(|piece| *piece != "\u{0}").map(str::to_owned));
    words.into_iter().collect()
});

fn soup() -> impl Strategy<Value = String> {
    let gap = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just("\r\n"), 1 => Just(", ")];
    let word = (0..WORDS.len()).prop_map(|at| WORDS[at].as_str());
    proptest::collection::vec((word, gap), 1..80)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>())
        .prop_filter("some text", |text| {
            !text.trim_matches(|c: char| c.is_whitespace() || "\u{feff}\u{200b}".contains(c)).is_empty()
        })
}

/// Every place in what was read.
fn places(found: &Extraction) -> Vec<Span> {
    let mut all: Vec<Span> = found.mentions.iter().map(|m| m.span).collect();
    all.extend(found.items.iter().flat_map(|i| [Some(i.span), Some(i.headline), i.clause]).flatten());
    all.extend(found.mentions.iter().filter_map(|m| m.cited()?.pinpoint));
    all.extend(found.relations.iter().map(|r| r.evidence));
    all.extend(found.assignments.iter().map(|a| a.evidence));
    all.extend(found.notes.iter().map(|n| n.span));
    all.extend(found.title);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_soup_breaks_a_step(text in soup()) {
        let found = reading(&text);
        let total = text.chars().count();
        for span in places(&found) {
            prop_assert!(found.text.content.get(span.start..span.end).is_some(), "{span:?}");
            let [start, end] = found.text.points(span);
            prop_assert!(start <= end && end <= total, "{span:?} is {start}..{end} of {total}");
        }
        let certain: BTreeSet<_> = found.references.iter().filter_map(|r| r.key()).collect();
        let subjects: BTreeSet<_> = found.items.iter().filter_map(|i| i.subject.as_ref()).collect();
        for relation in &found.relations {
            for key in [&relation.from, &relation.to] {
                prop_assert!(certain.contains(key) || subjects.contains(key), "{relation:?}");
            }
            prop_assert!(relation.from != relation.to, "{relation:?}");
        }
        let quads = |found: &Extraction| encode(&Base::default(), found, None, &*TABLES);
        prop_assert_eq!(quads(&found), quads(&reading(&text)));
    }

    #[test]
    fn no_web_page_of_soup_breaks_a_step(text in soup(), tag in "(p|div|table|td|script|main|ul)") {
        let page = format!("<html><body><{tag}>{text}</{tag}><p>Chỉ thị số 20/CT-TTg</body>");
        if let Ok(text) = luocdo::read::read_bytes("page.html".as_ref(), page.as_bytes()) {
            luocdo::extract(&TABLES, &luocdo::Config::default(), text);
        }
    }
}
