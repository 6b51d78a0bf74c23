use crate::cli::{Cli, Command};
use crate::commands::World;
use crate::serve::{Shared, router};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use clap::Parser;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

const TOKEN: &str = "a-token-of-some-length-0123456789";

/// A server of the shipped example.
struct Server {
    router: Router,
    _folder: tempfile::TempDir,
}

fn server() -> Server {
    server_of(&["--from", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/digest")], true)
}

fn server_of(more: &[&str], writes: bool) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let (token, judgements) = (folder.path().join("token.txt"), folder.path().join("judgements.csv"));
    std::fs::write(&token, TOKEN).expect("written");
    let mut line = vec!["luocdo", "serve", "--judgements", judgements.to_str().expect("UTF-8")];
    if writes {
        line.extend(["--allow-write", "--token-file", token.to_str().expect("UTF-8")]);
    }
    line.extend(more);
    let Command::Serve(args) = Cli::try_parse_from(line).expect("it parses").command else { panic!("serve") };
    let world = World::open(&args.source).expect("it opens");
    let shared = Arc::new(Shared::of(world, args).expect("it starts"));
    Server { router: router(&shared).expect("it has routes"), _folder: folder }
}

impl Server {
    async fn send(&self, request: Request<Body>) -> (StatusCode, Value) {
        let reply = self.router.clone().oneshot(request).await.expect("it answers");
        let status = reply.status();
        let bytes = to_bytes(reply.into_body(), usize::MAX).await.expect("it is whole");
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn ask(&self, path: &str, pairs: &[(&str, &str)]) -> (StatusCode, Value) {
        let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let request = Request::get(format!("/api/{path}?{}", query.join("&"))).header(header::HOST, "localhost");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// The answer to a question that has one.
    #[track_caller]
    fn get(&self, path: &str, pairs: &[(&str, &str)]) -> impl Future<Output = Value> {
        let asked = format!("{path} {pairs:?}");
        async move {
            let (status, answer) = self.ask(path, pairs).await;
            assert_eq!(status, StatusCode::OK, "{asked}: {answer}");
            answer
        }
    }

    async fn post(&self, path: &str, kind: &str, token: Option<&str>, body: String) -> (StatusCode, Value) {
        let mut request = Request::post(path).header(header::HOST, "localhost").header(header::CONTENT_TYPE, kind);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    async fn judge(&self, said: Value) -> (StatusCode, Value) {
        self.post("/api/judge", "application/json", Some(TOKEN), said.to_string()).await
    }

    async fn iri(&self, name: &str) -> String {
        let found = self.get("search", &[("q", name)]).await;
        text(&found["papers"][0]["iri"])
    }
}

fn escaped(words: &str) -> String {
    words.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The texts of a field of a list.
fn each(list: &Value, field: &str) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|row| text(&row[field])).collect()
}

#[tokio::test]
async fn about_tells_what_there_is() {
    let about = server().get("about", &[]).await;
    assert_eq!(about["sources"], 3);
    assert_eq!(about["writable"], true);
    let count = |name: &str| about[name].as_u64().unwrap_or_default();
    assert!(count("documents") > 20 && count("relations") > 10 && count("tasks") > 10, "{about}");
    assert!(each(&about["types"], "code").contains(&"CV".to_owned()));
    assert!(each(&about["provinces"], "name").contains(&"tỉnh Lạng Sơn".to_owned()), "{}", about["provinces"]);
    assert_eq!(about["period"].as_array().map(Vec::len), Some(2));
    let orders = about["orders"].as_array().expect("a list");
    assert!(orders.iter().any(|order| text(&order["label"]).starts_with("Chỉ thị 20/CT-TTg")), "{orders:?}");
    assert!(orders.iter().all(|order| order["implementing"].as_u64() > Some(0)));
}

#[tokio::test]
async fn a_number_or_words_without_accents_find_a_paper() {
    let server = server();
    for q in ["chi thi 20", "20/ct-ttg", "Chỉ thị số 20/CT-TTg ngày 08/6/2023"] {
        let found = server.get("search", &[("q", q)]).await;
        assert!(text(&found["papers"][0]["label"]).starts_with("Chỉ thị 20/CT-TTg"), "{q}: {found}");
        assert_eq!(found["papers"][0]["type"], "Chỉ thị");
    }
    let found = server.get("search", &[("q", "tiet kiem die"), ("kind", "evidence"), ("limit", "3")]).await;
    let snippet = &found["evidence"][0]["snippet"];
    assert!(snippet.as_array().is_some_and(|pieces| pieces.iter().any(|piece| piece[1] == true)), "{found}");
    assert!(found["papers"].as_array().is_some_and(Vec::is_empty));
    let found = server.get("search", &[("q", "so cong thuong")]).await;
    assert!(each(&found["bodies"], "id").contains(&"SCT:LS".to_owned()), "{}", found["bodies"]);
    let newest = server.get("search", &[("limit", "5")]).await;
    let days = each(&newest["papers"], "date");
    assert!(days.is_sorted_by(|a, b| a >= b) && days.len() == 5, "{days:?}");
    let narrowed = server.get("search", &[("type", "KH"), ("province", "Lạng Sơn")]).await;
    assert!(each(&narrowed["papers"], "label").iter().all(|label| label.starts_with("Kế hoạch")));
}

#[tokio::test]
async fn what_cannot_be_meant_is_told() {
    let server = server();
    for (path, pairs, status) in [
        ("search", vec![("qq", "x")], StatusCode::BAD_REQUEST),
        ("search", vec![("from", "yesterday")], StatusCode::BAD_REQUEST),
        ("search", vec![("limit", "100000")], StatusCode::BAD_REQUEST),
        ("search", vec![("province", "Atlantis")], StatusCode::NOT_FOUND),
        ("document", vec![], StatusCode::BAD_REQUEST),
        ("document", vec![("iri", "https://example.vn/")], StatusCode::NOT_FOUND),
        ("document", vec![("name", "20/CT-TTg")], StatusCode::CONFLICT),
        ("document", vec![("name", "zzzzzz")], StatusCode::NOT_FOUND),
        ("body", vec![("iri", "x")], StatusCode::NOT_FOUND),
        ("text", vec![("graph", "file:///etc/passwd")], StatusCode::NOT_FOUND),
        ("text", vec![("graph", "../../etc/passwd")], StatusCode::BAD_REQUEST),
        ("graph", vec![], StatusCode::BAD_REQUEST),
        ("graph", vec![("center", "x")], StatusCode::NOT_FOUND),
        ("graph", vec![("all", "true"), ("max-nodes", "1000000")], StatusCode::BAD_REQUEST),
        ("path", vec![("from", "x"), ("to", "y")], StatusCode::NOT_FOUND),
        ("review", vec![("kind", "odd")], StatusCode::BAD_REQUEST),
    ] {
        let (found, answer) = server.ask(path, &pairs).await;
        assert_eq!(found, status, "{path} {pairs:?}: {answer}");
        assert!(!text(&answer["error"]).is_empty(), "{answer}");
        if status == StatusCode::CONFLICT {
            assert_eq!(each(&answer["candidates"], "label"), ["Chỉ thị 20/CT-TTg ngày 08/6/2023"], "{answer}");
        }
    }
}

#[tokio::test]
async fn every_question_of_the_page_is_described() {
    let paths = server().get("openapi.json", &[]).await["paths"].clone();
    let parameters = each(&paths["/api/search"]["get"]["parameters"], "name");
    assert!(parameters.contains(&"q".to_owned()) && parameters.contains(&"offset".to_owned()), "{parameters:?}");
    for (path, method) in [("/api/trace", "get"), ("/api/graph", "get"), ("/api/judge", "post"), ("/api/build", "post")]
    {
        assert!(!text(&paths[path][method]["summary"]).is_empty(), "{path}");
    }
}

#[tokio::test]
async fn a_paper_is_told_with_its_relations_tasks_and_places() {
    let server = server();
    let found = server.get("document", &[("name", "Chỉ thị 20/CT-TTg"), ("year", "2023")]).await;
    assert_eq!(found["paper"]["label"], "Chỉ thị 20/CT-TTg ngày 08/6/2023");
    assert_eq!(found["type"], "Chỉ thị");
    assert_eq!(found["issuer"]["id"], "TTg");
    assert!(text(&found["urn"]).starts_with("urn:lex:vn:"), "{}", found["urn"]);
    assert_eq!(found["status"]["paper"]["iri"], found["paper"]["iri"]);
    let relations = found["relations"].as_array().expect("a list");
    let carried = relations.iter().find(|relation| relation["way"] == "in" && relation["relation"] == "implements");
    let carried = carried.expect("somebody carries it out");
    assert_eq!(carried["label_in"], "được triển khai thực hiện bởi");
    assert!(!text(&carried["proofs"][0]["sentence"]).is_empty());
    assert!(found["items"].as_array().is_some_and(|items| !items.is_empty()), "{found}");
    let plan = server.get("document", &[("iri", &text(&carried["paper"]["iri"]))]).await;
    assert!(each(&plan["relations"], "way").contains(&"out".to_owned()));
    let tasked = server.get("document", &[("name", "148/KH-UBND")]).await;
    let states = each(&tasked["tasks"], "state");
    assert!(states.iter().all(|state| ["overdue", "open", "reported", "no-deadline"].contains(&state.as_str())));
    let (status, _) = server.ask("body", &[("iri", &text(&tasked["tasks"][0]["agency_iri"]))]).await;
    assert_eq!(status, StatusCode::OK, "{}", tasked["tasks"]);
}

#[tokio::test]
async fn a_text_is_shown_with_its_marks_where_the_evidence_says_they_are() {
    let server = server();
    let found = server.get("document", &[("name", "Chỉ thị 20/CT-TTg"), ("year", "2023")]).await;
    let relation = found["relations"].as_array().expect("a list").iter().find(|row| row["way"] == "in").expect("one");
    let proof = &relation["proofs"][0];
    let graph = text(&found["items"][0]["graph"]);
    let source = server.get("text", &[("graph", &graph)]).await;
    assert_eq!((source["text_kept"].as_bool(), source["changed"].as_bool()), (Some(true), Some(false)));
    let of = found["items"].as_array().expect("a list").iter().find(|item| item["source"] == proof["source"]);
    let source = server.get("text", &[("graph", &text(&of.expect("its source")["graph"]))]).await;
    let whole: String = each(&source["segments"], "text").concat();
    let at = |n: usize| proof["span"][n].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place");
    let sentence: String = whole.chars().skip(at(0)).take(at(1) - at(0)).collect();
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(plain(&sentence), plain(&text(&proof["sentence"])));
    let marks = source["segments"].as_array().expect("a list").iter().filter(|piece| piece["kind"] == "mention");
    assert!(marks.clone().any(|mark| mark["paper"]["label"] == "Chỉ thị 20/CT-TTg ngày 08/6/2023"));
    let first = marks.into_iter().next().expect("a mark");
    let (from, to) = (first["start"].to_string(), first["end"].to_string());
    let part = server.get("text", &[("graph", &text(&source["graph"])), ("from", &from), ("to", &to)]).await;
    assert_eq!(part["segments"], json!([first]));
}

#[tokio::test]
async fn a_graph_has_places_levels_and_what_more_there_is() {
    let server = server();
    let order = server.iri("Chỉ thị 20/CT-TTg năm 2023").await;
    let near = server.get("graph", &[("center", &order), ("bodies", "true")]).await;
    let nodes = near["nodes"].as_array().expect("a list");
    let center = nodes.iter().find(|node| node["id"] == *order).expect("it is there");
    assert_eq!((center["more"].as_u64(), center["level"].as_str()), (Some(0), Some("central")));
    let below = nodes.iter().filter(|node| node["level"] == "province");
    assert!(
        below.clone().count() > 0 && below.clone().all(|node| node["y"].as_f64() > center["y"].as_f64()),
        "{nodes:?}"
    );
    let edges = near["edges"].as_array().expect("a list");
    assert!(edges.iter().all(|edge| each(&near["nodes"], "id").contains(&text(&edge["source"]))));
    let only = server.get("graph", &[("center", &order), ("follow", "implements"), ("max-nodes", "2")]).await;
    assert!(each(&only["edges"], "relation").iter().all(|relation| relation == "implements"));
    assert_eq!(only["nodes"].as_array().map(Vec::len), Some(2));
    let all = server.get("graph", &[("all", "true"), ("bodies", "true"), ("max-nodes", "2000")]).await;
    let behind = server.get("graph", &[("order", &order)]).await;
    let count = |graph: &Value| graph["nodes"].as_array().map_or(0, Vec::len);
    assert!(count(&all) > count(&behind) && count(&behind) > 1);
    let some = server.get("graph", &[("papers", &order), ("papers", "gone")]).await;
    assert_eq!(count(&some), 1);
}

#[tokio::test]
async fn the_way_between_two_papers_is_proved_step_by_step() {
    let server = server();
    let order = server.iri("Chỉ thị 20/CT-TTg năm 2023").await;
    let near = server.get("graph", &[("order", &order)]).await;
    let far = each(&near["nodes"], "id").into_iter().find(|id| *id != order).expect("another");
    let way = server.get("path", &[("from", &order), ("to", &far)]).await;
    assert_eq!(way["found"], true);
    let links = way["links"].as_array().expect("a list");
    assert_eq!(way["papers"].as_array().map(Vec::len), Some(links.len() + 1));
    assert!(links.iter().all(|link| !text(&link["proof"]["sentence"]).is_empty()));
    let none = server.get("path", &[("from", &order), ("to", &far), ("follow", "suspends")]).await;
    assert_eq!((none["found"].as_bool(), none["links"].as_array().map(Vec::len)), (Some(false), Some(0)));
}

#[tokio::test]
async fn what_is_open_can_be_reviewed_where_it_stands() {
    let server = server();
    let about = server.get("about", &[]).await;
    for kind in ["ambiguous", "conflicting", "unresolved"] {
        let found = server.get("review", &[("kind", kind)]).await;
        assert_eq!(found["total"], about["open"][kind], "{kind}");
        for row in found["rows"].as_array().expect("a list") {
            assert!(text(&row["sentence"]).contains(text(&row["words"]).as_str()), "{row}");
        }
    }
    let low = server.get("review", &[("kind", "low"), ("max-confidence", "1"), ("limit", "200")]).await;
    let sure: Vec<f64> =
        low["rows"].as_array().expect("a list").iter().filter_map(|row| row["confidence"].as_f64()).collect();
    assert!(sure.is_sorted() && !sure.is_empty());
    assert_eq!(server.get("review", &[("kind", "judged")]).await["total"], 0);
}

#[tokio::test]
async fn a_judgement_changes_the_answers_and_can_be_taken_back() {
    let server = server();
    let order = server.iri("Chỉ thị 20/CT-TTg năm 2023").await;
    let carried =
        |found: &Value| each(&found["relations"], "relation").iter().filter(|name| *name == "implements").count();
    let before = server.get("document", &[("iri", &order)]).await;
    let row = before["relations"].as_array().expect("a list").iter().find(|row| row["relation"] == "implements");
    let id = text(&row.expect("one")["proofs"][0]["id"]);
    let said = json!({"id": id, "verdict": "rejected", "by": "An", "why": "câu này nói về việc khác"});
    let (status, done) = server.judge(said).await;
    assert_eq!((status, &done["changed"]), (StatusCode::OK, &json!(1)), "{done}");
    let after = server.get("document", &[("iri", &order)]).await;
    assert_eq!(carried(&after) + 1, carried(&before));
    let judged = server.get("review", &[("kind", "judged")]).await;
    assert_eq!(
        (&judged["total"], &judged["rows"][0]["judged"]["verdict"]),
        (&json!(1), &json!("rejected")),
        "{judged}"
    );
    assert!(!judged["rows"][0]["judged"]["day"].is_null());
    let (status, _) = server.judge(json!({"id": id, "verdict": "undone"})).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(carried(&server.get("document", &[("iri", &order)]).await), carried(&before));
    for (wrong, expect) in [
        (json!({"id": id, "verdict": "refused", "by": "An", "why": "x"}), StatusCode::BAD_REQUEST),
        (json!({"id": id, "verdict": "rejected", "by": "", "why": "x"}), StatusCode::BAD_REQUEST),
        (json!({"id": id, "verdict": "accepted", "label": "cites", "by": "An", "why": "x"}), StatusCode::BAD_REQUEST),
        (json!({"id": id, "verdict": "relabelled", "label": "lead", "by": "An", "why": "x"}), StatusCode::BAD_REQUEST),
        (json!({"verdict": "accepted"}), StatusCode::BAD_REQUEST),
        (json!({"id": id, "verdict": "undone"}), StatusCode::NOT_FOUND),
        (json!({"id": "0000", "verdict": "accepted", "by": "An", "why": "x"}), StatusCode::NOT_FOUND),
        (json!("x"), StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(server.judge(wrong.clone()).await.0, expect, "{wrong}");
    }
}

#[tokio::test]
async fn the_paper_of_an_open_name_is_chosen_listed_and_taken_back() {
    let server = server();
    let open = server.get("review", &[("kind", "ambiguous")]).await;
    let row = open["rows"].as_array().expect("a list").iter().find(|row| text(&row["words"]).contains("20/CT-TTg"));
    let row = row.expect("the example has one").clone();
    let id = text(&row["id"]);
    assert!(id.len() == 16 && id.chars().all(|digit| digit.is_ascii_hexdigit()), "{id}");
    let said =
        |meant: &str, value: &str| json!({"id": id, "verdict": "chosen", meant: value, "by": "An", "why": "đã xem"});
    for (wrong, expect) in [
        (said("candidate", "https://example.org/none"), StatusCode::BAD_REQUEST),
        (said("candidate", "no IRI"), StatusCode::BAD_REQUEST),
        (said("why", "x"), StatusCode::BAD_REQUEST),
        (said("name", "Chỉ thị 20/CT-TTg"), StatusCode::CONFLICT),
        (said("name", "Chỉ thị 999999/CT-TTg"), StatusCode::NOT_FOUND),
        (json!({"id": id, "verdict": "accepted", "by": "An", "why": "x"}), StatusCode::BAD_REQUEST),
        (
            json!({"id": "0000", "verdict": "chosen", "name": "CT|20/CT-TTg|2023|TTg", "by": "An", "why": "x"}),
            StatusCode::NOT_FOUND,
        ),
    ] {
        let (status, answer) = server.judge(wrong.clone()).await;
        assert_eq!(status, expect, "{wrong} {answer}");
    }
    let candidate = text(&row["candidates"][1]["iri"]);
    for said in [
        said("candidate", &candidate),
        said("name", "Chỉ thị 20/CT-TTg năm 2023"),
        said("name", "CT|20/CT-TTg|2031|TTg"),
    ] {
        let (status, done) = server.judge(said.clone()).await;
        assert_eq!((status, &done["changed"], &done["left"]), (StatusCode::OK, &json!(1), &json!(0)), "{said} {done}");
        let left = server.get("review", &[("kind", "ambiguous")]).await;
        assert_eq!(left["total"].as_u64(), open["total"].as_u64().map(|n| n - 1));
        assert!(!each(&left["rows"], "id").contains(&id));
        let judged = server.get("review", &[("kind", "judged")]).await;
        let (total, judged) = (&judged["total"], &judged["rows"][0]);
        assert_eq!((total, &judged["id"], &judged["words"]), (&json!(1), &json!(id), &row["words"]), "{judged}");
        assert_eq!((&judged["judged"]["verdict"], &judged["judged"]["by"]), (&json!("chosen"), &json!("An")));
        assert!(
            !judged["judged"]["day"].is_null() && text(&judged["other"]["label"]).contains("20/CT-TTg"),
            "{judged}"
        );
        assert_eq!(judged["sentence"], row["sentence"]);
    }
    // Each choice stands in the place of the one before, and taking back leads to that.
    for _ in 0..3 {
        let (status, done) = server.judge(json!({"id": id, "verdict": "undone"})).await;
        assert_eq!((status, &done["changed"]), (StatusCode::OK, &json!(1)), "{done}");
    }
    assert_eq!(server.get("review", &[("kind", "ambiguous")]).await, open);
    assert_eq!(server.get("review", &[("kind", "judged")]).await["total"], 0);
}

#[tokio::test]
async fn nobody_writes_without_the_token_or_where_nothing_may_be_changed() {
    let said = json!({"id": "x", "verdict": "undone"}).to_string();
    let closed = server_of(&["--from", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/digest")], false);
    for path in ["/api/judge", "/api/read", "/api/build"] {
        let (status, _) = closed.post(path, "application/json", Some(TOKEN), said.clone()).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(closed.get("about", &[]).await["writable"], false);
    let open = server();
    for token in [None, Some("another-token-of-some-length")] {
        let (status, _) = open.post("/api/judge", "application/json", token, said.clone()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{token:?}");
    }
}

/// A form with files.
fn form(files: &[(&str, &str)]) -> (String, String) {
    let part = |(name, text): &(&str, &str)| {
        format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n")
    };
    ("multipart/form-data; boundary=x".to_owned(), format!("{}--x--\r\n", files.iter().map(part).collect::<String>()))
}

const LETTER: &str = "UBND tỉnh Lạng Sơn ban hành Công văn số 999/UBND-KT, ngày 20/7/2023 triển khai thực hiện Chỉ thị số \
    20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ.";

#[tokio::test]
async fn files_are_understood_before_anything_is_kept() {
    let server = server();
    let (kind, body) = form(&[("../thư.txt", LETTER), ("ảnh.jpg", "x"), ("rỗng.txt", " ")]);
    let (status, read) = server.post("/api/read", &kind, Some(TOKEN), body.clone()).await;
    assert_eq!(status, StatusCode::OK, "{read}");
    let files = read["files"].as_array().expect("a list");
    assert_eq!(each(&read["files"], "name"), ["thư.txt", "ảnh.jpg", "rỗng.txt"]);
    assert_eq!(files.iter().map(|file| file["ok"] == true).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(files[0]["relations"], 1, "{}", files[0]);
    assert!(text(&files[2]["error"]).contains("is empty"));
    let found = server.get("search", &[("q", "999/UBND-KT")]).await;
    assert_eq!(found["total"], 0, "nothing was kept");
    let (status, answer) = server.post("/api/build", &kind, Some(TOKEN), body).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "there is no store to keep it: {answer}");
    let (status, _) = server.post("/api/read", &kind, Some(TOKEN), "--x--\r\n".to_owned()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[cfg(feature = "rocksdb")]
#[tokio::test]
async fn files_are_kept_beside_the_store_and_found_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("luocdo.db");
    drop(luocdo::store::Store::open_to_write(&store, None).expect("a store"));
    let server = server_of(&["--store", store.to_str().expect("UTF-8")], true);
    let (kind, body) = form(&[("thư.txt", LETTER), ("ảnh.jpg", "x")]);
    let (status, built) = server.post("/api/build", &kind, Some(TOKEN), body.clone()).await;
    assert_eq!(status, StatusCode::OK, "{built}");
    assert_eq!(built["sources"], 1);
    let changes: Vec<String> = each(&built["files"], "change");
    assert!(changes.contains(&"added".to_owned()), "{built}");
    assert!(folder.path().join("uploads/thư.txt").is_file());
    let found = server.get("search", &[("q", "999/UBND-KT")]).await;
    assert_eq!(found["total"], 1, "{found}");
    let (_, again) = server.post("/api/build", &kind, Some(TOKEN), body).await;
    assert!(each(&again["files"], "change").contains(&"unchanged".to_owned()), "{again}");
}
