//! Questions about what the example has not: papers that rest on others, circles, papers of the future, what is gone.

use super::*;
use crate::Tables;
use crate::analyze::{Graph, fixture};
use crate::iri::Base;
use crate::store::Store;
use std::collections::BTreeSet;

/// Asks with typed values; each row as its cells for people, and the sentence that proves it.
#[track_caller]
fn check(edges: &[(&str, &str, &str)], name: &str, given: &[(&str, &str)], expect: &[&str]) {
    let store = fixture::store(edges);
    let graph = Graph::load(&store).expect("it loads");
    let tables = Tables::builtin().expect("the tables load");
    let known = Known { graph: &graph, tables: &tables, base: &Base::default() };
    let questions = Questions::load(None).expect("they are read");
    let question = questions.get(name).expect("it is there");
    let given: Vec<(String, String)> = given.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
    let values = question.pair(&given).expect("they fit").into_iter().map(|(parameter, typed)| {
        (parameter.name.clone(), value(&parameter.name, parameter.kind, typed, &known).expect("a value"))
    });
    let found = asked(&store, question, values.collect(), &known).expect("it answers");
    let shown: Vec<usize> = found.sheet.shown_to(crate::sheet::Shown::Screen).map(|(at, _)| at).collect();
    let rows: Vec<String> = (found.sheet.rows.iter().zip(&found.proofs))
        .map(|(row, proof)| {
            let cells: Vec<String> = shown.iter().map(|at| row[*at].for_people()).filter(|c| !c.is_empty()).collect();
            format!("{} “{}”", cells.join(" | "), proof.as_ref().map_or("", |proof| &proof.sentence))
        })
        .collect();
    assert_eq!(rows, expect, "{name}");
}

const LAW: &str = "L|tiếp cận thông tin|2016|QH";
const PLAN: &str = "KH|148/KH-UBND|2023|UBND:LS";
const LETTER: &str = "CV|1187/SCT-QLNL|2023|SCT:LS";
const ORDER_2019: &str = "CT|20/CT-TTg|2019|TTg";
const ORDER_2020: &str = "CT|20/CT-TTg|2020|TTg";
const PROJECT: &str = "QĐ|06/QĐ-TTg|2022|TTg";

#[test]
fn papers_that_rest_on_a_law() {
    let edges = &[(PLAN, "basis", LAW), (LETTER, "cites", LAW), (ORDER_2020, "basis", PROJECT)];
    let row = "Kế hoạch 148/KH-UBND ngày 04/07/2023 | 04/07/2023 “148/KH-UBND hasBasis tiếp cận thông tin.”";
    check(edges, "basis-of", &[("paper", "Luật Tiếp cận thông tin")], &[row]);
}

#[test]
fn papers_in_a_circle_and_no_others() {
    let edges = &[(PLAN, "implements", LETTER), (LETTER, "basis", PLAN), (PROJECT, "implements", PLAN)];
    let rows = [
        "Công văn 1187/SCT-QLNL ngày 11/07/2023 | căn cứ | Kế hoạch 148/KH-UBND ngày 04/07/2023 “1187/SCT-QLNL hasBasis \
         148/KH-UBND.”",
        "Kế hoạch 148/KH-UBND ngày 04/07/2023 | triển khai thực hiện | Công văn 1187/SCT-QLNL ngày 11/07/2023 \
         “148/KH-UBND implements 1187/SCT-QLNL.”",
    ];
    check(edges, "cycles", &[], &rows);
}

#[test]
fn papers_that_refer_to_later_ones() {
    let edges = &[(ORDER_2020, "cites", PLAN), (LETTER, "cites", PLAN)];
    let row = "Chỉ thị 20/CT-TTg ngày 07/05/2020 | 07/05/2020 | dẫn chiếu | Kế hoạch 148/KH-UBND ngày 04/07/2023 | \
               04/07/2023 “20/CT-TTg cites 148/KH-UBND.”";
    check(edges, "cites-future", &[], &[row]);
}

#[test]
fn papers_that_are_gone_and_still_referred_to() {
    // The project of 2022 named the order while it stood; the letter of a week after the plan should not.
    let edges = &[(PLAN, "replaces", ORDER_2019), (LETTER, "cites", ORDER_2019), (PROJECT, "cites", ORDER_2019)];
    let row = "Chỉ thị 20/CT-TTg ngày 29/07/2019 | Kế hoạch 148/KH-UBND ngày 04/07/2023 | 04/07/2023 | Công văn \
               1187/SCT-QLNL ngày 11/07/2023 | 11/07/2023 | dẫn chiếu “1187/SCT-QLNL cites 20/CT-TTg.”";
    check(edges, "replaced-still-cited", &[], &[row]);
}

