//! A question, the values of its parameters and a store → the answer as a sheet: papers and bodies by their names,
//! relations and tasks by the sentences that prove them. Rows come in the order that the query gives them.

use super::{Kind, Known, Question, Shows};
use crate::analyze::{Graph, Proof, status_vi};
use crate::error::{Error, Result};
use crate::iri::{Resource, terms};
use crate::judge::Verdict;
use crate::model::{DocType, Role};
use crate::sheet::{Cell, Column, Sheet, Shown, proof_cells, proof_columns};
use crate::store::{Answer, Rows, Store};
use oxigraph::model::Term;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The answer to a named question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// Name of the question.
    pub name: String,
    /// The question in Vietnamese.
    pub question: String,
    /// What was given for its parameters, as people call it.
    pub given: BTreeMap<String, String>,
    /// The rows, by the names of the columns.
    pub rows: Vec<Map<String, Value>>,
    /// The same for people.
    #[serde(skip)]
    pub sheet: Sheet,
    /// What proves each row, where the question says it.
    #[serde(skip)]
    pub proofs: Vec<Option<Proof>>,
    /// IRIs of the papers in it.
    #[serde(skip)]
    pub papers: BTreeSet<String>,
}

/// Asks it.
///
/// # Errors
/// [`Error::Query`] if the query is not SPARQL, [`Error::Argument`] if it gives no rows, [`Error::Store`] if the store
/// cannot be read.
pub fn asked(
    store: &Store,
    question: &Question,
    values: BTreeMap<String, (Term, String)>,
    known: &Known<'_>,
) -> Result<Asked> {
    let terms = values.iter().map(|(name, (term, _))| (name.clone(), term.clone())).collect();
    let Answer::Rows(found) = store.query_with(&question.sparql, &terms)? else {
        return Err(Error::Argument(format!("question `{}` gives no rows; its query must be a SELECT", question.name)));
    };
    let shows = shows(question, &found.columns);
    let proved = proofs(known, &shows, &found);
    let mut answer = Asked {
        name: question.name.clone(),
        question: question.question.clone(),
        given: values.into_iter().map(|(name, (_, called))| (name, called)).collect(),
        rows: Vec::new(),
        sheet: Sheet { title: String::new(), note: String::new(), columns: columns(&shows), rows: Vec::new() },
        proofs: Vec::new(),
        papers: BTreeSet::new(),
    };
    answer.sheet.title = title(&answer);
    for row in &found.rows {
        let mut cells = Vec::new();
        let mut proof = None;
        for (show, term) in shows.iter().zip(row) {
            let text = term.as_ref().map(plain).unwrap_or_default();
            match show.kind {
                Kind::Paper | Kind::Body => {
                    // Several come in the order of the engine.
                    let iris: BTreeSet<&str> = text.split_whitespace().collect();
                    let names: Vec<String> = iris.iter().map(|iri| called(known.graph, iri)).collect();
                    answer
                        .papers
                        .extend(iris.iter().filter(|iri| known.graph.by_iri(iri).is_some()).map(|i| (*i).into()));
                    cells.push(names.join("; ").into());
                    cells.push(iris.into_iter().collect::<Vec<_>>().join(" ").into());
                }
                Kind::Proof => {
                    let found = proved.get(&text).copied();
                    cells.extend(proof_cells(found));
                    proof = found.cloned();
                }
                kind => cells.push(cell(kind, term.as_ref(), &text, known)),
            }
        }
        answer.rows.push(object(&answer.sheet.columns, &cells));
        answer.sheet.rows.push(cells);
        answer.proofs.push(proof);
    }
    Ok(answer)
}

/// The columns in the order of the query; one that the file does not declare is shown as it stands.
fn shows(question: &Question, columns: &[String]) -> Vec<Shows> {
    let undeclared = |name: &String| Shows { name: name.clone(), kind: Kind::Text, heading: name.clone() };
    let declared = |name: &String| question.columns.iter().find(|column| column.name == *name).cloned();
    columns.iter().map(|name| declared(name).unwrap_or_else(|| undeclared(name))).collect()
}

fn columns(shows: &[Shows]) -> Vec<Column> {
    let mut columns = Vec::new();
    for show in shows {
        let wide = match show.kind {
            Kind::Date | Kind::Number | Kind::Word | Kind::Relation => 14,
            Kind::Body | Kind::Place => 28,
            _ => 36,
        };
        let of = |name: String, heading: String, shown| Column {
            name: name.into(),
            heading: heading.into(),
            shown,
            wide,
            aside: false,
        };
        match show.kind {
            Kind::Proof => columns.extend(proof_columns()),
            Kind::Paper | Kind::Body => {
                let iri = format!("{}_iri", show.name);
                columns.push(of(show.name.clone(), show.heading.clone(), Shown::Screen));
                columns.push(of(iri.clone(), iri, Shown::File));
            }
            _ => columns.push(of(show.name.clone(), show.heading.clone(), Shown::Screen)),
        }
    }
    columns
}

