//! `trace`.

use super::out::Out;
use super::sources::Source;
use super::values::relation;
use clap::{ArgAction, Args};

/// Show the tree of papers that carry an order out ("văn bản triển khai").
#[derive(Args, Debug)]
#[command(after_help = "\
Names are taken as people write them: with or without type, \"số\", accents, year and spaces. Where a name
fits several papers they are listed, and a year or a date chooses.

Examples:
  luocdo trace \"Chỉ thị 20/CT-TTg\" --year 2023
  luocdo trace \"chi thi so 20/ct-ttg ngay 08/6/2023\"
  luocdo trace \"Đề án 06\" --max-hops 1
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
    /// The most lines of the tree.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub max_papers: usize,
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
