//! A trace as rows: one for each paper and body tasked, or one for a paper that tasks nobody.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::{Given, Step, Trace};

/// A paper of a trace with one of the bodies it tasks.
pub struct Carried<'a> {
    step: &'a Step<'a>,
    task: Option<&'a Given<'a>>,
}

/// The rows of a trace.
pub fn carried<'a>(trace: &'a Trace<'a>) -> Vec<Carried<'a>> {
    let mut rows = Vec::new();
    for step in &trace.steps {
        rows.extend(step.assignments.iter().map(|task| Carried { step, task: Some(task) }));
        if step.assignments.is_empty() {
            rows.push(Carried { step, task: None });
        }
    }
    rows
}

impl Row for Carried<'_> {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("depth", "Bậc", 6),
            Column::screen("paper", "Văn bản", 32),
            Column::file("iri"),
            Column::sheet("date", "Ngày ban hành", 13),
            Column::sheet("issuer", "Cơ quan ban hành", 24),
            Column::sheet("level", "Cấp", 12),
            Column::file("place"),
            Column::file("days"),
            Column::sheet("days_since_order", "Số ngày sau chỉ đạo", 10),
            Column::sheet("relation", "Quan hệ", 14),
            Column::file("order"),
            Column::file("again"),
            Column::file("way"),
            Column::file("link"),
        ];
        columns.extend(proof_columns());
        columns.extend([
            Column::screen("agency", "Cơ quan được giao", 28),
            Column::file("agency_id"),
            Column::screen("role", "Vai trò", 12),
            Column::sheet("task", "Nhiệm vụ", 50),
            Column::screen("due", "Thời hạn", 13),
            Column::file("due_text"),
        ]);
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let step = self.step;
        let mut cells = vec![
            step.depth.into(),
            (&step.paper.label).into(),
            (&step.paper.iri).into(),
            step.paper.date.into(),
            step.paper.issuer.as_ref().into(),
            step.paper.level.map_or(Cell::Empty, |level| Cell::word(level.name(), level.label_vi())),
            step.paper.place().map_or(Cell::Empty, Cell::from),
            step.days.into(),
            step.days_since_order.into(),
            Cell::word(step.relation.name(), step.relation.label_vi()),
            step.order.into(),
            step.again.into(),
            step.way.name().into(),
            step.link.into(),
        ];
        cells.extend(proof_cells(step.proofs.first()));
        cells.extend([
            self.task.map(|task| task.agency).into(),
            self.task.and_then(|task| task.agency_id).into(),
            self.task.map_or(Cell::Empty, |task| Cell::word(task.role.name(), task.role.label_vi())),
            self.task.map(|task| task.task).into(),
            self.task.and_then(|task| task.due).into(),
            self.task.and_then(|task| task.due_text).into(),
        ]);
        cells
    }
}
