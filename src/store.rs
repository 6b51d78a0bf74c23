//! Quads → a store that can be asked: in memory, or in a folder on disk. One named graph a source, and the
//! union of them all, each fact once, in the default graph, so that a fact told by two sources counts once.
//! A change is one transaction: all of it or nothing. It never takes a SPARQL update and never calls out.

mod bind;
mod chosen;
#[cfg(any(feature = "rocksdb", test))]
mod disk;
mod files;
mod judged;
mod protocol;
mod query;
#[cfg(feature = "serve")]
mod texts;
mod update;

pub use judged::{Claim, Matter, Replayed};
pub use protocol::{Dataset, Wanted, Written};
pub use query::{Answer, Rows};
#[cfg(feature = "serve")]
pub use texts::Kept;
pub use update::facts;

use crate::error::{Error, Result};
use crate::iri::{Base, terms};
use crate::judge::{self, Judgements};
use chrono::NaiveDate;
use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, QuadRef, Term,
    TermRef, TripleRef,
};
use oxigraph::store::{StorageError, Transaction};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// What became of a source's graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The store held exactly this already, and nothing was written.
    Unchanged,
    /// The source is new.
    Added,
    /// The source was there with other facts; these took their place.
    Replaced,
}

/// Which facts to write out beside what the sources say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What the tables say of bodies and provinces.
    pub tables: bool,
    /// The relations and tasks that people rejected.
    pub rejected: bool,
}

impl Part {
    /// All that the store holds.
    pub const ALL: Part = Part { tables: true, rejected: true };
}

/// A source that the store holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name of its graph.
    pub graph: NamedNode,
    /// Path or address as given when it was built; `None` for what was loaded from a file of quads.
    pub path: Option<String>,
    /// SHA-256 of its bytes in hex, if recorded.
    pub sha256: Option<String>,
    /// The province whose authority speaks in it.
    pub place: Option<NamedNode>,
    /// The day that it is of.
    pub date: Option<NaiveDate>,
}

/// A graph store. On disk it holds a lock as long as it lives: one writer alone, or any number of readers.
pub struct Store {
    inner: oxigraph::store::Store,
    /// The folder, or `memory`.
    place: PathBuf,
    base: Base,
    writable: bool,
    /// What people judged; every source is written so.
    judgements: Judgements,
    /// The revision of a store on disk that was opened for reading.
    revision: Option<u64>,
    /// The texts of the sources.
    #[cfg(feature = "serve")]
    texts: texts::Texts,
    /// Facts that look-ups have gone through, for tests of what a look-up costs.
    #[cfg(test)]
    pub(crate) visited: std::sync::atomic::AtomicUsize,
    /// Dropped after `inner`, so that nobody opens the folder while it is being closed.
    #[cfg(feature = "rocksdb")]
    _lock: Option<disk::Lock>,
}

impl Store {
    /// An empty store in memory.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be made.
    pub fn memory(base: Base) -> Result<Self> {
        let place = PathBuf::from("memory");
        let inner = oxigraph::store::Store::new().map_err(|error| broken(&place, &error))?;
        Ok(Self::of(inner, place, base, true))
    }

    /// A store without judgements and without a lock.
    fn of(inner: oxigraph::store::Store, place: PathBuf, base: Base, writable: bool) -> Self {
        Self {
            inner,
            place,
            base,
            writable,
            judgements: Judgements::default(),
            revision: None,
            #[cfg(feature = "serve")]
            texts: texts::Texts::default(),
            #[cfg(test)]
            visited: std::sync::atomic::AtomicUsize::new(0),
            #[cfg(feature = "rocksdb")]
            _lock: None,
        }
    }

    /// The store in a folder, for writing; it is made if there is none. `base` is what a new store is made
    /// with ([`Base::default`] if `None`), and what an old one must have.
    ///
    /// # Errors
    /// [`Error::Store`] if the folder is something else, is in use for 2 seconds, was made by a newer
    /// version or with another base, cannot be written, or the program was built without `rocksdb`.
    #[cfg(feature = "rocksdb")]
    pub fn open_to_write(path: &Path, base: Option<&Base>) -> Result<Self> {
        disk::check_folder(path)?;
        disk::make_folder(path)?;
        let lock = disk::Lock::take(path, disk::Mode::Write, disk::WAIT)?;
        let base = disk::layout_to_write(path, base)?;
        let inner = oxigraph::store::Store::open(disk::data(path)).map_err(|error| broken(path, &error))?;
        Ok(Self { _lock: Some(lock), ..Self::of(inner, path.to_owned(), base, true) })
    }

