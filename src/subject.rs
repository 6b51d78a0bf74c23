//! Items + Mentions → which paper each item of a digest reports, of what day, and who gave the order. An item
//! that reports none (a meeting) stays without.

use crate::find::date::{date_at, is_word, yearless_at};
use crate::find::{has_use, number, use_at};
use crate::model::{Cited, Form, Item, Mention, Span, Value, mentions_in, spans_in};
use crate::segment::is_reported;
use crate::sentence::{sentence_end, sentence_start};
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Tokens};
use chrono::{Datelike, NaiveDate};

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
    mentions: &mut [Mention],
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
            .map(|(at, m, c)| {
                let date = c.date.or_else(|| date_around(tokens, m.span, until));
                (at, points(tables, tokens, m.span, c, date, reach, until))
            })
            .filter(|(_, points)| *points >= ENOUGH)
            .max_by_key(|(at, points)| (*points, std::cmp::Reverse(*at)));
        let Some((at, _)) = best else { continue };
        item.reported_by = Some(at);
        item.date = dated(tokens, &mut mentions[at], until);
        let holds = |p: &&Span| p.contains(mentions[at].span);
        let paragraph = spans_in(paragraphs, item.span).iter().find(holds).copied().unwrap_or(item.span);
        item.signer = mentions_in(mentions, paragraph).1.iter().find_map(|m| match &m.value {
            Value::Person { name, .. } => Some(name.clone()),
            _ => None,
        });
    }
}

/// The day of the paper that an item reports. Where no day stands beside its number, the one that opens the
/// sentence ("Ngày 05/8/2024, UBND tỉnh ban hành …") or that it was signed on; the mention then knows its year
/// as well. A digest reports papers of its own time, so that their year is known without any day.
fn dated(tokens: &Tokens, mention: &mut Mention, until: Option<NaiveDate>) -> Option<NaiveDate> {
    let span = mention.span;
    let Value::Document(cited) = &mut mention.value else { return None };
    let date = cited.date.or_else(|| date_around(tokens, span, until));
    if cited.year.is_none_or(|year| date.is_some_and(|d| d.year() == year)) {
        cited.date = date;
    }
    cited.year = cited.year.or(date.or(until).map(|d| d.year()));
    cited.date
}

/// The day in the sentence of a mention: "Ngày …," at its start, else "ký ngày …" behind the mention.
fn date_around(tokens: &Tokens, span: Span, until: Option<NaiveDate>) -> Option<NaiveDate> {
    // Behind the word "ngày", which may begin a paragraph.
    let dated = |at: usize| {
        date_at(tokens, at + 1).or_else(|| {
            let (last, date) = yearless_at(tokens, at + 1, until)?;
            Some((last, date?))
        })
    };
    let first = tokens.at(span.start);
    let start = sentence_start(tokens, first, first.saturating_sub(60));
    let before = (start..first).filter(|&at| is_word(tokens, at, "ngày")).filter_map(dated);
    // "Ngày 13/4, UBND thành phố ban hành …", "ngày 07/01 UBND tỉnh có …"
    let mut before = before.filter(|(last, _)| tokens.get(last + 1).is_some_and(|t| t.is_mark(',') || t.is_capital()));
    if let Some((_, date)) = before.next_back() {
        return Some(date);
    }
    let last = tokens.at(span.end).saturating_sub(1);
    let end = sentence_end(tokens, last, last + 40);
    let signed = (last + 1..end).find(|&at| is_word(tokens, at, "ngày") && is_word(tokens, at - 1, "ký"))?;
    dated(signed).map(|(_, date)| date)
}

/// True for a paper in the opening words of a sentence that say what is acted on: "Thực hiện ý kiến của UBND
/// tỉnh tại Công văn …, Sở Công Thương có Công văn …". One right behind the first words is the paper itself:
/// "Tại Công văn …, UBND tỉnh yêu cầu …".
fn acted_on(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(60));
    let Some(cue) = tables.relation_cues.longest(tokens, start) else { return false };
    let parted = (start..at).any(|i| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | '('))));
    cue.last + 1 < at && !parted
}

/// True for a paper in brackets behind which the sentence begins in earnest: "Theo đề nghị của Sở Công Thương (Tờ trình
/// số 45/TTr-SCT), UBND thành phố …".
fn is_aside(tokens: &Tokens, span: Span) -> bool {
    let (first, next) = (tokens.at(span.start), tokens.at(span.end));
    let mark = |at: usize, c: char| tokens.get(at).is_some_and(|t| t.is_mark(c));
    first > 0 && mark(first - 1, '(') && mark(next, ')') && mark(next + 1, ',')
}

/// True for a paper that brings a request: "xét đề nghị của Sở Tài chính tại Tờ trình số 1876/TTr-STC, UBND tỉnh …".
fn is_request(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(40));
    let clause = (start..at)
        .rev()
        .take_while(|&i| tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Mark(',' | ';' | '('))))
        .filter_map(|i| use_at(tables, tokens, i, Use::Requests));
    clause.into_iter().any(|end| has_use(tables, tokens, end + 1, Use::Of))
}

/// How much speaks for a mention being the paper that the item reports.
#[allow(clippy::too_many_arguments, reason = "each speaks for or against")]
fn points(
    tables: &Tables,
    tokens: &Tokens,
    span: Span,
    cited: &Cited,
    date: Option<NaiveDate>,
    reach: Span,
    until: Option<NaiveDate>,
) -> i32 {
    let at = tokens.at(span.start);
    let mut points = 0;
    if at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_mark('(')) {
        points += 4;
    } else if is_reported(tables, tokens, at) {
        points += 3;
    }
    if date.is_some() {
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
    if let (Some(date), Some(until)) = (date, until) {
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
    if carried_out || acted_on(tables, tokens, at) || is_aside(tokens, span) || is_request(tables, tokens, at) {
        points -= 4;
    }
    points
}
