//! Rows → a table that fits the screen.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, LineStyle, Table};
use std::io::{self, Write};

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
