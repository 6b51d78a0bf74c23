//! `luocdo serve` as clients meet it: a server of its own for each test, asked over a socket, byte by byte where that
//! matters. What a hostile client can do to it is tried here; the page is tried by a browser (tests/browser).

use crate::project;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub const TOKEN: &str = "0123456789abcdef0123";

/// Every row with every other, three times: more than any machine can do.
pub const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
/// The same in order, which cannot be stopped from within.
const SORTED: &str = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c";

/// A server of the example.
pub struct Server {
    child: Child,
    at: String,
    told: Arc<Mutex<String>>,
}

impl Server {
    /// Starts one with these arguments and waits until it listens.
    #[track_caller]
    pub fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_luocdo"))
            .args(["serve", "--from", "examples/digest", "--bind", "127.0.0.1:0"])
            .args(args)
            .current_dir(project(""))
            .env("LUOCDO_TOKEN", TOKEN)
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut at = String::new();
        while !at.contains("http://") {
            let mut line = String::new();
            assert_ne!(lines.read_line(&mut line).expect("it tells"), 0, "it ended: {at}");
            at += &line;
        }
        let at = at.rsplit("http://").next().and_then(|at| at.split('/').next()).expect("an address").to_owned();
        let told = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&told);
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                *kept.lock().expect("not poisoned") += &format!("{line}\n");
            }
        });
        Server { child, at, told }
    }

    /// What it told on standard error since it listens.
    pub fn told(&self) -> String {
        self.told.lock().expect("not poisoned").clone()
    }

    /// A connection on which nothing was sent.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.at).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("it is set");
        stream
    }

    /// Sends bytes as they are and reads what comes until the server closes.
    pub fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // The server may refuse before it has all.
        let _ = stream.write_all(bytes);
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        Reply::parse(&reply)
    }

    /// A request with headers and a body.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut request = format!("{method} {path} HTTP/1.0\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += "Host: localhost\r\n";
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        self.raw(&[request.as_bytes(), b"\r\n", body].concat())
    }

    /// A look at an address.
    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], b"")
    }

    /// A query in the body of a POST.
    pub fn query(&self, query: &str) -> Reply {
        self.send("POST", "/sparql", &[("Content-Type", "application/sparql-query")], query.as_bytes())
    }

    /// A number of /metrics.
    #[track_caller]
    pub fn metric(&self, name: &str) -> u64 {
        let all = self.get("/metrics").body;
        let line = all.lines().find_map(|line| line.strip_prefix(name)).expect("it is counted");
        line.trim().parse().expect("a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        fields.into_iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// It must be this status, with these words.
    #[track_caller]
    pub fn is(self, status: u16, words: &str) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.head, self.body);
        assert!(self.body.contains(words), "`{words}` is not in: {}", self.body);
        self
    }
}

