//! `impact`.

use super::out::Out;
use super::sources::Source;
use super::values::{change, provision};
use chrono::NaiveDate;
use clap::Args;

/// Show which papers are touched if a paper is amended, replaced or repealed ("tác động").
///
/// Of every paper that is live on the day and rests on it, over any number of papers, it tells what is left: it loses
/// its only anchor ("mất căn cứ duy nhất"), keeps another, or had none before; each with the chain of sentences.
#[derive(Args, Debug)]
#[command(after_help = "\
An anchor is what a paper has as its basis (\"căn cứ\"), carries out, lays down the particulars of, amends, corrects or
consolidates; not what it merely names, replaces, repeals or makes known. A paper counts as live unless it is known to
have ended. Most local papers also have a law on organisation as their basis: look at the anchors that are left.

Examples:
  luocdo impact \"Nghị định 59/2012/NĐ-CP\"
  luocdo impact \"Nghị định 59/2012/NĐ-CP\" --if amended --provision \"khoản 2 Điều 5\"
  luocdo impact \"Chỉ thị 20/CT-TTg\" --year 2023 --if repealed --province LS --output ra-soat.xlsx
  luocdo impact \"Quyết định 589/QĐ-UBND\" --year 2023 --on 2024-01-01 --from papers/")]
pub struct Impact {
    /// The paper ("văn bản"), as people write it.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Its year, where the name has none.
    #[arg(long)]
    pub year: Option<i32>,
    /// What happens to it: amended ("sửa đổi"), replaced ("thay thế"), repealed ("bãi bỏ").
    #[arg(long = "if", value_name = "CHANGE", value_parser = change, default_value = "repealed")]
    pub change: luocdo::analyze::Change,
    /// The provision that it happens to: "Điều 5", "khoản 2 Điều 5", "Phụ lục I".
    ///
    /// Papers whose sentence names no provision are told apart, as papers that may be touched.
    #[arg(long, value_name = "WORDS", value_parser = provision)]
    pub provision: Option<luocdo::analyze::Provision>,
    /// The day on which papers must be live, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
    /// Only papers of provinces, districts and communes.
    #[arg(long)]
    pub local: bool,
    /// Only papers issued in this province, by its name or code (`LS`).
    #[arg(long, value_name = "PROVINCE")]
    pub province: Option<String>,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
