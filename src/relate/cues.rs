//! Where the cues of an item stand, and which stretches are titles of other papers.

use super::Named;
use crate::find::agency::body_at;
use crate::find::date::is;
use crate::find::has_use;
use crate::model::{Item, RelationType};
use crate::sentence::ends_sentence;
use crate::tables::{Tables, Use, Voice};
use crate::tokens::{Kind, Tokens};

/// How many titles back one may still reach a place.
const NEAR: usize = 16;

/// A cue in a text.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// What it says.
    pub kind: RelationType,
    /// How it stands to the paper.
    pub voice: Voice,
}

/// The title of a paper: "về việc thực hiện …" behind its number.
#[derive(Clone, Debug)]
pub struct Title {
    /// Index of the paper among those named in the item.
    pub owner: usize,
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
}

/// The cues and titles of an item.
pub struct Cues {
    /// Cues in order; none inside a mention.
    pub list: Vec<Cue>,
    titles: Vec<Title>,
}

impl Cues {
    /// Finds the cues and titles of an item.
    pub fn of(tables: &Tables, tokens: &Tokens, item: &Item, named: &[Named]) -> Self {
        let titles = titles(tables, tokens, named);
        let mut list = Vec::new();
        let mut index = tokens.at(item.span.start);
        let end = tokens.at(item.span.end);
        let mut next = 0;
        while index < end {
            while named.get(next).is_some_and(|n| n.last < index) {
                next += 1;
            }
            if let Some(inside) = named.get(next).filter(|n| n.first <= index) {
                index = inside.last + 1;
                continue;
            }
            match tables.relation_cues.longest(tokens, index) {
                Some(hit) if named.get(next).is_none_or(|n| hit.last < n.first) => {
                    if hit.value.voice != Voice::Silent {
                        list.push(Cue { first: index, last: hit.last, kind: hit.value.kind, voice: hit.value.voice });
                    }
                    index = hit.last + 1;
                }
                _ => index += 1,
            }
        }
        Self { list, titles }
    }

    /// The innermost title that holds a token.
    pub fn title_around(&self, index: usize) -> Option<&Title> {
        // Titles begin in order of their papers and are short: the ones that may still reach here are near.
        let begun = self.titles.partition_point(|t| t.first <= index);
        self.titles[..begun].iter().rev().take(NEAR).find(|t| index <= t.last)
    }

    /// The cues that begin behind token `after` and by token `until`.
    pub fn between(&self, after: usize, until: usize) -> impl Iterator<Item = &Cue> {
        let from = self.list.partition_point(|c| c.first <= after);
        self.list[from..].iter().take_while(move |c| c.first <= until)
    }

    /// The nearest cue before a token, in the same title or in none. "tại" alone leads on to what stands
    /// there: "yêu cầu của Bộ Y tế tại Công văn …". `pinpointed` says that a pinpoint goes before the token.
    pub fn nearest(
        &self,
        tokens: &Tokens,
        start: usize,
        before: usize,
        title: Option<&Title>,
        pinpointed: bool,
    ) -> Option<Cue> {
        let at = self.list.partition_point(|c| c.last < before);
        let mut candidates = self.list[..at].iter().rev().take_while(|c| c.first >= start).filter(|c| {
            // "theo yêu cầu của Công văn …": what stands there, without "tại".
            let apart = c.voice == Voice::Through && c.last + 1 < before;
            c.voice != Voice::After && !apart && self.same_title(c.first, title)
        });
        let nearest = candidates.next()?;
        if let Some(through) = self.through(tokens, nearest, title) {
            return Some(through);
        }
        // "thay thế cụm từ … tại khoản 2 Điều 41 Thông tư …": "tại" only leads to the pinpoint.
        if nearest.first == nearest.last && nearest.kind == RelationType::Cites {
            let change = candidates.next().filter(|c| pinpointed || nearest.first - c.last <= 5).filter(|c| {
                c.voice == Voice::Active
                    && !matches!(c.kind, RelationType::Cites | RelationType::Implements | RelationType::Basis)
            });
            if let Some(change) = change {
                return Some(change.clone());
            }
        }
        Some(nearest.clone())
    }

    /// Where the cue is one that only says where ("tại"), what is said to stand there.
    fn through(&self, tokens: &Tokens, cue: &Cue, title: Option<&Title>) -> Option<Cue> {
        let leads = is(tokens, cue.last, "tại") && (cue.first == cue.last || is(tokens, cue.first, "nêu"));
        if cue.kind != RelationType::Cites || !leads {
            return None;
        }
        let at = self.list.partition_point(|c| c.last < cue.first);
        let before = self.list[..at].iter().rev().take(8).find(|c| self.same_title(c.first, title))?;
        let near = cue.first - before.last <= 14;
        (near && before.voice == Voice::Through).then(|| Cue { last: cue.last, voice: Voice::Active, ..before.clone() })
    }

    /// True if a token stands in the given title, or in none where none is given.
    fn same_title(&self, index: usize, title: Option<&Title>) -> bool {
        match (self.title_around(index), title) {
            (None, None) => true,
            (Some(a), Some(b)) => a.owner == b.owner,
            // A mention in a title is still governed by what stands before the paper whose title it is.
            (None, Some(_)) | (Some(_), None) => false,
        }
    }

