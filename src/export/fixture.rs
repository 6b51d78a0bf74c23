//! A view for tests with words that want to break out.

use super::view::{Edge, Kind, Node, Tie, View};
use crate::analyze::{Level, Proof};
use crate::model::{RelationType, Role};

/// Two papers and a body, each called so; two acts and a task between them.
pub fn hostile(label: &str) -> View {
    let node = |id: &str, kind, level| Node {
        id: format!("https://w3id.org/luocdo/id/vn/{id}"),
        kind,
        label: label.into(),
        title: label.into(),
        code: "KH".into(),
        key: format!("KH|{id}/KH-UBND|2023|UBND:LS"),
        number: label.into(),
        date: "2023-07-04".into(),
        issuer: label.into(),
        level,
        described: id != "b",
    };
    let proof = Proof {
        id: "1".into(),
        sentence: format!("<&>\"' ]]> Điều 5 {label}"),
        source: "a.txt".into(),
        span: [1, 9],
        rule: "test".into(),
        confidence: 0.97,
        ..Proof::default()
    };
    let edge = |from, to, tie, task: &str| Edge {
        from,
        to,
        tie,
        proofs: vec![proof.clone()],
        task: task.into(),
        due: if task.is_empty() { String::new() } else { "2023-07-31".into() },
        due_text: String::new(),
    };
    View {
        title: label.into(),
        nodes: vec![
            node("a", Kind::Document, Level::Province),
            node("b", Kind::Document, Level::Central),
            node("c", Kind::Agency, Level::District),
        ],
        edges: vec![
            edge(0, 1, Tie::Act(RelationType::Implements), ""),
            edge(0, 1, Tie::Act(RelationType::Cites), ""),
            edge(0, 2, Tie::Task(Role::Lead), label),
        ],
        ..View::default()
    }
}

/// A directive and so many plans of a province for it.
pub fn many(plans: usize) -> View {
    let one = hostile("Chỉ thị 20/CT-TTg ngày 08/6/2023");
    let plan = |n: usize| Node {
        id: format!("https://w3id.org/luocdo/id/vn/plan/{n}"),
        label: format!("Kế hoạch {n}/KH-UBND ngày 04/7/2023"),
        ..one.nodes[0].clone()
    };
    let nodes = [one.nodes[1].clone()].into_iter().chain((1..=plans).map(plan)).collect();
    let edges = (1..=plans).map(|from| Edge { from, to: 0, ..one.edges[0].clone() }).collect();
    View { nodes, edges, ..one.clone() }
}
