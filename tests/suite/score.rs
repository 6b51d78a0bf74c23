//! Scores what was read against what a person marked, by the rules of the annotation guide: mentions with their
//! places, what they name, items, relations, assignments and deadlines. A year that the gold leaves open fits any;
//! a statute may be known by number or by short title.

use luocdo::model::{Extraction, Key, MentionKind};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;

/// What a person marked in one text.
#[derive(Debug, Default, Deserialize)]
pub struct Gold {
    pub items: Vec<GoldItem>,
    pub mentions: Vec<GoldMention>,
    pub relations: Vec<GoldRelation>,
    pub assignments: Vec<GoldAssignment>,
}

#[derive(Debug, Deserialize)]
pub struct GoldItem {
    pub span: [usize; 2],
    pub headline: String,
    pub subject: Option<String>,
    pub date: Option<String>,
    pub signer: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct GoldMention {
    pub span: [usize; 2],
    pub text: String,
    /// Missing where only the place is known.
    pub key: Option<String>,
    #[serde(default)]
    pub anaphor: bool,
}

#[derive(Debug, Deserialize)]
pub struct GoldRelation {
    pub r#type: String,
    pub from: String,
    pub to: String,
}

#[derive(Debug, Deserialize)]
pub struct GoldAssignment {
    pub document: String,
    pub agency: String,
    pub role: String,
    pub due: Option<String>,
}

/// Right, missed and extra answers of one kind; the latter two with their text, so that they can be shown.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub missed: Vec<String>,
    pub extra: Vec<String>,
}

impl Tally {
    pub fn f1(&self) -> f64 {
        let wrong = self.missed.len() + self.extra.len();
        if self.right + wrong == 0 { 1.0 } else { 2.0 * self.right as f64 / (2 * self.right + wrong) as f64 }
    }

    /// Pairs each gold answer with one given answer that is the same; the pairs come back as indices.
    pub fn pair<G, X>(
        &mut self,
        name: &str,
        gold: &[G],
        given: &[X],
        same: impl Fn(&G, &X) -> bool,
        show: (impl Fn(&G) -> String, impl Fn(&X) -> String),
    ) -> Vec<(usize, usize)> {
        let mut left: Vec<usize> = (0..given.len()).collect();
        let mut pairs = Vec::new();
        for (n, answer) in gold.iter().enumerate() {
            match left.iter().position(|&x| same(answer, &given[x])) {
                Some(at) => pairs.push((n, left.remove(at))),
                None => self.missed.push(format!("{name}: {}", show.0(answer))),
            }
        }
        self.right += pairs.len();
        self.extra.extend(left.into_iter().map(|x| format!("{name}: {}", show.1(&given[x]))));
        pairs
    }
}

/// The tallies of a set of texts, by measure.
pub type Tallies = BTreeMap<&'static str, Tally>;

/// A key as it is compared: type, number and year; `None` for an open year.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name(String, String, Option<String>);

fn name(key: &str) -> Name {
    let key: String = key.nfc().collect();
    let mut parts = key.split('|').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_owned();
    let mut number = parts.next().unwrap_or_default().to_lowercase();
    if number.contains('/') || number.starts_with(|c: char| c.is_ascii_digit()) {
        number.retain(|c| !c.is_whitespace());
    }
    Name(kind, number, parts.next().filter(|year| *year != "?").map(str::to_owned))
}

/// Whether keys name the same document, knowing the short titles of the statutes in the text.
pub struct Same(HashMap<(String, String), String>);

impl Same {
    pub fn of(found: &Extraction) -> Self {
        let titles = found.documents.iter().filter_map(|document| {
            let Name(kind, number, _) = name(&document.key.to_string());
            Some(((kind, number), document.short_title.as_ref()?.to_lowercase()))
        });
        Same(titles.collect())
    }

    pub fn key(&self, gold: &str, given: &str) -> bool {
        let (gold, given) = (name(gold), name(given));
        let title = self.0.get(&(given.0.clone(), given.1.clone()));
        gold.0 == given.0
            && (gold.2.is_none() || gold.2 == given.2)
            && (gold.1 == given.1 || title.is_some_and(|title| *title == gold.1))
    }

    fn subject(&self, gold: Option<&str>, given: Option<&Key>) -> bool {
        match (gold, given) {
            (Some(gold), Some(given)) => self.key(gold, &given.to_string()),
            (gold, given) => gold.is_none() && given.is_none(),
        }
    }
}

