//! Vietnamese names and numbers → short ASCII words for IRIs. The same name gives the same word on every
//! machine. It never fails: what has no ASCII form is marked by a hash.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name in lower-case ASCII with hyphens: `Sở Công Thương` → `so-cong-thuong`. A name without a single
/// letter or digit becomes `x~` and a hash.
pub fn slug(name: &str) -> String {
    let (word, _) = fold(name);
    if word.is_empty() { format!("x~{}", hash(name, 6)) } else { word }
}

/// An id of the tables: `SCT:LS` → `sct-ls`, `UBND:BĐ` → `ubnd-bdd`. Here Đ becomes `dd`, as it is typed, for
/// `BĐ` is Bình Định and `BD` is Bình Dương; any other letter outside ASCII is kept apart by a hash.
pub fn id_slug(id: &str) -> String {
    let word = slug(&id.replace(['Đ', 'đ'], "dd"));
    let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | 'Đ' | 'đ'));
    if plain || word.contains('~') { word } else { format!("{word}~{}", hash(id, 6)) }
}

/// A document's number: `6/QĐ-TTg` and `06/QĐ-TTg` → `06-qd-ttg`. Writers use `/`, `-`, `.` and `&`
/// freely between the parts, so these make no difference; where anything else would be lost (spaces and
/// accents of a statute's title) six hex digits of a hash follow: `tiep-can-thong-tin~9d1c04`.
pub fn number_slug(number: &str) -> String {
    let (word, lossy) = fold(number);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (leading, rest) = word.split_at(digits);
    let padded = match leading.trim_start_matches('0') {
        _ if leading.is_empty() => rest.to_owned(),
        value => format!("{value:0>2}{rest}"),
    };
    match (padded.is_empty(), lossy) {
        (true, _) => format!("x~{}", hash(number, 6)),
        (false, true) => format!("{padded}~{}", hash(number, 6)),
        (false, false) => padded,
    }
}

/// The first `digits` hex digits of the SHA-256 of a text.
pub fn hash(text: &str, digits: usize) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex.truncate(digits);
    hex
}

/// The name folded to `a-z0-9` with single hyphens, and whether more than case, accents and the usual
/// separators was lost.
fn fold(name: &str) -> (String, bool) {
    let mut word = String::with_capacity(name.len());
    let mut lossy = false;
    for c in name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => word.push(c),
            // U+00F0 is how U+0111 arrives from old fonts.
            'đ' | 'ð' => word.push('d'),
            // Lower-casing İ leaves a mark behind.
            _ if is_combining_mark(c) => {}
            _ => {
                lossy |= !matches!(c, '/' | '-' | '–' | '&' | '.' | ':');
                if !word.is_empty() && !word.ends_with('-') {
                    word.push('-');
                }
            }
        }
    }
    if word.ends_with('-') {
        word.pop();
    }
    (word, lossy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn number(written: &str, expect: &str) {
        assert_eq!(number_slug(written), expect);
    }

    #[test]
    fn a_number_is_one_however_it_is_written() {
        number("20/CT-TTg", "20-ct-ttg");
        number("6/QĐ-TTg", "06-qd-ttg");
        number("06/QĐ-TTg", "06-qd-ttg");
        number("30a/2008/NQ-CP", "30a-2008-nq-cp");
        number("55-NQ/TW", "55-nq-tw");
        number("58/2025/NÐ-CP", "58-2025-nd-cp");
        number("22/2014/TTLT-BNN&PTNT", "22-2014-ttlt-bnn-ptnt");
        number("qđ.ubnd", "qd-ubnd");
    }

    #[test]
    fn titles_that_differ_in_tone_alone_stay_apart() {
        assert_ne!(number_slug("thủ đô mới"), number_slug("thú đô mới"));
        assert!(number_slug("tiếp cận thông tin").starts_with("tiep-can-thong-tin~"));
    }

    #[test]
    fn decomposed_text_gives_the_same_word() {
        assert_eq!(slug("Sở Công Thương"), "so-cong-thuong");
        assert_eq!(slug(&"Sở Công Thương".nfd().collect::<String>()), "so-cong-thuong");
    }

    #[test]
    fn binh_dinh_and_binh_duong_stay_apart() {
        assert_eq!(id_slug("UBND:LS"), "ubnd-ls");
        assert_eq!(id_slug("UBND:BĐ"), "ubnd-bdd");
        assert_eq!(id_slug("UBND:BD"), "ubnd-bd");
        assert_ne!(id_slug("SỞ:LS"), id_slug("SO:LS"));
    }

    #[test]
    fn a_name_without_letters_still_has_a_word() {
        assert!(slug("…").starts_with("x~"));
        assert!(number_slug("").starts_with("x~"));
        assert_ne!(slug("…"), slug("!"));
    }
}
