//! What people judge of the machine's relations and assignments, which papers they choose for names that it left open, and
//! the file that keeps it: `judgements.csv`, one row a judgement, sorted by id, which a person may read, mail and keep
//! beside the papers. The file is the record; a store only holds what follows from it ([`apply`] for relations and
//! assignments, [`crate::choose`] for names), so that building anew loses nothing. A judgement whose relation or name is
//! gone stays in the file and holds again when it returns.

mod apply;
mod record;

pub use apply::apply;
pub use record::{State, record, states, take_back};

use crate::choose::Choices;
use crate::error::{Error, Result};
use crate::export::write_file;
use crate::model::{Choice, Key, RelationType, Role};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What a person may judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is as the machine read it.
    Accepted,
    /// The machine was wrong; it leaves the answers.
    Rejected,
    /// It is there, but of another type or role.
    Relabelled,
    /// A name that was left open means this paper.
    Chosen,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: &'static [Verdict] = &[Verdict::Accepted, Verdict::Rejected, Verdict::Relabelled, Verdict::Chosen];

    /// The name in output and in the file.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Rejected => "rejected",
            Verdict::Relabelled => "relabelled",
            Verdict::Chosen => "chosen",
        }
    }

    /// The Vietnamese word.
    pub fn label_vi(self) -> &'static str {
        match self {
            Verdict::Accepted => "chấp nhận",
            Verdict::Rejected => "bác bỏ",
            Verdict::Relabelled => "đặt lại loại",
            Verdict::Chosen => "chọn",
        }
    }

    /// The verdict of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Verdict::ALL.iter().copied().find(|verdict| verdict.name() == name)
    }
}

/// What something is relabelled to: a relation gets a type, an assignment a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Of a relation.
    Relation(RelationType),
    /// Of an assignment.
    Role(Role),
}

impl Label {
    /// The name in output and in the file.
    pub fn name(self) -> &'static str {
        match self {
            Label::Relation(kind) => kind.name(),
            Label::Role(role) => role.name(),
        }
    }

    /// The Vietnamese word.
    pub fn label_vi(self) -> &'static str {
        match self {
            Label::Relation(kind) => kind.label_vi(),
            Label::Role(role) => role.label_vi(),
        }
    }

    /// The label of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        RelationType::from_name(name).map(Label::Relation).or_else(|| Role::from_name(name).map(Label::Role))
    }

    /// Every name, for messages.
    pub fn names() -> Vec<&'static str> {
        RelationType::ALL.iter().map(|kind| kind.name()).chain(Role::ALL.iter().map(|role| role.name())).collect()
    }
}

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The id of the relation, the assignment or the name.
    pub id: String,
    /// What was judged.
    pub verdict: Verdict,
    /// What it is relabelled to; `Some` if and only if the verdict is [`Verdict::Relabelled`].
    pub label: Option<Label>,
    /// The paper that a name means; `Some` if and only if the verdict is [`Verdict::Chosen`].
    pub paper: Option<Key>,
    /// Who judged.
    pub by: String,
    /// On which day.
    pub day: NaiveDate,
    /// Why.
    pub why: String,
    /// What the id stood for, for people who read the file; not used otherwise.
    pub about: String,
}

impl Judgement {
    /// The paper that it chooses for a name.
    pub fn choice(&self) -> Option<Choice> {
        let (by, why) = (self.by.clone(), self.why.clone());
        Some(Choice { key: self.paper.clone()?, by, day: self.day, why })
    }
}

/// A row of the file.
#[derive(Serialize, Deserialize)]
struct Row {
    id: String,
    judgement: String,
    #[serde(rename = "as")]
    label: String,
    by: String,
    on: String,
    why: String,
    #[serde(default)]
    about: String,
}

const COLUMNS: [&str; 7] = ["id", "judgement", "as", "by", "on", "why", "about"];

/// All judgements of a file, by id and day; of several on one id the last stands and the others stay on record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    rows: Vec<Judgement>,
}

impl Judgements {
    /// Where the judgements of a store are kept unless told otherwise: `judgements.csv` beside its folder.
    pub fn beside(store: &Path) -> PathBuf {
        store.with_file_name("judgements.csv")
    }

