//! Item + References → Relations: what the paper that acts does to each paper named. The nearest cue decides;
//! a list passes its cue on; what stands in the title of another paper is that paper's doing; what is quoted does
//! not act. Every relation keeps its cue, its clause, the provisions touched, the rule and how sure it is. Nothing
//! ambiguous becomes one.

mod actor;
mod clause;
mod cues;
mod decide;
mod effect;
mod issued;
mod joined;
mod list;
mod merge;
mod passive;
mod rank;
mod scene;
pub mod stated;
mod titles;
mod touch;

use crate::model::{DocType, Form, Item, Key, Mention, Part, Reference, Relation, RelationType, Span, mentions_in};
use crate::tables::Tables;
use crate::tokens::Tokens;
use chrono::NaiveDate;
pub use rank::is_later;
use scene::Scene;

/// What was read of a text before its relations.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The words of the law.
    pub tables: &'a Tables,
    /// The text.
    pub tokens: &'a Tokens<'a>,
    /// Its paragraphs, in order.
    pub paragraphs: &'a [Span],
    /// The parts of a single document, each before those inside it.
    pub parts: &'a [Part],
    /// What is named in it, in order.
    pub mentions: &'a [Mention],
    /// What the documents named lead to.
    pub references: &'a [Reference],
    /// Where the paper that a consolidated text gives is named.
    pub base: Option<Span>,
    /// The day from which a single document is in force.
    pub effect: Option<NaiveDate>,
}

/// A document named in an item, with what it leads to.
pub(crate) struct Named<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// The document.
    pub key: &'a Key,
    /// True for an anaphor.
    pub anaphor: bool,
    /// The pinpoint before it.
    pub pinpoint: Option<Span>,
    /// The day beside its number.
    pub date: Option<NaiveDate>,
}

/// One act of a paper on another, as one place states it.
#[derive(Clone, Debug)]
struct Act {
    kind: RelationType,
    from: Key,
    to: Key,
    cue: Span,
    /// Token at which it is stated.
    at: usize,
    evidence: Span,
    rule: &'static str,
    confidence: f64,
    pinpoint: Option<String>,
    part: bool,
    effect: Option<NaiveDate>,
    /// Index of the paper at the other end, where it stands in the same sentence and others may stand beside it.
    partner: Option<usize>,
}

/// The most mentions of an excerpt that names no paper of its own.
const EXCERPT: usize = 500;

/// The relations that an item states. `at` is its place among the items.
pub fn relate(reading: &Reading, item: &Item, at: usize) -> Vec<Relation> {
    // An excerpt or a list that does not say whose words it is: what its papers do to each other holds all the same. What
    // is longer is a dump of many pages, and each of its names would be sought in the whole of it.
    if item.subject.is_none() && mentions_in(reading.mentions, item.span).1.len() > EXCERPT {
        return Vec::new();
    }
    let nobody = Key { kind: DocType::Other, number: String::new(), year: None, issuer: None };
    let scene = Scene::of(reading, item, item.subject.as_ref().unwrap_or(&nobody), false);
    let mut acts = decide::decide(&scene);
    acts.extend(touch::instructions(&scene, &acts));
    acts.extend(scene.consolidated(&acts));
    acts.retain(|act| act.from != nobody && act.to != nobody);
    merge::relations(&scene, at, acts)
}

/// The titles that follow documents in a text ("về việc …"), with the document.
pub fn titles(
    tables: &Tables,
    tokens: &Tokens,
    items: &[Item],
    mentions: &[Mention],
    references: &[Reference],
) -> Vec<(Key, Span)> {
    let mut found = Vec::new();
    for item in items {
        let named = named_in(tokens, item, mentions, references);
        for title in titles::titles(tables, tokens, &named) {
            found.push((named[title.owner].key.clone(), tokens.span(title.first, title.last)));
        }
    }
    found
}

/// The documents named in an item, in order.
pub(crate) fn named_in<'a>(
    tokens: &Tokens,
    item: &Item,
    mentions: &[Mention],
    references: &'a [Reference],
) -> Vec<Named<'a>> {
    let from = references.partition_point(|r| mentions[r.mention].span.start < item.span.start);
    references[from..]
        .iter()
        .take_while(|r| mentions[r.mention].span.start < item.span.end)
        .filter_map(|reference| {
            let mention = &mentions[reference.mention];
            let cited = mention.cited()?;
            let key = reference.key()?;
            let first = tokens.at(mention.span.start);
            let last = tokens.at(mention.span.end).saturating_sub(1);
            Some(Named {
                span: mention.span,
                first,
                last,
                key,
                anaphor: cited.form == Form::Anaphor,
                pinpoint: cited.pinpoint,
                date: cited.date,
            })
        })
        .collect()
}

impl Act {
    /// The same, as a mere naming.
    fn naming(self) -> Self {
        Act { kind: RelationType::Cites, confidence: self.confidence.min(0.85), part: false, effect: None, ..self }
    }

    /// The same act on the next paper of a list.
    fn passed_on(&self, scene: &Scene, this: &Named) -> Act {
        let evidence = scene.clauses.around(scene.tokens(), this.first, this.last);
        let named = this.pinpoint.map(|span| scene.words(span));
        // "một số điều của Luật A, Luật B" is said of both; "khoản 2 Điều 5 Luật A" of the first alone.
        let part = rank::is_change(self.kind) && (named.is_some() || (self.part && self.pinpoint.is_none()));
        Act {
            to: this.key.clone(),
            at: this.first,
            evidence,
            rule: "list",
            confidence: (self.confidence - 0.05).max(0.5),
            pinpoint: named,
            part,
            partner: None,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests;
