//! A question that runs within the server → its answer, on a thread of its own.

use super::Shared;
use super::reply::Refusal;
use crate::commands::World;
use std::sync::Arc;

/// Runs a question on a thread of its own.
pub async fn take<T: Send + 'static>(
    shared: &Arc<Shared>,
    question: impl FnOnce(&World) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let kept = Arc::clone(shared);
    let running = tokio::task::spawn_blocking(move || {
        let world = kept.world.blocking_read();
        question(world.as_ref().ok_or_else(Refusal::closed)?)
    });
    running.await.map_err(|error| Refusal::inside(&error))?
}
