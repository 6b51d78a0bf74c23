//! The folder of a store: a note of what made it (`luocdo-store.json`), a lock (`luocdo.lock`), and the data.
//! RocksDB allows one process to write, and reading beside a writer is undefined behaviour, so everyone
//! takes the lock first: a writer alone, readers together. A folder that is not ours is never written to.

use crate::error::{Error, Result};
use crate::iri::Base;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to wait for a lock before giving up.
pub const WAIT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(40);

/// The layout that this program writes. Raise it when an older program could not read a store rightly.
const VERSION: u32 = 1;
const NOTE: &str = "luocdo-store.json";
const NOTE_UNFINISHED: &str = "luocdo-store.json.tmp";
const LOCK: &str = "luocdo.lock";
const REVISION: &str = "graph.revision";

/// What `luocdo-store.json` says.
#[derive(Debug, Serialize, Deserialize)]
struct Layout {
    version: u32,
    base: String,
}

/// Where the data lies inside a store's folder.
pub fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// Refuses a folder that holds something else; touches nothing.
pub fn check_folder(folder: &Path) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(refused(folder, "it is a file, not a folder; give another path".to_owned()));
        }
        Err(error) => return Err(unusable(folder, "read", &error)),
    };
    if folder.join(NOTE).exists() {
        return Ok(());
    }
    for entry in entries {
        let name = entry.map_err(|error| unusable(folder, "read", &error))?.file_name();
        // A build that was stopped while making the store leaves these and no more.
        if name != LOCK && name != NOTE_UNFINISHED {
            let name = name.to_string_lossy();
            return Err(refused(
                folder,
                format!("the folder is no luocdo store (it holds `{name}`); give a new or empty folder"),
            ));
        }
    }
    Ok(())
}

/// Makes the folder if there is none.
pub fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| unusable(folder, "make", &error))
}

/// The base of the store; a new one is noted first. Call it under the lock for writing.
pub fn layout_to_write(folder: &Path, wanted: Option<&Base>) -> Result<Base> {
    let Some(found) = read_note(folder)? else {
        let base = wanted.cloned().unwrap_or_default();
        write_note(folder, &base)?;
        return Ok(base);
    };
    match wanted {
        Some(wanted) if *wanted != found => Err(refused(
            folder,
            format!(
                "it was made with base `{}`, not `{}`; leave out `--base`, or build in a new folder",
                found.as_str(),
                wanted.as_str()
            ),
        )),
        _ => Ok(found),
    }
}

/// The base of the store, which must be there.
pub fn layout_to_read(folder: &Path) -> Result<Base> {
    check_folder(folder)?;
    read_note(folder)?
        .ok_or_else(|| refused(folder, "there is no store here; build one first, or check the path".to_owned()))
}

fn read_note(folder: &Path) -> Result<Option<Base>> {
    let text = match fs::read_to_string(folder.join(NOTE)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(folder, "read", &error)),
    };
    let damaged = |why: String| refused(folder, format!("its `{NOTE}` is damaged ({why}); build in a new folder"));
    // The version first and alone: a newer note may have other fields.
    let note: serde_json::Value = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
    match note.get("version").and_then(serde_json::Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => {
            return Err(refused(
                folder,
                format!("a newer luocdo made it (layout {version}, this one knows {VERSION}); update luocdo"),
            ));
        }
        Some(_) => {}
        None => return Err(damaged("no version".to_owned())),
    }
    let layout: Layout = serde_json::from_value(note).map_err(|error| damaged(error.to_string()))?;
    Base::parse(&layout.base).map(Some).map_err(|error| damaged(error.to_string()))
}

/// Writes beside and renames, so that a note is whole or not there.
fn write_note(folder: &Path, base: &Base) -> Result<()> {
    let failed = |error: std::io::Error| unusable(folder, "write", &error);
    let layout = Layout { version: VERSION, base: base.as_str().to_owned() };
    let text = serde_json::to_string(&layout).map_err(|error| failed(error.into()))?;
    let beside = folder.join(NOTE_UNFINISHED);
    let mut file = File::create(&beside).map_err(failed)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    fs::rename(&beside, folder.join(NOTE)).map_err(failed)
}

