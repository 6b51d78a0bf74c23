//! The texts of the sources, kept beside the store so that a reader can be shown them with their marks: the characters
//! that places are counted in, packed, with the sum of the file that they came from. A path that a store names is never
//! opened for this, since whoever wrote the store chose it. A file that is damaged is begun anew by the next build.

use super::Store;
use crate::error::Result;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use oxigraph::model::NamedNode;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The name of the file in the folder of a store.
const FILE: &str = "texts.sqlite";
/// The form of the file; raised where an older program could not read it.
const VERSION: i32 = 1;
/// Texts written in one transaction.
const TOGETHER: usize = 500;

/// A text that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The characters that places are counted in.
    pub text: String,
    /// SHA-256 of the bytes that it was read from, in hex.
    pub sha256: String,
}

/// The file of texts, opened when it is first needed.
#[derive(Default)]
pub(super) struct Texts(Mutex<State>);

#[derive(Default)]
struct State {
    open: Option<Connection>,
    /// Texts written since the last commit.
    waiting: usize,
}

impl Texts {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes what was written so far safe.
    pub fn commit(&self) -> rusqlite::Result<()> {
        self.state().commit()
    }
}

impl Drop for Texts {
    fn drop(&mut self) {
        // What cannot be written now is kept by the next build.
        let _ = self.commit();
    }
}

impl State {
    fn commit(&mut self) -> rusqlite::Result<()> {
        let begun = std::mem::take(&mut self.waiting) > 0;
        self.open.as_ref().filter(|_| begun).map_or(Ok(()), |file| file.execute_batch("COMMIT"))
    }

    /// The file, in a transaction.
    fn writing(&mut self) -> rusqlite::Result<Option<&Connection>> {
        if self.waiting >= TOGETHER {
            self.commit()?;
        }
        if self.waiting == 0
            && let Some(file) = &self.open
        {
            file.execute_batch("BEGIN")?;
        }
        self.waiting += 1;
        Ok(self.open.as_ref())
    }
}

impl Store {
    /// Keeps the text of a source, in the place of what was kept before.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the store was opened for reading, or the text cannot be written.
    pub fn keep_text(&self, source: &NamedNode, text: &str, sha256: &str) -> Result<()> {
        self.must_be_writable()?;
        let mut state = self.texts.state();
        let kept = self.opened(&mut state).and_then(|()| match state.writing()? {
            Some(file) => put(file, source.as_str(), text, sha256),
            None => Ok(()),
        });
        kept.map_err(|error| self.refused(format!("the text of a source cannot be kept: {error}; check the disk")))
    }

    /// The text of a source; `None` if none was kept, as of sources that came as facts.
    ///
    /// # Errors
    /// [`crate::Error::Store`] if the file of texts is damaged.
    pub fn text(&self, source: &NamedNode) -> Result<Option<Kept>> {
        let mut state = self.texts.state();
        let kept = self.opened(&mut state).and_then(|()| match &state.open {
            Some(file) => get(file, source.as_str()),
            None => Ok(None),
        });
        kept.map_err(|error| self.refused(format!("its texts cannot be read: {error}; build it again")))
    }

    /// Forgets the text of a source.
    pub(super) fn forget_text(&self, source: &NamedNode) -> Result<()> {
        let mut state = self.texts.state();
        let gone = self.opened(&mut state).and_then(|()| match state.writing()? {
            Some(file) => file.execute("DELETE FROM text WHERE source = ?1", [source.as_str()]).map(|_| ()),
            None => Ok(()),
        });
        gone.map_err(|error| self.refused(format!("the text of a source cannot be taken out: {error}")))
    }

    /// Opens the file of texts, if it is not open. A reader of a store without texts has none.
    fn opened(&self, state: &mut State) -> rusqlite::Result<()> {
        if state.open.is_none() {
            let file = self.place.join(FILE);
            state.open = match (self.is_on_disk(), self.writable) {
                (false, _) => Some(made(Connection::open_in_memory()?)?),
                (true, true) => Some(to_write(&file)?),
                (true, false) if !file.exists() => None,
                (true, false) => Some(checked(Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_ONLY)?)?),
            };
        }
        Ok(())
    }
}

