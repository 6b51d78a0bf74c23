//! What a department of justice asks when a decree falls, and what must not be told of a paper that still stands.

use super::super::sketch::{self, iri};
use super::*;
use crate::iri::terms::predicate;
use std::collections::BTreeSet;

/// A decree and what stands on it: a decision with nothing else, one with a law as well, one with a law of which
/// nobody says whether it is in force, a plan on the first decision, and papers that have ended or only name it.
const LAW: &str = "
    NĐ|59|2012|CP issued 2012-07-23 effect 2012-10-01
    L|Đất_đai|2013|QH issued 2013-11-29 effect 2014-07-01
    L|Nhà_ở|2014|QH issued 2014-11-25
    QĐ|1|2015|UBND:LS issued 2015-01-05 effect 2015-01-15
    QĐ|1|2015|UBND:LS hasBasis NĐ|59|2012|CP
    QĐ|2|2016|UBND:LS issued 2016-01-05
    QĐ|2|2016|UBND:LS details NĐ|59|2012|CP at khoản_2_Điều_5
    QĐ|2|2016|UBND:LS hasBasis L|Đất_đai|2013|QH
    QĐ|3|2017|UBND:CB issued 2017-01-05
    QĐ|3|2017|UBND:CB hasBasis NĐ|59|2012|CP at Điều_7
    QĐ|3|2017|UBND:CB hasBasis L|Nhà_ở|2014|QH
    KH|4|2018|SCT:LS issued 2018-01-05
    KH|4|2018|SCT:LS implements QĐ|1|2015|UBND:LS
    KH|5|2018|SXD:LS issued 2018-02-05
    KH|5|2018|SXD:LS implements QĐ|2|2016|UBND:LS
    QĐ|6|2013|UBND:LS issued 2013-01-05 effect 2013-02-01 ends 2015-01-15
    QĐ|6|2013|UBND:LS hasBasis NĐ|59|2012|CP
    KH|7|2013|STC:LS issued 2013-03-05
    KH|7|2013|STC:LS implements QĐ|6|2013|UBND:LS
    TT|8|2014|BTP issued 2014-05-05
    TT|8|2014|BTP details NĐ|59|2012|CP
    CV|9|2019|STP:LS issued 2019-01-05
    CV|9|2019|STP:LS cites NĐ|59|2012|CP
    QĐ|10|2019|UBND:LS issued 2019-02-05
    QĐ|10|2019|UBND:LS hasBasis NĐ|59|2012|CP rejected";

fn ask(lines: &str, change: impl FnOnce(Question) -> Question) -> Impact {
    let lines = lines.replace("Đất_đai", "Đất").replace("Nhà_ở", "Nhà");
    let graph = Graph::load(&sketch::store(&lines)).expect("the sketch loads");
    let decree = graph.by_iri(&iri("NĐ|59|2012|CP")).expect("the decree is there");
    let on = "2020-01-01".parse().expect("a day");
    impact(&graph, decree, &change(Question::new(Change::Repealed, on)))
}

/// The rows as "QĐ 1 gone replace", with "?" behind those that may be touched.
#[track_caller]
fn check(lines: &str, change: impl FnOnce(Question) -> Question, expect: &[&str]) -> Impact {
    let found = ask(lines, change);
    let line = |row: &Affected| {
        let may = if row.touch == Touch::May { " ?" } else { "" };
        format!("{} {} {}{may}", row.paper.label, row.standing.name(), row.todo.name())
    };
    assert_eq!(found.rows.iter().map(line).collect::<Vec<_>>(), expect);
    found
}

