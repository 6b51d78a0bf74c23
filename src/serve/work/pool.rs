//! Some workers, started before they are needed, each with the store open: a query goes to one that is free, and waits a
//! while if none is. A query that takes too long, or whose asker left, is ended with its worker, and another worker takes
//! the place. While the store is written there are none ([`Pool::pause`]), since a worker reads it.

use super::frame::{self, Asked, Outcome, Told};
use crate::commands::say;
use crate::serve::Shared;
use axum::body::Bytes;
use luocdo::store::Part;
use oxigraph::io::RdfFormat;
use std::io;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedRwLockWriteGuard, RwLock, mpsc, oneshot, watch};
use tokio::time::{sleep, timeout};

/// How many queries wait for each worker; more are refused.
const QUEUE: usize = 8;
/// How long a worker may take to open the store.
const START: Duration = Duration::from_secs(600);
/// How long a query runs on whose asker left.
const LEFT: Duration = Duration::from_millis(500);
/// How long to wait before another try after a worker did not start.
const AGAIN: Duration = Duration::from_secs(1);

/// The workers of a server.
pub struct Pool {
    jobs: mpsc::Sender<Job>,
    queue: Arc<Mutex<mpsc::Receiver<Job>>>,
    /// How long a query may run.
    limit: Duration,
    /// True while no worker may be there.
    paused: watch::Sender<bool>,
    /// Held by each worker as long as it lives.
    alive: Arc<RwLock<()>>,
    /// Held by who writes.
    writing: Arc<Mutex<()>>,
    /// What is counted for /metrics.
    pub counts: Counts,
}

/// How many queries and workers there are and were.
#[derive(Debug, Default)]
pub struct Counts {
    /// Workers that are ready or at work.
    pub workers: AtomicU64,
    /// Queries that run now.
    pub running: AtomicU64,
    /// Queries that were answered or refused by a worker.
    pub done: AtomicU64,
    /// Queries ended for taking too long.
    pub too_long: AtomicU64,
    /// Queries that ended their worker: too much memory, or nested too deeply.
    pub too_large: AtomicU64,
    /// Queries ended because nobody waited any more.
    pub left: AtomicU64,
    /// Queries that found no place.
    pub refused: AtomicU64,
}

/// Why a query has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// No worker had time for it.
    Busy,
    /// It took too long.
    TooLong,
    /// Its worker died of it.
    TooLarge,
}

/// What a worker said, and the bytes of an answer.
pub type Reply = (Told, Bytes);

struct Job {
    asked: Asked,
    reply: oneshot::Sender<Result<Reply, Unanswered>>,
}

/// As long as this is held no worker reads the store.
pub struct Pause<'a> {
    pool: &'a Pool,
    _alone: OwnedRwLockWriteGuard<()>,
    _turn: OwnedMutexGuard<()>,
}

impl Drop for Pause<'_> {
    fn drop(&mut self) {
        self.pool.paused.send_replace(false);
    }
}

/// Counts something as long as it lives.
struct Gauge<'a>(&'a AtomicU64);

impl<'a> Gauge<'a> {
    fn of(count: &'a AtomicU64) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Gauge(count)
    }
}

impl Drop for Gauge<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    /// A pool whose workers are not started yet; queries may run for `limit`.
    pub fn new(workers: u16, limit: Duration) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE * usize::from(workers));
        Pool {
            jobs,
            queue: Arc::new(Mutex::new(queue)),
            limit,
            paused: watch::Sender::new(false),
            alive: Arc::default(),
            writing: Arc::default(),
            counts: Counts::default(),
        }
    }

    /// Queries that wait for a worker.
    pub fn waiting(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    /// Has a worker answer. The query ends when the future is dropped.
    pub async fn ask(&self, asked: Asked) -> Result<Reply, Unanswered> {
        let refused = || {
            self.counts.refused.fetch_add(1, Ordering::Relaxed);
            Unanswered::Busy
        };
        let (reply, answer) = oneshot::channel();
        self.jobs.try_send(Job { asked, reply }).map_err(|_| refused())?;
        // As long to wait as to run.
        match timeout(self.limit * 2 + AGAIN, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) | Err(_) => Err(refused()),
        }
    }

    /// Ends all workers once what they are at is answered, and lets none begin before the guard is dropped. Take it
    /// before the world is taken, never after: a worker that starts may need the world.
    pub async fn pause(&self) -> Pause<'_> {
        let turn = Arc::clone(&self.writing).lock_owned().await;
        self.paused.send_replace(true);
        let alone = Arc::clone(&self.alive).write_owned().await;
        Pause { pool: self, _alone: alone, _turn: turn }
    }
}

/// Starts the workers of a server, and keeps them as many.
pub fn start(shared: &Arc<Shared>) {
    for _ in 0..shared.args.workers {
        tokio::spawn(keep(Arc::clone(shared)));
    }
}

