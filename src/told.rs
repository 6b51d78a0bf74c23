//! Which paper each source reports → what a short name in another source may mean ([`Holds`]). A source never
//! learns from itself, and only papers told with their day count, so what is held does not depend on the order in
//! which sources are read. The sources of this build are kept here; those of earlier builds are asked in the store,
//! number by number as a text names them, so that the cost follows the new files and not the graph.

use crate::encode;
use crate::error::{Error, Result};
use crate::iri::terms;
use crate::model::{DocType, Extraction, Key};
use crate::resolve::{Held, Holds};
use crate::store::Store;
use chrono::NaiveDate;
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Term};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A type and a number in capitals, under which papers of several years and issuers may stand.
pub type Number = (DocType, String);

/// The papers of one number: for each the graphs of the sources that report it, and the day that each gives.
type Papers = BTreeMap<Key, BTreeMap<NamedNode, NaiveDate>>;

/// The papers that the sources of one build report, with their days.
#[derive(Debug, Default)]
pub struct Told {
    papers: HashMap<Number, Papers>,
    /// What each source of this build reports; of these the store is not asked.
    by_source: HashMap<NamedNode, Vec<Key>>,
    /// True if the store held sources when the build began; a first build asks it nothing.
    asks: bool,
}

impl Told {
    /// Nothing told yet, before a build into this store.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn before(store: &Store) -> Result<Self> {
        Ok(Self { asks: store.has_sources()?, ..Self::default() })
    }

    /// Puts what a source reports in the place of what it reported before, in this build or in the store, and gives
    /// the numbers that are new, gone, or of another day. Call it before the store changes.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the store cannot be read.
    pub fn replace(&mut self, store: &Store, source: &str, papers: Vec<(Key, NaiveDate)>) -> Result<BTreeSet<Number>> {
        let graph = store.base().source(source);
        let before = match self.by_source.remove(&graph) {
            Some(keys) => self.take(&graph, keys),
            None if self.asks => store.reported(&graph)?,
            None => BTreeMap::new(),
        };
        let after: BTreeMap<Key, NaiveDate> = papers.into_iter().filter(|(key, _)| key.year.is_some()).collect();
        for (key, date) in &after {
            self.papers.entry(number(key)).or_default().entry(key.clone()).or_default().insert(graph.clone(), *date);
        }
        self.by_source.insert(graph, after.keys().cloned().collect());
        let differs = |a: &BTreeMap<Key, NaiveDate>, b: &BTreeMap<Key, NaiveDate>| {
            a.iter().filter(|(key, date)| b.get(*key) != Some(*date)).map(|(key, _)| number(key)).collect::<Vec<_>>()
        };
        Ok(differs(&before, &after).into_iter().chain(differs(&after, &before)).collect())
    }

    /// Keeps what a source of an earlier build reports as it stands in the store. Call it for each that this build
    /// writes anew, before the first is written, so that none learns from what another has just become.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the store cannot be read.
    pub fn keep(&mut self, store: &Store, source: &str) -> Result<()> {
        let graph = store.base().source(source);
        if self.by_source.contains_key(&graph) {
            return Ok(());
        }
        let papers = store.reported(&graph)?.into_iter().collect();
        self.replace(store, source, papers).map(|_| ())
    }

    /// What all sources but this one tell.
    pub fn others<'a>(&'a self, store: &'a Store, source: &str) -> Others<'a> {
        let source = store.base().source(source);
        Others { told: self, store, source, asked: RefCell::default(), failed: RefCell::default() }
    }

    /// Takes out what a source of this build reported, and gives it back.
    fn take(&mut self, graph: &NamedNode, keys: Vec<Key>) -> BTreeMap<Key, NaiveDate> {
        let mut taken = BTreeMap::new();
        for key in keys {
            let Some(papers) = self.papers.get_mut(&number(&key)) else { continue };
            let Some(tellers) = papers.get_mut(&key) else { continue };
            let date = tellers.remove(graph);
            if tellers.is_empty() {
                papers.remove(&key);
            }
            taken.extend(date.map(|date| (key, date)));
        }
        taken
    }
}

/// What the sources other than one tell, asked as a text names it. Asking cannot fail in the middle of a reading, so
/// a store that cannot be read tells nothing and says so in [`Others::done`].
pub struct Others<'a> {
    told: &'a Told,
    store: &'a Store,
    source: NamedNode,
    asked: RefCell<Held>,
    failed: RefCell<Option<Error>>,
}