    /// True if nothing but an issuer, a date or an auxiliary stands between a paper and a cue.
    pub fn adjoins(&self, tokens: &Tokens, last: usize, first: usize) -> bool {
        let between = first.saturating_sub(last + 1);
        let parted = (last + 1..first).any(|at| {
            tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';' | '(' | ':'))) || is(tokens, at, "và")
        });
        between <= 10 && !parted
    }
}

/// The titles that follow the papers named.
pub fn titles(tables: &Tables, tokens: &Tokens, named: &[Named]) -> Vec<Title> {
    let mut found = Vec::new();
    for (owner, paper) in named.iter().enumerate() {
        if paper.key.kind.is_statute() || paper.anaphor {
            continue;
        }
        let Some(first) = title_start(tables, tokens, paper.last + 1) else { continue };
        if let Some(last) = title_end(tables, tokens, named, owner, first) {
            found.push(Title { owner, first, last });
        }
    }
    found
}

/// The first token of the title behind a paper: perhaps behind its issuer and date.
fn title_start(tables: &Tables, tokens: &Tokens, after: usize) -> Option<usize> {
    let mut at = after;
    if tokens.get(at).is_some_and(|t| t.is_mark(',')) && is(tokens, at + 1, "của") {
        at += 1;
    }
    if is(tokens, at, "của") {
        // "của Bộ trưởng Bộ Tài nguyên và Môi trường": the name that reaches farthest.
        let last = (at + 1..at + 5).filter_map(|i| body_at(tables, tokens, i)).map(|b| b.last).max()?;
        at = last + 1;
        let more = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.is_capital() && t.breaks < 2);
        while more(at) || (is(tokens, at, "khóa") && more(at + 1)) {
            at += 1;
        }
    }
    if is(tokens, at, "ngày") {
        at = crate::find::date::date_at(tokens, at).map_or(at, |(last, _)| last + 1);
    }
    if tokens.get(at).is_some_and(|t| t.is_mark(',')) {
        return None;
    }
    let open = tokens.get(at).filter(|t| t.breaks < 2)?;
    (open.kind == Kind::Word && has_use(tables, tokens, at, Use::TitleOpens)).then_some(at)
}

/// The last token of a title: to the end of the clause, or to the next paper of a list.
fn title_end(tables: &Tables, tokens: &Tokens, named: &[Named], owner: usize, first: usize) -> Option<usize> {
    let starts = |index: usize| named.binary_search_by_key(&index, |n| n.first).is_ok_and(|at| at > owner);
    let paper = &named[owner];
    let mut inner = false;
    let mut depth = 0;
    let mut at = first;
    while let Some(token) = tokens.get(at) {
        if at > first && token.breaks >= 2 {
            break;
        }
        inner |= starts(at);
        match token.kind {
            // "(Công văn số 858/UBND-NC, ngày …)" behind a title names the paper that the item reports.
            Kind::Mark('(') if starts(at + 1) => break,
            Kind::Mark('(') => depth += 1,
            Kind::Mark(')') if depth == 0 => break,
            Kind::Mark(')') => depth -= 1,
            Kind::Mark(';' | ':') => break,
            Kind::Mark('.') if ends_sentence(tokens, at) => break,
            Kind::Mark(',') => {
                let turns = ["cũng", "đồng", "nhằm"].iter().any(|word| is(tokens, at + 1, word));
                let next = named.binary_search_by_key(&(at + 1), |n| n.first).ok();
                // "triển khai Luật A, Luật B": the list of the title goes on.
                let listed = next.is_some_and(|next| {
                    let kind = named[next].key.kind;
                    next > owner + 1 && kind == named[next - 1].key.kind && kind != paper.key.kind
                });
                let changes = tables.relation_cues.longest(tokens, at + 1).is_some_and(|hit| {
                    hit.value.voice == Voice::Active
                        && matches!(hit.value.kind, RelationType::Replaces | RelationType::Repeals)
                });
                let paper = turns || changes || (!listed && (starts(at + 1) || starts(at + 2)));
                let speaks =
                    body_at(tables, tokens, at + 1).is_some_and(|_| tokens.get(at + 1).is_some_and(|t| t.is_capital()));
                let passive =
                    tables.relation_cues.longest(tokens, at + 1).is_some_and(|hit| hit.value.voice != Voice::Active);
                if paper || (speaks && inner) || passive || has_use(tables, tokens, at + 1, Use::Orders) {
                    break;
                }
            }
            Kind::Mark(_) | Kind::Number => {}
            Kind::Word => {
                let joined = is(tokens, at, "và") && (starts(at + 1) || starts(at + 2)) && !inner;
                let ended = at > first
                    && tables.relation_cues.longest(tokens, at).is_some_and(|hit| {
                        hit.value.voice != Voice::Active && hit.value.voice != Voice::Through && hit.last > at + 1
                    });
                if joined || (ended && !inner) {
                    break;
                }
            }
        }
        at += 1;
    }
    at.checked_sub(1).filter(|&last| last >= first)
}
