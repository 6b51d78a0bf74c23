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
            Field::Number
                | Field::Kind
                | Field::Title
                | Field::Date
                | Field::Issuer
                | Field::Signer
                | Field::Effect
                | Field::Status
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tables;
    use chrono::NaiveDate;
    use std::sync::LazyLock;

    static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().expect("the tables load"));

    fn read(page: &str) -> Option<Stated> {
        stated(page, &TABLES.columns)
    }

    /// What all the tables below say.
    fn decree() -> Stated {
        Stated {
            number: Some("15/2020/NĐ-CP".into()),
            kind: Some("Nghị định".into()),
            date: NaiveDate::from_ymd_opt(2020, 2, 3),
            issuer: Some("Chính phủ".into()),
            signer: Some("Nguyễn Xuân Phúc".into()),
            effect: NaiveDate::from_ymd_opt(2020, 4, 15),
            ..Stated::default()
        }
    }

    #[test]
    fn a_table_in_the_manner_of_vbpl() {
        let page = "<head><link rel='canonical' href='https://example.org/15'></head><div class='vbProperties'><table>\
            <tr><td class='title' colspan='4'>Nghị định 15/2020/NĐ-CP</td></tr>\
            <tr><td class='label'>Số ký hiệu</td><td>15/2020/NĐ-CP</td><td class='label'>Ngày ban hành</td><td>03/02/2020</td></tr>\
            <tr><td class='label'>Loại văn bản</td><td>Nghị định</td><td class='label'>Ngày có hiệu lực</td><td>15/04/2020</td></tr>\
            <tr><td class='label'>Ngày đăng công báo</td><td>...</td></tr>\
            <tr><td class='label'>Cơ quan ban hành/ Chức danh / Người ký</td><td>Chính phủ</td><td>Thủ tướng</td>\
            <td>Nguyễn Xuân Phúc</td></tr><tr><td>Phạm vi</td><td>Toàn quốc</td></tr>\
            <tr><td>Tình trạng hiệu lực: Còn hiệu lực</td></tr></table></div>";
        let expect =
            Stated {
                status: Some("Còn hiệu lực".into()), address: Some("https://example.org/15".into()), ..decree()
            };
        assert_eq!(read(page), Some(expect));
    }

    #[test]
    fn a_table_in_the_manner_of_thuvienphapluat_or_luatvietnam() {
        let page = "<table><tr><td><b>Số hiệu:</b></td><td>15/2020/NĐ-CP</td><td><b>Loại văn bản:</b></td><td>Nghị định</td></tr>\
            <tr><td><b>Nơi ban hành:</b></td><td>Chính phủ</td><td><b>Người ký:</b></td><td>Nguyễn Xuân Phúc</td></tr>\
            <tr><td><b>Ngày ban hành:</b></td><td>03/02/2020</td><td><b>Ngày hiệu lực:</b></td><td>15/04/2020</td></tr>\
            <tr><td><b>Số công báo:</b></td><td>Đã biết</td><td><b>Tình trạng:</b></td><td><span>Đã biết</span></td></tr></table>\
            <p>Căn cứ Luật số 20/2012/QH13;</p>";
        assert_eq!(read(page), Some(Stated { status: Some("Đã biết".into()), ..decree() }));
    }

    #[test]
    fn a_list_in_the_manner_of_a_province() {
        let page = "<ul><li><span>Số/Ký hiệu:</span> 12/2023/QĐ-UBND</li><li><span>Ngày ban hành:</span> 05/6/2023</li>\
            <li><span>Trích yếu:</span> Về giá đất</li><li><span>Ngày hiệu lực:</span> chưa rõ</li></ul>";
        let found = read(page).expect("it states");
        assert_eq!(found.number.as_deref(), Some("12/2023/QĐ-UBND"));
        assert_eq!(
            (found.title.as_deref(), found.date, found.effect),
            (Some("Về giá đất"), NaiveDate::from_ymd_opt(2023, 6, 5), None)
        );
    }

    #[test]
    fn a_list_of_papers_states_nothing_of_one() {
        let row = |number: u32| {
            format!(
                "<div><b>Số hiệu:</b> {number}/QĐ-UBND <b>Ngày ban hành:</b> 05/6/2023 <b>Người ký:</b> Nguyễn Văn A</div>"
            )
        };
        assert!(read(&row(1)).is_some());
        assert_eq!(read(&(row(1) + &row(2))), None);
        let columns = "<table><tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th><th>Cơ quan ban hành</th></tr>\
            <tr><td>1/QĐ-UBND</td><td>05/6/2023</td><td>Về giá đất</td><td>UBND tỉnh</td></tr></table>";
        assert_eq!(read(columns), None);
        assert_eq!(read("<p>Số hiệu: 1/QĐ-UBND. Ngày ban hành: 05/6/2023.</p>"), None);
    }
}
