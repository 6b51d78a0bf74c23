//! What the rows of the tables are for, and what they say: the uses of words, the cues of relations, deadlines and parts,
//! the labels of a lược đồ. The names stand in the tables; what is done with each is the step's that asks for it.

use crate::model::RelationType;

/// What a row of `words.csv` is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// Page furniture: a paragraph that begins with it belongs to no item.
    Furniture,
    /// Stands in the line that says when a page was posted: "lúc", "GMT".
    Stamp,
    /// Names a part of a site, on a line of its own: "Hoạt động địa phương".
    Rubric,
    /// Ends the main text: all that follows is furniture.
    PageEnd,
    /// Opens the page title of a digest.
    DigestTitle,
    /// Stands in the head of a formal document (national motto and the like).
    DocumentHead,
    /// Points back to a document: "này", "nêu trên".
    Pointer,
    /// Follows a bare type word that stands for one paper: "nêu rõ".
    Says,
    /// Opens a name that holds for the rest of the text: "sau đây gọi tắt là".
    AliasOpens,
    /// Ends the name of a statute that no table has.
    NameEnds,
    /// Opens the title of a document: "về việc".
    TitleOpens,
    /// Makes a document a draft or a type of paper rather than a paper.
    Draft,
    /// Opens a person: "đồng chí".
    Honorific,
    /// A post: "Phó Chủ tịch Thường trực".
    Post,
    /// A family name.
    Surname,
    /// Reports that a paper was issued: "ban hành".
    Issues,
    /// Says from which paper a page has what it tells: "Nguồn", "Theo".
    Source,
    /// Puts the task on the body that follows: "yêu cầu".
    Orders,
    /// Puts the task, and the lead, on the body that follows: "giao".
    Entrusts,
    /// Asks the body that follows: "đề nghị".
    Requests,
    /// Says that what follows came to the body before it: "nhận được".
    Receives,
    /// The body before it leads: "chủ trì".
    Leads,
    /// The bodies after it work along: "phối hợp với".
    Coordinates,
    /// Begins what a body is to do.
    Verb,
    /// Bounds a body so vaguely that nobody in particular is meant: "liên quan".
    Vague,
    /// A generic body, a person or a household: none that a task can be followed up with.
    Nobody,
    /// May stand before the body in a sentence: "Theo đó,".
    Opener,
    /// Quotes another paper's own orders: "Theo Công văn …:".
    Quotes,
    /// A unit of a pinpoint: "khoản".
    Provision,
    /// Says which part of the country the places before it lie in: "ven biển".
    Region,
    /// Binds what follows to what goes before, so that nothing new begins: "của", "về".
    Binder,
    /// Opens the list of recipients at the end of a paper: "Nơi nhận".
    Recipients,
    /// Opens the list of addressees: "Kính gửi".
    Addressees,
    /// Names a form, whose number is no document's: "mẫu".
    Form,
    /// Counts things, so that a number before it is no document's: "tháng".
    Unit,
    /// Puts a duty on the body before it: "có trách nhiệm".
    Duty,
    /// Joins two clauses, or two of a list: "và".
    Joins,
    /// Makes an order a report of one: "được giao", "như yêu cầu".
    Reports,
    /// Sends a telegram to the bodies below it: "điện".
    Wires,
    /// Opens a day: "ngày", "chiều".
    Day,
    /// Says for whom: "giao cho".
    For,
    /// Says by whom something is done: "do Sở Tài chính bảo đảm".
    By,
    /// Says whose something is: "của".
    Of,
    /// Begins something new behind a title and a comma: "cũng".
    Turns,
    /// A term of office, which belongs to the name before it: "khóa".
    Term,
    /// Says that the whole of a document is meant: "toàn bộ".
    Wholly,
    /// Says that a part of a document is meant, without naming it: "một số điều".
    Partly,
    /// Says that words within a document are meant: "cụm từ".
    Wording,
    /// Says from when: "kể từ ngày".
    Since,
    /// Says that something is in force: "có hiệu lực".
    InForce,
    /// Stands for the day of issue behind "kể từ ngày": "ký".
    Signed,
    /// Opens what may be or not: "trường hợp".
    Conditional,
    /// Points at where the words themselves stand: "khoản này".
    This,
    /// The abbreviation in the number of a consolidated text: "VBHN".
    Consolidated,
    /// Says in a cue for guiding that a paper is carried out: "hướng dẫn thực hiện".
    CarriesOut,
    /// Holds a unit of pinpoints and is none: "giai đoạn 2021".
    NoProvision,
    /// Stands between the ends of a range: "Điều 4 đến Điều 8".
    UpTo,
    /// Says that something is to be done to a paper and is not done yet: "kiến nghị", "rà soát".
    Proposes,
    /// Says that it is not done: "không".
    Denies,
    /// Leaves something out: "trừ".
    Except,
    /// Says that there are several: "các Điều 9, 10".
    Several,
    /// Says that it is done before: "đã".
    Already,
    /// Goes before the one by whom something is done: "bị Nghị định 98 thay thế".
    Undergoes,
    /// Makes a noun of an order behind it: "việc giao".
    Nominal,
    /// Tells what was, is or is not yet, and orders nothing: "đã", "chưa".
    Tells,
    /// Says that what was begun goes on: "tiếp tục".
    Resumes,
    /// Says that one body drives others on, which is its own task: "chỉ đạo", "đôn đốc".
    Directs,
    /// Opens a paragraph that says by when the bodies above it are to report: "Báo cáo gửi trước ngày".
    Submits,
    /// Names who signed, in the table that a page puts above a paper: "Người ký".
    Signer,
    /// Says that a paper is urgent: "hỏa tốc".
    Urgent,
    /// A committee that is named by what it is for: "Ban Chỉ đạo".
    Steers,
    /// Says by what something is done or measured: "theo", "như".
    Measures,
    /// Announces several papers: "ban hành một số văn bản".
    SeveralPapers,
    /// Ends the lead paragraph of a digest: "là những thông tin".
    LeadEnds,
    /// Says that the best of something is told: "nổi bật".
    Notable,
    /// Says that a week or a month is told: "trong tuần".
    Weekly,
    /// Goes before a place where something is and nobody speaks: "tại Hà Nội".
    PlaceBehind,
    /// Opens a clause that tells when, whose body is given no task: "sau khi".
    Clausal,
    /// A noun with a verb in it, which is part of a name: "công nghệ thông tin".
    Noun,
}

