//! `tasks`: who is to do what by when.

use super::{Done, Outcome, Stop, graph, named, open, to_stdout, unwritten};
use crate::cli::{Rows, Tasks};
use crate::print::{rows, tasks as sheet, width};
use chrono::Local;
use luocdo::Error;
use luocdo::analyze::{self, Filter};

/// Prints the tasks that pass.
pub fn run(args: &Tasks) -> Done {
    let graph = graph(&open(&args.source)?, &args.source, args.rejected)?;
    let document = args.document.as_deref().map(|typed| named(&graph, typed, args.year)).transpose()?;
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    let filter =
        Filter { agency: args.agency.clone(), document, role: args.role, overdue: args.overdue, today: Some(today) };
    let tasks = analyze::tasks(&graph, &filter).map_err(|error| match error {
        Error::Name(_) => Stop::Nothing(error),
        error => Stop::Failed(error),
    })?;
    to_stdout(|out| {
        match args.format {
            Rows::Table => sheet::write(&tasks, width(), out),
            Rows::Json => rows::json(&tasks, out),
            Rows::Csv => rows::csv(&tasks, out),
        }
        .map_err(unwritten)
    })?;
    Ok(Outcome::of(!tasks.is_empty()))
}
