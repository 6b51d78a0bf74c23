//! The answer to a named question → a table that a person reads, and under it the sentences that prove its rows, by
//! number; and the list of questions.

use super::status::around;
use super::table;
use super::tree::{fill, quoted};
use luocdo::analyze::Proof;
use luocdo::ask::{Asked, Question};
use luocdo::sheet::{Cell, Shown};
use std::io::{self, Write};

/// Writes an answer for a screen of so many columns; with no rows nothing.
pub fn answer(found: &Asked, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    if found.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", found.sheet.title)?;
    let proved = found.proofs.iter().any(Option::is_some);
    if !proved {
        return table::write_sheet(&found.sheet, out);
    }
    let shown: Vec<_> = found.sheet.shown_to(Shown::Screen).collect();
    let headings: Vec<String> =
        [String::from("STT")].into_iter().chain(shown.iter().map(|(_, column)| column.heading.to_string())).collect();
    let rows = found.sheet.rows.iter().enumerate().map(|(at, row)| {
        let cells = shown.iter().filter_map(|(place, _)| row.get(*place)).map(Cell::for_people);
        [(at + 1).to_string()].into_iter().chain(cells).collect()
    });
    table::write(&headings, rows.collect(), out)?;
    writeln!(out, "Câu chứng minh:")?;
    for (numbers, proof) in told(&found.proofs) {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let proof = Proof { sentence: around(&proof.sentence, &proof.cue), ..proof.clone() };
        fill(out, "  ", &format!("({}) {}", numbers.join(", "), quoted(&proof)), columns)?;
    }
    Ok(())
}

/// Each sentence once, with the numbers of the rows that it proves.
fn told(proofs: &[Option<Proof>]) -> Vec<(Vec<usize>, &Proof)> {
    let mut told: Vec<(Vec<usize>, &Proof)> = Vec::new();
    for (at, proof) in proofs.iter().enumerate() {
        let Some(proof) = proof else { continue };
        let place = |p: &Proof| (p.source.clone(), p.span, p.confidence.to_bits());
        match told.iter_mut().find(|(_, held)| place(held) == place(proof)) {
            Some((numbers, _)) => numbers.push(at + 1),
            None => told.push((vec![at + 1], proof)),
        }
    }
    told
}

/// Writes the questions with what they take.
pub fn questions(all: &[&Question], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    for question in all {
        writeln!(out, "{}", question.name)?;
        fill(out, "  ", &question.question, columns)?;
        for parameter in &question.parameters {
            let optional = if parameter.optional { ", có thể bỏ" } else { "" };
            let words = format!("{} ({}{optional}): {}", parameter.name, parameter.kind.name(), parameter.about);
            fill(out, "    ", &words, columns)?;
        }
        fill(out, "    ", &format!("→ {}", question.example), columns)?;
    }
    Ok(())
}
