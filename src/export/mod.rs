//! A store, or any answer → one file that other programs or people read. The five forms of RDF hold everything that a
//! store says; all others are written from a [`View`]: documents, bodies, what they do to each other and the sentence
//! that proves it. The same store gives the same bytes every time.

mod akn;
mod annotation;
mod columns;
mod cyjs;
mod docx;
mod dot;
#[cfg(test)]
mod fixture;
mod format;
mod gexf;
mod graphml;
mod html;
pub mod ics;
mod lists;
mod mermaid;
mod picture;
mod quads;
mod rdf;
mod report;
mod tables;
mod view;
mod xml;

pub use format::Format;
pub use picture::layers;
pub use rdf::write_triples;
pub use report::Report;
pub use view::{Edge, Kind, LeftOut, Node, Tie, View};

use crate::analyze::Graph;
use crate::error::{Error, Result};
use crate::store::{Part, Store};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a store. The pictures never hold what the tables alone say.
///
/// # Errors
/// [`Error::Store`] if the store cannot be read, [`Error::File`] with the path `name` if `out` cannot be
/// written.
pub fn write(store: &Store, format: Format, part: Part, out: &mut dyn Write, name: &Path) -> Result<()> {
    if format.is_rdf() {
        return rdf::write(store, format, part, out, name);
    }
    let graph = if part.rejected { Graph::load_with_rejected(store)? } else { Graph::load(store)? };
    let view = View::of(&graph);
    if format == Format::Annotation {
        let mentions = annotation::mentions(store)?;
        return annotation::write(&view, &mentions, out).map_err(|source| unwritten(name, source));
    }
    write_view(&view, format, out, name)
}

/// Writes a picture. The forms of RDF hold what the store says of its papers and bodies, acts and tasks, with the
/// same names.
///
/// # Errors
/// [`Error::File`] with the path `name` if `out` cannot be written, [`Error::Argument`] for a form that is of one
/// document where the picture is not about one.
pub fn write_view(view: &View, format: Format, out: &mut dyn Write, name: &Path) -> Result<()> {
    let done = match format {
        Format::Turtle | Format::TriG | Format::NQuads | Format::JsonLd | Format::RdfXml => {
            rdf::write_view(view, format, out)
        }
        Format::Dot => dot::write(view, out),
        Format::GraphMl => graphml::write(view, out),
        Format::Gexf => gexf::write(view, out),
        Format::CyJs => cyjs::write(view, out),
        Format::Mermaid => mermaid::write(view, out),
        Format::Svg => picture::write(&picture::picture(view), view, picture::Reader::Alone, out),
        Format::Html => html::write(view, out),
        Format::Tables => tables::write(view, out),
        Format::Xlsx => lists::write(view, out),
        Format::Docx => docx::write(&Report::of(view), out),
        Format::Annotation => annotation::write(view, &[], out),
        Format::AkomaNtoso => match view.about {
            Some(document) => akn::write(view, document, out),
            None => {
                let message =
                    "Akoma Ntoso describes one document; name it: `luocdo export --document NAME --format akn`";
                return Err(Error::Argument(message.to_owned()));
            }
        },
    };
    done.map_err(|source| unwritten(name, source))
}

/// Writes a report as a Word file.
///
/// # Errors
/// [`Error::File`] with the path `name` if `out` cannot be written.
pub fn write_report(report: &Report, out: &mut dyn Write, name: &Path) -> Result<()> {
    docx::write(report, out).map_err(|source| unwritten(name, source))
}

fn unwritten(name: &Path, source: io::Error) -> Error {
    Error::File { action: "write", path: name.to_owned(), source }
}

/// Writes a file as a whole or not at all: into a new file beside it, which then takes its name. A device or a
/// pipe is written where it is.
///
/// # Errors
/// [`Error::Argument`] if the file exists and `force` is false, [`Error::File`] if it cannot be written, and
/// whatever `fill` returns.
pub fn write_file(path: &Path, force: bool, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    if !force && path.exists() {
        return Err(Error::Argument(format!("`{}` exists; give another name or `--force`", path.display())));
    }
    let failed = |source: io::Error| Error::File { action: "write", path: path.to_owned(), source };
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        // A device or a pipe, such as `/dev/stdout`, takes the bytes and must not be put out of its place.
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path).map_err(failed)?);
        fill(&mut out)?;
        return out.flush().map_err(failed);
    }
    let part = part_name(path).ok_or_else(|| {
        Error::Argument(format!("`{}` is no name for a file; give one as in `graph.ttl`", path.display()))
    })?;
    let result = (|| {
        let mut out = BufWriter::new(fs::File::create(&part).map_err(failed)?);
        fill(&mut out)?;
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        fs::rename(&part, path).map_err(failed)
    })();
    if result.is_err() {
        // The error in hand says more than one about the remains would.
        let _ = fs::remove_file(&part);
    }
    result
}

/// `graph.ttl` → `.graph.ttl.1234.part` in the same folder, so that the rename stays within one disk.
fn part_name(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    Some(path.with_file_name(format!(".{name}.{}.part", std::process::id())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::fixture;

    #[test]
    fn every_format_is_the_same_twice() {
        let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg")]);
        for format in Format::ALL.iter().copied().filter(|format| *format != Format::AkomaNtoso) {
            let bytes = || {
                let mut out = Vec::new();
                write(&store, format, Part::ALL, &mut out, Path::new("out")).expect("memory takes it");
                out
            };
            assert!(!bytes().is_empty());
            assert_eq!(bytes(), bytes(), "{format:?}");
        }
    }

    #[test]
    fn files_are_whole_and_not_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ttl");
        let fill = |text: &'static str| {
            move |out: &mut dyn Write| {
                let _ = out.write_all(text.as_bytes());
                Ok(())
            }
        };
        write_file(&path, false, fill("one")).expect("it is new");
        assert!(write_file(&path, false, fill("two")).is_err());
        let failing = |_: &mut dyn Write| Err(Error::Argument("no".into()));
        assert!(write_file(&path, true, failing).is_err());
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "one");
        write_file(&path, true, fill("two")).expect("forced");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
