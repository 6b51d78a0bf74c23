//! `serve`: a store → a page that people open and an endpoint that programs ask, over HTTP. The routes are listed in
//! [`router`]; each file answers one kind of them. Nothing here reads papers or computes answers: the questions are
//! those of the command line, asked of one [`World`] that stays open.

mod accept;
mod api;
mod change;
mod data;
mod described;
mod guard;
mod listen;
mod metrics;
mod openapi;
mod page;
mod reply;
mod resource;
mod room;
mod sparql;
mod turn;
mod view;
mod watch;
mod work;

pub use view::Ready;
pub use work::worker::run as worker;

use crate::cli::Serve;
use crate::commands::{Done, Outcome, World, say};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, put};
use guard::token::Token;
use luocdo::iri::Base;
use luocdo::{Error, Result};
use metrics::Metrics;
use room::Room;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{RwLock, Semaphore};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use work::pool::{self, Pool};

/// What every request shares.
pub struct Shared {
    /// What is asked. [`change::change`] takes it out, changes the store, and puts back what it opened anew; `None` if that
    /// failed.
    pub world: RwLock<Option<World>>,
    /// How it was started.
    pub args: Serve,
    /// What the IRIs of the store begin with.
    pub base: Base,
    /// What lets people write; `None` if nobody may.
    pub token: Option<Token>,
    /// The workers that answer SPARQL.
    pub pool: Pool,
    /// The places for questions that run here.
    pub places: Arc<Semaphore>,
    /// Memory for answers to SPARQL.
    pub room: Room,
    /// What is counted.
    pub metrics: Metrics,
}

impl Shared {
    /// What the requests of a server share that is started so.
    ///
    /// # Errors
    /// [`Error::Argument`] and [`Error::File`] if there is no good token where one is needed.
    pub fn of(world: World, args: Serve) -> Result<Self> {
        Ok(Shared {
            base: world.store.base().clone(),
            token: Token::of(&args)?,
            pool: Pool::new(args.workers, Duration::from_secs(args.timeout)),
            places: turn::places(),
            // As many answers as are made at once, and some on their way to slow clients.
            room: Room::of(usize::from(args.workers) + 4, sparql::MOST_BYTES),
            metrics: Metrics::default(),
            world: RwLock::new(Some(world)),
            args,
        })
    }
}

/// Serves until it is told to stop.
pub fn run(args: &Serve) -> Done {
    // What is wrong with the command line is told before anything is read.
    Token::of(args)?;
    let _ = guard::cors(args)?;
    let world = World::open(&args.source)?;
    // The first question need not wait.
    world.ready()?;
    let shared = Arc::new(Shared::of(world, args.clone())?);
    let router = router(&shared)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|source| failed("start", args, source))?;
    runtime.block_on(async {
        let listener = TcpListener::bind(args.bind).await.map_err(|source| failed("listen at", args, source))?;
        let at = listener.local_addr().map_err(|source| failed("listen at", args, source))?;
        pool::start(&shared);
        tokio::spawn(view::warm(Arc::clone(&shared)));
        say(format_args!("luocdo: http://{at}/ — Ctrl+C ends it"));
        listen::listen(listener, &shared, router, told_to_stop()).await;
        Ok::<_, Error>(())
    })?;
    // A question that still runs is not waited for.
    runtime.shutdown_timeout(Duration::from_millis(200));
    Ok(Outcome::Done)
}

/// Every address that is answered, with what every request passes.
fn router(shared: &Arc<Shared>) -> Result<Router> {
    let most = usize::try_from(shared.args.max_body.saturating_mul(1 << 20)).unwrap_or(usize::MAX);
    let writer = from_fn_with_state(Arc::clone(shared), guard::writer);
    let written = put(data::write).post(data::write).delete(data::delete).layer(writer);
    let answers = Router::new()
        .merge(view::routes(shared))
        .route("/api/openapi.json", get(openapi::describe))
        .route("/api/{question}", get(api::ask))
        .route("/sparql", get(sparql::answer).post(sparql::answer))
        .route("/data", get(data::read).merge(written))
        .route("/.well-known/void", get(described::data))
        .route("/health", get(metrics::health))
        .route("/metrics", get(metrics::tell))
        .route("/assets/{*file}", get(page::asset))
        .fallback(resource::resource_or_page)
        .with_state(Arc::clone(shared));
    // The last is the first that a request passes.
    Ok(answers
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(most))
        .layer(CompressionLayer::new().compress_when(guard::packed()))
        .layer(guard::cors(&shared.args)?)
        .layer(from_fn_with_state(Arc::clone(shared), guard::host))
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(from_fn_with_state(Arc::clone(shared), watch::watch)))
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
