//! Item + Mentions → Assignments: which body is to do what, in which part, by when. A body has a task where it
//! stands as the subject of a clause with something to do, or right behind a word that orders, entrusts or
//! asks. Bodies bounded by "liên quan", persons and households get none.

mod bodies;
mod settle;
mod walk;

use crate::find::{first_use, has_use, use_at};
use crate::model::{Assignment, Item, Key, Mention, Reference, Role, Span, Value, mentions_in, spans_in};
use crate::relate::named_in;
use crate::segment::tells;
use crate::sentence::ends_sentence;
use crate::tables::{DeadlineRule, Tables, Use};
use crate::tokens::Tokens;
use bodies::Listed;
use chrono::NaiveDate;
use walk::Walk;

/// Tokens at the start of a paragraph in which it says to whom the paper was sent.
const SENT: usize = 14;

/// Paragraphs in which the national motto stands.
const HEAD: usize = 12;

/// The assignments of an item. `paragraphs` are those of the main text.
pub fn assign(
    tables: &Tables,
    tokens: &Tokens,
    item: &Item,
    at: usize,
    paragraphs: &[Span],
    mentions: &[Mention],
    references: &[Reference],
) -> Vec<Assignment> {
    let Some(subject) = &item.subject else { return Vec::new() };
    let named = named_in(tokens, item, mentions, references);
    let deadlines: Vec<Due> = mentions_in(mentions, item.span)
        .1
        .iter()
        .filter_map(|m| match m.value {
            Value::Deadline(Some(date)) => Some(Due { span: m.span, date, firm: is_firm(tables, tokens, m.span) }),
            _ => None,
        })
        .collect();
    let people: Vec<Span> = mentions_in(mentions, item.span)
        .1
        .iter()
        .filter(|m| matches!(m.value, Value::Person { .. }))
        .map(|m| m.span)
        .collect();
    let mut walk = Walk::new(tables, tokens, &named, &people, subject);
    let reported = item.reported_by.map(|at| mentions[at].span);
    let told =
        item.headline == item.span || reported.is_some() && tells(tables, tokens, item.headline, reported.into_iter());
    let body: Vec<Span> = spans_in(paragraphs, item.span)
        .iter()
        .copied()
        .filter(|p| *p != item.headline || told)
        // What stands above the title of a paper is its head.
        .filter(|p| p.end > item.headline.start)
        .collect();
    // So does what stands above the national motto, where the title of the page comes first.
    let motto = |p: &&Span| has_use(tables, tokens, tokens.at(p.start), Use::DocumentHead);
    let head = body.iter().take(HEAD).rev().find(motto).map_or(0, |p| p.end);
    let mut addressed = false;
    for (number, paragraph) in body.iter().enumerate().filter(|(_, p)| p.end > head) {
        let first = tokens.at(paragraph.start);
        if has_use(tables, tokens, first, Use::Recipients) {
            // "Nơi nhận": what follows is for the registry.
            break;
        }
        // "Kính gửi: - …" lists who reads the paper, not who has a task.
        let dash = tokens.get(first).is_some_and(|t| t.is_dash());
        addressed =
            has_use(tables, tokens, first, Use::Addressees) || (addressed && dash) || wires(tables, tokens, *paragraph);
        if addressed {
            continue;
        }
        let next = body.get(number + 1).copied();
        match sent_to(tables, tokens, *paragraph) {
            Some(colon) if colon.end == paragraph.end => {}
            Some(colon) => walk.paragraph(number, Span::new(colon.end, paragraph.end), next),
            None => walk.paragraph(number, *paragraph, next),
        }
    }
    let mut found = settle::settle(tables, tokens, item, at, walk.groups, &deadlines, &body);
    for assignment in found.iter_mut().filter(|assignment| is_short(&assignment.agency)) {
        let id = assignment.agency_id.as_deref();
        if let Some(full) = full_name(mentions, id) {
            assignment.agency = full.to_owned();
        }
    }
    found
}

