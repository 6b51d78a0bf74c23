//! Groups of bodies → Assignments: each body once for each part, with its deadline, its task and the sentence that
//! proves it.

use super::{Due, Group};
use crate::find::date::{date_at, day_and_month_at, is};
use crate::find::has_use;
use crate::model::{Assignment, Item, Key, Role, Span};
use crate::sentence::sentence;
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Tokens, single_spaced};
use crate::{named_for_id, stable_id};
use rustc_hash::{FxHashMap, FxHashSet};

/// Characters of a task kept, at most: what follows is in the evidence.
const TASK: usize = 600;

/// Settles deadlines and doubles, and gives each assignment its evidence.
pub(super) fn settle(
    tables: &Tables,
    tokens: &Tokens,
    item: &Item,
    at: usize,
    groups: Vec<Group>,
    deadlines: &[Due],
    paragraphs: &[Span],
) -> Vec<Assignment> {
    let mut found: Vec<(usize, Assignment)> = Vec::new();
    let mut known: FxHashMap<(Key, String, Role), usize> = FxHashMap::default();
    let mut proof: Option<(Span, String)> = None;
    for (number, group) in groups.iter().enumerate() {
        let next = groups.get(number + 1);
        // A deadline belongs to the bodies last named before it, in the same paragraph or below a heading.
        let limit = match next {
            Some(next) if next.clause.paragraph == group.clause.paragraph || group.heading => next.clause.first,
            _ if group.heading => tokens.at(item.span.end),
            _ => paragraphs.get(group.clause.paragraph).map_or(group.clause.last + 1, |p| tokens.at(p.end)),
        };
        let until = tokens.get(limit.saturating_sub(1)).map_or(item.span.end, |t| t.span.end);
        let from = tokens.get(group.clause.first).map_or(item.span.start, |t| t.span.start);
        let clause = tokens.get(group.clause.last).map_or(until, |t| t.span.end);
        let near = deadlines.partition_point(|due| due.span.start < from);
        let within = deadlines[near..].iter().take_while(|due| due.span.end <= until).filter(|due| {
            // "trong năm 2023" is too wide to reach beyond its own clause.
            let reach = if is_year(tokens, due.span) { clause } else { until };
            due.span.end <= reach
        });
        // "lập danh sách trực từ ngày 10/02 đến hết ngày 16/02, gửi trước ngày 30/01": the range is of what is listed.
        let firm = |due: &&Due| due.firm && !ends_range(tokens, due.span);
        // "kiểm tra các dự án được giao trong năm 2022 trước ngày 15/9/2022": the year is of what is dealt with.
        let day = |due: &&Due| firm(due) && due.span.end <= clause && !is_year(tokens, due.span);
        let due = within.clone().find(day).or_else(|| within.clone().find(firm)).or_else(|| within.clone().next());
        let due = due.or_else(|| {
            let tasks = |at: usize| groups.binary_search_by_key(&at, |other| other.clause.paragraph).is_ok();
            let below = (group.clause.paragraph + 1..paragraphs.len())
                .take_while(|&at| {
                    has_use(tables, tokens, behind_label(tokens, paragraphs[at]), Use::Submits) && !tasks(at)
                })
                .map(|at| paragraphs[at]);
            let last = |p: Span| {
                let upto = deadlines.partition_point(|due| due.span.start < p.end);
                deadlines[..upto].last().filter(|due| p.contains(due.span))
            };
            below.filter_map(last).last()
        });
        // The label of the next point is no part of the task: "b)".
        let below = match next.filter(|next| next.clause.paragraph > group.clause.paragraph) {
            Some(next) => paragraphs.get(next.clause.paragraph).map_or(limit, |p| tokens.at(p.start)),
            None => limit,
        };
        let task_last = if group.heading { below.saturating_sub(1).max(group.clause.last) } else { group.clause.last };
        let task = task_text(tokens, group.clause.task, task_last);
        // "… chỉ đạo các Bộ, cơ quan ngang Bộ..." tells who was ordered and not what.
        let closed = tokens.get(group.clause.last).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | '…')));
        if closed && !task.contains(char::is_alphanumeric) {
            continue;
        }
        let document = named_for_id(&group.document);
        for (body, role) in &group.bodies {
            // Bodies of one list stand in one sentence.
            let (evidence, sentence) = match proof.take().filter(|(sentence, _)| sentence.contains(body.span)) {
                Some(known) => proof.insert(known),
                None => {
                    let span = sentence(tokens, body.span, item.span);
                    proof.insert((span, tokens.words(span)))
                }
            };
            let name = plain(&body.name);
            let key = (group.document.clone(), name.clone(), *role);
            if let Some(&kept) = known.get(&key) {
                let first: &mut Assignment = &mut found[kept].1;
                if first.due.is_none()
                    && let Some(due) = due
                {
                    first.due = Some(due.date);
                    first.due_text = Some(tokens.words(due.span));
                }
                continue;
            }
            let id = stable_id(&["task", &document, &name, role.name(), sentence]);
            known.insert(key, found.len());
            let assignment = Assignment {
                id,
                item: at,
                document: group.document.clone(),
                agency: body.name.clone(),
                agency_id: body.id.clone(),
                role: *role,
                task: task.clone(),
                due: due.map(|due| due.date),
                due_text: due.map(|due| tokens.words(due.span)),
                evidence: *evidence,
                rule: group.rule,
                confidence: group.confidence,
            };
            found.push((group.clause.paragraph, assignment));
        }
    }
    // Who leads in a paragraph does not merely perform in it.
    let leads: FxHashSet<(usize, Key, String)> = found
        .iter()
        .filter(|(_, a)| a.role == Role::Lead)
        .map(|(p, a)| (*p, a.document.clone(), plain(&a.agency)))
        .collect();
    found.retain(|(p, a)| a.role != Role::Perform || !leads.contains(&(*p, a.document.clone(), plain(&a.agency))));
    found.into_iter().map(|(_, a)| a).collect()
}

