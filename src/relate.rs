//! Item + References → Relations: what the paper that acts does to each paper named. The nearest cue decides;
//! a list passes its cue on; what stands in the title of another paper is that paper's doing; what is quoted does
//! not act. Every relation keeps its cue, its clause, the provisions touched, the rule and how sure it is. Nothing
//! ambiguous becomes one.

mod clause;
mod cues;
mod decide;
mod effect;
mod merge;
mod rank;
pub mod stated;
mod titles;
mod touch;

use crate::model::{Form, Item, Key, Mention, Part, PartKind, Reference, Relation, RelationType, Span, part_at};
use crate::tables::Tables;
use crate::tokens::Tokens;
use chrono::NaiveDate;
use clause::Clauses;
use cues::{Cue, Cues};

use rank::able;
pub use rank::is_later;

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
    /// Its first and last token.
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

/// In which voice a place of a document speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The document's own.
    Own,
    /// A regulation or plan that it issues.
    Issued,
    /// A list or form annexed to it.
    Annex,
    /// A note below a consolidated text.
    Note,
    /// The new wording of another document.
    Quoted,
}

/// What the rules look at.
struct Scene<'a> {
    reading: &'a Reading<'a>,
    item: &'a Item,
    /// The paper that the item reports, or the single document.
    subject: &'a Key,
    /// The paper whose voice the text is: a consolidated text speaks for the one that it consolidates.
    speaker: &'a Key,
    named: Vec<Named<'a>>,
    cues: Cues,
    clauses: Clauses,
    /// The day from which the paper that speaks is in force.
    effect: Option<NaiveDate>,
    /// True for the words of a collection beside a document, where what is not named is the document.
    is_label: bool,
}

/// The relations that an item states. `at` is its place among the items.
pub fn relate(reading: &Reading, item: &Item, at: usize) -> Vec<Relation> {
    let Some(subject) = &item.subject else { return Vec::new() };
    let scene = Scene::of(reading, item, subject, false);
    let mut acts = decide::decide(&scene);
    acts.extend(touch::instructions(&scene, &acts));
    acts.extend(scene.consolidated(&acts));
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

impl<'a> Scene<'a> {
    fn of(reading: &'a Reading<'a>, item: &'a Item, subject: &'a Key, is_label: bool) -> Self {
        let named = named_in(reading.tokens, item, reading.mentions, reading.references);
        let cues = Cues::of(reading.tables, reading.tokens, item, &named);
        let clauses = Clauses::of(reading, item, &named, &cues);
        let base = reading.base.and_then(|span| named.iter().find(|n| n.span == span)).map(|n| n.key);
        let speaker = base.unwrap_or(subject);
        let mut scene = Self { reading, item, subject, speaker, named, cues, clauses, effect: None, is_label };
        scene.effect = scene.own_effect().or(reading.effect);
        scene
    }

    fn tokens(&self) -> &'a Tokens<'a> {
        self.reading.tokens
    }

    /// The words of a span with single spaces.
    fn words(&self, span: Span) -> String {
        self.tokens().text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn place(&self, this: &Named) -> Place {
        self.place_at(this.span.start)
    }

    fn place_at(&self, byte: usize) -> Place {
        let Some(part) = part_at(self.reading.parts, byte, |kind| kind.is_quoted() || kind == PartKind::Annex) else {
            return Place::Own;
        };
        match part.kind {
            PartKind::Footnote => Place::Note,
            PartKind::Annex => {
                let first = self.tokens().at(part.span.start);
                let issued = (first..first + 4).any(|at| {
                    self.reading.tables.type_words.longest(self.tokens(), at).is_some_and(|hit| !hit.value.1)
                });
                if issued { Place::Issued } else { Place::Annex }
            }
            _ => Place::Quoted,
        }
    }

    /// True if the paper that speaks is not older than another.
    fn precedes(&self, other: &Named) -> bool {
        let day = if self.speaker == self.subject { self.item.date } else { None };
        match (day, other.date) {
            (Some(own), Some(date)) => date <= own,
            _ => !is_later(other.key, self.speaker),
        }
    }

    /// An act by the cue alone, of the paper that speaks on nothing yet.
    fn bare(&self, cue: &Cue, from: &Key, rule: &'static str, confidence: f64) -> Act {
        Act {
            kind: cue.kind,
            from: from.clone(),
            to: from.clone(),
            cue: self.tokens().span(cue.first, cue.last),
            at: cue.first,
            evidence: Span::default(),
            rule,
            confidence,
            pinpoint: None,
            part: false,
            effect: None,
            partner: None,
        }
    }

    /// An act on the paper named at a place.
    fn act(&self, cue: &Cue, from: &Key, this: &Named, rule: &'static str, confidence: f64) -> Act {
        let act = self.between(cue, from, this.key, this, rule, confidence);
        Act { pinpoint: this.pinpoint.map(|span| self.words(span)), ..act }
    }

    /// An act of one paper on another, stated where a paper is named.
    fn between(&self, cue: &Cue, from: &Key, to: &Key, this: &Named, rule: &'static str, confidence: f64) -> Act {
        let evidence = self.clauses.around(self.tokens(), this.first, this.last);
        Act { to: to.clone(), at: this.first, evidence, ..self.bare(cue, from, rule, confidence) }
    }

    /// The evidence with the words that open its list, where both stand near each other.
    fn together(&self, first: usize, evidence: Span) -> Span {
        let opens = self.tokens().get(first).map_or(evidence.start, |t| t.span.start);
        if evidence.end.saturating_sub(opens) <= TOGETHER {
            Span::new(opens.min(evidence.start), evidence.end)
        } else {
            evidence
        }
    }

    /// True for what a consolidated text says before its legal bases and provisions begin.
    fn opens(&self, act: &Act) -> bool {
        let begins = |part: &&Part| matches!(part.kind, PartKind::Basis | PartKind::Article | PartKind::Chapter);
        let body = self.reading.parts.iter().find(begins).map(|part| self.tokens().at(part.span.start));
        self.speaker != self.subject && body.is_some_and(|body| act.at < body)
    }

    /// What a consolidated text joins: the paper that it gives, and those that are said to have changed that one
    /// before its provisions begin.
    fn consolidated(&self, acts: &[Act]) -> Vec<Act> {
        if self.speaker == self.subject {
            return Vec::new();
        }
        let opening = acts.iter().filter(|act| {
            act.kind == RelationType::Amends && act.to == *self.speaker && self.opens(act) && act.from != *self.subject
        });
        let base = self.named.iter().find(|n| n.key == self.speaker).map(|n| {
            let cue = Cue {
                first: n.first,
                last: n.last,
                kind: RelationType::Consolidates,
                voice: crate::tables::Voice::Active,
            };
            self.act(&cue, self.subject, n, "consolidated", 0.95)
        });
        let joined = opening.map(|act| Act {
            kind: RelationType::Consolidates,
            from: self.subject.clone(),
            to: act.from.clone(),
            rule: "consolidated",
            confidence: 0.9,
            pinpoint: None,
            part: false,
            effect: None,
            ..act.clone()
        });
        base.into_iter().chain(joined).collect()
    }
}

#[cfg(test)]
mod tests;

/// Bytes up to which the words that open a list are shown with one of its entries.
const TOGETHER: usize = 700;

impl Act {
    /// The same, as a mere naming.
    fn as_naming(self) -> Self {
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
