//! `export`.

use super::sources::Source;
use super::values::export_format;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Write the whole graph for other programs.
#[derive(Args, Debug)]
#[command(after_help = "\
turtle, trig, nquads, jsonld and rdfxml hold everything; dot (Graphviz) and graphml (Gephi, yEd) hold the
picture. Turtle and RDF/XML join the graphs of all sources in one.

Examples:
  luocdo export --format turtle --output graph.ttl
  luocdo export --output graph.graphml            the format follows from the name
  luocdo export --format dot | dot -Tsvg -o graph.svg")]
pub struct Export {
    /// The format; taken from the name of `--output` if not given, else turtle.
    #[arg(long, value_parser = export_format)]
    pub format: Option<luocdo::export::Format>,
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
