//! Bytes of text and HTML files → characters: UTF-8, UTF-16, Windows-1258, and the ways of writing Vietnamese from
//! before Unicode. Which one it was is told; a guess must make nearly every word a Vietnamese syllable, or the file is
//! refused.

mod letters;
mod syllables;

use crate::error::{Error, Result};
use crate::model::Text;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
pub use letters::Legacy;
use std::borrow::Cow;
use std::path::Path;
use syllables::Tally;

/// How much of a page is looked at for `<meta charset>`, in bytes (HTML, 13.2.3.2).
const HEAD: usize = 1024;

/// A file's characters, and how they were written.
#[derive(Debug, PartialEq)]
pub struct Decoded<'a> {
    /// The characters, not yet normalised.
    pub text: Cow<'a, str>,
    /// `UTF-8`, `TCVN3 (ABC)`.
    pub encoding: &'static str,
    /// What the reader should know of it.
    pub note: Option<String>,
}

impl<'a> Decoded<'a> {
    fn new(text: impl Into<Cow<'a, str>>, encoding: &'static str) -> Self {
        Self { text: text.into(), encoding, note: None }
    }

    /// The text made of the characters, with how they were written.
    pub fn told(self, text: Text) -> Text {
        let mut notes = text.notes;
        notes.extend(self.note);
        Text { encoding: self.encoding, notes, ..text }
    }

    /// A text in an encoding that was found by its looks.
    fn guessed(text: String, encoding: &'static str) -> Self {
        let capitals = if encoding == Legacy::Tcvn3.name() {
            "; its capitals with marks are small letters in another font, and were raised in words of capitals"
        } else {
            ""
        };
        let note = format!("read as {encoding}, not UTF-8{capitals}");
        Self { text: text.into(), encoding, note: Some(note) }
    }
}

/// The characters of a text or HTML file.
///
/// # Errors
/// For a binary file, and for bytes that are neither UTF-8 nor Vietnamese in any other encoding.
pub fn decode<'a>(path: &Path, bytes: &'a [u8]) -> Result<Decoded<'a>> {
    if let Some(decoded) = utf_16(bytes) {
        return Ok(decoded);
    }
    if bytes.contains(&0) {
        return Err(Error::Format { path: path.to_owned(), found: "a binary file" });
    }
    let invalid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(mended(text).unwrap_or_else(|| Decoded::new(text, "UTF-8"))),
        Err(error) => error.valid_up_to(),
    };
    let refused = || {
        let line = bytes[..invalid].iter().filter(|&&b| b == b'\n').count() + 1;
        Error::Encoding { path: path.to_owned(), byte: invalid, line }
    };
    if is_mostly_utf_8(bytes) {
        return Err(refused());
    }
    guess(bytes).or_else(|| declared(bytes)).ok_or_else(refused)
}

/// The characters of a text in VIQR, which is ASCII, or of one that some program took for western letters: "NghÞ
/// ®Þnh" is "Nghị định" in TCVN3. `None` for a text that is right as it is.
fn mended(text: &str) -> Option<Decoded<'static>> {
    if !text.is_ascii() {
        let way = disguised(text)?;
        return Some(Decoded::guessed(way.mend(text), way.name()));
    }
    let marked = Legacy::Viqr.decode(text.as_bytes());
    let enough = marked.chars().filter(|c| !c.is_ascii()).count() * 20 >= text.len();
    (enough && Tally::of(&marked).is_vietnamese()).then(|| Decoded::guessed(marked, Legacy::Viqr.name()))
}

/// The old way of writing that a text is in, if all its letters are western ones and read so they are Vietnamese.
pub fn disguised(text: &str) -> Option<Legacy> {
    if !text.chars().all(is_western) {
        return None;
    }
    let here = Tally::of(text);
    [Legacy::Tcvn3, Legacy::Vni]
        .into_iter()
        .map(|way| (Tally::of(&way.mend(text)), way))
        .filter(|(tally, _)| tally.is_vietnamese() && tally.good > 2 * here.good)
        .max_by_key(|(tally, _)| tally.good)
        .map(|(_, way)| way)
}

