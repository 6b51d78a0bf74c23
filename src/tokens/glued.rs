//! Words that a text writes without the space between them: `đốcSở`, `nêutrên`, `UBNDtỉnh`, `SMEngày`. Sites that break
//! the lines of a paper anew lose spaces at their ends. A word is parted only where it can be no syllable of
//! Vietnamese itself and each part is one (or an abbreviation in capitals); foreign names stay whole.
//!
//! Source: the spelling of Vietnamese, in which a syllable is an initial, a vowel and a final; finals that stop the
//! breath (`c`, `ch`, `p`, `t`) take only the tones `sắc` and `nặng`; `c`, `k` and `g`, `gh` share the vowels.

use super::fold_into;
use crate::tables::vocabulary::{UNKNOWN, Vocabulary};

/// Characters of two words, at most.
const LONGEST: usize = 14;

/// Each vowel with its tones: none, huyền, sắc, hỏi, ngã, nặng.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// What a syllable may begin with; longer ones first.
const INITIALS: [&str; 27] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "th", "tr", "qu", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Vowels that end a syllable.
const OPEN: [&str; 44] = [
    "a", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iu", "oa",
    "oe", "oi", "ôi", "ơi", "ua", "uê", "ui", "uơ", "ưa", "ưi", "ưu", "uy", "iêu", "oai", "oay", "oeo", "uây", "uôi",
    "uya", "uyu", "ươi", "ươu", "yêu",
];

/// Vowels with a final behind them.
const CLOSED: [&str; 23] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "oă", "oe", "iê", "yê", "uâ", "uê", "uô", "ươ",
    "uy", "uyê",
];

/// Where the second of two words that were written as one begins, in bytes; `None` for all else. To be asked only for
/// a word that no table uses.
pub(super) fn cut(vocabulary: &Vocabulary, word: &str) -> Option<usize> {
    // Short words, and names in plain letters, are the bulk of what is asked.
    if word.len() < 4 || word.len() > LONGEST * 3 {
        return None;
    }
    let mut folded = String::new();
    let mut known = |part: &str| {
        fold_into(part, &mut folded);
        vocabulary.get(&folded) != UNKNOWN
    };
    if let Some(at) = turn(word) {
        let (left, right) = word.split_at(at);
        return (known(left) && is_syllable(left) && (known(right) || !right.is_ascii() && is_syllable(right)))
            .then_some(at);
    }
    if !word.chars().any(is_marked_vowel) {
        return None;
    }
    let mut found = between_vowels(word).into_iter().flatten().filter(|&at| {
        let (left, right) = word.split_at(at);
        known(left) && known(right) && is_syllable(left) && is_syllable(right)
    });
    match (found.next(), found.next()) {
        (Some(at), None) => Some(at),
        (None, _) => behind_capitals(word),
        _ => None,
    }
}

/// Where a small word begins behind an abbreviation: `UBNDtỉnh`, `SMEngày`. `TTg` and `TTr` are whole.
pub(crate) fn behind_capitals(word: &str) -> Option<usize> {
    let at = word.find(char::is_lowercase)?;
    let (capitals, small) = word.split_at(at);
    (capitals.chars().nth(1).is_some()
        && capitals.chars().all(char::is_uppercase)
        && small.chars().any(is_marked_vowel)
        && small.chars().all(char::is_lowercase)
        && is_syllable(small))
    .then_some(at)
}

/// Where a capital follows a small letter, if it does once.
fn turn(word: &str) -> Option<usize> {
    let mut small = false;
    let mut found = None;
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() {
            if found.is_some() {
                return None;
            }
            found = Some(at);
        }
        small = c.is_lowercase();
    }
    found
}

/// The places between two groups of vowels; `None` where there are fewer or more of them.
fn between_vowels(word: &str) -> Option<impl Iterator<Item = usize> + use<'_>> {
    let (mut groups, mut inside) = (0, false);
    let (mut from, mut to) = (0, 0);
    for (at, c) in word.char_indices() {
        let vowel = is_vowel(c);
        if vowel && !inside {
            groups += 1;
            if groups == 2 {
                to = at;
            }
        }
        if !vowel && inside && groups == 1 {
            from = at;
        }
        inside = vowel;
    }
    (groups == 2).then(|| word[from..to].char_indices().map(move |(at, _)| from + at).chain([to]))
}

