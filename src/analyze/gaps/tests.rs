//! What a keeper of the collection must be told, and what is no fault.

use super::super::sketch::{self, iri};
use super::super::{fixture, status};
use super::*;

/// The findings of a kind as words.
fn found(lines: &str, kind: Gap) -> Vec<Finding> {
    let store = sketch::store(lines);
    let graph = Graph::load(&store).expect("the sketch loads");
    gaps(&store, &graph).expect("the store answers").into_iter().filter(|finding| finding.kind == kind).collect()
}

/// The acts of the findings, as "QĐ 1 basis NĐ 2", those of one finding joined by commas.
#[track_caller]
fn check(lines: &str, kind: Gap, expect: &[&str]) {
    let words = |finding: &Finding| {
        let link = |link: &Link| format!("{} {} {}", link.paper, link.relation.name(), link.other);
        finding.links.iter().map(link).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(found(lines, kind).iter().map(words).collect::<Vec<_>>(), expect, "{lines}");
}

const NEEDED: &str = "
    KH|1|2023|UBND:LS issued 2023-07-04
    KH|2|2023|UBND:CB issued 2023-07-05
    KH|1|2023|UBND:LS implements CT|20|2023|TTg
    KH|2|2023|UBND:CB implements CT|20|2023|TTg
    KH|2|2023|UBND:CB hasBasis CT|20|2023|TTg
    KH|2|2023|UBND:CB cites NĐ|5|2020|CP
    KH|2|2023|UBND:CB cites NĐ|6|2020|CP rejected";

#[test]
fn what_is_missing_is_ranked_by_who_needs_it() {
    let stubs = found(NEEDED, Gap::Stub);
    let line = |stub: &Finding| {
        let by: Vec<String> = stub.relations.iter().map(|(kind, n)| format!("{}={n}", kind.name())).collect();
        format!("{} {} {}", stub.paper, stub.papers.unwrap_or_default(), by.join(","))
    };
    let lines: Vec<String> = stubs.iter().map(line).collect();
    assert_eq!(lines, ["CT 20 2 implements=2,basis=1", "NĐ 5 1 cites=1", "NĐ 6 0 "]);
    assert_eq!(stubs[0].sources, Some(1));
    assert_eq!(stubs[0].links.len(), 2);
}

#[test]
fn names_that_are_not_settled_come_with_their_candidates() {
    let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "cites", "CT|20/CT-TTg|2020|TTg")]);
    let graph = Graph::load(&store).expect("the fixture loads");
    let found = gaps(&store, &graph).expect("the store answers");
    let open: Vec<&Finding> = found.iter().filter(|finding| finding.kind == Gap::Ambiguous).collect();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].paper.as_str(), open[0].candidates.len()), ("Chỉ thị 20/CT-TTg", 1));
}

#[test]
fn a_sentence_is_cut_out_around_a_place() {
    let whole = "Một. Hai số 5/QĐ-UBND\nBa bốn! Năm";
    let at = |words: &str| whole[..whole.find(words).expect("it is there")].chars().count();
    assert_eq!(sentence(whole, at("số")), "Hai số 5/QĐ-UBND");
    assert_eq!(sentence(whole, at("bốn")), "Ba bốn!");
    assert_eq!(sentence(whole, at("Năm")), "Năm");
    assert_eq!(sentence(whole, 400), "");
}

const CIRCLES: &str = "
    QĐ|1|2020|A:LS hasBasis QĐ|2|2020|A:LS
    QĐ|2|2020|A:LS implements QĐ|1|2020|A:LS
    QĐ|3|2020|A:LS hasBasis QĐ|4|2020|A:LS
    QĐ|4|2020|A:LS details QĐ|5|2020|A:LS
    QĐ|5|2020|A:LS hasBasis QĐ|3|2020|A:LS
    QĐ|6|2020|A:LS hasBasis QĐ|1|2020|A:LS
    QĐ|6|2020|A:LS cites QĐ|7|2020|A:LS
    QĐ|7|2020|A:LS hasBasis QĐ|6|2020|A:LS
    QĐ|8|2020|A:LS hasBasis QĐ|9|2020|A:LS
    QĐ|9|2020|A:LS hasBasis QĐ|8|2020|A:LS rejected";

#[test]
fn circles_are_told_with_every_act() {
    check(
        CIRCLES,
        Gap::Cycle,
        &["QĐ 1 basis QĐ 2, QĐ 2 implements QĐ 1", "QĐ 3 basis QĐ 4, QĐ 4 details QĐ 5, QĐ 5 basis QĐ 3"],
    );
    check("QĐ|1|2020|A:LS hasBasis QĐ|1|2020|A:LS", Gap::Cycle, &["QĐ 1 basis QĐ 1"]);
}

#[test]
fn a_long_chain_is_no_circle_and_does_not_exhaust_the_stack() {
    let chain: String = (1..1500).map(|n| format!("QĐ|{n}|2020|A:LS hasBasis QĐ|{}|2020|A:LS\n", n + 1)).collect();
    check(&chain, Gap::Cycle, &[]);
}

