//! A SPARQL 1.1 update, or the facts of one graph → a changed store, in one transaction. Only sources are written: the
//! default graph is their union, and follows. `LOAD` and `SERVICE` are off, so nothing leaves the machine. A graph that
//! nothing is left of is gone; `CREATE` therefore does nothing.

use super::query::{evaluator, misspelt};
use super::{Dataset, Store, told_elsewhere};
use crate::error::{Error, Result};
use crate::iri::terms::PREFIXES;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Variable};
use oxigraph::sparql::{CancellationToken, QueryResults, QuerySolution};
use oxigraph::store::{StorageError, Transaction};
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};
use spargebra::term::{
    GraphNamePattern, GroundQuadPattern, GroundTermPattern, NamedNodePattern, QuadPattern, TermPattern,
};
use spargebra::{GraphUpdateOperation, Query, SparqlParser};
use std::collections::{BTreeSet, HashMap};

/// What one operation takes out, and then puts in.
#[derive(Default)]
struct Delta {
    out: Vec<Quad>,
    into: Vec<Quad>,
}

impl Store {
    /// Carries out an update; with `dataset`, what it matches is matched there. Ends as soon as `stop` is cancelled, with
    /// nothing changed. Returns how many facts were put in or taken out.
    ///
    /// # Errors
    /// [`Error::Query`] with the place if it is not SPARQL; [`Error::Argument`] if it writes into the default graph, asks
    /// for what is off, or was stopped; [`Error::Store`] if the store was opened for reading or fails. The store is then
    /// as before.
    pub fn update(&mut self, sparql: &str, dataset: &Dataset, stop: &CancellationToken) -> Result<usize> {
        self.must_be_writable()?;
        let mut parser = SparqlParser::new();
        for (name, namespace) in PREFIXES {
            let unfit = |error| Error::Argument(format!("prefix `{name}`: {error}"));
            parser = parser.with_prefix(*name, *namespace).map_err(unfit)?;
        }
        let update = parser.parse_update(sparql).map_err(|error| {
            if evaluator().is_ok_and(|evaluator| evaluator.parse_query(sparql).is_ok()) {
                return Error::Query { message: "it is a query, which changes nothing; ask it as one".to_owned() };
            }
            misspelt(sparql, &error)
        })?;
        let mut transaction = self.inner.start_transaction().map_err(|error| self.failed(&error))?;
        let mut changed = 0;
        for operation in update.operations {
            let delta = self.delta(&transaction, operation, dataset, stop)?;
            changed += write(&mut transaction, &delta).map_err(|error| self.failed(&error))?;
        }
        self.commit(transaction, changed)
    }

    /// Puts facts into a graph beside those that are there. Returns how many are new.
    ///
    /// # Errors
    /// [`Error::Store`] if the store was opened for reading or fails; it is then as before.
    pub fn add_to_source(&mut self, graph: &NamedNode, facts: Vec<Quad>) -> Result<usize> {
        self.must_be_writable()?;
        let name = GraphName::from(graph.clone());
        let into = facts.into_iter().map(|fact| Quad { graph_name: name.clone(), ..fact }).collect();
        let mut transaction = self.inner.start_transaction().map_err(|error| self.failed(&error))?;
        let delta = Delta { into, ..Delta::default() };
        let changed = write(&mut transaction, &delta).map_err(|error| self.failed(&error))?;
        self.commit(transaction, changed)
    }

    fn commit(&self, transaction: Transaction<'_>, changed: usize) -> Result<usize> {
        if changed > 0 {
            let done = self.will_change().and_then(|()| transaction.commit());
            done.map_err(|error| self.failed(&error))?;
        }
        Ok(changed)
    }

    /// What an operation changes in what stands in the transaction.
    fn delta(
        &self,
        transaction: &Transaction<'_>,
        operation: GraphUpdateOperation,
        dataset: &Dataset,
        stop: &CancellationToken,
    ) -> Result<Delta> {
        let delta = match operation {
            GraphUpdateOperation::InsertData { data } => {
                let into = data
                    .into_iter()
                    .map(|quad| Quad::new(quad.subject, quad.predicate, quad.object, told_of(quad.graph_name)));
                Delta { into: into.collect(), ..Delta::default() }
            }
            GraphUpdateOperation::DeleteData { data } => {
                let out = data
                    .into_iter()
                    .map(|quad| Quad::new(quad.subject, quad.predicate, quad.object, told_of(quad.graph_name)));
                Delta { out: out.collect(), ..Delta::default() }
            }
            GraphUpdateOperation::DeleteInsert { delete, insert, using, pattern } => {
                self.matched(transaction, &delete, &insert, (using, *pattern), dataset, stop)?
            }
            GraphUpdateOperation::Load { .. } => {
                let message =
                    "`LOAD` is off, an update never leaves this machine; send the facts to /data in its place";
                return Err(Error::Argument(message.to_owned()));
            }
            GraphUpdateOperation::Clear { graph, .. } | GraphUpdateOperation::Drop { graph, .. } => {
                let all = match &graph {
                    GraphTarget::NamedNode(graph) => {
                        transaction.quads_for_pattern(None, None, None, Some(graph.into()))
                    }
                    GraphTarget::DefaultGraph => return Err(union()),
                    GraphTarget::NamedGraphs | GraphTarget::AllGraphs => transaction.iter(),
                };
                let out = all.filter(|quad| !quad.as_ref().is_ok_and(|quad| quad.graph_name.is_default_graph()));
                Delta {
                    out: out.collect::<std::result::Result<_, _>>().map_err(|error| self.failed(&error))?,
                    ..Delta::default()
                }
            }
            GraphUpdateOperation::Create { .. } => Delta::default(),
        };
        if delta.out.iter().chain(&delta.into).any(|quad| quad.graph_name.is_default_graph()) {
            return Err(union());
        }
        Ok(delta)
    }

