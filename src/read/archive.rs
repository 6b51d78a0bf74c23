//! A ZIP archive → its members, one unpacked at a time, in the order of the archive. Nothing is written to disk,
//! so a member's name is only a name. What unpacks to far more than it takes is refused.

use super::sources::{Names, Step, Stream, too_large};
use super::{Input, Options, sniff};
use crate::error::{Error, Result};
use quick_xml::events::Event;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;
use zip::result::ZipError;

/// A member that grows more than so many times is a bomb. Running text grows ten times, the XML of a long table
/// a hundred times; deflate cannot do more than 1,032.
const RATIO: u64 = 250;
/// Below so many bytes nothing is a bomb.
const HARMLESS: u64 = 16 << 20;
/// Elements within each other in a part of a document; a table in a table in a table has thirty.
const DEEPEST: usize = 250;
/// The most members of an archive.
const MEMBERS: usize = 100_000;

/// The members of an archive.
pub struct Members {
    name: String,
    archive: ZipArchive<Box<dyn Stream>>,
    names: Names,
    /// Bytes of the archive, and bytes unpacked so far.
    packed: u64,
    unpacked: u64,
    at: usize,
}

impl Members {
    /// The members of the archive in `bytes`.
    ///
    /// # Errors
    /// [`Error::Damaged`] if its list of members cannot be read, [`Error::Bomb`] if that is too long.
    pub fn open(name: &str, mut bytes: Box<dyn Stream>) -> Result<Self> {
        let path = Path::new(name);
        let fail = |source| Error::File { action: "read", path: path.to_owned(), source };
        let packed = bytes.seek(io::SeekFrom::End(0)).map_err(fail)?;
        let archive = ZipArchive::new(bytes).map_err(|error| broken(path, error))?;
        if archive.len() > MEMBERS {
            let message = format!("{} members, the limit is {MEMBERS}", archive.len());
            return Err(Error::Bomb { path: path.to_owned(), message });
        }
        Ok(Members { name: name.to_owned(), archive, names: Names::default(), packed, unpacked: 0, at: 0 })
    }

    /// The next member that is of a kind that is read.
    pub fn step(&mut self, options: &Options<'_>) -> Step {
        while self.at < self.archive.len() {
            let at = self.at;
            self.at += 1;
            let (inside, member) = match self.archive.by_index_raw(at) {
                Ok(member) if member.is_dir() => continue,
                Ok(member) => {
                    let sizes = (member.size(), member.compressed_size(), member.encrypted());
                    (plain_name(member.name_raw(), member.name().ok().as_deref()), sizes)
                }
                Err(error) => return Step::source(Err(broken(Path::new(&self.name), error))),
            };
            let (size, packed, encrypted) = member;
            let path = Path::new(&inside);
            let hidden = |part: &str| part.starts_with('.') && part.len() > 2 || part == "__MACOSX";
            if inside.split('/').any(hidden) {
                continue;
            }
            if !sniff::is_readable(path) {
                return Step::Passed(path.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase()));
            }
            let name = self.names.unique(&self.name, &inside, at as u64 + 1);
            let path = Path::new(&name);
            if encrypted {
                return Step::source(Err(Error::Protected { path: path.to_owned() }));
            }
            if let Err(error) = measured(path, size, packed) {
                return Step::source(Err(error));
            }
            if size > options.limit {
                return Step::source(Err(too_large(path, size, options.limit)));
            }
            self.unpacked = self.unpacked.saturating_add(size);
            if let Err(error) = measured(Path::new(&self.name), self.unpacked, self.packed) {
                return Step::Broken(error);
            }
            return match unpack(&mut self.archive, at, size) {
                Ok(bytes) => Step::Member(name, bytes),
                Err(error) => Step::source(Err(broken(path, error))),
            };
        }
        Step::End
    }
}

