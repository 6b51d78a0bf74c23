//! `tasks`.

use super::out::Out;
use super::sources::Source;
use super::values::role;
use chrono::NaiveDate;
use clap::Args;

/// List who is to do what by when ("nhiệm vụ", "thời hạn").
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  luocdo tasks --agency \"Sở Công Thương\"
  luocdo tasks --overdue --today 2023-08-01       what should have been done by then
  luocdo tasks --document \"Kế hoạch 148/KH-UBND\" --role lead
  luocdo tasks --format csv > nhiem-vu.csv")]
pub struct Tasks {
    /// Only bodies whose name has these words, or whose code this is (`SCT:LS`).
    #[arg(long, value_name = "NAME")]
    pub agency: Option<String>,
    /// Only tasks of this paper and of the papers that carry it out.
    #[arg(long, value_name = "NAME")]
    pub document: Option<String>,
    /// Its year, where the name has none.
    #[arg(long, requires = "document")]
    pub year: Option<i32>,
    /// Only this part: lead ("chủ trì"), perform ("thực hiện"), request ("được đề nghị"), coordinate ("phối hợp").
    #[arg(long, value_parser = role)]
    pub role: Option<luocdo::model::Role>,
    /// Only tasks whose last day is past ("quá hạn").
    #[arg(long)]
    pub overdue: bool,
    /// The day that counts as today, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// Also show what people rejected, marked as such.
    #[arg(long)]
    pub rejected: bool,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