    /// What the templates make of each row that the pattern gives.
    fn matched(
        &self,
        transaction: &Transaction<'_>,
        delete: &[GroundQuadPattern],
        insert: &[QuadPattern],
        (using, pattern): (Option<QueryDataset>, GraphPattern),
        dataset: &Dataset,
        stop: &CancellationToken,
    ) -> Result<Delta> {
        let named = (*dataset != Dataset::default())
            .then(|| QueryDataset { default: dataset.default.clone(), named: Some(dataset.named.clone()) });
        if named.is_some() && using.is_some() {
            let message = "an update with `USING` or `WITH` takes no `using-graph-uri` beside it";
            return Err(Error::Argument(message.to_owned()));
        }
        let query = Query::Select { dataset: named.or(using), pattern, base_iri: None };
        let prepared = evaluator()?.with_cancellation_token(stop.clone()).for_query(query);
        let mut delta = Delta::default();
        let failed = |error| self.unanswered(error);
        if let QueryResults::Solutions(rows) = prepared.on_transaction(transaction).execute().map_err(failed)? {
            for row in rows {
                let row = row.map_err(failed)?;
                delta.out.extend(delete.iter().filter_map(|quad| removed(quad, &row)));
                let mut fresh = HashMap::new();
                delta.into.extend(insert.iter().filter_map(|quad| inserted(quad, &row, &mut fresh)));
            }
        }
        Ok(delta)
    }
}

/// The facts of a file of RDF for one graph. A file that names graphs of its own is refused.
///
/// # Errors
/// [`Error::Argument`] with the line and column if it is not of its format.
pub fn facts(bytes: &[u8], format: RdfFormat, graph: &NamedNode) -> Result<Vec<Quad>> {
    let wrong = |error: &dyn std::fmt::Display, place: String| {
        Error::Argument(format!("this is not {}{place}: {error}", format.name()))
    };
    let parser = RdfParser::from_format(format)
        .with_base_iri(graph.as_str())
        .map_err(|error| wrong(&error, String::new()))?
        .with_default_graph(graph.clone())
        .without_named_graphs()
        .rename_blank_nodes();
    let mut facts = Vec::new();
    for fact in parser.for_slice(bytes) {
        facts.push(fact.map_err(|error| {
            let place = RdfParseError::from(error);
            match &place {
                RdfParseError::Syntax(error) => {
                    let at = error
                        .location()
                        .map(|at| format!(", line {}, column {}", at.start.line + 1, at.start.column + 1));
                    wrong(error, at.unwrap_or_default())
                }
                other @ RdfParseError::Io(_) => wrong(other, String::new()),
            }
        })?);
    }
    Ok(facts)
}

fn union() -> Error {
    let message = "the default graph is the union of all others and is not written itself; name a graph with `GRAPH`";
    Error::Argument(message.to_owned())
}

/// Writes into the transaction what is to change, and counts what did.
fn write(transaction: &mut Transaction<'_>, delta: &Delta) -> std::result::Result<usize, StorageError> {
    let mut changed = 0;
    let mut touched: BTreeSet<NamedNode> = BTreeSet::new();
    for quad in &delta.out {
        if !transaction.contains(quad)? {
            continue;
        }
        changed += 1;
        let elsewhere = told_elsewhere(transaction, quad)?;
        transaction.remove(quad);
        if !elsewhere {
            transaction.remove(super::in_union(quad));
        }
        if let GraphName::NamedNode(graph) = &quad.graph_name {
            touched.insert(graph.clone());
        }
    }
    for quad in &delta.into {
        if !transaction.contains(quad)? {
            changed += 1;
            transaction.insert(quad);
            transaction.insert(super::in_union(quad));
        }
    }
    for graph in touched {
        if transaction.quads_for_pattern(None, None, None, Some((&graph).into())).next().transpose()?.is_none() {
            transaction.remove_named_graph(&graph)?;
        }
    }
    Ok(changed)
}

