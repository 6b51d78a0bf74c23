//! A view → GraphML with typed keys, as Gephi, Cytoscape, yEd and networkx read it. Gephi takes `label` and `weight`
//! for its own, Cytoscape makes a column of each key. Characters that XML cannot hold become U+FFFD; the rest is
//! escaped by quick-xml.

use super::columns::{Column, EDGES, NODES, Type};
use super::view::View;
use super::xml::legal;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// Writes the view.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    open(&mut xml, "graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
    keys(&mut xml, "node", NODES)?;
    keys(&mut xml, "edge", EDGES)?;
    open(&mut xml, "graph", &[("id", "luocdo"), ("edgedefault", "directed")])?;
    for (n, node) in view.nodes.iter().enumerate() {
        open(&mut xml, "node", &[("id", &format!("n{n}"))])?;
        for column in NODES {
            data(&mut xml, &format!("n{}", column.name), &(column.value)(node))?;
        }
        close(&mut xml, "node")?;
    }
    for (e, edge) in view.edges.iter().enumerate() {
        let (id, from, to) = (format!("e{e}"), format!("n{}", edge.from), format!("n{}", edge.to));
        open(&mut xml, "edge", &[("id", &id), ("source", &from), ("target", &to)])?;
        for column in EDGES {
            data(&mut xml, &format!("e{}", column.name), &(column.value)(edge))?;
        }
        close(&mut xml, "edge")?;
    }
    close(&mut xml, "graph")?;
    close(&mut xml, "graphml")?;
    let out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

/// Declares the columns; GraphML calls whole numbers `int`.
fn keys<T>(xml: &mut Xml<'_>, carrier: &str, columns: &[Column<T>]) -> io::Result<()> {
    for column in columns {
        let id = format!("{}{}", &carrier[..1], column.name);
        let kind = if column.kind == Type::Whole { "int" } else { column.kind.name() };
        let key = [("id", id.as_str()), ("for", carrier), ("attr.name", column.name), ("attr.type", kind)];
        xml.write_event(Event::Empty(BytesStart::new("key").with_attributes(key)))?;
    }
    Ok(())
}

pub(super) type Xml<'a> = Writer<&'a mut dyn Write>;

/// Opens an element; values of attributes are escaped.
pub(super) fn open(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
}

/// Closes it.
pub(super) fn close(xml: &mut Xml<'_>, name: &str) -> io::Result<()> {
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// One value; an empty one is left out, as GraphML has no null.
fn data(xml: &mut Xml<'_>, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    open(xml, "data", &[("key", key)])?;
    xml.write_event(Event::Text(BytesText::new(&legal(value))))?;
    close(xml, "data")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::hostile;
    use super::*;

    #[test]
    fn values_are_escaped() {
        let mut out = Vec::new();
        write(&hostile("\u{1}<Kế hoạch>&"), &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.contains("\u{fffd}&lt;Kế hoạch&gt;&amp;"), "{text}");
        assert!(text.contains("]]&gt; Điều 5"));
    }
}
