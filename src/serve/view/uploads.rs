//! Files that people send → names that are safe to write under, and the files beside the store where the next build finds
//! them. A name never leads out of its folder, never stands for something inside a file (`#`), and never hides.

use super::Refusal;
use super::params::wrong;
use axum::extract::Multipart;
use axum::http::StatusCode;
use luocdo::read::is_readable;
use luocdo::{Error, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The name of the folder beside that of the store.
const FOLDER: &str = "uploads";
/// The most bytes of a name.
const LONGEST: usize = 150;
/// The most files at once.
const FILES: usize = 200;

/// A file that was sent.
pub struct Sent {
    /// A name that is safe to write under.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The files of a form, from its fields `file`.
pub async fn files(mut form: Multipart) -> std::result::Result<Vec<Sent>, Refusal> {
    let mut found = Vec::new();
    loop {
        let unread = |error: axum::extract::multipart::MultipartError| Refusal::new(error.status(), error.body_text());
        let Some(field) = form.next_field().await.map_err(unread)? else { break };
        if field.name() != Some("file") {
            continue;
        }
        if found.len() == FILES {
            return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, format!("send at most {FILES} files at once")));
        }
        let name = safe(field.file_name().unwrap_or_default());
        let bytes = field.bytes().await.map_err(unread)?.to_vec();
        found.push(Sent { name, bytes });
    }
    if found.is_empty() { Err(wrong("send files in fields named `file`")) } else { Ok(found) }
}

/// The last part of a name without what is not safe in one.
pub fn safe(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .map(|c| if c.is_control() || is_invisible(c) || "#:*?\"<>|".contains(c) { '_' } else { c })
        .collect();
    let plain = plain.trim_matches([' ', '.']);
    let (stem, extension) = match plain.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 10 => (stem, format!(".{extension}")),
        _ => (plain, String::new()),
    };
    let most = LONGEST - extension.len();
    let cut = (0..=most.min(stem.len())).rev().find(|&at| stem.is_char_boundary(at)).unwrap_or(0);
    match stem[..cut].trim_matches([' ', '.']) {
        "" => format!("van-ban{extension}"),
        stem => format!("{stem}{extension}"),
    }
}

/// Marks that turn the direction of a name or cannot be seen in it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Why a file of this name is not taken; `None` if it is.
pub fn refused(name: &str) -> Option<Error> {
    let path = PathBuf::from(name);
    (!is_readable(&path)).then_some(Error::Format { path, found: "of a kind unknown by its name" })
}

/// The folder for the files of a store.
pub fn folder(store: &Path) -> PathBuf {
    store.with_file_name(FOLDER)
}

/// Writes a file into the folder, whole or not at all, in the place of one of its name.
///
/// # Errors
/// [`Error::File`] if it cannot be written.
pub fn keep(folder: &Path, sent: &Sent) -> Result<PathBuf> {
    let path = folder.join(&sent.name);
    let beside = folder.join(format!(".{}.tmp", sent.name));
    let failed = |source| Error::File { action: "write", path: path.clone(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    // A link of this name would lead elsewhere; it is replaced, not followed.
    let _ = fs::remove_file(&beside);
    let written = fs::File::create_new(&beside).and_then(|mut file| file.write_all(&sent.bytes));
    written.and_then(|()| fs::rename(&beside, &path)).map_err(failed)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for (given, expect) in [
            ("Tuần 27.docx", "Tuần 27.docx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\an\\kế hoạch.pdf", "kế hoạch.pdf"),
            ("..", "van-ban"),
            ("", "van-ban"),
            ("/", "van-ban"),
            (".hidden.txt", "hidden.txt"),
            ("a#b.txt", "a_b.txt"),
            ("a\0b\n.txt", "a_b_.txt"),
            ("ảnh\u{202e}txt.exe", "ảnh_txt.exe"),
            (" . .txt", "txt"),
        ] {
            assert_eq!(safe(given), expect, "{given:?}");
            assert_eq!(Path::new(&safe(given)).components().count(), 1);
        }
        let long = safe(&format!("{}.docx", "đ".repeat(500)));
        assert!(long.len() <= LONGEST && long.ends_with("đ.docx"), "{long}");
    }

    #[test]
    fn a_file_replaces_one_of_its_name_and_follows_no_link() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = folder(&root.path().join("luocdo.db"));
        assert_eq!(folder, root.path().join("uploads"));
        let sent = |words: &str| Sent { name: "a.txt".to_owned(), bytes: words.as_bytes().to_vec() };
        keep(&folder, &sent("một")).expect("written");
        #[cfg(unix)]
        {
            let outside = root.path().join("outside.txt");
            fs::write(&outside, "giữ nguyên").expect("written");
            fs::remove_file(folder.join("a.txt")).expect("it is there");
            std::os::unix::fs::symlink(&outside, folder.join("a.txt")).expect("a link");
            keep(&folder, &sent("hai")).expect("written");
            assert_eq!(fs::read_to_string(outside).expect("it reads"), "giữ nguyên");
        }
        keep(&folder, &sent("ba")).expect("written");
        assert_eq!(fs::read_to_string(folder.join("a.txt")).expect("it reads"), "ba");
        assert_eq!(fs::read_dir(folder).expect("a list").count(), 1, "nothing is left beside it");
    }
}
