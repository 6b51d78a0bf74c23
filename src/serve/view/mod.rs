//! What the page asks for: `/api/about`, `/api/search` and the rest of the contract with `web/`. Each file answers one
//! question: parameters → what the library knows of the world → JSON. Those that change something stand in [`judge`] and
//! [`load`].

mod about;
mod body;
mod described;
mod document;
mod graph;
mod judge;
mod load;
mod params;
mod ready;
mod review;
mod search;
mod text;
mod uploads;

#[cfg(test)]
mod tests;

pub use described::paths;
pub use ready::Ready;

use super::reply::{Refusal, bytes};
use super::{Shared, guard, turn};
use crate::commands::World;
use axum::Router;
use axum::extract::{Query, State};
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use params::Params;
use serde::Serialize;
use std::sync::Arc;

/// A question and what it is answered from.
struct Asked<'w> {
    world: &'w World,
    params: Params,
    /// True where the store may be changed.
    writable: bool,
}

/// The addresses of the page's questions.
pub fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    let writer = || from_fn_with_state(Arc::clone(shared), guard::writer);
    Router::new()
        .route("/api/about", question("about", about::about))
        .route("/api/search", question("search", search::search))
        .route("/api/document", question("document", document::document))
        .route("/api/body", question("body", body::body))
        .route("/api/text", question("text", text::text))
        .route("/api/graph", question("graph", graph::graph))
        .route("/api/path", question("path", graph::path))
        .route("/api/review", question("review", review::review))
        .route("/api/judge", post(judge::judge.layer(writer())))
        .route("/api/read", post(load::read.layer(writer())))
        .route("/api/build", post(load::build.layer(writer())))
}

/// A question of the page, asked with GET; it takes the parameters that its description has.
fn question<T: Serialize + 'static>(
    name: &'static str,
    answer: impl Fn(&Asked<'_>) -> Result<T, Refusal> + Clone + Send + Sync + 'static,
) -> MethodRouter<Arc<Shared>> {
    get(move |State(shared): State<Arc<Shared>>, Query(pairs): Query<Vec<(String, String)>>| async move {
        let (params, writable) = (Params(pairs), shared.args.allow_write);
        params.only(&described::parameters(name))?;
        let reply = turn::take(&shared, move |world| json(&answer(&Asked { world, params, writable })?));
        Ok::<Response, Refusal>(bytes(JSON, None, reply.await?))
    })
}

/// Makes what the first question would have to wait for.
pub async fn warm(shared: Arc<Shared>) {
    let made = turn::take(&shared, |world| about::about(&Asked { world, params: Params(Vec::new()), writable: false }));
    // Whoever asks for it is told of a failure.
    let _ = made.await;
}

/// The media type of answers.
const JSON: &str = "application/json";

/// A value as bytes. It is made where the question is answered, since large answers take time.
fn json(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(value).map_err(|error| Refusal::inside(&error))
}
