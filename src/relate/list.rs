//! Papers that head the entries of a list, where the words that open it tell what is done to them: below a colon, in an
//! annex, in the rows of a table.

use super::cues::Cue;
use super::decide::before;
use super::rank::{able, is_change};
use super::touch::{self, Extent};
use super::{Act, Named, Scene, scene::Place};
use crate::find::has_use;
use crate::model::{PartKind, RelationType, part_at};
use crate::tables::{Use, Voice};

/// Tokens in which the heading of an annex stands.
const HEADING: usize = 60;

/// A paper that heads its clause and goes on with a list: of the clause before, or of the words that open it.
pub fn listed(scene: &Scene, index: usize, start: usize, decided: &[Option<Act>]) -> Option<Act> {
    let this = &scene.named[index];
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    // "a) Quyết định A và Quyết định B": B goes with A.
    if let Some((first, Some(act))) = before(scene, index, start, decided)
        && act.rule == "list"
        && (first.last + 1..this.first).any(|at| has_use(tables, tokens, at, Use::Joins))
        && scene.cues.within(first.last, this.first).is_empty()
    {
        return Some(act.passed_on(scene, this));
    }
    // A clause that begins with the paper goes on with the list of the clause before: "Căn cứ A; B".
    let continued =
        index.checked_sub(1).and_then(|i| decided[i].as_ref()).filter(|act| act.kind == RelationType::Basis);
    // "Căn cứ Luật A; các Luật sửa đổi …; Nghị định C"
    let begins = this.first == start || this.first == start + 1 && has_use(tables, tokens, start, Use::Several);
    if let Some(basis) = continued.filter(|_| begins) {
        return Some(basis.passed_on(scene, this));
    }
    if !scene.clauses.headed_by(scene.reading, this) {
        return None;
    }
    if scene.place(this) == Place::Annex {
        return in_annex(scene, this);
    }
    let Some((first, last)) = scene.clauses.lead_in(scene.reading, this) else {
        return made_known(scene, this);
    };
    // Without a colon, as in the heading of an article, only what is done to papers opens a list of them.
    let opens = tokens.get(last).is_some_and(|t| t.is_mark(':'));
    let Some(cue) = opening_cue(scene, first, last).filter(|cue| opens || is_change(cue.kind)) else {
        return made_known(scene, this);
    };
    if cue.voice == Voice::After && makes_known(scene).is_some() {
        return made_known(scene, this);
    }
    let mut extent = Extent::of(scene, this.pinpoint, cue.first, last);
    if let Some(own) = extent.pinpoint.is_none().then(|| touch::provisions(scene, start, this.first)).flatten() {
        extent = Extent { pinpoint: Some(own), part: true, ..extent };
    }
    let effect = scene.effect_within(cue.first, last);
    if cue.voice == Voice::Passive {
        let upto = scene.named.partition_point(|n| n.last < cue.first);
        let acted = scene.named[..upto].iter().rev().take_while(|n| n.first >= first).find(|n| able(this, n, cue.kind));
        let act = scene.between(cue, this.key, acted.map_or(scene.speaker, |n| n.key), this, "list", 0.85);
        return Some(act.touching(extent, scene.effect_behind(this.last, this.key)));
    }
    if !scene.precedes(this) {
        return None;
    }
    let mut act = scene.act(cue, scene.speaker, this, "list", 0.85).touching(extent, effect);
    act.evidence = scene.together(first, act.evidence);
    Some(act)
}

/// The cue of the words that open a list: the strongest that has no paper of its own among them.
fn opening_cue<'s>(scene: &'s Scene, first: usize, last: usize) -> Option<&'s Cue> {
    let cues = scene.cues.within(first, last);
    let free = cues.iter().enumerate().filter(|(n, cue)| {
        let until = cues.get(n + 1).map_or(last, |next| next.first);
        let from = scene.named.partition_point(|n| n.first <= cue.last);
        let own = scene.named[from..].iter().take_while(|n| n.first <= until).any(|n| n.key != scene.speaker);
        let back = cue.voice == Voice::Passive || !own;
        back && scene.cues.title_around(cue.first).is_none() && cue.kind != RelationType::Cites
    });
    free.map(|(_, cue)| cue).min_by_key(|cue| cue.kind)
}

/// The cue by which the title of a document says that it makes something known: "Công bố Danh mục văn bản …".
fn makes_known<'s>(scene: &'s Scene) -> Option<&'s Cue> {
    let (first, last) = scene.token_range(scene.item.headline);
    opening_cue(scene, first, last)
        .filter(|cue| cue.kind == RelationType::Announces)
        .or_else(|| scene.cues.within(first, last).iter().find(|cue| cue.kind == RelationType::Announces))
}

/// An entry of a list that a document makes known: a paper that has ended, by another.
fn made_known(scene: &Scene, this: &Named) -> Option<Act> {
    let cue = makes_known(scene).filter(|_| scene.precedes(this) && scene.clauses.lists(scene.reading, this))?;
    Some(scene.act(cue, scene.speaker, this, "list", 0.8))
}

/// A row of "Danh mục văn bản bãi bỏ": the document repeals it, or makes known that it has ended.
fn in_annex(scene: &Scene, this: &Named) -> Option<Act> {
    let annex = part_at(scene.reading.parts, this.span.start, |kind| kind == PartKind::Annex)?;
    // The heading stands above the first row, and may say again with which paper it was issued.
    let first = scene.tokens().at(annex.span.start);
    let from = scene.named.partition_point(|n| n.first < first);
    let row = scene.named[from..].iter().find(|n| n.key != scene.speaker && n.key != scene.subject)?;
    let last = row.first.min(first + HEADING).checked_sub(1)?;
    let cue = opening_cue(scene, first, last).filter(|cue| is_change(cue.kind) && scene.precedes(this))?;
    let mut cue = cue.clone();
    if makes_known(scene).is_some() {
        cue.kind = RelationType::Announces;
    }
    let extent = Extent::of(scene, this.pinpoint, cue.first, cue.last + 3);
    Some(scene.act(&cue, scene.speaker, this, "annex", 0.85).touching(extent, None))
}