/// The parser's name of a graph as the store has it.
fn told_of(graph: spargebra::term::GraphName) -> GraphName {
    match graph {
        spargebra::term::GraphName::NamedNode(graph) => graph.into(),
        spargebra::term::GraphName::DefaultGraph => GraphName::DefaultGraph,
    }
}

fn bound<'r>(row: &'r QuerySolution, variable: &Variable) -> Option<&'r Term> {
    row.get(variable)
}

fn node(pattern: &NamedNodePattern, row: &QuerySolution) -> Option<NamedNode> {
    match pattern {
        NamedNodePattern::NamedNode(node) => Some(node.clone()),
        NamedNodePattern::Variable(variable) => match bound(row, variable)? {
            Term::NamedNode(node) => Some(node.clone()),
            _ => None,
        },
    }
}

fn graph(pattern: &GraphNamePattern, row: &QuerySolution) -> Option<GraphName> {
    match pattern {
        GraphNamePattern::NamedNode(graph) => Some(graph.clone().into()),
        GraphNamePattern::DefaultGraph => Some(GraphName::DefaultGraph),
        GraphNamePattern::Variable(variable) => match bound(row, variable)? {
            Term::NamedNode(graph) => Some(graph.clone().into()),
            _ => None,
        },
    }
}

fn subject(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        _ => None,
    }
}

/// The fact that a template of `DELETE` means in a row; `None` where a variable is unbound or does not fit.
fn removed(pattern: &GroundQuadPattern, row: &QuerySolution) -> Option<Quad> {
    let term = |pattern: &GroundTermPattern| match pattern {
        GroundTermPattern::NamedNode(node) => Some(node.clone().into()),
        GroundTermPattern::Literal(literal) => Some(literal.clone().into()),
        GroundTermPattern::Variable(variable) => bound(row, variable).cloned(),
    };
    let subject = subject(term(&pattern.subject)?)?;
    Some(Quad::new(subject, node(&pattern.predicate, row)?, term(&pattern.object)?, graph(&pattern.graph_name, row)?))
}

