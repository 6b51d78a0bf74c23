//! One file a command, and what they share: where the graph comes from, standard output, the exit code.

pub mod answer;
pub mod ask;
pub mod build;
pub mod check;
pub mod compare;
pub mod coverage;
pub mod export;
pub mod extract;
pub mod gaps;
pub mod impact;
pub mod judge;
pub mod learn;
pub mod new;
pub mod query;
pub mod rank;
pub mod report;
pub mod stats;
pub mod status;
pub mod tasks;
pub mod trace;
mod world;

pub use world::World;

use crate::cli::{Cli, Reading, Source};
use chrono::NaiveDate;
use clap::CommandFactory;
use luocdo::analyze::{Graph, Known, Paper};
use luocdo::encode;
use luocdo::iri::Base;
use luocdo::judge::Judgements;
use luocdo::model::{DocType, Document, Key};
use luocdo::names::{self, Found};
use luocdo::read::{Options, Sources};
use luocdo::store::Store;
use luocdo::{Error, Result, Tables};
use petgraph::graph::NodeIndex;
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// The question has no answer here.
    Nothing,
    /// Something failed and was told; the rest was done.
    Failed,
}

impl Outcome {
    /// [`Outcome::Nothing`] if there is nothing.
    pub fn of(found: bool) -> Self {
        if found { Outcome::Done } else { Outcome::Nothing }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Stop {
    /// What was asked for is not here.
    Nothing(Error),
    /// It failed.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Failed(error)
    }
}

/// How a command ends.
pub type Done = std::result::Result<Outcome, Stop>;

/// A line on standard error. If that is closed there is nobody to tell.
pub fn say(words: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{words}");
}

/// Gives `fill` standard output and sees that all of it is written.
pub fn to_stdout<T>(fill: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let mut out = BufWriter::new(io::stdout().lock());
    let value = fill(&mut out)?;
    out.flush().map_err(unwritten)?;
    Ok(value)
}

/// Standard output could not be written.
pub fn unwritten(source: io::Error) -> Error {
    Error::File { action: "write", path: PathBuf::from("standard output"), source }
}

/// The graph to ask: the store, or the files of `--from` read into memory.
pub fn open(source: &Source) -> Result<Store> {
    if source.from.is_empty() {
        must_exist(&source.store)?;
        return Store::open_to_read(&source.store);
    }
    let base = source.reading.base.as_deref().map(Base::parse).transpose()?;
    let mut store = Store::memory(base.unwrap_or_default())?;
    store.judge_by(Judgements::read(&judgements(source.judgements.as_deref(), &source.store))?);
    let tally = learn::learn(&mut store, &source.from, &source.reading, false)?.tally;
    if tally.failed > 0 && tally.read() == 0 {
        return Err(Error::Argument("none of the files of `--from` could be read".into()));
    }
    Ok(store)
}

/// A file to read, or what a pipe gave, which cannot be read twice.
pub struct Input {
    /// The path as given; `-` is standard input.
    pub path: PathBuf,
    kept: Option<Vec<u8>>,
}

impl Input {
    /// The input of a path, of which nothing has been read.
    pub fn new(path: PathBuf) -> Self {
        Input { path, kept: None }
    }

    /// Reads what is no file on disk, at most `limit` megabytes of it.
    ///
    /// # Errors
    /// As [`load`].
    pub fn keep(&mut self, limit: u64) -> Result<()> {
        if !self.path.is_file() {
            self.kept = Some(load(&self.path, limit)?);
        }
        Ok(())
    }

    /// All its bytes, at most `limit` megabytes.
    ///
    /// # Errors
    /// As [`load`].
    pub fn bytes(&self, limit: u64) -> Result<Cow<'_, [u8]>> {
        match &self.kept {
            Some(bytes) => Ok(Cow::Borrowed(bytes)),
            None => load(&self.path, limit).map(Cow::Owned),
        }
    }

    /// The sources in it, one after the other.
    ///
    /// # Errors
    /// If it cannot be read as a whole.
    pub fn sources<'o>(&self, options: Options<'o>) -> Result<Sources<'o>> {
        match &self.kept {
            Some(bytes) => Sources::of_bytes(&self.path, bytes.clone(), options),
            None => Sources::open(&self.path, options),
        }
    }
}

/// How files are read, as the command line says.
pub fn options<'o>(tables: &'o Tables, reading: &'o Reading) -> Options<'o> {
    let limit = reading.max_size.saturating_mul(1 << 20);
    Options { columns: &tables.columns, words: &tables.page_words, map: &reading.map, limit }
}

