//! `judge`: what a person says of a relation, a task or an open name → the file of judgements and the store; sources whose
//! names mean another paper now are read again.

use super::answer::{Answer, To};
use super::{Done, Outcome, Stop, World, judgements, learn, missing, must_exist, named, open, say};
use crate::cli::{Out, Reading, Said, Source, Verdict as Asked};
use chrono::{Local, NaiveDate};
use luocdo::analyze::Graph;
use luocdo::judge::{self, Judgement, Judgements, Label, Verdict};
use luocdo::model::Key;
use luocdo::names::{self, Found};
use luocdo::sheet::{Listed, Sheet};
use luocdo::store::{Replayed, Store};
use luocdo::{Error, Result};
use std::path::Path;

/// Writes a judgement, takes one back, or lists them.
pub fn run(asked: &Asked) -> Done {
    match asked {
        Asked::Accept(said) => say_so(said, Verdict::Accepted, None),
        Asked::Reject(said) => say_so(said, Verdict::Rejected, None),
        Asked::Relabel { label, said } => say_so(said, Verdict::Relabelled, Some(*label)),
        Asked::Choose { paper, year, said } => choose(said, paper, *year),
        Asked::Undo { id, source } => undo(id.trim(), source),
        Asked::List { out, source } => list(out, source),
    }
}

/// Opens what the judgement is about and writes it.
fn say_so(said: &Said, verdict: Verdict, label: Option<Label>) -> Done {
    let mut store = open_to_judge(&said.source)?;
    judged(&mut store, said, Judgement { label, ..judgement(said, verdict, Local::now().date_naive()) })
}

/// Finds the paper that is named, and chooses it.
fn choose(said: &Said, paper: &str, year: Option<i32>) -> Done {
    let world = World::open(&said.source)?;
    let key = paper_named(world.graph(false)?, paper, year)?;
    let mut store = if said.source.from.is_empty() {
        // It is open for reading, and beside readers nobody writes.
        drop(world);
        open_to_judge(&said.source)?
    } else {
        world.store
    };
    let judgement = judgement(said, Verdict::Chosen, Local::now().date_naive());
    judged(&mut store, said, Judgement { paper: Some(key), ..judgement })
}

/// The key of the paper that a person names.
fn paper_named(graph: &Graph, typed: &str, year: Option<i32>) -> std::result::Result<Key, Stop> {
    if let Some(key) = stated(graph, typed, year) {
        return Ok(key);
    }
    let node = named(graph, typed, year).map_err(|stop| match stop {
        Stop::Nothing(error) => Stop::Nothing(Error::Name(format!("{error}\n{BY_KEY}"))),
        stop => stop,
    })?;
    let key = &graph.papers[node].key;
    judge::paper_of(key).ok_or_else(|| Stop::Failed(Error::Argument(format!("`{key}` is no key of a paper"))))
}

/// How a paper is named that is not here.
pub const BY_KEY: &str = "A paper that nothing here names is given by its key, as in `CT|20/CT-TTg|2023|TTg`.";

/// The paper of a key, or of a name that the tables alone know.
pub fn stated(graph: &Graph, typed: &str, year: Option<i32>) -> Option<Key> {
    judge::paper_of(typed.trim()).or_else(|| match names::find(graph, typed, year) {
        Found::None(_, others) => match others[..] {
            [one] => Key::parse(&graph.elsewhere.get(one)?.key),
            _ => None,
        },
        Found::One(_) | Found::Many(..) => None,
    })
}

/// The store to be judged.
fn open_to_judge(source: &Source) -> Result<Store> {
    if !source.from.is_empty() {
        return open(source);
    }
    must_exist(&source.store)?;
    let mut store = Store::open_to_write(&source.store, None)?;
    store.judge_by(Judgements::read(&judgements(source.judgements.as_deref(), &source.store))?);
    Ok(store)
}

/// A judgement of this day on what `said` names.
fn judgement(said: &Said, verdict: Verdict, day: NaiveDate) -> Judgement {
    Judgement {
        id: said.id.trim().to_owned(),
        verdict,
        label: None,
        paper: None,
        by: said.by.clone(),
        day,
        why: said.why.clone(),
        about: String::new(),
    }
}

/// Writes a judgement, and tells what it did.
fn judged(store: &mut Store, said: &Said, judgement: Judgement) -> Done {
    let source = &said.source;
    let file = judgements(source.judgements.as_deref(), &source.store);
    let (id, verdict) = (judgement.id.clone(), judgement.verdict.name());
    let replayed = judge::record(store, &file, judgement).map_err(missing)?;
    tell(store, replayed, &id, verdict, &file, &source.reading)
}

/// Takes the last judgement on an id back.
fn undo(id: &str, source: &Source) -> Done {
    let mut store = open_to_judge(source)?;
    let file = judgements(source.judgements.as_deref(), &source.store);
    let replayed = judge::take_back(&mut store, &file, id).map_err(missing)?;
    tell(&mut store, replayed, id, "took back", &file, &source.reading)
}

/// Brings the sources in line and tells what was done.
fn tell(store: &mut Store, replayed: Replayed, id: &str, did: &str, file: &Path, reading: &Reading) -> Done {
    let settled = settle(store, replayed, id, reading)?;
    store.flush()?;
    say(format_args!("{did} `{id}` in `{}`; {} sources written anew", file.display(), settled.changed));
    if let Some(words) = settled.left_words() {
        say(format_args!("luocdo: {words}"));
    }
    Ok(Outcome::Done)
}

/// What a judgement did to the sources.
pub struct Settled {
    /// Sources written anew.
    pub changed: usize,
    /// Sources in which it holds at the next build only.
    pub left: Vec<String>,
}

impl Settled {
    /// Which sources wait for the next build, and why; `None` if there are none.
    pub fn left_words(&self) -> Option<String> {
        let left = self.left.join("`, `");
        let words = format!(
            "`{left}` is gone or has changed since it was built; the file keeps this, and it holds there at the next build"
        );
        (!self.left.is_empty()).then_some(words)
    }
}

/// Reads the sources again in which the name of an id stands, if it was settled otherwise than they were read.
pub fn settle(store: &mut Store, replayed: Replayed, id: &str, reading: &Reading) -> Result<Settled> {
    let named = store.sources_of_name(id)?;
    let stale = replayed.again.intersection(&named).cloned().collect();
    let mut settled = Settled { changed: replayed.changed, left: Vec::new() };
    if !named.is_disjoint(&replayed.again) {
        settled.changed += learn::again(store, &stale, reading)?;
        for graph in store.replay()?.again.intersection(&stale) {
            settled.left.extend(store.source(graph)?.and_then(|source| source.path));
        }
    }
    Ok(settled)
}

/// Lists all judgements with what became of them.
fn list(out: &Out, source: &Source) -> Done {
    let all = Judgements::read(&judgements(source.judgements.as_deref(), &source.store))?;
    let store = open(source)?;
    let listed: Vec<Listed<'_>> = judge::states(&store, &all)?.into_iter().map(Listed::from).collect();
    Answer::new(&listed, Sheet::of("Ý kiến thẩm tra", &listed)).give(out, To::Asked)?;
    Ok(Outcome::of(!listed.is_empty()))
}
