//! Passages of papers that change others: what each does, how much of the other it touches, and from when. The format
//! stands at the head of `tests/gold/passages/amendments.txt`.

use crate::gold::{letter, lines};
use crate::reading;
use crate::score::{Gold, GoldRelation, Same, Tallies, relations};
use luocdo::model::{Extraction, Relation};
use std::collections::BTreeSet;

/// One relation of the gold with what is known besides.
struct Wanted {
    relation: GoldRelation,
    /// Types that a careful officer could as well say.
    others: Vec<String>,
    /// `whole` or `part`.
    extent: Option<String>,
    /// The units and labels of the provisions touched.
    provisions: BTreeSet<String>,
    /// The day from which it holds.
    day: Option<String>,
}

impl Wanted {
    fn parse(text: &str) -> Self {
        let mut words = text.split(' ');
        let mut next = || words.next().unwrap_or_else(|| panic!("`{text}`: TYPE FROM TO")).replace('_', " ");
        let relation = GoldRelation { r#type: next(), from: next(), to: next() };
        let mut wanted = Wanted { relation, others: Vec::new(), extent: None, provisions: BTreeSet::new(), day: None };
        for field in words {
            match field.split_once('=') {
                Some(("at", value)) => wanted.provisions = labels(&value.replace(['_', ',', '-'], " ")),
                Some(("on", value)) => wanted.day = Some(value.to_owned()),
                Some(("alt", value)) => wanted.others.push(value.to_owned()),
                Some(("also" | "except" | "until", _)) | None if field != "whole" && field != "part" => {}
                None => wanted.extent = Some(field.to_owned()),
                Some(_) => panic!("`{text}`: `{field}`"),
            }
        }
        wanted
    }

    /// The relation of the pair that was read, if it is of a type that will do.
    fn among<'x>(&self, found: &'x Extraction, same: &Same) -> Option<&'x Relation> {
        let kind = |name: &str| name == self.relation.r#type || self.others.iter().any(|other| other == name);
        found.relations.iter().find(|r| {
            let pair = [(&self.relation.from, &r.from), (&self.relation.to, &r.to)];
            kind(r.kind.name()) && pair.iter().all(|(gold, key)| same.key(gold, &key.to_string()))
        })
    }
}

/// Units and labels of provisions, without the words that join them.
fn labels(text: &str) -> BTreeSet<String> {
    let joins = ["và", "các", "đến", "từ", "của", "số"];
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').map(str::to_lowercase);
    words.filter(|word| !word.is_empty() && !joins.contains(&word.as_str())).collect()
}

/// The figures of all passages.
pub fn passages() -> Tallies {
    let mut tallies = Tallies::new();
    for line in lines("amendments.txt") {
        let parts: Vec<&str> = line.split(" ⇒ ").collect();
        let (sentence, wanted) = (parts[0], parts[1]);
        let found = if parts.len() > 2 { reading(sentence) } else { letter(sentence) };
        let wanted: Vec<Wanted> = wanted.split("; ").filter(|w| *w != "none").map(Wanted::parse).collect();
        let same = Same::of(&found);
        score(&mut tallies, sentence, &wanted, &found, &same);
    }
    tallies
}

fn score(tallies: &mut Tallies, sentence: &str, wanted: &[Wanted], found: &Extraction, same: &Same) {
    let name: String = sentence.lines().last().unwrap_or_default().chars().take(110).collect();
    let mut gold = Gold::default();
    for one in wanted {
        let read = one.among(found, same).map(|relation| relation.kind.name().to_owned());
        let GoldRelation { r#type, from, to } = &one.relation;
        let r#type = read.unwrap_or_else(|| r#type.clone());
        gold.relations.push(GoldRelation { r#type, from: from.clone(), to: to.clone() });
    }
    relations(tallies, &name, &gold, found, same);
    let show = (|g: &String| g.clone(), |x: &String| x.clone());
    for one in wanted {
        let Some(read) = one.among(found, same) else { continue };
        let mut pair = |measure, gold: Vec<String>, have: Vec<String>| {
            let file = format!("{name}: {} {}", one.relation.r#type, one.relation.to);
            tallies.entry(measure).or_default().pair(&file, &gold, &have, |g, x| g == x, show);
        };
        if let Some(extent) = &one.extent {
            pair("extent", vec![extent.clone()], vec![if read.part { "part" } else { "whole" }.to_owned()]);
        }
        let same = read.touches.iter().filter(|touch| touch.kind == read.kind);
        let touched = same.filter_map(|touch| touch.pinpoint.as_deref()).collect::<Vec<_>>().join(" ");
        let touched = labels(if touched.is_empty() { read.pinpoint.as_deref().unwrap_or_default() } else { &touched });
        let line = |labels: &BTreeSet<String>| labels.iter().cloned().collect::<Vec<_>>().join(" ");
        let given = |labels: &BTreeSet<String>| if labels.is_empty() { Vec::new() } else { vec![line(labels)] };
        if !one.provisions.is_empty() || one.extent.is_some() {
            pair("provisions", given(&one.provisions), given(&touched));
        }
        pair(
            "days",
            one.day.clone().into_iter().collect(),
            read.effect.map(|day| day.to_string()).into_iter().collect(),
        );
    }
}
