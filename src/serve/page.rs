//! The page and its files, as npm built them into the program. Names of files tell their content, so a browser keeps
//! them; what is packed goes out packed.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/page"]
struct Files;

/// A file of the page.
pub async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Response {
    serve(&format!("assets/{file}"), "public, max-age=31536000, immutable", &headers)
}

/// The page itself, at any address that is no other's: its script shows the view of the address.
pub async fn page(headers: HeaderMap) -> Response {
    serve("index.html", "no-cache", &headers)
}

fn serve(name: &str, cache: &'static str, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let packed = accepted.contains("gzip").then(|| Files::get(&format!("{name}.gz"))).flatten();
    let encoding: &[(HeaderName, &str)] = if packed.is_some() { &[(header::CONTENT_ENCODING, "gzip")] } else { &[] };
    let Some(file) = packed.or_else(|| Files::get(name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = file.data.into_owned().into_response();
    let fields =
        [(header::CONTENT_TYPE, media(name)), (header::CACHE_CONTROL, cache), (header::VARY, "accept-encoding")];
    for (field, value) in fields.iter().chain(encoding) {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(field, value);
        }
    }
    response
}

/// The media type of a file of ours.
fn media(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}
