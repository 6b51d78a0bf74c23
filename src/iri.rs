//! Every IRI is made and taken apart here: terms of the ontology ([`terms`]), and the names of documents,
//! bodies, sources, items, mentions, relations and assignments under the base that the user sets. No other
//! file writes one. The same thing has the same IRI on every machine; nothing here reads a clock or a file.

pub mod slug;
pub mod terms;
pub mod web;

use crate::error::{Error, Result};
use crate::model::{DocType, Key};
use chrono::NaiveDate;
use oxigraph::model::NamedNode;
use slug::{hash, id_slug, number_slug, slug};
use std::fmt;

/// Base of resources where the user sets none.
pub const BASE_DEFAULT: &str = "https://w3id.org/luocdo/id/";

/// Stands where issuer, year or place is not known.
const UNKNOWN: &str = "x";

/// The prefix of all resources of one graph, an absolute http(s) IRI that ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Default for Base {
    fn default() -> Self {
        Self(BASE_DEFAULT.to_owned())
    }
}

impl Base {
    /// The base as the user writes it; a missing `/` at the end is added.
    ///
    /// # Errors
    /// [`Error::Argument`] if it is not an absolute http(s) IRI without `?` and `#`.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |why: &str| Error::Argument(format!("base `{text}` {why}; give one such as `{BASE_DEFAULT}`"));
        let after = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        match after {
            None => return Err(wrong("does not begin with `https://` or `http://`")),
            Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                return Err(wrong("names no host"));
            }
            Some(rest) if rest.contains(['?', '#']) => return Err(wrong("has a `?` or `#` in it")),
            Some(_) => {}
        }
        let closed = format!("{}/", text.trim_end_matches('/'));
        match NamedNode::new(closed) {
            Ok(iri) => Ok(Self(iri.into_string())),
            Err(error) => Err(wrong(&format!("is not an IRI ({error})"))),
        }
    }

    /// The base itself, with its `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI of a resource.
    pub fn iri(&self, resource: &Resource) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{resource}", self.0))
    }

    /// The resource of an IRI; `None` if it is not one of ours under this base.
    pub fn resource(&self, iri: &str) -> Option<Resource> {
        Resource::parse(iri.strip_prefix(&self.0)?)
    }

    /// The IRI of a document.
    pub fn document(&self, key: &Key) -> NamedNode {
        self.iri(&Resource::Document(DocumentName::of(key)))
    }

    /// The IRI of a provision, by its document and its name there (`art_5`).
    pub fn provision(&self, key: &Key, id: &str) -> NamedNode {
        self.iri(&Resource::Provision(DocumentName::of(key), segment(id)))
    }

    /// The IRI of a body of the tables, by its id (`SCT:LS`).
    pub fn agency(&self, id: &str) -> NamedNode {
        self.iri(&Resource::Agency(id_slug(id)))
    }

    /// The IRI of a body that the tables do not know, by its name and the province of the page.
    pub fn unlisted_agency(&self, place: Option<&str>, name: &str) -> NamedNode {
        self.iri(&Resource::UnlistedAgency { place: place.map(id_slug), name: slug(name) })
    }

    /// The IRI of a province, by its id (`LS`).
    pub fn place(&self, id: &str) -> NamedNode {
        self.iri(&Resource::Place(id_slug(id)))
    }

    /// The IRI of the event in which a body came to be from others (a merger, a renaming), by its id.
    pub fn change(&self, resulting_id: &str) -> NamedNode {
        self.iri(&Resource::Change(id_slug(resulting_id)))
    }

    /// The IRI of a source and of its graph, by the path as given.
    pub fn source(&self, path: &str) -> NamedNode {
        self.iri(&Resource::Source(source_hash(path)))
    }

    /// The graph that holds what the tables say.
    pub fn tables(&self) -> NamedNode {
        self.iri(&Resource::Source("tables".to_owned()))
    }

    /// The IRI of a relation, by its id.
    pub fn relation(&self, id: &str) -> NamedNode {
        self.iri(&Resource::Relation(segment(id)))
    }

    /// The IRI of an assignment, by its id.
    pub fn assignment(&self, id: &str) -> NamedNode {
        self.iri(&Resource::Assignment(segment(id)))
    }

    /// The IRI of a person who judged, by name.
    pub fn judge(&self, name: &str) -> NamedNode {
        self.iri(&Resource::Judge(segment(name)))
    }
}

/// What names a source inside IRIs: 16 hex digits of the SHA-256 of its path as given.
pub fn source_hash(path: &str) -> String {
    hash(path, 16)
}

