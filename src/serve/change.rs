//! A change of the store while it is served: the SPARQL workers end, the world is taken out and closed, the store is opened
//! for writing, changed, and opened anew. Whoever asks meanwhile waits. A store in memory is changed where it is.

use super::Shared;
use super::reply::Refusal;
use crate::commands::World;
use luocdo::Result;
use luocdo::judge::Judgements;
use luocdo::store::Store;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Changes the store. One change is made at a time; it runs to its end even if whoever asked for it leaves.
pub async fn change<T: Send + 'static>(
    shared: &Arc<Shared>,
    work: impl FnOnce(&mut Store) -> Result<T> + Send + 'static,
) -> std::result::Result<T, Refusal> {
    let shared = Arc::clone(shared);
    let changed = tokio::spawn(async move {
        let pause = shared.pool.pause().await;
        let kept = Arc::clone(&shared);
        let done = tokio::task::spawn_blocking(move || written(&kept, work)).await;
        drop(pause);
        done
    });
    let done = changed.await.map_err(|error| Refusal::inside(&error))?;
    done.map_err(|error| Refusal::inside(&error))?
}

fn written<T>(shared: &Shared, work: impl FnOnce(&mut Store) -> Result<T>) -> std::result::Result<T, Refusal> {
    let mut place = shared.world.blocking_write();
    let source = &shared.args.source;
    if !source.from.is_empty() {
        let world = place.as_mut().ok_or_else(Refusal::closed)?;
        world.forget();
        return Ok(work(&mut world.store)?);
    }
    let judgements = place.take().ok_or_else(Refusal::closed)?.judgements.clone();
    let done = catch_unwind(AssertUnwindSafe(|| {
        let mut store = Store::open_to_write(&source.store, None)?;
        store.judge_by(Judgements::read(&judgements)?);
        let done = work(&mut store)?;
        store.flush()?;
        Ok(done)
    }));
    // Whatever became of the change, the store is as it was or as it should be, and is served again.
    *place = Some(World::open(source)?);
    let done: Result<T> = done.map_err(|_| Refusal::inside(&"a change panicked"))?;
    Ok(done?)
}
