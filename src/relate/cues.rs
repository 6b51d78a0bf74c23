//! Where the cues of an item stand, and which of them governs a place.

use super::Named;
use super::titles::{Title, titles};
use crate::find::date::is_word;
use crate::find::has_use;
use crate::model::{Item, RelationType};
use crate::tables::{Tables, Use, Voice};
use crate::tokens::{Kind, Tokens};

/// How many titles back one may still reach a place.
const NEAR: usize = 16;
/// Tokens between a change and "tại", where the latter only says in which paper.
const LEADS: usize = 5;

/// Tokens of the body between an order and "về việc", and of both with what the order is about, at most.
const TITLED: usize = 10;
const TITLE: usize = 34;

/// Tokens that the short form of a name may have in its brackets.
const NAME: usize = 8;

/// Tokens between "và" and "tại" where a further source is named, of the noun before "của" there, and of what counts
/// the clause, at most.
const SOURCE: usize = 16;
const NOUN: usize = 6;
const LABEL: usize = 2;
/// Tokens from what opens such a clause to its last source, at most.
const SOURCES: usize = 120;

/// Tokens that words quoted within a sentence may have.
const QUOTED: usize = 12;

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
            // “Bãi bỏ điểm 3.3” among the words of a sentence is what is said there, and no paper's doing.
            if let Some(close) = quoted_words(tokens, index)
                && named.get(next).is_none_or(|n| n.first > close)
            {
                index = close + 1;
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

    /// The cues that begin in `first..=last`.
    pub fn within(&self, first: usize, last: usize) -> &[Cue] {
        let from = self.list.partition_point(|c| c.first < first);
        let to = from + self.list[from..].partition_point(|c| c.first <= last);
        &self.list[from..to]
    }

    /// True if a cue ends right before a token.
    pub fn ends_before(&self, index: usize) -> bool {
        let at = self.list.partition_point(|c| c.last < index);
        at.checked_sub(1).is_some_and(|at| self.list[at].last + 1 == index)
    }

    /// The nearest cue before a token, in the same title or in none. "tại" alone leads on to what stands
    /// there: "yêu cầu của Bộ Y tế tại Công văn …". `pinpointed` says that a pinpoint goes before the token.
    pub fn nearest(
        &self,
        tables: &Tables,
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
        if let Some(carried) = self.carried(tables, tokens, start, nearest, title) {
            return Some(carried);
        }
        if let Some(through) = self.through(tokens, nearest, title) {
            return Some(through);
        }
        if nearest.kind == RelationType::Cites {
            let change = candidates.next();
            // "được thay thế bằng cụm từ “…” theo quy định tại Điều 4 Nghị định Y": where the change is made.
            if let Some(passive) = change.filter(|c| c.voice == Voice::Passive && quoted(tokens, c.last, nearest.first))
            {
                return Some(passive.clone());
            }
            // "thay thế cụm từ … tại khoản 2 Điều 41 Thông tư …": "tại" only leads to the pinpoint.
            let leads = nearest.voice == Voice::Where;
            // "hướng dẫn phân loại rác tại Văn bản …" tells what is in the paper, and guides nobody on it.
            let beside = |c: &Cue| c.kind != RelationType::Details && nearest.first - c.last <= LEADS;
            let change = change.filter(|c| leads && (pinpointed || beside(c))).filter(|c| {
                c.voice == Voice::Active
                    && !matches!(c.kind, RelationType::Cites | RelationType::Implements | RelationType::Basis)
            });
            if let Some(change) = change {
                return Some(change.clone());
            }
        }
        Some(nearest.clone())
    }

    /// The nearest cue before a token that is not passive.
    pub fn nearest_active(&self, start: usize, before: usize, title: Option<&Title>) -> Option<Cue> {
        let at = self.list.partition_point(|c| c.last < before);
        let mut candidates = self.list[..at].iter().rev().take_while(|c| c.first >= start);
        candidates.find(|c| c.voice.acts_on_next() && self.same_title(c.first, title)).cloned()
    }

    /// Where the cue is one that only says where ("tại"), what is said to stand there.
    fn through(&self, tokens: &Tokens, cue: &Cue, title: Option<&Title>) -> Option<Cue> {
        if cue.voice != Voice::Where {
            return None;
        }
        let at = self.list.partition_point(|c| c.last < cue.first);
        let before = self.list[..at].iter().rev().take(8).find(|c| self.same_title(c.first, title))?;
        // "Bộ Lao động - Thương binh và Xã hội (LĐTB&XH) tại": the short form of the name does not count.
        let mark = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is_mark(mark));
        let close = cue.first - 1;
        let open = (before.last + 1..close).rev().take(NAME).find(|&at| mark(close, ')') && mark(at, '('));
        // "chỉ đạo của UBND tỉnh về việc tăng cường … tại Công văn …": what it is about may take many words.
        let about = (before.last + 1..cue.first).take(TITLED).any(|at| is_word(tokens, at, "về"));
        let near = open.unwrap_or(cue.first) - before.last <= if about { TITLE } else { 14 };
        (near && before.voice == Voice::Through).then(|| Cue { last: cue.last, voice: Voice::Active, ..before.clone() })
    }

    /// What a clause begins by carrying out goes on to a further source behind "và": "Thực hiện chỉ đạo của Thủ tướng
    /// tại Hội nghị X và của Phó Thủ tướng tại Văn bản Y", "Thực hiện Luật A và hướng dẫn của Bộ B tại Công văn C".
    fn carried(&self, tables: &Tables, tokens: &Tokens, start: usize, cue: &Cue, title: Option<&Title>) -> Option<Cue> {
        if cue.voice != Voice::Where {
            return None;
        }
        let from = cue.first.saturating_sub(SOURCE).max(start);
        // "và hướng dẫn của Bộ Kế hoạch và Đầu tư tại": the "và" with "của" behind it.
        let joins = (from..cue.first).rev().filter(|&at| has_use(tables, tokens, at, Use::Joins));
        let source =
            |joins: usize| (joins + 1..cue.first.min(joins + NOUN)).find(|&at| has_use(tables, tokens, at, Use::Of));
        let (joins, of) = joins.filter_map(|joins| Some((joins, source(joins)?))).next()?;
        let opens = self.list.get(self.list.partition_point(|c| c.first < start))?;
        let carries = opens.kind == RelationType::Implements
            && matches!(opens.voice, Voice::Active | Voice::Through)
            && opens.first <= start + LABEL
            && (opens.last + 1..opens.last + SOURCES).contains(&joins);
        let plain = self.within(of + 1, cue.first - 1).is_empty()
            && (joins..cue.first).all(|at| tokens.get(at).is_some_and(|t| t.kind == Kind::Word || t.is_dash()))
            && self.same_title(opens.first, title);
        (carries && plain).then(|| Cue { last: cue.last, voice: Voice::Active, ..opens.clone() })
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

    /// The cues that share the object of one with it, itself last: "bãi bỏ, sửa đổi, thay thế một số điều".
    pub fn beside<'c>(&'c self, tables: &Tables, tokens: &Tokens, cue: &Cue) -> &'c [Cue] {
        let end = self.list.partition_point(|c| c.first <= cue.first);
        let mut from = end;
        let mut next = cue.first;
        while let Some(before) = from.checked_sub(1).map(|at| &self.list[at]) {
            let joined = (before.last + 1..next).all(|at| {
                tokens.get(at).is_some_and(|t| t.breaks < 2 && t.is_mark(','))
                    || has_use(tables, tokens, at, Use::Joins)
            });
            if before.first != cue.first && (!joined || before.voice != Voice::Active) {
                break;
            }
            next = before.first;
            from -= 1;
        }
        &self.list[from..end]
    }

    /// True if nothing but an issuer, a date or an auxiliary stands between a paper and a cue.
    pub fn adjoins(&self, tables: &Tables, tokens: &Tokens, last: usize, first: usize) -> bool {
        let between = first.saturating_sub(last + 1);
        let parted = (last + 1..first).any(|at| {
            tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';' | '(' | ':')))
                || has_use(tables, tokens, at, Use::Joins)
        });
        between <= 10 && !parted
    }
}

