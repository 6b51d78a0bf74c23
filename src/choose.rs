//! References + what persons chose → references, some of them settled. A name that the text leaves open has an id by which
//! a person says which paper it means; the same words in the same sentence of the same paper have the same id wherever
//! they are read, so a choice holds when the source is read again and when another paragraph is edited. What a person
//! said stands whatever the rules make of the name, also for a paper issued after the page. Without choices nothing is
//! settled here.

use crate::model::{Choice, Item, Key, Mention, Reference, Span, Target, item_at};
use crate::resolve::{Holds, describe, reference_of};
use crate::sentence::sentence;
use crate::tables::Tables;
use crate::tokens::Tokens;
use crate::{named_for_id, stable_id};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What persons chose, by the id of the name.
pub type Choices = BTreeMap<String, Choice>;

/// What the step looks at.
pub struct Scene<'a> {
    /// The words of the law.
    pub tables: &'a Tables,
    /// The text.
    pub tokens: &'a Tokens<'a>,
    /// The items, in order of place.
    pub items: &'a [Item],
    /// Every mention, in order of place.
    pub mentions: &'a [Mention],
    /// Path or address of the source.
    pub source: &'a str,
    /// The key of a single document.
    pub subject: Option<&'a Key>,
    /// What the graph holds.
    pub held: &'a dyn Holds,
}

/// Gives the names that a person settled the paper that was chosen.
pub fn choose(scene: &Scene, choices: &Choices, references: &mut [Reference]) {
    if choices.is_empty() {
        return;
    }
    // A name that was left open when the person chose may be none by now.
    name(scene, references, |_| true);
    for reference in &mut *references {
        if let Some(choice) = reference.id.as_ref().and_then(|id| choices.get(id)) {
            reference.target = Target::Stub(choice.key.clone());
            reference.chosen = Some(choice.clone());
        }
    }
    describe(scene.tables, scene.items, scene.held, scene.subject, references);
}

/// Gives ids to the names that are open in the end, and takes those of the others back that no person chose. Call it when
/// the anaphors have been pointed back.
pub fn name_open(scene: &Scene, choices: &Choices, references: &mut [Reference]) {
    // With choices all have ids already, made before a choice gave an item another paper.
    if choices.is_empty() {
        name(scene, references, Reference::is_open);
    }
    for reference in references.iter_mut().filter(|r| !r.is_open() && r.chosen.is_none()) {
        reference.id = None;
    }
}

/// Gives ids to the references wanted.
fn name(scene: &Scene, references: &mut [Reference], wanted: impl Fn(&Reference) -> bool) {
    let tokens = scene.tokens;
    let words = |reference: &Reference| tokens.words(scene.mentions[reference.mention].span);
    let sought: HashSet<String> = references.iter().filter(|r| wanted(r)).map(words).collect();
    if sought.is_empty() {
        return;
    }
    let mut met: HashMap<String, usize> = HashMap::new();
    let mut ids = Vec::new();
    for (at, reference) in references.iter().enumerate() {
        let words = words(reference);
        if !sought.contains(&words) {
            continue;
        }
        let span = scene.mentions[reference.mention].span;
        let item = item_at(scene.items, span);
        let reported = item.and_then(|i| i.reported_by).and_then(|at| reference_of(references, at));
        let paper = reported.and_then(Reference::key).or(scene.subject).map(named_for_id);
        let bounds = item.map_or(Span::new(0, usize::MAX), |item| item.span);
        let sentence = tokens.words(sentence(tokens, span, bounds));
        let id = stable_id(&["name", paper.as_deref().unwrap_or(scene.source), &words, &sentence]);
        let times = met.entry(id.clone()).or_default();
        *times += 1;
        if wanted(reference) {
            ids.push((at, if *times > 1 { stable_id(&[&id, &times.to_string()]) } else { id }));
        }
    }
    for (at, id) in ids {
        references[at].id = Some(id);
    }
}
