//! What questions are asked of: a store with its graph, and what the tables know. The graph is loaded when a question
//! needs it, once, so that a server answers the next question from it.

use super::{build, elsewhere, judgements, open};
use crate::cli::Source;
#[cfg(feature = "serve")]
use crate::serve::Ready;
use luocdo::analyze::{Graph, Known};
#[cfg(feature = "serve")]
use luocdo::iri::terms;
use luocdo::judge::Judgements;
use luocdo::store::Store;
use luocdo::tables::rows::{LawRow, Row};
use luocdo::{Result, Tables};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A store, its graph, and what the tables know.
pub struct World {
    /// The store, open for reading.
    pub store: Store,
    /// The words of the law.
    pub tables: Tables,
    /// Provinces, ministries, levels.
    pub known: Known,
    /// The file of judgements.
    pub judgements: PathBuf,
    /// The most megabytes of a text.
    pub max_size: u64,
    standing: OnceLock<Graph>,
    with_rejected: OnceLock<Graph>,
    loading: Mutex<()>,
    /// What the page is answered from.
    #[cfg(feature = "serve")]
    ready: OnceLock<Ready>,
    #[cfg(feature = "serve")]
    counts: Mutex<Option<std::sync::Arc<Counts>>>,
}

/// How many facts there are, of each property and class.
#[cfg(feature = "serve")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All facts of the union.
    pub facts: u64,
    /// Facts by property.
    pub properties: std::collections::BTreeMap<oxigraph::model::NamedNode, u64>,
    /// Things by class.
    pub classes: std::collections::BTreeMap<oxigraph::model::NamedNode, u64>,
}

impl World {
    /// The store of the command line, or the files of `--from` read into memory.
    ///
    /// # Errors
    /// If the store, the tables or none of the files can be read.
    pub fn open(source: &Source) -> Result<Self> {
        let store = open(source)?;
        let tables = build::tables(&source.reading)?;
        Ok(World {
            known: Known::of(&tables),
            judgements: judgements(source.judgements.as_deref(), &source.store),
            max_size: source.reading.max_size,
            store,
            tables,
            standing: OnceLock::new(),
            with_rejected: OnceLock::new(),
            loading: Mutex::new(()),
            #[cfg(feature = "serve")]
            ready: OnceLock::new(),
            #[cfg(feature = "serve")]
            counts: Mutex::default(),
        })
    }

    /// Forgets what was made of the store, which is about to change.
    #[cfg(feature = "serve")]
    pub fn forget(&mut self) {
        self.standing = OnceLock::new();
        self.with_rejected = OnceLock::new();
        self.ready = OnceLock::new();
        self.counts = Mutex::default();
    }

    /// What the page is answered from, made when it is first asked for.
    ///
    /// # Errors
    /// [`luocdo::Error::Store`] if the store cannot be read.
    #[cfg(feature = "serve")]
    pub fn ready(&self) -> Result<&Ready> {
        let graph = self.graph(false)?;
        let _turn = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ready) = self.ready.get() {
            return Ok(ready);
        }
        let ready = Ready::of(&self.store, graph)?;
        Ok(self.ready.get_or_init(|| ready))
    }

    /// Counts the facts, the first time by going through all of them.
    ///
    /// # Errors
    /// [`luocdo::Error::Store`] if the store cannot be read.
    #[cfg(feature = "serve")]
    pub fn counts(&self) -> Result<std::sync::Arc<Counts>> {
        let mut kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(counts) = &*kept {
            return Ok(counts.clone());
        }
        let mut counts = Counts::default();
        self.store.each_fact(|fact| {
            counts.facts += 1;
            if let (true, oxigraph::model::Term::NamedNode(class)) = (fact.predicate == terms::TYPE, fact.object) {
                *counts.classes.entry(class).or_default() += 1;
            }
            *counts.properties.entry(fact.predicate).or_default() += 1;
        })?;
        Ok(kept.insert(counts.into()).clone())
    }

    /// The graph with the nicknames, the papers and the days that the tables know; with `rejected` also what people
    /// rejected.
    ///
    /// # Errors
    /// [`luocdo::Error::Store`] if the store cannot be read.
    pub fn graph(&self, rejected: bool) -> Result<&Graph> {
        let kept = if rejected { &self.with_rejected } else { &self.standing };
        // Whoever comes while it is being loaded waits for it and does not load it again.
        let _turn = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(graph) = kept.get() {
            return Ok(graph);
        }
        let graph = if rejected { Graph::load_with_rejected(&self.store)? } else { Graph::load(&self.store)? };
        Ok(kept.get_or_init(|| self.completed(graph)))
    }

    /// What people judged.
    ///
    /// # Errors
    /// If the file is there and cannot be read.
    pub fn judged(&self) -> Result<Judgements> {
        Judgements::read(&self.judgements)
    }

    /// Adds what the tables know to what the store says.
    fn completed(&self, mut graph: Graph) -> Graph {
        let tables = &self.tables;
        let nicknames: Vec<(String, String)> = (tables.nickname_rows.iter().enumerate())
            .filter_map(|(n, row)| Some((row.nickname.clone(), tables.nickname_key(n)?.to_string())))
            .collect();
        graph.add_aliases(nicknames.iter().map(|(name, key)| (name.as_str(), key.as_str())));
        for statute in tables.statutes.iter() {
            let row = &statute.row;
            let iri = self.store.base().document(&statute.key());
            // The table gives the last day in force.
            graph.add_days(iri.as_str(), row.from.date, row.to.date.and_then(|day| day.succ_opt()), LawRow::FILE);
        }
        graph.add_elsewhere(elsewhere(tables, self.store.base()));
        graph.add_levels(&self.known);
        graph
    }
}
