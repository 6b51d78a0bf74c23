//! Deadlines: `trong tháng 7/2023`, `trước ngày 01/8/2023`, `trong quý III/2023`, `đến hết ngày 31/10/2023`,
//! `chậm nhất ngày 15/5`, `6 tháng cuối năm 2023`. The words before a date decide whether the day counts and
//! whether there is a deadline at all: `hằng tháng trước ngày 25` and `dự kiến ngày 12/7/2023` are none.

use super::date::{date_at, day_and_month_at, day_of, is, period_at};
use crate::model::{Mention, Value};
use crate::tables::{DeadlineRule, Tables};
use crate::tokens::Tokens;
use chrono::Datelike;

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
    // The cue may hold the word that opens the date: "trong tháng", "trước ngày".
    let starts = [cue, cue + 1];
    let day = starts.iter().find_map(|&at| {
        date_at(tokens, at).or_else(|| {
            let (last, day, month) = day_and_month_at(tokens, at)?;
            let alone = tokens.get(last + 1).is_none_or(|t| !(t.glued && t.is_mark('/')));
            let year = u32::try_from(year.filter(|_| alone)?).ok()?;
            Some((last, day_of(year, month, day)?))
        })
    });
    let mention = |last: usize, due| {
        let span = tokens.span(first, last);
        Some((last, Some(Mention { span, value: Value::Deadline(Some(due)) })))
    };
    if let Some((last, date)) = day {
        // "trước ngày 15/12 hằng năm" names no single day.
        let yearly = ["hằng", "hàng"].iter().any(|word| is(tokens, last + 1, word));
        return match rule {
            _ if yearly => Some((last, None)),
            DeadlineRule::None => Some((last, None)),
            DeadlineRule::Before => mention(last, date.pred_opt()?),
            DeadlineRule::Until | DeadlineRule::Within => mention(last, date),
        };
    }
    let (last, end) = starts.iter().find_map(|&at| period_at(tokens, at, year))?;
    match rule {
        DeadlineRule::Within | DeadlineRule::Until => mention(last, end),
        DeadlineRule::Before => {
            // "trước tháng 9/2023": the month itself is out.
            let start = end.with_day(1)?;
            mention(last, start.pred_opt()?)
        }
        DeadlineRule::None => Some((last, None)),
    }
}
