//! What a consolidated text joins: the paper that it gives, and those that have changed it.

use super::cues::Cue;
use super::{Act, Scene};
use crate::model::{Part, PartKind, RelationType};
use crate::tables::Voice;

impl Scene<'_> {
    /// True for what a consolidated text says before its legal bases and provisions begin.
    fn opens(&self, act: &Act) -> bool {
        let begins = |part: &&Part| matches!(part.kind, PartKind::Basis | PartKind::Article | PartKind::Chapter);
        let body = self.reading.parts.iter().find(begins).map(|part| self.tokens().at(part.span.start));
        self.speaker != self.subject && body.is_some_and(|body| act.at < body)
    }

    /// What a consolidated text joins: the paper that it gives, and those that are said to have changed that one
    /// before its provisions begin.
    pub(super) fn consolidated(&self, acts: &[Act]) -> Vec<Act> {
        if self.speaker == self.subject {
            return Vec::new();
        }
        let opening = acts.iter().filter(|act| {
            act.kind == RelationType::Amends && act.to == *self.speaker && self.opens(act) && act.from != *self.subject
        });
        let base = self.named.iter().find(|n| Some(n.span) == self.reading.base).map(|n| {
            let cue = Cue { first: n.first, last: n.last, kind: RelationType::Consolidates, voice: Voice::Active };
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
