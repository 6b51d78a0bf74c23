//! The ways in which Vietnamese was written before Unicode, as tables of letters (`letters.csv`): TCVN3 of the ABC
//! typewriters (TCVN 5712:1993), VNI for Windows, VISCII and VIQR (RFC 1456).

use std::collections::HashMap;
use std::sync::LazyLock;

/// A way of writing the letters with marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legacy {
    /// One byte a letter; capitals with marks are small letters in another font.
    Tcvn3,
    /// A letter and a byte for its marks.
    Vni,
    /// One byte a letter.
    Viscii,
    /// ASCII: a letter and signs for its marks.
    Viqr,
}

/// Letters by their bytes, longest first by length of the key, and the longest key.
struct Table {
    letters: HashMap<Vec<u8>, char>,
    longest: usize,
}

/// A table for each way, from the columns of `letters.csv`.
static TABLES: LazyLock<[Table; 4]> = LazyLock::new(|| {
    let mut tables = [(); 4].map(|()| Table { letters: HashMap::new(), longest: 0 });
    for row in include_str!("letters.csv").lines().skip(1) {
        let mut cells = row.split(',');
        let Some(letter) = cells.next().and_then(|cell| cell.chars().next()) else { continue };
        for (way, (table, cell)) in Legacy::ALL.iter().zip(tables.iter_mut().zip(cells)) {
            for key in way.keys(cell) {
                table.longest = table.longest.max(key.len());
                table.letters.insert(key, letter);
            }
        }
    }
    tables
});

/// `41d9` → two bytes.
fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|c| c.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

impl Legacy {
    /// Every way, in the order of the table's columns.
    pub const ALL: [Legacy; 4] = [Legacy::Tcvn3, Legacy::Vni, Legacy::Viscii, Legacy::Viqr];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Legacy::Tcvn3 => "TCVN3 (ABC)",
            Legacy::Vni => "VNI",
            Legacy::Viscii => "VISCII",
            Legacy::Viqr => "VIQR",
        }
    }

    /// The bytes of a cell of the table: in hexadecimal, or as they are where they are ASCII; `|` parts two spellings.
    fn keys(self, cell: &str) -> Vec<Vec<u8>> {
        cell.split('|').map(|key| if self == Legacy::Viqr { key.as_bytes().to_vec() } else { bytes_of(key) }).collect()
    }

    /// The characters of bytes written so. Bytes that are no letter of the table stand for themselves.
    pub fn decode(self, bytes: &[u8]) -> String {
        let table = &TABLES[self as usize];
        let mut text = String::with_capacity(bytes.len() * 3 / 2);
        let mut at = 0;
        while at < bytes.len() {
            let lengths = (1..=table.longest.min(bytes.len() - at)).rev();
            let mut found = lengths.filter_map(|length| Some((length, *table.letters.get(&bytes[at..at + length])?)));
            let found = found.find(|(length, _)| self != Legacy::Viqr || !ends_sentence(bytes, at + length));
            match (found, bytes[at]) {
                (Some((length, letter)), _) => {
                    text.push(letter);
                    at += length;
                }
                // VIQR writes `\.` where a mark would be read.
                (None, b'\\') if self == Legacy::Viqr && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                    text.push(char::from(bytes[at + 1]));
                    at += 2;
                }
                (None, byte) => {
                    text.push(western(byte));
                    at += 1;
                }
            }
        }
        if self == Legacy::Tcvn3 { with_capitals(&text) } else { text }
    }
}

/// True if the sign before `end` is a point or question mark that closes a sentence rather than a mark of the letter.
fn ends_sentence(bytes: &[u8], end: usize) -> bool {
    if !bytes.get(end.wrapping_sub(1)).is_some_and(|byte| matches!(byte, b'.' | b'?')) {
        return false;
    }
    let rest = &bytes[end..];
    let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
    rest.first().is_none_or(u8::is_ascii_whitespace)
        && next.is_none_or(|byte| byte.is_ascii_uppercase())
        && (next.is_none() || rest.first() == Some(&b'\n'))
}

/// A byte of Windows' western code page, for quotes and dashes.
fn western(byte: u8) -> char {
    let (found, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    found.chars().next().unwrap_or('\u{fffd}')
}

/// Raises the letters with marks in words that are otherwise in capitals: TCVN3 has no capitals for them, and writes
/// "CéNG HßA" in a font whose small letters look so. One-letter words and "Và" follow the word beside them.
fn with_capitals(text: &str) -> String {
    let plain = |word: &str, capital: bool| {
        word.chars().filter(|c| c.is_ascii_alphabetic() && c.is_uppercase() == capital).count()
    };
    let words: Vec<&str> = text.split_inclusive(|c: char| !c.is_alphabetic()).collect();
    let small = |word: &str| word.chars().any(|c| !c.is_ascii() && c.is_lowercase());
    let sure = |word: &str| plain(word, true) >= 2 && plain(word, false) == 0 && small(word);
    let open = |word: &str| plain(word, false) == 0 && word.chars().any(char::is_alphabetic);
    let mut raised: Vec<bool> = words.iter().map(|word| sure(word)).collect();
    for at in 1..words.len() {
        raised[at] |= raised[at - 1] && open(words[at]) && plain(words[at], true) > 0;
    }
    for at in (1..words.len()).rev() {
        raised[at - 1] |= raised[at] && open(words[at - 1]) && plain(words[at - 1], true) > 0;
    }
    words
        .iter()
        .zip(raised)
        .map(|(word, raised)| if raised { word.to_uppercase() } else { (*word).to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// The letters of `letters.csv` with their cells.
    fn rows() -> Vec<Vec<&'static str>> {
        include_str!("letters.csv").lines().skip(1).map(|row| row.split(',').collect()).collect()
    }

    #[test]
    fn each_of_134_letters_comes_back_from_each_way() {
        let rows = rows();
        assert_eq!(rows.iter().map(|row| row[0]).collect::<HashSet<_>>().len(), 134);
        for row in rows {
            for (way, cell) in Legacy::ALL.iter().zip(&row[1..]) {
                for bytes in way.keys(cell) {
                    // In VIQR a mark stands only before more of the text.
                    let text = way.decode(&[&bytes[..], b"n"].concat());
                    assert_eq!(text, format!("{}n", row[0]), "{way:?} {cell}");
                }
            }
        }
    }

    /// Text as a program that knows nothing of the encoding shows it, back to bytes.
    fn latin(shown: &str) -> Vec<u8> {
        shown.chars().map(|c| u8::try_from(c).expect("a byte")).collect()
    }

    #[track_caller]
    fn check(way: Legacy, bytes: &[u8], expect: &str) {
        assert_eq!(way.decode(bytes), expect);
    }

    #[test]
    fn a_line_in_each_way() {
        check(Legacy::Tcvn3, &latin("NghÞ ®Þnh"), "Nghị định");
        check(Legacy::Vni, &latin("Nghò ñònh soá 81/2018/NÑ-CP"), "Nghị định số 81/2018/NĐ-CP");
        check(Legacy::Viqr, b"Nghi. ddi.nh so^' 81/2018/ND-CP\\.", "Nghị định số 81/2018/ND-CP.");
    }

    #[test]
    fn capitals_of_tcvn3_follow_their_word() {
        check(Legacy::Tcvn3, &latin("CéNG HßA X· HéI"), "CỘNG HÒA XÃ HỘI");
        check(Legacy::Tcvn3, &latin("Vµ Chñ tÞch UBND TP Hµ Néi"), "Và Chủ tịch UBND TP Hà Nội");
    }
}
