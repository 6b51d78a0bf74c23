//! The bytes of a file → what it is. The bytes decide, and the name only where they leave it open: people give
//! files wrong names, and sites give web pages the name of a Word file.

use crate::model::Format;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Text(Format),
    /// A ZIP archive of files.
    Archive,
    /// A dump with a JSON object on each line, or one array of them.
    JsonLines,
    /// A dump in Parquet.
    Parquet,
    /// A text that cannot be read without its password.
    Protected,
    /// A text of this format by its name, and none by its bytes.
    Broken(Format),
    /// Nothing that is read: `a picture`.
    Other(&'static str),
}

impl Kind {
    /// True for a file of several texts.
    pub fn is_collection(self) -> bool {
        matches!(self, Kind::Archive | Kind::JsonLines | Kind::Parquet)
    }
}

/// How much of the beginning is looked at, in bytes.
const HEAD: u64 = 4096;

/// Beginnings of files that people give by mistake, with what they are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1F\x8B", "a compressed file"),
    (b"\x28\xB5\x2F\xFD", "a compressed file"),
    (b"Rar!", "an archive that is no ZIP"),
    (b"7z\xBC\xAF", "an archive that is no ZIP"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"MIME-Version:", "a web page saved as MHTML"),
    (b"SQLite format 3\0", "a database"),
];

/// Extensions of files that hold several texts.
const COLLECTIONS: &[&str] = &["zip", "jsonl", "ndjson", "parquet"];

/// True if a file of a folder or an archive is to be read, by its name. Notes beside the papers (`README.md`) are not.
pub fn is_readable(path: &Path) -> bool {
    let readable = |name: &str| Format::from_extension(name).is_some() || COLLECTIONS.contains(&name);
    extension(path).is_some_and(|name| name != "md" && readable(&name))
}

/// What a file is.
///
/// # Errors
/// What the system says while it is read.
pub fn kind<R: Read + Seek>(path: &Path, file: &mut R) -> io::Result<Kind> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    let named = extension(path).as_deref().and_then(Format::from_extension);
    if head.starts_with(b"%PDF") || named == Some(Format::Pdf) && find(&head, b"%PDF-").is_some() {
        return Ok(Kind::Text(Format::Pdf));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zipped(named, file);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return compound(named, &head, file);
    }
    if head.starts_with(b"{\\rtf") {
        return Ok(Kind::Text(Format::Rtf));
    }
    if head.starts_with(b"PAR1") {
        return Ok(Kind::Parquet);
    }
    if let Some((_, found)) = OTHERS.iter().find(|(start, _)| head.starts_with(start)) {
        return Ok(Kind::Other(found));
    }
    Ok(written(path, named, &head))
}

/// What a file of characters is.
fn written(path: &Path, named: Option<Format>, head: &[u8]) -> Kind {
    // In UTF-16 every other byte of a tag is zero.
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let start: Vec<u8> = head.iter().copied().filter(|byte| !wide || *byte != 0).take(1000).collect();
    let plain = String::from_utf8_lossy(&start).to_ascii_lowercase();
    let plain = plain.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    if plain.starts_with("<!doctype html") || plain.contains("<html") {
        return Kind::Text(Format::Html);
    }
    let collection = matches!(extension(path).as_deref(), Some("jsonl" | "ndjson" | "json"));
    if plain.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) {
        return Kind::JsonLines;
    }
    match named {
        _ if collection => Kind::JsonLines,
        Some(format @ (Format::Txt | Format::Html)) => Kind::Text(format),
        Some(format) if !wide && !is_utf8(head) && !head.is_empty() => Kind::Broken(format),
        _ => Kind::Text(Format::Txt),
    }
}

/// True if the bytes are UTF-8, the last character perhaps cut off, and none is a zero.
fn is_utf8(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    whole && !head.contains(&0)
}

/// What a file in the ZIP format is, by the names of its members (ECMA-376 part 2; OpenDocument 1.3 part 2).
fn zipped<R: Read + Seek>(named: Option<Format>, file: &mut R) -> io::Result<Kind> {
    let mut archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(ZipError::Io(error)) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
        // Without its list of members, at the end, only the name is left.
        Err(_) => return Ok(named.map_or(Kind::Archive, Kind::Broken)),
    };
    let has = |start: &str| archive.file_names().flatten().any(|name| name.starts_with(start));
    if has("word/document") {
        return Ok(Kind::Text(Format::Docx));
    }
    if has("xl/") {
        return Ok(Kind::Other("an Excel file"));
    }
    if has("ppt/") {
        return Ok(Kind::Other("a PowerPoint file"));
    }
    let mut kind = String::new();
    if let Ok(member) = archive.by_name("mimetype") {
        // What cannot be unpacked is no type.
        let _ = member.take(100).read_to_string(&mut kind);
    }
    Ok(match kind.strip_prefix("application/vnd.oasis.opendocument.") {
        Some(rest) if rest.starts_with("text") => Kind::Text(Format::Odt),
        Some(_) => Kind::Other("an OpenDocument file without running text"),
        None if kind == "application/epub+zip" => Kind::Other("an e-book"),
        None if named == Some(Format::Docx) => Kind::Broken(Format::Docx),
        None => Kind::Archive,
    })
}

