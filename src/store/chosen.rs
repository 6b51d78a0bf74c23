//! Names that the text leaves open, and the papers that persons chose for them. A name is found by its id, which stands in
//! the graph of its source; what a choice does is seen when the source is read, so here is only told which sources are
//! to be read again.

use super::judged::named;
use super::{Store, literal};
use crate::error::Result;
use crate::iri::{Resource, terms};
use crate::judge::Verdict;
use crate::model::{Choice, Key, Status};
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, Quad, Term};
use std::collections::BTreeSet;

/// A name with the graph of its source.
type Place = (NamedNode, NamedNode);

impl Store {
    /// The sources in which a name of this id stands.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn sources_of_name(&self, id: &str) -> Result<BTreeSet<NamedNode>> {
        Ok(self.names(id)?.into_iter().map(|(_, graph)| graph).collect())
    }

    /// True if some source was read with this choice for the name of this id.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn is_chosen(&self, id: &str, choice: &Choice) -> Result<bool> {
        for place in self.names(id)? {
            if self.is_as_chosen(&place, choice)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The key of a paper, or of one that a name may mean, by its IRI; `None` if no source names it so.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn key_of(&self, iri: &NamedNode) -> Result<Option<Key>> {
        let found = self.matching(Some(iri), Some(terms::KEY), None, Some(GraphNameRef::DefaultGraph)).next();
        Ok(found.transpose()?.and_then(|quad| literal(quad.object)).as_deref().and_then(Key::parse))
    }

    /// The sources that were read with another choice than stands now; choices that some source was read with wait no
    /// longer.
    pub(super) fn names_to_read(&self, waiting: &mut BTreeSet<String>) -> Result<BTreeSet<NamedNode>> {
        let choices = self.judgements.choices();
        let mut again = BTreeSet::new();
        for (id, choice) in &choices {
            for place in self.names(id)? {
                if self.is_as_chosen(&place, choice)? {
                    waiting.remove(id);
                } else {
                    again.insert(place.1);
                }
            }
        }
        let chosen = terms::judgement(Verdict::Chosen);
        for quad in self.matching(None, Some(terms::JUDGEMENT), Some(chosen.as_ref().into()), None) {
            let Some((node, graph)) = self.place(quad?) else { continue };
            let id = self.value(&node, terms::IDENTIFIER, &graph)?.and_then(literal);
            if id.is_none_or(|id| !choices.contains_key(&id)) {
                again.insert(graph);
            }
        }
        Ok(again)
    }

    /// What a name of this id says, and where: "Kế hoạch 148/KH-UBND nêu “Chỉ thị 20/CT-TTg”".
    pub(super) fn name_with(&self, id: &str) -> Result<Option<String>> {
        let Some((node, graph)) = self.names(id)?.into_iter().next() else { return Ok(None) };
        let within = |node: &NamedNode, predicate| {
            Ok(match self.value(node, predicate, &graph)? {
                Some(Term::NamedNode(object)) => Some(object),
                _ => None,
            })
        };
        let words = match within(&node, terms::HAS_SELECTOR)? {
            Some(evidence) => self.value(&evidence, terms::EXACT, &graph)?.and_then(literal).unwrap_or_default(),
            None => String::new(),
        };
        let paper = match within(&node, terms::IS_PART_OF)? {
            Some(item) => self.called(&item, terms::SUBJECT)?,
            None => String::new(),
        };
        let paper = match paper.as_str() {
            "" => self.value(&graph, terms::PATH, &graph)?.and_then(literal).unwrap_or_default(),
            _ => paper,
        };
        Ok(Some(format!("{paper} nêu “{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))))
    }

    /// The ids of all names that are open or were chosen. The cost follows the graph.
    pub(super) fn ids_of_names(&self) -> Result<BTreeSet<String>> {
        let open = [Status::Ambiguous, Status::Conflicting, Status::Unresolved];
        let open = open.map(|status| (terms::STATUS, terms::status(status)));
        let mut ids = BTreeSet::new();
        for (predicate, object) in open.into_iter().chain([(terms::JUDGEMENT, terms::judgement(Verdict::Chosen))]) {
            for quad in self.matching(None, Some(predicate), Some(object.as_ref().into()), None) {
                let Some((node, graph)) = self.place(quad?) else { continue };
                ids.extend(self.value(&node, terms::IDENTIFIER, &graph)?.and_then(literal));
            }
        }
        Ok(ids)
    }

    /// The names of an id.
    fn names(&self, id: &str) -> Result<Vec<Place>> {
        let id = Literal::new_simple_literal(id);
        let mut found = Vec::new();
        for quad in self.matching(None, Some(terms::IDENTIFIER), Some(id.as_ref().into()), None) {
            found.extend(self.place(quad?));
        }
        found.sort();
        Ok(found)
    }

    /// The name that a fact of a source is of.
    fn place(&self, quad: Quad) -> Option<Place> {
        let (node, GraphName::NamedNode(graph)) = (named(quad.subject)?, quad.graph_name) else { return None };
        matches!(self.base.resource(node.as_str()), Some(Resource::Mention(..))).then_some((node, graph))
    }

    /// True if a name was read with a choice.
    fn is_as_chosen(&self, (node, graph): &Place, choice: &Choice) -> Result<bool> {
        let day = Literal::new_typed_literal(choice.day.format("%Y-%m-%d").to_string(), terms::XSD_DATE);
        let facts: [(NamedNodeRef<'_>, Term); 4] = [
            (terms::NAMES, self.base.document(&choice.key).into()),
            (terms::JUDGED_BY, self.base.judge(&choice.by).into()),
            (terms::JUDGED_ON, day.into()),
            (terms::WHY, Literal::new_simple_literal(&choice.why).into()),
        ];
        for (predicate, object) in facts {
            if self.value(node, predicate, graph)?.as_ref() != Some(&object) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
