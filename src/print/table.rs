//! Rows → a table that fits the screen.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, LineStyle, Table};
use luocdo::sheet::{Cell, Sheet, Shown};
use std::io::{self, Write};

/// Writes the columns of a sheet that are for the screen; with no rows nothing.
pub fn write_sheet(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let columns: Vec<_> = sheet.shown_to(Shown::Screen).collect();
    let headings: Vec<String> = columns.iter().map(|(_, column)| column.heading.to_string()).collect();
    let cells = |row: &Vec<_>| columns.iter().filter_map(|(at, _)| row.get(*at)).map(Cell::for_people).collect();
    write(&headings, sheet.rows.iter().map(cells).collect(), out)
}

/// Writes a table with its headings; with no rows nothing.
pub fn write(headings: &[String], rows: Vec<Vec<String>>, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let count = rows.len();
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(super::width()).unwrap_or(u16::MAX));
    table.set_header(headings.iter().map(String::as_str));
    table.add_rows(rows);
    // Lines between the rows only where rows take several lines; the frame and the headings are four.
    if table.lines().count() > count + 4 {
        table.load_style(UTF8_HORIZONTAL_ONLY);
    }
    writeln!(out, "{table}")
}
