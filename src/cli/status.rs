//! `status`.

use super::out::Out;
use super::sources::Source;
use chrono::NaiveDate;
use clap::Args;

/// Tell whether a paper is in force on a day ("tình trạng hiệu lực"), and by which sentences.
#[derive(Args, Debug)]
#[command(after_help = "\
The status is computed from the days and the sentences that were read: còn hiệu lực (in-force), chưa có hiệu lực
(not-yet), hết hiệu lực toàn bộ (expired), hết hiệu lực một phần (partly-expired), ngưng hiệu lực (suspended), không rõ
(unknown). Only words that name the paper end it; what nobody states stays open and is told below the answer.

Examples:
  luocdo status \"Nghị định 111/2022/NĐ-CP\"
  luocdo status \"nghi dinh 123/2020/nd-cp\" --on 2025-11-20
  luocdo status \"Quyết định 589/QĐ-UBND\" --year 2023 --format json --from papers/")]
pub struct Status {
    /// The paper ("văn bản"), as people write it.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Its year, where the name has none.
    #[arg(long)]
    pub year: Option<i32>,
    /// The day asked about, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
