//! What GraphML, GEXF, Cytoscape JSON and CSV say of each node and edge: one list of typed columns, so that the
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
    /// Its type.
    pub kind: Type,
    /// Its value.
    pub value: fn(&T) -> String,
}

const fn column<T>(name: &'static str, kind: Type, value: fn(&T) -> String) -> Column<T> {
    Column { name, kind, value }
}

/// The columns of the nodes; the label comes first.
pub const NODES: &[Column<Node>] = &[
    column("label", Type::Text, |n| n.label.clone()),
    column("kind", Type::Text, |n| n.kind.name().to_owned()),
    column("type", Type::Text, |n| n.code.clone()),
    column("number", Type::Text, |n| n.number.clone()),
    column("title", Type::Text, |n| n.title.clone()),
    column("date", Type::Day, |n| n.date.clone()),
    column("issuer", Type::Text, |n| n.issuer.clone()),
    column("level", Type::Text, |n| n.level.name().to_owned()),
    column("described", Type::Truth, |n| n.described.to_string()),
    column("key", Type::Text, |n| n.key.clone()),
    column("iri", Type::Text, |n| n.id.clone()),
];

/// The columns of the edges; the relation comes first.
pub const EDGES: &[Column<Edge>] = &[
    column("relation", Type::Text, |e| e.tie.name().to_owned()),
    column("label", Type::Text, |e| e.tie.label_vi().to_owned()),
    column("weight", Type::Whole, |e| e.weight().to_string()),
    column("confidence", Type::Real, |e| e.confidence().to_string()),
    column("evidence", Type::Text, |e| e.evidence().to_owned()),
    column("source", Type::Text, |e| e.source().to_owned()),
    column("rule", Type::Text, |e| e.proofs.first().map(|proof| proof.rule.clone()).unwrap_or_default()),
    column("proof", Type::Text, |e| e.proofs.first().map(|proof| proof.id.clone()).unwrap_or_default()),
    column("role", Type::Text, |e| match e.tie {
        Tie::Task(role) => role.name().to_owned(),
        Tie::Act(_) => String::new(),
    }),
    column("task", Type::Text, |e| e.task.clone()),
    column("due", Type::Day, |e| e.due.clone()),
    column("due_text", Type::Text, |e| e.due_text.clone()),
];
