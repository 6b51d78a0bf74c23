//! Acts → Relations: one for each pair of papers, of the strongest kind that the item states, with every place where
//! it states one.

use super::rank::is_change;
use super::{Act, Scene};
use crate::model::{Key, Relation, RelationType, Touch};
use crate::{named_for_id, stable_id};
use std::collections::BTreeMap;

/// The relations of an item, in order of place.
pub fn relations(scene: &Scene, item: usize, acts: Vec<Act>) -> Vec<Relation> {
    let mut pairs: BTreeMap<(Key, Key), Vec<Act>> = BTreeMap::new();
    let ends: Vec<[Key; 2]> = acts
        .iter()
        .filter(|act| act.kind != RelationType::Cites)
        .map(|act| [act.from.clone(), act.to.clone()])
        .collect();
    for mut act in acts.into_iter().filter(|act| act.from != act.to) {
        // What a paper changes, it changes from the day on which it is in force.
        if is_change(act.kind) && act.from == *scene.speaker {
            act.effect = act.effect.or(scene.effect);
        }
        pairs.entry((act.from.clone(), act.to.clone())).or_default().push(act);
    }
    // "Nghị định A được thay thế bằng Nghị định B" tells of A and B, and the text does not name A besides.
    pairs.retain(|(from, to), acts| {
        let others = |pair: &[Key; 2]| pair.contains(to) && !pair.contains(from);
        !(acts.iter().all(|act| act.rule == "subject") && ends.iter().any(others))
    });
    let mut found: Vec<(usize, Relation)> =
        pairs.into_values().filter_map(|acts| relation(scene, item, acts)).collect();
    found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    found.into_iter().map(|(_, relation)| relation).collect()
}

/// The relation of one pair, with its place.
fn relation(scene: &Scene, item: usize, mut acts: Vec<Act>) -> Option<(usize, Relation)> {
    acts.sort_by_key(|act| act.at);
    // Among equals the first stands.
    let best = acts.iter().min_by_key(|act| act.kind)?;
    let id = stable_id(&[
        best.kind.name(),
        &named_for_id(&best.from),
        &named_for_id(&best.to),
        &named_for_id(scene.subject),
        &scene.words(best.evidence),
    ]);
    let same: Vec<&Act> = acts.iter().filter(|act| act.kind == best.kind).collect();
    let relation = Relation {
        id,
        item,
        kind: best.kind,
        from: best.from.clone(),
        to: best.to.clone(),
        cue: scene.words(best.cue),
        evidence: best.evidence,
        pinpoint: best.pinpoint.clone().or_else(|| same.iter().find_map(|act| act.pinpoint.clone())),
        // "Bãi bỏ khoản 2" at one place and "bãi bỏ toàn bộ" at another end the whole; a paper is amended in parts.
        part: match best.kind {
            RelationType::Amends => same.iter().any(|act| act.part),
            _ => same.iter().all(|act| act.part),
        },
        effect: best.effect.or_else(|| only(same.iter().filter_map(|act| act.effect))),
        rule: best.rule,
        confidence: best.confidence,
        touches: acts.iter().filter(|act| act.kind != RelationType::Cites).map(|act| touch(scene, act)).collect(),
    };
    Some((best.at, relation))
}

/// The one value there is.
fn only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

fn touch(scene: &Scene, act: &Act) -> Touch {
    Touch {
        kind: act.kind,
        pinpoint: act.pinpoint.clone(),
        part: act.part,
        effect: act.effect,
        cue: scene.words(act.cue),
        evidence: act.evidence,
    }
}
