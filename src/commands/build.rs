//! `build`: files and folders → the store. A file that cannot be read is told and the rest goes on; what a
//! file said before is replaced as a whole.

use super::learn::learn;
use super::{Done, Outcome, say};
use crate::cli::{Build, Reading};
use ignore::WalkBuilder;
use luocdo::iri::Base;
use luocdo::store::Store;
use luocdo::{Result, Tables};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// What became of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sources that the store did not hold.
    pub new: usize,
    /// Sources that say something else than before.
    pub changed: usize,
    /// Sources that say the same.
    pub unchanged: usize,
    /// Files that could not be read.
    pub failed: usize,
    /// Sources forgotten.
    pub removed: usize,
    /// Sources of earlier builds that say something else now that others are there.
    pub again: usize,
}

impl Tally {
    /// Files that were read.
    pub fn read(self) -> usize {
        self.new + self.changed + self.unchanged
    }
}

/// Reads into the store and says what became of the files.
pub fn run(args: &Build) -> Done {
    let base = args.reading.base.as_deref().map(Base::parse).transpose()?;
    let mut store = Store::open_to_write(&args.store, base.as_ref())?;
    let tally = learn(&mut store, &args.paths, &args.reading, args.prune)?;
    store.flush()?;
    let again = if tally.again > 0 { format!(", {} read again for them", tally.again) } else { String::new() };
    say(format_args!(
        "{} new, {} changed, {} unchanged, {} removed, {} failed{again} in `{}`",
        tally.new,
        tally.changed,
        tally.unchanged,
        tally.removed,
        tally.failed,
        args.store.display()
    ));
    Ok(match tally {
        Tally { failed: 1.., .. } => Outcome::Failed,
        Tally { removed: 0, .. } => Outcome::of(tally.read() > 0),
        _ => Outcome::Done,
    })
}

/// The tables to read with.
pub fn tables(reading: &Reading) -> Result<Tables> {
    match &reading.tables {
        Some(folder) => Tables::from_folder(folder),
        None => Tables::builtin(),
    }
}

/// Every file meant: those named, and the .txt, .html and .htm files under the folders named, each once.
pub fn gather(paths: &[PathBuf], tally: &mut Tally) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    let mut take = |file: PathBuf| {
        if seen.insert(file.clone()) {
            files.push(file);
        }
    };
    for path in paths {
        let path = plain(path);
        if !path.is_dir() {
            take(path);
            continue;
        }
        let walk = WalkBuilder::new(&path)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .sort_by_file_path(|a, b| a.cmp(b))
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.path().is_file() && readable(entry.path()) => take(plain(entry.path())),
                Ok(_) => {}
                Err(error) => {
                    tally.failed += 1;
                    say(format_args!("luocdo: {error}"));
                }
            }
        }
    }
    files
}

fn readable(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    matches!(extension.as_deref(), Some("txt" | "html" | "htm"))
}

/// `./a//b/` → `a/b`: the path names the source, so one file should have one.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}

/// Forgets the sources that lie in the folders given, or are the files given, and are no longer there; gives
/// their paths.
///
/// # Errors
/// Of the store.
pub fn prune(store: &mut Store, paths: &[PathBuf]) -> Result<Vec<String>> {
    let roots: Vec<PathBuf> = paths.iter().map(|path| plain(path)).collect();
    let below = |source: &Path| {
        roots.iter().any(|root| {
            let here = root == Path::new(".") && source.is_relative();
            source == root || (root.is_dir() && (here || source.starts_with(root)))
        })
    };
    let mut removed = Vec::new();
    for source in store.sources()? {
        let Some(path) = source.path else { continue };
        let file = Path::new(&path);
        // Only a file known to be gone is forgotten; one that cannot be looked at may be back tomorrow.
        if below(file) && matches!(file.try_exists(), Ok(false)) && store.remove_source(&source.graph)? {
            removed.push(path);
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_name() {
        for (given, expect) in [("./a//b/", "a/b"), (".", "."), ("a/./b", "a/b"), ("/x/y/", "/x/y"), ("../a", "../a")] {
            assert_eq!(plain(Path::new(given)), Path::new(expect));
        }
    }

    #[test]
    fn folders_give_their_pages_in_order_and_once() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a.HTML", "c.pdf", ".hidden.txt"] {
            std::fs::write(folder.path().join(name), "x").expect("it is written");
        }
        std::fs::create_dir(folder.path().join("sub")).expect("it is made");
        std::fs::write(folder.path().join("sub/d.htm"), "x").expect("it is written");
        let mut tally = Tally::default();
        let files = gather(&[folder.path().to_owned(), folder.path().join("b.txt")], &mut tally);
        let names: Vec<_> = files.iter().filter_map(|f| f.strip_prefix(folder.path()).ok()).collect();
        assert_eq!(names, [Path::new("a.HTML"), Path::new("b.txt"), Path::new("sub/d.htm")]);
        assert_eq!(tally.failed, 0);
    }

    #[test]
    fn a_folder_given_again_is_new_unchanged_changed_or_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it is written");
        let reading = Reading { place: None, date: None, tables: None, max_size: 1, base: None };
        let paths = [folder.path().to_owned()];
        let mut store = Store::memory(Base::default()).expect("a store");
        let learn = |store: &mut Store| learn(store, &paths, &reading, false).expect("the store takes it");
        write("a.txt", "Công văn số 1/UBND-KT");
        write("b.txt", "Công văn số 2/UBND-KT");
        write("empty.txt", "");
        let tally = Tally { new: 2, failed: 1, ..Tally::default() };
        assert_eq!(learn(&mut store), tally);
        assert_eq!(learn(&mut store), Tally { new: 0, unchanged: 2, ..tally });
        write("a.txt", "Công văn số 3/UBND-KT");
        std::fs::remove_file(folder.path().join("b.txt")).expect("it is there");
        assert_eq!(learn(&mut store), Tally { new: 0, changed: 1, ..tally });
        assert_eq!(store.sources().expect("it reads").len(), 2);
        assert!(prune(&mut store, &[folder.path().join("other")]).expect("it writes").is_empty());
        let gone = folder.path().join("b.txt").to_string_lossy().into_owned();
        assert_eq!(prune(&mut store, &paths).expect("it writes"), [gone]);
        assert_eq!(store.sources().expect("it reads").len(), 1);
    }
}
