//! The IRIs of the graph as addresses: `/id/…`, and the path that the base of the store has. A paper or a body is no
//! document of the web, so the answer is 303 (See Other), as the W3C's "Cool URIs for the Semantic Web" has it: for people
//! to its page, for programs to its description by SPARQL, which is then given in the form that they take.

use super::reply::Refusal;
use super::{Shared, accept, page, turn};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use luocdo::iri::{Base, Resource};
use oxigraph::model::NamedNode;
use std::fmt::Write as _;
use std::sync::Arc;

/// The short path, beside that of the base.
const SHORT: &str = "/id/";

/// Answers any address that no route has: a resource, else the page, whose script shows the view of the address.
pub async fn resource_or_page(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Refusal> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "this is only read"));
    }
    let path = request.uri().path();
    let Some(iri) = named(&shared.base, path) else {
        return Ok(page::page(request.headers().clone()).await);
    };
    let wanted = iri.clone();
    let known = turn::take(&shared, move |world| Ok(world.store.knows(&wanted)?)).await?;
    if !known && !path.starts_with(SHORT) {
        // The base may have a path that is as good as none, such as `/`.
        return Ok(page::page(request.headers().clone()).await);
    }
    if !known {
        return Err(Refusal::new(StatusCode::NOT_FOUND, format!("nothing is known of {iri}")));
    }
    let offered = [accept::FACTS, &[accept::HTML]].concat();
    let to = match (accept::choose(request.headers(), &offered), place(&shared.base, &iri)) {
        (Some(accept::HTML), Some(place)) => place,
        _ => format!("/sparql?query={}", escaped(&format!("DESCRIBE {iri}"))),
    };
    let mut response = Redirect::to(&to).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// The IRI that a path stands for.
fn named(base: &Base, path: &str) -> Option<NamedNode> {
    let own = base.as_str().splitn(4, '/').nth(3)?;
    let rest = path.strip_prefix(SHORT).or_else(|| path.strip_prefix('/')?.strip_prefix(own))?;
    if rest.is_empty() { None } else { NamedNode::new(format!("{}{rest}", base.as_str())).ok() }
}

/// The page about a paper or a body.
fn place(base: &Base, iri: &NamedNode) -> Option<String> {
    let (view, iri) = match base.resource(iri.as_str())? {
        Resource::Document(_) => ("van-ban", iri.clone()),
        Resource::Provision(document, _) => ("van-ban", base.iri(&Resource::Document(document))),
        Resource::Agency(_) | Resource::UnlistedAgency { .. } => ("co-quan", iri.clone()),
        _ => return None,
    };
    Some(format!("/{view}?iri={}", escaped(iri.as_str())))
}

/// Text as the value of a parameter.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, path: &str, expect: Option<&str>) {
        let base = Base::parse(base).expect("a base");
        assert_eq!(named(&base, path).as_ref().map(NamedNode::as_str), expect, "{path}");
    }

    #[test]
    fn a_path_under_the_base_is_an_iri() {
        let (default, iri) = (luocdo::iri::BASE_DEFAULT, "https://w3id.org/luocdo/id/vn/ttg/chi-thi/2023/20-ct-ttg");
        check(default, "/id/vn/ttg/chi-thi/2023/20-ct-ttg", Some(iri));
        check(default, "/luocdo/id/vn/ttg/chi-thi/2023/20-ct-ttg", Some(iri));
        check("https://luat.example.vn/", "/vn/place/LS", Some("https://luat.example.vn/vn/place/LS"));
        for path in ["/", "/id/", "/tim", "/van-ban"] {
            check(default, path, None);
        }
    }

    #[test]
    fn people_are_sent_to_the_page_of_a_paper_or_body() {
        let base = Base::default();
        let at = |path: &str| place(&base, &NamedNode::new_unchecked(format!("{}{path}", base.as_str())));
        let paper = "/van-ban?iri=https://w3id.org/luocdo/id/vn/ttg/chi-thi/2023/20-ct-ttg";
        assert_eq!(at("vn/ttg/chi-thi/2023/20-ct-ttg").as_deref(), Some(paper));
        assert_eq!(at("vn/ttg/chi-thi/2023/20-ct-ttg/art_5").as_deref(), Some(paper));
        assert_eq!(at("vn/agency/sct-ls").as_deref(), Some("/co-quan?iri=https://w3id.org/luocdo/id/vn/agency/sct-ls"));
        assert_eq!(at("relation/709c"), None);
        assert_eq!(escaped("DESCRIBE <x:ý>"), "DESCRIBE%20%3Cx:%C3%BD%3E");
    }
}
