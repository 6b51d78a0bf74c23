//! What a lawyer asks of a paper on a day, and must never be told.

use super::super::{Act, ToldDay};
use super::*;
use crate::encode::encode;
use crate::encode::tests::{Few, sample};
use crate::iri::Base;
use crate::store::Store;
use petgraph::visit::EdgeRef;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Papers as "X issued 2020-01-05 effect 2020-03-01 ends 2030-01-01", acts as "Y repeals X" with "part" and
/// "from 2025-07-01" behind; one a line. Papers without a line of their own are only named.
fn graph(lines: &str) -> Graph {
    let mut graph = Graph::default();
    let node = |graph: &mut Graph, name: &str| {
        if let Some(node) = graph.by_iri(name) {
            return node;
        }
        let paper = Paper { iri: name.to_owned(), label: name.to_owned(), ..Paper::default() };
        let node = graph.papers.add_node(paper);
        graph.by_iri.insert(name.to_owned(), node);
        node
    };
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let from = node(&mut graph, words[0]);
        let Some(kind) = words.get(1).and_then(|word| RelationType::from_name(word)) else {
            let paper = &mut graph.papers[from];
            for pair in words[1..].chunks(2) {
                let told = ToldDay { day: day(pair[1]), sources: vec!["a.txt".to_owned()] };
                match pair[0] {
                    "issued" => paper.date = Some(told.day),
                    "effect" => paper.effect.push(told),
                    "ends" => paper.ends.push(told),
                    other => panic!("{other}"),
                }
            }
            continue;
        };
        let to = node(&mut graph, words[2]);
        let stated = words.iter().position(|word| *word == "from").map(|at| day(words[at + 1]));
        let proof =
            Proof { sentence: line.to_owned(), part: words.contains(&"part"), effect: stated, ..Proof::default() };
        match graph.papers.edges_connecting(from, to).find(|edge| edge.weight().kind == kind).map(|edge| edge.id()) {
            Some(edge) => graph.papers[edge].proofs.push(proof),
            None => _ = graph.papers.add_edge(from, to, Act { kind, proofs: vec![proof] }),
        }
    }
    graph
}

fn ask(lines: &str, on: &str) -> Status {
    let graph = graph(lines);
    status(&graph, graph.by_iri("X").expect("X is there"), day(on))
}

/// The status of X on a day, as "expired 2025-07-01", "expired" where the day is not known.
#[track_caller]
fn check(lines: &str, on: &str, expect: &str) -> Status {
    let found = ask(lines, on);
    let since = found.since.map(|day| format!(" {day}")).unwrap_or_default();
    assert_eq!(format!("{}{since}", found.status.name()), expect, "{lines} on {on}: {found:#?}");
    found
}

#[test]
fn a_paper_is_in_force_from_its_day_of_effect_to_its_own_end() {
    let paper = "X issued 2022-12-30 effect 2023-02-22 ends 2026-01-01";
    check(paper, "2022-12-29", "not-yet 2023-02-22");
    check(paper, "2023-02-21", "not-yet 2023-02-22");
    check(paper, "2023-02-22", "in-force 2023-02-22");
    check(paper, "2025-12-31", "in-force 2023-02-22");
    check(paper, "2026-01-01", "expired 2026-01-01");
}

#[test]
fn where_nobody_says_when_it_begins_it_is_not_guessed() {
    let found = check("X issued 2023-07-04", "2025-01-01", "unknown");
    assert_eq!(found.doubts, [Doubt::NoEffect]);
    check("X issued 2023-07-04", "2023-07-03", "not-yet");
    check("X implements L", "2025-01-01", "unknown");
    let two = "X effect 2023-01-01 effect 2023-03-01";
    assert_eq!(check(two, "2023-02-01", "unknown").doubts, [Doubt::EffectsDiffer]);
    check(two, "2023-04-01", "in-force");
    check(two, "2022-04-01", "not-yet");
    let ends = "X effect 2020-01-01 ends 2023-01-01 ends 2023-03-01";
    assert_eq!(check(ends, "2023-02-01", "unknown").doubts, [Doubt::EndsDiffer]);
    check(ends, "2023-04-01", "expired");
}

