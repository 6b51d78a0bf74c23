//! What a period brought as rows: papers that came, papers that changed, tasks that fell due.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::TaskRow;
use crate::analyze::news::{Came, Changed, News};

/// One line of the news.
pub enum Line<'a> {
    /// A paper that came.
    Came(&'a Came),
    /// A paper that something was done to.
    Changed(&'a Changed),
    /// A task that fell due.
    Due(&'a TaskRow),
}

/// The lines of the news.
pub fn lines(news: &News) -> Vec<Line<'_>> {
    let came = news.came.iter().map(Line::Came);
    came.chain(news.changed.iter().map(Line::Changed)).chain(news.due.iter().map(Line::Due)).collect()
}

impl Row for Line<'_> {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("what", "Nội dung", 16),
            Column::screen("day", "Ngày", 13),
            Column::screen("paper", "Văn bản", 32),
            Column::file("iri"),
            Column::sheet("issuer", "Cơ quan ban hành", 26),
            Column::sheet("orders", "Thực hiện văn bản", 32),
            Column::sheet("before", "Tình trạng trước", 18),
            Column::sheet("after", "Tình trạng sau", 18),
            Column::sheet("event", "Tác động", 16),
            Column::sheet("by", "Bởi", 32),
            Column::file("by_iri"),
            Column::sheet("agency", "Cơ quan được giao", 28),
            Column::file("agency_id"),
            Column::sheet("role", "Vai trò", 12),
            Column::sheet("task", "Nhiệm vụ", 50),
        ];
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        const NONE: Cell = Cell::Empty;
        let (cells, proof) = match self {
            Line::Came(Came { paper, orders, proof }) => (
                [
                    Cell::word("came", "mới ban hành"),
                    paper.date.into(),
                    (&paper.label).into(),
                    (&paper.iri).into(),
                    paper.issuer.as_ref().into(),
                    orders.join("; ").into(),
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                ],
                proof.as_ref(),
            ),
            Line::Changed(Changed { paper, before, after, event, day }) => (
                [
                    Cell::word("changed", "đổi tình trạng"),
                    (*day).into(),
                    (&paper.label).into(),
                    (&paper.iri).into(),
                    paper.issuer.as_ref().into(),
                    NONE,
                    Cell::word(before.name(), before.label_vi()),
                    Cell::word(after.name(), after.label_vi()),
                    event.as_ref().map_or(NONE, |event| Cell::word(event.kind.name(), event.kind.label_vi())),
                    event.as_ref().map(|event| &event.by.label).into(),
                    event.as_ref().map(|event| &event.by.iri).into(),
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                ],
                event.as_ref().and_then(|event| event.proofs.first()),
            ),
            Line::Due(task) => (
                [
                    Cell::word("due", "đến hạn"),
                    task.due.into(),
                    (&task.document).into(),
                    (&task.iri).into(),
                    NONE,
                    task.orders.join("; ").into(),
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    NONE,
                    (&task.agency).into(),
                    task.agency_id.as_ref().into(),
                    Cell::word(task.role.name(), task.role.label_vi()),
                    (&task.task).into(),
                ],
                Some(&task.proof),
            ),
        };
        cells.into_iter().chain(proof_cells(proof)).collect()
    }
}
