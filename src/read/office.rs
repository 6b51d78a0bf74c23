//! Files that LibreOffice reads (DOC, RTF, ODT) → DOCX by LibreOffice, in a folder of its own and in a limited
//! time, then their text. An old Word file is read without it where it is not installed, and that is noted.

use super::{Input, Reader, docx};
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
        let path = input.path;
        let without = |message: &str| Error::Converter {
            path: path.to_owned(),
            found: match self.0 {
                Format::Doc => "an old Word file",
                Format::Rtf => "an RTF file",
                _ => "an OpenDocument text",
            },
            message: message.to_owned(),
        };
        // What is protected is told at once: LibreOffice would ask for the password.
        let alone = match self.0 {
            Format::Doc => Some(docx::old(input)),
            _ => None,
        };
        if let Some(Err(error @ Error::Protected { .. })) = alone {
            return Err(error);
        }
        if self.0 == Format::Odt {
            super::archive::check_open_document(input)?;
        }
        let converted = match program() {
            Some(program) => convert(&program, input.bytes, self.0),
            None => Err(Failure::Missing),
        };
        let message = match converted {
            Ok(bytes) => {
                let text = docx::Docx.read(Input { bytes: &bytes, ..input })?;
                return Ok(Text { format: self.0, ..text });
            }
            Err(Failure::Missing) => "which LibreOffice reads, and it is not installed",
            Err(Failure::Slow) => "and LibreOffice did not manage it in 90 seconds",
            Err(Failure::Nothing) => "and LibreOffice could not read it",
            Err(Failure::System(source)) => {
                return Err(Error::File { action: "convert", path: path.to_owned(), source });
            }
        };
        match alone {
            Some(Ok(mut text)) => {
                text.notes
                    .push("read without LibreOffice: words deleted in tracked changes may stand in it".to_owned());
                Ok(text)
            }
            Some(Err(error)) => Err(error),
            None => Err(without(message)),
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
fn convert(program: &Path, bytes: &[u8], format: Format) -> std::result::Result<Vec<u8>, Failure> {
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
    if wait(command.spawn()?)?.is_none() {
        return Err(Failure::Slow);
    }
    match fs::read(desk.0.join("paper.docx")) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Failure::Nothing),
        Err(error) => Err(Failure::System(error)),
    }
}

/// Waits for the end of the program, and ends it with all that it started when the time is over.
fn wait(mut child: Child) -> io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > PATIENCE {
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
