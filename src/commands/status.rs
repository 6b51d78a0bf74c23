//! `status`: a paper and a day → whether it is in force, and by which sentences.

use super::answer::{Answer, To};
use super::{Done, Outcome, World, named};
use crate::cli::Status;
use crate::print::status as words;
use chrono::Local;
use luocdo::analyze::status::status;
use luocdo::export::View;
use luocdo::sheet::{Sheet, status_lines};

/// Prints the status.
pub fn run(args: &Status) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Status, to: To<'_>) -> Done {
    let graph = world.graph(false)?;
    let document = named(graph, &args.name, args.year)?;
    let found = status(graph, document, args.on.unwrap_or_else(|| Local::now().date_naive()));
    let sheet = Sheet::of(format!("Tình trạng hiệu lực của {}", found.paper.label), &status_lines(&found));
    let papers = || found.events.iter().map(|event| &event.by).chain([&found.paper]).map(|paper| paper.iri.as_str());
    Answer::new(&found, sheet)
        .on_screen(|columns, out| words::write(&found, columns, out))
        .drawn(|| View::among(graph, papers()))
        .give(&args.out, to)?;
    Ok(Outcome::Done)
}
