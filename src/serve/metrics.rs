//! What is counted while the server runs, as Prometheus reads it (text format 0.0.4): requests by route, method and
//! status, how long they took, what became of SPARQL queries, memory, the revision of the store. Routes are the patterns
//! of the router, so that a client cannot make up new ones.

use super::Shared;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The bounds of the classes of durations, in seconds.
const BOUNDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// How long requests of a route took.
#[derive(Clone, Debug, Default)]
struct Durations {
    /// How many took at most the bound of their class and more than that of the one before; the last have no bound.
    classes: [u64; BOUNDS.len() + 1],
    seconds: f64,
}

/// What is counted of requests.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, &'static str, u16), u64>>,
    durations: Mutex<BTreeMap<String, Durations>>,
    /// Requests that are being answered.
    pub open: AtomicU64,
}

impl Metrics {
    /// Counts a request that was answered in this time.
    pub fn count(&self, route: &str, method: &'static str, status: StatusCode, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), method, status.as_u16())).or_default() += 1;
        drop(requests);
        let mut durations = self.durations.lock().unwrap_or_else(PoisonError::into_inner);
        let durations = durations.entry(route.to_owned()).or_default();
        let seconds = took.as_secs_f64();
        let class = BOUNDS.iter().position(|bound| seconds <= *bound).unwrap_or(BOUNDS.len());
        durations.classes[class] += 1;
        durations.seconds += seconds;
    }

    fn write(&self, out: &mut String) {
        head(out, "luocdo_requests_total", "counter", "Requests answered.");
        for ((route, method, status), count) in &*self.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = writeln!(
                out,
                "luocdo_requests_total{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}} {count}"
            );
        }
        head(out, "luocdo_request_seconds", "histogram", "Time from the request to the begin of the answer.");
        for (route, durations) in &*self.durations.lock().unwrap_or_else(PoisonError::into_inner) {
            let mut total = 0;
            let bounds = BOUNDS.iter().map(ToString::to_string).chain(["+Inf".to_owned()]);
            for (bound, count) in bounds.zip(durations.classes) {
                total += count;
                let _ = writeln!(out, "luocdo_request_seconds_bucket{{route=\"{route}\",le=\"{bound}\"}} {total}");
            }
            let _ = writeln!(out, "luocdo_request_seconds_sum{{route=\"{route}\"}} {}", durations.seconds);
            let _ = writeln!(out, "luocdo_request_seconds_count{{route=\"{route}\"}} {total}");
        }
    }
}

/// `/metrics`.
pub async fn tell(State(shared): State<Arc<Shared>>) -> Response {
    let mut out = String::new();
    shared.metrics.write(&mut out);
    let counts = &shared.pool.counts;
    let load = |count: &AtomicU64| count.load(Ordering::Relaxed);
    gauge(&mut out, "luocdo_requests_open", "Requests that are being answered.", load(&shared.metrics.open));
    gauge(&mut out, "luocdo_sparql_workers", "Workers that are ready or at work.", load(&counts.workers));
    gauge(&mut out, "luocdo_sparql_running", "SPARQL queries that run.", load(&counts.running));
    gauge(&mut out, "luocdo_sparql_waiting", "SPARQL queries that wait for a worker.", shared.pool.waiting() as u64);
    head(&mut out, "luocdo_sparql_total", "counter", "SPARQL queries, by what became of them.");
    let ends = [
        ("done", &counts.done),
        ("too_long", &counts.too_long),
        ("too_large", &counts.too_large),
        ("left", &counts.left),
        ("refused", &counts.refused),
    ];
    for (end, count) in ends {
        let _ = writeln!(out, "luocdo_sparql_total{{end=\"{end}\"}} {}", load(count));
    }
    if let Some(bytes) = resident() {
        gauge(&mut out, "process_resident_memory_bytes", "Memory that the server takes, without its workers.", bytes);
    }
    // Nobody is made to wait for a change of the store to be told numbers.
    if let Some(revision) = shared.world.try_read().ok().and_then(|world| world.as_ref()?.store.revision()) {
        gauge(&mut out, "luocdo_store_revision", "How often the store was changed.", revision);
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], out).into_response()
}

/// `/health`: 200 if questions can be answered, 503 if the store is closed and not being changed.
pub async fn health(State(shared): State<Arc<Shared>>) -> Response {
    let closed = shared.world.try_read().is_ok_and(|world| world.is_none());
    let (status, words) = if closed { (StatusCode::SERVICE_UNAVAILABLE, "closed") } else { (StatusCode::OK, "ok") };
    (status, axum::Json(serde_json::json!({"status": words, "version": env!("CARGO_PKG_VERSION")}))).into_response()
}

fn head(out: &mut String, name: &str, kind: &str, about: &str) {
    let _ = writeln!(out, "# HELP {name} {about}\n# TYPE {name} {kind}");
}

fn gauge(out: &mut String, name: &str, about: &str, value: u64) {
    head(out, name, "gauge", about);
    let _ = writeln!(out, "{name} {value}");
}

/// The bytes of memory that this process takes, as Linux tells them.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_class_of_duration() {
        let metrics = Metrics::default();
        for milliseconds in [1, 7, 7, 40_000] {
            metrics.count("/sparql", "GET", StatusCode::OK, Duration::from_millis(milliseconds));
        }
        let mut out = String::new();
        metrics.write(&mut out);
        for line in [
            "luocdo_requests_total{route=\"/sparql\",method=\"GET\",status=\"200\"} 4",
            "luocdo_request_seconds_bucket{route=\"/sparql\",le=\"0.005\"} 1",
            "luocdo_request_seconds_bucket{route=\"/sparql\",le=\"0.01\"} 3",
            "luocdo_request_seconds_bucket{route=\"/sparql\",le=\"30\"} 3",
            "luocdo_request_seconds_bucket{route=\"/sparql\",le=\"+Inf\"} 4",
            "luocdo_request_seconds_count{route=\"/sparql\"} 4",
        ] {
            assert!(out.lines().any(|told| told == line), "{line} is not in:\n{out}");
        }
    }
}