#[test]
fn papers_are_told_by_what_is_left_under_them() {
    let found = check(
        LAW,
        |asked| asked,
        &[
            "TT 8 gone replace",
            "KH 4 gone replace",
            "QĐ 1 gone replace",
            "QĐ 3 unsure amend",
            "QĐ 2 other amend",
            "KH 5 stays review",
            "KH 7 already review",
        ],
    );
    let row = |label: &str| found.rows.iter().find(|row| row.paper.label == label).expect("it is told");
    let chain = |label| {
        let links = &row(label).chain;
        links.iter().map(|link| format!("{} {}", link.relation.name(), link.other)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(chain("KH 4"), "implements QĐ 1 basis NĐ 59");
    assert_eq!(row("KH 4").chain[1].proof.sentence, "QĐ|1|2015|UBND:LS hasBasis NĐ|59|2012|CP");
    assert_eq!(row("KH 4").depth, 2);
    assert_eq!(row("QĐ 2").others.iter().map(|other| other.label.as_str()).collect::<Vec<_>>(), ["L Đất"]);
    assert_eq!((row("QĐ 2").tier, row("TT 8").tier), (Some(Tier::Province), Some(Tier::Central)));
    assert!(row("QĐ 1").others.is_empty());
}

#[test]
fn an_amendment_takes_no_anchor_away() {
    let amended = |asked| Question { change: Change::Amended, ..asked };
    check(
        LAW,
        amended,
        &[
            "TT 8 stays amend",
            "KH 4 stays review",
            "KH 5 stays review",
            "QĐ 3 stays review",
            "QĐ 1 stays review",
            "QĐ 2 stays amend",
            "KH 7 already review",
        ],
    );
}

#[test]
fn only_the_papers_of_a_place() {
    let local = |asked| Question { local: true, ..asked };
    assert!(ask(LAW, local).rows.iter().all(|row| row.paper.label != "TT 8"));
    check(LAW, |asked| Question { place: Some("CB".into()), ..asked }, &["QĐ 3 unsure amend"]);
}

#[test]
fn of_a_provision_those_that_name_no_provision_stand_apart() {
    let of = |words: &'static str| move |asked| Question { provision: Provision::parse(words), ..asked };
    let apart = ["TT 8 gone review ?", "KH 4 gone review ?", "QĐ 1 gone review ?"];
    let fifth = [&["QĐ 2 other amend", "KH 5 stays review"][..], &apart, &["KH 7 already review ?"]].concat();
    let found = check(LAW, of("Điều 5"), &fifth);
    assert_eq!(found.rows[0].chain[0].proof.pinpoint.as_deref(), Some("khoản 2 Điều 5"));
    check(LAW, of("khoản 3 Điều 5"), &[&apart[..], &["KH 7 already review ?"]].concat());
    check(LAW, of("Điều 7"), &[&["QĐ 3 unsure amend"][..], &apart, &["KH 7 already review ?"]].concat());
}

#[test]
fn a_letter_is_looked_at_and_not_replaced() {
    let letter = "
        NĐ|59|2012|CP issued 2012-07-23
        CV|1|2015|UBND:LS issued 2015-01-05
        CV|1|2015|UBND:LS implements NĐ|59|2012|CP";
    check(letter, |asked| asked, &["CV 1 gone review"]);
}

#[test]
fn a_circle_holds_up_nobody() {
    let circle = "
        NĐ|59|2012|CP issued 2012-07-23
        QĐ|1|2015|UBND:LS issued 2015-01-05
        QĐ|2|2015|UBND:LS issued 2015-01-05
        QĐ|1|2015|UBND:LS hasBasis NĐ|59|2012|CP
        QĐ|1|2015|UBND:LS hasBasis QĐ|2|2015|UBND:LS
        QĐ|2|2015|UBND:LS hasBasis QĐ|1|2015|UBND:LS";
    check(circle, |asked| asked, &["QĐ 1 gone replace", "QĐ 2 gone replace"]);
}

#[test]
fn of_one_that_has_ended_already_papers_had_no_anchor_before() {
    let ended =
        format!("{LAW}\nNĐ|99|2019|CP issued 2019-06-01 effect 2019-07-01\nNĐ|99|2019|CP repeals NĐ|59|2012|CP");
    let found = ask(&ended, |asked| asked);
    assert_eq!(found.status, Force::Expired);
    let first = found.rows.iter().find(|row| row.paper.label == "QĐ 1").expect("it is told");
    assert_eq!(first.standing, Standing::Already);
    let second = found.rows.iter().find(|row| row.paper.label == "QĐ 2").expect("it is told");
    assert_eq!(second.standing, Standing::Other);
}

/// The first steps of both, which have no paper that has ended.
#[track_caller]
fn agree(lines: &str, expect: usize) {
    let store = sketch::store(lines);
    let graph = Graph::load(&store).expect("the sketch loads");
    let decree = iri("NĐ|59|2012|CP");
    let on = "2020-01-01".parse().expect("a day");
    let found = impact(&graph, graph.by_iri(&decree).expect("it is there"), &Question::new(Change::Replaced, on));
    let first = found.rows.iter().filter(|row| row.depth == 1).flat_map(|row| row.chain.first());
    let ours: BTreeSet<String> = first
        .map(|link| format!("{}|{}|{}", link.iri, predicate(link.relation).as_str(), link.proof.sentence))
        .collect();
    assert_eq!(ours, sketch::rows(&store, &anchors_sparql(&decree), &["paper", "type", "sentence"]));
    assert_eq!(ours.len(), expect);
}

#[test]
fn sparql_says_the_same_of_the_first_steps() {
    let live: Vec<&str> = LAW.lines().filter(|line| !line.contains("|6|") && !line.contains("L|")).collect();
    agree(&live.join("\n"), 4);
    agree("NĐ|59|2012|CP issued 2012-07-23", 0);
    agree("QĐ|1|2015|UBND:LS amends NĐ|59|2012|CP\nQĐ|2|2015|UBND:LS corrects QĐ|1|2015|UBND:LS", 1);
}
