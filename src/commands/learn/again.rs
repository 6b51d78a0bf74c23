//! Sources of earlier builds in which a person settled a name, or took that back → read again, each with the place and the
//! day that it was built with. What they report may be another paper then, so those that name it are read again too. A
//! source whose file is gone or has changed stays as it is.

use super::{ByFile, Desk, tables};
use crate::cli::Reading;
use crate::commands::build::Report;
use crate::commands::{Input, options};
use indicatif::ProgressBar;
use luocdo::store::Store;
use luocdo::told::{Told, reported};
use luocdo::{Config, Result};
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// Reads these sources again; returns how many sources say something else now.
///
/// # Errors
/// Only what would fail for every file: the tables, the store.
pub fn again(store: &mut Store, graphs: &BTreeSet<NamedNode>, reading: &Reading) -> Result<usize> {
    let tables = tables(reading)?;
    let mut desk = Desk {
        told: Told::before(store)?,
        choices: Arc::new(store.judgements().choices()),
        store,
        tables: &tables,
        reading,
        changed: BTreeSet::new(),
        report: Report::default(),
        room: 0,
        bar: ProgressBar::hidden(),
        heard: &mut |_, _| {},
    };
    let wanted = desk.by_file(graphs)?;
    desk.tell_anew(&wanted)?;
    let here: HashSet<&str> = wanted.values().flat_map(BTreeMap::keys).map(String::as_str).collect();
    let waiting = desk.waiting(&here)?;
    for sources in [waiting, wanted] {
        desk.all_again(sources)?;
    }
    Ok(desk.report.tally.again)
}

impl Desk<'_> {
    /// Tells which papers these sources report now.
    fn tell_anew(&mut self, wanted: &ByFile) -> Result<()> {
        for (file, built) in wanted {
            let Ok(sources) = Input::new(file.clone()).sources(options(self.tables, self.reading)) else { continue };
            for source in sources.flatten() {
                let same = |built: &&luocdo::store::Source| built.sha256.as_deref() == Some(source.sha256.as_str());
                let Some(built) = built.get(&source.name).filter(same) else { continue };
                let (place, date) = self.as_built(&source, built);
                let (name, stated, choices) = (source.name, source.stated, Arc::clone(&self.choices));
                let config = Config { source: name.clone(), place, date, stated, choices, ..Config::default() };
                let extraction = luocdo::extract(self.tables, &config, source.text);
                self.changed.extend(self.told.replace(self.store, &name, reported(&extraction))?);
            }
        }
        Ok(())
    }
}