/// Has one worker after the other, as each ends.
async fn keep(shared: Arc<Shared>) {
    let pool = &shared.pool;
    let mut paused = pool.paused.subscribe();
    while paused.wait_for(|paused| !paused).await.is_ok() {
        let _alive = pool.alive.read().await;
        match timeout(START, Worker::start(&shared)).await {
            Ok(Ok(worker)) => {
                let _ready = Gauge::of(&pool.counts.workers);
                employ(pool, worker, &mut paused).await;
            }
            Ok(Err(error)) => {
                say(format_args!("luocdo: a worker did not start: {error}"));
                sleep(AGAIN).await;
            }
            Err(_) => say(format_args!("luocdo: a worker did not start in {} s", START.as_secs())),
        }
    }
}

/// Gives a worker query after query until it is ended.
async fn employ(pool: &Pool, mut worker: Worker, paused: &mut watch::Receiver<bool>) {
    loop {
        let next = async { pool.queue.lock().await.recv().await };
        let job = tokio::select! {
            biased;
            _ = paused.wait_for(|paused| *paused) => None,
            // Ended from outside, or by what it did last.
            _ = worker.child.wait() => return,
            job = next => job,
        };
        let Some(Job { asked, mut reply }) = job else {
            return worker.end().await;
        };
        if reply.is_closed() {
            continue;
        }
        let running = Gauge::of(&pool.counts.running);
        let (count, answer) = tokio::select! {
            answer = worker.answer(&asked) => match answer {
                Ok(answer) => (&pool.counts.done, Some(Ok(answer))),
                Err(_) => (&pool.counts.too_large, Some(Err(Unanswered::TooLarge))),
            },
            () = sleep(pool.limit) => (&pool.counts.too_long, Some(Err(Unanswered::TooLong))),
            () = left(&mut reply) => (&pool.counts.left, None),
        };
        count.fetch_add(1, Ordering::Relaxed);
        drop(running);
        let goes_on = matches!(&answer, Some(Ok((told, _))) if !told.tired);
        if let Some(answer) = answer {
            // Whoever left in the meantime is not told.
            let _ = reply.send(answer);
        }
        if !goes_on {
            return worker.end().await;
        }
    }
}

/// Ends when nobody has waited for an answer for a moment. A query that ends in that moment costs less than a new worker.
async fn left(reply: &mut oneshot::Sender<Result<Reply, Unanswered>>) {
    reply.closed().await;
    sleep(LEFT).await;
}

/// One worker. It is killed when it is dropped.
struct Worker {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Worker {
    /// Starts one and waits until it has opened the store.
    async fn start(shared: &Arc<Shared>) -> io::Result<Self> {
        let source = &shared.args.source;
        let mut command = Command::new(program()?);
        #[cfg(unix)]
        command.arg0("luocdo");
        command.arg("worker").arg(format!("--max-memory={}", shared.args.max_memory));
        let handed = if source.from.is_empty() {
            command.arg("--store").arg(&source.store);
            None
        } else {
            let (base, facts) = handed(shared).await?;
            command.arg("--handed").arg(format!("--base={base}"));
            Some(facts)
        };
        command.env_remove(super::super::guard::token::VARIABLE);
        // Each arena of the C library takes 64 MB of addresses, which are bounded.
        command.env("MALLOC_ARENA_MAX", "2");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn()?;
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let mut to = child.stdin.take().ok_or_else(gone)?;
        let mut from = BufReader::new(child.stdout.take().ok_or_else(gone)?);
        if let Some(facts) = handed {
            to.write_all(&(facts.len() as u64).to_be_bytes()).await?;
            to.write_all(&facts).await?;
            to.flush().await?;
        }
        let told: Told = frame::receive(&mut from).await?;
        if told.outcome != Outcome::Ready {
            return Err(io::Error::other(told.words));
        }
        Ok(Worker { child, to, from })
    }

    async fn answer(&mut self, asked: &Asked) -> io::Result<Reply> {
        frame::send(&mut self.to, asked).await?;
        let told: Told = frame::receive(&mut self.from).await?;
        let length = match told.outcome {
            Outcome::Answered(length) if length <= asked.max_bytes => {
                usize::try_from(length).map_err(io::Error::other)?
            }
            Outcome::Answered(_) => return Err(io::ErrorKind::InvalidData.into()),
            _ => 0,
        };
        let mut bytes = vec![0; length];
        self.from.read_exact(&mut bytes).await?;
        Ok((told, bytes.into()))
    }

    /// Ends it at once and waits until the system has.
    async fn end(mut self) {
        let _ = self.child.kill().await;
    }
}

/// What a worker of a store in memory is given: the base, and all facts as N-Quads.
async fn handed(shared: &Arc<Shared>) -> io::Result<(String, Vec<u8>)> {
    let shared = Arc::clone(shared);
    let dumped = tokio::task::spawn_blocking(move || {
        let world = shared.world.blocking_read();
        let store = &world.as_ref().ok_or("the store is closed")?.store;
        let mut facts = Vec::new();
        store.dump(RdfFormat::NQuads, Part::ALL, &mut facts).map_err(|error| error.to_string())?;
        Ok::<_, String>((store.base().as_str().to_owned(), facts))
    });
    dumped.await?.map_err(io::Error::other)
}

/// This program. On Linux by a name that stays right when the file is replaced.
fn program() -> io::Result<std::path::PathBuf> {
    if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { std::env::current_exe() }
}
