//! CSV bytes → rows of each table, typed and checked for order, uniqueness and dates. It knows the columns
//! and nothing of what the rows are used for.

use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A list in one cell, parted by `|`.
#[derive(Clone, Debug, Default)]
pub struct List(pub Vec<String>);

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let cell = String::deserialize(deserializer)?;
        Ok(List(cell.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()))
    }
}

impl List {
    /// The entries.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A day in a cell, a year alone, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// The day, if the cell gives one.
    pub date: Option<NaiveDate>,
    /// The year, if the cell gives at least that.
    pub year: Option<i32>,
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        use chrono::Datelike;
        let cell = String::deserialize(deserializer)?;
        if cell.is_empty() {
            return Ok(Day::default());
        }
        if let Ok(date) = cell.parse::<NaiveDate>() {
            return Ok(Day { date: Some(date), year: Some(date.year()) });
        }
        match cell.parse::<i32>() {
            Ok(year) if (1900..2200).contains(&year) => Ok(Day { date: None, year: Some(year) }),
            _ => Err(serde::de::Error::custom(format!("`{cell}` is no date; write YYYY-MM-DD, YYYY or nothing"))),
        }
    }
}

/// A row with an id that sorts the table, and examples that show each row at work.
pub trait Row: DeserializeOwned {
    /// File name of the table.
    const FILE: &'static str;
    /// The row's id, unique in its table.
    fn id(&self) -> &str;
    /// Phrases in which the row is found.
    fn examples(&self) -> &List;
}

