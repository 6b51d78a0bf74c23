//! Answers as rows and columns: what a screen, a spreadsheet and a CSV file show of them. In: the rows of a question.
//! Out: a [`Sheet`], of which each form shows the columns that its reader wants, Vietnamese for people, plain names
//! for programs. It asks nothing and judges nothing.

mod ask;
mod check;
mod compare;
mod coverage;
mod csv;
mod gaps;
mod impact;
mod judged;
mod news;
mod rank;
mod stats;
mod status;
mod tasks;
mod trace;
mod xlsx;

pub use compare::on_order;
pub use csv::write as write_csv;
pub use gaps::{demand, lines as gap_lines};
pub use impact::{chain, others};
pub use judged::Listed;
pub use news::lines as news_lines;
pub use status::lines as status_lines;
pub use tasks::summary as tasks_summary;
pub use trace::carried;
pub use xlsx::{write as write_xlsx, write_book};

use crate::analyze::Proof;
use chrono::NaiveDate;
use std::borrow::Cow;

/// Who sees a column; each sees also what those above see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// A person at the screen, a person with a spreadsheet, a program.
    Screen,
    /// A person with a spreadsheet, a program.
    Sheet,
    /// A program.
    File,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs, in CSV; the same as in JSON.
    pub name: Cow<'static, str>,
    /// Its Vietnamese heading.
    pub heading: Cow<'static, str>,
    /// Who sees it.
    pub shown: Shown,
    /// How wide it is in a spreadsheet, in characters.
    pub wide: u16,
    /// True if it stands right of the printed page: a person checks by it at the computer.
    pub aside: bool,
}

impl Column {
    /// A column for everybody.
    pub const fn screen(name: &'static str, heading: &'static str, wide: u16) -> Self {
        Column { name: Cow::Borrowed(name), heading: Cow::Borrowed(heading), shown: Shown::Screen, wide, aside: false }
    }

    /// A column for spreadsheets and programs.
    pub const fn sheet(name: &'static str, heading: &'static str, wide: u16) -> Self {
        Column { name: Cow::Borrowed(name), heading: Cow::Borrowed(heading), shown: Shown::Sheet, wide, aside: false }
    }

    /// A column for spreadsheets and programs that is not printed.
    pub const fn aside(name: &'static str, heading: &'static str, wide: u16) -> Self {
        Column { name: Cow::Borrowed(name), heading: Cow::Borrowed(heading), shown: Shown::Sheet, wide, aside: true }
    }

    /// A column for programs.
    pub const fn file(name: &'static str) -> Self {
        Column { name: Cow::Borrowed(name), heading: Cow::Borrowed(name), shown: Shown::File, wide: 12, aside: false }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A word of ours: its name for programs, and in Vietnamese.
    Word(String, String),
    /// A day.
    Day(NaiveDate),
    /// A whole number.
    Number(i64),
    /// A number with decimals, such as a confidence between 0 and 1.
    Real(f64),
    /// Yes or no.
    Truth(bool),
}

impl Cell {
    /// A word of ours: its name for programs, and in Vietnamese.
    pub fn word(name: impl Into<String>, vietnamese: impl Into<String>) -> Self {
        Cell::Word(name.into(), vietnamese.into())
    }

    /// As people read it: days as 31/07/2023, words in Vietnamese.
    pub fn for_people(&self) -> String {
        match self {
            Cell::Word(_, vietnamese) => vietnamese.clone(),
            Cell::Day(day) => day.format("%d/%m/%Y").to_string(),
            Cell::Truth(truth) => if *truth { "có" } else { "không" }.to_owned(),
            Cell::Real(number) => format!("{number:.2}").replace('.', ","),
            other => other.for_programs(),
        }
    }

    /// As programs read it: days as 2023-07-31, words by their names.
    pub fn for_programs(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Word(name, _) => name.clone(),
            Cell::Day(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Real(number) => number.to_string(),
            Cell::Truth(truth) => truth.to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Cell::Day(day)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Cell::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Real(number)
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Cell::Truth(truth)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

/// A row of an answer.
pub trait Row {
    /// The columns, from left to right.
    fn columns() -> Vec<Column>;
    /// A cell for each column.
    fn cells(&self) -> Vec<Cell>;
}

/// An answer as rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it answers, in Vietnamese.
    pub title: String,
    /// A line under the title: the day, how many; may be empty.
    pub note: String,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The sheet of some rows.
    pub fn of<R: Row>(title: impl Into<String>, rows: &[R]) -> Self {
        Sheet {
            title: title.into(),
            note: String::new(),
            columns: R::columns(),
            rows: rows.iter().map(Row::cells).collect(),
        }
    }

    /// The same with a line under the title.
    pub fn noted(self, note: impl Into<String>) -> Self {
        Sheet { note: note.into(), ..self }
    }

    /// The columns that somebody sees, with their places.
    pub fn shown_to(&self, reader: Shown) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.shown <= reader)
    }
}

/// The columns of a proof: a person with a spreadsheet sees the sentence and its source.
pub fn proof_columns() -> [Column; 6] {
    [
        Column::sheet("sentence", "Câu chứng minh", 60),
        Column::aside("source", "Nguồn", 28),
        Column::file("span"),
        Column::file("rule"),
        Column::file("confidence"),
        Column::aside("id", "Mã đối chiếu", 20),
    ]
}

/// The cells of a proof, empty where there is none.
pub fn proof_cells(proof: Option<&Proof>) -> [Cell; 6] {
    let Some(proof) = proof else { return [const { Cell::Empty }; 6] };
    [
        (&proof.sentence).into(),
        (&proof.source).into(),
        format!("{}-{}", proof.span[0], proof.span[1]).into(),
        (&proof.rule).into(),
        proof.confidence.into(),
        (&proof.id).into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_programs_read_a_cell_in_their_own_way() {
        let day: NaiveDate = "2023-07-31".parse().expect("a day");
        for (cell, people, programs) in [
            (Cell::Day(day), "31/07/2023", "2023-07-31"),
            (Cell::word("lead", "chủ trì"), "chủ trì", "lead"),
            (Cell::Real(0.5), "0,50", "0.5"),
            (Cell::Truth(true), "có", "true"),
            (None::<i64>.into(), "", ""),
        ] {
            assert_eq!(cell.for_people(), people);
            assert_eq!(cell.for_programs(), programs);
        }
    }
}
