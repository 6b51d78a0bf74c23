//! Decoded text → Text: NFC, one kind of space and line break, no invisible characters, Đ for Ð, and of plain text
//! no asterisks that make words bold or slanted ("Nghị định **số 15/2020/NĐ-CP**", "ng**ày"). Where the two part ways
//! an anchor records it, so that each span leads back to code points of the source.

use crate::model::{Anchor, Format, Text};
use std::str::Chars;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Anchors stand at least this often, so that a place is found without counting from the beginning.
const STRIDE: usize = 512;

/// Normalises a decoded text.
pub fn normalise(source: &str, format: Format) -> Text {
    let mut out = Writer { content: String::with_capacity(source.len()), anchors: Vec::new(), point: 0, last: 0 };
    let mut cluster = String::new();
    let mut at = 0;
    let mut rest = source;
    loop {
        let (same, other) = rest.split_at(unchanged(rest));
        at = out.run(same, at);
        let mut chars = other.chars();
        let next = |chars: &Chars| chars.clone().next();
        let Some(c) = chars.next() else { break };
        let start = at;
        at += 1;
        if c == '\r' {
            // CRLF is one break; a lone CR is one as well.
            if next(&chars) == Some('\n') {
                chars.next();
                at += 1;
            }
            out.push('\n', start, at);
        } else if is_invisible(c) {
            // It leaves its place behind and nothing else.
        } else if c == '*' && format == Format::Txt {
            while next(&chars) == Some('*') {
                chars.next();
                at += 1;
            }
            let (before, after) = (out.content.chars().next_back(), next(&chars));
            if !is_emphasis(at - start, before, after) {
                (start..at).for_each(|point| out.push('*', point, point + 1));
            } else if matches!(before, None | Some('\n')) && after == Some('\n') {
                // "**" left alone on a line by bold words above it: no empty line.
                chars.next();
                at += 1;
            } else if before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
                && after.is_some_and(char::is_uppercase)
            {
                // "Hạnh phúc**Số: 5/KH-UBND**": the change of look parts two words.
                out.push(' ', start, at);
            }
        } else if next(&chars).is_some_and(is_mark_above) {
            cluster.clear();
            cluster.push(c);
            while let Some(mark) = next(&chars).filter(|mark| is_mark_above(*mark)) {
                chars.next();
                cluster.push(mark);
                at += 1;
            }
            let composed: Vec<char> = cluster.nfc().map(plain).collect();
            for (i, c) in composed.iter().enumerate() {
                // All characters of a cluster stand for the whole of it.
                let from = if i == 0 { start } else { at };
                out.push(*c, from, at);
            }
        } else if needs_nfc(plain(c)) {
            for c in std::iter::once(plain(c)).nfc() {
                out.push(c, start, at);
            }
        } else {
            out.push(plain(c), start, at);
        }
        rest = chars.as_str();
    }
    let whole = (format == Format::Txt && source.contains('*')).then(|| ends(source)).flatten();
    Text { anchors: out.anchors, whole, ..Text::new(out.content, format) }
}

/// The first code point with something on it, and the one behind the last.
fn ends(source: &str) -> Option<[usize; 2]> {
    let something = |c: char| !c.is_whitespace() && !is_invisible(c);
    let first = source.chars().position(something)?;
    let behind = source.chars().rev().position(something)?;
    Some([first, source.chars().count() - behind])
}

/// The text that a reader took out of a file, normalised already: places are counted in it itself.
pub fn taken_out(content: String, format: Format) -> Text {
    let mut anchors: Vec<Anchor> = Vec::new();
    for (point, (byte, _)) in content.char_indices().enumerate() {
        if byte >= anchors.last().map_or(0, |anchor| anchor.byte) + STRIDE {
            anchors.push(Anchor { byte, point, before: point });
        }
    }
    Text { anchors, ..Text::new(content, format) }
}

