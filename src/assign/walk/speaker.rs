//! Whose orders are told in a walk, and what a body is to them: their author, an office that speaks for it, one above
//! whom nobody tasks, a town whose name its province bears.

use super::{Clause, Listed, Walk};
use crate::find::agency::body_at;
use crate::find::{has_use, use_at};
use crate::model::{Key, Role};
use crate::sentence::sentence_start;
use crate::tables::Use;
use crate::tables::agencies::{CENTRE, CITY, OFFICE, SUPREME};
use crate::tables::phrases::ends_at;

impl Walk<'_, '_> {
    /// The paper of another body that stands right before an order ("Bộ Y tế đề nghị …"), named before in the
    /// same sentence.
    pub(super) fn speaker(&self, cue: usize) -> Option<Key> {
        let last = cue.checked_sub(1)?;
        let (first, _) = ends_at(&self.tables.agencies.bodies, self.tokens, last, 8)?;
        let id = body_at(self.tables, self.tokens, first)?.body.id?;
        let start = sentence_start(self.tokens, first, first.saturating_sub(80));
        let upto = self.named.partition_point(|n| n.last < first);
        let near = self.named[..upto].iter().rev().take_while(|n| n.first >= start);
        near.filter(|n| n.key != self.subject && n.key.issuer.as_deref() == Some(id.as_str()))
            .map(|n| n.key.clone())
            .next()
    }

    /// True for the Party's centre, the National Assembly, the President, the Government and the Prime Minister: nobody
    /// below puts a task on them; a sentence with such a subject tells what they did.
    pub(super) fn is_above(&self, body: &Listed) -> bool {
        let Some(id) = body.id.as_deref().filter(|id| SUPREME.contains(id)) else { return false };
        match self.document.issuer.as_deref().filter(|issuer| SUPREME.contains(issuer)) {
            Some(issuer) => id == CENTRE && issuer != CENTRE,
            None => true,
        }
    }

    /// True for the body that issued the paper whose orders are told. The office of a People's Committee speaks
    /// for the committee.
    pub(super) fn is_author(&self, body: &Listed) -> bool {
        self.is_issuer(body.id.as_deref()) && !self.is_town(body)
    }

    /// True for "UBND thành phố" in what a province says that is no city: its town.
    pub(super) fn is_town(&self, body: &Listed) -> bool {
        let place = self.document.issuer.as_deref().and_then(|id| id.split_once(':')).map(|(_, place)| place);
        let province = place.and_then(|place| self.tables.agencies.province(place));
        province.is_some_and(|row| row.kind != CITY) && body.name.ends_with(CITY)
    }

    /// True for an office, whose papers carry the orders of the head that it serves.
    pub(super) fn is_office(&self, body: &Listed) -> bool {
        let Some(id) = body.id.as_deref() else { return false };
        id == OFFICE || self.tables.agencies.kind(id) == Some("office")
    }

    /// True for the id of that body.
    pub(super) fn is_issuer(&self, id: Option<&str>) -> bool {
        let bare = |id: &str| id.split(':').next().unwrap_or(id).to_owned();
        let Some(issuer) = self.document.issuer.as_deref().map(bare) else { return false };
        id.map(bare).is_some_and(|id| id == issuer || Some(id.as_str()) == issuer.strip_prefix("VP-"))
    }

    /// True where a body is told to have issued the paper itself, whichever body its number names: "Chủ tịch UBND huyện
    /// ký Công văn số …".
    pub(super) fn signs(&self, task: usize) -> bool {
        let issued = use_at(self.tables, self.tokens, task, Use::Issues);
        issued
            .is_some_and(|end| self.named_from(end).next().is_some_and(|n| n.first == end + 1 && n.key == self.subject))
    }

    /// The paper that gives bodies a task: where a national paper has been told and a paragraph of its own entrusts a
    /// body of the province, the province speaks again ("Giao Văn phòng UBND tỉnh theo dõi …").
    pub(super) fn speaks_for(&self, clause: &Clause, rule: &str, bodies: &[(Listed, Role)]) -> &Key {
        let local = |id: Option<&str>| id.is_some_and(|id| id.contains(':'));
        let returns = rule == "order"
            && self.told_in.is_some_and(|told| told < clause.paragraph)
            && self.tokens.paragraph_starts(clause.first)
            && has_use(self.tables, self.tokens, clause.first, Use::Entrusts)
            && !local(self.document.issuer.as_deref())
            && local(self.subject.issuer.as_deref())
            && bodies.first().is_some_and(|(body, _)| local(body.id.as_deref()));
        if returns { self.subject } else { &self.document }
    }
}
