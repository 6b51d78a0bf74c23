//! What is not as it must be, as rows.

use super::{Cell, Column, Row};
use crate::check::Finding;

impl Row for Finding {
    fn columns() -> Vec<Column> {
        vec![
            Column::screen("severity", "Mức", 12),
            Column::screen("rule", "Quy tắc", 18),
            Column::screen("message", "Nội dung", 48),
            Column::screen("about", "Đối tượng", 40),
            Column::file("iri"),
            Column::screen("value", "Giá trị", 32),
            Column::screen("source", "Nguồn", 28),
        ]
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::word(self.severity.name(), self.severity.label_vi()),
            (&self.rule).into(),
            (&self.message).into(),
            (&self.about).into(),
            (&self.iri).into(),
            (&self.value).into(),
            (&self.source).into(),
        ]
    }
}