    /// The judgements of a file; none if there is no file.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be read, [`Error::Table`] with the line if a row is wrong.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(Error::File { action: "read", path: path.to_owned(), source }),
        };
        // Spreadsheets begin UTF-8 with a mark.
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let mut reader = csv::ReaderBuilder::new().from_reader(text);
        let wrong = |line, message| Error::Table { table: path.display().to_string(), line, message };
        let mut judgements = Self::default();
        for row in reader.deserialize::<Row>() {
            let row = row.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                wrong(line, format!("{error}; the columns are {}", COLUMNS.join(", ")))
            })?;
            // Rows may span lines, so the line is told by the id, which is unlikely to occur before.
            let id = row.id.clone();
            let judgement = row.parse().map_err(|message| wrong(line_of(text, &id), message))?;
            judgements.add(judgement);
        }
        Ok(judgements)
    }

    /// Writes them as a file, whole or not at all.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be written; the old file is then as before.
    pub fn write(&self, path: &Path) -> Result<()> {
        let failed = |source| Error::File { action: "write", path: path.to_owned(), source };
        write_file(path, true, |out| {
            let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
            writer.write_record(COLUMNS).map_err(|error| failed(io::Error::other(error)))?;
            for judgement in &self.rows {
                writer.serialize(Row::of(judgement)).map_err(|error| failed(io::Error::other(error)))?;
            }
            writer.flush().map_err(failed)
        })
    }

    /// Adds one behind those of the same id that are as old or older.
    pub fn add(&mut self, judgement: Judgement) {
        let at = self.rows.partition_point(|row| (&row.id, row.day) <= (&judgement.id, judgement.day));
        self.rows.insert(at, judgement);
    }

    /// Takes out the last one on an id; false if there is none.
    pub fn take_back(&mut self, id: &str) -> bool {
        let last = self.rows.iter().rposition(|row| row.id == id);
        last.map(|at| self.rows.remove(at)).is_some()
    }

    /// All of them, by id and day.
    pub fn rows(&self) -> &[Judgement] {
        &self.rows
    }

    /// The one that stands for each id.
    pub fn standing(&self) -> BTreeMap<&str, &Judgement> {
        self.rows.iter().map(|judgement| (judgement.id.as_str(), judgement)).collect()
    }

    /// The papers chosen for names, as they stand.
    pub fn choices(&self) -> Choices {
        let standing = self.standing().into_iter();
        standing.filter_map(|(id, judgement)| Some((id.to_owned(), judgement.choice()?))).collect()
    }

    /// True if nothing was judged.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Row {
    fn of(judgement: &Judgement) -> Self {
        Self {
            id: judgement.id.clone(),
            judgement: judgement.verdict.name().to_owned(),
            label: match &judgement.paper {
                Some(paper) => paper.to_string(),
                None => judgement.label.map(Label::name).unwrap_or_default().to_owned(),
            },
            by: judgement.by.clone(),
            on: judgement.day.to_string(),
            why: judgement.why.clone(),
            about: judgement.about.clone(),
        }
    }

    fn parse(self) -> std::result::Result<Judgement, String> {
        let verdict = Verdict::from_name(&self.judgement).ok_or_else(|| {
            let names: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.name()).collect();
            format!("`{}` is no judgement; write one of {}", self.judgement, names.join(", "))
        })?;
        let (mut label, mut paper) = (None, None);
        match (self.label.as_str(), verdict) {
            ("", Verdict::Accepted | Verdict::Rejected) => {}
            (name, Verdict::Relabelled) if !name.is_empty() => {
                let types = || format!("`{name}` is no type; write one of {}", Label::names().join(", "));
                label = Some(Label::from_name(name).ok_or_else(types)?);
            }
            (key, Verdict::Chosen) if !key.is_empty() => {
                let form = || format!("`{key}` is no key of a paper; write it as in `CT|20/CT-TTg|2023|TTg`");
                paper = Some(paper_of(key).ok_or_else(form)?);
            }
            _ => return Err("the column `as` is for `relabelled` and `chosen`, and only for them".to_owned()),
        }
        let day = self.on.parse().map_err(|_| format!("`{}` is no date; write YYYY-MM-DD", self.on))?;
        let given = |words: &str, column: &str| match words.trim() {
            "" => Err(format!("the column `{column}` is empty; say it")),
            words => Ok(words.to_owned()),
        };
        Ok(Judgement {
            id: given(&self.id, "id")?,
            verdict,
            label,
            paper,
            by: given(&self.by, "by")?,
            day,
            why: given(&self.why, "why")?,
            about: self.about,
        })
    }
}

/// The paper of a key that is written in full, with `?` for what is not known: `CT|20/CT-TTg|2023|TTg`.
pub fn paper_of(key: &str) -> Option<Key> {
    Key::parse(key).filter(|parsed| !parsed.number.is_empty() && parsed.to_string() == key)
}

