//! The nouns: what a text, an item, a mention, a reference, a relation and an assignment are. Plain data,
//! no reading, no rules. Every span is in bytes of [`Text::content`]; [`Text::points`] turns it into the
//! code points of the source that the outside world counts in.

mod kinds;
mod part;
mod reference;

pub use kinds::{DocType, Format, RelationType, Role, Tier};
pub use part::{Part, PartKind, part_at};
pub use reference::{Choice, Reference, Status, Target};

use chrono::NaiveDate;
use serde::Serialize;
use std::fmt;

/// A half-open range of bytes in [`Text::content`], always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to before `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// True if `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A place where content and source part ways: content byte `byte` is source code point `point`, and the
/// character before it ended at source code point `before`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Byte in the content.
    pub byte: usize,
    /// Code point in the source where the character at `byte` begins.
    pub point: usize,
    /// Code point in the source where the character before `byte` ended.
    pub before: usize,
}

/// A text as the steps see it: NFC, one kind of space and line break, no invisible characters.
#[derive(Clone, Debug)]
pub struct Text {
    /// The normalised text.
    pub content: String,
    /// The characters of the source as [`Text::points`] counts them, where they are others than those of the content.
    pub original: Option<String>,
    /// What the file was.
    pub format: Format,
    /// Where content and source part ways, in order; between two anchors one character is one code point.
    pub anchors: Vec<Anchor>,
    /// The first code point of the source with something on it and the one behind the last, where marks that say how
    /// words look were left out; else `None`.
    pub whole: Option<[usize; 2]>,
    /// How the characters were written in the file: `UTF-8`, `TCVN3 (ABC)`; that of the format itself for DOCX and PDF.
    pub encoding: &'static str,
    /// Where pages and paragraphs of the file begin, in order of byte; empty for plain text.
    pub places: Vec<Place>,
    /// What reading left out or changed: "running heads of 12 pages".
    pub notes: Vec<String>,
}

/// A page or paragraph of the file begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Byte in the content.
    #[serde(skip)]
    pub byte: usize,
    /// Page, counted from 1; `None` where the format has no pages of its own.
    pub page: Option<u32>,
    /// Paragraph in the page, or in the file where there are no pages, counted from 1.
    pub paragraph: u32,
}

impl Text {
    /// A text whose content is the file itself, in UTF-8.
    pub fn new(content: String, format: Format) -> Self {
        let (anchors, places, notes) = (Vec::new(), Vec::new(), Vec::new());
        Self { content, original: None, format, anchors, whole: None, encoding: "UTF-8", places, notes }
    }

    /// The same with the characters that it was made of.
    pub fn made_of(self, source: &str) -> Self {
        let original = (self.content != source).then(|| source.to_owned());
        Self { original, ..self }
    }

    /// The characters of the source, by which the outside world counts: the n-th code point of a place that is told is
    /// the n-th of these.
    pub fn counted(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.content)
    }

    /// The page and paragraph in which the character at `byte` stands, where the file has such.
    pub fn place(&self, byte: usize) -> Option<Place> {
        let begun = self.places.partition_point(|place| place.byte <= byte);
        begun.checked_sub(1).and_then(|at| self.places.get(at)).copied()
    }

    /// The characters of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.content[span.start..span.end]
    }

    /// The span in code points of the decoded source, as CONTRACT and the gold files count.
    pub fn points(&self, span: Span) -> [usize; 2] {
        if span.start >= span.end {
            let at = self.point(span.start);
            return [at, at];
        }
        [self.point(span.start), self.point_after(span.end)]
    }

    /// The same of an item: one that is the whole of its text has the marks at its ends as well.
    pub fn item_points(&self, span: Span) -> [usize; 2] {
        let blank = |text: Option<&str>| text.is_some_and(|text| text.trim().is_empty());
        let all = blank(self.content.get(..span.start)) && blank(self.content.get(span.end..));
        self.whole.filter(|_| all).unwrap_or_else(|| self.points(span))
    }

    /// Source code point at which the character at `byte` begins.
    fn point(&self, byte: usize) -> usize {
        let at = self.anchors.partition_point(|a| a.byte <= byte);
        match at.checked_sub(1).map(|i| self.anchors[i]) {
            Some(anchor) => anchor.point + self.content[anchor.byte..byte].chars().count(),
            None => self.content[..byte].chars().count(),
        }
    }

    /// Source code point at which the character that ends before `byte` ended.
    fn point_after(&self, byte: usize) -> usize {
        let at = self.anchors.partition_point(|a| a.byte < byte);
        if let Some(anchor) = self.anchors.get(at).filter(|a| a.byte == byte) {
            return anchor.before;
        }
        match at.checked_sub(1).map(|i| self.anchors[i]) {
            Some(anchor) => anchor.point + self.content[anchor.byte..byte].chars().count(),
            None => self.content[..byte].chars().count(),
        }
    }
}

