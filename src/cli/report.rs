//! `report`.

use super::sources::Source;
use chrono::NaiveDate;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Write a Word report of how an order is carried out ("báo cáo tình hình triển khai").
///
/// It names the order and whether it is in force, the papers that carry it out, and the tasks with their deadlines, each
/// with the sentence that says so.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  luocdo report \"Chỉ thị 20/CT-TTg\" --year 2023 -o bao-cao.docx
  luocdo report \"Đề án 06\" --today 2023-08-01 -o de-an-06.docx --from examples/digest")]
pub struct Report {
    /// The order ("văn bản chỉ đạo"), as people write it.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Its year, where the name has none.
    #[arg(long)]
    pub year: Option<i32>,
    /// The day that counts as today, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// The file to write; standard output if not given.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long, requires = "output")]
    pub force: bool,
    #[command(flatten)]
    pub source: Source,
}
