//! An answer or an error → what goes over the wire. Errors are JSON with the words of the command line, and the papers
//! that a name may stand for. What failed within the server is told in general words alone, since the true ones may name
//! folders of the machine; those go to standard error.

use crate::commands::{Stop, say};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use luocdo::Error;
use serde::Serialize;
use std::fmt::Display;

/// After how many seconds a client may try again.
const AGAIN: HeaderValue = HeaderValue::from_static("5");

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
    /// It may be asked again as it is, in some seconds.
    #[serde(skip)]
    again: bool,
    error: String,
    candidates: Vec<Candidate>,
}

impl Refusal {
    /// A refusal in words.
    pub fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Refusal { status, again: false, error: words.into(), candidates: Vec::new() }
    }

    /// The same with the papers that the name may stand for.
    pub fn among(mut self, candidates: Vec<Candidate>) -> Self {
        self.candidates = candidates;
        self
    }

    /// The same with another status.
    pub fn told_as(self, status: StatusCode) -> Self {
        Refusal { status, ..self }
    }

    /// The thing is being changed or could not be opened again.
    pub fn closed() -> Self {
        Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the store is closed; see what the server told, and start it again",
        )
    }

    /// There is no place now.
    pub fn busy() -> Self {
        let words = "the server is busy; ask again in some seconds";
        Refusal { again: true, ..Refusal::new(StatusCode::SERVICE_UNAVAILABLE, words) }
    }

    /// Something failed here. What it was is told on standard error.
    pub fn inside(error: &dyn Display) -> Self {
        say(format_args!("luocdo: {}", error.to_string().escape_debug()));
        Refusal::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the server could not answer; what failed stands in what it told",
        )
    }

    /// The body of a request did not come as it should.
    pub fn unread(error: &axum::Error) -> Self {
        let mut source: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = source {
            if error.is::<http_body_util::LengthLimitError>() {
                return Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is longer than this server takes");
            }
            source = error.source();
        }
        Refusal::new(StatusCode::BAD_REQUEST, "the body did not come to its end")
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
            _ => return Refusal::inside(&error),
        };
        Refusal::new(status, error.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let again = self.again.then_some([(header::RETRY_AFTER, AGAIN)]);
        match again {
            Some(again) => (self.status, again, Json(self)).into_response(),
            None => (self.status, Json(self)).into_response(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_within_names_no_folder() {
        let source = std::io::Error::other("gone");
        let refusal = Refusal::from(Error::File { action: "read", path: "/srv/secret/luocdo.db".into(), source });
        assert_eq!(refusal.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!refusal.error.contains("secret"), "{}", refusal.error);
    }
}
