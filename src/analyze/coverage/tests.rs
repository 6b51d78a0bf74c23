//! Boards of an order of 8 June 2023, each seat as "code state days/late", those not seen left out.

use super::super::fixture::{self, KNOWN};
use super::super::load::{each, text};
use super::super::{Agency, Task};
use super::*;
use crate::model::Role;
use crate::store::Store;

const CT20: &str = "CT|20/CT-TTg|2023|TTg";
const LS: &str = "KH|148/KH-UBND|2023|UBND:LS";
const SCT: &str = "CV|1187/SCT-QLNL|2023|SCT:LS";
const CB: &str = "KH|9/KH-UBND|2023|UBND:CB";
const BCT: &str = "QĐ|77/QĐ-BCT|2023|BCT";
const CHAIN: &[(&str, &str, &str)] =
    &[(LS, "implements", CT20), (SCT, "implements", LS), (CB, "implements", CT20), (BCT, "details", CT20)];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn asked(today: &str) -> Asked {
    Asked { today: day(today), since: None, long: 90 }
}

fn graph(store: &Store) -> Graph {
    Graph::load(store).expect("the fixture loads")
}

/// The order gives a task to a body, by its id or, without one, by its name.
fn addresses(graph: &mut Graph, order: &str, who: &str, due: Option<&str>, role: Role) {
    let document = graph.by_iri(&fixture::iri(order)).expect("the order");
    let id = Some(who.to_owned()).filter(|who| KNOWN.level(who).is_some());
    graph.agencies.push(Agency { iri: who.to_owned(), name: who.to_owned(), id, tier: None });
    let proof = Proof { sentence: format!("Yêu cầu {who} thực hiện."), ..Proof::default() };
    let (task, due) = ("tiết kiệm điện".to_owned(), due.map(day));
    let agency = graph.agencies.len() - 1;
    graph.tasks.push(Task { iri: who.to_owned(), document, agency, role, task, due, due_text: None, proof });
    graph.tasks_at.entry(document).or_default().push(graph.tasks.len() - 1);
}

#[track_caller]
fn check<'g>(graph: &'g Graph, order: &str, asked: &Asked, expect: &[&str]) -> Coverage<'g> {
    let node = graph.by_iri(&fixture::iri(order)).expect("the order");
    let board = coverage(graph, &KNOWN, node, asked);
    let number = |days: Option<i64>| days.map_or("-".to_owned(), |days| days.to_string());
    let line =
        |seat: &Seat<'_>| format!("{} {} {}/{}", seat.body_id, seat.state.name(), number(seat.days), number(seat.late));
    let lines: Vec<String> = board.seats.iter().filter(|s| s.state != State::NotSeen).map(line).collect();
    assert_eq!(lines, expect);
    board
}

#[test]
fn where_the_addressees_were_not_read_nobody_is_silent() {
    let graph = graph(&fixture::store(CHAIN));
    let board =
        check(&graph, CT20, &asked("2024-01-01"), &["UBND:LS carried 26/-", "BCT carried -/-", "UBND:CB carried -/-"]);
    assert_eq!(board.seats.iter().filter(|seat| seat.state == State::NotSeen).count(), 61);
    assert_eq!(board.doubts, [Doubt::OnlySources, Doubt::AddresseesUnread, Doubt::PapersUndated { papers: 2 }]);
    assert_eq!((board.seats[0].papers, board.seats[0].body.as_str()), (2, "tỉnh Lạng Sơn"));
    assert_eq!(board.seats[0].proof.as_ref().map(|p| p.sentence.as_str()), Some("148/KH-UBND implements 20/CT-TTg."));
    let found = board.indicators;
    assert_eq!((found.not_carried_out, found.long_overdue, found.mean_delay), (None, None, None));
    assert_eq!(found.mean_lag, Some(26.0));
}

