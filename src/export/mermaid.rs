//! A view → a Mermaid flowchart, which GitHub, GitLab and many editors draw inside a text: a frame for each level, stubs
//! dashed, bodies round. All words stand in quotes with what Mermaid reads as its own written as `#code;`.

use super::view::{Kind, Tie, View};
use crate::analyze::Level;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the view.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "---\ntitle: {}\n---\nflowchart BT", quoted(&view.title))?;
    for &level in Level::ALL.iter().rev() {
        let mut here = view.nodes.iter().enumerate().filter(|(_, node)| node.level == level).peekable();
        if here.peek().is_none() {
            continue;
        }
        writeln!(out, "  subgraph {} [{}]", level.name(), quoted(level.label_vi()))?;
        for (n, node) in here {
            let label = quoted(&node.label);
            match (node.kind, node.described) {
                (Kind::Agency, _) => writeln!(out, "    n{n}([{label}])")?,
                (Kind::Document, true) => writeln!(out, "    n{n}[{label}]")?,
                (Kind::Document, false) => writeln!(out, "    n{n}[{label}]:::stub")?,
            }
        }
        writeln!(out, "  end")?;
    }
    for edge in &view.edges {
        let (arrow, due) = match edge.tie {
            Tie::Act(_) => ("-->", String::new()),
            Tie::Task(_) if edge.due.is_empty() => ("-.->", String::new()),
            Tie::Task(_) => ("-.->", format!(", {}", edge.due)),
        };
        let label = quoted(&format!("{}{due}", edge.tie.label_vi()));
        writeln!(out, "  n{} {arrow}|{label}| n{}", edge.from, edge.to)?;
    }
    writeln!(out, "  classDef stub stroke-dasharray: 5 4")?;
    out.flush()
}

/// Words in double quotes, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | ';' | '`' | '\\' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::super::fixture::hostile;
    use super::*;

    #[test]
    fn every_line_is_a_frame_a_node_or_an_edge() {
        let mut out = Vec::new();
        write(&hostile("\"] --> x\n%%{init}%% </script>"), &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        let body: Vec<&str> = text.lines().skip(4).map(str::trim_start).collect();
        for line in body {
            let fits = ["subgraph ", "end", "classDef "].iter().any(|word| line.starts_with(word))
                || line.starts_with('n') && line.matches('"').count() == 2;
            assert!(fits, "{line}");
        }
        assert!(text.contains("n0[\"#34;] --#62; x %%{init}%% #60;/script#62;\"]"), "{text}");
    }
}
