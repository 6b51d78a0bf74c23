//! What a store holds, counted; and what it did not understand, listed, so that a person can settle it.

use super::Graph;
use super::load::{each, text};
use crate::error::Result;
use crate::model::{DocType, RelationType, Role};
use crate::store::Store;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Sources, items, documents, bodies, relations, tasks as a whole.
    Total,
    /// Documents by type code.
    DocumentType,
    /// Documents that a source or the tables describe, and those only named.
    Description,
    /// Document mentions by status.
    MentionStatus,
    /// Relations by type.
    Relation,
    /// Tasks by role.
    Role,
    /// Bodies by level.
    AgencyLevel,
}

impl Group {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Group::Total => "total",
            Group::DocumentType => "document_type",
            Group::Description => "description",
            Group::MentionStatus => "mention_status",
            Group::Relation => "relation",
            Group::Role => "role",
            Group::AgencyLevel => "agency_level",
        }
    }

    /// The Vietnamese heading.
    pub fn label_vi(self) -> &'static str {
        match self {
            Group::Total => "Tổng số",
            Group::DocumentType => "Loại văn bản",
            Group::Description => "Mức mô tả",
            Group::MentionStatus => "Trạng thái nhắc đến",
            Group::Relation => "Quan hệ",
            Group::Role => "Vai trò",
            Group::AgencyLevel => "Cấp cơ quan",
        }
    }
}

/// One number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// What is counted.
    pub group: Group,
    /// Which of them.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// A mention that led to no one document for certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Open {
    /// `ambiguous`, `conflicting` or `unresolved`.
    pub status: String,
    /// The words.
    pub text: String,
    /// Path or address of the source.
    pub source: String,
    /// First code point in the source.
    pub start: usize,
    /// Labels of the documents that are possible.
    pub candidates: Vec<String>,
    /// By which a person chooses one; empty in a store that was built before there were any.
    pub id: String,
}

/// What a store holds and what stays open in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// The numbers, group by group, each group from many to few.
    pub counts: Vec<Count>,
    /// What was not understood, by source and place.
    pub open: Vec<Open>,
}

const CLASSES: [(&str, &str); 3] = [("luo:Source", "source"), ("luo:Item", "item"), ("luo:Mention", "mention")];

const OPEN: &str = "SELECT ?m ?status ?text ?path ?start ?id ?candidate ?label WHERE { GRAPH ?g {
  VALUES ?status { luo:status-ambiguous luo:status-conflicting luo:status-unresolved }
  ?m luo:status ?status ; oa:hasTarget ?source ; oa:hasSelector ?e .
  ?e oa:exact ?text ; oa:start ?start . ?source luo:path ?path .
  OPTIONAL { ?m dcterms:identifier ?id }
  OPTIONAL { ?m luo:candidate ?candidate . OPTIONAL { ?candidate rdfs:label ?label } } } }";

/// Counts what a store holds and lists what stays open.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn stats(store: &Store, graph: &Graph) -> Result<Stats> {
    let mut counted: BTreeMap<(Group, String), usize> = BTreeMap::new();
    let mut add = |group, name: &str, n: usize| *counted.entry((group, name.to_owned())).or_default() += n;
    for (class, name) in CLASSES {
        each(store, &format!("SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a {class} }}"), |row| {
            add(Group::Total, name, text(row, "n").parse().unwrap_or(0));
        })?;
    }
    add(Group::Total, "document", graph.papers.node_count());
    add(Group::Total, "agency", graph.agencies.len());
    add(Group::Total, "relation", graph.papers.edge_count());
    add(Group::Total, "task", graph.tasks.len());
    for paper in graph.papers.node_weights() {
        let code = DocType::from_code(paper.code()).unwrap_or(DocType::Other).code();
        add(Group::DocumentType, code, 1);
        add(Group::Description, if paper.described { "described" } else { "stub" }, 1);
    }
    for act in graph.papers.edge_weights() {
        add(Group::Relation, act.kind.name(), 1);
    }
    for task in &graph.tasks {
        add(Group::Role, task.role.name(), 1);
    }
    for agency in &graph.agencies {
        add(Group::AgencyLevel, level(agency.id.as_deref()), 1);
    }
    let by_status = "SELECT ?status (COUNT(DISTINCT ?m) AS ?n) WHERE { ?m luo:status ?status } GROUP BY ?status";
    each(store, by_status, |row| {
        let status = text(row, "status");
        let name = status.rsplit_once("status-").map_or(status.as_str(), |(_, name)| name);
        add(Group::MentionStatus, name, text(row, "n").parse().unwrap_or(0));
    })?;
    let mut counts: Vec<Count> =
        counted.into_iter().map(|((group, name), count)| Count { group, name, count }).collect();
    counts.sort_by(|a, b| (a.group, b.count, &a.name).cmp(&(b.group, a.count, &b.name)));
    Ok(Stats { counts, open: open(store, graph)? })
}

