//! Which of the papers in an item are older than the one that it reports: those carried out, pointed at, sent as a
//! request, or standing in one list with such a paper.

use crate::find::agency::body_at;
use crate::find::{first_use, has_use, use_at};
use crate::model::{Mention, RelationType, Span, mentions_in};
use crate::sentence::sentence_start;
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Tokens};

/// Tokens in which a clause, or a list of papers, is looked for.
const CLAUSE: usize = 60;

/// Papers of a list that are looked at, at most.
const LIST: usize = 4;

/// True for a paper by which its own body gives an order in the same breath, as newspapers tell it: "Theo văn bản số
/// 91/UBND-NN, UBND tỉnh chỉ đạo …".
pub(super) fn is_spoken(tables: &Tables, tokens: &Tokens, span: Span, issuer: &str) -> bool {
    let at = tokens.at(span.start);
    let next = tokens.at(span.end);
    let quoted =
        at > 0 && has_use(tables, tokens, at - 1, Use::Quotes) && tokens.get(at - 1).is_some_and(|t| t.is_capital());
    if !quoted || !tokens.get(next).is_some_and(|t| t.is_mark(',')) {
        return false;
    }
    let own = |id: &str| id.split(':').next() == issuer.split(':').next();
    let body = body_at(tables, tokens, next + 1).filter(|body| {
        let held = body.held.as_deref().or(body.body.id.as_deref());
        held.is_some_and(own)
    });
    const TELLS: [Use; 3] = [Use::Orders, Use::Entrusts, Use::Requests];
    body.is_some_and(|body| first_use(tables, tokens, body.last + 1, &TELLS).is_some())
}

/// True for a paper that a body issues to carry out those told of before: "Thực hiện chỉ đạo tại những văn bản nêu trên, Sở
/// Xây dựng có văn bản số …". What was told before is older.
pub(super) fn answers_above(tables: &Tables, tokens: &Tokens, mentions: &[Mention], at: usize) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(CLAUSE));
    let implements = |i: usize| {
        tables.relation_cues.longest(tokens, i).is_some_and(|cue| cue.value.kind == RelationType::Implements)
    };
    let Some(comma) = (start..at).find(|&i| tokens.get(i).is_some_and(|t| t.is_mark(','))) else { return false };
    let points =
        (start..comma).any(|i| use_at(tables, tokens, i, Use::Pointer).is_some_and(|end| end > i && end + 1 == comma));
    let named = || mentions_in(mentions, tokens.span(start, comma)).1.iter().any(|m| m.cited().is_some());
    points && implements(start) && !named()
}

/// True for a paper that is no news of its item, or stands in a list behind one.
pub(super) fn is_older(tables: &Tables, tokens: &Tokens, mentions: &[Mention], span: Span) -> bool {
    let at = tokens.at(span.start);
    let own = |span: Span| {
        let at = tokens.at(span.start);
        is_carried_out(tables, tokens, at)
            || acted_on(tables, tokens, at)
            || is_aside(tokens, span)
            || is_request(tables, tokens, at)
            || is_measure(tables, tokens, at)
    };
    own(span) || list_before(tables, tokens, mentions, at).into_iter().any(own)
}

/// The papers before one in its list: "thực hiện Chỉ thị số 18/CT-UBND …; Công văn số 37/UBND-NC".
fn list_before(tables: &Tables, tokens: &Tokens, mentions: &[Mention], at: usize) -> Vec<Span> {
    let start = sentence_start(tokens, at, at.saturating_sub(CLAUSE));
    let joined = |at: usize| {
        at > start
            && (tokens.get(at - 1).is_some_and(|t| t.is_mark(';')) || has_use(tables, tokens, at - 1, Use::Joins))
    };
    let named = mentions_in(mentions, tokens.span(start, at)).1.iter().rev().filter(|m| m.cited().is_some());
    let mut list = Vec::new();
    let mut joins = joined(at);
    for before in named.map(|m| m.span).skip_while(|s| tokens.at(s.start) >= at).take(LIST) {
        if !joins {
            break;
        }
        joins = joined(tokens.at(before.start));
        list.push(before);
    }
    list
}