const X: &str = "X issued 2020-01-05 effect 2020-03-01\n";

#[test]
fn a_whole_repeal_or_replacement_ends_it_from_the_day_the_other_is_in_force() {
    for act in ["repeals", "replaces"] {
        let lines = format!("{X} Y issued 2025-05-10 effect 2025-07-01\n Y {act} X");
        check(&lines, "2025-06-30", "in-force 2020-03-01");
        let found = check(&lines, "2025-07-01", "expired 2025-07-01");
        assert_eq!(found.events[0].proofs[0].sentence, format!("Y {act} X"));
        assert!(found.doubts.is_empty());
    }
}

#[test]
fn the_words_of_the_repeal_may_set_a_later_day_and_never_an_earlier_one() {
    let lines = format!("{X} Y issued 2025-05-10 effect 2025-07-01\n Y repeals X from 2026-01-01");
    check(&lines, "2025-12-31", "in-force 2020-03-01");
    check(&lines, "2026-01-01", "expired 2026-01-01");
    // A paper that is not yet in force does nothing yet.
    let lines = format!("{X} Y issued 2025-05-10 effect 2025-07-01\n Y repeals X from 2025-06-01");
    check(&lines, "2025-06-15", "in-force 2020-03-01");
    check(&lines, "2025-07-01", "expired 2025-07-01");
    let lines = format!("{X} Y issued 2025-05-10\n Y repeals X from 2025-01-01");
    check(&lines, "2025-03-01", "in-force 2020-03-01");
}

#[test]
fn a_day_that_is_not_known_is_a_doubt() {
    let lines = format!("{X} Y issued 2025-05-10\n Y replaces X");
    check(&lines, "2025-05-09", "in-force 2020-03-01");
    let found = check(&lines, "2025-05-10", "expired");
    let issued = Some(day("2025-05-10"));
    assert_eq!(found.doubts, [Doubt::NoDay { by: "Y".to_owned(), kind: RelationType::Replaces, issued }]);
    assert_eq!(found.events[0].holds, Holds::Undated);
    // Another that is dated tells the day.
    let found = check(&format!("{lines}\n Z effect 2025-09-01\n Z repeals X"), "2025-12-01", "expired 2025-09-01");
    assert_eq!(found.events.len(), 2);
    let found = check(&format!("{X} Y replaces X"), "2025-05-10", "expired");
    assert_eq!(found.doubts, [Doubt::NoDay { by: "Y".to_owned(), kind: RelationType::Replaces, issued: None }]);
}

