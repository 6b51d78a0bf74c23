//! PDF with a text layer → Text. Letters come from their places on the page, not from the order of the file, and what
//! runs along the margins of the pages is taken away. Places lead back to page and paragraph.
//!
//! `lopdf` and `pdf-extract` read the file. They trust it; so it is looked at first, drawn page by page on a desk of
//! our own, and read in a thread that may panic.

mod content;
mod desk;
#[cfg(test)]
mod fixture;
mod fonts;
mod glyphs;
mod lines;
mod margins;
mod paragraphs;
#[cfg(test)]
mod tests;
mod unpack;

use super::encoding::{self, Legacy};
use super::normalise::taken_out;
use super::quiet::quietly;
use super::{Input, Reader, normalise};
use crate::error::{Error, Result};
use crate::model::{Format, Place, Text};
use crate::tables::page_words::PageWords;
use content::{Orders, Tools};
use glyphs::{Page as Sheet, Sheets, Signal};
use lines::Line;
use pdf_extract::content::Operation;
use pdf_extract::{Document, Object, ObjectId};
use std::collections::HashSet;

/// Stack of the thread that reads, in bytes: the library parses deep files by recursion.
const STACK: usize = 64 << 20;
/// Pages that are read.
const PAGES: usize = 20_000;
/// Pages that are drawn together.
const AT_ONCE: usize = 16;
/// Pages that could not be read are named up to so many.
const NAMED: usize = 5;

/// Reads PDF.
pub struct Pdf;

/// Why a file gives no text.
enum Refusal {
    Damaged,
    Protected,
    Scan(&'static str),
}

impl Reader for Pdf {
    fn read(&self, input: Input<'_>) -> Result<Text> {
        unpack::before_loading(input)?;
        let read = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            let work = || quietly(|| pages(input.bytes)).unwrap_or(Err(Refusal::Damaged));
            thread.spawn_scoped(scope, work).map(|thread| thread.join().unwrap_or(Err(Refusal::Damaged)))
        });
        let path = input.path.to_owned();
        match read {
            Ok(Ok(drawn)) => Ok(text(drawn, input.words)),
            Ok(Err(Refusal::Damaged)) => {
                Err(Error::Damaged { path, message: "its pages cannot be found; it may be cut short".to_owned() })
            }
            Ok(Err(Refusal::Protected)) => Err(Error::Protected { path }),
            Ok(Err(Refusal::Scan(found))) => Err(Error::Scan { path, found }),
            Err(source) => Err(Error::File { action: "read", path, source }),
        }
    }
}

/// Every page as lines, and what was not read.
struct Drawn {
    pages: Vec<Vec<Line>>,
    /// Strings in heads and feet that the file itself marks.
    marked: usize,
    /// Letters and strings without a character to them.
    unreadable: usize,
    /// Pages that could not be drawn.
    failed: Vec<usize>,
}

/// Draws every page.
fn pages(bytes: &[u8]) -> std::result::Result<Drawn, Refusal> {
    let mut document = Document::load_mem(bytes).map_err(|_| Refusal::Damaged)?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Refusal::Protected);
    }
    let (mut fonts, mut desk, mut budget) = (fonts::Fonts::default(), desk::Desk::new(), unpack::Budget::new());
    let mut drawn = Drawn { pages: Vec::new(), marked: 0, unreadable: 0, failed: Vec::new() };
    let mut letters = 0;
    for some in sheets_of(&document).chunks(AT_ONCE) {
        let (mut words, mut orders, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (at, page) in (drawn.pages.len()..).zip(some) {
            let (fonts, desk, budget, words) = (&mut fonts, &mut desk, &mut budget, &mut words);
            let tools = Tools { document: &document, words, fonts, desk, budget };
            let read = quietly(|| {
                let orders = Orders::of_page(tools, *page);
                (orders.list, orders.marked, orders.unreadable, orders.partly)
            });
            let (list, marked, unreadable, partly) = read.unwrap_or((Vec::new(), 0, 0, true));
            drawn.marked += marked;
            drawn.unreadable += unreadable;
            drawn.failed.extend(partly.then_some(at + 1));
            orders.extend(content::signal_orders(Signal::Page));
            orders.extend(list);
            ends.push(orders.len());
        }
        let (sheets, failed) = draw(&mut desk, &orders, &ends, words);
        drawn.failed.extend(failed.into_iter().map(|at| drawn.pages.len() + at + 1));
        for sheet in sheets {
            let lines = lines_of(&sheet);
            letters += lines.iter().map(|line| line.text.len()).sum::<usize>();
            drawn.unreadable += sheet.nameless;
            drawn.pages.push(lines);
        }
    }
    drawn.failed.sort_unstable();
    drawn.failed.dedup();
    if letters > drawn.unreadable && letters > 0 {
        return Ok(drawn);
    }
    Err(match (drawn.pages.is_empty() || !drawn.failed.is_empty(), drawn.unreadable > 0) {
        (_, true) => Refusal::Scan("has its text in fonts that do not say which letters they hold"),
        (true, _) => Refusal::Damaged,
        _ => Refusal::Scan("is a scan: its pages are pictures without text"),
    })
}

