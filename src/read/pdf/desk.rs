//! A small document of our own on which the library draws: one page at a time, with mended fonts and safe orders. So
//! nothing of the file that was not looked at comes near it, and what it still trips over costs one page.

use crate::read::quiet::quietly;
use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, OutputDev, Stream, output_doc_page};

/// The document.
pub struct Desk {
    /// The fonts on the page, by name.
    pub fonts: Dictionary,
    document: Document,
    content: ObjectId,
    list: ObjectId,
}

impl Desk {
    /// A document of one empty page.
    pub fn new() -> Self {
        let mut document = Document::new();
        let content = document.add_object(Stream::new(Dictionary::new(), Vec::new()));
        let list = document.add_object(Dictionary::new());
        let resources = Dictionary::from_iter([("Font", Object::Reference(list))]);
        let page = document.add_object(Dictionary::from_iter([
            ("Type", Object::Name(b"Page".to_vec())),
            ("MediaBox", Object::Array([0, 0, 595, 842].map(Object::Integer).to_vec())),
            ("Resources", Object::Dictionary(resources)),
            ("Contents", Object::Reference(content)),
        ]));
        let pages = document.add_object(Dictionary::from_iter([
            ("Type", Object::Name(b"Pages".to_vec())),
            ("Kids", Object::Array(vec![Object::Reference(page)])),
        ]));
        let catalog = document.add_object(Dictionary::from_iter([
            ("Type", Object::Name(b"Catalog".to_vec())),
            ("Pages", Object::Reference(pages)),
        ]));
        document.trailer.set("Root", catalog);
        Self { fonts: Dictionary::new(), document, content, list }
    }

    /// Adds the bytes of a stream; gives what refers to it.
    pub fn add(&mut self, bytes: Vec<u8>) -> Object {
        self.add_with(Dictionary::new(), bytes)
    }

    /// Adds a stream that says something of itself.
    pub fn add_with(&mut self, about: Dictionary, bytes: Vec<u8>) -> Object {
        Object::Reference(self.document.add_object(Stream::new(about, bytes)))
    }

    /// Draws orders on the page; `Err` where the library fails or panics.
    pub fn draw(&mut self, orders: &[Operation], out: &mut dyn OutputDev) -> Result<(), ()> {
        let bytes = Content { operations: orders }.encode().map_err(|_| ())?;
        self.document.set_object(self.content, Stream::new(Dictionary::new(), bytes));
        self.document.set_object(self.list, std::mem::take(&mut self.fonts));
        let document = &self.document;
        let drawn = quietly(|| output_doc_page(document, out, 1));
        if let Some(Object::Dictionary(fonts)) = self.document.objects.remove(&self.list) {
            self.fonts = fonts;
        }
        drawn.ok_or(())?.map_err(|_| ())
    }
}