/// The level that a body's id tells: `SCT:LS` has a province after the colon, `BCT` has none.
fn level(id: Option<&str>) -> &'static str {
    match id {
        Some(id) if id.contains(':') => "local",
        Some(_) => "central",
        None => "unknown",
    }
}

/// The mentions that led to no one document for certain, by source and place.
pub(super) fn open(store: &Store, graph: &Graph) -> Result<Vec<Open>> {
    let mut found: BTreeMap<(String, usize, String), Open> = BTreeMap::new();
    each(store, OPEN, |row| {
        let (source, start) = (text(row, "path"), text(row, "start").parse().unwrap_or(0));
        let status = text(row, "status");
        let open = found.entry((source.clone(), start, text(row, "m"))).or_insert_with(|| Open {
            status: status.rsplit_once("status-").map_or(status.clone(), |(_, name)| name.to_owned()),
            text: text(row, "text"),
            source,
            start,
            candidates: Vec::new(),
            id: text(row, "id"),
        });
        let candidate = text(row, "candidate");
        if !candidate.is_empty() {
            // A candidate that no source names for certain is no paper of the graph and has but its label.
            let label = graph.by_iri(&candidate).map(|node| graph.papers[node].label.clone());
            let own = Some(text(row, "label")).filter(|label| !label.is_empty());
            open.candidates.push(label.or(own).unwrap_or(candidate));
        }
    })?;
    let mut open: Vec<Open> = found.into_values().collect();
    for mention in &mut open {
        mention.candidates.sort();
    }
    Ok(open)
}

/// The Vietnamese word of a counted name.
pub fn name_vi(group: Group, name: &str) -> &str {
    match (group, name) {
        (Group::Total, "source") => "nguồn",
        (Group::Total, "item") => "mục tin",
        (Group::Total, "mention") => "lượt nhắc đến",
        (Group::Total, "document") => "văn bản",
        (Group::Total, "agency") => "cơ quan",
        (Group::Total, "relation") => "quan hệ",
        (Group::Total, "task") => "nhiệm vụ",
        (Group::Description, "described") => "có mô tả",
        (Group::Description, "stub") => "chỉ được nhắc tên",
        (Group::MentionStatus, status) => status_vi(status),
        (Group::Relation, name) => RelationType::from_name(name).map_or(name, |kind| kind.label_vi()),
        (Group::Role, name) => Role::from_name(name).map_or(name, |role| role.label_vi()),
        (Group::AgencyLevel, "local") => "địa phương",
        (Group::AgencyLevel, "central") => "trung ương",
        (Group::AgencyLevel, "unknown") => "chưa có trong bảng",
        _ => name,
    }
}

/// The Vietnamese word of a status.
pub fn status_vi(status: &str) -> &str {
    match status {
        "resolved" => "đã xác định",
        "stub" => "mới biết tên",
        "ambiguous" => "nhiều khả năng",
        "conflicting" => "mâu thuẫn",
        "unresolved" => "chưa xác định",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn counts_and_lists_what_is_open() {
        let plan = "KH|148/KH-UBND|2023|UBND:LS";
        let store =
            fixture::store(&[(plan, "implements", "CT|20/CT-TTg|2023|TTg"), (plan, "cites", "CT|20/CT-TTg|2020|TTg")]);
        let graph = Graph::load(&store).expect("the fixture loads");
        let stats = stats(&store, &graph).expect("the store answers");
        let count =
            |group, name: &str| stats.counts.iter().find(|c| c.group == group && c.name == name).map_or(0, |c| c.count);
        assert_eq!(count(Group::Total, "document"), 5);
        assert_eq!(count(Group::DocumentType, "CT"), 2);
        assert_eq!(count(Group::Relation, "implements"), 1);
        assert_eq!(count(Group::MentionStatus, "resolved"), 1);
        assert_eq!(count(Group::AgencyLevel, "local"), 2);
        assert_eq!(stats.open.len(), 1);
        assert_eq!(stats.open[0].candidates, ["Chỉ thị 20/CT-TTg ngày 07/05/2020"]);
    }
}
