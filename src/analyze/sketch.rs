//! A small store for tests, told line by line as a lawyer would: papers with their days, what they do to each other,
//! whom they task. Written as `encode` writes it, in one source's graph, so both the graph and SPARQL can be asked.

use crate::iri::{BASE_DEFAULT, Base};
use crate::model::{Key, RelationType};
use crate::store::Store;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// IRI of a key.
pub fn iri(key: &str) -> String {
    Base::default().document(&Key::parse(key).expect("a key")).into_string()
}

/// The lines, one thing each. A key has no spaces here, and words with spaces have `_` for them:
///
/// ```text
/// KEY issued 2023-01-05 effect 2023-02-01 ends 2024-01-01 title Báo_cáo   described by a source
/// KEY hasBasis KEY at khoản_2_Điều_5 part from 2024-01-01 says Căn_cứ… rejected
/// KEY tasks SCT:LS lead due 2023-07-31          a body without an id is a name: Các_sở
/// ```
pub fn store(lines: &str) -> Store {
    let mut out = super::prefixes();
    let source = format!("{BASE_DEFAULT}source/s");
    let _ = writeln!(out, "<{source}> {{ <{source}> a luo:Source ; luo:path \"a.txt\" .");
    let mut keys = BTreeSet::new();
    for (n, line) in lines.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let after = |word: &str| {
            let at = words.iter().position(|held| *held == word)?;
            words.get(at + 1).map(|value| value.replace('_', " "))
        };
        keys.insert(words[0].to_owned());
        let this = iri(words[0]);
        let spoken = after("says").unwrap_or_else(|| line.replace('_', " "));
        let _ = writeln!(
            out,
            "<{BASE_DEFAULT}evidence/s/{n}> oa:exact \"{spoken}\" ; oa:start {start} ; oa:end {end} .",
            start = n * 1000,
            end = n * 1000 + spoken.chars().count(),
        );
        let proved = format!(
            "luo:rule \"test\" ; luo:confidence 0.9 ; luo:evidence <{BASE_DEFAULT}evidence/s/{n}> ;
             prov:wasDerivedFrom <{source}>"
        );
        if words.contains(&"tasks") {
            let body = words[2].replace('_', " ");
            let agency = iri_of_body(&body);
            let due = after("due").map(|due| format!("; luo:due \"{due}\"^^xsd:date")).unwrap_or_default();
            let id = if body.contains(' ') { String::new() } else { format!("; luo:agencyId \"{body}\"") };
            let _ = writeln!(
                out,
                "<{agency}> a org:Organization ; skos:prefLabel \"Cơ quan {body}\"@vi {id} .
                 <{BASE_DEFAULT}assignment/{n}> a luo:Assignment ; luo:document <{this}> ; luo:agency <{agency}> ;
                   luo:role luo:role-{role} ; luo:task \"việc {n}\" {due} ; {proved} .",
                role = words[3],
            );
            continue;
        }
        let kind = words.get(1).and_then(|word| RelationType::ALL.iter().find(|kind| kind.predicate() == *word));
        let Some(kind) = kind else {
            let _ = writeln!(out, "<{this}> luo:described true .");
            for (word, term) in [("issued", "eli:date_document"), ("effect", "eli:first_date_entry_in_force")] {
                let _ = after(word).map(|day| writeln!(out, "<{this}> {term} \"{day}\"^^xsd:date ."));
            }
            if let Some(day) = after("ends") {
                let day: chrono::NaiveDate = day.parse().expect("a day");
                let last = day.pred_opt().expect("a day before");
                let _ = writeln!(out, "<{this}> eli:date_no_longer_in_force \"{last}\"^^xsd:date .");
            }
            let _ = after("title").map(|title| writeln!(out, "<{this}> dcterms:title \"{title}\"@vi ."));
            continue;
        };
        let other = iri(words[2]);
        keys.insert(words[2].to_owned());
        let at = after("at").map(|at| format!("; luo:pinpoint \"{at}\"")).unwrap_or_default();
        let part = if words.contains(&"part") { "; luo:part true" } else { "" };
        let from = after("from").map(|day| format!("; luo:effect \"{day}\"^^xsd:date")).unwrap_or_default();
        let _ = writeln!(
            out,
            "<{this}> luo:{p} <{other}> . <{BASE_DEFAULT}relation/{n}> a luo:Relation ; luo:relationType luo:{p} ;
               luo:from <{this}> ; luo:to <{other}> ; luo:cue \"{p}\" {at} {part} {from} ; {proved} .",
            p = kind.predicate(),
        );
        if words.contains(&"rejected") {
            let _ = writeln!(
                out,
                "<{BASE_DEFAULT}relation/{n}> luo:judgement luo:judgement-rejected ; luo:why \"sai\" ;
                   luo:judgedBy <{BASE_DEFAULT}person/a> . <{BASE_DEFAULT}person/a> rdfs:label \"An\" ."
            );
        }
    }
    for text in keys {
        let key = Key::parse(&text).expect("a key");
        let _ = writeln!(
            out,
            "<{this}> a luo:Document ; rdfs:label \"{kind} {number}\"@vi ; luo:key \"{text}\" ;
               dcterms:identifier \"{number}\" .",
            this = iri(&text),
            kind = key.kind.code(),
            number = key.number,
        );
        if let Some(year) = key.year {
            let _ = writeln!(out, "<{}> luo:year \"{year}\"^^xsd:gYear .", iri(&text));
        }
        if let Some(id) = &key.issuer {
            let tier = if id.contains(':') { "province" } else { "central" };
            let _ = writeln!(
                out,
                "<{this}> eli:passed_by <{body}> . <{body}> a org:Organization ; skos:prefLabel \"Cơ quan {id}\"@vi ;
                   luo:agencyId \"{id}\" ; luo:tier luo:tier-{tier} .",
                this = iri(&text),
                body = iri_of_body(id),
            );
        }
    }
    out.push('}');
    let mut store = Store::memory(Base::default()).expect("a store in memory");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sketch.trig");
    std::fs::write(&path, out).expect("it is written");
    store.load(&path).expect("the sketch is TriG");
    store
}

fn iri_of_body(id: &str) -> String {
    format!("{BASE_DEFAULT}vn/agency/{}", id.replace(' ', "_"))
}

/// What a query gives, its rows as words between `|`, sorted.
pub fn rows(store: &Store, query: &str, variables: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    super::load::each(store, query, |row| {
        let cells: Vec<String> = variables.iter().map(|variable| super::load::text(row, variable)).collect();
        found.insert(cells.join("|"));
    })
    .expect("the query runs");
    found
}
