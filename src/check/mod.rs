//! A store → what in it is not as it must be, in words. Two readers look: the shapes of `ontology/shapes.ttl` (SHACL),
//! graph by graph, so that no more than one source is in memory twice; and rules of our own that no shape can say. It
//! changes nothing.

mod rules;
mod shapes;
mod texts;

use crate::analyze::Graph;
use crate::error::Result;
use crate::store::Store;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The graph is broken: answers cannot be relied on.
    Error,
    /// Something that a person should look at.
    Warning,
}

impl Severity {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }

    /// The Vietnamese word.
    pub fn label_vi(self) -> &'static str {
        match self {
            Severity::Error => "lỗi",
            Severity::Warning => "cần xem lại",
        }
    }
}

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Name of the rule, or of the shape.
    pub rule: String,
    /// What the rule wants, in Vietnamese.
    pub message: String,
    /// What it is about: the name of a paper or a body, else the IRI.
    pub about: String,
    /// IRI of what it is about.
    pub iri: String,
    /// The value that is wrong, where there is one.
    pub value: String,
    /// Path of the source that says so, where one does.
    pub source: String,
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Graphs looked at; what the tables say is one.
    pub graphs: usize,
    /// Facts in them.
    pub facts: usize,
    /// Shapes that each graph was held against.
    pub shapes: usize,
    /// Source texts that sentences were looked up in.
    pub texts: usize,
    /// What was found, errors first.
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many findings are so bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// What to look at.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The day that counts as today: nothing is dated later.
    pub today: NaiveDate,
    /// Read the files of the sources again and look the sentences up in them; the largest to read, in bytes.
    pub texts: Option<u64>,
}

/// Looks at a whole store. `waiting` are ids that people judged and no source says.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read, [`crate::Error::Argument`] if the shapes are no SHACL.
pub fn check(store: &Store, graph: &Graph, waiting: &[String], scope: Scope) -> Result<Report> {
    let mut report = Report::default();
    let shapes = shapes::Shapes::load()?;
    report.shapes = shapes.count();
    let paths: BTreeMap<String, String> = (store.sources()?.into_iter())
        .map(|source| (source.graph.as_str().to_owned(), source.path.unwrap_or_default()))
        .collect();
    for name in store.graphs()? {
        let quads = store.matching(None, None, None, Some(name.as_ref().into())).collect::<Result<Vec<_>>>()?;
        report.graphs += 1;
        report.facts += quads.len();
        let mut found = shapes.findings(&quads)?;
        found.extend(rules::of_source(store.base(), &quads));
        let path = paths.get(name.as_str()).cloned().unwrap_or_default();
        if let Some(limit) = scope.texts
            && let Some(lost) = texts::findings(&path, &quads, limit)
        {
            report.texts += 1;
            found.extend(lost);
        }
        found.iter_mut().for_each(|finding| finding.source.clone_from(&path));
        report.findings.append(&mut found);
    }
    report.findings.extend(rules::of_union(store)?);
    report.findings.extend(rules::of_papers(graph, scope.today));
    report.findings.extend(rules::of_judgements(waiting));
    for finding in &mut report.findings {
        finding.about = called(graph, &finding.iri).unwrap_or_else(|| finding.iri.clone());
        if let Some(name) = called(graph, &finding.value) {
            finding.value = name;
        }
    }
    report.findings.sort();
    report.findings.dedup();
    Ok(report)
}

/// What people call a paper or a body.
fn called(graph: &Graph, iri: &str) -> Option<String> {
    if let Some(node) = graph.by_iri(iri) {
        return Some(graph.papers[node].label.clone());
    }
    let at = graph.agencies.binary_search_by(|agency| agency.iri.as_str().cmp(iri)).ok()?;
    graph.agencies.get(at).map(|agency| agency.name.clone())
}

#[cfg(test)]
mod tests;
