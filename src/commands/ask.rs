//! `ask`: the name of a question and its values → rows.

use super::answer::{Answer, To};
use super::{Done, Outcome, Stop, World};
use crate::cli::Ask;
use crate::print::ask as print;
use luocdo::Error;
use luocdo::ask::{Known, Question, Questions, asked, value};
use luocdo::export::View;
use luocdo::sheet::Sheet;
use std::collections::BTreeMap;

/// Prints the questions, or the answer to one.
pub fn run(args: &Ask) -> Done {
    let questions = Questions::load(args.queries.as_deref())?;
    let Some(name) = args.name.as_deref() else { return list(&questions, args, To::Asked) };
    // A wrong name or parameter is told before the store is opened.
    questions.get(name)?.pair(&args.values)?;
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Lists the questions.
fn list(questions: &Questions, args: &Ask, to: To<'_>) -> Done {
    let all: Vec<&Question> = questions.iter().collect();
    Answer::new(&all, Sheet::of("Các câu hỏi có sẵn", &questions.iter().cloned().collect::<Vec<_>>()))
        .on_screen(|columns, out| print::questions(&all, columns, out))
        .give(&args.out, to)?;
    Ok(Outcome::Done)
}

/// Answers it, or lists the questions where it names none.
pub fn answer(world: &World, args: &Ask, to: To<'_>) -> Done {
    let questions = Questions::load(args.queries.as_deref())?;
    let Some(name) = args.name.as_deref() else { return list(&questions, args, to) };
    let question = questions.get(name)?;
    let pairs = question.pair(&args.values)?;
    let graph = world.graph(false)?;
    let known = Known { graph, tables: &world.tables, base: world.store.base() };
    let mut values = BTreeMap::new();
    for (parameter, typed) in pairs {
        let value = value(&parameter.name, parameter.kind, typed, &known).map_err(|error| match error {
            Error::Name(_) => Stop::Nothing(error),
            error => Stop::Failed(error),
        })?;
        values.insert(parameter.name.clone(), value);
    }
    let found = asked(&world.store, question, values, &known)?;
    Answer::new(&found, found.sheet.clone())
        .on_screen(|columns, out| print::answer(&found, columns, out))
        .drawn(|| View::among(graph, found.papers.iter().map(String::as_str)))
        .give(&args.out, to)?;
    Ok(Outcome::of(!found.rows.is_empty()))
}
