//! Dates: `ngày 08/6/2023`, `04-7-2023`, `ngày 20 tháng 11 năm 2019`, `30 / 6 / 2023`, and months, quarters and
//! years as periods. Impossible ones (31/02) are none.

use crate::tokens::{Kind, Tokens, same_word};
use chrono::{Datelike, NaiveDate};

/// A date that begins at a token: the index of its last token, and the day. `Ngày` may go before.
pub fn date_at(tokens: &Tokens, index: usize) -> Option<(usize, NaiveDate)> {
    let at = if is(tokens, index, "ngày") { index + 1 } else { index };
    let day = tokens.number(at)?;
    let next = tokens.get(at + 1)?;
    if next.breaks >= 2 {
        return None;
    }
    if is(tokens, at + 1, "tháng") {
        let month = tokens.number(at + 2)?;
        let year = tokens.number(at + 4).filter(|_| is(tokens, at + 3, "năm"))?;
        return Some((at + 4, day_of(year, month, day)?));
    }
    let mark = next.kind;
    if !matches!(mark, Kind::Mark('/' | '-' | '.' | '–')) || tokens.get(at + 3)?.kind != mark {
        return None;
    }
    let (month, year) = (tokens.number(at + 2)?, tokens.number(at + 4)?);
    if tokens.str(at + 4).len() != 4 {
        return None;
    }
    Some((at + 4, day_of(year, month, day)?))
}

/// A date without its year that begins at a token: `01/8`, `ngày 01 tháng 8`. The index of its last token,
/// day and month.
pub fn day_and_month_at(tokens: &Tokens, index: usize) -> Option<(usize, u32, u32)> {
    let at = if is(tokens, index, "ngày") { index + 1 } else { index };
    let day = tokens.number(at)?;
    let parted = is(tokens, at + 1, "tháng")
        || tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Mark('/' | '-')) && t.glued);
    let month = tokens.number(at + 2).filter(|_| parted)?;
    (1..=31).contains(&day).then_some(())?;
    (1..=12).contains(&month).then_some((at + 2, day, month))
}

/// A date without its year that begins at a token: the index of its last token, and the day, which on a page of `day`
/// is not much later than that. No day where the page has none.
pub fn yearless_at(tokens: &Tokens, index: usize, day: Option<NaiveDate>) -> Option<(usize, Option<NaiveDate>)> {
    let (last, number, month) = day_and_month_at(tokens, index)?;
    // "ngày 12-14/4" is two days.
    if tokens.get(last + 1).is_some_and(|t| t.glued && matches!(t.kind, Kind::Mark('/' | '-' | '–'))) {
        return None;
    }
    let of = |year: i32| day_of(u32::try_from(year).ok()?, month, number);
    let date = day.and_then(|day| match of(day.year()) {
        Some(date) if (date - day).num_days() > 45 => of(day.year() - 1),
        date => date,
    });
    Some((last, date))
}

/// A month, quarter or year.
pub struct Period {
    /// Index of its last token.
    pub last: usize,
    /// Its first day.
    pub first_day: NaiveDate,
    /// Its last day.
    pub last_day: NaiveDate,
    /// True for a year alone.
    pub is_year: bool,
}

/// The month, quarter or year that begins at a token. `default` gives the year where the words leave it out.
pub fn period_at(tokens: &Tokens, index: usize, default: Option<i32>) -> Option<Period> {
    let months = |last: usize, year: u32, from: u32, to: u32| {
        Some(Period {
            last,
            first_day: day_of(year, from, 1)?,
            last_day: last_day(year, to)?,
            is_year: to - from == 11,
        })
    };
    if is(tokens, index, "tháng") {
        let month = tokens.number(index + 1)?;
        let (last, year) = year_after(tokens, index + 1, default)?;
        return months(last, year, month, month);
    }
    if is(tokens, index, "quý") {
        let quarter = quarter(tokens.str(index + 1))?;
        let (last, year) = year_after(tokens, index + 1, default)?;
        return months(last, year, quarter * 3 - 2, quarter * 3);
    }
    if is(tokens, index, "năm") {
        let year = tokens.number(index + 1).filter(|y| (1945..2200).contains(y))?;
        return months(index + 1, year, 1, 12);
    }
    None
}

/// The year that follows token `at` ("/2023", "năm 2023", "-2023"), or the default.
fn year_after(tokens: &Tokens, at: usize, default: Option<i32>) -> Option<(usize, u32)> {
    let plausible = |i: usize| tokens.number(i).filter(|y| (1945..2200).contains(y));
    let parted = tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Mark('/' | '-' | '.')));
    if (parted || is(tokens, at + 1, "năm"))
        && let Some(year) = plausible(at + 2)
    {
        return Some((at + 2, year));
    }
    default.and_then(|year| Some((at, u32::try_from(year).ok()?)))
}

/// The number of a quarter: `III`, `3`.
fn quarter(text: &str) -> Option<u32> {
    match text.to_uppercase().as_str() {
        "I" | "1" => Some(1),
        "II" | "2" => Some(2),
        "III" | "3" => Some(3),
        "IV" | "4" => Some(4),
        _ => None,
    }
}

/// The last day of a month.
pub fn last_day(year: u32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    day_of(year, month, 1)?.pred_opt()
}

/// A day, if there is such a day in a plausible year.
pub fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (1900..2200).contains(&date.year()).then_some(date)
}

/// True if the token is this word, whatever its case, and goes on with the paragraph.
pub fn is(tokens: &Tokens, index: usize, word: &str) -> bool {
    tokens.get(index).is_some_and(|t| t.breaks < 2) && is_word(tokens, index, word)
}

/// True if the token is this word, whatever its case and wherever it stands.
pub fn is_word(tokens: &Tokens, index: usize, word: &str) -> bool {
    tokens.get(index).is_some_and(|t| t.kind == Kind::Word) && {
        let text = tokens.str(index);
        // Vietnamese letters keep their length in bytes from case to case.
        text.len() == word.len() && same_word(text, word)
    }
}
