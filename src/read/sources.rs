//! A file → its sources, one after the other: one text, the members of an archive, the rows of a dump. One of
//! them is in memory at a time, and one that cannot be read is an error of its own: the rest goes on.

use super::archive::Members;
use super::dump::Map;
use super::jsonl::Lines;
use super::parquet::Rows;
use super::sniff::{self, Kind};
use super::{Input, html, text_of};
use crate::error::{Error, Result};
use crate::model::{Format, Source};
use crate::tables::columns::{Columns, Field};
use crate::tables::page_words::PageWords;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{Cursor, Read, Seek};
use std::path::Path;

/// How files are read.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The names of columns and labels.
    pub columns: &'a Columns,
    /// Words that stand along the margins of pages.
    pub words: &'a PageWords,
    /// The columns that the user named.
    pub map: &'a Map,
    /// The most bytes of one text.
    pub limit: u64,
}

impl Options<'_> {
    /// True if a column of a dump is read at all.
    pub(super) fn reads(&self, column: &str) -> bool {
        let inner = |field: Field| matches!(field, Field::Label | Field::Target);
        self.map.names(column) || self.columns.fields(column).iter().any(|(field, _)| !inner(*field))
    }
}

/// Bytes that can be read from any place.
pub trait Stream: Read + Seek {}
impl<T: Read + Seek> Stream for T {}

/// What a collection gives when it is asked for the next.
pub enum Step {
    /// A source, or why it cannot be read.
    Source(Box<Result<Source>>),
    /// A member of an archive, by its name.
    Member(String, Vec<u8>),
    /// A member that is of no kind that is read, by its extension.
    Passed(String),
    /// Nothing after this can be read.
    Broken(Error),
    /// That was all.
    End,
}

impl Step {
    /// A source, or why it cannot be read.
    pub fn source(source: Result<Source>) -> Self {
        Step::Source(Box::new(source))
    }
}

/// A file of several texts that is being read.
enum Collection {
    Archive(Members),
    JsonLines(Lines<Box<dyn Stream>>),
    Parquet(Box<Rows>),
}

/// The sources of a file.
pub struct Sources<'a> {
    options: Options<'a>,
    /// Archives within archives, the innermost last.
    open: Vec<Collection>,
    one: Option<Result<Source>>,
    whole: bool,
    passed: BTreeMap<String, usize>,
}

impl<'a> Sources<'a> {
    /// The sources of a file on disk.
    ///
    /// # Errors
    /// If the file as a whole cannot be read: it is not there, damaged, too large, of a kind that is not read.
    pub fn open(path: &Path, options: Options<'a>) -> Result<Self> {
        let fail = |source| Error::File { action: "read", path: path.to_owned(), source };
        let mut file = File::open(path).map_err(fail)?;
        let kind = sniff::kind(path, &mut file).map_err(fail)?;
        let name = path.to_string_lossy().into_owned();
        if kind == Kind::Parquet {
            let mut sources = Self::none(options);
            sources.open.push(Collection::Parquet(Box::new(Rows::open(&name, file, &options)?)));
            return Ok(sources);
        }
        if !kind.is_collection() {
            let size = file.metadata().map_err(fail)?.len();
            if size > options.limit {
                return Err(too_large(path, size, options.limit));
            }
            let mut bytes = Vec::new();
            file.rewind()
                .and_then(|()| file.take(options.limit.saturating_add(1)).read_to_end(&mut bytes))
                .map_err(fail)?;
            return Self::of_bytes(path, bytes, options);
        }
        let mut sources = Self::none(options);
        sources.enter(&name, kind, Box::new(file))?;
        Ok(sources)
    }

    /// The sources of bytes that came from `path`, such as those of a pipe.
    ///
    /// # Errors
    /// As [`Sources::open`].
    pub fn of_bytes(path: &Path, bytes: Vec<u8>, options: Options<'a>) -> Result<Self> {
        let mut sources = Self::none(options);
        sources.one = sources.unpack(&path.to_string_lossy(), bytes)?.map(Ok);
        Ok(sources)
    }

    /// True once all has been read to its end, be it with errors in some of the sources.
    pub fn whole(&self) -> bool {
        self.whole && self.one.is_none() && self.open.is_empty()
    }

