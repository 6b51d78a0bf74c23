//! What a text quotes as the wording of another: “Điều 5. …” behind "như sau:", “…” behind "cụm từ". Such words do
//! not speak for the document. A quote without an end holds to the line that ends as one, or to the next article.

use super::provision::opening;
use crate::lines::Line;
use crate::tables::phrases::ends_at;
use crate::tables::{PartCue, Tables};
use crate::tokens::{Kind, Tokens};

/// First and last token of each quoted wording, outermost only, in order of place.
pub fn quotations(tables: &Tables, tokens: &Tokens, lines: &[Line]) -> Vec<(usize, usize)> {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, token) in tokens.list.iter().enumerate() {
        let Kind::Mark(mark) = token.kind else { continue };
        if opens(tokens, at, mark, &open) {
            open.push(at);
        } else if is_quote(mark)
            && let Some(first) = open.pop()
        {
            pairs.push((first, at));
        }
    }
    open.retain(|&at| behind_colon(tokens, at));
    if !open.is_empty() {
        let stops = Stops::new(tables, tokens, lines);
        pairs.extend(open.iter().map(|&at| (at, stops.end(tokens, lines, at))));
    }
    pairs.sort_unstable();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (first, last) in pairs {
        let before = found.last().copied();
        if before.is_some_and(|(_, end)| first <= end) {
            continue;
        }
        // “khoản 1 …”⏎“khoản 2 …”: a wording in several quotes.
        let goes_on = tokens.get(first).is_some_and(|t| t.breaks > 0)
            && before
                .is_some_and(|(_, end)| (end + 1..first).all(|i| tokens.get(i).is_some_and(|t| t.kind != Kind::Word)));
        let cue = first.checked_sub(1).and_then(|i| ends_at(&tables.part_cues, tokens, i, 1));
        if goes_on
            || opens_provision(tables, tokens, lines, first)
            || behind_colon(tokens, first)
            || cue.is_some_and(|(_, cue)| *cue == PartCue::Quotes)
        {
            found.push((first, last));
        }
    }
    found
}

/// True for a mark that opens or closes a quote.
fn is_quote(mark: char) -> bool {
    matches!(mark, '“' | '”' | '"' | '„' | '«' | '»')
}

/// True if a mark opens a quote here. A straight one opens before a word, and where none is open.
fn opens(tokens: &Tokens, at: usize, mark: char, open: &[usize]) -> bool {
    let glued = |i: usize| tokens.get(i).is_some_and(|t| t.glued);
    match mark {
        '„' | '«' => true,
        // “…“. closes with the mark that opens.
        '“' => !glued(at) || glued(at + 1) || open.is_empty(),
        '"' => {
            let straight = open.last().is_some_and(|&i| tokens.get(i).is_some_and(|t| t.is_mark('"')));
            let after_word =
                glued(at) && tokens.get(at.wrapping_sub(1)).is_some_and(|t| !matches!(t.kind, Kind::Mark('(' | '*')));
            if glued(at + 1) && !after_word { true } else { !straight && !after_word }
        }
        _ => false,
    }
}

/// True for “Điều 7. …” at the start of a line: the wording of a provision, whatever stands above it.
fn opens_provision(tables: &Tables, tokens: &Tokens, lines: &[Line], at: usize) -> bool {
    let own = lines.get(lines.partition_point(|line| line.last < at)).filter(|line| line.start == at && line.last > at);
    own.is_some_and(|line| opening(tables, tokens, &Line { first: at + 1, start: at + 1, last: line.last }).is_some())
}

/// True if a colon goes before, markup aside.
fn behind_colon(tokens: &Tokens, at: usize) -> bool {
    let mut before = (0..at).rev().take(6).filter(|&i| !crate::lines::is_markup(tokens, i));
    before.next().and_then(|i| tokens.get(i)).is_some_and(|t| t.is_mark(':'))
}

/// Lines at which a quote without an end may end: an article begins there, or a quote ends the line.
struct Stops(Vec<(usize, bool)>);

impl Stops {
    fn new(tables: &Tables, tokens: &Tokens, lines: &[Line]) -> Self {
        let quote = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(mark) if is_quote(mark)));
        let stop = |(at, line): (usize, &Line)| {
            let article =
                tables.part_cues.longest(tokens, line.start).is_some_and(|hit| *hit.value == PartCue::Article);
            let end = line.end(tokens);
            let ended = tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ';')));
            let closes = end > line.start && (quote(end) || ended && quote(end - 1));
            (article || closes).then_some((at, article))
        };
        Self(lines.iter().enumerate().filter_map(stop).collect())
    }

    /// The last token of a quote that begins at a token and is never closed.
    fn end(&self, tokens: &Tokens, lines: &[Line], at: usize) -> usize {
        let own = lines.partition_point(|line| line.last < at);
        let from = self.0.partition_point(|(line, _)| *line < own);
        let end = self.0[from..].iter().find_map(|&(n, article)| match article {
            true => (lines[n].start > at + 1).then(|| lines[n.saturating_sub(1)].last.max(at)),
            false => Some(lines[n].end(tokens)).filter(|end| *end > at),
        });
        end.or(lines.get(own).map(|line| line.last)).unwrap_or(at)
    }
}
