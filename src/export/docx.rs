//! A report → a Word file: A4 across, Times New Roman, a table for each list with its headings on every page. The words
//! of documents are text in it and nothing else; rwml escapes them.

use super::report::Report;
use crate::sheet::{Column, Sheet, Shown};
use rwml::{Align, CellBuilder, Color, DocBuilder, ParagraphBuilder, RunBuilder, TableBuilder};
use std::io::{self, Write};

const FONT: &str = "Times New Roman";
/// In half points, as Word counts.
const PLAIN: u16 = 26;
const CELL: u16 = 22;
const HEADING: u16 = 28;
const TITLE: u16 = 32;
/// Widths of the column of numbers and of the narrowest other, in characters.
const NUMBER: f32 = 8.0;
const NARROWEST: f32 = 10.0;

/// Writes the report.
///
/// # Errors
/// What `out` says, and what Word's format cannot hold.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut page = DocBuilder::new()
        .title(report.title.clone())
        .creator("luocdo")
        .page_size_pt(842.0, 595.0)
        .landscape()
        .margins_pt(48.0)
        .page_numbers();
    let title = ParagraphBuilder::new().align(Align::Center).spacing_after_pt(12.0);
    page = page.rich_paragraph(title.push_run(run(&report.title, TITLE).bold().build()).build());
    for (name, value) in &report.facts {
        let line = ParagraphBuilder::new().spacing_after_pt(3.0);
        let line = line.push_run(run(&format!("{name}: "), PLAIN).bold().build()).push_run(run(value, PLAIN).build());
        page = page.rich_paragraph(line.build());
    }
    for (n, sheet) in (1..).zip(&report.tables) {
        let heading = format!("{n}. {} ({})", sheet.title, sheet.rows.len());
        let heading = ParagraphBuilder::new()
            .heading_level(1)
            .spacing_before_pt(14.0)
            .spacing_after_pt(6.0)
            .push_run(run(&heading, HEADING).bold().color(Color { r: 0, g: 0, b: 0 }).build());
        page = page.rich_paragraph(heading.build());
        page = match sheet.rows.is_empty() {
            true => page.rich_paragraph(paragraph("Không có.", PLAIN, Align::Left)),
            false => page.rich_table(table(sheet)),
        };
    }
    page = page.rich_paragraph(paragraph("", PLAIN, Align::Left));
    for note in &report.notes {
        let note = ParagraphBuilder::new().spacing_after_pt(3.0).push_run(run(note, CELL).italic().build());
        page = page.rich_paragraph(note.build());
    }
    let bytes = rwml::try_write_docx(&page.build()).map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&bytes)?;
    out.flush()
}

fn run(words: &str, size: u16) -> RunBuilder {
    RunBuilder::new(words).font(FONT).size_half_pt(size)
}

fn paragraph(words: &str, size: u16, align: Align) -> rwml::Paragraph {
    ParagraphBuilder::new().align(align).push_run(run(words, size).build()).build()
}

/// The columns that a person sees on a screen, with a number before each row.
fn table(sheet: &Sheet) -> rwml::Table {
    let columns: Vec<_> = sheet.shown_to(Shown::Screen).collect();
    // A day and a short heading stay on one line.
    let wide = |column: &Column| f32::from(column.wide).max(NARROWEST);
    let all: f32 = NUMBER + columns.iter().map(|(_, column)| wide(column)).sum::<f32>();
    let widths = [NUMBER].into_iter().chain(columns.iter().map(|(_, column)| wide(column)));
    let mut table = TableBuilder::new()
        .header_rows(1)
        .width_pct(100.0)
        .fixed_layout()
        .col_widths_pct(widths.map(|width| width * 100.0 / all))
        .border_color(Color { r: 0x55, g: 0x55, b: 0x55 })
        .border_size_eighths(4);
    let head = |words: &str| {
        let words = ParagraphBuilder::new().align(Align::Center).push_run(run(words, CELL).bold().build()).build();
        CellBuilder::new().rich_paragraph(words).header().shading(Color { r: 0xe8, g: 0xee, b: 0xf5 }).build()
    };
    table = table.row(["STT"].into_iter().chain(columns.iter().map(|(_, column)| column.heading.as_ref())).map(head));
    for (n, row) in (1..).zip(&sheet.rows) {
        let number = CellBuilder::new().rich_paragraph(paragraph(&n.to_string(), CELL, Align::Center)).build();
        let cells = columns.iter().map(|(at, _)| {
            let words = row.get(*at).map(crate::sheet::Cell::for_people).unwrap_or_default();
            CellBuilder::new().rich_paragraph(paragraph(&words, CELL, Align::Left)).build()
        });
        table = table.row([number].into_iter().chain(cells));
    }
    table.build()
}
