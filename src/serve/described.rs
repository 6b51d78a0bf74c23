//! What the server is and holds, for programs: the SPARQL 1.1 Service Description (`/sparql` without a query) and VoID with
//! DCAT (`/.well-known/void`), in the form of RDF that the client takes. The counts are computed, not claimed.

use super::reply::Refusal;
use super::{Shared, accept, turn};
use crate::commands::World;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use luocdo::iri::terms::{LABEL, ONTOLOGY, TITLE, TYPE};
use luocdo::iri::web;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use oxigraph::sparql::results::QueryResultsFormat;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

/// Facts of a description, in the order in which they are said: those of named things, then those of their parts.
#[derive(Default)]
struct Said {
    named: Vec<Triple>,
    parts: Vec<Triple>,
    many: usize,
}

impl Said {
    fn say(&mut self, subject: &NamedOrBlankNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        let facts = if subject.is_named_node() { &mut self.named } else { &mut self.parts };
        facts.push(Triple::new(subject.clone(), predicate, object));
    }

    /// A thing of a class, which `subject` has as its `predicate`.
    fn part(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: NamedNodeRef<'_>,
        class: NamedNodeRef<'_>,
    ) -> NamedOrBlankNode {
        self.many += 1;
        let part = BlankNode::new_unchecked(format!("part{}", self.many));
        self.say(subject, predicate, part.clone());
        let part = part.into();
        self.say(&part, TYPE, class);
        part
    }

