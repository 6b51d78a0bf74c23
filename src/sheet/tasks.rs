//! Tasks as rows: who is to do what by when, the sentence that says so, and the later paper that reports on it. The
//! printed columns are those of an annex of tasks ("phụ lục nhiệm vụ").

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::{Reply, State, TaskRow};
use chrono::NaiveDate;

impl Row for TaskRow {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("agency", "Cơ quan thực hiện", 22),
            Column::file("agency_id"),
            Column::screen("role", "Vai trò", 11),
            Column::screen("task", "Nhiệm vụ", 42),
            Column::screen("due", "Thời hạn", 12),
            Column::aside("due_text", "Thời hạn (nguyên văn)", 20),
            Column::screen("state", "Tình trạng", 13),
            Column::aside("days_overdue", "Quá hạn (ngày)", 10),
            Column::aside("days_left", "Còn lại (ngày)", 10),
            Column::screen("document", "Văn bản giao", 20),
            Column::file("iri"),
            Column::aside("date", "Ngày văn bản giao", 12),
            Column::screen("orders", "Thực hiện văn bản", 20),
        ];
        columns.extend([
            Column::aside("reply", "Văn bản báo cáo", 30),
            Column::file("reply_iri"),
            Column::aside("reply_date", "Ngày báo cáo", 12),
            Column::file("reply_relation"),
            Column::aside("reply_on", "Báo cáo về văn bản", 30),
            Column::aside("reply_through", "Lưu ý", 30),
            Column::file("days_after_due"),
            Column::aside("reply_sentence", "Câu nêu việc báo cáo", 60),
            Column::file("reply_source"),
            Column::file("reply_id"),
        ]);
        let mut proof = proof_columns();
        // Beside the task, which is mostly the same words, the sentence needs no more room than it.
        proof[0].wide = 42;
        columns.extend(proof);
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![
            (&self.agency).into(),
            self.agency_id.as_ref().into(),
            Cell::word(self.role.name(), self.role.label_vi()),
            (&self.task).into(),
            self.due.into(),
            self.due_text.as_ref().into(),
            Cell::word(self.state.name(), state(self)),
            self.days_overdue.into(),
            self.days_left.into(),
            (&self.document).into(),
            (&self.iri).into(),
            self.date.into(),
            self.orders.join("; ").into(),
        ];
        let of = |get: &dyn Fn(&Reply) -> Cell| self.reply.as_ref().map_or(Cell::Empty, get);
        cells.extend([
            of(&|reply| (&reply.paper).into()),
            of(&|reply| (&reply.iri).into()),
            of(&|reply| reply.date.into()),
            of(&|reply| Cell::word(reply.relation.name(), reply.relation.label_vi())),
            of(&|reply| (&reply.on).into()),
            of(&|reply| Cell::word(reply.through.name(), reply.through.doubt_vi())),
            of(&|reply| reply.days_after_due.into()),
            of(&|reply| (&reply.proof.sentence).into()),
            of(&|reply| (&reply.proof.source).into()),
            of(&|reply| (&reply.proof.id).into()),
        ]);
        cells.extend(proof_cells(Some(&self.proof)));
        cells
    }
}

/// "quá hạn 8 ngày", "còn 3 ngày", "hôm nay là hạn".
fn state(row: &TaskRow) -> String {
    match (row.days_overdue, row.days_left) {
        (Some(days), _) => format!("quá hạn {days} ngày"),
        (_, Some(0)) => "đến hạn hôm nay".to_owned(),
        (_, Some(days)) => format!("còn {days} ngày"),
        _ => row.state.label_vi().to_owned(),
    }
}

/// "Tính đến ngày 01/08/2023: 12 nhiệm vụ, 3 đã quá hạn, 2 đã có báo cáo (cần xác nhận)".
pub fn summary(rows: &[TaskRow], today: Option<NaiveDate>) -> String {
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    let mut words = today.map(|day| format!("Tính đến ngày {}: ", day.format("%d/%m/%Y"))).unwrap_or_default();
    words += &format!("{} nhiệm vụ", rows.len());
    for (state, label) in [(State::Overdue, "đã quá hạn"), (State::Reported, State::Reported.label_vi())] {
        match count(state) {
            0 => {}
            n => words += &format!(", {n} {label}"),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{Filter, Graph, fixture, tasks};

    #[test]
    fn a_row_says_how_a_task_stands_in_words() {
        let graph = Graph::load(&fixture::store(&[])).expect("the fixture loads");
        let on = |day: &str| {
            let today = day.parse().ok();
            let rows = tasks(&graph, &Filter { today, ..Filter::default() }).expect("no body is asked for");
            let at = TaskRow::columns().iter().position(|column| column.name == "state").expect("a column");
            (rows[0].cells()[at].for_people(), summary(&rows, today))
        };
        assert_eq!(on("2023-07-30").0, "còn 1 ngày");
        assert_eq!(on("2023-07-31").0, "đến hạn hôm nay");
        let (state, words) = on("2023-08-08");
        assert_eq!(state, "quá hạn 8 ngày");
        assert_eq!(words, "Tính đến ngày 08/08/2023: 2 nhiệm vụ, 1 đã quá hạn");
        let rows = tasks(&graph, &Filter::default()).expect("no body is asked for");
        assert_eq!(rows[0].cells().len(), TaskRow::columns().len());
    }
}
