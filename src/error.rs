//! The one error of the library: something in the world outside could not be read, written or understood
//! as a whole. Steps after `read` never fail; what they do not understand becomes a [`crate::model::Note`].

use std::path::PathBuf;

/// Why a file, a table, a query or a store could not be used. Each message names the thing and the way out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be opened, read or written.
    #[error("cannot {action} `{path}`: {source}")]
    File {
        /// What was tried, as a verb: `read`, `write`, `open`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is larger than what one run is willing to hold in memory.
    #[error("`{path}` is {size} MB, over the limit of {limit} MB; split it or raise `--max-size`")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in megabytes.
        size: u64,
        /// The limit in megabytes.
        limit: u64,
    },
    /// A file holds nothing to read.
    #[error("`{path}` is empty; give a file with text")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The bytes are not of a format that is read.
    #[error("`{path}` is not text or HTML ({found}); save it as UTF-8 text or HTML first")]
    Format {
        /// The file.
        path: PathBuf,
        /// What the bytes look like.
        found: &'static str,
    },
    /// The bytes are not valid UTF-8.
    #[error("`{path}` is not valid UTF-8 at byte {byte} (line {line}); save it as UTF-8 first")]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Where the first wrong byte stands, counted from 0.
        byte: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// A row of a table is wrong.
    #[error("table `{table}`, line {line}: {message}")]
    Table {
        /// The table's file name.
        table: String,
        /// The line in the file, counted from 1.
        line: u64,
        /// What is wrong and what is expected.
        message: String,
    },
    /// A query is not SPARQL.
    #[error("the query is not SPARQL: {message}")]
    Query {
        /// The parser's words, with line and column.
        message: String,
    },
    /// The store could not be used.
    #[error("store `{path}`: {message}")]
    Store {
        /// The store's folder, or `memory`.
        path: PathBuf,
        /// What happened and the way out.
        message: String,
    },
    /// A name given by the user names nothing here, or several things.
    #[error("{0}")]
    Name(String),
    /// A value on the command line is not what is expected.
    #[error("{0}")]
    Argument(String),
}

/// A result with the library's error.
pub type Result<T> = std::result::Result<T, Error>;
