//! What is made of a world once, when it is opened, so that no question of the page waits for it: the search index, the
//! graph laid out for walks; and when it is first asked for: what to review, how papers stand today.

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};
use luocdo::Result;
use luocdo::analyze::review::{OpenName, open_names};
use luocdo::analyze::status::{Force, status};
use luocdo::analyze::{Graph, period};
use luocdo::search::Index;
use luocdo::store::Store;
use petgraph::graph::NodeIndex;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is ready.
pub struct Ready {
    /// By which things are found.
    pub index: Index,
    /// How many sources there are.
    pub sources: usize,
    /// The first and the last day that sources are of.
    pub period: Option<[NaiveDate; 2]>,
    /// How many tasks each body has, by its index in the graph.
    pub tasks: Vec<usize>,
    open: OnceLock<Vec<OpenName>>,
    standing: Mutex<(Option<NaiveDate>, HashMap<NodeIndex, Force>)>,
    about: Mutex<Option<(NaiveDate, Arc<Value>)>>,
}

impl Ready {
    /// Makes the index, if the one beside the store is of another day.
    ///
    /// # Errors
    /// [`luocdo::Error::Store`] if the store cannot be read.
    pub fn of(store: &Store, graph: &Graph) -> Result<Self> {
        graph.lay_out();
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("search index {bar:30} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        let told = |done: usize, all: usize| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        };
        let index = Index::of(store, graph, told)?;
        bar.finish_and_clear();
        let mut tasks = vec![0; graph.agencies.len()];
        graph.tasks.iter().for_each(|task| tasks[task.agency] += 1);
        Ok(Ready {
            index,
            sources: store.count_sources()?,
            period: period(store)?,
            tasks,
            open: OnceLock::new(),
            standing: Mutex::default(),
            about: Mutex::default(),
        })
    }

    /// The names that led to no one paper for certain.
    ///
    /// # Errors
    /// [`luocdo::Error::Store`] if the store cannot be read.
    pub fn open_names(&self, store: &Store, graph: &Graph) -> Result<&[OpenName]> {
        if let Some(open) = self.open.get() {
            return Ok(open);
        }
        let open = open_names(store, graph)?;
        Ok(self.open.get_or_init(|| open))
    }

    /// How a paper stands on a day.
    pub fn force(&self, graph: &Graph, paper: NodeIndex, day: NaiveDate) -> Force {
        let kept = || self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        let known = Some(kept()).filter(|kept| kept.0 == Some(day)).and_then(|kept| kept.1.get(&paper).copied());
        if let Some(force) = known {
            return force;
        }
        let force = status(graph, paper, day).status;
        let mut kept = kept();
        if kept.0 != Some(day) {
            *kept = (Some(day), HashMap::new());
        }
        kept.1.insert(paper, force);
        force
    }

    /// What is told of the whole, made once a day.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn about<E>(
        &self,
        day: NaiveDate,
        make: impl FnOnce() -> std::result::Result<Value, E>,
    ) -> std::result::Result<Arc<Value>, E> {
        let kept = || self.about.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, value)) = kept().as_ref().filter(|(held, _)| *held == day) {
            return Ok(value.clone());
        }
        let value = Arc::new(make()?);
        *kept() = Some((day, value.clone()));
        Ok(value)
    }
}
