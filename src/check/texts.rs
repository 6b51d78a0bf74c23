//! A source's file, read again → sentences that do not stand where the graph says. A file that changed since it was read
//! is told as that and no more. Members of archives and rows of dumps are passed over.

use super::{Finding, Severity, rules};
use crate::iri::terms;
use crate::read;
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// What is wrong with the source of this path; `None` if its file is not here or cannot be read on its own.
pub fn findings(path: &str, quads: &[Quad], limit: u64) -> Option<Vec<Finding>> {
    let file = Path::new(path);
    if !file.is_file() || file.metadata().ok()?.len() > limit {
        return None;
    }
    let bytes = std::fs::read(file).ok()?;
    let source = quads.iter().find(|quad| quad.predicate == terms::PATH).map(|quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    })?;
    let told = |severity, rule: &str, message: &str, iri: &str, value: String| Finding {
        severity,
        rule: rule.to_owned(),
        message: message.to_owned(),
        about: String::new(),
        iri: iri.to_owned(),
        value,
        source: String::new(),
    };
    let now: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if rules::text(quads, &source, terms::SHA256).is_some_and(|sha256| sha256 != now) {
        let message = "tệp đã thay đổi từ khi dựng kho; chạy lại luocdo build";
        return Some(vec![told(Severity::Warning, "changed", message, &source, String::new())]);
    }
    let text: Vec<char> = read::read_bytes(file, &bytes).ok()?.content.chars().collect();
    let mut places: BTreeMap<&str, (usize, usize, &str)> = BTreeMap::new();
    for quad in quads {
        let (NamedOrBlankNode::NamedNode(node), Term::Literal(words)) = (&quad.subject, &quad.object) else { continue };
        let place = || words.value().parse().unwrap_or(usize::MAX);
        if quad.predicate == terms::START {
            places.entry(node.as_str()).or_default().0 = place();
        } else if quad.predicate == terms::END {
            places.entry(node.as_str()).or_default().1 = place();
        } else if quad.predicate == terms::EXACT {
            places.entry(node.as_str()).or_default().2 = words.value();
        }
    }
    let lost = |(start, end, words): &(usize, usize, &str)| {
        !words.is_empty() && !text.get(*start..*end).is_some_and(|there| there.iter().copied().eq(words.chars()))
    };
    let message = "câu chứng minh không có ở vị trí này trong tệp";
    let shown = |(iri, (start, end, _)): (&str, (usize, usize, &str))| {
        told(Severity::Error, "sentence", message, iri, format!("{start}-{end}"))
    };
    Some(places.into_iter().filter(|(_, place)| lost(place)).map(shown).collect())
}
