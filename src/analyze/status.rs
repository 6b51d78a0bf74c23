//! A paper and a day → its status ("tình trạng hiệu lực") on that day, from its own days and from what other papers
//! do to it, with every sentence that says so. It adds nothing of its own: a day that nobody states stays open and is
//! told as a doubt.
//!
//! The rules, with their source in the laws on the making of law, 80/2015/QH13 and 64/2025/QH15:
//!
//! - A paper is in force from the day that it states (Điều 151 of 2015, Điều 53 of 2025).
//! - It ends on the day that it states itself, or when another replaces or repeals it (Điều 154 of 2015, Điều 57 khoản
//!   1 of 2025). Only words that name it count: "quy định trước đây trái với Nghị định này" names none, and ends none.
//! - Both laws say of an amended paper that it has ended in part. Here it stays in force, and [`Status::versions`]
//!   tells from which day which change holds; `partly-expired` is kept for parts that were repealed or replaced.
//! - What has no power over a paper does not end it, whatever a sentence seems to say: a letter or a submission, a
//!   decree against a law, a province against the centre (Điều 12 khoản 1 of 2015), a paper older than the one it acts on.
//! - A paper acts from the day on which it is in force, or later where its words say so. One that has ended by then
//!   never acts. One that ends afterwards has acted: neither law brings back what it ended.
//! - A suspended paper ("đình chỉ", "ngưng hiệu lực") is out of force until it is decided on (Điều 153 of 2015).
//! - A paper that lays down the particulars of one that has ended: ended along with it by Điều 154 khoản 4 of 2015,
//!   goes on as far as it fits by Điều 57 khoản 2 of 2025. Neither names it, so it is a doubt and never an end.

mod acts;

use super::{Graph, Paper, Proof};
use crate::model::RelationType;
use acts::{Look, earliest, only};
use chrono::NaiveDate;
use petgraph::graph::NodeIndex;
use serde::Serialize;

/// The status of a paper on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// "Còn hiệu lực".
    InForce,
    /// "Chưa có hiệu lực".
    NotYet,
    /// "Hết hiệu lực toàn bộ".
    Expired,
    /// "Hết hiệu lực một phần".
    PartlyExpired,
    /// "Ngưng hiệu lực", "đình chỉ".
    Suspended,
    /// "Không rõ": nothing that was read says so.
    Unknown,
}

impl Force {
    /// Every status.
    pub const ALL: &'static [Force] =
        &[Force::InForce, Force::NotYet, Force::Expired, Force::PartlyExpired, Force::Suspended, Force::Unknown];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Force::InForce => "in-force",
            Force::NotYet => "not-yet",
            Force::Expired => "expired",
            Force::PartlyExpired => "partly-expired",
            Force::Suspended => "suspended",
            Force::Unknown => "unknown",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            Force::InForce => "còn hiệu lực",
            Force::NotYet => "chưa có hiệu lực",
            Force::Expired => "hết hiệu lực toàn bộ",
            Force::PartlyExpired => "hết hiệu lực một phần",
            Force::Suspended => "ngưng hiệu lực",
            Force::Unknown => "không rõ",
        }
    }
}

/// Whether what one paper does to another holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// It holds.
    Yes,
    /// It holds, but from which day is not known.
    Undated,
    /// It will hold later.
    NotYet,
    /// It never holds: the acting paper has ended before, or has no power to do it.
    Never,
    /// It held, and the acting paper has ended since (of a suspension only).
    NoLonger,
}

impl Holds {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Holds::Yes => "yes",
            Holds::Undated => "undated",
            Holds::NotYet => "not-yet",
            Holds::Never => "never",
            Holds::NoLonger => "no-longer",
        }
    }

    fn now(self) -> bool {
        matches!(self, Holds::Yes | Holds::Undated)
    }
}

