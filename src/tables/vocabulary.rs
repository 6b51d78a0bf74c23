//! Words of the tables → small numbers, so that phrases are compared as numbers. It never holds a word
//! that no table uses: all others share one number.

use crate::tokens::fold_into;
use rustc_hash::FxHashMap;

/// The number of every word that no table uses.
pub const UNKNOWN: u32 = 0;

/// Numbers of the words that the tables use.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<String, u32>,
}

impl Vocabulary {
    /// The number of a folded word; [`UNKNOWN`] if no table uses it.
    pub fn get(&self, folded: &str) -> u32 {
        self.ids.get(folded).copied().unwrap_or(UNKNOWN)
    }

    /// The number of a word in any spelling, given one if it is new.
    pub fn intern(&mut self, word: &str) -> u32 {
        let mut folded = String::new();
        fold_into(word, &mut folded);
        let next = self.ids.len() as u32 + 1;
        *self.ids.entry(folded).or_insert(next)
    }

    /// The words and digit runs of a phrase, as numbers; marks are left out and `&` is read as "và".
    pub fn phrase(&mut self, phrase: &str) -> Vec<u32> {
        let mut words = Vec::new();
        let mut current = String::new();
        let mut digits = false;
        for c in phrase.chars().chain([' ']) {
            if !current.is_empty() && (!c.is_alphanumeric() || c.is_ascii_digit() != digits) {
                words.push(self.intern(&current));
                current.clear();
            }
            if c == '&' {
                words.push(self.intern("và"));
            } else if c.is_alphanumeric() {
                digits = c.is_ascii_digit();
                current.push(c);
            }
        }
        words
    }
}
