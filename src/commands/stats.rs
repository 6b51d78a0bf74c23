//! `stats`: what the store holds, and what was not understood.

use super::answer::Answer;
use super::build::tables;
use super::{Done, Outcome, open};
use crate::cli::{Form, Stats};
use crate::print::counts;
use luocdo::analyze::{self, Graph, Group};
use luocdo::model::DocType;
use luocdo::sheet::Sheet;

/// Prints the numbers, or the list.
pub fn run(args: &Stats) -> Done {
    let store = open(&args.source)?;
    let graph = if args.rejected { Graph::load_with_rejected(&store)? } else { Graph::load(&store)? };
    let mut stats = analyze::stats(&store, &graph)?;
    if matches!(args.out.form()?, Form::Table | Form::Xlsx) {
        let tables = tables(&args.source.reading)?;
        for count in stats.counts.iter_mut().filter(|count| count.group == Group::DocumentType) {
            if let Some(kind) = DocType::from_code(&count.name) {
                count.name = tables.type_name(kind).to_lowercase();
            }
        }
    }
    if args.open {
        Answer::new(&stats.open, Sheet::of("Cách gọi chưa xác định được văn bản", &stats.open)).give(&args.out)?;
        return Ok(Outcome::of(!stats.open.is_empty()));
    }
    Answer::new(&stats.counts, Sheet::of("Thống kê", &stats.counts))
        .on_screen(|_, out| counts::write(&stats.counts, out))
        .give(&args.out)?;
    Ok(Outcome::Done)
}
