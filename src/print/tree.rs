//! A trace → a tree that a person reads: each paper with its lag, the bodies it tasks with part and deadline,
//! and the sentence that proves the act.

use super::day;
use luocdo::analyze::{AtLevel, Cut, Given, Paper, Proof, Step, Trace, Way};
use luocdo::model::{Place, Role};
use std::io::{self, Write};

/// Depth from which the lines of the tree are no longer drawn but counted: no screen is that wide.
const DRAWN: usize = 12;

/// Writes the tree for a screen of so many columns.
pub fn write(trace: &Trace<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", heading(trace.order))?;
    if let Some(title) = &trace.order.title {
        fill(out, "  ", title, columns)?;
    }
    for line in tasks(&trace.assignments) {
        fill(out, if trace.steps.is_empty() { "  " } else { "│ " }, &line, columns)?;
    }
    if trace.steps.is_empty() {
        writeln!(out, "  Chưa thấy văn bản nào.{}", cut(&trace.cut))?;
        return Ok(());
    }
    let both = trace.levels.iter().any(|here| here.way != Way::Down);
    let last = last_of_their_parents(&trace.steps);
    // One flag for each level: true while more papers of that level follow.
    let mut more: Vec<bool> = Vec::new();
    let mut way = None;
    for (n, step) in trace.steps.iter().enumerate() {
        if both && way != Some(step.way) {
            writeln!(out, "{}:", capitalised(step.way.label_vi()))?;
            way = Some(step.way);
        }
        more.truncate(step.depth - 1);
        let before = rails(&more);
        more.push(!last[n]);
        let under = rails(&more);
        let branch = if last[n] { "└─ " } else { "├─ " };
        writeln!(out, "{before}{branch}{}{}{}", heading(step.paper), level(step.paper), lag(step))?;
        if step.link {
            fill(out, &under, "(ngoài điều kiện lọc; giữ lại vì dẫn tới văn bản bên dưới)", columns)?;
        }
        if step.again {
            fill(out, &under, "(đã nêu ở chỗ khác trong cây này)", columns)?;
        }
        if let Some(proof) = step.proofs.first() {
            let more = match step.proofs.len() {
                1 => String::new(),
                proofs => format!("; và {} chỗ khác", proofs - 1),
            };
            let act = match step.way {
                Way::Down => capitalised(step.relation.label_vi()),
                Way::Up => format!("Được văn bản trên {}", step.relation.label_vi()),
            };
            let line = format!("{act}: {}{more}", quoted(proof));
            fill(out, &under, &line, columns)?;
        }
        for line in tasks(&step.assignments) {
            fill(out, &under, &line, columns)?;
        }
    }
    writeln!(out)?;
    for line in levels(&trace.levels) {
        fill(out, "", &line, columns)?;
    }
    let what = if both { "văn bản" } else { Way::Down.label_vi() };
    writeln!(out, "{} {what}.{}", trace.papers(), cut(&trace.cut))
}

/// " · cấp tỉnh".
fn level(paper: &Paper) -> String {
    paper.level.map_or_else(String::new, |level| format!(" · {}", inside(level.label_vi())))
}

/// "Văn bản triển khai theo cấp: tỉnh 2 (đầu tiên 04/07/2023, sau 26 ngày); sở, ngành 1 (…)."
fn levels(levels: &[AtLevel]) -> Vec<String> {
    let mut lines: Vec<(Way, String)> = Vec::new();
    for here in levels {
        let name = here.level.map_or_else(|| "chưa rõ".to_owned(), |level| inside(level.label_vi()));
        let when = match (here.first, here.days) {
            (Some(first), Some(days)) => format!(" (đầu tiên {}, {})", day(first), lag_words(days)),
            (Some(first), None) => format!(" (đầu tiên {})", day(first)),
            _ => String::new(),
        };
        let words = format!("{name} {}{when}", here.papers);
        match lines.last_mut().filter(|(way, _)| *way == here.way) {
            Some((_, line)) => *line += &format!("; {words}"),
            None => lines.push((here.way, format!("{} theo cấp: {words}", capitalised(here.way.label_vi())))),
        }
    }
    lines.into_iter().map(|(_, line)| line + ".").collect()
}

