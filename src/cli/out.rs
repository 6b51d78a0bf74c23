//! What every question shares: in which form its answer is given, and where it goes.

use super::values::form;
use clap::{Args, ValueHint};
use luocdo::export::Format;
use luocdo::{Error, Result};
use std::path::PathBuf;

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people at a screen.
    Table,
    /// For programs.
    Json,
    /// For programs and spreadsheets (UTF-8).
    Csv,
    /// A workbook that prints as an annex.
    Xlsx,
    /// A calendar of last days.
    Ics,
    /// The papers of the answer and what they do to each other, in a form of `export`.
    Graph(Format),
}

impl Form {
    /// The forms of rows, by their names.
    const ROWS: [(&'static str, Form); 5] =
        [("table", Form::Table), ("json", Form::Json), ("csv", Form::Csv), ("xlsx", Form::Xlsx), ("ics", Form::Ics)];

    /// The form of a name or of a file extension.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let rows = Form::ROWS.into_iter().find(|(known, _)| *known == name).map(|(_, form)| form);
        rows.or_else(|| Format::from_name(&name).or_else(|| Format::from_extension(&name)).map(Form::Graph))
    }

    /// False for what would fill a screen with signs.
    pub fn is_text(self) -> bool {
        match self {
            Form::Xlsx => false,
            Form::Graph(format) => !format.is_binary(),
            Form::Table | Form::Json | Form::Csv | Form::Ics => true,
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Table => "txt",
            Form::Json => "json",
            Form::Csv => "csv",
            Form::Xlsx => "xlsx",
            Form::Ics => "ics",
            Form::Graph(format) => format.extension(),
        }
    }

    /// The media type for HTTP.
    #[cfg(feature = "serve")]
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Table => "text/plain; charset=utf-8",
            Form::Json => "application/json",
            Form::Csv => "text/csv; charset=utf-8",
            Form::Xlsx => Format::Xlsx.media_type(),
            Form::Ics => "text/calendar; charset=utf-8",
            Form::Graph(format) => format.media_type(),
        }
    }

    /// All names.
    pub fn names() -> Vec<&'static str> {
        let rows = Form::ROWS.iter().map(|(name, _)| *name);
        let pictures = Format::ALL.iter().map(|format| format.name());
        rows.chain(pictures.filter(|name| !Form::ROWS.iter().any(|(row, _)| row == name))).collect()
    }
}

/// Form and place of an answer.
#[derive(Args, Clone, Debug)]
pub struct Out {
    /// table (for people), json, csv, xlsx (an annex that prints), ics (a calendar of last days), or a picture of the papers in it: svg, html, gexf, …
    ///
    /// Taken from the name of `--output` if not given, else table. `luocdo export --help` tells what each form is for.
    #[arg(long, value_name = "FORM", value_parser = form)]
    pub format: Option<Form>,
    /// The file to write; standard output if not given.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// The most nodes of a picture, or lines of a tree; those with the most relations stay, and what is left out is told.
    ///
    /// [default: 400 for svg, html and mermaid, 10,000 lines for a tree, no limit for the others]
    #[arg(long, alias = "max-papers", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_nodes: Option<u32>,
}

impl Out {
    /// The form asked for, else the one that the file's name tells, else a table.
    ///
    /// # Errors
    /// [`Error::Argument`] if the file's name tells none.
    pub fn form(&self) -> Result<Form> {
        let (None, Some(path)) = (self.format, &self.output) else { return Ok(self.format.unwrap_or(Form::Table)) };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let extension = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        let row = Form::ROWS.into_iter().find(|(row, _)| *row == extension.to_lowercase()).map(|(_, form)| form);
        row.or_else(|| Format::from_file_name(&name).map(Form::Graph)).ok_or_else(|| {
            Error::Argument(format!("file extension `{extension}` is unknown; name the form with `--format`"))
        })
    }
}
