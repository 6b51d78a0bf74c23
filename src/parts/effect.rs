//! The sentences that say from when and until when a paper is in force ("Nghị định này có hiệu lực thi hành từ ngày 01
//! tháng 3 năm 2024"), and those that end other papers. Only what the paper says of itself as a whole counts: not
//! "Điều 5 của Luật này có hiệu lực …", nor what it quotes.
//! Rule of counting: Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15, Điều 53.

use crate::find::date::{date_at, is_word};
use crate::find::has_use;
use crate::model::{DocType, Part, PartKind, RelationType, Span, part_at};
use crate::sentence::{sentence_end, sentence_start};
use crate::tables::{PartCue, Tables, Use, Voice};
use crate::tokens::{Kind, Tokens};
use chrono::{Days, NaiveDate};

/// Tokens of a sentence on either side of its verb.
const REACH: usize = 120;

/// From when and until when a paper is in force, by its own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day on which it is no longer.
    pub ends: Option<NaiveDate>,
}

/// Sentences of effect and of repeal, in order of place. `own` is the paper's type, if known: "Nghị định này" in a letter
/// is another's.
pub fn clauses(tables: &Tables, tokens: &Tokens, parts: &[Part], own: Option<DocType>) -> Vec<(PartKind, Span)> {
    let mut found: Vec<(PartKind, Span)> = Vec::new();
    let mut at = 0;
    while at < tokens.list.len() {
        let byte = tokens.list[at].span.start;
        let kind = clause_kind(tables, tokens, at)
            .filter(|_| part_at(parts, byte, |kind| kind.is_quoted() || kind == PartKind::Annex).is_none());
        let within = kind.and_then(|_| part_at(parts, byte, PartKind::is_provision));
        let (Some(kind), Some(within)) = (kind, within) else {
            at += 1;
            continue;
        };
        // "Điều 9. Hiệu lực thi hành⏎Thông tư này …": number and title are no part of the sentence.
        let above = tokens.at(within.heading.map_or(within.span.start, |heading| heading.end)).min(at);
        let first = sentence_start(tokens, at, above.max(at.saturating_sub(REACH)));
        let last = sentence_end(tokens, at, (at + REACH).min(tokens.list.len() - 1));
        if kind != PartKind::Effect || speaks_of_itself(tables, tokens, first, at, own) {
            found.push((kind, tokens.span(first, last)));
            at = last + 1;
        } else {
            at += 1;
        }
    }
    found
}

/// What the words at a token say of force.
fn clause_kind(tables: &Tables, tokens: &Tokens, at: usize) -> Option<PartKind> {
    let cue = tables.part_cues.longest(tokens, at).map(|hit| *hit.value);
    if let Some(PartCue::Effective | PartCue::Ceases) = cue {
        return Some(PartKind::Effect);
    }
    let ends = |kind| matches!(kind, RelationType::Repeals | RelationType::Replaces);
    let hit = tables
        .relation_cues
        .longest(tokens, at)
        .filter(|hit| ends(hit.value.kind) && hit.value.voice != Voice::Silent)?;
    // "bãi bỏ Quyết định số …", "các Nghị định sau đây hết hiệu lực"
    let named = |i: usize| tables.type_words.longest(tokens, i).is_some();
    (hit.last + 1..hit.last + 6).chain(at.saturating_sub(30)..at).any(named).then_some(PartKind::Repeal)
}

/// True if a sentence begins with "Quyết định này", behind "Điều 3" at the most: what it says is of the whole paper.
fn speaks_of_itself(tables: &Tables, tokens: &Tokens, first: usize, verb: usize, own: Option<DocType>) -> bool {
    let word = |from: usize| (from..verb).find(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word));
    let Some(mut at) = word(first) else { return false };
    if let Some(hit) = tables.part_cues.longest(tokens, at).filter(|hit| *hit.value == PartCue::Article) {
        let Some(next) = word(hit.last + 1) else { return false };
        at = next;
    }
    let Some(hit) = tables.type_words.longest(tokens, at) else { return false };
    // A consolidated text speaks with the words of the paper that it consolidates.
    let same = own.is_none_or(|own| own == hit.value.0 || own == DocType::Other);
    same && has_use(tables, tokens, hit.last + 1, Use::Pointer)
}

/// From when and until when the paper is in force. `issued` is its day of issue, from which "kể từ ngày ký" counts.
pub fn in_force(tables: &Tables, tokens: &Tokens, parts: &[Part], issued: Option<NaiveDate>) -> InForce {
    let mut found = InForce::default();
    for part in parts.iter().filter(|part| part.kind == PartKind::Effect) {
        let (first, end) = (tokens.at(part.span.start), tokens.at(part.span.end));
        let mut at = first;
        while at < end {
            let cue = tables.part_cues.longest(tokens, at);
            match cue.as_ref().map(|hit| *hit.value) {
                Some(PartCue::Effective) if found.from.is_none() => {
                    found.from = day_behind(tables, tokens, at, end, issued);
                    found.ends = found.ends.or_else(|| until(tokens, at, end));
                }
                Some(PartCue::Ceases) => {
                    found.ends = found.ends.or(day_behind(tables, tokens, at, end, issued));
                }
                _ => {}
            }
            at = cue.map_or(at, |hit| hit.last) + 1;
        }
    }
    found
}

/// The day named behind a verb: a date, the day of issue, or days counted from it. None where it hangs on another
/// paper or on an event ("kể từ ngày Luật Đất đai có hiệu lực", "kể từ ngày đăng Công báo").
fn day_behind(
    tables: &Tables,
    tokens: &Tokens,
    verb: usize,
    end: usize,
    issued: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let mut after = Some(0);
    for at in verb + 1..end {
        if is_word(tokens, at, "sau") {
            // "sau 45 ngày", "sau bốn mươi lăm (45) ngày"
            after = (at + 1..at + 8).take_while(|&i| !is_word(tokens, i, "ngày")).find_map(|i| tokens.number(i));
        }
        let counted = tokens.get(at.saturating_sub(1)).is_some_and(|t| t.kind == Kind::Number || t.is_mark(')'));
        if tables.part_cues.longest(tokens, at).is_some_and(|hit| *hit.value == PartCue::DayOfIssue) {
            return issued?.checked_add_days(Days::new(u64::from(after?)));
        }
        if is_word(tokens, at, "ngày") && !counted {
            return date_at(tokens, at).map(|(_, day)| day);
        }
        let working = is_word(tokens, at, "làm") && is_word(tokens, at + 1, "việc");
        let other = tokens.get(at).is_some_and(|t| t.is_capital() || t.is_mark(';')) && at > verb + 2;
        if working || other {
            return None;
        }
    }
    None
}

/// The day after "đến hết ngày 31 tháng 12 năm 2025".
fn until(tokens: &Tokens, verb: usize, end: usize) -> Option<NaiveDate> {
    (verb + 1..end).filter(|&at| is_word(tokens, at, "đến")).find_map(|at| {
        let day = if is_word(tokens, at + 1, "hết") { at + 2 } else { at + 1 };
        date_at(tokens, day)?.1.succ_opt()
    })
}
