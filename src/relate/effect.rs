//! From when an act holds: "kể từ ngày 01/7/2025", "kể từ ngày Nghị định này có hiệu lực", "sau 45 ngày kể từ ngày ký".

use super::{Named, Scene, scene::Place};
use crate::find::date::date_at;
use crate::find::{has_use, use_at};
use crate::model::Key;
use crate::tables::{Use, Voice};
use chrono::{Days, NaiveDate};

/// Tokens between a paper and "có hiệu lực", at most.
const NEAR: usize = 3;

impl Scene<'_> {
    /// The day from which the paper that speaks is in force, as it says itself.
    pub(super) fn own_effect(&self) -> Option<NaiveDate> {
        let itself = |n: &&Named| n.anaphor && n.key == self.speaker && self.place(n) == Place::Own;
        let said = self.named.iter().filter(itself).find_map(|n| {
            let enters = (n.last + 1..=n.last + NEAR)
                .find_map(|at| use_at(self.reading.tables, self.tokens(), at, Use::InForce))?;
            self.day(enters + 1, self.clauses.end(self.tokens(), enters), self.speaker)
        });
        // "Luật số 77/2015/QH13 …, có hiệu lực kể từ ngày 01/01/2016, được sửa đổi, bổ sung bởi:"
        let base = self.named.iter().find(|n| Some(n.span) == self.reading.base);
        said.or_else(|| self.by_type()).or_else(|| base.and_then(|n| self.effect_behind(n.last, n.key)))
    }

    /// The same where the paper calls itself by its type alone: "Quyết định có hiệu lực kể từ ngày ký."
    fn by_type(&self) -> Option<NaiveDate> {
        let (tables, tokens) = (self.reading.tables, self.tokens());
        let (first, last) = self.token_range(self.item.span);
        (first..=last).find_map(|at| {
            let enters = use_at(tables, tokens, at, Use::InForce)?;
            let start = self.clauses.start(tokens, at);
            let typed =
                (start..at).find_map(|i| tables.type_words.longest(tokens, i).filter(|hit| hit.last + 1 == at))?;
            let own = typed.value.0 == self.speaker.kind && self.place_at(tokens.get(at)?.span.start) == Place::Own;
            let since = |at: usize| use_at(tables, tokens, at, Use::Since).and_then(|last| self.day_at(at, last));
            if own { (enters + 1..=self.clauses.end(tokens, enters)).find_map(since) } else { None }
        })
    }

    /// The day that the words of a clause behind a token state for what one paper does.
    pub(super) fn effect_behind(&self, last: usize, acting: &Key) -> Option<NaiveDate> {
        let tokens = self.tokens();
        let end = self.clauses.end(tokens, last);
        // "X (được sửa đổi bởi Y) hết hiệu lực kể từ ngày …" tells of X and not of Y.
        let opens = |at: usize| tokens.get(at).is_some_and(|t| t.is_mark('('));
        let closes = |at: usize| tokens.get(at).is_some_and(|t| t.is_mark(')'));
        let inside =
            (self.clauses.start(tokens, last)..=last).rev().find(|&at| opens(at) || closes(at)).is_some_and(opens);
        let closed = (last + 1..=end).find(|&at| inside && closes(at));
        let other = self.cues.between(last + 1, end).find(|cue| cue.voice == Voice::After).map(|cue| cue.first);
        let end = closed.into_iter().chain(other).min().unwrap_or(end);
        self.day(last + 1, end, acting).or_else(|| self.day_in_row(last, end)).or_else(|| self.day_next(end))
    }

    /// The day that the next sentence of an entry names first: "Ngày hết hiệu lực: 20/4/2023."
    fn day_next(&self, end: usize) -> Option<NaiveDate> {
        let first = end + 1;
        let on = self.tokens().get(first).is_some_and(|t| t.breaks == 0);
        let since = use_at(self.reading.tables, self.tokens(), first, Use::Since).filter(|_| on)?;
        let named = self.tokens().get(since + 1).is_some_and(|t| t.is_mark(':'));
        if named { self.day_at(first, since) } else { None }
    }

    /// The day in a cell of its own behind a token of a row.
    fn day_in_row(&self, last: usize, end: usize) -> Option<NaiveDate> {
        let tokens = self.tokens();
        let cell = |at: &usize| tokens.get(*at).is_some_and(|t| t.is_mark('|'));
        (last + 1..=end).filter(cell).find_map(|at| {
            let (until, date) = date_at(tokens, at + 1)?;
            (until >= end || cell(&(until + 1))).then_some(date)
        })
    }

    /// The day that some words state.
    pub(super) fn effect_within(&self, first: usize, last: usize) -> Option<NaiveDate> {
        self.day(first, last, self.speaker)
    }

    /// The first day in `first..=last` from which something holds. That a paper enters into force tells only if it
    /// is the one that acts.
    fn day(&self, first: usize, last: usize, acting: &Key) -> Option<NaiveDate> {
        (first..=last).find_map(|at| {
            let since = use_at(self.reading.tables, self.tokens(), at, Use::Since)?;
            if self.cues.title_around(at).is_some() || !self.tells_of(at, acting) {
                return None;
            }
            self.day_at(at, since)
        })
    }

    /// False where the words before "từ ngày" say that another paper than the one that acts enters into force.
    fn tells_of(&self, at: usize, acting: &Key) -> bool {
        let tokens = self.tokens();
        let enters = |back: usize| {
            let first = at.checked_sub(back)?;
            use_at(self.reading.tables, tokens, first, Use::InForce).filter(|end| end + 1 == at).map(|_| first)
        };
        let Some(enters) = (2..=6).find_map(enters) else { return true };
        let start = self.clauses.start(tokens, at);
        let inside = &self.named[self.named.partition_point(|n| n.first < start)..];
        let inside = &inside[..inside.partition_point(|n| n.last < at)];
        // "1. Nghị định A sửa đổi Nghị định B, có hiệu lực từ ngày …": the one that heads the clause.
        let parted = enters.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is_mark(','));
        if let Some(head) = inside.first().filter(|head| parted && self.clauses.headed_by(self.reading, head)) {
            return head.key == acting;
        }
        let Some(actor) = inside.iter().rposition(|n| n.key == acting) else { return false };
        inside.get(actor + 1).is_none_or(|next| {
            // What it acts on may stand between: "Luật số 57/2024/QH15 sửa đổi Luật Quy hoạch, có hiệu lực …".
            self.cues.within(inside[actor].last, next.first).iter().any(|cue| cue.voice == Voice::Active)
        })
    }

    /// The day behind "kể từ ngày", whose tokens are `at..=since`.
    fn day_at(&self, at: usize, since: usize) -> Option<NaiveDate> {
        let (tables, tokens) = (self.reading.tables, self.tokens());
        // "Ngày hết hiệu lực: 20/4/2023"
        let next = if tokens.get(since + 1).is_some_and(|t| t.is_mark(':')) { since + 2 } else { since + 1 };
        if let Some((_, date)) = date_at(tokens, since).or_else(|| date_at(tokens, next)) {
            return Some(date);
        }
        if has_use(tables, tokens, since + 1, Use::Signed) {
            // "sau 45 ngày kể từ ngày ký"
            let days = at.checked_sub(2).and_then(|i| tokens.number(i)).unwrap_or(0);
            return self.item.date?.checked_add_days(Days::new(u64::from(days)));
        }
        // "kể từ ngày Nghị định này có hiệu lực"
        let upto = self.named.partition_point(|n| n.first <= since);
        let next = self.named.get(upto).filter(|n| n.first == since + 1 && n.key == self.speaker)?;
        has_use(tables, tokens, next.last + 1, Use::InForce).then_some(self.effect).flatten()
    }
}
