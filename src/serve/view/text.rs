//! `/api/text`: the text of a source with its marks, from what was kept when it was built. No file is opened for it.

use super::params::{nothing, wrong};
use super::{Asked, Refusal};
use luocdo::analyze::{MarkedItem, Segment, marked};
use oxigraph::model::NamedNode;
use serde::Serialize;

/// A source.
#[derive(Serialize)]
pub struct Answer {
    graph: String,
    source: String,
    title: Option<String>,
    text_kept: bool,
    changed: bool,
    segments: Vec<Segment>,
    items: Vec<MarkedItem>,
}

/// Answers it.
pub fn text(asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let world = asked.world;
    let iri = asked.params.needed("graph")?;
    let source = NamedNode::new(iri).map_err(|_| wrong("`graph` is the IRI of a source"))?;
    let from = asked.params.number("from", 0, 0..=usize::MAX)?;
    let to = asked.params.number("to", usize::MAX, 0..=usize::MAX)?;
    let kept = world.store.text(&source)?;
    let words = kept.as_ref().map(|kept| kept.text.as_str()).unwrap_or_default();
    let found = marked(&world.store, world.graph(false)?, &source, words, Some([from, to]))?;
    let Some(found) = found else { return Err(nothing("no source here has this IRI")) };
    Ok(Answer {
        graph: source.into_string(),
        source: found.source,
        title: found.title,
        text_kept: kept.is_some(),
        changed: kept.is_some_and(|kept| found.sha256.is_some_and(|sha256| sha256 != kept.sha256)),
        segments: found.segments,
        items: found.items,
    })
}
