//! The provisions of a single document → quads, down to the article: what is smaller outnumbers all else in a graph,
//! and is found by its name in the text (`luocdo extract`).

use super::Writer;
use crate::iri::terms;
use crate::model::{Key, Part, PartKind};
use oxigraph::model::NamedNode;

/// True for a part that the graph holds.
fn is_written(part: &Part) -> bool {
    part.kind == PartKind::Annex || (PartKind::Division..=PartKind::Article).contains(&part.kind)
}

impl Writer<'_> {
    /// Every phần, chương, mục, tiểu mục, điều and annex of the document that the source is.
    pub(super) fn provisions(&mut self) {
        let extraction = self.extraction;
        let Some(key) = extraction.items.first().and_then(|item| item.subject.as_ref()) else { return };
        for part in extraction.parts.iter().filter(|part| is_written(part)) {
            self.provision(key, part);
        }
    }

    fn provision(&mut self, key: &Key, part: &Part) {
        let node = self.base.provision(key, &part.id);
        let whole = self.above(key, part);
        self.sheet.add(&whole, terms::HAS_PART, node.clone());
        self.sheet.add(&node, terms::TYPE, terms::PROVISION);
        self.sheet.text(&node, terms::IDENTIFIER, &part.id);
        self.sheet.text(&node, terms::KIND, part.kind.name());
        if let Some(number) = &part.number {
            self.sheet.text(&node, terms::ORDINAL, number);
        }
        if let Some(heading) = part.heading {
            let words: Vec<&str> = self.extraction.text.slice(heading).split_whitespace().collect();
            self.sheet.vietnamese(&node, terms::TITLE, &words.join(" "));
        }
        let points = self.extraction.text.points(part.span);
        self.sheet.number(&node, terms::START, points[0]);
        self.sheet.number(&node, terms::END, points[1]);
    }

    /// The smallest provision that is written and holds a part, else the document.
    fn above(&self, key: &Key, part: &Part) -> NamedNode {
        let parts = &self.extraction.parts;
        let mut at = part.parent.and_then(|at| parts.get(at));
        while let Some(parent) = at.filter(|parent| !is_written(parent)) {
            at = parent.parent.and_then(|at| parts.get(at));
        }
        at.map_or_else(|| self.base.document(key), |parent| self.base.provision(key, &parent.id))
    }
}
