//! Tasks as rows: who is to do what by when, and the sentence that says so.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::TaskRow;

impl Row for TaskRow {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("due", "Thời hạn", 13),
            Column::sheet("due_text", "Thời hạn (nguyên văn)", 20),
            Column::sheet("days_overdue", "Quá hạn (ngày)", 10),
            Column::screen("agency", "Cơ quan", 28),
            Column::file("agency_id"),
            Column::screen("role", "Vai trò", 12),
            Column::screen("task", "Nhiệm vụ", 60),
            Column::screen("document", "Văn bản giao", 30),
            Column::file("iri"),
            Column::screen("orders", "Thực hiện văn bản", 30),
        ];
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![
            self.due.into(),
            self.due_text.as_ref().into(),
            self.days_overdue.into(),
            (&self.agency).into(),
            self.agency_id.as_ref().into(),
            Cell::word(self.role.name(), self.role.label_vi()),
            (&self.task).into(),
            (&self.document).into(),
            (&self.iri).into(),
            self.orders.join("; ").into(),
        ];
        cells.extend(proof_cells(Some(&self.proof)));
        cells
    }
}
