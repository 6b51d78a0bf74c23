//! Tokens → the lines of a text, each with its first token that is no markup. Heads and provisions begin lines;
//! a line of a text broken by width may as well go on with a sentence, which the reader of each decides.

use crate::model::Span;
use crate::tokens::{Case, Kind, Token, Tokens};

/// Code points in a line of a text that is broken by width; `segment` goes by the same.
const WIDTH: usize = 130;

/// One line with something on it, by its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First token.
    pub first: usize,
    /// First token that is no markup (`**Điều 5.**`, `## Chương I`); the first of all where nothing else is there.
    pub start: usize,
    /// Last token.
    pub last: usize,
}

impl Line {
    /// Where it stands.
    pub fn span(&self, tokens: &Tokens) -> Span {
        tokens.span(self.first, self.last)
    }

    /// The last token that is no markup.
    pub fn end(&self, tokens: &Tokens) -> usize {
        (self.start..=self.last).rev().find(|&at| !is_markup(tokens, at)).unwrap_or(self.last)
    }

    /// True if it holds words and all of them are in capitals.
    pub fn is_upper(&self, tokens: &Tokens) -> bool {
        let mut words = tokens.list[self.first..=self.last].iter().filter(|t| t.kind == Kind::Word).peekable();
        words.peek().is_some() && words.all(|t| t.case == Case::Upper)
    }

    /// True if it ends as a sentence or a clause does.
    pub fn is_ended(&self, tokens: &Tokens) -> bool {
        tokens.get(self.end(tokens)).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ';' | ':' | '!' | '?' | '…')))
    }
}

/// The lines of a text, in order.
pub fn lines(tokens: &Tokens) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for (at, token) in tokens.list.iter().enumerate() {
        match found.last_mut() {
            Some(line) if token.breaks == 0 => {
                if line.start == line.last && is_markup(tokens, line.start) {
                    line.start = at;
                }
                line.last = at;
            }
            _ => found.push(Line { first: at, start: at, last: at }),
        }
    }
    found
}

/// How wide the lines of a text are, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width {
    /// Of the longest line.
    pub longest: usize,
    /// True if lines are broken by width rather than by paragraph: nearly all of them are short.
    pub is_wrapped: bool,
}

/// How wide the lines are.
pub fn width(tokens: &Tokens, lines: &[Line]) -> Width {
    let mut widths: Vec<usize> =
        lines.iter().map(|line| tokens.text.slice(line.span(tokens)).chars().count()).collect();
    widths.sort_unstable();
    let nearly_all = widths.get(widths.len().saturating_sub(1) * 95 / 100).copied().unwrap_or(0);
    Width { longest: widths.last().copied().unwrap_or(0), is_wrapped: lines.len() > 8 && nearly_all <= WIDTH }
}

/// True for a mark of Markdown that says how words look.
pub fn is_markup(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t: &Token| matches!(t.kind, Kind::Mark('*' | '#' | '>' | '|' | '\\')))
}
