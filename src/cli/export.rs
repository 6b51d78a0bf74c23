//! `export`.

use super::sources::Source;
use super::values::export_format;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Write the graph, or one paper among its neighbours ("lược đồ"), for other programs and for people.
#[derive(Args, Debug)]
#[command(after_help = "\
For people:    svg (a picture, levels of government from the top), html (one page: click, search, filter),
               docx (a report), xlsx (papers, relations, tasks)
For programs:  turtle, trig, nquads, jsonld, rdfxml hold everything; graphml (Gephi, Cytoscape, yEd), gexf (Gephi
               with its timeline), cyjs (Cytoscape), dot (Graphviz), mermaid (Markdown), csv-graph (a ZIP of node
               and edge lists for Neo4j and Kùzu)
For texts:     annotation (Web Annotation: each name, relation and task at its place in its source),
               akn (Akoma Ntoso: what one document refers to, changes and is changed by; with --document)
Turtle and RDF/XML join the graphs of all sources in one.

Examples:
  luocdo export --format turtle --output graph.ttl
  luocdo export --output graph.gexf               the format follows from the name
  luocdo export --document \"Chỉ thị 20/CT-TTg\" --year 2023 --output luoc-do.svg
  luocdo export --format dot | dot -Tsvg -o graph.svg")]
pub struct Export {
    /// The format; taken from the name of `--output` if not given, else turtle.
    #[arg(long, value_parser = export_format)]
    pub format: Option<luocdo::export::Format>,
    /// Only this paper, the papers that it acts on or that act on it, and the tasks they give.
    #[arg(long, value_name = "NAME")]
    pub document: Option<String>,
    /// Its year, where the name has none.
    #[arg(long, requires = "document")]
    pub year: Option<i32>,
    /// The most nodes of a picture; those with the most relations stay, and what is left out is told.
    ///
    /// [default: 400 for svg, html and mermaid, no limit for the others]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_nodes: Option<u32>,
    /// The file to write; standard output if not given.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Also write what the tables say of all national bodies and provinces, not only those that sources name.
    #[arg(long)]
    pub with_tables: bool,
    /// Also write what people rejected.
    #[arg(long)]
    pub rejected: bool,
    /// Write over a file that exists.
    #[arg(long, requires = "output")]
    pub force: bool,
    #[command(flatten)]
    pub source: Source,
}
