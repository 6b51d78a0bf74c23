//! What is missing or cannot be right, as rows: one for each act that shows it, or one for a finding without acts.

use super::{Cell, Column, Row, proof_cells, proof_columns};
use crate::analyze::{Finding, Link};

/// One act of a finding.
pub struct Line<'f> {
    /// The finding's number, from 1.
    number: usize,
    finding: &'f Finding,
    link: Option<&'f Link>,
}

/// The lines of the findings, which keep their numbers.
pub fn lines(findings: &[Finding]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        let number = at + 1;
        lines.extend(finding.links.iter().map(|link| Line { number, finding, link: Some(link) }));
        if finding.links.is_empty() {
            lines.push(Line { number, finding, link: None });
        }
    }
    lines
}

/// "triển khai thực hiện 3; căn cứ 1".
pub fn demand(finding: &Finding) -> String {
    let words = |(kind, n): (&crate::model::RelationType, &usize)| format!("{} {n}", kind.label_vi());
    finding.relations.iter().map(words).collect::<Vec<_>>().join("; ")
}

impl Row for Line<'_> {
    fn columns() -> Vec<Column> {
        let mut columns = vec![
            Column::file("finding"),
            Column::screen("kind", "Loại", 20),
            Column::screen("paper", "Văn bản, cách gọi", 30),
            Column::file("iri"),
            Column::screen("papers", "Số văn bản cần", 9),
            Column::sheet("sources", "Số nguồn nêu", 9),
            Column::sheet("demand", "Cần để", 22),
            Column::screen("candidates", "Khả năng", 36),
            Column::screen("acting", "Văn bản tác động", 28),
            Column::screen("relation", "Quan hệ", 14),
            Column::screen("other", "Tới văn bản", 28),
            Column::file("other_iri"),
            Column::sheet("since", "Hết hiệu lực từ", 12),
            Column::file("days"),
            Column::file("start"),
        ];
        columns.extend(proof_columns());
        columns
    }

    fn cells(&self) -> Vec<Cell> {
        let finding = self.finding;
        let mut cells = vec![
            self.number.into(),
            Cell::word(finding.kind.name(), finding.kind.label_vi()),
            (&finding.paper).into(),
            finding.iri.as_ref().into(),
            finding.papers.into(),
            finding.sources.into(),
            demand(finding).into(),
            finding.candidates.join("; ").into(),
            self.link.map(|link| &link.paper).into(),
            self.link.map_or(Cell::Empty, |link| Cell::word(link.relation.name(), link.relation.label_vi())),
            self.link.map(|link| &link.other).into(),
            self.link.map(|link| &link.other_iri).into(),
            finding.since.into(),
            finding.days.into(),
            finding.place.as_ref().map(|place| place.start).into(),
        ];
        let mut proof = proof_cells(self.link.map(|link| &link.proof));
        if let Some(place) = &finding.place {
            proof[0] = (&place.sentence).into();
            proof[1] = (&place.source).into();
            proof[5] = (&place.id).into();
        }
        cells.extend(proof);
        cells
    }
}