    /// The store in a folder, for reading, beside other readers.
    ///
    /// # Errors
    /// [`Error::Store`] if there is none, it is being written for 2 seconds, was made by a newer version,
    /// cannot be read, or the program was built without `rocksdb`.
    #[cfg(feature = "rocksdb")]
    pub fn open_to_read(path: &Path) -> Result<Self> {
        disk::layout_to_read(path)?;
        let lock = disk::Lock::take(path, disk::Mode::Read, disk::WAIT)?;
        // Read again: what stood there before the lock may have been half of a first build.
        let base = disk::layout_to_read(path)?;
        let inner = oxigraph::store::Store::open_read_only(disk::data(path)).map_err(|error| broken(path, &error))?;
        let revision = disk::revision(path);
        Ok(Self { _lock: Some(lock), revision, ..Self::of(inner, path.to_owned(), base, false) })
    }

    /// Without the feature `rocksdb` there is no store on disk.
    ///
    /// # Errors
    /// [`Error::Store`] always, with how to build the program for it.
    #[cfg(not(feature = "rocksdb"))]
    pub fn open_to_write(path: &Path, _base: Option<&Base>) -> Result<Self> {
        Err(without_disk(path))
    }

    /// Without the feature `rocksdb` there is no store on disk.
    ///
    /// # Errors
    /// [`Error::Store`] always, with how to build the program for it.
    #[cfg(not(feature = "rocksdb"))]
    pub fn open_to_read(path: &Path) -> Result<Self> {
        Err(without_disk(path))
    }

    /// The base of the resources in it.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// How often the store was changed, of one on disk that was opened for reading.
    pub fn revision(&self) -> Option<u64> {
        self.revision
    }

    /// The folder where something made of the store may be kept, and the revision that it is of; `None` in memory, and
    /// while it may change. No writer comes in between as long as the store lives.
    pub(crate) fn kept_beside(&self) -> Option<(&Path, u64)> {
        self.revision.map(|revision| (self.place.as_path(), revision))
    }

    /// True if it lies in a folder.
    #[cfg(all(feature = "serve", feature = "rocksdb"))]
    fn is_on_disk(&self) -> bool {
        self._lock.is_some()
    }

    /// Without the feature `rocksdb` there is no store on disk.
    #[cfg(all(feature = "serve", not(feature = "rocksdb")))]
    fn is_on_disk(&self) -> bool {
        false
    }

    /// Raises the revision of a store on disk, before a change is made: a change that then fails costs a needless load,
    /// one that was not told would leave old answers.
    fn will_change(&self) -> std::result::Result<(), StorageError> {
        #[cfg(feature = "rocksdb")]
        if self._lock.is_some() {
            disk::raise(&self.place)?;
        }
        Ok(())
    }

    /// Makes the graph hold exactly these quads, as the judgements of [`Store::judge_by`] have them, in one
    /// transaction. On an error the store is as before.
    ///
    /// # Errors
    /// [`Error::Store`] if a quad is of another graph, the store was opened for reading, or writing fails.
    pub fn replace_source(&mut self, graph: &NamedNode, quads: &[Quad]) -> Result<Change> {
        self.must_be_writable()?;
        let name = GraphName::NamedNode(graph.clone());
        if let Some(stray) = quads.iter().find(|quad| quad.graph_name != name) {
            return Err(self.refused(format!("a fact of graph {} was given for graph {graph}", stray.graph_name)));
        }
        let judged = judge::apply(&self.base, &self.judgements, quads);
        let fresh = as_stored(&judged).map_err(|error| self.failed(&error))?;
        self.change(graph, &fresh).map_err(|error| self.failed(&error))
    }

    /// Takes a source's facts out, in one transaction; facts that other sources tell as well stay. False if
    /// there was no such source.
    ///
    /// # Errors
    /// [`Error::Store`] if the store was opened for reading or writing fails; the store is then as before.
    pub fn remove_source(&mut self, graph: &NamedNode) -> Result<bool> {
        self.must_be_writable()?;
        #[cfg(feature = "serve")]
        self.forget_text(graph)?;
        let change = self.change(graph, &HashSet::new()).map_err(|error| self.failed(&error))?;
        Ok(change != Change::Unchanged)
    }