#[test]
fn the_longest_wait_stands_first_and_short_ones_may_be_left_out() {
    let edges = &[(LETTER, "implements", PLAN), (PLAN, "implements", ORDER_2020)];
    let long = "1153 | Kế hoạch 148/KH-UBND ngày 04/07/2023 | 04/07/2023 | Chỉ thị 20/CT-TTg ngày 07/05/2020 | \
                07/05/2020 “148/KH-UBND implements 20/CT-TTg.”";
    let short = "7 | Công văn 1187/SCT-QLNL ngày 11/07/2023 | 11/07/2023 | Kế hoạch 148/KH-UBND ngày 04/07/2023 | \
                 04/07/2023 “1187/SCT-QLNL implements 148/KH-UBND.”";
    check(edges, "lag", &[], &[long, short]);
    check(edges, "lag", &[("least", "30")], &[long]);
}

#[test]
fn a_value_that_is_left_out_limits_nothing() {
    let edges = &[(PLAN, "cites", LAW), (LETTER, "cites", LAW)];
    let plan = "Kế hoạch 148/KH-UBND ngày 04/07/2023 | 04/07/2023 | Luật Tiếp cận thông tin năm 2016 “148/KH-UBND cites \
                tiếp cận thông tin.”";
    let letter = "Công văn 1187/SCT-QLNL ngày 11/07/2023 | 11/07/2023 | Luật Tiếp cận thông tin năm 2016 \
                  “1187/SCT-QLNL cites tiếp cận thông tin.”";
    check(edges, "of-relation", &[("relation", "cites")], &[plan, letter]);
    check(edges, "of-relation", &[("relation", "dẫn chiếu"), ("from", "05/7/2023")], &[letter]);
    check(edges, "of-relation", &[("relation", "replaces")], &[]);
}

fn all() -> Questions {
    Questions::load(None).expect("they are read")
}

#[test]
fn every_question_is_in_the_program_and_says_what_it_takes_and_shows() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/queries");
    let names: BTreeSet<String> = files(Path::new(folder))
        .expect("the folder is there")
        .iter()
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(all().0.keys().cloned().collect::<BTreeSet<_>>(), names);
    for question in all().iter() {
        let name = &question.name;
        assert!(question.question.ends_with('?') && question.english.ends_with('?'), "{name}");
        assert!(question.example.starts_with(&format!("luocdo ask {name}")), "{name}: {}", question.example);
        let empty = Store::memory(Base::default()).expect("a store");
        empty.query_with(&question.sparql, &BTreeMap::new()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let select = question.sparql.split("WHERE").next().unwrap_or_default();
        for column in &question.columns {
            assert!(select.contains(&format!("?{}", column.name)), "{name} does not select {}", column.name);
        }
        for parameter in &question.parameters {
            let used = question.sparql.lines().filter(|line| !line.starts_with('#'));
            let used = used.filter(|line| line.contains(&format!("?{}", parameter.name))).count();
            assert!(used > 0, "{name} does not use {}", parameter.name);
            let shown = question.example.contains(&format!("--with {}=", parameter.name));
            assert!(shown || parameter.optional, "the example of {name} leaves out {}", parameter.name);
        }
    }
}

#[track_caller]
fn refused(name: &str, given: &[(&str, &str)], words: &[&str]) {
    let given: Vec<(String, String)> = given.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
    let all = all();
    let message = all.get(name).and_then(|q| q.pair(&given).map(|_| ())).expect_err("it is refused").to_string();
    for words in words {
        assert!(message.contains(words), "`{words}` is not in: {message}");
    }
}

#[test]
fn what_is_missing_or_too_much_is_told() {
    refused("carried-out", &[], &["needs `order` (paper: ", "as in: luocdo ask carried-out --with order="]);
    refused("carried-out", &[("ordr", "x")], &["no parameter `ordr`; it takes `order`"]);
    refused("carried-out", &[("order", "x"), ("order", "y")], &["`order` is given twice"]);
    refused("unsured", &[], &["no question is called `unsured`", "`unsure`", "ask --list"]);
}
