//! Files → the store, in two passes, so that what a short name means does not depend on the order of files:
//! first every file is read for the papers that it reports, then for all that it says, with the papers of all
//! others known. Sources of earlier builds that name a paper now come, or gone, are read again. No text is
//! kept between the passes.

use super::build::{Tally, gather, prune, tables};
use super::{load, say};
use crate::cli::Reading;
use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};
use luocdo::encode::{bodies, encode};
use luocdo::model::{Extraction, Text};
use luocdo::read::read_bytes;
use luocdo::store::{Change, Source, Store};
use luocdo::told::{Number, Told, reported};
use luocdo::{Config, Result, Tables};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file that the second pass reads.
struct Page {
    file: PathBuf,
    source: String,
    place: Option<String>,
    date: Option<NaiveDate>,
    /// True for a source of an earlier build.
    again: bool,
    /// What standard input gave, which cannot be read twice.
    kept: Option<(Text, String)>,
}

/// Reads files and folders into a store, telling of each file that fails; with `forget`, sources in the folders
/// whose files are gone are taken out first.
///
/// # Errors
/// Only what would fail for every file: the tables, the base, the store.
pub fn learn(store: &mut Store, paths: &[PathBuf], reading: &Reading, forget: bool) -> Result<Tally> {
    let tables = tables(reading)?;
    let mut tally = Tally::default();
    let mut told = Told::of(store)?;
    let mut changed: BTreeSet<Number> = BTreeSet::new();
    if forget {
        for source in prune(store, paths)? {
            changed.extend(told.replace(&source, Vec::new()));
            tally.removed += 1;
        }
    }
    let graph = store.base().tables();
    store.replace_source(&graph, &bodies(store.base(), &tables))?;
    let files = gather(paths, &mut tally);
    let bar = bar(2 * files.len());
    let mut pages = Vec::new();
    for file in files {
        let page = Page {
            source: file.to_string_lossy().into_owned(),
            file,
            place: reading.place.clone(),
            date: reading.date,
            again: false,
            kept: None,
        };
        pages.extend(first(page, &tables, reading, &mut told, &mut changed, &mut tally, &bar));
        bar.inc(1);
    }
    // First those of earlier builds: if this one is stopped, the papers that they wait for are still new to
    // the next.
    let mut all = waiting(store, &tables, reading, &changed, &pages)?;
    all.append(&mut pages);
    bar.set_length(bar.position() + all.len() as u64);
    let mut config = Config { held: told.held(), ..Config::default() };
    for page in all {
        told.hide(&mut config.held, &page.source);
        second(&page, store, &tables, reading, &mut config, &mut tally, &bar)?;
        told.show(&mut config.held, &page.source);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(tally)
}

/// Reads a file for the papers that it reports; nothing if it cannot be read.
fn first(
    mut page: Page,
    tables: &Tables,
    reading: &Reading,
    told: &mut Told,
    changed: &mut BTreeSet<Number>,
    tally: &mut Tally,
    bar: &ProgressBar,
) -> Option<Page> {
    bar.set_message(page.source.clone());
    match read(&page.file, reading) {
        Ok((text, sha256)) => {
            if !page.file.is_file() {
                page.kept = Some((text.clone(), sha256));
            }
            let extraction = luocdo::extract(tables, &config(&page), text);
            changed.extend(told.replace(&page.source, reported(&extraction)));
            Some(page)
        }
        Err(error) => {
            tally.failed += 1;
            bar.suspend(|| say(format_args!("luocdo: {error}")));
            None
        }
    }
}

fn config(page: &Page) -> Config {
    Config { source: page.source.clone(), place: page.place.clone(), date: page.date, ..Config::default() }
}

/// Reads a file for all that it says, and writes it.
fn second(
    page: &Page,
    store: &mut Store,
    tables: &Tables,
    reading: &Reading,
    config: &mut Config,
    tally: &mut Tally,
    bar: &ProgressBar,
) -> Result<()> {
    bar.set_message(page.source.clone());
    let (text, sha256) = match page.kept.clone().map_or_else(|| read(&page.file, reading), Ok) {
        Ok(read) => read,
        Err(error) => {
            tally.failed += usize::from(!page.again);
            bar.suspend(|| say(format_args!("luocdo: {error}")));
            return Ok(());
        }
    };
    config.source = page.source.clone();
    config.place = page.place.clone();
    config.date = page.date;
    let extraction = luocdo::extract(tables, config, text);
    let quads = encode(store.base(), &extraction, Some(&sha256), tables);
    let graph = store.base().source(&extraction.source);
    match (store.replace_source(&graph, &quads)?, page.again) {
        (Change::Unchanged, true) => {}
        (_, true) => tally.again += 1,
        (Change::Added, false) => tally.new += 1,
        (Change::Replaced, false) => tally.changed += 1,
        (Change::Unchanged, false) => tally.unchanged += 1,
    }
    Ok(())
}

/// The sources of earlier builds that name a paper under one of these numbers and whose files are as they were.
fn waiting(
    store: &Store,
    tables: &Tables,
    reading: &Reading,
    changed: &BTreeSet<Number>,
    pages: &[Page],
) -> Result<Vec<Page>> {
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let named = store.sources_naming(changed)?;
    let here: BTreeSet<&str> = pages.iter().map(|page| page.source.as_str()).collect();
    let sources: BTreeMap<String, Source> =
        store.sources()?.into_iter().filter_map(|source| Some((source.path.clone()?, source))).collect();
    let mut found = Vec::new();
    for (path, source) in sources {
        if named.contains(&source.graph)
            && !here.contains(path.as_str())
            && let Some(page) = as_built(store, tables, reading, path, &source)
        {
            found.push(page);
        }
    }
    Ok(found)
}

/// A source as it was built: with the place and the day that it was given then. Nothing if its file is gone
/// or has other words by now; then it is for the user to build it again.
fn as_built(store: &Store, tables: &Tables, reading: &Reading, path: String, source: &Source) -> Option<Page> {
    let file = PathBuf::from(&path);
    if !file.is_file() {
        return None;
    }
    let (text, sha256) = read(&file, reading).ok()?;
    if source.sha256.as_deref() != Some(sha256.as_str()) {
        say(format_args!(
            "luocdo: `{path}` has changed since it was built and names papers that are new here; build it again"
        ));
        return None;
    }
    let mut page = Page { file, source: path, place: None, date: None, again: true, kept: None };
    let plain: Extraction = luocdo::extract(tables, &config(&page), text);
    let place = |symbol: &str| store.base().place(symbol);
    if plain.place.as_deref().map(place) != source.place {
        let rows = &tables.agencies.provinces;
        page.place = rows.iter().find(|row| Some(place(&row.symbol)) == source.place).map(|row| row.symbol.clone());
    }
    if plain.date != source.date {
        page.date = source.date;
    }
    Some(page)
}

/// The text of a file and the SHA-256 of its bytes in hex.
fn read(file: &Path, reading: &Reading) -> Result<(Text, String)> {
    let bytes = load(file, reading.max_size)?;
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((read_bytes(file, &bytes)?, hash))
}

/// A bar on standard error; none where that is no terminal or there is little to do.
fn bar(steps: usize) -> ProgressBar {
    if steps < 20 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps as u64);
    // A template that does not parse leaves the plain bar.
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests;
