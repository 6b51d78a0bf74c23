//! The head and foot of a formal paper ("văn bản hành chính"): its own number, place and date, type, title and
//! signer. What it reads is the paper's description of itself and no mention of another.
//! Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I; Party papers: Hướng dẫn 36-HD/VPTW.

use crate::find::date::{date_at, is, is_word};
use crate::find::number::{self, Number};
use crate::find::use_at;
use crate::model::{Cited, DocType, Form, PartKind, Span};
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};
use chrono::{Datelike, NaiveDate};

/// Tokens in which the head stands.
const HEAD: usize = 420;
/// Tokens at the end in which the signature stands.
const FOOT: usize = 160;

/// What a formal paper says of itself.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its type, number and date.
    pub own: Cited,
    /// Its title, or the subject line of a letter ("V/v …").
    pub title: Option<Span>,
    /// Who signed.
    pub signer: Option<String>,
    /// Where motto, issuer, number, date and title stand.
    pub parts: Vec<(PartKind, Span)>,
}

/// Reads head and foot; `None` where the text has no number line of its own.
pub fn head(tables: &Tables, tokens: &Tokens) -> Option<Head> {
    let limit = HEAD.min(tokens.list.len());
    let end = tokens.get(limit.checked_sub(1)?)?.span.end;
    let numbers = number::numbers(tables, tokens.text.content.get(..end)?);
    let (at, number) = own_number(tables, tokens, limit, &numbers)?;
    let date = own_date(tokens, at, limit);
    let typed = type_line(tables, tokens, limit);
    let before = word_before(tables, tokens, at);
    let kind = before.or(typed.map(|(kind, _)| kind)).filter(|kind| *kind != DocType::Other || number.kind.is_none());
    let kind = number.kind.or(kind).unwrap_or(DocType::OfficialLetter);
    let title = match typed {
        Some((_, last)) => block_after(tables, tokens, last, limit),
        None => None,
    };
    let title = title.or_else(|| subject_line(tables, tokens, limit));
    let own = Cited {
        form: Form::Number,
        kind,
        name: number.canonical.clone(),
        year: number.year.or(date.map(|d| d.year())),
        date,
        issuer: None,
        pinpoint: None,
    };
    Some(Head { own, title, signer: signer(tables, tokens), parts: Vec::new() })
}

/// The number behind "Số:" at the start of a line, or behind "Luật số:".
fn own_number<'n>(
    tables: &Tables,
    tokens: &Tokens,
    limit: usize,
    numbers: &'n [Number],
) -> Option<(usize, &'n Number)> {
    numbers.iter().find_map(|number| {
        let at = tokens.at(number.span.start);
        let colon = at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_mark(':'));
        let so = at.checked_sub(if colon { 2 } else { 1 })?;
        let first = tokens.get(so)?;
        if at >= limit || !is_word(tokens, so, "số") {
            return None;
        }
        let starts = first.breaks > 0
            || tokens.get(so.checked_sub(1)?).is_some_and(|t| matches!(t.kind, Kind::Mark('*' | '|' | '#')));
        let typed = so > 0 && colon && crate::tables::phrases::ends_at(&tables.type_words, tokens, so - 1, 4).is_some();
        // "Số" at the start of a line within a sentence is a broken line, not a head.
        (starts && (colon || first.case != Case::Lower) || typed).then_some((so, number))
    })
}

/// The type word right before "số" ("Luật số: 57/2020/QH14").
fn word_before(tables: &Tables, tokens: &Tokens, so: usize) -> Option<DocType> {
    let last = so.checked_sub(1)?;
    crate::tables::phrases::ends_at(&tables.type_words, tokens, last, 4).map(|(_, (kind, _))| *kind)
}

