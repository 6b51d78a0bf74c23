//! The fonts of a PDF, mended so that the library reads them, each tried once and known by a name of its own. A font
//! that it cannot read costs its own text and nothing else.

use super::desk::Desk;
use super::glyphs::Sheets;
use super::unpack::{Budget, number};
use pdf_extract::content::Operation;
use pdf_extract::{Dictionary, Document, Object, StringFormat};
use std::collections::HashMap;

/// Codes that a font may have: two bytes' worth.
const CODES: u64 = 65_536;
/// The largest table of characters that is read, in bytes.
const TABLE: usize = 8 << 20;
/// The encodings that the library knows by name (ISO 32000-1, annex D).
const ENCODINGS: &[&[u8]] = &[b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];

/// Fonts by how the file names them.
#[derive(Default)]
pub struct Fonts {
    /// The name that stands for a font on the desk; `None` for one that cannot be read.
    names: HashMap<String, Option<Vec<u8>>>,
}

impl Fonts {
    /// The name on the desk of a page's font, which is laid there when first met; `None` for one that cannot be read.
    pub fn name(
        &mut self,
        document: &Document,
        resources: &Dictionary,
        name: &[u8],
        desk: &mut Desk,
        budget: &mut Budget,
    ) -> Option<Vec<u8>> {
        let fonts = resources.get_deref(b"Font", document).and_then(Object::as_dict).ok()?;
        let entry = fonts.get(name).ok()?;
        let key = format!("{entry:?}");
        if let Some(known) = self.names.get(&key) {
            return known.clone();
        }
        let name = format!("F{}", self.names.len()).into_bytes();
        let font = document.dereference(entry).ok().and_then(|(_, font)| font.as_dict().ok());
        let laid = font.is_some_and(|font| lay(document, font, &name, desk, budget)).then_some(name);
        self.names.insert(key, laid.clone());
        laid
    }
}

/// Lays a font on the desk in the first form that the library reads: mended; with an encoding for what its table of
/// characters leaves out; without that table.
fn lay(document: &Document, font: &Dictionary, name: &[u8], desk: &mut Desk, budget: &mut Budget) -> bool {
    let mut mended = mended(document, font, desk, budget);
    let composite = is_kind(&mended, b"Type0");
    let codes = if composite { vec![0, 1] } else { (0..=255).collect() };
    let show = [
        Operation::new("Tf", vec![Object::Name(name.to_vec()), Object::Real(1.0)]),
        Operation::new("Tj", vec![Object::String(codes, StringFormat::Hexadecimal)]),
    ];
    let fallback: &[u8] = if composite { b"Identity-H" } else { b"WinAnsiEncoding" };
    for attempt in 0..3 {
        match attempt {
            0 => {}
            1 => mended.set("Encoding", Object::Name(fallback.to_vec())),
            _ => {
                mended.remove(b"ToUnicode");
            }
        }
        desk.fonts.set(name.to_vec(), Object::Dictionary(mended.clone()));
        if desk.draw(&show, &mut Sheets::default()).is_ok() {
            return true;
        }
    }
    desk.fonts.remove(name);
    false
}

fn is_kind(font: &Dictionary, kind: &[u8]) -> bool {
    font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|found| found == kind)
}

/// What the library needs of a font, and nothing of what it trips over.
fn mended(document: &Document, font: &Dictionary, desk: &mut Desk, budget: &mut Budget) -> Dictionary {
    let mut new = Dictionary::new();
    for (key, missing) in [("Subtype", "TrueType"), ("BaseFont", "Unnamed")] {
        let found = font.get_deref(key.as_bytes(), document).and_then(Object::as_name).unwrap_or(missing.as_bytes());
        new.set(key, Object::Name(found.to_vec()));
    }
    if let Some(table) = table(document, font, b"ToUnicode", budget) {
        new.set("ToUnicode", desk.add(table));
    }
    if is_kind(&new, b"Type0") {
        let encoding = table(document, font, b"Encoding", budget);
        new.set("Encoding", encoding.map_or_else(|| Object::Name(b"Identity-H".to_vec()), |table| desk.add(table)));
        let below = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
        let below = below.and_then(|fonts| fonts.first()).and_then(|font| document.dereference(font).ok());
        let below = below.and_then(|(_, font)| font.as_dict().ok());
        new.set("DescendantFonts", vec![Object::Dictionary(descendant(document, below))]);
        return new;
    }
    let type3 = is_kind(&new, b"Type3");
    if let Some(encoding) = simple_encoding(document, font) {
        new.set("Encoding", encoding);
    } else if type3 {
        new.set("Encoding", Object::Name(ENCODINGS[0].to_vec()));
    }
    if let Some((first, widths)) = simple_widths(document, font, type3) {
        new.set("FirstChar", first);
        new.set("LastChar", first + widths.len() as i64 - 1);
        new.set("Widths", widths);
    }
    if is_kind(&new, b"Type1")
        && let Ok(descriptor) = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict)
    {
        let mut kept = Dictionary::new();
        for key in [b"FontFile".as_slice(), b"FontFile3"] {
            let Ok(file) = descriptor.get_deref(key, document).and_then(Object::as_stream) else { continue };
            let Some(bytes) = budget.unpack(file) else { continue };
            let mut about = Dictionary::new();
            if let Ok(kind) = file.dict.get(b"Subtype").and_then(Object::as_name) {
                about.set("Subtype", Object::Name(kind.to_vec()));
            }
            kept.set(key, desk.add_with(about, bytes));
        }
        new.set("FontDescriptor", kept);
    }
    new
}