impl Legacy {
    /// The right letters of a text whose bytes were taken for western ones; other text stays as it is.
    pub fn mend(self, text: &str) -> String {
        let bytes: Option<Vec<u8>> = text.chars().map(western).collect();
        bytes.map_or_else(|| text.to_owned(), |bytes| self.decode(&bytes))
    }
}

/// True for a character that Windows' western code page has, as which old letters are taken.
pub fn is_western(c: char) -> bool {
    western(c).is_some()
}

/// The byte of a character in Windows' western code page, or in Latin-1 where that has none.
fn western(c: char) -> Option<u8> {
    if c.is_ascii() {
        return u8::try_from(c).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match *bytes {
        [byte] if !lost => Some(byte),
        _ => u8::try_from(c).ok(),
    }
}

/// UTF-16, by its mark or by the zero bytes that every ASCII letter has in it.
fn utf_16(bytes: &[u8]) -> Option<Decoded<'static>> {
    let (encoding, name, rest) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE, "UTF-16LE", rest),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE, "UTF-16BE", rest),
        _ => {
            let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
            let (high, low) = (zeros(0), zeros(1));
            let many = bytes.len() / 8;
            match (high, low) {
                (0, _) if low > many => (UTF_16LE, "UTF-16LE", bytes),
                (_, 0) if high > many => (UTF_16BE, "UTF-16BE", bytes),
                _ => return None,
            }
        }
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest)?;
    Some(Decoded { note: Some(format!("read as {name}, not UTF-8")), ..Decoded::new(text.into_owned(), name) })
}

/// True for UTF-8 with a few wrong bytes: an old encoding hardly ever makes a whole letter of it.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += chunk.invalid().len();
    }
    letters > 4 * wrong
}

/// The encoding in which nearly all words are Vietnamese, if there is one.
fn guess(bytes: &[u8]) -> Option<Decoded<'static>> {
    let windows = WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned();
    let others = [Legacy::Tcvn3, Legacy::Vni, Legacy::Viscii].map(|way| (way.decode(bytes), way.name()));
    std::iter::once((windows, "windows-1258"))
        .chain(others)
        .map(|(text, name)| (Tally::of(&text), text, name))
        .filter(|(tally, ..)| tally.is_vietnamese())
        .max_by_key(|(tally, ..)| (tally.good as i64) - 4 * tally.bad as i64)
        .map(|(_, text, name)| Decoded::guessed(text, name))
}

