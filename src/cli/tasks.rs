//! `tasks`.

use super::out::Out;
use super::sources::Source;
use super::values::{role, sort};
use chrono::NaiveDate;
use clap::Args;

/// List who is to do what by when ("nhiệm vụ", "thời hạn"), and how each task stands.
#[derive(Args, Debug)]
#[command(after_help = "\
A task is overdue (\"quá hạn\"), due (\"chưa đến hạn\"), open (no last day), or reported: a later paper of the body
(\"báo cáo\", \"tờ trình\", a letter that reports) names the paper that gives the task, or the order behind it. That is
found by the machine and a person must confirm it; the paper and its sentence are shown, and the task stays in the list
unless `--open` leaves it out. `--overdue` and `--due-within` leave it out unless `--with-reported` keeps it.

Examples:
  luocdo tasks --agency \"Sở Công Thương\"
  luocdo tasks --overdue --today 2023-08-01       what should have been done by then
  luocdo tasks --due-within 14 --output han.ics   a calendar of the next two weeks
  luocdo tasks --order \"Chỉ thị 20/CT-TTg\" --year 2023 --by body --output phu-luc-nhiem-vu.xlsx
  luocdo tasks --document \"Công văn 3312/VP-KT\" --role lead
  luocdo tasks --province \"Lạng Sơn\" --open --format csv > nhiem-vu.csv")]
pub struct Tasks {
    /// Only bodies whose name has these words, or whose code this is (`SCT:LS`).
    #[arg(long, value_name = "NAME")]
    pub agency: Option<String>,
    /// Only tasks that this very paper gives ("văn bản giao").
    #[arg(long, value_name = "NAME", conflicts_with = "order")]
    pub document: Option<String>,
    /// Only tasks of this order and of the papers that carry it out, over any number of papers.
    #[arg(long, value_name = "NAME")]
    pub order: Option<String>,
    /// The year of the paper or the order, where the name has none.
    #[arg(long)]
    pub year: Option<i32>,
    /// Only tasks of this province's bodies, by its name or code (`LS`).
    ///
    /// Bodies that the tables do not know ("các sở, ban, ngành") go with the issuer of the paper.
    #[arg(long, value_name = "PROVINCE")]
    pub province: Option<String>,
    /// Only this part: lead ("chủ trì"), perform ("thực hiện"), request ("được đề nghị"), coordinate ("phối hợp").
    #[arg(long, value_parser = role)]
    pub role: Option<luocdo::model::Role>,
    /// Only tasks whose last day is past ("quá hạn").
    #[arg(long)]
    pub overdue: bool,
    /// Only tasks whose last day is today or within so many days ("sắp đến hạn").
    #[arg(long, value_name = "DAYS", conflicts_with = "overdue")]
    pub due_within: Option<u32>,
    /// Only tasks without a last day ("không nêu thời hạn").
    #[arg(long, conflicts_with_all = ["overdue", "due_within"])]
    pub without_deadline: bool,
    /// Leave out the tasks that a later paper reports on.
    #[arg(long)]
    pub open: bool,
    /// Keep the tasks reported on among those overdue or soon due.
    #[arg(long, conflicts_with = "open")]
    pub with_reported: bool,
    /// What the list goes by: deadline, body.
    #[arg(long, value_name = "WHAT", value_parser = sort, default_value = "deadline")]
    pub by: luocdo::analyze::By,
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
