//! The quads of one graph → where they break a shape of `ontology/shapes.ttl`. The crate `shacl-rust` reads and applies
//! SHACL Core and SHACL-SPARQL; nothing else knows that crate. Its words are English and for machines: the Vietnamese ones
//! come from the shapes (`sh:message "…"@vi`) and, where a shape has none, from the kind of constraint and the labels of
//! the ontology.

use super::{Finding, Severity};
use crate::error::{Error, Result};
use crate::iri::terms;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Graph, Quad, Term, Triple};
use shacl_rust::validation::dataset::ValidationDataset;
use shacl_rust::{ValidationResult, parse_shapes, validate};
use std::collections::{BTreeMap, BTreeSet};

const SHAPES: &str = include_str!("../../ontology/shapes.ttl");
const ONTOLOGY: &str = include_str!("../../ontology/luocdo.ttl");
const VIETNAMESE: &str = "vi";

/// The shapes, read once.
pub struct Shapes {
    graph: Graph,
    /// All `sh:message`s in Vietnamese.
    messages: BTreeSet<String>,
    /// Vietnamese labels of our own terms.
    labels: BTreeMap<String, String>,
    count: usize,
}

impl Shapes {
    /// Reads the shapes in the program.
    ///
    /// # Errors
    /// [`Error::Argument`] if they are no SHACL, which a test rules out.
    pub fn load() -> Result<Self> {
        let graph = turtle(SHAPES)?;
        let message = shacl_rust::sh::MESSAGE;
        let vietnamese = |term: &Term| match term {
            Term::Literal(words) if words.language() == Some(VIETNAMESE) => Some(words.value().to_owned()),
            _ => None,
        };
        let messages = (graph.iter().filter(|triple| triple.predicate == message))
            .filter_map(|triple| vietnamese(&triple.object.into_owned()))
            .collect();
        let labels = (turtle(ONTOLOGY)?.iter())
            .filter(|triple| triple.predicate == terms::LABEL || triple.predicate == terms::PREF_LABEL)
            .filter_map(|triple| {
                let term = triple.subject.to_string();
                Some((term.trim_matches(['<', '>']).to_owned(), vietnamese(&triple.object.into_owned())?))
            })
            .collect();
        let count = parse_shapes(&graph).map_err(refused)?.iter().filter(|shape| !shape.targets.is_empty()).count();
        Ok(Self { graph, messages, labels, count })
    }

    /// How many shapes with targets of their own there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Where the quads break them; the graph name of the quads is not looked at.
    ///
    /// # Errors
    /// [`Error::Argument`] if the shapes cannot be applied.
    pub fn findings(&self, quads: &[Quad]) -> Result<Vec<Finding>> {
        let mut data = Graph::new();
        for quad in quads {
            data.insert(&Triple::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone()));
        }
        let dataset = ValidationDataset::from_graphs(data, self.graph.clone()).map_err(refused)?;
        let shapes = parse_shapes(dataset.shapes_graph()).map_err(refused)?;
        let report = validate(&dataset, &shapes);
        Ok(report.get_results().iter().map(|result| self.finding(result)).collect())
    }

    fn finding(&self, result: &ValidationResult<'_>) -> Finding {
        let plain = |text: String| match text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
            Some(iri) => iri.to_owned(),
            None => text,
        };
        let component = result.source_constraint_component().map(|component| component.as_str().to_owned());
        let component = component.unwrap_or_default();
        let kind = component.rsplit('#').next().unwrap_or_default().trim_end_matches("ConstraintComponent");
        let path = result.result_path().map(ToString::to_string).unwrap_or_default();
        let message = result.messages().iter().find(|message| self.messages.contains(*message));
        Finding {
            severity: Severity::Error,
            rule: format!("sh:{kind}"),
            message: message.cloned().unwrap_or_else(|| self.words(kind, &path)),
            about: String::new(),
            iri: plain(result.focus_node().to_string()),
            value: result.value().map(|value| plain(value.to_string())).unwrap_or_default(),
            source: String::new(),
        }
    }

    /// What a constraint of a kind wants of a path, in Vietnamese.
    fn words(&self, kind: &str, path: &str) -> String {
        let iri = path.split('<').nth(1).and_then(|rest| rest.split('>').next()).unwrap_or(path);
        let called = self.labels.get(iri).cloned().or_else(|| prefixed(iri)).unwrap_or_else(|| iri.to_owned());
        let about = if called.is_empty() { String::new() } else { format!(" “{called}”") };
        match kind {
            "MinCount" => format!("thiếu{about}"),
            "MaxCount" => format!("có nhiều giá trị{about}, chỉ được một"),
            "Datatype" | "LanguageIn" => format!("giá trị{about} không đúng kiểu dữ liệu"),
            "Class" => format!("giá trị{about} không phải loại đối tượng cần có"),
            "NodeKind" => format!("giá trị{about} phải là một đối tượng có tên (IRI)"),
            "In" => format!("giá trị{about} nằm ngoài danh mục"),
            "Pattern" => format!("giá trị{about} không đúng dạng"),
            "MinLength" => format!("giá trị{about} bị trống"),
            "MinInclusive" | "MaxInclusive" => format!("giá trị{about} nằm ngoài khoảng cho phép"),
            "LessThanOrEquals" => format!("giá trị{about} lớn hơn điểm cuối của nó"),
            other => format!("không đạt ràng buộc {other}{about}"),
        }
    }
}

/// `eli:passed_by` for an IRI of a known namespace.
fn prefixed(iri: &str) -> Option<String> {
    let short = |(prefix, space): &(&str, &str)| Some(format!("{prefix}:{}", iri.strip_prefix(space)?));
    terms::PREFIXES.iter().find_map(short)
}

fn turtle(text: &str) -> Result<Graph> {
    let mut graph = Graph::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text) {
        let quad = quad.map_err(|error| Error::Argument(format!("the shapes in the program are damaged: {error}")))?;
        graph.insert(&Triple::new(quad.subject, quad.predicate, quad.object));
    }
    Ok(graph)
}

fn refused(error: impl std::fmt::Display) -> Error {
    Error::Argument(format!("the shapes cannot be applied: {error}"))
}
