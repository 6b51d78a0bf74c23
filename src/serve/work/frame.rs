//! How a server and its workers talk over pipes: a length of four bytes (big end first), then JSON; the bytes of an answer
//! follow the frame that tells their number. A frame longer than [`MOST`] is not read.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind, Read, Write};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The longest frame, in bytes.
pub const MOST: u32 = 16 << 20;

/// A query for a worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The query.
    pub query: String,
    /// IRIs of the graphs whose union is the default graph; none of both kinds means all.
    pub default_graphs: Vec<String>,
    /// IRIs of the graphs that `GRAPH` may name.
    pub named_graphs: Vec<String>,
    /// The media type for rows and truths; `None` if the asker takes none.
    pub rows: Option<String>,
    /// The media type for facts; `None` if the asker takes none.
    pub facts: Option<String>,
    /// The most rows or facts.
    pub max_rows: u64,
    /// The most bytes of the answer.
    pub max_bytes: u64,
}

/// What became of a query, or of the start of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The worker has opened the store and waits.
    Ready,
    /// It is answered; so many bytes follow.
    Answered(u64),
    /// The query is not SPARQL, or asks for what is off.
    Misspelt,
    /// The asker does not take the form that the query gives.
    NotAcceptable,
    /// More rows, facts or bytes than the asker may have.
    TooMany,
    /// The store cannot be read.
    Failed,
}

/// What a worker tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What became of it.
    pub outcome: Outcome,
    /// The media type of an answer; else what is wrong, in words.
    pub words: String,
    /// The worker holds so much memory that another should take its place.
    pub tired: bool,
}

fn encode(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let json = serde_json::to_vec(value)?;
    let length = u32::try_from(json.len()).ok().filter(|length| *length <= MOST).ok_or(ErrorKind::InvalidData)?;
    Ok([&length.to_be_bytes(), json.as_slice()].concat())
}

fn length(bytes: [u8; 4]) -> io::Result<usize> {
    let length = u32::from_be_bytes(bytes);
    if length > MOST { Err(ErrorKind::InvalidData.into()) } else { usize::try_from(length).map_err(io::Error::other) }
}

/// Reads a frame; `UnexpectedEof` where there is none.
pub fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    let mut head = [0; 4];
    from.read_exact(&mut head)?;
    let mut json = vec![0; length(head)?];
    from.read_exact(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

/// Writes a frame.
pub fn write(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    to.write_all(&encode(value)?)
}

/// Reads a frame without holding a thread.
pub async fn receive<T: DeserializeOwned>(from: &mut (impl AsyncRead + Unpin)) -> io::Result<T> {
    let mut head = [0; 4];
    from.read_exact(&mut head).await?;
    let mut json = vec![0; length(head)?];
    from.read_exact(&mut json).await?;
    Ok(serde_json::from_slice(&json)?)
}

/// Writes a frame without holding a thread.
pub async fn send(to: &mut (impl AsyncWrite + Unpin), value: &impl Serialize) -> io::Result<()> {
    to.write_all(&encode(value)?).await?;
    to.flush().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_as_it_was() {
        let asked = Asked { query: "ASK { ?s ?p \"Chỉ thị\" }".into(), max_rows: 7, ..Asked::default() };
        let mut pipe = Vec::new();
        write(&mut pipe, &asked).expect("memory takes it");
        write(&mut pipe, &asked).expect("memory takes it");
        let mut from = pipe.as_slice();
        assert_eq!([read::<Asked>(&mut from).expect("one"), read(&mut from).expect("two")], [asked.clone(), asked]);
        assert_eq!(read::<Asked>(&mut from).expect_err("the end").kind(), ErrorKind::UnexpectedEof);
    }

    #[test]
    fn a_length_that_cannot_be_is_not_waited_for() {
        let mut from = [0xff, 0xff, 0xff, 0xff, b'{'].as_slice();
        assert_eq!(read::<Asked>(&mut from).expect_err("too long").kind(), ErrorKind::InvalidData);
    }
}
