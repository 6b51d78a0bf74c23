//! A text → the words by which it is found: without accents and case, `đ` as `d`, cut at all that is no letter or digit,
//! numbers without zeros before them (`06/QĐ-TTg` is `6 qd ttg`). The same for what is indexed and what is typed.

use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut, since nobody types them.
const LONGEST: usize = 40;
/// What parts words.
const NONE: char = '\0';
/// What belongs to a word and leaves no trace in it: a mark above a letter.
const MARK: char = '\u{1}';

/// What each character up to the end of the Vietnamese letters becomes.
static FOLDED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all = (0..0x1f00).map(|code| char::from_u32(code).map_or(NONE, fold));
    all.collect()
});

fn fold(c: char) -> char {
    let base = c.nfd().next().unwrap_or(c);
    match base.to_lowercase().next().unwrap_or(base) {
        'đ' | 'ð' => 'd',
        mark if is_combining_mark(mark) => MARK,
        letter if letter.is_alphanumeric() => letter,
        _ => NONE,
    }
}

/// Hands over each word with the bytes that it takes in the text.
pub fn each(text: &str, mut take: impl FnMut(Range<usize>, &str)) {
    let mut word = String::with_capacity(LONGEST);
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), NONE)]) {
        let letter = match c {
            NONE => NONE,
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            c if c.is_ascii() => NONE,
            c => FOLDED.get(c as usize).copied().unwrap_or_else(|| fold(c)),
        };
        match letter {
            MARK => {}
            NONE => {
                if !word.is_empty() {
                    take(start..at, plain(&word));
                    word.clear();
                }
            }
            letter => {
                if word.is_empty() {
                    start = at;
                }
                if word.len() < LONGEST {
                    word.push(letter);
                }
            }
        }
    }
}

/// `06` is `6`.
fn plain(word: &str) -> &str {
    if !word.starts_with('0') || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word;
    }
    match word.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

/// The words of a text.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each(text, |_, word| found.push(word.to_owned()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(words(text).join(" "), expect);
    }

    #[test]
    fn accents_case_and_signs_do_not_matter() {
        check("Chỉ thị số 20/CT-TTg, ngày 08/6/2023", "chi thi so 20 ct ttg ngay 8 6 2023");
        check("QUYẾT ĐỊNH 06/QĐ–TTg", "quyet dinh 6 qd ttg");
        check("Ðề án \u{feff}đầu\u{a0}tư 000", "de an dau tu 0");
        check("ti\u{ea}\u{301}t ki\u{1ec7}m e\u{302}\u{301}", "tiet kiem e");
        check("\"; DROP TABLE -- ' * ^ ¶ AND(", "drop table and");
        check("日本 Ω5", "日本 ω5");
    }

    #[test]
    fn words_are_folded_as_names_are() {
        for text in ["Uỷ ban nhân dân", "Đường ƯƠNG Ợ ữ ẵ Ỹ", "Thừa Thiên - Huế"] {
            check(text, &names::fold(text).replace(" - ", " "));
        }
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "số 06, tiết";
        let mut found = Vec::new();
        each(text, |at, word| found.push((&text[at], word.to_owned())));
        assert_eq!(found, [("số", "so".to_owned()), ("06", "6".to_owned()), ("tiết", "tiet".to_owned())]);
    }
}