/// A document's name inside an IRI. Two keys that mean one document (`6/QĐ-TTg`, `06/QĐ-TTg`) have one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentName {
    /// Slug of the issuer's id, if known.
    pub issuer: Option<String>,
    /// Its type.
    pub kind: DocType,
    /// Year of issue, if known.
    pub year: Option<i32>,
    /// Slug of the number.
    pub number: String,
}

impl DocumentName {
    /// The name of a key.
    pub fn of(key: &Key) -> Self {
        Self {
            // An issuer that nothing is left of is none, and reads back so.
            issuer: key.issuer.as_deref().map(id_slug).filter(|slug| slug != UNKNOWN),
            kind: key.kind,
            year: key.year,
            number: number_slug(&key.number),
        }
    }
}

/// Everything that has an IRI under the base.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// A document.
    Document(DocumentName),
    /// A provision of a document, by its name there.
    Provision(DocumentName, String),
    /// A body of the tables, by the slug of its id.
    Agency(String),
    /// A body that the tables do not know.
    UnlistedAgency {
        /// Slug of the page's province, if known.
        place: Option<String>,
        /// Slug of its name.
        name: String,
    },
    /// A province, by the slug of its id.
    Place(String),
    /// The event in which a body came to be from others, by the slug of its id.
    Change(String),
    /// A source, by its hash; `tables` for what the tables say.
    Source(String),
    /// An item of a source, counted from 0.
    Item(String, usize),
    /// A mention, by source and place in code points.
    Mention(String, [usize; 2]),
    /// Words that prove something, by source and place in code points.
    Evidence(String, [usize; 2]),
    /// A note, by source and place in code points.
    Note(String, [usize; 2]),
    /// A relation, by its id.
    Relation(String),
    /// An assignment, by its id.
    Assignment(String),
    /// A person who judged, by the name that the person gave.
    Judge(String),
}

impl fmt::Display for Resource {
    /// The path under the base.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Resource::Document(DocumentName { issuer, kind, year, number }) => {
                write!(f, "vn/{}/{}/", issuer.as_deref().unwrap_or(UNKNOWN), type_slug(*kind))?;
                match year {
                    Some(year) => write!(f, "{year}/{number}"),
                    None => write!(f, "{UNKNOWN}/{number}"),
                }
            }
            Resource::Provision(document, id) => write!(f, "{}/{id}", Resource::Document(document.clone())),
            Resource::Agency(id) => write!(f, "vn/agency/{id}"),
            Resource::UnlistedAgency { place, name } => {
                write!(f, "vn/agency/{}/{name}", place.as_deref().unwrap_or(UNKNOWN))
            }
            Resource::Place(id) => write!(f, "vn/place/{id}"),
            Resource::Change(id) => write!(f, "vn/change/{id}"),
            Resource::Source(source) => write!(f, "source/{source}"),
            Resource::Item(source, number) => write!(f, "item/{source}/{number}"),
            Resource::Mention(source, [start, end]) => write!(f, "mention/{source}/{start}-{end}"),
            Resource::Evidence(source, [start, end]) => {
                write!(f, "evidence/{source}/{start}-{end}")
            }
            Resource::Note(source, [start, end]) => write!(f, "note/{source}/{start}-{end}"),
            Resource::Relation(id) => write!(f, "relation/{id}"),
            Resource::Assignment(id) => write!(f, "assignment/{id}"),
            Resource::Judge(name) => write!(f, "judge/{name}"),
        }
    }
}

impl Resource {
    /// The resource of a path under the base, as [`Display`](fmt::Display) writes it.
    fn parse(path: &str) -> Option<Self> {
        let known = |word: &str| (word != UNKNOWN).then(|| word.to_owned());
        let parts: Vec<&str> = path.split('/').collect();
        if parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let place = |words: &str| {
            let (start, end) = words.split_once('-')?;
            Some([start.parse().ok()?, end.parse().ok()?])
        };
        let document = |issuer: &str, kind: &str, year: &str, number: &str| {
            let year = if year == UNKNOWN { None } else { Some(year.parse().ok()?) };
            Some(DocumentName { issuer: known(issuer), kind: type_of_slug(kind)?, year, number: number.to_owned() })
        };
        Some(match parts[..] {
            ["vn", "agency", id] => Resource::Agency(id.to_owned()),
            ["vn", "place", id] => Resource::Place(id.to_owned()),
            ["vn", "change", id] => Resource::Change(id.to_owned()),
            ["vn", "agency", place, name] => Resource::UnlistedAgency { place: known(place), name: name.to_owned() },
            ["vn", issuer, kind, year, number] => Resource::Document(document(issuer, kind, year, number)?),
            ["vn", issuer, kind, year, number, id] => {
                Resource::Provision(document(issuer, kind, year, number)?, id.to_owned())
            }
            ["source", source] => Resource::Source(source.to_owned()),
            ["item", source, number] => Resource::Item(source.to_owned(), number.parse().ok()?),
            ["mention", source, at] => Resource::Mention(source.to_owned(), place(at)?),
            ["evidence", source, at] => Resource::Evidence(source.to_owned(), place(at)?),
            ["note", source, at] => Resource::Note(source.to_owned(), place(at)?),
            ["relation", id] => Resource::Relation(id.to_owned()),
            ["assignment", id] => Resource::Assignment(id.to_owned()),
            ["judge", name] => Resource::Judge(name.to_owned()),
            _ => return None,
        })
    }
}