impl Use {
    /// The use as one bit of 128.
    pub(super) fn bit(self) -> u128 {
        1 << (self as u128)
    }

    pub(super) const ALL: &'static [(&'static str, Use)] = &[
        ("furniture", Use::Furniture),
        ("stamp", Use::Stamp),
        ("rubric", Use::Rubric),
        ("page-end", Use::PageEnd),
        ("digest-title", Use::DigestTitle),
        ("document-head", Use::DocumentHead),
        ("pointer", Use::Pointer),
        ("says", Use::Says),
        ("alias-opens", Use::AliasOpens),
        ("name-ends", Use::NameEnds),
        ("title-opens", Use::TitleOpens),
        ("draft", Use::Draft),
        ("honorific", Use::Honorific),
        ("post", Use::Post),
        ("surname", Use::Surname),
        ("issues", Use::Issues),
        ("source", Use::Source),
        ("orders", Use::Orders),
        ("entrusts", Use::Entrusts),
        ("requests", Use::Requests),
        ("receives", Use::Receives),
        ("leads", Use::Leads),
        ("coordinates", Use::Coordinates),
        ("verb", Use::Verb),
        ("vague", Use::Vague),
        ("nobody", Use::Nobody),
        ("opener", Use::Opener),
        ("quotes", Use::Quotes),
        ("provision", Use::Provision),
        ("recipients", Use::Recipients),
        ("addressees", Use::Addressees),
        ("binder", Use::Binder),
        ("region", Use::Region),
        ("form", Use::Form),
        ("unit", Use::Unit),
        ("duty", Use::Duty),
        ("joins", Use::Joins),
        ("reports", Use::Reports),
        ("wires", Use::Wires),
        ("day", Use::Day),
        ("for", Use::For),
        ("by", Use::By),
        ("of", Use::Of),
        ("turns", Use::Turns),
        ("term", Use::Term),
        ("wholly", Use::Wholly),
        ("partly", Use::Partly),
        ("wording", Use::Wording),
        ("since", Use::Since),
        ("in-force", Use::InForce),
        ("signed", Use::Signed),
        ("conditional", Use::Conditional),
        ("this", Use::This),
        ("consolidated", Use::Consolidated),
        ("carries-out", Use::CarriesOut),
        ("no-provision", Use::NoProvision),
        ("up-to", Use::UpTo),
        ("proposes", Use::Proposes),
        ("denies", Use::Denies),
        ("except", Use::Except),
        ("several", Use::Several),
        ("already", Use::Already),
        ("nominal", Use::Nominal),
        ("tells", Use::Tells),
        ("resumes", Use::Resumes),
        ("directs", Use::Directs),
        ("submits", Use::Submits),
        ("signer", Use::Signer),
        ("urgent", Use::Urgent),
        ("steers", Use::Steers),
        ("measures", Use::Measures),
        ("several-papers", Use::SeveralPapers),
        ("lead-ends", Use::LeadEnds),
        ("notable", Use::Notable),
        ("weekly", Use::Weekly),
        ("place-behind", Use::PlaceBehind),
        ("clausal", Use::Clausal),
        ("noun", Use::Noun),
        ("undergoes", Use::Undergoes),
    ];
}

