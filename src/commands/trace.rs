//! `trace`: an order → the papers that carry it out.

use super::answer::Answer;
use super::{Done, Outcome, graph, named, open};
use crate::cli::Trace;
use crate::print::tree;
use luocdo::analyze::{self, Limits};
use luocdo::export::View;
use luocdo::sheet::{Sheet, carried};

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
    let sheet = Sheet::of(format!("Văn bản triển khai {}", trace.order.label), &carried(&trace));
    Answer::new(&trace, sheet)
        .on_screen(|columns, out| tree::write(&trace, columns, out))
        .drawn(|| View::among(&graph, trace.iris()))
        .give(&args.out)?;
    Ok(Outcome::of(!trace.steps.is_empty()))
}