/// A document's name by RFC 9676: `urn:lex:vn:thu.tuong.chinh.phu:chi.thi:2023-06-08;20-ct-ttg`. The issuer
/// is its full name; only a whole date gives one, since a name must not change once the day is learned.
pub fn urn_lex(key: &Key, date: NaiveDate, issuer_name: &str) -> String {
    let authority = slug(issuer_name).replace('-', ".");
    let measure = type_slug(key.kind).replace('-', ".");
    format!("urn:lex:vn:{authority}:{measure}:{};{}", date.format("%Y-%m-%d"), number_slug(&key.number))
}

/// The Vietnamese name of a type as it stands in IRIs. These words are part of published IRIs and must
/// not follow the labels of the tables when those change.
fn type_slug(kind: DocType) -> &'static str {
    match kind {
        DocType::Constitution => "hien-phap",
        DocType::Code => "bo-luat",
        DocType::Law => "luat",
        DocType::Ordinance => "phap-lenh",
        DocType::Order => "lenh",
        DocType::Resolution => "nghi-quyet",
        DocType::JointResolution => "nghi-quyet-lien-tich",
        DocType::Decree => "nghi-dinh",
        DocType::Decision => "quyet-dinh",
        DocType::Circular => "thong-tu",
        DocType::JointCircular => "thong-tu-lien-tich",
        DocType::Directive => "chi-thi",
        DocType::OfficialLetter => "cong-van",
        DocType::Telegram => "cong-dien",
        DocType::Plan => "ke-hoach",
        DocType::Report => "bao-cao",
        DocType::Announcement => "thong-bao",
        DocType::Conclusion => "ket-luan",
        DocType::Submission => "to-trinh",
        DocType::Guideline => "huong-dan",
        DocType::Programme => "chuong-trinh",
        DocType::Scheme => "de-an",
        DocType::Rules => "quy-che",
        DocType::Regulation => "quy-dinh",
        DocType::MasterPlan => "quy-hoach",
        DocType::Contract => "hop-dong",
        DocType::Other => "khac",
    }
}

/// The type of a slug; `None` if there is none.
fn type_of_slug(text: &str) -> Option<DocType> {
    DocType::ALL.iter().copied().find(|kind| type_slug(*kind) == text)
}

