//! What a report says, before it is a Word file: a title, facts, tables, notes. In: a picture, or an order with the
//! papers that carry it out, its status and its tasks. It decides nothing: what is not known is told as not known.

use super::lists;
use super::view::{View, day_vi};
use crate::analyze::status::Status;
use crate::analyze::{Proof, TaskRow, Trace};
use crate::sheet::{Cell, Column, Sheet};
use chrono::NaiveDate;

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// What is known, each fact under its name.
    pub facts: Vec<(&'static str, String)>,
    /// The tables; one without rows says so.
    pub tables: Vec<Sheet>,
    /// What a reader must know.
    pub notes: Vec<String>,
}

const WARNING: &str = "Báo cáo lập tự động từ lời của các văn bản đã đọc; mỗi dòng đứng trên câu được trích, cùng nguồn \
                       và mức tin cậy. Chương trình không biết nhiệm vụ đã làm xong hay chưa; việc quan trọng cần đọc lại \
                       câu chứng minh.";

impl Report {
    /// The report of a picture.
    pub fn of(view: &View) -> Self {
        let tables = vec![lists::papers(view), lists::acts(view), lists::tasks(view)];
        let count = |n: usize| tables[n].rows.len().to_string();
        let facts = vec![("Số văn bản", count(0)), ("Số quan hệ", count(1)), ("Số nhiệm vụ", count(2))];
        let title =
            if view.title.is_empty() { "Báo cáo lược đồ văn bản".to_owned() } else { view.title.clone() };
        let notes = view.left_out.map(|left_out| left_out.words()).into_iter().chain([WARNING.to_owned()]).collect();
        Report { title, facts, tables, notes }
    }

    /// The report of an order: `trace` is what carries it out, `status` whether it is in force, `tasks` what it and
    /// they give.
    pub fn of_order(trace: &Trace<'_>, status: &Status, tasks: &[TaskRow], today: NaiveDate) -> Self {
        let order = trace.order;
        let overdue = tasks.iter().filter(|task| task.days_overdue.is_some()).count();
        let undated = tasks.iter().filter(|task| task.due.is_none()).count();
        let since = status.since.map(|day| format!(" từ ngày {}", people(day))).unwrap_or_default();
        let mut facts = vec![("Văn bản", order.label.clone())];
        facts.extend(order.title.clone().map(|title| ("Trích yếu", title)));
        facts.extend(order.issuer.clone().map(|issuer| ("Cơ quan ban hành", issuer)));
        facts.extend(order.date.map(|day| ("Ngày ban hành", people(day))));
        facts.extend([
            ("Hiệu lực", format!("{}{since} (tính đến ngày {})", status.status.label_vi(), people(today))),
            ("Văn bản triển khai", format!("{} văn bản", trace.papers())),
            ("Nhiệm vụ", format!("{} nhiệm vụ; {overdue} đã quá hạn, {undated} không ghi thời hạn", tasks.len())),
        ]);
        let mut notes = Vec::new();
        if !order.described {
            notes.push("Văn bản chỉ đạo chỉ được nhắc tên trong các nguồn đã đọc, chưa có nội dung.".to_owned());
        }
        if !status.doubts.is_empty() {
            notes.push(format!(
                "Có {} điều cần xem lại về hiệu lực; `luocdo status` nêu từng điều.",
                status.doubts.len()
            ));
        }
        let cut = trace.cut.beyond_hops + trace.cut.beyond_steps;
        if cut > 0 {
            notes.push(format!("Còn {cut} quan hệ triển khai nữa không đưa vào báo cáo do giới hạn đã đặt."));
        }
        notes.push(WARNING.to_owned());
        let title = format!("Báo cáo tình hình triển khai thực hiện {}", order.label);
        Report { title, facts, tables: vec![carried(trace), given(tasks)], notes }
    }
}

fn people(day: NaiveDate) -> String {
    day_vi(&day.to_string())
}

/// The sentence, its source and how sure it is.
fn proven(proof: Option<&Proof>) -> Cell {
    proof.map_or(Cell::Empty, |proof| {
        let sure = (proof.confidence * 100.0).round();
        format!("“{}” [{}, tin cậy {sure}%]", proof.sentence.trim(), proof.source).into()
    })
}

/// The papers that carry the order out, each once.
fn carried(trace: &Trace<'_>) -> Sheet {
    let columns = vec![
        Column::screen("depth", "Bậc", 6),
        Column::screen("paper", "Văn bản", 26),
        Column::screen("issuer", "Cơ quan ban hành", 20),
        Column::screen("date", "Ngày ban hành", 17),
        Column::screen("days", "Sau (ngày)", 10),
        Column::screen("relation", "Quan hệ", 14),
        Column::screen("sentence", "Câu chứng minh", 60),
    ];
    let rows = trace.steps.iter().filter(|step| !step.again).map(|step| {
        vec![
            step.depth.into(),
            (&step.paper.label).into(),
            step.paper.issuer.as_ref().into(),
            step.paper.date.into(),
            step.days_since_order.into(),
            Cell::word(step.relation.name(), step.relation.label_vi()),
            proven(step.proofs.first()),
        ]
    });
    Sheet {
        title: "Văn bản triển khai thực hiện".to_owned(), note: String::new(), columns, rows: rows.collect()
    }
}

fn given(tasks: &[TaskRow]) -> Sheet {
    let columns = vec![
        Column::screen("agency", "Cơ quan", 22),
        Column::screen("role", "Vai trò", 11),
        Column::screen("task", "Nhiệm vụ", 44),
        Column::screen("due", "Thời hạn", 17),
        Column::screen("document", "Văn bản giao", 22),
        Column::screen("sentence", "Câu chứng minh", 44),
    ];
    let rows = tasks.iter().map(|task| {
        let due = match (task.due, &task.due_text, task.days_overdue) {
            (Some(day), _, Some(days)) => format!("{} (quá hạn {days} ngày)", people(day)),
            (Some(day), _, None) => people(day),
            (None, Some(words), _) => words.clone(),
            (None, None, _) => "không ghi".to_owned(),
        };
        vec![
            (&task.agency).into(),
            Cell::word(task.role.name(), task.role.label_vi()),
            (&task.task).into(),
            due.into(),
            (&task.document).into(),
            proven(Some(&task.proof)),
        ]
    });
    Sheet { title: "Nhiệm vụ, thời hạn".to_owned(), note: String::new(), columns, rows: rows.collect() }
}
