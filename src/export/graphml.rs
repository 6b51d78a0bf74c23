//! A view → GraphML with typed keys. Characters that XML cannot hold become U+FFFD; the rest is escaped by
//! quick-xml.

use super::view::View;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// Keys: id, what carries it, name, type.
const KEYS: [(&str, &str, &str, &str); 14] = [
    ("nlabel", "node", "label", "string"),
    ("nkind", "node", "kind", "string"),
    ("ntype", "node", "type", "string"),
    ("ndate", "node", "date", "string"),
    ("nissuer", "node", "issuer", "string"),
    ("ndescribed", "node", "described", "boolean"),
    ("niri", "node", "iri", "string"),
    ("erelation", "edge", "relation", "string"),
    ("elabel", "edge", "label", "string"),
    ("econfidence", "edge", "confidence", "double"),
    ("eevidence", "edge", "evidence", "string"),
    ("esource", "edge", "source", "string"),
    ("etask", "edge", "task", "string"),
    ("edue", "edge", "due", "string"),
];

/// Writes the view.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    open(&mut xml, "graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
    for (id, carrier, name, kind) in KEYS {
        let key = [("id", id), ("for", carrier), ("attr.name", name), ("attr.type", kind)];
        xml.write_event(Event::Empty(BytesStart::new("key").with_attributes(key)))?;
    }
    open(&mut xml, "graph", &[("id", "luocdo"), ("edgedefault", "directed")])?;
    for (n, node) in view.nodes.iter().enumerate() {
        open(&mut xml, "node", &[("id", &format!("n{n}"))])?;
        data(&mut xml, "nlabel", &node.label)?;
        data(&mut xml, "nkind", node.kind.name())?;
        data(&mut xml, "ntype", &node.code)?;
        data(&mut xml, "ndate", &node.date)?;
        data(&mut xml, "nissuer", &node.issuer)?;
        data(&mut xml, "ndescribed", if node.described { "true" } else { "false" })?;
        data(&mut xml, "niri", &node.id)?;
        close(&mut xml, "node")?;
    }
    for (e, edge) in view.edges.iter().enumerate() {
        let (id, from, to) = (format!("e{e}"), format!("n{}", edge.from), format!("n{}", edge.to));
        open(&mut xml, "edge", &[("id", &id), ("source", &from), ("target", &to)])?;
        data(&mut xml, "erelation", edge.relation)?;
        data(&mut xml, "elabel", &edge.label)?;
        data(&mut xml, "econfidence", &edge.confidence.to_string())?;
        data(&mut xml, "eevidence", &edge.evidence)?;
        data(&mut xml, "esource", &edge.source)?;
        data(&mut xml, "etask", &edge.task)?;
        data(&mut xml, "edue", &edge.due)?;
        close(&mut xml, "edge")?;
    }
    close(&mut xml, "graph")?;
    close(&mut xml, "graphml")?;
    let out = xml.into_inner();
    out.write_all(b"\n")?;
    out.flush()
}

type Xml<'a> = Writer<&'a mut dyn Write>;

fn open(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
}

fn close(xml: &mut Xml<'_>, name: &str) -> io::Result<()> {
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

/// XML 1.0 has no place for control characters other than tab and line break, nor for U+FFFE and U+FFFF.
fn legal(text: &str) -> String {
    let wrong = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if wrong(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::view::{Edge, Kind, Node};
    use super::*;
    use std::process::{Command, Stdio};

    fn view(label: &str) -> View {
        let node = |id: &str, kind| Node {
            id: id.into(),
            kind,
            label: label.into(),
            code: "KH".into(),
            date: "2023-07-04".into(),
            issuer: String::new(),
            described: true,
        };
        let edge = Edge {
            from: 0,
            to: 1,
            relation: "implements",
            label: "triển khai".into(),
            confidence: 0.97,
            evidence: "<&>\"' ]]> Điều 5".into(),
            source: "a.txt".into(),
            task: String::new(),
            due: String::new(),
        };
        View { nodes: vec![node("a", Kind::Document), node("b", Kind::Agency)], edges: vec![edge.clone(), edge] }
    }

    #[test]
    fn values_are_escaped() {
        let mut out = Vec::new();
        write(&view("\u{1}<Kế hoạch>&"), &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.contains("\u{fffd}&lt;Kế hoạch&gt;&amp;"), "{text}");
        assert!(text.contains("]]&gt; Điều 5"));
    }

    /// Reads the file back with networkx where Python has it; elsewhere the test says nothing.
    #[test]
    fn networkx_reads_it() {
        let script = "import sys,io\ntry:\n import networkx\nexcept ImportError:\n sys.exit(0)\n\
            g=networkx.read_graphml(io.BytesIO(sys.stdin.buffer.read()))\n\
            assert g.number_of_nodes()==2 and g.number_of_edges()==2\n\
            e=list(g.edges(data=True))[0][2]\nassert e['confidence']==0.97 and e['evidence']=='<&>\"\\' ]]> Điều 5',e\n\
            assert g.nodes['n0']['label']=='Kế hoạch' and g.nodes['n0']['described'] is True\n";
        let Ok(mut child) = Command::new("python3").args(["-c", script]).stdin(Stdio::piped()).spawn() else {
            return;
        };
        let mut input = child.stdin.take().expect("a pipe");
        write(&view("Kế hoạch"), &mut input).expect("python reads");
        drop(input);
        assert!(child.wait().expect("python ends").success());
    }
}
