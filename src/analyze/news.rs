//! A period → what came (papers, by their own days of issue), what changed its status, and which tasks fell due. It goes
//! by the days that papers and sentences state, never by the day on which a source was read.

use super::status::{Event, Force, Holds, status};
use super::tasks::{Filter, TaskRow, tasks};
use super::trace::CARRY;
use super::{Graph, Paper, Proof, place_of, prefixes};
use crate::error::Result;
use crate::model::RelationType;
use chrono::NaiveDate;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use serde::Serialize;

/// A paper issued in the period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Came {
    /// The paper.
    pub paper: Paper,
    /// Labels of the orders that it carries out.
    pub orders: Vec<String>,
    /// Where that is said, or else where the paper does something to another or another to it.
    pub proof: Option<Proof>,
}

/// A paper that something was done to in the period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// The paper.
    pub paper: Paper,
    /// Its status on the day before the period.
    pub before: Force,
    /// Its status on the last day of the period.
    pub after: Force,
    /// What another paper did to it; `None` where its own day began or ended it.
    pub event: Option<Event>,
    /// The day from which that holds.
    pub day: Option<NaiveDate>,
}

/// What a period brought.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct News {
    /// The first day.
    pub since: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The code of the province that it is of; `None` for all.
    pub place: Option<String>,
    /// Papers issued, by day.
    pub came: Vec<Came>,
    /// Papers whose status or text changed, by day, those without a day last.
    pub changed: Vec<Changed>,
    /// Tasks whose last day lies in the period, by day.
    pub due: Vec<TaskRow>,
    /// Papers that have no day and so cannot be told.
    pub undated: usize,
}

impl News {
    /// True if nothing came, changed or fell due.
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.changed.is_empty() && self.due.is_empty()
    }

    /// IRIs of all papers in it.
    pub fn iris(&self) -> impl Iterator<Item = &str> {
        let came = self.came.iter().map(|came| &came.paper);
        let changed = self.changed.iter().flat_map(|c| [&c.paper].into_iter().chain(c.event.as_ref().map(|e| &e.by)));
        let due = self.due.iter().map(|task| task.iri.as_str());
        came.chain(changed).map(|paper| paper.iri.as_str()).chain(due)
    }
}

/// What a period brought, its first and its last day included; of one province only the papers of its bodies and the
/// tasks that they give or have.
///
/// # Errors
/// None of its own; those of [`tasks`].
pub fn news(graph: &Graph, since: NaiveDate, until: NaiveDate, place: Option<&str>) -> Result<News> {
    let within = |day: NaiveDate| since <= day && day <= until;
    let here = |node: &NodeIndex| place.is_none() || graph.papers[*node].place() == place;
    let papers = || graph.papers.node_indices().filter(here);
    let mut came: Vec<(NaiveDate, NodeIndex)> =
        papers().filter_map(|node| Some((graph.papers[node].date?, node))).filter(|(date, _)| within(*date)).collect();
    came.sort_unstable();
    let mut changed: Vec<Changed> = papers().flat_map(|node| changes(graph, node, since, until)).collect();
    changed.sort_by(|a, b| {
        let place = |c: &Changed| (c.day.is_none(), c.day, c.paper.iri.clone());
        place(a).cmp(&place(b))
    });
    let mut due = tasks(graph, &Filter { today: Some(until), ..Filter::default() })?;
    due.retain(|task| {
        let given_here = || graph.by_iri(&task.iri).is_some_and(|node| here(&node));
        let its_own = || task.agency_id.as_deref().and_then(place_of) == place;
        task.due.is_some_and(within) && (given_here() || its_own())
    });
    Ok(News {
        since,
        until,
        place: place.map(str::to_owned),
        came: came.into_iter().map(|(_, node)| self::came(graph, node)).collect(),
        changed,
        due,
        undated: papers().filter(|node| graph.papers[*node].date.is_none()).count(),
    })
}

fn came(graph: &Graph, node: NodeIndex) -> Came {
    let mut acts: Vec<_> = graph.papers.edges_directed(node, Direction::Outgoing).collect();
    let carries = |kind: RelationType| CARRY.contains(&kind);
    acts.sort_by_key(|act| (!carries(act.weight().kind), act.weight().kind, act.target()));
    let orders = acts.iter().filter(|act| carries(act.weight().kind));
    let mut orders: Vec<String> = orders.map(|act| graph.papers[act.target()].label.clone()).collect();
    orders.dedup();
    let mut undergone: Vec<_> = graph.papers.edges_directed(node, Direction::Incoming).collect();
    undergone.sort_by_key(|act| (act.weight().kind, act.source()));
    let given = graph.tasks_of(node).next().map(|task| &task.proof);
    let done = acts.first().and_then(|act| act.weight().proofs.first());
    let proof = done.or(given).or(undergone.first().and_then(|act| act.weight().proofs.first())).cloned();
    Came { paper: graph.papers[node].clone(), orders, proof }
}