/// True for a vowel of Vietnamese, small or capital.
fn is_vowel(c: char) -> bool {
    if c.is_ascii() { matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') } else { is_marked_vowel(c) }
}

/// True for a vowel with a mark of its own or a tone.
fn is_marked_vowel(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic() && c != 'đ' && c != 'Đ'
}

/// A vowel without its tone, and the tone; other letters as they are.
fn bare(c: char) -> (char, usize) {
    let row = VOWELS.iter().find_map(|row| Some((row.chars().next()?, row.chars().position(|v| v == c)?)));
    row.unwrap_or((c, 0))
}

/// True for what the spelling of Vietnamese allows as one syllable.
fn is_syllable(word: &str) -> bool {
    let mut plain = String::with_capacity(word.len());
    let mut tone = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let (letter, mark) = bare(c);
        if mark > 0 && tone > 0 {
            return false;
        }
        tone += mark;
        plain.push(letter);
    }
    let initial = |initial: &&&str| plain.starts_with(**initial);
    let rest = |initial: &str| plain.strip_prefix(initial).is_some_and(|rest| is_rhyme(initial, rest, tone));
    // "gì" begins with g, "giá" with gi.
    INITIALS.iter().filter(initial).take(2).any(|initial| rest(initial)) || rest("")
}

/// True if this may stand behind the initial of a syllable.
fn is_rhyme(initial: &str, rest: &str, tone: usize) -> bool {
    let at = rest.find(|c| !is_vowel(c)).unwrap_or(rest.len());
    let (vowel, last) = rest.split_at(at);
    let front = vowel.starts_with(['e', 'ê', 'i', 'y']);
    let spelt = match initial {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !vowel.starts_with(['e', 'ê']),
        _ => true,
    };
    let stops = matches!(last, "c" | "ch" | "p" | "t");
    let shaped = match last {
        "" => OPEN.contains(&vowel),
        "m" | "n" | "p" | "t" => CLOSED.contains(&vowel),
        "ch" | "nh" => CLOSED.contains(&vowel) && vowel.ends_with(['a', 'ê', 'i', 'y']),
        "c" | "ng" => CLOSED.contains(&vowel) && !matches!(vowel, "ê" | "i" | "y" | "ơ" | "uê" | "uy"),
        _ => false,
    };
    spelt && shaped && (!stops || matches!(tone, 2 | 5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tables;

    #[track_caller]
    fn check(word: &str, expect: &str) {
        let tables = Tables::builtin().expect("tables");
        let parts = cut(&tables.vocabulary, word).map(|at| word.split_at(at));
        assert_eq!(parts.map_or(word.to_owned(), |(left, right)| format!("{left} {right}")), expect);
    }

    #[test]
    fn words_whose_space_was_lost_are_two() {
        check("đốcSở", "đốc Sở");
        check("BộCông", "Bộ Công");
        check("BộY", "Bộ Y");
        check("nêutrên", "nêu trên");
        check("đềnghị", "đề nghị");
        check("CHƯƠNGTRÌNH", "CHƯƠNG TRÌNH");
        check("NAMĐộc", "NAM Độc");
        check("thựchiện", "thực hiện");
        check("UBNDtỉnh", "UBND tỉnh");
        check("SMEngày", "SME ngày");
        check("QLKTTWngày", "QLKTTW ngày");
    }

    #[test]
    fn symbols_syllables_and_foreign_names_are_one() {
        for word in
            ["TTg", "TTgCP", "TTr", "BCĐ", "nghiêng", "quyết", "Samsung", "YouTube", "VNeID", "Covid", "Êđê", "khuỷu"]
        {
            check(word, word);
        }
    }

    #[test]
    fn a_syllable_is_spelt_by_the_rules() {
        for word in ["gì", "giá", "quốc", "nghị", "ủy", "khuya", "xã", "tiếng", "Quỳnh", "rượu", "ý"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["xãc", "cên", "ngị", "gệ", "sm", "online", "đinhg", "hiêc", "ăn ăn"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
