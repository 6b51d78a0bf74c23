//! An answer or an error → what goes over the wire. Errors are JSON with the words of the command line, and the papers
//! that a name may stand for.

use crate::commands::Stop;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use luocdo::Error;
use serde::Serialize;

/// A paper that a name may stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// What people call it.
    pub label: String,
    /// Its IRI.
    pub iri: String,
}

/// What is told when there is no answer.
#[derive(Clone, Debug, Serialize)]
pub struct Refusal {
    #[serde(skip)]
    status: StatusCode,
    error: String,
    candidates: Vec<Candidate>,
}

impl Refusal {
    /// A refusal in words.
    pub fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Refusal { status, error: words.into(), candidates: Vec::new() }
    }

    /// The same with the papers that the name may stand for.
    pub fn among(mut self, candidates: Vec<Candidate>) -> Self {
        self.candidates = candidates;
        self
    }

    /// The thing is being changed or could not be opened again.
    pub fn closed() -> Self {
        Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the store is closed; see what the server told, and start it again",
        )
    }
}

impl From<Stop> for Refusal {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Nothing(error) => Refusal::new(StatusCode::NOT_FOUND, error.to_string()),
            Stop::Failed(error) => error.into(),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let status = match &error {
            Error::Name(_) => StatusCode::CONFLICT,
            Error::Argument(_) | Error::Query { .. } => StatusCode::BAD_REQUEST,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Refusal::new(status, error.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self)).into_response()
    }
}

/// Bytes of a media type; with a name they are a file to keep.
pub fn bytes(media: &str, name: Option<&str>, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    if let Ok(media) = HeaderValue::from_str(media) {
        headers.insert(header::CONTENT_TYPE, media);
    }
    let kept = name.map(|name| format!("attachment; filename=\"{name}\""));
    if let Some(Ok(kept)) = kept.as_deref().map(HeaderValue::from_str) {
        headers.insert(header::CONTENT_DISPOSITION, kept);
    }
    response
}