/// True for a name that is written by initials: "Sở NN&PTNT", "Bộ GTVT".
fn is_short(name: &str) -> bool {
    let initials = |word: &str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    matches!(name.split(' ').collect::<Vec<_>>().as_slice(), [_, last] if initials(last))
}

/// The name of a body as the text writes it out elsewhere, if it does.
fn full_name<'m>(mentions: &'m [Mention], id: Option<&str>) -> Option<&'m str> {
    let bodies = mentions.iter().filter_map(|mention| match &mention.value {
        Value::Agency(body) => Some(body),
        _ => None,
    });
    let same = bodies.filter(|body| body.id.is_some() && body.id.as_deref() == id && !is_short(&body.name));
    same.map(|body| body.name.as_str()).find(|name| name.split(' ').count() > 3)
}

/// True for "THỦ TƯỚNG CHÍNH PHỦ điện:", which opens the addressees of a telegram.
fn wires(tables: &Tables, tokens: &Tokens, paragraph: Span) -> bool {
    let last = tokens.at(paragraph.end).saturating_sub(1);
    let short = last.saturating_sub(tokens.at(paragraph.start)) < 14;
    short
        && tokens.get(last).is_some_and(|t| t.is_mark(':'))
        && last > 0
        && has_use(tables, tokens, last - 1, Use::Wires)
}

/// The colon behind "Công điện gửi Bộ trưởng các Bộ …; Chủ tịch UBND tỉnh …, nêu rõ:", which says who gets the paper and
/// orders nothing yet.
fn sent_to(tables: &Tables, tokens: &Tokens, paragraph: Span) -> Option<Span> {
    let (first, end) = (tokens.at(paragraph.start), tokens.at(paragraph.end));
    tables.type_words.longest(tokens, first)?;
    let sent = (first..end.min(first + SENT)).find(|&at| has_use(tables, tokens, at, Use::Addressees))?;
    let colon = (sent..end).find(|&at| tokens.get(at).is_some_and(|t| t.is_mark(':')) && says(tables, tokens, at))?;
    let parted = (sent..colon).any(|at| ends_sentence(tokens, at));
    (!parted).then(|| tokens.span(colon, colon))
}

/// True for a colon right behind "nêu", "nêu rõ": what tells and orders nothing.
fn says(tables: &Tables, tokens: &Tokens, colon: usize) -> bool {
    (colon.saturating_sub(2)..colon).any(|at| {
        let told = use_at(tables, tokens, at, Use::Says).is_some_and(|last| last + 1 == colon);
        told && first_use(tables, tokens, at, &walk::ORDERS).is_none()
    })
}

/// Where a clause stands.
#[derive(Clone, Copy, Debug)]
struct Clause {
    /// Paragraph in the item.
    paragraph: usize,
    /// First token.
    first: usize,
    /// First token of the task.
    task: usize,
    /// Last token.
    last: usize,
}

/// A deadline of an item.
#[derive(Clone, Copy, Debug)]
struct Due {
    span: Span,
    date: NaiveDate,
    /// False for words that say when something takes place as often as by when it is to be done.
    firm: bool,
}

/// False for "vào ngày …", which may be the day of an event.
fn is_firm(tables: &Tables, tokens: &Tokens, span: Span) -> bool {
    let cue = tables.deadline_cues.longest(tokens, tokens.at(span.start));
    cue.is_none_or(|hit| *hit.value != DeadlineRule::On)
}

/// Bodies that one clause gives a task, before deadlines and doubles are settled.
#[derive(Debug)]
struct Group {
    clause: Clause,
    document: Key,
    bodies: Vec<(Listed, Role)>,
    rule: &'static str,
    confidence: f64,
    /// True if the paragraphs below, up to the next body, say what is to be done.
    heading: bool,
}

#[cfg(test)]
mod tests;
