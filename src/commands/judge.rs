//! `judge`: what a person says of a relation or a task → the file of judgements and the store.

use super::answer::{Answer, To};
use super::{Done, Outcome, Stop, judgements, must_exist, open, say};
use crate::cli::{Out, Said, Source, Verdict as Asked};
use chrono::{Local, NaiveDate};
use luocdo::Error;
use luocdo::judge::{self, Judgement, Judgements, Label, Verdict};
use luocdo::sheet::{Listed, Sheet};
use luocdo::store::Store;
use std::path::Path;

/// Writes a judgement, or lists them.
pub fn run(asked: &Asked) -> Done {
    match asked {
        Asked::Accept(said) => say_so(said, Verdict::Accepted, None),
        Asked::Reject(said) => say_so(said, Verdict::Rejected, None),
        Asked::Relabel { label, said } => say_so(said, Verdict::Relabelled, Some(*label)),
        Asked::List { out, source } => list(out, source),
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
fn list(out: &Out, source: &Source) -> Done {
    let all = Judgements::read(&judgements(source.judgements.as_deref(), &source.store))?;
    let store = open(source)?;
    let listed: Vec<Listed<'_>> = judge::states(&store, &all)?.into_iter().map(Listed::from).collect();
    Answer::new(&listed, Sheet::of("Ý kiến thẩm tra", &listed)).give(out, To::Asked)?;
    Ok(Outcome::of(!listed.is_empty()))
}
