//! Pinpoints: `điểm a khoản 2 Điều 5`, `Điều 60 và Điều 61`, `khoản 1, 2 và 3 Điều 7`, `Mục II Phụ lục I`. One
//! that stands right before a document ("… của Nghị định …") is tied to it.

use super::date::is;
use super::has_use;
use super::use_at;
use crate::model::{Mention, Span, Value};
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Tokens};

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

/// Ties each document to the pinpoint right before it.
pub fn attach(tables: &Tables, tokens: &Tokens, mentions: &mut [Mention]) {
    let chains: Vec<Span> = provisions(tables, tokens).into_iter().map(|m| m.span).collect();
    for mention in mentions {
        let at = chains.partition_point(|c| c.end <= mention.span.start);
        let Some(chain) = at.checked_sub(1).and_then(|i| chains.get(i)).copied() else { continue };
        let between = tokens.text.content.get(chain.end..mention.span.start).map(str::trim);
        if let Value::Document(cited) = &mut mention.value
            && matches!(between, Some("" | "của" | "của các"))
        {
            cited.pinpoint = Some(chain);
        }
    }
}

/// The last token of the pinpoint that begins at a token.
fn chain(tables: &Tables, tokens: &Tokens, index: usize) -> Option<usize> {
    let mut last = None;
    let mut at = index;
    while let Some(unit) = use_at(tables, tokens, at, Use::Provision) {
        let Some(end) = labels(tables, tokens, unit + 1) else { break };
        last = Some(end);
        at = end + 1;
        // "Điều 60 và Điều 61", "điểm b, điểm c, khoản 1 Điều 84"
        let joined = tokens.get(at).is_some_and(|t| t.is_mark(',')) || is(tokens, at, "và") || is(tokens, at, "của");
        if joined && has_use(tables, tokens, at + 1, Use::Provision) {
            at += 1;
        }
    }
    last
}

/// The last token of the labels that begin at a token: `2`, `a`, `II`, `1, 2 và 3`, `1a`.
fn labels(tables: &Tables, tokens: &Tokens, index: usize) -> Option<usize> {
    let mut last = label(tokens, index)?;
    loop {
        let joined = tokens.get(last + 1).is_some_and(|t| t.is_mark(',')) || is(tokens, last + 1, "và");
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
