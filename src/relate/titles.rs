//! Which stretches of an item are titles of other papers: "về việc thực hiện …" behind a number. What a title says
//! is the doing of the paper whose title it is.

use super::rank::{able, is_change};
use super::{Named, is_later};
use crate::find::agency::body_at;
use crate::find::date::date_at;
use crate::find::{has_use, use_at};
use crate::model::RelationType;
use crate::sentence::ends_sentence;
use crate::tables::{Tables, Use, Voice};
use crate::tokens::{Kind, Tokens};

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
    if tokens.get(at).is_some_and(|t| t.is_mark(',')) && of(tables, tokens, at + 1) {
        at += 1;
    }
    if of(tables, tokens, at) {
        // "của Bộ trưởng Bộ Tài nguyên và Môi trường": the name that reaches farthest.
        let last = (at + 1..at + 5).filter_map(|i| body_at(tables, tokens, i)).map(|b| b.last).max()?;
        at = last + 1;
        let more = |i: usize| {
            tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.is_capital() && t.breaks < 2)
                && !has_use(tables, tokens, i, Use::TitleOpens)
        };
        while more(at) || (goes_on(tokens, at) && has_use(tables, tokens, at, Use::Term) && more(at + 1)) {
            at += 1;
        }
    }
    if let Some((last, _)) = date_at(tokens, at) {
        at = last + 1;
    }
    let open = tokens.get(at).filter(|t| t.breaks < 2)?;
    // "Điều 2. Sửa đổi Nghị định A⏎Bổ sung cụm từ …": the next line is an instruction.
    let instructs = open.breaks > 0
        && open.is_capital()
        && tables.relation_cues.longest(tokens, at).is_some_and(|hit| is_change(hit.value.kind));
    (open.kind == Kind::Word && !instructs && has_use(tables, tokens, at, Use::TitleOpens)).then_some(at)
}

/// True for "của", on the same line or the next.
fn of(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    goes_on(tokens, at) && has_use(tables, tokens, at, Use::Of)
}

/// True if no empty line goes before a token.
fn goes_on(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.breaks < 2)
}

/// The last token of a title: to the end of the clause, or to the next paper of a list.
fn title_end(tables: &Tables, tokens: &Tokens, named: &[Named], owner: usize, first: usize) -> Option<usize> {
    let starts = |index: usize| named.binary_search_by_key(&index, |n| n.first).ok().filter(|&at| at > owner);
    let paper = &named[owner];
    let changes = tables.relation_cues.longest(tokens, first).is_some_and(|hit| is_change(hit.value.kind));
    let mut inner: Vec<usize> = Vec::new();
    let mut depth = 0;
    let mut at = first;
    while let Some(token) = tokens.get(at) {
        if at > first && token.breaks >= 2 {
            break;
        }
        if let Some(next) = starts(at) {
            if goes_beside(paper, &named[next], named, &inner, changes) {
                // "Nghị định A quy định chi tiết Luật B và Nghị định C": the list of A goes on with C.
                return joiner_before(tables, tokens, at).filter(|&last| last >= first);
            }
            inner.push(next);
        }
        match token.kind {
            // "(Công văn số 858/UBND-NC, ngày …)" behind a title names the paper that the item reports.
            Kind::Mark('(') if starts(at + 1).is_some() => break,
            Kind::Mark('(') => depth += 1,
            Kind::Mark(')') if depth == 0 => break,
            Kind::Mark(')') => depth -= 1,
            Kind::Mark(';' | ':') => break,
            Kind::Mark('.') if ends_sentence(tokens, at) => break,
            Kind::Mark(',') if title_ends_at_comma(tables, tokens, named, owner, at, !inner.is_empty()) => break,
            Kind::Mark(_) | Kind::Number => {}
            Kind::Word => {
                let listed = starts(at + 1).or_else(|| starts(at + 2)).is_some() && inner.is_empty();
                let joined = listed && goes_on(tokens, at) && has_use(tables, tokens, at, Use::Joins);
                let cue = if at > first { tables.relation_cues.longest(tokens, at) } else { None };
                let ended = inner.is_empty()
                    && cue.as_ref().is_some_and(|hit| {
                        !hit.value.voice.acts_on_next() && hit.value.voice != Voice::Through && hit.last > at + 1
                    });
                let of_owner = cue.filter(|hit| hit.value.voice == Voice::Passive).is_some_and(|hit| {
                    // "Nghị định A quy định chi tiết Luật B được sửa đổi bởi Nghị định C": C can change A alone.
                    let next = named.get(named.partition_point(|n| n.first <= hit.last));
                    next.zip(inner.last()).is_some_and(|(next, &last)| {
                        let kind = hit.value.kind;
                        !able(next, &named[last], kind) && able(next, paper, kind)
                    })
                });
                if joined || ended || of_owner {
                    break;
                }
            }
        }
        at += 1;
    }
    at.checked_sub(1).filter(|&last| last >= first)
}

/// True if a paper named in a title cannot be of that title and stands beside its owner: it is later, or it is of
/// the owner's type where the title speaks of others.
fn goes_beside(owner: &Named, next: &Named, named: &[Named], inner: &[usize], changes: bool) -> bool {
    // A plan may carry out a decree still to come; nothing replaces what is later.
    let dated = owner.date.zip(next.date).is_some_and(|(own, other)| other > own);
    let later = is_later(next.key, owner.key) || (dated && changes);
    let of_others = !inner.is_empty() && inner.iter().all(|&at| named[at].key.kind != owner.key.kind);
    later || (of_others && owner.key.kind == next.key.kind && !next.anaphor)
}

/// The token before the comma or "và" that goes before a paper of a list.
fn joiner_before(tables: &Tables, tokens: &Tokens, at: usize) -> Option<usize> {
    let mut last = at.checked_sub(1)?;
    while last > 0
        && (tokens.get(last).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';')))
            || use_at(tables, tokens, last, Use::Joins) == Some(last))
    {
        last -= 1;
    }
    Some(last)
}

/// True if what follows a comma is no more of the title.
fn title_ends_at_comma(
    tables: &Tables,
    tokens: &Tokens,
    named: &[Named],
    owner: usize,
    at: usize,
    inner: bool,
) -> bool {
    let starts = |index: usize| named.binary_search_by_key(&index, |n| n.first).ok().filter(|&at| at > owner);
    let turns =
        goes_on(tokens, at + 1) && [Use::Turns, Use::InForce].iter().any(|&role| has_use(tables, tokens, at + 1, role));
    // "triển khai Luật A, Luật B": the list of the title goes on.
    let listed = starts(at + 1).is_some_and(|next| {
        let kind = named[next].key.kind;
        next > owner + 1 && kind == named[next - 1].key.kind && kind != named[owner].key.kind
    });
    let cue = tables.relation_cues.longest(tokens, at + 1);
    let changes = cue.as_ref().is_some_and(|hit| {
        hit.value.voice == Voice::Active && matches!(hit.value.kind, RelationType::Replaces | RelationType::Repeals)
    });
    let passive = cue.as_ref().is_some_and(|hit| !hit.value.voice.acts_on_next());
    let beside = !listed && (starts(at + 1).is_some() || starts(at + 2).is_some());
    let speaks = body_at(tables, tokens, at + 1).is_some_and(|_| tokens.get(at + 1).is_some_and(|t| t.is_capital()));
    turns || changes || beside || passive || (speaks && inner) || has_use(tables, tokens, at + 1, Use::Orders)
}
