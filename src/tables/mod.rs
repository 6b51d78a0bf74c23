//! `ontology/tables/*.csv` (in the program, or a folder given) → look-ups for the steps. The words of the law
//! live in these tables; code asks them and never spells them. Loading checks every row.

pub mod agencies;
pub mod columns;
pub mod page_words;
pub mod phrases;
pub mod replies;
pub mod rows;
pub mod statutes;
mod uses;
pub mod vocabulary;

pub use uses::{DeadlineRule, Direction, LineageLabel, PartCue, RelationCue, Use, Voice};

use crate::error::{Error, Result};
use crate::model::{DocType, Key, RelationType};
use agencies::Agencies;
use columns::Columns;
use page_words::PageWords;
use phrases::Phrases;
use replies::Replies;
use rows::{
    DeadlineCueRow, InstrumentRow, LineageLabelRow, NicknameRow, PartCueRow, RelationCueRow, Row, TypeRow, WordRow,
};
use statutes::Statutes;
use std::collections::HashMap;
use std::path::Path;
use vocabulary::Vocabulary;

/// Every table, ready to be asked.
#[derive(Debug, Default)]
pub struct Tables {
    /// Numbers of the words in use.
    pub vocabulary: Vocabulary,
    /// Rows of the types, by code.
    pub types: HashMap<DocType, TypeRow>,
    /// Type words; the flag is true for one so general ("văn bản") that the symbol decides.
    pub type_words: Phrases<(DocType, bool)>,
    /// Type abbreviations in numbers, in capitals.
    pub type_symbols: HashMap<String, DocType>,
    /// Bodies and places.
    pub agencies: Agencies,
    /// Constitution, codes, laws, ordinances.
    pub statutes: Statutes,
    /// Rows of the nicknames.
    pub nickname_rows: Vec<NicknameRow>,
    /// Rows of a nickname in lower case.
    pub nickname_index: HashMap<String, Vec<usize>>,
    /// Nicknames, as indices into the rows.
    pub nicknames: Phrases<Vec<usize>>,
    /// Known documents by type and number in capitals.
    pub instruments: HashMap<(DocType, String), Vec<InstrumentRow>>,
    /// Words for what one document does to another.
    pub relation_cues: Phrases<RelationCue>,
    /// Words by use.
    pub words: Phrases<Vec<Use>>,
    /// Names of columns and labels.
    pub columns: Columns,
    /// Words that begin lines of pages laid out for paper.
    pub page_words: PageWords,
    /// Papers by which a body reports on its tasks.
    pub replies: Replies,
    /// Words that open a deadline.
    pub deadline_cues: Phrases<DeadlineRule>,
    /// Labels of a lược đồ, by their plain form.
    lineage: HashMap<String, LineageLabel>,
    /// Words by which the parts of a document are known.
    pub part_cues: Phrases<PartCue>,
    /// Which uses the phrases that begin with a word have, a bit each: most places in a text fail here.
    use_starts: Vec<u128>,
}

macro_rules! files {
    ($($file:literal),+ $(,)?) => {
        /// The tables in the program, by file name.
        const BUILTIN: &[(&str, &[u8])] =
            &[$(($file, include_bytes!(concat!("../../ontology/tables/", $file)))),+];
    };
}

files!(
    "addressees.csv",
    "agencies.csv",
    "agency_heads.csv",
    "columns.csv",
    "deadline_cues.csv",
    "document_types.csv",
    "instruments.csv",
    "laws.csv",
    "lineage_labels.csv",
    "local_agencies.csv",
    "nicknames.csv",
    "part_cues.csv",
    "page_words.csv",
    "places.csv",
    "provinces.csv",
    "relation_cues.csv",
    "reply_cues.csv",
    "words.csv",
);

impl Tables {
    /// The tables in the program.
    pub fn builtin() -> Result<Self> {
        Self::load(|file| {
            let found = BUILTIN.iter().find(|(name, _)| *name == file);
            Ok(found.map_or_else(Vec::new, |(_, bytes)| bytes.to_vec()))
        })
    }