/// A text with its name (`luo:Source`): what one graph of the store tells of. A file is one, or holds many.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as given; `path#member` in an archive, `path#id` or `path#row` in a dump.
    pub name: String,
    /// The text.
    pub text: Text,
    /// What the dump or the web page around the text says of it.
    pub stated: Option<Stated>,
    /// SHA-256 of its bytes in hex; in a dump that of the cells that are read.
    pub sha256: String,
}

/// What a document is known by: `TYPE|NUMBER|YEAR|ISSUER` of gold/GUIDE.md.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Its type.
    pub kind: DocType,
    /// The official number without spaces (`830/UBND-KT`), or a statute's short title in lower case.
    pub number: String,
    /// Year of issue, if known.
    pub year: Option<i32>,
    /// Short code of the issuing body (`UBND:LS`), if known.
    pub issuer: Option<String>,
}

impl Key {
    /// The key written in the form that [`fmt::Display`] gives; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('|');
        let kind = DocType::from_code(parts.next()?)?;
        let number = parts.next()?.to_owned();
        let year = parts.next().and_then(|y| y.parse().ok());
        let issuer = parts.next().filter(|i| *i != "?").map(str::to_owned);
        Some(Key { kind, number, year, issuer })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}|{}|", self.kind.code(), self.number)?;
        match self.year {
            Some(year) => write!(f, "{year}|")?,
            None => f.write_str("?|")?,
        }
        f.write_str(self.issuer.as_deref().unwrap_or("?"))
    }
}

impl Serialize for Key {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a collection says of a text that it holds, in the words of its columns. The text itself may say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its official number ("số hiệu").
    pub number: Option<String>,
    /// Its type in words ("loại văn bản").
    pub kind: Option<String>,
    /// Its title ("trích yếu").
    pub title: Option<String>,
    /// Day of issue ("ngày ban hành").
    pub date: Option<NaiveDate>,
    /// The body that issued it ("cơ quan ban hành").
    pub issuer: Option<String>,
    /// Who signed ("người ký").
    pub signer: Option<String>,
    /// Day from which it is in force ("ngày có hiệu lực").
    pub effect: Option<NaiveDate>,
    /// Its status in words ("tình trạng").
    pub status: Option<String>,
    /// Where it is published.
    pub address: Option<String>,
    /// Its relations by the collection's own labels ("lược đồ").
    pub relations: Vec<StatedRelation>,
}

/// One entry of a collection's lược đồ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRelation {
    /// The label or code: `Văn bản bị thay thế`, `được sửa đổi`.
    pub label: String,
    /// The words that name the other document.
    pub target: String,
}

/// Whether a source is a page of many items or one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A page that reports several papers ("điểm tin chỉ đạo").
    Digest,
    /// A single paper, or a page about one.
    Document,
}

/// One report of a digest, or a single document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// From the first character of the headline to the last of the body.
    pub span: Span,
    /// The headline paragraph.
    pub headline: Span,
    /// The clause of the lead paragraph that announces this item.
    pub clause: Option<Span>,
    /// The subject document: the paper that the item reports, as an index into the mentions. `None` for a
    /// meeting, and for a single document, whose own number is no mention.
    pub reported_by: Option<usize>,
    /// The subject document's key.
    pub subject: Option<Key>,
    /// Its date of issue.
    pub date: Option<NaiveDate>,
    /// Who signed it or gave the order, as far as the item says.
    pub signer: Option<String>,
}

/// What kind of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A document.
    Document,
    /// A body.
    Agency,
    /// A person who signs or gives the order.
    Person,
    /// A date.
    Date,
    /// The last day for a task.
    Deadline,
    /// A pinpoint in a document.
    Provision,
    /// A province, district or commune.
    Place,
}

