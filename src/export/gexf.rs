//! A view → GEXF 1.3, as Gephi reads it: typed attributes, weights, the kind of each edge, a colour for each level, and
//! the day of issue as the moment from which a paper is there, so that Gephi's timeline works.

use super::columns::{Column, EDGES, NODES};
use super::graphml::{Xml, close, open};
use super::view::View;
use super::xml::legal;
use crate::analyze::Level;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// Writes the view.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let names = [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];
    open(&mut xml, "gexf", &names)?;
    open(&mut xml, "meta", &[])?;
    for (name, words) in [("creator", "luocdo"), ("description", view.title.as_str())] {
        open(&mut xml, name, &[])?;
        xml.write_event(Event::Text(BytesText::new(&legal(words))))?;
        close(&mut xml, name)?;
    }
    close(&mut xml, "meta")?;
    let graph = [("mode", "dynamic"), ("timeformat", "date"), ("defaultedgetype", "directed")];
    open(&mut xml, "graph", &graph)?;
    attributes(&mut xml, "node", NODES)?;
    attributes(&mut xml, "edge", EDGES)?;
    open(&mut xml, "nodes", &[])?;
    for (n, node) in view.nodes.iter().enumerate() {
        let (id, label) = (format!("n{n}"), legal(&node.label));
        let mut about = vec![("id", id.as_str()), ("label", label.as_str())];
        if !node.date.is_empty() {
            about.push(("start", &node.date));
        }
        open(&mut xml, "node", &about)?;
        values(&mut xml, NODES, node)?;
        let [r, g, b] = colour(node.level);
        let colour = [("r", r), ("g", g), ("b", b)];
        xml.write_event(Event::Empty(BytesStart::new("viz:color").with_attributes(colour)))?;
        close(&mut xml, "node")?;
    }
    close(&mut xml, "nodes")?;
    open(&mut xml, "edges", &[])?;
    for (e, edge) in view.edges.iter().enumerate() {
        let (id, from, to) = (format!("e{e}"), format!("n{}", edge.from), format!("n{}", edge.to));
        let weight = edge.weight().max(1).to_string();
        let about = [
            ("id", id.as_str()),
            ("source", &from),
            ("target", &to),
            ("kind", edge.tie.name()),
            ("label", edge.tie.label_vi()),
            ("weight", &weight),
        ];
        open(&mut xml, "edge", &about)?;
        values(&mut xml, EDGES, edge)?;
        close(&mut xml, "edge")?;
    }
    close(&mut xml, "edges")?;
    close(&mut xml, "graph")?;
    close(&mut xml, "gexf")?;
    let out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

/// What GEXF has a place of its own for is no attribute.
fn is_built_in(name: &str) -> bool {
    matches!(name, "label" | "weight")
}

fn attributes<T>(xml: &mut Xml<'_>, class: &str, columns: &[Column<T>]) -> io::Result<()> {
    open(xml, "attributes", &[("class", class), ("mode", "static")])?;
    for column in columns.iter().filter(|column| !is_built_in(column.name)) {
        let attribute = [("id", column.name), ("title", column.name), ("type", column.kind.name())];
        xml.write_event(Event::Empty(BytesStart::new("attribute").with_attributes(attribute)))?;
    }
    close(xml, "attributes")
}

fn values<T>(xml: &mut Xml<'_>, columns: &[Column<T>], of: &T) -> io::Result<()> {
    open(xml, "attvalues", &[])?;
    for column in columns.iter().filter(|column| !is_built_in(column.name)) {
        let value = legal(&(column.value)(of));
        if !value.is_empty() {
            let said = [("for", column.name), ("value", value.as_str())];
            xml.write_event(Event::Empty(BytesStart::new("attvalue").with_attributes(said)))?;
        }
    }
    close(xml, "attvalues")
}

/// A colour for each level, told apart by people who do not see red and green as well (Okabe and Ito).
fn colour(level: Level) -> [&'static str; 3] {
    match level {
        Level::Party => ["213", "94", "0"],
        Level::Central => ["0", "114", "178"],
        Level::Ministry => ["86", "180", "233"],
        Level::Province => ["0", "158", "115"],
        Level::Department => ["240", "228", "66"],
        Level::District => ["230", "159", "0"],
        Level::Commune => ["204", "121", "167"],
        Level::Unknown => ["153", "153", "153"],
    }
}
