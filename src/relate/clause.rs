//! Where clauses begin: at sentences, paragraphs and provisions. A paper that heads a clause of a list is governed
//! by the words that open the list: "Bãi bỏ các văn bản sau đây: a) Quyết định …; b) Quyết định …".

use super::cues::Cues;
use super::{Named, Reading};
use crate::find::{has_use, use_at};
use crate::lines::is_markup;
use crate::model::{Item, Part, PartKind, Span, Value, mentions_in, part_at};
use crate::sentence::{sentence_end, sentence_start};
use crate::tables::{Use, Voice};
use crate::tokens::{Kind, Tokens};

/// Clauses that a list may have before the one looked at.
const LONGEST: usize = 400;

/// Tokens that a pinpoint at the head of an entry may have, with the words that lead from it to its paper.
const PINPOINT: usize = 40;

/// Tokens before the first provision of a pinpoint: "các điều từ".
const UNITS: usize = 4;

/// The tokens at which clauses of an item begin whatever the marks say, in order.
pub struct Clauses {
    starts: Vec<usize>,
    lowest: usize,
    highest: usize,
}

/// What a clause of a list begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    None,
    Dash,
    Number,
    Letter,
}

impl Clauses {
    /// The clauses of an item. A paragraph that begins within a title or a name begins none.
    pub fn of(reading: &Reading, item: &Item, named: &[Named], cues: &Cues) -> Self {
        let tokens = reading.tokens;
        let inner = |span: Span| span.start > item.headline.start && span.start < item.headline.end;
        let paragraphs = reading.paragraphs.iter().filter(|span| item.span.contains(**span) && !inner(**span));
        let parts = reading.parts.iter().filter(|part| {
            // Words quoted within a sentence end no clause.
            let inline = part.kind.is_quoted() && !tokens.text.slice(part.span).contains('\n');
            !inline && !matches!(part.kind, PartKind::Effect | PartKind::Repeal)
        });
        let ends = parts.flat_map(|part| {
            let heading = part.heading.map(|heading| heading.end);
            [Some(part.span.start), Some(part.span.end), heading].into_iter().flatten()
        });
        let rows = rows(tokens, item.span);
        let headline = (item.headline != item.span).then_some([item.headline.start, item.headline.end]);
        let bytes = paragraphs.map(|span| span.start).chain(ends).chain(headline.into_iter().flatten());
        let mut starts: Vec<usize> = bytes.map(|byte| tokens.at(byte)).chain(rows).collect();
        starts.sort_unstable();
        starts.dedup();
        starts.retain(|&start| {
            let at = named.partition_point(|n| n.last < start);
            // A line that ends with "Bãi bỏ toàn bộ" goes on with the paper below it.
            let goes_on = named.get(at).is_some_and(|n| n.first == start) && cues.ends_before(start);
            named.get(at).is_none_or(|n| start <= n.first) && !goes_on
        });
        let lowest = tokens.at(item.span.start);
        let highest = tokens.at(item.span.end).saturating_sub(1).max(lowest);
        Self { starts, lowest, highest }
    }

    /// The first token of the clause that holds a token.
    pub fn start(&self, tokens: &Tokens, index: usize) -> usize {
        let at = self.starts.partition_point(|&start| start <= index);
        let lowest = at.checked_sub(1).map_or(self.lowest, |at| self.starts[at].max(self.lowest));
        let start = sentence_start(tokens, index, lowest);
        // The full stop of "1." ends no sentence.
        if start <= marker(tokens, lowest).1 { lowest } else { start }
    }

    /// The last token of the clause that holds a token.
    pub fn end(&self, tokens: &Tokens, index: usize) -> usize {
        let at = self.starts.partition_point(|&start| start <= index);
        let highest = self.starts.get(at).map_or(self.highest, |next| (next - 1).min(self.highest));
        sentence_end(tokens, index, highest.max(index))
    }

    /// The clause around a paper, without the space around it.
    pub fn around(&self, tokens: &Tokens, first: usize, last: usize) -> Span {
        tokens.span(self.start(tokens, first), self.end(tokens, last))
    }

    /// True if nothing but the mark of a list, a type word and the pinpoint goes before a paper in its clause.
    pub fn headed_by(&self, reading: &Reading, this: &Named) -> bool {
        heads(reading, self.start(reading.tokens, this.first), this)
    }

    /// True if a paper's clause is an entry of a list or a row of a table.
    pub fn lists(&self, reading: &Reading, this: &Named) -> bool {
        let start = self.start(reading.tokens, this.first);
        marker(reading.tokens, start).0 != Marker::None || is_row(reading.tokens, start, this.first)
    }

    /// The tokens of the words that open the list which a paper's clause belongs to; `None` where no list is opened.
    pub fn lead_in(&self, reading: &Reading, this: &Named) -> Option<(usize, usize)> {
        let start = self.start(reading.tokens, this.first);
        self.of_parent(reading, this, start).or_else(|| self.walk_back(reading, start))
    }

    /// What a provision says before the provisions inside it.
    fn of_parent(&self, reading: &Reading, this: &Named, start: usize) -> Option<(usize, usize)> {
        let tokens = reading.tokens;
        let part = part_at(reading.parts, this.span.start, PartKind::is_provision)?;
        let at = part.parent?;
        let parent = reading.parts.get(at).filter(|parent| parent.kind.is_provision())?;
        if tokens.at(part.span.start) != start {
            return None;
        }
        let (first, last) = own_words(reading, at)?;
        let opens = tokens.get(last).is_some_and(|t| t.is_mark(':')) || parent.kind == PartKind::Article;
        opens.then_some((first, last))
    }