/// How often the store was changed, by which what was made of it is known to be of today. 0 if nobody counted, `None`
/// if the count is unreadable.
pub fn revision(folder: &Path) -> Option<u64> {
    match fs::read_to_string(folder.join(REVISION)) {
        Ok(text) => text.trim().parse().ok(),
        Err(error) if error.kind() == ErrorKind::NotFound => Some(0),
        Err(_) => None,
    }
}

/// Counts one change more. Call it under the lock for writing.
pub fn raise(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(REVISION);
    let Some(next) = revision(folder).and_then(|count| count.checked_add(1)) else {
        // A count that cannot be read is begun anew, from a number that no cache can have.
        return fs::remove_file(&path).and_then(|()| fs::write(&path, (u64::MAX / 2).to_string()));
    };
    let beside = folder.join("graph.revision.tmp");
    fs::write(&beside, next.to_string())?;
    fs::rename(&beside, path)
}

/// What a lock is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Beside other readers.
    Read,
    /// Alone.
    Write,
}

/// A lock on a store's folder, held until dropped; the system lets it go if the process dies.
#[derive(Debug)]
pub struct Lock {
    /// The lock lies on this open file.
    file: File,
    mode: Mode,
}

impl Lock {
    /// Takes the lock, waiting `wait` at most.
    pub fn take(folder: &Path, mode: Mode, wait: Duration) -> Result<Self> {
        let path = folder.join(LOCK);
        let open = match mode {
            // A reader may have no right to write in the folder.
            Mode::Read => File::open(&path).or_else(|_| open_or_create(&path)),
            Mode::Write => open_or_create(&path),
        };
        let mut file = open.map_err(|error| unusable(folder, "lock", &error))?;
        let until = Instant::now() + wait;
        loop {
            let tried = match mode {
                Mode::Read => file.try_lock_shared(),
                Mode::Write => file.try_lock(),
            };
            match tried {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => return Err(refused(folder, holder(&mut file))),
                Err(TryLockError::Error(error)) => return Err(unusable(folder, "lock", &error)),
            }
        }
        if mode == Mode::Write {
            sign(&mut file, &std::process::id().to_string()).map_err(|error| unusable(folder, "lock", &error))?;
        }
        Ok(Self { file, mode })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.mode == Mode::Write {
            // The name is for messages only; a stale one misleads nobody, as `holder` asks the lock first.
            let _ = sign(&mut self.file, "");
        }
    }
}

fn open_or_create(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Writes who holds the lock into it.
fn sign(file: &mut File, name: &str) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(name.as_bytes())
}

/// Who holds a lock that could not be had. If it can be shared, readers have it, and no name is written.
fn holder(file: &mut File) -> String {
    let readers = file.try_lock_shared().is_ok();
    let _ = file.unlock();
    let mut name = String::new();
    let named = file.rewind().and_then(|()| file.read_to_string(&mut name)).is_ok() && !name.trim().is_empty();
    match (readers, named) {
        (true, _) => "other luocdo processes are reading it; wait until they end, or build in a new folder".to_owned(),
        (false, true) => {
            format!("luocdo process {} is writing it; wait until that ends, or end it, and try again", name.trim())
        }
        (false, false) => "another luocdo process is using it; wait until that ends and try again".to_owned(),
    }
}

fn refused(folder: &Path, message: String) -> Error {
    Error::Store { path: folder.to_owned(), message }
}

