//! A view → a ZIP with `nodes.csv`, `edges.csv` and how to import them: one file, so that it is written whole or not at
//! all and may go to standard output, where a folder could be left half written. The headings are those of
//! `neo4j-admin database import`; Kùzu goes by the order of the columns and passes the headings over.

use super::columns::{Column, EDGES, NODES, Type};
use super::view::View;
use std::io::{self, Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const README: &str = "\
nodes.csv: một dòng cho mỗi văn bản hoặc cơ quan / one row for each paper or body.
edges.csv: một dòng cho mỗi quan hệ hoặc nhiệm vụ / one row for each act or task.

Neo4j:
  neo4j-admin database import full --multiline-fields=true --nodes=nodes.csv --relationships=edges.csv neo4j

Kùzu:
  CREATE NODE TABLE Node(id STRING PRIMARY KEY, NODES);
  CREATE REL TABLE Edge(FROM Node TO Node, EDGES);
  COPY Node FROM 'nodes.csv' (HEADER=true, PARALLEL=false);
  COPY Edge FROM 'edges.csv' (HEADER=true, PARALLEL=false);
";

/// Writes the view.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same bytes on every day: entries bear the day from which ZIP counts.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let readme = README.replace("NODES", &kuzu(NODES)).replace("EDGES", &kuzu(EDGES));
    let files = [("README.txt", readme.into_bytes()), ("nodes.csv", nodes(view)?), ("edges.csv", edges(view)?)];
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(&bytes)?;
    }
    out.write_all(&zip.finish().map_err(io::Error::other)?.into_inner())?;
    out.flush()
}

fn nodes(view: &View) -> io::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let columns = NODES.iter().map(|column| match column.name {
        "kind" => "kind:LABEL".to_owned(),
        _ => heading(column),
    });
    csv.write_record(["id:ID".to_owned()].into_iter().chain(columns)).map_err(io::Error::other)?;
    for (n, node) in view.nodes.iter().enumerate() {
        let values = NODES.iter().map(|column| (column.value)(node));
        csv.write_record([format!("n{n}")].into_iter().chain(values)).map_err(io::Error::other)?;
    }
    csv.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn edges(view: &View) -> io::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let columns = EDGES.iter().map(|column| match column.name {
        "relation" => "relation:TYPE".to_owned(),
        _ => heading(column),
    });
    let ends = ["from:START_ID".to_owned(), "to:END_ID".to_owned()];
    csv.write_record(ends.into_iter().chain(columns)).map_err(io::Error::other)?;
    for edge in &view.edges {
        let values = EDGES.iter().map(|column| (column.value)(edge));
        let ends = [format!("n{}", edge.from), format!("n{}", edge.to)];
        csv.write_record(ends.into_iter().chain(values)).map_err(io::Error::other)?;
    }
    csv.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The heading of a column with Neo4j's type.
fn heading<T>(column: &Column<T>) -> String {
    let kind = match column.kind {
        Type::Text => return column.name.to_owned(),
        Type::Day => "date",
        Type::Whole => "int",
        Type::Real => "double",
        Type::Truth => "boolean",
    };
    format!("{}:{kind}", column.name)
}

/// The columns with Kùzu's types.
fn kuzu<T>(columns: &[Column<T>]) -> String {
    let kind = |kind| match kind {
        Type::Text => "STRING",
        Type::Day => "DATE",
        Type::Whole => "INT64",
        Type::Real => "DOUBLE",
        Type::Truth => "BOOLEAN",
    };
    columns.iter().map(|column| format!("`{}` {}", column.name, kind(column.kind))).collect::<Vec<_>>().join(", ")
}