/// The file, begun anew if it is damaged or of another form.
fn to_write(file: &Path) -> rusqlite::Result<Connection> {
    if let Ok(open) = Connection::open(file).and_then(made).and_then(checked) {
        return Ok(open);
    }
    // What cannot be removed cannot be written either, which is told then.
    let _ = std::fs::remove_file(file);
    Connection::open(file).and_then(made)
}

/// The same with its table in it.
fn made(open: Connection) -> rusqlite::Result<Connection> {
    let version: i32 = open.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        open.execute_batch(&format!(
            "CREATE TABLE text (source TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
                                digest INTEGER NOT NULL, packed BLOB NOT NULL);
             PRAGMA user_version = {VERSION}"
        ))?;
    }
    Ok(open)
}

fn checked(open: Connection) -> rusqlite::Result<Connection> {
    let version: i32 = open.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == VERSION { Ok(open) } else { Err(rusqlite::Error::InvalidQuery) }
}

fn put(file: &Connection, source: &str, text: &str, sha256: &str) -> rusqlite::Result<()> {
    let digest = digest(text);
    let same = "SELECT 1 FROM text WHERE source = ?1 AND sha256 = ?2 AND digest = ?3 AND size = ?4";
    let size = i64::try_from(text.len()).unwrap_or(i64::MAX);
    if file.prepare_cached(same)?.exists(params![source, sha256, digest, size])? {
        return Ok(());
    }
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    let packed = packer.write_all(text.as_bytes()).and_then(|()| packer.finish()).map_err(failed)?;
    let put = "INSERT INTO text VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (source) DO UPDATE
               SET sha256 = excluded.sha256, size = excluded.size, digest = excluded.digest, packed = excluded.packed";
    file.prepare_cached(put)?.execute(params![source, sha256, size, digest, packed]).map(|_| ())
}

fn get(file: &Connection, source: &str) -> rusqlite::Result<Option<Kept>> {
    let mut row = file.prepare_cached("SELECT sha256, size, packed FROM text WHERE source = ?1")?;
    let row =
        row.query_row([source], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?)));
    let Some((sha256, size, packed)) = row.optional()? else { return Ok(None) };
    let mut text = String::new();
    // No more than was put in, whatever the packed bytes say.
    let most = u64::try_from(size).unwrap_or_default();
    ZlibDecoder::new(packed.as_slice()).take(most).read_to_string(&mut text).map_err(failed)?;
    Ok(Some(Kept { text, sha256 }))
}

/// Tells one reading of a file from another by a later version of the program.
fn digest(text: &str) -> i64 {
    let mut crc = flate2::Crc::new();
    crc.update(text.as_bytes());
    i64::from(crc.sum())
}

fn failed(error: std::io::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iri::Base;

    fn source(path: &str) -> NamedNode {
        Base::default().source(path)
    }

    #[test]
    fn the_text_of_a_source_is_kept_until_the_source_goes() {
        let mut store = Store::memory(Base::default()).expect("a store");
        let (a, b) = (source("a.txt"), source("b.txt"));
        store.keep_text(&a, "Điều 1.\r\nĐiều 2.", "11").expect("kept");
        store.keep_text(&b, "b", "22").expect("kept");
        store.keep_text(&a, "Điều 1.", "33").expect("kept");
        let kept = store.text(&a).expect("it reads");
        assert_eq!(kept, Some(Kept { text: "Điều 1.".to_owned(), sha256: "33".to_owned() }));
        store.remove_source(&a).expect("it goes");
        assert_eq!(store.text(&a).expect("it reads"), None);
        assert!(store.text(&b).expect("it reads").is_some());
    }

    #[test]
    fn the_file_outlives_the_program_and_a_damaged_one_is_begun_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE);
        let open = to_write(&file).expect("it is made");
        put(&open, "s", &"Căn cứ Luật ".repeat(1000), "11").expect("kept");
        drop(open);
        assert!(std::fs::metadata(&file).expect("it is there").len() < 20_000, "it is packed");
        let kept = get(&to_write(&file).expect("it opens"), "s").expect("it reads").expect("it is there");
        assert_eq!(kept.text.len(), "Căn cứ Luật ".len() * 1000);
        std::fs::write(&file, "this is no database, and long enough to be taken for one at first").expect("written");
        let anew = to_write(&file).expect("it is made anew");
        assert_eq!(get(&anew, "s").expect("it reads"), None);
        put(&anew, "s", "lại", "11").expect("kept");
    }
}
