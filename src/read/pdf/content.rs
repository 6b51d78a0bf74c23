//! The drawing orders of a page → those that place text and rules, safe for the library that carries them out: forms
//! are written out in place, what lacks its operands is left out, and what only colours is not there any more.

use super::desk::Desk;
use super::fonts::Fonts;
use super::glyphs::Signal;
use super::unpack::{Budget, number};
use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, StringFormat, decode_text_string};

/// Forms may hold forms so deep.
const DEPTH: usize = 16;
/// Orders of one page, forms written out.
const ORDERS: usize = 4_000_000;

/// The orders of one page as they are gathered.
pub struct Orders<'a> {
    /// What is drawn.
    pub list: Vec<Operation>,
    /// Strings that were left out because they belong to a running head or foot that the file itself marks.
    pub marked: usize,
    /// Strings that no font makes readable.
    pub unreadable: usize,
    /// True if a part of the page unpacks to too much or not at all.
    pub partly: bool,
    tools: Tools<'a>,
}

/// What pages have in common.
pub struct Tools<'a> {
    /// The file.
    pub document: &'a Document,
    /// Words that the file tells beside what is drawn.
    pub words: &'a mut Vec<String>,
    /// Fonts met so far.
    pub fonts: &'a mut Fonts,
    /// Where fonts are laid.
    pub desk: &'a mut Desk,
    /// How much may still be unpacked.
    pub budget: &'a mut Budget,
}

impl<'a> Orders<'a> {
    /// The orders of a page.
    pub fn of_page(tools: Tools<'a>, page: ObjectId) -> Self {
        let document = tools.document;
        let mut orders = Orders { list: Vec::new(), marked: 0, unreadable: 0, partly: false, tools };
        let mut content = Vec::new();
        for id in document.get_page_contents(page) {
            let stream = document.get_object(id).and_then(Object::as_stream);
            match stream.ok().and_then(|stream| orders.tools.budget.unpack(stream)) {
                Some(bytes) => {
                    content.extend(bytes);
                    content.push(b'\n');
                }
                None => orders.partly = true,
            }
        }
        let resources = inherited(document, page, b"Resources").and_then(|found| found.as_dict().ok());
        orders.push("q", Vec::new());
        orders.add(&content, resources.unwrap_or(&Dictionary::new()), &mut Vec::new());
        orders.push("Q", Vec::new());
        orders
    }

