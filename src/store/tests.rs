//! What a user may rely on: building again changes nothing, a removed page takes its facts along, a broken
//! query names its place, and what is written out can be read in again.

use super::*;
use crate::encode::tests::quads;
use oxigraph::io::RdfFormat;
use oxigraph::model::Literal;
use std::fs;

fn page() -> NamedNode {
    Base::default().source("pages/w27.txt")
}

fn built() -> Store {
    let mut store = Store::memory(Base::default()).expect("a store");
    assert_eq!(store.replace_source(&page(), &quads()).expect("built"), Change::Added);
    store
}

/// The same facts as a page under another path would tell.
fn copy(graph: &NamedNode) -> Vec<Quad> {
    quads().into_iter().map(|quad| Quad { graph_name: graph.clone().into(), ..quad }).collect()
}

fn dumped(store: &Store, format: RdfFormat) -> String {
    let mut bytes = Vec::new();
    store.dump(format, Part::ALL, &mut bytes).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

#[track_caller]
fn count(store: &Store, pattern: &str, expect: usize) {
    match store.query(&format!("SELECT * WHERE {{ {pattern} }}")).expect("an answer") {
        Answer::Rows(rows) => assert_eq!(rows.rows.len(), expect, "{pattern}"),
        other => panic!("no rows: {other:?}"),
    }
}

#[test]
fn building_the_same_page_twice_changes_nothing() {
    let mut store = built();
    let before = dumped(&store, RdfFormat::NQuads);
    assert_eq!(store.replace_source(&page(), &quads()).expect("built"), Change::Unchanged);
    assert_eq!(dumped(&store, RdfFormat::NQuads), before);
}

#[test]
fn a_number_the_store_writes_its_own_way_is_no_change() {
    let mut store = Store::memory(Base::default()).expect("a store");
    let long = Literal::new_typed_literal("0.970", terms::XSD_DECIMAL);
    let quad = Quad::new(page(), terms::CONFIDENCE, long, page());
    store.replace_source(&page(), std::slice::from_ref(&quad)).expect("built");
    assert_eq!(store.replace_source(&page(), &[quad]).expect("built"), Change::Unchanged);
}

#[test]
fn a_page_built_again_with_other_words_loses_the_old_facts() {
    let mut store = built();
    count(&store, "?letter luo:implements ?directive", 1);
    let fewer: Vec<Quad> = quads().into_iter().filter(|quad| quad.predicate != terms::IMPLEMENTS).collect();
    assert_eq!(store.replace_source(&page(), &fewer).expect("built"), Change::Replaced);
    count(&store, "?letter luo:implements ?directive", 0);
    assert_eq!(store.len().expect("a number"), fewer.len());
}

#[test]
fn what_two_pages_say_counts_once_and_stays_until_both_are_gone() {
    let mut store = built();
    let other = Base::default().source("copy/w27.txt");
    store.replace_source(&other, &copy(&other)).expect("built");
    count(&store, "?letter luo:implements ?directive", 1);
    count(&store, "GRAPH ?page { ?letter luo:implements ?directive }", 2);
    assert!(store.remove_source(&page()).expect("removed"));
    count(&store, "?letter luo:implements ?directive", 1);
    assert!(store.remove_source(&other).expect("removed"));
    assert!(!store.remove_source(&other).expect("nothing to remove"));
    assert!(store.is_empty().expect("read") && store.sources().expect("read").is_empty());
}

#[test]
fn sources_are_listed_with_path_and_hash() {
    let sources = built().sources().expect("read");
    let expect = Source {
        graph: page(),
        path: Some("pages/w27.txt".to_owned()),
        sha256: Some("0a".repeat(32)),
        place: Some(Base::default().place("LS")),
        date: "2023-07-07".parse().ok(),
    };
    assert_eq!(sources, [expect]);
}

#[test]
fn a_fact_of_another_page_is_refused_and_nothing_changes() {
    let mut store = built();
    let other = Base::default().source("other.txt");
    let message = store.replace_source(&other, &quads()).expect_err("refused").to_string();
    assert!(message.starts_with("store `memory`: a fact of graph"), "{message}");
    assert_eq!(store.sources().expect("read").len(), 1);
}

#[test]
fn written_out_and_read_in_again_it_is_the_same() {
    let store = built();
    let folder = tempfile::tempdir().expect("a folder");
    for format in [RdfFormat::Turtle, RdfFormat::NTriples, RdfFormat::NQuads, RdfFormat::TriG, RdfFormat::RdfXml] {
        let file = folder.path().join(format!("graph.{}", format.file_extension()));
        fs::write(&file, dumped(&store, format)).expect("written");
        let mut again = Store::memory(Base::default()).expect("a store");
        assert_eq!(again.load(&file).expect("read"), quads().len());
        assert_eq!(dumped(&again, RdfFormat::NTriples), dumped(&store, RdfFormat::NTriples), "{}", format.name());
        if format.supports_datasets() {
            assert_eq!(dumped(&again, RdfFormat::NQuads), dumped(&store, RdfFormat::NQuads));
        }
    }
}

#[test]
fn a_file_with_an_error_adds_nothing_and_the_place_is_told() {
    let mut store = built();
    let before = store.len().expect("a number");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("half.nt");
    fs::write(&file, "<http://a/s> <http://a/p> \"x\" .\n<http://a/s> oops .\n").expect("written");
    let message = store.load(&file).expect_err("broken").to_string();
    assert!(message.contains("half.nt`, line 2, column ") && message.contains("is not N-Triples"), "{message}");
    assert_eq!(store.len().expect("a number"), before);
    assert!(store.load(&folder.path().join("a.doc")).expect_err("unknown").to_string().contains("`.ttl`"));
    assert!(store.load(&folder.path().join("no.ttl")).expect_err("missing").to_string().starts_with("cannot read"));
}

#[track_caller]
fn refused(query: &str, expect: &[&str]) {
    let message = built().query(query).expect_err("no answer").to_string();
    for words in expect {
        assert!(message.contains(words), "`{words}` is not in: {message}");
    }
}

#[test]
fn a_query_with_a_mistake_names_line_column_and_words() {
    refused(
        "SELECT ?d\nWHRE { ?d a luo:Document }",
        &["the query is not SPARQL: line 2, column 1, near `WHRE { ?d a luo:Document }`", "WHERE could stand here"],
    );
    refused("SELECT ?d WHERE { ?d a luo:Document", &["line 1, column 36, at the end: expected"]);
    refused("ASK { ?d a nope:Document }", &["line 1, column "]);
    refused("SELECT * WHERE { ?d rdfs:label 'Chỉ thị' ; }} LIMIT 5", &["line 1, column 44, near `}} LIMIT 5`"]);
    refused(
        "SELECT ?k WHERE {\n  ?d lou:key ?k }",
        &["line 2, column 6, near `lou:key ?k }`: prefix `lou` is unknown"],
    );
    refused(
        "SELECT * { ?d rdfs:label 'Chỉ thị }",
        &["line 1, column 26, near `'Chỉ thị }`: the quotation mark is not"],
    );
    refused("SELECT * WHRE { <http://a/#b'> rdfs:label '''a'b\\'''' } # 'x", &["line 1, column 8, near `* WHRE"]);
    refused("", &["the query is not SPARQL: it is empty"]);
}

#[test]
fn a_query_never_changes_the_graph_nor_calls_out() {
    refused("DELETE WHERE { ?s ?p ?o }", &["it is an update"]);
    refused(
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        &["`SERVICE <http://example.org/sparql>` is off"],
    );
}

#[test]
fn a_question_is_answered_by_its_form() {
    let store = built();
    assert_eq!(store.query("ASK { ?r a luo:Relation }").expect("an answer"), Answer::Boolean(true));
    let rows = store.query("SELECT ?label ?none { ?d luo:described true ; rdfs:label ?label }").expect("an answer");
    let label = Literal::new_language_tagged_literal_unchecked("Công văn 830/UBND-KT ngày 03/7/2023", "vi");
    let columns = vec!["label".to_owned(), "none".to_owned()];
    assert_eq!(rows, Answer::Rows(Rows { columns, rows: vec![vec![Some(label.into()), None]] }));
    match store
        .query("CONSTRUCT { ?d a luo:Document } WHERE { ?m luo:names ?d . ?r a luo:Relation }")
        .expect("an answer")
    {
        Answer::Graph(graph) => assert_eq!(graph.len(), 2),
        other => panic!("no graph: {other:?}"),
    }
}

#[cfg(not(feature = "rocksdb"))]
#[test]
fn without_rocksdb_a_folder_is_refused_with_the_way_out() {
    for result in [Store::open_to_write(Path::new("s"), None), Store::open_to_read(Path::new("s"))] {
        let message = result.err().expect("refused").to_string();
        assert!(message.contains("--features rocksdb"), "{message}");
    }
}

#[cfg(feature = "rocksdb")]
mod on_disk {
    use super::*;

    #[test]
    fn what_is_built_is_there_when_opened_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store");
        let mut store = Store::open_to_write(&path, None).expect("a new store");
        assert_eq!(store.replace_source(&page(), &quads()).expect("built"), Change::Added);
        store.flush().expect("flushed");
        let written = dumped(&store, RdfFormat::NQuads);
        drop(store);
        let mut reader = Store::open_to_read(&path).expect("readable");
        let _second = Store::open_to_read(&path).expect("readers share");
        assert_eq!(dumped(&reader, RdfFormat::NQuads), written);
        assert_eq!(reader.base(), &Base::default());
        assert!(reader.replace_source(&page(), &[]).expect_err("read only").to_string().contains("for reading only"));
    }

    #[test]
    fn building_the_same_page_twice_on_disk_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store");
        for expect in [Change::Added, Change::Unchanged] {
            let mut store = Store::open_to_write(&path, None).expect("a store");
            assert_eq!(store.replace_source(&page(), &quads()).expect("built"), expect);
        }
    }

    #[test]
    fn a_second_writer_and_a_reader_are_told_that_someone_writes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store");
        let _writer = Store::open_to_write(&path, None).expect("a store");
        let who = format!("luocdo process {} is writing it", std::process::id());
        for result in [Store::open_to_write(&path, None), Store::open_to_read(&path)] {
            let message = result.err().expect("taken").to_string();
            assert!(message.contains(&who), "{message}");
        }
    }

    #[test]
    fn a_folder_of_other_things_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("thesis.doc"), "x").expect("written");
        for result in [Store::open_to_write(folder.path(), None), Store::open_to_read(folder.path())] {
            assert!(result.err().expect("refused").to_string().contains("thesis.doc"));
        }
        assert_eq!(fs::read_dir(folder.path()).expect("list").count(), 1);
        let missing = folder.path().join("missing");
        assert!(Store::open_to_read(&missing).err().expect("none").to_string().contains("no store here"));
        assert!(!missing.exists());
    }
}
