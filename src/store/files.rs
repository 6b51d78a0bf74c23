//! A store ↔ files of RDF: everything out in a fixed order, a file of facts in. Reading a file never adds
//! half of it, and writing never changes the store.

use super::{Part, Store, in_union};
use crate::error::{Error, Result};
use crate::iri::terms::PREFIXES;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser, RdfSerializer};
use oxigraph::model::{GraphName, GraphNameRef, Quad};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

impl Store {
    /// Writes the facts of `part`: graph by graph in a format that has graphs (N-Quads, TriG, JSON-LD), else their
    /// union. Facts are in order of their text, so that equal stores give equal bytes. The facts of one
    /// graph are held in memory at a time.
    ///
    /// # Errors
    /// [`Error::Store`] if the store cannot be read, or the output not be written.
    pub fn dump(&self, format: RdfFormat, part: Part, output: impl Write) -> Result<()> {
        let unwritten = |error: std::io::Error| self.refused(format!("cannot write it out: {error}"));
        let mut serializer = RdfSerializer::from_format(format);
        for (name, namespace) in PREFIXES {
            serializer = serializer
                .with_prefix(*name, *namespace)
                .map_err(|error| Error::Argument(format!("prefix `{name}`: {error}")))?;
        }
        let mut writer = serializer.for_writer(output);
        let tables = self.base.tables();
        let graphs = if format.supports_datasets() {
            let named = self.graphs()?.into_iter().filter(|graph| part.tables || *graph != tables);
            named.map(GraphName::NamedNode).collect()
        } else {
            vec![GraphName::DefaultGraph]
        };
        let rejected = if part.rejected { HashSet::new() } else { self.rejected()? };
        for graph in graphs {
            for quad in self.in_order(graph.as_ref())? {
                if !part.tables && graph.is_default_graph() && self.told_by_tables_alone(&quad)? {
                    continue;
                }
                if rejected.contains(&quad.subject) {
                    continue;
                }
                writer.serialize_quad(&quad).map_err(unwritten)?;
            }
        }
        writer.finish().and_then(|mut output| output.flush()).map_err(unwritten)
    }

    /// Adds the facts of an RDF file, in one transaction; the format is told by the extension. Facts
    /// outside any graph go to the graph of this path. Returns the number of facts read.
    ///
    /// # Errors
    /// [`Error::Argument`] if the extension is unknown or the file is not of its format (with line and
    /// column), [`Error::File`] if it cannot be read, [`Error::Store`] if it cannot be added. The store is
    /// then as before.
    pub fn load(&mut self, path: &Path) -> Result<usize> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let format = RdfFormat::from_extension(extension).ok_or_else(|| {
            Error::Argument(format!(
                "`{}` has no extension of an RDF format; name it `.ttl`, `.nt`, `.nq`, `.trig`, `.rdf` or `.jsonld`",
                path.display()
            ))
        })?;
        let file = File::open(path).map_err(|source| unread(path, source))?;
        self.add(BufReader::new(file), format, path)
    }

    /// Adds the facts of RDF that is no file, as [`Store::load`] does.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn read(&mut self, from: impl Read, format: RdfFormat) -> Result<usize> {
        self.add(from, format, Path::new("the facts handed over"))
    }

    fn add(&mut self, from: impl Read, format: RdfFormat, path: &Path) -> Result<usize> {
        self.must_be_writable()?;
        let graph = self.base.source(&path.to_string_lossy());
        let parser = RdfParser::from_format(format).with_default_graph(graph).rename_blank_nodes();
        let mut transaction = self.inner.start_transaction().map_err(|error| self.failed(&error))?;
        let mut count = 0;
        for quad in parser.for_reader(from) {
            let quad = quad.map_err(|error| match error {
                RdfParseError::Io(source) => unread(path, source),
                RdfParseError::Syntax(error) => misread(path, format, &error),
            })?;
            transaction.insert(&quad);
            transaction.insert(in_union(&quad));
            count += 1;
        }
        self.will_change().map_err(|error| self.failed(&error))?;
        transaction.commit().map_err(|error| self.failed(&error))?;
        Ok(count)
    }

    /// True if the tables say it and no source does.
    fn told_by_tables_alone(&self, quad: &Quad) -> Result<bool> {
        let tables = GraphName::NamedNode(self.base.tables());
        let mut told = false;
        let (subject, predicate, object) = ((&quad.subject).into(), (&quad.predicate).into(), (&quad.object).into());
        for found in self.inner.quads_for_pattern(Some(subject), Some(predicate), Some(object), None) {
            let graph = found.map_err(|error| self.failed(&error))?.graph_name;
            if graph == tables {
                told = true;
            } else if graph != GraphName::DefaultGraph {
                return Ok(false);
            }
        }
        Ok(told)
    }

    /// The quads of a graph in order of their text.
    fn in_order(&self, graph: GraphNameRef<'_>) -> Result<impl Iterator<Item = Quad>> {
        let mut ordered = BTreeMap::new();
        for quad in self.inner.quads_for_pattern(None, None, None, Some(graph)) {
            let quad = quad.map_err(|error| self.failed(&error))?;
            ordered.insert(quad.to_string(), quad);
        }
        Ok(ordered.into_values())
    }
}

fn unread(path: &Path, source: io::Error) -> Error {
    Error::File { action: "read", path: path.to_owned(), source }
}

/// The parser counts lines and columns from 0.
fn misread(path: &Path, format: RdfFormat, error: &oxigraph::io::RdfSyntaxError) -> Error {
    let place = error.location().map_or_else(String::new, |range| {
        format!(", line {}, column {}", range.start.line + 1, range.start.column + 1)
    });
    Error::Argument(format!("`{}`{place} is not {}: {error}", path.display(), format.name()))
}
