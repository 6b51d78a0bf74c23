//! A SPARQL query → rows, a graph, or yes/no, over the union of all sources. The usual prefixes need no
//! declaration. It never changes the store, and `SERVICE` is off: a query never leaves the machine.

use super::{Store, bind, broken};
use crate::error::{Error, Result};
use crate::iri::terms::PREFIXES;
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError};
use oxigraph::store::StorageError;
use spargebra::SparqlParser;
use std::collections::{BTreeMap, HashSet};

/// The answer to a query, by its form.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To `SELECT`.
    Rows(Rows),
    /// To `CONSTRUCT` and `DESCRIBE`, each fact once.
    Graph(Vec<Triple>),
    /// To `ASK`.
    Boolean(bool),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Names of the columns, without `?`.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`; `None` where a variable is unbound.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Store {
    /// Answers a query.
    ///
    /// # Errors
    /// [`Error::Query`] with line, column and the text of the place if it is not SPARQL or is an update;
    /// [`Error::Argument`] if it asks for what is off; [`Error::Store`] if the store cannot be read.
    pub fn query(&self, sparql: &str) -> Result<Answer> {
        self.answer(evaluator()?.parse_query(sparql).map_err(|error| misspelt(sparql, &error))?)
    }

    /// Hands the rows of a `SELECT` over one by one, with the names of the columns; of another query there are none.
    ///
    /// # Errors
    /// As [`Store::query`].
    pub fn each_row(&self, sparql: &str, mut take: impl FnMut(&[String], &[Option<Term>])) -> Result<()> {
        let prepared = evaluator()?.parse_query(sparql).map_err(|error| misspelt(sparql, &error))?;
        let failed = |error| self.unanswered(error);
        if let QueryResults::Solutions(solutions) = prepared.on_store(&self.inner).execute().map_err(failed)? {
            let columns: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
            for solution in solutions {
                take(&columns, solution.map_err(failed)?.values());
            }
        }
        Ok(())
    }

    /// Answers a query in which some variables stand for what the asker means by them. They are replaced in what the
    /// parser made of the query, so no value can change what it asks.
    ///
    /// # Errors
    /// As [`Store::query`], and [`Error::Query`] if the query itself gives such a variable a value.
    pub fn query_with(&self, sparql: &str, values: &BTreeMap<String, Term>) -> Result<Answer> {
        let mut parser = SparqlParser::new();
        for (name, namespace) in PREFIXES {
            parser = parser
                .with_prefix(*name, *namespace)
                .map_err(|error| Error::Argument(format!("prefix `{name}`: {error}")))?;
        }
        let mut query = parser.parse_query(sparql).map_err(|error| misspelt(sparql, &error))?;
        bind::bind(&mut query, values)?;
        self.answer(evaluator()?.for_query(query))
    }

    fn answer(&self, prepared: PreparedSparqlQuery) -> Result<Answer> {
        let prepared = prepared.on_store(&self.inner);
        let failed = |error| self.unanswered(error);
        Ok(match prepared.execute().map_err(failed)? {
            QueryResults::Boolean(value) => Answer::Boolean(value),
            QueryResults::Solutions(solutions) => {
                let columns = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let mut rows = Vec::new();
                for solution in solutions {
                    rows.push(solution.map_err(failed)?.values().to_vec());
                }
                Answer::Rows(Rows { columns, rows })
            }
            QueryResults::Graph(triples) => {
                let mut graph = Vec::new();
                let mut seen = HashSet::new();
                for triple in triples {
                    let triple = triple.map_err(failed)?;
                    if seen.insert(triple.clone()) {
                        graph.push(triple);
                    }
                }
                Answer::Graph(graph)
            }
        })
    }

    pub(super) fn unanswered(&self, error: QueryEvaluationError) -> Error {
        match error {
            QueryEvaluationError::Dataset(source) => match source.downcast::<StorageError>() {
                Ok(error) => broken(&self.place, &error),
                Err(other) => self.refused(format!("{other}; build it again if this stays")),
            },
            QueryEvaluationError::UnsupportedService(name) => Error::Argument(format!(
                "`SERVICE {name}` is off, a query never leaves this machine; take it out of the query"
            )),
            other => Error::Argument(format!("the query cannot be answered: {other}")),
        }
    }
}

pub(super) fn evaluator() -> Result<SparqlEvaluator> {
    let mut evaluator = SparqlEvaluator::new();
    for (name, namespace) in PREFIXES {
        evaluator = evaluator
            .with_prefix(*name, *namespace)
            .map_err(|error| Error::Argument(format!("prefix `{name}`: {error}")))?;
    }
    Ok(evaluator)
}

/// Why a text is no query, from the parser's `error at LINE:COLUMN: expected one of A, B`.
pub(super) fn misspelt(sparql: &str, error: &SparqlSyntaxError) -> Error {
    let is_update = evaluator().is_ok_and(|evaluator| evaluator.parse_update(sparql).is_ok());
    if is_update && !sparql.trim().is_empty() {
        let message = "it is an update, and only building changes the graph; ask with SELECT, ASK or CONSTRUCT";
        return Error::Query { message: message.to_owned() };
    }
    if sparql.trim().is_empty() {
        return Error::Query { message: "it is empty".to_owned() };
    }
    let said = error.to_string();
    let found = match open_quote(sparql) {
        Some(at) => Some((at, ": the quotation mark is not closed".to_owned())),
        None => place(sparql, &said).map(|(at, why)| unknown_prefix(sparql, at, why)),
    };
    let message = match found {
        Some((at, expected)) => {
            let before = &sparql[..at];
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            let near: String = sparql[at..].lines().next().unwrap_or_default().chars().take(40).collect();
            let near = match near.trim() {
                "" if sparql[at..].trim().is_empty() => "at the end".to_owned(),
                "" => "at the end of the line".to_owned(),
                near => format!("near `{near}`"),
            };
            format!("line {line}, column {column}, {near}{expected}")
        }
        None => said,
    };
    Error::Query { message }
}

/// The parser stops behind a name whose prefix it does not know; the reader wants the name.
fn unknown_prefix(sparql: &str, at: usize, why: String) -> (usize, String) {
    let before = sparql[..at].trim_end();
    let start = before.rfind(|c: char| !(c.is_alphanumeric() || "_-.:".contains(c))).map_or(0, |at| at + 1);
    match (why.contains("Prefix not found"), before.get(start..).and_then(|name| name.split_once(':'))) {
        (true, Some((prefix, _))) => {
            let known: Vec<&str> = PREFIXES.iter().map(|(name, _)| *name).collect();
            let why = format!(": prefix `{prefix}` is unknown; declare it, or use one of {}", known.join(", "));
            (start, why)
        }
        _ => (at, why),
    }
}

/// The byte of a quotation mark that is never closed; the parser would blame what follows.
fn open_quote(sparql: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(c) = sparql[at..].chars().next() {
        let rest = &sparql[at..];
        at += match c {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            // An IRI has no spaces; otherwise it is "less than".
            '<' => rest.find('>').filter(|end| !rest[..*end].contains([' ', '\n', '"'])).map_or(1, |end| end + 1),
            '"' | '\'' => match closed(rest, c) {
                Some(length) => length,
                None => return Some(at),
            },
            other => other.len_utf8(),
        };
    }
    None
}

/// The length of the string that `text` begins with, quotation marks included; `None` if it has no end.
fn closed(text: &str, quote: char) -> Option<usize> {
    let three = String::from(quote).repeat(3);
    let close = if text.starts_with(&three) { three.as_str() } else { &three[..1] };
    let mut end = close.len();
    loop {
        let inside = text.get(end..)?;
        if inside.starts_with(close) {
            return Some(end + close.len());
        }
        let mut characters = inside.chars();
        end += match characters.next()? {
            '\n' if close.len() == 1 => return None,
            '\\' => 1 + characters.next().map_or(0, char::len_utf8),
            other => other.len_utf8(),
        };
    }
}

/// The byte from which on the parser did not understand, and what it says could stand there.
fn place(sparql: &str, said: &str) -> Option<(usize, String)> {
    let (position, expected) = said.strip_prefix("error at ")?.split_once(": expected ")?;
    let (line, column) = position.split_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let mut at = sparql.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    at += sparql.get(at..)?.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum::<usize>();
    let words: Vec<&str> = expected.strip_prefix("one of ").unwrap_or(expected).split(", ").collect();
    if let Some(sentence) = words.iter().find(|word| word.contains(' ') && !word.contains(['"', '[', '\''])) {
        return Some((at, format!(": {sentence}")));
    }
    // The parser reads as many characters as a keyword has before it compares them, and reports the place
    // behind. So where only keywords were tried, the mistake is at or after the begin of the shortest.
    if words.iter().all(|word| word.bytes().all(|b| b.is_ascii_uppercase())) {
        let shortest = words.iter().map(|word| word.len()).min()?;
        at -= sparql.get(..at)?.chars().rev().take(shortest).map(char::len_utf8).sum::<usize>();
        let possible: Vec<&str> = words.into_iter().filter(|word| word.len() == shortest).collect();
        return Some((at, format!(": not understood from here on; {} could stand here", possible.join(" or "))));
    }
    // Whole classes of characters say nothing to a reader, and eight words are enough to see the mistake.
    let plain: Vec<&str> = words.into_iter().filter(|word| !word.contains(['[', '\\', '\n', '\''])).collect();
    Some((
        at,
        match plain.len() {
            0 => String::new(),
            1 => format!(": expected {}", plain.join("")),
            2..=8 => format!(": expected one of {}", plain.join(", ")),
            _ => format!(": expected one of {} …", plain[..8].join(", ")),
        },
    ))
}
