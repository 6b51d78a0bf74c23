//! A store and the judgements of people: what is written is written as judged, and what was written before is judged
//! again when the judgements change. The cost follows the number of judgements, not the graph.

use super::{Source, Store, literal};
use crate::error::Result;
use crate::iri::{Resource, terms};
use crate::judge::{Judgements, apply};
use crate::model::RelationType;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeSet, HashSet};

/// What a replay found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Sources whose facts changed.
    pub changed: usize,
    /// Ids that the judgements have and no source says, or whose relation cannot be labelled as they want, or whose name
    /// was not read since its paper was chosen; sorted.
    pub waiting: Vec<String>,
    /// Sources to be read again: a name in them was chosen otherwise, or no longer, since they were read.
    pub again: BTreeSet<NamedNode>,
}

/// What can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A relation.
    Relation,
    /// An assignment.
    Task,
    /// A name of which the text does not say which paper it means.
    Name,
}

/// Something that can be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is.
    pub matter: Matter,
    /// What it says, by the labels of its two ends: "Kế hoạch … triển khai thực hiện Chỉ thị …".
    pub about: String,
}

impl Store {
    /// From now on every source is written as these judgements have it. Call [`Store::replay`] for those that are
    /// there already.
    pub fn judge_by(&mut self, judgements: Judgements) {
        self.judgements = judgements;
    }

    /// The judgements that the store is written by.
    pub fn judgements(&self) -> &Judgements {
        &self.judgements
    }

    /// Brings the sources that are there in line with the judgements: those that are new are put in, those that are
    /// gone are undone.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it was opened for reading, or reading or writing fails; each source is then as
    /// before or as judged.
    pub fn replay(&mut self) -> Result<Replayed> {
        self.must_be_writable()?;
        let mut nodes: BTreeSet<NamedNode> = BTreeSet::new();
        for quad in self.matching(None, Some(terms::JUDGEMENT), None, Some(GraphNameRef::DefaultGraph)) {
            nodes.extend(named(quad?.subject).filter(|node| self.id_of(node).is_some()));
        }
        let ids: Vec<String> = self.judgements.standing().into_keys().map(str::to_owned).collect();
        let mut waiting: BTreeSet<String> = ids.iter().cloned().collect();
        for id in &ids {
            nodes.extend([self.base.relation(id), self.base.assignment(id)]);
        }
        let again = self.names_to_read(&mut waiting)?;
        let mut stale: BTreeSet<NamedNode> = BTreeSet::new();
        for node in nodes {
            for graph in self.graphs_with(&node)? {
                let own: Vec<Quad> =
                    self.matching(Some(&node), None, None, Some((&graph).into())).collect::<Result<_>>()?;
                let judged = apply(&self.base, &self.judgements, &own);
                let judged: HashSet<&Quad> = judged.iter().filter(|quad| quad.subject == node.clone().into()).collect();
                if judged.iter().any(|quad| quad.predicate == terms::JUDGEMENT) {
                    let id = self.id_of(&node);
                    waiting.retain(|waits| Some(waits) != id.as_ref());
                }
                if judged != own.iter().collect() {
                    stale.insert(graph);
                }
            }
        }
        for graph in &stale {
            let quads: Vec<Quad> = self.matching(None, None, None, Some(graph.into())).collect::<Result<_>>()?;
            self.replace_source(graph, &quads)?;
        }
        Ok(Replayed { changed: stale.len(), waiting: waiting.into_iter().collect(), again })
    }

    /// What an id stands for; `None` if no source says such a thing.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn claim(&self, id: &str) -> Result<Option<Claim>> {
        for (node, matter) in [(self.base.relation(id), Matter::Relation), (self.base.assignment(id), Matter::Task)] {
            if self.graphs_with(&node)?.is_empty() {
                continue;
            }
            let (from, to) = match matter {
                Matter::Task => (terms::BY_DOCUMENT, terms::AGENCY),
                _ => (terms::FROM, terms::TO),
            };
            let does = match self.object(&node, terms::RELATION_TYPE)? {
                Some(predicate) => terms::relation_type(predicate.as_str()).map_or("", RelationType::label_vi),
                None => "giao nhiệm vụ cho",
            };
            let (from, to) = (self.called(&node, from)?, self.called(&node, to)?);
            return Ok(Some(Claim { matter, about: format!("{from} {does} {to}") }));
        }
        Ok(self.name_with(id)?.map(|about| Claim { matter: Matter::Name, about }))
    }

    /// The ids of all relations, assignments and names that are open or were chosen. The cost follows the graph.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn ids(&self) -> Result<Vec<String>> {
        let mut ids = Vec::new();
        for class in [terms::RELATION, terms::ASSIGNMENT] {
            for quad in self.matching(None, Some(terms::TYPE), Some(class.into()), Some(GraphNameRef::DefaultGraph)) {
                ids.extend(named(quad?.subject).and_then(|node| self.id_of(&node)));
            }
        }
        ids.extend(self.ids_of_names()?);
        Ok(ids)
    }

    /// The relations and assignments that people rejected.
    pub(super) fn rejected(&self) -> Result<HashSet<NamedOrBlankNode>> {
        let rejected = terms::judgement(crate::judge::Verdict::Rejected);
        let rejected = Some(rejected.as_ref().into());
        self.matching(None, Some(terms::JUDGEMENT), rejected, Some(GraphNameRef::DefaultGraph))
            .map(|quad| Ok(quad?.subject))
            .collect()
    }

    /// A source by its graph; `None` if there is none.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if it cannot be read.
    pub fn source(&self, graph: &NamedNode) -> Result<Option<Source>> {
        let there = self.matching(None, None, None, Some(graph.into())).next().transpose()?;
        there.map(|_| self.describe_source(graph.clone())).transpose()
    }

    /// The graphs in which something has a type.
    fn graphs_with(&self, node: &NamedNode) -> Result<BTreeSet<NamedNode>> {
        let mut graphs = BTreeSet::new();
        for quad in self.matching(Some(node), Some(terms::TYPE), None, None) {
            if let GraphName::NamedNode(graph) = quad?.graph_name {
                graphs.insert(graph);
            }
        }
        Ok(graphs)
    }

    fn id_of(&self, node: &NamedNode) -> Option<String> {
        match self.base.resource(node.as_str()) {
            Some(Resource::Relation(id) | Resource::Assignment(id)) => Some(id),
            _ => None,
        }
    }

    /// The resource that a node leads to.
    pub(super) fn object(&self, node: &NamedNode, predicate: NamedNodeRef<'_>) -> Result<Option<NamedNode>> {
        let found = self.matching(Some(node), Some(predicate), None, Some(GraphNameRef::DefaultGraph)).next();
        Ok(match found.transpose()?.map(|quad| quad.object) {
            Some(Term::NamedNode(object)) => Some(object),
            _ => None,
        })
    }

    /// What people call the thing that a node leads to.
    pub(super) fn called(&self, node: &NamedNode, predicate: NamedNodeRef<'_>) -> Result<String> {
        let Some(thing) = self.object(node, predicate)? else { return Ok(String::new()) };
        let mut longest = String::new();
        for label in [terms::LABEL, terms::PREF_LABEL] {
            for quad in self.matching(Some(&thing), Some(label), None, Some(GraphNameRef::DefaultGraph)) {
                // The longest says most: the label of a stub has no date.
                longest = literal(quad?.object).filter(|words| words.len() > longest.len()).unwrap_or(longest);
            }
        }
        Ok(longest)
    }
}

pub(super) fn named(node: NamedOrBlankNode) -> Option<NamedNode> {
    match node {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}
