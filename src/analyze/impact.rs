//! A paper that is amended, replaced or repealed → the papers that rest on it, over any number of papers: which lose
//! their only anchor, which keep another, which had none before. In: a graph, the paper, the day. Out: a row for each
//! such paper that is live on the day, with the chain of sentences that leads to the paper asked about. It takes a
//! paper for live unless it is known to have ended, and says where that is not sure.
//!
//! An anchor is what a paper rests on or exists for: its basis ("căn cứ"), what it carries out, lays down the
//! particulars of, amends, corrects or consolidates. One that it merely names, replaces, repeals or makes known is
//! none. Papers that hold up one another in a circle, and rest on nothing else, hold up nobody.

mod sparql;
mod support;

pub use sparql::anchors_sparql;

use super::status::Force;
use super::{Graph, Link, Paper, Provision, place_of};
use crate::model::{DocType, RelationType, Tier};
use chrono::NaiveDate;
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use support::{Chains, Support};

/// The acts by which a paper rests on another, strongest first.
pub const ANCHORS: [RelationType; 6] = [
    RelationType::Amends,
    RelationType::Corrects,
    RelationType::Consolidates,
    RelationType::Details,
    RelationType::Implements,
    RelationType::Basis,
];

/// What happens to the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// "Sửa đổi, bổ sung": it stays, with another text.
    Amended,
    /// "Thay thế".
    #[default]
    Replaced,
    /// "Bãi bỏ".
    Repealed,
}

impl Change {
    /// Every change.
    pub const ALL: [Change; 3] = [Change::Amended, Change::Replaced, Change::Repealed];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Change::Amended => "amended",
            Change::Replaced => "replaced",
            Change::Repealed => "repealed",
        }
    }

    /// The Vietnamese words, as in "nếu bị thay thế".
    pub fn label_vi(self) -> &'static str {
        match self {
            Change::Amended => "được sửa đổi, bổ sung",
            Change::Replaced => "bị thay thế",
            Change::Repealed => "bị bãi bỏ",
        }
    }

    /// The change of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Change::ALL.into_iter().find(|change| change.name() == name)
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// What happens to the paper.
    pub change: Change,
    /// The only provision that it happens to; the whole paper if `None`.
    pub provision: Option<Provision>,
    /// The day on which papers must be live.
    pub on: NaiveDate,
    /// Only papers of provinces, districts and communes.
    pub local: bool,
    /// Only papers issued in this province, by its symbol.
    pub place: Option<String>,
}

impl Question {
    /// What happens if the whole paper is changed so on a day.
    pub fn new(change: Change, on: NaiveDate) -> Self {
        Self { change, provision: None, on, local: false, place: None }
    }
}

/// Whether the provision is one on which a paper rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Touch {
    /// The sentence names it, or the whole paper is asked about.
    Yes,
    /// The sentence names no provision, or one that may hold it.
    May,
}

impl Touch {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Touch::Yes => "yes",
            Touch::May => "may",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            Touch::Yes => "chịu tác động",
            Touch::May => "có thể chịu tác động (câu không nêu điều khoản)",
        }
    }
}

/// What is left under a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Every anchor that it had goes.
    Gone,
    /// An anchor goes; of those that stay none is known to be in force.
    Unsure,
    /// An anchor goes, and another is in force.
    Other,
    /// Its own anchors stay; further down the chain something changes.
    Stays,
    /// It had no live anchor before.
    Already,
}

impl Standing {
    /// Every one, in the order of rows.
    pub const ALL: [Standing; 5] =
        [Standing::Gone, Standing::Unsure, Standing::Other, Standing::Stays, Standing::Already];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Gone => "gone",
            Standing::Unsure => "unsure",
            Standing::Other => "other",
            Standing::Stays => "stays",
            Standing::Already => "already",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            Standing::Gone => "mất căn cứ duy nhất",
            Standing::Unsure => "còn căn cứ khác, chưa rõ hiệu lực",
            Standing::Other => "còn căn cứ khác đang có hiệu lực",
            Standing::Stays => "căn cứ trực tiếp vẫn còn",
            Standing::Already => "đã không còn căn cứ từ trước",
        }
    }
}

/// What to do with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Todo {
    /// Put another in its place, or repeal it.
    Replace,
    /// Amend it: what it rests on, or what it lays down.
    Amend,
    /// Look whether anything must be done.
    Review,
}

impl Todo {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Todo::Replace => "replace",
            Todo::Amend => "amend",
            Todo::Review => "review",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            Todo::Replace => "thay thế hoặc bãi bỏ",
            Todo::Amend => "sửa đổi",
            Todo::Review => "rà soát",
        }
    }
}

/// What a paper rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// Its label.
    pub label: String,
    /// Its IRI.
    pub iri: String,
    /// By which act.
    pub relation: RelationType,
    /// Its status on the day.
    pub status: Force,
}

