//! The papers right on another, in SPARQL. What is left under them needs their status and any number of steps, which
//! SPARQL cannot say.

use super::super::{for_sparql, prefixes};
use super::ANCHORS;

/// The papers whose anchor is the one of an IRI, as `?paper ?type ?sentence`: the first steps of
/// [`super::impact`], those that have ended as well.
pub fn anchors_sparql(iri: &str) -> String {
    let types: Vec<String> = ANCHORS.iter().map(|kind| format!("luo:{}", kind.predicate())).collect();
    format!(
        "{}SELECT DISTINCT ?paper ?type ?sentence WHERE {{
  VALUES ?type {{ {} }}
  ?relation luo:to <{iri}> ; luo:relationType ?type ; luo:from ?paper ; luo:evidence ?evidence .
  ?evidence oa:exact ?sentence .
  FILTER(?paper != <{iri}>)
  FILTER NOT EXISTS {{ ?relation luo:judgement luo:judgement-rejected }}
}} ORDER BY ?paper ?type ?sentence",
        prefixes(),
        types.join(" "),
        iri = for_sparql(iri),
    )
}