/// True for a paper right behind the words that it is carried out: "thực hiện nghiêm Chỉ thị số 18/CT-UBND".
fn is_carried_out(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    (1..=4).any(|back| {
        at >= back
            && tables
                .relation_cues
                .longest(tokens, at - back)
                .is_some_and(|hit| hit.last + 1 == at && hit.value.kind == RelationType::Implements)
    })
}

/// True for a paper by which something else is measured: "như các chỉ đạo trước đây tại Công văn …", "rà soát theo Quyết
/// định …". What opens the sentence names the paper that it goes on to tell of: "Theo Công văn số 830/UBND-KT, …".
pub(super) fn is_measure(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(CLAUSE));
    let quoted = at > 0 && has_use(tables, tokens, at - 1, Use::Quotes);
    let clause = (start..at).rev().take_while(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word));
    clause.filter(|&i| i > start).any(|i| {
        use_at(tables, tokens, i, Use::Measures).is_some_and(|last| {
            let longer = |role| use_at(tables, tokens, i, role).is_some_and(|end| end > last);
            // "theo dõi", "theo đó"
            (last + 1 == at || quoted) && !longer(Use::Verb) && !longer(Use::Opener)
        })
    })
}

/// True for a paper in the opening words of a sentence that say what is acted on: "Thực hiện ý kiến của UBND
/// tỉnh tại Công văn …, Sở Công Thương có Công văn …". One right behind the first words is the paper itself:
/// "Tại Công văn …, UBND tỉnh yêu cầu …".
fn acted_on(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(60));
    let Some(cue) = tables.relation_cues.longest(tokens, start) else { return false };
    let parted = (start..at).any(|i| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | '('))));
    cue.last + 1 < at && !parted
}

/// True for a paper in brackets behind which the sentence begins in earnest: "Theo đề nghị của Sở Công Thương (Tờ trình
/// số 45/TTr-SCT), UBND thành phố …".
fn is_aside(tokens: &Tokens, span: Span) -> bool {
    let (first, next) = (tokens.at(span.start), tokens.at(span.end));
    let mark = |at: usize, c: char| tokens.get(at).is_some_and(|t| t.is_mark(c));
    first > 0 && mark(first - 1, '(') && mark(next, ')') && mark(next + 1, ',')
}

/// True for a paper that brings a request: "xét đề nghị của Sở Tài chính tại Tờ trình số 1876/TTr-STC, UBND tỉnh …",
/// "UBND tỉnh nhận được Tờ trình số 1876/TTr-STC".
fn is_request(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(40));
    let mut clause = (start..at)
        .rev()
        .take_while(|&i| tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Mark(',' | ';' | '('))));
    clause.any(|i| {
        let asks = use_at(tables, tokens, i, Use::Requests);
        asks.is_some_and(|end| has_use(tables, tokens, end + 1, Use::Of)) || has_use(tables, tokens, i, Use::Receives)
    })
}

/// True for a paper by which a body above gave the order that is carried out: "triển khai thực hiện chỉ đạo của Thủ
/// tướng Chính phủ tại Chỉ thị số 27/CT-TTg".
pub(super) fn is_order_carried_out(tables: &Tables, tokens: &Tokens, at: usize, issuer: &str) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(30));
    let plain = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Word);
    let clause = (start..at).rev().take_while(|&i| plain(i)).last().unwrap_or(at);
    // Of a body that each province has, the province is left open: "UBND:NĐ".
    let own = |id: &str| id.split(':').next() == issuer.split(':').next();
    let whose = (clause..at).find(|&i| {
        has_use(tables, tokens, i, Use::Of)
            && body_at(tables, tokens, i + 1).is_some_and(|b| b.last < at && b.body.id.as_deref().is_some_and(own))
    });
    let carries_out = |i: usize| {
        tables.relation_cues.longest(tokens, i).is_some_and(|cue| cue.value.kind == RelationType::Implements)
    };
    whose.is_some_and(|whose| (clause..whose).any(carries_out)) && has_use(tables, tokens, at - 1, Use::Quotes)
}
