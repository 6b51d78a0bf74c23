//! The choice of tasks in SPARQL. It says the same as the filter but for two things that SPARQL cannot: names are
//! compared with their accents, and what a later paper reports on is not looked for.

use super::super::{Graph, for_sparql, prefixes};
use super::Filter;
use petgraph::graph::NodeIndex;
use std::fmt::Write as _;

/// The tasks of a filter as `?task ?document ?agency ?role ?due`: the same as [`super::tasks`] gives where no paper
/// reports.
pub fn tasks_sparql(graph: &Graph, filter: &Filter) -> String {
    let mut query = prefixes() + "SELECT DISTINCT ?task ?document ?agency ?role ?due WHERE {\n";
    let iri = |node: NodeIndex| for_sparql(&graph.papers[node].iri);
    if let Some(order) = filter.order {
        // A path inside a longer pattern is slow (oxigraph issue 1894).
        let _ = writeln!(
            query,
            "  {{ SELECT DISTINCT ?document WHERE {{ ?document (luo:implements|luo:details)* <{}> }} }}",
            iri(order)
        );
    }
    if let Some(document) = filter.document {
        let _ = writeln!(query, "  VALUES ?document {{ <{}> }}", iri(document));
    }
    if let Some(role) = filter.role {
        let _ = writeln!(query, "  VALUES ?role {{ luo:role-{} }}", role.name());
    }
    query.push_str(
        "  ?task a luo:Assignment ; luo:document ?document ; luo:agency ?agency ; luo:role ?role .
  ?document luo:key ?key . ?agency skos:prefLabel ?name .
  OPTIONAL { ?task luo:due ?due } OPTIONAL { ?agency luo:agencyId ?id }
  FILTER NOT EXISTS { ?task luo:judgement luo:judgement-rejected }\n",
    );
    if let Some(typed) = &filter.agency {
        let typed = literal(&typed.to_lowercase());
        let _ = writeln!(query, "  FILTER(LCASE(STR(?id)) = {typed} || CONTAINS(LCASE(STR(?name)), {typed}))");
    }
    if let Some(place) = &filter.place {
        let end = literal(&format!(":{place}"));
        let _ = writeln!(query, "  FILTER(STRENDS(COALESCE(?id, ?key), {end}))");
    }
    if filter.without_deadline {
        query.push_str("  FILTER(!BOUND(?due))\n");
    }
    if let Some(today) = filter.today {
        if filter.overdue {
            let _ = writeln!(query, "  FILTER(?due < \"{today}\"^^xsd:date)");
        } else if let Some(days) = filter.due_within {
            let last = today.checked_add_days(chrono::Days::new(days.into())).unwrap_or(today);
            let _ = writeln!(query, "  FILTER(?due >= \"{today}\"^^xsd:date && ?due <= \"{last}\"^^xsd:date)");
        }
    }
    query + "} ORDER BY ?due ?document ?agency ?task"
}

/// A string of SPARQL.
fn literal(text: &str) -> String {
    let escape = |c| match c {
        '"' | '\\' => vec!['\\', c],
        '\n' | '\r' => vec![' '],
        c => vec![c],
    };
    let escaped: String = text.chars().flat_map(escape).collect();
    format!("\"{escaped}\"")
}
