//! Typed rows → table, JSON, CSV. Each kind of row says once what its columns are.

use super::{day, table as grid};
use luocdo::analyze::{Count, Open, Proof, Step, TaskRow, Trace, name_vi, status_vi};
use luocdo::model::Role;
use serde::Serialize;
use std::io::{self, Write};

/// A row that can stand in a table and in CSV.
pub trait Row {
    /// Vietnamese headings of the table.
    const HEADINGS: &'static [&'static str];
    /// Names of the fields in CSV.
    const FIELDS: &'static [&'static str];
    /// The cells of the table.
    fn cells(&self) -> Vec<String>;
    /// The fields of CSV.
    fn fields(&self) -> Vec<String>;
}

/// Writes a table for people.
pub fn table<R: Row>(rows: &[R], out: &mut dyn Write) -> io::Result<()> {
    let headings: Vec<String> = R::HEADINGS.iter().map(|heading| (*heading).to_owned()).collect();
    grid::write(&headings, rows.iter().map(Row::cells).collect(), out)
}

/// Writes counts for people: the group once, the numbers under each other.
pub fn counts(counts: &[Count], out: &mut dyn Write) -> io::Result<()> {
    let wide = counts.iter().map(|count| name_vi(count.group, &count.name).chars().count()).max().unwrap_or(0);
    let digits = counts.iter().map(|count| count.count.to_string().len()).max().unwrap_or(0);
    let mut group = None;
    for count in counts {
        if group != Some(count.group) {
            writeln!(out, "{}{}", if group.is_some() { "\n" } else { "" }, count.group.label_vi())?;
            group = Some(count.group);
        }
        let name = name_vi(count.group, &count.name);
        let dots = ".".repeat(wide + 3 - name.chars().count());
        writeln!(out, "  {name} {dots} {:>digits$}", count.count)?;
    }
    Ok(())
}

/// Writes CSV with a line of field names.
pub fn csv<R: Row>(rows: &[R], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(R::FIELDS).map_err(cause)?;
    for row in rows {
        writer.write_record(row.fields()).map_err(cause)?;
    }
    writer.flush()
}

/// What the writer below CSV said: a closed pipe must stay one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Writes one JSON value, for programs and yet readable.
pub fn json<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// The value as text, or nothing.
pub fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Sentence, source, place, rule, confidence and id.
pub fn proof(proof: &Proof) -> [String; 6] {
    let place = format!("{}-{}", proof.span[0], proof.span[1]);
    let confidence = proof.confidence.to_string();
    [proof.sentence.clone(), proof.source.clone(), place, proof.rule.clone(), confidence, proof.id.clone()]
}

impl Row for TaskRow {
    const HEADINGS: &'static [&'static str] =
        &["Thời hạn", "Cơ quan", "Vai trò", "Nhiệm vụ", "Văn bản giao", "Thực hiện văn bản"];
    const FIELDS: &'static [&'static str] = &[
        "due",
        "due_text",
        "days_overdue",
        "agency",
        "agency_id",
        "role",
        "task",
        "document",
        "iri",
        "orders",
        "sentence",
        "source",
        "span",
        "rule",
        "confidence",
        "id",
    ];

    fn cells(&self) -> Vec<String> {
        let due = self.due.map(day).or_else(|| self.due_text.clone()).unwrap_or_default();
        let role = self.role.label_vi().to_owned();
        let orders = self.orders.join("; ");
        vec![due, self.agency.clone(), role, self.task.clone(), self.document.clone(), orders]
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![
            text(self.due),
            text(self.due_text.as_ref()),
            text(self.days_overdue),
            self.agency.clone(),
            text(self.agency_id.as_ref()),
            self.role.name().to_owned(),
            self.task.clone(),
            self.document.clone(),
            self.iri.clone(),
            self.orders.join("; "),
        ];
        fields.extend(proof(&self.proof));
        fields
    }
}

impl Row for Count {
    const HEADINGS: &'static [&'static str] = &["Nhóm", "Mục", "Số lượng"];
    const FIELDS: &'static [&'static str] = &["group", "name", "count"];

    fn cells(&self) -> Vec<String> {
        let name = name_vi(self.group, &self.name).to_owned();
        vec![self.group.label_vi().to_owned(), name, self.count.to_string()]
    }

    fn fields(&self) -> Vec<String> {
        vec![self.group.name().to_owned(), self.name.clone(), self.count.to_string()]
    }
}

