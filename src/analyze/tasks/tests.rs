//! What a chief of office asks of tasks, and what must never close one.

use super::super::sketch::{self, iri};
use super::super::{Graph, fixture};
use super::*;
use crate::Tables;
use std::collections::BTreeSet;

const CT20: &str = "CT|20/CT-TTg|2023|TTg";

#[track_caller]
fn check(filter: impl FnOnce(&Graph) -> Filter, expect: &[&str]) {
    let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20)]);
    let graph = Graph::load(&store).expect("the fixture loads");
    let rows = tasks(&graph, &filter(&graph)).expect("the bodies are known");
    let bodies: Vec<&str> = rows.iter().map(|row| row.agency.as_str()).collect();
    assert_eq!(bodies, expect);
    assert!(rows.iter().all(|row| row.orders == ["Chỉ thị 20/CT-TTg ngày 08/06/2023"]));
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a day"))
}

#[test]
fn filters() {
    let both = &["Sở Công Thương", "Sở Tài chính"];
    let agency = |name: &str| Filter { agency: Some(name.to_owned()), ..Filter::default() };
    let place = |place: &str| Filter { place: Some(place.to_owned()), ..Filter::default() };
    let late = |today: &str| Filter { overdue: true, today: day(today), ..Filter::default() };
    let soon = |today: &str, days| Filter { due_within: Some(days), today: day(today), ..Filter::default() };
    check(|_| Filter::default(), both);
    check(|_| agency("so cong thuong"), &both[..1]);
    check(|_| agency("stc:ls"), &both[1..]);
    check(|_| place("LS"), both);
    check(|_| place("CB"), &[]);
    check(|_| Filter { role: Some(Role::Coordinate), ..Filter::default() }, &both[1..]);
    check(|graph| Filter { order: graph.by_iri(&fixture::iri(CT20)), ..Filter::default() }, both);
    check(|graph| Filter { document: graph.by_iri(&fixture::iri(CT20)), ..Filter::default() }, &[]);
    let plan = fixture::iri("KH|148/KH-UBND|2023|UBND:LS");
    check(|graph| Filter { document: graph.by_iri(&plan), ..Filter::default() }, both);
    check(|_| Filter { without_deadline: true, ..Filter::default() }, &[]);
    check(|_| late("2023-07-31"), &[]);
    check(|_| late("2023-08-01"), &both[..1]);
    check(|_| soon("2023-07-30", 0), &[]);
    check(|_| soon("2023-07-30", 1), &both[..1]);
    check(|_| soon("2023-08-01", 30), &[]);
}

#[test]
fn an_unknown_body_offers_the_nearest() {
    let graph = Graph::load(&fixture::store(&[])).expect("the fixture loads");
    let filter = Filter { agency: Some("Sở Công Thuơngg".to_owned()), ..Filter::default() };
    let message = tasks(&graph, &filter).expect_err("no such body").to_string();
    assert!(message.contains("nearest are `Sở Công Thương`"), "{message}");
}

/// A plan of 4 July that carries a directive out and tasks two departments, a group and a head.
const PLAN: &str = "
    CT|20|2023|TTg issued 2023-06-08
    KH|148|2023|UBND:LS issued 2023-07-04
    KH|148|2023|UBND:LS implements CT|20|2023|TTg
    KH|148|2023|UBND:LS tasks SCT:LS lead due 2023-07-31
    KH|148|2023|UBND:LS tasks STC:LS coordinate due 2023-08-15
    KH|148|2023|UBND:LS tasks Các_sở perform
    KH|148|2023|UBND:LS tasks Giám_đốc_Cơ_quan_SCT:LS perform";

/// The tasks on a day, as "SCT:LS overdue 1" with the report behind; those of no report and no day are left out.
#[track_caller]
fn states(more: &str, today: &str, filter: Filter, expect: &[&str]) {
    let store = sketch::store(&format!("{PLAN}\n{more}"));
    let graph = Graph::load(&store).expect("the sketch loads");
    let replies = Tables::builtin().expect("the tables load").replies;
    let rows = tasks(&graph, &Filter { today: day(today), replies, ..filter }).expect("no body is asked for");
    let line = |row: &TaskRow| {
        let body = row.agency_id.clone().unwrap_or(row.agency.clone());
        let days = row.days_overdue.or(row.days_left).map(|days| format!(" {days}")).unwrap_or_default();
        let reply = row.reply.as_ref().map(|reply| format!(" {} {}", reply.paper, reply.through.name()));
        format!("{body} {}{days}{}", row.state.name(), reply.unwrap_or_default())
    };
    let shown: Vec<String> = rows.iter().filter(|row| row.state != State::Open).map(line).collect();
    assert_eq!(shown, expect, "{more}");
}

const ON: &str = "2023-08-01";

#[test]
fn a_task_is_overdue_or_due_by_the_day() {
    states("", ON, Filter::default(), &["SCT:LS overdue 1", "STC:LS due 14"]);
    states("", "2023-07-31", Filter::default(), &["SCT:LS due 0", "STC:LS due 15"]);
}

#[test]
fn a_later_report_of_the_body_is_shown_and_takes_nothing_away() {
    let report = "BC|214|2023|SCT:LS issued 2023-07-28
                  BC|214|2023|SCT:LS cites KH|148|2023|UBND:LS";
    let head = "Cơ quan Giám đốc Cơ quan SCT:LS reported BC 214 document";
    let shown = &["SCT:LS reported BC 214 document", "STC:LS due 14", head];
    states(report, ON, Filter::default(), shown);
    states(report, ON, Filter { open: true, ..Filter::default() }, &shown[1..2]);
    states(report, ON, Filter { overdue: true, ..Filter::default() }, &[]);
    states(report, ON, Filter { overdue: true, with_reported: true, ..Filter::default() }, &shown[..1]);
    // On the day before the report the task was not reported on.
    states(report, "2023-07-27", Filter::default(), &["SCT:LS due 4", "STC:LS due 19"]);
}

