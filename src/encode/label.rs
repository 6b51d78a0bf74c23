//! Document → the line by which a reader knows it: "Chỉ thị 20/CT-TTg ngày 08/6/2023". It never shortens a
//! number and never states a date that was not read.

use crate::model::Document;
use chrono::{Datelike, NaiveDate};

/// The label of a document; `type_name` is the Vietnamese name of its type.
pub fn document(type_name: &str, document: &Document) -> String {
    let key = &document.key;
    let lower = key.number.to_lowercase();
    let mut words = if lower.starts_with(&type_name.to_lowercase()) {
        // A nickname or a constitution carries the type word: "Quy hoạch điện VIII".
        capitalised(&key.number)
    } else if key.kind.is_statute() {
        statute(type_name, document)
    } else {
        format!("{type_name} {}", key.number)
    };
    if let Some(date) = document.date {
        words = format!("{words} ngày {}", day(date));
    } else if let Some(year) = key.year.filter(|year| !key.number.contains(&year.to_string())) {
        words = format!("{words} năm {year}");
    }
    words
}

/// "Luật Tiếp cận thông tin số 104/2016/QH13", or as much of it as is known.
fn statute(type_name: &str, document: &Document) -> String {
    let number = &document.key.number;
    // A statute without a number has its short title for one.
    let numbered = number.starts_with(|c: char| c.is_ascii_digit());
    match (&document.short_title, numbered) {
        (Some(title), true) => format!("{type_name} {} số {number}", capitalised(title)),
        (None, true) => format!("{type_name} số {number}"),
        (_, false) => format!("{type_name} {}", capitalised(number)),
    }
}

/// A day as official papers write it (Decree 30/2020/NĐ-CP): days below 10 and the months 1 and 2 take a zero.
fn day(date: NaiveDate) -> String {
    match date.month() {
        month @ 1..=2 => format!("{:02}/{month:02}/{}", date.day(), date.year()),
        month => format!("{:02}/{month}/{}", date.day(), date.year()),
    }
}

fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    #[track_caller]
    fn check(type_name: &str, key: &str, short_title: Option<&str>, date: Option<(i32, u32, u32)>, expect: &str) {
        let found = document(
            type_name,
            &Document {
                date: date.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d)),
                short_title: short_title.map(str::to_owned),
                ..Document::named(Key::parse(key).expect("a key"))
            },
        );
        assert_eq!(found, expect);
    }

    #[test]
    fn a_numbered_paper_has_type_number_and_day() {
        check("Chỉ thị", "CT|20/CT-TTg|2023|TTg", None, Some((2023, 6, 8)), "Chỉ thị 20/CT-TTg ngày 08/6/2023");
        check("Quyết định", "QĐ|6/QĐ-TTg|2022|TTg", None, Some((2022, 1, 6)), "Quyết định 6/QĐ-TTg ngày 06/01/2022");
    }

    #[test]
    fn without_a_day_the_year_stands_unless_the_number_shows_it() {
        check("Công điện", "CĐ|136/CĐ-TTg|2025|TTg", None, None, "Công điện 136/CĐ-TTg năm 2025");
        check("Nghị định", "NĐ|13/2018/NĐ-CP|2018|CP", None, None, "Nghị định 13/2018/NĐ-CP");
        check("Chỉ thị", "CT|20/CT-TTg|?|?", None, None, "Chỉ thị 20/CT-TTg");
    }

    #[test]
    fn a_statute_has_its_title() {
        check("Luật", "L|tiếp cận thông tin|2016|QH", None, None, "Luật Tiếp cận thông tin năm 2016");
        check(
            "Luật",
            "L|104/2016/QH13|2016|QH",
            Some("tiếp cận thông tin"),
            None,
            "Luật Tiếp cận thông tin số 104/2016/QH13",
        );
        check("Hiến pháp", "HP|hiến pháp|2013|QH", None, None, "Hiến pháp năm 2013");
    }

    #[test]
    fn a_nickname_is_not_doubled() {
        check("Quy hoạch", "QH|Quy hoạch điện VIII|?|?", None, None, "Quy hoạch điện VIII");
    }
}
