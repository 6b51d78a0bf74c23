//! `worker`, which people do not start.

use super::sources::Source;
use clap::Args;

/// Answers the SPARQL queries that a server hands it on standard input; `luocdo serve` starts it.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  luocdo worker --store luocdo.db")]
pub struct Worker {
    /// The most memory of one query, in megabytes, beside what the open store takes.
    #[arg(long, value_name = "MB", default_value_t = 1024)]
    pub max_memory: u64,
    /// Take the facts from standard input, as N-Quads.
    #[arg(long)]
    pub handed: bool,
    #[command(flatten)]
    pub source: Source,
}
