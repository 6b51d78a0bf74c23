//! `/data?graph=IRI` and `/data?default`: the SPARQL 1.1 Graph Store Protocol. A graph is what one source says; the default
//! graph is the union of all and is read only. Writing needs the token, and a graph written here stays until it is
//! written or deleted again, or its source is built.

use super::reply::Refusal;
use super::work::frame::Asked;
use super::{Shared, accept, change, sparql, turn};
use axum::body::to_bytes;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use luocdo::store::facts;
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;
use std::sync::Arc;

/// The graph that the address names; `None` for the default graph.
fn named(uri: &Uri) -> Result<Option<NamedNode>, Refusal> {
    let bad = |words: String| Refusal::new(StatusCode::BAD_REQUEST, words);
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).map_err(|error| bad(error.to_string()))?;
    match pairs.as_slice() {
        [(name, iri)] if name == "graph" => sparql::graph(iri).map(Some),
        [(name, _)] if name == "default" => Ok(None),
        _ => Err(bad("name one graph: `/data?graph=IRI`, or `/data?default` for the union of all".into())),
    }
}

/// Gives a graph.
pub async fn read(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Refusal> {
    let (headers, graph) = (request.headers(), named(request.uri())?);
    if accept::facts(headers).is_none() {
        return Err(Refusal::new(
            StatusCode::NOT_ACCEPTABLE,
            format!("a graph is given as {}", accept::FACTS.join(", ")),
        ));
    }
    let query = match &graph {
        None => "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }".to_owned(),
        Some(graph) => format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"),
    };
    if let Some(graph) = graph {
        let wanted = graph.clone();
        if !turn::take(&shared, move |world| Ok(world.store.has_graph(&wanted)?)).await? {
            return Err(missing(&graph));
        }
    }
    sparql::ask(&shared, headers, Asked { query, ..Asked::default() }).await
}

/// Takes a graph out.
pub async fn delete(State(shared): State<Arc<Shared>>, uri: Uri) -> Result<Response, Refusal> {
    let Some(graph) = named(&uri)? else { return Ok(union()) };
    let wanted = graph.clone();
    if change::change(&shared, move |store| store.remove_source(&wanted)).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Err(missing(&graph))
}

/// Puts the facts of the request into the graph, by PUT in the place of what is there, by POST beside it.
pub async fn write(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Refusal> {
    let Some(graph) = named(request.uri())? else { return Ok(union()) };
    let replace = request.method() == Method::PUT;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let format = RdfFormat::from_media_type(kind).ok_or_else(|| {
        Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("send one of {}", accept::FACTS.join(", ")))
    })?;
    let most = usize::try_from(shared.args.max_body.saturating_mul(1 << 20)).unwrap_or(usize::MAX);
    let bytes = to_bytes(request.into_body(), most).await.map_err(|error| Refusal::unread(&error))?;
    let name = graph.clone();
    let facts = tokio::task::spawn_blocking(move || facts(&bytes, format, &name)).await;
    let facts = facts.map_err(|error| Refusal::inside(&error))??;
    let created = change::change(&shared, move |store| {
        let created = !store.has_graph(&graph)?;
        if replace {
            store.replace_source(&graph, &facts)?;
        } else {
            store.add_to_source(&graph, facts)?;
        }
        Ok(created)
    });
    Ok(if created.await? { StatusCode::CREATED } else { StatusCode::NO_CONTENT }.into_response())
}

/// What is told who would write the default graph.
fn union() -> Response {
    let words = "the default graph is the union of all others and is not written itself; name one with `?graph=IRI`";
    let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, words);
    ([(header::ALLOW, HeaderValue::from_static("GET, HEAD"))], refusal).into_response()
}

fn missing(graph: &NamedNode) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, format!("there is no graph {graph}"))
}
