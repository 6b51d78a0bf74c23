//! Provinces side by side, on one order or over a period: papers issued, orders carried out, how soon, tasks given. In:
//! the graph and the provinces asked about. It weighs nothing and ranks nobody, and counts no paper that no source names.
//!
//! - A paper is a province's if a body of it issued it, whatever the level.
//! - On an order only the papers count that carry it out, over any number of papers between.
//! - The lag of a paper is the days from the order to it. Over a period each order that a province carries out counts
//!   once, by the province's first paper on it, and only if it was issued in the period itself: an older one may have
//!   been carried out before. On one order each of its papers counts.

use super::coverage::mean;
use super::trace::{CARRY, reach};
use super::{Graph, Paper, Proof, Province, prefixes};
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::collections::BTreeMap;

/// On what provinces are compared.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// Only papers that carry this order out.
    pub order: Option<NodeIndex>,
    /// Only papers issued on this day or later.
    pub from: Option<NaiveDate>,
    /// Only papers issued on this day or earlier.
    pub to: Option<NaiveDate>,
    /// The day that counts as today: a task whose last day is before it is overdue.
    pub today: NaiveDate,
}

/// A paper of a province and the order that it carries out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Done {
    /// Label of the order.
    pub order: String,
    /// Its day of issue.
    pub order_date: Option<NaiveDate>,
    /// The paper.
    pub paper: Paper,
    /// Days from the order to it.
    pub days: Option<i64>,
    /// Where it is said.
    pub proof: Option<Proof>,
}

/// One province.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Side {
    /// Its code.
    pub code: String,
    /// Its name.
    pub province: String,
    /// The last day on which it was a province of its own.
    pub until: Option<NaiveDate>,
    /// Papers issued.
    pub papers: usize,
    /// Orders of others that they carry out.
    pub orders: usize,
    /// The smallest lag, in days.
    pub first_lag: Option<i64>,
    /// The mean lag, in days.
    pub mean_lag: Option<f64>,
    /// Tasks that the papers give.
    pub tasks: usize,
    /// Tasks with a last day.
    pub with_deadline: usize,
    /// Tasks without.
    pub without_deadline: usize,
    /// Tasks whose last day is past.
    pub overdue: usize,
    /// What was carried out by which paper: on an order each paper, over a period the first on each order.
    pub done: Vec<Done>,
}

/// Provinces side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The order.
    pub order: Option<Paper>,
    /// The first day of the period.
    pub from: Option<NaiveDate>,
    /// The last day of the period.
    pub to: Option<NaiveDate>,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// The provinces, as they were asked for.
    pub sides: Vec<Side>,
    /// Papers of these provinces that have no day and are left out of the period.
    pub undated: usize,
}

/// Compares provinces, in the order given.
pub fn compare(graph: &Graph, provinces: &[&Province], topic: &Topic) -> Comparison {
    // Each paper that carries the order out, with the act that put it there.
    let reached: Option<BTreeMap<NodeIndex, EdgeIndex>> =
        topic.order.map(|order| reach(graph, order).into_iter().collect());
    let mut papers: BTreeMap<&str, Vec<NodeIndex>> = BTreeMap::new();
    let mut undated = 0;
    for node in graph.papers.node_indices() {
        let paper = &graph.papers[node];
        let asked = paper.place().filter(|place| provinces.iter().any(|province| province.code == *place));
        let Some(place) = asked.filter(|_| reached.as_ref().is_none_or(|reached| reached.contains_key(&node))) else {
            continue;
        };
        match paper.date {
            None if topic.from.is_some() || topic.to.is_some() => undated += 1,
            Some(date) if topic.from.is_some_and(|from| date < from) || topic.to.is_some_and(|to| date > to) => {}
            _ => papers.entry(place).or_default().push(node),
        }
    }
    let side = |province: &&Province| {
        let mut own = papers.get(province.code.as_str()).cloned().unwrap_or_default();
        own.sort_by_key(|node| (graph.papers[*node].date.is_none(), graph.papers[*node].date, *node));
        let done: Vec<Done> = match (topic.order, &reached) {
            (Some(order), Some(reached)) => {
                own.iter().map(|node| carried(graph, order, *node, reached.get(node).copied())).collect()
            }
            _ => firsts(graph, &own, &province.code),
        };
        let tasks = || own.iter().flat_map(|node| graph.tasks_of(*node));
        let with_deadline = tasks().filter(|task| task.due.is_some()).count();
        let since = topic.from.filter(|_| topic.order.is_none());
        let counts = |done: &&Done| since.is_none_or(|from| done.order_date.is_some_and(|date| from <= date));
        let lags = || done.iter().filter(counts).filter_map(|done| done.days);
        Side {
            code: province.code.clone(),
            province: province.name.clone(),
            until: province.to,
            papers: own.len(),
            orders: if topic.order.is_some() { usize::from(!own.is_empty()) } else { done.len() },
            first_lag: lags().min(),
            mean_lag: mean(lags()),
            tasks: tasks().count(),
            with_deadline,
            without_deadline: tasks().count() - with_deadline,
            overdue: tasks().filter(|task| task.due.is_some_and(|due| due < topic.today)).count(),
            done,
        }
    };
    let sides = provinces.iter().map(side).collect();
    let order = topic.order.map(|order| graph.papers[order].clone());
    Comparison { order, from: topic.from, to: topic.to, today: topic.today, sides, undated }
}

