//! `coverage`: an order → who carries it out and who is silent; an issuer → a line for each of its orders.

use super::answer::{Answer, To};
use super::{Done, Outcome, World, missing, named};
use crate::cli::Coverage;
use crate::print::coverage as board;
use chrono::Local;
use luocdo::Error;
use luocdo::analyze::coverage::{Asked, coverage, issued_by};
use luocdo::export::View;
use luocdo::sheet::Sheet;

/// Prints the board.
pub fn run(args: &Coverage) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Coverage, to: To<'_>) -> Done {
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    if let Some(since) = args.since.filter(|since| *since > today) {
        return Err(Error::Argument(format!("`{since}` is after today; give `--since` an earlier day")).into());
    }
    let (graph, known) = (world.graph(args.rejected)?, &world.known);
    let asked = Asked { today, since: args.since, long: i64::from(args.long_overdue) };
    if let Some(issuer) = &args.issuer {
        let (orders, undated) =
            issued_by(graph, known, issuer, (args.from_date, args.to_date), &asked).map_err(missing)?;
        let sheet = Sheet::of("Tình hình triển khai theo văn bản chỉ đạo", &orders);
        Answer::new(&orders, sheet.clone())
            .on_screen(|_, out| board::write_orders(&orders, &sheet, undated, out))
            .drawn(|| View::among(graph, orders.iter().map(|line| line.order.iri.as_str())))
            .give(&args.out, to)?;
        return Ok(Outcome::of(!orders.is_empty()));
    }
    let order = named(graph, args.name.as_deref().unwrap_or_default(), args.year)?;
    let found = coverage(graph, known, order, &asked);
    let sheet =
        Sheet::of(format!("Tình hình triển khai {}", found.order.label), &found.seats).noted(board::summary(&found));
    let papers = || found.seats.iter().filter_map(|seat| seat.first.as_ref()).chain([&found.order]);
    Answer::new(&found, sheet)
        .on_screen(|columns, out| board::write(&found, columns, out))
        .drawn(|| View::among(graph, papers().map(|paper| paper.iri.as_str())))
        .give(&args.out, to)?;
    Ok(Outcome::of(found.seats.iter().any(|seat| seat.papers > 0) || found.indicators.addressed > 0))
}