/// Waits until something holds.
#[track_caller]
fn in_time(what: &str, mut holds: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_query_that_sorts_or_multiplies_ends_at_the_limit_and_the_next_is_answered() {
    let server = Server::start(&["--timeout", "2", "--workers", "1", "--max-memory", "8192"]);
    for query in [SORTED, ENDLESS, "SELECT * { ?a (luo:implements|!luo:implements)+ ?b . ?c ?d ?e } ORDER BY ?e ?b"] {
        let start = Instant::now();
        server.query(query).is(504, "took longer than 2 s");
        assert!(start.elapsed() < Duration::from_secs(15), "{query}: {:?}", start.elapsed());
        server.query("ASK { ?a luo:implements ?b }").is(200, "true");
    }
    assert_eq!(server.metric("luocdo_sparql_total{end=\"too_long\"}"), 3);
}

#[test]
fn a_query_that_wants_all_memory_is_ended_and_the_next_is_answered() {
    let server = Server::start(&["--timeout", "60", "--workers", "1", "--max-memory", "64"]);
    server.query(SORTED).is(503, "needs more than the 64 MB");
    server.query("ASK { ?a luo:implements ?b }").is(200, "true");
    let nested = format!("ASK {{ FILTER({}true{}) }}", "(".repeat(100_000), ")".repeat(100_000));
    server.query(&nested).is(503, "nested too deeply");
    server.query("ASK { ?a luo:implements ?b }").is(200, "true");
    assert_eq!(server.metric("luocdo_sparql_total{end=\"too_large\"}"), 2);
}

#[test]
fn an_answer_of_too_many_rows_is_refused_in_words() {
    let server = Server::start(&["--max-rows", "10"]);
    server.query("SELECT * { ?s ?p ?o }").is(413, "more than 10 rows or facts; add LIMIT");
    server.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").is(413, "add LIMIT");
    server.query("SELECT ?s { ?s ?p ?o } LIMIT 10").is(200, "bindings");
    server.query(&format!("ASK {{}} # {}", "x".repeat(1 << 20))).is(413, "longer");
}

#[test]
fn a_client_that_leaves_ends_its_query() {
    let server = Server::start(&["--timeout", "600", "--workers", "1"]);
    let mut stream = server.connect();
    let head = format!(
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n",
        ENDLESS.len()
    );
    stream.write_all(format!("{head}{ENDLESS}").as_bytes()).expect("it is sent");
    in_time("it runs", || server.metric("luocdo_sparql_running") == 1);
    drop(stream);
    in_time("it is ended", || server.metric("luocdo_sparql_total{end=\"left\"}") == 1);
    server.query("ASK { ?a luo:implements ?b }").is(200, "true");
}

#[test]
fn queries_that_find_no_place_are_told_when_to_come_again() {
    let server = Server::start(&["--timeout", "3", "--workers", "1"]);
    let replies: Vec<Reply> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..16).map(|_| scope.spawn(|| server.query(ENDLESS))).collect();
        asked.into_iter().map(|asked| asked.join().expect("it is answered")).collect()
    });
    let busy: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 503).collect();
    assert!(busy.len() >= 7 && busy.iter().all(|reply| reply.header("Retry-After") == Some("5")), "{replies:?}");
    assert!(replies.iter().all(|reply| matches!(reply.status, 503 | 504)), "{replies:?}");
    server.get("/health").is(200, "ok");
}

#[test]
#[cfg(target_os = "linux")]
fn workers_end_with_their_server_however_it_ends() {
    let mut server = Server::start(&["--timeout", "600", "--workers", "2"]);
    in_time("both are ready", || server.metric("luocdo_sparql_workers") == 2);
    let id = server.child.id();
    let workers = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    let mut stream = server.connect();
    let request = format!(
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n{ENDLESS}",
        ENDLESS.len()
    );
    stream.write_all(request.as_bytes()).expect("it is sent");
    in_time("it runs", || server.metric("luocdo_sparql_running") == 1);
    // Threads of the server start them, so the list of its first thread may have none: look for their parent.
    let parent = format!("\nPPid:\t{id}\n");
    let theirs = || -> Vec<String> {
        let all = std::fs::read_dir("/proc")
            .expect("it reads")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        all.filter(|name| {
            std::fs::read_to_string(format!("/proc/{name}/status")).is_ok_and(|status| status.contains(&parent))
        })
        .collect()
    };
    let theirs = theirs();
    assert_eq!(theirs.len(), 2, "{workers}");
    server.child.kill().expect("it is killed");
    server.child.wait().expect("it ends");
    let gone = |id: &String| {
        std::fs::read_to_string(format!("/proc/{id}/status")).map_or(true, |status| status.contains("State:\tZ"))
    };
    in_time("they are gone", || theirs.iter().all(gone));
}

#[test]
fn it_ends_in_order_when_it_is_told_to() {
    let mut server = Server::start(&["--timeout", "2"]);
    let id = server.child.id().to_string();
    let mut idle = server.connect();
    idle.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it is sent");
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| server.query(ENDLESS));
        in_time("it runs", || server.metric("luocdo_sparql_running") == 1);
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("it runs").success());
        asked.join().expect("it is answered").is(504, "took longer");
    });
    let ended = server.child.wait().expect("it ends");
    assert_eq!(ended.code(), Some(0));
}

