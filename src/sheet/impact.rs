//! The papers that a change touches, as rows: what is left under each, what to do, and the chain that proves it.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::{Affected, Link};

impl Row for Affected {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("tier", "Cấp", 11),
            Column::screen("issuer", "Cơ quan ban hành", 24),
            Column::screen("paper", "Văn bản", 26),
            Column::file("iri"),
            Column::aside("date", "Ngày ban hành", 12),
            Column::aside("status", "Tình trạng hiệu lực", 18),
            Column::screen("standing", "Căn cứ", 18),
            Column::screen("todo", "Đề nghị", 14),
            Column::sheet("touch", "Mức độ", 16),
            Column::aside("depth", "Bậc", 6),
            Column::sheet("chain", "Chuỗi căn cứ", 40),
            Column::sheet("others", "Căn cứ còn lại", 36),
        ];
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![
            self.tier.map_or(Cell::Empty, |tier| Cell::word(tier.name(), tier.label_vi())),
            self.paper.issuer.as_ref().into(),
            (&self.paper.label).into(),
            (&self.paper.iri).into(),
            self.paper.date.into(),
            Cell::word(self.status.name(), self.status.label_vi()),
            Cell::word(self.standing.name(), self.standing.label_vi()),
            Cell::word(self.todo.name(), self.todo.label_vi()),
            Cell::word(self.touch.name(), self.touch.label_vi()),
            self.depth.into(),
            chain(&self.chain).into(),
            others(self).into(),
        ];
        cells.extend(proof_cells(self.chain.first().map(|link| &link.proof)));
        cells
    }
}

/// "Kế hoạch 5 → triển khai thực hiện Quyết định 4 → căn cứ Nghị định 3 (khoản 2 Điều 5)".
pub fn chain(links: &[Link]) -> String {
    let mut words = links.first().map(|link| link.paper.clone()).unwrap_or_default();
    for link in links {
        words += &format!(" → {} {}", link.relation.label_vi(), link.other);
        if let Some(pinpoint) = &link.proof.pinpoint {
            words += &format!(" ({pinpoint})");
        }
    }
    words
}

/// "căn cứ Luật Đất đai (còn hiệu lực); …".
pub fn others(row: &Affected) -> String {
    let other = |anchor: &crate::analyze::Anchor| {
        format!("{} {} ({})", anchor.relation.label_vi(), anchor.label, anchor.status.label_vi().to_lowercase())
    };
    row.others.iter().map(other).collect::<Vec<_>>().join("; ")
}
