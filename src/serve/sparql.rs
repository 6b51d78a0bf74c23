//! `/sparql`: the SPARQL 1.1 Protocol. Queries by GET, POST of a form and POST of the query itself go to the workers;
//! updates by POST need the token. What may be asked and how much of an answer is given stands in `Serve`.

use super::reply::Refusal;
use super::room::held;
use super::work::frame::{Asked, Outcome};
use super::work::pool::Unanswered;
use super::{Shared, accept, change, described, guard};
use axum::body::to_bytes;
use axum::extract::{Form, FromRequest, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Json, Redirect, Response};
use luocdo::store::Dataset;
use oxigraph::model::NamedNode;
use oxigraph::sparql::CancellationToken;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// The longest query, in bytes.
const LONGEST: usize = 1 << 20;
/// The most bytes of an answer.
pub const MOST_BYTES: u64 = 128 << 20;

type Pairs = Vec<(String, String)>;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Operation {
    Query(String),
    Update(String),
    Describe,
}

/// Answers.
pub async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    let (operation, pairs) = read(&shared, request).await?;
    match operation {
        Operation::Query(query) => {
            let graphs = |name: &str| values(&pairs, name).map(str::to_owned).collect();
            let (default_graphs, named_graphs) = (graphs("default-graph-uri"), graphs("named-graph-uri"));
            ask(&shared, &headers, Asked { query, default_graphs, named_graphs, ..Asked::default() }).await
        }
        Operation::Update(update) => {
            guard::permit(&shared, &headers)?;
            let dataset = dataset(&pairs)?;
            carry_out(&shared, update, dataset).await
        }
        Operation::Describe if accept::choose(&headers, &[accept::FACTS[0], accept::HTML]) == Some(accept::HTML) => {
            Ok(Redirect::to("/hoi").into_response())
        }
        Operation::Describe => described::service(&shared, &headers),
    }
}

/// Takes the operation out of the request, by sections 2.1 and 2.2 of the protocol.
async fn read(shared: &Arc<Shared>, request: Request) -> Result<(Operation, Pairs), Refusal> {
    let bad = |words: &str| Refusal::new(StatusCode::BAD_REQUEST, words);
    let Query(pairs) = Query::<Pairs>::try_from_uri(request.uri()).map_err(|error| bad(&error.to_string()))?;
    if request.method() == Method::GET || request.method() == Method::HEAD {
        if values(&pairs, "update").next().is_some() {
            return Err(bad("an update is sent by POST"));
        }
        let Some(query) = one(&pairs, "query")? else { return Ok((Operation::Describe, pairs)) };
        return Ok((Operation::Query(query), pairs));
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (media, parameters) = kind.split_once(';').unwrap_or((kind, ""));
    let charset = parameters
        .split(';')
        .find_map(|parameter| parameter.trim().to_ascii_lowercase().strip_prefix("charset=").map(str::to_owned));
    if charset.is_some_and(|charset| charset.trim_matches('"') != "utf-8") {
        return Err(bad("the text is not in UTF-8"));
    }
    match media.trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => {
            let Form(pairs) = Form::<Pairs>::from_request(request, &())
                .await
                .map_err(|error| Refusal::new(error.status(), error.body_text()))?;
            let operation = match (one(&pairs, "query")?, one(&pairs, "update")?) {
                (Some(query), None) => Operation::Query(query),
                (None, Some(update)) => Operation::Update(update),
                _ => return Err(bad("the form has either `query` or `update`, once")),
            };
            Ok((operation, pairs))
        }
        "application/sparql-query" => Ok((Operation::Query(text(request, LONGEST).await?), pairs)),
        "application/sparql-update" => {
            let most = usize::try_from(shared.args.max_body.saturating_mul(1 << 20)).unwrap_or(usize::MAX);
            Ok((Operation::Update(text(request, most).await?), pairs))
        }
        _ => Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send application/sparql-query, application/sparql-update or application/x-www-form-urlencoded",
        )),
    }
}

