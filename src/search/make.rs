//! A graph and its plan → the index, a SQLite database with three FTS5 tables that keep no text: papers (with the places
//! of words, for phrases), bodies and sentences (without). The words come folded and parted by spaces, so the tokenizer
//! has nothing to decide.

use super::plan::{Evidence, Plan};
use super::words::each;
use crate::analyze::{Graph, Paper, Proof};
use crate::model::DocType;
use petgraph::graph::NodeIndex;
use rusqlite::{Connection, Statement, params};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Stands between names so that no phrase spans two; nobody can type it, since it is no letter.
const APART: &str = " ¶ ";
/// How many rows are written before progress is told.
const STEP: usize = 4096;

const TABLES: &str = "
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA page_size = 8192;
CREATE VIRTUAL TABLE paper USING fts5(name, number, title, facet, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE body USING fts5(name, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE evidence USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii');
INSERT INTO paper(paper, rank) VALUES ('hashsize', 67108864);
INSERT INTO evidence(evidence, rank) VALUES ('hashsize', 67108864);
CREATE TABLE word (word TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
BEGIN;";

/// The words met so far, and in how many rows.
type Known = FxHashMap<String, u32>;

/// Writes the index into an empty database; `told` hears how many rows of how many are done.
pub fn make(
    db: &Connection,
    graph: &Graph,
    plan: &Plan,
    meta: &[(&str, i64)],
    told: &mut dyn FnMut(usize, usize),
) -> rusqlite::Result<()> {
    db.execute_batch(TABLES)?;
    let all = plan.papers.len() + plan.evidence.len() + graph.agencies.len();
    let mut done = 0;
    let mut step = || {
        done += 1;
        if done % STEP == 0 || done == all {
            told(done, all);
        }
    };
    let mut known = Known::default();
    papers(db, graph, plan, &mut known, &mut step)?;
    let mut body = db.prepare("INSERT INTO body (rowid, name) VALUES (?1, ?2)")?;
    for (row, agency) in (1_i64..).zip(&graph.agencies) {
        let id = agency.id.as_deref().unwrap_or_default();
        body.execute(params![row, folded(&[&agency.name, id], &mut known)])?;
        step();
    }
    let mut sentence = db.prepare("INSERT INTO evidence (rowid, words) VALUES (?1, ?2)")?;
    for (row, evidence) in (1_i64..).zip(&plan.evidence) {
        let Some(proof) = proof(graph, *evidence) else { continue };
        sentence.execute(params![row, folded(&[&proof.sentence], &mut known)])?;
        step();
    }
    let mut word = db.prepare("INSERT INTO word VALUES (?1, ?2)")?;
    for (words, rows) in known.iter().collect::<BTreeMap<_, _>>() {
        word.execute(params![words, rows])?;
    }
    for (name, value) in meta {
        db.execute("INSERT INTO meta VALUES (?1, ?2)", params![name, value])?;
    }
    db.execute_batch(
        "INSERT INTO paper(paper) VALUES ('optimize'); INSERT INTO evidence(evidence) VALUES ('optimize'); COMMIT",
    )
}

/// The proof of a row of evidence.
pub fn proof(graph: &Graph, evidence: Evidence) -> Option<&Proof> {
    match evidence {
        Evidence::Act(act, at) => graph.papers.edge_weight(act)?.proofs.get(usize::try_from(at).ok()?),
        Evidence::Task(at) => graph.tasks.get(usize::try_from(at).ok()?).map(|task| &task.proof),
    }
}

fn papers(
    db: &Connection,
    graph: &Graph,
    plan: &Plan,
    known: &mut Known,
    step: &mut dyn FnMut(),
) -> rusqlite::Result<()> {
    let mut aliases: FxHashMap<NodeIndex, Vec<&str>> = FxHashMap::default();
    for (name, node) in &graph.aliases {
        aliases.entry(*node).or_default().push(name);
    }
    let mut insert: Statement<'_> =
        db.prepare("INSERT INTO paper (rowid, name, number, title, facet) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (row, &node) in (1_i64..).zip(&plan.papers) {
        let paper = &graph.papers[node];
        let coded = format!("{} {}", paper.code(), paper.number);
        let mut names = vec![paper.label.as_str(), &coded];
        names.extend(paper.short_title.as_deref());
        names.extend(aliases.get(&node).into_iter().flatten());
        let name = folded(&names, known);
        let number = folded(&[&paper.number], &mut Known::default());
        let title = folded(&paper.title.as_deref().into_iter().collect::<Vec<_>>(), known);
        insert.execute(params![row, name, number, title, facets(paper)])?;
        step();
    }
    Ok(())
}

/// Texts as words with a space before each, and their words counted once.
fn folded(texts: &[&str], known: &mut Known) -> String {
    let mut out = String::new();
    let mut met: Vec<String> = Vec::new();
    for text in texts {
        if !out.is_empty() {
            out.push_str(APART);
        }
        each(text, |_, word| {
            out.push(' ');
            out.push_str(word);
            if !met.iter().any(|held| held == word) {
                met.push(word.to_owned());
            }
        });
    }
    for word in met {
        *known.entry(word).or_default() += 1;
    }
    out
}

/// What papers are filtered by, as words that no text has a use for: they are looked for in a column of their own.
fn facets(paper: &Paper) -> String {
    let mut out = facet_of_type(paper.code());
    let _ = write!(out, " {}", facet_of_description(paper.described));
    if let Some(place) = paper.place() {
        let _ = write!(out, " {}", facet_of_place(place));
    }
    if let Some(year) = paper.date.map(|date| chrono::Datelike::year(&date)) {
        let _ = write!(out, " {}", facet_of_year(year));
    }
    out
}

/// The facet of a type of paper; types are told apart that differ in accents alone.
pub fn facet_of_type(code: &str) -> String {
    let at = DocType::from_code(code).and_then(|kind| DocType::ALL.iter().position(|known| *known == kind));
    at.map_or_else(|| "xt".to_owned(), |at| format!("xt{at}"))
}

/// The facet of a province, by its code: `BĐ` and `BD` are two.
pub fn facet_of_place(code: &str) -> String {
    code.bytes().fold("xp".to_owned(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The facet of papers that are described, and of stubs.
pub fn facet_of_description(described: bool) -> &'static str {
    if described { "xd1" } else { "xd0" }
}

/// The facet of a year of issue.
pub fn facet_of_year(year: i32) -> String {
    format!("xy{year}")
}
