//! `coverage`.

use super::out::Out;
use super::sources::Source;
use chrono::NaiveDate;
use clap::Args;

/// Show which provinces and bodies carry an order out, how soon, and who is silent ("tình hình triển khai").
#[derive(Args, Debug)]
#[command(after_help = "\
The board lists the bodies that have issued a paper which carries the order out over any number of papers, with the
days since the order, the deadline that the order itself sets them (\"thời hạn\"), and the days past it. Whom the order
addresses is read from its own tasks; \"UBND các tỉnh, thành phố trực thuộc trung ương\" stands for the provinces of the
day of the order (63 before 1 July 2025, 34 since), \"các bộ, ngành\" for its ministries. Where its tasks were not read,
nobody is called silent, only not seen. Only what sources here say counts; a paper that none of them names is unknown.

Indicators, after the EU Single Market Scoreboard; each stays open where there is nothing to divide by:
  chưa thực hiện      the share of the bodies addressed of which no paper is known
  thay đổi            that share today less that share on the day of --since, in points
  quá hạn kéo dài     bodies addressed without a paper more than --long-overdue days past their deadline
  độ trễ trung bình   mean days past the deadline, over the bodies that were late or still are
  mâu thuẫn           mentions that may mean this order or another, or contradict themselves about it

Examples:
  luocdo coverage \"Công điện 607/CĐ-TTg\" --year 2023
  luocdo coverage \"Chỉ thị 20/CT-TTg\" --year 2023 --today 2023-12-31 --since 2023-06-30
  luocdo coverage --issuer TTg --from-date 2023-01-01 --to-date 2023-12-31     a line for each order
  luocdo coverage \"Đề án 06\" --output bang.xlsx")]
pub struct Coverage {
    /// The order ("văn bản chỉ đạo"), as people write it.
    #[arg(value_name = "NAME", required_unless_present = "issuer", conflicts_with = "issuer")]
    pub name: Option<String>,
    /// Its year, where the name has none.
    #[arg(long, requires = "name")]
    pub year: Option<i32>,
    /// All orders of this body, a line for each: its code (`TTg`) or words of its name.
    #[arg(long, value_name = "BODY")]
    pub issuer: Option<String>,
    /// Only orders issued on this day or later, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", requires = "issuer")]
    pub from_date: Option<NaiveDate>,
    /// Only orders issued on this day or earlier.
    #[arg(long, value_name = "DATE", requires = "issuer")]
    pub to_date: Option<NaiveDate>,
    /// The earlier day to compare with.
    #[arg(long, value_name = "DATE")]
    pub since: Option<NaiveDate>,
    /// The day that counts as today [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// More days past a deadline than these are long.
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub long_overdue: u16,
    /// Also count what people rejected.
    #[arg(long)]
    pub rejected: bool,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
