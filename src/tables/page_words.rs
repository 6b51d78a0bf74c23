//! `page_words.csv` → what the words at the beginning of a line say about it where a page was laid out for paper:
//! whether it runs along the margins of every page, belongs to an electronic signature, or opens a paragraph.

use super::rows::PageWordRow;
use crate::error::{Error, Result};
use std::sync::LazyLock;

/// What a line is, by its first words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageUse {
    /// Opens a paragraph.
    Opens,
    /// Stands before the number of a page.
    PageNumber,
    /// Runs along the head or foot of pages.
    RunningHead,
    /// A line that an electronic signature prints.
    Signature,
    /// The same, where such a line stands close by: "Email:" alone says nothing.
    SignaturePart,
}

impl PageUse {
    const ALL: &'static [(&'static str, PageUse)] = &[
        ("opens", PageUse::Opens),
        ("page-number", PageUse::PageNumber),
        ("running-head", PageUse::RunningHead),
        ("signature", PageUse::Signature),
        ("signature-part", PageUse::SignaturePart),
    ];
}

/// The words, ready to be asked.
#[derive(Debug, Default)]
pub struct PageWords {
    /// Squeezed phrases with their uses.
    list: Vec<(String, PageUse)>,
}

impl PageWords {
    /// The words of a table.
    ///
    /// # Errors
    /// For a row with a use that there is not.
    pub fn load(rows: &[PageWordRow]) -> Result<Self> {
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let found = PageUse::ALL.iter().find(|(name, _)| *name == row.r#use);
            let (_, found) = found.ok_or_else(|| Error::Table {
                table: "page_words.csv".into(),
                line: list.len() as u64 + 2,
                message: format!("`{}`: use `{}` is unknown", row.id, row.r#use),
            })?;
            list.push((squeezed(&row.phrase), *found));
        }
        Ok(Self { list })
    }

    /// The words in the program.
    ///
    /// # Errors
    /// None, as long as the tests of the tables pass.
    pub fn builtin() -> Result<&'static Self> {
        static WORDS: LazyLock<Result<PageWords>> = LazyLock::new(|| {
            PageWords::load(&super::rows::read(include_bytes!("../../ontology/tables/page_words.csv"))?)
        });
        WORDS.as_ref().map_err(|error| Error::Argument(error.to_string()))
    }

    /// What a line is by its first words, in any case and with any spaces.
    pub fn of(&self, line: &str) -> Option<PageUse> {
        let line = squeezed(line);
        self.list.iter().find(|(phrase, _)| line.starts_with(phrase.as_str())).map(|(_, found)| *found)
    }

    /// What stands behind the words that open a line of this use.
    pub fn behind(&self, line: &str, sought: PageUse) -> Option<String> {
        let line = squeezed(line);
        let found = self.list.iter().filter(|(_, found)| *found == sought);
        found.filter_map(|(phrase, _)| line.strip_prefix(phrase.as_str())).map(str::to_owned).next()
    }
}

/// Small letters without spaces.
fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: Option<PageUse>) {
        assert_eq!(PageWords::builtin().expect("it loads").of(line), expect, "{line}");
    }

    #[test]
    fn a_line_is_known_by_its_first_words() {
        check("CÔNG BÁO / Số 12 + 13/Ngày 06-01-2023", Some(PageUse::RunningHead));
        check("Thời gian ký:  10.06.2023", Some(PageUse::Signature));
        check("Điều 5. Hiệu lực", Some(PageUse::Opens));
        check("Sở Tài chính ký bởi:", None);
    }
}
