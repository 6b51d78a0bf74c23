//! The paper's own number, and where it stands.

use super::Sheet;
use super::title::TypeLine;
use crate::find::date::{is_word, period_at};
use crate::find::number::{self, Number};
use crate::lines::{Line, is_markup};
use crate::model::DocType;
use crate::parts;
use crate::tables::phrases::ends_at;
use crate::tokens::{Case, Kind};
use chrono::Datelike;

/// Lines at the top in which a title may stand.
const EDGE: usize = 4;

/// Where a paper gives its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// "Số: …" in the head.
    Line,
    /// "Số: …" beside "XÁC THỰC VĂN BẢN HỢP NHẤT".
    Foot,
    /// A title above or below the text.
    Title,
    /// "(Kèm theo Quyết định số …)".
    Annex,
}

/// An own number.
#[derive(Clone, Debug)]
pub struct Own {
    /// The number.
    pub number: Number,
    /// Where it was found.
    pub place: Place,
    /// First token: "Số", or the type word of a title.
    pub first: usize,
    /// Last token of the number.
    pub last: usize,
    /// The type word beside it.
    pub kind: Option<DocType>,
}

/// The number by which the paper calls itself.
pub fn own(sheet: &Sheet, typed: Option<&TypeLine>) -> Option<Own> {
    in_line(sheet, typed)
        .or_else(|| in_foot(sheet))
        .or_else(|| in_title(sheet, typed))
        .or_else(|| in_annex(sheet, typed))
}

/// The token "Số" before a number, and whether a colon follows it.
fn so_before(sheet: &Sheet, at: usize) -> Option<(usize, bool)> {
    let mut before = (0..at).rev().take(4).filter(|&i| !is_markup(sheet.tokens, i));
    let first = before.next()?;
    let colon = sheet.tokens.get(first).is_some_and(|t| t.is_mark(':'));
    let so = if colon { before.next()? } else { first };
    is_word(sheet.tokens, so, "số").then_some((so, colon))
}

/// "Số: 12/KH-UBND" at the start of a line, "Luật số: 57/2020/QH14", "Số 5-CT/TU".
fn in_line(sheet: &Sheet, typed: Option<&TypeLine>) -> Option<Own> {
    let from = sheet.numbers.partition_point(|n| sheet.tokens.at(n.span.start) < sheet.first);
    let mut near = sheet.numbers[from..].iter().take_while(|n| sheet.tokens.at(n.span.start) < sheet.last);
    near.find_map(|number| by_so(sheet, typed, number, sheet.tokens.at(number.span.start))).or_else(|| spaced(sheet))
}

/// A number behind a "Số" that is none of a sentence.
fn by_so(sheet: &Sheet, line: Option<&TypeLine>, number: &Number, at: usize) -> Option<Own> {
    let (so, colon) = so_before(sheet, at)?;
    let upper = sheet.tokens.get(so)?.case != Case::Lower;
    let starts = sheet.starts_line(so);
    let typed = so.checked_sub(1).and_then(|last| ends_at(&sheet.tables.type_words, sheet.tokens, last, 4));
    let own_line = typed.is_some_and(|(first, _)| sheet.starts_line(first));
    // A head on one line has no line starts; "Số" within a sentence that is broken by width is written small.
    let shown = upper || typed.is_some_and(|(first, _)| sheet.tokens.get(first).is_some_and(|t| t.is_capital()));
    let headed = sheet.motto.is_some() || line.is_some_and(|line| so < line.first);
    let accepted = (starts && (colon || upper)) || (colon && (own_line || shown && headed));
    let kind = typed.map(|(_, (kind, _))| *kind);
    let first = typed.filter(|_| own_line).map_or(so, |(first, _)| first);
    accepted.then(|| Own {
        number: number.clone(),
        place: Place::Line,
        first,
        last: sheet.tokens.at(number.span.end).saturating_sub(1),
        kind,
    })
}

