//! `judge`.

use super::out::Out;
use super::sources::Source;
use super::values::{label, words};
use clap::{Args, Subcommand};

/// Keep what a person judges of the relations and tasks that were read.
#[derive(Args, Debug)]
#[command(after_help = "\
The ids stand in the column `id` of `luocdo trace … --format csv`, `luocdo tasks --format csv` and `luocdo status`. The
judgements are kept in judgements.csv beside the folder of the store, and hold again at every build. What is rejected
leaves the answers and stays on record; `--rejected` shows it.

Examples:
  luocdo judge accept 51f0c2a97be31d04 --by \"Nguyễn Thị An\" --why \"đã đối chiếu Công báo\"
  luocdo judge reject 51f0c2a97be31d04 --by \"Nguyễn Thị An\" --why \"câu này nói về Chỉ thị năm 2020\"
  luocdo judge relabel 51f0c2a97be31d04 --as cites --by An --why \"chỉ dẫn chiếu\"
  luocdo judge list --format csv")]
pub struct Judge {
    /// What to do.
    #[command(subcommand)]
    pub verdict: Verdict,
}

/// What `judge` does.
#[derive(Debug, Subcommand)]
pub enum Verdict {
    /// It is as the machine read it ("chấp nhận").
    Accept(Said),
    /// The machine was wrong; it leaves the answers ("bác bỏ").
    Reject(Said),
    /// It is there, but of another type or role ("đặt lại loại").
    Relabel {
        /// The type of a relation (implements, details, amends, …), or the role of a task (lead, perform, …).
        #[arg(long = "as", value_name = "TYPE", value_parser = label)]
        label: luocdo::judge::Label,
        #[command(flatten)]
        said: Said,
    },
    /// List all judgements with what became of them.
    List {
        #[command(flatten)]
        out: Out,
        #[command(flatten)]
        source: Source,
    },
}

/// Who judges what, and why.
#[derive(Args, Debug)]
pub struct Said {
    /// The id of the relation or the task.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Who judges.
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub by: String,
    /// Why.
    #[arg(long, value_name = "WORDS", value_parser = words)]
    pub why: String,
    #[command(flatten)]
    pub source: Source,
}