/// What changed of a paper.
fn changes(graph: &Graph, node: NodeIndex, since: NaiveDate, until: NaiveDate) -> Vec<Changed> {
    use RelationType::{Amends, Corrects, Repeals, Replaces, Suspends};
    let within = |day: NaiveDate| since <= day && day <= until;
    let paper = &graph.papers[node];
    let own = paper.effect.iter().chain(&paper.ends).any(|told| within(told.day));
    // The day of an act is that of the acting paper's issue or effect, or one that the sentence states.
    let touched = graph.papers.edges_directed(node, Direction::Incoming).any(|act| {
        let by = &graph.papers[act.source()];
        matches!(act.weight().kind, Replaces | Repeals | Amends | Suspends | Corrects)
            && (by.date.is_some_and(within)
                || by.effect.iter().any(|told| within(told.day))
                || act.weight().proofs.iter().any(|proof| proof.effect.is_some_and(within)))
    });
    if !own && !touched {
        return Vec::new();
    }
    let now = status(graph, node, until);
    let before = since.pred_opt().map_or(Force::Unknown, |day| status(graph, node, day).status);
    let row = |event: Option<Event>, day| Changed { paper: paper.clone(), before, after: now.status, event, day };
    let mut found: Vec<Changed> = Vec::new();
    for event in &now.events {
        let here = match event.day {
            Some(day) => within(day) && event.holds == Holds::Yes,
            None => event.by.date.is_some_and(within) && event.holds == Holds::Undated,
        };
        if here {
            found.push(row(Some(event.clone()), event.day));
        }
    }
    let days = paper.effect.iter().chain(&paper.ends).map(|told| told.day);
    let own_day = days.filter(|day| within(*day)).max();
    if found.is_empty() && before != now.status && own_day.is_some() {
        found.push(row(None, own_day));
    }
    found
}

