//! The forms of export, each with its name, its file extension and its media type, for the command line and HTTP alike.

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident $name:literal $extension:literal $media:literal),+ $(,)?) => {
        /// A form of export.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format { $($(#[$doc])* $variant),+ }

        impl Format {
            /// Every form.
            pub const ALL: &'static [Format] = &[$(Format::$variant),+];

            /// The name on the command line.
            pub fn name(self) -> &'static str {
                match self { $(Format::$variant => $name),+ }
            }

            /// The usual file extension, without the dot before it.
            pub fn extension(self) -> &'static str {
                match self { $(Format::$variant => $extension),+ }
            }

            /// The media type for HTTP.
            pub fn media_type(self) -> &'static str {
                match self { $(Format::$variant => $media),+ }
            }
        }
    };
}

formats! {
    /// Turtle: triples for people to read, graphs joined in one.
    Turtle "turtle" "ttl" "text/turtle",
    /// TriG: Turtle with each source in its own graph.
    TriG "trig" "trig" "application/trig",
    /// N-Quads: one fact a line, with its graph.
    NQuads "nquads" "nq" "application/n-quads",
    /// JSON-LD: RDF as JSON, with graphs.
    JsonLd "jsonld" "jsonld" "application/ld+json",
    /// RDF/XML: triples, graphs joined in one.
    RdfXml "rdfxml" "rdf" "application/rdf+xml",
    /// Graphviz.
    Dot "dot" "dot" "text/vnd.graphviz",
    /// GraphML, for Gephi, Cytoscape, yEd, networkx.
    GraphMl "graphml" "graphml" "application/graphml+xml",
    /// GEXF 1.3, for Gephi with its timeline.
    Gexf "gexf" "gexf" "application/gexf+xml",
    /// Cytoscape JSON.
    CyJs "cyjs" "cyjs" "application/json",
    /// Mermaid, for Markdown.
    Mermaid "mermaid" "mmd" "text/vnd.mermaid",
    /// A picture with the levels of government from the top ("lược đồ").
    Svg "svg" "svg" "image/svg+xml",
    /// One page with the picture, a search, filters and the sentences.
    Html "html" "html" "text/html",
    /// Node and edge lists in a ZIP, for Neo4j and Kùzu.
    Tables "csv-graph" "zip" "application/zip",
    /// A workbook: papers, relations, tasks.
    Xlsx "xlsx" "xlsx" "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    /// A report for Word.
    Docx "docx" "docx" "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    /// Web Annotation: each name, relation and task at its place in its source.
    Annotation "annotation" "anno.jsonld" "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"",
    /// Akoma Ntoso 3.0: what one document refers to, changes and is changed by.
    AkomaNtoso "akn" "akn.xml" "application/akn+xml",
}

impl Format {
    /// True for the five forms of RDF, which hold everything.
    pub fn is_rdf(self) -> bool {
        matches!(self, Format::Turtle | Format::TriG | Format::NQuads | Format::JsonLd | Format::RdfXml)
    }

    /// True where a form is no text, and would spoil a screen.
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Tables | Format::Xlsx | Format::Docx)
    }

    /// How many nodes a form shows unless told otherwise: pictures for the eye have a limit, data have none.
    pub fn most_nodes(self) -> Option<usize> {
        matches!(self, Format::Svg | Format::Html | Format::Mermaid).then_some(400)
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

    /// The form that a file's name tells; of `a.anno.jsonld` the longer extension.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let fits = |format: &Format| name.ends_with(&format!(".{}", format.extension()));
        Format::ALL.iter().copied().filter(fits).max_by_key(|format| format.extension().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_know_their_names() {
        for &format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(Format::from_extension(format.extension()), Some(format));
            assert_eq!(Format::from_file_name(&format!("Lược đồ.{}", format.extension().to_uppercase())), Some(format));
        }
        assert_eq!(Format::from_file_name("graph"), None);
    }
}
