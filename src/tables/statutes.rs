//! `laws.csv` → which statute a title names, in which years. Several statutes share a title, one after the
//! other; the caller chooses by date.

use super::phrases::{Hit, Phrases};
use super::rows::LawRow;
use super::vocabulary::Vocabulary;
use super::{code, in_row};
use crate::error::Result;
use crate::model::{DocType, Key};
use crate::tokens::Tokens;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// A statute.
#[derive(Clone, Debug)]
pub struct Statute {
    /// Its type.
    pub kind: DocType,
    /// Its row.
    pub row: LawRow,
}

impl Statute {
    /// Its key: by number where the table has it, else by short title.
    pub fn key(&self) -> Key {
        let number = if self.row.number.is_empty() { &self.row.short_title } else { &self.row.number };
        let issuer = if self.kind == DocType::Ordinance { "UBTVQH" } else { "QH" };
        Key { kind: self.kind, number: number.clone(), year: self.row.adopted.year, issuer: Some(issuer.to_owned()) }
    }

    /// True if it was adopted on or before the day; true where the table does not say when.
    pub fn adopted_by(&self, day: NaiveDate) -> bool {
        match (self.row.adopted.date, self.row.adopted.year) {
            (Some(date), _) => date <= day,
            (None, Some(year)) => year <= day.year(),
            (None, None) => true,
        }
    }

    /// True if it is in force on the day, as far as the table says.
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        let begins = self.row.from.date.or(self.row.adopted.date);
        self.adopted_by(day) && begins.is_none_or(|from| from <= day) && self.row.to.date.is_none_or(|to| day <= to)
    }
}

/// Every statute of the table.
#[derive(Debug, Default)]
pub struct Statutes {
    list: Vec<Statute>,
    /// Titles without the type word, for each type: indices into the list.
    titles: HashMap<DocType, Phrases<Vec<usize>>>,
    numbers: HashMap<String, usize>,
}

impl Statutes {
    /// Loads the rows.
    pub fn load(vocabulary: &mut Vocabulary, rows: Vec<LawRow>) -> Result<Self> {
        let mut statutes = Statutes::default();
        let mut titles: HashMap<(DocType, Vec<u32>), Vec<usize>> = HashMap::new();
        let ids: std::collections::HashSet<String> = rows.iter().map(|row| row.id.clone()).collect();
        for row in rows {
            let kind = code::<LawRow>(&row.id, &row.r#type)?;
            if !row.replaced_by.is_empty() && !ids.contains(&row.replaced_by) {
                let message = format!("replaced_by `{}` is no row", row.replaced_by);
                return Err(in_row::<LawRow>(&row.id, message));
            }
            let at = statutes.list.len();
            for title in std::iter::once(row.short_title.as_str()).chain(row.aliases.iter()) {
                let entry = titles.entry((kind, vocabulary.phrase(title))).or_default();
                if entry.last() != Some(&at) {
                    entry.push(at);
                }
            }
            if !row.number.is_empty() {
                statutes.numbers.insert(row.number.to_uppercase(), at);
            }
            statutes.list.push(Statute { kind, row });
        }
        for ((kind, words), at) in titles {
            statutes.titles.entry(kind).or_insert_with(Phrases::with_semicolons).insert(&words, at);
        }
        Ok(statutes)
    }

    /// The longest title of a type that begins at a token.
    pub fn title_at(&self, kind: DocType, tokens: &Tokens, index: usize) -> Option<Hit<'_, Vec<usize>>> {
        self.titles.get(&kind)?.longest(tokens, index)
    }

    /// The statutes of a type with this short title (lower case) or alias, oldest first.
    pub fn named(&self, kind: DocType, title: &str) -> Vec<&Statute> {
        let mut found: Vec<&Statute> = self
            .list
            .iter()
            .filter(|s| s.kind == kind && (s.row.short_title == title || s.row.aliases.iter().any(|a| a == title)))
            .collect();
        found.sort_by_key(|s| (s.row.adopted.year, s.row.adopted.date));
        found
    }

    /// The statute of an index that [`Statutes::title_at`] gave.
    pub fn get(&self, index: usize) -> Option<&Statute> {
        self.list.get(index)
    }

    /// The statute of an official number.
    pub fn numbered(&self, number: &str) -> Option<&Statute> {
        self.numbers.get(&number.to_uppercase()).and_then(|&at| self.list.get(at))
    }

    /// Every statute.
    pub fn iter(&self) -> impl Iterator<Item = &Statute> {
        self.list.iter()
    }
}