    /// The tables of a folder; a table that the folder lacks is the program's own.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            let message =
                format!("`{}` is no folder; give a folder with tables such as `agencies.csv`", folder.display());
            return Err(Error::Argument(message));
        }
        Self::load(|file| {
            let path = folder.join(file);
            if path.exists() {
                return std::fs::read(&path).map_err(|source| Error::File { action: "read", path, source });
            }
            let found = BUILTIN.iter().find(|(name, _)| *name == file);
            Ok(found.map_or_else(Vec::new, |(_, bytes)| bytes.to_vec()))
        })
    }

    fn load(bytes: impl Fn(&str) -> Result<Vec<u8>>) -> Result<Self> {
        let mut tables = Tables::default();
        tables.vocabulary.intern("và");
        tables.load_types(&rows_of(&bytes)?)?;
        tables.load_words(&rows_of(&bytes)?)?;
        tables.load_relation_cues(&rows_of(&bytes)?)?;
        tables.load_deadline_cues(&rows_of(&bytes)?)?;
        tables.columns = Columns::load(&rows_of(&bytes)?)?;
        tables.load_lineage_labels(&rows_of(&bytes)?)?;
        tables.load_part_cues(&rows_of(&bytes)?)?;
        tables.page_words = PageWords::load(&rows_of(&bytes)?)?;
        tables.replies = Replies::load(&rows_of(&bytes)?)?;
        tables.load_documents(rows_of(&bytes)?, rows_of(&bytes)?)?;
        tables.statutes = Statutes::load(&mut tables.vocabulary, rows_of(&bytes)?)?;
        tables.agencies = Agencies::load(
            &mut tables.vocabulary,
            agencies::AgencyTables {
                national: rows_of(&bytes)?,
                local: rows_of(&bytes)?,
                provinces: rows_of(&bytes)?,
                heads: rows_of(&bytes)?,
                places: rows_of(&bytes)?,
                addressees: rows_of(&bytes)?,
            },
        )?;
        Ok(tables)
    }

    fn load_types(&mut self, rows: &[TypeRow]) -> Result<()> {
        for row in rows {
            let kind = code::<TypeRow>(&row.id, &row.id)?;
            for (at, phrase) in std::iter::once(row.name.as_str()).chain(row.aliases.iter()).enumerate() {
                // "Văn bản" may be any paper; the symbol in the number decides.
                let general = at > 0 && kind == DocType::OfficialLetter;
                self.type_words.add(&mut self.vocabulary, phrase, (kind, general));
            }
            for symbol in row.symbols.iter() {
                self.type_symbols.insert(symbol.to_uppercase(), kind);
            }
            self.types.insert(kind, row.clone());
        }
        Ok(())
    }

    fn load_words(&mut self, rows: &[WordRow]) -> Result<()> {
        let mut by_phrase: Vec<(Vec<u32>, Vec<Use>)> = Vec::new();
        let mut index: HashMap<Vec<u32>, usize> = HashMap::new();
        for row in rows {
            let found = Use::ALL.iter().find(|(name, _)| *name == row.r#use);
            let Some((_, role)) = found else {
                return Err(in_row::<WordRow>(&row.id, format!("use `{}` is unknown", row.r#use)));
            };
            let words = self.vocabulary.phrase(&row.phrase);
            let at = *index.entry(words.clone()).or_insert_with(|| {
                by_phrase.push((words, Vec::new()));
                by_phrase.len() - 1
            });
            by_phrase[at].1.push(*role);
        }
        for (words, uses) in by_phrase {
            if let Some(&first) = words.first() {
                let first = first as usize;
                self.use_starts.resize(self.use_starts.len().max(first + 1), 0);
                self.use_starts[first] |= uses.iter().fold(0, |bits, role| bits | role.bit());
            }
            self.words.insert(&words, uses);
        }
        Ok(())
    }

    fn load_relation_cues(&mut self, rows: &[RelationCueRow]) -> Result<()> {
        for row in rows {
            let kind = RelationType::from_name(&row.relation)
                .ok_or_else(|| in_row::<RelationCueRow>(&row.id, format!("relation `{}` is unknown", row.relation)))?;
            let voice = match row.voice.as_str() {
                "active" => Voice::Active,
                "passive" => Voice::Passive,
                "after" => Voice::After,
                "through" => Voice::Through,
                "where" => Voice::Where,
                "silent" => Voice::Silent,
                other => return Err(in_row::<RelationCueRow>(&row.id, format!("voice `{other}` is unknown"))),
            };
            self.relation_cues.add(&mut self.vocabulary, &row.phrase, RelationCue { kind, voice });
        }
        Ok(())
    }

    fn load_lineage_labels(&mut self, rows: &[LineageLabelRow]) -> Result<()> {
        for row in rows {
            let unknown =
                |what: &str, cell: &str| in_row::<LineageLabelRow>(&row.id, format!("{what} `{cell}` is unknown"));
            let kind = match row.relation.as_str() {
                "none" => None,
                name => Some(RelationType::from_name(name).ok_or_else(|| unknown("relation", name))?),
            };
            let direction = match row.direction.as_str() {
                "acts" => Direction::Acts,
                "acted" => Direction::Acted,
                "dated" => Direction::Dated,
                other => return Err(unknown("direction", other)),
            };
            let label = LineageLabel { kind, direction, part: row.part == "yes" };
            self.lineage.insert(plain_label(&row.label), label);
        }
        Ok(())
    }

    /// What a label of a lược đồ says; `None` if no table has it. Case, marks and a count behind it ("(12)") make no
    /// difference.
    pub fn lineage_label(&self, label: &str) -> Option<LineageLabel> {
        self.lineage.get(&plain_label(label)).copied()
    }

    fn load_deadline_cues(&mut self, rows: &[DeadlineCueRow]) -> Result<()> {
        for row in rows {
            let rule = match row.rule.as_str() {
                "before" => DeadlineRule::Before,
                "until" => DeadlineRule::Until,
                "on" => DeadlineRule::On,
                "within" => DeadlineRule::Within,
                "none" => DeadlineRule::None,
                other => return Err(in_row::<DeadlineCueRow>(&row.id, format!("rule `{other}` is unknown"))),
            };
            self.deadline_cues.add(&mut self.vocabulary, &row.phrase, rule);
        }
        Ok(())
    }

    fn load_part_cues(&mut self, rows: &[PartCueRow]) -> Result<()> {
        for row in rows {
            let cue = match row.cue.as_str() {
                "division" => PartCue::Division(row.number.parse().ok()),
                "chapter" => PartCue::Chapter,
                "section" => PartCue::Section,
                "subsection" => PartCue::Subsection,
                "article" => PartCue::Article,
                "annex" => PartCue::Annex,
                "attached" => PartCue::Attached,
                "signs-for" => PartCue::SignsFor,
                "post" => PartCue::Post,
                "quotes" => PartCue::Quotes,
                "adopted" => PartCue::Adopted,
                "rank" => PartCue::Rank,
                "effective" => PartCue::Effective,
                "ceases" => PartCue::Ceases,
                "day-of-issue" => PartCue::DayOfIssue,
                other => return Err(in_row::<PartCueRow>(&row.id, format!("cue `{other}` is unknown"))),
            };
            self.part_cues.add(&mut self.vocabulary, &row.phrase, cue);
        }
        Ok(())
    }

    fn load_documents(&mut self, nicknames: Vec<NicknameRow>, instruments: Vec<InstrumentRow>) -> Result<()> {
        let mut by_phrase: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
        for (at, row) in nicknames.iter().enumerate() {
            let kind = code::<NicknameRow>(&row.id, &row.r#type)?;
            by_phrase.entry(self.vocabulary.phrase(&row.nickname)).or_default().push(at);
            self.nickname_index.entry(plain_name(&row.nickname)).or_default().push(at);
            let known = InstrumentRow {
                id: row.id.clone(),
                r#type: row.r#type.clone(),
                number: row.number.clone(),
                date: row.date,
                issuer: row.issuer.clone(),
                title: row.title.clone(),
                examples: row.examples.clone(),
            };
            self.know(kind, known);
        }
        for (words, rows) in by_phrase {
            self.nicknames.insert(&words, rows);
        }
        self.nickname_rows = nicknames;
        for row in instruments {
            let kind = code::<InstrumentRow>(&row.id, &row.r#type)?;
            self.know(kind, row);
        }
        for rows in self.instruments.values_mut() {
            rows.sort_by_key(|row| row.date.date);
        }
        Ok(())
    }

    /// Adds a document to those known by number, once for each date.
    fn know(&mut self, kind: DocType, row: InstrumentRow) {
        let rows = self.instruments.entry((kind, row.number.to_uppercase())).or_default();
        if !rows.iter().any(|other| other.date == row.date) {
            rows.push(row);
        }
    }

    /// The documents of a type and number that the tables know, oldest first.
    pub fn known(&self, kind: DocType, number: &str) -> &[InstrumentRow] {
        self.instruments.get(&(kind, number.to_uppercase())).map_or(&[], Vec::as_slice)
    }

    /// The key of a nickname's document.
    pub fn nickname_key(&self, row: usize) -> Option<Key> {
        let row = self.nickname_rows.get(row)?;
        Some(Key {
            kind: DocType::from_code(&row.r#type)?,
            number: row.number.clone(),
            year: row.date.year,
            issuer: Some(row.issuer.clone()),
        })
    }

    /// True if a phrase of this use begins with the word.
    pub fn opens(&self, word: u32, role: Use) -> bool {
        self.use_starts.get(word as usize).is_some_and(|bits| bits & role.bit() != 0)
    }

    /// The name of a document type: `Chỉ thị`.
    pub fn type_name(&self, kind: DocType) -> &str {
        self.types.get(&kind).map_or(kind.code(), |row| row.name.as_str())
    }
}

/// A name as it is compared: lower case, single spaces.
pub fn plain_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A name as names of columns are compared: lower case, without accents and without marks between the words.
fn plain_word(name: &str) -> String {
    crate::names::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A label as it is compared: folded words without marks, and without a count in brackets at the end.
fn plain_label(label: &str) -> String {
    let counted = label.trim().trim_end_matches(':').trim_end();
    let label = match counted.rsplit_once('(') {
        Some((before, count)) if count.trim_end_matches(')').chars().all(|c| c.is_ascii_digit()) => before,
        _ => counted,
    };
    let mut folded = String::new();
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        crate::tokens::fold_into(word, &mut folded);
        folded.clone()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Reads one table.
fn rows_of<R: Row>(bytes: &impl Fn(&str) -> Result<Vec<u8>>) -> Result<Vec<R>> {
    rows::read(&bytes(R::FILE)?)
}

/// The type of a code in a row.
fn code<R: Row>(id: &str, code: &str) -> Result<DocType> {
    DocType::from_code(code).ok_or_else(|| in_row::<R>(id, format!("type `{code}` is unknown")))
}

/// An error in a row that is known by its id.
fn in_row<R: Row>(id: &str, message: String) -> Error {
    Error::Table { table: R::FILE.to_owned(), line: 0, message: format!("row `{id}`: {message}") }
}
