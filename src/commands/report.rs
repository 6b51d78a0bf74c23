//! `report`: an order → a Word report of how it is carried out.

use super::answer::must_be_text;
use super::build::tables;
use super::{Done, Outcome, graph, named, open, to_stdout};
use crate::cli::Report;
use chrono::Local;
use luocdo::analyze::{self, Filter, Limits, status::status};
use luocdo::export::{self, Format};
use std::path::Path;

/// Writes the report; one on an order that nothing carries out says so.
pub fn run(args: &Report) -> Done {
    let graph = graph(&open(&args.source)?, &args.source, false)?;
    let order = named(&graph, &args.name, args.year)?;
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    let trace = analyze::trace(&graph, order, &Limits::default());
    let replies = tables(&args.source.reading)?.replies;
    let filter = Filter { order: Some(order), today: Some(today), replies, ..Filter::default() };
    let tasks = analyze::tasks(&graph, &filter)?;
    let report = export::Report::of_order(&trace, &status(&graph, order, today), &tasks, today);
    match &args.output {
        Some(path) => export::write_file(path, args.force, |out| export::write_report(&report, out, path))?,
        None => {
            must_be_text(Format::Docx)?;
            to_stdout(|out| export::write_report(&report, out, Path::new("standard output")))?;
        }
    }
    Ok(Outcome::of(!trace.steps.is_empty()))
}
