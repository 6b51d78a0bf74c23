//! A sheet → a workbook that prints as an annex ("phụ lục"): A4 across, title, headings on every page, numbered rows,
//! days as days, filters on. Nothing in it is a formula, so no text of a document can act as one.

use super::{Cell, Sheet, Shown};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::io::{self, Write};

const FONT: &str = "Times New Roman";
/// A cell holds no more characters (Excel's own limit).
const LONGEST: usize = 32_767;
const FIRST_ROW: u32 = 3;
/// Excel's number of the paper.
const A4: u8 = 9;
/// Height of a line of words, in points.
const LINE: f64 = 16.0;
/// Left and right, in inches.
const MARGIN: f64 = 0.4;

/// Writes the columns for people, with a number before each row.
///
/// # Errors
/// What `out` says, and if the sheet has more than Excel's 1,048,576 rows.
pub fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    write_book(&[("Phụ lục", sheet)], out)
}

/// Writes several sheets in one workbook, each under its name.
///
/// # Errors
/// As [`write()`], and if two names are the same or longer than 31 characters.
pub fn write_book(sheets: &[(&str, &Sheet)], out: &mut dyn Write) -> io::Result<()> {
    let mut book = Workbook::new();
    // The same bytes on every day: a workbook bears the moment in which it is made unless told one.
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for (name, sheet) in sheets {
        fill(book.add_worksheet(), name, sheet).map_err(io::Error::other)?;
    }
    out.write_all(&book.save_to_buffer().map_err(io::Error::other)?)
}

fn fill(page: &mut Worksheet, name: &str, sheet: &Sheet) -> Result<(), XlsxError> {
    let plain = Format::new().set_font_name(FONT).set_font_size(12).set_text_wrap().set_align(FormatAlign::Top);
    let boxed = plain.clone().set_border(FormatBorder::Thin);
    let day = boxed.clone().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center);
    let real = boxed.clone().set_num_format("0.00");
    let head = boxed
        .clone()
        .set_background_color("E7E6E6")
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let title = Format::new().set_font_name(FONT).set_font_size(14).set_bold().set_align(FormatAlign::Center);
    let note = Format::new().set_font_name(FONT).set_font_size(12).set_italic().set_text_wrap();
    let note = note.set_align(FormatAlign::Center).set_align(FormatAlign::Top);

    // What is printed comes first, what a person checks by at the computer behind it.
    let mut columns: Vec<_> = sheet.shown_to(Shown::Sheet).collect();
    columns.sort_by_key(|(_, column)| column.aside);
    let width = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let last = width(columns.len());
    let printed = width(columns.iter().filter(|(_, column)| !column.aside).count()).max(1);
    page.set_name(name)?;
    page.merge_range(0, 0, 0, printed, &sheet.title, &title)?;
    if !sheet.note.is_empty() {
        page.merge_range(1, 0, 1, printed, &sheet.note, &note)?;
        // A merged cell does not grow with its words.
        let wide: f64 =
            columns.iter().filter(|(_, column)| !column.aside).map(|(_, column)| f64::from(column.wide)).sum();
        let lines = (f64::from(u16::try_from(sheet.note.chars().count()).unwrap_or(u16::MAX)) / wide.max(20.0)).ceil();
        page.set_row_height(1, LINE * lines.max(1.0))?;
    }
    page.write_string_with_format(FIRST_ROW - 1, 0, "STT", &head)?;
    page.set_column_width(0, 6)?;
    for (at, (_, column)) in (1..).zip(&columns) {
        page.write_string_with_format(FIRST_ROW - 1, at, column.heading.as_ref(), &head)?;
        page.set_column_width(at, column.wide)?;
    }
    for (n, cells) in (0..).zip(&sheet.rows) {
        let row = FIRST_ROW + n;
        page.write_number_with_format(row, 0, n + 1, &boxed)?;
        for (at, (place, _)) in (1..).zip(&columns) {
            match cells.get(*place).unwrap_or(&Cell::Empty) {
                Cell::Empty => page.write_blank(row, at, &boxed)?,
                Cell::Day(date) => page.write_datetime_with_format(row, at, *date, &day)?,
                #[expect(clippy::cast_precision_loss, reason = "Excel has no other numbers")]
                Cell::Number(number) => page.write_number_with_format(row, at, *number as f64, &boxed)?,
                Cell::Real(number) => page.write_number_with_format(row, at, *number, &real)?,
                words => page.write_string_with_format(row, at, shortened(&words.for_people()), &boxed)?,
            };
        }
    }
    let bottom = FIRST_ROW - 1 + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX - FIRST_ROW);
    page.autofilter(FIRST_ROW - 1, 0, bottom, last)?;
    page.set_freeze_panes(FIRST_ROW, 0)?;
    page.set_repeat_rows(FIRST_ROW - 1, FIRST_ROW - 1)?;
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&CTrang &P/&N");
    page.set_print_area(0, 0, bottom, printed)?;
    page.set_margins(MARGIN, MARGIN, 0.6, 0.6, 0.3, 0.3);
    page.set_print_center_horizontally(true);
    Ok(())
}

/// What fits in a cell, with a mark where something was left out.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST - 1) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_too_long() {
        assert_eq!(shortened("ngắn"), "ngắn");
        assert_eq!(shortened(&"ư".repeat(40_000)).chars().count(), LONGEST);
    }
}
