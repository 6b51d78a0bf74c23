//! An extraction → the JSON of CONTRACT: one object on one line. Spans become code points of the source, keys
//! get their IRIs, and nothing is left out, so that other programs can judge what was read.

use crate::iri::{Base, Resource, source_hash};
use crate::model::{Extraction, Form, Key, Mention, MentionKind, Place, Reference, Status, Value};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;
use std::io::{self, Write};

/// Writes an extraction as one line.
///
/// # Errors
/// What the writer says.
pub fn write_line(extraction: &Extraction, base: &Base, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &page(extraction, base))?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Page<'a> {
    source: &'a str,
    format: crate::model::Format,
    encoding: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    reading: &'a [String],
    kind: crate::model::SourceKind,
    title: Option<&'a str>,
    place: Option<&'a str>,
    date: Option<NaiveDate>,
    items: Vec<Item<'a>>,
    documents: Vec<Document<'a>>,
    mentions: Vec<Named<'a>>,
    parts: Vec<Part<'a>>,
    relations: Vec<Relation<'a>>,
    assignments: Vec<Assignment<'a>>,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    span: [usize; 2],
    headline: &'a str,
    subject: Option<&'a Key>,
    date: Option<NaiveDate>,
    signer: Option<&'a str>,
}

#[derive(Serialize)]
struct Document<'a> {
    key: &'a Key,
    iri: String,
    #[serde(rename = "type")]
    kind: &'static str,
    number: &'a str,
    year: Option<i32>,
    date: Option<NaiveDate>,
    issuer: Option<&'a str>,
    issuer_name: Option<&'a str>,
    title: Option<&'a str>,
    short_title: Option<&'a str>,
    effect: Option<NaiveDate>,
    ends: Option<NaiveDate>,
    described: bool,
}

/// What every mention says, and beside it what its kind says.
#[derive(Serialize)]
struct Named<'a> {
    kind: MentionKind,
    span: [usize; 2],
    text: &'a str,
    #[serde(flatten)]
    more: More<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum More<'a> {
    Document {
        status: Status,
        key: Option<&'a Key>,
        iri: Option<String>,
        candidates: &'a [Key],
        pinpoint: Option<&'a str>,
        anaphor: bool,
    },
    Agency {
        name: &'a str,
        id: Option<&'a str>,
        collective: bool,
    },
    Person {
        name: &'a str,
        post: Option<&'a str>,
    },
    Date {
        date: NaiveDate,
    },
    Deadline {
        due: Option<NaiveDate>,
    },
    Place {
        id: Option<&'a str>,
    },
    Provision {},
}

#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    kind: crate::model::PartKind,
    number: Option<&'a str>,
    heading: Option<String>,
    span: [usize; 2],
    parent: Option<&'a str>,
}

#[derive(Serialize)]
struct Relation<'a> {
    id: &'a str,
    item: usize,
    #[serde(rename = "type")]
    kind: crate::model::RelationType,
    from: &'a Key,
    to: &'a Key,
    cue: &'a str,
    evidence: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    pinpoint: Option<&'a str>,
    part: bool,
    effect: Option<NaiveDate>,
    rule: &'a str,
    confidence: f64,
    touches: Vec<Touch<'a>>,
}

#[derive(Serialize)]
struct Touch<'a> {
    #[serde(rename = "type")]
    kind: crate::model::RelationType,
    pinpoint: Option<&'a str>,
    part: bool,
    effect: Option<NaiveDate>,
    cue: &'a str,
    evidence: [usize; 2],
}

#[derive(Serialize)]
struct Assignment<'a> {
    id: &'a str,
    item: usize,
    document: &'a Key,
    agency: &'a str,
    agency_id: Option<&'a str>,
    role: crate::model::Role,
    task: &'a str,
    due: Option<NaiveDate>,
    due_text: Option<&'a str>,
    evidence: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    rule: &'a str,
    confidence: f64,
}

#[derive(Serialize)]
struct Note<'a> {
    span: [usize; 2],
    message: &'a str,
}