/// The file that holds a source; `None` if it is gone. A name with `#` is that of a file, or of something inside.
pub fn file_of(source: &str) -> Option<PathBuf> {
    let around = source.match_indices('#').rev().map(|(at, _)| &source[..at]);
    std::iter::once(source).chain(around).map(Path::new).find(|path| path.is_file()).map(Path::to_owned)
}

/// Refuses the folder of a store that is not there, which opening it to write would make.
pub fn must_exist(store: &Path) -> Result<()> {
    if store.exists() {
        return Ok(());
    }
    let message = "it does not exist; make it with `luocdo build PATH`, or ask files with `--from PATH`";
    Err(Error::Store { path: store.to_owned(), message: message.into() })
}

/// The file of judgements: the one given, or the one beside the folder of the store.
pub fn judgements(given: Option<&Path>, store: &Path) -> PathBuf {
    given.map_or_else(|| Judgements::beside(store), Path::to_owned)
}

/// The bytes of a file, or of standard input for `-`; more than `limit` megabytes are an error.
pub fn load(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let failed = |source| Error::File { action: "read", path: path.to_owned(), source };
    let most = limit.saturating_mul(1 << 20);
    let mut bytes = Vec::new();
    let mut size = 0;
    if path == Path::new("-") {
        io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = File::open(path).map_err(failed)?;
        size = file.metadata().map_err(failed)?.len();
        if size <= most {
            // A device or a pipe has no size, so the reading is bounded as well.
            file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
        }
    }
    let size = size.max(bytes.len() as u64);
    if size > most {
        return Err(Error::TooLarge { path: path.to_owned(), size: size.div_ceil(1 << 20), limit });
    }
    Ok(bytes)
}

/// A name that leads nowhere is nothing found; all else is a failure.
pub fn missing(error: Error) -> Stop {
    match error {
        Error::Name(_) => Stop::Nothing(error),
        error => Stop::Failed(error),
    }
}

/// The papers of the tables: nicknames with theirs for a title, papers known by number, statutes.
fn elsewhere(tables: &Tables, base: &Base) -> Vec<Paper> {
    let paper = |key: Key, date: Option<NaiveDate>, title: Option<String>, short_title: Option<String>| {
        let document =
            Document { date, title, short_title: short_title.clone(), described: true, ..Document::named(key) };
        let key = &document.key;
        Paper {
            iri: base.document(key).into_string(),
            label: encode::label(tables, &document),
            key: key.to_string(),
            number: key.number.clone(),
            date,
            year: key.year,
            issuer: key.issuer.as_deref().and_then(|id| tables.agencies.name(id)),
            title: document.title.clone(),
            short_title,
            described: true,
            ..Paper::default()
        }
    };
    let nicknames =
        tables.nickname_rows.iter().enumerate().filter_map(|(n, row)| {
            Some(paper(tables.nickname_key(n)?, row.date.date, Some(row.nickname.clone()), None))
        });
    let instruments = tables.instruments.values().flatten().filter_map(|row| {
        let key = Key {
            kind: DocType::from_code(&row.r#type)?,
            number: row.number.clone(),
            year: row.date.year,
            issuer: Some(row.issuer.clone()),
        };
        Some(paper(key, row.date.date, Some(row.title.clone()).filter(|title| !title.is_empty()), None))
    });
    let statutes = tables
        .statutes
        .iter()
        .map(|statute| paper(statute.key(), statute.row.adopted.date, None, Some(statute.row.short_title.clone())));
    nicknames.chain(instruments).chain(statutes).collect()
}

/// The document that the user named.
pub fn named(graph: &Graph, typed: &str, year: Option<i32>) -> std::result::Result<NodeIndex, Stop> {
    let found = names::find(graph, typed, year);
    let missing = matches!(found, Found::None(..));
    found.one(graph, typed).map_err(if missing { Stop::Nothing } else { Stop::Failed })
}

/// The code of the province that the user named, if any.
pub fn province(known: &Known, typed: Option<&str>) -> std::result::Result<Option<String>, Stop> {
    let province = typed.map(|typed| known.province(typed)).transpose().map_err(missing)?;
    Ok(province.map(|province| province.code.clone()))
}

/// `completions`.
pub fn completions(shell: clap_complete::Shell) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "luocdo", &mut script);
    to_stdout(|out| out.write_all(&script).map_err(unwritten))?;
    Ok(Outcome::Done)
}