/// What a compound file is, by the names in the first sectors of its directory ([MS-CFB] 2.2 and 2.6).
fn compound<R: Read + Seek>(named: Option<Format>, head: &[u8], file: &mut R) -> io::Result<Kind> {
    let number = |at: usize| head.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
    let size: u64 = if head.get(30) == Some(&12) { 4096 } else { 512 };
    let mut directory = Vec::new();
    file.seek(SeekFrom::Start((u64::from(number(48)) + 1) * size))?;
    file.take(HEAD).read_to_end(&mut directory)?;
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(&directory, &wide).is_some()
    };
    Ok(if has("EncryptedPackage") {
        Kind::Protected
    } else if has("WordDocument") {
        Kind::Text(Format::Doc)
    } else if has("Workbook") {
        Kind::Other("an old Excel file")
    } else if has("PowerPoint") {
        Kind::Other("an old PowerPoint file")
    } else if has("__substg") {
        Kind::Other("an Outlook message")
    } else if named == Some(Format::Doc) {
        Kind::Broken(Format::Doc)
    } else {
        Kind::Other("an old Office file")
    })
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::zip;
    use std::io::Cursor;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expect: Kind) {
        assert_eq!(kind(Path::new(name), &mut Cursor::new(bytes)).expect("it reads"), expect);
    }

    #[test]
    fn the_bytes_decide() {
        check("a.docx", b"%PDF-1.7", Kind::Text(Format::Pdf));
        check("a.doc", "\u{feff} <!DOCTYPE html><p>a".as_bytes(), Kind::Text(Format::Html));
        check("a.doc", b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Kind::Text(Format::Html));
        check("a.doc", b"\xFE\xFF\0a", Kind::Text(Format::Txt));
        check("a.doc", b"{\\rtf1 a}", Kind::Text(Format::Rtf));
        check("a.txt", b"PAR1", Kind::Parquet);
        check("a.txt", b"{\"text\": 1}", Kind::JsonLines);
        check("a.pdf", b"\x89PNG", Kind::Other("a picture"));
        check("a.pdf", "Chỉ thị".as_bytes(), Kind::Text(Format::Txt));
        check("a.zip", &zip(&[("word/document.xml", b"<a/>")]), Kind::Text(Format::Docx));
        check("a.docx", &zip(&[("xl/workbook.xml", b"<a/>")]), Kind::Other("an Excel file"));
        check("a", &zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), Kind::Text(Format::Odt));
        check("a.docx", &zip(&[("a.txt", b"a")]), Kind::Broken(Format::Docx));
    }

    #[test]
    fn the_name_decides_where_the_bytes_do_not() {
        check("a.HTM", b"abc", Kind::Text(Format::Html));
        check("a", b"abc", Kind::Text(Format::Txt));
        check("a", b"", Kind::Text(Format::Txt));
        check("a.jsonl", b"broken", Kind::JsonLines);
        check("a.json", b"[{}]", Kind::JsonLines);
        check("a.txt", b"[1] Trang", Kind::Text(Format::Txt));
        check("a.zip", &zip(&[("a.txt", b"a")]), Kind::Archive);
        check("a.zip", b"PK\x03\x04 cut off", Kind::Archive);
        check("a.docx", b"PK\x03\x04 cut off", Kind::Broken(Format::Docx));
        check("a.docx", b"\xFF\x00\x01", Kind::Broken(Format::Docx));
    }

    #[test]
    fn a_compound_file_is_known_by_its_directory() {
        let file = |name: &str| {
            let mut bytes = vec![0; 1024];
            bytes[..4].copy_from_slice(b"\xD0\xCF\x11\xE0");
            bytes[30] = 9;
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes[48] = 1;
            bytes
        };
        check("a.docx", &file("WordDocument"), Kind::Text(Format::Doc));
        check("a.docx", &file("EncryptedPackage"), Kind::Protected);
        check("a.doc", &file("Workbook"), Kind::Other("an old Excel file"));
        check("a.doc", &file("x"), Kind::Broken(Format::Doc));
        check("a.doc", b"\xD0\xCF\x11\xE0", Kind::Broken(Format::Doc));
    }
}
