//! The questions of [`super`] that SPARQL can answer. A circle of more than two papers it can only find by walking
//! every path, and whether a paper had ended follows from rules that it cannot say.

use super::super::prefixes;
use super::RESTS_ON;

/// The papers named and not held by demand, as `?stub ?papers`.
pub fn stubs_sparql() -> String {
    prefixes()
        + "SELECT ?stub (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  ?stub a luo:Document .
  FILTER NOT EXISTS { ?stub luo:described true }
  OPTIONAL {
    ?relation luo:to ?stub ; luo:from ?paper .
    FILTER NOT EXISTS { ?relation luo:judgement luo:judgement-rejected }
  }
} GROUP BY ?stub ORDER BY DESC(?papers) ?stub"
}

/// The circles of two papers, as `?a ?b` with the lesser IRI first.
pub fn loops_sparql() -> String {
    let types: Vec<String> = RESTS_ON.iter().map(|kind| format!("luo:{}", kind.predicate())).collect();
    let types = types.join(" ");
    format!(
        "{}SELECT DISTINCT ?a ?b WHERE {{
  VALUES ?there {{ {types} }} VALUES ?back {{ {types} }}
  ?one luo:from ?a ; luo:to ?b ; luo:relationType ?there .
  ?two luo:from ?b ; luo:to ?a ; luo:relationType ?back .
  FILTER(STR(?a) < STR(?b))
  FILTER NOT EXISTS {{ ?one luo:judgement luo:judgement-rejected }}
  FILTER NOT EXISTS {{ ?two luo:judgement luo:judgement-rejected }}
}} ORDER BY ?a ?b",
        prefixes(),
    )
}

/// The papers that act on one issued later, as `?paper ?other`; by their years where a day is not known.
pub fn future_sparql() -> String {
    prefixes()
        + "SELECT DISTINCT ?paper ?other WHERE {
  ?relation luo:from ?paper ; luo:to ?other .
  FILTER NOT EXISTS { ?relation luo:judgement luo:judgement-rejected }
  OPTIONAL { ?paper eli:date_document ?day } OPTIONAL { ?paper luo:year ?year }
  OPTIONAL { ?other eli:date_document ?laterDay } OPTIONAL { ?other luo:year ?laterYear }
  FILTER(IF(BOUND(?day) && BOUND(?laterDay), ?day < ?laterDay,
    COALESCE(YEAR(?day), xsd:integer(STR(?year))) < COALESCE(YEAR(?laterDay), xsd:integer(STR(?laterYear)))))
} ORDER BY ?paper ?other"
}
