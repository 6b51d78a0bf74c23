//! `impact`: a paper and what happens to it → the papers that it touches.

use super::answer::{Answer, To};
use super::{Done, Outcome, World, named, province};
use crate::cli::Impact;
use crate::print::impact as words;
use chrono::Local;
use luocdo::analyze::{Question, impact};
use luocdo::export::View;
use luocdo::sheet::Sheet;

/// Prints the papers.
pub fn run(args: &Impact) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Impact, to: To<'_>) -> Done {
    let (graph, known) = (world.graph(false)?, &world.known);
    let place = province(known, args.province.as_deref())?;
    let document = named(graph, &args.name, args.year)?;
    let on = args.on.unwrap_or_else(|| Local::now().date_naive());
    let question =
        Question { provision: args.provision.clone(), local: args.local, place, ..Question::new(args.change, on) };
    let found = impact(graph, document, &question);
    let sheet = Sheet::of(words::title(&found), &found.rows).noted(words::summary(&found));
    let papers = || {
        let chains = found.rows.iter().flat_map(|row| &row.chain);
        chains.flat_map(|link| [link.iri.as_str(), link.other_iri.as_str()]).chain([found.paper.iri.as_str()])
    };
    Answer::new(&found, sheet)
        .on_screen(|columns, out| words::write(&found, columns, out))
        .drawn(|| View::among(graph, papers()))
        .give(&args.out, to)?;
    Ok(Outcome::of(!found.rows.is_empty()))
}
