//! Tokens → Mentions: documents, bodies, people, dates, deadlines, pinpoints and places, each with its place.
//! It says what the words say and never what they mean elsewhere: that is for `resolve`.

pub mod agency;
pub mod alias;
pub mod anaphor;
pub mod date;
pub mod deadline;
pub mod document;
pub mod number;
pub mod person;
pub mod provision;
mod statute;

use crate::model::{Form, Mention, MentionKind, Span, Value};
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Tokens};
use chrono::{Datelike, NaiveDate};
use number::Number;

/// True if words of this use begin at a token.
pub fn has_use(tables: &Tables, tokens: &Tokens, index: usize, role: Use) -> bool {
    use_at(tables, tokens, index, role).is_some()
}

/// The last token of the words of this use that begin at a token.
pub fn use_at(tables: &Tables, tokens: &Tokens, index: usize, role: Use) -> Option<usize> {
    if !tables.opens(tokens.word(index), role) {
        return None;
    }
    let mut last = None;
    tables.words.each(tokens, index, |at, uses| {
        if uses.contains(&role) {
            last = Some(at);
        }
    });
    last
}

/// True for a paper that a body is said to issue, right behind the word: "có văn bản số 1441", and not "theo", "tại".
pub fn is_issued(tables: &Tables, tokens: &Tokens, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let points = has_use(tables, tokens, before, Use::Quotes) || has_use(tables, tokens, before, Use::Measures);
    !points && (first.saturating_sub(3)..first).any(|at| use_at(tables, tokens, at, Use::Issues) >= Some(before))
}

/// The first of some uses that begins at a token, with the last token of its words.
pub fn first_use(tables: &Tables, tokens: &Tokens, index: usize, roles: &[Use]) -> Option<(Use, usize)> {
    if !roles.iter().any(|&role| tables.opens(tokens.word(index), role)) {
        return None;
    }
    let mut found: Option<(usize, Use, usize)> = None;
    tables.words.each(tokens, index, |last, uses| {
        for (rank, role) in roles.iter().enumerate() {
            if uses.contains(role) && found.is_none_or(|(best, _, _)| rank <= best) {
                found = Some((rank, *role, last));
            }
        }
    });
    found.map(|(_, role, last)| (role, last))
}

/// Every mention that stands for itself, in order of place; anaphors come later, when items are known. `day` is the
/// latest day that the page is of: it gives the year where words leave it out.
pub fn find(tables: &Tables, tokens: &Tokens, numbers: &[Number], day: Option<NaiveDate>) -> Vec<Mention> {
    let mut mentions = document::documents(tables, tokens, numbers, day);
    mentions.extend(alias::aliases(tables, tokens, &mentions));
    sort(&mut mentions);
    provision::attach(tables, tokens, &mut mentions);
    let bodies = agency::bodies(tables, tokens);
    mentions.retain(|mention| !is_part_of_body(tables, mention, &bodies));
    let documents: Vec<_> = mentions.iter().map(|m| m.span).collect();
    let inside = |span: Span| {
        let at = documents.partition_point(|d| d.end <= span.start);
        // "Tổ công tác triển khai Đề án 06" holds a document and is a body all the same.
        documents.get(at).is_some_and(|d| d.overlaps(span) && !span.contains(*d))
    };
    mentions.extend(provision::provisions(tables, tokens));
    for (span, found) in bodies {
        if !inside(span) {
            mentions.push(Mention { span, value: Value::Agency(found.body) });
        }
    }
    mentions.extend(person::people(tables, tokens));
    mentions.extend(deadline::deadlines(tables, tokens, day.map(|day| day.year())));
    let mut index = 0;
    while index < tokens.list.len() {
        let starts = tokens.get(index).is_some_and(|t| t.kind == Kind::Number) || date::is(tokens, index, "ngày");
        if starts && let Some((last, date)) = date::date_at(tokens, index) {
            mentions.push(Mention { span: tokens.span(index, last), value: Value::Date(date) });
            index = last + 1;
            continue;
        }
        if tokens.get(index).is_some_and(|t| t.kind == Kind::Word)
            && let Some((last, province)) = agency::place_at(tables, tokens, index)
            && (province.is_some() || last > index)
        {
            mentions.push(Mention { span: tokens.span(index, last), value: Value::Place(province) });
            index = last + 1;
            continue;
        }
        index += 1;
    }
    sort(&mut mentions);
    mentions
}

/// True for words that look like a statute and are part of a body's name: "Trường Đại học Luật Hà Nội".
fn is_part_of_body(tables: &Tables, mention: &Mention, bodies: &[(Span, agency::FoundBody)]) -> bool {
    let Value::Document(cited) = &mention.value else { return false };
    if cited.form != Form::Title || !tables.statutes.named(cited.kind, &cited.name).is_empty() {
        return false;
    }
    let at = bodies.partition_point(|(span, _)| span.end <= mention.span.start);
    bodies.get(at).is_some_and(|(span, _)| span.contains(mention.span) && span.start < mention.span.start)
}

/// Puts mentions in order of place; those of one kind at one place are one.
pub fn sort(mentions: &mut Vec<Mention>) {
    let order = |m: &Mention| (m.span.start, usize::MAX - m.span.end, m.kind());
    mentions.sort_by_key(order);
    mentions.dedup_by(|a, b| a.span == b.span && a.kind() == b.kind());
    debug_assert!(mentions.iter().all(|m| m.span.start < m.span.end || m.kind() != MentionKind::Document));
}
