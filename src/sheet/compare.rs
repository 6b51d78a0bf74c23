//! Provinces as rows; on an order each with a cell for its papers.

use super::{Cell, Column, Row};
use crate::analyze::compare::Side;

/// A province on one order, with its papers.
pub struct OnOrder<'a>(&'a Side);

/// The rows of a comparison on one order.
pub fn on_order(sides: &[Side]) -> Vec<OnOrder<'_>> {
    sides.iter().map(OnOrder).collect()
}

impl Row for Side {
    fn columns() -> Vec<Column> {
        vec![
            Column::screen("province", "Tỉnh, thành phố", 24),
            Column::file("code"),
            Column::sheet("until", "Sáp nhập sau ngày", 13),
            Column::screen("papers", "Văn bản ban hành", 10),
            Column::screen("orders", "Chỉ đạo đã triển khai", 10),
            Column::screen("first_lag", "Sớm nhất sau (ngày)", 10),
            Column::screen("mean_lag", "Trung bình sau (ngày)", 10),
            Column::screen("tasks", "Nhiệm vụ giao", 10),
            Column::screen("with_deadline", "Có thời hạn", 8),
            Column::screen("without_deadline", "Không thời hạn", 8),
            Column::screen("overdue", "Quá hạn", 8),
        ]
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            (&self.province).into(),
            (&self.code).into(),
            self.until.into(),
            self.papers.into(),
            self.orders.into(),
            self.first_lag.into(),
            self.mean_lag.into(),
            self.tasks.into(),
            self.with_deadline.into(),
            self.without_deadline.into(),
            self.overdue.into(),
        ]
    }
}

impl Row for OnOrder<'_> {
    fn columns() -> Vec<Column> {
        let mut columns = Side::columns();
        columns.extend([
            Column::sheet("list", "Văn bản", 60),
            Column::sheet("sentences", "Câu chứng minh", 60),
            Column::sheet("sources", "Nguồn", 28),
        ]);
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = self.0.cells();
        let joined = |words: Vec<&str>| Cell::from(words.join("; "));
        let proofs = || self.0.done.iter().filter_map(|done| done.proof.as_ref());
        cells.extend([
            joined(self.0.done.iter().map(|done| done.paper.label.as_str()).collect()),
            joined(proofs().map(|proof| proof.sentence.as_str()).collect()),
            joined(proofs().map(|proof| proof.source.as_str()).collect()),
        ]);
        cells
    }
}
