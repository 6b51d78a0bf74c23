//! The page as a whole: which province's authority speaks, and of what day it is. Both decide what short
//! numbers mean: `UBND` in a digest of Lạng Sơn is that province's.

use crate::find::has_use;
use crate::model::{Item, Mention, Span, Value};
use crate::tables::agencies::Level;
use crate::tables::{Tables, Use};
use crate::tokens::Tokens;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Symbol of the province that a page names most, the head and the title counting more; `None` where it names
/// none, or two alike.
pub fn place(tables: &Tables, tokens: &Tokens, title: Option<Span>) -> Option<String> {
    let agencies = &tables.agencies;
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for index in 0..tokens.list.len() {
        if !tokens.get(index).is_some_and(|t| t.is_capital()) {
            continue;
        }
        let Some(hit) = agencies.province_names.longest(tokens, index) else { continue };
        let Some(row) = agencies.province_on(hit.value, None) else { continue };
        // "Trương Hòa Bình" is a person.
        if index > 0
            && has_use(tables, tokens, index - 1, Use::Surname)
            && tokens.get(index - 1).is_some_and(|t| t.is_capital())
        {
            continue;
        }
        let span = tokens.span(index, hit.last);
        let placed = (1..=2).any(|back| {
            index >= back
                && agencies
                    .place_words
                    .longest(tokens, index - back)
                    .is_some_and(|word| word.last + 1 == index && *word.value == Level::Province)
        });
        // "Chiều 12/01, tại Hà Nội, …" is where they met.
        if !placed && index > 0 && has_use(tables, tokens, index - 1, Use::PlaceBehind) {
            continue;
        }
        let head = index < 60 || title.is_some_and(|t| t.contains(span));
        let weight = match (placed, head) {
            (true, true) => 6,
            (true, false) => 2,
            (false, true) => 3,
            (false, false) => 1,
        };
        *votes.entry(row.symbol.as_str()).or_default() += weight;
    }
    let (best, most) = votes.iter().max_by_key(|(_, votes)| **votes)?;
    let tied = votes.values().filter(|v| *v == most).count() > 1;
    (!tied).then(|| (*best).to_owned())
}

/// The day that a page is of: the end of the week it names, else the latest day of its items' papers, else
/// the latest of any paper that it names.
pub fn date(until: Option<NaiveDate>, items: &[Item], mentions: &[Mention]) -> Option<NaiveDate> {
    let of_items = items.iter().filter_map(|item| item.date).max();
    let named = mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Document(cited) => cited.date,
            _ => None,
        })
        .max();
    // A paper may be issued on the day after the week that a page names.
    let week = until
        .map(|day| of_items.map_or(day, |date| if (date - day).num_days().abs() <= 45 { date.max(day) } else { day }));
    week.or(of_items).or(named)
}
