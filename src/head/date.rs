//! The day of issue: in the line of place and date, beside another mention of the own number, or in the clause by
//! which an assembly adopted the paper.

use super::Sheet;
use super::number::{Own, Place};
use super::title::TypeLine;
use crate::find::date::{date_at, is_word};
use crate::find::has_use;
use crate::lines::Line;
use crate::model::Span;
use crate::sentence::sentence_start;
use crate::tables::{PartCue, Use};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Tokens before "thông qua ngày" in which "Luật này" stands.
const ADOPTED: usize = 50;
/// Lines around a signature or a number at the foot in which place and date may stand.
const NEAR: usize = 8;

/// A day of issue.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// The day.
    pub day: NaiveDate,
    /// The line of place and date in the head, if it stands there.
    pub span: Option<Span>,
}

/// The day of issue of the paper.
pub fn own(sheet: &Sheet, own: Option<&Own>, typed: Option<&TypeLine>, body: usize) -> Option<Dated> {
    let fits = |day: &NaiveDate| own.and_then(|own| own.number.year).is_none_or(|year| year == day.year());
    let elsewhere = |day: NaiveDate| Dated { day, span: None };
    let foot = own.filter(|own| own.place == Place::Foot);
    if let Some(foot) = foot {
        return near_line(sheet, sheet.lines.partition_point(|line| line.last < foot.first)).map(elsewhere);
    }
    in_head(sheet, typed, body, &fits)
        .or_else(|| own.and_then(|own| beside_number(sheet, own)).filter(fits).map(elsewhere))
        .or_else(|| adopted(sheet).filter(|dated| fits(&dated.day)))
        .or_else(|| sheet.signatures.first().and_then(|s| near_line(sheet, s.first)).filter(fits).map(elsewhere))
}

/// "Lạng Sơn, ngày 04 tháng 7 năm 2024": behind a place with a capital.
fn in_head(sheet: &Sheet, typed: Option<&TypeLine>, body: usize, fits: &dyn Fn(&NaiveDate) -> bool) -> Option<Dated> {
    let above = typed.map_or(body, |typed| typed.first.max(sheet.first)).min(body);
    // Place and date stand above the type; below it only where columns are mixed up, and then with their comma.
    let placed = (sheet.first..body).find_map(|at| place_and_date(sheet, at, true));
    let loose = || (sheet.first..above).find_map(|at| place_and_date(sheet, at, false));
    placed.filter(|d| fits(&d.day)).or_else(|| loose().filter(|d| fits(&d.day)))
}

/// A date at token `at` with its place before it.
fn place_and_date(sheet: &Sheet, at: usize, comma: bool) -> Option<Dated> {
    if !is_word(sheet.tokens, at, "ngày") {
        return None;
    }
    let before = at.checked_sub(1)?;
    let parted = sheet.tokens.get(before).is_some_and(|t| t.is_mark(','));
    let place = if parted { before.checked_sub(1)? } else { before };
    let capital = sheet.tokens.get(place).is_some_and(|t| t.is_capital() || t.is_mark('.'));
    if parted != comma || !(capital || !comma && sheet.starts_line(at)) {
        return None;
    }
    let (last, day) = date_at(sheet.tokens, at)?;
    let line = sheet.line_of(at)?;
    let first = if parted && line.start < at {
        line.start
    } else if capital {
        place
    } else {
        at
    };
    Some(Dated { day, span: Some(sheet.tokens.span(first, last)) })
}

/// The year in the line of place and date, where the day is blank or cannot be read: "Hà Nội, ngày     tháng 3 năm
/// 2022". Two that differ are none.
pub fn year_alone(sheet: &Sheet, body: usize) -> Option<i32> {
    let of_line = |line: &Line| {
        let opens = |i: usize| {
            let word = sheet.tokens.str(i).to_lowercase();
            let place = i.checked_sub(2).filter(|_| sheet.tokens.get(i - 1).is_some_and(|t| t.is_mark(',')))?;
            (word.starts_with("ngày") && sheet.tokens.get(place)?.is_capital()).then_some(i)
        };
        let day = (line.start..=line.last).find_map(opens)?;
        let year = (day + 1..line.last).find(|&i| is_word(sheet.tokens, i, "năm"))?;
        let found = sheet.tokens.number(year + 1).filter(|y| (1945..2200).contains(y) && year + 1 == line.last)?;
        i32::try_from(found).ok()
    };
    let head = sheet.lines.iter().filter(|line| line.first >= sheet.first && line.last < body);
    let years: BTreeSet<i32> = head.filter_map(of_line).collect();
    years.first().copied().filter(|_| years.len() == 1)
}

/// The date that another mention of the own number has, behind it or before it in the sentence: "Công văn số
/// 12/UBND-KT ngày 03/7/2023", "Ngày 03/7/2023, UBND tỉnh ban hành Công văn số 12/UBND-KT".
fn beside_number(sheet: &Sheet, own: &Own) -> Option<NaiveDate> {
    let tokens = sheet.tokens;
    let same = || sheet.numbers.iter().filter(|n| n.canonical == own.number.canonical);
    let behind = same().find_map(|number| {
        let next = tokens.at(number.span.end);
        let next = if tokens.get(next)?.is_mark(',') { next + 1 } else { next };
        is_word(tokens, next, "ngày").then(|| date_at(tokens, next)).flatten()
    });
    let before = || {
        same().find_map(|number| {
            let at = tokens.at(number.span.start);
            let first = sentence_start(tokens, at, at.saturating_sub(40));
            let opens = (first..first + 4).find(|&i| is_word(tokens, i, "ngày"))?;
            let issued = (opens..at).any(|i| has_use(sheet.tables, tokens, i, Use::Issues));
            date_at(tokens, opens).filter(|_| issued)
        })
    };
    behind.or_else(before).map(|(_, day)| day)
}

/// "Luật này được Quốc hội … thông qua ngày 27 tháng 11 năm 2024": the day of adoption.
pub fn adopted(sheet: &Sheet) -> Option<Dated> {
    let tokens = sheet.tokens;
    let clause = |at: usize| {
        let hit = sheet.tables.part_cues.longest(tokens, at).filter(|hit| *hit.value == PartCue::Adopted)?;
        let own = (at.saturating_sub(ADOPTED)..at).any(|i| {
            sheet
                .tables
                .type_words
                .longest(tokens, i)
                .is_some_and(|hit| has_use(sheet.tables, tokens, hit.last + 1, Use::Pointer))
        });
        let (_, day) = date_at(tokens, hit.last).filter(|_| own)?;
        Some(Dated { day, span: None })
    };
    (0..tokens.list.len()).rev().find_map(clause)
}

/// A line of place and date near line `at`.
fn near_line(sheet: &Sheet, at: usize) -> Option<NaiveDate> {
    let lines = sheet.lines.get(at.saturating_sub(NEAR)..(at + NEAR).min(sheet.lines.len()))?;
    let dated = |comma: bool| {
        lines
            .iter()
            .filter(|line| line.last - line.start < 16)
            .find_map(|line| (line.start..=line.last).find_map(|i| place_and_date(sheet, i, comma)))
    };
    dated(true).map(|dated| dated.day)
}
