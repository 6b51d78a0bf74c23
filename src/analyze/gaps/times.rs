//! What the days of papers rule out: acting on a paper issued later, resting on one that had ended.

use super::super::status::{Event, Force, Holds, Status, status};
use super::super::{Graph, Link, Paper};
use super::{Finding, Gap, RESTS_ON};
use crate::model::RelationType;
use chrono::{Datelike, NaiveDate};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, HashMap};

/// The papers that act on one issued later, by paper; by their years where a day is not known.
pub(super) fn future(graph: &Graph) -> Vec<Finding> {
    let mut found: BTreeMap<(NodeIndex, NodeIndex), Vec<(RelationType, Link)>> = BTreeMap::new();
    for edge in graph.papers.edge_references() {
        let (paper, other) = (&graph.papers[edge.source()], &graph.papers[edge.target()]);
        let Some(link) = Some(()).filter(|()| is_before(paper, other)).and_then(|()| Link::surest(graph, edge.id()))
        else {
            continue;
        };
        found.entry((edge.source(), edge.target())).or_default().push((edge.weight().kind, link));
    }
    let finding = |((from, to), mut links): ((NodeIndex, NodeIndex), Vec<(RelationType, Link)>)| {
        links.sort_by_key(|(kind, _)| *kind);
        let (paper, other) = (&graph.papers[from], &graph.papers[to]);
        let days = paper.date.zip(other.date).map(|(paper, other)| (other - paper).num_days());
        let links = links.into_iter().map(|(_, link)| link).collect();
        Finding { days, ..Finding::new(Gap::Future, paper, links) }
    };
    found.into_iter().map(finding).collect()
}

fn is_before(paper: &Paper, other: &Paper) -> bool {
    let year = |paper: &Paper| paper.date.map(|date| date.year()).or(paper.year);
    match (paper.date, other.date) {
        (Some(paper), Some(other)) => paper < other,
        _ => year(paper).zip(year(other)).is_some_and(|(paper, other)| paper < other),
    }
}

/// The papers based on one that had ended by the day on which they were issued, by paper. What ended the basis is shown
/// behind; a paper that puts an end to its own basis is none of them.
pub(super) fn expired(graph: &Graph) -> Vec<Finding> {
    // The end of a paper does not hang on who asks, so each is looked at once and not for each paper based on it.
    let mut ends: HashMap<NodeIndex, Option<Status>> = HashMap::new();
    let mut found: BTreeMap<(NodeIndex, NodeIndex), Finding> = BTreeMap::new();
    for edge in graph.papers.edge_references().filter(|edge| RESTS_ON.contains(&edge.weight().kind)) {
        let (from, to) = (edge.source(), edge.target());
        let paper = &graph.papers[from];
        let issued = paper.date.or_else(|| NaiveDate::from_ymd_opt(paper.year?, 1, 1));
        let end = ends.entry(to).or_insert_with(|| {
            Some(status(graph, to, NaiveDate::MAX)).filter(|status| status.status == Force::Expired)
        });
        let (Some(issued), Some(end)) = (issued, end) else { continue };
        let had_ended = match ended_by(end, issued) {
            Some(events) if events.iter().all(|event| event.by.iri != paper.iri) => events,
            _ => continue,
        };
        let Some(link) = Link::surest(graph, edge.id()) else { continue };
        let proofs = had_ended.iter().filter_map(|event| {
            Some(Link {
                paper: event.by.label.clone(),
                iri: event.by.iri.clone(),
                relation: event.kind,
                other: link.other.clone(),
                other_iri: link.other_iri.clone(),
                proof: event.proofs.first()?.clone(),
            })
        });
        let links = std::iter::once(link.clone()).chain(proofs).collect();
        let ends = end.paper.ends.iter().filter(|told| told.day <= issued).cloned().collect();
        let since = end.since.filter(|since| *since <= issued);
        found
            .entry((from, to))
            .and_modify(|finding| finding.links.insert(1, link.clone()))
            .or_insert_with(|| Finding { since, ends, ..Finding::new(Gap::Expired, paper, links) });
    }
    found.into_values().collect()
}

/// What had ended a paper by a day; `None` if nothing had. Its own last day is no event, so the list may be empty. An
/// act without a day counts from the issue of the paper that does it; where that is not known either, it says nothing of
/// a day long past, though the paper has ended by now.
fn ended_by(end: &Status, day: NaiveDate) -> Option<Vec<&Event>> {
    let ends = |event: &&Event| matches!(event.kind, RelationType::Replaces | RelationType::Repeals) && !event.part;
    let by_then = |event: &&Event| match (event.holds, event.day) {
        (Holds::Yes, Some(on)) => on <= day,
        (Holds::Undated, _) => {
            let issued = event.by.date.or_else(|| NaiveDate::from_ymd_opt(event.by.year?, 1, 1));
            issued.is_some_and(|issued| issued <= day)
        }
        _ => false,
    };
    let events: Vec<&Event> = end.events.iter().filter(ends).filter(by_then).collect();
    let own = !end.paper.ends.is_empty() && end.paper.ends.iter().all(|told| told.day <= day);
    (own || !events.is_empty()).then_some(events)
}