/// A body's name as it is compared: without case, commas, the province's own name and the long form of UBND.
fn agency(written: &str, place: Option<&str>) -> String {
    let mut text: String = written.nfc().collect::<String>().to_lowercase();
    text = text.replace("uỷ ban", "ủy ban").replace("ủy ban nhân dân", "ubnd");
    if let Some(province) = place.and_then(|id| crate::TABLES.agencies.province(id)) {
        let province = province.name.to_lowercase();
        for kind in ["tỉnh", "thành phố"] {
            text = text.replace(&format!("{kind} {province}"), kind);
        }
    }
    text.split([' ', ',', '\u{a0}', '\n'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches('.')
        .to_owned()
}

/// Adds what was read in one text.
pub fn score(tallies: &mut Tallies, file: &str, gold: &Gold, found: &Extraction) {
    let same = Same::of(found);
    let points = |span| found.text.points(span);
    mentions(tallies, file, gold, found, &same);

    let near = |a: usize, b: usize| a.abs_diff(b) <= 2;
    let items = tallies.entry("items").or_default().pair(
        file,
        &gold.items,
        &found.items,
        |g, x| near(g.span[0], points(x.span)[0]) && near(g.span[1], points(x.span)[1]),
        (|g| g.headline.clone(), |x| found.text.slice(x.headline).to_owned()),
    );
    for (g, x) in items {
        let (g, x) = (&gold.items[g], &found.items[x]);
        let mut right = |measure, right: bool, wanted: &dyn std::fmt::Debug, given: &dyn std::fmt::Debug| {
            let tally = tallies.entry(measure).or_default();
            if right {
                tally.right += 1;
            } else {
                // One wrong value is one miss and one extra, so that F1 is the share of right ones.
                tally.missed.push(format!("{file}: {}: {wanted:?}", g.headline));
                tally.extra.push(format!("{file}: {}: {given:?}", g.headline));
            }
        };
        let given = x.subject.as_ref().map(ToString::to_string);
        right("item subject", same.subject(g.subject.as_deref(), x.subject.as_ref()), &g.subject, &given);
        let issuer = g.subject.as_deref().and_then(|key| key.split('|').nth(3));
        let stated = x.subject.as_ref().map(|key| key.issuer.as_deref().unwrap_or("?"));
        right("item issuer", issuer == stated, &issuer, &stated);
        let date = x.date.map(|date| date.to_string());
        right("item date", g.date == date, &g.date, &date);
        let plain = |signer: Option<&str>| signer.map(str::to_lowercase).unwrap_or_default();
        right("item signer", plain(g.signer.as_deref()) == plain(x.signer.as_deref()), &g.signer, &x.signer);
    }

    relations(tallies, file, gold, found, &same);
    assignments(tallies, file, gold, found, &same);
}

fn mentions(tallies: &mut Tallies, file: &str, gold: &Gold, found: &Extraction, same: &Same) {
    struct Given<'a> {
        span: [usize; 2],
        text: &'a str,
        anaphor: bool,
        key: Option<String>,
    }
    let given: Vec<Given<'_>> = (found.mentions.iter().enumerate())
        .filter(|(_, mention)| mention.kind() == MentionKind::Document)
        .map(|(at, mention)| Given {
            span: found.text.points(mention.span),
            text: found.text.slice(mention.span),
            anaphor: mention.cited().is_some_and(|cited| cited.form == luocdo::model::Form::Anaphor),
            key: found.references.iter().find(|r| r.mention == at).and_then(|r| r.key()).map(ToString::to_string),
        })
        .collect();
    for (measure, anaphor) in [("mention spans", false), ("anaphors", true)] {
        let wanted: Vec<_> = gold.mentions.iter().filter(|m| m.anaphor == anaphor).collect();
        let have: Vec<_> = given.iter().filter(|m| m.anaphor == anaphor).collect();
        let show = (|g: &&GoldMention| g.text.clone(), |x: &&Given<'_>| x.text.to_owned());
        tallies.entry(measure).or_default().pair(file, &wanted, &have, |g, x| g.span == x.span, show);
    }
    let wanted: Vec<_> = gold.mentions.iter().filter(|m| m.key.is_some()).collect();
    if wanted.is_empty() && !gold.mentions.is_empty() {
        return;
    }
    let keyless = |x: &Given<'_>| gold.mentions.iter().any(|g| g.key.is_none() && g.span == x.span);
    let have: Vec<_> = given.iter().filter(|m| m.key.is_some() && !keyless(m)).collect();
    tallies.entry("mentions resolved").or_default().pair(
        file,
        &wanted,
        &have,
        |g, x| g.span == x.span && same.key(g.key.as_deref().unwrap_or_default(), x.key.as_deref().unwrap_or_default()),
        (
            |g: &&GoldMention| format!("{} = {}", g.text, g.key.as_deref().unwrap_or_default()),
            |x: &&Given<'_>| format!("{} = {}", x.text, x.key.as_deref().unwrap_or_default()),
        ),
    );
}

pub fn relations(tallies: &mut Tallies, file: &str, gold: &Gold, found: &Extraction, same: &Same) {
    let mut wanted: Vec<[&str; 3]> = gold.relations.iter().map(|r| [r.r#type.as_str(), &r.from, &r.to]).collect();
    once(&mut wanted);
    let mut have: Vec<[String; 3]> =
        found.relations.iter().map(|r| [r.kind.name().to_owned(), r.from.to_string(), r.to.to_string()]).collect();
    once(&mut have);
    let show = (|g: &[&str; 3]| g.join(" "), |x: &[String; 3]| x.join(" "));
    tallies.entry("relations").or_default().pair(
        file,
        &wanted,
        &have,
        |g, x| g[0] == x[0] && same.key(g[1], &x[1]) && same.key(g[2], &x[2]),
        show,
    );
}

fn assignments(tallies: &mut Tallies, file: &str, gold: &Gold, found: &Extraction, same: &Same) {
    /// Document, body, role, last day.
    type Row = [String; 4];
    let place = found.place.as_deref();
    let row = |document: &str, body: &str, role: &str, due: Option<String>| -> Row {
        [document.to_owned(), agency(body, place), role.to_owned(), due.unwrap_or_default()]
    };
    let wanted = by_role(gold.assignments.iter().map(|a| row(&a.document, &a.agency, &a.role, a.due.clone())));
    let have = by_role(
        found
            .assignments
            .iter()
            .map(|a| row(&a.document.to_string(), &a.agency, a.role.name(), a.due.map(|due| due.to_string()))),
    );
    let body = |g: &Row, x: &Row| same.key(&g[0], &x[0]) && g[1] == x[1];
    let show = |columns: &'static [usize]| {
        move |row: &Row| columns.iter().map(|&c| row[c].as_str()).collect::<Vec<_>>().join(" · ")
    };

    let whole = (show(&[0, 1, 2]), show(&[0, 1, 2]));
    tallies.entry("assignments").or_default().pair(file, &wanted, &have, |g, x| body(g, x) && g[2] == x[2], whole);
    let bodies = |rows: &[Row]| {
        let mut rows = rows.to_vec();
        let mut seen = Vec::new();
        rows.retain(|row| {
            let new = !seen.contains(&[row[0].clone(), row[1].clone()]);
            seen.push([row[0].clone(), row[1].clone()]);
            new
        });
        rows
    };
    let aside = (show(&[0, 1]), show(&[0, 1]));
    tallies.entry("assignments, role aside").or_default().pair(file, &bodies(&wanted), &bodies(&have), body, aside);
    let dated = |rows: Vec<Row>| rows.into_iter().filter(|row| !row[3].is_empty()).collect::<Vec<_>>();
    let due = (show(&[0, 1, 3]), show(&[0, 1, 3]));
    let same_day = |g: &Row, x: &Row| body(g, x) && g[3] == x[3];
    tallies.entry("deadlines").or_default().pair(file, &dated(wanted), &dated(have), same_day, due);
}

/// One row for each document, body and role, the last one standing.
fn by_role(rows: impl Iterator<Item = [String; 4]>) -> Vec<[String; 4]> {
    let mut out: Vec<[String; 4]> = Vec::new();
    for row in rows {
        match out.iter_mut().find(|other| other[..3] == row[..3]) {
            Some(other) => *other = row,
            None => out.push(row),
        }
    }
    out
}

/// Leaves the first of equal entries.
fn once<T: PartialEq + Clone>(rows: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::new();
    rows.retain(|row| {
        let new = !seen.contains(row);
        if new {
            seen.push(row.clone());
        }
        new
    });
}
