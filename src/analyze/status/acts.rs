//! What other papers do to a paper, from which day, and whether they can. The rules and their sources are told in
//! [`super`].

use super::super::{Act, Graph, Paper, Proof, ToldDay};
use super::{AnchorRule, Doubt, Event, Force, Holds, decide};
use crate::model::{DocType, Key, RelationType};
use chrono::{Datelike, NaiveDate};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, HashMap};

/// The law of 2025 on the making of law is in force from this day.
const LAW_OF_2025: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 4, 1);

/// Papers that may stand one behind another in "A ended before it could end B"; longer chains are not looked through.
const DEPTH: usize = 64;

/// One question under way.
pub(super) struct Look<'g> {
    graph: &'g Graph,
    /// The first day out of force of papers looked at already.
    ends: HashMap<NodeIndex, Option<NaiveDate>>,
    /// Papers that are being looked at, so that a circle ends.
    open: Vec<NodeIndex>,
}

impl<'g> Look<'g> {
    /// A question to a graph.
    pub fn new(graph: &'g Graph) -> Self {
        Self { graph, ends: HashMap::new(), open: Vec::new() }
    }

    /// What others do to a paper, by day.
    pub fn events(&mut self, document: NodeIndex, on: NaiveDate, doubts: &mut Vec<Doubt>) -> Vec<Event> {
        use RelationType::{Amends, Corrects, Repeals, Replaces, Suspends};
        let mut found = Vec::new();
        for edge in self.graph.papers.edges_directed(document, Direction::Incoming) {
            if !matches!(edge.weight().kind, Replaces | Repeals | Amends | Suspends | Corrects) {
                continue;
            }
            let by = edge.source();
            for (part, stated, proofs) in grouped(edge.weight()) {
                let paper = &self.graph.papers[by];
                let kind = edge.weight().kind;
                let day = acts_on(paper, stated);
                let ended = day.and_then(|day| Some((self.end(by)?, day))).filter(|(ended, day)| ended <= day);
                let label = || paper.label.clone();
                let cannot = if is_older(paper, &self.graph.papers[document]) {
                    Some(Doubt::Older { by: label(), kind })
                } else if kind != Corrects && !has_power(paper, &self.graph.papers[document]) {
                    Some(Doubt::NoPower { by: label(), kind })
                } else {
                    ended.map(|(ended, _)| Doubt::NeverActed { by: label(), kind, ended })
                };
                let holds = match (day, cannot) {
                    (_, Some(doubt)) => {
                        doubts.push(doubt);
                        Holds::Never
                    }
                    (Some(day), None) if day <= on => Holds::Yes,
                    (None, None) if earliest(paper).is_none_or(|day| day <= on) => Holds::Undated,
                    _ => Holds::NotYet,
                };
                found.push(Event { kind, part, by: paper.clone(), day, holds, proofs });
            }
        }
        found.sort_by(|a, b| {
            let order = |event: &Event| (event.day.is_none(), event.day, event.kind, event.by.iri.clone(), event.part);
            order(a).cmp(&order(b))
        });
        found
    }

    /// What the state of the acting paper on the day makes of an event.
    pub fn settle(&mut self, event: &mut Event, on: NaiveDate, doubts: &mut Vec<Doubt>) {
        if !event.holds.now() {
            return;
        }
        let Some(by) = self.graph.by_iri(&event.by.iri) else { return };
        let ended = self.end(by).filter(|ended| *ended <= on);
        if let (RelationType::Suspends, Some(ended)) = (event.kind, ended) {
            event.holds = Holds::NoLonger;
            doubts.push(Doubt::SuspensionOver { by: event.by.label.clone(), ended });
        }
        if event.holds == Holds::Undated {
            doubts.push(Doubt::NoDay { by: event.by.label.clone(), kind: event.kind, issued: event.by.date });
        }
        if ended.is_none() && self.is_suspended(by, on) {
            doubts.push(Doubt::ActorSuspended { by: event.by.label.clone() });
        }
    }

    fn is_suspended(&self, document: NodeIndex, on: NaiveDate) -> bool {
        let graph = self.graph;
        graph.papers.edges_directed(document, Direction::Incoming).any(|edge| {
            let acts = |(part, stated, _): &(bool, Option<NaiveDate>, _)| {
                let day = acts_on(&graph.papers[edge.source()], *stated).or(earliest(&graph.papers[edge.source()]));
                !part && day.is_none_or(|day| day <= on)
            };
            edge.weight().kind == RelationType::Suspends && grouped(edge.weight()).iter().any(acts)
        })
    }

    /// The first day on which a paper is no longer in force as a whole, where it is known for sure.
    fn end(&mut self, document: NodeIndex) -> Option<NaiveDate> {
        if let Some(known) = self.ends.get(&document) {
            return *known;
        }
        if self.open.contains(&document) || self.open.len() >= DEPTH {
            return None;
        }
        self.open.push(document);
        let mut days: Vec<NaiveDate> = only(&self.graph.papers[document].ends).into_iter().collect();
        // As of the last day there is, all that has a day holds.
        let events = self.events(document, NaiveDate::MAX, &mut Vec::new());
        days.extend(events.iter().filter(|event| event.ends_all() && event.holds.now()).filter_map(|event| event.day));
        self.open.pop();
        let end = days.into_iter().min();
        self.ends.insert(document, end);
        end
    }