    fn written(&self, media: &str) -> io::Result<Vec<u8>> {
        let format = RdfFormat::from_media_type(media).ok_or(io::ErrorKind::InvalidInput)?;
        let mut serializer = RdfSerializer::from_format(format);
        for (name, namespace) in luocdo::iri::terms::PREFIXES.iter().chain(web::PREFIXES) {
            serializer = serializer.with_prefix(*name, *namespace).map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(Vec::new());
        for fact in self.named.iter().chain(&self.parts) {
            writer.serialize_triple(fact)?;
        }
        writer.finish()
    }
}

/// The description of `/sparql`.
pub fn service(shared: &Arc<Shared>, headers: &HeaderMap) -> Result<Response, Refusal> {
    let media = media(headers)?;
    let root = root(headers, shared.args.bind);
    let endpoint = address(&root, "sparql")?;
    let mut said = Said::default();
    let service: NamedOrBlankNode = endpoint.clone().into();
    said.say(&service, TYPE, web::SERVICE);
    said.say(&service, web::ENDPOINT, endpoint);
    said.say(&service, web::SUPPORTED_LANGUAGE, web::SPARQL_11_QUERY);
    if shared.args.allow_write {
        said.say(&service, web::SUPPORTED_LANGUAGE, web::SPARQL_11_UPDATE);
    }
    said.say(&service, web::FEATURE, web::UNION_DEFAULT_GRAPH);
    for format in [QueryResultsFormat::Json, QueryResultsFormat::Xml, QueryResultsFormat::Csv, QueryResultsFormat::Tsv]
    {
        said.say(&service, web::RESULT_FORMAT, NamedNode::new_unchecked(format.iri()));
    }
    for format in accept::FACTS.iter().filter_map(|media| RdfFormat::from_media_type(media)) {
        said.say(&service, web::RESULT_FORMAT, NamedNode::new_unchecked(format.iri()));
    }
    let dataset = said.part(&service, web::DEFAULT_DATASET, web::SD_DATASET);
    said.part(&dataset, web::DEFAULT_GRAPH, web::GRAPH);
    said.say(&service, TITLE, Literal::new_language_tagged_literal_unchecked("SPARQL của luocdo", "vi"));
    given(&said, media)
}

/// The description of the data.
pub async fn data(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Response, Refusal> {
    let media = media(&headers)?;
    let root = root(&headers, shared.args.bind);
    let said = turn::take(&shared, move |world| describe(world, &root)).await?;
    given(&said, media)
}

fn describe(world: &World, root: &str) -> Result<Said, Refusal> {
    let counts = world.counts()?;
    let mut said = Said::default();
    let (endpoint, void) = (address(root, "sparql")?, address(root, ".well-known/void")?);
    let set: NamedOrBlankNode = NamedNode::new_unchecked(format!("{}#data", void.as_str())).into();
    for class in [web::VOID_DATASET, web::DCAT_DATASET] {
        said.say(&set, TYPE, class);
    }
    let title = "Văn bản, quan hệ, nhiệm vụ và câu chữ làm chứng";
    said.say(&set, TITLE, Literal::new_language_tagged_literal_unchecked(title, "vi"));
    said.say(&set, web::HOMEPAGE, address(root, "")?);
    said.say(&set, web::URI_SPACE, Literal::from(world.store.base().as_str()));
    said.say(&set, web::SPARQL_ENDPOINT, endpoint.clone());
    let papers = world.graph(false)?;
    said.say(&set, web::ENTITIES, integer(papers.papers.node_count() as u64));
    said.say(&set, web::TRIPLES, integer(counts.facts));
    said.say(&set, web::PROPERTIES, integer(counts.properties.len() as u64));
    said.say(&set, web::CLASSES, integer(counts.classes.len() as u64));
    if let Some(example) = papers.papers.node_weights().find(|paper| paper.described) {
        said.say(&set, web::EXAMPLE_RESOURCE, NamedNode::new_unchecked(&example.iri));
    }
    for (_, vocabulary) in luocdo::iri::terms::PREFIXES {
        if *vocabulary == ONTOLOGY || counts.properties.keys().any(|property| property.as_str().starts_with(vocabulary))
        {
            said.say(&set, web::VOCABULARY, NamedNode::new_unchecked(*vocabulary));
        }
    }
    for (class, count) in &counts.classes {
        let part = said.part(&set, web::CLASS_PARTITION, web::VOID_DATASET);
        said.say(&part, web::CLASS, class.clone());
        said.say(&part, web::ENTITIES, integer(*count));
    }
    for (property, count) in &counts.properties {
        let part = said.part(&set, web::PROPERTY_PARTITION, web::VOID_DATASET);
        said.say(&part, web::PROPERTY, property.clone());
        said.say(&part, web::TRIPLES, integer(*count));
    }
    for format in accept::FACTS {
        let part = said.part(&set, web::DISTRIBUTION, web::DISTRIBUTION_CLASS);
        said.say(&part, web::ACCESS_URL, address(root, "data?default")?);
        said.say(&part, web::MEDIA_TYPE, NamedNode::new_unchecked(web::media_type(format)));
    }
    let service: NamedOrBlankNode = endpoint.clone().into();
    said.say(&service, TYPE, web::DATA_SERVICE);
    said.say(&service, LABEL, Literal::from("SPARQL 1.1"));
    said.say(&service, web::ENDPOINT_URL, endpoint.clone());
    said.say(&service, web::ENDPOINT_DESCRIPTION, endpoint);
    said.say(&service, web::SERVES_DATASET, Term::from(set));
    Ok(said)
}

fn integer(count: u64) -> Literal {
    Literal::from(i64::try_from(count).unwrap_or(i64::MAX))
}

fn media(headers: &HeaderMap) -> Result<&'static str, Refusal> {
    let refused = || Refusal::new(StatusCode::NOT_ACCEPTABLE, format!("it is given as {}", accept::FACTS.join(", ")));
    accept::choose(headers, accept::FACTS).ok_or_else(refused)
}

fn given(said: &Said, media: &'static str) -> Result<Response, Refusal> {
    let bytes = said.written(media).map_err(|error| Refusal::inside(&error))?;
    let fields =
        [(header::CONTENT_TYPE, HeaderValue::from_static(media)), (header::VARY, HeaderValue::from_static("accept"))];
    Ok((fields, bytes).into_response())
}

/// The address of the server as the client has it, with `/` at its end; where the client tells none that could be one, the
/// address that is listened at.
fn root(headers: &HeaderMap, bind: SocketAddr) -> String {
    let plain =
        |host: &&str| host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c)) && !host.is_empty();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(plain);
    let proxied = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    let scheme = if proxied { "https" } else { "http" };
    format!("{scheme}://{}/", host.map_or_else(|| bind.to_string(), str::to_owned))
}

fn address(root: &str, path: &str) -> Result<NamedNode, Refusal> {
    NamedNode::new(format!("{root}{path}")).map_err(|error| Refusal::inside(&error))
}
