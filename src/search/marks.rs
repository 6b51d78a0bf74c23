//! A text and the words that were looked for → the text in pieces, those that were found marked; of a long text the part
//! around the first that was found.

use super::words::each;
use serde::Serialize;
use std::ops::Range;

/// The most characters before the first word found, where a text is cut.
const BEFORE: usize = 60;

/// A piece of text, and whether it was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece(pub String, pub bool);

/// What is marked in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whole words.
    pub words: Vec<String>,
    /// The beginning of a word.
    pub begun: Option<String>,
}

impl Wanted {
    fn fits(&self, word: &str) -> bool {
        self.words.iter().any(|wanted| wanted == word)
            || self.begun.as_ref().is_some_and(|begun| word.starts_with(&**begun))
    }
}

/// The pieces of a text, at most so many characters of it; `None` if nothing in it was looked for.
pub fn marks(text: &str, wanted: &Wanted, most: usize) -> Option<Vec<Piece>> {
    let mut hits: Vec<Range<usize>> = Vec::new();
    each(text, |at, word| {
        if wanted.fits(word) {
            match hits.last_mut() {
                // Words that follow each other are one mark.
                Some(last) if text[last.end..at.start].trim().is_empty() => last.end = at.end,
                _ => hits.push(at),
            }
        }
    });
    let shown = window(text, hits.first()?.start, most);
    let mut pieces = Vec::new();
    let mut add = |range: Range<usize>, found: bool| {
        let words = text.get(range).unwrap_or_default();
        if !words.is_empty() {
            pieces.push(Piece(words.to_owned(), found));
        }
    };
    let mut at = shown.start;
    for hit in hits.iter().filter(|hit| shown.start <= hit.start && hit.end <= shown.end) {
        add(at..hit.start, false);
        add(hit.clone(), true);
        at = hit.end;
    }
    add(at..shown.end, false);
    if let Some(first) = pieces.first_mut().filter(|_| shown.start > 0) {
        first.0.insert_str(0, "… ");
    }
    if let Some(last) = pieces.last_mut().filter(|_| shown.end < text.len()) {
        last.0.push_str(" …");
    }
    Some(pieces)
}

/// The part of a text that is shown, cut between words.
fn window(text: &str, first: usize, most: usize) -> Range<usize> {
    if text.chars().nth(most).is_none() {
        return 0..text.len();
    }
    let before = &text[..first];
    let mut start = before.char_indices().rev().take(BEFORE).last().map_or(0, |(at, _)| at);
    if start > 0 {
        start = before[start..].find(' ').map_or(first, |space| start + space + 1);
    }
    let rest = &text[start..];
    let end = rest.char_indices().nth(most).map_or(text.len(), |(at, _)| {
        let cut = rest[..at].rfind(' ').filter(|cut| start + cut > first).unwrap_or(at);
        start + cut
    });
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(words: &[&str], begun: Option<&str>) -> Wanted {
        Wanted { words: words.iter().map(|&word| word.to_owned()).collect(), begun: begun.map(str::to_owned) }
    }

    /// The text with what was found between brackets.
    #[track_caller]
    fn check(text: &str, words: &[&str], begun: Option<&str>, most: usize, expect: &str) {
        let pieces = marks(text, &wanted(words, begun), most).unwrap_or_default();
        let shown: String = pieces
            .iter()
            .map(|Piece(words, found)| if *found { format!("[{words}]") } else { words.clone() })
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn what_was_looked_for_is_marked() {
        check("Tăng cường tiết kiệm điện", &["tiet", "kiem"], Some("die"), 99, "Tăng cường [tiết kiệm điện]");
        check("<b>Điện</b> & nước", &["dien"], None, 99, "<b>[Điện]</b> & nước");
        check("Nghị định 06/2020", &["6"], None, 99, "Nghị định [06]/2020");
        check("không có gì", &["dien"], None, 99, "");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_word_found() {
        let text = format!("{}tiết kiệm điện{}", "một hai ba ".repeat(20), " bốn năm".repeat(40));
        let pieces = marks(&text, &wanted(&["dien"], None), 100).expect("it is there");
        assert!(pieces[0].0.starts_with("… ") && pieces[1] == Piece("điện".to_owned(), true), "{pieces:?}");
        assert!(pieces.last().is_some_and(|last| last.0.ends_with(" …")));
        let shown: usize = pieces.iter().map(|piece| piece.0.chars().count()).sum();
        assert!(shown <= 105, "{shown}");
    }
}
