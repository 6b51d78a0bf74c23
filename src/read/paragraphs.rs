//! Paragraphs as a reader meets them → Text, each with its place. For formats whose text is taken out of the
//! file and is therefore itself what spans are counted in.

use super::normalise::{normalise, taken_out};
use crate::model::{Format, Place, Text};

/// A text as it grows: a line for each paragraph.
#[derive(Debug, Default)]
pub struct Paragraphs {
    content: String,
    places: Vec<Place>,
    count: u32,
    blank: bool,
}

impl Paragraphs {
    /// Adds a paragraph. One without words counts, and leaves an empty line, never two.
    pub fn push(&mut self, words: &str) {
        self.count = self.count.saturating_add(1);
        if words.trim().is_empty() {
            return self.part();
        }
        let words = normalise(words, Format::Txt).content;
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        // Asterisks that make words bold, left alone by the words above them.
        if lines.is_empty() {
            return;
        }
        if !self.content.is_empty() {
            self.content.push_str(if self.blank { "\n\n" } else { "\n" });
        }
        self.blank = false;
        self.places.push(Place { byte: self.content.len(), page: None, paragraph: self.count });
        self.content.push_str(&lines.join("\n"));
    }

    /// Parts what follows from what went before by an empty line.
    pub fn part(&mut self) {
        self.blank = true;
    }

    /// The text.
    pub fn finish(self, format: Format) -> Text {
        Text { places: self.places, ..taken_out(self.content, format) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_each_paragraph_with_its_place() {
        let mut paragraphs = Paragraphs::default();
        for words in ["", " **So\u{309} Y te\u{302}\u{301} ", "**", "Hai", "", " ", "chủ\u{2011}trì\n\nhai"] {
            paragraphs.push(words);
        }
        let text = paragraphs.finish(Format::Docx);
        assert_eq!(text.content, "Sỏ Y tế\nHai\n\nchủ-trì\nhai");
        let places: Vec<_> = text.places.iter().map(|p| (text.content[p.byte..].chars().next(), p.paragraph)).collect();
        assert_eq!(places, [(Some('S'), 2), (Some('H'), 4), (Some('c'), 7)]);
    }
}
