//! What a trace shows, as lines of paper numbers, one level in for each step away from the order.

use super::super::fixture;
use super::super::load::{each, text};
use super::*;
use crate::iri::terms::predicate;
use crate::store::Store;
use std::collections::BTreeSet;

const CT20: &str = "CT|20/CT-TTg|2023|TTg";

#[track_caller]
fn check(edges: &[(&str, &str, &str)], limits: &Limits, expect: &str) -> Trace<'static> {
    // Kept to the end of the test, as the trace shows what stands in it.
    let graph = Box::leak(Box::new(Graph::load(&fixture::store(edges)).expect("the fixture loads")));
    let order = graph.by_iri(&fixture::iri(CT20)).expect("the order is there");
    let trace = trace(graph, order, limits);
    let lines: Vec<String> = trace
        .steps
        .iter()
        .map(|s| format!("{}{}{}", " ".repeat(s.depth - 1), s.paper.number, if s.again { "*" } else { "" }))
        .collect();
    assert_eq!(lines.join("\n"), expect);
    trace
}

const CHAIN: &[(&str, &str, &str)] = &[
    ("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20),
    ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", "KH|148/KH-UBND|2023|UBND:LS"),
    ("CV|830/UBND-KT|2023|UBND:LS", "cites", CT20),
    ("TT|5/2023/TT-BCT|2023|BCT", "details", CT20),
    ("KH|9/KH-UBND|2020|UBND:LS", "implements", "CT|20/CT-TTg|2020|TTg"),
];

#[test]
fn follows_implements_and_details_only() {
    let trace = check(CHAIN, &Limits::default(), "148/KH-UBND\n 1187/SCT-QLNL\n5/2023/TT-BCT");
    assert_eq!(trace.papers(), 3);
    assert_eq!(trace.cut, Cut::default());
    let first = &trace.steps[0];
    assert_eq!((first.days, first.relation), (Some(26), RelationType::Implements));
    assert_eq!(first.proofs[0].sentence, "148/KH-UBND implements 20/CT-TTg.");
    assert_eq!(first.assignments[0].agency, "Sở Công Thương");
}

#[test]
fn cycles_end_and_shared_papers_stand_once() {
    let edges = &[
        ("KH|1/KH-UBND|2023|UBND:LS", "implements", CT20),
        ("KH|2/KH-UBND|2023|UBND:LS", "implements", "KH|1/KH-UBND|2023|UBND:LS"),
        ("KH|2/KH-UBND|2023|UBND:LS", "implements", CT20),
        (CT20, "implements", "KH|2/KH-UBND|2023|UBND:LS"),
    ];
    check(edges, &Limits::default(), "1/KH-UBND\n 2/KH-UBND*\n2/KH-UBND\n 20/CT-TTg*");
}

#[test]
fn limits_say_what_they_cut() {
    let hops = Limits { max_hops: 1, ..Limits::default() };
    assert_eq!(check(CHAIN, &hops, "148/KH-UBND\n5/2023/TT-BCT").cut.beyond_hops, 1);
    let steps = Limits { max_steps: 1, ..Limits::default() };
    assert_eq!(check(CHAIN, &steps, "148/KH-UBND").cut.beyond_steps, 2);
}

#[test]
fn a_long_chain_does_not_exhaust_the_stack() {
    let keys: Vec<String> = (1..4000).map(|n| format!("KH|{n}/KH-UBND|2023|UBND:LS")).collect();
    let mut edges = vec![(keys[0].as_str(), "implements", CT20)];
    edges.extend(keys.windows(2).map(|pair| (pair[1].as_str(), "implements", pair[0].as_str())));
    let graph = Graph::load(&fixture::store(&edges)).expect("the fixture loads");
    let order = graph.by_iri(&fixture::iri(CT20)).expect("the order is there");
    let trace = trace(&graph, order, &Limits::default());
    assert_eq!(trace.steps.last().map(|s| s.depth), Some(3999));
}

const CYCLE: &[(&str, &str, &str)] =
    &[("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20), (CT20, "details", "KH|148/KH-UBND|2023|UBND:LS")];

/// What both say of a paper, one line for each act and sentence.
#[track_caller]
fn agree_on(store: &Store, key: &str, way: Way, follow: &[RelationType]) -> BTreeSet<[String; 4]> {
    let graph = Graph::load(store).expect("the fixture loads");
    let top = graph.by_iri(&fixture::iri(key)).expect("the paper is there");
    let limits = Limits { ways: vec![way], follow: follow.to_vec(), ..Limits::default() };
    let ours: BTreeSet<_> = trace(&graph, top, &limits)
        .steps
        .into_iter()
        .flat_map(|s| {
            let (here, above) = (s.paper.iri.clone(), s.order.to_owned());
            let (paper, order) = if way == Way::Down { (here, above) } else { (above, here) };
            let kind = predicate(s.relation).as_str().to_owned();
            s.proofs.iter().map(move |p| [paper.clone(), kind.clone(), order.clone(), p.sentence.clone()])
        })
        .collect();
    let mut theirs = BTreeSet::new();
    each(store, &trace_sparql_of(&fixture::iri(key), way, follow), |row| {
        theirs.insert(["paper", "type", "order", "sentence"].map(|name| text(row, name)));
    })
    .expect("the query runs");
    assert_eq!(ours, theirs, "{key} {way:?}");
    ours
}

#[track_caller]
fn agree(store: &Store) -> BTreeSet<[String; 4]> {
    let ours = agree_on(store, CT20, Way::Down, &CARRY);
    assert!(!ours.is_empty());
    ours
}

#[test]
fn sparql_says_the_same_upwards_and_of_other_relations() {
    for edges in [CHAIN, CYCLE] {
        let store = fixture::store(edges);
        let keys: BTreeSet<&str> = edges.iter().flat_map(|(from, _, to)| [*from, *to]).collect();
        for key in keys {
            for way in [Way::Up, Way::Down] {
                agree_on(&store, key, way, &CARRY);
                agree_on(&store, key, way, &[RelationType::Cites]);
            }
        }
        assert!(!agree_on(&store, "KH|148/KH-UBND|2023|UBND:LS", Way::Up, &CARRY).is_empty());
    }
}

/// A trace as lines, `*` where a paper stands elsewhere, `+` where it is only a link, `^` where it is above.
#[track_caller]
fn lines(edges: &[(&str, &str, &str)], top: &str, limits: impl Fn(&Graph) -> Limits, expect: &str) -> Trace<'static> {
    let graph = Box::leak(Box::new(Graph::load(&fixture::store(edges)).expect("the fixture loads")));
    graph.add_levels(&fixture::KNOWN);
    let top = graph.by_iri(&fixture::iri(top)).expect("it is there");
    let trace = trace(graph, top, &limits(graph));
    let line = |s: &Step<'_>| {
        let marks = [(s.again, "*"), (s.link, "+"), (s.way == Way::Up, "^")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        format!("{}{}{marks}", " ".repeat(s.depth - 1), s.paper.number)
    };
    assert_eq!(trace.steps.iter().map(line).collect::<Vec<_>>().join("\n"), expect);
    trace
}

#[test]
fn up_leads_to_the_orders_above() {
    let up = |_: &Graph| Limits { ways: vec![Way::Up], ..Limits::default() };
    let trace = lines(CHAIN, "CV|1187/SCT-QLNL|2023|SCT:LS", up, "148/KH-UBND^\n 20/CT-TTg^");
    assert_eq!(trace.steps.iter().map(|s| s.days).collect::<Vec<_>>(), [Some(-7), Some(-26)]);
    assert_eq!(trace.steps[1].days_since_order, Some(-33));
    let both = |_: &Graph| Limits { ways: vec![Way::Up, Way::Down], ..Limits::default() };
    lines(CHAIN, "KH|148/KH-UBND|2023|UBND:LS", both, "20/CT-TTg^\n1187/SCT-QLNL");
}

#[test]
fn a_paper_that_leads_to_one_that_passes_stays_as_a_link() {
    let chain = &[
        CHAIN[0],
        CHAIN[1],
        ("KH|9/KH-UBND|2023|UBND:CB", "implements", CT20),
        ("CV|7/SCT-X|2023|SCT:CB", "implements", "KH|148/KH-UBND|2023|UBND:LS"),
    ];
    let province = |code: &str| {
        let place = Some(code.to_owned());
        move |_: &Graph| Limits { pass: Pass { place: place.clone(), ..Pass::default() }, ..Limits::default() }
    };
    let trace = lines(chain, CT20, province("LS"), "148/KH-UBND\n 1187/SCT-QLNL");
    assert_eq!(trace.cut, Cut { filtered: 2, ..Cut::default() });
    let trace = lines(chain, CT20, province("CB"), "148/KH-UBND+\n 7/SCT-X\n9/KH-UBND");
    assert_eq!((trace.papers(), trace.cut.filtered), (2, 1));
    lines(chain, CT20, province("HN"), "");
    let body = |name: &'static str| {
        move |graph: &Graph| Limits { pass: Pass::default().of_body(graph, name).expect("a body"), ..Limits::default() }
    };
    // The department issued a letter, and the plan gives it a task.
    lines(chain, CT20, body("sct:ls"), "148/KH-UBND\n 1187/SCT-QLNL");
    lines(chain, CT20, body("so tai chinh"), "148/KH-UBND");
    let since =
        |_: &Graph| Limits { pass: Pass { from: "2023-07-05".parse().ok(), ..Pass::default() }, ..Limits::default() };
    lines(chain, CT20, since, "148/KH-UBND+\n 1187/SCT-QLNL");
    let cut = |graph: &Graph| Limits { max_steps: 1, ..province("LS")(graph) };
    assert_eq!(lines(chain, CT20, cut, "148/KH-UBND").cut.beyond_steps, 1);
}

#[test]
fn a_link_over_a_paper_met_again_stays_as_well() {
    let (a, b, c) = ("KH|1/KH-UBND|2023|UBND:CB", "KH|2/KH-UBND|2023|UBND:CB", "KH|3/KH-UBND|2023|UBND:LS");
    let edges = &[(a, "implements", CT20), (b, "implements", CT20), (a, "implements", b), (c, "implements", a)];
    let in_ls = |_: &Graph| Limits { pass: Pass { place: Some("LS".into()), ..Pass::default() }, ..Limits::default() };
    lines(edges, CT20, in_ls, "1/KH-UBND+\n 3/KH-UBND\n2/KH-UBND+\n 1/KH-UBND*+");
}

#[test]
fn an_unknown_body_offers_the_nearest() {
    let graph = Graph::load(&fixture::store(CHAIN)).expect("the fixture loads");
    let message = Pass::default().of_body(&graph, "Sở Công Thuơngg").expect_err("no such body").to_string();
    assert!(message.contains("nearest are `Sở Công Thương`"), "{message}");
}

#[test]
fn each_level_has_its_first_day() {
    let trace = lines(CHAIN, CT20, |_| Limits::default(), "148/KH-UBND\n 1187/SCT-QLNL\n5/2023/TT-BCT");
    let levels: Vec<_> = trace.levels.iter().map(|l| (l.level.map(Level::name), l.papers, l.days)).collect();
    let expect = [(Some("ministry"), 1, None), (Some("province"), 1, Some(26)), (Some("department"), 1, Some(33))];
    assert_eq!(levels, expect);
}

#[test]
fn sparql_says_the_same() {
    for edges in [CHAIN, CYCLE] {
        agree(&fixture::store(edges));
    }
}

#[cfg(feature = "rocksdb")]
#[test]
fn sparql_says_the_same_on_disk_as_in_memory() {
    for edges in [CHAIN, CYCLE] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store");
        drop(fixture::fill(Store::open_to_write(&path, None).expect("a new store"), edges));
        let reader = Store::open_to_read(&path).expect("it opens");
        assert_eq!(agree(&reader), agree(&fixture::store(edges)));
    }
}