/// The encoding that a web page declares, if the bytes are right in it. Pages in the encodings of [`Legacy`] declare
/// western ones, so this comes last.
fn declared(bytes: &[u8]) -> Option<Decoded<'static>> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let label = head.split("<meta").skip(1).find_map(|tag| {
        let tag = tag.split('>').next()?;
        let (_, value) = tag.split_once("charset=")?;
        value.trim_start_matches(['"', '\'', ' ']).split(['"', '\'', ' ', ';', '/']).next()
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    let note = Some(format!("read as {}, which the page declares", encoding.name()));
    Some(Decoded { note, ..Decoded::new(text, encoding.name()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    const LINE: &str = "Nghị định số 81/2018/NĐ-CP ngày 22/5/2018 của Chính phủ quy định chi tiết Luật Thương mại";

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(Path::new("a.txt"), bytes).expect("it reads");
        (crate::read::normalise(&decoded.text, crate::model::Format::Txt).content, decoded.encoding)
    }

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, expect: &str) {
        assert_eq!(read(bytes), (expect.to_owned(), Box::leak(encoding.to_owned().into_boxed_str()) as &str));
    }

    fn latin(shown: &str) -> Vec<u8> {
        shown.chars().map(|c| western(c).expect("a western letter")).collect()
    }

    /// Windows-1258: letters with a tone are a letter and a mark.
    fn windows_1258(text: &str) -> Vec<u8> {
        let parts = text.chars().flat_map(|c| {
            let tone = c.nfd().find(|mark| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*mark));
            let bare: String = c.nfd().filter(|mark| Some(*mark) != tone).nfc().collect();
            bare.chars().chain(tone).collect::<Vec<_>>()
        });
        let parts: String = parts.collect();
        WINDOWS_1258.encode(&parts).0.into_owned()
    }

    #[test]
    fn utf_16_with_and_without_its_mark() {
        let little: Vec<u8> = LINE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = LINE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&[&[0xFF, 0xFE], &little[..]].concat(), "UTF-16LE", LINE);
        check(&[&[0xFE, 0xFF], &big[..]].concat(), "UTF-16BE", LINE);
        check(&little, "UTF-16LE", LINE);
        check(&big, "UTF-16BE", LINE);
    }

    #[test]
    fn encodings_from_before_unicode_are_told_by_their_words() {
        let tcvn3 = "NghÞ ®Þnh sè 81/2018/N§-CP cña ChÝnh phñ quy ®Þnh chi tiÕt LuËt Th\u{ad}¬ng m¹i";
        let text = "Nghị định số 81/2018/NĐ-CP của Chính phủ quy định chi tiết Luật Thương mại";
        check(&latin(tcvn3), "TCVN3 (ABC)", text);
        let vni = "Nghò ñònh soá 81/2018/NÑ-CP cuûa Chính phuû quy ñònh chi tieát Luaät Thöông maïi";
        check(&latin(vni), "VNI", text);
        check(&windows_1258(text), "windows-1258", text);
        let viqr = "Nghi. ddi.nh so^' 81/2018/NDD-CP cu?a Chi'nh phu? quy ddi.nh chi tie^'t Lua^.t Thu+o+ng ma.i";
        check(viqr.as_bytes(), "VIQR", text);
    }

    #[test]
    fn letters_that_a_program_took_for_western_are_mended() {
        check("NghÞ ®Þnh cña ChÝnh phñ quy ®Þnh".as_bytes(), "TCVN3 (ABC)", "Nghị định của Chính phủ quy định");
        check(
            "Le décret du gouvernement français du 8 février".as_bytes(),
            "UTF-8",
            "Le décret du gouvernement français du 8 février",
        );
        check(
            "It isn't. Is it? He said: \"you're late\".".as_bytes(),
            "UTF-8",
            "It isn't. Is it? He said: \"you're late\".",
        );
    }

    #[test]
    fn a_western_page_is_read_as_it_declares() {
        let page = latin("<meta charset=\"iso-8859-1\"><p>Décret du 8 février, présenté à l'Assemblée");
        let (text, encoding) = read(&page);
        assert_eq!(encoding, "windows-1252");
        assert!(text.contains("février"), "{text}");
    }

    #[test]
    fn wrong_bytes_in_utf_8_are_an_error_and_no_old_encoding() {
        let mut bytes = LINE.as_bytes().to_vec();
        bytes.push(0xFF);
        let error = decode(Path::new("a.txt"), &bytes).expect_err("must fail").to_string();
        assert!(error.contains(&format!("byte {}", LINE.len())), "{error}");
        assert!(decode(Path::new("a.txt"), &latin("Un décret présenté hier à été signé")).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(decoded) = decode(Path::new("a.txt"), &bytes) {
                prop_assert!(!decoded.encoding.is_empty());
            }
        }

        #[test]
        fn no_mix_of_old_letters_breaks_it(text in "[a-zé®Þµ¬§\u{ad}ñòöïäâ.'?^ \n]{0,80}") {
            let bytes: Vec<u8> = text.chars().filter_map(western).collect();
            let _ = decode(Path::new("a.txt"), &bytes);
            prop_assert!(mended(&text).is_none_or(|decoded| decoded.note.is_some()));
        }
    }
}
