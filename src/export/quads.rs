//! A view → quads, under the names that the store has them by: the papers and bodies of an answer, what they do to each
//! other and the tasks they give, with the words that prove it. In: a [`View`]. Out: quads in order. Mentions, items and
//! all else that a source says stay in the store.

use super::view::{Kind, Node, Tie, View};
use crate::analyze::Proof;
use crate::encode::Sheet;
use crate::iri::{self, Resource, terms};
use chrono::NaiveDate;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

/// The quads of a view: papers and bodies outside any graph, then each act and task in the graph of its source.
pub fn quads(view: &View) -> Vec<Quad> {
    let names: Vec<NamedNode> = view.nodes.iter().map(|node| NamedNode::new_unchecked(node.id.clone())).collect();
    let mut things = Sheet::new(view.base.tables());
    for (name, node) in names.iter().zip(&view.nodes) {
        thing(&mut things, name, node);
    }
    let outside = |quad: Quad| Quad { graph_name: GraphName::DefaultGraph, ..quad };
    let mut out: Vec<Quad> = things.into_quads().into_iter().map(outside).collect();
    for edge in &view.edges {
        let (from, to) = (&names[edge.from], &names[edge.to]);
        for proof in &edge.proofs {
            let mut said = Sheet::new(view.base.source(&proof.source));
            match edge.tie {
                Tie::Act(kind) => {
                    let (node, predicate) = (view.base.relation(&proof.id), terms::predicate(kind));
                    said.add(from, predicate, to.clone());
                    said.add(&node, terms::TYPE, terms::RELATION);
                    said.add(&node, terms::RELATION_TYPE, predicate);
                    said.add(&node, terms::FROM, from.clone());
                    said.add(&node, terms::TO, to.clone());
                    self::proof(&mut said, view, &node, proof);
                }
                Tie::Task(role) => {
                    let node = view.base.assignment(&proof.id);
                    said.add(&node, terms::TYPE, terms::ASSIGNMENT);
                    said.add(&node, terms::BY_DOCUMENT, from.clone());
                    said.add(&node, terms::AGENCY, to.clone());
                    said.add(&node, terms::ROLE, terms::role(role));
                    said.text(&node, terms::TASK, &edge.task);
                    day(&mut said, &node, terms::DUE, &edge.due);
                    if !edge.due_text.is_empty() {
                        said.text(&node, terms::DUE_TEXT, &edge.due_text);
                    }
                    self::proof(&mut said, view, &node, proof);
                }
            }
            out.extend(said.into_quads());
        }
    }
    out
}

fn thing(sheet: &mut Sheet, name: &NamedNode, node: &Node) {
    if node.kind == Kind::Agency {
        return sheet.agency(name, Some(node.key.as_str()).filter(|id| !id.is_empty()), &node.label);
    }
    sheet.add(name, terms::TYPE, terms::DOCUMENT);
    sheet.vietnamese(name, terms::LABEL, &node.label);
    sheet.text(name, terms::KEY, &node.key);
    if !node.title.is_empty() {
        sheet.vietnamese(name, terms::TITLE, &node.title);
    }
    day(sheet, name, terms::DATE_DOCUMENT, &node.date);
    if node.described {
        sheet.add(name, terms::DESCRIBED, Literal::new_typed_literal("true", terms::XSD_BOOLEAN));
    }
}

fn day(sheet: &mut Sheet, name: &NamedNode, predicate: oxigraph::model::NamedNodeRef<'_>, day: &str) {
    if let Ok(day) = day.parse::<NaiveDate>() {
        sheet.day(name, predicate, day);
    }
}

fn proof(sheet: &mut Sheet, view: &View, node: &NamedNode, proof: &Proof) {
    let source = view.base.source(&proof.source);
    if !proof.cue.is_empty() {
        sheet.text(node, terms::CUE, &proof.cue);
    }
    if let Some(pinpoint) = &proof.pinpoint {
        sheet.text(node, terms::PINPOINT, pinpoint);
    }
    sheet.text(node, terms::RULE, &proof.rule);
    let confidence = Literal::new_typed_literal(proof.confidence.to_string(), terms::XSD_DECIMAL);
    sheet.add(node, terms::CONFIDENCE, confidence);
    sheet.add(node, terms::WAS_DERIVED_FROM, source.clone());
    sheet.add(&source, terms::TYPE, terms::SOURCE);
    sheet.text(&source, terms::PATH, &proof.source);
    let evidence = view.base.iri(&Resource::Evidence(iri::source_hash(&proof.source), proof.span));
    sheet.add(node, terms::HAS_EVIDENCE, evidence.clone());
    sheet.add(&evidence, terms::TYPE, terms::EVIDENCE);
    sheet.text(&evidence, terms::EXACT, &proof.sentence);
    for (predicate, place) in [(terms::START, proof.span[0]), (terms::END, proof.span[1])] {
        sheet.add(&evidence, predicate, Literal::new_typed_literal(place.to_string(), terms::XSD_INTEGER));
    }
}