#[test]
fn a_part_never_ends_the_whole_and_an_amendment_ends_nothing() {
    let lines = format!("{X} Y effect 2023-01-01\n Y repeals X part\n Z effect 2024-01-01\n Z amends X");
    check(&lines, "2022-12-31", "in-force 2020-03-01");
    let found = check(&lines, "2024-06-01", "partly-expired 2023-01-01");
    let versions: Vec<(Option<NaiveDate>, usize, bool)> =
        found.versions.iter().map(|version| (version.from, version.by.len(), version.current)).collect();
    let from = |text| Some(day(text));
    assert_eq!(
        versions,
        [(from("2020-03-01"), 0, false), (from("2023-01-01"), 1, false), (from("2024-01-01"), 1, true)]
    );
    let amended = format!("{X} Y effect 2023-01-01\n Y amends X\n Z effect 2023-01-01\n Z corrects X\n Z amends X");
    let found = check(&amended, "2024-01-01", "in-force 2020-03-01");
    assert_eq!(found.versions[1].by, ["Y (sửa đổi, bổ sung)", "Z (sửa đổi, bổ sung)", "Z (đính chính)"]);
    let early = check(&amended, "2022-01-01", "in-force 2020-03-01");
    assert_eq!(early.versions.iter().map(|version| version.current).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn what_only_rests_on_cites_or_carries_out_ends_nothing() {
    for act in ["basis", "cites", "implements", "details", "announces", "consolidates"] {
        let found = check(&format!("{X} Y effect 2023-01-01\n Y {act} X"), "2024-01-01", "in-force 2020-03-01");
        assert!(found.events.is_empty());
    }
}

#[test]
fn a_repealed_repealer_does_not_bring_back_what_it_ended() {
    let lines = format!("{X} Y effect 2023-01-01\n Y repeals X\n Z effect 2024-01-01\n Z repeals Y");
    check(&lines, "2025-01-01", "expired 2023-01-01");
}

#[test]
fn a_repealer_that_ended_before_its_day_never_acted() {
    for end in ["Y ends 2022-06-01", "Z effect 2022-06-01\n Z replaces Y"] {
        let found =
            check(&format!("{X} Y effect 2023-01-01\n Y repeals X\n {end}"), "2025-01-01", "in-force 2020-03-01");
        assert_eq!(found.events[0].holds, Holds::Never);
        let ended = day("2022-06-01");
        assert_eq!(found.doubts, [Doubt::NeverActed { by: "Y".to_owned(), kind: RelationType::Repeals, ended }]);
    }
}

#[test]
fn a_suspended_paper_is_out_of_force_until_the_suspending_one_has_ended() {
    let lines = format!("{X} Y effect 2021-03-01\n Y suspends X\n Z effect 2022-01-01\n Z repeals Y");
    check(&lines, "2021-02-28", "in-force 2020-03-01");
    check(&lines, "2021-12-31", "suspended 2021-03-01");
    let found = check(&lines, "2022-01-01", "in-force 2020-03-01");
    assert_eq!(found.doubts, [Doubt::SuspensionOver { by: "Y".to_owned(), ended: day("2022-01-01") }]);
    assert_eq!(found.events[0].holds, Holds::NoLonger);
    assert!(check(&format!("{X} Y effect 2021-03-01\n Y suspends X part"), "2021-12-31", "suspended 2021-03-01").part);
    // A repeal goes before it.
    check(&format!("{lines}\n W effect 2021-06-01\n W repeals X"), "2021-12-31", "expired 2021-06-01");
}

#[test]
fn a_repealer_that_is_suspended_is_a_doubt() {
    let lines = format!("{X} Y effect 2023-01-01\n Y repeals X\n Z effect 2022-12-01\n Z suspends Y");
    let found = check(&lines, "2024-01-01", "expired 2023-01-01");
    assert_eq!(found.doubts, [Doubt::ActorSuspended { by: "Y".to_owned() }]);
}

#[test]
fn a_paper_whose_law_has_ended_is_warned_of_and_not_ended() {
    let anchor = |since: &str| {
        let lines = format!("{X} X details L\n L effect 2015-01-01\n N effect {since}\n N replaces L");
        check(&lines, "2026-01-01", "in-force 2020-03-01").doubts
    };
    let gone =
        |since: &str, rule| [Doubt::AnchorGone { anchor: "L".to_owned(), since: Some(day(since)), rule: Some(rule) }];
    assert_eq!(anchor("2024-08-01"), gone("2024-08-01", AnchorRule::EndsAlong));
    assert_eq!(anchor("2025-04-01"), gone("2025-04-01", AnchorRule::GoesOn));
    assert!(
        check(&format!("{X} X details L\n L effect 2015-01-01"), "2026-01-01", "in-force 2020-03-01").doubts.is_empty()
    );
}

#[test]
fn what_has_no_power_over_a_paper_does_not_end_it() {
    let asked = |by: &str, kind: &str, on: &str| {
        let mut graph = graph(&format!("{X} Y effect 2023-01-01\n Y {kind} X"));
        for (name, key) in [("X", on), ("Y", by)] {
            let node = graph.by_iri(name).expect("it is there");
            graph.papers[node].key = key.to_owned();
        }
        let document = graph.by_iri("X").expect("it is there");
        status(&graph, document, day("2024-01-01"))
    };
    let decree = "NĐ|61/2020/NĐ-CP|2020|CP";
    let decision = "QĐ|17/2020/QĐ-UBND|2020|UBND:HN";
    for (by, on) in [
        (decree, "L|54/2014/QH13|2014|QH"),
        ("TT|39/2023/TT-BTC|2023|BTC", decree),
        ("QĐ|2843/QĐ-UBND|2023|UBND:HCM", decree),
        ("TTr|6408/TTr-SNV|2023|SNV:HN", decision),
        ("CV|174/CV-BCĐ|2023|BCĐ", decree),
    ] {
        let found = asked(by, "repeals", on);
        assert_eq!(found.status, Force::InForce, "{by} on {on}");
        assert_eq!(found.doubts, [Doubt::NoPower { by: "Y".to_owned(), kind: RelationType::Repeals }]);
        assert_eq!(found.events[0].holds, Holds::Never);
    }
    for (by, on) in [
        ("L|31/2024/QH15|2024|QH", decree),
        ("NĐ|70/2025/NĐ-CP|2025|CP", decree),
        ("QĐ|72/2023/QĐ-UBND|2023|UBND:HN", decision),
        ("QĐ|5/2023/QĐ-TTg|2023|TTg", decision),
        ("KH|556/KH-UBND|2023|UBND:ĐT", "KH|371/KH-UBND|2020|UBND:ĐT"),
    ] {
        assert_eq!(asked(by, "replaces", on).status, Force::Expired, "{by} on {on}");
    }
    // A letter may mend an error in a decree.
    assert!(asked("CV|1/VPCP-PL|2023|VPCP", "corrects", decree).doubts.is_empty());
}

#[test]
fn an_older_paper_does_not_end_a_later_one() {
    let lines = format!("{X} Y issued 2014-05-01 effect 2014-06-01\n Y repeals X");
    let found = check(&lines, "2024-01-01", "in-force 2020-03-01");
    assert_eq!(found.doubts, [Doubt::Older { by: "Y".to_owned(), kind: RelationType::Repeals }]);
}

#[test]
fn circles_and_long_chains_come_to_an_end() {
    check(&format!("{X} Y effect 2023-01-01\n Y repeals X\n X repeals Y"), "2024-01-01", "in-force 2020-03-01");
    let chain: String = (0..3000)
        .map(|n| {
            format!(
                "P{n} effect 2023-01-01\n P{n} replaces {}\n",
                if n == 0 { "X".to_owned() } else { format!("P{}", n - 1) }
            )
        })
        .collect();
    ask(&format!("{X}{chain}"), "2024-01-01");
}

#[test]
fn sentences_that_state_no_day_go_with_the_one_that_does() {
    let lines = format!("{X} Y issued 2025-05-10\n Y repeals X\n Y repeals X from 2025-08-01");
    let found = check(&lines, "2025-09-01", "expired 2025-08-01");
    assert_eq!(found.events.len(), 1);
    assert_eq!(found.events[0].proofs.len(), 2);
    check(&lines, "2025-07-01", "in-force 2020-03-01");
}

#[test]
fn from_a_page_through_the_store_to_the_answer() {
    let mut page = sample();
    page.relations[0].kind = RelationType::Repeals;
    page.relations[0].part = true;
    page.relations[0].pinpoint = Some("khoản 2 Điều 5".to_owned());
    page.relations[0].effect = Some(day("2023-08-01"));
    page.documents[1].effect = Some(day("2023-06-08"));
    page.documents[1].ends = Some(day("2025-01-01"));
    let mut store = Store::memory(Base::default()).expect("a store");
    let quads = encode(&Base::default(), &page, None, &Few);
    store.replace_source(&Base::default().source(&page.source), &quads).expect("built");
    let graph = Graph::load(&store).expect("it loads");
    let directive = Base::default().document(&page.relations[0].to);
    let directive = graph.by_iri(directive.as_str()).expect("it is there");
    let on = |text| status(&graph, directive, day(text));
    assert_eq!((on("2023-07-31").status, on("2023-06-07").status), (Force::InForce, Force::NotYet));
    let found = on("2023-08-01");
    assert_eq!((found.status, found.since), (Force::PartlyExpired, Some(day("2023-08-01"))));
    assert_eq!(found.events[0].pinpoints(), ["khoản 2 Điều 5"]);
    assert_eq!(found.events[0].proofs[0].id, "r1");
    assert_eq!(found.paper.effect[0].sources, ["pages/w27.txt"]);
    assert_eq!(on("2025-01-01").status, Force::Expired);
    assert_eq!(on("2024-12-31").status, Force::PartlyExpired);
}