/// Words as they stand inside a sentence: "cấp tỉnh".
fn inside(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// "sau 26 ngày".
fn lag_words(days: i64) -> String {
    match days {
        0 => "cùng ngày".to_owned(),
        days if days < 0 => format!("trước {} ngày", -days),
        days => format!("sau {days} ngày"),
    }
}

/// For each step, true if no other step of the same parent follows.
fn last_of_their_parents(steps: &[Step<'_>]) -> Vec<bool> {
    let mut last = vec![true; steps.len()];
    let mut latest: std::collections::HashMap<(Way, Option<usize>), usize> = std::collections::HashMap::new();
    for (n, step) in steps.iter().enumerate() {
        if let Some(before) = latest.insert((step.way, step.parent), n) {
            last[before] = false;
        }
    }
    last
}

fn rails(more: &[bool]) -> String {
    let hidden = more.len().saturating_sub(DRAWN);
    let mark = if hidden > 0 { format!("[+{hidden}] ") } else { String::new() };
    let drawn: String = more[hidden..].iter().map(|more| if *more { "│  " } else { "   " }).collect();
    mark + &drawn
}

/// Label and issuer of a paper, and whether it is only named.
pub fn heading(paper: &Paper) -> String {
    let mut line = paper.label.clone();
    if let Some(issuer) = &paper.issuer {
        line.push_str(" · ");
        line.push_str(issuer);
    }
    if !paper.described {
        line.push_str(" · (chỉ được nhắc tên)");
    }
    line
}

/// " · sau 26 ngày", counted from the order at the top, and from the paper above where that is another.
fn lag(step: &Step<'_>) -> String {
    let words = lag_words;
    match (step.depth, step.days_since_order, step.days) {
        (_, None, None) => String::new(),
        (1, _, Some(days)) | (_, Some(days), None) => format!(" · {}", words(days)),
        (_, None, Some(days)) => format!(" · {} so với văn bản trên", words(days)),
        (_, Some(total), Some(days)) => format!(" · {} ({} so với văn bản trên)", words(total), words(days)),
    }
}

/// One line for each task; bodies that share it share the line, each part with its bodies.
fn tasks(given: &[Given<'_>]) -> Vec<String> {
    let mut groups: Vec<(&Given<'_>, Vec<(Role, &str)>)> = Vec::new();
    for task in given {
        let same = |held: &&Given<'_>| held.task == task.task && held.due == task.due && held.due_text == task.due_text;
        match groups.iter_mut().find(|(held, _)| same(held)) {
            Some((_, bodies)) => bodies.push((task.role, task.agency)),
            None => groups.push((task, vec![(task.role, task.agency)])),
        }
    }
    let due = |task: &Given<'_>| match (task.due, &task.due_text) {
        (Some(due), _) => format!(" — hạn {}", day(due)),
        (None, Some(words)) => format!(" — hạn: {words}"),
        (None, None) => String::new(),
    };
    let line = |(task, bodies): (&Given<'_>, Vec<(Role, &str)>)| {
        let what = if task.task.is_empty() { String::new() } else { format!(": {}", task.task) };
        format!("• {}{}{what}", parts(bodies), due(task))
    };
    groups.into_iter().map(line).collect()
}

/// "Sở A (chủ trì); Sở B, Sở C (phối hợp)": names may have commas of their own, so semicolons part them.
pub fn parts(mut bodies: Vec<(Role, &str)>) -> String {
    bodies.sort_by_key(|(role, _)| *role);
    bodies.dedup();
    let mut words = String::new();
    for (at, (role, name)) in bodies.iter().enumerate() {
        words.push_str(if at > 0 { "; " } else { "" });
        words.push_str(name);
        if bodies.get(at + 1).is_none_or(|(next, _)| next != role) {
            words.push_str(&format!(" ({})", role.label_vi()));
        }
    }
    words
}

/// "“the sentence” [file, trang 3, đoạn 12, tin cậy 97%]".
pub fn quoted(proof: &Proof) -> String {
    let words: Vec<&str> = proof.sentence.split_whitespace().collect();
    let judged = match &proof.judged {
        Some(judged) => format!(", {} bởi {}", judged.verdict.label_vi(), judged.by),
        None => String::new(),
    };
    let place = match proof.place {
        Some(Place { page: Some(page), paragraph, .. }) => format!(", trang {page}, đoạn {paragraph}"),
        Some(Place { paragraph, .. }) => format!(", đoạn {paragraph}"),
        None => String::new(),
    };
    let confidence = (proof.confidence * 100.0).round();
    format!("“{}” [{}{place}, tin cậy {confidence}%{judged}]", words.join(" "), proof.source)
}

/// The first letter as a capital.
pub fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

fn cut(cut: &Cut) -> String {
    let mut words = String::new();
    if cut.beyond_hops > 0 {
        words += &format!(" Còn {} quan hệ ở bậc sâu hơn; tăng `--max-hops` để xem.", cut.beyond_hops);
    }
    if cut.beyond_steps > 0 {
        words += &format!(" Còn {} quan hệ chưa hiện; tăng `--max-nodes` để xem.", cut.beyond_steps);
    }
    if cut.filtered > 0 {
        words += &format!(" {} văn bản không đạt điều kiện lọc nên không hiện.", cut.filtered);
    }
    words
}

/// Writes words in lines no longer than `columns`, each after `before`; those after the first stand in a little.
pub fn fill(out: &mut dyn Write, before: &str, words: &str, columns: usize) -> io::Result<()> {
    let room = columns.saturating_sub(before.chars().count() + 2).max(30);
    let mut line = String::new();
    let mut length = 0;
    let mut first = true;
    for word in words.split_whitespace() {
        let long = word.chars().count();
        if length > 0 && length + 1 + long > room {
            writeln!(out, "{before}{}{line}", if first { "" } else { "  " })?;
            line.clear();
            length = 0;
            first = false;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += long;
    }
    writeln!(out, "{before}{}{line}", if first { "" } else { "  " })
}

#[cfg(test)]
mod tests {
    use super::*;
    use luocdo::model::RelationType;

    fn paper(label: &str) -> Paper {
        Paper { label: label.into(), described: true, ..Paper::default() }
    }

    #[test]
    fn a_sentence_is_told_with_its_page_and_paragraph() {
        let proof = |place| {
            let (sentence, source) = ("A làm.".to_owned(), "a.pdf".to_owned());
            quoted(&Proof { sentence, source, place, confidence: 0.9, ..Proof::default() })
        };
        assert_eq!(proof(None), "“A làm.” [a.pdf, tin cậy 90%]");
        let place = |page| Some(Place { byte: 7, page, paragraph: 12 });
        assert_eq!(proof(place(Some(3))), "“A làm.” [a.pdf, trang 3, đoạn 12, tin cậy 90%]");
        assert_eq!(proof(place(None)), "“A làm.” [a.pdf, đoạn 12, tin cậy 90%]");
    }

    /// To the end of the test, as a graph is longer than its trace.
    fn kept<T>(value: T) -> &'static T {
        Box::leak(Box::new(value))
    }

    fn step(depth: usize, parent: Option<usize>, label: &str, days: [i64; 2], again: bool) -> Step<'static> {
        let proof = kept(Proof {
            sentence: format!("Thực hiện\n bởi {label}."),
            source: "a.txt".into(),
            rule: "r".into(),
            confidence: 0.97,
            ..Proof::default()
        });
        let given = |agency: &'static str| Given {
            agency,
            agency_id: None,
            role: Role::Lead,
            task: "tiết kiệm điện",
            due: "2023-07-31".parse().ok(),
            due_text: None,
            proof,
        };
        Step {
            way: Way::Down,
            depth,
            parent,
            relation: RelationType::Implements,
            order: "",
            paper: kept(paper(label)),
            days: Some(days[0]),
            days_since_order: Some(days[1]),
            again,
            link: false,
            assignments: if depth == 1 { vec![given("Sở A"), given("Sở B")] } else { Vec::new() },
            proofs: std::slice::from_ref(proof),
        }
    }

    #[test]
    fn a_tree_says_who_when_and_why() {
        let steps = vec![
            step(1, None, "KH 1", [26, 26], false),
            step(2, Some(0), "CV 2", [0, 26], false),
            step(1, None, "CV 3", [-2, -2], false),
            step(2, Some(2), "CV 2", [28, 26], true),
        ];
        let cut = Cut { beyond_hops: 4, ..Cut::default() };
        let trace = Trace { order: kept(paper("CT 20")), assignments: Vec::new(), steps, levels: Vec::new(), cut };
        let mut out = Vec::new();
        write(&trace, 100, &mut out).expect("memory takes it");
        let expect = "\
CT 20
├─ KH 1 · sau 26 ngày
│  Triển khai thực hiện: “Thực hiện bởi KH 1.” [a.txt, tin cậy 97%]
│  • Sở A; Sở B (chủ trì) — hạn 31/07/2023: tiết kiệm điện
│  └─ CV 2 · sau 26 ngày (cùng ngày so với văn bản trên)
│     Triển khai thực hiện: “Thực hiện bởi CV 2.” [a.txt, tin cậy 97%]
└─ CV 3 · trước 2 ngày
   Triển khai thực hiện: “Thực hiện bởi CV 3.” [a.txt, tin cậy 97%]
   • Sở A; Sở B (chủ trì) — hạn 31/07/2023: tiết kiệm điện
   └─ CV 2 · sau 26 ngày (sau 28 ngày so với văn bản trên)
      (đã nêu ở chỗ khác trong cây này)
      Triển khai thực hiện: “Thực hiện bởi CV 2.” [a.txt, tin cậy 97%]

3 văn bản triển khai. Còn 4 quan hệ ở bậc sâu hơn; tăng `--max-hops` để xem.
";
        assert_eq!(String::from_utf8_lossy(&out), expect);
    }

    #[test]
    fn bodies_stand_under_their_parts() {
        let bodies = vec![(Role::Coordinate, "Sở C"), (Role::Lead, "Sở A"), (Role::Coordinate, "Sở, ngành B")];
        assert_eq!(parts(bodies), "Sở A (chủ trì); Sở C; Sở, ngành B (phối hợp)");
    }

    #[test]
    fn lines_are_filled() {
        let mut out = Vec::new();
        fill(&mut out, "│ ", &"một hai ba ".repeat(8), 40).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.lines().all(|line| line.starts_with("│ ") && line.chars().count() <= 40), "{text}");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn deep_trees_are_counted_not_drawn() {
        assert_eq!(rails(&[true, false]), "│     ");
        assert!(rails(&[true; 5000]).starts_with("[+4988] "));
    }
}
