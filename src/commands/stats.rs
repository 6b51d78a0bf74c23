//! `stats`: what the store holds, and what was not understood.

use super::{Done, Outcome, open, to_stdout, unwritten};
use crate::cli::{Rows, Stats};
use crate::print::rows;
use luocdo::analyze::{self, Graph};

/// Prints the numbers, or the list.
pub fn run(args: &Stats) -> Done {
    let store = open(&args.source)?;
    let stats = analyze::stats(&store, &Graph::load(&store)?)?;
    to_stdout(|out| {
        match (args.format, args.open) {
            (Rows::Table, false) => rows::table(&stats.counts, out),
            (Rows::Table, true) => rows::table(&stats.open, out),
            (Rows::Csv, false) => rows::csv(&stats.counts, out),
            (Rows::Csv, true) => rows::csv(&stats.open, out),
            (Rows::Json, false) => rows::json(&stats.counts, out),
            (Rows::Json, true) => rows::json(&stats.open, out),
        }
        .map_err(unwritten)
    })?;
    Ok(if args.open { Outcome::of(!stats.open.is_empty()) } else { Outcome::Done })
}
