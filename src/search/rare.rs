//! A question with words that are nearly everywhere ("van ban 66") → the rows of its rare words alone, and a look into
//! their texts for the rest. FTS5 walks the whole list of every word that it is asked for, so two words of a million
//! rows each cost as much as a million hits; reading the texts of some hundred papers costs nothing to speak of.

use super::Words;
use super::ask::is_number;
use super::words::each;

/// In more rows than these a word is common.
const COMMON: u32 = 20_000;
/// The texts of so many rows are read, at most.
const RARE: u32 = 2_000;

/// A question whose rare words are asked of the index.
pub struct Split<'a> {
    /// To ask the index for, all of them.
    pub rare: Vec<&'a String>,
    /// The question.
    pub typed: &'a [String],
}

impl<'a> Split<'a> {
    /// Parts a question; `None` if it has no common word, or nothing rare enough beside it. Only whole words are asked
    /// for: the last one, which may be half typed, is looked for in the texts unless it is a number.
    pub fn of(words: &Words, typed: &'a [String]) -> Option<Self> {
        let rows = |word: &str| words.binary_search_by(|(held, _)| (**held).cmp(word)).map_or(0, |at| words[at].1);
        let whole = |at: usize| at + 1 < typed.len() || is_number(&typed[at]);
        let rare: Vec<&String> =
            (0..typed.len()).filter(|&at| whole(at) && rows(&typed[at]) <= COMMON).map(|at| &typed[at]).collect();
        let fewest = rare.iter().map(|word| rows(word)).min()?;
        let common = rare.len() < typed.len() && typed.iter().any(|word| rows(word) > COMMON);
        (common && fewest <= RARE).then_some(Split { rare, typed })
    }

    /// True if texts have every word of the question, wherever.
    pub fn is_in(&self, texts: &[&str]) -> bool {
        let texts = cut(texts);
        let (last, before) = match self.typed.split_last() {
            Some(parts) => parts,
            None => return true,
        };
        let any = |fits: &dyn Fn(&str) -> bool| texts.iter().flatten().any(|word| fits(word));
        any(&|word| begins(word, last)) && before.iter().all(|typed| any(&|word| word == typed))
    }

    /// True if a text has the words of the question one after the other.
    pub fn is_in_row(&self, texts: &[&str]) -> bool {
        let (last, before) = match self.typed.split_last() {
            Some(parts) => parts,
            None => return true,
        };
        let fits =
            |words: &[String]| words.split_last().is_some_and(|(end, start)| start == before && begins(end, last));
        cut(texts).iter().any(|words| words.windows(self.typed.len()).any(fits))
    }
}

/// True for the word that is typed, or begun; a number is never begun.
fn begins(word: &str, typed: &str) -> bool {
    if is_number(typed) { word == typed } else { word.starts_with(typed) }
}

fn cut(texts: &[&str]) -> Vec<Vec<String>> {
    let words = |text: &&str| {
        let mut found = Vec::new();
        each(text, |_, word| found.push(word.to_owned()));
        found
    };
    texts.iter().map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &str) -> Vec<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn only_the_rare_words_of_a_question_are_asked_for() {
        let words: Words =
            [("66", 90), ("ban", 800_000), ("dien", 9000), ("van", 900_000)].map(|(w, n)| (w.into(), n)).into();
        let rare = |question: &str| {
            let typed = typed(question);
            Split::of(&words, &typed).map(|split| split.rare.into_iter().cloned().collect::<Vec<_>>())
        };
        assert_eq!(rare("van ban 66"), Some(typed("66")));
        assert_eq!(rare("66 van ban"), Some(typed("66")));
        // Nothing is common, or nothing rare.
        assert_eq!(rare("dien 66"), None);
        assert_eq!(rare("van ban"), None);
        assert_eq!(rare("van dien"), None);
    }

    #[test]
    fn the_other_words_are_looked_for_in_the_texts() {
        let typed = typed("van ban 66 ng");
        let split = Split { rare: vec![&typed[2]], typed: &typed };
        for (text, anywhere, in_row) in [
            ("Văn bản 66 ngày 05/3/2020", true, true),
            ("Ngày 05/3/2020, văn bản số 66", true, false),
            ("Văn bản 660 ngày 05/3/2020", false, false),
            ("Văn bản 66", false, false),
        ] {
            assert_eq!((split.is_in(&[text]), split.is_in_row(&[text])), (anywhere, in_row), "{text}");
        }
    }
}
