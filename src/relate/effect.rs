//! From when an act holds: "kể từ ngày 01/7/2025", "kể từ ngày Nghị định này có hiệu lực", "sau 45 ngày kể từ ngày ký".

use super::{Named, Place, Scene};
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
        said.or_else(|| base.and_then(|n| self.effect_behind(n.last, n.key)))
    }

    /// The day that the words of a clause behind a token state for what one paper does.
    pub(super) fn effect_behind(&self, last: usize, acting: &Key) -> Option<NaiveDate> {
        self.day(last + 1, self.clauses.end(self.tokens(), last), acting)
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
        if let Some((_, date)) = date_at(tokens, since).or_else(|| date_at(tokens, since + 1)) {
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
