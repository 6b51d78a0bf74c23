//! `query`.

use super::sources::Source;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Ask the graph in SPARQL.
#[derive(Args, Debug)]
#[command(after_help = "\
The prefixes luo, eli, org, prov, oa, skos, dcterms, rdf, rdfs and xsd need no PREFIX line.

Examples:
  luocdo query 'SELECT ?paper ?order WHERE { ?paper luo:implements ?order } LIMIT 20'
  luocdo query --file overdue.rq --format csv > overdue.csv
  luocdo query 'CONSTRUCT WHERE { ?a luo:implements ?b }' --format turtle")]
pub struct Query {
    /// The query.
    #[arg(value_name = "SPARQL", required_unless_present = "file", conflicts_with = "file")]
    pub query: Option<String>,
    /// A file that holds the query; `-` is standard input.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Answer::Table)]
    pub format: Answer,
    #[command(flatten)]
    pub source: Source,
}

/// How the answer to a query is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Answer {
    /// For people; a graph as Turtle.
    Table,
    /// SPARQL results in JSON; a graph as JSON-LD.
    Json,
    /// SPARQL results in CSV.
    Csv,
    /// Turtle, for CONSTRUCT and DESCRIBE.
    Turtle,
}
