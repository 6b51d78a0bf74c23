//! `compare`: provinces side by side, on an order or over a period.

use super::answer::{Answer, To};
use super::{Done, Outcome, World, missing, named};
use crate::cli::Compare;
use crate::print::compare as words;
use chrono::Local;
use luocdo::analyze::Province;
use luocdo::analyze::compare::{Topic, compare};
use luocdo::export::View;
use luocdo::sheet::{Sheet, on_order};

/// Prints a row for each province.
pub fn run(args: &Compare) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Compare, to: To<'_>) -> Done {
    let (graph, known) = (world.graph(args.rejected)?, &world.known);
    let mut provinces: Vec<&Province> = Vec::new();
    for typed in &args.provinces {
        let province = known.province(typed).map_err(missing)?;
        if !provinces.contains(&province) {
            provinces.push(province);
        }
    }
    let order = args.order.as_deref().map(|typed| named(graph, typed, args.year)).transpose()?;
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    let found = compare(graph, &provinces, &Topic { order, from: args.from_date, to: args.to_date, today });
    let sheet = match &found.order {
        Some(order) => Sheet::of(format!("So sánh các tỉnh triển khai {}", order.label), &on_order(&found.sides)),
        None => Sheet::of("So sánh các tỉnh", &found.sides),
    };
    let papers = || found.sides.iter().flat_map(|side| &side.done).map(|done| &done.paper).chain(&found.order);
    Answer::new(&found, sheet.clone())
        .on_screen(|columns, out| words::write(&found, &sheet, columns, out))
        .drawn(|| View::among(graph, papers().map(|paper| paper.iri.as_str())))
        .give(&args.out, to)?;
    Ok(Outcome::of(found.sides.iter().any(|side| side.papers > 0)))
}
