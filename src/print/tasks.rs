//! Tasks → a list that a person reads: by deadline and paper, who has which part, what is to be done, and the
//! sentence that proves it. A deadline that is past is marked in words.

use super::day;
use super::tree::{fill, parts, quoted};
use luocdo::analyze::TaskRow;
use luocdo::model::Role;
use std::io::{self, Write};

/// Writes tasks, which come in order of deadline, for a screen of so many columns.
pub fn write(rows: &[TaskRow], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let (mut due, mut paper) = (None, None);
    for (row, bodies) in groups(rows) {
        let heading = deadline(row);
        if due.as_ref() != Some(&heading) {
            writeln!(out, "{}{heading}", if due.is_some() { "\n" } else { "" })?;
            (due, paper) = (Some(heading), None);
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
        fill(out, "  ", &format!("• {}: {}", parts(bodies), row.task), columns)?;
        fill(out, "    ", &quoted(&row.proof), columns)?;
    }
    let late = rows.iter().filter(|row| row.days_overdue.is_some()).count();
    writeln!(out)?;
    match late {
        0 => writeln!(out, "{} nhiệm vụ.", rows.len()),
        _ => writeln!(out, "{} nhiệm vụ, {late} đã quá hạn.", rows.len()),
    }
}

/// Tasks that are one but for the body, with the bodies and their parts.
fn groups(rows: &[TaskRow]) -> Vec<(&TaskRow, Vec<(Role, &str)>)> {
    let mut groups: Vec<(&TaskRow, Vec<(Role, &str)>)> = Vec::new();
    for row in rows {
        let same = |held: &TaskRow| {
            // Each body's task has an id of its own; the place that proves it is one.
            (held.due, &held.due_text, &held.iri, &held.task) == (row.due, &row.due_text, &row.iri, &row.task)
                && (&held.proof.source, held.proof.span) == (&row.proof.source, row.proof.span)
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
    match (row.due, &row.due_text, row.days_overdue) {
        (Some(due), _, Some(days)) => format!("Hạn {} — QUÁ HẠN {days} ngày", day(due)),
        (Some(due), _, None) => format!("Hạn {}", day(due)),
        (None, Some(words), _) => format!("Hạn: {words}"),
        (None, None, _) => "Không nêu thời hạn".to_owned(),
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
        write(&rows, 100, &mut out).expect("memory takes it");
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
