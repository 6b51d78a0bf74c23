//! Text → Tokens: syllables, digit runs and marks, each with its place, its case and its number in the
//! vocabulary of the tables. Phrases are compared by these numbers, so that case, the older placing of
//! tones ("hoà", "uỷ"), line breaks and doubled spaces make no difference. It never changes the text.

pub(crate) mod glued;

use crate::model::{Span, Text};
use crate::read::is_mark_above;
use crate::tables::vocabulary::{UNKNOWN, Vocabulary};
use std::borrow::Cow;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// One other visible character.
    Mark(char),
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `sở`
    Lower,
    /// `Sở`
    Title,
    /// `UBND`, `CÔNG`; a single capital letter counts as this.
    Upper,
    /// `TTg`, `NĐCP-like` mixtures.
    Mixed,
}

/// A syllable, a digit run or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// How it is written; `Lower` for numbers and marks.
    pub case: Case,
    /// Its number in the vocabulary; [`UNKNOWN`] for what no table uses.
    pub word: u32,
    /// Line breaks before it: 0, 1 or 2 for an empty line.
    pub breaks: u8,
    /// True if nothing stands between it and the token before.
    pub glued: bool,
}

impl Token {
    /// True if it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// True for a hyphen or dash of any length.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '–' | '—' | '−' | '‑'))
    }

    /// True for a word that begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.case != Case::Lower
    }
}

/// The tokens of a text, with the text they belong to.
pub struct Tokens<'t> {
    /// The text.
    pub text: &'t Text,
    /// Its tokens, in order.
    pub list: Vec<Token>,
    /// Where a space is to be read that the text has lost, in bytes and in order: `đốc|Sở`.
    cuts: Vec<usize>,
}

impl<'t> Tokens<'t> {
    /// Cuts a text into tokens. Underscores part syllables, as in the output of word segmenters; two words whose space
    /// was lost are two tokens.
    pub fn new(vocabulary: &Vocabulary, text: &'t Text) -> Self {
        let content = text.content.as_str();
        let mut list = Vec::with_capacity(content.len() / 5);
        let mut cuts = Vec::new();
        let mut folded = String::new();
        let mut chars = content.char_indices().peekable();
        let (mut breaks, mut glued) = (2u8, false);
        while let Some((start, first)) = chars.next() {
            if first == '\n' {
                breaks = (breaks + 1).min(2);
                glued = false;
                continue;
            }
            if first.is_whitespace() || first == '_' {
                glued = false;
                continue;
            }
            let mut end = start + first.len_utf8();
            let kind = if first.is_ascii_digit() {
                Kind::Number
            } else if is_letter(first) {
                Kind::Word
            } else {
                Kind::Mark(first)
            };
            if let Kind::Mark(_) = kind {
                // "&" is read as "và", as the phrases of the tables are.
                let word = if first == '&' { vocabulary.get("và") } else { UNKNOWN };
                list.push(Token { span: Span::new(start, end), kind, case: Case::Lower, word, breaks, glued });
            } else {
                while let Some(&(at, next)) = chars.peek() {
                    let more = match kind {
                        Kind::Number => next.is_ascii_digit(),
                        _ => is_letter(next) || is_mark_above(next),
                    };
                    if !more {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
                let case = fold_into(&content[start..end], &mut folded);
                let word = vocabulary.get(&folded);
                let unknown = kind == Kind::Word && word == UNKNOWN;
                if let Some(cut) = unknown.then(|| glued::cut(vocabulary, &content[start..end])).flatten() {
                    let parts = [(start, start + cut, breaks, glued), (start + cut, end, 0, false)];
                    list.extend(parts.map(|(start, end, breaks, glued)| {
                        let case = fold_into(&content[start..end], &mut folded);
                        let word = vocabulary.get(&folded);
                        Token { span: Span::new(start, end), kind, case, word, breaks, glued }
                    }));
                    cuts.push(start + cut);
                } else {
                    list.push(Token { span: Span::new(start, end), kind, case, word, breaks, glued });
                }
            }
            (breaks, glued) = (0, true);
        }
        Self { text, list, cuts }
    }

    /// The token of an index; `None` past the end.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    /// The characters of a token; empty past the end.
    pub fn str(&self, index: usize) -> &'t str {
        self.list.get(index).map_or("", |token| self.text.slice(token.span))
    }

    /// The words of a span with single spaces.
    pub fn words(&self, span: Span) -> String {
        single_spaced(&self.spaced(span))
    }

    /// The characters of a span, with the spaces that the text has lost.
    pub fn spaced(&self, span: Span) -> Cow<'t, str> {
        let text = self.text.slice(span);
        let first = self.cuts.partition_point(|&cut| cut <= span.start);
        let cuts = self.cuts[first..].iter().take_while(|&&cut| cut < span.end);
        let mut spaced = Cow::Borrowed(text);
        for (earlier, cut) in cuts.enumerate() {
            spaced.to_mut().insert(cut - span.start + earlier, ' ');
        }
        spaced
    }

