//! The question of [`super::trace`] in SPARQL, for stores elsewhere and for tests that hold one against the other.

use super::super::{for_sparql, prefixes};
use super::{CARRY, Way};
use crate::model::RelationType;

/// What [`super::trace`] follows by default, downwards: see [`trace_sparql_of`].
pub fn trace_sparql(iri: &str) -> String {
    trace_sparql_of(iri, Way::Down, &CARRY)
}

/// The same question as [`super::trace`] without filters and limits: one row for each act of the tree and each
/// sentence that proves it, as `?paper ?type ?order ?sentence`, where `?paper` acts on `?order`. The path and the hop
/// are parted by a sub-query, since engines are slow at paths inside longer patterns (oxigraph issue 1894).
pub fn trace_sparql_of(iri: &str, way: Way, follow: &[RelationType]) -> String {
    let types: Vec<String> = follow.iter().map(|kind| format!("luo:{}", kind.predicate())).collect();
    let (path, types) = (types.join("|"), types.join(" "));
    let iri = for_sparql(iri);
    let reached = match way {
        Way::Down => format!("SELECT DISTINCT ?order WHERE {{ ?order ({path})* <{iri}> }}"),
        Way::Up => format!("SELECT DISTINCT ?paper WHERE {{ <{iri}> ({path})* ?paper }}"),
    };
    format!(
        "{}SELECT DISTINCT ?paper ?type ?order ?sentence WHERE {{
  {{ {reached} }}
  VALUES ?type {{ {types} }}
  ?paper ?type ?order .
  ?relation luo:from ?paper ; luo:relationType ?type ; luo:to ?order ; luo:evidence ?evidence .
  ?evidence oa:exact ?sentence .
  FILTER NOT EXISTS {{ ?relation luo:judgement luo:judgement-rejected }}
}} ORDER BY ?order ?paper ?type ?sentence",
        prefixes(),
    )
}
