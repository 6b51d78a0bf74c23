//! A board as rows: one for each body; and the orders of an issuer, one for each order.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::coverage::{Seat, Summary};

impl Row for Seat<'_> {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("body", "Cơ quan", 28),
            Column::file("body_id"),
            Column::file("place"),
            Column::sheet("level", "Cấp", 12),
            Column::screen("state", "Tình hình", 26),
            Column::screen("papers", "Số văn bản", 8),
            Column::screen("first", "Văn bản đầu tiên", 32),
            Column::file("first_iri"),
            Column::sheet("first_date", "Ngày ban hành", 13),
            Column::screen("days", "Sau (ngày)", 8),
            Column::screen("due", "Thời hạn", 13),
            Column::screen("late", "Trễ (ngày)", 8),
            Column::sheet("task", "Nhiệm vụ được giao", 50),
            Column::sheet("task_sentence", "Câu giao nhiệm vụ", 50),
            Column::file("task_source"),
        ];
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let joined = |words: Vec<&str>| {
            let mut kept: Vec<&str> = Vec::new();
            words.into_iter().for_each(|word| {
                if !kept.contains(&word) {
                    kept.push(word)
                }
            });
            Cell::from(kept.join("; "))
        };
        let mut cells = vec![
            (&self.body).into(),
            (&self.body_id).into(),
            self.place.as_ref().into(),
            self.level.map_or(Cell::Empty, |level| Cell::word(level.name(), level.label_vi())),
            Cell::word(self.state.name(), self.state.label_vi()),
            self.papers.into(),
            self.first.map(|paper| &paper.label).into(),
            self.first.map(|paper| &paper.iri).into(),
            self.first.and_then(|paper| paper.date).into(),
            self.days.into(),
            self.due.into(),
            self.late.into(),
            joined(self.tasks.iter().map(|task| task.task).collect()),
            joined(self.tasks.iter().map(|task| task.proof.sentence.as_str()).collect()),
            joined(self.tasks.iter().map(|task| task.proof.source.as_str()).collect()),
        ];
        cells.extend(proof_cells(self.proof));
        cells
    }
}

impl Row for Summary {
    fn columns() -> Vec<Column> {
        vec![
            Column::screen("order", "Văn bản chỉ đạo", 34),
            Column::file("iri"),
            Column::sheet("date", "Ngày ban hành", 13),
            Column::sheet("title", "Trích yếu", 50),
            Column::screen("provinces", "Số tỉnh", 7),
            Column::screen("bodies", "Cơ quan khác", 8),
            Column::sheet("first", "Văn bản đầu tiên ngày", 13),
            Column::screen("days", "Sau (ngày)", 8),
            Column::sheet("addressed", "Được giao", 8),
            Column::screen("not_carried_out", "Chưa thực hiện", 10),
            Column::sheet("change", "Thay đổi", 10),
            Column::screen("long_overdue", "Quá hạn kéo dài", 9),
            Column::screen("mean_delay", "Độ trễ TB (ngày)", 9),
            Column::screen("conflicts", "Mâu thuẫn", 9),
            Column::sheet("mean_lag", "Số ngày TB tới văn bản đầu", 10),
            Column::file("with_paper"),
            Column::file("with_deadline"),
        ]
    }

    fn cells(&self) -> Vec<Cell> {
        let found = &self.indicators;
        vec![
            (&self.order.label).into(),
            (&self.order.iri).into(),
            self.order.date.into(),
            self.order.title.as_ref().into(),
            self.provinces.into(),
            self.bodies.into(),
            self.first.into(),
            self.days.into(),
            found.addressed.into(),
            found.not_carried_out.into(),
            found.change.into(),
            found.long_overdue.into(),
            found.mean_delay.into(),
            found.conflicts.into(),
            found.mean_lag.into(),
            found.with_paper.into(),
            found.with_deadline.into(),
        ]
    }
}