/// The content as it grows, and where in the source it stands.
struct Writer {
    content: String,
    anchors: Vec<Anchor>,
    /// Source code point that the next character is expected to begin at.
    point: usize,
    /// Byte of the last anchor.
    last: usize,
}

impl Writer {
    /// Adds characters that stand for themselves from source code point `start` on; gives the one behind them.
    fn run(&mut self, text: &str, mut start: usize) -> usize {
        let mut rest = text;
        while !rest.is_empty() {
            let cut = (STRIDE..rest.len()).find(|&byte| rest.is_char_boundary(byte)).unwrap_or(rest.len());
            let (now, later) = rest.split_at(cut);
            self.anchor(start);
            self.content.push_str(now);
            start += now.chars().count();
            self.point = start;
            rest = later;
        }
        start
    }

    /// Records the place of the next character where the count does not lead there, or was last taken far back.
    fn anchor(&mut self, start: usize) {
        let byte = self.content.len();
        if start != self.point || byte >= self.last + STRIDE {
            self.anchors.push(Anchor { byte, point: start, before: self.point });
            self.last = byte;
        }
    }

    /// Adds a character that stands for source code points `start..end`.
    fn push(&mut self, c: char, start: usize, end: usize) {
        self.anchor(start);
        self.content.push(c);
        self.point = end;
        if end != start + 1 {
            // The next character must not count on one code point for this one.
            self.anchors.push(Anchor { byte: self.content.len(), point: end, before: end });
            self.last = self.content.len();
        }
    }
}

/// How many bytes at the beginning of a text are in the one form already: nearly all of most texts.
fn unchanged(text: &str) -> usize {
    let stays = |c: char| {
        matches!(c, ' '..=')' | '+'..='~' | '\n' | '\u{1ea0}'..='\u{1ef9}' | '\u{2012}'..='\u{2027}')
            || (matches!(c, '\u{c0}'..='\u{24f}') && plain(c) == c)
    };
    let mut last = 0;
    for (at, c) in text.char_indices() {
        if !stays(c) {
            // A mark takes the letter before it along.
            return if is_mark_above(c) { last } else { at };
        }
        last = at;
    }
    text.len()
}

/// True for a run of asterisks that says how words look: one that is glued to a word, or more. A star or a row of stars on a line of its own, a bullet, a product and "(*)" are text.
fn is_emphasis(run: usize, before: Option<char>, after: Option<char>) -> bool {
    let open = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let line = |c: Option<char>| matches!(c, None | Some('\n' | '\r'));
    match run {
        1 => {
            !(open(before) && open(after) || before == Some('(') && after == Some(')') || digit(before) && digit(after))
        }
        // A rule of stars stands on a line of its own.
        2 | 3 => true,
        _ => !(line(before) && line(after)),
    }
}

/// True for a mark that joins the letter before it, as decomposed text writes tones.
pub fn is_mark_above(c: char) -> bool {
    match c {
        ..'\u{300}' | '\u{1e00}'..='\u{1fff}' => false,
        '\u{300}'..='\u{36f}' => true,
        _ => is_combining_mark(c),
    }
}

/// Characters that are not seen: byte order mark, zero-width spaces and joiners, soft hyphen, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
        || (c.is_control() && !matches!(c, '\n' | '\t' | '\u{0b}' | '\u{0c}' | '\u{85}'))
}

/// One kind of space, break and Đ: U+00D0 and U+00F0 (eth) are typed for U+0110 and U+0111.
fn plain(c: char) -> char {
    match c {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' => 'đ',
        '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2010}' | '\u{2011}' => '-',
        c if c != '\n' && c.is_whitespace() => ' ',
        c => c,
    }
}

