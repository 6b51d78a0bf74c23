//! Memory for answers to SPARQL: room for one is taken before it is asked for, and given back piece by piece as the client
//! takes it, so that clients who ask for much and read slowly cannot fill the machine.

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Room in memory for the answers that are made or on their way, so that clients who read slowly cannot fill it.
pub struct Room {
    /// In pieces of [`PIECE`] bytes.
    pieces: Arc<Semaphore>,
    each: u32,
}

const PIECE: usize = 64 << 10;

impl Room {
    /// Room for so many answers of so many bytes at most.
    pub fn of(answers: usize, bytes: u64) -> Self {
        let each = u32::try_from(bytes.div_ceil(PIECE as u64)).unwrap_or(u32::MAX);
        let all = answers.saturating_mul(usize::try_from(each).unwrap_or(usize::MAX)).min(Semaphore::MAX_PERMITS);
        Room { pieces: Arc::new(Semaphore::new(all)), each }
    }

    /// Room for one answer, waited for as long as `patience`.
    pub async fn take(&self, patience: Duration) -> Option<OwnedSemaphorePermit> {
        timeout(patience, Arc::clone(&self.pieces).acquire_many_owned(self.each)).await.ok()?.ok()
    }
}

/// An answer that goes out piece by piece and holds its room until the last piece is on its way.
struct Held {
    bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

/// The body of an answer; of the room it keeps what it needs.
pub fn held(bytes: Bytes, mut room: OwnedSemaphorePermit) -> Body {
    let needed = bytes.len().div_ceil(PIECE);
    drop(room.split(room.num_permits().saturating_sub(needed)));
    Body::new(Held { bytes, _room: room })
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.bytes.is_empty() {
            return Poll::Ready(None);
        }
        let length = self.bytes.len().min(4 * PIECE);
        Poll::Ready(Some(Ok(Frame::data(self.bytes.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_gives_its_room_back_when_it_is_sent() {
        let room = Room::of(1, 10 * PIECE as u64);
        let place = room.take(Duration::ZERO).await.expect("there is room");
        assert!(room.take(Duration::ZERO).await.is_none());
        let body = held(Bytes::from(vec![b'x'; 3 * PIECE]), place);
        assert_eq!(room.pieces.available_permits(), 7);
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("it is whole");
        assert_eq!((bytes.len(), room.pieces.available_permits()), (3 * PIECE, 10));
    }
}
