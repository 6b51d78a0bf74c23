//! A sheet → a workbook that prints as an annex ("phụ lục"): A4 across, title, headings on every page, numbered rows,
//! days as days, filters on. Nothing in it is a formula, so no text of a document can act as one.

use super::{Cell, Sheet, Shown};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use std::io::{self, Write};

const FONT: &str = "Times New Roman";
/// A cell holds no more characters (Excel's own limit).
const LONGEST: usize = 32_767;
const FIRST_ROW: u32 = 3;

/// Writes the columns for people, with a number before each row.
///
/// # Errors
/// What `out` says, and if the sheet has more than Excel's 1,048,576 rows.
pub fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&workbook(sheet).map_err(io::Error::other)?)
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let plain = Format::new().set_font_name(FONT).set_font_size(12).set_text_wrap().set_align(FormatAlign::Top);
    let boxed = plain.clone().set_border(FormatBorder::Thin);
    let day = boxed.clone().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center);
    let real = boxed.clone().set_num_format("0.00");
    let head = boxed.clone().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let title = Format::new().set_font_name(FONT).set_font_size(14).set_bold().set_align(FormatAlign::Center);

    let columns: Vec<_> = sheet.shown_to(Shown::Sheet).collect();
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    page.set_name("Phụ lục")?;
    page.merge_range(0, 0, 0, last.max(1), &sheet.title, &title)?;
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
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&CTrang &P/&N");
    book.save_to_buffer()
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
