//! A dump in JSON Lines, or one JSON array → its rows, one in memory at a time. A line that is no JSON object, or is
//! longer than the limit, is an error of its own and the rest goes on; an array is read up to what breaks it.

use super::dump::{Cells, Dump};
use super::{Options, sources::Step};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The lines of a dump.
pub struct Lines<R> {
    dump: Dump,
    lines: BufReader<R>,
    /// Lines read so far, those without words as well: a message should lead to the line in an editor.
    row: u64,
    array: bool,
    ended: bool,
}

impl<R: Read + Seek> Lines<R> {
    /// The lines of `file` from its beginning.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be read.
    pub fn open(name: &str, mut file: R, options: &Options<'_>) -> Result<Self> {
        let dump = Dump::new(name.to_owned(), options);
        file.seek(SeekFrom::Start(0)).map_err(|source| unread(&dump, source))?;
        let mut lines = BufReader::with_capacity(1 << 16, file);
        let start = lines.fill_buf().map_err(|source| unread(&dump, source))?;
        let begun = start.strip_prefix(MARK).unwrap_or(start);
        let skipped = start.len() - begun.trim_ascii_start().len();
        let array = begun.trim_ascii_start().starts_with(b"[");
        if array {
            lines.consume(skipped + 1);
        }
        Ok(Lines { dump, lines, row: 0, array, ended: false })
    }

    /// The next row.
    pub fn step(&mut self, options: &Options<'_>) -> Step {
        let mut line = Vec::new();
        loop {
            if self.ended {
                return self.dump.end().map_or(Step::End, |error| Step::source(Err(error)));
            }
            if self.array {
                match self.element(options.limit) {
                    Ok(Some(cells)) => return self.source(&cells, options),
                    Ok(None) => self.ended = true,
                    Err(error) => {
                        self.ended = true;
                        return Step::Broken(error);
                    }
                }
                continue;
            }
            line.clear();
            let size = match self.line(options.limit, &mut line) {
                Ok(size) => size,
                Err(source) => {
                    self.ended = true;
                    return Step::Broken(unread(&self.dump, source));
                }
            };
            if size == 0 {
                self.ended = true;
                continue;
            }
            self.row += 1;
            let words = line.strip_prefix(MARK).unwrap_or(&line).trim_ascii();
            if words.is_empty() {
                continue;
            }
            if size > options.limit {
                let size = size.div_ceil(1 << 20);
                let path = PathBuf::from(format!("{}#{}", self.dump.name, self.row));
                return Step::source(Err(Error::TooLarge { path, size, limit: options.limit >> 20 }));
            }
            let cells: Cells = match serde_json::from_slice(words) {
                Ok(cells) => cells,
                Err(error) => {
                    let message = format!("no JSON object ({error}); the row is left out");
                    return Step::source(Err(self.dump.broken_row(self.row, message)));
                }
            };
            return self.source(&cells, options);
        }
    }

    /// The source that the cells of this row hold.
    fn source(&mut self, cells: &Cells, options: &Options<'_>) -> Step {
        if let Err(error) = self.dump.begin(cells.keys().map(String::as_str), options) {
            self.ended = true;
            return Step::Broken(error);
        }
        Step::source(self.dump.source(self.row, cells, options))
    }

    /// The next object of the array, of at most `limit` bytes; `None` at its end.
    fn element(&mut self, limit: u64) -> Result<Option<Cells>> {
        loop {
            let next = self.lines.fill_buf().map_err(|source| unread(&self.dump, source))?.first().copied();
            match next {
                Some(b']') => return Ok(None),
                Some(byte) if byte == b',' || byte.is_ascii_whitespace() => self.lines.consume(1),
                Some(_) => break,
                None => {
                    let path = PathBuf::from(&self.dump.name);
                    return Err(Error::Damaged { path, message: "its array does not end".to_owned() });
                }
            }
        }
        self.row += 1;
        let mut inside = serde_json::Deserializer::from_reader(self.lines.by_ref().take(limit));
        Cells::deserialize(&mut inside).map(Some).map_err(|error| {
            self.dump.broken_row(self.row, format!("no JSON object ({error}); it and what follows is left out"))
        })
    }

    /// Reads a line, at most `limit` bytes of it into `line`, and gives the size of the whole.
    fn line(&mut self, limit: u64, line: &mut Vec<u8>) -> io::Result<u64> {
        let mut size = self.lines.by_ref().take(limit.saturating_add(1)).read_until(b'\n', line)? as u64;
        if size <= limit || line.ends_with(b"\n") {
            return Ok(size);
        }
        loop {
            let more = self.lines.fill_buf()?;
            let (used, ends) = match more.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (more.len(), more.is_empty()),
            };
            self.lines.consume(used);
            size += used as u64;
            if ends {
                return Ok(size);
            }
        }
    }
}

fn unread(dump: &Dump, source: io::Error) -> Error {
    Error::File { action: "read", path: PathBuf::from(&dump.name), source }
}