/// What came and which tasks fell due, in SPARQL, as `?what ?item`: `came` with the paper, `due` with the assignment.
/// What changed follows from rules that SPARQL does not tell.
pub fn news_sparql(since: NaiveDate, until: NaiveDate) -> String {
    let within = format!("FILTER(?day >= \"{since}\"^^xsd:date && ?day <= \"{until}\"^^xsd:date)");
    format!(
        "{}SELECT DISTINCT ?what ?item WHERE {{
  {{ ?item a luo:Document ; eli:date_document ?day . {within} BIND(\"came\" AS ?what) }} UNION
  {{ ?item a luo:Assignment ; luo:due ?day . {within} BIND(\"due\" AS ?what)
     FILTER NOT EXISTS {{ ?item luo:judgement luo:judgement-rejected }} }}
}} ORDER BY ?what ?item",
        prefixes(),
    )
}

#[cfg(test)]
mod tests {
    use super::super::load::{each, text};
    use super::super::{ToldDay, fixture};
    use super::*;
    use crate::store::Store;
    use std::collections::BTreeSet;

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";
    const LS: &str = "KH|148/KH-UBND|2023|UBND:LS";
    const SCT: &str = "CV|1187/SCT-QLNL|2023|SCT:LS";
    const OLD: &str = "CT|20/CT-TTg|2020|TTg";
    const EDGES: &[(&str, &str, &str)] = &[(LS, "implements", CT20), (SCT, "cites", LS), (CT20, "replaces", OLD)];

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn store() -> Store {
        fixture::store(EDGES)
    }

    /// The news of a period, on a graph in which the directive of 2020 is in force, and that of 2023 from `effect`.
    fn told(effect: Option<&str>, since: &str, until: &str) -> News {
        let mut graph = Graph::load(&store()).expect("the fixture loads");
        let mut begins = |key: &str, on: &str| {
            let node = graph.by_iri(&fixture::iri(key)).expect("it is there");
            graph.papers[node].effect = vec![ToldDay { day: day(on), sources: Vec::new() }];
        };
        begins(OLD, "2020-05-07");
        if let Some(effect) = effect {
            begins(CT20, effect);
        }
        news(&graph, day(since), day(until), None).expect("it answers")
    }

    /// Numbers of the papers that came, "number before after day" of what changed, "body day" of what fell due.
    #[track_caller]
    fn check(effect: Option<&str>, period: [&str; 2], came: &[&str], changed: &[&str], due: &[&str]) {
        let found = told(effect, period[0], period[1]);
        assert_eq!(found.came.iter().map(|came| came.paper.number.as_str()).collect::<Vec<_>>(), came);
        let line = |c: &Changed| {
            let on = c.day.map_or("-".to_owned(), |day| day.to_string());
            format!("{} {} {} {on}", c.paper.label, c.before.name(), c.after.name())
        };
        assert_eq!(found.changed.iter().map(line).collect::<Vec<_>>(), changed);
        let line = |task: &TaskRow| format!("{} {}", task.agency, task.due.map(|d| d.to_string()).unwrap_or_default());
        assert_eq!(found.due.iter().map(line).collect::<Vec<_>>(), due);
    }

    #[test]
    fn papers_come_by_their_own_days() {
        check(None, ["2023-07-01", "2023-07-11"], &["148/KH-UBND", "1187/SCT-QLNL"], &[], &[]);
        check(None, ["2023-07-05", "2023-07-10"], &[], &[], &[]);
        let found = told(None, "2023-07-01", "2023-07-11");
        assert_eq!(found.came[0].orders, ["Chỉ thị 20/CT-TTg ngày 08/06/2023"]);
        assert_eq!(
            found.came[0].proof.as_ref().map(|p| p.sentence.as_str()),
            Some("148/KH-UBND implements 20/CT-TTg.")
        );
        assert!(found.came[1].orders.is_empty() && found.came[1].proof.is_some());
        // The statute of the fixture has a year and no day.
        assert_eq!(found.undated, 1);
        assert!(told(None, "2023-07-05", "2023-07-10").is_empty());
    }

    #[test]
    fn a_status_changes_on_the_day_of_the_act() {
        let old = "Chỉ thị 20/CT-TTg ngày 07/05/2020 in-force expired";
        let new = "Chỉ thị 20/CT-TTg ngày 08/06/2023";
        check(
            Some("2023-06-15"),
            ["2023-06-10", "2023-06-20"],
            &[],
            &[&format!("{old} 2023-06-15"), &format!("{new} not-yet in-force 2023-06-15")],
            &[],
        );
        check(Some("2023-06-15"), ["2023-06-16", "2023-06-20"], &[], &[], &[]);
        // Nobody says from when: the day is open, and the act is told with the day on which the other was issued.
        check(None, ["2023-06-01", "2023-06-20"], &["20/CT-TTg"], &[&format!("{old} -")], &[]);
        let found = told(None, "2023-06-01", "2023-06-20");
        let event = found.changed[0].event.as_ref().expect("an act");
        assert_eq!(event.proofs[0].sentence, "20/CT-TTg replaces 20/CT-TTg.");
    }

    #[test]
    fn tasks_fall_due_on_their_last_day() {
        check(None, ["2023-07-31", "2023-08-31"], &[], &[], &["Sở Công Thương 2023-07-31"]);
        check(None, ["2023-08-01", "2023-12-30"], &[], &[], &[]);
    }

    #[test]
    fn of_one_province_only_what_is_its_own() {
        let graph = Graph::load(&store()).expect("the fixture loads");
        let of = |place| {
            let found = news(&graph, day("2023-06-01"), day("2023-12-31"), Some(place)).expect("it answers");
            (found.came.len(), found.changed.len(), found.due.len())
        };
        assert_eq!((of("LS"), of("CB")), ((2, 0, 2), (0, 0, 0)));
    }

    #[test]
    fn sparql_says_the_same() {
        let store = store();
        let graph = Graph::load(&store).expect("the fixture loads");
        let assignment = |id: &str| format!("{}assignment/{id}", crate::iri::BASE_DEFAULT);
        for (since, until) in [("2023-07-01", "2023-07-31"), ("2019-01-01", "2023-12-31"), ("2024-01-01", "2024-02-01")]
        {
            let found = news(&graph, day(since), day(until), None).expect("it answers");
            let mut ours: BTreeSet<[String; 2]> =
                found.came.iter().map(|came| ["came".to_owned(), came.paper.iri.clone()]).collect();
            ours.extend(found.due.iter().map(|task| ["due".to_owned(), assignment(&task.proof.id)]));
            let mut theirs = BTreeSet::new();
            each(&store, &news_sparql(day(since), day(until)), |row| {
                theirs.insert(["what", "item"].map(|name| text(row, name)));
            })
            .expect("the query runs");
            assert_eq!(ours, theirs, "{since} {until}");
        }
    }
}
