//! A store → one file that other programs read. The five forms of RDF hold everything; DOT and GraphML hold
//! the picture: documents, bodies, what they do to each other and the sentence that proves it. The same store
//! gives the same bytes every time.

mod dot;
mod graphml;
pub mod ics;
mod rdf;
mod view;

pub use rdf::write_triples;
pub use view::View;

use crate::analyze::Graph;
use crate::error::{Error, Result};
use crate::store::{Part, Store};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A form of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Turtle: triples for people to read, graphs joined in one.
    Turtle,
    /// TriG: Turtle with each source in its own graph.
    TriG,
    /// N-Quads: one fact a line, with its graph.
    NQuads,
    /// JSON-LD: RDF as JSON, with graphs.
    JsonLd,
    /// RDF/XML: triples, graphs joined in one.
    RdfXml,
    /// Graphviz.
    Dot,
    /// GraphML, for Gephi, yEd, networkx.
    GraphMl,
}

impl Format {
    /// Every form.
    pub const ALL: &'static [Format] =
        &[Format::Turtle, Format::TriG, Format::NQuads, Format::JsonLd, Format::RdfXml, Format::Dot, Format::GraphMl];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Turtle => "turtle",
            Format::TriG => "trig",
            Format::NQuads => "nquads",
            Format::JsonLd => "jsonld",
            Format::RdfXml => "rdfxml",
            Format::Dot => "dot",
            Format::GraphMl => "graphml",
        }
    }

    /// The usual file extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Turtle => "ttl",
            Format::TriG => "trig",
            Format::NQuads => "nq",
            Format::JsonLd => "jsonld",
            Format::RdfXml => "rdf",
            Format::Dot => "dot",
            Format::GraphMl => "graphml",
        }
    }

    /// The media type for HTTP.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Turtle => "text/turtle",
            Format::TriG => "application/trig",
            Format::NQuads => "application/n-quads",
            Format::JsonLd => "application/ld+json",
            Format::RdfXml => "application/rdf+xml",
            Format::Dot => "text/vnd.graphviz",
            Format::GraphMl => "application/graphml+xml",
        }
    }

    /// The form of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The form of a file extension; `None` if there is none.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_lowercase();
        Format::ALL.iter().copied().find(|format| format.extension() == extension)
    }
}

/// Writes a store. The pictures never hold what the tables alone say.
///
/// # Errors
/// [`Error::Store`] if the store cannot be read, [`Error::File`] with the path `name` if `out` cannot be
/// written.
pub fn write(store: &Store, format: Format, part: Part, out: &mut dyn Write, name: &Path) -> Result<()> {
    let graph = || if part.rejected { Graph::load_with_rejected(store) } else { Graph::load(store) };
    match format {
        Format::Dot | Format::GraphMl => write_view(&View::of(&graph()?), format, out, name),
        Format::Turtle | Format::TriG | Format::NQuads | Format::JsonLd | Format::RdfXml => {
            rdf::write(store, format, part, out, name)
        }
    }
}

/// Writes a picture.
///
/// # Errors
/// [`Error::File`] with the path `name` if `out` cannot be written, [`Error::Argument`] for a form of RDF, which a
/// picture does not have.
pub fn write_view(view: &View, format: Format, out: &mut dyn Write, name: &Path) -> Result<()> {
    let failed = |source| Error::File { action: "write", path: name.to_owned(), source };
    match format {
        Format::Dot => dot::write(view, out).map_err(failed),
        Format::GraphMl => graphml::write(view, out).map_err(failed),
        Format::Turtle | Format::TriG | Format::NQuads | Format::JsonLd | Format::RdfXml => Err(Error::Argument(
            format!("a picture cannot be written as `{}`; use `luocdo export` for the whole graph", format.name()),
        )),
    }
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
    fn formats_know_their_names() {
        for &format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(Format::from_extension(format.extension()), Some(format));
        }
    }

    #[test]
    fn every_format_is_the_same_twice() {
        let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg")]);
        for &format in Format::ALL {
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
