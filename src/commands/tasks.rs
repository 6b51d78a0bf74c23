//! `tasks`: who is to do what by when.

use super::answer::{Answer, To};
use super::{Done, Outcome, Stop, World, missing, named, province, say};
use crate::cli::{Form, Tasks};
use crate::print::tasks as list;
use chrono::Local;
use luocdo::Error;
use luocdo::analyze::{self, Filter};
use luocdo::export::{View, ics};
use luocdo::sheet::{Sheet, tasks_summary};

/// Prints the tasks that pass.
pub fn run(args: &Tasks) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Tasks, to: To<'_>) -> Done {
    if args.year.is_some() && args.document.is_none() && args.order.is_none() {
        return Err(Stop::Failed(Error::Argument("`--year` is that of `--document` or `--order`".into())));
    }
    let (graph, known) = (world.graph(args.rejected)?, &world.known);
    let place = province(known, args.province.as_deref())?;
    let paper = |typed: &Option<String>| typed.as_deref().map(|typed| named(graph, typed, args.year)).transpose();
    let today = Some(args.today.unwrap_or_else(|| Local::now().date_naive()));
    let filter = Filter {
        agency: args.agency.clone(),
        document: paper(&args.document)?,
        order: paper(&args.order)?,
        place,
        role: args.role,
        overdue: args.overdue,
        due_within: args.due_within,
        without_deadline: args.without_deadline,
        open: args.open,
        with_reported: args.with_reported,
        today,
        by: args.by,
        replies: world.tables.replies.clone(),
    };
    let tasks = analyze::tasks(graph, &filter).map_err(missing)?;
    let without = tasks.iter().filter(|task| task.due.is_none()).count();
    if args.out.form()? == Form::Ics && without > 0 {
        say(format_args!("luocdo: {without} tasks without a last day are not in the calendar"));
    }
    let sheet = Sheet::of("Phụ lục nhiệm vụ", &tasks).noted(tasks_summary(&tasks, today));
    Answer::new(&tasks, sheet)
        .on_screen(|columns, out| list::write(&tasks, args.by, columns, out))
        .drawn(|| {
            let replies = tasks.iter().filter_map(|task| task.reply.as_ref()).map(|reply| reply.iri.as_str());
            View::among(graph, tasks.iter().map(|task| task.iri.as_str()).chain(replies))
        })
        .dated("Hạn nhiệm vụ", || ics::entries(&tasks))
        .give(&args.out, to)?;
    Ok(Outcome::of(!tasks.is_empty()))
}