fn title(answer: &Asked) -> String {
    if answer.given.is_empty() {
        return answer.question.clone();
    }
    let given: Vec<&str> = answer.given.values().map(String::as_str).collect();
    format!("{} ({})", answer.question, given.join("; "))
}

/// What people call a paper or a body; the IRI of what the graph has no name for.
fn called(graph: &Graph, iri: &str) -> String {
    if let Some(node) = graph.by_iri(iri) {
        return graph.papers[node].label.clone();
    }
    let body = graph.agencies.binary_search_by(|agency| agency.iri.as_str().cmp(iri));
    let body = body.ok().and_then(|at| graph.agencies.get(at)).map(|agency| agency.name.clone());
    let known = || graph.elsewhere.iter().find(|paper| paper.iri == iri).map(|paper| paper.label.clone());
    body.or_else(known).unwrap_or_else(|| iri.to_owned())
}

fn cell(kind: Kind, term: Option<&Term>, text: &str, known: &Known<'_>) -> Cell {
    if text.is_empty() {
        return Cell::Empty;
    }
    match kind {
        Kind::Date => text.parse().map_or_else(|_| text.into(), Cell::Day),
        Kind::Number => number(text),
        Kind::Place => match known.base.resource(text) {
            Some(Resource::Place(_)) => {
                let row = known.tables.agencies.provinces.iter().find(|row| known.base.place(&row.id).as_str() == text);
                row.map_or_else(|| text.into(), |row| Cell::word(&row.id, &row.name))
            }
            _ => text.into(),
        },
        Kind::Relation | Kind::Word => word(text, known),
        _ => match term {
            Some(Term::NamedNode(_)) => word(text, known),
            _ => text.into(),
        },
    }
}

/// A whole number, one with decimals, or a time between two days ("P26D") in days.
fn number(text: &str) -> Cell {
    if let Ok(whole) = text.parse::<i64>() {
        return whole.into();
    }
    if let Ok(real) = text.parse::<f64>() {
        return real.into();
    }
    let (sign, span) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    match span.strip_prefix('P').and_then(|span| span.strip_suffix('D')).and_then(|days| days.parse::<i64>().ok()) {
        Some(days) => (sign * days).into(),
        // No time at all is written without days.
        None if span == "PT0S" => 0_i64.into(),
        None => text.into(),
    }
}

/// A word of the ontology in Vietnamese.
fn word(iri: &str, known: &Known<'_>) -> Cell {
    let Some(local) = iri.strip_prefix(terms::ONTOLOGY) else { return iri.into() };
    if let Some(kind) = terms::relation_type(iri) {
        return Cell::word(kind.name(), kind.label_vi());
    }
    let (group, name) = local.split_once('-').unwrap_or(("", local));
    match group {
        "role" => Role::from_name(name).map(|role| Cell::word(role.name(), role.label_vi())),
        "status" => Some(Cell::word(name, status_vi(name))),
        "judgement" => Verdict::from_name(name).map(|verdict| Cell::word(verdict.name(), verdict.label_vi())),
        "type" => DocType::ALL
            .iter()
            .find(|kind| terms::document_type(**kind).as_str() == iri)
            .map(|kind| Cell::word(kind.code(), known.tables.type_name(*kind))),
        _ => None,
    }
    .unwrap_or_else(|| {
        if iri == terms::ASSIGNS_TO.as_str() { Cell::word(local, "giao nhiệm vụ cho") } else { iri.into() }
    })
}

/// What each relation and assignment in the answer is proved by, surest first.
fn proofs<'g>(known: &Known<'g>, shows: &[Shows], found: &Rows) -> HashMap<String, &'g Proof> {
    let Some(at) = shows.iter().position(|show| show.kind == Kind::Proof) else { return HashMap::new() };
    let mut wanted: HashMap<String, String> = HashMap::new();
    for term in found.rows.iter().filter_map(|row| row.get(at)?.as_ref()) {
        let iri = plain(term);
        if let Some(Resource::Relation(id) | Resource::Assignment(id)) = known.base.resource(&iri) {
            wanted.insert(id, iri);
        }
    }
    let graph = known.graph;
    let all = graph.papers.edge_weights().flat_map(|act| &act.proofs).chain(graph.tasks.iter().map(|task| &task.proof));
    let mut proofs = HashMap::new();
    for proof in all {
        if let Some(iri) = wanted.get(&proof.id) {
            proofs.entry(iri.clone()).or_insert(proof);
        }
    }
    proofs
}

fn object(columns: &[Column], cells: &[Cell]) -> Map<String, Value> {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Number(number) => (*number).into(),
        Cell::Real(number) => (*number).into(),
        Cell::Truth(truth) => (*truth).into(),
        words => words.for_programs().into(),
    };
    columns.iter().zip(cells).map(|(column, cell)| (column.name.to_string(), value(cell))).collect()
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_between_days_is_a_number_of_days() {
        for (text, days) in [("P26D", 26), ("-P3D", -3), ("PT0S", 0), ("7", 7)] {
            assert_eq!(number(text), Cell::Number(days));
        }
        assert_eq!(number("0.5"), Cell::Real(0.5));
        assert_eq!(number("nhiều"), Cell::from("nhiều"));
    }
}
