//! `check`: is the graph as it must be.

use super::answer::Answer;
use super::{Done, Outcome, graph, judgements, open};
use crate::cli::Check;
use crate::print::check as words;
use chrono::Local;
use luocdo::check::{Scope, Severity, check};
use luocdo::judge::Judgements;
use luocdo::sheet::Sheet;
use std::collections::HashSet;

/// Prints what is not as it must be.
pub fn run(args: &Check) -> Done {
    let store = open(&args.source)?;
    let graph = graph(&store, &args.source, true)?;
    let judged = Judgements::read(&judgements(args.source.judgements.as_deref(), &args.source.store))?;
    let known: HashSet<String> = store.ids()?.into_iter().collect();
    let waiting: Vec<String> =
        judged.standing().into_keys().filter(|id| !known.contains(*id)).map(str::to_owned).collect();
    let limit = args.texts.then(|| args.source.reading.max_size.saturating_mul(1 << 20));
    let scope = Scope { today: args.today.unwrap_or_else(|| Local::now().date_naive()), texts: limit };
    let report = check(&store, &graph, &waiting, scope)?;
    Answer::new(&report, Sheet::of("Kết quả kiểm tra đồ thị", &report.findings))
        .on_screen(|columns, out| words::write(&report, columns, out))
        .give(&args.out)?;
    Ok(match (report.graphs, report.count(Severity::Error)) {
        (0, _) => Outcome::Nothing,
        (_, 0) => Outcome::Done,
        _ => Outcome::Failed,
    })
}
