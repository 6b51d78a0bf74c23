//! A view → Cytoscape JSON, as Cytoscape ("Import Network from File", `.cyjs`) and Cytoscape.js read it: all columns as
//! typed data; a paper stands at the place that it has in the picture, as long as a picture can hold all.

use super::Format;
use super::columns::{Column, EDGES, NODES, Type};
use super::picture::picture;
use super::view::View;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io::{self, Write};

/// Writes the view.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    // Of more than a picture holds Cytoscape finds the places itself.
    let placed = Format::Svg.most_nodes().is_some_and(|most| view.nodes.len() <= most);
    let boxes = if placed { picture(view).boxes } else { Vec::new() };
    let places: HashMap<usize, [f64; 4]> = boxes.into_iter().map(|boxed| (boxed.node, boxed.at)).collect();
    let nodes = view.nodes.iter().enumerate().map(|(n, node)| {
        let mut data = data(NODES, node);
        data.insert("id".into(), format!("n{n}").into());
        // Cytoscape shows `name`.
        data.insert("name".into(), node.label.clone().into());
        data.insert("shared_name".into(), node.id.clone().into());
        match places.get(&n) {
            Some([x, y, wide, tall]) => json!({"data": data, "position": {"x": x + wide / 2.0, "y": y + tall / 2.0}}),
            None => json!({"data": data}),
        }
    });
    let edges = view.edges.iter().enumerate().map(|(e, edge)| {
        let mut data = data(EDGES, edge);
        data.insert("id".into(), format!("e{e}").into());
        data.insert("source".into(), format!("n{}", edge.from).into());
        data.insert("target".into(), format!("n{}", edge.to).into());
        data.insert("interaction".into(), edge.tie.name().into());
        data.insert("file".into(), edge.source().into());
        json!({"data": data})
    });
    let network = json!({
        "format_version": "1.0",
        "generated_by": concat!("luocdo-", env!("CARGO_PKG_VERSION")),
        "target_cytoscapejs_version": "~3.0",
        "data": {"name": view.title, "shared_name": view.title},
        "elements": {"nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>()},
    });
    serde_json::to_writer_pretty(&mut *out, &network)?;
    writeln!(out)?;
    out.flush()
}

/// The columns that have a value. `source` is a word of Cytoscape's for the node that an edge begins at; the column of
/// that name is `file` here.
fn data<T>(columns: &[Column<T>], of: &T) -> Map<String, Value> {
    let said = columns.iter().filter(|column| column.name != "source").filter_map(|column| {
        let value = (column.value)(of);
        let value = match column.kind {
            _ if value.is_empty() => return None,
            Type::Text | Type::Day => value.into(),
            Type::Whole => value.parse::<u64>().ok()?.into(),
            Type::Real => value.parse::<f64>().ok()?.into(),
            Type::Truth => (value == "true").into(),
        };
        Some((column.name.to_owned(), value))
    });
    said.collect()
}