#[test]
fn all_provinces_of_the_day_are_addressed_by_one_name() {
    let mut graph = graph(&fixture::store(CHAIN));
    let many = "UBND các tỉnh, thành phố trực thuộc Trung ương";
    addresses(&mut graph, CT20, many, Some("2023-07-01"), Role::Perform);
    let node = graph.by_iri(&fixture::iri(CT20)).expect("the order");
    let board = coverage(&graph, &KNOWN, node, &asked("2023-07-31"));
    let count = |state| board.seats.iter().filter(|seat| seat.state == state).count();
    assert_eq!([count(State::Carried), count(State::Silent), count(State::NotSeen)], [3, 61, 0]);
    let doubts = [Doubt::OnlySources, Doubt::DeadlinesOfTasks, Doubt::PapersUndated { papers: 2 }];
    assert_eq!(board.doubts, doubts);
    let found = &board.indicators;
    assert_eq!((found.addressed, found.with_paper, found.with_deadline), (63, 2, 63));
    assert_eq!(found.not_carried_out, Some(61.0 / 63.0));
    // Lạng Sơn was 3 days late; 61 are 30 days late; the day of Cao Bằng is not known.
    assert_eq!(found.mean_delay, Some((3.0 + 61.0 * 30.0) / 62.0));
    assert_eq!(found.long_overdue, Some(0));
    let silent = board.seats.iter().find(|seat| seat.body_id == "UBND:HN").expect("Hà Nội");
    assert_eq!((silent.body.as_str(), silent.late), ("thành phố Hà Nội", Some(30)));
    assert_eq!(silent.tasks[0].proof.sentence, format!("Yêu cầu {many} thực hiện."));
    // More than a quarter of a year after the deadline.
    let later = coverage(&graph, &KNOWN, node, &asked("2023-10-15"));
    assert_eq!(later.indicators.long_overdue, Some(61));
}

#[test]
fn the_change_looks_back_to_an_earlier_day() {
    let mut graph = graph(&fixture::store(&CHAIN[..2]));
    for who in ["UBND:LS", "UBND:HN"] {
        addresses(&mut graph, CT20, who, None, Role::Lead);
    }
    let board = |since: &str| Asked { since: Some(day(since)), ..asked("2023-12-31") };
    let expect = ["UBND:LS carried 26/-", "UBND:HN silent -/-"];
    assert_eq!(check(&graph, CT20, &board("2023-07-03"), &expect).indicators.change, Some(-0.5));
    assert_eq!(check(&graph, CT20, &board("2023-07-04"), &expect).indicators.change, Some(0.0));
    // The order was not there yet.
    assert_eq!(check(&graph, CT20, &board("2023-06-01"), &expect).indicators.change, None);
    assert_eq!(check(&graph, CT20, &asked("2023-12-31"), &expect).indicators.long_overdue, None);
    check(&graph, CT20, &asked("2023-07-03"), &["UBND:HN silent -/-", "UBND:LS silent -/-"]);
}

#[test]
fn a_body_below_the_committee_is_told_apart_and_those_that_work_along_are_not_waited_for() {
    let edges = &[(SCT, "implements", CT20)];
    let mut graph = graph(&fixture::store(edges));
    addresses(&mut graph, CT20, "UBND:LS", Some("2023-07-01"), Role::Lead);
    addresses(&mut graph, CT20, "UBND:CB", None, Role::Coordinate);
    addresses(&mut graph, CT20, "các doanh nghiệp", None, Role::Perform);
    let board = check(&graph, CT20, &asked("2024-01-01"), &["UBND:LS below 33/10"]);
    assert_eq!(board.doubts[2], Doubt::NotExpanded { name: "các doanh nghiệp".to_owned() });
    assert_eq!((board.indicators.addressed, board.indicators.not_carried_out), (1, Some(0.0)));
}

#[test]
fn a_province_that_was_merged_is_followed_by_its_heir() {
    // The order is of 2025, whose day is not known; Hà Giang became part of Tuyên Quang on 1 July 2025.
    let (order, paper) = ("CT|5/CT-TTg|2025|TTg", "KH|8/KH-UBND|2025|UBND:TQ");
    let mut graph = graph(&fixture::store(&[(paper, "implements", order)]));
    for who in ["UBND:HG", "UBND:TQ", "UBND:BK"] {
        addresses(&mut graph, order, who, None, Role::Lead);
    }
    let node = graph.by_iri(&fixture::iri(paper)).expect("the plan");
    for (date, heir) in [("2025-08-01", "UBND:HG heir -/-"), ("2025-06-01", "UBND:HG silent -/-")] {
        graph.papers[node].date = Some(day(date));
        let mut expect = vec!["UBND:TQ carried -/-", heir, "UBND:BK silent -/-"];
        expect[1..].sort_by_key(|line| (!line.contains("heir"), line.contains("HG")));
        check(&graph, order, &asked("2025-12-31"), &expect);
    }
}