    /// The vocabulary number of a token; [`UNKNOWN`] past the end.
    pub fn word(&self, index: usize) -> u32 {
        self.list.get(index).map_or(UNKNOWN, |token| token.word)
    }

    /// Index of the first token that begins at or after a byte.
    pub fn at(&self, byte: usize) -> usize {
        self.list.partition_point(|token| token.span.start < byte)
    }

    /// The bytes from the start of token `first` to the end of token `last`, both included.
    pub fn span(&self, first: usize, last: usize) -> Span {
        match (self.list.get(first), self.list.get(last)) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }

    /// The number that a digit token writes, if it fits.
    pub fn number(&self, index: usize) -> Option<u32> {
        let token = self.list.get(index)?;
        if token.kind != Kind::Number { None } else { self.text.slice(token.span).parse().ok() }
    }

    /// Notes where paragraphs begin, so that no name goes on from one into the next where lines alone part them. A line
    /// that neither ends a sentence nor is a numbered heading may be broken by width, and is left as it is.
    pub fn part(&mut self, paragraphs: &[Span]) {
        for (before, paragraph) in paragraphs.iter().zip(paragraphs.iter().skip(1)) {
            let (label, first) = (self.at(before.start), self.at(paragraph.start));
            let mark = |at: usize, marks: &[char]| {
                self.get(at).is_some_and(|token| matches!(token.kind, Kind::Mark(mark) if marks.contains(&mark)))
            };
            let ends = first.checked_sub(1).is_some_and(|last| mark(last, &['.', ';', ':', '!', '?', '…']));
            if (ends || mark(label + 1, &['.', ')']))
                && let Some(token) = self.list.get_mut(first)
            {
                token.breaks = token.breaks.max(2);
            }
        }
    }

    /// True if the token at `index` begins a new paragraph or there is none.
    pub fn paragraph_starts(&self, index: usize) -> bool {
        self.list.get(index).is_none_or(|token| token.breaks >= 2)
    }
}

/// True for a letter; Vietnamese's own are known without a look into the tables of Unicode.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ư' | '\u{1ea0}'..='\u{1ef9}' => true,
        _ => c.is_alphabetic(),
    }
}

/// The small letter of a letter. Vietnamese ones are known without a look into the tables of Unicode; none of the
/// others that make two letters of one stands in a Vietnamese text.
fn small(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        // In these two blocks each capital stands right before its small letter, or 32 before it.
        '\u{1ea0}'..='\u{1ef9}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        'ß'..='ÿ' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// A text with one space wherever there is some, and none at its ends.
pub fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// True if two words are the same but for case.
pub fn same_word(a: &str, b: &str) -> bool {
    a == b || a.chars().map(small).eq(b.chars().map(small))
}

/// Writes a word in lower case with the tone where the newer spelling puts it (`hoà` → `hòa`, `uỷ` → `ủy`), and
/// says in which case it was written.
///
/// Source: Quyết định 240/QĐ (1984) keeps both; documents mix them freely.
pub fn fold_into(word: &str, out: &mut String) -> Case {
    out.clear();
    let (mut capitals, mut smalls, mut first) = (0, 0, false);
    for c in word.chars() {
        let low = small(c);
        if low != c {
            capitals += 1;
            first |= out.is_empty();
        } else if is_letter(c) {
            smalls += 1;
        }
        out.push(low);
    }
    newer_tone(out);
    match (first, capitals, smalls) {
        (true, _, 0) => Case::Upper,
        (true, 1, _) => Case::Title,
        (false, 0, _) => Case::Lower,
        _ => Case::Mixed,
    }
}

/// Puts the tone of a final `oa`, `oe`, `uy` where the newer spelling has it.
fn newer_tone(out: &mut String) {
    // An open syllable with a tone ends in no plain letter.
    if out.as_bytes().last().is_none_or(u8::is_ascii) {
        return;
    }
    let mut tail = out.chars().rev();
    let (Some(last), Some(before)) = (tail.next(), tail.next()) else { return };
    let third = tail.next();
    let moved = match (before, last) {
        ('o', 'à') => "òa",
        ('o', 'á') => "óa",
        ('o', 'ả') => "ỏa",
        ('o', 'ã') => "õa",
        ('o', 'ạ') => "ọa",
        ('o', 'è') => "òe",
        ('o', 'é') => "óe",
        ('o', 'ẻ') => "ỏe",
        ('o', 'ẽ') => "õe",
        ('o', 'ẹ') => "ọe",
        ('u', 'ỳ') if third != Some('q') => "ùy",
        ('u', 'ý') if third != Some('q') => "úy",
        ('u', 'ỷ') if third != Some('q') => "ủy",
        ('u', 'ỹ') if third != Some('q') => "ũy",
        ('u', 'ỵ') if third != Some('q') => "ụy",
        _ => return,
    };
    out.truncate(out.len() - last.len_utf8() - before.len_utf8());
    out.push_str(moved);
}
