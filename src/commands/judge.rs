//! `judge`: what a person says of a relation or a task → the file of judgements and the store.

use super::{Done, Outcome, Stop, judgements, must_exist, open, say, to_stdout, unwritten};
use crate::cli::{Rows, Said, Source, Verdict as Asked};
use crate::print::judged::Listed;
use crate::print::rows;
use chrono::{Local, NaiveDate};
use luocdo::Error;
use luocdo::judge::{self, Judgement, Judgements, Label, Verdict};
use luocdo::store::Store;
use std::path::Path;

/// Writes a judgement, or lists them.
pub fn run(asked: &Asked) -> Done {
    match asked {
        Asked::Accept(said) => say_so(said, Verdict::Accepted, None),
        Asked::Reject(said) => say_so(said, Verdict::Rejected, None),
        Asked::Relabel { label, said } => say_so(said, Verdict::Relabelled, Some(*label)),
        Asked::List { format, source } => list(*format, source),
    }
}

/// Opens what the judgement is about and writes it.
fn say_so(said: &Said, verdict: Verdict, label: Option<Label>) -> Done {
    let source = &said.source;
    let file = judgements(source.judgements.as_deref(), &source.store);
    let mut store = if source.from.is_empty() {
        must_exist(&source.store)?;
        Store::open_to_write(&source.store, None)?
    } else {
        open(source)?
    };
    judged(&mut store, &file, said, verdict, label, Local::now().date_naive())
}

/// Writes a judgement of this day, and tells what it did.
fn judged(store: &mut Store, file: &Path, said: &Said, verdict: Verdict, label: Option<Label>, day: NaiveDate) -> Done {
    let judgement = Judgement {
        id: said.id.trim().to_owned(),
        verdict,
        label,
        by: said.by.clone(),
        day,
        why: said.why.clone(),
        about: String::new(),
    };
    let replayed = judge::record(store, file, judgement).map_err(|error| match error {
        Error::Name(_) => Stop::Nothing(error),
        error => Stop::Failed(error),
    })?;
    store.flush()?;
    say(format_args!(
        "{} `{}` in `{}`; {} sources written anew",
        verdict.name(),
        said.id.trim(),
        file.display(),
        replayed.changed
    ));
    Ok(Outcome::Done)
}

/// Lists all judgements with what became of them.
fn list(format: Rows, source: &Source) -> Done {
    let all = Judgements::read(&judgements(source.judgements.as_deref(), &source.store))?;
    let store = open(source)?;
    let listed: Vec<Listed<'_>> = judge::states(&store, &all)?.into_iter().map(Listed::from).collect();
    to_stdout(|out| {
        match format {
            Rows::Table => rows::table(&listed, out),
            Rows::Json => rows::json(&listed, out),
            Rows::Csv => rows::csv(&listed, out),
        }
        .map_err(unwritten)
    })?;
    Ok(Outcome::of(!listed.is_empty()))
}
