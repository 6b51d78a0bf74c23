//! `judge`.

use super::out::Out;
use super::sources::Source;
use super::values::{label, words};
use clap::{Args, Subcommand};

/// Keep what a person judges of the relations and tasks that were read, and which papers open names mean.
#[derive(Args, Debug)]
#[command(after_help = "\
The ids stand in the column `id` of `luocdo trace … --format csv`, `luocdo tasks --format csv` and `luocdo status`; those
of names that fit several papers, or none, in `luocdo gaps` and `luocdo stats --open`. The
judgements are kept in judgements.csv beside the folder of the store, and hold again at every build. What is rejected
leaves the answers and stays on record; `--rejected` shows it. When the paper of a name is chosen, the sources in which it
stands are read again: what follows from it (relations, tasks, \"Chỉ thị nêu trên\") is there at once.

Examples:
  luocdo judge accept 51f0c2a97be31d04 --by \"Nguyễn Thị An\" --why \"đã đối chiếu Công báo\"
  luocdo judge reject 51f0c2a97be31d04 --by \"Nguyễn Thị An\" --why \"câu này nói về Chỉ thị năm 2020\"
  luocdo judge relabel 51f0c2a97be31d04 --as cites --by An --why \"chỉ dẫn chiếu\"
  luocdo judge choose 9a0c77d2e5b14f36 --as \"Chỉ thị 20/CT-TTg năm 2023\" --by An --why \"trang ra tháng 7/2023\"
  luocdo judge choose 9a0c77d2e5b14f36 --as \"CT|20/CT-TTg|2023|TTg\" --by An --why \"trang ra tháng 7/2023\"
  luocdo judge undo 9a0c77d2e5b14f36
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
    /// A name that the text leaves open means this paper ("chọn").
    Choose {
        /// The paper: its name as people write it, where a source or the tables know it, or its key.
        #[arg(long = "as", value_name = "PAPER", value_parser = words)]
        paper: String,
        /// The year of the paper, where the name has none.
        #[arg(long, value_name = "YEAR")]
        year: Option<i32>,
        #[command(flatten)]
        said: Said,
    },
    /// Take the last judgement on an id back; an earlier one holds again ("hoàn tác").
    Undo {
        /// The id of the relation, the task or the name.
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        source: Source,
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
    /// The id of the relation, the task or the name.
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
