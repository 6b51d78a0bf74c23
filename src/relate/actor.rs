//! Which paper acts where a cue stands, and when none does yet: another body is told to, it is proposed, it is denied, or it
//! may be or not.

use super::cues::Cue;
use super::titles::Title;
use super::{Named, Scene, rank::able};
use crate::find::{has_use, use_at};
use crate::model::{DocType, Key, RelationType, Value, mentions_in};
use crate::tables::Use;
use crate::tokens::Kind;

/// Tokens at the start of a clause in which "trường hợp" makes it what may be or not.
const OPENING: usize = 3;

/// The paper that acts where a cue stands: the one in whose title it is, the one right before it, or the one that
/// speaks. `None` where a paper acts that is not named by number, or none that is named can act so.
pub fn actor(scene: &Scene, this: &Named, cue: &Cue, title: Option<&Title>, start: usize) -> Option<Key> {
    if let Some(title) = title.filter(|t| t.first <= cue.first) {
        let owner = &scene.named[title.owner];
        return able(owner, this, cue.kind).then(|| owner.key.clone());
    }
    if cue.kind == RelationType::Consolidates && scene.speaker != scene.subject {
        return Some(scene.subject.clone());
    }
    let changes = !matches!(cue.kind, RelationType::Implements | RelationType::Basis | RelationType::Cites);
    if !changes {
        return Some(scene.speaker.clone());
    }
    // "Nghị định số 45/2022/NĐ-CP thay thế Nghị định …": the paper right before the cue acts.
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    let upto = scene.named.partition_point(|n| n.last < cue.first);
    let before = scene.named[..upto].last().filter(|n| n.first >= start);
    if let Some(before) = before
        && (scene.cues.adjoins(tables, tokens, before.last, cue.first)
            || heads_sentence(scene, before, cue)
            || told_of(scene, before, cue))
        && able(before, this, cue.kind)
    {
        return Some(before.key.clone());
    }
    // "khi Quyết định của UBND tỉnh ban hành Quy chế … thay thế Quyết định X": a paper to come, without number.
    let other = (start..cue.first).rev().find_map(|at| {
        let token = tokens.get(at).filter(|t| t.is_capital())?;
        let hit = tables.type_words.longest(tokens, at)?;
        let (kind, _) = *hit.value;
        let inside =
            scene.named[..upto].iter().rev().take_while(|n| n.last >= start).any(|n| n.first <= at && at <= n.last);
        let first = at == start && token.breaks > 0;
        (!inside && !first && kind != DocType::Rules && kind != DocType::Regulation).then_some(kind)
    });
    match other {
        Some(kind) if kind != scene.subject.kind && kind != scene.speaker.kind => None,
        _ => Some(scene.speaker.clone()),
    }
}

/// True for a paper of which a bracket or the rest of its entry in a list tells more: "Thông tư A (thay thế Quyết định
/// B)", "10. Quyết định A, thay thế Quyết định B".
fn told_of(scene: &Scene, before: &Named, cue: &Cue) -> bool {
    let mark = |mark: char| scene.tokens().get(cue.first - 1).is_some_and(|t| t.is_mark(mark));
    let entry = || scene.clauses.lists(scene.reading, before) && scene.clauses.headed_by(scene.reading, before);
    (mark('(') && before.last + 2 == cue.first) || (mark(',') && entry())
}

/// True for a paper that heads its sentence and is said to do more than one thing: "Nghị định 20 có hiệu lực từ ngày
/// 01/7/2021 và thay thế Nghị định X".
fn heads_sentence(scene: &Scene, before: &Named, cue: &Cue) -> bool {
    let tokens = scene.tokens();
    let marked = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';' | '(' | ':')));
    let enters = use_at(scene.reading.tables, tokens, before.last + 1, Use::InForce).is_some();
    // "Nghị định có hiệu lực từ ngày 01/8/2023, thay thế Nghị định X"
    let comma = tokens.get(cue.first - 1).is_some_and(|t| t.is_mark(','));
    enters && !(before.last + 1..cue.first - usize::from(comma)).any(marked)
}

/// True if another body is to do it, or it is no more than proposed: "Các bộ rà soát, sửa đổi …".
pub fn left_to_others(scene: &Scene, start: usize, cue: &Cue) -> bool {
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    let first = scene.cues.beside(tables, tokens, cue).first().map_or(cue.first, |c| c.first);
    let parts = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(',' | ';' | ':' | '(')));
    // "rà soát, sửa đổi", "xem xét bãi bỏ"
    let near = if first > start && parts(first - 1) { first - 1 } else { first };
    let proposed = (1..=3)
        .filter_map(|back| near.checked_sub(back).filter(|&at| at >= start))
        .any(|at| use_at(tables, tokens, at, Use::Proposes).is_some_and(|last| last + 1 == near));
    let Some(last) = first.checked_sub(1).filter(|&last| last >= start) else { return proposed };
    let (_, inside) = mentions_in(scene.reading.mentions, tokens.span(start, last));
    let body = inside.iter().rev().find_map(|m| match &m.value {
        Value::Agency(body) => Some((m.span, body)),
        _ => None,
    });
    let delegated = body.is_some_and(|(span, body)| {
        let (from, to) = scene.token_range(span);
        let own = scene.speaker.issuer.as_deref().zip(body.id.as_deref());
        let itself = own.is_some_and(|(issuer, id)| issuer.split(':').next() == id.split(':').next());
        let whose = from.checked_sub(1).is_some_and(|at| has_use(tables, tokens, at, Use::Of));
        let told = from.checked_sub(1).is_some_and(|at| {
            [Use::Requests, Use::Orders, Use::Entrusts]
                .iter()
                .any(|&role| (at.saturating_sub(1)..=at).any(|i| use_at(tables, tokens, i, role) == Some(at)))
        });
        // "Đề nghị UBND tỉnh đình chỉ việc thi hành, sửa đổi hoặc bãi bỏ nội dung trái pháp luật"
        let ends = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(';' | ':')));
        let goes_on = told && cue.kind != RelationType::Replaces && !(to + 1..first).any(ends);
        !itself && !whose && (goes_on || !(to + 1..first).any(parts))
    });
    proposed || delegated
}

/// True if the words right before a cue say that it is not so: "không thay thế".
pub fn denied(scene: &Scene, first: usize) -> bool {
    (1..=2)
        .filter_map(|back| first.checked_sub(back))
        .any(|at| use_at(scene.reading.tables, scene.tokens(), at, Use::Denies).is_some_and(|last| last + 1 == first))
}

/// True if the word right before a cue says that it was done before: "đã hết hiệu lực".
pub fn already(scene: &Scene, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|at| has_use(scene.reading.tables, scene.tokens(), at, Use::Already))
}

/// True if a clause tells what may be or not: "Trường hợp Nghị định X được thay thế …".
pub fn conditional(scene: &Scene, start: usize, before: usize) -> bool {
    (start..before.min(start + OPENING)).any(|at| has_use(scene.reading.tables, scene.tokens(), at, Use::Conditional))
}