#[test]
fn every_answer_has_the_headers_that_keep_a_browser_in_bounds() {
    let server = Server::start(&[]);
    for path in ["/", "/api/tasks", "/api/none", "/sparql", "/health", "/assets/none.js", "/.well-known/void"] {
        let reply = server.get(path);
        for (name, words) in [
            ("Content-Security-Policy", "default-src 'none'; script-src 'self';"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ] {
            assert!(reply.header(name).is_some_and(|value| value.contains(words)), "{path}: {name}: {}", reply.head);
        }
    }
}

#[test]
fn long_answers_go_out_packed_and_short_ones_as_they_are() {
    let server = Server::start(&[]);
    let packed = |path: &str| {
        server.send("GET", path, &[("Accept-Encoding", "gzip")], b"").header("Content-Encoding").map(str::to_owned)
    };
    assert_eq!(packed("/data?default").as_deref(), Some("gzip"));
    assert_eq!(packed("/api/tasks").as_deref(), Some("gzip"));
    assert_eq!(packed("/health"), None);
    assert!(server.get("/data?default").header("Content-Encoding").is_none());
}

#[test]
fn a_page_of_elsewhere_cannot_pass_for_the_server_or_read_it() {
    let server = Server::start(&["--cors", "https://luat.example.vn"]);
    for (host, status) in
        [("localhost:7878", 200), ("127.0.0.1", 200), ("[::1]:1", 200), ("evil.example", 421), ("", 421)]
    {
        assert_eq!(server.send("GET", "/health", &[("Host", host)], b"").status, status, "{host}");
    }
    let allowed = |origin: &str| {
        let reply = server.send("GET", "/health", &[("Origin", origin)], b"");
        reply.header("Access-Control-Allow-Origin").map(str::to_owned)
    };
    assert_eq!(allowed("https://luat.example.vn").as_deref(), Some("https://luat.example.vn"));
    assert_eq!([allowed("https://evil.example"), allowed("null")], [None, None]);
    let before = [
        ("Origin", "https://luat.example.vn"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization"),
    ];
    let preflight = server.send("OPTIONS", "/sparql", &before, b"");
    assert!(
        preflight.header("Access-Control-Allow-Headers").is_some_and(|names| names.contains("authorization")),
        "{}",
        preflight.head
    );
}

#[test]
fn too_much_is_refused() {
    let server = Server::start(&["--max-body", "1", "--allow-write"]);
    let large = vec![b' '; (1 << 20) + 1];
    let bearer = format!("Bearer {TOKEN}");
    let turtle = [("Content-Type", "text/turtle"), ("Authorization", bearer.as_str())];
    assert_eq!(server.send("PUT", "/data?graph=x:g", &turtle, &large).status, 413);
    let path = format!("/health?{}", "x".repeat(400 << 10));
    assert!(matches!(server.get(&path).status, 414 | 431));
    let headers = (0..100).map(|n| format!("X-{n}: y\r\n")).collect::<String>();
    assert_eq!(server.raw(format!("GET /health HTTP/1.0\r\nHost: localhost\r\n{headers}\r\n").as_bytes()).status, 431);
    server.get("/health").is(200, "ok");
}

#[test]
fn what_is_no_http_ends_nothing() {
    let server = Server::start(&["--log"]);
    for bytes in [
        "\0\0\0\0\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /%00%0a%1b[2J HTTP/1.0\r\nHost: localhost\r\n\r\n",
    ] {
        let reply = server.raw(bytes.as_bytes());
        assert!(!(500..600).contains(&reply.status), "{bytes:?}: {}", reply.head);
    }
    server.get("/health").is(200, "ok");
}

#[test]
fn the_log_has_a_line_for_each_request_and_never_the_token() {
    let server = Server::start(&["--log", "--allow-write"]);
    let bearer = format!("Bearer {TOKEN}");
    server.send("DELETE", "/data?graph=x:none", &[("Authorization", &bearer)], b"").is(404, "there is no graph");
    server.get("/tim?q=b%C3%AD%20m%E1%BA%ADt").is(200, "");
    in_time("both are told", || server.told().lines().count() >= 2);
    let told = server.told();
    let first = told.lines().next().expect("a line");
    assert!(first.contains(" DELETE /data 404 ") && first.ends_with(" bytes"), "{told}");
    assert!(!told.contains(TOKEN) && !told.contains("q="), "{told}");
}

#[test]
fn nothing_is_written_without_leave_and_token() {
    let reader = Server::start(&[]);
    let bearer = format!("Bearer {TOKEN}");
    let update = |server: &Server, authorization: &str| {
        let headers = [("Content-Type", "application/sparql-update"), ("Authorization", authorization)];
        server.send("POST", "/sparql", &headers, b"INSERT DATA { GRAPH <x:g> { <x:a> <x:p> 1 } }")
    };
    update(&reader, &bearer).is(403, "`--allow-write`");
    reader
        .send("PUT", "/data?graph=x:g", &[("Content-Type", "text/turtle"), ("Authorization", &bearer)], b"")
        .is(403, "");
    let writer = Server::start(&["--allow-write"]);
    for wrong in
        ["", "Bearer", "Bearer 0123456789abcdef012", "Bearer 0123456789abcdef01234", "Basic 0123456789abcdef0123"]
    {
        update(&writer, wrong).is(401, "send the token");
    }
    writer.query("ASK { GRAPH <x:g> { ?s ?p ?o } }").is(200, "false");
    update(&writer, &bearer).is(200, "{\"changed\":1}");
    // Workers begin anew with what was written.
    writer.query("ASK { GRAPH <x:g> { <x:a> <x:p> 1 } <x:a> <x:p> 1 }").is(200, "true");
    for (text, words) in [
        ("LOAD <http://127.0.0.1/>", "`LOAD` is off"),
        ("INSERT DATA { <x:a> <x:p> 1 }", "name a graph"),
        ("INSERT", "line 1"),
    ] {
        let headers = [("Content-Type", "application/sparql-update"), ("Authorization", bearer.as_str())];
        writer.send("POST", "/sparql", &headers, text.as_bytes()).is(400, words);
    }
}

#[test]
fn a_server_without_a_good_token_does_not_start() {
    let run = |token: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_luocdo"))
            .args(["serve", "--from", "examples/digest", "--bind", "127.0.0.1:0", "--allow-write"])
            .current_dir(project(""))
            .env("LUOCDO_TOKEN", token)
            .output()
            .expect("it runs");
        (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
    };
    for (token, words) in [("", "needs a token"), ("short", "16 or more")] {
        let (code, told) = run(token);
        assert!(code == Some(2) && told.contains(words), "{told}");
    }
}

#[test]
fn a_choice_is_seen_by_every_question_and_by_sparql_and_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("j.csv");
    let server = Server::start(&["--allow-write", "--judgements", file.to_str().expect("a path")]);
    let open = server.get("/api/review?kind=ambiguous").is(200, "20/CT-TTg").body;
    let open: serde_json::Value = serde_json::from_str(&open).expect("JSON");
    let row = open["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["words"] == "Chỉ thị số 20/CT-TTg"));
    let id = row.and_then(|row| row["id"].as_str()).expect("an id");
    let bearer = format!("Bearer {TOKEN}");
    let headers = [("Content-Type", "application/json"), ("Authorization", bearer.as_str())];
    let judge = |verdict: &str, more: &str| {
        let body = format!(r#"{{"id":"{id}","verdict":"{verdict}","by":"An","why":"đã xem"{more}}}"#);
        server.send("POST", "/api/judge", &headers, body.as_bytes())
    };
    let chosen = format!("ASK {{ ?name dcterms:identifier '{id}' ; luo:judgedBy/rdfs:label 'An' ; luo:names ?paper }}");
    server.query(&chosen).is(200, "false");
    judge("chosen", "").is(400, "give `candidate`");
    judge("chosen", r#","name":"Chỉ thị 20/CT-TTg""#).is(409, "Chỉ thị 20/CT-TTg");
    judge("chosen", r#","name":"Chỉ thị 20/CT-TTg năm 2023""#).is(200, r#""changed":1"#);
    server.query(&chosen).is(200, "true");
    server.get("/api/review?kind=judged").is(200, r#""verdict":"chosen""#);
    assert!(!server.get("/api/gaps").is(200, "").body.contains(id));
    assert!(std::fs::read_to_string(&file).expect("it is kept").contains("CT|20/CT-TTg|2023|TTg"));
    judge("undone", "").is(200, r#""changed":1"#);
    server.query(&chosen).is(200, "false");
    server.get("/api/gaps").is(200, id);
}