impl Others<'_> {
    /// Ends the asking.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the store could not be read at some question.
    pub fn done(self) -> Result<()> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    /// The day that others give; of several the first.
    fn day(&self, key: &Key, tellers: &BTreeMap<NamedNode, NaiveDate>) -> Option<(Key, Option<NaiveDate>)> {
        let others = tellers.iter().filter(|(source, _)| **source != self.source);
        others.map(|(_, date)| *date).min().map(|date| (key.clone(), Some(date)))
    }

    /// What the store tells of documents, sources of this build left out.
    fn stored(&self, documents: impl FnOnce() -> Result<Vec<NamedNode>>) -> Result<Papers> {
        let mut papers = Papers::new();
        for document in if self.told.asks { documents()? } else { Vec::new() } {
            for graph in self.store.reporting(&document)? {
                if graph != self.source
                    && !self.told.by_source.contains_key(&graph)
                    && let Some((key, date)) = self.store.told(&document, &graph)?
                {
                    papers.entry(key).or_default().insert(graph, date);
                }
            }
        }
        Ok(papers)
    }

    fn heard<T: Default>(&self, answer: Result<T>) -> T {
        answer.unwrap_or_else(|error| {
            self.failed.borrow_mut().get_or_insert(error);
            T::default()
        })
    }
}

impl Holds for Others<'_> {
    fn under(&self, kind: DocType, number: &str) -> Vec<(Key, Option<NaiveDate>)> {
        let number = (kind, number.to_uppercase());
        if let Some(known) = self.asked.borrow().get(&number) {
            return known.clone();
        }
        let mut papers = self.heard(self.stored(|| self.store.numbered(&number)));
        for (key, tellers) in self.told.papers.get(&number).into_iter().flatten() {
            papers.entry(key.clone()).or_default().extend(tellers.clone());
        }
        let known: Vec<_> = papers.iter().filter_map(|(key, tellers)| self.day(key, tellers)).collect();
        self.asked.borrow_mut().insert(number, known.clone());
        known
    }

    /// Asks for the one document, where its number may be that of a thousand.
    fn holds(&self, key: &Key) -> bool {
        let here = self.told.papers.get(&number(key)).and_then(|papers| papers.get(key));
        if here.is_some_and(|tellers| self.day(key, tellers).is_some()) {
            return true;
        }
        self.heard(self.stored(|| Ok(vec![self.store.base().document(key)]))).contains_key(key)
    }
}

/// The papers that a source's items report, with their days.
pub fn reported(extraction: &Extraction) -> Vec<(Key, NaiveDate)> {
    let subjects: BTreeSet<&Key> = extraction.items.iter().filter_map(|item| item.subject.as_ref()).collect();
    let dated = extraction.documents.iter().filter(|document| subjects.contains(&document.key));
    dated.filter_map(|document| Some((document.key.clone(), document.date?))).collect()
}

/// The number under which a key is looked up.
pub fn number(key: &Key) -> Number {
    (key.kind, key.number.to_uppercase())
}

impl Store {
    /// The sources that name a paper, or a candidate, under one of these numbers.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn sources_naming(&self, numbers: &BTreeSet<Number>) -> Result<BTreeSet<NamedNode>> {
        let mut found = BTreeSet::new();
        for number in numbers {
            let number = literal(number);
            for quad in self.matching(None, Some(terms::NUMBER), Some(number.as_ref().into()), None) {
                if let GraphName::NamedNode(graph) = quad?.graph_name {
                    found.insert(graph);
                }
            }
        }
        Ok(found)
    }

    /// The documents and candidates under a number.
    fn numbered(&self, number: &Number) -> Result<Vec<NamedNode>> {
        let number = literal(number);
        self.matching(None, Some(terms::NUMBER), Some(number.as_ref().into()), Some(GraphNameRef::DefaultGraph))
            .filter_map(|quad| quad.map(|quad| resource(quad.subject)).transpose())
            .collect()
    }

    /// The graphs of the sources that report a document.
    fn reporting(&self, document: &NamedNode) -> Result<BTreeSet<NamedNode>> {
        let mut graphs = BTreeSet::new();
        for quad in self.matching(None, Some(terms::SUBJECT), Some(document.into()), None) {
            if let GraphName::NamedNode(graph) = quad?.graph_name {
                graphs.insert(graph);
            }
        }
        Ok(graphs)
    }

    /// The papers that a source reports with year and day.
    fn reported(&self, graph: &NamedNode) -> Result<BTreeMap<Key, NaiveDate>> {
        let mut papers = BTreeMap::new();
        for quad in self.matching(None, Some(terms::SUBJECT), None, Some(graph.into())) {
            if let Term::NamedNode(document) = quad?.object {
                papers.extend(self.told(&document, graph)?);
            }
        }
        Ok(papers)
    }

    /// Key and day of a document as a source gives them; nothing where the year or the day is not told.
    fn told(&self, document: &NamedNode, graph: &NamedNode) -> Result<Option<(Key, NaiveDate)>> {
        let text = |term: Option<Term>| match term {
            Some(Term::Literal(words)) => Some(words.value().to_owned()),
            _ => None,
        };
        let key = text(self.value(document, terms::KEY, graph)?).and_then(|key| Key::parse(&key));
        let date = text(self.value(document, terms::DATE_DOCUMENT, graph)?).and_then(|date| date.parse().ok());
        Ok(key.filter(|key| key.year.is_some()).zip(date))
    }
}

fn literal(number: &Number) -> Literal {
    Literal::new_simple_literal(encode::number(number.0, &number.1))
}

fn resource(node: NamedOrBlankNode) -> Option<NamedNode> {
    match node {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

#[cfg(test)]
mod tests;
