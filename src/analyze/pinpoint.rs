//! The words of a pinpoint ("khoản 2 Điều 5", "Điều 4 đến Điều 8") → the places that they name, and whether two
//! pinpoints share one. It knows the form of the words alone, not the text of the paper: which chapter holds Điều 5 it
//! cannot say.

use super::Touch;
use crate::model::PartKind;
use crate::names::fold;
use std::collections::BTreeMap;

/// Units of a pinpoint, largest first.
const UNITS: [PartKind; 8] = [
    PartKind::Annex,
    PartKind::Division,
    PartKind::Chapter,
    PartKind::Section,
    PartKind::Subsection,
    PartKind::Article,
    PartKind::Clause,
    PartKind::Point,
];

/// The word between the ends of a range, without accents.
const UP_TO: &str = "den";

/// The most places that a range stands for; one that is longer is a misreading.
const LONGEST: u32 = 200;

/// Units with their labels, as Điều 5, khoản 2.
type Spot = BTreeMap<PartKind, String>;

/// The places that a pinpoint names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    words: String,
    spots: Vec<Spot>,
}

/// A unit with the labels behind it: "khoản 1, 2".
struct Group {
    unit: PartKind,
    labels: Vec<String>,
}

impl Provision {
    /// The places of a pinpoint; `None` if the words name none.
    pub fn parse(words: &str) -> Option<Self> {
        let mut groups = groups(words);
        let sizes = |groups: &[Group]| groups.iter().map(|group| group.unit).collect::<Vec<_>>();
        if groups.len() > 1 && sizes(&groups).windows(2).all(|two| size(two[0]) > size(two[1])) {
            // "Điều 5 khoản 2": from large to small, against the custom.
            groups.reverse();
        }
        let mut spots = Vec::new();
        let mut around: Spot = BTreeMap::new();
        for at in (0..groups.len()).rev() {
            let group = &groups[at];
            around.retain(|unit, _| size(*unit) > size(group.unit));
            let holds_the_next = at > 0 && size(groups[at - 1].unit) < size(group.unit);
            if !holds_the_next {
                for label in group.labels.iter().rev() {
                    let mut spot = around.clone();
                    spot.insert(group.unit, label.clone());
                    spots.push(spot);
                }
            }
            if let Some(label) = group.labels.first() {
                around.insert(group.unit, label.clone());
            }
        }
        spots.reverse();
        (!spots.is_empty()).then(|| Provision { words: words.trim().to_owned(), spots })
    }

    /// The words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether two pinpoints share a place: one that holds the other does, "Điều 5" and "khoản 2 Điều 5". `None` if
    /// they do not; [`Touch::May`] where the words leave it open, as for "Chương II" and "Điều 5".
    pub fn touches(&self, other: &Provision) -> Option<Touch> {
        let pairs = self.spots.iter().flat_map(|a| other.spots.iter().map(move |b| shared(a, b)));
        pairs.flatten().min()
    }
}

/// The place of a unit among the units, small for small ones.
fn size(unit: PartKind) -> usize {
    UNITS.iter().rev().position(|held| *held == unit).unwrap_or(0)
}

/// "phụ lục" of "phụ lục, văn bản kèm theo".
fn name(unit: PartKind) -> &'static str {
    unit.label_vi().split(',').next().unwrap_or_default()
}

fn shared(a: &Spot, b: &Spot) -> Option<Touch> {
    if a.contains_key(&PartKind::Annex) != b.contains_key(&PartKind::Annex) {
        return None;
    }
    let both: Vec<PartKind> = a.keys().filter(|unit| b.contains_key(unit)).copied().collect();
    if both.iter().any(|unit| a[unit] != b[unit]) {
        return None;
    }
    // Clauses and points are counted anew in each article, so that they alone name no place.
    let known = both.iter().any(|unit| size(*unit) > size(PartKind::Clause));
    Some(if known { Touch::Yes } else { Touch::May })
}

