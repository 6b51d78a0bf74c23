//! What is asked for → rows of the index → papers, bodies and sentences. Papers come in three turns: those whose number
//! is typed, those that have the words as typed one after the other, those that have all the words; each turn in the
//! fixed order of the index. The last word stands for every word that begins with it.

use super::make::{facet_of_description, facet_of_place, facet_of_type, facet_of_year, proof};
use super::marks::Wanted;
use super::plan::Evidence;
use super::rare::Split;
use super::words::words;
use super::{Index, broken};
use crate::analyze::{Graph, Paper};
use crate::error::Result;
use crate::names::{of_type, on_time, take_apart};
use chrono::{Datelike, NaiveDate};
use petgraph::graph::NodeIndex;
use rusqlite::Connection;
use std::collections::HashSet;

/// Words of a question that are looked for.
const WORDS: usize = 12;
/// Words that a half typed one may stand for, the most frequent first.
const BEGUN: usize = 40;
/// Hits are counted up to so many, and told as "at least" from there on.
const COUNTED: usize = 500;
/// Rows that are looked at for what the index does not filter.
const LOOKED_AT: usize = 20_000;
/// Papers of a number that are looked at.
const NUMBERED: usize = 500;
/// Years that a period is looked for by; a longer one by its days alone.
const YEARS: i32 = 60;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The words as typed.
    pub words: String,
    /// Only papers of this type, by its code.
    pub kind: Option<String>,
    /// Only papers issued in this province, by its code.
    pub place: Option<String>,
    /// Only papers that are described, or only stubs.
    pub described: Option<bool>,
    /// Only papers from this day on.
    pub from: Option<NaiveDate>,
    /// Only papers up to this day.
    pub to: Option<NaiveDate>,
    /// At most so many hits of a kind.
    pub limit: usize,
    /// So many hits are passed over.
    pub offset: usize,
}

/// Hits of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The hits asked for.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: usize,
    /// True if there may be more than `total`.
    pub at_least: bool,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page { rows: Vec::new(), total: 0, at_least: false }
    }
}

impl Asked {
    /// What to mark in what is found.
    pub fn wanted(&self) -> Wanted {
        let mut words = self.cut();
        let begun = if words.last().is_some_and(|last| is_number(last)) { None } else { words.pop() };
        Wanted { words, begun }
    }

    pub(super) fn cut(&self) -> Vec<String> {
        let mut found = words(&self.words);
        found.truncate(WORDS);
        found
    }

    /// True if a paper passes what is asked for beside the words.
    fn takes(&self, paper: &Paper) -> bool {
        self.kind.as_ref().is_none_or(|kind| paper.code() == kind)
            && self.place.as_ref().is_none_or(|place| paper.place() == Some(place))
            && self.described.is_none_or(|described| paper.described == described)
            && self.from.is_none_or(|from| paper.date.is_some_and(|date| date >= from))
            && self.to.is_none_or(|to| paper.date.is_some_and(|date| date <= to))
    }

    /// The same in the words of the index, as far as it knows them; begins with ` AND`.
    fn facets(&self) -> String {
        let mut out = String::new();
        let mut add = |words: &str| out.push_str(&format!(" AND facet : {words}"));
        if let Some(kind) = &self.kind {
            add(&facet_of_type(kind));
        }
        if let Some(place) = &self.place {
            add(&facet_of_place(place));
        }
        if let Some(described) = self.described {
            add(facet_of_description(described));
        }
        if let (Some(from), Some(to)) = (self.from.map(|day| day.year()), self.to.map(|day| day.year()))
            && (0..YEARS).contains(&(to.saturating_sub(from)))
        {
            let years: Vec<String> = (from..=to).map(facet_of_year).collect();
            add(&format!("({})", years.join(" OR ")));
        }
        out
    }
}

/// Hits as they are met.
struct Hits<T> {
    page: Page<T>,
    offset: usize,
    limit: usize,
    /// False as soon as nothing more is wanted.
    open: bool,
}

impl<T> Hits<T> {
    fn new(asked: &Asked) -> Self {
        Hits { page: Page::default(), offset: asked.offset, limit: asked.limit, open: true }
    }

    /// Takes one; false if no more is wanted.
    fn take(&mut self, hit: T) -> bool {
        self.page.total += 1;
        if self.page.total > self.offset && self.page.rows.len() < self.limit {
            self.page.rows.push(hit);
        }
        self.open = self.page.total < COUNTED.max(self.offset + self.limit);
        self.page.at_least = !self.open;
        self.open
    }
}

