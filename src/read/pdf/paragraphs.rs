//! Lines of all pages → paragraphs: lines of one paragraph are joined, also over the end of a page, words and numbers
//! broken over lines are made whole, and headings, list entries and rows of tables stay alone.

use super::lines::Line;
use crate::tables::page_words::{PageUse, PageWords};

/// A column so narrow, in sizes of its letters, holds heads, signatures or recipients, whose lines stand alone.
const NARROW: f64 = 24.0;
/// A line begins a paragraph if it is set in by so much of its size.
const INDENT: f64 = 0.8;
/// A space above a line so much larger than usual parts it from the line before.
const APART: f64 = 1.4;
/// Paragraphs that tell themselves on a page, so that all of them can be expected to.
const TELLING: usize = 2;
/// Letters so much smaller than most of the page are notes at its foot.
const SMALL: f64 = 0.88;

/// A paragraph, in pieces by page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Page, counted from 1, and the words on it.
    pub pieces: Vec<(u32, String)>,
    /// True if a space or something else parts it from the one before.
    pub apart: bool,
}

/// The paragraphs of all pages.
pub fn paragraphs(pages: &[Vec<Line>], words: &PageWords) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut notes: Vec<Paragraph> = Vec::new();
    let mut before: Option<(u32, &Line)> = None;
    for (page, lines) in (1..).zip(pages) {
        let pitch = pitch(lines);
        let feet = foot_notes(lines);
        let told = tells_paragraphs(lines, pitch);
        for line in &lines[..feet] {
            let joins = before.is_some_and(|(of, last)| {
                let gap = (of == page).then_some((last.y - line.y, pitch));
                goes_on(last, line, gap, told, words)
            });
            match found.last_mut() {
                Some(paragraph) if joins => add(paragraph, page, &line.text),
                _ => {
                    let apart = line.breaks
                        || before.is_some_and(|(of, last)| {
                            last.row != line.row || of == page && last.y - line.y > pitch * APART
                        });
                    found.append(&mut notes);
                    found.push(Paragraph { pieces: vec![(page, line.text.clone())], apart });
                }
            }
            before = Some((page, line));
        }
        for (n, line) in lines[feet..].iter().enumerate() {
            let begins = line.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '*' | '(' | '['));
            match notes.last_mut() {
                Some(note) if n > 0 && !begins => add(note, page, &line.text),
                _ => notes.push(Paragraph { pieces: vec![(page, line.text.clone())], apart: true }),
            }
        }
    }
    found.append(&mut notes);
    found
}

/// Adds a line to a paragraph.
fn add(paragraph: &mut Paragraph, page: u32, line: &str) {
    match paragraph.pieces.last_mut() {
        Some((of, text)) if *of == page => append(text, line),
        Some((_, text)) => {
            if !is_glued(text, line) {
                text.push(' ');
            }
            paragraph.pieces.push((page, line.to_owned()));
        }
        None => paragraph.pieces.push((page, line.to_owned())),
    }
}

/// Adds a line to the words before it, with a space unless a number or a word with a hyphen goes on.
fn append(text: &mut String, line: &str) {
    if !text.is_empty() && !is_glued(text, line) {
        text.push(' ');
    }
    text.push_str(line);
}

/// True if the last word of a line goes on in the next: `81/2018/NĐ-` and `CP`, `81` and `/2018/NĐ-CP`.
pub fn is_glued(text: &str, line: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let mut next = line.chars();
    let first = next.next();
    let numbered = last.contains(|c: char| c.is_ascii_digit());
    let ended = last.chars().nth_back(1).is_some_and(char::is_alphanumeric) && last.ends_with(['-', '/']);
    if is_rule(line) {
        return line.starts_with(text.chars().next_back().unwrap_or(' '));
    }
    let goes_on = match first {
        Some('/') => last.ends_with(char::is_alphanumeric) && numbered,
        Some('-') => {
            last.contains('/') && last.ends_with(char::is_uppercase) && next.next().is_some_and(char::is_uppercase)
        }
        _ => false,
    };
    goes_on || ended && first.is_some_and(char::is_alphanumeric)
}

/// True for a line drawn with signs: "-----", "……".
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    signs
        .next()
        .is_some_and(|first| !first.is_alphanumeric() && signs.clone().count() >= 3 && signs.all(|c| c == first))
}

/// The usual distance of the lines of a page.
fn pitch(lines: &[Line]) -> f64 {
    let mut gaps: Vec<f64> = lines
        .windows(2)
        .filter(|pair| !pair[0].row && !pair[1].row && !pair[1].breaks)
        .map(|pair| pair[0].y - pair[1].y)
        .filter(|gap| *gap > 0.0)
        .collect();
    gaps.sort_by(f64::total_cmp);
    // Spaces between paragraphs may outnumber lines within them.
    gaps.get(gaps.len() / 3).copied().unwrap_or(f64::INFINITY)
}

/// True for a page on which paragraphs are parted by spaces, or begin with a line that is set in.
fn tells_paragraphs(lines: &[Line], pitch: f64) -> bool {
    let pairs = || lines.windows(2).filter(|pair| !pair[0].row && !pair[1].row && !pair[1].breaks);
    let spaced = pairs().filter(|pair| pair[0].y - pair[1].y > pitch * APART).count();
    let set_in = pairs().filter(|pair| {
        let [last, line] = [&pair[0], &pair[1]];
        (INDENT * line.size..6.0 * line.size).contains(&(line.left - last.left)) && !is_centered(line, line.size)
    });
    spaced.max(set_in.count()) >= TELLING
}

