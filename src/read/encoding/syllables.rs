//! Whether a word can be a Vietnamese syllable: an onset, a rhyme and one tone. A text decoded wrongly has hardly any.

use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The five marks of tone: sắc, huyền, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{303}', '\u{309}', '\u{323}'];
/// The tones of a syllable that ends in a stop: sắc and nặng.
const STOPPED: [char; 2] = ['\u{301}', '\u{323}'];

/// Onsets and rhymes without tone, from `syllables.csv`.
static PARTS: LazyLock<[HashSet<&'static str>; 2]> = LazyLock::new(|| {
    let rows = || include_str!("syllables.csv").lines().skip(1).filter_map(|row| row.split_once(','));
    let of = |sought: &str| rows().filter(|(_, kind)| *kind == sought).map(|(part, _)| part).collect();
    [of("onset"), of("rhyme")]
});

/// What words are, to the eye of a speller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Syllables with a mark.
    pub good: usize,
    /// Words with a letter beyond ASCII that are none.
    pub bad: usize,
}

impl Tally {
    /// Counts the words of a text that have letters beyond ASCII and a vowel: "NĐ" says nothing.
    pub fn of(text: &str) -> Self {
        let mut tally = Tally::default();
        for word in text.split(|c: char| !c.is_alphabetic() && !TONES.contains(&c)).filter(|word| !word.is_ascii()) {
            match is_syllable(word) {
                Some(true) => tally.good += 1,
                Some(false) => tally.bad += 1,
                None => {}
            }
        }
        tally
    }

    /// True if nearly all words are syllables, and there are some.
    pub fn is_vietnamese(self) -> bool {
        self.good >= 3 && self.good * 5 >= (self.good + self.bad) * 4
    }
}

/// Whether a word is a syllable; `None` for one without vowels, such as "NĐ".
pub fn is_syllable(word: &str) -> Option<bool> {
    let (tones, letters): (Vec<char>, Vec<char>) = word.to_lowercase().nfd().partition(|c| TONES.contains(c));
    let bare: String = letters.into_iter().nfc().collect();
    if !bare.chars().any(|c| "aăâeêioôơuưy".contains(c)) && bare.chars().all(|c| c.is_ascii() || c == 'đ') {
        return None;
    }
    let [onsets, rhymes] = &*PARTS;
    let parts = bare.char_indices().map(|(at, _)| bare.split_at(at)).take(4);
    let good = parts.filter(|(onset, _)| onset.is_empty() || onsets.contains(onset)).any(|(_, rhyme)| {
        let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        rhymes.contains(rhyme) && (!stopped || tones.first().is_some_and(|tone| STOPPED.contains(tone)))
    });
    Some(good && tones.len() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expect: Option<bool>) {
        assert_eq!(is_syllable(word), expect, "{word}");
    }

    #[test]
    fn syllables_and_what_is_none() {
        for word in
            ["nghị", "ĐỊNH", "Thủ", "tướng", "quyết", "giữa", "khuỷu", "Ủy", "uỷ", "oan", "ngoằng", "e\u{302}\u{323}"]
        {
            check(word, Some(true));
        }
        for word in ["nghợk", "thưp", "cáà", "tòc", "Þnh", "zạ", "đắk"] {
            check(word, Some(false));
        }
        check("NĐ", None);
        check("HĐND", None);
    }
}
