//! The named questions as rows: what each asks, takes and how it is typed.

use super::{Cell, Column, Row};
use crate::ask::Question;

impl Row for Question {
    fn columns() -> Vec<Column> {
        vec![
            Column::screen("name", "Tên", 18),
            Column::screen("question", "Câu hỏi", 48),
            Column::file("english"),
            Column::screen("parameters", "Tham số", 48),
            Column::sheet("example", "Ví dụ", 60),
        ]
    }

    fn cells(&self) -> Vec<Cell> {
        let shown = |p: &crate::ask::Parameter| {
            format!("{} ({}{}): {}", p.name, p.kind.name(), if p.optional { ", có thể bỏ" } else { "" }, p.about)
        };
        vec![
            (&self.name).into(),
            (&self.question).into(),
            (&self.english).into(),
            self.parameters.iter().map(shown).collect::<Vec<_>>().join("; ").into(),
            (&self.example).into(),
        ]
    }
}