#[test]
fn an_order_of_a_province_has_its_own_bodies_on_the_board() {
    let graph = graph(&fixture::store(CHAIN));
    let board = check(&graph, LS, &asked("2024-01-01"), &["SCT:LS carried 7/-"]);
    // The fixture's plan tasks the department of industry; finance only works along.
    assert_eq!(board.indicators.addressed, 1);
    assert!(!board.doubts.contains(&Doubt::AddresseesUnread));
}

#[test]
fn conflicts_are_the_mentions_that_may_mean_it() {
    let graph = graph(&fixture::store(&[(LS, "cites", "CT|20/CT-TTg|2020|TTg")]));
    let board = check(&graph, "CT|20/CT-TTg|2020|TTg", &asked("2024-01-01"), &[]);
    assert_eq!((board.indicators.conflicts, board.conflicts[0].text.as_str()), (1, "Chỉ thị 20/CT-TTg"));
}

#[test]
fn the_orders_of_an_issuer_stand_by_day() {
    let edges = &[CHAIN[0], CHAIN[2], (CB, "cites", "CT|20/CT-TTg|2020|TTg"), (CB, "cites", "QĐ|1/QĐ-TTg|2023|TTg")];
    let graph = graph(&fixture::store(edges));
    let ask =
        |issuer: &str, from: &str| issued_by(&graph, &KNOWN, issuer, (Some(day(from)), None), &asked("2024-01-01"));
    let (found, undated) = ask("thu tuong", "2000-01-01").unwrap_or_else(|_| ask("ttg", "2000-01-01").expect("orders"));
    let lines: Vec<_> = found.iter().map(|s| (s.order.number.as_str(), s.provinces, s.bodies, s.days)).collect();
    assert_eq!(lines, [("20/CT-TTg", 0, 0, None), ("06/QĐ-TTg", 0, 0, None), ("20/CT-TTg", 2, 0, Some(26))]);
    assert_eq!(undated, 1);
    assert_eq!(ask("TTg", "2023-01-01").expect("orders").0.len(), 1);
    let message = ask("TTgg", "2023-01-01").expect_err("nobody").to_string();
    assert!(message.starts_with("no paper here was issued by `TTgg`"), "{message}");
}

/// Issuer, papers, first day, as both say.
#[track_caller]
fn agree(edges: &[(&str, &str, &str)], order: &str, today: &str) -> usize {
    let store = fixture::store(edges);
    let graph = graph(&store);
    let node = graph.by_iri(&fixture::iri(order)).expect("the order");
    let mut ours: BTreeMap<String, (usize, Option<NaiveDate>)> = BTreeMap::new();
    for (node, _) in reach(&graph, node) {
        let paper = &graph.papers[node];
        if paper.date.is_none_or(|date| date <= day(today)) {
            let (papers, first) = ours.entry(paper.issuer_id().unwrap_or("?").to_owned()).or_default();
            *papers += 1;
            *first = [*first, paper.date].into_iter().flatten().min();
        }
    }
    let mut theirs = BTreeMap::new();
    each(&store, &coverage_sparql(&fixture::iri(order), day(today)), |row| {
        let papers = text(row, "papers").parse().expect("a number");
        theirs.insert(text(row, "issuer"), (papers, text(row, "first").parse().ok()));
    })
    .expect("the query runs");
    assert_eq!(ours, theirs);
    ours.len()
}

#[test]
fn sparql_says_the_same() {
    assert_eq!(agree(CHAIN, CT20, "2024-01-01"), 4);
    assert_eq!(agree(CHAIN, CT20, "2023-07-05"), 3);
    assert_eq!(agree(CHAIN, LS, "2024-01-01"), 1);
    let cycle = &[CHAIN[0], CHAIN[1], (CT20, "details", LS), ("CV|5/X|2023|?", "implements", LS)];
    assert_eq!(agree(cycle, CT20, "2024-01-01"), 3);
}
