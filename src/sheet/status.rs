//! A status as rows: one for each sentence that it rests on.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::Proof;
use crate::analyze::status::{Event, Status};

/// One sentence of a status; a status without any has one line without.
pub struct Line<'a> {
    status: &'a Status,
    said: Option<(&'a Event, &'a Proof)>,
}

/// The lines of a status.
pub fn lines(status: &Status) -> Vec<Line<'_>> {
    let said = status.events.iter().flat_map(|event| event.proofs.iter().map(move |proof| (event, proof)));
    let mut lines: Vec<Line<'_>> = said.map(|said| Line { status, said: Some(said) }).collect();
    if lines.is_empty() {
        lines.push(Line { status, said: None });
    }
    lines
}

impl Row for Line<'_> {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("paper", "Văn bản", 32),
            Column::file("iri"),
            Column::sheet("on", "Tính đến ngày", 13),
            Column::screen("status", "Tình trạng", 20),
            Column::sheet("since", "Kể từ ngày", 13),
            Column::screen("event", "Tác động", 16),
            Column::sheet("part", "Một phần", 10),
            Column::sheet("pinpoint", "Điều khoản", 20),
            Column::screen("by", "Bởi", 32),
            Column::file("by_iri"),
            Column::screen("day", "Từ ngày", 13),
            Column::file("holds"),
        ];
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let status = self.status;
        let event = self.said.map(|(event, _)| event);
        let proof = self.said.map(|(_, proof)| proof);
        let mut cells = vec![
            (&status.paper.label).into(),
            (&status.paper.iri).into(),
            status.on.into(),
            Cell::word(status.status.name(), status.status.label_vi()),
            status.since.into(),
            event.map_or(Cell::Empty, |event| Cell::word(event.kind.name(), event.kind.label_vi())),
            event.map(|event| event.part).into(),
            proof.and_then(|proof| proof.pinpoint.as_ref()).into(),
            event.map(|event| &event.by.label).into(),
            event.map(|event| &event.by.iri).into(),
            event.and_then(|event| event.day).into(),
            event.map(|event| event.holds.name()).into(),
        ];
        cells.extend(proof_cells(proof));
        cells
    }
}