/// How a relation cue stands to the document it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The acting document before, the other after: "thay thế Nghị định X".
    Active,
    /// The other before, the acting one after: "được thay thế bởi Nghị định Y".
    Passive,
    /// Behind the other document, the acting one being the subject: "Quyết định X hết hiệu lực".
    After,
    /// Says nothing of a relation, though shorter cues stand in it: "ban hành kèm theo".
    Silent,
    /// Says what stands in the other document, where "tại" follows: "yêu cầu của Bộ Y tế tại Công văn X".
    Through,
    /// Says no more than where something stands, the other document after: "tại Nghị định X".
    Where,
}

impl Voice {
    /// True if the other document follows and the acting one does not.
    pub fn acts_on_next(self) -> bool {
        matches!(self, Voice::Active | Voice::Where)
    }
}

/// A relation cue.
#[derive(Clone, Debug)]
pub struct RelationCue {
    /// What it says.
    pub kind: RelationType,
    /// Where it stands.
    pub voice: Voice,
}

/// Which of two papers acts by a label of a lược đồ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The paper shown: "Văn bản được hướng dẫn" lists what it guides.
    Acts,
    /// The paper listed: "Văn bản hướng dẫn".
    Acted,
    /// The later of the two: the label says one thing in one collection and another in the next.
    Dated,
}

/// A label of a lược đồ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineageLabel {
    /// What the one that acts does; `None` for papers that are merely akin.
    pub kind: Option<RelationType>,
    /// Which one acts.
    pub direction: Direction,
    /// True if no more than a part is touched.
    pub part: bool,
}

/// How the words of a deadline count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineRule {
    /// The day named is out.
    Before,
    /// The day named is in.
    Until,
    /// The day named is in; it may as well be that of an event: "vào ngày".
    On,
    /// The last day of the month, quarter or year named.
    Within,
    /// No deadline, though a date follows.
    None,
}

/// What words say of the parts of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartCue {
    /// "Phần", by its number where the words spell it out ("Phần thứ hai").
    Division(Option<u32>),
    /// "Chương".
    Chapter,
    /// "Mục".
    Section,
    /// "Tiểu mục".
    Subsection,
    /// "Điều".
    Article,
    /// "Phụ lục".
    Annex,
    /// Says with which paper a text was issued: "Ban hành kèm theo".
    Attached,
    /// For whom one signs: "TM.", "KT.".
    SignsFor,
    /// The post of one who signs.
    Post,
    /// Words of another paper follow in quotes: "cụm từ".
    Quotes,
    /// An assembly adopted it: "thông qua ngày".
    Adopted,
    /// A rank or degree before a name: "Đại tướng".
    Rank,
    /// Comes into force: "có hiệu lực thi hành".
    Effective,
    /// Is no longer in force: "hết hiệu lực".
    Ceases,
    /// The day of issue, by other words: "ngày ký ban hành".
    DayOfIssue,
}
