//! `gaps`.

use super::out::Out;
use super::sources::Source;
use super::values::gap;
use clap::{ArgAction, Args};

/// List what is missing and what cannot be right: papers named and not held, unsettled names, circles, wrong days.
#[derive(Args, Debug)]
#[command(after_help = "\
Kinds: stub (a paper that is named and not held, by how many papers need it), ambiguous (a name that fits several
papers), conflicting (number says one thing, date or issuer another), cycle (\"A căn cứ B, B căn cứ A\"), future (a paper
that acts on one issued later), expired (a paper based on one that had ended when it was issued). Names that fit no
paper at all are in `luocdo stats --open`.

Examples:
  luocdo gaps
  luocdo gaps --kind stub --top 20                the orders to get first
  luocdo gaps --kind cycle --kind future          what must be a misreading, or a mistake in the papers
  luocdo gaps --output thieu-sot.xlsx")]
pub struct Gaps {
    /// Only this kind; may be given several times.
    #[arg(long, value_name = "KIND", value_parser = gap, action = ArgAction::Append)]
    pub kind: Vec<luocdo::analyze::Gap>,
    /// At most so many of each kind; how many there are is still told.
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