/// How many lines stand above the notes at the foot of a page.
fn foot_notes(lines: &[Line]) -> usize {
    let mut sizes: Vec<(f64, usize)> = lines.iter().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut seen = 0;
    let usual = sizes.iter().find(|(_, length)| {
        seen += length;
        seen > half
    });
    let Some((usual, _)) = usual else { return lines.len() };
    let small = lines.iter().rev().take_while(|line| !line.row && line.size < usual * SMALL && !line.breaks).count();
    let from = lines.len() - small;
    let numbered =
        lines[from..].first().is_some_and(|line| line.text.starts_with(|c: char| c.is_ascii_digit() || c == '*'));
    if numbered && from > 0 { from } else { lines.len() }
}

/// True if a line goes on with the paragraph of the line before. `gap` is the distance of the two and the usual one;
/// `told` is true on pages that tell paragraphs by spaces or first lines set in.
fn goes_on(last: &Line, line: &Line, gap: Option<(f64, f64)>, told: bool, words: &PageWords) -> bool {
    if last.row || line.row || line.breaks {
        return false;
    }
    let size = last.size.max(line.size).max(1.0);
    let apart = gap.is_some_and(|(gap, usual)| gap > usual * APART && gap > size * 1.5 || gap < 0.0);
    if apart || (last.size - line.size).abs() > 0.15 * size || is_capitals(&last.text) != is_capitals(&line.text) {
        return false;
    }
    if is_rule(&last.text) || is_rule(&line.text) {
        return is_glued(&last.text, &line.text);
    }
    let opens = words.of(&line.text).is_some_and(|found| found == PageUse::Opens && starts_capital(&line.text));
    let lower = line.text.starts_with(char::is_lowercase) && marker(&line.text).is_none();
    let ended = last.text.ends_with(['.', ';', ':', '!', '?', '…']);
    let width = last.column.1 - last.column.0;
    if width < NARROW * size || is_centered(last, size) || is_centered(line, size) {
        return lower && !ended || is_glued(&last.text, &line.text);
    }
    let full = is_full(last, line, size);
    let bullet = marker(&line.text).is_some();
    // A list entry's own lines hang below its words; a first line is set in against the line before.
    let set_in = line.left - last.left > INDENT * size && marker(&last.text).is_none();
    if !full {
        return false;
    }
    match ended {
        // Where neither spaces nor first lines tell paragraphs, a sentence that ends with its line ends one.
        true => (told || lower) && !(bullet || opens || set_in),
        false => !(set_in && (bullet || opens)),
    }
}

/// True if the first word of the next line had no room on the line before.
fn is_full(last: &Line, line: &Line, size: f64) -> bool {
    let first = line.text.split_whitespace().next().unwrap_or_default().chars().count() as f64;
    let letter = (line.right - line.left) / line.text.chars().count().max(1) as f64;
    last.right + (first + 1.0) * letter > last.column.1 - 0.3 * size
}

/// True for a line with about the same space on both sides.
fn is_centered(line: &Line, size: f64) -> bool {
    let (left, right) = (line.left - line.column.0, line.column.1 - line.right);
    left > 2.0 * size && right > 2.0 * size && (left - right).abs() < 2.0 * size
}

/// True for words in capitals only.
fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

fn starts_capital(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// The mark that opens a list entry: `-`, `•`, `1.`, `2.3.`, `a)`, `IV.`.
fn marker(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?;
    if first.starts_with(['-', '–', '—', '+', '•', '*', '●', '▪', '\u{2011}', '\u{f02d}', '\u{f0b7}']) {
        return Some(first);
    }
    let body = first.strip_suffix(['.', ')', '/'])?;
    let number = body.split('.').all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let letter = body.chars().count() == 1 && body.starts_with(|c: char| c.is_lowercase() || c == 'Đ');
    let roman = !body.is_empty() && body.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (number || letter || roman).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, second: &str, expect: &str) {
        let mut text = first.to_owned();
        append(&mut text, second);
        assert_eq!(text, expect);
    }

    #[test]
    fn numbers_broken_over_lines_are_made_whole() {
        check("Nghị định số 81/2018/NĐ-", "CP ngày 22/5/2018", "Nghị định số 81/2018/NĐ-CP ngày 22/5/2018");
        check("Nghị định số", "81/2018/NĐ-CP", "Nghị định số 81/2018/NĐ-CP");
        check("Nghị định số 81/", "2018/NĐ-CP", "Nghị định số 81/2018/NĐ-CP");
        check("Nghị định số 81", "/2018/NĐ-CP", "Nghị định số 81/2018/NĐ-CP");
        check("Nghị định số 81/2018/NĐ", "-CP của Chính phủ", "Nghị định số 81/2018/NĐ-CP của Chính phủ");
        check("giai đoạn 2021-", "2025", "giai đoạn 2021-2025");
    }

    #[test]
    fn words_keep_their_spaces() {
        check("phát triển kinh tế -", "xã hội", "phát triển kinh tế - xã hội");
        check("phát triển kinh tế", "- xã hội", "phát triển kinh tế - xã hội");
        check("Chỉ thị số 20/CT-TTg", "- Bộ Công Thương", "Chỉ thị số 20/CT-TTg - Bộ Công Thương");
        check("gồm và/", "hoặc", "gồm và/hoặc");
        check("Họ tên: .........", ".......", "Họ tên: ................");
        check("-----", "- Như trên;", "----- - Như trên;");
    }

    #[test]
    fn marks_of_list_entries() {
        for text in ["- Như trên;", "1. Mục đích", "2.3. Yêu cầu", "a) Kiểm tra", "IV. Kinh phí", "đ) Khác", "+ Hai"]
        {
            assert!(marker(text).is_some(), "{text}");
        }
        for text in ["Điều 5.", "2018/NĐ-CP", "CP.", "1234. x", "tế."] {
            assert!(marker(text).is_none(), "{text}");
        }
    }
}