impl Index {
    /// The papers that are asked for; without words the newest that are described.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the index is damaged.
    pub fn papers(&self, graph: &Graph, asked: &Asked) -> Result<Page<NodeIndex>> {
        let typed = asked.cut();
        let mut hits = Hits::new(asked);
        if typed.is_empty() {
            for &node in self.newest().iter().filter(|&&node| asked.takes(&graph.papers[node])) {
                if !hits.take(node) {
                    break;
                }
            }
            return Ok(hits.page);
        }
        let mut seen = HashSet::new();
        let facets = asked.facets();
        let mut take = |hits: &mut Hits<NodeIndex>, node: NodeIndex| {
            if !asked.takes(&graph.papers[node]) || !seen.insert(node) {
                return true;
            }
            hits.take(node)
        };
        self.pool
            .with(|db| {
                for node in self.numbered(db, graph, &asked.words, &facets)? {
                    take(&mut hits, node);
                }
                if let Some(split) = Split::of(&self.words, &typed) {
                    return self.of_rare(db, graph, &split, &facets, |node| hits.open && take(&mut hits, node));
                }
                let last = self.last(typed.last());
                let before = &typed[..typed.len() - 1];
                let in_row: Vec<String> = last.iter().map(|last| phrase(before, last)).collect();
                let turns = [
                    (before.is_empty(), format!("{{name title}} : ({})", in_row.join(" OR "))),
                    (false, format!("{{name number title}} : ({})", all(before, &last))),
                ];
                for (passed, turn) in turns {
                    if !passed && hits.open {
                        each_row(db, "paper", &(turn + &facets), LOOKED_AT, |row| {
                            self.plan.papers.get(row).is_none_or(|&node| take(&mut hits, node))
                        })?;
                    }
                }
                Ok(())
            })
            .map_err(|error| broken(&error))?;
        Ok(hits.page)
    }

    /// The bodies that are asked for, as indices into [`Graph::agencies`].
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the index is damaged.
    pub fn bodies(&self, asked: &Asked) -> Result<Page<usize>> {
        self.simple("body", asked, None, Some)
    }

    /// The sentences that are asked for, those of papers that do not pass left out.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the index is damaged.
    pub fn evidence(&self, graph: &Graph, asked: &Asked) -> Result<Page<Evidence>> {
        let typed = asked.cut();
        let split = Split::of(&self.words, &typed);
        self.simple("evidence", asked, split.as_ref(), |row| {
            let evidence = *self.plan.evidence.get(row)?;
            let sentence = &proof(graph, evidence)?.sentence;
            let said = split.as_ref().is_none_or(|split| split.is_in(&[sentence]));
            (said && asked.takes(&graph.papers[about(graph, evidence)?])).then_some(evidence)
        })
    }

    /// Of the papers that have the rare words of a question those that have all: in a row first.
    pub(super) fn of_rare(
        &self,
        db: &Connection,
        graph: &Graph,
        split: &Split<'_>,
        facets: &str,
        mut take: impl FnMut(NodeIndex) -> bool,
    ) -> rusqlite::Result<()> {
        let mut found = Vec::new();
        let query = format!("{{name number title}} : ({}){facets}", whole(&split.rare));
        each_row(db, "paper", &query, LOOKED_AT, |row| {
            found.extend(self.plan.papers.get(row).filter(|&&node| named(graph, node, |texts| split.is_in(texts))));
            true
        })?;
        let (in_row, apart): (Vec<NodeIndex>, Vec<NodeIndex>) =
            found.into_iter().partition(|&node| named(graph, node, |texts| split.is_in_row(texts)));
        in_row.into_iter().chain(apart).all(&mut take);
        Ok(())
    }

    /// The rows of a table that have all the words; of a question that is split, those that have its rare ones.
    fn simple<T>(
        &self,
        table: &str,
        asked: &Asked,
        split: Option<&Split<'_>>,
        hit: impl Fn(usize) -> Option<T>,
    ) -> Result<Page<T>> {
        let typed = asked.cut();
        let mut hits = Hits::new(asked);
        let Some((last, before)) = typed.split_last() else { return Ok(hits.page) };
        let query = split.map_or_else(|| all(before, &self.last(Some(last))), |split| whole(&split.rare));
        let asking =
            |db: &Connection| each_row(db, table, &query, LOOKED_AT, |row| hit(row).is_none_or(|hit| hits.take(hit)));
        self.pool.with(asking).map_err(|error| broken(&error))?;
        Ok(hits.page)
    }

