//! What a store says of one paper or body beyond the graph of acts: its urn, its issuer, who signed it, the items that
//! report it and those that name it; what a body became. In: a store and an IRI. Out: plain values. The cost follows
//! what is asked about: of a paper named a million times, the first thousand names are looked at.

use crate::error::Result;
use crate::iri::{Resource, terms};
use crate::store::Store;
use chrono::NaiveDate;
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use serde::Serialize;
use std::collections::BTreeMap;

/// Names of a paper that are looked at.
const NAMED: usize = 1000;
/// Places that are told.
const PLACES: usize = 100;

/// Where a paper is reported or named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Path or address of the source.
    pub source: String,
    /// IRI of the source.
    pub graph: String,
    /// The headline of the item; `None` outside of items.
    pub headline: Option<String>,
    /// The item where it is reported, else the first name, in code points of the source.
    pub span: [usize; 2],
    /// True where the item reports the paper.
    pub report: bool,
}

/// What is said of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Its name by RFC 9676.
    pub urn: Option<String>,
    /// IRI of its issuer.
    pub issuer: Option<String>,
    /// Who signed it or gave the order.
    pub signer: Option<String>,
    /// Where it is reported, then where it is named; the first hundred.
    pub places: Vec<Told>,
    /// How often it is named.
    pub mentions: usize,
    /// True if it is named more often than that.
    pub at_least: bool,
}

/// Reads what is said of the paper of an IRI.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn recorded(store: &Store, iri: &str) -> Result<Recorded> {
    let Ok(paper) = NamedNode::new(iri) else { return Ok(Recorded::default()) };
    let mut found = Recorded {
        urn: text(store, &paper, terms::URN_LEX)?,
        issuer: node(store, &paper, terms::PASSED_BY)?,
        ..Recorded::default()
    };
    let mut places: BTreeMap<(bool, NamedNode, NamedNode), Told> = BTreeMap::new();
    for (item, graph) in subjects(store, terms::SUBJECT, &paper, NAMED)? {
        found.signer = found.signer.or(value(store, &item, terms::SIGNER, &graph)?.and_then(words));
        places.insert((false, graph.clone(), item.clone()), of_item(store, &graph, &item, true)?);
    }
    let named = subjects(store, terms::NAMES, &paper, NAMED)?;
    (found.mentions, found.at_least) = (named.len(), named.len() == NAMED);
    for (mention, graph) in named {
        let Some(Resource::Mention(_, span)) = store.base().resource(mention.as_str()) else { continue };
        let whole = value(store, &mention, terms::IS_PART_OF, &graph)?;
        let Some(Term::NamedNode(item)) = whole else { continue };
        let key = (true, graph.clone(), item.clone());
        if places.contains_key(&(false, graph.clone(), item.clone())) || places.len() >= 2 * PLACES {
            continue;
        }
        match places.get_mut(&key) {
            Some(place) => place.span = place.span.min(span),
            None => {
                let place = Told { span, ..of_item(store, &graph, &item, false)? };
                places.insert(key, place);
            }
        }
    }
    found.places = places.into_values().collect();
    found.places.sort_by(|a, b| (!a.report, &a.source, a.span).cmp(&(!b.report, &b.source, b.span)));
    found.places.truncate(PLACES);
    Ok(found)
}

fn of_item(store: &Store, graph: &NamedNode, item: &NamedNode, report: bool) -> Result<Told> {
    let evidence = value(store, item, terms::HAS_EVIDENCE, graph)?;
    let span = match evidence {
        Some(Term::NamedNode(evidence)) => match store.base().resource(evidence.as_str()) {
            Some(Resource::Evidence(_, span)) => span,
            _ => [0, 0],
        },
        _ => [0, 0],
    };
    Ok(Told {
        source: value(store, graph, terms::PATH, graph)?.and_then(words).unwrap_or_default(),
        graph: graph.as_str().to_owned(),
        headline: value(store, item, terms::HEADLINE, graph)?.and_then(words),
        span,
        report,
    })
}

/// What became of a body, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Became {
    /// IRI of the body that came to be from it, or grew by it.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// The day, where the tables know it.
    pub on: Option<NaiveDate>,
}