impl Row for Open {
    const HEADINGS: &'static [&'static str] = &["Trạng thái", "Cách gọi", "Nguồn", "Vị trí", "Khả năng"];
    const FIELDS: &'static [&'static str] = &["status", "text", "source", "start", "candidates"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.fields();
        cells[0] = status_vi(&self.status).to_owned();
        cells
    }

    fn fields(&self) -> Vec<String> {
        let start = self.start.to_string();
        vec![self.status.clone(), self.text.clone(), self.source.clone(), start, self.candidates.join("; ")]
    }
}

/// A paper of a trace with one of the bodies it tasks.
pub struct Carried<'a> {
    step: &'a Step,
    task: Option<&'a luocdo::analyze::Given>,
}

/// The rows of a trace: one for each paper and body tasked, or one for a paper that tasks nobody.
pub fn carried(trace: &Trace) -> Vec<Carried<'_>> {
    let mut rows = Vec::new();
    for step in &trace.steps {
        rows.extend(step.assignments.iter().map(|task| Carried { step, task: Some(task) }));
        if step.assignments.is_empty() {
            rows.push(Carried { step, task: None });
        }
    }
    rows
}

impl Row for Carried<'_> {
    const HEADINGS: &'static [&'static str] = &["Bậc", "Văn bản", "Cơ quan", "Vai trò", "Thời hạn"];
    const FIELDS: &'static [&'static str] = &[
        "depth",
        "paper",
        "iri",
        "date",
        "issuer",
        "days",
        "days_since_order",
        "relation",
        "order",
        "again",
        "sentence",
        "source",
        "span",
        "rule",
        "confidence",
        "id",
        "agency",
        "agency_id",
        "role",
        "task",
        "due",
        "due_text",
    ];

    fn cells(&self) -> Vec<String> {
        let task = |tell: fn(&luocdo::analyze::Given) -> String| self.task.map(tell).unwrap_or_default();
        vec![
            self.step.depth.to_string(),
            self.step.paper.label.clone(),
            task(|t| t.agency.clone()),
            task(|t| Role::label_vi(t.role).to_owned()),
            task(|t| t.due.map(day).unwrap_or_default()),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let step = self.step;
        let mut fields = vec![
            step.depth.to_string(),
            step.paper.label.clone(),
            step.paper.iri.clone(),
            text(step.paper.date),
            text(step.paper.issuer.as_ref()),
            text(step.days),
            text(step.days_since_order),
            step.relation.name().to_owned(),
            step.order.clone(),
            step.again.to_string(),
        ];
        fields.extend(proof(step.proofs.first().unwrap_or(&Proof::default())));
        fields.extend([
            text(self.task.map(|t| &t.agency)),
            text(self.task.and_then(|t| t.agency_id.as_ref())),
            text(self.task.map(|t| t.role.name())),
            text(self.task.map(|t| &t.task)),
            text(self.task.and_then(|t| t.due)),
            text(self.task.and_then(|t| t.due_text.as_ref())),
        ]);
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_needs_it() {
        let open = Open {
            status: "ambiguous".into(),
            text: "Chỉ thị \"20\", nêu trên".into(),
            source: "a.txt".into(),
            start: 7,
            candidates: vec!["một".into(), "hai".into()],
        };
        let mut out = Vec::new();
        csv(&[open], &mut out).expect("memory takes it");
        let expect =
            "status,text,source,start,candidates\nambiguous,\"Chỉ thị \"\"20\"\", nêu trên\",a.txt,7,một; hai\n";
        assert_eq!(String::from_utf8_lossy(&out), expect);
    }

    #[test]
    fn headings_fit_their_rows() {
        let row = TaskRow {
            due: None,
            due_text: None,
            days_overdue: None,
            agency: String::new(),
            agency_id: None,
            role: Role::Lead,
            task: String::new(),
            document: String::new(),
            iri: String::new(),
            orders: Vec::new(),
            proof: Proof::default(),
        };
        assert_eq!(row.cells().len(), TaskRow::HEADINGS.len());
        assert_eq!(row.fields().len(), TaskRow::FIELDS.len());
    }
}
