//! `query`: SPARQL → rows, a truth, or a graph.

use super::{Done, Outcome, open, to_stdout, unwritten};
use crate::cli::{Answer, Query};
use crate::print::table;
use luocdo::export::{Format, write_triples};
use luocdo::iri::terms::PREFIXES;
use luocdo::store;
use luocdo::{Error, Result};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::Variable;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, Read, Write};
use std::path::Path;

/// Prints the answer.
pub fn run(args: &Query) -> Done {
    let text = text(args)?;
    let store = open(&args.source)?;
    let found = match store.query(&text)? {
        store::Answer::Rows(rows) => to_stdout(|out| solutions(rows, args.format, out))?,
        store::Answer::Boolean(value) => to_stdout(|out| truth(value, args.format, out))?,
        store::Answer::Graph(triples) => to_stdout(|out| graph(triples, args.format, out))?,
    };
    Ok(Outcome::of(found))
}

/// The query typed, or the one in the file.
fn text(args: &Query) -> Result<String> {
    let Some(file) = args.file.as_deref() else {
        return Ok(args.query.clone().unwrap_or_default());
    };
    let failed = |source| Error::File { action: "read", path: file.to_owned(), source };
    if file == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map_err(failed)?;
        return Ok(text);
    }
    std::fs::read_to_string(file).map_err(failed)
}

fn results(format: Answer) -> Result<QueryResultsFormat> {
    match format {
        Answer::Json => Ok(QueryResultsFormat::Json),
        Answer::Csv => Ok(QueryResultsFormat::Csv),
        Answer::Table | Answer::Turtle => {
            Err(Error::Argument("this query gives rows, not a graph; use `--format table`, `json` or `csv`".into()))
        }
    }
}

fn solutions(answer: store::Rows, format: Answer, out: &mut dyn Write) -> Result<bool> {
    let found = !answer.rows.is_empty();
    if format == Answer::Table {
        let cell = |term: &Option<Term>| term.as_ref().map(shown).unwrap_or_default();
        let cells = answer.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        table::write(&answer.columns, cells, out).map_err(unwritten)?;
        return Ok(found);
    }
    let serializer = QueryResultsSerializer::from_format(results(format)?);
    let variables: Vec<Variable> = answer.columns.into_iter().map(Variable::new_unchecked).collect();
    let mut writer = serializer.serialize_solutions_to_writer(&mut *out, variables.clone()).map_err(unwritten)?;
    for row in &answer.rows {
        let bound = variables.iter().zip(row).filter_map(|(variable, term)| Some((variable, term.as_ref()?)));
        writer.serialize(bound).map_err(unwritten)?;
    }
    writer.finish().map_err(unwritten)?;
    if format == Answer::Json {
        writeln!(out).map_err(unwritten)?;
    }
    Ok(found)
}

/// A question of yes or no is answered either way.
fn truth(value: bool, format: Answer, out: &mut dyn Write) -> Result<bool> {
    match format {
        Answer::Table => writeln!(out, "{}", if value { "đúng" } else { "sai" }).map_err(unwritten)?,
        other => {
            let serializer = QueryResultsSerializer::from_format(results(other)?);
            serializer.serialize_boolean_to_writer(&mut *out, value).map_err(unwritten)?;
            writeln!(out).map_err(unwritten)?;
        }
    }
    Ok(true)
}

fn graph(triples: Vec<Triple>, format: Answer, out: &mut dyn Write) -> Result<bool> {
    let found = !triples.is_empty();
    let format = match format {
        Answer::Table | Answer::Turtle => Format::Turtle,
        Answer::Json => Format::JsonLd,
        Answer::Csv => {
            let message = "this query gives a graph, not rows; use `--format turtle` or `json`";
            return Err(Error::Argument(message.into()));
        }
    };
    write_triples(triples, format, out).map_err(unwritten)?;
    Ok(found)
}

/// A term for people: an IRI by its prefix where it has one, a literal by its value.
fn shown(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => {
            let short = PREFIXES.iter().find_map(|(prefix, iri)| Some((prefix, node.as_str().strip_prefix(iri)?)));
            short.map_or_else(|| node.as_str().to_owned(), |(prefix, local)| format!("{prefix}:{local}"))
        }
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};

    #[track_caller]
    fn check(write: impl FnOnce(&mut dyn Write) -> Result<bool>, expect: &str) {
        let mut out = Vec::new();
        assert!(write(&mut out).expect("it is written"));
        assert_eq!(String::from_utf8_lossy(&out), expect);
    }

    fn rows() -> store::Rows {
        let label = Literal::new_language_tagged_literal_unchecked("Chỉ thị 20/CT-TTg, \"khẩn\"", "vi");
        let columns = vec!["label".to_owned(), "none".to_owned()];
        store::Rows { columns, rows: vec![vec![Some(label.into()), None]] }
    }

    fn triples() -> Vec<Triple> {
        let node = |name: &str| NamedNode::new_unchecked(format!("https://w3id.org/luocdo/ontology#{name}"));
        vec![Triple::new(node("a"), node("implements"), node("b"))]
    }

    #[test]
    fn rows_as_csv_and_json() {
        check(|out| solutions(rows(), Answer::Csv, out), "label,none\r\n\"Chỉ thị 20/CT-TTg, \"\"khẩn\"\"\",\r\n");
        let json = r#"{"head":{"vars":["label","none"]},"results":{"bindings":[{"label":{"type":"literal","value":"Chỉ thị 20/CT-TTg, \"khẩn\"","xml:lang":"vi"}}]}}"#;
        check(|out| solutions(rows(), Answer::Json, out), &format!("{json}\n"));
        let message = solutions(rows(), Answer::Turtle, &mut Vec::new()).expect_err("no graph").to_string();
        assert!(message.contains("gives rows, not a graph"), "{message}");
    }

    #[test]
    fn a_truth_in_words_and_json() {
        check(|out| truth(true, Answer::Table, out), "đúng\n");
        check(|out| truth(false, Answer::Json, out), "{\"head\":{},\"boolean\":false}\n");
    }

    #[test]
    fn a_graph_as_turtle_and_json_ld() {
        let mut out = Vec::new();
        graph(triples(), Answer::Table, &mut out).expect("it is written");
        assert!(String::from_utf8_lossy(&out).ends_with("luo:a luo:implements luo:b .\n"));
        let mut out = Vec::new();
        graph(triples(), Answer::Json, &mut out).expect("it is written");
        serde_json::from_slice::<serde_json::Value>(&out).expect("it is JSON");
        let message = graph(triples(), Answer::Csv, &mut Vec::new()).expect_err("no rows").to_string();
        assert!(message.contains("gives a graph, not rows"), "{message}");
    }
}
