//! `new`.

use super::out::Out;
use super::sources::Source;
use chrono::NaiveDate;
use clap::Args;

/// Tell what a period brought: papers issued, statuses changed, tasks fallen due ("có gì mới").
#[derive(Args, Debug)]
#[command(after_help = "\
It goes by the days that papers and sentences state (\"ngày ban hành\", \"ngày có hiệu lực\", \"thời hạn\"), never by the
day on which a file was read: an old paper that was read today is not new. Papers without a day cannot be told and are
counted below the answer. A status (\"tình trạng hiệu lực\") is that of the day before the period and of its last day.

Examples:
  luocdo new --since 2023-07-10
  luocdo new --since 2023-07-10 --until 2023-07-16 --output tuan-28.xlsx
  luocdo new --since 2023-07-10 --province \"Lạng Sơn\"
  luocdo new --since 2023-07-01 --format json --from examples/digest")]
pub struct New {
    /// The first day, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub since: NaiveDate,
    /// The last day [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
    /// Only papers of the bodies of this province, and tasks that they give or have; by its code or its name.
    #[arg(long, value_name = "PROVINCE")]
    pub province: Option<String>,
    /// Also show what people rejected, marked as such.
    #[arg(long)]
    pub rejected: bool,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
