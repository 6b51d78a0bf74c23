//! A question that runs within the server → its answer, in its turn: at most so many run at once, none is waited for
//! longer than `--timeout`, and one that takes longer keeps its place until it ends, so that hostile clients cannot pile
//! them up.

use super::Shared;
use super::reply::Refusal;
use crate::commands::World;
use axum::http::StatusCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The places for questions: two for each processor.
pub fn places() -> Arc<Semaphore> {
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    Arc::new(Semaphore::new(2 * processors))
}

/// Runs a question on a thread of its own.
pub async fn take<T: Send + 'static>(
    shared: &Arc<Shared>,
    question: impl FnOnce(&World) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let limit = Duration::from_secs(shared.args.timeout);
    let place = timeout(limit, Arc::clone(&shared.places).acquire_owned()).await;
    let Ok(Ok(place)) = place else {
        return Err(Refusal::busy());
    };
    let kept = Arc::clone(shared);
    let running = tokio::task::spawn_blocking(move || {
        let _place = place;
        let world = kept.world.blocking_read();
        question(world.as_ref().ok_or_else(Refusal::closed)?)
    });
    match timeout(limit, running).await {
        Ok(done) => done.map_err(|error| Refusal::inside(&error))?,
        Err(_) => Err(Refusal::new(
            StatusCode::GATEWAY_TIMEOUT,
            format!("the question takes longer than {} s; ask for less", limit.as_secs()),
        )),
    }
}