fn page<'a>(extraction: &'a Extraction, base: &Base) -> Page<'a> {
    let text = &extraction.text;
    let references: HashMap<usize, &Reference> = extraction.references.iter().map(|r| (r.mention, r)).collect();
    let named = |(n, mention): (usize, &'a Mention)| Named {
        kind: mention.kind(),
        span: text.points(mention.span),
        text: text.slice(mention.span),
        more: more(extraction, mention, references.get(&n).copied(), base),
    };
    Page {
        source: &extraction.source,
        format: text.format,
        encoding: text.encoding,
        reading: &text.notes,
        kind: extraction.kind,
        title: extraction.title.map(|span| text.slice(span)),
        place: extraction.place.as_deref(),
        date: extraction.date,
        items: extraction
            .items
            .iter()
            .enumerate()
            .map(|(n, item)| Item {
                id: base.iri(&Resource::Item(source_hash(&extraction.source), n)).into_string(),
                span: text.item_points(item.span),
                headline: text.slice(item.headline),
                subject: item.subject.as_ref(),
                date: item.date,
                signer: item.signer.as_deref(),
            })
            .collect(),
        documents: extraction
            .documents
            .iter()
            .map(|document| Document {
                key: &document.key,
                iri: base.document(&document.key).into_string(),
                kind: document.key.kind.code(),
                number: &document.key.number,
                year: document.key.year,
                date: document.date,
                issuer: document.key.issuer.as_deref(),
                issuer_name: document.issuer_name.as_deref(),
                title: document.title.as_deref(),
                short_title: document.short_title.as_deref(),
                effect: document.effect,
                ends: document.ends,
                described: document.described,
            })
            .collect(),
        mentions: extraction.mentions.iter().enumerate().map(named).collect(),
        parts: extraction
            .parts
            .iter()
            .map(|part| Part {
                id: &part.id,
                kind: part.kind,
                number: part.number.as_deref(),
                heading: part.heading.map(|span| text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")),
                span: text.points(part.span),
                parent: part.parent.and_then(|at| extraction.parts.get(at)).map(|part| part.id.as_str()),
            })
            .collect(),
        relations: extraction
            .relations
            .iter()
            .map(|relation| Relation {
                id: &relation.id,
                item: relation.item,
                kind: relation.kind,
                from: &relation.from,
                to: &relation.to,
                cue: &relation.cue,
                evidence: text.points(relation.evidence),
                place: text.place(relation.evidence.start),
                pinpoint: relation.pinpoint.as_deref(),
                part: relation.part,
                effect: relation.effect,
                rule: relation.rule,
                confidence: relation.confidence,
                touches: relation.touches.iter().map(|t| touch(text, t)).collect(),
            })
            .collect(),
        assignments: extraction
            .assignments
            .iter()
            .map(|assignment| Assignment {
                id: &assignment.id,
                item: assignment.item,
                document: &assignment.document,
                agency: &assignment.agency,
                agency_id: assignment.agency_id.as_deref(),
                role: assignment.role,
                task: &assignment.task,
                due: assignment.due,
                due_text: assignment.due_text.as_deref(),
                evidence: text.points(assignment.evidence),
                place: text.place(assignment.evidence.start),
                rule: assignment.rule,
                confidence: assignment.confidence,
            })
            .collect(),
        notes: extraction
            .notes
            .iter()
            .map(|note| Note { span: text.points(note.span), message: &note.message })
            .collect(),
    }
}

fn touch<'a>(text: &crate::model::Text, touch: &'a crate::model::Touch) -> Touch<'a> {
    Touch {
        kind: touch.kind,
        pinpoint: touch.pinpoint.as_deref(),
        part: touch.part,
        effect: touch.effect,
        cue: &touch.cue,
        evidence: text.points(touch.evidence),
    }
}

fn more<'a>(
    extraction: &'a Extraction,
    mention: &'a Mention,
    reference: Option<&'a Reference>,
    base: &Base,
) -> More<'a> {
    match &mention.value {
        Value::Document(cited) => {
            let key = reference.and_then(Reference::key);
            More::Document {
                status: reference.map_or(Status::Unresolved, Reference::status),
                key,
                iri: key.map(|key| base.document(key).into_string()),
                candidates: reference.map_or(&[], Reference::candidates),
                pinpoint: cited.pinpoint.map(|span| extraction.text.slice(span)),
                anaphor: cited.form == Form::Anaphor,
            }
        }
        Value::Agency(body) => More::Agency { name: &body.name, id: body.id.as_deref(), collective: body.collective },
        Value::Person { name, post } => More::Person { name, post: post.as_deref() },
        Value::Date(date) => More::Date { date: *date },
        Value::Deadline(due) => More::Deadline { due: *due },
        Value::Place(id) => More::Place { id: id.as_deref() },
        Value::Provision => More::Provision {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Body, Cited, DocType, Format, SourceKind, Span, Target, Text};
    use serde_json::{Value as Json, json};

    fn extraction() -> Extraction {
        let content = "Căn cứ khoản 2 Chỉ thị số 20/CT-TTg, giao Sở Công Thương.".to_owned();
        let span = |words: &str| {
            let start = content.find(words).expect("the words are there");
            Span::new(start, start + words.len())
        };
        let cited = Cited {
            form: Form::Number,
            kind: DocType::Directive,
            name: "20/CT-TTg".into(),
            year: None,
            date: None,
            issuer: None,
            pinpoint: Some(span("khoản 2")),
        };
        let body = Body { name: "Sở Công Thương".into(), id: Some("SCT:LS".into()), collective: false };
        let mentions = vec![
            Mention { span: span("khoản 2"), value: Value::Provision },
            Mention { span: span("Chỉ thị số 20/CT-TTg"), value: Value::Document(cited) },
            Mention { span: span("Sở Công Thương"), value: Value::Agency(body) },
        ];
        let keys = [2020, 2023].map(|year| Key::parse(&format!("CT|20/CT-TTg|{year}|TTg")).expect("a key"));
        Extraction {
            source: "a\n\"b\".txt".into(),
            kind: SourceKind::Document,
            title: None,
            place: Some("LS".into()),
            date: None,
            items: Vec::new(),
            documents: Vec::new(),
            mentions,
            references: vec![Reference::new(1, Target::Many(keys.to_vec()))],
            parts: Vec::new(),
            relations: Vec::new(),
            assignments: Vec::new(),
            notes: Vec::new(),
            text: Text::new(content, Format::Txt),
        }
    }

    #[test]
    fn one_line_with_places_in_code_points() {
        let mut out = Vec::new();
        write_line(&extraction(), &Base::default(), &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text.matches('\n').count(), 1);
        let page: Json = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&page["format"], &page["kind"]), (&json!("txt"), &json!("document")));
        assert_eq!(page["mentions"][0], json!({"kind": "provision", "span": [7, 14], "text": "khoản 2"}));
        let expect = json!({
            "kind": "document", "span": [15, 35], "text": "Chỉ thị số 20/CT-TTg", "status": "ambiguous", "key": null,
            "iri": null, "candidates": ["CT|20/CT-TTg|2020|TTg", "CT|20/CT-TTg|2023|TTg"], "pinpoint": "khoản 2",
            "anaphor": false
        });
        assert_eq!(page["mentions"][1], expect);
        assert_eq!(page["mentions"][2]["id"], json!("SCT:LS"));
    }
}
