//! The table of properties that sites put beside a text ("Số ký hiệu", "Ngày ban hành", "Cơ quan ban hành" …) →
//! what the site states of it. It is known by its labels, whatever the markup around them.

use crate::model::Stated;
use crate::read::dump::date;
use crate::tables::columns::{Columns, Field};
use scraper::{Html, Node};
use std::collections::BTreeMap;

/// Properties that make a table of them; one with fewer is something else.
const FEWEST: usize = 3;
/// A label is no longer than this, and a value no longer than that, in code points.
const LABEL: usize = 60;
const VALUE: usize = 600;

/// What a page states of the text that it holds; `None` where it has no such table, or is a list of papers.
pub fn stated(page: &str, columns: &Columns) -> Option<Stated> {
    let html = Html::parse_document(&super::depth::flat(page));
    let texts = texts(&html);
    let mut found: BTreeMap<Field, String> = BTreeMap::new();
    let mut numbers: Vec<String> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let (label, inside) = match text.split_once(':') {
            Some((label, inside)) => (label, Some(inside.trim()).filter(|inside| !inside.is_empty())),
            None => (text.as_str(), None),
        };
        let values: Vec<&str> = match inside {
            Some(inside) => vec![inside],
            None => texts[at + 1..].iter().take(4).map(String::as_str).collect(),
        };
        for (field, value) in label_values(label, &values, columns) {
            if field == Field::Number {
                numbers.push(crate::names::fold(value));
            }
            found.entry(field).or_insert_with(|| value.to_owned());
        }
    }
    numbers.dedup();
    if found.len() < FEWEST || numbers.len() != 1 {
        return None;
    }
    let mut take = |field| found.remove(&field);
    Some(Stated {
        number: take(Field::Number),
        kind: take(Field::Kind),
        title: take(Field::Title),
        date: take(Field::Date).as_deref().and_then(date),
        issuer: take(Field::Issuer),
        signer: take(Field::Signer),
        effect: take(Field::Effect).as_deref().and_then(date),
        status: take(Field::Status),
        address: canonical(&html),
        relations: Vec::new(),
    })
}

/// The values that belong to a label; one of several parts ("Cơ quan ban hành/ Chức danh/ Người ký") has as many.
fn label_values<'t>(label: &str, values: &[&'t str], columns: &Columns) -> Vec<(Field, &'t str)> {
    if label.chars().count() > LABEL {
        return Vec::new();
    }
    let parts: Vec<&str> = match property(label, columns) {
        Some(_) => vec![label],
        None => label.split('/').collect(),
    };
    let pairs = parts.iter().zip(values);
    pairs
        .map_while(|(part, value)| property(value, columns).is_none().then_some((part, *value)))
        .filter_map(|(part, value)| Some((property(part, columns)?, value)))
        .filter(|(field, value)| fits(*field, value))
        .collect()
}

/// The property that a label names.
fn property(label: &str, columns: &Columns) -> Option<Field> {
    let label = label.trim().trim_end_matches(':');
    // The table of names serves columns of dumps as well, whose names are often words of one syllable.
    let known = |field: &Field| {
        matches!(
            field,
            Field::Number | Field::Kind | Field::Title | Field::Date | Field::Issuer | Field::Signer | Field::Effect | Field::Status
        )
    };
    columns.fields(label).iter().map(|(field, _)| *field).find(known).filter(|_| !label.is_ascii())
}

/// True if a value can be one of the field's.
fn fits(field: Field, value: &str) -> bool {
    let sized = value.chars().count() <= VALUE;
    sized
        && match field {
            Field::Number => value.contains(|c: char| c.is_ascii_digit()) && value.contains(['/', '-']),
            Field::Date | Field::Effect => date(value).is_some(),
            _ => value.contains(char::is_alphabetic),
        }
}

/// The texts of a page in reading order, with single spaces; what is never shown is left out.
fn texts(html: &Html) -> Vec<String> {
    let mut texts = Vec::new();
    for node in html.tree.root().descendants() {
        let Node::Text(text) = node.value() else { continue };
        let unseen = |above: &Node| matches!(above, Node::Element(e) if matches!(e.name(), "script" | "style" | "noscript" | "template" | "head" | "title"));
        if node.parent().is_some_and(|above| unseen(above.value())) {
            continue;
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            texts.push(words);
        }
    }
    texts
}

/// The address that a page gives as its own.
fn canonical(html: &Html) -> Option<String> {
    html.tree.nodes().find_map(|node| match node.value() {
        Node::Element(element) if element.name() == "link" && element.attr("rel") == Some("canonical") => {
            element.attr("href").map(str::to_owned)
        }
        _ => None,
    })
}
