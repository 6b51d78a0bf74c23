//! Files → the store, in two passes, so that what a short name means does not depend on the order of files:
//! first every source is read for the papers that it reports, then for all that it says, with the papers of all
//! others known. Sources of earlier builds that name a paper now come, or gone, are read again, and what a file
//! no longer holds is forgotten. Between the passes no text is kept, but for some that take long to read.

use super::build::{Report, gather, gone, tables};
use super::{Input, file_of, options, say};
use crate::cli::Reading;
use indicatif::{ProgressBar, ProgressStyle};
use luocdo::choose::Choices;
use luocdo::encode::{bodies, encode};
use luocdo::model::{Format, Source};
use luocdo::store::{self, Change, Store};
use luocdo::told::{Number, Told, reported};
use luocdo::{Config, Error, Result, Tables};
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod again;

pub use again::again;

/// The most bytes of text that are kept between the passes.
const KEPT: usize = 64 << 20;

/// Reads files and folders into a store, telling of each source that fails; with `forget`, sources in the folders
/// whose files are gone are taken out first.
///
/// # Errors
/// Only what would fail for every file: the tables, the base, the store.
pub fn learn(store: &mut Store, paths: &[PathBuf], reading: &Reading, forget: bool) -> Result<Report> {
    learn_telling(store, paths, reading, forget, &mut |_, _| {})
}

/// The same; `heard` is told of every source as it is written, and of every one that cannot be read.
///
/// # Errors
/// As [`learn`].
pub fn learn_telling(
    store: &mut Store,
    paths: &[PathBuf],
    reading: &Reading,
    forget: bool,
    heard: Heard<'_>,
) -> Result<Report> {
    let tables = tables(reading)?;
    let mut report = Report::default();
    let mut told = Told::before(store)?;
    let mut changed: BTreeSet<Number> = BTreeSet::new();
    if forget {
        for source in gone(store, paths)? {
            changed.extend(told.replace(store, &source, Vec::new())?);
            report.tally.removed += usize::from(store.remove_source(&store.base().source(&source))?);
        }
    }
    let graph = store.base().tables();
    store.replace_source(&graph, &bodies(store.base(), &tables))?;
    let files = gather(paths, &mut report);
    let bar = bar(&files);
    let choices = Arc::new(store.judgements().choices());
    let mut desk = Desk { store, tables: &tables, reading, choices, told, changed, report, room: KEPT, bar, heard };
    let mut pages = Vec::new();
    for file in files {
        pages.extend(desk.first(Input::new(file))?);
    }
    for page in pages.iter().filter(|page| page.whole) {
        desk.forget(page)?;
    }
    // First those of earlier builds: if this one is stopped, the papers that they wait for are still new to
    // the next.
    let here: HashSet<&str> = pages.iter().flat_map(|page| &page.seen).map(String::as_str).collect();
    let waiting = desk.waiting(&here)?;
    let all = pages.iter().map(|page| page.seen.len()).chain(waiting.values().map(BTreeMap::len)).sum::<usize>();
    desk.bar.set_length(desk.bar.position() + all as u64);
    desk.all_again(waiting)?;
    for page in pages {
        desk.second(page)?;
    }
    desk.bar.finish_and_clear();
    Ok(desk.report)
}

/// Hears the name of a source and what became of it.
type Heard<'h> = &'h mut dyn FnMut(&str, std::result::Result<Change, &Error>);

/// A file of this build, read once.
struct Page {
    input: Input,
    /// The names of the sources that it holds, and of those that could not be read this time.
    seen: HashSet<String>,
    failed: HashSet<String>,
    /// True if it was read to its end.
    whole: bool,
    /// The one source that it holds, if it takes long to read.
    kept: Option<Source>,
}

/// Sources of earlier builds by file and name.
type ByFile = BTreeMap<PathBuf, BTreeMap<String, store::Source>>;

/// One build.
struct Desk<'a> {
    store: &'a mut Store,
    tables: &'a Tables,
    reading: &'a Reading,
    /// What persons chose where a name is open.
    choices: Arc<Choices>,
    told: Told,
    /// The numbers of papers that are new, gone, or of another day.
    changed: BTreeSet<Number>,
    report: Report,
    /// Bytes of text that may still be kept.
    room: usize,
    bar: ProgressBar,
    heard: Heard<'a>,
}

