//! A sheet → CSV with a line of field names, for programs and for any spreadsheet.

use super::{Cell, Sheet, Shown};
use std::io::{self, Write};

/// Writes every column.
///
/// # Errors
/// What `out` says.
pub fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(sheet.shown_to(Shown::File).map(|(_, column)| column.name.as_ref())).map_err(cause)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(Cell::for_programs)).map_err(cause)?;
    }
    writer.flush()
}

/// What the writer below CSV said: a closed pipe must stay one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::Open;

    #[test]
    fn csv_quotes_what_needs_it() {
        let open = Open {
            status: "ambiguous".into(),
            text: "Chỉ thị \"20\", nêu trên".into(),
            source: "a.txt".into(),
            start: 7,
            candidates: vec!["một".into(), "hai".into()],
            id: "9a0c77d2e5b14f36".into(),
        };
        let mut out = Vec::new();
        write(&Sheet::of("", &[open]), &mut out).expect("memory takes it");
        let expect = "status,text,source,start,candidates,id\nambiguous,\"Chỉ thị \"\"20\"\", nêu trên\",a.txt,7,một; hai,9a0c77d2e5b14f36\n";
        assert_eq!(String::from_utf8_lossy(&out), expect);
    }
}
