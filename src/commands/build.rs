//! `build`: files and folders → the store. A file that cannot be read is told and the rest goes on; what a
//! file said before is replaced as a whole.

use super::learn::{again, learn};
use super::{Done, Outcome, judgements, say};
use crate::cli::{Build, Reading};
use ignore::WalkBuilder;
use luocdo::iri::Base;
use luocdo::judge::Judgements;
use luocdo::model::Format;
use luocdo::read::is_readable;
use luocdo::store::{Replayed, Store};
use luocdo::{Error, Result, Tables};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
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

/// What was read and what was not, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What became of the sources.
    pub tally: Tally,
    /// Sources read, by format.
    formats: BTreeMap<Format, usize>,
    /// Sources not read, by reason.
    reasons: BTreeMap<&'static str, usize>,
    /// Files and members of no kind that is read, by extension.
    passed: BTreeMap<String, usize>,
}

impl Report {
    /// Counts a source that was read.
    pub fn count(&mut self, format: Format) {
        *self.formats.entry(format).or_default() += 1;
    }

    /// Counts one that could not be read.
    pub fn fail(&mut self, error: &Error) {
        self.tally.failed += 1;
        *self.reasons.entry(error.reason()).or_default() += 1;
    }

    /// Counts files that are passed over by their extension.
    pub fn pass_over(&mut self, extensions: &BTreeMap<String, usize>) {
        for (extension, count) in extensions {
            *self.passed.entry(extension.clone()).or_default() += count;
        }
    }
}

impl fmt::Display for Report {
    /// `read 258 text, 3 HTML; not read: 2 damaged; passed over: 4 .jpg`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |counts: Vec<String>| if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") };
        let read = self.formats.iter().map(|(format, count)| format!("{count} {}", format.label())).collect();
        write!(f, "read {}", list(read))?;
        if !self.reasons.is_empty() {
            let reasons = self.reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
            write!(f, "; not read: {}", list(reasons))?;
        }
        if !self.passed.is_empty() {
            let name = |extension: &str| match extension {
                "" => "without extension".to_owned(),
                extension => format!(".{extension}"),
            };
            let passed = self.passed.iter().map(|(extension, count)| format!("{count} {}", name(extension))).collect();
            write!(f, "; passed over: {}", list(passed))?;
        }
        Ok(())
    }
}

/// Reads into the store and says what became of the files.
pub fn run(args: &Build) -> Done {
    let base = args.reading.base.as_deref().map(Base::parse).transpose()?;
    let mut store = Store::open_to_write(&args.store, base.as_ref())?;
    store.judge_by(Judgements::read(&judgements(args.judgements.as_deref(), &args.store))?);
    let report = learn(&mut store, &args.paths, &args.reading, args.prune)?;
    let replayed = bring_in_line(&mut store, &args.reading)?;
    store.flush()?;
    for id in &replayed.waiting {
        say(format_args!("luocdo: judgement on `{id}` waits: no source says now what it judged"));
    }
    let tally = report.tally;
    say(format_args!("{report}"));
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

/// Judges what is there already, and reads sources of earlier builds again in which a name was settled since.
fn bring_in_line(store: &mut Store, reading: &Reading) -> Result<Replayed> {
    let replayed = store.replay()?;
    if replayed.again.is_empty() {
        return Ok(replayed);
    }
    again(store, &replayed.again, reading)?;
    store.replay()
}

/// The tables to read with.
pub fn tables(reading: &Reading) -> Result<Tables> {
    match &reading.tables {
        Some(folder) => Tables::from_folder(folder),
        None => Tables::builtin(),
    }
}

/// Every file meant: those named, and those under the folders named that are of a kind that is read, each once.
pub fn gather(paths: &[PathBuf], report: &mut Report) -> Vec<PathBuf> {
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
                Ok(entry) if !entry.path().is_file() => {}
                Ok(entry) if is_readable(entry.path()) => take(plain(entry.path())),
                Ok(entry) => {
                    let extension = entry.path().extension().map(|e| e.to_string_lossy().to_lowercase());
                    *report.passed.entry(extension.unwrap_or_default()).or_default() += 1;
                }
                Err(error) => {
                    report.tally.failed += 1;
                    *report.reasons.entry("not to be opened").or_default() += 1;
                    say(format_args!("luocdo: {error}"));
                }
            }
        }
    }
    files
}

