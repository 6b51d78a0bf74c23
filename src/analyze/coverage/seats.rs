//! Whom an order addresses, and who has acted on it: the bodies of the board. A name of many ("UBND các tỉnh, thành phố
//! trực thuộc trung ương") stands for those of the day of the order.

use super::super::{Graph, Known, Level, Members, Paper, Province, Task, place_of};
use super::{Acting, Given, Seat, State};
use crate::model::Role;
use crate::names::fold;
use crate::tables::agencies::COMMITTEE;
use chrono::NaiveDate;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whom an order addresses by its own tasks.
#[derive(Debug, Default)]
pub(super) struct Addressed<'g> {
    /// Seats by id, each with the tasks that name it.
    pub seats: BTreeMap<String, Vec<&'g Task>>,
    /// Names that stand for many, nobody knows for whom.
    pub unread: BTreeSet<String>,
}

/// The seat of a body on the board of an order of the centre or of a province: before the centre a province sits as one.
fn seat_of(id: &str, central: bool) -> String {
    match place_of(id) {
        Some(place) if central => format!("{COMMITTEE}:{place}"),
        _ => id.to_owned(),
    }
}

/// The first day on which an order can have been there; the names of many stand for those of that day.
fn day_of(graph: &Graph, order: NodeIndex) -> Option<NaiveDate> {
    let paper = &graph.papers[order];
    paper.date.or_else(|| paper.year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)))
}

/// The level of a paper's issuer.
fn level_of(known: &Known, paper: &Paper) -> Option<Level> {
    known.level(paper.issuer_id()?)
}

/// Whom an order addresses. Its issuer is not counted, nor those that only work along.
pub(super) fn addressed<'g>(graph: &'g Graph, known: &Known, order: NodeIndex) -> Addressed<'g> {
    let mut found = Addressed::default();
    let issuer = graph.papers[order].issuer_id();
    let central = graph.papers[order].place().is_none();
    let day = day_of(graph, order);
    for task in graph.tasks_of(order).filter(|task| task.role != Role::Coordinate) {
        let agency = &graph.agencies[task.agency];
        let mut add = |id: String| {
            if issuer != Some(id.as_str()) {
                found.seats.entry(id).or_default().push(task);
            }
        };
        if let Some(id) = &agency.id {
            add(seat_of(id, central));
            continue;
        }
        // In an order of a province "các địa phương" are others than in one of the centre.
        let members = if central { known.members(&agency.name) } else { &[] };
        match day {
            Some(day) if !members.is_empty() => {
                for members in members {
                    match members {
                        Members::Provinces => {
                            known.provinces_on(day).iter().for_each(|p| add(format!("{COMMITTEE}:{}", p.code)));
                        }
                        Members::Ministries => known.ministries_on(day).iter().for_each(|m| add(m.id.clone())),
                    }
                }
            }
            _ => {
                found.unread.insert(agency.name.clone());
            }
        }
    }
    found
}

/// The board on a day.
pub(super) fn seats<'g>(
    graph: &'g Graph,
    known: &Known,
    order: NodeIndex,
    addressed: &Addressed<'g>,
    reached: &[(NodeIndex, EdgeIndex)],
    today: NaiveDate,
) -> Vec<Seat<'g>> {
    let paper = &graph.papers[order];
    let central = paper.place().is_none();
    let lanes = graph.lanes();
    let mut issued: BTreeMap<&str, Vec<(NodeIndex, EdgeIndex)>> = BTreeMap::new();
    for &(node, edge) in reached {
        if let Some(id) = lanes.issuer(node).filter(|_| lanes.brief(node).date.is_none_or(|date| date <= today)) {
            issued.entry(id).or_default().push((node, edge));
        }
    }
    // A paper of a province's committee tells more than an earlier one of a body below it.
    let mut ranked: BTreeMap<String, Vec<(bool, NodeIndex, EdgeIndex)>> = BTreeMap::new();
    for (id, papers) in issued {
        let below = central && place_of(id).is_some() && known.level(id) != Some(Level::Province);
        let papers = papers.into_iter().map(|(node, edge)| (below, node, edge));
        ranked.entry(seat_of(id, central)).or_default().extend(papers);
    }
    let mut acting = Acting::new();
    for (seat, mut papers) in ranked {
        papers.sort_unstable_by_key(|(below, node, _)| {
            let date = lanes.brief(*node).date;
            (*below, date.is_none(), date, *node)
        });
        acting.insert(seat, papers.into_iter().map(|(_, node, edge)| (node, edge)).collect());
    }
    let mut ids: BTreeSet<String> = acting.keys().chain(addressed.seats.keys()).cloned().collect();
    let day = day_of(graph, order).unwrap_or(today);
    let open = addressed.seats.is_empty() && addressed.unread.is_empty();
    if central && open && level_of(known, paper).is_some_and(|level| level <= Level::Ministry) {
        ids.extend(known.provinces_on(day).iter().map(|province| format!("{COMMITTEE}:{}", province.code)));
    }
    let names = graph.agencies.iter().filter_map(|body| Some((body.id.as_deref()?, body.name.as_str()))).collect();
    let board = Board { graph, known, order, addressed, names, acting, central, day, today };
    let mut seats: Vec<Seat<'_>> = ids.into_iter().map(|id| board.seat(id)).collect();
    seats.sort_by_cached_key(|seat| {
        let date = seat.first.and_then(|paper| paper.date);
        (seat.state, date.is_none(), date, seat.level, fold(&seat.body), seat.body_id.clone())
    });
    seats
}