impl MentionKind {
    /// The name in output, as CONTRACT has it.
    pub fn name(self) -> &'static str {
        match self {
            MentionKind::Document => "document",
            MentionKind::Agency => "agency",
            MentionKind::Person => "person",
            MentionKind::Date => "date",
            MentionKind::Deadline => "deadline",
            MentionKind::Provision => "provision",
            MentionKind::Place => "place",
        }
    }
}

/// A stretch of text that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub value: Value,
}

/// What a mention says, by its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A document.
    Document(Cited),
    /// A body.
    Agency(Body),
    /// A person with the post, as in "Đồng chí …, Phó Chủ tịch UBND tỉnh".
    Person {
        /// The name alone.
        name: String,
        /// The post, if stated.
        post: Option<String>,
    },
    /// A day.
    Date(NaiveDate),
    /// A deadline; `None` where the words name no single day ("giữa tháng").
    Deadline(Option<NaiveDate>),
    /// A pinpoint: "điểm a khoản 2 Điều 5".
    Provision,
    /// A province by its id in the table, or a smaller place without.
    Place(Option<String>),
}

impl Mention {
    /// The kind of thing named.
    pub fn kind(&self) -> MentionKind {
        match self.value {
            Value::Document(_) => MentionKind::Document,
            Value::Agency(_) => MentionKind::Agency,
            Value::Person { .. } => MentionKind::Person,
            Value::Date(_) => MentionKind::Date,
            Value::Deadline(_) => MentionKind::Deadline,
            Value::Provision => MentionKind::Provision,
            Value::Place(_) => MentionKind::Place,
        }
    }

    /// The document named, if it is one.
    pub fn cited(&self) -> Option<&Cited> {
        match &self.value {
            Value::Document(cited) => Some(cited),
            _ => None,
        }
    }
}

/// The mentions that begin inside a span, with the index of the first. `mentions` are in order of place.
pub fn mentions_in(mentions: &[Mention], span: Span) -> (usize, &[Mention]) {
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let to = from + mentions[from..].partition_point(|m| m.span.start < span.end);
    (from, &mentions[from..to])
}

/// The item that holds a span. `items` are in order of place.
pub fn item_at(items: &[Item], span: Span) -> Option<&Item> {
    let begun = items.partition_point(|item| item.span.start <= span.start);
    items[..begun].last().filter(|item| item.span.contains(span))
}

/// The spans that lie inside another. `spans` are in order of place.
pub fn spans_in(spans: &[Span], within: Span) -> &[Span] {
    let from = spans.partition_point(|s| s.start < within.start);
    let to = from + spans[from..].partition_point(|s| s.end <= within.end);
    &spans[from..to]
}

/// How a document is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With its official number: `Chỉ thị số 20/CT-TTg`.
    Number,
    /// With the number's first part alone: `Chỉ thị 20`.
    ShortNumber,
    /// By a statute's title: `Luật Thanh niên năm 2020`.
    Title,
    /// By a nickname of the tables: `Đề án 06`.
    Nickname,
    /// By pointing: `Quyết định này`, `Công điện nêu trên`, a bare `Công điện`.
    Anaphor,
    /// By a name that the text itself defines: "sau đây gọi tắt là Chỉ thị 19".
    Alias,
}

/// A document as a mention names it, before it is resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// How it is named.
    pub form: Form,
    /// Its type, from the type word or the number's symbol.
    pub kind: DocType,
    /// Number in canonical form, or a statute's short title in lower case, or a nickname as written.
    pub name: String,
    /// The year that the mention itself states.
    pub year: Option<i32>,
    /// The date beside the number or name.
    pub date: Option<NaiveDate>,
    /// The issuer named right after the mention ("của Thủ tướng Chính phủ"), as an agency id.
    pub issuer: Option<String>,
    /// The pinpoint that leads to it ("khoản 2 Điều 5"), if any.
    pub pinpoint: Option<Span>,
}

/// A body as a mention names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its name, completed where the text shortens it ("các sở: Tài chính" names Sở Tài chính).
    pub name: String,
    /// Its id (`SCT:LS`), if the tables know it.
    pub id: Option<String>,
    /// True for a body by its own plural name: "các sở, ban, ngành".
    pub collective: bool,
}