/// What became of the body of an IRI, by the tables.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn became(store: &Store, iri: &str) -> Result<Vec<Became>> {
    let Ok(body) = NamedNode::new(iri) else { return Ok(Vec::new()) };
    let tables = store.base().tables();
    let mut found = Vec::new();
    for event in store.matching(Some(&body), Some(terms::CHANGED_BY), None, Some((&tables).into())) {
        let Term::NamedNode(event) = event?.object else { continue };
        let day = value(store, &event, terms::DATE, &tables)?.and_then(words);
        for (heir, _) in subjects(store, terms::RESULTED_FROM, &event, NAMED)? {
            let name = value(store, &heir, terms::PREF_LABEL, &tables)?.and_then(words).unwrap_or_default();
            let on = day.as_deref().and_then(|day| day.parse().ok());
            found.push(Became { iri: heir.into_string(), name, on });
        }
    }
    found.sort_by(|a, b| (a.on, &a.iri).cmp(&(b.on, &b.iri)));
    found.dedup();
    Ok(found)
}

/// The first and the last day that a source is of.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn period(store: &Store) -> Result<Option<[NaiveDate; 2]>> {
    let mut found: Option<[NaiveDate; 2]> = None;
    for quad in store.matching(None, Some(terms::PAGE_DATE), None, None) {
        let Some(day) = words(quad?.object).and_then(|day| day.parse::<NaiveDate>().ok()) else { continue };
        let [first, last] = found.unwrap_or([day, day]);
        found = Some([first.min(day), last.max(day)]);
    }
    Ok(found)
}

/// What leads to a thing, with the graph that says so; the first `most`.
fn subjects(
    store: &Store,
    predicate: NamedNodeRef<'_>,
    object: &NamedNode,
    most: usize,
) -> Result<Vec<(NamedNode, NamedNode)>> {
    let mut found = Vec::new();
    for quad in store.matching(None, Some(predicate), Some(object.into()), None) {
        let quad = quad?;
        // The default graph says all once more.
        if let (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) = (quad.subject, quad.graph_name) {
            found.push((subject, graph));
            if found.len() == most {
                break;
            }
        }
    }
    found.sort();
    Ok(found)
}

fn value(store: &Store, thing: &NamedNode, predicate: NamedNodeRef<'_>, graph: &NamedNode) -> Result<Option<Term>> {
    store.value(thing, predicate, graph)
}

/// What any source says of a thing.
fn first(store: &Store, thing: &NamedNode, predicate: NamedNodeRef<'_>) -> Result<Option<Term>> {
    let found = store.matching(Some(thing), Some(predicate), None, None).next();
    Ok(found.transpose()?.map(|quad| quad.object))
}

fn text(store: &Store, thing: &NamedNode, predicate: NamedNodeRef<'_>) -> Result<Option<String>> {
    Ok(first(store, thing, predicate)?.and_then(words))
}

fn node(store: &Store, thing: &NamedNode, predicate: NamedNodeRef<'_>) -> Result<Option<String>> {
    Ok(match first(store, thing, predicate)? {
        Some(Term::NamedNode(node)) => Some(node.into_string()),
        _ => None,
    })
}

/// The words of a literal.
fn words(term: Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::encode;
    use crate::encode::tests::{Few, sample};
    use crate::iri::Base;
    use crate::model::Key;

    #[test]
    fn a_paper_knows_where_it_is_reported_and_named() {
        let mut store = Store::memory(Base::default()).expect("a store");
        let page = sample();
        let graph = Base::default().source(&page.source);
        store.replace_source(&graph, &encode(&Base::default(), &page, None, &Few)).expect("written");
        let directive = Base::default().document(&Key::parse("CT|20/CT-TTg|2023|TTg").expect("a key"));
        let found = recorded(&store, directive.as_str()).expect("it reads");
        assert!(found.mentions > 0 && !found.at_least, "{found:?}");
        assert!(found.places.iter().all(|place| place.graph == graph.as_str() && place.source == page.source));
        let letter = page.items[0].subject.as_ref().map(|key| Base::default().document(key)).expect("a subject");
        let found = recorded(&store, letter.as_str()).expect("it reads");
        assert_eq!(found.places[0].span, page.text.points(page.items[0].span));
        assert!(found.places[0].report && found.places[0].headline.is_some(), "{found:?}");
        assert_eq!(recorded(&store, "no iri").expect("it reads"), Recorded::default());
    }
}
