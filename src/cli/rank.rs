//! `rank`.

use super::out::Out;
use super::sources::Source;
use super::values::relation;
use chrono::NaiveDate;
use clap::{ArgAction, Args, ValueEnum};

/// List the papers that weigh most, the bodies with most tasks, or the groups of papers ("xếp hạng").
#[derive(Args, Debug)]
#[command(after_help = "\
Papers: PageRank (Page, Brin, Motwani, Winograd 1999) by power iteration with damping 0.85, until two turns differ by
less than 1e-10 in sum; a pair of papers counts once. Time grows with turns × (papers + pairs). Or by how many papers
act on a paper in one way: --by implements, --by cites, …

Communities: the Leiden algorithm (Traag, Waltman, van Eck 2019) on modularity, with a fixed seed; a pair counts once
and without direction. A group goes by its weightiest paper.

Examples:
  luocdo rank                                     the weightiest papers
  luocdo rank --by implements --top 20            the orders that most papers carry out (\"triển khai\")
  luocdo rank --of bodies --by overdue --today 2023-08-01
  luocdo rank --of communities --relation implements --relation details --output nhom.xlsx")]
pub struct Rank {
    /// What to rank.
    #[arg(long, value_enum, default_value_t = Of::Papers)]
    pub of: Of,
    /// By what: for papers pagerank, any or a relation; for bodies tasks, lead or overdue [default: the first].
    #[arg(long, value_name = "MEASURE")]
    pub by: Option<String>,
    /// How many to list; those of equal rank that follow are left out.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// Which relations count; may be given several times [default: all].
    #[arg(long, value_name = "RELATION", value_parser = relation, action = ArgAction::Append)]
    pub relation: Vec<luocdo::model::RelationType>,
    /// The day that counts as today, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}

/// What is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Of {
    /// Papers ("văn bản").
    Papers,
    /// Bodies by their tasks ("cơ quan").
    Bodies,
    /// Groups of papers that act on each other ("nhóm văn bản").
    Communities,
}