/// A board under way.
struct Board<'a, 'g> {
    graph: &'g Graph,
    known: &'a Known,
    order: NodeIndex,
    addressed: &'a Addressed<'g>,
    names: HashMap<&'g str, &'g str>,
    acting: Acting,
    central: bool,
    day: NaiveDate,
    today: NaiveDate,
}

impl<'g> Board<'_, 'g> {
    fn seat(&self, id: String) -> Seat<'g> {
        let graph = self.graph;
        let of_province = place_of(&id).filter(|_| self.central);
        let province = of_province.and_then(|code| self.province(code));
        let mut papers: Vec<(NodeIndex, EdgeIndex)> = self.acting.get(&id).cloned().unwrap_or_default();
        let tasks = self.addressed.seats.get(&id);
        let mut state = match (papers.is_empty(), tasks) {
            (true, Some(_)) => State::Silent,
            (true, None) => State::NotSeen,
            (false, _) => State::Carried,
        };
        // Those of the province's own committee stand first.
        let own =
            papers.first().is_some_and(|(node, _)| level_of(self.known, &graph.papers[*node]) == Some(Level::Province));
        if state == State::Carried && of_province.is_some() && !own {
            state = State::Below;
        }
        let heirs = province.map(|province| province.heirs.as_slice()).unwrap_or_default();
        if papers.is_empty()
            && let Some(theirs) = heirs.iter().find_map(|heir| self.acting.get(&format!("{COMMITTEE}:{heir}")))
        {
            let over = province.and_then(|province| province.to);
            let after =
                |(node, _): &&(NodeIndex, EdgeIndex)| graph.papers[*node].date.is_some_and(|day| Some(day) > over);
            papers = theirs.iter().filter(after).copied().collect();
            state = if papers.is_empty() { state } else { State::Heir };
        }
        let date = graph.papers[self.order].date;
        let first = papers.first().map(|(node, edge)| (&graph.papers[*node], &graph.papers[*edge]));
        let given: Vec<&'g Task> = tasks.into_iter().flatten().copied().collect();
        let due = given.iter().filter_map(|task| task.due).min();
        let done = match first {
            Some((paper, _)) => paper.date,
            None => Some(self.today),
        };
        let late = done.zip(due).map(|(done, due)| (done - due).num_days()).filter(|days| *days > 0);
        let ministry =
            || self.known.ministries.iter().find(|ministry| ministry.id == id).map(|found| found.name.as_str());
        let issuer = || first.and_then(|(paper, _)| paper.issuer.as_deref());
        let body = match province {
            Some(province) => &province.name,
            None => self.names.get(id.as_str()).copied().or_else(ministry).or_else(issuer).unwrap_or(&id),
        };
        Seat {
            body: body.to_owned(),
            place: place_of(&id).map(str::to_owned),
            level: self.known.level(&id),
            state,
            papers: papers.len(),
            first: first.map(|(paper, _)| paper),
            days: first.and_then(|(paper, _)| Some((paper.date? - date?).num_days())),
            proof: first.and_then(|(_, act)| act.proofs.first()),
            tasks: given.iter().map(|task| Given::new(graph, task)).collect(),
            due,
            late,
            body_id: id,
        }
    }

    /// The province of a code on the day of the order; as it is now where there was none then.
    fn province(&self, code: &str) -> Option<&Province> {
        let then = self.known.provinces_on(self.day).into_iter().find(|province| province.code == code);
        then.or_else(|| self.known.provinces.iter().rev().find(|province| province.code == code))
    }
}
