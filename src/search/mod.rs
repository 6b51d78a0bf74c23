//! Words → papers, bodies and sentences of a graph. Accents and case do not matter, the last word may be half typed, and
//! a number in any spelling leads its paper first. In: a graph. Out: an index beside its store (`search.sqlite`, made
//! again when the store has changed, or in memory) and hits in a fixed order: papers that most others act on first.
//!
//! FTS5 of SQLite was chosen by measure: tantivy adds 95 s to the build of the program (104 s alone) where SQLite adds
//! some 20 s; `cargo bench --bench search` tells how fast it is made and asked.
//!
//! What people type never becomes part of a query's syntax: it is cut into words of letters and digits, each of which
//! goes between quotation marks into a bound value.

mod ask;
mod make;
mod marks;
mod plan;
mod pool;
mod rare;
mod words;

pub use ask::{Asked, Page, about};
pub use make::proof;
pub use marks::{Piece, Wanted, marks};
pub use plan::Evidence;

use crate::analyze::Graph;
use crate::error::{Error, Result};
use crate::store::Store;
use petgraph::graph::NodeIndex;
use plan::Plan;
use pool::Pool;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The name of the file in the folder of a store.
pub const FILE: &str = "search.sqlite";
/// The form of the index and the order of its rows; raised with every change of them.
const VERSION: i64 = 1;

/// Every word in order, with the number of rows that have it.
type Words = Vec<(Box<str>, u32)>;

/// An index of a graph.
pub struct Index {
    pool: Pool,
    plan: Plan,
    words: Words,
}

impl Index {
    /// The index of the graph of a store: the one kept beside it if it is of this revision, else a new one, which is
    /// kept where the folder can be written. `told` hears how many rows of how many are done.
    ///
    /// # Errors
    /// [`Error::Store`] if it can be made neither on disk nor in memory.
    pub fn of(store: &Store, graph: &Graph, mut told: impl FnMut(usize, usize)) -> Result<Self> {
        match store.kept_beside() {
            Some((folder, revision)) => Index::kept(folder, revision, graph, &mut told),
            None => Index::in_memory(graph, Plan::of(graph), &mut told),
        }
    }

    /// The index that is kept in a folder for a revision of its graph; made there if it is not.
    ///
    /// # Errors
    /// [`Error::Store`] if it can be made neither on disk nor in memory.
    pub fn kept(folder: &Path, revision: u64, graph: &Graph, told: &mut dyn FnMut(usize, usize)) -> Result<Self> {
        let plan = Plan::of(graph);
        let meta = meta(graph, &plan, revision);
        let file = folder.join(FILE);
        if let Some((pool, words)) = open(&file, &meta) {
            return Ok(Index { pool, plan, words });
        }
        // Two servers may make it at a time; each renames a whole file of its own.
        let beside = folder.join(format!("{FILE}.{}.tmp", std::process::id()));
        let _ = fs::remove_file(&beside);
        let made = Connection::open(&beside).and_then(|db| make::make(&db, graph, &plan, &meta, told));
        let kept = made.is_ok() && fs::rename(&beside, &file).is_ok();
        if let Some((pool, words)) = kept.then(|| open(&file, &meta)).flatten() {
            return Ok(Index { pool, plan, words });
        }
        let _ = fs::remove_file(&beside);
        Index::in_memory(graph, plan, told)
    }

    fn in_memory(graph: &Graph, plan: Plan, told: &mut dyn FnMut(usize, usize)) -> Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        // A database that the connections of this process share, and no other process.
        let name = format!("file:/luocdo-search-{}?vfs=memdb", COUNT.fetch_add(1, Ordering::Relaxed));
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let pool = Pool::new(PathBuf::from(name), flags);
        let made = pool.with(|db| {
            make::make(db, graph, &plan, &[], told)?;
            vocabulary(db)
        });
        Ok(Index { words: made.map_err(|error| broken(&error))?, pool, plan })
    }

    /// How many papers act on one.
    pub fn incoming(&self, paper: NodeIndex) -> u32 {
        self.plan.incoming.get(paper.index()).copied().unwrap_or_default()
    }

    /// Papers that are described, the newest first.
    pub fn newest(&self) -> &[NodeIndex] {
        &self.plan.newest
    }

    /// Papers, the one that most others act on first.
    pub fn weightiest(&self) -> &[NodeIndex] {
        &self.plan.papers
    }
}

/// The index in a file; `None` if it is of another graph or damaged.
fn open(file: &Path, meta: &[(&str, i64)]) -> Option<(Pool, Words)> {
    let pool = Pool::new(file.to_owned(), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX);
    let kept = pool.with(|db| {
        for (name, value) in meta {
            let kept: i64 = db.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0))?;
            if kept != *value {
                return Ok(None);
            }
        }
        vocabulary(db).map(Some)
    });
    Some((pool, kept.ok().flatten()?))
}

/// By what an index is known to be of a graph.
fn meta(graph: &Graph, plan: &Plan, revision: u64) -> [(&'static str, i64); 5] {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    [
        ("version", VERSION),
        // A revision beyond that counts as this one, as the count that nobody can reach.
        ("revision", i64::try_from(revision).unwrap_or(i64::MAX)),
        ("papers", count(plan.papers.len())),
        ("evidence", count(plan.evidence.len())),
        ("bodies", count(graph.agencies.len())),
    ]
}

fn vocabulary(db: &Connection) -> rusqlite::Result<Words> {
    let mut rows = db.prepare("SELECT word, n FROM word ORDER BY word")?;
    let rows = rows.query_map([], |row| Ok((row.get::<_, String>(0)?.into_boxed_str(), row.get(1)?)))?;
    rows.collect()
}

fn broken(error: &rusqlite::Error) -> Error {
    Error::Store {
        path: PathBuf::from(FILE),
        message: format!("the search index cannot be used: {error}; remove it and start again"),
    }
}

#[cfg(test)]
mod tests;
