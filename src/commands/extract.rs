//! `extract`: files → JSON, text, or marked text. One bad file is a message and the rest goes on.

use super::{Done, Outcome, load, say, unwritten};
use crate::cli::{Extract, Page};
use crate::print::mark;
use luocdo::iri::Base;
use luocdo::model::{Extraction, Format, Text};
use luocdo::read::read_bytes;
use luocdo::{Config, Tables, json};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Prints what is found in each file, in the order given.
pub fn run(args: &Extract) -> Done {
    let tables = super::build::tables(&args.reading)?;
    let base = args.reading.base.as_deref().map(Base::parse).transpose()?.unwrap_or_default();
    // Colour codes are taken out where standard output is no terminal or the user wants none.
    let mut out = BufWriter::new(anstream::stdout().lock());
    let (mut failed, mut found) = (false, false);
    for file in &args.files {
        let read = load(file, args.reading.max_size).and_then(|bytes| Ok((read_bytes(file, &bytes)?, bytes)));
        match read {
            Ok((text, bytes)) if args.format == Page::Text => {
                found = true;
                print_text(&text, &bytes, &mut out).map_err(unwritten)?;
            }
            Ok((text, _)) => {
                let extraction = one(&tables, args, file, text);
                found |= !extraction.mentions.is_empty();
                print(&extraction, args.format, &base, &mut out).map_err(unwritten)?;
            }
            Err(error) => {
                failed = true;
                say(format_args!("luocdo: {error}"));
            }
        }
    }
    out.flush().map_err(unwritten)?;
    Ok(if failed { Outcome::Failed } else { Outcome::of(found) })
}

fn one(tables: &Tables, args: &Extract, file: &Path, text: Text) -> Extraction {
    let source = file.to_string_lossy().into_owned();
    let config = Config { source, place: args.reading.place.clone(), date: args.reading.date, ..Config::default() };
    luocdo::extract(tables, &config, text)
}

fn print(extraction: &Extraction, format: Page, base: &Base, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Page::Json => json::write_line(extraction, base, out),
        Page::Text | Page::Marked => mark::write(extraction, out),
    }
}

/// The text that places are counted in: for plain text the file as it is, else what was taken out of it.
fn print_text(text: &Text, bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    match text.format {
        Format::Txt => out.write_all(bytes),
        _ => out.write_all(text.content.as_bytes()),
    }
}
