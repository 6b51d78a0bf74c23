//! Deadlines: `trong tháng 7/2023`, `trước ngày 01/8/2023`, `trong quý III/2023`, `đến hết ngày 31/10/2023`,
//! `chậm nhất ngày 15/5`, `6 tháng cuối năm 2023`. The words before a date decide whether the day counts and
//! whether there is a deadline at all: `hằng tháng trước ngày 25` and `dự kiến ngày 12/7/2023` are none.

use super::date::{date_at, day_and_month_at, day_of, is, period_at};
use crate::model::{Mention, Value};
use crate::tables::{DeadlineRule, Tables};
use crate::tokens::{Kind, Tokens};
use chrono::NaiveDate;

/// Tokens of the name of a feast, at most.
const FEAST: usize = 7;

/// Every deadline of a text; `year` is the page's, for dates that leave it out.
pub fn deadlines(tables: &Tables, tokens: &Tokens, year: Option<i32>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.list.len() {
        let Some(hit) = tables.deadline_cues.longest(tokens, index) else {
            index += 1;
            continue;
        };
        let Some((last, mention)) = deadline(tokens, index, hit.last, *hit.value, year) else {
            index = if *hit.value == DeadlineRule::None { hit.last + 1 } else { index + 1 };
            continue;
        };
        found.extend(mention);
        index = last + 1;
    }
    found
}

/// The deadline whose cue stands at `first..=cue`: the last token, and the mention unless the cue says that
/// there is none.
fn deadline(
    tokens: &Tokens,
    first: usize,
    cue: usize,
    rule: DeadlineRule,
    year: Option<i32>,
) -> Option<(usize, Option<Mention>)> {
    let colon = usize::from(tokens.get(cue + 1).is_some_and(|t| t.is_mark(':')));
    let timed = time_at(tokens, cue + 1 + colon);
    // The cue may hold the word that opens the date: "trong tháng", "trước ngày".
    let starts = [timed.map_or(cue, |last| last + 1), cue + 1 + colon, feast_end(tokens, cue + 1)];
    // "trước 16 giờ ngày 06/7/2023": the day itself is in.
    let rule = if timed.is_some() && rule == DeadlineRule::Before { DeadlineRule::Until } else { rule };
    let mention = |last: usize, due| {
        let span = tokens.span(first, last);
        Some((last, Some(Mention { span, value: Value::Deadline(Some(due)) })))
    };
    if let Some((last, date)) = starts.iter().find_map(|&at| day_at(tokens, at, year)) {
        // "trước ngày 15/12 hằng năm" names no single day.
        let yearly = |last: usize| ["hằng", "hàng"].iter().any(|word| is(tokens, last + 1, word));
        // "trước ngày 10/6 và ngày 10/12 hằng năm"
        let second = Some(last + 2).filter(|_| is(tokens, last + 1, "và")).and_then(|at| day_and_month_at(tokens, at));
        let yearly = yearly(last) || second.is_some_and(|(last, ..)| yearly(last));
        return match rule {
            _ if yearly => Some((last, None)),
            DeadlineRule::None => Some((last, None)),
            DeadlineRule::Before => mention(last, date.pred_opt()?),
            DeadlineRule::Until | DeadlineRule::On | DeadlineRule::Within => mention(last, date),
        };
    }
    let mut period = starts.iter().find_map(|&at| period_at(tokens, at, year))?;
    // "trong tháng 9 và tháng 10/2023"
    if is(tokens, period.last + 1, "và")
        && let Some(later) = period_at(tokens, period.last + 2, year)
    {
        period = later;
    }
    match rule {
        // "đến hết năm 2025" is the year of a goal and no deadline.
        DeadlineRule::Until if period.is_year => Some((period.last, None)),
        DeadlineRule::Within | DeadlineRule::Until | DeadlineRule::On => mention(period.last, period.last_day),
        DeadlineRule::Before => mention(period.last, period.first_day.pred_opt()?),
        DeadlineRule::None => Some((period.last, None)),
    }
}

/// The day at a token, with the page's year where it leaves the year out.
fn day_at(tokens: &Tokens, at: usize, year: Option<i32>) -> Option<(usize, NaiveDate)> {
    date_at(tokens, at).or_else(|| {
        let (last, day, month) = day_and_month_at(tokens, at)?;
        let alone = tokens.get(last + 1).is_none_or(|t| !(t.glued && t.is_mark('/')));
        let year = u32::try_from(year.filter(|_| alone)?).ok()?;
        Some((last, day_of(year, month, day)?))
    })
}

/// The token behind the name of a feast that stands between "ngày" and its date: "trước ngày Quốc khánh 02/9/2025",
/// "trước ngày Thương binh - Liệt sĩ (27/7/2025)"; the token itself where there is none.
fn feast_end(tokens: &Tokens, at: usize) -> usize {
    if !at.checked_sub(1).is_some_and(|day| is(tokens, day, "ngày")) || !tokens.get(at).is_some_and(|t| t.is_capital())
    {
        return at;
    }
    let named = |i: &usize| tokens.get(*i).is_some_and(|t| t.breaks < 2 && (t.kind == Kind::Word || t.is_dash()));
    let end = at + (at..at + FEAST).take_while(named).count();
    if tokens.get(end).is_some_and(|t| t.is_mark('(')) { end + 1 } else { end }
}

/// The last token of a time of day: `16 giờ`, `16h00`, `17 giờ 00 phút`, `17 giờ 00'`, `17g30`.
fn time_at(tokens: &Tokens, at: usize) -> Option<usize> {
    tokens.number(at).filter(|hour| *hour <= 24)?;
    let mut last = at + 1;
    if !["giờ", "h", "g"].iter().any(|word| is(tokens, last, word)) {
        return None;
    }
    if tokens.number(last + 1).is_some() {
        last += 1;
        let minutes = tokens.get(last + 1).is_some_and(|t| t.glued && matches!(t.kind, Kind::Mark('\'' | '’' | '′')));
        if is(tokens, last + 1, "phút") || minutes {
            last += 1;
        }
    }
    Some(last)
}