/// Looks at a file that is a ZIP archive inside (DOCX, ODT) before another library unpacks it: its parts are
/// whole and do not grow out of measure.
///
/// # Errors
/// [`Error::Damaged`], [`Error::Protected`] or [`Error::Bomb`].
pub fn check(input: Input<'_>) -> Result<()> {
    let Input { path, bytes, .. } = input;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(path, error))?;
    let mut total: u64 = 0;
    for at in 0..archive.len() {
        let mut member = match archive.by_index(at) {
            Ok(member) => member,
            Err(error) => return Err(broken(path, error)),
        };
        measured(path, member.size(), member.compressed_size())?;
        total = total.saturating_add(member.size());
        let is_text = member.name().is_ok_and(|name| name.ends_with(".xml"));
        if is_text {
            let most = member.size();
            let damaged = |message: String| Error::Damaged { path: path.to_owned(), message };
            well_formed(member.by_ref().take(most.saturating_add(1))).map_err(damaged)?;
        }
    }
    measured(path, total, bytes.len() as u64)
}

/// Reads a part in XML to its end; in words what is wrong with it, also where its elements lie so deep inside each
/// other that reading them would take all of the stack.
fn well_formed(part: impl Read) -> std::result::Result<(), String> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut depth) = (Vec::new(), 0usize);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) if depth == DEEPEST => return Err("its elements lie too deep inside each other".into()),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) if depth > 0 => return Err("a part of it breaks off".into()),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
        buffer.clear();
    }
}

/// Looks at an OpenDocument file as [`check`] does, and whether its parts are enciphered.
///
/// # Errors
/// As [`check`].
pub fn check_open_document(input: Input<'_>) -> Result<()> {
    check(input)?;
    let Input { path, bytes, .. } = input;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(path, error))?;
    let mut manifest = String::new();
    if let Ok(member) = archive.by_name("META-INF/manifest.xml") {
        member.take(1 << 20).read_to_string(&mut manifest).map_err(|error| broken(path, error.into()))?;
    }
    if manifest.contains("encryption-data") { Err(Error::Protected { path: path.to_owned() }) } else { Ok(()) }
}

/// Refuses what grows out of measure.
fn measured(path: &Path, size: u64, packed: u64) -> Result<()> {
    let times = size / packed.max(1);
    if size <= HARMLESS || times <= RATIO {
        return Ok(());
    }
    Err(Error::Bomb { path: path.to_owned(), message: format!("{times} times, the limit is {RATIO}") })
}

/// The bytes of a member, which says that it has `size` of them.
fn unpack(archive: &mut ZipArchive<Box<dyn Stream>>, at: usize, size: u64) -> std::result::Result<Vec<u8>, ZipError> {
    let mut bytes = Vec::new();
    let read = archive.by_index(at)?.take(size.saturating_add(1)).read_to_end(&mut bytes)?;
    if read as u64 != size {
        return Err(ZipError::InvalidArchive("a member is not as long as it says".into()));
    }
    Ok(bytes)
}

/// A member's name: UTF-8 where it is, whatever its flag says, else as CP437 gives it; composed, with slashes.
fn plain_name(raw: &[u8], decoded: Option<&str>) -> String {
    let name = std::str::from_utf8(raw).ok().or(decoded).unwrap_or("?");
    name.replace('\\', "/").nfc().collect()
}

/// Why an archive or a member cannot be unpacked.
fn broken(path: &Path, error: ZipError) -> Error {
    let path = path.to_owned();
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Error::Protected { path }
        }
        ZipError::Io(source) if source.raw_os_error().is_some() => Error::File { action: "read", path, source },
        error => Error::Damaged { path, message: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_utf_8_where_they_can_be() {
        let name = "văn bản\\quyết định.txt";
        assert_eq!(plain_name(name.as_bytes(), Some("v─ân")), "văn bản/quyết định.txt");
        assert_eq!(plain_name("a\u{306}.txt".as_bytes(), None), "ă.txt");
        assert_eq!(plain_name(b"b\x84n.txt", Some("bän.txt")), "bän.txt");
        assert_eq!(plain_name(b"\xFF", None), "?");
    }
}
