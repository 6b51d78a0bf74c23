//! A store, or the triples of a CONSTRUCT, → Turtle, TriG, N-Quads, JSON-LD, RDF/XML by Oxigraph's serialisers,
//! in order. Forms without graphs join them and say each triple once.

use super::Format;
use super::quads::quads;
use super::view::View;
use crate::error::{Error, Result};
use crate::iri::terms::PREFIXES;
use crate::store::{Part, Store};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Triple};
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

/// Oxigraph's name of the format; `InvalidInput` for those that are not RDF.
fn serialiser(format: Format) -> io::Result<RdfFormat> {
    match format {
        Format::Turtle => Ok(RdfFormat::Turtle),
        Format::TriG => Ok(RdfFormat::TriG),
        Format::NQuads => Ok(RdfFormat::NQuads),
        Format::JsonLd => Ok(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
        Format::RdfXml => Ok(RdfFormat::RdfXml),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Writes a store to `out`, which messages call `name`.
pub(super) fn write(store: &Store, format: Format, part: Part, out: &mut dyn Write, name: &Path) -> Result<()> {
    let failed = |source| Error::File { action: "write", path: name.to_owned(), source };
    let format = serialiser(format).map_err(failed)?;
    let mut out = Watched { out, failed: None };
    let done = store.dump(format, part, &mut out);
    match out.failed {
        // The store would call it a failure of its own; a closed pipe or a full disk is not.
        Some(kind) => Err(failed(kind.into())),
        None => done,
    }
}

/// A writer that remembers why it failed.
struct Watched<'a> {
    out: &'a mut dyn Write,
    failed: Option<io::ErrorKind>,
}

impl Watched<'_> {
    fn note<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &done {
            self.failed = Some(error.kind());
        }
        done
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.note(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.note(done)
    }
}

/// Writes triples in order, in one of the forms of RDF.
///
/// # Errors
/// What the writer says; `InvalidInput` for a form that is not RDF.
pub fn write_triples(mut triples: Vec<Triple>, format: Format, out: &mut dyn Write) -> io::Result<()> {
    triples.sort_by_cached_key(|t| (t.subject.to_string(), t.predicate.to_string(), t.object.to_string()));
    let mut serializer = RdfSerializer::from_format(serialiser(format)?);
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for triple in &triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?.flush()
}

/// Writes a picture: papers and bodies outside any graph, each act and task in the graph of the source that proves it.
///
/// # Errors
/// What the writer says; `InvalidInput` for a form that is not RDF.
pub(super) fn write_view(view: &View, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let format = serialiser(format)?;
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *iri).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    let mut seen = HashSet::new();
    for mut quad in quads(view) {
        if !format.supports_datasets() {
            quad.graph_name = GraphName::DefaultGraph;
        }
        if seen.insert(quad.clone()) {
            writer.serialize_quad(&quad)?;
        }
    }
    writer.finish()?.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::fixture;
    use oxigraph::io::RdfParser;
    use oxigraph::model::Quad;

    fn read(bytes: &[u8], format: Format) -> HashSet<Quad> {
        let parser = RdfParser::from_format(serialiser(format).expect("RDF"));
        parser.for_slice(bytes).collect::<std::result::Result<_, _>>().expect("it is of its format")
    }

    #[test]
    fn every_format_says_the_same() {
        let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg")]);
        let written = |format| {
            let mut out = Vec::new();
            write(&store, format, Part::ALL, &mut out, Path::new("out")).expect("memory takes it");
            out
        };
        let quads = read(&written(Format::NQuads), Format::NQuads);
        assert!(quads.len() > 30);
        for format in [Format::TriG, Format::JsonLd] {
            assert_eq!(read(&written(format), format), quads, "{format:?}");
        }
        let joined: HashSet<Quad> =
            quads.into_iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad }).collect();
        for format in [Format::Turtle, Format::RdfXml] {
            assert_eq!(read(&written(format), format), joined, "{format:?}");
        }
        assert!(String::from_utf8_lossy(&written(Format::Turtle)).contains("luo:implements"));
    }

    /// What an answer says in RDF is part of what the store says, word for word.
    #[test]
    fn an_answer_says_nothing_that_the_store_does_not() {
        let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg")]);
        let mut all = Vec::new();
        write(&store, Format::Turtle, Part::ALL, &mut all, Path::new("out")).expect("memory takes it");
        // The fixture writes ids with a colon as they are, and sources and evidence by names of its own.
        let all: HashSet<String> = read(&all, Format::Turtle).iter().map(ToString::to_string).collect();
        let view = View::of(&crate::analyze::Graph::load(&store).expect("it loads"));
        for format in [Format::Turtle, Format::TriG, Format::NQuads, Format::JsonLd, Format::RdfXml] {
            let mut out = Vec::new();
            write_view(&view, format, &mut out).expect("memory takes it");
            let said = read(&out, format);
            assert!(said.len() > 40, "{format:?}: {}", said.len());
            for quad in said {
                let joined = Quad { graph_name: GraphName::DefaultGraph, ..quad };
                let text = joined.to_string().replace("%3A", ":");
                assert!(all.contains(&text) || text.contains("vidence") || text.contains("/source/"), "{text}");
            }
        }
    }

    #[test]
    fn a_closed_pipe_is_told_as_one() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error =
            write(&fixture::store(&[]), Format::NQuads, Part::ALL, &mut Closed, Path::new("out")).expect_err("closed");
        assert!(matches!(error, Error::File { source, .. } if source.kind() == io::ErrorKind::BrokenPipe));
    }
}
