//! A view → lists for people: its papers, what they do to each other, the tasks they give. In: a [`View`]. Out: sheets,
//! which a workbook holds all three of and a report shows as tables.

use super::view::{Kind, Tie, View};
use crate::sheet::{Cell, Column, Sheet, write_book};
use std::io::{self, Write};

/// Writes the three lists as one workbook.
pub(super) fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let (papers, acts, tasks) = (papers(view), acts(view), tasks(view));
    write_book(&[("Văn bản", &papers), ("Quan hệ", &acts), ("Nhiệm vụ", &tasks)], out)
}

fn day(day: &str) -> Cell {
    day.parse().map_or(Cell::Empty, Cell::Day)
}

/// The papers, in order of day.
pub fn papers(view: &View) -> Sheet {
    let columns = vec![
        Column::screen("paper", "Văn bản", 34),
        Column::screen("issuer", "Cơ quan ban hành", 26),
        Column::screen("date", "Ngày ban hành", 16),
        Column::screen("level", "Cấp", 14),
        Column::screen("title", "Trích yếu", 60),
        Column::screen("note", "Ghi chú", 16),
        Column::sheet("relations", "Số quan hệ", 9),
        Column::sheet("tasks", "Số nhiệm vụ", 9),
        Column::sheet("iri", "IRI", 40),
    ];
    let mut order: Vec<usize> = (0..view.nodes.len()).filter(|&n| view.nodes[n].kind == Kind::Document).collect();
    order.sort_by_key(|&n| (view.nodes[n].date.is_empty(), &view.nodes[n].date, n));
    let rows = order.into_iter().map(|n| {
        let node = &view.nodes[n];
        let touches = |edge: &&super::view::Edge| matches!(edge.tie, Tie::Act(_)) && (edge.from == n || edge.to == n);
        vec![
            (&node.label).into(),
            (&node.issuer).into(),
            day(&node.date),
            node.level.label_vi().into(),
            (&node.title).into(),
            if node.described { Cell::Empty } else { "chỉ được nhắc tên".into() },
            view.edges.iter().filter(touches).count().into(),
            view.tasks_of(n).count().into(),
            (&node.id).into(),
        ]
    });
    Sheet { title: "Danh mục văn bản".to_owned(), note: String::new(), columns, rows: rows.collect() }
}

/// What papers do to each other.
pub fn acts(view: &View) -> Sheet {
    let columns = vec![
        Column::screen("paper", "Văn bản", 34),
        Column::screen("relation", "Quan hệ", 18),
        Column::screen("other", "Văn bản bị tác động", 34),
        Column::screen("sentence", "Câu chứng minh", 70),
        Column::screen("source", "Nguồn", 28),
        Column::screen("confidence", "Tin cậy", 9),
        Column::sheet("weight", "Số chỗ chứng minh", 9),
        Column::sheet("id", "Mã đối chiếu", 20),
    ];
    let acts = view.edges.iter().filter_map(|edge| match edge.tie {
        Tie::Act(kind) => Some((edge, kind)),
        Tie::Task(_) => None,
    });
    let rows = acts.map(|(edge, kind)| {
        vec![
            (&view.nodes[edge.from].label).into(),
            Cell::word(kind.name(), kind.label_vi()),
            (&view.nodes[edge.to].label).into(),
            edge.evidence().into(),
            edge.source().into(),
            edge.confidence().into(),
            edge.weight().into(),
            edge.proofs.first().map(|proof| &proof.id).into(),
        ]
    });
    Sheet { title: "Quan hệ giữa các văn bản".to_owned(), note: String::new(), columns, rows: rows.collect() }
}

/// The tasks that they give, by deadline, those without one last.
pub fn tasks(view: &View) -> Sheet {
    let columns = vec![
        Column::screen("agency", "Cơ quan", 28),
        Column::screen("role", "Vai trò", 12),
        Column::screen("task", "Nhiệm vụ", 60),
        Column::screen("due", "Thời hạn", 16),
        Column::screen("document", "Văn bản giao", 30),
        Column::screen("sentence", "Câu chứng minh", 60),
        Column::screen("source", "Nguồn", 28),
        Column::screen("confidence", "Tin cậy", 9),
        Column::sheet("due_text", "Thời hạn (nguyên văn)", 20),
        Column::sheet("id", "Mã đối chiếu", 20),
    ];
    let mut tasks: Vec<_> = view
        .edges
        .iter()
        .filter_map(|edge| match edge.tie {
            Tie::Task(role) => Some((edge, role)),
            Tie::Act(_) => None,
        })
        .collect();
    tasks.sort_by_key(|(edge, _)| (edge.due.is_empty(), edge.due.clone()));
    let rows = tasks.into_iter().map(|(edge, role)| {
        vec![
            (&view.nodes[edge.to].label).into(),
            Cell::word(role.name(), role.label_vi()),
            (&edge.task).into(),
            day(&edge.due),
            (&view.nodes[edge.from].label).into(),
            edge.evidence().into(),
            edge.source().into(),
            edge.confidence().into(),
            (&edge.due_text).into(),
            edge.proofs.first().map(|proof| &proof.id).into(),
        ]
    });
    Sheet { title: "Nhiệm vụ được giao".to_owned(), note: String::new(), columns, rows: rows.collect() }
}
