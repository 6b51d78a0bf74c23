//! Tasks → a list that a person reads: by deadline and paper, who has which part, what is to be done, and the
//! sentence that proves it. A deadline that is past is marked in words.

use super::day;
use super::tree::{fill, parts, quoted};
use luocdo::analyze::{By, State, TaskRow};
use luocdo::model::Role;
use std::io::{self, Write};

/// Writes tasks, which come in order of deadline or of body, for a screen of so many columns.
pub fn write(rows: &[TaskRow], by: By, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let (mut section, mut paper) = (None, None);
    for (row, bodies) in groups(rows, by) {
        let heading = match by {
            By::Deadline => deadline(row),
            By::Body => row.agency.clone(),
        };
        if section.as_ref() != Some(&heading) {
            writeln!(out, "{}{heading}", if section.is_some() { "\n" } else { "" })?;
            (section, paper) = (Some(heading), None);
        }
        if paper != Some(&row.iri) {
            let orders = if row.orders.is_empty() {
                String::new()
            } else {
                format!(" — thực hiện {}", row.orders.join("; "))
            };
            fill(out, "  ", &format!("{}{orders}", row.document), columns)?;
            paper = Some(&row.iri);
        }
        let line = match by {
            By::Deadline => format!("• {}: {}", parts(bodies), row.task),
            By::Body => format!("• {} ({}): {}", deadline(row), row.role.label_vi(), row.task),
        };
        fill(out, "  ", &line, columns)?;
        fill(out, "    ", &quoted(&row.proof), columns)?;
        if let Some(reply) = &row.reply {
            let words = format!(
                "↳ {} {} {} ({}): {}",
                reply.paper,
                reply.relation.label_vi(),
                reply.on,
                reply.through.doubt_vi(),
                quoted(&reply.proof)
            );
            fill(out, "    ", &words, columns)?;
        }
    }
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    let mut words = format!("{} nhiệm vụ", rows.len());
    for (n, label) in [(count(State::Overdue), "đã quá hạn"), (count(State::Reported), State::Reported.label_vi())]
    {
        if n > 0 {
            words += &format!(", {n} {label}");
        }
    }
    writeln!(out, "\n{words}.")
}

/// Tasks that are one but for the body, with the bodies and their parts.
fn groups(rows: &[TaskRow], by: By) -> Vec<(&TaskRow, Vec<(Role, &str)>)> {
    let mut groups: Vec<(&TaskRow, Vec<(Role, &str)>)> = Vec::new();
    for row in rows {
        let same = |held: &TaskRow| {
            // Each body's task has an id of its own; the place that proves it is one.
            (held.due, &held.due_text, &held.iri, &held.task) == (row.due, &row.due_text, &row.iri, &row.task)
                && (&held.proof.source, held.proof.span) == (&row.proof.source, row.proof.span)
                && (held.state, &held.reply) == (row.state, &row.reply)
                && (by == By::Deadline || held.agency == row.agency)
        };
        match groups.iter_mut().find(|(held, _)| same(held)) {
            Some((_, bodies)) => bodies.push((row.role, &row.agency)),
            None => groups.push((row, vec![(row.role, &row.agency)])),
        }
    }
    groups
}

/// "Hạn 31/07/2023 — QUÁ HẠN 1 ngày".
fn deadline(row: &TaskRow) -> String {
    let due = match (row.due, &row.due_text) {
        (Some(due), _) => format!("Hạn {}", day(due)),
        (None, Some(words)) => format!("Hạn: {words}"),
        (None, None) => "Không nêu thời hạn".to_owned(),
    };
    match (row.state, row.days_overdue, row.days_left) {
        (State::Reported, ..) => format!("{due} — {}", row.state.label_vi()),
        (_, Some(days), _) => format!("{due} — QUÁ HẠN {days} ngày"),
        (_, _, Some(0)) => format!("{due} — hôm nay"),
        (_, _, Some(days)) => format!("{due} — còn {days} ngày"),
        _ => due,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use luocdo::analyze::Proof;

    fn row(agency: &str, role: Role, due: Option<&str>) -> TaskRow {
        TaskRow {
            due: due.and_then(|day| day.parse().ok()),
            due_text: None,
            days_overdue: due.map(|_| 1),
            days_left: None,
            state: if due.is_some() { State::Overdue } else { State::Open },
            reply: None,
            date: None,
            agency: agency.into(),
            agency_id: None,
            role,
            task: "tổng hợp, báo cáo".into(),
            document: "CV 1".into(),
            iri: "cv1".into(),
            orders: vec!["CT 20".into()],
            proof: Proof {
                sentence: "Sở A chủ trì.".into(),
                source: "a.txt".into(),
                confidence: 0.9,
                ..Proof::default()
            },
        }
    }

    #[test]
    fn a_task_is_told_once_with_all_its_bodies() {
        let due = Some("2023-07-31");
        let rows = [row("Sở B", Role::Coordinate, due), row("Sở A", Role::Lead, due), row("Sở C", Role::Perform, None)];
        let mut out = Vec::new();
        write(&rows, By::Deadline, 100, &mut out).expect("memory takes it");
        let expect = "\
Hạn 31/07/2023 — QUÁ HẠN 1 ngày
  CV 1 — thực hiện CT 20
  • Sở A (chủ trì); Sở B (phối hợp): tổng hợp, báo cáo
    “Sở A chủ trì.” [a.txt, tin cậy 90%]

Không nêu thời hạn
  CV 1 — thực hiện CT 20
  • Sở C (thực hiện): tổng hợp, báo cáo
    “Sở A chủ trì.” [a.txt, tin cậy 90%]

3 nhiệm vụ, 2 đã quá hạn.
";
        assert_eq!(String::from_utf8_lossy(&out), expect);
    }
}
