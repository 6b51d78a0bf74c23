//! Files that LibreOffice reads (DOC, RTF, ODT) → DOCX by LibreOffice, in a folder of its own and in a limited
//! time, then their text. An old Word file is read without it where it is not installed, and that is noted.

use super::{Input, Reader, archive, docx};
use crate::error::{Error, Result};
use crate::model::{Format, Text};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long LibreOffice may take for one file. A law of 300 pages takes some seconds.
const PATIENCE: Duration = Duration::from_secs(90);
/// The names under which LibreOffice is installed.
const PROGRAMS: &[&str] = &["soffice", "libreoffice"];

/// DOC, RTF or ODT.
pub struct Office(pub Format);

impl Reader for Office {
    fn read(&self, input: Input<'_>) -> Result<Text> {
        self.read_by(input, program().as_deref(), PATIENCE)
    }
}

impl Office {
    /// The text, by this LibreOffice if there is one.
    fn read_by(&self, input: Input<'_>, program: Option<&Path>, patience: Duration) -> Result<Text> {
        let path = input.path;
        // What is protected is told at once: LibreOffice would ask for the password.
        let alone = (self.0 == Format::Doc).then(|| docx::old(input));
        match (&alone, self.0) {
            (Some(Err(Error::Protected { .. })), _) => return Err(Error::Protected { path: path.to_owned() }),
            (_, Format::Odt) => archive::check_open_document(input)?,
            _ => {}
        }
        let converted = match program {
            Some(program) => convert(program, input.bytes, self.0, patience),
            None => Err(Failure::Missing),
        };
        let message = match converted {
            Ok(bytes) => {
                let text = docx::Docx.read(Input { bytes: &bytes, ..input })?;
                return Ok(Text { format: self.0, ..text });
            }
            Err(Failure::System(source)) => {
                return Err(Error::File { action: "convert", path: path.to_owned(), source });
            }
            Err(Failure::Missing) => {
                "which LibreOffice reads; install it (`apt-get install libreoffice-writer-nogui`) or save the file as DOCX"
            }
            Err(Failure::Slow) => "and LibreOffice took too long over it; open it yourself and save it as DOCX",
            Err(Failure::Nothing) => "and LibreOffice could not read it; open it yourself and save it as DOCX",
        };
        match alone {
            Some(Ok(mut text)) => {
                let note = "read without LibreOffice: words deleted in tracked changes may stand in it";
                text.notes.push(note.to_owned());
                Ok(text)
            }
            Some(Err(error)) => Err(error),
            None => {
                let found = if self.0 == Format::Rtf { "an RTF file" } else { "an OpenDocument text" };
                Err(Error::Converter { path: path.to_owned(), found, message })
            }
        }
    }
}

/// Why there is no DOCX.
enum Failure {
    Missing,
    Slow,
    Nothing,
    System(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::System(error)
    }
}

/// LibreOffice, where it is installed.
fn program() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    PROGRAMS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

/// The file as DOCX.
fn convert(program: &Path, bytes: &[u8], format: Format, patience: Duration) -> std::result::Result<Vec<u8>, Failure> {
    let desk = Desk::new()?;
    let file = desk.0.join(format!("paper.{}", format.name()));
    fs::write(&file, bytes)?;
    let mut profile = OsString::from("-env:UserInstallation=file://");
    profile.push(desk.0.join("profile"));
    let mut command = Command::new(program);
    command
        .arg(profile)
        .args(["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .args([&desk.0, &file])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    if wait(command.spawn()?, patience)?.is_none() {
        return Err(Failure::Slow);
    }
    match fs::read(desk.0.join("paper.docx")) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Failure::Nothing),
        Err(error) => Err(Failure::System(error)),
    }
}

/// Waits for the end of the program, and ends it with all that it started when the time is over.
fn wait(mut child: Child, patience: Duration) -> io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > patience {
            // The program is a script that starts another; both are in one group.
            if cfg!(unix) {
                let group = format!("-{}", child.id());
                Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status()?;
            }
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        sleep(Duration::from_millis(50));
    }
}

/// A folder for one conversion, removed when it is done.
struct Desk(PathBuf);

impl Desk {
    fn new() -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("luocdo-{}-{number}", std::process::id()));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(&folder)?;
        Ok(Desk(folder))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which clears this place.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::input;

    /// "Sở Công Thương chủ trì" as RTF writes it (Rich Text Format 1.9.1).
    const RTF: &str = "{\\rtf1\\ansi\\uc1 S\\u7903? C\\u244?ng Th\\u432?\\u417?ng ch\\u7911? tr\\u236?\\par Hai\\par}";

    fn read(format: Format, bytes: &[u8], program: Option<&Path>) -> Result<Text> {
        Office(format).read_by(input("paper", bytes), program, PATIENCE)
    }

    #[test]
    fn without_libreoffice_the_way_out_is_told() {
        let error = read(Format::Rtf, RTF.as_bytes(), None).expect_err("there is none").to_string();
        assert_eq!(
            error,
            "`paper` is an RTF file, which LibreOffice reads; install it (`apt-get install libreoffice-writer-nogui`) or save the \
             file as DOCX"
        );
        assert!(matches!(read(Format::Doc, b"no file", None), Err(Error::Damaged { .. })));
        assert!(matches!(read(Format::Odt, b"no file", None), Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_protected_file_is_not_given_to_libreoffice() {
        let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
        let odt = crate::read::fixture::zip(&[("META-INF/manifest.xml", manifest)]);
        assert!(matches!(read(Format::Odt, &odt, Some(Path::new("/gone"))), Err(Error::Protected { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_or_gives_nothing_is_ended_and_told() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let script = |name: &str, words: &str| {
            let path = folder.path().join(name);
            fs::write(&path, format!("#!/bin/sh\n{words}\n")).expect("it is written");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("it may run");
            path
        };
        let mark = folder.path().join("alive");
        let slow = script("slow", &format!("(sleep 2; touch {}) & wait", mark.display()));
        let short = Duration::from_millis(300);
        let error = Office(Format::Rtf)
            .read_by(input("paper.rtf", RTF.as_bytes()), Some(&slow), short)
            .expect_err("it hangs")
            .to_string();
        assert!(error.contains("took too long over it"), "{error}");
        sleep(Duration::from_secs(3));
        assert!(!mark.exists(), "what it started lives on");
        let error =
            read(Format::Rtf, RTF.as_bytes(), Some(&script("idle", "exit 1"))).expect_err("it is idle").to_string();
        assert!(error.contains("could not read it"), "{error}");
        let desk = Desk::new().expect("a folder");
        let place = desk.0.clone();
        fs::write(place.join("paper.rtf"), RTF).expect("it is written");
        drop(desk);
        assert!(!place.exists());
    }

    #[test]
    #[allow(clippy::print_stdout)]
    fn libreoffice_reads_where_it_is_installed() {
        let Some(program) = program() else {
            return println!("skipped: LibreOffice is not installed here");
        };
        let text = read(Format::Rtf, RTF.as_bytes(), Some(&program)).expect("it reads");
        assert_eq!((text.content.as_str(), text.format), ("Sở Công Thương chủ trì\nHai", Format::Rtf));
    }
}