/// The line on which the row of an id begins, counted from 1.
fn line_of(text: &[u8], id: &str) -> u64 {
    let begins = |line: &[u8]| line.strip_prefix(b"\"").unwrap_or(line).starts_with(id.as_bytes());
    let at = text.split(|byte| *byte == b'\n').skip(1).position(begins);
    at.map_or(1, |at| at as u64 + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgement(id: &str, verdict: Verdict, day: &str) -> Judgement {
        Judgement {
            id: id.to_owned(),
            verdict,
            label: (verdict == Verdict::Relabelled).then_some(Label::Relation(RelationType::Cites)),
            paper: (verdict == Verdict::Chosen).then(|| Key::parse("CT|20/CT-TTg|2023|TTg")).flatten(),
            by: "Lò Thị \"Mai\", Phòng TH\nđội 2".to_owned(),
            day: day.parse().expect("a day"),
            why: "=1+1; câu nói về \"kế hoạch\" khác, không phải 20/CT-TTg".to_owned(),
            about: "A triển khai thực hiện B".to_owned(),
        }
    }

    #[test]
    fn a_file_gives_back_what_was_written_sorted_whatever_the_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("judgements.csv");
        assert_eq!(Judgements::read(&file).expect("no file is no judgement"), Judgements::default());
        let mut all = Judgements::default();
        all.add(judgement("b2", Verdict::Relabelled, "2026-03-02"));
        all.add(judgement("a1", Verdict::Accepted, "2026-03-05"));
        all.add(judgement("a1", Verdict::Rejected, "2026-03-01"));
        all.add(judgement("c3", Verdict::Chosen, "2026-03-03"));
        all.write(&file).expect("written");
        let again = Judgements::read(&file).expect("read");
        assert_eq!(again, all);
        assert_eq!(again.choices()["c3"].key.to_string(), "CT|20/CT-TTg|2023|TTg");
        assert_eq!(again.choices().len(), 1);
        let order: Vec<(&str, Verdict)> = again.rows().iter().map(|row| (row.id.as_str(), row.verdict)).collect();
        assert_eq!(
            order,
            [
                ("a1", Verdict::Rejected),
                ("a1", Verdict::Accepted),
                ("b2", Verdict::Relabelled),
                ("c3", Verdict::Chosen),
            ]
        );
        assert_eq!(again.standing()["a1"].verdict, Verdict::Accepted);
        assert_eq!(fs::read_dir(folder.path()).expect("list").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn of_two_on_one_day_the_later_stands() {
        let mut all = Judgements::default();
        all.add(judgement("a1", Verdict::Rejected, "2026-03-01"));
        all.add(judgement("a1", Verdict::Accepted, "2026-03-01"));
        assert_eq!(all.standing()["a1"].verdict, Verdict::Accepted);
    }

    #[track_caller]
    fn wrong(rows: &str, expect: &[&str]) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("j.csv");
        fs::write(
            &file,
            format!("\u{feff}id,judgement,as,by,on,why,about\na1,accepted,,An,2026-01-02,đúng,\n{rows}\n"),
        )
        .expect("written");
        let message = Judgements::read(&file).expect_err("wrong").to_string();
        for words in expect {
            assert!(message.contains(words), "`{words}` is not in: {message}");
        }
    }

    #[test]
    fn a_row_with_a_mistake_is_told_with_its_line() {
        wrong("b2,refused,,An,2026-01-02,sai,", &["j.csv", "line 3", "`refused` is no judgement"]);
        wrong("b2,rejected,,An,2/1/2026,sai,", &["line 3", "write YYYY-MM-DD"]);
        wrong("b2,relabelled,,An,2026-01-02,sai,", &["line 3", "column `as`"]);
        wrong("b2,rejected,cites,An,2026-01-02,sai,", &["line 3", "column `as`"]);
        wrong("b2,relabelled,kills,An,2026-01-02,sai,", &["line 3", "`kills` is no type", "repeals", "lead"]);
        wrong("b2,chosen,,An,2026-01-02,sai,", &["line 3", "column `as`"]);
        wrong(
            "b2,chosen,Chỉ thị 20,An,2026-01-02,sai,",
            &["line 3", "`Chỉ thị 20` is no key", "CT|20/CT-TTg|2023|TTg"],
        );
        wrong("b2,chosen,CT|20/CT-TTg|năm 2023|TTg,An,2026-01-02,sai,", &["line 3", "is no key"]);
        wrong("b2,rejected,, ,2026-01-02,sai,", &["line 3", "column `by` is empty"]);
        wrong("b2,rejected", &["line 3", "the columns are id, judgement"]);
    }

    #[test]
    fn the_file_stands_beside_the_folder_of_the_store() {
        assert_eq!(Judgements::beside(Path::new("luocdo.db")), Path::new("judgements.csv"));
        assert_eq!(Judgements::beside(Path::new("/data/ls/luocdo.db/")), Path::new("/data/ls/judgements.csv"));
    }
}