macro_rules! row {
    ($(#[$doc:meta])* $name:ident $file:literal { $($(#[$fdoc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        pub struct $name {
            /// Unique id; the table is sorted by it.
            pub id: String,
            $($(#[$fdoc])* pub $field: $type,)+
            /// Phrases in which the row is found.
            pub examples: List,
        }
        impl Row for $name {
            const FILE: &'static str = $file;
            fn id(&self) -> &str { &self.id }
            fn examples(&self) -> &List { &self.examples }
        }
    };
}

row! {
    /// A document type ("loại văn bản"); the id is its code.
    TypeRow "document_types.csv" {
        /// Vietnamese name: `Chỉ thị`.
        name: String,
        /// English name.
        name_en: String,
        /// Abbreviations in numbers: `CT`.
        symbols: List,
        /// Other type words.
        aliases: List,
        /// legislative, administrative, party, plan or other.
        kind: String,
    }
}
row! {
    /// A national body; the id is its issuer code.
    AgencyRow "agencies.csv" {
        /// Full name.
        name: String,
        /// What sort of body.
        kind: String,
        /// Abbreviations in numbers.
        symbols: List,
        /// Other written forms.
        aliases: List,
        /// Id of the body it belongs to.
        parent: String,
        /// First day of existence under this name.
        from: Day,
        /// Last day.
        to: Day,
        /// Ids of the bodies that took over.
        successor: List,
    }
}
row! {
    /// A province in its borders of a time; a province that grew in July 2025 and kept its name has two rows.
    ProvinceRow "provinces.csv" {
        /// The short code after the colon in keys, the same before and after a merger that kept the name.
        symbol: String,
        /// Official code of the statistics office.
        code: String,
        /// Name without "tỉnh" or "thành phố".
        name: String,
        /// tỉnh or thành phố.
        kind: String,
        /// Other written forms.
        aliases: List,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// Id of the province that took over.
        successor: List,
    }
}
row! {
    /// A body that each province has; the id is the code before the colon in keys.
    LocalAgencyRow "local_agencies.csv" {
        /// Name with "tỉnh" as the neutral form.
        name: String,
        /// What sort of body.
        kind: String,
        /// province, district or commune.
        level: String,
        /// Abbreviations in numbers.
        symbols: List,
        /// Other written forms, without the province.
        aliases: List,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// Ids of the bodies that took over.
        successor: List,
    }
}
row! {
    /// A noun that opens the name of a body.
    HeadRow "agency_heads.csv" {
        /// The words.
        phrase: String,
        /// `yes` if they name a body of many by themselves: "các sở, ban, ngành".
        collective: String,
    }
}
row! {
    /// Many bodies that an order addresses by one name.
    AddresseeRow "addressees.csv" {
        /// The words, in any case, with or without accents.
        phrase: String,
        /// Who they are: provinces, ministries.
        members: List,
    }
}
row! {
    /// A word that opens a place name.
    PlaceRow "places.csv" {
        /// The words.
        phrase: String,
        /// province, district or commune.
        level: String,
    }
}
row! {
    /// A statute: constitution, code, law or ordinance.
    LawRow "laws.csv" {
        /// HP, BL, L or PL.
        r#type: String,
        /// Name after the type word, in lower case.
        short_title: String,
        /// Official number, if known.
        number: String,
        /// Day or year of adoption.
        adopted: Day,
        /// First day of effect.
        from: Day,
        /// Last day of effect.
        to: Day,
        /// Id of the statute that replaces it.
        replaced_by: String,
        /// Other forms of the same name, without the type word.
        aliases: List,
    }
}
row! {
    /// A name by which a document goes that is not its number.
    NicknameRow "nicknames.csv" {
        /// The name as written.
        nickname: String,
        /// Type code of what it stands for.
        r#type: String,
        /// Its number.
        number: String,
        /// Its date.
        date: Day,
        /// Its issuer.
        issuer: String,
        /// Its title.
        title: String,
        /// From when the name is used for it.
        from: Day,
        /// Until when.
        to: Day,
    }
}
row! {
    /// A national document known by number, so that a number used in several years is seen as such.
    InstrumentRow "instruments.csv" {
        /// Type code.
        r#type: String,
        /// Number.
        number: String,
        /// Date of issue.
        date: Day,
        /// Issuer.
        issuer: String,
        /// Title, if known.
        title: String,
    }
}
row! {
    /// Words that say what one document does to another.
    RelationCueRow "relation_cues.csv" {
        /// The words.
        phrase: String,
        /// Name of the relation.
        relation: String,
        /// active: the other document follows; passive: the acting one follows; after: stands behind the
        /// other document; through: says what stands in the other document, where "tại" follows; where: no more than that
        /// something stands there; silent: no cue at all.
        voice: String,
    }
}
row! {
    /// A label under which a collection lists the papers that have to do with the one shown ("lược đồ").
    LineageLabelRow "lineage_labels.csv" {
        /// The words, or the collection's own code.
        label: String,
        /// The collection: vbpl, vbpl-code, thuvienphapluat.
        source: String,
        /// Name of the relation, or `none`.
        relation: String,
        /// acts: the paper shown acts on the one listed; acted: the one listed acts; dated: the later one acts.
        direction: String,
        /// `yes` if no more than a part is touched.
        part: String,
    }
}
row! {
    /// Words with a use in the reading of items, people, tasks and names.
    WordRow "words.csv" {
        /// The words.
        phrase: String,
        /// What they do, one of [`super::Use`].
        r#use: String,
    }
}
row! {
    /// Words at the beginning of a line of a page laid out for paper.
    PageWordRow "page_words.csv" {
        /// The words.
        phrase: String,
        /// What they say of the line, one of [`super::page_words::PageUse`].
        r#use: String,
    }
}
row! {
    /// A type of papers by which bodies report on their tasks, with the words that say so where the type does not.
    ReplyCueRow "reply_cues.csv" {
        /// Code of the type.
        r#type: String,
        /// Words of its title, or of the sentence that tells of it; empty where the type says enough.
        phrase: String,
    }
}
row! {
    /// Words by which the parts of a document are known.
    PartCueRow "part_cues.csv" {
        /// The words.
        phrase: String,
        /// What they open, one of [`super::PartCue`].
        cue: String,
        /// The number that they spell out, or nothing.
        number: String,
    }
}
row! {
    /// Words that open a deadline.
    DeadlineCueRow "deadline_cues.csv" {
        /// The words.
        phrase: String,
        /// before (the day named is out), until (it is in), within (a month, quarter or year), none (no
        /// deadline follows).
        rule: String,
    }
}
row! {
    /// A name that collections give to a column or a label.
    ColumnRow "columns.csv" {
        /// What it holds, one of [`super::columns::Field`].
        field: String,
        /// The name in words.
        name: String,
        /// Where a collection has several names for one field, that of the lowest rank is taken.
        rank: u32,
    }
}

/// The rows of a table, checked: sorted by id, ids unique, text in NFC.
pub fn read<R: Row>(bytes: &[u8]) -> Result<Vec<R>> {
    let wrong = |line: u64, message: String| Error::Table { table: R::FILE.to_owned(), line, message };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let mut rows: Vec<R> = Vec::new();
    for record in reader.deserialize() {
        let line = rows.len() as u64 + 2;
        let row: R = record.map_err(|error| {
            let at = error.position().map_or(line, csv::Position::line);
            wrong(at, error.to_string())
        })?;
        if let Some(before) = rows.last()
            && before.id() >= row.id()
        {
            let message =
                format!("id `{}` must come after `{}`; keep the rows sorted and unique", row.id(), before.id());
            return Err(wrong(line, message));
        }
        rows.push(row);
    }
    Ok(rows)
}