    /// The papers whose number is typed, or begun; those that have it whole first.
    fn numbered(&self, db: &Connection, graph: &Graph, typed: &str, facets: &str) -> rusqlite::Result<Vec<NodeIndex>> {
        let name = take_apart(typed);
        let number = words(name.number.as_deref().unwrap_or_default());
        let Some((last, before)) = number.split_last() else { return Ok(Vec::new()) };
        let begun =
            if name.year.is_some() || name.date.is_some() { vec![last.clone()] } else { self.begun(Some(last)) };
        let phrases: Vec<String> = begun.iter().map(|last| format!("^{}", phrase(before, last))).collect();
        let mut found = Vec::new();
        each_row(db, "paper", &format!("number : ({}){facets}", phrases.join(" OR ")), NUMBERED, |row| {
            let node = self.plan.papers.get(row).copied();
            found.extend(node.filter(|&node| {
                let paper = &graph.papers[node];
                of_type(paper, &name.words) && on_time(paper, &name)
            }));
            true
        })?;
        found.sort_by_cached_key(|&node| words(&graph.papers[node].number) != number);
        Ok(found)
    }

    /// The words that the last of a question stands for. A number is taken as it is typed: "20" is not every year of the
    /// century; papers whose number begins with it are looked for by their number.
    fn last(&self, typed: Option<&String>) -> Vec<String> {
        match typed {
            Some(number) if is_number(number) => vec![number.clone()],
            typed => self.begun(typed),
        }
    }

    /// The words that one stands for which may be half typed: itself, then the most frequent that begin with it.
    fn begun(&self, typed: Option<&String>) -> Vec<String> {
        let Some(typed) = typed else { return Vec::new() };
        let from = self.words.partition_point(|(word, _)| **word < **typed);
        let here = self.words[from..].iter().take_while(|(word, _)| word.starts_with(typed.as_str()));
        let mut here: Vec<&(Box<str>, u32)> = here.filter(|(word, _)| **word != **typed).collect();
        if here.len() > BEGUN {
            here.select_nth_unstable_by_key(BEGUN, |(_, rows)| std::cmp::Reverse(*rows));
            here.truncate(BEGUN);
        }
        here.sort_by_key(|(word, rows)| (std::cmp::Reverse(*rows), word));
        std::iter::once(typed.clone()).chain(here.into_iter().map(|(word, _)| word.to_string())).collect()
    }
}

/// The paper that a sentence is about: the one that acts, or gives the task.
pub fn about(graph: &Graph, evidence: Evidence) -> Option<NodeIndex> {
    match evidence {
        Evidence::Act(act, _) => graph.papers.edge_endpoints(act).map(|(from, _)| from),
        Evidence::Task(at) => graph.tasks.get(usize::try_from(at).ok()?).map(|task| task.document),
    }
}

/// What a paper is found by, as the index has it.
fn named<T>(graph: &Graph, node: NodeIndex, ask: impl FnOnce(&[&str]) -> T) -> T {
    let paper = &graph.papers[node];
    let coded = format!("{} {}", paper.code(), paper.number);
    let aliases = graph.aliases.iter().filter(|(_, named)| *named == node).map(|(name, _)| name.as_str());
    let optional = [paper.short_title.as_deref(), paper.title.as_deref()];
    let texts: Vec<&str> =
        [paper.label.as_str(), &coded].into_iter().chain(optional.into_iter().flatten()).chain(aliases).collect();
    ask(&texts)
}

pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words one after the other, in the syntax of FTS5. A word has letters and digits only.
fn phrase(before: &[String], last: &str) -> String {
    let mut out = String::from("\"");
    for word in before {
        out.push_str(word);
        out.push(' ');
    }
    out + last + "\""
}

/// All of the words.
fn whole(words: &[&String]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" AND ")
}

/// All of the words, and one of the last.
fn all(before: &[String], last: &[String]) -> String {
    let quoted = |word: &String| format!("\"{word}\"");
    let last: Vec<String> = last.iter().map(quoted).collect();
    let before = before.iter().map(|word| quoted(word) + " AND ");
    format!("{}({})", before.collect::<String>(), last.join(" OR "))
}

/// Hands over the rows of a table that fit, in order, counted from 0, until `take` wants no more.
fn each_row(
    db: &Connection,
    table: &str,
    query: &str,
    most: usize,
    mut take: impl FnMut(usize) -> bool,
) -> rusqlite::Result<()> {
    let mut rows = db.prepare_cached(&format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid"))?;
    let mut rows = rows.query([query])?;
    for _ in 0..most {
        let Some(row) = rows.next()? else { break };
        let row: i64 = row.get(0)?;
        let Some(row) = row.checked_sub(1).and_then(|row| usize::try_from(row).ok()) else { continue };
        if !take(row) {
            break;
        }
    }
    Ok(())
}
