//! `build`: files and folders → the store. A file that cannot be read is told and the rest goes on; what a
//! file said before is replaced as a whole.

use super::{Done, Outcome, load, say};
use crate::cli::{Build, Reading};
use ignore::WalkBuilder;
use indicatif::{ProgressBar, ProgressStyle};
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::model::Text;
use luocdo::read::read_bytes;
use luocdo::store::{Change, Store};
use luocdo::{Config, Result, Tables};
use sha2::{Digest, Sha256};
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
    let mut tally = learn(&mut store, &args.paths, &args.reading)?;
    if args.prune {
        tally.removed = prune(&mut store, &args.paths)?;
    }
    store.flush()?;
    say(format_args!(
        "{} new, {} changed, {} unchanged, {} removed, {} failed in `{}`",
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

/// Reads files and folders into a store, telling of each file that fails.
///
/// # Errors
/// Only what would fail for every file: the tables, the base, the store.
pub fn learn(store: &mut Store, paths: &[PathBuf], reading: &Reading) -> Result<Tally> {
    let tables = tables(reading)?;
    let base = store.base().clone();
    let mut tally = Tally::default();
    let files = gather(paths, &mut tally);
    let bar = bar(files.len());
    for file in files {
        let name = file.to_string_lossy().into_owned();
        bar.set_message(name.clone());
        match read(&file, reading) {
            Ok((text, sha256)) => {
                let config =
                    Config { source: name, place: reading.place.clone(), date: reading.date, ..Config::default() };
                let extraction = luocdo::extract(&tables, &config, text);
                let quads = encode(&base, &extraction, Some(&sha256), &tables);
                match store.replace_source(&base.source(&extraction.source), &quads)? {
                    Change::Added => tally.new += 1,
                    Change::Replaced => tally.changed += 1,
                    Change::Unchanged => tally.unchanged += 1,
                }
            }
            Err(error) => {
                tally.failed += 1;
                bar.suspend(|| say(format_args!("luocdo: {error}")));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(tally)
}

/// The text of a file and the SHA-256 of its bytes in hex.
fn read(file: &Path, reading: &Reading) -> Result<(Text, String)> {
    let bytes = load(file, reading.max_size)?;
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((read_bytes(file, &bytes)?, hash))
}

/// A bar on standard error; none where that is no terminal or there is little to do.
fn bar(files: usize) -> ProgressBar {
    if files < 10 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    // A template that does not parse leaves the plain bar.
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Every file meant: those named, and the .txt, .html and .htm files under the folders named, each once.
fn gather(paths: &[PathBuf], tally: &mut Tally) -> Vec<PathBuf> {
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

/// Forgets the sources that lie in the folders given, or are the files given, and are no longer there.
fn prune(store: &mut Store, paths: &[PathBuf]) -> Result<usize> {
    let roots: Vec<PathBuf> = paths.iter().map(|path| plain(path)).collect();
    let below = |source: &Path| {
        roots.iter().any(|root| {
            let here = root == Path::new(".") && source.is_relative();
            source == root || (root.is_dir() && (here || source.starts_with(root)))
        })
    };
    let mut removed = 0;
    for source in store.sources()? {
        let Some(path) = source.path.as_deref().map(Path::new) else { continue };
        // Only a file known to be gone is forgotten; one that cannot be looked at may be back tomorrow.
        if below(path) && matches!(path.try_exists(), Ok(false)) {
            removed += usize::from(store.remove_source(&source.graph)?);
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
        let learn = |store: &mut Store| learn(store, &paths, &reading).expect("the store takes it");
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
        assert_eq!(prune(&mut store, &[folder.path().join("other")]).expect("it writes"), 0);
        assert_eq!(prune(&mut store, &paths).expect("it writes"), 1);
        assert_eq!(store.sources().expect("it reads").len(), 1);
    }
}