/// A table of characters ("CMap") of a font, if it is one and its ranges are of this world.
fn table(document: &Document, font: &Dictionary, key: &[u8], budget: &mut Budget) -> Option<Vec<u8>> {
    let stream = font.get_deref(key, document).and_then(Object::as_stream).ok()?;
    let bytes = budget.unpack(stream)?;
    (bytes.len() <= TABLE && spans(&bytes, b"bfrange", 3) + spans(&bytes, b"cidrange", 2) <= CODES * 16)
        .then_some(bytes)
}

/// How many codes the ranges of a table span. An entry has so many strings, of which the first two are the bounds.
fn spans(table: &[u8], kind: &[u8], strings: usize) -> u64 {
    let begin = [b"begin", kind].concat();
    let mut total = 0_u64;
    let mut rest = table;
    while let Some(at) = rest.windows(begin.len()).position(|window| window == begin) {
        rest = &rest[at + begin.len()..];
        let end = rest.windows(3).position(|window| window == b"end").unwrap_or(rest.len());
        let text = String::from_utf8_lossy(&rest[..end]);
        let mut bounds = Vec::new();
        let mut left = text.as_ref();
        while let Some(at) = left.find(['<', '[']) {
            let close = if left[at..].starts_with('<') { '>' } else { ']' };
            let Some(length) = left[at..].find(close) else { break };
            let digits: String = left[at + 1..at + length].chars().filter(char::is_ascii_hexdigit).take(16).collect();
            bounds.push(u64::from_str_radix(&digits, 16).unwrap_or(0));
            left = &left[at + length + 1..];
        }
        for entry in bounds.chunks(strings) {
            if let [first, last, ..] = entry {
                total = total.saturating_add(last.saturating_sub(*first));
            }
        }
    }
    total
}

/// The font below a composite one: its widths, each written out, and an empty description.
fn descendant(document: &Document, font: Option<&Dictionary>) -> Dictionary {
    let mut new = Dictionary::new();
    new.set("FontDescriptor", Dictionary::new());
    let Some(font) = font else { return new };
    let default = font.get_deref(b"DW", document).ok().and_then(number).unwrap_or(1000.0);
    new.set("DW", default as i64);
    let list = font.get_deref(b"W", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
    let list: Vec<&Object> = list.iter().filter_map(|o| Some(document.dereference(o).ok()?.1)).collect();
    let mut widths = Vec::new();
    let mut left = list.as_slice();
    // `first [w w w]`, or `first last w`: the library misreads the second (ISO 32000-1, 9.7.4.3).
    while let [first, next, rest @ ..] = left {
        let Some(first) = number(first) else { break };
        let (each, rest): (Vec<Object>, _) = match (next, rest) {
            (Object::Array(each), rest) => (each.iter().filter_map(number).map(real).collect(), rest),
            (last, [width, rest @ ..]) => {
                let (Some(last), Some(width)) = (number(last), number(width)) else { break };
                let count = (last - first + 1.0).clamp(0.0, CODES as f64) as usize;
                (vec![real(width); count], rest)
            }
            _ => break,
        };
        widths.extend([Object::Integer(first as i64), Object::Array(each)]);
        left = rest;
    }
    new.set("W", widths);
    new
}

fn real(value: f64) -> Object {
    Object::Real(value as f32)
}

/// The encoding of a simple font, if it is one that the library knows.
fn simple_encoding(document: &Document, font: &Dictionary) -> Option<Object> {
    let known = |name: &[u8]| ENCODINGS.contains(&name).then(|| Object::Name(name.to_vec()));
    match font.get_deref(b"Encoding", document).ok()? {
        Object::Name(name) => known(name),
        Object::Dictionary(found) => {
            let mut new = Dictionary::new();
            if let Some(base) = found.get(b"BaseEncoding").and_then(Object::as_name).ok().and_then(known) {
                new.set("BaseEncoding", base);
            }
            let list =
                found.get_deref(b"Differences", document).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
            let mut code = 0;
            let mut kept = Vec::new();
            for entry in list {
                match document.dereference(entry).ok()?.1 {
                    Object::Integer(at) => {
                        code = *at;
                        kept.push(Object::Integer(code.clamp(0, 255)));
                    }
                    Object::Name(name) if (0..=255).contains(&code) => {
                        kept.push(Object::Name(name.clone()));
                        code += 1;
                    }
                    _ => {}
                }
            }
            new.set("Differences", kept);
            Some(Object::Dictionary(new))
        }
        _ => None,
    }
}

/// First code and widths of a simple font, in thousandths of the size; those of drawn letters ("Type 3") are told in
/// the letters' own measure, and all codes have one.
fn simple_widths(document: &Document, font: &Dictionary, type3: bool) -> Option<(i64, Vec<Object>)> {
    let list = font.get_deref(b"Widths", document).and_then(Object::as_array).ok();
    let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0).clamp(0, 255);
    let width = |entry: &Object| document.dereference(entry).ok().and_then(|(_, width)| number(width)).unwrap_or(0.0);
    let widths: Vec<f64> = list.map_or(&[][..], Vec::as_slice).iter().take(256 - first as usize).map(width).collect();
    if !type3 {
        return (!widths.is_empty()).then(|| (first, widths.into_iter().map(real).collect()));
    }
    let matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array).ok();
    let scale = matrix.and_then(|m| m.first()).and_then(number).unwrap_or(0.001) * 1000.0;
    let mut all = vec![Object::Real(0.0); 256];
    for (to, width) in all.iter_mut().skip(first as usize).zip(widths) {
        *to = real(width * scale);
    }
    Some((0, all))
}