/// A live paper that rests on the one asked about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Affected {
    /// What is left under it.
    pub standing: Standing,
    /// Whether the provision asked about is what it rests on.
    pub touch: Touch,
    /// What to do.
    pub todo: Todo,
    /// The tier of its issuer.
    pub tier: Option<Tier>,
    /// Papers from it to the one asked about, from 1.
    pub depth: usize,
    /// The paper.
    pub paper: Paper,
    /// Its status on the day.
    pub status: Force,
    /// From it to the paper asked about, each step proved.
    pub chain: Vec<Link>,
    /// The anchors that stay.
    pub others: Vec<Anchor>,
}

/// What the change of a paper does to those that rest on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Impact {
    /// The paper.
    pub paper: Paper,
    /// What happens to it.
    pub change: Change,
    /// The provision that it happens to.
    pub provision: Option<String>,
    /// The day.
    pub on: NaiveDate,
    /// Its status on the day.
    pub status: Force,
    /// The acts that count as anchors.
    pub anchors: Vec<RelationType>,
    /// The papers: those touched for sure first, then by what is left, tier, issuer and date.
    pub rows: Vec<Affected>,
}

/// The papers that a change of `document` touches.
pub fn impact(graph: &Graph, document: NodeIndex, question: &Question) -> Impact {
    let support = Support::new(graph, document, question.on);
    let mut rows: Vec<Affected> = Vec::new();
    let mut told: HashSet<NodeIndex> = HashSet::new();
    let tiers: HashMap<&str, Tier> =
        graph.agencies.iter().filter_map(|agency| Some((agency.id.as_deref()?, agency.tier?))).collect();
    let links = support.links(question.provision.as_ref());
    let may = links.values().any(|touch| *touch == Touch::May);
    for level in [Touch::Yes, Touch::May].into_iter().filter(|level| *level == Touch::Yes || may) {
        let cut: HashSet<NodeIndex> =
            links.iter().filter(|(_, touch)| **touch <= level).map(|(node, _)| *node).collect();
        let falls = if question.change == Change::Amended { HashSet::new() } else { cut.clone() };
        let after = support.standing(&falls);
        let chains = Chains::new(&support, &cut, &after, question.provision.as_ref());
        for &node in &chains.order {
            let paper = &graph.papers[node];
            let place = paper.issuer_id().and_then(place_of);
            let asked = (!question.local || place.is_some())
                && question.place.as_deref().is_none_or(|asked| place == Some(asked));
            let Some(standing) = chains.left(&support, &after, node).filter(|_| asked) else { continue };
            if !told.insert(node) {
                continue;
            }
            let chain = chains.of(node);
            let tier = paper.issuer_id().and_then(|id| tiers.get(id).copied());
            let todo = todo(paper, question.change, standing, level, &chain);
            rows.push(Affected {
                standing,
                touch: level,
                todo,
                tier,
                depth: chain.len(),
                paper: paper.clone(),
                status: support.force(node),
                chain,
                others: support.others(node, &after),
            });
        }
    }
    rows.sort_by(|a, b| {
        let rank = |row: &Affected| {
            let paper = &row.paper;
            (row.touch, row.standing, row.tier.is_none(), row.tier, paper.issuer.clone(), paper.date, paper.iri.clone())
        };
        rank(a).cmp(&rank(b))
    });
    Impact {
        paper: graph.papers[document].clone(),
        change: question.change,
        provision: question.provision.as_ref().map(|provision| provision.words().to_owned()),
        on: question.on,
        status: support.force(document),
        anchors: ANCHORS.to_vec(),
        rows,
    }
}

/// What to do, as far as the change and the chain tell. A letter or a report lays down nothing that could be replaced.
fn todo(paper: &Paper, change: Change, standing: Standing, touch: Touch, chain: &[Link]) -> Todo {
    use DocType::{Announcement, OfficialLetter, Report, Submission, Telegram};
    let passing = DocType::from_code(paper.code())
        .is_some_and(|kind| matches!(kind, Announcement | OfficialLetter | Report | Submission | Telegram));
    let direct = chain.len() == 1;
    let for_it = chain.first().is_some_and(|link| link.relation != RelationType::Basis);
    match (touch, standing, change) {
        _ if passing => Todo::Review,
        (Touch::May, ..) | (_, Standing::Already, _) => Todo::Review,
        (_, _, Change::Amended) if direct && for_it => Todo::Amend,
        (_, _, Change::Amended) | (_, Standing::Stays, _) => Todo::Review,
        (_, Standing::Gone, _) => Todo::Replace,
        (_, Standing::Other | Standing::Unsure, _) if direct => Todo::Amend,
        (_, Standing::Other | Standing::Unsure, _) => Todo::Review,
    }
}

#[cfg(test)]
mod tests;