    /// Brings everything written so far safely to disk. Call it before telling the user that it is done: a
    /// change outlives a crash of the program at once, a loss of power only after this.
    ///
    /// # Errors
    /// [`Error::Store`] if the disk is full or fails.
    pub fn flush(&self) -> Result<()> {
        #[cfg(feature = "serve")]
        self.texts.commit().map_err(|error| self.refused(format!("its texts cannot be kept: {error}")))?;
        #[cfg(feature = "rocksdb")]
        if self.writable {
            self.inner.flush().map_err(|error| {
                let message = "what was built just now is not safe yet; make space on the disk and build again";
                self.refused(format!("{error}; {message}"))
            })?;
        }
        Ok(())
    }

    /// The sources, in order of path and then of graph. What the tables say is none.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        let tables = self.base.tables();
        for graph in self.graphs()?.into_iter().filter(|graph| *graph != tables) {
            sources.push(self.describe_source(graph)?);
        }
        sources.sort_by(|a, b| (&a.path, &a.graph).cmp(&(&b.path, &b.graph)));
        Ok(sources)
    }

    /// How many sources there are. What the tables say is none.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn count_sources(&self) -> Result<usize> {
        let tables = self.base.tables().into();
        let mut count = 0;
        for graph in self.inner.named_graphs() {
            count += usize::from(graph.map_err(|error| self.failed(&error))? != tables);
        }
        Ok(count)
    }

    /// The sources built from a file: the file itself, and what it holds where it is an archive or a dump, by name.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn sources_in(&self, file: &str) -> Result<BTreeMap<String, NamedNode>> {
        let whole = self.base.source(file);
        let mut graphs = vec![whole.clone()];
        for quad in self.matching(None, Some(terms::IS_PART_OF), Some((&whole).into()), None) {
            // Items are parts of their source as well; a member names its own graph.
            if let (NamedOrBlankNode::NamedNode(part), graph) = quad.map(|quad| (quad.subject, quad.graph_name))?
                && graph == GraphName::NamedNode(part.clone())
            {
                graphs.push(part);
            }
        }
        let mut found = BTreeMap::new();
        for graph in graphs {
            found.extend(self.value(&graph, terms::PATH, &graph)?.and_then(literal).map(|path| (path, graph)));
        }
        Ok(found)
    }

    /// What a source says of itself.
    fn describe_source(&self, graph: NamedNode) -> Result<Source> {
        let value = |predicate| self.value(&graph, predicate, &graph);
        let text = |predicate| Ok(value(predicate)?.and_then(literal));
        let (path, sha256) = (text(terms::PATH)?, text(terms::SHA256)?);
        let date = text(terms::PAGE_DATE)?.and_then(|date: String| date.parse().ok());
        let place = match value(terms::SPATIAL)? {
            Some(Term::NamedNode(place)) => Some(place),
            _ => None,
        };
        Ok(Source { graph, path, sha256, place, date })
    }

    /// Number of facts in the union of all sources, each counted once.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn len(&self) -> Result<usize> {
        let union = self.inner.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph));
        let mut count = 0;
        for quad in union {
            quad.map_err(|error| self.failed(&error))?;
            count += 1;
        }
        Ok(count)
    }

    /// True if it holds no fact.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        self.inner.is_empty().map_err(|error| self.failed(&error))
    }

    /// The named graphs, in order.
    pub(crate) fn graphs(&self) -> Result<Vec<NamedNode>> {
        let mut graphs = Vec::new();
        for graph in self.inner.named_graphs() {
            if let oxigraph::model::NamedOrBlankNode::NamedNode(graph) = graph.map_err(|error| self.failed(&error))? {
                graphs.push(graph);
            }
        }
        graphs.sort();
        Ok(graphs)
    }

    /// What a graph says of a thing, the first of it.
    pub(crate) fn value(
        &self,
        thing: &NamedNode,
        predicate: NamedNodeRef<'_>,
        graph: &NamedNode,
    ) -> Result<Option<Term>> {
        let found = self.matching(Some(thing), Some(predicate), None, Some(graph.into())).next();
        Ok(found.transpose()?.map(|quad| quad.object))
    }

    /// True if it holds a source; what the tables say is none.
    ///
    /// # Errors
    /// [`Error::Store`] if it cannot be read.
    pub fn has_sources(&self) -> Result<bool> {
        let tables = self.base.tables().into();
        for graph in self.inner.named_graphs() {
            if graph.map_err(|error| self.failed(&error))? != tables {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The quads that fit a pattern, from an index: on disk the cost follows those that fit, not the graph. In memory
    /// the engine walks through all that share the rarest of the terms given.
    pub(crate) fn matching(
        &self,
        subject: Option<&NamedNode>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad>> {
        let subject = subject.map(NamedOrBlankNodeRef::from);
        self.inner.quads_for_pattern(subject, predicate, object, graph).map(|quad| {
            #[cfg(test)]
            self.visited.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            quad.map_err(|error| self.failed(&error))
        })
    }

    /// Makes the graph hold `fresh`, and the default graph the union again.
    fn change(&self, graph: &NamedNode, fresh: &HashSet<Quad>) -> std::result::Result<Change, StorageError> {
        let mut transaction = self.inner.start_transaction()?;
        let was_there = transaction.contains_named_graph(graph)?;
        let old = transaction
            .quads_for_pattern(None, None, None, Some(graph.into()))
            .collect::<std::result::Result<HashSet<Quad>, _>>()?;
        if old == *fresh && !(was_there && fresh.is_empty()) {
            return Ok(Change::Unchanged);
        }
        for quad in old.difference(fresh) {
            let elsewhere = told_elsewhere(&transaction, quad)?;
            transaction.remove(quad);
            if !elsewhere {
                transaction.remove(in_union(quad));
            }
        }
        for quad in fresh.difference(&old) {
            transaction.insert(quad);
            transaction.insert(in_union(quad));
        }
        if fresh.is_empty() {
            transaction.remove_named_graph(graph)?;
        }
        self.will_change()?;
        transaction.commit()?;
        Ok(if was_there { Change::Replaced } else { Change::Added })
    }

    fn must_be_writable(&self) -> Result<()> {
        if self.writable { Ok(()) } else { Err(self.refused("it was opened for reading only".to_owned())) }
    }

    fn refused(&self, message: String) -> Error {
        Error::Store { path: self.place.clone(), message }
    }

    fn failed(&self, error: &StorageError) -> Error {
        broken(&self.place, error)
    }
}

/// The text of a literal.
fn literal(term: Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}

/// The quad's fact in the default graph.
fn in_union(quad: &Quad) -> QuadRef<'_> {
    TripleRef::new(&quad.subject, &quad.predicate, &quad.object).in_graph(GraphNameRef::DefaultGraph)
}

/// True if a named graph other than the quad's own holds the same fact.
fn told_elsewhere(transaction: &Transaction<'_>, quad: &Quad) -> std::result::Result<bool, StorageError> {
    let (subject, predicate) = ((&quad.subject).into(), (&quad.predicate).into());
    for other in transaction.quads_for_pattern(Some(subject), Some(predicate), Some((&quad.object).into()), None) {
        let other = other?.graph_name;
        if other != GraphName::DefaultGraph && other != quad.graph_name {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The quads as the store gives them back: it writes numbers its own way ("0.970" becomes "0.97"), and
/// without this a source would seem changed for ever.
fn as_stored(quads: &[Quad]) -> std::result::Result<HashSet<Quad>, StorageError> {
    let scratch = oxigraph::store::Store::new()?;
    let mut transaction = scratch.start_transaction()?;
    transaction.extend(quads);
    transaction.commit()?;
    scratch.iter().collect()
}

/// What the storage said, with what to do about it.
fn broken(place: &Path, error: &StorageError) -> Error {
    let way_out = match error {
        StorageError::Io(_) => "check its permissions and the space on the disk; nothing of this step was written",
        StorageError::Corruption(_) => "its files are damaged; build it again in a new folder",
        _ => "nothing of this step was written; if it happens again, build it again in a new folder",
    };
    Error::Store { path: place.to_owned(), message: format!("{error}; {way_out}") }
}

#[cfg(not(feature = "rocksdb"))]
fn without_disk(path: &Path) -> Error {
    let message = "this program was built without a store on disk; build it with \
                   `cargo build --release --features rocksdb`";
    Error::Store { path: path.to_owned(), message: message.to_owned() }
}

#[cfg(test)]
mod tests;