    /// Adds the orders of a content stream. `within` are the forms around it.
    fn add(&mut self, content: &[u8], resources: &Dictionary, within: &mut Vec<ObjectId>) {
        let Ok(content) = Content::decode(content) else { return };
        // Whether a font is set goes with the graphics state.
        let (mut font, mut fonts) = (false, Vec::new());
        let mut marks: Vec<Mark> = Vec::new();
        for order in content.operations {
            if self.list.len() >= ORDERS {
                return;
            }
            let operands = &order.operands;
            let hidden = marks.contains(&Mark::Pagination);
            match order.operator.as_str() {
                "q" => {
                    fonts.push(font);
                    self.push("q", Vec::new());
                }
                "Q" => {
                    if let Some(before) = fonts.pop() {
                        font = before;
                        self.push("Q", Vec::new());
                    }
                }
                "BT" | "ET" | "T*" => self.push(&order.operator, Vec::new()),
                "cm" | "Tm" => self.numbers(&order.operator, operands, 6),
                "Td" | "TD" | "m" | "l" => self.numbers(&order.operator, operands, 2),
                "Tc" | "Tw" | "Tz" | "TL" | "Ts" => self.numbers(&order.operator, operands, 1),
                "re" => self.numbers("re", operands, 4),
                // A curve is no rule of a table; the pen goes on from its end.
                "c" => self.numbers("m", operands.get(4..).unwrap_or_default(), 2),
                "v" | "y" => self.numbers("m", operands.get(2..).unwrap_or_default(), 2),
                "h" => self.push("h", Vec::new()),
                "S" | "s" | "B" | "B*" | "b" | "b*" => self.push("S", Vec::new()),
                "f" | "F" | "f*" => self.push("f", Vec::new()),
                "n" => self.push("n", Vec::new()),
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let set = name.and_then(|name| self.font(resources, name));
                    font = set.is_some();
                    if let (Some(name), Some(size)) = (set, operands.get(1).and_then(number)) {
                        self.push("Tf", vec![Object::Name(name), real(size)]);
                    }
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    let show = operands.last().filter(|_| font && !hidden);
                    self.show(&order.operator, operands, show);
                    self.marked += usize::from(hidden);
                    self.unreadable += usize::from(!font && !hidden);
                }
                "BMC" => marks.push(Mark::Plain),
                "BDC" => {
                    let mark = mark(self.tools.document, operands, resources);
                    if let Mark::Words(words) = &mark
                        && !marks.iter().any(|mark| matches!(mark, Mark::Words(_)))
                    {
                        self.signal(Signal::Words(self.tools.words.len()));
                        self.tools.words.push(words.clone());
                    }
                    marks.push(mark);
                }
                "EMC" => {
                    let ended = marks.pop();
                    if matches!(ended, Some(Mark::Words(_))) && !marks.iter().any(|mark| matches!(mark, Mark::Words(_)))
                    {
                        self.signal(Signal::End);
                    }
                }
                "Do" if !hidden => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    if let Some(name) = name {
                        self.form(name, resources, within);
                    }
                }
                _ => {}
            }
        }
        for _ in fonts {
            self.push("Q", Vec::new());
        }
    }

    /// Writes a form out in place.
    fn form(&mut self, name: &[u8], resources: &Dictionary, within: &mut Vec<ObjectId>) {
        let document = self.tools.document;
        let forms = resources.get_deref(b"XObject", document).and_then(Object::as_dict);
        let Ok(id) = forms.and_then(|forms| forms.get(name)).and_then(Object::as_reference) else { return };
        let Ok(form) = document.get_object(id).and_then(Object::as_stream) else { return };
        let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form || within.contains(&id) || within.len() >= DEPTH {
            return;
        }
        let Some(content) = self.tools.budget.unpack(form) else {
            self.partly = true;
            return;
        };
        self.push("q", Vec::new());
        if let Ok(matrix) = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array) {
            self.numbers("cm", matrix, 6);
        }
        let own = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        within.push(id);
        self.add(&content, own.unwrap_or(resources), within);
        within.pop();
        self.push("Q", Vec::new());
    }

    /// The name of a font on the desk.
    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Option<Vec<u8>> {
        let Tools { document, fonts, desk, budget, .. } = &mut self.tools;
        fonts.name(document, resources, name, desk, budget)
    }

    /// Adds an order that shows text; `'` and `"` are a new line and `Tj`.
    fn show(&mut self, operator: &str, operands: &[Object], text: Option<&Object>) {
        if let ("\"", [word, letter, _]) = (operator, operands) {
            self.numbers("Tw", std::slice::from_ref(word), 1);
            self.numbers("Tc", std::slice::from_ref(letter), 1);
        }
        if matches!(operator, "'" | "\"") {
            self.push("T*", Vec::new());
        }
        match text {
            Some(Object::String(text, _)) => {
                self.push("Tj", vec![Object::String(text.clone(), StringFormat::Hexadecimal)]);
            }
            Some(Object::Array(parts)) => {
                let kept = parts.iter().filter_map(|part| match part {
                    Object::String(text, _) => Some(Object::String(text.clone(), StringFormat::Hexadecimal)),
                    other => number(other).map(real),
                });
                self.push("TJ", vec![Object::Array(kept.collect())]);
            }
            _ => {}
        }
    }

    /// Adds an order that takes `count` numbers, if it has them.
    fn numbers(&mut self, operator: &str, operands: &[Object], count: usize) {
        let found: Vec<Object> = operands.iter().filter_map(number).map(real).collect();
        if found.len() == count && operands.len() == count {
            self.push(operator, found);
        }
    }

    /// Adds a signal to those who look on while the page is drawn.
    fn signal(&mut self, signal: Signal) {
        self.list.extend(signal_orders(signal));
    }

    fn push(&mut self, operator: &str, operands: Vec<Object>) {
        self.list.push(Operation::new(operator, operands));
    }
}

/// The orders that draw a signal.
pub fn signal_orders(signal: Signal) -> [Operation; 2] {
    [Operation::new("re", signal.drawn().map(real).to_vec()), Operation::new("f", Vec::new())]
}

fn real(value: f64) -> Object {
    Object::Real(value as f32)
}

/// What the file says of a part of a page.
#[derive(Clone, Debug, PartialEq)]
enum Mark {
    /// Nothing of interest.
    Plain,
    /// It repeats on each page: `/Artifact <</Type /Pagination>>`, which Word and LibreOffice put around heads and feet.
    Pagination,
    /// It reads as these words (`ActualText`), whatever letters are drawn (ISO 32000-1, 14.9.4).
    Words(String),
}

/// The mark of a `BDC`.
fn mark(document: &Document, operands: &[Object], resources: &Dictionary) -> Mark {
    let [Object::Name(tag), properties] = operands else { return Mark::Plain };
    let named = |name: &[u8]| {
        resources.get_deref(b"Properties", document).and_then(Object::as_dict)?.get_deref(name, document)?.as_dict()
    };
    let properties = match properties {
        Object::Dictionary(found) => Ok(found),
        Object::Name(name) => named(name),
        _ => return Mark::Plain,
    };
    let Ok(properties) = properties else { return Mark::Plain };
    let pagination = properties.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"Pagination");
    let words = properties.get_deref(b"ActualText", document).and_then(decode_text_string);
    match words {
        _ if tag == b"Artifact" && pagination => Mark::Pagination,
        Ok(words) => Mark::Words(words),
        Err(_) => Mark::Plain,
    }
}

/// What a page or one of the nodes above it says.
pub fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..DEPTH {
        if let Ok(found) = node.get_deref(key, document) {
            return Some(found);
        }
        let above = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = document.get_dictionary(above).ok()?;
    }
    None
}
