//! A Word file, old or new → its text, by `rwml`: paragraphs with their automatic numbers ("Điều 7."), tables
//! cell by cell, footnotes at the end, tracked changes as accepted. Headers, footers and comments are left out.

use super::paragraphs::Paragraphs;
use super::{Input, Reader, archive, row};
use crate::error::{Error, Result};
use crate::model::{Format, Text};
use rwml::{Document, Block, Cell, DocModel, Paragraph, Row, SourceRegionKind, Table};

/// DOCX, Word since 2007.
pub struct Docx;

impl Reader for Docx {
    fn read(&self, input: Input<'_>) -> Result<Text> {
        archive::check(input)?;
        Ok(text(&open(input)?, Format::Docx))
    }
}

/// DOC, Word 97 to 2003, where LibreOffice is not at hand.
pub fn old(input: Input<'_>) -> Result<Text> {
    Ok(text(&open(input)?, Format::Doc))
}

fn open(input: Input<'_>) -> Result<DocModel> {
    let path = input.path.to_owned();
    match Document::open(input.bytes) {
        Ok(document) => Ok(document.model()),
        Err(rwml::Error::Encrypted { .. }) => Err(Error::Protected { path }),
        Err(rwml::Error::NoText) => Err(Error::Empty { path }),
        Err(error) => Err(Error::Damaged { path, message: error.to_string() }),
    }
}

fn text(model: &DocModel, format: Format) -> Text {
    let mut out = Paragraphs::default();
    let around = |at: usize| {
        model.regions.iter().any(|region| {
            matches!(region.kind, SourceRegionKind::HeaderFooter | SourceRegionKind::Annotation)
                && (region.block_start..region.block_end).contains(&at)
        })
    };
    for (at, block) in model.blocks.iter().enumerate() {
        if !around(at) {
            write(block, &mut out);
        }
    }
    out.finish(format)
}

fn write(block: &Block, out: &mut Paragraphs) {
    match block {
        Block::Paragraph(paragraph) => out.push(&words(paragraph)),
        Block::Table(table) => write_table(table, out),
        Block::Image(_) | Block::Chart(_) => {}
        Block::PageBreak | Block::SectionBreak(_) => out.part(),
    }
}

/// The words of a paragraph, with the number that Word puts before it.
fn words(paragraph: &Paragraph) -> String {
    let mut words = String::new();
    if let Some(list) = &paragraph.props.list {
        // A bullet is a sign of some font of symbols.
        words.push_str(if list.ordered { &list.label } else { "-" });
        words.push(' ');
    }
    let number = words.len();
    words.extend(paragraph.runs.iter().filter(|run| !run.props.hidden).map(|run| run.text.as_str()));
    if words[number..].trim().is_empty() { String::new() } else { words }
}

/// Writes a table between empty lines. A row of a list is a line; the cells of a head ("UBND TỈNH …" beside
/// "CỘNG HÒA …") or of a foot stand one below the other.
fn write_table(table: &Table, out: &mut Paragraphs) {
    out.part();
    for row in &table.rows {
        match line(row) {
            Some(line) => out.push(&line),
            None => {
                for cell in &row.cells {
                    cell.blocks.iter().for_each(|block| write(block, out));
                    out.part();
                }
            }
        }
    }
    out.part();
}

/// A row as one line; `None` where its cells are texts of their own.
fn line(table_row: &Row) -> Option<String> {
    row::line(&table_row.cells.iter().map(lines).collect::<Option<Vec<_>>>()?)
}

/// The lines of a cell; `None` if it holds a table.
fn lines(cell: &Cell) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for block in &cell.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let words = words(paragraph);
                lines.extend(words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
            }
            Block::Table(_) => return None,
            _ => {}
        }
    }
    Some(lines)
}