/// What one paper does to the paper asked about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// What it does.
    pub kind: RelationType,
    /// True if it touches a part only.
    pub part: bool,
    /// The acting paper.
    pub by: Paper,
    /// The day from which it holds.
    pub day: Option<NaiveDate>,
    /// Whether it holds on the day asked about.
    pub holds: Holds,
    /// Where it is said, surest first.
    pub proofs: Vec<Proof>,
}

impl Event {
    /// The provisions touched ("khoản 2 Điều 5"), each once.
    pub fn pinpoints(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.proofs.iter().filter_map(|proof| proof.pinpoint.as_deref()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// True if it changes the text of the paper and leaves the rest in force.
    fn makes_a_version(&self) -> bool {
        match self.kind {
            RelationType::Amends | RelationType::Corrects => true,
            RelationType::Repeals | RelationType::Replaces => self.part,
            _ => false,
        }
    }

    fn ends_all(&self) -> bool {
        matches!(self.kind, RelationType::Repeals | RelationType::Replaces) && !self.part
    }
}

/// The text of a paper from one change to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The first day on which it holds.
    pub from: Option<NaiveDate>,
    /// The papers that made it, by label with what they do; empty for the paper as issued.
    pub by: Vec<String>,
    /// True for the version of the day asked about.
    pub current: bool,
}

/// What a reader must know before relying on a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "doubt", rename_all = "kebab-case")]
pub enum Doubt {
    /// No source says when the paper comes into force.
    NoEffect,
    /// Sources give several days of effect.
    EffectsDiffer,
    /// Sources give several last days.
    EndsDiffer,
    /// The day on which a paper acts is not known; it was issued on `issued`.
    NoDay {
        /// The acting paper.
        by: String,
        /// What it does.
        kind: RelationType,
        /// Its day of issue.
        issued: Option<NaiveDate>,
    },
    /// The acting paper has ended on `ended`, before it could act.
    NeverActed {
        /// The acting paper.
        by: String,
        /// What it was to do.
        kind: RelationType,
        /// The first day on which it was no longer in force.
        ended: NaiveDate,
    },
    /// The acting paper has no power to do it; what it says may be what another did.
    NoPower {
        /// The acting paper.
        by: String,
        /// What it seems to do.
        kind: RelationType,
    },
    /// The acting paper is older than this one.
    Older {
        /// The acting paper.
        by: String,
        /// What it seems to do.
        kind: RelationType,
    },
    /// The paper that suspended this one has ended on `ended`; what became of the suspension is not said.
    SuspensionOver {
        /// The paper that suspended.
        by: String,
        /// The first day on which it was no longer in force.
        ended: NaiveDate,
    },
    /// The acting paper is itself suspended on the day asked about.
    ActorSuspended {
        /// The acting paper.
        by: String,
    },
    /// The paper lays down the particulars of one that has ended.
    AnchorGone {
        /// The paper that has ended.
        anchor: String,
        /// Since when, if that is known.
        since: Option<NaiveDate>,
        /// The rule that decides what follows; `None` where the day is not known.
        rule: Option<AnchorRule>,
    },
}

/// What becomes of a paper that lays down the particulars of another, once that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnchorRule {
    /// It ends along: 80/2015/QH13, Điều 154 khoản 4.
    EndsAlong,
    /// It goes on as far as it does not go against what came instead: 64/2025/QH15, Điều 57 khoản 2.
    GoesOn,
}

/// The status of a paper on a day, with all that it rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// The paper.
    pub paper: Paper,
    /// The day asked about.
    pub on: NaiveDate,
    /// The status.
    pub status: Force,
    /// True if only a part is suspended.
    pub part: bool,
    /// The day from which it has this status; for a paper not yet in force the day on which it will be.
    pub since: Option<NaiveDate>,
    /// What other papers do to it, by day, those without a day last.
    pub events: Vec<Event>,
    /// Its texts, by day.
    pub versions: Vec<Version>,
    /// What a reader must know.
    pub doubts: Vec<Doubt>,
}

