//! `trace`.

use super::out::Out;
use super::sources::Source;
use super::values::relation;
use chrono::NaiveDate;
use clap::{ArgAction, Args};

/// Show the tree of papers that carry an order out ("văn bản triển khai"), or of the orders above a paper.
#[derive(Args, Debug)]
#[command(after_help = "\
Names are taken as people write them: with or without type, \"số\", accents, year and spaces. Where a name
fits several papers they are listed, and a year or a date chooses.

A paper that the filters leave out and that leads to one they let pass stays in the tree, marked as a link. Levels are
those of the issuers: national, ministry, province, department, district, commune.

Examples:
  luocdo trace \"Chỉ thị 20/CT-TTg\" --year 2023
  luocdo trace \"chi thi so 20/ct-ttg ngay 08/6/2023\"
  luocdo trace \"Công văn 1187/SCT-QLNL\" --up              the orders that it carries out
  luocdo trace \"Đề án 06\" --max-hops 1
  luocdo trace \"Đề án 06\" --province \"Lạng Sơn\" --body \"Sở Công Thương\" --from-date 2023-07-01
  luocdo trace \"Luật Tiếp cận thông tin\" --format csv > thuc-hien.csv
  luocdo trace \"Công điện 607/CĐ-TTg\" --from examples/digest     without building a store")]
pub struct Trace {
    /// The order ("văn bản chỉ đạo"), as people write it.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Its year, where the name has none.
    #[arg(long)]
    pub year: Option<i32>,
    /// How many papers away from the order to go [default: to the end].
    #[arg(long, value_name = "N")]
    pub max_hops: Option<usize>,
    /// Go up: from a paper to the orders that it carries out ("văn bản cấp trên").
    #[arg(long)]
    pub up: bool,
    /// Go up and down.
    #[arg(long, conflicts_with = "up")]
    pub both: bool,
    /// Only papers that this body issued or that give it a task: words of its name, or its code (`SCT:LS`).
    #[arg(long, value_name = "NAME")]
    pub body: Option<String>,
    /// Only papers of the bodies of this province, by its code or its name.
    #[arg(long, value_name = "PROVINCE")]
    pub province: Option<String>,
    /// Only papers issued on this day or later, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub from_date: Option<NaiveDate>,
    /// Only papers issued on this day or earlier.
    #[arg(long, value_name = "DATE")]
    pub to_date: Option<NaiveDate>,
    /// What carries an order on; may be given several times.
    #[arg(long, value_name = "RELATION", value_parser = relation, action = ArgAction::Append, default_values = ["implements", "details"])]
    pub follow: Vec<luocdo::model::RelationType>,
    /// Also show what people rejected, marked as such.
    #[arg(long)]
    pub rejected: bool,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
