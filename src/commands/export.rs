//! `export`: the whole graph, or one paper among its neighbours, for other programs and for people.

use super::answer::{To, kept};
use super::{Done, Outcome, World, named};
use crate::cli::Export;
use luocdo::export::{self, Format, View};
use luocdo::store::Part;
use luocdo::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Writes the graph.
pub fn run(args: &Export) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Export, to: To<'_>) -> Done {
    let format = format(args)?;
    let stored = format.is_rdf() || format == Format::Annotation;
    let view = if stored && args.document.is_none() { None } else { Some(view(args, format, world)?) };
    let part = Part { tables: args.with_tables, rejected: args.rejected };
    let write = |out: &mut dyn Write, name: &Path| match &view {
        Some(view) => export::write_view(view, format, out, name),
        None => export::write(&world.store, format, part, out, name),
    };
    to.put(args.output.as_deref(), args.force, format.is_binary(), format.extension(), write)?;
    Ok(Outcome::Done)
}

/// The picture of the graph, or of the paper named.
fn view(args: &Export, format: Format, world: &World) -> std::result::Result<View, super::Stop> {
    let graph = world.graph(args.rejected)?;
    let view = match &args.document {
        Some(name) => View::around(graph, named(graph, name, args.year)?),
        None => View { title: "Lược đồ văn bản".to_owned(), ..View::of(graph) },
    };
    Ok(kept(view, format, args.max_nodes))
}

/// The format asked for, else the one that the file's name tells.
fn format(args: &Export) -> Result<Format> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(path) = &args.output else {
        return Ok(Format::Turtle);
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    Format::from_file_name(&name).ok_or_else(|| {
        Error::Argument(format!("file extension `{extension}` is unknown; name the format with `--format`"))
    })
}
