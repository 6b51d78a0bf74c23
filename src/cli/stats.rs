//! `stats`.

use super::out::Out;
use super::sources::Source;
use clap::Args;

/// Count what the store holds and list what was not understood.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  luocdo stats
  luocdo stats --open                             the names that fit several papers, or none
  luocdo stats --format json")]
pub struct Stats {
    /// List the names that fit several papers, or none, in place of the counts.
    #[arg(long)]
    pub open: bool,
    /// Also count what people rejected.
    #[arg(long)]
    pub rejected: bool,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
