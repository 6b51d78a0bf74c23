//! What sources tell each other, and what asking costs.

use super::*;
use crate::encode::encode;
use crate::encode::tests::{Few, sample};
use crate::iri::Base;
use std::sync::atomic::Ordering;

fn key(text: &str) -> Key {
    Key::parse(text).expect("a key")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

const PLAN: &str = "KH|148/KH-UBND|2023|UBND:LS";

fn plan(date: &str) -> Vec<(Key, NaiveDate)> {
    vec![(key(PLAN), day(date))]
}

fn empty() -> Store {
    Store::memory(Base::default()).expect("a store")
}

#[track_caller]
fn hears(told: &Told, store: &Store, source: &str, expect: Option<&str>) {
    let others = told.others(store, source);
    let expect: Vec<_> = expect.map(|date| (key(PLAN), Some(day(date)))).into_iter().collect();
    assert_eq!(others.under(DocType::Plan, "148/kh-ubnd"), expect);
    assert_eq!(others.holds(&key(PLAN)), !expect.is_empty());
    others.done().expect("the store can be read");
}

#[test]
fn a_source_does_not_learn_from_itself() {
    let store = empty();
    let mut told = Told::default();
    let replace = |told: &mut Told, source: &str, papers| told.replace(&store, source, papers).expect("it reads");
    let changed = BTreeSet::from([number(&key(PLAN))]);
    assert_eq!(replace(&mut told, "a", plan("2023-07-04")), changed);
    assert!(replace(&mut told, "a", plan("2023-07-04")).is_empty());
    hears(&told, &store, "a", None);
    hears(&told, &store, "c", Some("2023-07-04"));
    assert_eq!(replace(&mut told, "b", plan("2023-07-05")), changed);
    hears(&told, &store, "c", Some("2023-07-04"));
    hears(&told, &store, "a", Some("2023-07-05"));
    assert_eq!(replace(&mut told, "a", Vec::new()), changed);
    replace(&mut told, "b", Vec::new());
    hears(&told, &store, "c", None);
}

#[test]
fn a_paper_without_a_year_is_not_held() {
    let mut told = Told::default();
    let papers = vec![(key("KH|148/KH-UBND|?|UBND:LS"), day("2023-07-04"))];
    assert!(told.replace(&empty(), "a", papers).expect("it reads").is_empty());
    hears(&told, &empty(), "c", None);
}

/// The page of `encode`'s tests with a letter of its own number, as a source of its own. All name directive 20.
fn page(number: usize) -> Extraction {
    let mut page = sample();
    page.source = format!("pages/{number}.txt");
    let letter = key(&format!("CV|{number}/UBND-KT|2023|UBND:LS"));
    page.documents[0].key = letter.clone();
    page.items[0].subject = Some(letter.clone());
    page.relations[0].from = letter.clone();
    page.relations[0].id = format!("r{number}");
    page.assignments[0].document = letter.clone();
    page.assignments[0].id = format!("a{number}");
    page.references[0].target = crate::model::Target::One(letter);
    // Which decision 589 is meant differs from page to page.
    page.references[2].target = crate::model::Target::Many(vec![
        key(&format!("QĐ|{number}/QĐ-UBND|2023|UBND:LS")),
        key(&format!("QĐ|{number}/QĐ-UBND|2022|UBND:LS")),
    ]);
    page
}

fn built(pages: usize) -> Store {
    let mut store = empty();
    for number in 1..=pages {
        let page = page(number);
        let quads = encode(&Base::default(), &page, None, &Few);
        store.replace_source(&Base::default().source(&page.source), &quads).expect("built");
    }
    store
}

#[test]
fn the_store_tells_what_earlier_builds_read() {
    let store = built(3);
    let letter = key("CV|2/UBND-KT|2023|UBND:LS");
    let mut told = Told::before(&store).expect("it reads");
    let under = |told: &Told, source: &str| told.others(&store, source).under(DocType::OfficialLetter, "2/UBND-KT");
    let expect = vec![(letter.clone(), Some(day("2023-07-03")))];
    assert_eq!(under(&told, "new.txt"), expect);
    assert_eq!(under(&told, "pages/2.txt"), [], "not to the source itself");
    assert!(told.others(&store, "new.txt").holds(&letter));
    // Only named, not reported.
    assert!(!told.others(&store, "new.txt").holds(&key("CT|20/CT-TTg|2023|TTg")));
    told.keep(&store, "pages/2.txt").expect("it reads");
    assert_eq!(under(&told, "new.txt"), expect);
    let gone = told.replace(&store, "pages/2.txt", Vec::new()).expect("it reads");
    assert_eq!(gone, BTreeSet::from([number(&letter)]));
    assert_eq!(under(&told, "new.txt"), [], "what this build reads anew is no longer asked of the store");
}

#[test]
fn sources_are_found_by_the_numbers_of_papers_and_candidates() {
    let store = built(12);
    let naming = |numbers: &[&str]| {
        let numbers = numbers.iter().map(|text| number(&key(text))).collect();
        store.sources_naming(&numbers).expect("it reads")
    };
    let graph = |n: usize| Base::default().source(&format!("pages/{n}.txt"));
    assert_eq!(naming(&["CV|7/UBND-KT|?|?"]), BTreeSet::from([graph(7)]));
    assert_eq!(naming(&["QĐ|7/QĐ-UBND|2021|?", "CV|8/ubnd-kt|?|?"]), BTreeSet::from([graph(7), graph(8)]));
    assert_eq!(naming(&["CT|20/CT-TTg|2023|TTg"]).len(), 12);
    assert_eq!(naming(&["CT|21/CT-TTg|2023|TTg"]).len(), 0);
}

/// Facts that the store goes through for one new file: what it reported before, who waits for it, what its own names
/// may mean.
fn cost_of_one_more(pages: usize) -> usize {
    let store = built(pages);
    store.visited.store(0, Ordering::Relaxed);
    let mut told = Told::before(&store).expect("it reads");
    // Reports a paper that page 5 names as a candidate, and names the letter of page 6.
    let decision = key("QĐ|5/QĐ-UBND|2023|UBND:LS");
    let changed = told.replace(&store, "new.txt", vec![(decision, day("2023-07-01"))]).expect("it reads");
    let waiting = store.sources_naming(&changed).expect("it reads");
    assert_eq!(waiting.len(), 1);
    for graph in &waiting {
        let source = store.source(graph).expect("it reads").expect("it is there");
        told.keep(&store, source.path.as_deref().unwrap_or_default()).expect("it reads");
    }
    let others = told.others(&store, "new.txt");
    assert_eq!(others.under(DocType::OfficialLetter, "6/UBND-KT").len(), 1);
    assert!(!others.holds(&key("CT|20/CT-TTg|2023|TTg")));
    others.done().expect("the store can be read");
    store.visited.load(Ordering::Relaxed)
}

#[test]
fn a_first_build_asks_the_store_nothing() {
    let mut store = empty();
    let mut told = Told::before(&store).expect("it reads");
    told.replace(&store, "a", plan("2023-07-04")).expect("it reads");
    let page = page(1);
    let quads = encode(&Base::default(), &page, None, &Few);
    store.replace_source(&Base::default().source(&page.source), &quads).expect("built");
    store.visited.store(0, Ordering::Relaxed);
    hears(&told, &store, "b", Some("2023-07-04"));
    assert!(told.others(&store, "b").under(DocType::OfficialLetter, "1/UBND-KT").is_empty());
    assert_eq!(store.visited.load(Ordering::Relaxed), 0);
}

#[test]
fn one_more_file_costs_the_same_in_a_store_of_ten_times_as_many() {
    let (few, many) = (cost_of_one_more(10), cost_of_one_more(100));
    assert!(few > 0);
    assert_eq!(few, many);
}
