//! `extract`: files → JSON, text, or marked text, for each source in them. One bad file is a message and the rest goes
//! on.

use super::{Done, Input, Outcome, Stop, options, say, unwritten};
use crate::cli::{Extract, Page};
use crate::print::mark;
use luocdo::iri::Base;
use luocdo::model::{Extraction, Format, Source};
use luocdo::read::characters;
use luocdo::{Config, Tables, json};
use std::io::{self, BufWriter, Write};

/// Prints what is found in each file, in the order given.
pub fn run(args: &Extract) -> Done {
    let tables = super::build::tables(&args.reading)?;
    let base = args.reading.base.as_deref().map(Base::parse).transpose()?.unwrap_or_default();
    // Colour codes are taken out where standard output is no terminal or the user wants none.
    let mut out = BufWriter::new(anstream::stdout().lock());
    let (mut failed, mut found) = (false, false);
    for file in &args.files {
        let mut input = Input::new(file.clone());
        let opened = input.keep(args.reading.max_size);
        let sources = match opened.and_then(|()| input.sources(options(&tables, &args.reading))) {
            Ok(sources) => sources,
            Err(error) => {
                failed = true;
                say(format_args!("luocdo: {error}"));
                continue;
            }
        };
        for source in sources {
            match source {
                Ok(source) if args.format == Page::Text => {
                    found = true;
                    print_text(&source, &input, args.reading.max_size, &mut out)?;
                }
                Ok(source) => {
                    let extraction = one(&tables, args, source);
                    found |= !extraction.mentions.is_empty();
                    print(&extraction, args.format, &base, &mut out).map_err(unwritten)?;
                }
                Err(error) => {
                    failed = true;
                    say(format_args!("luocdo: {error}"));
                }
            }
        }
    }
    out.flush().map_err(unwritten)?;
    Ok(if failed { Outcome::Failed } else { Outcome::of(found) })
}

fn one(tables: &Tables, args: &Extract, source: Source) -> Extraction {
    let config = Config {
        source: source.name,
        place: args.reading.place.clone(),
        date: args.reading.date,
        stated: source.stated,
        ..Config::default()
    };
    luocdo::extract(tables, &config, source.text)
}

fn print(extraction: &Extraction, format: Page, base: &Base, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Page::Json => json::write_line(extraction, base, out),
        Page::Text | Page::Marked => mark::write(extraction, out),
    }
}

/// The text that places are counted in: for a file of plain text the file as it is, else what was taken out.
fn print_text(source: &Source, input: &Input, limit: u64, out: &mut dyn Write) -> std::result::Result<(), Stop> {
    let whole = source.name == input.path.to_string_lossy();
    if whole && source.text.format == Format::Txt {
        let bytes = input.bytes(limit)?;
        if source.text.encoding == "UTF-8" {
            return Ok(out.write_all(&bytes).map_err(unwritten)?);
        }
        let characters = characters(&input.path, &bytes)?;
        return Ok(out.write_all(characters.as_bytes()).map_err(unwritten)?);
    }
    Ok(out.write_all(source.text.content.as_bytes()).map_err(unwritten)?)
}
