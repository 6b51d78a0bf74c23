//! `new`: a period → what came, what changed its status, which tasks fell due.

use super::answer::{Answer, To};
use super::{Done, Outcome, World, missing};
use crate::cli::New;
use crate::print::news as words;
use chrono::Local;
use luocdo::Error;
use luocdo::analyze::news::news;
use luocdo::export::View;
use luocdo::sheet::{Sheet, news_lines};

/// Prints the three lists.
pub fn run(args: &New) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &New, to: To<'_>) -> Done {
    let until = args.until.unwrap_or_else(|| Local::now().date_naive());
    if until < args.since {
        return Err(Error::Argument(format!("`{until}` is before `{}`; give `--until` a later day", args.since)).into());
    }
    let (graph, known) = (world.graph(args.rejected)?, &world.known);
    let province = args.province.as_deref().map(|typed| known.province(typed)).transpose().map_err(missing)?;
    let found = news(graph, args.since, until, province.map(|province| province.code.as_str()))?;
    let day = |day: chrono::NaiveDate| day.format("%d/%m/%Y");
    let of = province.map_or_else(String::new, |province| format!(" của {}", province.name));
    let title = format!("Có gì mới{of} từ {} đến {}", day(found.since), day(found.until));
    Answer::new(&found, Sheet::of(title, &news_lines(&found)))
        .on_screen(|columns, out| words::write(&found, columns, out))
        .drawn(|| View::among(graph, found.iris()))
        .give(&args.out, to)?;
    Ok(Outcome::of(!found.is_empty()))
}
