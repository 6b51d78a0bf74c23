//! `trace`: an order → the papers that carry it out; a paper → the orders above it.

use super::answer::{Answer, To};
use super::{Done, Outcome, World, missing, named, province};
use crate::cli::Trace;
use crate::print::tree;
use luocdo::analyze::{self, Limits, Pass, Way};
use luocdo::export::View;
use luocdo::sheet::{Sheet, carried};

/// Prints the tree.
pub fn run(args: &Trace) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Trace, to: To<'_>) -> Done {
    let (graph, known) = (world.graph(args.rejected)?, &world.known);
    let order = named(graph, &args.name, args.year)?;
    let mut pass = Pass {
        place: province(known, args.province.as_deref())?,
        from: args.from_date,
        to: args.to_date,
        ..Pass::default()
    };
    if let Some(body) = &args.body {
        pass = pass.of_body(graph, body).map_err(missing)?;
    }
    let ways = match (args.both, args.up) {
        (true, _) => vec![Way::Up, Way::Down],
        (_, true) => vec![Way::Up],
        _ => vec![Way::Down],
    };
    let title = match ways.as_slice() {
        [Way::Up] => "Văn bản cấp trên của",
        [Way::Down] => "Văn bản triển khai",
        _ => "Văn bản cấp trên và văn bản triển khai của",
    };
    let limits = Limits {
        ways,
        pass,
        follow: args.follow.clone(),
        max_hops: args.max_hops.unwrap_or(usize::MAX),
        max_steps: args.out.max_nodes.map_or(Limits::default().max_steps, |most| most as usize),
    };
    let trace = analyze::trace(graph, order, &limits);
    let sheet = Sheet::of(format!("{title} {}", trace.order.label), &carried(&trace));
    Answer::new(&trace, sheet)
        .on_screen(|columns, out| tree::write(&trace, columns, out))
        .drawn(|| View::among(graph, trace.iris()))
        .give(&args.out, to)?;
    Ok(Outcome::of(!trace.steps.is_empty()))
}
