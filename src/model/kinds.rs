//! The closed sets of the field: types of paper, of relation, of part in a task, tiers of government. Each
//! answers for its own code, name and label, so that no such word is passed about as text.

use serde::Serialize;

macro_rules! document_types {
    ($($variant:ident $code:literal),+ $(,)?) => {
        /// The type of a document ("loại văn bản"), by its code in `ontology/tables/document_types.csv`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum DocType {
            $(#[doc = concat!("Code `", $code, "`.")] $variant),+
        }

        impl DocType {
            /// Every type, in the order of the codes above.
            pub const ALL: &'static [DocType] = &[$(DocType::$variant),+];

            /// The code, as in a key: `NĐ`.
            pub fn code(self) -> &'static str {
                match self { $(DocType::$variant => $code),+ }
            }

            /// The type of a code; `None` if there is none.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(DocType::$variant),)+ _ => None }
            }
        }
    };
}

document_types! {
    Constitution "HP", Code "BL", Law "L", Ordinance "PL", Order "L-CTN", Resolution "NQ",
    JointResolution "NQLT", Decree "NĐ", Decision "QĐ", Circular "TT", JointCircular "TTLT",
    Directive "CT", OfficialLetter "CV", Telegram "CĐ", Plan "KH", Report "BC", Announcement "TB",
    Conclusion "KL", Submission "TTr", Guideline "HD", Programme "CTr", Scheme "ĐA", Rules "QC",
    Regulation "QyĐ", MasterPlan "QH", Contract "HĐ", Other "KHAC",
}

impl DocType {
    /// True for types that are named by title rather than by number: constitution, codes, laws, ordinances.
    pub fn is_statute(self) -> bool {
        matches!(self, DocType::Constitution | DocType::Code | DocType::Law | DocType::Ordinance)
    }
}

impl Serialize for DocType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

macro_rules! relation_types {
    ($($(#[$doc:meta])* $variant:ident $name:literal $predicate:literal $vi:literal),+ $(,)?) => {
        /// What one document does to another. The order is the order of strength: where a text states
        /// several for one pair, the first of these stands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum RelationType { $($(#[$doc])* $variant),+ }

        impl RelationType {
            /// Every type, strongest first.
            pub const ALL: &'static [RelationType] = &[$(RelationType::$variant),+];

            /// The name in output: `implements`.
            pub fn name(self) -> &'static str {
                match self { $(RelationType::$variant => $name),+ }
            }

            /// The local name of its predicate in the ontology: `hasBasis`.
            pub fn predicate(self) -> &'static str {
                match self { $(RelationType::$variant => $predicate),+ }
            }

            /// The Vietnamese label, read from the acting document to the other.
            pub fn label_vi(self) -> &'static str {
                match self { $(RelationType::$variant => $vi),+ }
            }

            /// The type of a name; `None` if there is none.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(RelationType::$variant),)+ _ => None }
            }
        }
    };
}

relation_types! {
    /// Puts another in its place.
    Replaces "replaces" "replaces" "thay thế",
    /// Ends it, whole or in part.
    Repeals "repeals" "repeals" "bãi bỏ",
    /// Changes or adds to its text.
    Amends "amends" "amends" "sửa đổi, bổ sung",
    /// Halts its effect for a time.
    Suspends "suspends" "suspends" "đình chỉ",
    /// Mends an error in it.
    Corrects "corrects" "corrects" "đính chính",
    /// Joins it with its amendments in one text.
    Consolidates "consolidates" "consolidates" "hợp nhất",
    /// Makes it known.
    Announces "announces" "announces" "công bố",
    /// Lays down the particulars of it.
    Details "details" "details" "quy định chi tiết, hướng dẫn",
    /// Carries it out.
    Implements "implements" "implements" "triển khai thực hiện",
    /// Rests on it.
    Basis "basis" "hasBasis" "căn cứ",
    /// Names it.
    Cites "cites" "cites" "dẫn chiếu",
}

impl RelationType {
    /// The Vietnamese label, read from the other document to the acting one.
    pub fn label_vi_in(self) -> &'static str {
        match self {
            RelationType::Replaces => "bị thay thế bởi",
            RelationType::Repeals => "bị bãi bỏ bởi",
            RelationType::Amends => "được sửa đổi, bổ sung bởi",
            RelationType::Suspends => "bị đình chỉ bởi",
            RelationType::Corrects => "được đính chính bởi",
            RelationType::Consolidates => "được hợp nhất bởi",
            RelationType::Announces => "được công bố bởi",
            RelationType::Details => "được quy định chi tiết, hướng dẫn bởi",
            RelationType::Implements => "được triển khai thực hiện bởi",
            RelationType::Basis => "là căn cứ của",
            RelationType::Cites => "được dẫn chiếu bởi",
        }
    }

    /// The English label, as the ontology has it.
    pub fn label_en(self) -> &'static str {
        match self {
            RelationType::Basis => "has basis",
            other => other.name(),
        }
    }
}

impl Serialize for RelationType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What part a body has in a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Leads it ("chủ trì", "giao").
    Lead,
    /// Has its own task.
    Perform,
    /// Is asked ("đề nghị").
    Request,
    /// Works along ("phối hợp với").
    Coordinate,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Role] = &[Role::Lead, Role::Perform, Role::Request, Role::Coordinate];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Perform => "perform",
            Role::Request => "request",
            Role::Coordinate => "coordinate",
        }
    }

    /// The Vietnamese word.
    pub fn label_vi(self) -> &'static str {
        match self {
            Role::Lead => "chủ trì",
            Role::Perform => "thực hiện",
            Role::Request => "được đề nghị",
            Role::Coordinate => "phối hợp",
        }
    }

    /// The role of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Role::ALL.iter().copied().find(|role| role.name() == name)
    }
}

/// The tier of the state ("cấp") that a body belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// Trung ương.
    Central,
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh; until 30 June 2025.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
}

impl Tier {
    /// Every tier.
    pub const ALL: &'static [Tier] = &[Tier::Central, Tier::Province, Tier::District, Tier::Commune];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Central => "central",
            Tier::Province => "province",
            Tier::District => "district",
            Tier::Commune => "commune",
        }
    }

    /// The Vietnamese word.
    pub fn label_vi(self) -> &'static str {
        match self {
            Tier::Central => "trung ương",
            Tier::Province => "tỉnh",
            Tier::District => "huyện",
            Tier::Commune => "xã",
        }
    }

    /// The tier of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Tier::ALL.iter().copied().find(|tier| tier.name() == name)
    }
}

impl Serialize for Tier {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What kind of file a text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Txt,
    /// A web page.
    Html,
    /// PDF with a text layer.
    Pdf,
    /// Word since 2007.
    Docx,
    /// Word before 2007.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// OpenDocument text.
    Odt,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] =
        &[Format::Txt, Format::Html, Format::Pdf, Format::Docx, Format::Doc, Format::Rtf, Format::Odt];

    /// The name in output, which is also the usual extension.
    pub fn name(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Doc => "doc",
            Format::Rtf => "rtf",
            Format::Odt => "odt",
        }
    }

    /// The name in words: `DOCX`.
    pub fn label(self) -> &'static str {
        match self {
            Format::Txt => "text",
            Format::Html => "HTML",
            Format::Pdf => "PDF",
            Format::Docx => "DOCX",
            Format::Doc => "DOC",
            Format::Rtf => "RTF",
            Format::Odt => "ODT",
        }
    }

    /// The format of a file's extension, in any case; `None` if it is none that is read.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Some(Format::Html),
            name => Format::ALL.iter().copied().find(|format| format.name() == name),
        }
    }
}