/// The date of the place-and-date line: "Lạng Sơn, ngày 04 tháng 7 năm 2023".
fn own_date(tokens: &Tokens, number: usize, limit: usize) -> Option<NaiveDate> {
    let dated = |at: usize| {
        if !is(tokens, at, "ngày") || !is(tokens, at + 2, "tháng") {
            return None;
        }
        let comma = at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_mark(','));
        date_at(tokens, at).map(|(_, date)| (comma, date))
    };
    let near = (number.saturating_sub(60)..limit).filter_map(dated);
    let mut first = None;
    for (comma, date) in near {
        if comma {
            return Some(date);
        }
        first = first.or(Some(date));
    }
    first
}

/// The line that holds the type alone in capitals: its type and last token.
fn type_line(tables: &Tables, tokens: &Tokens, limit: usize) -> Option<(DocType, usize)> {
    (0..limit).find_map(|at| {
        let token = tokens.get(at)?;
        let starts =
            token.breaks > 0 || at.checked_sub(1).is_some_and(|i| tokens.get(i).is_some_and(|t| t.is_mark('*')));
        if !starts || token.case != Case::Upper {
            return None;
        }
        let hit = tables.type_words.longest(tokens, at)?;
        let upper = (at..=hit.last).all(|i| tokens.get(i).is_some_and(|t| t.case == Case::Upper));
        let after =
            (hit.last + 1..hit.last + 4).find(|&i| tokens.get(i).is_none_or(|t| !t.is_mark('*') && !t.is_mark(':')));
        let alone = after.is_none_or(|i| tokens.get(i).is_none_or(|t| t.breaks > 0));
        (upper && alone).then_some((hit.value.0, hit.last))
    })
}

/// The paragraph or lines behind the type line, up to the body.
fn block_after(tables: &Tables, tokens: &Tokens, last: usize, limit: usize) -> Option<Span> {
    let first = (last + 1..limit).find(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word))?;
    let mut end = first;
    for at in first + 1..limit {
        let token = tokens.get(at)?;
        let rule = tokens.get(at + 1).is_some_and(|n| n.is_dash() && token.is_dash());
        let body = token.breaks > 0
            && (tables
                .relation_cues
                .longest(tokens, at)
                .is_some_and(|hit| hit.value.kind == crate::model::RelationType::Basis)
                || use_at(tables, tokens, at, Use::Provision).is_some());
        if (token.breaks >= 2) || rule || body {
            break;
        }
        end = at;
    }
    let end =
        (first..=end).rev().find(|&i| tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Mark('*' | '-' | '_'))))?;
    Some(tokens.span(first, end))
}

/// The subject line of a letter: "V/v …".
fn subject_line(tables: &Tables, tokens: &Tokens, limit: usize) -> Option<Span> {
    let at = (0..limit)
        .find(|&i| is(tokens, i, "v") && tokens.get(i + 1).is_some_and(|t| t.is_mark('/')) && is(tokens, i + 2, "v"))?;
    block_after(tables, tokens, at.saturating_sub(1), limit)
        .map(|span| Span::new(tokens.get(at).map_or(span.start, |t| t.span.start), span.end.max(span.start)))
}

/// The name at the end of the paper, on a line of its own.
fn signer(tables: &Tables, tokens: &Tokens) -> Option<String> {
    let total = tokens.list.len();
    let lowest = total.saturating_sub(FOOT);
    (lowest..total).rev().find_map(|at| {
        let token = tokens.get(at).filter(|t| t.kind == Kind::Word && t.is_capital())?;
        let starts =
            token.breaks > 0 || at.checked_sub(1).is_some_and(|i| tokens.get(i).is_some_and(|t| t.is_mark('*')));
        if !starts {
            return None;
        }
        use_at(tables, tokens, at, Use::Surname)?;
        let mut last = at;
        while tokens.get(last + 1).is_some_and(|t| t.kind == Kind::Word && t.is_capital() && t.breaks == 0) {
            last += 1;
        }
        let ends = tokens.get(last + 1).is_none_or(|t| t.breaks > 0 || t.is_mark('*'));
        let length = last + 1 - at;
        ((2..=5).contains(&length) && ends)
            .then(|| tokens.text.slice(tokens.span(at, last)).split_whitespace().collect::<Vec<_>>().join(" "))
    })
}
