//! A view → Graphviz. Try it with `luocdo export --format dot | dot -Tsvg -o graph.svg`.

use super::view::{Kind, View};
use std::io::{self, Write};

/// Writes the view; stubs and bodies differ by shape and line, never by colour alone.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "digraph luocdo {{\n  rankdir=RL;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];"
    )?;
    for (n, node) in view.nodes.iter().enumerate() {
        let look = match (node.kind, node.described) {
            (Kind::Agency, _) => "shape=ellipse",
            (Kind::Document, true) => "shape=box",
            (Kind::Document, false) => "shape=box, style=dashed",
        };
        let (label, id) = (quoted(&node.label), quoted(&node.id));
        writeln!(out, "  n{n} [{look}, label={label}, tooltip={label}, URL={id}];")?;
    }
    for edge in &view.edges {
        let due = if edge.due.is_empty() { String::new() } else { format!(", {}", edge.due) };
        let label = quoted(&format!("{}{due}", edge.tie.label_vi()));
        let tip = quoted(edge.evidence());
        writeln!(out, "  n{} -> n{} [label={label}, tooltip={tip}];", edge.from, edge.to)?;
    }
    writeln!(out, "}}")?;
    out.flush()
}

/// A quoted string: Graphviz reads a backslash as the start of an escape, and ends at a bare quote.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_break_out() {
        assert_eq!(quoted("a\"]; b -> c [label=\"\\N"), r#""a\"]; b -> c [label=\"\\N""#);
        assert_eq!(quoted("một\nhai\r\t\0"), "\"một\\nhai   \"");
    }
}