    /// The clause before this one's siblings that ends with a colon or heads an article.
    fn walk_back(&self, reading: &Reading, start: usize) -> Option<(usize, usize)> {
        let tokens = reading.tokens;
        let (marker, _) = marker(tokens, start);
        let mut at = start;
        for _ in 0..LONGEST {
            let last = (self.lowest..at).rev().find(|&i| !is_markup(tokens, i))?;
            let first = self.start(tokens, last);
            let before = self::marker(tokens, first).0;
            let ends = tokens.get(last).map(|t| t.kind)?;
            let headed = part_at(reading.parts, tokens.get(first)?.span.start, |kind| kind == PartKind::Article)
                .is_some_and(|part| tokens.at(part.span.start) == first && part.heading.is_some());
            let sibling = before == marker && marker != Marker::None;
            if (ends == Kind::Mark(':') || headed) && !sibling {
                return Some((first, last));
            }
            let goes_on = matches!(ends, Kind::Mark(';' | ',')) || is_row(tokens, first, last);
            if headed || (before == Marker::None && !goes_on) || (marker == Marker::None && !goes_on) {
                return None;
            }
            at = first;
        }
        None
    }
}

/// The words of a provision before the first provision inside it, by its place among the parts.
pub fn own_words(reading: &Reading, at: usize) -> Option<(usize, usize)> {
    let tokens = reading.tokens;
    let part: &Part = reading.parts.get(at)?;
    let inside = reading.parts[at + 1..].iter().take_while(|other| other.span.start < part.span.end);
    let child = inside.into_iter().find(|other| other.parent == Some(at) && other.kind.is_provision());
    let end = child.map_or(part.span.end, |child| child.span.start);
    let first = tokens.at(part.span.start);
    let last = (first..tokens.at(end)).rev().find(|&i| !is_markup(tokens, i))?;
    Some((first, last))
}

/// The first tokens of the lines that are rows of a table, and of what follows each.
fn rows(tokens: &Tokens, within: Span) -> Vec<usize> {
    let (first, end) = (tokens.at(within.start), tokens.at(within.end));
    let mut found = Vec::new();
    let mut line = first;
    let mut cells = false;
    for at in first..end {
        if at > line && tokens.get(at).is_some_and(|t| t.breaks > 0) {
            if cells {
                found.extend([line, at]);
            }
            (line, cells) = (at, false);
        }
        cells |= tokens.get(at).is_some_and(|t| t.is_mark('|'));
    }
    if cells {
        found.push(line);
    }
    found
}

/// True if cells of a table part the tokens `first..=last`.
fn is_row(tokens: &Tokens, first: usize, last: usize) -> bool {
    (first..=last).any(|at| tokens.get(at).is_some_and(|t| t.is_mark('|')))
}

/// What a clause begins with, and its first token behind that.
fn marker(tokens: &Tokens, start: usize) -> (Marker, usize) {
    let mut at = start;
    while is_markup(tokens, at) {
        at += 1;
    }
    let Some(token) = tokens.get(at) else { return (Marker::None, at) };
    let closed = tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ')' | '|')));
    match token.kind {
        Kind::Mark('-' | '–' | '—' | '−' | '+' | '•') => (Marker::Dash, at + 1),
        Kind::Number if closed => (Marker::Number, at + 2),
        Kind::Word if closed && tokens.str(at).chars().count() == 1 => (Marker::Letter, at + 2),
        _ => (Marker::None, at),
    }
}

/// True if nothing but the mark of a list, a type word and a pinpoint goes before a paper in its clause.
pub fn heads(reading: &Reading, start: usize, this: &Named) -> bool {
    let (tables, tokens) = (reading.tables, reading.tokens);
    let bare = |mut at: usize| {
        while at < this.first && is_markup(tokens, at) {
            at += 1;
        }
        at
    };
    let mut at = bare(marker(tokens, start).1);
    // "1 | Quyết định | số 12/2010/QĐ-UBND"; "Các Quyết định: số 12/2010/QĐ-UBND …"
    if let Some(hit) =
        (at..at + 2).find_map(|i| tables.type_words.longest(tokens, i)).filter(|hit| hit.last < this.first)
    {
        let next = hit.last + 1;
        let parted = tokens.get(next).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | '|')));
        at = if parted { bare(next + 1) } else { at };
    }
    if let Some(last) = use_at(tables, tokens, at, Use::Wholly) {
        at = last + 1;
    }
    // "Căn cứ Luật A; các Luật sửa đổi, bổ sung Luật A ngày …"
    if at == this.first || at + 1 == this.first && has_use(tables, tokens, at, Use::Several) {
        return true;
    }
    // "Điều 12 và các phụ lục có liên quan của Thông tư …", "Các điều từ Điều 3 đến Điều 18 của Thông tư …"
    let pinpointed = (at..at + UNITS).any(|i| {
        let (_, named) = mentions_in(reading.mentions, tokens.span(i, i));
        i < this.first && named.iter().any(|m| m.value == Value::Provision)
    });
    let plain = |i: usize| tables.relation_cues.longest(tokens, i).is_none_or(|hit| hit.value.voice == Voice::Silent);
    pinpointed && this.first - at <= PINPOINT && (at..this.first).all(plain)
}
