//! What a client takes (`Accept`) and what there is → the form to give, by RFC 9110, section 12.5.1.

use axum::http::{HeaderMap, header};

/// Forms of rows and truths, those that are liked best first; the last are what some clients call the first two.
pub const ROWS: &[&str] = &[
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
];

/// Forms of facts, those that are liked best first.
pub const FACTS: &[&str] = &[
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
];

/// What N-Triples were called before they had a name of their own; some clients still do.
const PLAIN: &str = "text/plain";

/// A page for people.
pub const HTML: &str = "text/html";

/// What the client takes best of what is offered, the first of equals by its own order and then by ours; `None` if it
/// takes nothing of it. Who says nothing takes anything.
pub fn choose<'o>(headers: &HeaderMap, offered: &[&'o str]) -> Option<&'o str> {
    let said: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let ranges: Vec<Range<'_>> = said.iter().flat_map(|value| value.split(',')).filter_map(Range::parse).collect();
    if ranges.is_empty() {
        return offered.first().copied();
    }
    let liked = |offer: &&'o str| {
        // The narrowest range that holds it decides.
        let fitting =
            ranges.iter().enumerate().filter_map(|(at, range)| Some((range.holds(offer)?, at, range.quality)));
        let (_, at, quality) = fitting.min_by_key(|(width, at, _)| (*width, *at))?;
        (quality > 0).then_some((std::cmp::Reverse(quality), at, *offer))
    };
    let mut best: Vec<_> = offered.iter().filter_map(liked).collect();
    best.sort_by_key(|(quality, at, _)| (*quality, *at));
    best.first().map(|(_, _, offer)| *offer)
}

/// The form of facts that the client takes best; `None` if it takes none.
pub fn facts(headers: &HeaderMap) -> Option<&'static str> {
    choose(headers, &[FACTS, &[PLAIN]].concat())
}

/// `text/*;q=0.5`.
struct Range<'h> {
    kind: &'h str,
    sub: &'h str,
    /// In thousandths.
    quality: u16,
}

impl<'h> Range<'h> {
    fn parse(text: &'h str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, sub) = parts.next()?.split_once('/')?;
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality = quality.map_or(Some(1.0), |quality| quality.trim().parse::<f32>().ok())?;
        // From 0 to 1, so that nothing is lost but what is finer.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just before")]
        let quality = (quality.clamp(0.0, 1.0) * 1000.0) as u16;
        Some(Range { kind, sub, quality })
    }

    /// How wide a range is that holds the offer: 0 for the offer itself, 1 for its kind, 2 for all; `None` if it does not.
    fn holds(&self, offer: &str) -> Option<u8> {
        let (kind, sub) = offer.split_once('/')?;
        match (self.kind.eq_ignore_ascii_case(kind), self.sub) {
            (true, named) if named.eq_ignore_ascii_case(sub) => Some(0),
            (true, "*") => Some(1),
            (false, "*") if self.kind == "*" => Some(2),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[track_caller]
    fn check(accept: &str, offered: &[&str], expect: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(accept).expect("a header"));
        assert_eq!(choose(&headers, offered), expect, "{accept}");
    }

    #[test]
    fn a_client_gets_what_it_likes_best() {
        check("text/csv", ROWS, Some("text/csv"));
        check("application/sparql-results+xml;q=0.5, text/csv;q=0.9", ROWS, Some("text/csv"));
        check("text/turtle, application/rdf+xml", FACTS, Some("text/turtle"));
        check("application/rdf+xml, text/turtle", FACTS, Some("application/rdf+xml"));
        check("TEXT/*", ROWS, Some("text/csv"));
        check("*/*", FACTS, Some("text/turtle"));
        check("*/*;q=0.1, application/ld+json", FACTS, Some("application/ld+json"));
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", &[HTML, "text/turtle"], Some(HTML));
    }

    #[test]
    fn facts_as_plain_text_are_for_who_asks_for_them() {
        let headers = |accept| HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
        assert_eq!(facts(&headers("text/plain, */*;q=0.1")), Some(PLAIN));
        assert_eq!(facts(&headers("text/*")), Some("text/turtle"));
        assert_eq!(facts(&headers("text/html")), None);
    }

    #[test]
    fn what_is_refused_is_not_given() {
        check("text/html", ROWS, None);
        check("text/csv;q=0, */*", &["text/csv"], None);
        check("text/csv;q=0, */*", &["text/csv", "application/xml"], Some("application/xml"));
    }

    #[test]
    fn who_says_nothing_or_nonsense_takes_anything() {
        assert_eq!(choose(&HeaderMap::new(), ROWS), ROWS.first().copied());
        check("", ROWS, ROWS.first().copied());
        check("text", ROWS, ROWS.first().copied());
        check("text/csv;q=x", ROWS, ROWS.first().copied());
    }
}