/// `./a//b/` → `a/b`: the path names the source, so one file should have one.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}

/// The sources that lie in the folders given, or are the files given, and whose files are no longer there.
///
/// # Errors
/// Of the store.
pub fn gone(store: &Store, paths: &[PathBuf]) -> Result<Vec<String>> {
    let roots: Vec<PathBuf> = paths.iter().map(|path| plain(path)).collect();
    let below = |source: &str| {
        let path = Path::new(source);
        roots.iter().any(|root| {
            let here = root == Path::new(".") && path.is_relative();
            let inside = source.strip_prefix(&*root.to_string_lossy()).is_some_and(|rest| rest.starts_with('#'));
            path == root || inside || (root.is_dir() && (here || path.starts_with(root)))
        })
    };
    let lost = |file: &str| matches!(Path::new(file).try_exists(), Ok(false));
    // Only a file known to be gone is forgotten; one that cannot be looked at may be back tomorrow.
    let all_lost = |path: &String| lost(path) && path.match_indices('#').all(|(at, _)| lost(&path[..at]));
    let paths = store.sources()?.into_iter().filter_map(|source| source.path);
    Ok(paths.filter(|path| below(path) && all_lost(path)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use luocdo::read::Map;

    #[test]
    fn one_file_has_one_name() {
        for (given, expect) in [("./a//b/", "a/b"), (".", "."), ("a/./b", "a/b"), ("/x/y/", "/x/y"), ("../a", "../a")] {
            assert_eq!(plain(Path::new(given)), Path::new(expect));
        }
    }

    #[test]
    fn a_report_says_what_was_read_and_what_was_not() {
        let mut report = Report::default();
        assert_eq!(report.to_string(), "read nothing");
        for format in [Format::Docx, Format::Txt, Format::Txt] {
            report.count(format);
        }
        let path = PathBuf::from("a.docx");
        for error in
            [Error::Empty { path: path.clone() }, Error::Protected { path: path.clone() }, Error::Protected { path }]
        {
            report.fail(&error);
        }
        report.pass_over(&BTreeMap::from([("jpg".to_owned(), 2), (String::new(), 1)]));
        assert_eq!(
            report.to_string(),
            "read 2 text, 1 DOCX; not read: 1 empty, 2 protected by a password; passed over: 1 without extension, 2 .jpg"
        );
        assert_eq!(report.tally.failed, 3);
    }

    #[test]
    fn folders_give_their_pages_in_order_and_once() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a.HTML", "c.jpg", ".hidden.txt"] {
            std::fs::write(folder.path().join(name), "x").expect("it is written");
        }
        std::fs::create_dir(folder.path().join("sub")).expect("it is made");
        std::fs::write(folder.path().join("sub/d.htm"), "x").expect("it is written");
        let mut report = Report::default();
        let files = gather(&[folder.path().to_owned(), folder.path().join("b.txt")], &mut report);
        let names: Vec<_> = files.iter().filter_map(|f| f.strip_prefix(folder.path()).ok()).collect();
        assert_eq!(names, [Path::new("a.HTML"), Path::new("b.txt"), Path::new("sub/d.htm")]);
        assert_eq!(report, Report { passed: BTreeMap::from([("jpg".into(), 1)]), ..Report::default() });
    }

    #[test]
    fn a_folder_given_again_is_new_unchanged_changed_or_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it is written");
        let reading = Reading { place: None, date: None, tables: None, max_size: 1, map: Map::default(), base: None };
        let paths = [folder.path().to_owned()];
        let mut store = Store::memory(Base::default()).expect("a store");
        let learn = |store: &mut Store| learn(store, &paths, &reading, false).expect("the store takes it").tally;
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
        assert!(gone(&store, &[folder.path().join("other")]).expect("it reads").is_empty());
        let lost = folder.path().join("b.txt").to_string_lossy().into_owned();
        assert_eq!(gone(&store, &paths).expect("it reads"), [lost]);
        let tally = super::learn(&mut store, &paths, &reading, true).expect("the store takes it");
        assert_eq!(tally.tally, Tally { unchanged: 1, removed: 1, failed: 1, ..Tally::default() });
        assert_eq!(store.sources().expect("it reads").len(), 1);
    }
}
