//! `gaps`: what is missing, and what cannot be right.

use super::answer::{Answer, To};
use super::{Done, Outcome, World, say};
use crate::cli::{Form, Gaps};
use crate::print::gaps as list;
use luocdo::analyze::{Finding, Gap, gaps};
use luocdo::export::View;
use luocdo::sheet::{Sheet, gap_lines};

/// Prints the findings.
pub fn run(args: &Gaps) -> Done {
    answer(&World::open(&args.source)?, args, To::Asked)
}

/// Answers it.
pub fn answer(world: &World, args: &Gaps, to: To<'_>) -> Done {
    let graph = world.graph(false)?;
    let mut found = gaps(&world.store, graph)?;
    found.retain(|finding| args.kind.is_empty() || args.kind.contains(&finding.kind));
    let counts: Vec<(Gap, usize)> = Gap::ALL
        .into_iter()
        .map(|kind| (kind, found.iter().filter(|finding| finding.kind == kind).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    if let Some(top) = args.top {
        found = Gap::ALL
            .into_iter()
            .flat_map(|kind| found.iter().filter(move |finding| finding.kind == kind).take(top))
            .cloned()
            .collect::<Vec<Finding>>();
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    if found.len() < all && args.out.form()? != Form::Table {
        say(format_args!("luocdo: {} of {all} findings; `--top` left the rest out", found.len()));
    }
    let papers = || {
        let ends = found.iter().flat_map(|finding| &finding.links);
        ends.flat_map(|link| [link.iri.as_str(), link.other_iri.as_str()])
            .chain(found.iter().filter_map(|finding| finding.iri.as_deref()))
    };
    Answer::new(
        &found,
        Sheet::of("Những điểm còn thiếu và chưa khớp", &gap_lines(&found)).noted(list::summary(&counts)),
    )
    .on_screen(|columns, out| list::write(&counts, &found, columns, out))
    .drawn(|| View::among(graph, papers()))
    .give(&args.out, to)?;
    Ok(Outcome::of(!found.is_empty()))
}
