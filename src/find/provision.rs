//! Pinpoints: `điểm a khoản 2 Điều 5`, `Điều 60 và Điều 61`, `khoản 1, 2 và 3 Điều 7`, `Mục II Phụ lục I`, `Điều 4
//! đến Điều 8`. One that leads to a document ("… của Nghị định …", "… ban hành kèm theo Quyết định …") is tied to it.

use super::{has_use, use_at};
use crate::model::{Mention, Span, Value};
use crate::tables::phrases::ends_at;
use crate::tables::{Tables, Use, Voice};
use crate::tokens::{Kind, Tokens};

/// Tokens between a pinpoint and the paper that its regulation was issued with, at most.
const REACH: usize = 60;

/// Every pinpoint of a text.
pub fn provisions(tables: &Tables, tokens: &Tokens) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.list.len() {
        match chain(tables, tokens, index) {
            Some(last) => {
                found.push(Mention { span: tokens.span(index, last), value: Value::Provision });
                index = last + 1;
            }
            None => index += 1,
        }
    }
    found
}

/// Ties each document to the pinpoint that leads to it: "khoản 2 Điều 5 của Nghị định …", "Điều 7 Quy chế … ban hành
/// kèm theo Quyết định …".
pub fn attach(tables: &Tables, tokens: &Tokens, mentions: &mut [Mention]) {
    let chains: Vec<Span> = provisions(tables, tokens).into_iter().map(|m| m.span).collect();
    let mut behind = 0;
    for mention in mentions {
        let at = chains.partition_point(|c| c.end <= mention.span.start);
        let chain = at.checked_sub(1).and_then(|i| chains.get(i)).copied().filter(|c| c.start >= behind);
        behind = mention.span.end;
        if let Value::Document(cited) = &mut mention.value
            && let Some(chain) = chain
            && leads_to(tables, tokens, tokens.at(chain.end), tokens.at(mention.span.start))
        {
            cited.pinpoint = Some(chain);
        }
    }
}

/// True if the tokens `first..before` lead from a pinpoint to its document.
fn leads_to(tables: &Tables, tokens: &Tokens, first: usize, before: usize) -> bool {
    let Some(last) = before.checked_sub(1).filter(|&last| last >= first) else { return true };
    if use_at(tables, tokens, first, Use::Of) == Some(last) {
        return true;
    }
    let attached = ends_at(&tables.relation_cues, tokens, last, 4).is_some_and(|(_, cue)| cue.voice == Voice::Silent);
    let whole = (first..before)
        .all(|at| tokens.get(at).is_some_and(|t| t.breaks < 2 && !matches!(t.kind, Kind::Mark('.' | ';' | ':' | '”'))));
    attached && whole && before - first <= REACH
}

/// The last token of the pinpoint that begins at a token.
fn chain(tables: &Tables, tokens: &Tokens, index: usize) -> Option<usize> {
    let mut last = None;
    let mut at = index;
    while let Some(unit) = unit_at(tables, tokens, at) {
        let Some(end) = labels(tables, tokens, unit + 1) else { break };
        last = Some(end);
        at = end + 1;
        // "Điều 60 và Điều 61", "điểm b, điểm c, khoản 1 Điều 84"
        let next = at + 1;
        let bound = [Use::Of, Use::UpTo].iter().any(|&role| use_at(tables, tokens, at, role) == Some(at));
        let joined = bound || parted(tables, tokens, at);
        // "Chương II, các Điều 9, 10 và Phụ lục số 03"
        let several = use_at(tables, tokens, next, Use::Several).map_or(next, |last| last + 1);
        if joined && has_use(tables, tokens, several, Use::Provision) {
            at = several;
        }
    }
    last
}

/// The last token of the unit that begins at a token; "giai đoạn" holds none.
fn unit_at(tables: &Tables, tokens: &Tokens, at: usize) -> Option<usize> {
    let within = at.checked_sub(1).and_then(|before| use_at(tables, tokens, before, Use::NoProvision));
    use_at(tables, tokens, at, Use::Provision).filter(|_| within.is_none_or(|last| last < at))
}

/// True if a token parts two of a list: a comma, a semicolon, "và".
fn parted(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.breaks == 0 && matches!(t.kind, Kind::Mark(',' | ';')))
        || use_at(tables, tokens, at, Use::Joins) == Some(at)
}

/// The last token of the labels that begin at a token: `2`, `a`, `II`, `1, 2 và 3`, `1a`.
fn labels(tables: &Tables, tokens: &Tokens, index: usize) -> Option<usize> {
    let mut last = label(tokens, index)?;
    loop {
        let joined = parted(tables, tokens, last + 1) || use_at(tables, tokens, last + 1, Use::UpTo) == Some(last + 1);
        let next = last + 2;
        if !joined || has_use(tables, tokens, next, Use::Provision) {
            return Some(last);
        }
        match label(tokens, next) {
            Some(end) => last = end,
            None => return Some(last),
        }
    }
}

/// The last token of one label.
fn label(tokens: &Tokens, index: usize) -> Option<usize> {
    let token = tokens.get(index).filter(|t| t.breaks < 2)?;
    match token.kind {
        Kind::Number => {
            // `1a`, `2.1`
            let next = tokens.get(index + 1)?;
            if next.glued && next.kind == Kind::Word && tokens.str(index + 1).chars().count() == 1 {
                return Some(index + 1);
            }
            if next.is_mark('.') && tokens.get(index + 2).is_some_and(|t| t.glued && t.kind == Kind::Number) {
                return Some(index + 2);
            }
            Some(index)
        }
        Kind::Word => {
            let text = tokens.str(index);
            let letter = text.chars().count() == 1 && text.chars().all(char::is_lowercase);
            let roman = text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            (letter || roman).then_some(index)
        }
        Kind::Mark(_) => None,
    }
}
