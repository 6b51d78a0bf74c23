//! `check`.

use super::out::Out;
use super::sources::Source;
use chrono::NaiveDate;
use clap::Args;

/// Look whether the graph is as it must be ("kiểm tra đồ thị").
#[derive(Args, Debug)]
#[command(after_help = "\
Each source is held against the shapes of ontology/shapes.ttl (SHACL), and against rules that no shape can say: a
sentence is as long as its place, each paper goes by its key, every term is in the vocabulary, the common graph is the
union of the sources, nothing is dated in the future or cites a later paper, what people judged is still said.

Exit code 0 if nothing is broken, also where a person should look at something; 2 if something is (\"lỗi\").

Examples:
  luocdo check
  luocdo check --texts                            also look the sentences up in the files themselves
  luocdo check --format csv > loi.csv
  luocdo check --from examples/digest")]
pub struct Check {
    /// Read the files of the sources again, and look every sentence up in them.
    #[arg(long)]
    pub texts: bool,
    /// The day that counts as today, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
