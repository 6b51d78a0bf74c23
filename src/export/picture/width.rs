//! How wide words are, and where they break. No font is asked: the table holds, letter by letter, the wider of
//! Liberation Sans (which has the measures of Arial) and Noto Sans, so that words fit whichever of them draws them. A
//! Vietnamese letter is as wide as its base letter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Thousandths of the size of the letters, from the space to the tilde.
const REGULAR: [u16; 95] = [
    278, 278, 408, 646, 572, 889, 732, 225, 333, 333, 551, 584, 278, 333, 278, 372, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 730, 667, 611, 778, 741, 339, 500, 667, 556, 907,
    760, 781, 667, 781, 722, 667, 611, 731, 667, 944, 667, 667, 611, 329, 372, 329, 572, 556, 333, 561, 615, 500, 615,
    564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 500, 361, 618, 508, 786, 529, 510, 500, 380,
    551, 380, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 646, 572, 901, 750, 266, 339, 339, 545, 584, 285, 333, 285, 413, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 740, 667, 611, 778, 765, 389, 556, 722, 611, 943,
    813, 796, 667, 796, 722, 667, 611, 756, 667, 967, 667, 667, 611, 333, 413, 333, 584, 556, 362, 604, 633, 556, 633,
    591, 387, 633, 657, 305, 305, 620, 305, 982, 657, 619, 633, 633, 454, 556, 434, 657, 569, 856, 578, 569, 500, 394,
    551, 394, 584,
];
/// Of a letter that the table does not know.
const OTHER: f64 = 1000.0;
/// What the horn of ơ and ư adds.
const HORN: f64 = 75.0;

/// No box has room for more characters.
const LONGEST: usize = 600;

/// How letters are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Size in pixels.
    pub size: f64,
    /// Bold.
    pub bold: bool,
}

impl Face {
    /// The width of words in pixels.
    pub fn width(self, words: &str) -> f64 {
        let table = if self.bold { &BOLD } else { &REGULAR };
        let of = |c: char| {
            let base = match c {
                'đ' => 'd',
                'Đ' => 'D',
                '–' | '‑' => '-',
                '“' | '”' => '"',
                '·' => '.',
                c => c,
            };
            let known = (base as usize).checked_sub(32).and_then(|at| table.get(at)).map(|&width| f64::from(width));
            known.unwrap_or(OTHER)
        };
        let sum: f64 = words
            .nfd()
            .map(|c| match c {
                '\u{31b}' => HORN,
                c if is_combining_mark(c) => 0.0,
                c => of(c),
            })
            .sum();
        sum * self.size / 1000.0
    }

    /// Words in lines no wider than `most` pixels, broken at spaces, and after `/` and `-` where a word alone is too
    /// wide; of more than `lines` lines the last ends in "…".
    pub fn wrap(self, words: &str, most: f64, lines: usize) -> Vec<String> {
        let words = words.char_indices().nth(LONGEST).map_or(words, |(at, _)| &words[..at]);
        let mut out: Vec<String> = Vec::new();
        let mut line = String::new();
        for piece in words.split_whitespace().flat_map(|word| self.pieces(word, most)) {
            let (piece, glued) = piece;
            let joined = match (line.is_empty(), glued) {
                (true, _) => piece.to_owned(),
                (false, true) => format!("{line}{piece}"),
                (false, false) => format!("{line} {piece}"),
            };
            if self.width(&joined) <= most || line.is_empty() {
                line = joined;
            } else {
                out.push(std::mem::replace(&mut line, piece.to_owned()));
            }
        }
        if !line.is_empty() {
            out.push(line);
        }
        if out.len() > lines {
            out.truncate(lines);
            if let Some(last) = out.last_mut() {
                while self.width(&format!("{last}…")) > most && !last.is_empty() {
                    let cut = last.rfind(' ').or(last.char_indices().last().map(|(at, _)| at));
                    last.truncate(cut.unwrap_or(0));
                }
                *last = format!("{}…", last.trim_end_matches([' ', ',', ';', '.']));
            }
        }
        out
    }

    /// A word, in pieces where it is too wide for a line; true for a piece that belongs to the one before.
    fn pieces(self, word: &str, most: f64) -> Vec<(&str, bool)> {
        let mut pieces = Vec::new();
        let mut rest = word;
        while self.width(rest) > most {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let fits = ends.take_while(|&end| self.width(&rest[..end]) <= most).last();
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let fits = fits.unwrap_or(first);
            let cut = rest[..fits].rfind(['/', '-']).map_or(fits, |at| at + 1);
            pieces.push((&rest[..cut], !pieces.is_empty()));
            rest = &rest[cut..];
        }
        pieces.push((rest, !pieces.is_empty()));
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face { size: 10.0, bold: false };

    #[test]
    fn a_vietnamese_letter_is_as_wide_as_its_base() {
        assert_eq!(FACE.width("ế"), FACE.width("e"));
        assert_eq!(FACE.width("Đề án"), FACE.width("De an"));
        assert!(FACE.width("ư") > FACE.width("u"));
        assert!(Face { bold: true, ..FACE }.width("Kế hoạch") > FACE.width("Kế hoạch"));
    }

    #[track_caller]
    fn check(words: &str, most: f64, lines: usize, expect: &[&str]) {
        let wrapped = FACE.wrap(words, most, lines);
        assert_eq!(wrapped, expect);
        assert!(wrapped.iter().all(|line| FACE.width(line) <= most), "{wrapped:?}");
    }

    #[test]
    fn words_break_at_spaces_and_numbers_after_their_dashes() {
        check("Kế hoạch 148/KH-UBND", 60.0, 3, &["Kế hoạch", "148/KH-", "UBND"]);
        check("22/2014/TTLT-BTP-TANDTC-VKSNDTC", 90.0, 3, &["22/2014/TTLT-", "BTP-TANDTC-", "VKSNDTC"]);
        check("một hai ba bốn năm", 40.0, 2, &["một hai", "ba…"]);
        check("", 40.0, 2, &[]);
        check(&"a".repeat(30), 40.0, 2, &["aaaaaaa", "aaaaa…"]);
    }
}
