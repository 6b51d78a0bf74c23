//! `stats`: what the store holds, and what was not understood.

use super::answer::{Answer, To};
use super::{Done, Outcome, World};
use crate::cli::{Form, Stats};
use crate::print::counts;
use luocdo::analyze::{self, Group};
use luocdo::model::DocType;
use luocdo::sheet::Sheet;

/// Prints the numbers, or the list.
pub fn run(args: &Stats) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Stats, to: To<'_>) -> Done {
    let mut stats = analyze::stats(&world.store, world.graph(args.rejected)?)?;
    if matches!(args.out.form()?, Form::Table | Form::Xlsx) {
        for count in stats.counts.iter_mut().filter(|count| count.group == Group::DocumentType) {
            if let Some(kind) = DocType::from_code(&count.name) {
                count.name = world.tables.type_name(kind).to_lowercase();
            }
        }
    }
    if args.open {
        Answer::new(&stats.open, Sheet::of("Cách gọi chưa xác định được văn bản", &stats.open)).give(&args.out, to)?;
        return Ok(Outcome::of(!stats.open.is_empty()));
    }
    Answer::new(&stats.counts, Sheet::of("Thống kê", &stats.counts))
        .on_screen(|_, out| counts::write(&stats.counts, out))
        .give(&args.out, to)?;
    Ok(Outcome::Done)
}
