//! The answer to a question → standard output or a file, in the form asked for.

use super::{say, to_stdout};
use crate::cli::{Form, Out};
use crate::print::{table, width};
use luocdo::export::ics::{self, Entry};
use luocdo::export::{self, Format, View};
use luocdo::sheet::{self, Sheet};
use luocdo::{Error, Result};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Writes the answer for a screen of so many columns.
type Screen<'a> = Box<dyn Fn(usize, &mut dyn Write) -> io::Result<()> + 'a>;

/// The days of a calendar.
type Days<'a> = Box<dyn Fn() -> Vec<Entry> + 'a>;

/// Where an answer goes.
pub enum To<'a> {
    /// To the file that the command line names, else to standard output.
    Asked,
    /// Into memory, for whoever asked over the network.
    #[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "only the server keeps a reply"))]
    Reply(&'a mut Vec<u8>),
}

impl To<'_> {
    /// Puts what `write` writes there.
    ///
    /// # Errors
    /// [`Error::Argument`] for a file that exists, and for a screen that would be filled with what is no text;
    /// [`Error::File`] if it cannot be written; those of `write`.
    pub fn put(
        self,
        path: Option<&Path>,
        force: bool,
        binary: bool,
        extension: &str,
        write: impl FnOnce(&mut dyn Write, &Path) -> Result<()>,
    ) -> Result<()> {
        match (self, path) {
            (To::Reply(bytes), _) => write(bytes, Path::new("the reply")),
            (To::Asked, Some(path)) => export::write_file(path, force, |file| write(file, path)),
            (To::Asked, None) if binary && io::stdout().is_terminal() => {
                Err(Error::Argument(format!("this is no text; give it a file with `--output ten.{extension}`")))
            }
            (To::Asked, None) => to_stdout(|stdout| write(stdout, Path::new("standard output"))),
        }
    }
}

/// An answer in all its forms.
pub struct Answer<'a, T: Serialize + ?Sized> {
    value: &'a T,
    sheet: Sheet,
    screen: Option<Screen<'a>>,
    view: Option<Box<dyn Fn() -> View + 'a>>,
    days: Option<(&'static str, Days<'a>)>,
}

impl<'a, T: Serialize + ?Sized> Answer<'a, T> {
    /// An answer that is this value as JSON, and this sheet as table, CSV and XLSX.
    pub fn new(value: &'a T, sheet: Sheet) -> Self {
        Answer { value, sheet, screen: None, view: None, days: None }
    }

    /// On the screen it is not a table.
    pub fn on_screen(mut self, write: impl Fn(usize, &mut dyn Write) -> io::Result<()> + 'a) -> Self {
        self.screen = Some(Box::new(write));
        self
    }

    /// The papers and bodies in it make a picture.
    pub fn drawn(mut self, view: impl Fn() -> View + 'a) -> Self {
        self.view = Some(Box::new(view));
        self
    }

    /// It has days for a calendar of this name.
    pub fn dated(mut self, name: &'static str, days: impl Fn() -> Vec<Entry> + 'a) -> Self {
        self.days = Some((name, Box::new(days)));
        self
    }

    /// Gives it.
    ///
    /// # Errors
    /// [`Error::Argument`] for a form that it does not have, and for a file that exists; [`Error::File`] if it cannot
    /// be written.
    pub fn give(&self, out: &Out, to: To<'_>) -> Result<()> {
        let form = out.form()?;
        let write = |to: &mut dyn Write, name: &Path| self.write(form, out.max_nodes, to, name);
        to.put(out.output.as_deref(), out.force, !form.is_text(), form.extension(), write)
    }

    fn write(&self, form: Form, most: Option<u32>, out: &mut dyn Write, name: &Path) -> Result<()> {
        let failed = |source| Error::File { action: "write", path: PathBuf::from(name), source };
        match (form, &self.screen) {
            (Form::Table, Some(screen)) => screen(width(), out).map_err(failed),
            (Form::Table, None) => table::write_sheet(&self.sheet, out).map_err(failed),
            (Form::Json, _) => json(self.value, out).map_err(failed),
            (Form::Csv, _) => sheet::write_csv(&self.sheet, out).map_err(failed),
            (Form::Xlsx, _) => sheet::write_xlsx(&self.sheet, out).map_err(failed),
            (Form::Ics, _) => match &self.days {
                Some((name, days)) => ics::write(name, &days(), out).map_err(failed),
                None => Err(Error::Argument(
                    "this answer has no last days for a calendar; give it as one of table, json, csv, xlsx".into(),
                )),
            },
            (Form::Graph(format), _) => match &self.view {
                Some(view) => {
                    let mut view = view();
                    if view.title.is_empty() {
                        view.title.clone_from(&self.sheet.title);
                    }
                    export::write_view(&kept(view, format, most), format, out, name)
                }
                None => Err(Error::Argument(format!(
                    "this answer has no picture; give it as one of table, json, csv, xlsx, not `{}`",
                    format.name()
                ))),
            },
        }
    }
}

/// The picture with at most so many nodes, or as many as its form shows; what is left out is told on standard error.
pub fn kept(view: View, format: Format, most: Option<u32>) -> View {
    let most = most.and_then(|most| usize::try_from(most).ok()).or(format.most_nodes());
    let view = if let Some(most) = most { view.keep(most) } else { view };
    if let Some(left_out) = &view.left_out {
        say(format_args!("{} (`--max-nodes N` vẽ nhiều hơn)", left_out.words()));
    }
    view
}

/// Writes one JSON value, for programs and yet readable.
fn json<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