fn carried(graph: &Graph, order: NodeIndex, node: NodeIndex, act: Option<EdgeIndex>) -> Done {
    let (order, paper) = (&graph.papers[order], &graph.papers[node]);
    Done {
        order: order.label.clone(),
        order_date: order.date,
        paper: paper.clone(),
        days: paper.date.zip(order.date).map(|(paper, order)| (paper - order).num_days()),
        proof: act.and_then(|act| graph.papers[act].proofs.first().cloned()),
    }
}

/// The orders of others that a province's papers carry out themselves, by the first paper on each; the papers come in
/// order of day.
fn firsts(graph: &Graph, own: &[NodeIndex], code: &str) -> Vec<Done> {
    let mut found: BTreeMap<NodeIndex, (usize, Done)> = BTreeMap::new();
    for (at, &node) in own.iter().enumerate() {
        let acts = graph.papers.edges_directed(node, Direction::Outgoing);
        for act in acts.filter(|act| CARRY.contains(&act.weight().kind)) {
            if graph.papers[act.target()].place() != Some(code) {
                let done = || (at, carried(graph, act.target(), node, Some(act.id())));
                found.entry(act.target()).or_insert_with(done);
            }
        }
    }
    let mut done: Vec<(usize, Done)> = found.into_values().collect();
    done.sort_by(|a, b| (a.0, &a.1.order).cmp(&(b.0, &b.1.order)));
    done.into_iter().map(|(_, done)| done).collect()
}