/// The status of a document on a day.
pub fn status(graph: &Graph, document: NodeIndex, on: NaiveDate) -> Status {
    let mut look = Look::new(graph);
    let paper = graph.papers[document].clone();
    let mut doubts = Vec::new();
    let mut events = look.events(document, on, &mut doubts);
    for event in &mut events {
        look.settle(event, on, &mut doubts);
    }
    let (force, part, since) = decide(&paper, &events, on, &mut doubts);
    let versions = versions(&paper, &events, on);
    if matches!(force, Force::InForce | Force::PartlyExpired | Force::Suspended | Force::Unknown) {
        look.anchors(document, on, &mut doubts);
    }
    Status { paper, on, status: force, part, since, events, versions, doubts }
}

/// Status, whether of a part only, and since when.
fn decide(paper: &Paper, events: &[Event], on: NaiveDate, doubts: &mut Vec<Doubt>) -> (Force, bool, Option<NaiveDate>) {
    let holding = || events.iter().filter(|event| event.holds.now());
    let first = |of: &dyn Fn(&Event) -> bool| {
        let days: Vec<Option<NaiveDate>> = holding().filter(|event| of(event)).map(|event| event.day).collect();
        // A day that is known goes before one that is not: the paper was out by then at the latest.
        (!days.is_empty()).then(|| days.into_iter().flatten().min())
    };
    if paper.ends.len() > 1 {
        doubts.push(Doubt::EndsDiffer);
    }
    let own_ends: Vec<NaiveDate> = paper.ends.iter().map(|told| told.day).filter(|day| *day <= on).collect();
    let own_end = (!own_ends.is_empty() && own_ends.len() == paper.ends.len()).then(|| only(&paper.ends));
    match (first(&Event::ends_all), own_end) {
        (Some(a), Some(b)) => return (Force::Expired, false, a.into_iter().chain(b).min()),
        (Some(since), None) | (None, Some(since)) => return (Force::Expired, false, since),
        (None, None) => {}
    }
    let effects: Vec<NaiveDate> = paper.effect.iter().map(|told| told.day).collect();
    match effects.len() {
        0 => doubts.push(Doubt::NoEffect),
        1 => {}
        _ => doubts.push(Doubt::EffectsDiffer),
    }
    let later = effects.iter().filter(|day| **day > on).count();
    if (later > 0 && later == effects.len()) || earliest(paper).is_some_and(|issued| issued > on) {
        return (Force::NotYet, false, only(&paper.effect));
    }
    if !own_ends.is_empty() {
        return (Force::Unknown, false, None);
    }
    let suspends = |event: &Event| event.kind == RelationType::Suspends;
    if let Some(since) = first(&|event| suspends(event) && !event.part) {
        return (Force::Suspended, false, since);
    }
    if let Some(since) = first(&suspends) {
        return (Force::Suspended, true, since);
    }
    let ends_part = |event: &Event| matches!(event.kind, RelationType::Repeals | RelationType::Replaces) && event.part;
    if let Some(since) = first(&ends_part) {
        return (Force::PartlyExpired, false, since);
    }
    match effects.len() {
        0 => (Force::Unknown, false, None),
        _ if later > 0 => (Force::Unknown, false, None),
        _ => (Force::InForce, false, only(&paper.effect)),
    }
}

/// The paper as issued and as each day of change leaves it.
fn versions(paper: &Paper, events: &[Event], on: NaiveDate) -> Vec<Version> {
    let mut found = vec![Version { from: only(&paper.effect), by: Vec::new(), current: false }];
    for event in events.iter().filter(|event| event.makes_a_version() && event.holds != Holds::Never) {
        let by = format!("{} ({})", event.by.label, event.kind.label_vi());
        match found.iter_mut().skip(1).find(|version| version.from == event.day) {
            Some(version) if !version.by.contains(&by) => version.by.push(by),
            Some(_) => {}
            None => found.push(Version { from: event.day, by: vec![by], current: false }),
        }
    }
    let begun = |version: &Version| version.from.is_some_and(|from| from <= on);
    if let Some(current) = found.iter().rposition(begun) {
        found[current].current = true;
    }
    found
}

#[cfg(test)]
mod tests;
