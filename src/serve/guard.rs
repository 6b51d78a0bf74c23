//! What every request passes before it is answered, and every answer before it goes out: whose name the client calls the
//! server by, whether it may write, and the headers that keep a browser from doing more with an answer than it should.

pub mod token;

use super::Shared;
use super::reply::Refusal;
use crate::cli::Serve;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use luocdo::{Error, Result};
use std::any::Any;
use std::sync::Arc;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// What a browser may do with an answer: nothing but what the page itself needs, all of it from here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Puts the headers on an answer that every answer has; what it has already stays.
pub fn dress(headers: &mut HeaderMap) {
    let all = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
        // What is answered may change with the next build; files of the page say otherwise.
        (header::CACHE_CONTROL, "no-cache"),
    ];
    for (name, value) in all {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// Lets those write who have the token.
///
/// # Errors
/// 403 where nobody may write, 401 without the token.
pub fn permit(shared: &Shared, headers: &HeaderMap) -> std::result::Result<(), Refusal> {
    let Some(token) = &shared.token else {
        let words = "nothing can be changed here; the server is started with `--allow-write` for that";
        return Err(Refusal::new(StatusCode::FORBIDDEN, words));
    };
    match headers.get(header::AUTHORIZATION) {
        Some(given) if token.fits(given.as_bytes()) => Ok(()),
        _ => Err(Refusal::new(StatusCode::UNAUTHORIZED, "send the token, as `Authorization: Bearer …`")),
    }
}

/// The same for a route whose every request writes.
pub async fn writer(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    match permit(&shared, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Refuses a request that calls a server of this computer by a name of elsewhere: a web page whose own name was turned to
/// point here (DNS rebinding) would pass for the server's own.
pub async fn host(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if shared.args.bind.ip().is_loopback() {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let named = host.or_else(|| request.uri().host()).unwrap_or_default();
        if !is_local(named) {
            let words =
                "this server answers to localhost alone; to be reached by a name it is bound to another address";
            return Refusal::new(StatusCode::MISDIRECTED_REQUEST, words).into_response();
        }
    }
    next.run(request).await
}

/// True for a name of this computer, with or without a port.
fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || name == "[::1]"
}

/// Which pages elsewhere may ask: those named, without cookies.
///
/// # Errors
/// [`Error::Argument`] if one is no origin.
pub fn cors(args: &Serve) -> Result<CorsLayer> {
    let origins = args.cors.iter().map(|text| {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '*', ' ', '?', '#', '@']));
        HeaderValue::from_str(text).ok().filter(|_| plain).ok_or_else(|| {
            Error::Argument(format!("`--cors {text}` is no origin; give one as `https://example.vn`, without a path"))
        })
    });
    let origins: Vec<HeaderValue> = origins.collect::<Result<_>>()?;
    Ok(CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([header::ACCEPT, header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::CONTENT_DISPOSITION, header::RETRY_AFTER]))
}

/// A panic is an error of ours; its words were told on standard error.
pub fn panicked(_: Box<dyn Any + Send>) -> Response {
    Refusal::inside(&"an answer panicked").into_response()
}

/// What is packed on its way: text of more than a kilobyte.
pub fn packed() -> impl Predicate {
    SizeAbove::new(1024).and(
        |_: StatusCode, _: axum::http::Version, headers: &HeaderMap, _: &axum::http::Extensions| {
            let media = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
            media.starts_with("text/")
                || ["json", "xml", "application/trig", "application/n-triples", "application/n-quads"]
                    .iter()
                    .any(|form| media.contains(form) && !media.contains("openxmlformats"))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    #[tokio::test]
    async fn a_panic_is_an_error_of_ours_without_its_words() {
        async fn broken() -> StatusCode {
            panic!("at /srv/secret")
        }
        let routes = Router::new().route("/", get(broken)).layer(CatchPanicLayer::custom(panicked));
        let request = Request::builder().uri("/").body(Body::empty()).expect("a request");
        let response = routes.oneshot(request).await.expect("it answers");
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = axum::body::to_bytes(response.into_body(), 1000).await.expect("it is short");
        assert!(!String::from_utf8_lossy(&body).contains("secret"));
    }

    #[test]
    fn only_this_computer_goes_by_its_names() {
        for host in ["localhost", "LocalHost:7878", "127.0.0.1:7878", "127.0.0.1", "[::1]:7878", "[::1]", "127.3.2.1"] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:7878",
            "127.0.0.1.evil.example",
            "10.0.0.1:7878",
            "localhost:x",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
