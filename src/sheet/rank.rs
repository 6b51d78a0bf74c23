//! What is ranked as rows: papers, bodies, communities, each with a sentence as an example.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::{Community, RankedBody, RankedPaper};
use crate::model::{RelationType, Role};

impl Row for RankedPaper {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("rank", "Hạng", 8),
            Column::screen("paper", "Văn bản", 36),
            Column::file("iri"),
            Column::screen("times_mean", "PageRank (lần mức trung bình)", 14),
            Column::file("pagerank"),
            Column::screen("acted_on_by", "Số văn bản tác động", 12),
        ];
        columns.extend(RelationType::ALL.iter().map(|kind| {
            let shown = matches!(kind, RelationType::Implements | RelationType::Basis | RelationType::Cites);
            if shown {
                Column::screen(kind.name(), kind.label_vi(), 12)
            } else {
                Column::sheet(kind.name(), kind.label_vi(), 12)
            }
        }));
        columns.push(Column::sheet("papers", "Văn bản tác động (tối đa 10)", 60));
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![
            self.rank.into(),
            (&self.paper.label).into(),
            (&self.paper.iri).into(),
            self.times_mean.into(),
            self.pagerank.into(),
            self.acted_on_by.into(),
        ];
        let count = |kind: &RelationType| self.by.get(kind.name()).copied().unwrap_or(0).into();
        cells.extend(RelationType::ALL.iter().map(count));
        cells.push(self.papers.join("; ").into());
        cells.extend(proof_cells(self.proof.as_ref()));
        cells
    }
}

impl Row for RankedBody {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("rank", "Hạng", 8),
            Column::screen("body", "Cơ quan", 36),
            Column::file("body_id"),
            Column::screen("tasks", "Nhiệm vụ", 10),
        ];
        columns.extend(Role::ALL.iter().map(|role| Column::screen(role.name(), role.label_vi(), 10)));
        columns.extend([
            Column::screen("overdue", "Quá hạn", 10),
            Column::screen("without_deadline", "Không nêu hạn", 10),
            Column::screen("next", "Hạn tới", 13),
            Column::sheet("papers", "Văn bản giao", 60),
        ]);
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![self.rank.into(), (&self.body).into(), self.body_id.as_ref().into(), self.tasks.into()];
        cells.extend(Role::ALL.iter().map(|role| Cell::from(self.by.get(role.name()).copied().unwrap_or(0))));
        cells.extend([
            self.overdue.into(),
            self.without_deadline.into(),
            self.next.into(),
            self.papers.join("; ").into(),
        ]);
        cells.extend(proof_cells(self.proof.as_ref()));
        cells
    }
}

impl Row for Community {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::screen("rank", "Hạng", 8),
            Column::screen("name", "Nhóm quanh văn bản", 36),
            Column::screen("size", "Số văn bản", 10),
            Column::sheet("inside", "Cặp trong nhóm", 10),
            Column::sheet("across", "Cặp ra ngoài", 10),
            Column::screen("from", "Từ ngày", 13),
            Column::screen("to", "Đến ngày", 13),
            Column::screen("issuers", "Cơ quan ban hành nhiều nhất", 36),
            Column::sheet("members", "Văn bản trong nhóm", 60),
        ];
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let members: Vec<&str> = self.members.iter().map(|member| member.label.as_str()).collect();
        let mut cells = vec![
            self.rank.into(),
            (&self.name).into(),
            self.size.into(),
            self.inside.into(),
            self.across.into(),
            self.from.into(),
            self.to.into(),
            self.issuers.join("; ").into(),
            members.join("; ").into(),
        ];
        cells.extend(proof_cells(self.proof.as_ref()));
        cells
    }
}
