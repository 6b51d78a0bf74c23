//! Items + Mentions → which paper each item of a digest reports, of what day, and who gave the order. An item
//! that reports none (a meeting) stays without.

use crate::find::number;
use crate::model::{Cited, Form, Item, Mention, Span, Value, mentions_in, spans_in};
use crate::segment::is_reported;
use crate::tables::Tables;
use crate::tokens::Tokens;
use chrono::NaiveDate;

/// Paragraphs below the headline in which the paper may be named.
const REACH: usize = 3;
/// Points that a mention needs to be the paper reported.
const ENOUGH: i32 = 3;

/// Names the paper of each item. `until` is the last day of the digest.
pub fn subjects(
    tables: &Tables,
    tokens: &Tokens,
    items: &mut [Item],
    paragraphs: &[Span],
    mentions: &[Mention],
    until: Option<NaiveDate>,
) {
    for item in items {
        let body: Vec<Span> = spans_in(paragraphs, item.span).iter().copied().filter(|p| *p != item.headline).collect();
        let reach = match body.get(..REACH.min(body.len())).and_then(<[Span]>::last) {
            Some(last) => Span::new(body[0].start, last.end),
            // An item of one paragraph reports its paper there.
            None => item.headline,
        };
        // Where no headline stands apart, the first sentence reports.
        let first = tokens.at(item.headline.end).saturating_sub(1);
        let sentence = tokens.get(first).is_some_and(|t| t.is_mark('.') || t.is_mark(':'));
        let reach = if sentence { Span::new(item.headline.start, reach.end) } else { reach };
        let (from, near) = mentions_in(mentions, reach);
        let best = near
            .iter()
            .enumerate()
            .filter_map(|(at, m)| Some((from + at, m, m.cited()?)))
            .filter(|(_, m, c)| reach.contains(m.span) && c.form == Form::Number && !c.kind.is_statute())
            .map(|(at, m, c)| (at, points(tables, tokens, m.span, c, reach, until)))
            .filter(|(_, points)| *points >= ENOUGH)
            .max_by_key(|(at, points)| (*points, std::cmp::Reverse(*at)));
        let Some((at, _)) = best else { continue };
        item.reported_by = Some(at);
        item.date = mentions[at].cited().and_then(|c| c.date);
        let holds = |p: &&Span| p.contains(mentions[at].span);
        let paragraph = spans_in(paragraphs, item.span).iter().find(holds).copied().unwrap_or(item.span);
        item.signer = mentions_in(mentions, paragraph).1.iter().find_map(|m| match &m.value {
            Value::Person { name, .. } => Some(name.clone()),
            _ => None,
        });
    }
}

/// How much speaks for a mention being the paper that the item reports.
fn points(tables: &Tables, tokens: &Tokens, span: Span, cited: &Cited, reach: Span, until: Option<NaiveDate>) -> i32 {
    let at = tokens.at(span.start);
    let mut points = 0;
    if at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_mark('(')) {
        points += 4;
    } else if is_reported(tables, tokens, at) {
        points += 3;
    }
    if cited.date.is_some() {
        points += 1;
    }
    let symbol = number::symbol(tables, &cited.name);
    if let Some(issuer) = symbol.1.first() {
        if tables.agencies.national_symbol(issuer, cited.date).is_some() {
            points -= 2;
        } else if tables.agencies.local_symbol(issuer).is_some() {
            points += 2;
        }
    }
    if let (Some(date), Some(until)) = (cited.date, until) {
        let days = (until - date).num_days();
        points += if (-1..=45).contains(&days) { 2 } else { -2 };
    }
    // The paper stands early: in the first sentences of the item.
    if span.start < reach.start + 400 {
        points += 1;
    }
    let carried_out = (1..=4).any(|back| {
        at >= back
            && tables
                .relation_cues
                .longest(tokens, at - back)
                .is_some_and(|hit| hit.last + 1 == at && hit.value.kind == crate::model::RelationType::Implements)
    });
    if carried_out {
        points -= 4;
    }
    points
}