fn unusable(folder: &Path, action: &str, error: &std::io::Error) -> Error {
    refused(folder, format!("cannot {action} it: {error}; check its permissions and the space on the disk"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(60);

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    #[test]
    fn a_second_writer_is_told_who_writes() {
        let folder = folder();
        let first = Lock::take(folder.path(), Mode::Write, SHORT).expect("free");
        for mode in [Mode::Write, Mode::Read] {
            let message = Lock::take(folder.path(), mode, SHORT).expect_err("taken").to_string();
            let who = format!("luocdo process {} is writing it", std::process::id());
            assert!(message.contains(&who) && message.contains("try again"), "{message}");
        }
        drop(first);
        Lock::take(folder.path(), Mode::Write, SHORT).expect("free again");
    }

    #[test]
    fn readers_share_and_a_writer_waits_for_them() {
        let folder = folder();
        drop(Lock::take(folder.path(), Mode::Write, SHORT).expect("free"));
        let _one = Lock::take(folder.path(), Mode::Read, SHORT).expect("free");
        let two = Lock::take(folder.path(), Mode::Read, SHORT).expect("shared");
        let message = Lock::take(folder.path(), Mode::Write, SHORT).expect_err("taken").to_string();
        assert!(message.contains("are reading it"), "{message}");
        drop(two);
    }

    #[test]
    fn a_writer_gets_the_lock_if_it_comes_free_in_time() {
        let folder = folder();
        let first = Lock::take(folder.path(), Mode::Write, SHORT).expect("free");
        let path = folder.path().to_owned();
        let second = std::thread::spawn(move || Lock::take(&path, Mode::Write, WAIT).map(|_| ()));
        std::thread::sleep(SHORT);
        drop(first);
        second.join().expect("no panic").expect("free in time");
    }

    #[test]
    fn a_new_store_notes_its_base_and_an_old_one_keeps_it() {
        let folder = folder();
        let ours = Base::parse("https://luat.example.vn/id/").expect("a base");
        assert!(layout_to_read(folder.path()).expect_err("no store").to_string().contains("there is no store here"));
        assert_eq!(layout_to_write(folder.path(), Some(&ours)).expect("new"), ours);
        assert_eq!(layout_to_write(folder.path(), None).expect("old"), ours);
        assert_eq!(layout_to_read(folder.path()).expect("old"), ours);
        let message = layout_to_write(folder.path(), Some(&Base::default())).expect_err("other").to_string();
        assert!(message.contains("was made with base `https://luat.example.vn/id/`"), "{message}");
    }

    #[test]
    fn every_change_is_counted() {
        let folder = folder();
        assert_eq!(revision(folder.path()), Some(0));
        for count in 1..4 {
            raise(folder.path()).expect("it is written");
            assert_eq!(revision(folder.path()), Some(count));
        }
        fs::write(folder.path().join(REVISION), "x").expect("write");
        assert_eq!(revision(folder.path()), None);
        raise(folder.path()).expect("it is written");
        assert_eq!(revision(folder.path()), Some(u64::MAX / 2));
        assert!(raise(&folder.path().join("gone")).is_err());
    }

    #[test]
    fn a_store_of_a_newer_luocdo_is_left_alone() {
        let folder = folder();
        fs::write(folder.path().join(NOTE), r#"{"version": 7, "bases": []}"#).expect("write");
        let message = layout_to_write(folder.path(), None).expect_err("newer").to_string();
        assert!(message.contains("layout 7") && message.contains("update luocdo"), "{message}");
        fs::write(folder.path().join(NOTE), "{").expect("write");
        assert!(layout_to_read(folder.path()).expect_err("damaged").to_string().contains("is damaged"));
    }

    #[test]
    fn a_folder_of_other_things_is_refused_and_untouched() {
        let folder = folder();
        fs::write(folder.path().join("thesis.doc"), "x").expect("write");
        let message = check_folder(folder.path()).expect_err("not ours").to_string();
        assert!(message.contains("is no luocdo store (it holds `thesis.doc`)"), "{message}");
        assert_eq!(fs::read_dir(folder.path()).expect("list").count(), 1);
        let file = folder.path().join("thesis.doc");
        assert!(check_folder(&file).expect_err("a file").to_string().contains("is a file, not a folder"));
        assert!(make_folder(&file.join("below")).expect_err("a file").to_string().contains("check its permissions"));
        check_folder(&folder.path().join("missing")).expect("may be made");
        assert_eq!(data(Path::new("s")), Path::new("s/data"));
    }
}
