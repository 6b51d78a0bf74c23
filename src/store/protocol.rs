//! A query of the SPARQL 1.1 Protocol → its answer, written out in the form that the asker takes, row by row, so that
//! nothing is held but what has been written. It never changes the store, and `SERVICE` is off.

use super::Store;
use super::query::{evaluator, misspelt};
use crate::error::{Error, Result};
use crate::iri::terms::PREFIXES;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{PreparedSparqlQuery, QueryResults, QuerySolutionIter, QueryTripleIter};
use std::collections::HashSet;
use std::io::{self, Write};

/// The graphs that a query is asked of, where the asker names them; they take the place of `FROM` in the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// The default graph is the union of these.
    pub default: Vec<NamedNode>,
    /// The graphs that `GRAPH` may name.
    pub named: Vec<NamedNode>,
}

/// What the asker takes, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The form of rows and truths; `None` if the asker takes none.
    pub rows: Option<QueryResultsFormat>,
    /// The form of facts; `None` if the asker takes none.
    pub facts: Option<RdfFormat>,
    /// The most rows or facts.
    pub most: u64,
}

/// How an answer was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Rows, or a truth.
    Rows(QueryResultsFormat),
    /// Facts.
    Facts(RdfFormat),
    /// Not at all: the query gives rows, and the asker takes none.
    NoRows,
    /// Not at all: the query gives facts, and the asker takes none.
    NoFacts,
    /// Not to its end: there are more rows or facts than the asker may have.
    TooMany,
}

impl Store {
    /// Answers a query of `dataset` (of the union of all sources and of every source where it names no graph) into `out`.
    /// What stands in `out` is an answer only after [`Written::Rows`] and [`Written::Facts`].
    ///
    /// # Errors
    /// As [`Store::query`]; [`Error::Argument`] if `out` cannot be written.
    pub fn write_answer(
        &self,
        sparql: &str,
        dataset: &Dataset,
        wanted: Wanted,
        out: &mut dyn Write,
    ) -> Result<Written> {
        let mut prepared = evaluator()?.parse_query(sparql).map_err(|error| misspelt(sparql, &error))?;
        ask_of(&mut prepared, dataset);
        match prepared.on_store(&self.inner).execute().map_err(|error| self.unanswered(error))? {
            QueryResults::Boolean(truth) => {
                let Some(format) = wanted.rows else { return Ok(Written::NoRows) };
                let serializer = QueryResultsSerializer::from_format(format);
                serializer.serialize_boolean_to_writer(out, truth).map_err(unwritten)?;
                Ok(Written::Rows(format))
            }
            QueryResults::Solutions(rows) => self.write_rows(rows, wanted, out),
            QueryResults::Graph(facts) => self.write_facts(facts, wanted, out),
        }
    }

    fn write_rows(&self, rows: QuerySolutionIter<'_>, wanted: Wanted, out: &mut dyn Write) -> Result<Written> {
        let Some(format) = wanted.rows else { return Ok(Written::NoRows) };
        let serializer = QueryResultsSerializer::from_format(format);
        let mut writer = serializer.serialize_solutions_to_writer(out, rows.variables().to_vec()).map_err(unwritten)?;
        let mut count = 0;
        for row in rows {
            let row = row.map_err(|error| self.unanswered(error))?;
            count += 1;
            if count > wanted.most {
                return Ok(Written::TooMany);
            }
            writer.serialize(row.iter()).map_err(unwritten)?;
        }
        writer.finish().map_err(unwritten)?;
        Ok(Written::Rows(format))
    }

    /// Each fact once.
    fn write_facts(&self, facts: QueryTripleIter<'_>, wanted: Wanted, out: &mut dyn Write) -> Result<Written> {
        let Some(format) = wanted.facts else { return Ok(Written::NoFacts) };
        let mut serializer = RdfSerializer::from_format(format);
        for (name, namespace) in PREFIXES {
            let unfit = |error| Error::Argument(format!("prefix `{name}`: {error}"));
            serializer = serializer.with_prefix(*name, *namespace).map_err(unfit)?;
        }
        let mut writer = serializer.for_writer(out);
        let mut seen: HashSet<Triple> = HashSet::new();
        for fact in facts {
            let fact = fact.map_err(|error| self.unanswered(error))?;
            if seen.contains(&fact) {
                continue;
            }
            if seen.len() as u64 == wanted.most {
                return Ok(Written::TooMany);
            }
            writer.serialize_triple(&fact).map_err(unwritten)?;
            seen.insert(fact);
        }
        writer.finish().map_err(unwritten)?;
        Ok(Written::Facts(format))
    }

