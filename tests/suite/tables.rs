//! Every row of `ontology/tables/*.csv` at work: sorted, unique, in NFC, and each of its examples is found by the
//! recogniser that uses the row. A row that nothing finds is no knowledge.

use crate::{TABLES, project, reading};
use luocdo::analyze::Known;
use luocdo::model::{DocType, Extraction, MentionKind, RelationType, Value};
use luocdo::tables::columns::Field;
use luocdo::tables::phrases::Phrases;
use luocdo::tables::rows::{
    AddresseeRow, AgencyRow, ColumnRow, DeadlineCueRow, HeadRow, InstrumentRow, LawRow, LineageLabelRow,
    LocalAgencyRow, NicknameRow, PageWordRow, PartCueRow, PlaceRow, ProvinceRow, RelationCueRow, ReplyCueRow, Row,
    TypeRow, WordRow, read,
};
use luocdo::tokens::Tokens;
use std::fs;
use unicode_normalization::is_nfc;

fn rows<R: Row>() -> Vec<R> {
    let bytes = fs::read(project("ontology/tables").join(R::FILE)).expect("it reads");
    read(&bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// Asks `found` of each example of each row, and lists the rows of which one is not found.
#[track_caller]
fn check<R: Row>(found: impl Fn(&R, &str) -> bool) {
    let mut lost = Vec::new();
    for row in rows::<R>() {
        if row.examples().0.is_empty() {
            lost.push(format!("{}: no example", row.id()));
        }
        lost.extend(row.examples().iter().filter(|e| !found(&row, e)).map(|e| format!("{}: {e}", row.id())));
    }
    assert!(lost.is_empty(), "{}: {} examples are not found:\n{}", R::FILE, lost.len(), lost.join("\n"));
}

/// Every value of the phrases met anywhere in a text.
fn met<T: Clone>(phrases: &Phrases<T>, words: &str) -> Vec<T> {
    let text = luocdo::read::normalise(words, luocdo::model::Format::Txt);
    let tokens = Tokens::new(&TABLES.vocabulary, &text);
    let mut out = Vec::new();
    for at in 0..tokens.list.len() {
        phrases.each(&tokens, at, |_, value| out.push(value.clone()));
    }
    out
}

/// The ids of the bodies named in a text, as bodies or as issuers of papers.
fn bodies(found: &Extraction) -> Vec<String> {
    let named = found.mentions.iter().filter_map(|m| match &m.value {
        Value::Agency(body) => body.id.clone(),
        Value::Document(cited) => cited.issuer.clone(),
        _ => None,
    });
    let issuers = found.references.iter().flat_map(|r| r.key().into_iter().chain(r.candidates()));
    named.chain(issuers.filter_map(|key| key.issuer.clone())).collect()
}

/// A number as it stands behind its type word; a number alone may be anything.
fn numbered(example: &str) -> String {
    if example.starts_with(|c: char| c.is_ascii_digit()) {
        format!("Công văn số {example}")
    } else {
        example.to_owned()
    }
}

#[test]
fn every_table_is_sorted_unique_in_nfc_and_has_examples() {
    let mut files = 0;
    for entry in fs::read_dir(project("ontology/tables")).expect("the folder is there").flatten() {
        let path = entry.path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let text = fs::read_to_string(&path).expect("UTF-8");
        for (n, line) in text.lines().enumerate() {
            assert!(is_nfc(line), "{name}, line {}: not NFC", n + 1);
            assert!(!line.contains('\u{a0}') && line == line.trim_end(), "{name}, line {}: stray space", n + 1);
        }
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a header").clone();
        assert_eq!((header.get(0), header.iter().next_back()), (Some("id"), Some("examples")), "{name}");
        let ids: Vec<String> = reader.records().map(|row| row.expect("a row")[0].to_owned()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{name}: not sorted, or an id stands twice");
        assert!(!ids.is_empty(), "{name} is empty");
        files += 1;
    }
    assert_eq!(files, 18);
}

#[test]
fn document_types() {
    check::<TypeRow>(|row, example| {
        let kind = DocType::from_code(&row.id).expect("a code of the model");
        let mentioned = reading(example).mentions.iter().any(|m| m.cited().is_some_and(|cited| cited.kind == kind));
        mentioned || met(&TABLES.type_words, example).iter().any(|(found, _)| *found == kind)
    });
    for row in rows::<TypeRow>() {
        let kind = DocType::from_code(&row.id).expect("a code of the model");
        for words in std::iter::once(row.name.as_str()).chain(row.aliases.iter()) {
            assert!(met(&TABLES.type_words, words).iter().any(|(found, _)| *found == kind), "{words}");
        }
        for symbol in row.symbols.iter() {
            assert_eq!(TABLES.type_symbols.get(&symbol.to_uppercase()), Some(&kind), "{symbol}");
        }
    }
    assert_eq!(rows::<TypeRow>().len(), DocType::ALL.len());
}

#[test]
fn national_bodies() {
    check::<AgencyRow>(|row, example| {
        [example, &numbered(example)].iter().any(|text| bodies(&reading(text)).contains(&row.id))
    });
}

#[test]
fn bodies_of_a_province() {
    check::<LocalAgencyRow>(|row, example| {
        let named = |text: &str| bodies(&reading(text)).iter().any(|id| id.split(':').next() == Some(row.id.as_str()));
        named(example) || named(&numbered(example))
    });
}

#[test]
fn names_of_many_bodies() {
    let known = Known::of(&TABLES);
    check::<AddresseeRow>(|row, example| {
        let members: Vec<&str> = known.members(example).iter().map(|members| members.name()).collect();
        members == row.members.iter().collect::<Vec<_>>()
    });
}

#[test]
fn provinces() {
    check::<ProvinceRow>(|row, example| {
        let found = reading(example);
        let placed = found
            .mentions
            .iter()
            .any(|m| matches!(&m.value, Value::Place(Some(id)) if *id == row.symbol || *id == row.id));
        placed || bodies(&found).iter().any(|id| id.split(':').nth(1) == Some(row.symbol.as_str()))
    });
    let all = rows::<ProvinceRow>();
    assert_eq!(all.iter().filter(|row| row.to.date.is_none()).count(), 34, "34 provinces since July 2025");
    let day = chrono::NaiveDate::from_ymd_opt(2024, 6, 1).expect("a day");
    let then =
        |row: &&ProvinceRow| row.from.date.is_none_or(|from| from <= day) && row.to.date.is_none_or(|to| to >= day);
    let before = all.iter().filter(then);
    assert_eq!(before.count(), 63, "63 provinces before");
}

#[test]
fn nouns_that_open_a_body() {
    check::<HeadRow>(|_, example| reading(example).mentions.iter().any(|m| m.kind() == MentionKind::Agency));
}

#[test]
fn words_that_open_a_place() {
    check::<PlaceRow>(|_, example| {
        let found = reading(example);
        found.mentions.iter().any(|m| m.kind() == MentionKind::Place)
            || !met(&TABLES.agencies.place_words, example).is_empty()
    });
}

#[test]
fn statutes() {
    check::<LawRow>(|row, example| {
        let named = |key: &luocdo::model::Key| {
            key.number == row.number
                || key.number == row.short_title && key.year.is_none_or(|y| Some(y) == row.adopted.year)
        };
        reading(example).references.iter().any(|r| r.key().into_iter().chain(r.candidates()).any(named))
    });
    assert!(rows::<LawRow>().len() >= 150);
}

#[test]
fn nicknames() {
    check::<NicknameRow>(|row, example| {
        let named = |key: &luocdo::model::Key| key.number == row.number && key.kind.code() == row.r#type;
        let found = reading(example);
        found.references.iter().any(|r| r.key().into_iter().chain(r.candidates()).any(named))
            || met(&TABLES.nicknames, example).iter().flatten().any(|&n| TABLES.nickname_rows[n].id == row.id)
    });
}

#[test]
fn known_documents() {
    check::<InstrumentRow>(|row, example| {
        let named = |key: &luocdo::model::Key| key.number == row.number && key.year == row.date.year;
        let words = format!("{} {example}", TABLES.type_name(DocType::from_code(&row.r#type).expect("a code")));
        [example, &words].iter().any(|text| reading(text).references.iter().any(|r| r.key().is_some_and(named)))
    });
}

#[test]
fn relation_cues() {
    check::<RelationCueRow>(|row, example| {
        let kind = RelationType::from_name(&row.relation).expect("a relation");
        met(&TABLES.relation_cues, example)
            .iter()
            .any(|cue| cue.kind == kind && format!("{:?}", cue.voice).to_lowercase() == row.voice)
    });
}

#[test]
fn labels_of_a_lineage() {
    check::<LineageLabelRow>(|row, example| {
        let kind = RelationType::from_name(&row.relation);
        TABLES.lineage_label(example).is_some_and(|label| {
            label.kind == kind
                && format!("{:?}", label.direction).to_lowercase() == row.direction
                && label.part == (row.part == "yes")
        })
    });
}

#[test]
fn words_by_use() {
    // The names of the uses are those of the enum, written with dashes.
    let name = |used: luocdo::tables::Use| {
        let mut out = String::new();
        for c in format!("{used:?}").chars() {
            if c.is_uppercase() && !out.is_empty() {
                out.push('-');
            }
            out.extend(c.to_lowercase());
        }
        out
    };
    check::<WordRow>(|row, example| {
        met(&TABLES.words, example).into_iter().flatten().any(|used| name(used) == row.r#use)
    });
}

#[test]
fn deadline_cues() {
    check::<DeadlineCueRow>(|row, example| {
        met(&TABLES.deadline_cues, example).iter().any(|found| format!("{found:?}").to_lowercase() == row.rule)
    });
}

#[test]
fn names_of_columns() {
    check::<ColumnRow>(|row, example| {
        let field = Field::from_name(&row.field).expect("a field");
        TABLES.columns.fields(example).contains(&(field, row.rank))
    });
    for field in Field::ALL {
        let mut ranks: Vec<_> =
            rows::<ColumnRow>().iter().filter(|row| row.field == field.name()).map(|r| r.rank).collect();
        ranks.sort_unstable();
        assert!(
            ranks.first() == Some(&1) && ranks.windows(2).all(|two| two[0] < two[1]),
            "{}: {ranks:?}",
            field.name()
        );
    }
}

#[test]
fn part_cues() {
    check::<PartCueRow>(|row, example| {
        let expect = row.cue.replace('-', "");
        met(&TABLES.part_cues, example).iter().any(|found| {
            let name = format!("{found:?}").to_lowercase();
            name.split('(').next() == Some(expect.as_str()) && (row.number.is_empty() || name.contains(&row.number))
        })
    });
}

#[test]
fn replies() {
    check::<ReplyCueRow>(|row, example| {
        let kind = DocType::from_code(&row.r#type).expect("a code");
        TABLES.replies.says(kind, example) && (TABLES.replies.always(kind) || !TABLES.replies.says(kind, "Công văn"))
    });
}

#[test]
fn words_of_pages() {
    use luocdo::tables::page_words::PageUse;
    check::<PageWordRow>(|row, example| {
        let expect = match row.r#use.as_str() {
            "opens" => PageUse::Opens,
            "page-number" => PageUse::PageNumber,
            "running-head" => PageUse::RunningHead,
            "signature" => PageUse::Signature,
            "signature-part" => PageUse::SignaturePart,
            other => panic!("{other}"),
        };
        TABLES.page_words.of(example) == Some(expect)
    });
}
