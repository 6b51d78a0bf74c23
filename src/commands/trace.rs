//! `trace`: an order → the papers that carry it out.

use super::{Done, Outcome, graph, named, open, to_stdout, unwritten};
use crate::cli::{Rows, Trace};
use crate::print::{rows, tree, width};
use luocdo::analyze::{self, Limits};

/// Prints the tree.
pub fn run(args: &Trace) -> Done {
    let graph = graph(&open(&args.source)?, &args.source, args.rejected)?;
    let order = named(&graph, &args.name, args.year)?;
    let limits = Limits {
        follow: args.follow.clone(),
        max_hops: args.max_hops.unwrap_or(usize::MAX),
        max_steps: args.max_papers,
    };
    let trace = analyze::trace(&graph, order, &limits);
    to_stdout(|out| {
        match args.format {
            Rows::Table => tree::write(&trace, width(), out),
            Rows::Json => rows::json(&trace, out),
            Rows::Csv => rows::csv(&rows::carried(&trace), out),
        }
        .map_err(unwritten)
    })?;
    Ok(Outcome::of(!trace.steps.is_empty()))
}
