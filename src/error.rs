//! The one error of the library: something in the world outside could not be read, written or understood
//! as a whole. Steps after `read` never fail; what they do not understand becomes a [`crate::model::Note`].

use std::path::{Path, PathBuf};

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
    #[error("`{path}` is {found}, which is not read; save it as text, HTML, PDF or DOCX first")]
    Format {
        /// The file.
        path: PathBuf,
        /// What the bytes look like: `a picture`.
        found: &'static str,
    },
    /// A file breaks off or is not what it should be inside.
    #[error("`{path}` is damaged ({message}); get it again from where it came from")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong inside.
        message: String,
    },
    /// A file cannot be read without its password.
    #[error("`{path}` is protected by a password; save it without one first{}", unlocking(path))]
    Protected {
        /// The file.
        path: PathBuf,
    },
    /// A file holds pictures of text, or letters without names.
    #[error(
        "`{path}` {found}; make its text with `ocrmypdf -l vie --force-ocr IN.pdf OUT.pdf`, or page by page with `tesseract PAGE.png OUT -l vie`"
    )]
    Scan {
        /// The file.
        path: PathBuf,
        /// What there is instead of text, as the rest of a sentence.
        found: &'static str,
    },
    /// A file unpacks to more than one run is willing to go through.
    #[error("`{path}` unpacks to far more than it holds ({message}); unpack it yourself if you trust it")]
    Bomb {
        /// The archive or its member.
        path: PathBuf,
        /// Which limit it passes.
        message: String,
    },
    /// A file is of a format that another program reads, which is not here or did not manage.
    #[error("`{path}` is {found}, {message}")]
    Converter {
        /// The file.
        path: PathBuf,
        /// What the bytes look like: `an RTF file`.
        found: &'static str,
        /// What became of the other program, and the way out, as the rest of a sentence.
        message: &'static str,
    },
    /// A dump as a whole cannot be read.
    #[error("`{path}`: {message}")]
    Dump {
        /// The file.
        path: PathBuf,
        /// What is wrong and the way out.
        message: String,
    },
    /// A row of a dump cannot be read.
    #[error("`{path}`, row {row}: {message}")]
    Row {
        /// The file.
        path: PathBuf,
        /// The row, counted from 1.
        row: u64,
        /// What is wrong with it.
        message: String,
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

impl Error {
    /// The file, or the member or row inside it, that the message is about.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Error::File { path, .. }
            | Error::TooLarge { path, .. }
            | Error::Empty { path }
            | Error::Format { path, .. }
            | Error::Damaged { path, .. }
            | Error::Protected { path }
            | Error::Bomb { path, .. }
            | Error::Converter { path, .. }
            | Error::Encoding { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Why a file was not read, in words that files can be counted by: `damaged`, `empty`.
    pub fn reason(&self) -> &'static str {
        match self {
            Error::File { .. } => "not to be opened",
            Error::TooLarge { .. } | Error::Bomb { .. } => "too large",
            Error::Empty { .. } => "empty",
            Error::Format { .. } => "of another kind",
            Error::Damaged { .. } => "damaged",
            Error::Protected { .. } => "protected by a password",
            Error::Scan { .. } => "scans without text",
            Error::Converter { .. } => "for LibreOffice",
            Error::Encoding { .. } => "in an unknown encoding",
            Error::Dump { .. } => "without the columns asked for",
            Error::Row { .. } => "broken rows",
            Error::Table { .. } | Error::Query { .. } | Error::Store { .. } | Error::Name(_) | Error::Argument(_) => {
                "otherwise"
            }
        }
    }
}

/// How a PDF is saved without its password; of other formats the program that wrote them does it.
fn unlocking(path: &Path) -> &'static str {
    let pdf = path.extension().is_some_and(|name| name.eq_ignore_ascii_case("pdf"));
    if pdf { ": `qpdf --decrypt --password=… IN.pdf OUT.pdf`" } else { "" }
}

/// A result with the library's error.
pub type Result<T> = std::result::Result<T, Error>;