async fn text(request: Request, most: usize) -> Result<String, Refusal> {
    let bytes = to_bytes(request.into_body(), most).await.map_err(|error| Refusal::unread(&error))?;
    String::from_utf8(bytes.into()).map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "the text is not in UTF-8"))
}

fn values<'p>(pairs: &'p Pairs, name: &str) -> impl Iterator<Item = &'p str> {
    pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The value of a parameter that may be given once.
fn one(pairs: &Pairs, name: &str) -> Result<Option<String>, Refusal> {
    let mut values = values(pairs, name);
    let first = values.next().map(str::to_owned);
    match values.next() {
        Some(_) => Err(Refusal::new(StatusCode::BAD_REQUEST, format!("`{name}` is given more than once"))),
        None => Ok(first),
    }
}

/// The graphs that an update matches in.
fn dataset(pairs: &Pairs) -> Result<Dataset, Refusal> {
    let graphs = |name: &str| values(pairs, name).map(graph).collect::<Result<Vec<_>, _>>();
    Ok(Dataset { default: graphs("using-graph-uri")?, named: graphs("using-named-graph-uri")? })
}

/// The graph of an IRI that came in a parameter.
pub fn graph(iri: &str) -> Result<NamedNode, Refusal> {
    let wrong = |error| Refusal::new(StatusCode::BAD_REQUEST, format!("graph `{iri}` is not an IRI: {error}"));
    NamedNode::new(iri).map_err(wrong)
}

/// Has a worker answer a query in the form that the client takes, within the limits of the server.
pub async fn ask(shared: &Arc<Shared>, headers: &HeaderMap, asked: Asked) -> Result<Response, Refusal> {
    if asked.query.len() > LONGEST {
        return Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the query is longer than {} kB", LONGEST >> 10),
        ));
    }
    let asked = Asked {
        rows: accept::choose(headers, accept::ROWS).map(str::to_owned),
        facts: accept::facts(headers).map(str::to_owned),
        max_rows: shared.args.max_rows,
        max_bytes: MOST_BYTES,
        ..asked
    };
    let room = shared.room.take(Duration::from_secs(shared.args.timeout)).await.ok_or_else(Refusal::busy)?;
    let (told, bytes) = shared.pool.ask(asked).await.map_err(|why| unanswered(shared, why))?;
    match told.outcome {
        Outcome::Answered(_) => {
            let mut response = Response::new(held(bytes, room));
            if let Ok(media) = HeaderValue::from_str(&told.words) {
                response.headers_mut().insert(header::CONTENT_TYPE, media);
            }
            response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
            Ok(response)
        }
        Outcome::Misspelt => Err(Refusal::new(StatusCode::BAD_REQUEST, told.words)),
        Outcome::NotAcceptable => Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, told.words)),
        Outcome::TooMany => Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, told.words)),
        Outcome::Ready | Outcome::Failed => Err(Refusal::inside(&told.words)),
    }
}

fn unanswered(shared: &Shared, why: Unanswered) -> Refusal {
    match why {
        Unanswered::Busy => Refusal::busy(),
        Unanswered::TooLong => Refusal::new(
            StatusCode::GATEWAY_TIMEOUT,
            format!("the query took longer than {} s and was ended; add LIMIT, or ask for less", shared.args.timeout),
        ),
        Unanswered::TooLarge => Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            format!(
                "the query needs more than the {} MB that one may take, or is nested too deeply, and was ended; \
                 ask for less",
                shared.args.max_memory
            ),
        ),
    }
}

/// Carries an update out; one that takes too long is stopped, with nothing changed.
async fn carry_out(shared: &Arc<Shared>, update: String, dataset: Dataset) -> Result<Response, Refusal> {
    let stop = CancellationToken::new();
    let limit = Duration::from_secs(shared.args.timeout);
    let changed = change::change(shared, move |store| {
        let watch = stop.clone();
        // It ends by itself: the update is done by then, or is stopped.
        std::thread::spawn(move || {
            std::thread::sleep(limit);
            watch.cancel();
        });
        store.update(&update, &dataset, &stop)
    });
    Ok(Json(json!({"changed": changed.await?})).into_response())
}