/// How many papers provinces issued in a period and how many tasks those give, in SPARQL: one row for each province
/// that has any, as `?code ?papers ?tasks`.
pub fn compare_sparql(codes: &[&str], from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    let codes: Vec<String> = codes.iter().map(|code| format!("\"{}\"", code.replace(['"', '\\', '\n'], "_"))).collect();
    let bound = |sign: &str, day: Option<NaiveDate>| {
        day.map_or_else(String::new, |day| format!("FILTER(?date {sign} \"{day}\"^^xsd:date) "))
    };
    format!(
        "{}SELECT ?code (COUNT(DISTINCT ?paper) AS ?papers) (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{
  ?paper a luo:Document ; luo:key ?key . BIND(STRAFTER(REPLACE(?key, \"^.*[|]\", \"\"), \":\") AS ?code)
  VALUES ?code {{ {} }}
  OPTIONAL {{ ?paper eli:date_document ?date }} {}{}
  OPTIONAL {{ ?task luo:document ?paper . FILTER NOT EXISTS {{ ?task luo:judgement luo:judgement-rejected }} }}
}} GROUP BY ?code ORDER BY ?code",
        prefixes(),
        codes.join(" "),
        bound(">=", from),
        bound("<=", to),
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, KNOWN};
    use super::super::load::{each, text};
    use super::*;

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";
    const LS: &str = "KH|148/KH-UBND|2023|UBND:LS";
    const EDGES: &[(&str, &str, &str)] = &[
        (LS, "implements", CT20),
        ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", LS),
        ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", "QĐ|06/QĐ-TTg|2022|TTg"),
        ("KH|9/KH-UBND|2023|UBND:CB", "implements", CT20),
        ("KH|8/KH-UBND|2023|UBND:HN", "cites", CT20),
    ];

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn topic(order: Option<NodeIndex>, from: &str, to: &str, today: &str) -> Topic {
        Topic { order, from: day(from), to: day(to), today: day(today).expect("a day") }
    }

    /// "LS 2 papers 2 orders, 26/293.5 days, 2 tasks 1 overdue".
    #[track_caller]
    fn check(codes: &[&str], of: impl Fn(&Graph) -> Topic, expect: &[&str]) -> Comparison {
        let graph = Graph::load(&fixture::store(EDGES)).expect("the fixture loads");
        let provinces: Vec<&Province> = codes.iter().map(|code| KNOWN.province(code).expect("one")).collect();
        let found = compare(&graph, &provinces, &of(&graph));
        let line = |side: &Side| {
            let first = side.first_lag.map_or("-".to_owned(), |days| days.to_string());
            let mean = side.mean_lag.map_or("-".to_owned(), |days| days.to_string());
            let Side { code, papers, orders, tasks, overdue, .. } = side;
            format!("{code} {papers} papers {orders} orders, {first}/{mean} days, {tasks} tasks {overdue} overdue")
        };
        assert_eq!(found.sides.iter().map(line).collect::<Vec<_>>(), expect);
        found
    }

    #[test]
    fn on_an_order_each_paper_counts() {
        let order = |graph: &Graph| graph.by_iri(&fixture::iri(CT20));
        let found = check(
            &["CB", "LS", "HN"],
            |graph| topic(order(graph), "", "", "2023-08-01"),
            &[
                "CB 1 papers 1 orders, -/- days, 0 tasks 0 overdue",
                "LS 2 papers 1 orders, 26/29.5 days, 2 tasks 1 overdue",
                "HN 0 papers 0 orders, -/- days, 0 tasks 0 overdue",
            ],
        );
        assert_eq!(found.sides[1].done[0].paper.number, "148/KH-UBND");
        assert!(found.sides[1].done.iter().all(|done| done.proof.is_some()));
        assert_eq!((found.sides[1].with_deadline, found.sides[1].without_deadline), (2, 0));
    }

    #[test]
    fn over_a_period_each_order_counts_once() {
        let found = check(
            &["LS", "CB"],
            |_| topic(None, "", "", "2023-07-31"),
            &[
                "LS 2 papers 2 orders, 26/288.5 days, 2 tasks 0 overdue",
                "CB 1 papers 1 orders, -/- days, 0 tasks 0 overdue",
            ],
        );
        assert_eq!(found.undated, 0);
        let found = check(
            &["LS", "CB"],
            |_| topic(None, "2023-07-05", "2023-12-31", "2023-07-31"),
            &["LS 1 papers 1 orders, -/- days, 0 tasks 0 overdue", "CB 0 papers 0 orders, -/- days, 0 tasks 0 overdue"],
        );
        assert_eq!(found.undated, 1);
        assert_eq!(found.sides[0].done[0].days, Some(551));
        check(
            &["LS"],
            |_| topic(None, "2023-06-01", "", "2023-07-31"),
            &["LS 2 papers 2 orders, 26/26 days, 2 tasks 0 overdue"],
        );
    }

    #[test]
    fn a_province_that_is_no_more_says_so() {
        let found = check(
            &["HG"],
            |_| topic(None, "", "", "2023-07-31"),
            &["HG 0 papers 0 orders, -/- days, 0 tasks 0 overdue"],
        );
        assert_eq!(found.sides[0].until, day("2025-06-30"));
    }

    #[test]
    fn sparql_counts_the_same() {
        let store = fixture::store(EDGES);
        let graph = Graph::load(&store).expect("the fixture loads");
        let codes = ["CB", "HN", "LS"];
        let provinces: Vec<&Province> = codes.iter().map(|code| KNOWN.province(code).expect("one")).collect();
        for (from, to) in [("", ""), ("2023-07-04", ""), ("2023-07-05", "2023-07-11"), ("", "2023-07-10")] {
            let found = compare(&graph, &provinces, &topic(None, from, to, "2023-07-31"));
            let ours: Vec<[String; 3]> = (found.sides.iter().filter(|side| side.papers > 0))
                .map(|side| [side.code.clone(), side.papers.to_string(), side.tasks.to_string()])
                .collect();
            let mut theirs = Vec::new();
            each(&store, &compare_sparql(&codes, day(from), day(to)), |row| {
                theirs.push(["code", "papers", "tasks"].map(|name| text(row, name)));
            })
            .expect("the query runs");
            assert_eq!(ours, theirs, "{from} {to}");
        }
    }
}
