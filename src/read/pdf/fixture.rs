//! PDF files made for tests: sheets of text at given places, in a font that names its letters.

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use std::collections::BTreeSet;

/// The width of each letter, as part of the size.
pub const LETTER: f64 = 0.5;

/// One page as it is drawn, in points from the lower left; A4.
#[derive(Clone, Default)]
pub struct Sheet {
    /// What is drawn.
    pub orders: Vec<Operation>,
}

impl Sheet {
    /// Adds a line of text.
    pub fn text(mut self, x: f64, y: f64, size: f64, words: &str) -> Self {
        let codes: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let real = |n: f64| Object::Real(n as f32);
        self.orders.extend([
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec![Object::Name(b"F".to_vec()), real(size)]),
            Operation::new("Td", vec![real(x), real(y)]),
            Operation::new("Tj", vec![Object::String(codes, StringFormat::Hexadecimal)]),
            Operation::new("ET", vec![]),
        ]);
        self
    }

    /// Adds lines of 12 points, each below the one before.
    pub fn lines(self, x: f64, y: f64, lines: &[&str]) -> Self {
        lines.iter().enumerate().fold(self, |sheet, (n, line)| sheet.text(x, y - 16.0 * n as f64, 12.0, line))
    }

    /// Adds a rule.
    pub fn rule(mut self, from: (f64, f64), to: (f64, f64)) -> Self {
        let point = |(x, y): (f64, f64)| vec![Object::Real(x as f32), Object::Real(y as f32)];
        self.orders.extend([
            Operation::new("m", point(from)),
            Operation::new("l", point(to)),
            Operation::new("S", vec![]),
        ]);
        self
    }
}

/// A document of sheets, not yet written: its page tree, pages and forms can still be changed.
pub fn document(sheets: &[Sheet]) -> (Document, Vec<ObjectId>) {
    let mut document = Document::with_version("1.5");
    let codes: BTreeSet<u16> = sheets.iter().flat_map(|sheet| &sheet.orders).flat_map(shown).collect();
    let mut table = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /A def\n/CMapType 2 def\n",
    );
    table.push_str("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for part in codes.into_iter().collect::<Vec<_>>().chunks(100) {
        table.push_str(&format!("{} beginbfchar\n", part.len()));
        part.iter().for_each(|code| table.push_str(&format!("<{code:04X}> <{code:04X}>\n")));
        table.push_str("endbfchar\n");
    }
    table.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    let table = document.add_object(Stream::new(Dictionary::new(), table.into_bytes()));
    let name = |name: &str| Object::Name(name.as_bytes().to_vec());
    let below = Dictionary::from_iter([
        ("Type", name("Font")),
        ("Subtype", name("CIDFontType2")),
        ("BaseFont", name("Test")),
        ("FontDescriptor", Object::Dictionary(Dictionary::new())),
        ("DW", Object::Integer((LETTER * 1000.0) as i64)),
    ]);
    let font = document.add_object(Dictionary::from_iter([
        ("Type", name("Font")),
        ("Subtype", name("Type0")),
        ("BaseFont", name("Test")),
        ("Encoding", name("Identity-H")),
        ("DescendantFonts", Object::Array(vec![Object::Dictionary(below)])),
        ("ToUnicode", Object::Reference(table)),
    ]));
    let fonts = Dictionary::from_iter([("F", Object::Reference(font))]);
    let resources = Dictionary::from_iter([("Font", Object::Dictionary(fonts))]);
    let tree = document.new_object_id();
    let mut pages = Vec::new();
    for sheet in sheets {
        let bytes = Content { operations: sheet.orders.clone() }.encode().expect("it is written");
        let content = document.add_object(Stream::new(Dictionary::new(), bytes));
        pages.push(document.add_object(Dictionary::from_iter([
            ("Type", name("Page")),
            ("Parent", Object::Reference(tree)),
            ("MediaBox", Object::Array([0, 0, 595, 842].map(Object::Integer).to_vec())),
            ("Resources", Object::Dictionary(resources.clone())),
            ("Contents", Object::Reference(content)),
        ])));
    }
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    let count = kids.len() as i64;
    let nodes = [("Type", name("Pages")), ("Kids", Object::Array(kids)), ("Count", Object::Integer(count))];
    document.set_object(tree, Dictionary::from_iter(nodes));
    let catalog = Dictionary::from_iter([("Type", name("Catalog")), ("Pages", Object::Reference(tree))]);
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    document.trailer.set("ID", Object::Array(vec![Object::string_literal("test"), Object::string_literal("test")]));
    (document, pages)
}

/// The codes that an order shows.
fn shown(order: &Operation) -> Vec<u16> {
    match order.operands.first() {
        Some(Object::String(codes, _)) => {
            codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
        }
        _ => Vec::new(),
    }
}

/// The bytes of a document.
pub fn written(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes it");
    bytes
}

/// The bytes of a document of sheets.
pub fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    written(document(sheets).0)
}
