//! `stats`: what the store holds, and what was not understood.

use super::build::tables;
use super::{Done, Outcome, open, to_stdout, unwritten};
use crate::cli::{Rows, Stats};
use crate::print::rows;
use luocdo::analyze::{self, Graph, Group};
use luocdo::model::DocType;

/// Prints the numbers, or the list.
pub fn run(args: &Stats) -> Done {
    let store = open(&args.source)?;
    let graph = if args.rejected { Graph::load_with_rejected(&store)? } else { Graph::load(&store)? };
    let mut stats = analyze::stats(&store, &graph)?;
    if args.format == Rows::Table {
        let tables = tables(&args.source.reading)?;
        for count in stats.counts.iter_mut().filter(|count| count.group == Group::DocumentType) {
            if let Some(kind) = DocType::from_code(&count.name) {
                count.name = tables.type_name(kind).to_lowercase();
            }
        }
    }
    to_stdout(|out| {
        match (args.format, args.open) {
            (Rows::Table, false) => rows::counts(&stats.counts, out),
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
