//! Connections to one database that only reads are made of, one for each question under way, kept for the next.

use rusqlite::{Connection, OpenFlags};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Connections kept; more are opened when needed, and closed again.
const KEPT: usize = 16;

/// A database and its connections.
pub struct Pool {
    place: PathBuf,
    flags: OpenFlags,
    free: Mutex<Vec<Connection>>,
}

impl Pool {
    /// A pool without connections.
    pub fn new(place: PathBuf, flags: OpenFlags) -> Self {
        Pool { place, flags, free: Mutex::default() }
    }

    /// Asks the database.
    ///
    /// # Errors
    /// If it cannot be opened, and those of `ask`; the connection is then closed.
    pub fn with<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let db = match free {
            Some(db) => db,
            None => {
                let db = Connection::open_with_flags(&self.place, self.flags)?;
                db.execute_batch(
                    "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -8192; PRAGMA trusted_schema = OFF",
                )?;
                db
            }
        };
        let answer = ask(&db)?;
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free.len() < KEPT {
            free.push(db);
        }
        Ok(answer)
    }
}