/// "Số: 628 TC/TCT": papers before 2004.
fn spaced(sheet: &Sheet) -> Option<Own> {
    (sheet.first..sheet.last).find_map(|at| {
        let digits = sheet.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
        let (so, colon) = so_before(sheet, at)?;
        if !colon || !sheet.starts_line(so) {
            return None;
        }
        let number = number::spaced(sheet.tables, &sheet.tokens.text.content, digits.span)?;
        let last = sheet.tokens.at(number.span.end).saturating_sub(1);
        Some(Own { number, place: Place::Line, first: so, last, kind: None })
    })
}

/// The number of a consolidated text, where it is certified.
fn in_foot(sheet: &Sheet) -> Option<Own> {
    let consolidated = |number: &&Number| number.kind == Some(DocType::Other) && !number.loose;
    sheet.numbers.iter().rev().filter(consolidated).find_map(|number| {
        let at = sheet.tokens.at(number.span.start);
        let found = by_so(sheet, None, number, at)?;
        let beside = (at.saturating_sub(60)..at + 60).any(|i| {
            let upper = sheet.tokens.get(i).is_some_and(|t| t.case == Case::Upper);
            upper && sheet.tables.type_words.longest(sheet.tokens, i).is_some_and(|hit| hit.value.0 == DocType::Other)
        });
        beside.then_some(Own { place: Place::Foot, ..found })
    })
}

/// The number in a title above or below the text: "Công văn 5402/CT-CS năm 2025 …".
fn in_title(sheet: &Sheet, typed: Option<&TypeLine>) -> Option<Own> {
    let lines = sheet.lines;
    let top = lines.iter().take(EDGE).take_while(|line| !sheet.opens_body(line));
    top.chain(lines.last()).find_map(|line| {
        let found = behind_type(sheet, line, line.start, Place::Title)?;
        let title = sheet.tokens.get(line.start).is_some_and(|t| t.is_capital()) && !line.is_ended(sheet.tokens);
        (title && typed.is_none_or(|typed| sheet.fits(&found.number, typed.kind))).then_some(found)
    })
}

/// The number in "(Ban hành kèm theo Nghị quyết số 20/2017/NQ-HĐND ngày 13/7/2017 của …)".
fn in_annex(sheet: &Sheet, typed: Option<&TypeLine>) -> Option<Own> {
    sheet.lines.iter().filter_map(|line| Some((line, parts::attached(sheet.tables, sheet.tokens, line)?))).find_map(
        |(line, behind)| {
            let found = behind_type(sheet, line, behind, Place::Annex)?;
            let same = match typed {
                Some(typed) => {
                    found.kind == Some(typed.kind)
                        || sheet.fits(&found.number, typed.kind) && found.number.kind.is_some()
                }
                // A form in the annex of a letter was issued with a circular, and is none of the letter's.
                None => found.kind == Some(DocType::OfficialLetter) && found.number.kind.is_none(),
            };
            same.then_some(found)
        },
    )
}

/// A type word at a token with its number behind it.
fn behind_type(sheet: &Sheet, line: &Line, at: usize, place: Place) -> Option<Own> {
    let hit = sheet.tables.type_words.longest(sheet.tokens, at)?;
    let next = hit.last + 1;
    let next = if is_word(sheet.tokens, next, "số") { next + 1 } else { next };
    let next = if sheet.tokens.get(next)?.is_mark(':') { next + 1 } else { next };
    let start = sheet.tokens.get(next)?.span.start;
    let number = sheet.numbers.get(sheet.numbers.partition_point(|n| n.span.start < start))?;
    let last = sheet.tokens.at(number.span.end).saturating_sub(1);
    if number.span.start != start || last > line.last + 24 {
        return None;
    }
    let mut own = Own { number: number.clone(), place, first: at, last, kind: Some(hit.value.0) };
    // "Công văn 5402/CT-CS năm 2025 …": titles add the year that the number leaves out.
    if let Some(year) = period_at(sheet.tokens, last + 1, None).filter(|period| period.is_year) {
        own.number.year = own.number.year.or(Some(year.first_day.year()));
        own.last = year.last;
    }
    Some(own)
}
