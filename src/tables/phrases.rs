//! Many phrases with a value each → the longest one at a place in a text, in one walk. Marks inside a phrase
//! ("Lao động - Thương binh và Xã hội", "phòng, chống") are optional in the text; an empty line ends it.

use super::vocabulary::{UNKNOWN, Vocabulary};
use crate::tokens::{Kind, Tokens};
use rustc_hash::FxHashMap;

/// A set of phrases, each with a value.
#[derive(Debug)]
pub struct Phrases<T> {
    steps: FxHashMap<(u32, u32), u32>,
    values: Vec<Option<T>>,
    /// Which words begin a phrase, by word number: most places in a text fail here.
    starts: Vec<bool>,
    /// True if a phrase may have ";" in it. In a text that parts bodies of a list; in the title of a law it may stand.
    semicolons: bool,
}

/// A phrase found: the last token of it, and its value.
#[derive(Debug)]
pub struct Hit<'a, T> {
    /// Index of its last token.
    pub last: usize,
    /// The value.
    pub value: &'a T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { steps: FxHashMap::default(), values: vec![None], starts: Vec::new(), semicolons: false }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase. Returns the value that was there before, and keeps that one.
    pub fn insert(&mut self, words: &[u32], value: T) -> Option<&T> {
        let &first = words.first()?;
        if self.starts.len() <= first as usize {
            self.starts.resize(first as usize + 1, false);
        }
        self.starts[first as usize] = true;
        let mut node = 0u32;
        for &word in words {
            let next = self.values.len() as u32;
            node = *self.steps.entry((node, word)).or_insert(next);
            if node == next {
                self.values.push(None);
            }
        }
        let slot = &mut self.values[node as usize];
        if slot.is_some() {
            return slot.as_ref();
        }
        *slot = Some(value);
        None
    }

    /// Phrases that may have ";" in them, as titles of laws have.
    pub fn with_semicolons() -> Self {
        Self { semicolons: true, ..Self::default() }
    }

    /// Adds a phrase as written.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        let words = vocabulary.phrase(phrase);
        self.insert(&words, value);
    }

    /// The longest phrase that begins at token `index`.
    pub fn longest(&self, tokens: &Tokens, index: usize) -> Option<Hit<'_, T>> {
        let mut best = None;
        self.walk(tokens, index, |last, value| best = Some(Hit { last, value }));
        best
    }

    /// Every phrase that begins at token `index` with its last token, shorter ones first.
    pub fn each<'a>(&'a self, tokens: &Tokens, index: usize, found: impl FnMut(usize, &'a T)) {
        self.walk(tokens, index, found);
    }

    fn walk<'a>(&'a self, tokens: &Tokens, index: usize, mut found: impl FnMut(usize, &'a T)) {
        let first = tokens.word(index);
        if first == UNKNOWN || !self.starts.get(first as usize).copied().unwrap_or(false) {
            return;
        }
        let (mut node, mut at) = (0u32, index);
        while let Some(token) = tokens.get(at) {
            if at > index && token.breaks >= 2 {
                return;
            }
            let mut here = at;
            let inside = matches!(token.kind, Kind::Mark(',' | '-' | '–' | '"' | '“' | '”' | '.' | '/'))
                || self.semicolons && token.is_mark(';');
            if at > index && inside {
                // A full stop is part of a phrase only after an abbreviation: "TP. Hồ Chí Minh".
                let short = tokens.str(at - 1).chars().count() <= 3;
                if token.is_mark('.') && !short {
                    return;
                }
                here = at + 1;
                if tokens.get(here).is_none_or(|next| next.breaks >= 2) {
                    return;
                }
            }
            let word = tokens.word(here);
            let Some(&next) = self.steps.get(&(node, word)) else { return };
            node = next;
            at = here + 1;
            if let Some(value) = &self.values[node as usize] {
                found(here, value);
            }
        }
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.values.len() == 1
    }
}

/// True if the phrase that ends with token `last` is one of the set; used to look left from a place.
pub fn ends_at<'a, T>(phrases: &'a Phrases<T>, tokens: &Tokens, last: usize, reach: usize) -> Option<(usize, &'a T)> {
    let lowest = last.saturating_sub(reach);
    (lowest..=last).find_map(|first| {
        let hit = phrases.longest(tokens, first)?;
        (hit.last == last).then_some((first, hit.value))
    })
}