/// A document as far as the source describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is known by.
    pub key: Key,
    /// Day of issue.
    pub date: Option<NaiveDate>,
    /// The issuer's name.
    pub issuer_name: Option<String>,
    /// Its title, without the type word where the source gives it so.
    pub title: Option<String>,
    /// A statute's short title in lower case.
    pub short_title: Option<String>,
    /// The day on which it comes into force ("có hiệu lực từ ngày"), where the source or the tables say so.
    pub effect: Option<NaiveDate>,
    /// The first day on which it is no longer in force, where it says so of itself.
    pub ends: Option<NaiveDate>,
    /// True if the source reports it as an item's subject, or the tables describe it; false for a stub.
    pub described: bool,
}

impl Document {
    /// A document of which only the key is known.
    pub fn named(key: Key) -> Self {
        Self {
            key,
            date: None,
            issuer_name: None,
            title: None,
            short_title: None,
            effect: None,
            ends: None,
            described: false,
        }
    }
}

/// One document acts on another, with the words that say so.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Stable identifier: the same text gives the same one everywhere.
    pub id: String,
    /// Index of the item that says so.
    pub item: usize,
    /// What it does.
    pub kind: RelationType,
    /// The acting document.
    pub from: Key,
    /// The other document.
    pub to: Key,
    /// The words that decided, as written.
    pub cue: String,
    /// The sentence that proves it.
    pub evidence: Span,
    /// The pinpoint in the other document, if stated; the first where several are.
    pub pinpoint: Option<String>,
    /// True where it touches a part of the other document only ("bãi bỏ một phần", "khoản 2 Điều 5").
    pub part: bool,
    /// The day from which it holds, where the text says so.
    pub effect: Option<NaiveDate>,
    /// Name of the rule that decided.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 1, by its record on the dev gold.
    pub confidence: f64,
    /// Every place where the text says that the one acts on the other, in order: one for each provision touched.
    /// Empty for a mere naming.
    pub touches: Vec<Touch>,
}

/// One act of a document on another or on a provision of it, as one place in the text states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// What it does there; a relation is of the strongest of its touches.
    pub kind: RelationType,
    /// The provisions touched: "khoản 2 Điều 5".
    pub pinpoint: Option<String>,
    /// True where no more than a part of the other document is touched.
    pub part: bool,
    /// The day from which it holds, where the text says so.
    pub effect: Option<NaiveDate>,
    /// The words that decided, as written.
    pub cue: String,
    /// The clause that proves it.
    pub evidence: Span,
}

/// A task that a document puts on a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Stable identifier.
    pub id: String,
    /// Index of the item that says so.
    pub item: usize,
    /// The document that gives the task.
    pub document: Key,
    /// The body's name.
    pub agency: String,
    /// The body's id, if the tables know it.
    pub agency_id: Option<String>,
    /// Its part.
    pub role: Role,
    /// What is to be done, as written.
    pub task: String,
    /// Last day.
    pub due: Option<NaiveDate>,
    /// The words of the deadline.
    pub due_text: Option<String>,
    /// The sentence that proves it.
    pub evidence: Span,
    /// Name of the rule that decided.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
}

/// Something that was not understood, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
}

/// All that was read from one source.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// Path or address as given.
    pub source: String,
    /// The text that spans refer to.
    pub text: Text,
    /// Digest or single document.
    pub kind: SourceKind,
    /// The page's own title.
    pub title: Option<Span>,
    /// The province whose authority speaks, by its id in the table.
    pub place: Option<String>,
    /// The latest day that the page itself is of: end of the week it reports, or date of issue.
    pub date: Option<NaiveDate>,
    /// The items, in order.
    pub items: Vec<Item>,
    /// Every document named for certain, in order of key.
    pub documents: Vec<Document>,
    /// Every mention, in order of place.
    pub mentions: Vec<Mention>,
    /// One for each document mention, in order of place.
    pub references: Vec<Reference>,
    /// The parts of a single document, in order of place, each before those inside it; none of a digest.
    pub parts: Vec<Part>,
    /// What documents do to each other.
    pub relations: Vec<Relation>,
    /// Who is to do what.
    pub assignments: Vec<Assignment>,
    /// What was not understood.
    pub notes: Vec<Note>,
}