/// The fact that a template of `INSERT` means in a row; blank nodes of it are new ones for each row.
fn inserted(pattern: &QuadPattern, row: &QuerySolution, fresh: &mut HashMap<BlankNode, BlankNode>) -> Option<Quad> {
    let mut term = |pattern: &TermPattern| match pattern {
        TermPattern::NamedNode(node) => Some(node.clone().into()),
        TermPattern::BlankNode(node) => Some(fresh.entry(node.clone()).or_default().clone().into()),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        TermPattern::Variable(variable) => bound(row, variable).cloned(),
    };
    let subject = subject(term(&pattern.subject)?)?;
    Some(Quad::new(subject, node(&pattern.predicate, row)?, term(&pattern.object)?, graph(&pattern.graph_name, row)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iri::Base;
    use oxigraph::model::GraphNameRef;

    const DATA: &str =
        "INSERT DATA { GRAPH <x:one> { <x:a> <x:p> 1 . <x:b> <x:p> 2 } GRAPH <x:two> { <x:a> <x:p> 1 } }";

    fn store() -> Store {
        let mut store = Store::memory(Base::default()).expect("a store");
        assert_eq!(store.update(DATA, &Dataset::default(), &CancellationToken::new()).expect("it is written"), 3);
        store
    }

    fn update(store: &mut Store, text: &str) -> Result<usize> {
        store.update(text, &Dataset::default(), &CancellationToken::new())
    }

    /// Every fact of the union, and of the graphs.
    fn held(store: &Store) -> (Vec<String>, Vec<String>) {
        let mut all: Vec<String> = store.inner.iter().map(|quad| quad.expect("it reads").to_string()).collect();
        all.sort();
        all.into_iter().partition(|quad| quad.split_whitespace().count() == 3)
    }

    #[track_caller]
    fn check(text: &str, changed: usize, union: &[&str]) {
        let mut store = store();
        assert_eq!(update(&mut store, text).expect("it is written"), changed, "{text}");
        let (mut held, named) = held(&store);
        for fact in &mut held {
            *fact = fact
                .replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "")
                .replace("<x:", "")
                .replace(['>', '"'], "");
        }
        assert_eq!(held, union, "{text}");
        let joined: BTreeSet<String> =
            named.iter().filter_map(|quad| Some(quad.rsplit_once(' ')?.0.to_owned())).collect();
        assert_eq!(joined.len(), union.len(), "the union is that of the graphs: {named:?}");
    }

    #[test]
    fn the_union_follows_every_update() {
        check("DELETE DATA { GRAPH <x:one> { <x:a> <x:p> 1 } }", 1, &["a p 1", "b p 2"]);
        check("DELETE WHERE { GRAPH ?g { <x:a> ?p ?o } }", 2, &["b p 2"]);
        check("CLEAR GRAPH <x:one>", 2, &["a p 1"]);
        check("DROP ALL", 3, &[]);
        check("CREATE GRAPH <x:three>", 0, &["a p 1", "b p 2"]);
        check(
            "WITH <x:one> DELETE { ?s <x:p> ?o } INSERT { ?s <x:q> ?o } WHERE { ?s <x:p> ?o }",
            4,
            &["a p 1", "a q 1", "b q 2"],
        );
        check(
            "INSERT { GRAPH <x:two> { ?s <x:q> ?g } } WHERE { GRAPH ?g { ?s <x:p> 2 } }",
            1,
            &["a p 1", "b p 2", "b q one"],
        );
        // The second sees what the first did.
        check(
            "CLEAR GRAPH <x:one> ; INSERT { GRAPH <x:two> { ?s <x:q> 3 } } WHERE { ?s <x:p> ?o }",
            3,
            &["a p 1", "a q 3"],
        );
    }

    #[test]
    fn a_graph_that_is_emptied_is_gone() {
        let mut store = store();
        update(&mut store, "DELETE WHERE { GRAPH <x:two> { ?s ?p ?o } }").expect("it is written");
        assert_eq!(store.graphs().expect("it reads"), [NamedNode::new_unchecked("x:one")]);
    }

    #[test]
    fn what_cannot_be_done_changes_nothing() {
        for (text, words) in [
            (
                "INSERT DATA { GRAPH <x:one> { <x:c> <x:p> 3 } } ; INSERT DATA { <x:c> <x:p> 3 }",
                "name a graph with `GRAPH`",
            ),
            ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "the default graph is the union"),
            ("CLEAR DEFAULT", "the default graph is the union"),
            ("LOAD <http://example.org/a.ttl>", "`LOAD` is off"),
            ("INSERT { GRAPH <x:one> { ?s ?p ?o } } WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "`SERVICE"),
            ("INSERT { GRAPH <x:one> { ?s ?p } } WHERE {}", "line 1, column"),
        ] {
            let mut store = store();
            let before = held(&store);
            let message = update(&mut store, text).expect_err(text).to_string();
            assert!(message.contains(words), "{text}: {message}");
            assert_eq!(held(&store), before, "{text}");
        }
        let stop = CancellationToken::new();
        stop.cancel();
        let endless = "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }";
        assert!(store().update(endless, &Dataset::default(), &stop).is_err());
    }

    #[test]
    fn an_update_matches_in_the_graphs_that_it_is_asked_of() {
        let mut store = store();
        let dataset = Dataset { default: vec![NamedNode::new_unchecked("x:two")], named: Vec::new() };
        let text = "INSERT { GRAPH <x:new> { ?s <x:q> ?o } } WHERE { ?s <x:p> ?o }";
        assert_eq!(store.update(text, &dataset, &CancellationToken::new()).expect("it is written"), 1);
        let twice = format!("WITH <x:one> {text}");
        let message = store.update(&twice, &dataset, &CancellationToken::new()).expect_err("twice").to_string();
        assert!(message.contains("`using-graph-uri`"), "{message}");
    }

    #[test]
    fn facts_are_added_to_a_graph_and_a_file_of_graphs_is_refused() {
        let graph = NamedNode::new_unchecked("x:two");
        let read = facts(b"<x:a> <x:p> 1 . <x:c> <x:p> <d> .", RdfFormat::Turtle, &graph).expect("Turtle");
        assert_eq!(store().add_to_source(&graph, read).expect("it is written"), 1);
        let message = facts(b"<x:a> <x:p> ", RdfFormat::Turtle, &graph).expect_err("broken off").to_string();
        assert!(message.contains("not Turtle, line 1, column"), "{message}");
        assert!(facts(b"<x:a> <x:p> 1 <x:g> .", RdfFormat::NQuads, &graph).is_err());
    }

    #[test]
    fn blank_nodes_of_a_template_are_new_for_each_row() {
        let mut store = store();
        let text = "INSERT { GRAPH <x:n> { _:n <x:of> ?s ; <x:is> ?o } } WHERE { ?s <x:p> ?o }";
        assert_eq!(update(&mut store, text).expect("it is written"), 4);
        let nodes: BTreeSet<String> =
            (store.matching(None, None, None, Some(GraphNameRef::from(&NamedNode::new_unchecked("x:n")))))
                .map(|quad| quad.expect("it reads").subject.to_string())
                .collect();
        assert_eq!(nodes.len(), 2);
    }
}
