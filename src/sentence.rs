//! Tokens → where sentences and clauses begin and end. Used for evidence and to bound how far a cue reaches.

use crate::model::Span;
use crate::tokens::{Case, Kind, Tokens};

/// True if the token ends a sentence: a full stop that is none of an abbreviation's or a number's.
pub fn ends_sentence(tokens: &Tokens, index: usize) -> bool {
    let Some(token) = tokens.get(index) else { return true };
    match token.kind {
        Kind::Mark('.' | '!' | '?' | '…') => {
            let next = tokens.get(index + 1);
            let spaced = next.is_none_or(|n| !n.glued);
            let follows = next.is_none_or(|n| n.breaks > 0 || n.kind != Kind::Word || n.case != Case::Lower);
            // "… tại Thông tư số 25/2018/TT-BTC. Sở Tài chính …": the end of a number is no "TP."
            let numbered = index > 1
                && tokens.get(index - 1).is_some_and(|t| t.glued)
                && tokens.get(index - 2).is_some_and(|t| t.glued && matches!(t.kind, Kind::Mark('-' | '/')));
            let abbreviated = index > 0
                && !numbered
                && tokens.get(index - 1).is_some_and(|t| t.case == Case::Upper && t.span.end - t.span.start <= 3)
                && next.is_some_and(|n| n.breaks == 0 && n.case == Case::Title);
            spaced && follows && !abbreviated
        }
        _ => false,
    }
}

/// The first token of the sentence that holds token `index`, not before `lowest`.
pub fn sentence_start(tokens: &Tokens, index: usize, lowest: usize) -> usize {
    let mut at = index;
    while at > lowest {
        if tokens.paragraph_starts(at) || ends_sentence(tokens, at - 1) {
            return at;
        }
        at -= 1;
    }
    lowest
}

/// The last token of the sentence that holds token `index`, not after `highest`.
pub fn sentence_end(tokens: &Tokens, index: usize, highest: usize) -> usize {
    let mut at = index;
    while at < highest {
        if ends_sentence(tokens, at) || tokens.paragraph_starts(at + 1) {
            return at;
        }
        at += 1;
    }
    highest
}

/// The sentence around a span, inside `bounds`, without the space around it.
pub fn sentence(tokens: &Tokens, span: Span, bounds: Span) -> Span {
    let lowest = tokens.at(bounds.start);
    let highest = tokens.at(bounds.end).saturating_sub(1).max(lowest);
    let first = tokens.at(span.start);
    let last = tokens.at(span.end).saturating_sub(1).max(first);
    let found = tokens.span(sentence_start(tokens, first, lowest), sentence_end(tokens, last, highest));
    if found.contains(span) { found } else { span }
}