/// True for single characters that NFC writes in another way; none of Vietnamese's own letters is one.
fn needs_nfc(c: char) -> bool {
    matches!(c, '\u{340}'..='\u{341}' | '\u{374}' | '\u{37e}' | '\u{387}' | '\u{1f71}'..='\u{1fff}' | '\u{2126}'..='\u{212b}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use proptest::prelude::*;

    /// The source characters that a found phrase leads back to.
    #[track_caller]
    fn check(source: &str, phrase: &str, expect: &str) {
        let text = normalise(source, Format::Txt);
        let start = text.content.find(phrase).expect("the phrase stands in the content");
        let [from, to] = text.points(Span::new(start, start + phrase.len()));
        let back: String = source.chars().skip(from).take(to - from).collect();
        assert_eq!(back, expect);
    }

    #[test]
    fn what_was_taken_out_of_a_file_is_its_own_place() {
        let content = "Sở Y tế chủ trì. ".repeat(400);
        let text = taken_out(content.clone(), Format::Docx);
        assert!(text.anchors.len() > 10);
        for (point, (byte, c)) in content.char_indices().enumerate() {
            assert_eq!(text.points(Span::new(byte, byte + c.len_utf8())), [point, point + 1]);
        }
    }

    #[test]
    fn plain_text_is_its_own_place() {
        check("Sở Y tế chủ trì", "Y tế", "Y tế");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        check("So\u{309}\u{31b} Y te\u{302}\u{301} chu\u{309} tri\u{300}", "Y tế", "Y te\u{302}\u{301}");
        check("a\u{300}b\u{301}c", "c", "c");
    }

    #[test]
    fn byte_order_mark_crlf_and_invisible_characters_keep_places() {
        check("\u{feff}A\r\nSở\u{200b} Y\u{a0}tế\r\nB", "Sở Y tế", "Sở\u{200b} Y\u{a0}tế");
        check("\u{feff}A\r\nSở Y tế\r\nB", "B", "B");
        check("Sở Y tế\u{200b}\u{200b} B", "tế", "tế");
    }

    #[test]
    fn eth_is_read_as_d_with_stroke() {
        check("số 58/2025/N\u{d0}-CP ngày", "58/2025/NĐ-CP", "58/2025/N\u{d0}-CP");
    }

    #[test]
    fn asterisks_of_bold_and_slanted_words_are_left_out() {
        let plain = |source: &str| normalise(source, Format::Txt).content;
        assert_eq!(plain("**V****Ă****N PHÒNG**"), "VĂN PHÒNG");
        assert_eq!(plain("*Hà Nội, ng**ày **21** tháng 1**1** năm 2025*"), "Hà Nội, ngày 21 tháng 11 năm 2025");
        assert_eq!(
            plain("TỈNH ỦY\n*\nSố 5-CT/TU\n* mục\n2*3 (*) a * b"),
            "TỈNH ỦY\n*\nSố 5-CT/TU\n* mục\n2*3 (*) a * b"
        );
        assert_eq!(plain("Hạnh phúc**Số: 5/KH-UBND**"), "Hạnh phúc Số: 5/KH-UBND");
        assert_eq!(plain("**ỦY BAN NHÂN DÂN\n**\nTỈNH NGHỆ AN\n*****"), "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\n*****");
        check("theo **Quyết định 16**16/QĐ-TTg**", "1616/QĐ-TTg", "16**16/QĐ-TTg");
        assert_eq!(normalise("a **b**", Format::Html).content, "a **b**");
    }

    proptest! {
        #[test]
        fn every_span_leads_back_to_the_same_characters(source in "[aàĐơ*\u{300}\u{301}\u{200b}\u{feff} \r\n\u{a0}]{0,60}") {
            let text = normalise(&source, Format::Txt);
            let total = source.chars().count();
            let mut before = 0;
            for (byte, c) in text.content.char_indices() {
                let [from, to] = text.points(Span::new(byte, byte + c.len_utf8()));
                prop_assert!(from <= to && to <= total, "{from}..{to} of {total}");
                prop_assert!(from >= before || from + 1 >= before);
                before = to;
            }
        }
    }
}
