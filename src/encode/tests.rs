//! What a lawyer should find in the graph of one short digest.

use super::*;
use crate::iri::BASE_DEFAULT;
use crate::model::{Body, Cited, Format, Note, Part, PartKind, Place, RelationType, Role, Target, Text};
use std::collections::BTreeSet;

/// Stands in for the tables.
pub(crate) struct Few;

impl Names for Few {
    fn type_name(&self, kind: DocType) -> &str {
        match kind {
            DocType::OfficialLetter => "Công văn",
            DocType::Directive => "Chỉ thị",
            _ => "Quyết định",
        }
    }

    fn agency_name(&self, id: &str) -> Option<String> {
        let name = match id {
            "TTg" => "Thủ tướng Chính phủ",
            "UBND:LS" => "UBND tỉnh Lạng Sơn",
            "SCT:LS" => "Sở Công Thương tỉnh Lạng Sơn",
            _ => return None,
        };
        Some(name.to_owned())
    }
}

fn key(text: &str) -> Key {
    Key::parse(text).expect("a key")
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

const PAGE: &str = "Triển khai Chỉ thị 20/CT-TTg\n\
UBND tỉnh có Công văn số 830/UBND-KT triển khai thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023 và Quyết định 589. \
Giao Sở Công Thương chủ trì, hoàn thành trước ngày 01/8/2023; các đơn vị gửi báo cáo theo Kế hoạch nêu trên.";

/// The place of some words of the page.
fn at(words: &str) -> Span {
    let start = PAGE.find(words).expect("the words stand on the page");
    Span::new(start, start + words.len())
}

fn cited(kind: DocType, form: Form, name: &str) -> Value {
    Value::Document(Cited { form, kind, name: name.to_owned(), year: None, date: None, issuer: None, pinpoint: None })
}

fn part(kind: PartKind, id: &str, number: Option<&str>, words: &str, parent: Option<usize>) -> Part {
    Part {
        kind,
        id: id.to_owned(),
        number: number.map(str::to_owned),
        span: at(words),
        heading: Some(at(words)),
        parent,
    }
}

/// A digest of one item: letter 830 implements directive 20 and gives the department of trade a task; which
/// decision 589 is meant stays open.
pub(crate) fn sample() -> Extraction {
    let (letter, directive) = (key("CV|830/UBND-KT|2023|UBND:LS"), key("CT|20/CT-TTg|2023|TTg"));
    let document = |key: &Key, date, described| Document { date, described, ..Document::named(key.clone()) };
    let mention = |words, value| Mention { span: at(words), value };
    let trade = Body { name: "Sở Công Thương".to_owned(), id: Some("SCT:LS".to_owned()), collective: false };
    let units = Body { name: "các đơn vị".to_owned(), id: None, collective: true };
    let sentence = at("UBND tỉnh có Công văn số 830/UBND-KT triển khai thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023");
    Extraction {
        source: "pages/w27.txt".to_owned(),
        text: Text::new(PAGE.to_owned(), Format::Txt),
        kind: SourceKind::Digest,
        title: None,
        place: Some("LS".to_owned()),
        date: day(2023, 7, 7),
        items: vec![Item {
            span: Span::new(0, PAGE.len()),
            headline: at("Triển khai Chỉ thị 20/CT-TTg"),
            clause: None,
            reported_by: Some(0),
            subject: Some(letter.clone()),
            date: day(2023, 7, 3),
            signer: None,
        }],
        documents: vec![document(&letter, day(2023, 7, 3), true), document(&directive, day(2023, 6, 8), false)],
        mentions: vec![
            mention("Công văn số 830/UBND-KT", cited(DocType::OfficialLetter, Form::Number, "830/UBND-KT")),
            mention("Chỉ thị số 20/CT-TTg ngày 08/6/2023", cited(DocType::Directive, Form::Number, "20/CT-TTg")),
            mention("Quyết định 589", cited(DocType::Decision, Form::ShortNumber, "589")),
            mention("Sở Công Thương", Value::Agency(trade)),
            mention("01/8/2023", Value::Deadline(day(2023, 7, 31))),
            mention("các đơn vị", Value::Agency(units)),
            mention("Kế hoạch nêu trên", cited(DocType::Plan, Form::Anaphor, "")),
        ],
        references: vec![
            Reference::new(0, Target::One(letter.clone())),
            Reference::new(1, Target::Stub(directive.clone())),
            Reference {
                id: Some("00000000000000c1".to_owned()),
                ..Reference::new(
                    2,
                    Target::Many(vec![key("QĐ|589/QĐ-UBND|2023|UBND:LS"), key("QĐ|589/QĐ-UBND|2022|UBND:LS")]),
                )
            },
            Reference::new(6, Target::None),
        ],
        parts: vec![
            part(PartKind::Article, "art_5", Some("5"), "Triển khai Chỉ thị 20/CT-TTg", None),
            part(PartKind::Clause, "art_5__para_1", Some("1"), "Chỉ thị 20/CT-TTg", Some(0)),
        ],
        relations: vec![Relation {
            id: "r1".to_owned(),
            item: 0,
            kind: RelationType::Implements,
            from: letter.clone(),
            to: directive,
            cue: "triển khai thực hiện".to_owned(),
            evidence: sentence,
            pinpoint: None,
            part: false,
            effect: None,
            rule: "cue-before",
            confidence: 0.970_000_001,
            touches: Vec::new(),
        }],
        assignments: vec![Assignment {
            id: "a1".to_owned(),
            item: 0,
            document: letter,
            agency: "Sở Công Thương".to_owned(),
            agency_id: Some("SCT:LS".to_owned()),
            role: Role::Lead,
            task: "hoàn thành".to_owned(),
            due: day(2023, 7, 31),
            due_text: Some("trước ngày 01/8/2023".to_owned()),
            evidence: at("Giao Sở Công Thương chủ trì, hoàn thành trước ngày 01/8/2023"),
            rule: "giao",
            confidence: 0.9,
        }],
        notes: vec![Note { span: at("Kế hoạch nêu trên"), message: "which plan is not said".to_owned() }],
    }
}

pub(crate) fn quads() -> Vec<Quad> {
    encode(&Base::default(), &sample(), Some(&"0a".repeat(32)), &Few)
}

/// The facts as lines with short names: `doc luo:implements doc`.
fn lines() -> BTreeSet<String> {
    quads().iter().map(short).collect()
}

fn short(quad: &Quad) -> String {
    let mut line = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
    for (name, namespace) in terms::PREFIXES.iter().chain(&[("id", BASE_DEFAULT)]) {
        line = line.replace(&format!("<{namespace}"), &format!("{name}:"));
    }
    line.replace('>', "")
}

#[track_caller]
fn says(line: &str) {
    let lines = lines();
    assert!(lines.contains(line), "not said: {line}\n{}", lines.iter().cloned().collect::<Vec<_>>().join("\n"));
}

const LETTER: &str = "id:vn/ubnd-ls/cong-van/2023/830-ubnd-kt";
const DIRECTIVE: &str = "id:vn/ttg/chi-thi/2023/20-ct-ttg";

#[test]
fn letter_830_implements_directive_20_and_the_sentence_proves_it() {
    says(&format!("{LETTER} luo:implements {DIRECTIVE}"));
    says(&format!("id:relation/r1 luo:from {LETTER}"));
    says(&format!("id:relation/r1 luo:to {DIRECTIVE}"));
    says("id:relation/r1 luo:relationType luo:implements");
    says("id:relation/r1 luo:cue \"triển khai thực hiện\"");
    says("id:relation/r1 luo:confidence \"0.97\"^^xsd:decimal");
    let hash = iri::source_hash("pages/w27.txt");
    // Code points, not bytes: 28 characters of headline and a line break stand before the sentence.
    says(&format!("id:relation/r1 luo:evidence id:evidence/{hash}/29-122"));
    says(&format!("id:evidence/{hash}/29-122 oa:start \"29\"^^xsd:integer"));
}

#[test]
fn evidence_leads_back_to_page_and_paragraph_where_the_file_has_such() {
    let mut found = sample();
    let hash = iri::source_hash(&found.source);
    let written = |found: &Extraction| {
        let quads = encode(&Base::default(), found, None, &Few);
        quads
            .iter()
            .map(short)
            .filter(|line| line.starts_with(&format!("id:evidence/{hash}/29-122 ")))
            .collect::<Vec<_>>()
    };
    assert!(!written(&found).iter().any(|line| line.contains("luo:paragraph")));
    found.text.places =
        vec![Place { byte: 0, page: None, paragraph: 4 }, Place { byte: 900, page: None, paragraph: 5 }];
    let said = format!("id:evidence/{hash}/29-122 luo:paragraph \"4\"^^xsd:integer");
    assert!(written(&found).contains(&said), "{:?}", written(&found));
    found.text.places[0].page = Some(2);
    assert!(written(&found).contains(&said.replace("paragraph \"4\"", "page \"2\"")));
    found.text.notes = vec!["running heads of 2 pages".to_owned()];
    let all: Vec<_> = encode(&Base::default(), &found, None, &Few).iter().map(short).collect();
    assert!(all.contains(&format!("id:source/{hash} luo:reading \"running heads of 2 pages\"")));
    assert!(all.contains(&format!("id:source/{hash} luo:encoding \"UTF-8\"")));
}

#[test]
fn a_document_has_its_label_date_and_names() {
    says(&format!("{DIRECTIVE} rdfs:label \"Chỉ thị 20/CT-TTg ngày 08/6/2023\"@vi"));
    says(&format!("{DIRECTIVE} luo:key \"CT|20/CT-TTg|2023|TTg\""));
    says(&format!("{DIRECTIVE} eli:date_document \"2023-06-08\"^^xsd:date"));
    says(&format!("{DIRECTIVE} luo:year \"2023\"^^xsd:gYear"));
    says(&format!("{DIRECTIVE} eli:type_document luo:type-CT"));
    says(&format!("{DIRECTIVE} eli:passed_by id:vn/agency/ttg"));
    says("id:vn/agency/ttg skos:prefLabel \"Thủ tướng Chính phủ\"@vi");
    says(&format!(
        "{DIRECTIVE} luo:urnLex \"urn:lex:vn:thu.tuong.chinh.phu:chi.thi:2023-06-08;20-ct-ttg\"^^xsd:anyURI"
    ));
}

#[test]
fn an_article_is_part_of_its_document_and_what_is_smaller_is_left_out() {
    says(&format!("{LETTER} eli:has_part {LETTER}/art_5"));
    says(&format!("{LETTER}/art_5 rdf:type luo:Provision"));
    says(&format!("{LETTER}/art_5 dcterms:identifier \"art_5\""));
    says(&format!("{LETTER}/art_5 luo:kind \"article\""));
    says(&format!("{LETTER}/art_5 luo:ordinal \"5\""));
    says(&format!("{LETTER}/art_5 dcterms:title \"Triển khai Chỉ thị 20/CT-TTg\"@vi"));
    says(&format!("{LETTER}/art_5 oa:start \"0\"^^xsd:integer"));
    assert!(!lines().iter().any(|line| line.contains("para_1")));
}

#[test]
fn only_what_the_page_reports_is_described() {
    says(&format!("{LETTER} luo:described \"true\"^^xsd:boolean"));
    assert!(!lines().iter().any(|line| line.starts_with(&format!("{DIRECTIVE} luo:described"))));
}

#[test]
fn the_department_of_trade_has_a_task_until_the_end_of_july() {
    says(&format!("{LETTER} luo:assignsTo id:vn/agency/sct-ls"));
    says("id:assignment/a1 luo:role luo:role-lead");
    says("id:assignment/a1 luo:due \"2023-07-31\"^^xsd:date");
    says("id:vn/agency/sct-ls skos:prefLabel \"Sở Công Thương tỉnh Lạng Sơn\"@vi");
    says("id:vn/agency/ls/cac-don-vi skos:prefLabel \"các đơn vị\"@vi");
}

#[test]
fn decision_589_stays_open_and_becomes_no_edge() {
    let hash = iri::source_hash("pages/w27.txt");
    let place = sample().text.points(at("Quyết định 589"));
    let mention = format!("id:mention/{hash}/{}-{}", place[0], place[1]);
    says(&format!("{mention} luo:status luo:status-ambiguous"));
    says(&format!("{mention} luo:candidate id:vn/ubnd-ls/quyet-dinh/2023/589-qd-ubnd"));
    says(&format!("{mention} luo:candidate id:vn/ubnd-ls/quyet-dinh/2022/589-qd-ubnd"));
    let about_589: Vec<String> = lines().into_iter().filter(|line| line.contains("589-qd-ubnd")).collect();
    for line in about_589 {
        let predicate = line.split(' ').nth(1).unwrap_or_default();
        assert!(["luo:candidate", "luo:key", "luo:number", "rdfs:label"].contains(&predicate), "{line}");
    }
}

#[test]
fn what_was_not_understood_is_a_note_and_names_nothing() {
    let hash = iri::source_hash("pages/w27.txt");
    let [start, end] = sample().text.points(at("Kế hoạch nêu trên"));
    says(&format!("id:mention/{hash}/{start}-{end} luo:status luo:status-unresolved"));
    says(&format!("id:mention/{hash}/{start}-{end} luo:anaphor \"true\"^^xsd:boolean"));
    says(&format!("id:source/{hash} luo:note id:note/{hash}/{start}-{end}"));
    assert!(!lines().iter().any(|line| line.starts_with(&format!("id:mention/{hash}/{start}-{end} luo:names"))));
}

#[test]
fn the_same_page_gives_the_same_quads_in_order_each_once_and_without_blank_nodes() {
    let quads = quads();
    assert_eq!(quads, self::quads());
    assert_eq!(quads.iter().collect::<HashSet<_>>().len(), quads.len());
    let graph = GraphName::NamedNode(Base::default().source("pages/w27.txt"));
    for quad in &quads {
        assert_eq!(quad.graph_name, graph);
        assert!(quad.subject.is_named_node() && !quad.object.is_blank_node(), "{quad}");
    }
}

#[test]
fn every_luo_term_written_is_of_the_ontology() {
    let known: HashSet<&str> = terms::TERMS.iter().map(|term| term.as_str()).collect();
    for quad in quads() {
        let predicate = quad.predicate.as_str().to_owned();
        assert!(!predicate.starts_with(terms::ONTOLOGY) || known.contains(predicate.as_str()), "{predicate}");
    }
}

#[test]
fn a_number_written_in_two_ways_is_one_document() {
    let mut extraction = sample();
    extraction.relations[0].to = key("QĐ|6/QĐ-TTg|2022|TTg");
    extraction.assignments[0].document = key("QĐ|06/QĐ-TTg|2022|TTg");
    let quads = encode(&Base::default(), &extraction, None, &Few);
    let six = Base::default().document(&key("QĐ|06/QĐ-TTg|2022|TTg"));
    let keys = quads.iter().filter(|q| q.subject == six.clone().into() && q.predicate == terms::KEY);
    assert_eq!(keys.count(), 1);
}

#[test]
fn a_day_of_effect_an_end_and_a_part_are_written_as_eli_counts_them() {
    let mut extraction = sample();
    extraction.documents[1].effect = day(2023, 6, 15);
    extraction.documents[1].ends = day(2026, 1, 1);
    extraction.relations[0].part = true;
    extraction.relations[0].effect = day(2023, 7, 10);
    let lines: BTreeSet<String> = encode(&Base::default(), &extraction, None, &Few).iter().map(short).collect();
    for line in [
        format!("{DIRECTIVE} eli:first_date_entry_in_force \"2023-06-15\"^^xsd:date"),
        format!("{DIRECTIVE} eli:date_no_longer_in_force \"2025-12-31\"^^xsd:date"),
        "id:relation/r1 luo:part \"true\"^^xsd:boolean".to_owned(),
        "id:relation/r1 luo:effect \"2023-07-10\"^^xsd:date".to_owned(),
    ] {
        assert!(lines.contains(&line), "not said: {line}");
    }
    // A relation of the whole, without a day of its own, says neither.
    assert!(!self::lines().iter().any(|line| line.contains("luo:part") || line.contains("luo:effect")));
}

#[test]
fn a_document_and_a_candidate_are_looked_up_by_type_and_number() {
    says(&format!("{DIRECTIVE} luo:number \"CT|20/CT-TTG\""));
    says("id:vn/ubnd-ls/quyet-dinh/2022/589-qd-ubnd luo:number \"QĐ|589/QĐ-UBND\"");
}
