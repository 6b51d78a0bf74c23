//! A row of a dump → its source: which column holds what, as the user or the table of names says, the text
//! itself, and what the row states of it. Where rows come from is `jsonl` and `parquet`.

use super::{Options, html, normalise, sources::Names};
use crate::error::{Error, Result};
use crate::model::{Format, Source, Stated, StatedRelation, Text};
use crate::tables::columns::{Columns, Field};
use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::str::FromStr;

/// The cells of a row by the names of their columns.
pub type Cells = serde_json::Map<String, Value>;

/// The columns that a user names: `text=content,number=so_hieu`; `title=` leaves the title unread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(BTreeMap<Field, String>);

impl Map {
    /// True if the user named this column.
    pub(super) fn names(&self, column: &str) -> bool {
        self.0.values().any(|named| named == column)
    }
}

impl FromStr for Map {
    type Err = String;

    fn from_str(typed: &str) -> std::result::Result<Self, String> {
        let mut map = BTreeMap::new();
        for pair in typed.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((name, column)) = pair.split_once('=') else {
                return Err(format!("`{pair}` is no pair; write FIELD=COLUMN, such as text=content"));
            };
            let known = Field::from_name(name.trim()).filter(|field| !matches!(field, Field::Label | Field::Target));
            let Some(field) = known else {
                let names: Vec<_> = Field::ALL.iter().map(|field| field.name()).take(Field::ALL.len() - 2).collect();
                return Err(format!("there is no field `{}`; the fields are {}", name.trim(), names.join(", ")));
            };
            map.insert(field, column.trim().to_owned());
        }
        Ok(Map(map))
    }
}

/// A dump as its rows go by.
#[derive(Debug)]
pub struct Dump {
    /// Its name.
    pub name: String,
    names: Names,
    /// Columns that the user named and no row has had yet.
    unmet: BTreeSet<String>,
    begun: bool,
}

impl Dump {
    /// A dump of which no row has been read.
    pub fn new(name: String, options: &Options<'_>) -> Self {
        let unmet = options.map.0.values().filter(|column| !column.is_empty()).cloned().collect();
        Dump { name, names: Names::default(), unmet, begun: false }
    }

    /// An error that concerns the dump as a whole.
    pub fn broken(&self, message: String) -> Error {
        Error::Dump { path: PathBuf::from(&self.name), message }
    }

    /// An error in one row.
    pub fn broken_row(&self, row: u64, message: String) -> Error {
        Error::Row { path: PathBuf::from(&self.name), row, message }
    }

    /// Looks at the columns that there are, before the first row is taken.
    ///
    /// # Errors
    /// [`Error::Dump`] if none holds the text; it lists those that there are.
    pub fn begin<'c>(&mut self, columns: impl Iterator<Item = &'c str> + Clone, options: &Options<'_>) -> Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let has_text = match options.map.0.get(&Field::Text) {
            Some(named) => columns.clone().any(|column| column == named),
            None => columns.clone().any(|column| holds(options.columns, column, Field::Text).is_some()),
        };
        if has_text {
            return Ok(());
        }
        let there: Vec<_> = columns.map(|column| format!("`{column}`")).collect();
        Err(self.broken(format!(
            "no column holds the text; name it with `--map text=COLUMN`; the columns are {}",
            there.join(", ")
        )))
    }

    /// What is left to be said when all rows have gone by: columns that the user named and none had.
    pub fn end(&mut self) -> Option<Error> {
        let unmet = std::mem::take(&mut self.unmet);
        if unmet.is_empty() || !self.begun {
            return None;
        }
        let names: Vec<_> = unmet.iter().map(|column| format!("`{column}`")).collect();
        Some(self.broken(format!("no row has the columns {} of `--map`; look at their spelling", names.join(", "))))
    }

    /// The source that a row holds. Rows are counted from 1.
    ///
    /// # Errors
    /// [`Error::Empty`] if it has no text.
    pub fn source(&mut self, row: u64, cells: &Cells, options: &Options<'_>) -> Result<Source> {
        self.unmet.retain(|column| !cells.contains_key(column));
        let chosen = choose(cells, options);
        let cell = |field| chosen.get(&field).and_then(|column| cells.get(*column)).and_then(words);
        let id = cell(Field::Id).unwrap_or_else(|| row.to_string());
        let name = self.names.unique(&self.name, &id, row);
        let empty = || Error::Empty { path: PathBuf::from(&name) };
        let mut text = read(&cell(Field::Text).ok_or_else(empty)?);
        if text.content.trim().is_empty() {
            return Err(empty());
        }
        let mut day = |field: Field| {
            let said = cell(field)?;
            let day = date(&said);
            if day.is_none() {
                text.notes.push(format!("column `{}` holds `{}`, which is no date", chosen[&field], cut(&said)));
            }
            day
        };
        let (date, effect) = (day(Field::Date), day(Field::Effect));
        let relations = chosen.get(&Field::Relations).and_then(|column| cells.get(*column));
        let stated = Stated {
            number: cell(Field::Number),
            kind: cell(Field::Kind),
            title: cell(Field::Title),
            date,
            issuer: cell(Field::Issuer),
            signer: cell(Field::Signer),
            effect,
            status: cell(Field::Status),
            address: cell(Field::Address),
            relations: relations.map(|value| stated_relations(value, options.columns)).unwrap_or_default(),
        };
        let stated = Some(stated).filter(|stated| *stated != Stated::default());
        Ok(Source { name, text, stated, sha256: digest(cells, &chosen) })
    }
}