#[test]
fn a_report_on_the_order_behind_says_so_and_one_on_the_paper_goes_before_it() {
    let on_order = "BC|9|2023|STC:LS issued 2023-07-10
                    BC|9|2023|STC:LS cites CT|20|2023|TTg";
    states(on_order, ON, Filter::default(), &["SCT:LS overdue 1", "STC:LS reported BC 9 order"]);
    let both = format!(
        "{on_order}
         TTr|11|2023|STC:LS issued 2023-07-20
         TTr|11|2023|STC:LS hasBasis KH|148|2023|UBND:LS"
    );
    states(&both, ON, Filter::default(), &["SCT:LS overdue 1", "STC:LS reported TTr 11 document"]);
}

#[test]
fn what_is_no_report_closes_nothing() {
    let open = &["SCT:LS overdue 1", "STC:LS due 14"];
    let none = |more: &str| states(more, ON, Filter::default(), open);
    // Of another body, of the body above, older, of the same day, of an unknown day, rejected, of another type.
    none("BC|1|2023|SXD:LS issued 2023-07-28\nBC|1|2023|SXD:LS cites KH|148|2023|UBND:LS");
    none("BC|1|2023|UBND:LS issued 2023-07-28\nBC|1|2023|UBND:LS cites CT|20|2023|TTg");
    none("BC|1|2023|SCT:LS issued 2023-07-01\nBC|1|2023|SCT:LS cites CT|20|2023|TTg");
    none("BC|1|2023|SCT:LS issued 2023-07-04\nBC|1|2023|SCT:LS cites KH|148|2023|UBND:LS");
    none("BC|1|2023|SCT:LS cites KH|148|2023|UBND:LS");
    none("BC|1|2023|SCT:LS issued 2023-07-28\nBC|1|2023|SCT:LS cites KH|148|2023|UBND:LS rejected");
    none("KH|1|2023|SCT:LS issued 2023-07-28\nKH|1|2023|SCT:LS implements KH|148|2023|UBND:LS");
    none("BC|1|2023|SCT:CB issued 2023-07-28\nBC|1|2023|SCT:CB cites KH|148|2023|UBND:LS");
}

#[test]
fn a_letter_reports_where_it_says_so() {
    let letter = |says: &str| {
        format!(
            "CV|15|2023|STC:LS issued 2023-07-28
             CV|15|2023|STC:LS implements KH|148|2023|UBND:LS says {says}"
        )
    };
    let open = &["SCT:LS overdue 1", "STC:LS due 14"];
    let closed = &["SCT:LS overdue 1", "STC:LS reported CV 15 document"];
    states(&letter("báo_cáo_kết_quả_thực_hiện_KH_148"), ON, Filter::default(), closed);
    states(&letter("hướng_dẫn_triển_khai_KH_148"), ON, Filter::default(), open);
}

/// What both say, by the IRIs of tasks.
#[track_caller]
fn agree(filter: impl Fn(&Graph) -> Filter, expect: usize) {
    let more = "CV|7|2023|UBND:CB issued 2023-07-01
                CV|7|2023|UBND:CB tasks SCT:CB lead due 2023-07-15
                CV|7|2023|UBND:CB tasks Các_sở perform
                CV|8|2023|SCT:LS details KH|148|2023|UBND:LS
                CV|8|2023|SCT:LS tasks Các_xã perform due 2023-08-01";
    let store = sketch::store(&format!("{PLAN}\n{more}"));
    let graph = Graph::load(&store).expect("the sketch loads");
    let filter = filter(&graph);
    let ours: BTreeSet<String> = tasks(&graph, &filter).expect("known").into_iter().map(|row| row.proof.id).collect();
    let theirs = sketch::rows(&store, &tasks_sparql(&graph, &filter), &["task"]);
    let theirs: BTreeSet<String> =
        theirs.iter().map(|iri| iri.rsplit('/').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(ours, theirs);
    assert_eq!(ours.len(), expect, "{ours:?}");
}

#[test]
fn sparql_says_the_same() {
    let today = day(ON);
    agree(|_| Filter::default(), 7);
    agree(|_| Filter { overdue: true, today, ..Filter::default() }, 2);
    agree(|_| Filter { due_within: Some(14), today, ..Filter::default() }, 2);
    agree(|_| Filter { without_deadline: true, ..Filter::default() }, 3);
    agree(|_| Filter { place: Some("LS".into()), ..Filter::default() }, 5);
    agree(|_| Filter { place: Some("CB".into()), ..Filter::default() }, 2);
    agree(|_| Filter { agency: Some("Các sở".into()), ..Filter::default() }, 2);
    agree(|_| Filter { agency: Some("sct:ls".into()), ..Filter::default() }, 2);
    agree(|_| Filter { role: Some(Role::Lead), ..Filter::default() }, 2);
    agree(|graph| Filter { order: graph.by_iri(&iri("CT|20|2023|TTg")), ..Filter::default() }, 5);
    agree(|graph| Filter { document: graph.by_iri(&iri("CV|8|2023|SCT:LS")), ..Filter::default() }, 1);
}
