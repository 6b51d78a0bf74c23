//! Stores that are as they must be, and stores that are broken in one place each.

use super::*;
use crate::analyze::fixture;
use crate::encode::encode;
use crate::iri::Base;
use crate::{Config, Tables, extract, read};
use oxigraph::model::{Literal, NamedNode, Quad, Term};

const PAGE: &str = "UBND tỉnh Lạng Sơn ban hành Kế hoạch số 148/KH-UBND, ngày 04/7/2023 triển khai thực hiện Chỉ thị số \
                    20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ.\n\nGiao Sở Công Thương chủ trì, báo cáo trước ngày \
                    01/8/2023.";

/// The quads of a page.
fn page() -> Vec<Quad> {
    let tables = Tables::builtin().expect("the tables load");
    let text = read::read_bytes("page.txt".as_ref(), PAGE.as_bytes()).expect("it is text");
    let found = extract(&tables, &Config { source: "page.txt".into(), ..Config::default() }, text);
    encode(&Base::default(), &found, None, &tables)
}

fn scope() -> Scope {
    Scope { today: "2026-01-01".parse().expect("a day"), texts: None }
}

/// What is found in a store of these quads, as `severity rule: message`.
fn found(quads: &[Quad]) -> Vec<String> {
    let mut store = Store::memory(Base::default()).expect("a store");
    store.replace_source(&store.base().source("page.txt"), quads).expect("it takes it");
    let graph = Graph::load(&store).expect("it loads");
    let report = check(&store, &graph, &[], scope()).expect("it checks");
    let shown = |finding: &Finding| format!("{} {}: {}", finding.severity.name(), finding.rule, finding.message);
    report.findings.iter().map(shown).collect()
}

#[test]
fn what_the_program_writes_is_as_it_must_be() {
    assert_eq!(found(&page()), [""; 0]);
}

/// Breaks the page and expects these findings among others.
#[track_caller]
fn broken(how: impl FnOnce(&mut Vec<Quad>), expect: &[&str]) {
    let mut quads = page();
    how(&mut quads);
    let found = found(&quads);
    for words in expect {
        assert!(found.iter().any(|finding| finding == words), "`{words}` is not in {found:#?}");
    }
}

fn of<'q>(quads: &'q mut [Quad], local: &str) -> &'q mut Quad {
    let found = quads.iter_mut().find(|quad| quad.predicate.as_str().rsplit(['#', '/']).next() == Some(local));
    found.expect("a quad of that predicate")
}

#[test]
fn a_break_is_told_in_vietnamese() {
    let gone = |local: &'static str| {
        move |quads: &mut Vec<Quad>| {
            quads.retain(|quad| quad.predicate.as_str().rsplit(['#', '/']).next() != Some(local));
        }
    };
    broken(
        gone("implements"),
        &["error sh:SPARQL: quan hệ có câu chứng minh phải có trong đồ thị, trừ khi đã bị bác bỏ"],
    );
    broken(
        gone("relationType"),
        &[
            "error sh:MinCount: thiếu “loại quan hệ”",
            "error sh:SPARQL: quan hệ giữa hai văn bản phải có câu chứng minh",
        ],
    );
    broken(
        |quads| of(quads, "confidence").object = Literal::from(2).into(),
        &["error sh:Datatype: giá trị “độ tin cậy” không đúng kiểu dữ liệu"],
    );
    broken(
        |quads| of(quads, "implements").object = Literal::from("Chỉ thị 20").into(),
        &["error sh:SPARQL: quan hệ giữa hai văn bản phải có câu chứng minh"],
    );
    broken(
        |quads| of(quads, "end").object = Literal::from(100_000).into(),
        &["error span: câu chứng minh phải dài đúng bằng vị trí ghi cho nó"],
    );
    broken(
        |quads| of(quads, "key").object = Literal::from("CT|21/CT-TTg|2023|TTg").into(),
        &["error key: khóa của văn bản phải ứng với tên (IRI) của nó"],
    );
    let odd = NamedNode::new_unchecked("https://w3id.org/luocdo/ontology#obeys");
    broken(
        |quads| {
            let mut stray = of(quads, "implements").clone();
            stray.predicate = odd;
            quads.push(stray);
        },
        &["error term: từ này không có trong bộ từ vựng ontology/luocdo.ttl"],
    );
}

#[test]
fn dates_that_cannot_be_are_told_for_a_person_to_look_at() {
    let edges = &[("CT|20/CT-TTg|2020|TTg", "cites", "KH|148/KH-UBND|2023|UBND:LS")];
    let store = fixture::store(edges);
    let graph = Graph::load(&store).expect("it loads");
    let scope = Scope { today: "2023-07-05".parse().expect("a day"), texts: None };
    let report = check(&store, &graph, &["51f0c2a97be31d04".to_owned()], scope).expect("it checks");
    let warnings: Vec<String> = (report.findings.iter())
        .filter(|finding| finding.severity == Severity::Warning)
        .map(|finding| format!("{} {} {}", finding.rule, finding.about, finding.value))
        .collect();
    assert_eq!(
        warnings,
        [
            "cites-future Chỉ thị 20/CT-TTg ngày 07/05/2020 dẫn chiếu Kế hoạch 148/KH-UBND ngày 04/07/2023",
            "judgement 51f0c2a97be31d04 ",
        ]
    );
}

#[test]
fn a_sentence_must_stand_in_the_file_where_the_graph_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.txt");
    std::fs::write(&file, PAGE).expect("it is written");
    let path = file.display().to_string();
    let tables = Tables::builtin().expect("the tables load");
    let text = read::read_file(&file, u64::MAX).expect("it is text");
    let base = Base::default();
    let read = extract(&tables, &Config { source: path.clone(), ..Config::default() }, text);
    let mut quads = encode(&base, &read, None, &tables);
    assert_eq!(texts::findings(&path, &quads, u64::MAX), Some(Vec::new()));
    assert_eq!(texts::findings("gone.txt", &quads, u64::MAX), None);
    let exact = of(&mut quads, "exact");
    let Term::Literal(words) = &exact.object else { panic!("words") };
    exact.object = Literal::from(words.value().replacen('a', "á", 1)).into();
    let lost = texts::findings(&path, &quads, u64::MAX).expect("it is read");
    assert_eq!((lost.len(), lost[0].rule.as_str()), (1, "sentence"));
    let changed = encode(&base, &read, Some(&"0".repeat(64)), &tables);
    let told = texts::findings(&path, &changed, u64::MAX).expect("it is read");
    assert_eq!((told.len(), told[0].rule.as_str()), (1, "changed"));
}
