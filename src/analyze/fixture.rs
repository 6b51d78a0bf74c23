//! A small store for tests: given the acts, it writes what `encode` would, in one source's graph.

use super::Known;
use crate::iri::{BASE_DEFAULT, Base};
use crate::model::{Key, RelationType};
use crate::store::Store;
use crate::tables::Tables;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// What the tables of the program know.
pub static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::of(&Tables::builtin().expect("the tables load")));

/// IRI of a key.
pub fn iri(key: &str) -> String {
    Base::default().document(&Key::parse(key).expect("a key")).into_string()
}

/// Words of the type codes that the tests use, and the days of their papers.
fn describe(key: &Key) -> (&'static str, Option<&'static str>) {
    let name = match key.kind.code() {
        "CT" => "Chỉ thị",
        "KH" => "Kế hoạch",
        "CV" => "Công văn",
        "TT" => "Thông tư",
        "QĐ" => "Quyết định",
        "L" => "Luật",
        _ => "Văn bản",
    };
    let date = match (key.number.as_str(), key.year) {
        ("20/CT-TTg", Some(2023)) => Some("2023-06-08"),
        ("20/CT-TTg", Some(2020)) => Some("2020-05-07"),
        ("20/CT-TTg", Some(2019)) => Some("2019-07-29"),
        ("148/KH-UBND", _) => Some("2023-07-04"),
        ("1187/SCT-QLNL", _) => Some("2023-07-11"),
        ("06/QĐ-TTg", _) => Some("2022-01-06"),
        _ => None,
    };
    (name, date)
}

/// A store in memory that holds the acts, one task of 148/KH-UBND for each of two bodies, and the nickname Đề
/// án 06.
pub fn store(edges: &[(&str, &str, &str)]) -> Store {
    fill(Store::memory(Base::default()).expect("a store in memory"), edges)
}

/// The same in a store of any kind.
pub fn fill(mut store: Store, edges: &[(&str, &str, &str)]) -> Store {
    let mut out = super::prefixes();
    let source = format!("{BASE_DEFAULT}source/s");
    let _ = writeln!(out, "<{source}> {{ <{source}> a luo:Source ; luo:path \"digest.txt\" .");
    let mut keys: BTreeSet<&str> = edges.iter().flat_map(|(from, _, to)| [*from, *to]).collect();
    keys.extend(["QĐ|06/QĐ-TTg|2022|TTg", "L|tiếp cận thông tin|2016|QH", "KH|148/KH-UBND|2023|UBND:LS"]);
    for text in keys {
        let key = Key::parse(text).expect("a key");
        let (name, date) = describe(&key);
        let law = key.kind.is_statute();
        let when = match (date, key.year) {
            (Some(date), _) => {
                let day: chrono::NaiveDate = date.parse().expect("a date");
                format!(" ngày {}", day.format("%d/%m/%Y"))
            }
            (None, Some(year)) => format!(" năm {year}"),
            _ => String::new(),
        };
        let number = key.number.as_str();
        let shown = if law { "Tiếp cận thông tin" } else { number };
        let _ = writeln!(
            out,
            "<{}> a luo:Document ; rdfs:label \"{name} {shown}{when}\"@vi ; luo:key \"{text}\" ; {} \"{number}\" .",
            iri(text),
            if law { "luo:shortTitle" } else { "dcterms:identifier" },
        );
        if let Some(date) = date {
            let _ = writeln!(out, "<{}> eli:date_document \"{date}\"^^xsd:date ; luo:described true .", iri(text));
        }
        if let Some(year) = key.year {
            let _ = writeln!(out, "<{}> luo:year \"{year}\"^^xsd:gYear .", iri(text));
        }
    }
    for (n, (from, kind, to)) in edges.iter().enumerate() {
        let kind = RelationType::from_name(kind).expect("a relation").predicate();
        let number = |key: &str| key.split('|').nth(1).unwrap_or_default().to_owned();
        let _ = writeln!(
            out,
            "<{a}> luo:{kind} <{b}> . <{BASE_DEFAULT}relation/{n}> a luo:Relation ; luo:relationType luo:{kind} ;
               luo:from <{a}> ; luo:to <{b}> ; luo:cue \"{kind}\" ; luo:rule \"test\" ; luo:confidence 0.9 ;
               luo:evidence <{BASE_DEFAULT}evidence/s/{n}> ; prov:wasDerivedFrom <{source}> .
             <{BASE_DEFAULT}evidence/s/{n}> oa:exact \"{} {kind} {}.\" ; oa:start {n} ; oa:end 99 .",
            number(from),
            number(to),
            a = iri(from),
            b = iri(to),
        );
    }
    let plan = iri("KH|148/KH-UBND|2023|UBND:LS");
    for (id, name, role, due) in
        [("SCT:LS", "Sở Công Thương", "lead", "2023-07-31"), ("STC:LS", "Sở Tài chính", "coordinate", "2023-12-31")]
    {
        let _ = writeln!(
            out,
            "<{BASE_DEFAULT}vn/agency/{id}> a org:Organization ; skos:prefLabel \"{name}\"@vi ; luo:agencyId \"{id}\" .
             <{BASE_DEFAULT}assignment/{id}> a luo:Assignment ; luo:document <{plan}> ; luo:role luo:role-{role} ;
               luo:agency <{BASE_DEFAULT}vn/agency/{id}> ; luo:task \"tiết kiệm điện\" ; luo:due \"{due}\"^^xsd:date ;
               luo:dueText \"trong tháng\" ; luo:rule \"test\" ; luo:confidence 0.8 ;
               luo:evidence <{BASE_DEFAULT}evidence/s/t> ; prov:wasDerivedFrom <{source}> ."
        );
    }
    let _ = writeln!(
        out,
        "<{BASE_DEFAULT}evidence/s/t> oa:exact \"Sở Công Thương chủ trì.\" ; oa:start 5 ; oa:end 28 .
         <{BASE_DEFAULT}mention/s/1> a luo:Mention ; luo:status luo:status-resolved ; luo:names <{}> ;
           oa:hasTarget <{source}> ; oa:hasSelector <{BASE_DEFAULT}evidence/s/m> .
         <{BASE_DEFAULT}evidence/s/m> oa:exact \"Đề án 06\" ; oa:start 1 ; oa:end 9 .
         <{BASE_DEFAULT}mention/s/2> a luo:Mention ; luo:status luo:status-ambiguous ;
           luo:candidate <{}> ; oa:hasTarget <{source}> ; oa:hasSelector <{BASE_DEFAULT}evidence/s/n> .
         <{BASE_DEFAULT}evidence/s/n> oa:exact \"Chỉ thị 20/CT-TTg\" ; oa:start 1 ; oa:end 9 . }}",
        iri("QĐ|06/QĐ-TTg|2022|TTg"),
        iri("CT|20/CT-TTg|2020|TTg"),
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fixture.trig");
    std::fs::write(&path, out).expect("it is written");
    store.load(&path).expect("the fixture is TriG");
    store
}