    /// The papers whose particulars a document lays down and that have ended.
    pub fn anchors(&mut self, document: NodeIndex, on: NaiveDate, doubts: &mut Vec<Doubt>) {
        let mut anchors: Vec<NodeIndex> = self
            .graph
            .papers
            .edges_directed(document, Direction::Outgoing)
            .filter(|edge| edge.weight().kind == RelationType::Details)
            .filter(|edge| edge.weight().proofs.iter().any(|proof| !proof.is_rejected()))
            .map(|edge| edge.target())
            .collect();
        anchors.sort_unstable();
        for anchor in anchors {
            let paper = &self.graph.papers[anchor];
            let mut of_anchor = Vec::new();
            let events = self.events(anchor, on, &mut of_anchor);
            let (force, _, since) = decide(paper, &events, on, &mut of_anchor);
            if force == Force::Expired {
                let rule = |since| match LAW_OF_2025 {
                    Some(law) if since >= law => AnchorRule::GoesOn,
                    _ => AnchorRule::EndsAlong,
                };
                doubts.push(Doubt::AnchorGone { anchor: paper.label.clone(), since, rule: since.map(rule) });
            }
        }
    }
}

/// Whole or part, the day that the words state, and the sentences that say so.
type Said = (bool, Option<NaiveDate>, Vec<Proof>);

/// The sentences of an act, those that state the same together. One that states no day goes with the only day that
/// the others state.
fn grouped(act: &Act) -> Vec<Said> {
    let mut found: BTreeMap<(bool, Option<NaiveDate>), Vec<Proof>> = BTreeMap::new();
    for proof in act.proofs.iter().filter(|proof| !proof.is_rejected()) {
        found.entry((proof.part, proof.effect)).or_default().push(proof.clone());
    }
    for part in [false, true] {
        let days: Vec<Option<NaiveDate>> =
            found.keys().filter(|(p, day)| *p == part && day.is_some()).map(|(_, day)| *day).collect();
        let goes_with = match days.as_slice() {
            [day] => *day,
            _ => None,
        };
        if let Some(open) = found.remove(&(part, None)) {
            found.entry((part, goes_with)).or_default().extend(open);
        }
    }
    found.into_iter().map(|((part, day), proofs)| (part, day, proofs)).collect()
}

/// The one day told; `None` if nobody tells one or sources disagree.
pub(super) fn only(days: &[ToldDay]) -> Option<NaiveDate> {
    match days {
        [one] => Some(one.day),
        _ => None,
    }
}

/// The day on which a paper acts: the one that its words state or its own day of effect, whichever is later, since
/// a paper that is not in force does nothing yet; never before it was issued.
fn acts_on(paper: &Paper, stated: Option<NaiveDate>) -> Option<NaiveDate> {
    let day = stated.into_iter().chain(only(&paper.effect)).max();
    day.map(|day| day.max(paper.date.unwrap_or(day)))
}

/// True if a paper was issued before another, as far as their days or years tell.
fn is_older(paper: &Paper, than: &Paper) -> bool {
    let year = |paper: &Paper| paper.date.map(|date| date.year()).or(paper.year);
    match (paper.date, than.date) {
        (Some(this), Some(other)) => this < other,
        _ => year(paper).zip(year(than)).is_some_and(|(this, other)| this < other),
    }
}

/// True unless a paper cannot end or change another by its type or its issuer.
fn has_power(by: &Paper, on: &Paper) -> bool {
    let (Some(by), Some(on)) = (Key::parse(&by.key), Key::parse(&on.key)) else { return true };
    // A body of a province has its place behind the colon.
    let is_local = |key: &Key| key.issuer.as_deref().map(|issuer| issuer.contains(':'));
    let below = rank(by.kind).zip(rank(on.kind)).is_some_and(|(by, on)| by < on);
    let only_tells = tells_only(by.kind) && (rank(on.kind).is_some() || decides(on.kind));
    let from_below = (is_local(&by), is_local(&on)) == (Some(true), Some(false)) && rank(on.kind).is_some();
    !(below || only_tells || from_below)
}

/// The rank of those types of the centre that stand one above the other whoever issues them (Điều 4 of 2015).
fn rank(kind: DocType) -> Option<u8> {
    match kind {
        DocType::Constitution => Some(4),
        DocType::Code | DocType::Law | DocType::Ordinance => Some(3),
        DocType::Decree => Some(2),
        DocType::Circular | DocType::JointCircular => Some(1),
        _ => None,
    }
}

/// Types that lay down what is to be, beside those that have a rank.
fn decides(kind: DocType) -> bool {
    matches!(kind, DocType::Decision | DocType::Resolution | DocType::JointResolution | DocType::Order)
}

/// Types that ask, tell and order, and lay down nothing.
fn tells_only(kind: DocType) -> bool {
    use DocType::{Announcement, OfficialLetter, Plan, Report, Submission, Telegram};
    matches!(kind, Announcement | OfficialLetter | Plan | Report | Submission | Telegram)
}

/// The first day on which a paper can have been there.
pub(super) fn earliest(paper: &Paper) -> Option<NaiveDate> {
    paper.date.or_else(|| paper.year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)))
}
