//! An order → the board: which provinces and bodies have issued a paper that carries it out, after how many days,
//! against which deadline, and who is silent among those that it addresses. In: the graph and what the tables know of
//! provinces and ministries. It says nothing of papers that no source names; that is told as a doubt each time.
//!
//! The five indicators are those of the EU Single Market Scoreboard (<https://single-market-scoreboard.ec.europa.eu>,
//! "Transposition": deficit, progress, long overdue, average delay, compliance deficit), as far as papers can tell:
//!
//! - not carried out: the share of the bodies addressed of which no paper is known.
//! - change: that share today less that share on an earlier day, in points; a paper without a day counts on both.
//! - long overdue: how many of the bodies addressed are without a paper more than N days past their deadline.
//! - mean delay: the mean days past the deadline, over the bodies that were late or still are.
//! - conflicts: mentions that may mean this order or another, or that contradict themselves about it.
//!
//! Each is left open where there is nothing to divide by. Bodies that only work along ("phối hợp") are not counted as
//! addressed. A province counts by any body of it; where only a body below its committee has acted, that is said.

mod many;
mod seats;

pub use many::{Summary, issued_by};

use super::trace::{CARRY, Given, reach};
use super::{Contested, Graph, Known, Level, Paper, Proof, prefixes};
use chrono::NaiveDate;
use petgraph::graph::{EdgeIndex, NodeIndex};
use seats::Addressed;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is asked of an order.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The day that counts as today; papers of later days are not there yet.
    pub today: NaiveDate,
    /// The earlier day that [`Indicators::change`] looks back to.
    pub since: Option<NaiveDate>,
    /// More days past a deadline than these are long.
    pub long: i64,
}

/// What a body has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has issued a paper that carries the order out.
    Carried,
    /// Of a province only bodies below its committee have.
    Below,
    /// It was merged, and the province that took over has.
    Heir,
    /// It is addressed, and no paper of it is known.
    Silent,
    /// Nobody knows whether it is addressed, and no paper of it is known.
    NotSeen,
}

impl State {
    /// Every state, in the order of the board.
    pub const ALL: &'static [State] = &[State::Carried, State::Below, State::Heir, State::Silent, State::NotSeen];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            State::Carried => "carried",
            State::Below => "below",
            State::Heir => "heir",
            State::Silent => "silent",
            State::NotSeen => "not-seen",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            State::Carried => "đã ban hành văn bản",
            State::Below => "mới có cơ quan cấp dưới ban hành",
            State::Heir => "tỉnh kế thừa đã ban hành",
            State::Silent => "được giao, chưa thấy văn bản",
            State::NotSeen => "chưa thấy trong nguồn",
        }
    }

    fn has_paper(self) -> bool {
        matches!(self, State::Carried | State::Below | State::Heir)
    }
}

/// A body on the board.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seat<'g> {
    /// Its name.
    pub body: String,
    /// Its id; of a province that of its people's committee.
    pub body_id: String,
    /// The code of its province.
    pub place: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// What it has done.
    pub state: State,
    /// How many papers of it carry the order out.
    pub papers: usize,
    /// The first of them; of a province the first of its committee, where that has issued one.
    pub first: Option<&'g Paper>,
    /// Days from the order to the first.
    pub days: Option<i64>,
    /// Where it is said that the first carries the order out, or a paper between.
    pub proof: Option<&'g Proof>,
    /// The tasks that the order itself gives it.
    pub tasks: Vec<Given<'g>>,
    /// The first deadline of those tasks.
    pub due: Option<NaiveDate>,
    /// Days from the deadline to the first paper, or to today where there is none; `None` if it was kept or there is
    /// none.
    pub late: Option<i64>,
}

/// The five indicators, and what they are taken from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Indicators {
    /// How many bodies the order addresses.
    pub addressed: usize,
    /// How many of them have a paper.
    pub with_paper: usize,
    /// How many of them have a deadline.
    pub with_deadline: usize,
    /// The share without a paper, 0 to 1.
    pub not_carried_out: Option<f64>,
    /// That share less the share on the earlier day; below 0 is progress.
    pub change: Option<f64>,
    /// How many are without a paper long past their deadline; `None` if nobody has one.
    pub long_overdue: Option<usize>,
    /// Mean days past the deadline, over those that were late or are.
    pub mean_delay: Option<f64>,
    /// Mentions that may mean another order, or contradict themselves.
    pub conflicts: usize,
    /// Mean days from the order to the first paper, over all bodies that have one with a day; needs no deadline.
    pub mean_lag: Option<f64>,
}