    /// True if there is a graph of this name.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn has_graph(&self, graph: &NamedNode) -> Result<bool> {
        self.inner.contains_named_graph(graph).map_err(|error| self.failed(&error))
    }

    /// True if it says something of a thing.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn knows(&self, thing: &NamedNode) -> Result<bool> {
        Ok(self.matching(Some(thing), None, None, None).next().transpose()?.is_some())
    }

    /// Hands over every fact of the union of all sources.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn each_fact(&self, mut take: impl FnMut(Triple)) -> Result<()> {
        for quad in self.matching(None, None, None, Some(oxigraph::model::GraphNameRef::DefaultGraph)) {
            let quad = quad?;
            take(Triple::new(quad.subject, quad.predicate, quad.object));
        }
        Ok(())
    }
}

/// Sets the graphs that a query is asked of, if any are named.
fn ask_of(prepared: &mut PreparedSparqlQuery, dataset: &Dataset) {
    if *dataset == Dataset::default() {
        return;
    }
    let given = prepared.dataset_mut();
    given.set_default_graph(dataset.default.iter().cloned().map(GraphName::NamedNode).collect());
    given.set_available_named_graphs(dataset.named.iter().cloned().map(Into::into).collect());
}

fn unwritten(error: io::Error) -> Error {
    Error::Argument(format!("the answer cannot be written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::fixture;
    use crate::iri::Base;

    fn store() -> Store {
        fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg")])
    }

    fn answer(query: &str, dataset: &Dataset, most: u64) -> (Written, String) {
        let wanted = Wanted { rows: Some(QueryResultsFormat::Csv), facts: Some(RdfFormat::NTriples), most };
        let mut out = Vec::new();
        let written = store().write_answer(query, dataset, wanted, &mut out).expect("it answers");
        (written, String::from_utf8(out).expect("text"))
    }

    #[test]
    fn rows_truths_and_facts_come_in_their_forms() {
        let all = Dataset::default();
        let rows = answer("SELECT (COUNT(*) AS ?n) { ?a luo:implements ?b }", &all, 10);
        assert_eq!(rows, (Written::Rows(QueryResultsFormat::Csv), "n\r\n1\r\n".to_owned()));
        assert_eq!(answer("ASK { ?a luo:implements ?b }", &all, 10).1, "true");
        let facts = answer("CONSTRUCT { ?b luo:relatedTo ?b } { ?a luo:implements ?b . ?b ?p ?o }", &all, 1);
        assert_eq!((facts.0, facts.1.lines().count()), (Written::Facts(RdfFormat::NTriples), 1));
    }

    #[test]
    fn more_rows_or_facts_than_allowed_are_no_answer() {
        for query in ["SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"] {
            assert_eq!(answer(query, &Dataset::default(), 3).0, Written::TooMany, "{query}");
        }
        assert_eq!(answer("SELECT * { ?s ?p ?o } LIMIT 3", &Dataset::default(), 3).1.lines().count(), 4);
    }

    #[test]
    fn an_asker_who_takes_no_rows_gets_none() {
        let wanted = Wanted { rows: None, facts: None, most: 9 };
        for (query, expect) in
            [("ASK {}", Written::NoRows), ("SELECT * {}", Written::NoRows), ("DESCRIBE <x:y>", Written::NoFacts)]
        {
            let mut out = Vec::new();
            let written = store().write_answer(query, &Dataset::default(), wanted, &mut out).expect("it answers");
            assert_eq!((written, out.len()), (expect, 0), "{query}");
        }
    }

    #[test]
    fn only_the_graphs_named_are_asked() {
        let source = store().sources().expect("it reads")[0].graph.clone();
        let other = Base::default().source("another.txt");
        let count = |query: &str, default: &[&NamedNode], named: &[&NamedNode]| {
            let of = |graphs: &[&NamedNode]| graphs.iter().map(|graph| (*graph).clone()).collect();
            answer(query, &Dataset { default: of(default), named: of(named) }, 9).1
        };
        let default = "ASK { ?a luo:implements ?b }";
        assert_eq!(count(default, &[&source], &[]), "true");
        assert_eq!(count(default, &[&other], &[]), "false");
        assert_eq!(count(default, &[], &[&source]), "false");
        let named = "ASK { GRAPH ?g { ?a luo:implements ?b } }";
        assert_eq!(count(named, &[], &[&source]), "true");
        assert_eq!(count(named, &[&source], &[&other]), "false");
        assert_eq!(count("ASK FROM <x:none> { ?a luo:implements ?b }", &[&source], &[]), "true");
    }

    #[test]
    fn a_store_knows_what_it_speaks_of() {
        let (store, order) = (store(), crate::model::Key::parse("CT|20/CT-TTg|2023|TTg").expect("a key"));
        assert!(store.knows(&store.base().document(&order)).expect("it reads"));
        assert!(!store.knows(&NamedNode::new_unchecked("x:y")).expect("it reads"));
        assert!(!store.has_graph(&NamedNode::new_unchecked("x:y")).expect("it reads"));
    }
}