/// An id as one segment of a path: what could break the IRI is percent-encoded.
fn segment(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str) -> Key {
        Key::parse(text).expect("a key")
    }

    #[track_caller]
    fn check(key_text: &str, expect: &str) {
        let base = Base::default();
        let iri = base.document(&key(key_text));
        assert_eq!(iri.as_str().strip_prefix(BASE_DEFAULT), Some(expect));
        assert_eq!(base.resource(iri.as_str()), Some(Resource::Document(DocumentName::of(&key(key_text)))));
    }

    #[test]
    fn a_document_is_found_by_issuer_type_year_and_number() {
        check("CT|20/CT-TTg|2023|TTg", "vn/ttg/chi-thi/2023/20-ct-ttg");
        check("CV|830/UBND-KT|2023|UBND:LS", "vn/ubnd-ls/cong-van/2023/830-ubnd-kt");
        check("QĐ|6/QĐ-TTg|2022|TTg", "vn/ttg/quyet-dinh/2022/06-qd-ttg");
        check("NĐ|13/2018/NĐ-CP|?|?", "vn/x/nghi-dinh/x/13-2018-nd-cp");
        check("L|104/2016/QH13|2016|QH", "vn/qh/luat/2016/104-2016-qh13");
    }

    #[test]
    fn a_provision_stands_below_its_document() {
        let base = Base::default();
        let law = key("L|104/2016/QH13|2016|QH");
        for (id, expect) in [("art_5", "art_5"), ("att_1__art_2", "att_1__art_2"), ("point_đ/", "point_%C4%91%2F")] {
            let iri = base.provision(&law, id);
            let path = format!("vn/qh/luat/2016/104-2016-qh13/{expect}");
            assert_eq!(iri.as_str().strip_prefix(BASE_DEFAULT), Some(path.as_str()));
            let back = Resource::Provision(DocumentName::of(&law), expect.to_owned());
            assert_eq!(base.resource(iri.as_str()), Some(back));
        }
    }

    #[test]
    fn decision_589_of_two_provinces_is_two_documents() {
        let base = Base::default();
        let lang_son = base.document(&key("QĐ|589/QĐ-UBND|2023|UBND:LS"));
        let cao_bang = base.document(&key("QĐ|589/QĐ-UBND|2023|UBND:CB"));
        assert_ne!(lang_son, cao_bang);
        let binh_dinh = base.document(&key("QĐ|589/QĐ-UBND|2023|UBND:BĐ"));
        let binh_duong = base.document(&key("QĐ|589/QĐ-UBND|2023|UBND:BD"));
        assert_ne!(binh_dinh, binh_duong);
    }

    #[test]
    fn directive_20_of_three_years_is_three_documents() {
        let base = Base::default();
        let all: std::collections::BTreeSet<_> =
            [2019, 2020, 2023].iter().map(|y| base.document(&key(&format!("CT|20/CT-TTg|{y}|TTg")))).collect();
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn a_wrong_base_is_told_with_the_way_out() {
        for wrong in ["", "id/", "ftp://example.vn/", "https://", "https:///a/", "https://a b/", "http://a/#x"] {
            let message = Base::parse(wrong).expect_err(wrong).to_string();
            assert!(message.contains(&format!("base `{wrong}`")) && message.contains(BASE_DEFAULT), "{message}");
        }
        assert_eq!(Base::parse("https://luat.example.vn/id").expect("a base").as_str(), "https://luat.example.vn/id/");
    }

    #[test]
    fn an_iri_of_others_is_no_resource() {
        let base = Base::default();
        for other in
            ["https://example.vn/", "https://w3id.org/luocdo/id/vn//chi-thi/2023/20", "https://w3id.org/luocdo/id/"]
        {
            assert_eq!(base.resource(other), None, "{other}");
        }
    }

    #[test]
    fn the_urn_says_who_what_when_and_number() {
        let date = NaiveDate::from_ymd_opt(2023, 6, 8).expect("a day");
        assert_eq!(
            urn_lex(&key("CT|20/CT-TTg|2023|TTg"), date, "Thủ tướng Chính phủ"),
            "urn:lex:vn:thu.tuong.chinh.phu:chi.thi:2023-06-08;20-ct-ttg"
        );
    }

    #[test]
    fn an_id_cannot_leave_its_segment() {
        let iri = Base::default().relation("a/../b c");
        assert_eq!(iri.as_str(), "https://w3id.org/luocdo/id/relation/a%2F..%2Fb%20c");
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let types = proptest::sample::select(DocType::ALL);
        (types, "\\PC{0,24}", proptest::option::of(1900..2100i32), proptest::option::of("[A-Z&:Đ]{2,8}"))
            .prop_map(|(kind, number, year, issuer)| Key { kind, number, year, issuer })
    }

    proptest! {
        #[test]
        fn any_key_gives_a_valid_iri_that_reads_back(key in any_key()) {
            let base = Base::default();
            let iri = base.document(&key);
            prop_assert!(NamedNode::new(iri.as_str()).is_ok());
            prop_assert_eq!(base.resource(iri.as_str()), Some(Resource::Document(DocumentName::of(&key))));
        }

        #[test]
        fn any_place_in_a_source_reads_back(path in "\\PC{0,20}", start in 0..9999usize, end in 0..9999usize) {
            let base = Base::default();
            let source = source_hash(&path);
            for resource in [
                Resource::Source(source.clone()),
                Resource::Item(source.clone(), start),
                Resource::Mention(source.clone(), [start, end]),
                Resource::Evidence(source.clone(), [start, end]),
                Resource::Note(source, [start, end]),
            ] {
                prop_assert_eq!(base.resource(base.iri(&resource).as_str()), Some(resource));
            }
        }

        #[test]
        fn any_name_of_a_body_gives_a_valid_iri(name in "\\PC{0,30}", place in proptest::option::of("[A-Z]{2}")) {
            let iri = Base::default().unlisted_agency(place.as_deref(), &name);
            prop_assert!(NamedNode::new(iri.as_str()).is_ok());
        }
    }
}