const LATER: &str = "
    QĐ|1|2020|A:LS issued 2020-05-01
    QĐ|2|2020|A:LS issued 2020-05-02
    QĐ|3|2021|A:LS hasBasis QĐ|4|2022|A:LS
    QĐ|1|2020|A:LS hasBasis QĐ|2|2020|A:LS
    QĐ|1|2020|A:LS cites QĐ|2|2020|A:LS
    QĐ|2|2020|A:LS cites QĐ|1|2020|A:LS
    QĐ|1|2020|A:LS cites QĐ|5|2020|A:LS
    QĐ|1|2020|A:LS cites QĐ|4|2022|A:LS rejected";

#[test]
fn nobody_acts_on_what_comes_later() {
    check(LATER, Gap::Future, &["QĐ 1 basis QĐ 2, QĐ 1 cites QĐ 2", "QĐ 3 basis QĐ 4"]);
    assert_eq!(found(LATER, Gap::Future)[0].days, Some(1));
}

const ENDED: &str = "
    NĐ|1|2010|CP issued 2010-01-01 effect 2010-02-01
    NĐ|2|2018|CP issued 2018-01-01 effect 2018-03-01
    NĐ|2|2018|CP repeals NĐ|1|2010|CP
    NĐ|3|2010|CP issued 2010-01-01 effect 2010-02-01 ends 2015-01-01
    QĐ|4|2018|A:LS issued 2018-03-01
    QĐ|4|2018|A:LS hasBasis NĐ|1|2010|CP
    QĐ|5|2018|A:LS issued 2018-02-28
    QĐ|5|2018|A:LS hasBasis NĐ|1|2010|CP
    QĐ|6|2016|A:LS hasBasis NĐ|3|2010|CP
    QĐ|7|2019|A:LS issued 2019-01-01
    QĐ|7|2019|A:LS cites NĐ|1|2010|CP
    NĐ|2|2018|CP hasBasis NĐ|1|2010|CP";

#[test]
fn a_basis_that_had_ended_is_told_with_what_ended_it() {
    let expect = ["QĐ 6 basis NĐ 3", "QĐ 4 basis NĐ 1, NĐ 2 repeals NĐ 1"];
    check(ENDED, Gap::Expired, &expect);
    let since: Vec<String> = found(ENDED, Gap::Expired).iter().flat_map(|f| f.since).map(|d| d.to_string()).collect();
    assert_eq!(since, ["2015-01-01", "2018-03-01"]);
}

#[test]
fn what_ended_nobody_knows_when_is_not_held_against_anybody() {
    let lines = "
        NĐ|1|2010|CP issued 2010-01-01 effect 2010-02-01
        NĐ|2|?|CP repeals NĐ|1|2010|CP
        QĐ|4|2018|A:LS issued 2018-03-01
        QĐ|4|2018|A:LS hasBasis NĐ|1|2010|CP";
    check(lines, Gap::Expired, &[]);
}

#[test]
fn an_ended_basis_is_one_by_the_status_of_that_day() {
    let lines = format!(
        "{ENDED}
         NĐ|8|2011|CP issued 2011-01-01 effect 2011-02-01
         NĐ|9|2012|CP issued 2012-01-01
         NĐ|9|2012|CP replaces NĐ|8|2011|CP
         QĐ|10|2011|A:LS issued 2011-12-31
         QĐ|10|2011|A:LS hasBasis NĐ|8|2011|CP
         QĐ|11|2012|A:LS issued 2012-01-01
         QĐ|11|2012|A:LS details NĐ|8|2011|CP"
    );
    let graph = Graph::load(&sketch::store(&lines)).expect("the sketch loads");
    let told: BTreeSet<Option<String>> = found(&lines, Gap::Expired).into_iter().map(|finding| finding.iri).collect();
    for edge in graph.papers.edge_references().filter(|edge| RESTS_ON.contains(&edge.weight().kind)) {
        let paper = &graph.papers[edge.source()];
        let Some(issued) = paper.date else { continue };
        let ended = status::status(&graph, edge.target(), issued).status == status::Force::Expired;
        assert_eq!(told.contains(&Some(paper.iri.clone())), ended, "{}", paper.label);
    }
}

#[test]
fn sparql_says_the_same() {
    let iris = |findings: Vec<Finding>, of: &dyn Fn(&Finding) -> String| -> BTreeSet<String> {
        findings.iter().map(of).collect()
    };
    for lines in [NEEDED, CIRCLES, LATER, ENDED] {
        let store = sketch::store(lines);
        let stub = |f: &Finding| format!("{}|{}", f.iri.clone().unwrap_or_default(), f.papers.unwrap_or_default());
        assert_eq!(iris(found(lines, Gap::Stub), &stub), sketch::rows(&store, &stubs_sparql(), &["stub", "papers"]));
        let pair = |f: &Finding| format!("{}|{}", f.links[0].iri, f.links[0].other_iri);
        let later = sketch::rows(&store, &future_sparql(), &["paper", "other"]);
        assert_eq!(iris(found(lines, Gap::Future), &pair), later);
        let twos = found(lines, Gap::Cycle).into_iter().filter(|finding| finding.links.len() == 2).collect();
        assert_eq!(iris(twos, &pair), sketch::rows(&store, &loops_sparql(), &["a", "b"]));
    }
    assert_eq!(sketch::rows(&sketch::store(CIRCLES), &loops_sparql(), &["a"]).first(), Some(&iri("QĐ|1|2020|A:LS")));
}
