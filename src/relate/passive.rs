//! "Nghị định A được sửa đổi bởi Nghị định B": the paper acted on is named, or it is the text itself.

use super::cues::Cue;
use super::rank::{able, is_change};
use super::touch::{self, Extent};
use super::{Act, Named, Scene};
use crate::find::date::is_word;
use crate::find::has_use;
use crate::model::{PartKind, part_at};
use crate::tables::Use;

/// "Nghị định A được sửa đổi bởi Nghị định B": the later acts on the earlier.
pub fn passive(scene: &Scene, index: usize, start: usize, cue: &Cue, decided: &[Option<Act>]) -> Option<Act> {
    let this = &scene.named[index];
    let tables = scene.reading.tables;
    let points = cue.first.checked_sub(1).filter(|&at| at >= start && has_use(tables, scene.tokens(), at, Use::This));
    let upto = scene.named[..index].partition_point(|n| n.last < cue.first);
    // "Khoản này được sửa đổi bởi …": a provision of the text itself.
    let itself = points.filter(|at| scene.named[..upto].last().is_none_or(|n| n.last < *at));
    let acted = match itself {
        Some(_) => None,
        None => acted_on(scene, this, upto, start, cue, decided),
    };
    if let Some(acted) = acted {
        if upto < index && !goes_on_amending(scene, this) {
            return Some(scene.act(cue, scene.speaker, this, "named", 0.7).naming());
        }
        let extent = if acted.first >= start {
            Extent::of(scene, acted.pinpoint, cue.first, cue.last + 1)
        } else {
            // "1. Quyết định số 09/2020/QĐ-UBND. Nội dung hết hiệu lực: khoản 2 Điều 4. Lý do: được sửa đổi bởi …"
            let said = touch::provisions(scene, start, cue.first);
            let pinpoint = said.or_else(|| touch::provisions(scene, acted.last + 1, start));
            Extent { part: pinpoint.is_some(), pinpoint, ..Extent::of(scene, None, cue.first, cue.last + 1) }
        };
        let act = scene.between(cue, this.key, acted.key, this, "passive", 0.9);
        let effect =
            scene.effect_behind(this.last, this.key).or_else(|| scene.effect_within(acted.last + 1, cue.first));
        let partner = scene.named.iter().position(|n| n.first == acted.first);
        return Some(Act { partner, ..act.touching(extent, effect) });
    }
    if this.key == scene.speaker || this.key == scene.subject {
        return None;
    }
    let speaks_of_itself = itself.is_some() || touch::provisions(scene, start, cue.first).is_some() || scene.is_label;
    if !speaks_of_itself {
        return Some(scene.act(cue, scene.speaker, this, "named", 0.7).naming());
    }
    let said = Extent::of(scene, None, start, cue.last);
    // "[1] Khoản này được sửa đổi theo …": the provision that the note is to.
    let pinpoint = said.pinpoint.clone().or_else(|| itself.and_then(|_| noted(scene, this.span.start)));
    let extent = Extent { part: true, pinpoint, ..said };
    let act = scene.between(cue, this.key, scene.speaker, this, "passive", 0.85);
    Some(act.touching(extent, scene.effect_behind(this.last, this.key)))
}

/// The provision to which the note around a place belongs: where its mark stands in the text.
fn noted(scene: &Scene, byte: usize) -> Option<String> {
    let parts = scene.reading.parts;
    let note = part_at(parts, byte, |kind| kind == PartKind::Footnote)?;
    let number: u32 = note.number.as_deref()?.parse().ok()?;
    let tokens = scene.tokens();
    let mark = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is_mark(mark));
    let marks = |at: &usize| mark(*at, '[') && tokens.number(at + 1) == Some(number) && mark(at + 2, ']');
    let stands = (0..tokens.at(note.span.start)).find(marks)?;
    let mut units = Vec::new();
    for at in scene.ancestors(tokens.get(stands)?.span.start) {
        let (kind, number) = (parts[at].kind, parts[at].number.as_deref());
        let (true, Some(number)) = (kind.is_provision(), number) else { break };
        let mut unit = kind.label_vi().chars();
        let first = unit.next()?;
        // "điểm a khoản 2 Điều 5"
        units.push(match kind {
            PartKind::Point | PartKind::Clause => format!("{} {number}", kind.label_vi()),
            _ => format!("{}{} {number}", first.to_uppercase(), unit.as_str()),
        });
        if kind <= PartKind::Article {
            break;
        }
    }
    (!units.is_empty()).then(|| units.join(" "))
}

/// The paper that a passive cue speaks of: the nearest before it that the actor can change and that is no actor
/// itself; where the sentence names none, the one that heads the entry of the list.
fn acted_on<'s>(
    scene: &'s Scene,
    this: &Named,
    upto: usize,
    start: usize,
    cue: &Cue,
    decided: &[Option<Act>],
) -> Option<&'s Named<'s>> {
    let acts =
        |at: usize| decided[at].as_ref().is_some_and(|act| act.rule == "passive" && act.from == *scene.named[at].key);
    let fits = |at: &usize| {
        let n = &scene.named[*at];
        n.key != this.key && able(this, n, cue.kind) && !acts(*at)
    };
    let named = |at: usize| &scene.named[at];
    let inside = (0..upto).rev().take_while(|&at| scene.named[at].first >= start).find(fits).map(named);
    inside.or_else(|| {
        let entry = scene.entry(this)?;
        (0..upto).rev().take_while(|&at| scene.named[at].first >= entry).filter(fits).last().map(named)
    })
}

/// True for a paper that goes on with "được sửa đổi bởi Luật số 03/2016/QH14, Luật số …": a statute by its title is one
/// more of the list around, unless its title says that it amends.
fn goes_on_amending(scene: &Scene, this: &Named) -> bool {
    let (tables, tokens) = (scene.reading.tables, scene.tokens());
    let Some(hit) = tables.type_words.longest(tokens, this.first).filter(|_| this.key.kind.is_statute()) else {
        return true;
    };
    let at = hit.last + 1;
    let amends = tables.relation_cues.longest(tokens, at).is_some_and(|cue| is_change(cue.value.kind));
    amends || is_word(tokens, at, "số") || tokens.number(at).is_some()
}

/// "Nghị định số 91/2017/NĐ-CP (đã bị Nghị định 98 thay thế)": the paper between "bị" and the cue acts.
pub fn agent(scene: &Scene, index: usize, start: usize, decided: &[Option<Act>]) -> Option<Act> {
    let this = &scene.named[index];
    let undergoes = this.first.checked_sub(1).filter(|&at| at >= start)?;
    if !has_use(scene.reading.tables, scene.tokens(), undergoes, Use::Undergoes) {
        return None;
    }
    let cue = scene.cues.within(this.last + 1, this.last + 1).iter().find(|cue| is_change(cue.kind))?;
    // "Dự án được Quyết định X bãi bỏ Quyết định Y …" is no passive.
    let acts = scene.named.get(index + 1).is_some_and(|next| next.first == cue.last + 1);
    let acted = acted_on(scene, this, index, start, cue, decided).filter(|_| !acts)?;
    let extent = Extent::of(scene, acted.pinpoint, undergoes, cue.last + 1);
    let act = scene.between(cue, this.key, acted.key, this, "passive", 0.85);
    let partner = scene.named.iter().position(|n| n.first == acted.first);
    Some(Act { partner, ..act.touching(extent, scene.effect_behind(cue.last, this.key)) })
}