/// How sure it is that a column of this name holds the field.
fn holds(columns: &Columns, name: &str, field: Field) -> Option<u32> {
    columns.fields(name).iter().find(|(other, _)| *other == field).map(|(_, rank)| *rank)
}

/// The column of each field: the one that the user named, else the surest that is not empty.
fn choose<'c>(cells: &'c Cells, options: &'c Options<'_>) -> BTreeMap<Field, &'c str> {
    let mut best: BTreeMap<Field, (u32, &str)> = BTreeMap::new();
    for (column, value) in cells {
        if value.is_null() || value.as_str().is_some_and(|words| words.trim().is_empty()) {
            continue;
        }
        for (field, rank) in options.columns.fields(column) {
            if !options.map.0.contains_key(field) && best.get(field).is_none_or(|(other, _)| rank < other) {
                best.insert(*field, (*rank, column));
            }
        }
    }
    let named = options.map.0.iter().map(|(field, column)| (*field, column.as_str()));
    best.into_iter().map(|(field, (_, column))| (field, column)).chain(named).collect()
}

/// A cell in words; `None` for one that has none.
fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        Value::Null | Value::Bool(_) | Value::Object(_) => return None,
    };
    // A text keeps the space around it, for places are counted in it.
    (!words.trim().is_empty()).then_some(words)
}

/// The text of a cell: a web page or a part of one, else plain text.
fn read(cell: &str) -> Text {
    if html::is_page(cell) { html::text(cell) } else { normalise(cell, Format::Txt).made_of(cell) }
}

/// A day as collections write it: `2025-11-20`, also with a time behind it, `20/11/2025`, `20-11-2025`.
pub fn date(words: &str) -> Option<NaiveDate> {
    let words = words.trim();
    let day = words.split(['T', ' ']).next().unwrap_or(words);
    ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(day, form).ok())
        // Years such as 0001 stand for "unknown" in databases.
        .filter(|date| (1900..2200).contains(&date.year()))
}

/// The first words of a cell, for a message.
fn cut(words: &str) -> String {
    words.chars().take(40).collect()
}

/// The relations of a row: a list of objects with a label and a target, an object of lists by label, or either
/// of them written as a string.
fn stated_relations(value: &Value, columns: &Columns) -> Vec<StatedRelation> {
    let mut found: Vec<StatedRelation> = Vec::new();
    let mut add = |label: &str, target: &str| {
        let relation = StatedRelation { label: label.trim().to_owned(), target: target.trim().to_owned() };
        if !relation.label.is_empty() && !relation.target.is_empty() {
            found.push(relation);
        }
    };
    match value {
        Value::String(written) => {
            let inside = serde_json::from_str::<Value>(written).ok().filter(|inside| !inside.is_string());
            return inside.map(|inside| stated_relations(&inside, columns)).unwrap_or_default();
        }
        Value::Array(list) => {
            for entry in list.iter().filter_map(Value::as_object) {
                if let (Some(label), Some(target)) =
                    (surest(entry, Field::Label, columns), surest(entry, Field::Target, columns))
                {
                    add(label, target);
                }
            }
        }
        Value::Object(by_label) => {
            for (label, targets) in by_label {
                for target in targets.as_array().map_or(std::slice::from_ref(targets), Vec::as_slice) {
                    let inside = target.as_object().and_then(|entry| surest(entry, Field::Target, columns));
                    inside.or(target.as_str()).into_iter().for_each(|target| add(label, target));
                }
            }
        }
        _ => {}
    }
    let mut seen = BTreeSet::new();
    found.retain(|relation| seen.insert((relation.label.clone(), relation.target.clone())));
    found
}

/// The words of the surest key for a field.
fn surest<'e>(entry: &'e Cells, field: Field, columns: &Columns) -> Option<&'e str> {
    let ranked = entry.iter().filter_map(|(key, value)| Some((holds(columns, key, field)?, value.as_str()?)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, words)| words)
}

/// SHA-256 in hex of the cells that are read.
fn digest(cells: &Cells, chosen: &BTreeMap<Field, &str>) -> String {
    let mut hash = Sha256::new();
    for (field, column) in chosen {
        if let Some(value) = cells.get(*column) {
            hash.update(field.name().as_bytes());
            hash.update([0]);
            hash.update(value.to_string().as_bytes());
            hash.update([0]);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
