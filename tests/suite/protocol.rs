//! The SPARQL 1.1 Protocol and the Graph Store Protocol, case by case in our own words after the test cases of the W3C
//! (protocol and graph store of the SPARQL 1.1 test suite), asked of a server over a socket. Of the protocol's cases those
//! that write into the default graph do not apply: it is the union of the sources here, and refuses it.

use crate::serve::{Reply, Server, TOKEN};

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";
const JSON: &str = "application/sparql-results+json";

/// Text as the value of a parameter.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A request: method, what follows `/sparql`, content type, accept, body.
type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

fn send(server: &Server, path: &str, (method, rest, kind, accept, body): Case<'_>) -> Reply {
    let bearer = format!("Bearer {TOKEN}");
    let all = [("Content-Type", kind), ("Accept", accept), ("Authorization", bearer.as_str())];
    let headers: Vec<_> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    server.send(method, &format!("{path}{rest}"), &headers, body.as_bytes())
}

#[test]
fn a_query_is_asked_in_each_way_and_answered_in_each_form() {
    let server = Server::start(&[]);
    let ask = escaped("ASK {}");
    let select = escaped("SELECT ?x { VALUES ?x { 1 } }");
    let construct = escaped("CONSTRUCT { <x:a> <x:p> 1 } {}");
    let (get_ask, get_select, get_construct) =
        (format!("?query={ask}"), format!("?query={select}"), format!("?query={construct}"));
    let form_ask = format!("query={ask}");
    let cases: &[(Case<'_>, &str, &str)] = &[
        (("GET", &get_ask, "", "", ""), JSON, "\"boolean\":true"),
        (("POST", "", FORM, "", &form_ask), JSON, "\"boolean\":true"),
        (("POST", "", QUERY, "", "ASK {}"), JSON, "\"boolean\":true"),
        (("POST", "", "application/sparql-query; charset=UTF-8", "", "ASK {}"), JSON, "\"boolean\":true"),
        (
            ("GET", &get_ask, "", "application/sparql-results+xml", ""),
            "application/sparql-results+xml",
            "<boolean>true</boolean>",
        ),
        (("GET", &get_ask, "", "text/csv", ""), "text/csv; charset=utf-8", "true"),
        (("GET", &get_select, "", JSON, ""), JSON, "\"value\":\"1\""),
        (("GET", &get_select, "", "application/json", ""), JSON, "\"value\":\"1\""),
        (
            ("GET", &get_select, "", "application/sparql-results+xml", ""),
            "application/sparql-results+xml",
            "<binding name=\"x\">",
        ),
        (("GET", &get_select, "", "text/csv", ""), "text/csv; charset=utf-8", "x\r\n1"),
        (
            ("GET", &get_select, "", "text/tab-separated-values", ""),
            "text/tab-separated-values; charset=utf-8",
            "?x\n1",
        ),
        (("GET", &get_construct, "", "", ""), "text/turtle; charset=utf-8", "<x:a>"),
        (("GET", &get_construct, "", "application/n-triples", ""), "application/n-triples", "<x:a> <x:p>"),
        (("GET", &get_construct, "", "application/rdf+xml", ""), "application/rdf+xml", "rdf:about=\"x:a\""),
        (("GET", &get_construct, "", "application/ld+json", ""), "application/ld+json", "\"@id\""),
        (("GET", &get_construct, "", "application/trig", ""), "application/trig", "<x:a>"),
        (("GET", &get_construct, "", "application/n-quads", ""), "application/n-quads", "<x:a> <x:p>"),
        (
            ("GET", &get_construct, "", "text/html, application/rdf+xml;q=0.8, */*;q=0.1", ""),
            "application/rdf+xml",
            "rdf:about",
        ),
    ];
    for (case, media, words) in cases {
        let reply = send(&server, "/sparql", *case).is(200, words);
        assert_eq!(reply.header("Content-Type"), Some(*media), "{case:?}");
    }
    let head = send(&server, "/sparql", ("HEAD", &get_ask, "", "", ""));
    assert_eq!((head.status, head.body.as_str(), head.header("Content-Type")), (200, "", Some(JSON)));
}

#[test]
fn what_is_asked_wrongly_is_told_so() {
    let server = Server::start(&["--allow-write"]);
    let (ask, clear) = (escaped("ASK {}"), escaped("CLEAR GRAPH <x:g>"));
    let get = |text: &str| text.replace("ASK", &ask).replace("CLEAR", &clear);
    let wrong = escaped("ASK {\n ?s ?p }");
    let cases: &[(Case<'_>, u16, &str)] = &[
        // More than one query, in an address and in a form; an update by GET; both; a form of neither.
        (("GET", &get("?query=ASK&query=ASK"), "", "", ""), 400, "more than once"),
        (("POST", "", FORM, "", &get("query=ASK&query=ASK")), 400, "more than once"),
        (("GET", &get("?update=CLEAR"), "", "", ""), 400, "by POST"),
        (("POST", "", FORM, "", &get("query=ASK&update=CLEAR")), 400, "either `query` or `update`"),
        (("POST", "", FORM, "", "other=1"), 400, "either `query` or `update`"),
        (("POST", "", FORM, "", &get("update=CLEAR&update=CLEAR")), 400, "more than once"),
        // Bad syntax is told with its place; an update is no query, and a query no update.
        (("GET", &format!("?query={wrong}"), "", "", ""), 400, "line 2, column"),
        (("POST", "", QUERY, "", "CLEAR GRAPH <x:g>"), 400, "it is an update"),
        (("POST", "", UPDATE, "", "ASK {}"), 400, "it is a query"),
        // Not UTF-8, no type of content, another type, another method, nothing that is taken.
        (("POST", "", "application/sparql-query; charset=UTF-16", "", "A\0S\0K\0"), 400, "UTF-8"),
        (("POST", "", "", "", "ASK {}"), 415, QUERY),
        (("POST", "", "text/plain", "", "ASK {}"), 415, QUERY),
        (("PUT", &get("?query=ASK"), "", "", ""), 405, ""),
        (("GET", &get("?query=ASK"), "", "text/html", ""), 406, JSON),
        (("GET", &format!("?query={}", escaped("DESCRIBE <x:a>")), "", "text/csv", ""), 406, "text/turtle"),
        (("GET", &get("?query=ASK&default-graph-uri=a%20b"), "", "", ""), 400, "is not an IRI"),
        (
            ("POST", "?using-graph-uri=x:g", UPDATE, "", "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"),
            400,
            "using-graph-uri",
        ),
    ];
    for (case, status, words) in cases {
        let reply = send(&server, "/sparql", *case);
        assert_eq!(reply.status, *status, "{case:?}: {}", reply.body);
        assert!(reply.body.contains(words), "{case:?}: {}", reply.body);
    }
    let service = escaped("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }");
    send(&server, "/sparql", ("GET", &format!("?query={service}"), "", "", "")).is(400, "is off");
    let silent = escaped("ASK { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }");
    let reply = send(&server, "/sparql", ("GET", &format!("?query={silent}"), "", "", ""));
    assert!(matches!(reply.status, 200 | 400), "{}", reply.body);
}

#[test]
fn only_the_graphs_named_in_the_request_are_asked_and_matched() {
    let server = Server::start(&["--allow-write"]);
    let data = "INSERT DATA { GRAPH <x:one> { <x:a> <x:p> 1 } GRAPH <x:two> { <x:b> <x:p> 2 } }";
    send(&server, "/sparql", ("POST", "", UPDATE, "", data)).is(200, "2");
    let count = |graphs: &str, query: &str| {
        let rows = send(&server, "/sparql", ("GET", &format!("?query={}{graphs}", escaped(query)), "", "text/csv", ""));
        rows.is(200, "").body.trim().replace("\r\n", " ")
    };
    let (default, named) =
        ("SELECT (COUNT(*) AS ?n) { ?s <x:p> ?o }", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <x:p> ?o } }");
    assert_eq!(count("", default), "n 2");
    assert_eq!(count("&default-graph-uri=x:one", default), "n 1");
    assert_eq!(count("&default-graph-uri=x:one&default-graph-uri=x:two", default), "n 2");
    assert_eq!(count("&default-graph-uri=x:none", default), "n 0");
    assert_eq!(count("&default-graph-uri=x:one", named), "n 0");
    assert_eq!(count("&named-graph-uri=x:two", named), "n 1");
    assert_eq!(count("&named-graph-uri=x:one&named-graph-uri=x:two", named), "n 2");
    assert_eq!(count("&default-graph-uri=x:one&named-graph-uri=x:two", named), "n 1");
    // The request is stronger than the query.
    assert_eq!(
        count("&default-graph-uri=x:one", "SELECT (COUNT(*) AS ?n) FROM <x:two> FROM <x:one> { ?s <x:p> ?o }"),
        "n 1"
    );
    let body = format!("query={}&default-graph-uri=x:two", escaped(default));
    send(&server, "/sparql", ("POST", "", FORM, "text/csv", &body)).is(200, "n\r\n1");
    send(&server, "/sparql", ("POST", "?default-graph-uri=x:none", QUERY, "text/csv", default)).is(200, "n\r\n0");
    // An update matches where the request says, by form and by body.
    let copy = "INSERT { GRAPH <x:new> { ?s <x:q> ?o } } WHERE { ?s <x:p> ?o }";
    send(&server, "/sparql", ("POST", "?using-graph-uri=x:one", UPDATE, "", copy)).is(200, ":1}");
    let body = format!("using-graph-uri=x:two&update={}", escaped(copy));
    send(&server, "/sparql", ("POST", "", FORM, "", &body)).is(200, ":1}");
    assert_eq!(count("", "SELECT (COUNT(*) AS ?n) { ?s <x:q> ?o }"), "n 2");
}

#[test]
fn a_graph_is_put_read_added_to_and_taken_out() {
    let server = Server::start(&["--allow-write"]);
    let turtle = "text/turtle";
    let data = |case: Case<'_>| send(&server, "/data", case);
    let lines = |rest: &str| {
        let mut lines: Vec<String> =
            data(("GET", rest, "", "application/n-triples", "")).is(200, "").body.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    data(("GET", "?graph=x:g", "", "", "")).is(404, "there is no graph <x:g>");
    data(("PUT", "?graph=x:g", turtle, "", "<x:a> <x:p> <b> .")).is(201, "");
    assert_eq!(lines("?graph=x:g").len(), 1);
    data(("PUT", "?graph=x:g", "application/n-triples", "", "<x:c> <x:p> <x:d> .")).is(204, "");
    assert_eq!(lines("?graph=x:g"), ["<x:c> <x:p> <x:d> ."]);
    let xml = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:"><rdf:Description rdf:about="x:e"><x:p rdf:resource="x:d"/></rdf:Description></rdf:RDF>"#;
    data(("POST", "?graph=x:g", "application/rdf+xml", "", xml)).is(204, "");
    assert_eq!(lines("?graph=x:g"), ["<x:c> <x:p> <x:d> .", "<x:e> <x:p> <x:d> ."]);
    data(("POST", "?graph=x:h", turtle, "", "<x:c> <x:p> <x:d> .")).is(201, "");
    // The union says a fact once, and keeps it as long as one graph says it.
    assert_eq!(lines("?default").iter().filter(|line| line.starts_with("<x:")).count(), 2);
    data(("DELETE", "?graph=x:g", "", "", "")).is(204, "");
    data(("DELETE", "?graph=x:g", "", "", "")).is(404, "");
    assert_eq!(lines("?default").iter().filter(|line| line.starts_with("<x:")).count(), 1);
    let head = data(("HEAD", "?graph=x:h", "", turtle, ""));
    assert_eq!(
        (head.status, head.body.as_str(), head.header("Content-Type")),
        (200, "", Some("text/turtle; charset=utf-8"))
    );
    let cases: &[(Case<'_>, u16, &str)] = &[
        (("GET", "", "", "", ""), 400, "name one graph"),
        (("GET", "?graph=x:h&default", "", "", ""), 400, "name one graph"),
        (("GET", "?graph=a%20b", "", "", ""), 400, "is not an IRI"),
        (("GET", "?graph=x:h", "", "text/html", ""), 406, "text/turtle"),
        (("PUT", "?graph=x:h", "text/plain2", "", ""), 415, "text/turtle"),
        (("PUT", "?graph=x:h", "", "", "<x:a> <x:p> <x:b> ."), 415, "text/turtle"),
        (("PUT", "?graph=x:h", turtle, "", "<x:a> <x:p>"), 400, "not Turtle, line 1"),
        (("PUT", "?graph=x:h", "application/trig", "", "<x:i> { <x:a> <x:p> 1 }"), 400, "not TriG"),
        (("PUT", "?default", turtle, "", ""), 405, "the union"),
        (("DELETE", "?default", "", "", ""), 405, "the union"),
        (("PATCH", "?graph=x:h", "", "", ""), 405, ""),
    ];
    for (case, status, words) in cases {
        let reply = data(*case);
        assert_eq!(reply.status, *status, "{case:?}: {}", reply.body);
        assert!(reply.body.contains(words), "{case:?}: {}", reply.body);
    }
    assert_eq!(lines("?graph=x:h"), ["<x:c> <x:p> <x:d> ."]);
}

#[test]
fn the_service_and_the_data_describe_themselves() {
    let server = Server::start(&[]);
    let get = |path: &str, accept: &str| send(&server, path, ("GET", "", "", accept, ""));
    let service = get("/sparql", "application/n-triples").is(200, "sparql-service-description#UnionDefaultGraph");
    assert!(!service.body.contains("SPARQL11Update"), "{}", service.body);
    let page = get("/sparql", "text/html");
    assert_eq!((page.status, page.header("Location")), (303, Some("/hoi")));
    let void = get("/.well-known/void", "application/n-triples").is(200, "void#Dataset").body;
    let counted = |property: &str| -> u64 {
        let line =
            void.lines().find(|line| line.contains("void#data>") && line.contains(property)).expect("it is told");
        line.split('"').nth(1).and_then(|count| count.parse().ok()).expect("a number")
    };
    let rows = server.query("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?p) AS ?m) { ?s ?p ?o }").body;
    assert!(rows.contains(&format!("\"{}\"", counted("void#triples"))), "{rows}");
    assert!(rows.contains(&format!("\"{}\"", counted("void#properties"))), "{rows}");
    get("/.well-known/void", "text/html").is(406, "text/turtle");
}

#[test]
fn an_iri_leads_people_to_the_page_and_programs_to_the_facts() {
    let server = Server::start(&[]);
    let get = |path: &str, accept: &str| send(&server, path, ("GET", "", "", accept, ""));
    let order = "/id/vn/ttg/chi-thi/2023/20-ct-ttg";
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for path in [order.to_owned(), format!("/luocdo{order}")] {
        let page = get(&path, browser);
        assert_eq!(
            (page.status, page.header("Location")),
            (303, Some("/van-ban?iri=https://w3id.org/luocdo/id/vn/ttg/chi-thi/2023/20-ct-ttg"))
        );
        let facts = get(&path, "text/turtle");
        assert_eq!((facts.status, facts.header("Vary").is_some()), (303, true));
        let at = facts.header("Location").expect("an address").to_owned();
        get(&at, "text/turtle").is(200, "20/CT-TTg");
    }
    let body = get("/id/vn/agency/sct-ls", browser);
    assert_eq!(body.header("Location"), Some("/co-quan?iri=https://w3id.org/luocdo/id/vn/agency/sct-ls"));
    get("/id/vn/ttg/chi-thi/1999/1-ct-ttg", "text/turtle").is(404, "nothing is known of");
    get("/id/a%20b%3Cc", "text/turtle").is(404, "");
    get("/van-ban?iri=x", browser).is(200, "<!doctype html>");
}
