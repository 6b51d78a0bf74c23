//! Bytes → Text: the only step that can fail. One reader for each format, behind a trait: text in any encoding of
//! Vietnamese, HTML, PDF, Word; archives and dumps give many texts ([`Sources`]). It says clearly of anything else what
//! it is. Places in the source are recorded while normalising and never guessed afterwards.

mod archive;
mod docx;
mod dump;
mod encoding;
#[cfg(test)]
mod fixture;
mod html;
mod jsonl;
mod normalise;
mod office;
mod paragraphs;
mod parquet;
mod pdf;
mod quiet;
mod row;
mod sniff;
mod sources;

pub use dump::Map;
pub use normalise::{is_mark_above, normalise};
pub use sniff::is_readable;
pub use sources::{Options, Sources};

use crate::error::{Error, Result};
use crate::model::{Format, Text};
use crate::tables::page_words::PageWords;
use encoding::Decoded;
use sniff::Kind;
use std::io::Cursor;
use std::path::Path;

/// Reads a file of at most `limit` bytes.
///
/// Fails where the file cannot be read, is empty, too large, of another format or not UTF-8.
pub fn read_file(path: &Path, limit: u64) -> Result<Text> {
    let fail = |source| Error::File { action: "read", path: path.to_owned(), source };
    let size = std::fs::metadata(path).map_err(fail)?.len();
    if size > limit {
        const MB: u64 = 1 << 20;
        return Err(Error::TooLarge { path: path.to_owned(), size: size.div_ceil(MB), limit: limit / MB });
    }
    let bytes = std::fs::read(path).map_err(fail)?;
    read_bytes(path, &bytes)
}

/// A file to be read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Names the file in messages; its extension tells the format where its bytes do not.
    pub path: &'a Path,
    /// All its bytes.
    pub bytes: &'a [u8],
    /// Words that stand along the margins of pages.
    pub words: &'a PageWords,
}

/// Reads the files of one format: bytes in, a text with its places and what was left out comes out.
pub trait Reader: Sync {
    /// The text of a file.
    ///
    /// # Errors
    /// Names the file, what is wrong with it and the way out.
    fn read(&self, input: Input<'_>) -> Result<Text>;
}

/// The reader of a format.
fn reader(format: Format) -> &'static dyn Reader {
    match format {
        Format::Txt => &Plain,
        Format::Html => &WebPage,
        Format::Docx => &docx::Docx,
        Format::Doc => &office::Office(Format::Doc),
        Format::Rtf => &office::Office(Format::Rtf),
        Format::Odt => &office::Office(Format::Odt),
        Format::Pdf => &pdf::Pdf,
    }
}

/// Reads bytes that came from `path`. What they are is seen by themselves first, then by the name.
///
/// # Errors
/// As the format's reader; for what no reader takes, what it is; for a file of several texts, that it is one.
pub fn read_bytes(path: &Path, bytes: &[u8]) -> Result<Text> {
    let fail = |source| Error::File { action: "read", path: path.to_owned(), source };
    let words = PageWords::builtin()?;
    text_of(Input { path, bytes, words }, sniff::kind(path, &mut Cursor::new(bytes)).map_err(fail)?)
}

/// The one text of a file of this kind.
fn text_of(input: Input<'_>, kind: Kind) -> Result<Text> {
    let path = input.path.to_owned();
    let format = match kind {
        Kind::Text(format) => format,
        Kind::Protected => return Err(Error::Protected { path }),
        Kind::Broken(format) => {
            return Err(Error::Damaged { path, message: format!("it is no {} file inside", format.label()) });
        }
        Kind::Other(found) => return Err(Error::Format { path, found }),
        Kind::Archive | Kind::JsonLines | Kind::Parquet => {
            return Err(Error::Format { path, found: "a file of several texts" });
        }
    };
    let mut text = reader(format).read(input)?;
    if text.content.trim().is_empty() {
        return Err(Error::Empty { path });
    }
    let named = input.path.extension().and_then(|name| name.to_str());
    if let Some(name) = named.filter(|name| Format::from_extension(name).is_some_and(|named| named != format)) {
        text.notes.push(format!("its name ends in .{name}, but it is {}", format.label()));
    }
    Ok(text)
}

/// Plain text.
struct Plain;

impl Reader for Plain {
    fn read(&self, input: Input<'_>) -> Result<Text> {
        let decoded = decoded(input)?;
        let text = normalise(&decoded.text, Format::Txt).made_of(&decoded.text);
        Ok(decoded.told(text))
    }
}

/// A web page: its main text.
struct WebPage;

impl Reader for WebPage {
    fn read(&self, input: Input<'_>) -> Result<Text> {
        let decoded = decoded(input)?;
        let text = html::text(&decoded.text);
        Ok(decoded.told(text))
    }
}

/// The characters of a text file.
fn decoded(input: Input<'_>) -> Result<Decoded<'_>> {
    encoding::decode(input.path, input.bytes)
}

/// The text of a file as spans count in it: the decoded file, or what was taken out of one that is no plain text.
pub fn source_text(path: &Path, limit: u64) -> Result<String> {
    let text = read_file(path, limit)?;
    if text.format != Format::Txt {
        return Ok(text.content);
    }
    let bytes = std::fs::read(path).map_err(|source| Error::File { action: "read", path: path.to_owned(), source })?;
    characters(path, &bytes)
}

/// The characters of a file of plain text as spans count in them, before anything is normalised.
///
/// # Errors
/// For bytes that are no text.
pub fn characters(path: &Path, bytes: &[u8]) -> Result<String> {
    encoding::decode(path, bytes).map(|decoded| decoded.text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(name: &str, bytes: &[u8]) -> String {
        read_bytes(Path::new(name), bytes).expect_err("must fail").to_string()
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(
            error("a.txt", b"\x89PNG\r\n"),
            "`a.txt` is a picture, which is not read; save it as text, HTML, PDF or DOCX first"
        );
        assert_eq!(
            error("a.docx", b"PK\x03\x04"),
            "`a.docx` is damaged (it is no DOCX file inside); get it again from where it came from"
        );
        assert!(error("a.zip", &fixture::zip(&[("b.txt", b"b")])).contains("a file of several texts"));
        assert!(error("a.txt", b"ab\0cd").contains("a binary file"));
        assert!(error("a.txt", b" \n\r\n ").contains("is empty"));
        assert!(error("a.txt", b"").contains("is empty"));
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_line() {
        let message = error("a.txt", b"S\xE1\xBB\x9F\nY t\xFF");
        assert_eq!(message, "`a.txt` is not valid UTF-8 at byte 8 (line 2); save it as UTF-8 first");
    }

    #[test]
    fn a_large_file_is_refused_before_it_is_read() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        file.as_file().set_len(3 << 20).expect("a size");
        let message = read_file(file.path(), 2 << 20).expect_err("must fail").to_string();
        assert!(message.ends_with("is 3 MB, over the limit of 2 MB; split it or raise `--max-size`"), "{message}");
    }
}
