//! Which paper each source reports → [`Held`]: the papers that a short name in another source may mean. A
//! source never learns from itself, and only papers told with their day count, so what is held does not
//! depend on the order in which sources are read.

use crate::error::Result;
use crate::iri::terms;
use crate::model::{DocType, Extraction, Key};
use crate::resolve::Held;
use crate::store::{Answer, Store};
use chrono::NaiveDate;
use oxigraph::model::Term;
use std::collections::{BTreeMap, BTreeSet};

/// A type and a number in capitals, under which papers of several years and issuers may stand.
pub type Number = (DocType, String);

/// The papers that every source reports, with their days.
#[derive(Debug, Default)]
pub struct Told {
    /// For each paper the sources that report it, and the day that each gives.
    papers: BTreeMap<Key, BTreeMap<String, NaiveDate>>,
    by_source: BTreeMap<String, Vec<Key>>,
}

impl Told {
    /// What the sources of a store report.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn of(store: &Store) -> Result<Self> {
        const REPORTED: &str = "SELECT DISTINCT ?path ?key ?date WHERE { GRAPH ?g {
          ?item a luo:Item ; luo:subject ?d . ?d luo:key ?key ; eli:date_document ?date . ?g luo:path ?path } }";
        let mut told = Told::default();
        if let Answer::Rows(answer) = store.query(REPORTED)? {
            for row in &answer.rows {
                let [Some(Term::Literal(path)), Some(Term::Literal(key)), Some(Term::Literal(date))] = row.as_slice()
                else {
                    continue;
                };
                if let (Some(key), Ok(date)) = (Key::parse(key.value()), date.value().parse()) {
                    told.add(path.value(), key, date);
                }
            }
        }
        Ok(told)
    }

    fn add(&mut self, source: &str, key: Key, date: NaiveDate) {
        if key.year.is_none() {
            return;
        }
        self.by_source.entry(source.to_owned()).or_default().push(key.clone());
        self.papers.entry(key).or_default().insert(source.to_owned(), date);
    }

    /// Puts what a source reports in the place of what it reported before, and gives the numbers that are
    /// new, gone, or of another day.
    pub fn replace(&mut self, source: &str, papers: Vec<(Key, NaiveDate)>) -> BTreeSet<Number> {
        let mut before: BTreeMap<Key, NaiveDate> = BTreeMap::new();
        for key in self.by_source.remove(source).unwrap_or_default() {
            let Some(tellers) = self.papers.get_mut(&key) else { continue };
            let date = tellers.remove(source);
            if tellers.is_empty() {
                self.papers.remove(&key);
            }
            before.extend(date.map(|date| (key, date)));
        }
        for (key, date) in papers {
            self.add(source, key, date);
        }
        let after = self.by_source.get(source).into_iter().flatten();
        let after: BTreeMap<Key, NaiveDate> =
            after.filter_map(|key| Some((key.clone(), *self.papers.get(key)?.get(source)?))).collect();
        let differs = |a: &BTreeMap<Key, NaiveDate>, b: &BTreeMap<Key, NaiveDate>| {
            a.iter().filter(|(key, date)| b.get(*key) != Some(*date)).map(|(key, _)| number(key)).collect::<Vec<_>>()
        };
        differs(&before, &after).into_iter().chain(differs(&after, &before)).collect()
    }

    /// All that is told.
    pub fn held(&self) -> Held {
        let mut held = Held::new();
        for key in self.papers.keys() {
            self.enter(&mut held, key, None);
        }
        held
    }

    /// Takes out of `held` what this source alone tells.
    pub fn hide(&self, held: &mut Held, source: &str) {
        for key in self.by_source.get(source).into_iter().flatten() {
            self.enter(held, key, Some(source));
        }
    }

    /// Undoes [`Told::hide`].
    pub fn show(&self, held: &mut Held, source: &str) {
        for key in self.by_source.get(source).into_iter().flatten() {
            self.enter(held, key, None);
        }
    }

    /// Enters one paper as all sources but `without` tell it; of several days the first stands.
    fn enter(&self, held: &mut Held, key: &Key, without: Option<&str>) {
        let name = number(key);
        let tellers = self.papers.get(key).into_iter().flatten();
        let date = tellers.filter(|(source, _)| Some(source.as_str()) != without).map(|(_, date)| *date).min();
        let entry = held.entry(name.clone()).or_default();
        entry.retain(|(other, _)| other != key);
        if date.is_some() {
            let at = entry.partition_point(|(other, _)| other < key);
            entry.insert(at, (key.clone(), date));
        }
        if entry.is_empty() {
            held.remove(&name);
        }
    }
}

/// The papers that a source's items report, with their days.
pub fn reported(extraction: &Extraction) -> Vec<(Key, NaiveDate)> {
    let subjects: BTreeSet<&Key> = extraction.items.iter().filter_map(|item| item.subject.as_ref()).collect();
    let dated = extraction.documents.iter().filter(|document| subjects.contains(&document.key));
    dated.filter_map(|document| Some((document.key.clone(), document.date?))).collect()
}

/// The number under which a key stands in [`Held`].
pub fn number(key: &Key) -> Number {
    (key.kind, key.number.to_uppercase())
}

impl Store {
    /// The sources that name a paper, or a candidate, under one of these numbers.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn sources_naming(&self, numbers: &BTreeSet<Number>) -> Result<BTreeSet<oxigraph::model::NamedNode>> {
        let mut found = BTreeSet::new();
        self.each_with(terms::KEY, |graph, value| {
            if Key::parse(value).is_some_and(|key| numbers.contains(&number(&key))) {
                found.insert(graph.clone());
            }
        })?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::parse(text).expect("a key")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_source_does_not_learn_from_itself() {
        let plan = key("KH|148/KH-UBND|2023|UBND:LS");
        let mut told = Told::default();
        assert_eq!(told.replace("a", vec![(plan.clone(), day("2023-07-04"))]), BTreeSet::from([number(&plan)]));
        assert!(told.replace("a", vec![(plan.clone(), day("2023-07-04"))]).is_empty());
        let mut held = told.held();
        told.hide(&mut held, "a");
        assert!(held.is_empty());
        told.show(&mut held, "a");
        assert_eq!(held, told.held());
        told.replace("b", vec![(plan.clone(), day("2023-07-05"))]);
        let mut held = told.held();
        assert_eq!(held[&number(&plan)], [(plan.clone(), Some(day("2023-07-04")))]);
        told.hide(&mut held, "a");
        assert_eq!(held[&number(&plan)], [(plan.clone(), Some(day("2023-07-05")))]);
        assert_eq!(told.replace("a", Vec::new()), BTreeSet::from([number(&plan)]));
        told.replace("b", Vec::new());
        assert!(told.held().is_empty());
    }

    #[test]
    fn a_paper_without_a_year_is_not_held() {
        let mut told = Told::default();
        assert!(told.replace("a", vec![(key("KH|148/KH-UBND|?|UBND:LS"), day("2023-07-04"))]).is_empty());
        assert!(told.held().is_empty());
    }
}