impl Desk<'_> {
    /// Reads a file for the papers that its sources report; nothing if it cannot be read.
    fn first(&mut self, mut input: Input) -> Result<Option<Page>> {
        let opened = input.keep(self.reading.max_size);
        let mut sources = match opened.and_then(|()| input.sources(options(self.tables, self.reading))) {
            Ok(sources) => sources,
            Err(error) => {
                self.fail(&error);
                return Ok(None);
            }
        };
        let (mut seen, mut failed) = (HashSet::new(), HashSet::new());
        let mut kept = None;
        for source in &mut sources {
            match source {
                Ok(source) => {
                    self.bar.set_message(source.name.clone());
                    self.report.count(source.text.format);
                    let name = source.name.clone();
                    let config = Config {
                        source: name.clone(),
                        place: self.reading.place.clone(),
                        date: self.reading.date,
                        stated: source.stated,
                        choices: Arc::clone(&self.choices),
                        ..Config::default()
                    };
                    let extraction = luocdo::extract(self.tables, &config, source.text);
                    self.changed.extend(self.told.replace(self.store, &name, reported(&extraction))?);
                    seen.insert(name.clone());
                    if Path::new(&name) == input.path {
                        let (text, stated) = (extraction.text, config.stated);
                        kept = self.keep(Source { name, text, stated, sha256: source.sha256 });
                    }
                }
                Err(error) => {
                    failed.extend(error.path().map(|path| path.to_string_lossy().into_owned()));
                    self.fail(&error);
                }
            }
            self.bar.inc(1);
        }
        self.report.pass_over(sources.passed());
        let whole = sources.whole();
        drop(sources);
        Ok(Some(Page { input, seen, failed, whole, kept }))
    }

    /// The source, if its format takes long to read and there is room for it.
    fn keep(&mut self, source: Source) -> Option<Source> {
        let slow = matches!(source.text.format, Format::Pdf | Format::Doc | Format::Rtf | Format::Odt);
        let room = self.room.checked_sub(source.text.content.len()).filter(|_| slow)?;
        self.room = room;
        Some(source)
    }

    /// Tells of what cannot be read.
    fn fail(&mut self, error: &Error) {
        self.report.fail(error);
        let name = error.path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        (self.heard)(&name, Err(error));
        self.bar.suspend(|| say(format_args!("luocdo: {error}")));
    }

    /// Forgets what a file said before and no longer holds: a member taken out of an archive, a row of a dump.
    fn forget(&mut self, page: &Page) -> Result<()> {
        for (name, graph) in self.store.sources_in(&page.input.path.to_string_lossy())? {
            // A name with `#` may be that of a file of its own.
            let own = Path::new(&name) != page.input.path && Path::new(&name).is_file();
            if !own && !page.seen.contains(&name) && !page.failed.contains(&name) {
                self.changed.extend(self.told.replace(self.store, &name, Vec::new())?);
                self.store.remove_source(&graph)?;
                self.report.tally.removed += 1;
            }
        }
        Ok(())
    }

    /// The sources of earlier builds that name a paper under one of the numbers that changed, by file; not those `here`.
    fn waiting(&self, here: &HashSet<&str>) -> Result<ByFile> {
        if self.changed.is_empty() {
            return Ok(ByFile::new());
        }
        let mut found = self.by_file(&self.store.sources_naming(&self.changed)?)?;
        for sources in found.values_mut() {
            sources.retain(|name, _| !here.contains(name.as_str()));
        }
        found.retain(|_, sources| !sources.is_empty());
        Ok(found)
    }

    /// Sources of earlier builds by file; not those whose file is gone.
    fn by_file(&self, graphs: &BTreeSet<NamedNode>) -> Result<ByFile> {
        let mut found = ByFile::new();
        for graph in graphs {
            let Some(source) = self.store.source(graph)? else { continue };
            let Some(name) = source.path.clone() else { continue };
            if let Some(file) = file_of(&name) {
                found.entry(file).or_default().insert(name, source);
            }
        }
        Ok(found)
    }

    /// Reads sources of earlier builds again, none with what another has just become.
    fn all_again(&mut self, sources: ByFile) -> Result<()> {
        for source in sources.values().flat_map(BTreeMap::keys) {
            self.told.keep(self.store, source)?;
        }
        for (file, sources) in sources {
            self.again(Input::new(file), sources)?;
        }
        Ok(())
    }

    /// Reads sources of an earlier build again, each as it was built: with the place and the day that it was given
    /// then. Not those that say something else by now; these are for the user to build again.
    fn again(&mut self, input: Input, mut wanted: BTreeMap<String, store::Source>) -> Result<()> {
        let Ok(sources) = input.sources(options(self.tables, self.reading)) else { return Ok(()) };
        for source in sources.flatten() {
            let Some(built) = wanted.remove(&source.name) else { continue };
            self.bar.inc(1);
            if built.sha256.as_deref() != Some(source.sha256.as_str()) {
                let name = &source.name;
                self.bar.suspend(|| {
                    say(format_args!(
                        "luocdo: `{name}` has changed since it was built and is not read again for what is new here; build it again"
                    ));
                });
            } else {
                let (place, date) = self.as_built(&source, &built);
                if self.write(source, Config { place, date, ..Config::default() })? != Change::Unchanged {
                    self.report.tally.again += 1;
                }
            }
            if wanted.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// The place and the day that a source was given when it was built; nothing where it says them itself.
    fn as_built(&self, source: &Source, built: &store::Source) -> (Option<String>, Option<chrono::NaiveDate>) {
        let config = Config { source: source.name.clone(), stated: source.stated.clone(), ..Config::default() };
        let plain = luocdo::extract(self.tables, &config, source.text.clone());
        let place = |symbol: &str| self.store.base().place(symbol);
        let rows = &self.tables.agencies.provinces;
        let given = rows.iter().find(|row| Some(place(&row.symbol)) == built.place).map(|row| row.symbol.clone());
        let same = plain.place.as_deref().map(place) == built.place;
        (given.filter(|_| !same), built.date.filter(|_| plain.date != built.date))
    }

    /// Reads a file for all that its sources say, and writes it.
    fn second(&mut self, page: Page) -> Result<()> {
        if let Some(source) = page.kept {
            return self.write_new(source);
        }
        let sources = match page.input.sources(options(self.tables, self.reading)) {
            Ok(sources) => sources,
            Err(error) => {
                self.fail(&error);
                return Ok(());
            }
        };
        for source in sources {
            match source {
                Ok(source) if page.seen.contains(&source.name) => self.write_new(source)?,
                Ok(_) => {}
                // What failed in the first pass has been told.
                Err(error) if error.path().is_some_and(|path| page.seen.contains(&*path.to_string_lossy())) => {
                    self.fail(&error);
                }
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Writes a source of this build and counts it.
    fn write_new(&mut self, source: Source) -> Result<()> {
        let (place, date) = (self.reading.place.clone(), self.reading.date);
        let name = source.name.clone();
        let change = self.write(source, Config { place, date, ..Config::default() })?;
        (self.heard)(&name, Ok(change));
        match change {
            Change::Added => self.report.tally.new += 1,
            Change::Replaced => self.report.tally.changed += 1,
            Change::Unchanged => self.report.tally.unchanged += 1,
        }
        self.bar.inc(1);
        Ok(())
    }

    /// Reads a source with all that the others report, and writes it.
    fn write(&mut self, source: Source, known: Config) -> Result<Change> {
        self.bar.set_message(source.name.clone());
        let choices = Arc::clone(&self.choices);
        let config = Config { source: source.name, stated: source.stated, choices, ..known };
        let others = self.told.others(self.store, &config.source);
        let extraction = luocdo::extract_among(self.tables, &config, &others, source.text);
        others.done()?;
        let quads = encode(self.store.base(), &extraction, Some(&source.sha256), self.tables);
        let graph = self.store.base().source(&extraction.source);
        #[cfg(feature = "serve")]
        self.store.keep_text(&graph, extraction.text.counted(), &source.sha256)?;
        self.store.replace_source(&graph, &quads)
    }
}

/// A bar on standard error; none where that is no terminal or there is little to do.
fn bar(files: &[PathBuf]) -> ProgressBar {
    const LITTLE: u64 = 2 << 20;
    let bytes: u64 = files.iter().filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum();
    if files.len() < 10 && bytes < LITTLE {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(2 * files.len() as u64);
    // A template that does not parse leaves the plain bar.
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests;
