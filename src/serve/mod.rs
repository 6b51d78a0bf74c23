//! `serve`: a store → a page that people open and an endpoint that programs ask, over HTTP. The routes are listed in
//! [`router`]; each file answers one kind of them. Nothing here reads papers or computes answers: the questions are
//! those of the command line, asked of one [`World`] that stays open.

mod api;
mod openapi;
mod page;
mod reply;

use crate::cli::Serve;
use crate::commands::{Done, Outcome, World, say};
use axum::Router;
use axum::routing::get;
use luocdo::Error;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::RwLock;

/// What every request shares.
pub struct Shared {
    /// What is asked. A writer takes it out, changes the store, and puts back what it opened anew; `None` if that failed.
    pub world: RwLock<Option<World>>,
    /// How it was started.
    pub args: Serve,
}

/// Serves until it is told to stop.
pub fn run(args: &Serve) -> Done {
    let world = World::open(&args.source)?;
    // The first question need not wait.
    world.graph(false)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|source| failed("start", args, source))?;
    runtime.block_on(async {
        let listener = TcpListener::bind(args.bind).await.map_err(|source| failed("listen at", args, source))?;
        let shared = Arc::new(Shared { world: RwLock::new(Some(world)), args: args.clone() });
        let at = listener.local_addr().map_err(|source| failed("listen at", args, source))?;
        say(format_args!("luocdo: http://{at}/ — Ctrl+C ends it"));
        let ended = axum::serve(listener, router(shared)).with_graceful_shutdown(told_to_stop()).await;
        ended.map_err(|source| failed("serve at", args, source))
    })?;
    Ok(Outcome::Done)
}

/// Every address that is answered.
fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/api/openapi.json", get(openapi::describe))
        .route("/api/{question}", get(api::ask))
        .route("/assets/{*file}", get(page::asset))
        .fallback(get(page::page))
        .with_state(shared)
}

/// Ctrl+C, or the end that the system asks for.
async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = end.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}

/// The address could not be served at.
fn failed(action: &'static str, args: &Serve, source: std::io::Error) -> Error {
    Error::File { action, path: PathBuf::from(args.bind.to_string()), source }
}
