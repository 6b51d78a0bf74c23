//! Streams of a PDF unpacked within bounds: a few kilobytes may hold gigabytes, and the libraries ask no questions.

use crate::error::{Error, Result};
use crate::read::Input;
use flate2::read::ZlibDecoder;
use pdf_extract::{Object, Stream};
use std::io::Read;

/// What one file may unpack to, all streams together.
pub const UNPACKED: u64 = 1 << 30;
/// What one stream may unpack to.
const STREAM: u64 = 128 << 20;
/// Packed size up to which a stream in another packing than Flate alone is left to the library: at a thousandfold
/// at most, as LZW and Flate are, it stays within bounds.
const OTHER: usize = 128 << 10;
/// The widest field of a cross-reference stream that makes sense, in bytes.
const WIDEST: u64 = 8;

/// How much more a file may unpack.
#[derive(Debug)]
pub struct Budget(u64);

impl Budget {
    /// The whole of [`UNPACKED`].
    pub fn new() -> Self {
        Self(UNPACKED)
    }

    /// The bytes of a stream; `None` where they are packed in a way that is not read, or are too many.
    pub fn unpack(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let filters = stream.filters().unwrap_or_default();
        let bytes = match filters.as_slice() {
            [] => stream.content.clone(),
            [b"FlateDecode"] if stream.dict.get(b"DecodeParms").is_err() => {
                inflate(&stream.content, STREAM.min(self.0))?
            }
            [_] if stream.content.len() <= OTHER => stream.decompressed_content().ok()?,
            _ => return None,
        };
        self.0 = self.0.checked_sub(bytes.len() as u64)?;
        Some(bytes)
    }
}

/// Unpacked bytes, as far as they go where the packing is damaged; `None` if there are more than `limit`.
fn inflate(packed: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // What came before the damage is kept: a page cut short still says what it says.
    let _ = ZlibDecoder::new(packed).take(limit + 1).read_to_end(&mut bytes);
    (bytes.len() as u64 <= limit).then_some(bytes)
}

/// Looks at the streams that the library unpacks while it loads a file, before it does.
///
/// # Errors
/// For a file that unpacks to too much, and for one that would ask the library for more memory than there is.
pub fn before_loading(input: Input<'_>) -> Result<()> {
    let (path, bytes) = (input.path, input.bytes);
    let mut left = UNPACKED;
    for mark in [b"/ObjStm".as_slice(), b"/XRef"] {
        for at in occurrences(bytes, mark) {
            let end = bytes.len().min(at + 4096);
            let Some(data) = find(&bytes[at..end], b"stream").map(|n| at + n + b"stream".len()) else { continue };
            if mark == b"/XRef" && !has_sound_widths(&bytes[at.saturating_sub(1024)..data]) {
                let message = "its table of objects makes no sense".to_owned();
                return Err(Error::Damaged { path: path.to_owned(), message });
            }
            let packed = &bytes[data..];
            let packed = packed.strip_prefix(b"\r\n").or(packed.strip_prefix(b"\n")).unwrap_or(packed);
            let size = std::io::copy(&mut ZlibDecoder::new(packed).take(left + 1), &mut std::io::sink()).unwrap_or(0);
            let message = || format!("more than {} MB", UNPACKED >> 20);
            left = left.checked_sub(size).ok_or_else(|| Error::Bomb { path: path.to_owned(), message: message() })?;
        }
    }
    Ok(())
}

/// True unless a `/W [1 2 1]` asks for fields that are empty or too wide.
fn has_sound_widths(dictionary: &[u8]) -> bool {
    occurrences(dictionary, b"/W").all(|at| {
        let text = String::from_utf8_lossy(&dictionary[at + 2..]);
        let Some(list) = text.trim_start().strip_prefix('[').and_then(|rest| rest.split(']').next()) else {
            return true;
        };
        let widths: Option<Vec<u64>> = list.split_whitespace().map(|n| n.parse().ok()).collect();
        widths.is_some_and(|widths| widths.iter().all(|&w| w <= WIDEST) && widths.iter().any(|&w| w > 0))
    })
}

/// Where a mark stands.
fn occurrences<'a>(bytes: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + find(bytes.get(from..)?, mark)?;
        from = at + mark.len();
        Some(at)
    })
}

/// The first place of a mark.
fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    let (first, _) = mark.split_first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| byte == first)?;
        if bytes[at..].starts_with(mark) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// A number of a dictionary or array.
pub fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) if value.is_finite() => Some(f64::from(*value)),
        _ => None,
    }
}
