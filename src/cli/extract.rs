//! `extract`.

use super::sources::Reading;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Read files and print what is found in them, without keeping it.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  luocdo extract tuan-27.txt                      one JSON object a file, for programs
  luocdo extract tuan-27.txt --format marked      the text with every name marked, for the eye
  luocdo extract page.html --format text          the text that places are counted in
  luocdo extract giay-to.zip vanban.jsonl         an object for each member and each row
  cat tuan-27.txt | luocdo extract - --place LS   from a pipe; a page of Lạng Sơn")]
pub struct Extract {
    /// Files to read; `-` is standard input.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Page::Json)]
    pub format: Page,
    #[command(flatten)]
    pub reading: Reading,
}

/// How a page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Page {
    /// One JSON object a file, on one line.
    Json,
    /// The extracted text, nothing else.
    Text,
    /// The text with what was found marked: `⟦Chỉ thị 20/CT-TTg⟧document`, coloured on a terminal.
    Marked,
}
