//! `report`: an order → a Word report of how it is carried out.

use super::answer::To;
use super::{Done, Outcome, World, named};
use crate::cli::Report;
use chrono::Local;
use luocdo::analyze::{self, Filter, Limits, status::status};
use luocdo::export::{self, Format};
use std::io::Write;
use std::path::Path;

/// Writes the report; one on an order that nothing carries out says so.
pub fn run(args: &Report) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Report, to: To<'_>) -> Done {
    let graph = world.graph(false)?;
    let order = named(graph, &args.name, args.year)?;
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    let trace = analyze::trace(graph, order, &Limits::default());
    let replies = world.tables.replies.clone();
    let filter = Filter { order: Some(order), today: Some(today), replies, ..Filter::default() };
    let tasks = analyze::tasks(graph, &filter)?;
    let report = export::Report::of_order(&trace, &status(graph, order, today), &tasks, today);
    let write = |out: &mut dyn Write, name: &Path| export::write_report(&report, out, name);
    to.put(args.output.as_deref(), args.force, true, Format::Docx.extension(), write)?;
    Ok(Outcome::of(!trace.steps.is_empty()))
}