/// What a reader must know before relying on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "doubt", rename_all = "kebab-case")]
pub enum Doubt {
    /// A body without a paper here may have issued one that no source held names.
    OnlySources,
    /// The deadlines are those of the tasks; a paper in time does not say that the task was done in time.
    DeadlinesOfTasks,
    /// No source gives the order's own tasks, so nobody is known to be silent.
    AddresseesUnread,
    /// The order addresses many by a name that says not whom.
    NotExpanded {
        /// The name.
        name: String,
    },
    /// The order has no day, so nothing can be counted from it.
    OrderUndated,
    /// Papers that carry it out have no day.
    PapersUndated {
        /// How many.
        papers: usize,
    },
    /// Papers that carry it out have no issuer that is known.
    NoIssuer {
        /// How many.
        papers: usize,
    },
}

impl Doubt {
    /// The doubt in Vietnamese words.
    pub fn label_vi(&self) -> String {
        match self {
            Doubt::OnlySources => "Bảng chỉ dựa vào các nguồn đã đọc; cơ quan chưa thấy văn bản có thể đã ban hành mà \
                                   không nguồn nào ở đây nhắc tới."
                .to_owned(),
            Doubt::DeadlinesOfTasks => {
                "Thời hạn là của nhiệm vụ trong văn bản chỉ đạo; đã có văn bản triển khai chưa có \
                                        nghĩa là nhiệm vụ đã xong."
                    .to_owned()
            }
            Doubt::AddresseesUnread => "Chưa đọc được văn bản giao nhiệm vụ cho ai, nên không kết luận cơ quan nào \
                                        chậm; chỉ ghi “chưa thấy trong nguồn”."
                .to_owned(),
            Doubt::NotExpanded { name } => {
                format!("Văn bản còn giao cho “{name}”, không rõ gồm những cơ quan nào nên không đưa vào bảng.")
            }
            Doubt::OrderUndated => "Không rõ ngày ban hành của văn bản chỉ đạo nên không tính được số ngày.".to_owned(),
            Doubt::PapersUndated { papers } => {
                format!("{papers} văn bản triển khai không rõ ngày ban hành, không tính vào số ngày trung bình.")
            }
            Doubt::NoIssuer { papers } => {
                format!("{papers} văn bản triển khai không rõ cơ quan ban hành, không đưa vào bảng.")
            }
        }
    }
}

/// The board of an order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage<'g> {
    /// The order.
    pub order: &'g Paper,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// The earlier day that the change looks back to.
    pub since: Option<NaiveDate>,
    /// More days past a deadline than these are long.
    pub long: i64,
    /// The bodies: those with a paper by its day, then those without by name.
    pub seats: Vec<Seat<'g>>,
    /// The indicators.
    pub indicators: Indicators,
    /// The mentions that [`Indicators::conflicts`] counts.
    pub conflicts: Vec<&'g Contested>,
    /// What a reader must know.
    pub doubts: Vec<Doubt>,
}

/// A body that has acted: its papers with the act that put each there, by day.
type Acting = BTreeMap<String, Vec<(NodeIndex, EdgeIndex)>>;

/// The board of an order.
pub fn coverage<'g>(graph: &'g Graph, known: &Known, order: NodeIndex, asked: &Asked) -> Coverage<'g> {
    let reached = reach(graph, order);
    let addressed = seats::addressed(graph, known, order);
    let seats = seats::seats(graph, known, order, &addressed, &reached, asked.today);
    let mut indicators = measure(&seats, &addressed, asked);
    if let Some(since) = asked.since.filter(|since| graph.papers[order].date.is_some_and(|date| date <= *since)) {
        let before = seats::seats(graph, known, order, &addressed, &reached, since);
        let before = measure(&before, &addressed, asked).not_carried_out;
        indicators.change = indicators.not_carried_out.zip(before).map(|(now, before)| now - before);
    }
    let paper = &graph.papers[order];
    let conflicts: Vec<&Contested> =
        graph.contested.iter().filter(|mention| mention.candidates.contains(&paper.iri)).collect();
    indicators.conflicts = conflicts.len();
    let doubts = doubts(graph, order, &addressed, &reached);
    let (order, today, since, long) = (paper, asked.today, asked.since, asked.long);
    Coverage { order, today, since, long, seats, indicators, conflicts, doubts }
}

