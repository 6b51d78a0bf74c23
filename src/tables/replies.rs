//! `reply_cues.csv` → by which papers a body reports on what it was told to do: of some types each one ("Báo cáo"), of
//! others only those that say so ("Công văn … báo cáo kết quả …"). It knows words, no papers.

use super::rows::{ReplyCueRow, Row};
use crate::error::{Error, Result};
use crate::model::DocType;

/// Types and words of papers that report.
#[derive(Clone, Debug, Default)]
pub struct Replies {
    list: Vec<(DocType, String)>,
}

impl Replies {
    /// The types and words of a table.
    ///
    /// # Errors
    /// [`Error::Table`] for a row with a type that there is not.
    pub fn load(rows: &[ReplyCueRow]) -> Result<Self> {
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let kind = DocType::from_code(&row.r#type).ok_or_else(|| Error::Table {
                table: ReplyCueRow::FILE.into(),
                line: list.len() as u64 + 2,
                message: format!("`{}`: type `{}` is unknown", row.id, row.r#type),
            })?;
            list.push((kind, row.phrase.to_lowercase()));
        }
        Ok(Self { list })
    }

    /// True if papers of a type report, each of them or those that say so.
    pub fn may_be(&self, kind: DocType) -> bool {
        self.list.iter().any(|(held, _)| *held == kind)
    }

    /// True if papers of a type report whatever they say.
    pub fn always(&self, kind: DocType) -> bool {
        self.list.iter().any(|(held, phrase)| *held == kind && phrase.is_empty())
    }

    /// True if a paper of a type reports by these words of it.
    pub fn says(&self, kind: DocType, words: &str) -> bool {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let whole = |phrase: &str| {
            words.match_indices(phrase).any(|(at, _)| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !letter(words[..at].chars().next_back()) && !letter(words[at + phrase.len()..].chars().next())
            })
        };
        self.list.iter().any(|(held, phrase)| *held == kind && (phrase.is_empty() || whole(phrase)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tables;

    #[track_caller]
    fn check(kind: DocType, words: &str, expect: bool) {
        assert_eq!(Tables::builtin().expect("the tables load").replies.says(kind, words), expect, "{words}");
    }

    #[test]
    fn a_report_is_one_by_its_type_or_by_its_words() {
        check(DocType::Report, "", true);
        check(DocType::Submission, "Tờ trình về dự toán", true);
        check(DocType::OfficialLetter, "V/v Báo cáo  kết quả thực hiện Kế hoạch 148", true);
        check(DocType::OfficialLetter, "hướng dẫn các cơ quan triển khai Kế hoạch 148", false);
        check(DocType::OfficialLetter, "gửi báo cáo về Sở Công Thương", false);
        check(DocType::Plan, "Kế hoạch báo cáo kết quả", false);
    }
}