/// The first token of a paragraph behind its number or dash: "2. Thời hạn gửi báo cáo …".
fn behind_label(tokens: &Tokens, paragraph: Span) -> usize {
    let first = tokens.at(paragraph.start);
    let mark = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ')')));
    match tokens.get(first) {
        Some(token) if token.is_dash() => first + 1,
        Some(token) if token.kind == Kind::Number && mark(first + 1) => first + 2,
        _ => first,
    }
}

/// True for the end of a range of days: "từ ngày 10/02 đến hết ngày 16/02/2021".
fn ends_range(tokens: &Tokens, span: Span) -> bool {
    let first = tokens.at(span.start);
    let from = (first.saturating_sub(8)..first).rev().find(|&at| is(tokens, at, "từ"));
    let begun = from.and_then(|from| {
        date_at(tokens, from + 1).map(|(last, _)| last).or(day_and_month_at(tokens, from + 1).map(|(last, ..)| last))
    });
    begun.is_some_and(|last| last + 1 == first)
}

/// True for a deadline that names a year alone.
fn is_year(tokens: &Tokens, span: Span) -> bool {
    let words = tokens.text.slice(span).to_lowercase();
    words.contains("năm") && !words.contains("tháng") && !words.contains("quý") && !words.contains('/')
}

/// The words of a task, cut where it grows long.
fn task_text(tokens: &Tokens, first: usize, last: usize) -> String {
    if first > last {
        return String::new();
    }
    let text = tokens.words(tokens.span(first, last));
    let text = text.trim_end_matches([';', '.', ',', ' ']);
    match text.char_indices().nth(TASK) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text.to_owned(),
    }
}

/// A name as it is compared: lower case, no commas, one spelling of "ủy".
fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace("uỷ", "ủy").replace("ủy ban nhân dân", "ubnd");
    // "UBND các tỉnh, thành phố" are those under the centre, whether the words say so or not.
    let lower = lower.trim_end_matches(" trực thuộc trung ương");
    single_spaced(&lower.replace(',', " "))
}
