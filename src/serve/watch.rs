//! Around every request: it is counted, its answer gets the headers that every answer has, and with `--log` a line on
//! standard error tells of it when its last byte went out or the client left: when, method, path, status, milliseconds,
//! bytes. No parameter, header or body is told, so no token and no question of a person is.

use super::Shared;
use super::guard;
use crate::commands::say;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use chrono::Utc;
use hyper::body::{Frame, SizeHint};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::time::{Sleep, sleep};

/// How long the body of a request may take to come.
const PATIENCE: Duration = Duration::from_secs(300);

/// The longest path that is told, in characters.
const LONGEST: usize = 200;

/// Counts, dresses and tells.
pub async fn watch(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let line = shared.args.log.then(|| format!("{method} {}", shown(request.uri().path())));
    let _open = Open::of(&shared);
    let request = request.map(|body| Body::new(Timely { body, end: Box::pin(sleep(PATIENCE)) }));
    let mut response = next.run(request).await;
    let status = response.status();
    shared.metrics.count(&route, method, status, start.elapsed());
    guard::dress(response.headers_mut());
    match line {
        Some(line) => response.map(|body| {
            let told = format!("{line} {}", status.as_u16());
            Body::new(Told { body, told, start, bytes: 0 })
        }),
        None => response,
    }
}

/// A request that is being answered.
struct Open(Arc<Shared>);

impl Open {
    fn of(shared: &Arc<Shared>) -> Self {
        shared.metrics.open.fetch_add(1, Ordering::Relaxed);
        Open(Arc::clone(shared))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.metrics.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The methods that are answered; a client may make up others.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}

/// A path on one line, not too long.
fn shown(path: &str) -> String {
    path.chars().take(LONGEST).flat_map(char::escape_debug).collect()
}

/// The body of an answer, whose end is told.
struct Told {
    body: Body,
    told: String,
    start: Instant,
    bytes: u64,
}

impl HttpBody for Told {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = pin!(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            self.bytes += frame.data_ref().map_or(0, Bytes::len) as u64;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        let at = Utc::now().format("%Y-%m-%dT%H:%M:%SZ");
        say(format_args!("{at} {} {} ms {} bytes", self.told, self.start.elapsed().as_millis(), self.bytes));
    }
}

/// The body of a request, which must come in time.
struct Timely {
    body: Body,
    end: Pin<Box<Sleep>>,
}

impl HttpBody for Timely {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match pin!(&mut self.body).poll_frame(context) {
            Poll::Pending if self.end.as_mut().poll(context).is_ready() => {
                Poll::Ready(Some(Err(axum::Error::new("the body took too long"))))
            }
            polled => polled,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_forge_a_line() {
        assert_eq!(shown("/a\n2023 GET\u{1b}[2J /b"), "/a\\n2023 GET\\u{1b}[2J /b");
        assert_eq!(shown(&"x".repeat(300)).len(), LONGEST);
    }
}