    /// How many members of archives were passed over, by extension.
    pub fn passed(&self) -> &BTreeMap<String, usize> {
        &self.passed
    }

    fn none(options: Options<'a>) -> Self {
        Sources { options, open: Vec::new(), one: None, whole: true, passed: BTreeMap::new() }
    }

    /// Begins to read a collection.
    fn enter(&mut self, name: &str, kind: Kind, bytes: Box<dyn Stream>) -> Result<()> {
        self.open.push(match kind {
            Kind::JsonLines => Collection::JsonLines(Lines::open(name, bytes, &self.options)?),
            _ => Collection::Archive(Members::open(name, bytes)?),
        });
        Ok(())
    }

    /// The one source that bytes hold; if they hold several these come next.
    fn unpack(&mut self, name: &str, bytes: Vec<u8>) -> Result<Option<Source>> {
        let path = Path::new(name);
        let fail = |source| Error::File { action: "read", path: path.to_owned(), source };
        let kind = sniff::kind(path, &mut Cursor::new(&bytes)).map_err(fail)?;
        let archives = self.open.iter().filter(|open| matches!(open, Collection::Archive(_))).count();
        match kind {
            Kind::Archive if archives > 1 => {
                Err(Error::Format { path: path.to_owned(), found: "an archive inside an archive inside an archive" })
            }
            Kind::Parquet => Err(Error::Dump {
                path: path.to_owned(),
                message: "Parquet is read from a file of its own only; put it in one first".to_owned(),
            }),
            Kind::Archive | Kind::JsonLines => {
                self.enter(name, kind, Box::new(Cursor::new(bytes)))?;
                Ok(None)
            }
            _ if bytes.len() as u64 > self.options.limit => {
                Err(too_large(path, bytes.len() as u64, self.options.limit))
            }
            _ => single(name, &bytes, kind, &self.options).map(Some),
        }
    }
}

impl Iterator for Sources<'_> {
    type Item = Result<Source>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(one) = self.one.take() {
            return Some(one);
        }
        loop {
            let step = match self.open.last_mut()? {
                Collection::Archive(members) => members.step(&self.options),
                Collection::JsonLines(lines) => lines.step(&self.options),
                Collection::Parquet(rows) => rows.step(&self.options),
            };
            match step {
                Step::Source(source) => return Some(*source),
                Step::Member(name, bytes) => match self.unpack(&name, bytes).transpose() {
                    Some(source) => return Some(source),
                    None => continue,
                },
                Step::Passed(extension) => *self.passed.entry(extension).or_default() += 1,
                Step::Broken(error) => {
                    self.whole = false;
                    self.open.pop();
                    return Some(Err(error));
                }
                Step::End => {
                    self.open.pop();
                }
            }
        }
    }
}

/// The source of a file that holds one text.
fn single(name: &str, bytes: &[u8], kind: Kind, options: &Options<'_>) -> Result<Source> {
    let input = Input { path: Path::new(name), bytes, words: options.words };
    let text = text_of(input, kind)?;
    let stated = match text.format {
        Format::Html => html::stated(&super::decoded(input)?.text, options.columns),
        _ => None,
    };
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Source { name: name.to_owned(), text, stated, sha256 })
}

/// A file over the limit, both in bytes.
pub(super) fn too_large(path: &Path, size: u64, limit: u64) -> Error {
    Error::TooLarge { path: path.to_owned(), size: size.div_ceil(1 << 20), limit: limit >> 20 }
}

/// The names given in one collection, each once.
#[derive(Debug, Default)]
pub struct Names {
    /// Hashes, so that a dump of millions of rows costs megabytes.
    given: HashSet<u64>,
    hasher: RandomState,
}

impl Names {
    /// The name of what a collection calls `inside`; where that was given before, with `place` behind it.
    pub fn unique(&mut self, collection: &str, inside: &str, place: u64) -> String {
        let plain: String = inside.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
        let mut name = format!("{collection}#{}", plain.trim());
        while !self.given.insert(self.hasher.hash_one(&name)) {
            name.push_str(&format!(" ({place})"));
        }
        name
    }
}

#[cfg(test)]
mod tests;