/// The token that closes a few words in quotes, which a token opens.
fn quoted_words(tokens: &Tokens, open: usize) -> Option<usize> {
    let closing = |i: usize| match (tokens.get(open)?.kind, tokens.get(i)?.kind) {
        (Kind::Mark('“'), Kind::Mark('”')) | (Kind::Mark('«'), Kind::Mark('»')) => Some(i),
        (Kind::Mark('"'), Kind::Mark('"')) => Some(i),
        _ => None,
    };
    let line = |i: &usize| tokens.get(*i).is_some_and(|t| t.breaks == 0);
    (open + 1..=open + QUOTED).take_while(line).find_map(closing)
}

/// True for a token among a few words in quotes.
pub fn in_quoted_words(tokens: &Tokens, at: usize) -> bool {
    (at.saturating_sub(QUOTED)..at).any(|open| quoted_words(tokens, open).is_some_and(|close| close > at))
}

/// True if nothing but words in quotes, or nothing at all, stands between two tokens.
fn quoted(tokens: &Tokens, after: usize, before: usize) -> bool {
    let mut inside = false;
    let mut outside = 0;
    for at in after + 1..before {
        match tokens.get(at).map(|t| t.kind) {
            Some(Kind::Mark('“' | '«')) => inside = true,
            Some(Kind::Mark('”' | '»')) => inside = false,
            Some(Kind::Mark('"')) => inside = !inside,
            _ if !inside => outside += 1,
            _ => {}
        }
    }
    outside <= 3
}