/// All indicators but the change and the conflicts.
fn measure(seats: &[Seat<'_>], addressed: &Addressed<'_>, asked: &Asked) -> Indicators {
    let asked_for = || seats.iter().filter(|seat| addressed.seats.contains_key(&seat.body_id));
    let count = asked_for().count();
    let with_paper = asked_for().filter(|seat| seat.state.has_paper()).count();
    let with_deadline = asked_for().filter(|seat| seat.due.is_some()).count();
    let is_long = |seat: &&Seat| !seat.state.has_paper() && seat.late.is_some_and(|late| late > asked.long);
    Indicators {
        addressed: count,
        with_paper,
        with_deadline,
        not_carried_out: (count > 0).then(|| (count - with_paper) as f64 / count as f64),
        change: None,
        long_overdue: (with_deadline > 0).then(|| asked_for().filter(is_long).count()),
        mean_delay: mean(asked_for().filter_map(|seat| seat.late)),
        conflicts: 0,
        mean_lag: mean(seats.iter().filter_map(|seat| seat.days)),
    }
}

/// The mean of some numbers of days; `None` of none.
pub(super) fn mean(days: impl Iterator<Item = i64>) -> Option<f64> {
    let (sum, count) = days.fold((0_i64, 0_u32), |(sum, count), days| (sum.saturating_add(days), count + 1));
    (count > 0).then(|| sum as f64 / f64::from(count))
}

fn doubts(
    graph: &Graph,
    order: NodeIndex,
    addressed: &Addressed<'_>,
    reached: &[(NodeIndex, EdgeIndex)],
) -> Vec<Doubt> {
    let mut doubts = vec![Doubt::OnlySources];
    if addressed.seats.values().flatten().any(|task| task.due.is_some()) {
        doubts.push(Doubt::DeadlinesOfTasks);
    }
    if addressed.seats.is_empty() && addressed.unread.is_empty() {
        doubts.push(Doubt::AddresseesUnread);
    }
    doubts.extend(addressed.unread.iter().map(|name| Doubt::NotExpanded { name: name.clone() }));
    if graph.papers[order].date.is_none() {
        doubts.push(Doubt::OrderUndated);
    }
    let briefs = || reached.iter().map(|(node, _)| graph.lanes().brief(*node));
    match briefs().filter(|paper| paper.date.is_none()).count() {
        0 => {}
        papers => doubts.push(Doubt::PapersUndated { papers }),
    }
    match briefs().filter(|paper| paper.issuer.is_none()).count() {
        0 => {}
        papers => doubts.push(Doubt::NoIssuer { papers }),
    }
    doubts
}

/// Who has issued papers that carry an order out, in SPARQL: one row for each issuer as `?issuer ?papers ?first`, by
/// the ids of the keys (`?` where the issuer is not known), counting papers up to a day.
pub fn coverage_sparql(iri: &str, today: NaiveDate) -> String {
    let types: Vec<String> = CARRY.iter().map(|kind| format!("luo:{}", kind.predicate())).collect();
    let iri = super::for_sparql(iri);
    format!(
        "{}SELECT ?issuer (COUNT(DISTINCT ?paper) AS ?papers) (MIN(?date) AS ?first) WHERE {{
  {{ SELECT DISTINCT ?paper WHERE {{ ?paper ({})+ <{iri}> }} }}
  ?paper luo:key ?key . FILTER(?paper != <{iri}>)
  OPTIONAL {{ ?paper eli:date_document ?date }}
  FILTER(!BOUND(?date) || ?date <= \"{today}\"^^xsd:date)
  BIND(REPLACE(?key, \"^.*[|]\", \"\") AS ?issuer)
}} GROUP BY ?issuer ORDER BY ?issuer",
        prefixes(),
        types.join("|"),
    )
}

#[cfg(test)]
mod tests;
