//! `export`: the whole graph for other programs.

use super::{Done, Outcome, open, to_stdout};
use crate::cli::Export;
use luocdo::export::{self, Format};
use luocdo::store::Part;
use luocdo::{Error, Result};
use std::path::Path;

/// Writes the graph.
pub fn run(args: &Export) -> Done {
    let format = format(args)?;
    let store = open(&args.source)?;
    let part = Part { tables: args.with_tables, rejected: args.rejected };
    match &args.output {
        Some(path) => export::write_file(path, args.force, |out| export::write(&store, format, part, out, path))?,
        None => to_stdout(|out| export::write(&store, format, part, out, Path::new("standard output")))?,
    }
    Ok(Outcome::Done)
}

/// The format asked for, else the one that the file's name tells.
fn format(args: &Export) -> Result<Format> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(path) = &args.output else {
        return Ok(Format::Turtle);
    };
    let extension = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    Format::from_extension(&extension).ok_or_else(|| {
        Error::Argument(format!("file extension `{extension}` is unknown; name the format with `--format`"))
    })
}
