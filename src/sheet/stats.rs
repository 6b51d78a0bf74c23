//! Counts, and the names that stay open, as rows.

use super::{Cell, Column, Row};
use crate::analyze::{Count, Open, name_vi, status_vi};

impl Row for Count {
    fn columns() -> Vec<Column> {
        vec![
            Column::screen("group", "Nhóm", 24),
            Column::screen("name", "Mục", 32),
            Column::screen("count", "Số lượng", 12),
        ]
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::word(self.group.name(), self.group.label_vi()),
            Cell::word(&self.name, name_vi(self.group, &self.name)),
            self.count.into(),
        ]
    }
}

impl Row for Open {
    fn columns() -> Vec<Column> {
        vec![
            Column::screen("status", "Trạng thái", 18),
            Column::screen("text", "Cách gọi", 32),
            Column::screen("source", "Nguồn", 28),
            Column::screen("start", "Vị trí", 10),
            Column::screen("candidates", "Khả năng", 60),
            Column::screen("id", "Mã đối chiếu", 20),
        ]
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::word(&self.status, status_vi(&self.status)),
            (&self.text).into(),
            (&self.source).into(),
            self.start.into(),
            self.candidates.join("; ").into(),
            (&self.id).into(),
        ]
    }
}
