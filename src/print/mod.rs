//! Answers → what a person reads on a screen, in Vietnamese.

pub mod ask;
pub mod check;
pub mod compare;
pub mod counts;
pub mod coverage;
pub mod gaps;
pub mod impact;
pub mod mark;
pub mod news;
pub mod status;
pub mod table;
pub mod tasks;
pub mod tree;

use chrono::NaiveDate;
use comfy_table::Table;

/// Columns of the screen; 100 where there is none, at most 140 for the eye.
pub fn width() -> usize {
    Table::new().width().map_or(100, |columns| usize::from(columns).clamp(40, 140))
}

/// `31/07/2023`, so that days stand under each other.
pub fn day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}
