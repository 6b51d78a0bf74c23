//! `status`: a paper and a day → whether it is in force, and by which sentences.

use super::{Done, Outcome, graph, named, open, to_stdout, unwritten};
use crate::cli::{Rows, Status};
use crate::print::{rows, status as sheet, width};
use chrono::Local;
use luocdo::analyze::status::status;

/// Prints the status.
pub fn run(args: &Status) -> Done {
    let graph = graph(&open(&args.source)?, &args.source, false)?;
    let document = named(&graph, &args.name, args.year)?;
    let found = status(&graph, document, args.on.unwrap_or_else(|| Local::now().date_naive()));
    to_stdout(|out| {
        match args.format {
            Rows::Table => sheet::write(&found, width(), out),
            Rows::Json => rows::json(&found, out),
            Rows::Csv => rows::csv(&sheet::lines(&found), out),
        }
        .map_err(unwritten)
    })?;
    Ok(Outcome::Done)
}