/// The units and labels of the words, from left to right.
fn groups(words: &str) -> Vec<Group> {
    let parted = words.replace([',', ';', '.', '(', ')'], " ");
    let list: Vec<&str> = parted.split_whitespace().collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    let mut range = false;
    while at < list.len() {
        let two = list.get(at + 1).map(|next| fold(&format!("{} {next}", list[at]))).unwrap_or_default();
        let one = fold(list[at]);
        let unit_of = |words: &str| UNITS.iter().copied().find(|unit| fold(name(*unit)) == words);
        if let Some((unit, more)) = unit_of(&two).map(|unit| (unit, 2)).or_else(|| unit_of(&one).map(|unit| (unit, 1)))
        {
            let goes_on = range && groups.last().is_some_and(|last| last.unit == unit);
            if !goes_on {
                groups.push(Group { unit, labels: Vec::new() });
            }
            at += more;
            continue;
        }
        if let (Some(group), Some(label)) = (groups.last_mut(), label(list[at])) {
            if range && let Some(from) = group.labels.last() {
                group.labels.extend(between(from, &label));
            }
            group.labels.push(label);
            range = false;
        } else {
            range = one == UP_TO;
        }
        at += 1;
    }
    groups.retain(|group| !group.labels.is_empty());
    groups
}

/// `5`, `5a`, `2.1`, `II`, `đ`; of a number without the zeros before it.
fn label(word: &str) -> Option<String> {
    let short = word.trim_start_matches('0').to_lowercase();
    let number = short.starts_with(|c: char| c.is_ascii_digit()) && short.chars().all(char::is_alphanumeric);
    let roman = word.chars().all(|c| "IVXL".contains(c));
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    ((number || roman || letter) && !short.is_empty()).then_some(short)
}

/// The numbers strictly between two.
fn between(from: &str, to: &str) -> Vec<String> {
    let ends = from.parse::<u32>().ok().zip(to.parse::<u32>().ok());
    match ends {
        Some((from, to)) if from < to && to - from <= LONGEST => (from + 1..to).map(|n| n.to_string()).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expect: &str) {
        let spots = Provision::parse(words).map(|found| found.spots).unwrap_or_default();
        let spot = |spot: &Spot| {
            let mut units: Vec<_> = spot.iter().collect();
            units.sort_by_key(|(unit, _)| size(**unit));
            units.iter().map(|(unit, label)| format!("{} {label}", name(**unit))).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(spots.iter().map(spot).collect::<Vec<_>>().join("; "), expect, "{words}");
    }

    #[test]
    fn a_pinpoint_names_its_places() {
        check("Điều 5", "điều 5");
        check("khoản 2 Điều 5", "khoản 2 điều 5");
        check("dieu 5 khoan 2", "khoản 2 điều 5");
        check("điểm b, điểm c, khoản 1 Điều 84", "điểm b khoản 1 điều 84; điểm c khoản 1 điều 84");
        check("khoản 1, 2 và 3 Điều 7", "khoản 1 điều 7; khoản 2 điều 7; khoản 3 điều 7");
        check("Điều 60 và Điều 61", "điều 60; điều 61");
        check("Điều 4 đến Điều 6", "điều 4; điều 5; điều 6");
        check("Mục II Phụ lục số 01", "mục ii phụ lục 1");
        check("điểm đ khoản 2 Điều 5a", "điểm đ khoản 2 điều 5a");
        check("toàn văn", "");
    }

    #[track_caller]
    fn meets(a: &str, b: &str, expect: Option<Touch>) {
        let provision = |words| Provision::parse(words).expect("a pinpoint");
        assert_eq!(provision(a).touches(&provision(b)), expect, "{a} | {b}");
        assert_eq!(provision(b).touches(&provision(a)), expect, "{b} | {a}");
    }

    #[test]
    fn one_that_holds_the_other_touches_it() {
        let (yes, may) = (Some(Touch::Yes), Some(Touch::May));
        meets("Điều 5", "khoản 2 Điều 5", yes);
        meets("khoản 2 Điều 5", "điểm a khoản 2 Điều 5", yes);
        meets("khoản 2 Điều 5", "khoản 3 Điều 5", None);
        meets("Điều 5", "Điều 50", None);
        meets("Điều 5", "Điều 3 đến Điều 8", yes);
        meets("Điều 5", "Điều 5a", None);
        meets("Điều 5", "Phụ lục I", None);
        meets("Điều 5", "Chương II", may);
        meets("khoản 2", "khoản 2 Điều 5", may);
        meets("điểm d khoản 1 Điều 2", "điểm đ khoản 1 Điều 2", None);
        meets("Mục II Phụ lục I", "Phụ lục I", yes);
    }
}
