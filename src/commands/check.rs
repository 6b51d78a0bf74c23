//! `check`: is the graph as it must be.

use super::answer::{Answer, To};
use super::{Done, Outcome, World};
use crate::cli::Check;
use crate::print::check as words;
use chrono::Local;
use luocdo::check::{Scope, Severity, check};
use luocdo::sheet::Sheet;
use std::collections::HashSet;

/// Prints what is not as it must be.
pub fn run(args: &Check) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Check, to: To<'_>) -> Done {
    let (store, graph) = (&world.store, world.graph(true)?);
    let judged = world.judged()?;
    let known: HashSet<String> = store.ids()?.into_iter().collect();
    let waiting: Vec<String> =
        judged.standing().into_keys().filter(|id| !known.contains(*id)).map(str::to_owned).collect();
    let limit = args.texts.then(|| world.max_size.saturating_mul(1 << 20));
    let scope = Scope { today: args.today.unwrap_or_else(|| Local::now().date_naive()), texts: limit };
    let report = check(store, graph, &waiting, scope)?;
    Answer::new(&report, Sheet::of("Kết quả kiểm tra đồ thị", &report.findings))
        .on_screen(|columns, out| words::write(&report, columns, out))
        .give(&args.out, to)?;
    Ok(match (report.graphs, report.count(Severity::Error)) {
        (0, _) => Outcome::Nothing,
        (_, 0) => Outcome::Done,
        _ => Outcome::Failed,
    })
}
