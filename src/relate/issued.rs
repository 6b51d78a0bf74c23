//! "Thực hiện Nghị quyết A của Quốc hội, Bộ Tài chính đã ban hành Quyết định B và Thông tư C" in a paper of another body:
//! B and C carry out A, and the paper that speaks names them.

use super::{Act, Named, Scene, is_later};
use crate::find::agency::body_at;
use crate::find::use_at;
use crate::model::RelationType;
use crate::tables::Use;
use crate::tables::phrases::ends_at;
use crate::tokens::Kind;

/// Tokens of the name of a body, at most.
const NAME: usize = 12;
/// Tokens between "đã ban hành" and the first paper, at most.
const NEAR: usize = 2;

/// Puts what the paper that speaks tells of other bodies' papers in the place of what it seems to do itself.
pub fn told(scene: &Scene, decided: &mut Vec<Option<Act>>) {
    let mut index = 0;
    while index < scene.named.len() {
        let papers = issued(scene, index);
        let Some(last) = papers.last().copied() else {
            index += 1;
            continue;
        };
        let start = scene.clauses.start(scene.tokens(), scene.named[index].first);
        let carried: Vec<Act> = (0..index)
            .filter(|&at| scene.named[at].first >= start)
            .filter_map(|at| {
                decided[at].take_if(|act| act.kind == RelationType::Implements && act.from == *scene.speaker)
            })
            .collect();
        for act in &carried {
            let by = |at: &usize| Act { from: scene.named[*at].key.clone(), rule: "issued", ..act.clone() };
            decided.extend(papers.iter().map(by).filter(|act| !is_later(&act.to, &act.from)).map(Some));
        }
        if !carried.is_empty() {
            for &at in &papers {
                decided[at] = decided[at].take().map(Act::naming);
            }
        }
        index = last + 1;
    }
}

/// The papers, from one on, that another body than the one that speaks is said to have issued.
fn issued(scene: &Scene, index: usize) -> Vec<usize> {
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    let this = &scene.named[index];
    let issues =
        |at: usize| use_at(tables, tokens, at, Use::Issues).filter(|end| end + NEAR >= this.first && *end < this.first);
    let Some(cue) = (this.first.saturating_sub(6)..this.first).find(|&at| {
        use_at(tables, tokens, at, Use::Already).is_some() && (issues(at).is_some() || issues(at + 1).is_some())
    }) else {
        return Vec::new();
    };
    let body = cue.checked_sub(1).and_then(|last| ends_at(&tables.agencies.bodies, tokens, last, NAME));
    let id = body.and_then(|(first, _)| body_at(tables, tokens, first)?.body.id);
    let (Some(id), Some(speaker)) = (id, scene.speaker.issuer.as_deref()) else { return Vec::new() };
    let bare = |id: &str| id.split(':').next().unwrap_or(id).to_owned();
    let own = |paper: &Named| paper.key.issuer.as_deref().is_some_and(|issuer| bare(issuer) == bare(&id));
    if bare(speaker) == bare(&id) {
        return Vec::new();
    }
    let joined = |at: usize| {
        at == index
            || (scene.named[at - 1].last + 1..scene.named[at].first)
                .all(|i| tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Mark('.' | ';' | ':' | '('))))
    };
    (index..scene.named.len()).take_while(|&at| own(&scene.named[at]) && joined(at)).collect()
}
