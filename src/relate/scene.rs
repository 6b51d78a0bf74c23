//! What the rules look at: an item with the papers named in it, their cues, the clauses and places they stand in, and who
//! speaks there.

use super::clause::{Clauses, own_words};
use super::cues::{Cue, Cues};
use super::{Act, Named, Reading, is_later, named_in};
use crate::model::{Item, Key, PartKind, Span, part_at};
use crate::tokens::Tokens;
use chrono::NaiveDate;

/// Bytes up to which the words that open a list are shown with one of its entries.
const TOGETHER: usize = 700;

/// In which voice a place of a document speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
pub struct Scene<'a> {
    pub reading: &'a Reading<'a>,
    pub item: &'a Item,
    /// The paper that the item reports, or the single document.
    pub subject: &'a Key,
    /// The paper whose voice the text is: a consolidated text speaks for the one that it consolidates.
    pub speaker: &'a Key,
    pub named: Vec<Named<'a>>,
    pub cues: Cues,
    pub clauses: Clauses,
    /// The day from which the paper that speaks is in force.
    pub effect: Option<NaiveDate>,
    /// True for the words of a collection beside a document, where what is not named is the document.
    pub is_label: bool,
}

impl<'a> Scene<'a> {
    pub fn of(reading: &'a Reading<'a>, item: &'a Item, subject: &'a Key, is_label: bool) -> Self {
        let named = named_in(reading.tokens, item, reading.mentions, reading.references);
        let cues = Cues::of(reading.tables, reading.tokens, item, &named);
        let clauses = Clauses::of(reading, item, &named, &cues);
        let base = reading.base.and_then(|span| named.iter().find(|n| n.span == span)).map(|n| n.key);
        let speaker = base.unwrap_or(subject);
        let mut scene = Self { reading, item, subject, speaker, named, cues, clauses, effect: None, is_label };
        scene.effect = scene.own_effect().or(reading.effect);
        scene
    }

    pub fn tokens(&self) -> &'a Tokens<'a> {
        self.reading.tokens
    }

    /// The words of a span with single spaces.
    pub fn words(&self, span: Span) -> String {
        self.tokens().words(span)
    }

    pub fn place(&self, this: &Named) -> Place {
        self.place_at(this.span.start)
    }

    pub fn place_at(&self, byte: usize) -> Place {
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
    pub fn precedes(&self, other: &Named) -> bool {
        let day = if self.speaker == self.subject { self.item.date } else { None };
        match (day, other.date) {
            (Some(own), Some(date)) => date <= own,
            _ => !is_later(other.key, self.speaker),
        }
    }

    /// An act by the cue alone, of the paper that speaks on nothing yet.
    pub fn bare(&self, cue: &Cue, from: &Key, rule: &'static str, confidence: f64) -> Act {
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
    pub fn act(&self, cue: &Cue, from: &Key, this: &Named, rule: &'static str, confidence: f64) -> Act {
        let act = self.between(cue, from, this.key, this, rule, confidence);
        Act { pinpoint: this.pinpoint.map(|span| self.words(span)), ..act }
    }

    /// An act of one paper on another, stated where a paper is named.
    pub fn between(&self, cue: &Cue, from: &Key, to: &Key, this: &Named, rule: &'static str, confidence: f64) -> Act {
        let evidence = self.clauses.around(self.tokens(), this.first, this.last);
        Act { to: to.clone(), at: this.first, evidence, ..self.bare(cue, from, rule, confidence) }
    }

    /// The evidence with the words that open its list, where both stand near each other.
    pub fn together(&self, first: usize, evidence: Span) -> Span {
        let opens = self.tokens().get(first).map_or(evidence.start, |t| t.span.start);
        if evidence.end.saturating_sub(opens) <= TOGETHER {
            Span::new(opens.min(evidence.start), evidence.end)
        } else {
            evidence
        }
    }

    /// The first token of the entry of a list that holds a paper: a provision, or a paragraph.
    pub fn entry(&self, this: &Named) -> Option<usize> {
        let byte = this.span.start;
        let part = part_at(self.reading.parts, byte, PartKind::is_provision).map(|part| part.span.start);
        let paragraphs = self.reading.paragraphs;
        let paragraph = paragraphs[..paragraphs.partition_point(|p| p.start <= byte)].last().map(|p| p.start);
        part.max(paragraph).map(|start| self.tokens().at(start))
    }

    /// The provisions that hold a place, by their places among the parts, the innermost first.
    pub fn ancestors(&self, byte: usize) -> impl Iterator<Item = usize> {
        let parts = self.reading.parts;
        let mut at = parts.partition_point(|part| part.span.start <= byte).checked_sub(1);
        std::iter::from_fn(move || {
            while let Some(found) = at {
                at = parts[found].parent;
                if parts[found].span.end > byte {
                    return Some(found);
                }
            }
            None
        })
    }

    /// What the provisions around a place say themselves, the innermost first.
    pub fn words_around(&self, byte: usize) -> impl Iterator<Item = (usize, usize)> {
        self.ancestors(byte)
            .filter(|&at| self.reading.parts[at].kind.is_provision())
            .filter_map(|at| own_words(self.reading, at))
    }

    /// The tokens of a span.
    pub fn token_range(&self, span: Span) -> (usize, usize) {
        let tokens = self.tokens();
        (tokens.at(span.start), tokens.at(span.end).saturating_sub(1))
    }
}