/// The pages of a file, in order. A tree that goes in a circle is walked once; without one the pages are taken as the
/// file has them.
fn sheets_of(document: &Document) -> Vec<ObjectId> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let mut open: Vec<ObjectId> = root.into_iter().collect();
    let (mut seen, mut pages) = (HashSet::new(), Vec::new());
    while let Some(id) = open.pop().filter(|_| pages.len() < PAGES) {
        let Ok(node) = document.get_dictionary(id) else { continue };
        if !seen.insert(id) {
            continue;
        }
        match node.get_deref(b"Kids", document).and_then(Object::as_array) {
            Ok(kids) => open.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok())),
            Err(_) => pages.push(id),
        }
    }
    if pages.is_empty() {
        let is_page = |object: &Object| object.as_dict().is_ok_and(|found| found.has_type(b"Page"));
        pages.extend(document.objects.iter().filter(|(_, object)| is_page(object)).map(|(id, _)| *id).take(PAGES));
    }
    pages
}

/// Draws pages together, so that their fonts are read once; where that fails each by itself. `ends` is where the
/// orders of each end. Gives the pages and the indices of those that are not whole.
fn draw(desk: &mut desk::Desk, orders: &[Operation], ends: &[usize], words: Vec<String>) -> (Vec<Sheet>, Vec<usize>) {
    let mut sheets = Sheets::new(words.clone());
    if desk.draw(orders, &mut sheets).is_ok() {
        return (sheets.pages, Vec::new());
    }
    let (mut pages, mut failed) = (Vec::new(), Vec::new());
    let mut from = 0;
    for (at, &end) in ends.iter().enumerate() {
        let mut sheets = Sheets::new(words.clone());
        if desk.draw(&orders[from..end], &mut sheets).is_err() {
            failed.push(at);
        }
        pages.push(sheets.pages.pop().unwrap_or_default());
        from = end;
    }
    (pages, failed)
}

/// The lines of a page: those that stand across the others are stamps and marks in the margin, and come last.
fn lines_of(sheet: &Sheet) -> Vec<Line> {
    let most = sheet.turn();
    let mut found = lines::lines(&sheet.upright(most), &sheet.upright_rules(most));
    for turn in (0..4).filter(|&turn| turn != most) {
        let mut more = lines::lines(&sheet.upright(turn), &[]);
        if let Some(first) = more.first_mut() {
            first.breaks = true;
        }
        found.append(&mut more);
    }
    found
}

/// Lines → the text with its places and notes.
fn text(mut drawn: Drawn, words: &PageWords) -> Text {
    let old = mend(&mut drawn.pages);
    let mut taken = margins::clear(&mut drawn.pages, words);
    taken.running += drawn.marked;
    let mut content = String::new();
    let mut places: Vec<Place> = Vec::new();
    let mut paragraph = 0;
    for found in paragraphs::paragraphs(&drawn.pages, words) {
        if !content.is_empty() {
            content.push_str(if found.apart { "\n\n" } else { "\n" });
        }
        for (page, piece) in &found.pieces {
            paragraph = if places.last().is_some_and(|place| place.page == Some(*page)) { paragraph + 1 } else { 1 };
            places.push(Place { byte: content.len(), page: Some(*page), paragraph });
            // As plain text is: who made the PDF of a text may have left the marks of bold words in it.
            content.push_str(&normalise(piece, Format::Txt).content);
        }
    }
    let mut notes = taken.notes();
    if drawn.unreadable > 0 {
        notes.push(format!("not read: {} letters in fonts that do not name them", drawn.unreadable));
    }
    if let Some(last) = drawn.failed.len().checked_sub(1) {
        let named: Vec<String> = drawn.failed.iter().take(NAMED).map(ToString::to_string).collect();
        let more = if last >= NAMED { " and more" } else { "" };
        notes.push(format!("not read or not in full: {} damaged pages ({}{more})", last + 1, named.join(", ")));
    }
    let encoding = old.map_or("PDF", Legacy::name);
    notes.extend(old.map(|way| format!("letters of fonts in {} were made Unicode", way.name())));
    Text { encoding, places, notes, ..taken_out(content, Format::Pdf) }
}

/// Puts the right letters where old fonts have theirs in the places of western ones.
fn mend(pages: &mut [Vec<Line>]) -> Option<Legacy> {
    // Lines in other fonts may stand beside them.
    let old = |line: &&mut Line| !line.text.is_ascii() && line.text.chars().all(encoding::is_western);
    let mut lines: Vec<&mut Line> = pages.iter_mut().flatten().filter(old).collect();
    let all: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let way = encoding::disguised(&all.join("\n"))?;
    for line in &mut lines {
        line.text = way.mend(&line.text);
    }
    Some(way)
}
