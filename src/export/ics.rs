//! Tasks → a calendar (RFC 5545) with a whole-day event for each last day. The same tasks give the same bytes, so a
//! calendar that is read in again replaces its events: the UID is the id of the assignment, and DTSTAMP, which a
//! calendar that nobody sends gives for its last change (section 3.8.7.2), is the day of the paper that gives the task
//! at midnight UTC, or the last day where that is not known; never the clock.
//!
//! Events rather than to-dos (VTODO): Outlook and Google Calendar pass over to-dos in a file.

use crate::analyze::TaskRow;
use chrono::NaiveDate;
use std::io::{self, Write};

/// The most octets of a line, without its end.
const WIDE: usize = 75;
/// The most letters of a task in the title of its event.
const SHORT: usize = 90;

/// A day in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from all others, the same each time.
    pub uid: String,
    /// The day of its last change.
    pub stamp: NaiveDate,
    /// The day.
    pub day: NaiveDate,
    /// Its title.
    pub summary: String,
    /// All there is to say, in lines.
    pub description: String,
    /// The kind of the event.
    pub category: String,
}

/// The last days of tasks; those without one have no place in a calendar.
pub fn entries(rows: &[TaskRow]) -> Vec<Entry> {
    rows.iter().filter_map(entry).collect()
}

fn entry(row: &TaskRow) -> Option<Entry> {
    let day = row.due?;
    let mut lines = vec![
        format!("Cơ quan: {} ({})", row.agency, row.role.label_vi()),
        format!("Nhiệm vụ: {}", words(&row.task)),
        format!("Văn bản giao: {}", row.document),
    ];
    if !row.orders.is_empty() {
        lines.push(format!("Thực hiện: {}", row.orders.join("; ")));
    }
    lines.extend(row.due_text.as_ref().map(|text| format!("Thời hạn (nguyên văn): {}", words(text))));
    lines.push(format!("Câu chứng minh: “{}” [{}]", words(&row.proof.sentence), row.proof.source));
    lines.extend(row.reply.as_ref().map(|reply| {
        format!("Văn bản báo cáo: {} ({}): “{}”", reply.paper, reply.through.doubt_vi(), words(&reply.proof.sentence))
    }));
    lines.push(format!("Mã đối chiếu: {}", row.proof.id));
    Some(Entry {
        uid: format!("{}@luocdo", row.proof.id),
        stamp: row.date.unwrap_or(day),
        day,
        summary: format!("{} ({}): {}", row.agency, row.role.label_vi(), shortened(&words(&row.task))),
        description: lines.join("\n"),
        category: format!("Nhiệm vụ {}", row.role.label_vi()),
    })
}

/// White space as single spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(SHORT) else { return text.to_owned() };
    let cut = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{} …", text[..cut].trim_end_matches([',', ';', ':']))
}

/// Writes a calendar of a name.
///
/// # Errors
/// What `out` says.
pub fn write(name: &str, entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    for (property, value) in [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//luocdo//luocdo//VI")] {
        line(out, property, value)?;
    }
    line(out, "CALSCALE", "GREGORIAN")?;
    line(out, "X-WR-CALNAME", &escaped(name))?;
    for entry in entries {
        line(out, "BEGIN", "VEVENT")?;
        line(out, "UID", &escaped(&entry.uid))?;
        line(out, "DTSTAMP", &format!("{}T000000Z", entry.stamp.format("%Y%m%d")))?;
        line(out, "DTSTART;VALUE=DATE", &entry.day.format("%Y%m%d").to_string())?;
        line(out, "SUMMARY", &escaped(&entry.summary))?;
        line(out, "DESCRIPTION", &escaped(&entry.description))?;
        line(out, "CATEGORIES", &escaped(&entry.category))?;
        // A last day leaves the day free for meetings.
        line(out, "TRANSP", "TRANSPARENT")?;
        line(out, "END", "VEVENT")?;
    }
    line(out, "END", "VCALENDAR")
}

/// Words as the value of a property (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// One property, folded so that no line has more than 75 octets and no letter is cut (section 3.1).
fn line(out: &mut dyn Write, property: &str, value: &str) -> io::Result<()> {
    let whole = format!("{property}:{value}");
    let mut rest = whole.as_str();
    let mut room = WIDE;
    while rest.len() > room {
        let cut = (0..=room).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(room);
        write!(out, "{}\r\n ", &rest[..cut])?;
        rest = &rest[cut..];
        // The space that opens the next line counts.
        room = WIDE - 1;
    }
    write!(out, "{rest}\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{Filter, Graph, fixture, tasks};

    fn written(entries: &[Entry]) -> String {
        let mut out = Vec::new();
        write("Hạn nhiệm vụ", entries, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("UTF-8")
    }

    /// The lines as a reader joins them.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_task_is_an_event_on_its_last_day() {
        let store = fixture::store(&[("KH|148/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg")]);
        let graph = Graph::load(&store).expect("the fixture loads");
        let rows = tasks(&graph, &Filter::default()).expect("no body is asked for");
        let text = written(&entries(&rows));
        let lines = unfolded(&text);
        let uid = format!("UID:{}@luocdo", rows[0].proof.id);
        for expect in [
            "BEGIN:VCALENDAR",
            uid.as_str(),
            "DTSTAMP:20230704T000000Z",
            "DTSTART;VALUE=DATE:20230731",
            "SUMMARY:Sở Công Thương (chủ trì): tiết kiệm điện",
            "END:VCALENDAR",
        ] {
            assert!(lines.iter().any(|line| line == expect), "{expect} is not in\n{text}");
        }
        let description = lines.iter().find(|line| line.starts_with("DESCRIPTION:")).expect("it is described");
        assert!(description.contains("Thực hiện: Chỉ thị 20/CT-TTg"), "{description}");
        assert!(description.contains("“Sở Công Thương chủ trì.”"), "{description}");
        assert_eq!(text, written(&entries(&rows)));
        assert!(entries(&[TaskRow { due: None, ..rows[0].clone() }]).is_empty());
    }

    #[test]
    fn lines_are_folded_between_letters_and_ended_as_the_standard_says() {
        let day: NaiveDate = "2023-07-31".parse().expect("a day");
        let summary = "Ủy ban nhân dân các huyện, thành phố; rà soát\\".repeat(9);
        let description = "một\nhai, ba".to_owned();
        let entry =
            Entry { uid: "a".into(), stamp: day, day, summary: summary.clone(), description, category: "x".into() };
        let text = written(&[entry]);
        assert!(text.split("\r\n").all(|line| line.len() <= WIDE), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        let lines = unfolded(&text);
        let read = lines.iter().find_map(|line| line.strip_prefix("SUMMARY:")).expect("a title");
        assert_eq!(read.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\"), summary);
        assert!(lines.contains(&"DESCRIPTION:một\\nhai\\, ba".to_owned()), "{text}");
    }
}
