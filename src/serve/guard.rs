//! Who may write.

use super::Shared;
use super::reply::Refusal;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Lets those write who have the token.
pub async fn writer(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if !shared.args.allow_write {
        return Refusal::new(StatusCode::FORBIDDEN, "nothing can be changed here").into_response();
    }
    let read = |file: &std::path::PathBuf| std::fs::read_to_string(file).ok();
    let token = shared.args.token_file.as_ref().and_then(read).map(|text| text.trim().to_owned());
    let given = request.headers().get(header::AUTHORIZATION).and_then(|given| given.to_str().ok());
    match (token, given) {
        (Some(token), Some(given)) if given == format!("Bearer {token}") => next.run(request).await,
        _ => Refusal::new(StatusCode::UNAUTHORIZED, "send the token, as `Authorization: Bearer …`").into_response(),
    }
}
