//! `tasks`: who is to do what by when.

use super::answer::Answer;
use super::{Done, Outcome, Stop, graph, named, open};
use crate::cli::Tasks;
use crate::print::tasks as list;
use chrono::Local;
use luocdo::Error;
use luocdo::analyze::{self, Filter};
use luocdo::export::View;
use luocdo::sheet::Sheet;

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
    Answer::new(&tasks, Sheet::of("Phụ lục nhiệm vụ", &tasks))
        .on_screen(|columns, out| list::write(&tasks, columns, out))
        .drawn(|| View::among(&graph, tasks.iter().map(|task| task.iri.as_str())))
        .give(&args.out)?;
    Ok(Outcome::of(!tasks.is_empty()))
}
