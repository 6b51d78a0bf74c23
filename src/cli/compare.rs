//! `compare`.

use super::out::Out;
use super::sources::Source;
use chrono::NaiveDate;
use clap::Args;

/// Put provinces side by side, on one order or over a period ("so sánh các tỉnh").
#[derive(Args, Debug)]
#[command(after_help = "\
Papers are counted that a body of the province issued; with --order only those that carry it out, over any number of
papers between. The lag (\"sau bao nhiêu ngày\") is the days from the order to the paper: over a period each order that
the province carries out counts once, by its first paper, if it was issued in the period itself; on one order each paper
counts. Only papers that sources here name are counted, so the numbers compare what was read.

Examples:
  luocdo compare LS CB --order \"Chỉ thị 20/CT-TTg\" --year 2023
  luocdo compare \"Lạng Sơn\" \"cao bang\" --from-date 2023-07-01 --to-date 2023-12-31
  luocdo compare LS CB HG --format csv > so-sanh.csv")]
pub struct Compare {
    /// Codes or names of provinces, with or without accents.
    #[arg(value_name = "PROVINCE", required = true, num_args = 1..)]
    pub provinces: Vec<String>,
    /// Only papers that carry this order out, as people write its name.
    #[arg(long, value_name = "NAME")]
    pub order: Option<String>,
    /// Its year, where the name has none.
    #[arg(long, requires = "order")]
    pub year: Option<i32>,
    /// Only papers issued on this day or later, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub from_date: Option<NaiveDate>,
    /// Only papers issued on this day or earlier.
    #[arg(long, value_name = "DATE")]
    pub to_date: Option<NaiveDate>,
    /// The day that counts as today [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// Also count what people rejected.
    #[arg(long)]
    pub rejected: bool,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
