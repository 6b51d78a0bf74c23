//! The parts of a document: what stands at its head and foot, and its provisions down to a point.

use super::Span;
use serde::Serialize;

macro_rules! part_kinds {
    ($($(#[$doc:meta])* $variant:ident $name:literal $vi:literal),+ $(,)?) => {
        /// What a part of a document is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum PartKind { $($(#[$doc])* $variant),+ }

        impl PartKind {
            /// Every kind.
            pub const ALL: &'static [PartKind] = &[$(PartKind::$variant),+];

            /// The name in output: `article`.
            pub fn name(self) -> &'static str {
                match self { $(PartKind::$variant => $name),+ }
            }

            /// The Vietnamese name.
            pub fn label_vi(self) -> &'static str {
                match self { $(PartKind::$variant => $vi),+ }
            }
        }
    };
}

part_kinds! {
    /// The national motto, or the Party's name.
    Motto "motto" "quốc hiệu, tiêu ngữ",
    /// The lines that name the issuer.
    Issuer "issuer" "tên cơ quan ban hành",
    /// The line of the number.
    Number "number" "số, ký hiệu",
    /// The line of place and date.
    PlaceDate "place-date" "địa danh, ngày tháng năm ban hành",
    /// Type and title.
    Title "title" "tên loại và trích yếu",
    /// One legal basis.
    Basis "basis" "căn cứ ban hành",
    /// Largest unit of a code or law.
    Division "division" "phần",
    /// Chapter.
    Chapter "chapter" "chương",
    /// Section of a chapter; of a plan or directive, what goes by a Roman number.
    Section "section" "mục",
    /// Part of a section.
    Subsection "subsection" "tiểu mục",
    /// Article.
    Article "article" "điều",
    /// Numbered paragraph.
    Clause "clause" "khoản",
    /// Lettered point.
    Point "point" "điểm",
    /// The sentence that says from when it is in force.
    Effect "effect" "hiệu lực thi hành",
    /// The sentence that ends another document or a part of it.
    Repeal "repeal" "bãi bỏ, hết hiệu lực",
    /// Whom it is sent to.
    Recipients "recipients" "nơi nhận",
    /// The signer's post and name, with the body for which he signs.
    Signature "signature" "chức vụ, họ tên người ký",
    /// An annex, or a paper issued along with it.
    Annex "annex" "phụ lục, văn bản kèm theo",
    /// The wording that it gives to another document; it does not speak for this one.
    Quotation "quotation" "nội dung sửa đổi, bổ sung được trích",
    /// A note below the text, as consolidated texts have them.
    Footnote "footnote" "chú thích",
}

impl PartKind {
    /// True for text that stands in a document and does not act for it: what it quotes.
    pub fn is_quoted(self) -> bool {
        matches!(self, PartKind::Quotation | PartKind::Footnote)
    }

    /// True for the units of a text with articles, largest first: phần, chương, mục, tiểu mục, điều, khoản, điểm.
    pub fn is_provision(self) -> bool {
        (PartKind::Division..=PartKind::Point).contains(&self)
    }
}

impl Serialize for PartKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its name in the document, unique there: `art_5__para_2__point_a`, in the manner of an Akoma Ntoso `eId`.
    pub id: String,
    /// Its number as written: `5a`, `II`, `đ`.
    pub number: Option<String>,
    /// From its first character to the last of what belongs to it.
    pub span: Span,
    /// Its heading, without the number.
    pub heading: Option<Span>,
    /// The smallest part that holds it, by its place in the list.
    pub parent: Option<usize>,
}

/// The smallest part of the kinds asked for that holds a place. `parts` are in order of place, each before those inside it.
pub fn part_at(parts: &[Part], byte: usize, wanted: impl Fn(PartKind) -> bool) -> Option<&Part> {
    let before = parts.partition_point(|part| part.span.start <= byte);
    let mut at = before.checked_sub(1);
    // The last part that begins before a place may have ended: then it is one of those around it.
    while let Some(part) = at.and_then(|at| parts.get(at)) {
        if part.span.end > byte && wanted(part.kind) {
            return Some(part);
        }
        at = part.parent;
    }
    None
}
