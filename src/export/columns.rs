//! What GraphML, GEXF, Cytoscape JSON, CSV and XLSX say of each node and edge: one list of typed columns, so that the
//! same word means the same in all of them. A value that is not known is empty, and each form leaves it out.

use super::view::{Edge, Node, Tie};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Words.
    Text,
    /// A day, `YYYY-MM-DD`.
    Day,
    /// A whole number.
    Whole,
    /// A number with decimals.
    Real,
    /// `true` or `false`.
    Truth,
}

impl Type {
    /// The name in GraphML and GEXF, which have no days.
    pub fn name(self) -> &'static str {
        match self {
            Type::Text | Type::Day => "string",
            Type::Whole => "integer",
            Type::Real => "double",
            Type::Truth => "boolean",
        }
    }
}

/// A column of the nodes or of the edges.
pub struct Column<T> {
    /// Its name.
    pub name: &'static str,
    /// Its Vietnamese heading.
    pub heading: &'static str,
    /// Its type.
    pub kind: Type,
    /// Its value.
    pub value: fn(&T) -> String,
}

const fn column<T>(name: &'static str, heading: &'static str, kind: Type, value: fn(&T) -> String) -> Column<T> {
    Column { name, heading, kind, value }
}

/// The columns of the nodes; the label comes first.
pub const NODES: &[Column<Node>] = &[
    column("label", "Tên", Type::Text, |n| n.label.clone()),
    column("kind", "Là", Type::Text, |n| n.kind.name().to_owned()),
    column("type", "Loại", Type::Text, |n| n.code.clone()),
    column("number", "Số hiệu", Type::Text, |n| n.number.clone()),
    column("title", "Trích yếu", Type::Text, |n| n.title.clone()),
    column("date", "Ngày ban hành", Type::Day, |n| n.date.clone()),
    column("issuer", "Cơ quan ban hành", Type::Text, |n| n.issuer.clone()),
    column("level", "Cấp", Type::Text, |n| n.level.name().to_owned()),
    column("described", "Đã đọc", Type::Truth, |n| n.described.to_string()),
    column("key", "Khóa", Type::Text, |n| n.key.clone()),
    column("iri", "IRI", Type::Text, |n| n.id.clone()),
];

/// The columns of the edges; the relation comes first.
pub const EDGES: &[Column<Edge>] = &[
    column("relation", "Quan hệ", Type::Text, |e| e.tie.name().to_owned()),
    column("label", "Quan hệ (tiếng Việt)", Type::Text, |e| e.tie.label_vi().to_owned()),
    column("weight", "Số chỗ chứng minh", Type::Whole, |e| e.weight().to_string()),
    column("confidence", "Tin cậy", Type::Real, |e| e.confidence().to_string()),
    column("evidence", "Câu chứng minh", Type::Text, |e| e.evidence().to_owned()),
    column("source", "Nguồn", Type::Text, |e| e.source().to_owned()),
    column("rule", "Quy tắc", Type::Text, |e| e.proofs.first().map(|proof| proof.rule.clone()).unwrap_or_default()),
    column("proof", "Mã đối chiếu", Type::Text, |e| {
        e.proofs.first().map(|proof| proof.id.clone()).unwrap_or_default()
    }),
    column("role", "Vai trò", Type::Text, |e| match e.tie {
        Tie::Task(role) => role.name().to_owned(),
        Tie::Act(_) => String::new(),
    }),
    column("task", "Nhiệm vụ", Type::Text, |e| e.task.clone()),
    column("due", "Thời hạn", Type::Day, |e| e.due.clone()),
    column("due_text", "Thời hạn (nguyên văn)", Type::Text, |e| e.due_text.clone()),
];
