//! Connections: no more than [`MOST`] at once, headers of bounded size that must come in time, and a client that does not
//! take its answer is let go. When the server is told to end it takes no more and finishes what it is at.

use super::Shared;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Sleep, sleep, timeout};

/// The most connections at once; others wait to be taken.
const MOST: usize = 512;
/// How long the headers of a request may take, and how long a connection may rest between two.
const HEADERS: Duration = Duration::from_secs(20);
/// The most headers of a request.
const MOST_HEADERS: usize = 64;
/// The most bytes of headers: a query in the address takes its place there.
const HEADER_BYTES: usize = 256 << 10;
/// How long a client may take no byte of its answer.
const STUCK: Duration = Duration::from_secs(60);
/// How long what is at work may take when the server is told to end.
const ENDING: Duration = Duration::from_secs(10);

/// Serves until `end` is there.
pub async fn listen(listener: TcpListener, shared: &Arc<Shared>, router: Router, end: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(MOST));
    let (ending, _) = watch::channel(false);
    let mut end = std::pin::pin!(end);
    loop {
        let taken = async {
            let place = Arc::clone(&places).acquire_owned().await.ok()?;
            Some((place, listener.accept().await))
        };
        let (place, stream) = tokio::select! {
            () = &mut end => break,
            taken = taken => match taken {
                Some((place, Ok((stream, _)))) => (place, stream),
                Some((_, Err(_))) => {
                    // Too many files are open, or the client left: both pass.
                    sleep(Duration::from_millis(50)).await;
                    continue;
                }
                None => break,
            },
        };
        // Answers go out as they are.
        let _ = stream.set_nodelay(true);
        let (router, mut ends) = (router.clone(), ending.subscribe());
        tokio::spawn(async move {
            let mut server = http1::Builder::new();
            server
                .timer(TokioTimer::new())
                .header_read_timeout(HEADERS)
                .max_headers(MOST_HEADERS)
                .max_buf_size(HEADER_BYTES);
            let io = TokioIo::new(Taken { stream, stuck: None });
            let mut connection = std::pin::pin!(server.serve_connection(io, TowerToHyperService::new(router)));
            let told = async { ends.wait_for(|ending| *ending).await.is_ok() };
            tokio::select! {
                _ = connection.as_mut() => {}
                _ = told => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
            drop(place);
        });
    }
    drop(listener);
    ending.send_replace(true);
    let all = u32::try_from(MOST).unwrap_or(u32::MAX);
    let limit = ENDING.min(Duration::from_secs(shared.args.timeout));
    // What takes longer is cut off.
    let _ = timeout(limit, places.acquire_many(all)).await;
}

/// A connection whose client must take what it is sent.
struct Taken {
    stream: TcpStream,
    /// Runs while the client takes nothing.
    stuck: Option<Pin<Box<Sleep>>>,
}

impl Taken {
    /// What writing came to; an error once it was stuck for too long.
    fn minded<T>(&mut self, written: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stuck = None;
            return written;
        }
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(sleep(STUCK)));
        ready!(stuck.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Taken {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Taken {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.minded(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.minded(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
