//! A view → one HTML page that needs nothing else: the picture, a search, filters, a panel with the sentences that prove
//! each thing, the same as a table below for those who do not see the picture, in Vietnamese or English. It loads
//! nothing and runs no script but its own, whose hash its policy names; words of documents are data in it, never markup.

use super::picture::{Look, Reader, picture, style, write as draw};
use super::view::{Edge, Kind, Tie, View};
use super::xml::escaped;
use crate::analyze::Level;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

const SCRIPT: &str = include_str!("html/page.js");
const STYLE: &str = include_str!("html/page.css");
const BODY: &str = include_str!("html/page.html");

/// Writes the view.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let style = format!("{}\n{STYLE}", style());
    let title = escaped(if view.title.is_empty() { "Lược đồ văn bản" } else { &view.title });
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{}'; \
         style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"luocdo {}\">\n<title>{title}</title>\n<style>{style}</style>\n</head>",
        base64(&Sha256::digest(SCRIPT)),
        base64(&Sha256::digest(&style)),
        env!("CARGO_PKG_VERSION"),
    )?;
    let (before, after) = BODY.split_once("<!--PICTURE-->").unwrap_or((BODY, ""));
    out.write_all(before.replace("<!--TITLE-->", &title).as_bytes())?;
    let picture = picture(view);
    draw(&picture, view, Reader::Page, out)?;
    out.write_all(after.as_bytes())?;
    writeln!(out, "<script type=\"application/json\" id=\"data\">{}</script>", data(view, &picture.notes))?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")?;
    out.flush()
}

/// All that the page shows, as JSON in which no `<` stands, so that nothing in it can end the element around it.
fn data(view: &View, notes: &[String]) -> String {
    let nodes = view.nodes.iter().map(|node| {
        json!({
            "label": node.label, "title": node.title, "type": node.code, "number": node.number, "date": node.date,
            "issuer": node.issuer, "level": node.level.name(), "kind": node.kind.name(), "stub": !node.described,
            "iri": node.id,
        })
    });
    let edges = view.edges.iter().map(edge);
    let words = |all: &mut dyn Iterator<Item = (&'static str, &'static str, &'static str)>| -> Value {
        all.map(|(name, vi, en)| (name.to_owned(), json!([vi, en]))).collect::<serde_json::Map<_, _>>().into()
    };
    let used: Vec<&str> = view.edges.iter().map(|edge| edge.tie.name()).collect();
    let relations =
        words(&mut Look::ALL.iter().filter(|look| used.contains(&look.name)).map(|look| (look.name, look.vi, look.en)));
    let held = |level: &&Level| view.nodes.iter().any(|node| node.level == **level);
    let levels = Level::ALL.iter().filter(held).map(|level| (level.name(), level.label_vi(), level.label_en()));
    let all = json!({
        "nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>(), "relations": relations,
        "levels": levels.map(|(name, vi, en)| json!([name, vi, en])).collect::<Vec<_>>(),
        "papers": view.nodes.iter().filter(|node| node.kind == Kind::Document).count(), "notes": notes,
    });
    all.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn edge(edge: &Edge) -> Value {
    let proofs = edge.proofs.iter().map(|proof| {
        json!({
            "sentence": proof.sentence, "source": proof.source, "rule": proof.rule, "confidence": proof.confidence,
            "id": proof.id,
        })
    });
    let role = match edge.tie {
        Tie::Task(role) => role.label_vi(),
        Tie::Act(_) => "",
    };
    json!({
        "from": edge.from, "to": edge.to, "relation": edge.tie.name(), "role": role, "task": edge.task,
        "due": edge.due, "proofs": proofs.collect::<Vec<_>>(),
    })
}

/// Base64 of RFC 4648, as the policy wants its hashes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0_usize, |sum, n| sum << 8 | three.get(n).map_or(0, |byte| usize::from(*byte)));
        for n in 0..4 {
            let letter = char::from(LETTERS[number >> (18 - 6 * n) & 63]);
            out.push(if n <= three.len() { letter } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fixture::hostile;
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (bytes, expect) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), expect);
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let mut out = Vec::new();
        write(&hostile("</script><img src=x onerror=alert(1)>\"'&<svg/onload=alert(2)>"), &mut out)
            .expect("memory takes it");
        let page = String::from_utf8(out).expect("UTF-8");
        assert!(!page.contains("<img") && !page.contains("<svg/"), "{page}");
        // One for the data, one for the script of the page.
        assert_eq!(page.matches("</script>").count(), 2);
        assert_eq!(page.matches("<script").count(), 2);
        for word in ["http://", "src=", "@import", "url(http"] {
            let plain = page.replace("http://www.w3.org/2000/svg", "").replace("src=x", "");
            assert!(!plain.contains(word), "{word}");
        }
    }
}
