//! A text with what was found in it marked: `⟦Chỉ thị 20/CT-TTg⟧document`, in brackets so that colour is never
//! alone. Colour codes are always written; the stream takes them out where there is no terminal.

use anstyle::{AnsiColor, Style};
use luocdo::model::{Extraction, MentionKind, Span, Status};
use std::collections::HashMap;
use std::io::{self, Write};

/// A mark: where, what it is called, and how it looks.
struct Mark {
    span: Span,
    label: String,
    style: Style,
}

/// Writes the text; a mark inside another stands inside it, one that crosses another is left out.
pub fn write(extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
    let text = extraction.text.content.as_str();
    let mut open: Vec<Mark> = Vec::new();
    let mut at = 0;
    for mark in marks(extraction) {
        while let Some(inner) = open.pop_if(|inner| inner.span.end <= mark.span.start) {
            close(&inner, text, &mut at, out)?;
            resume(&open, out)?;
        }
        if open.last().is_some_and(|outer| !outer.span.contains(mark.span)) {
            continue;
        }
        out.write_all(&text.as_bytes()[at..mark.span.start])?;
        at = mark.span.start;
        write!(out, "{}⟦", mark.style)?;
        open.push(mark);
    }
    while let Some(inner) = open.pop() {
        close(&inner, text, &mut at, out)?;
        resume(&open, out)?;
    }
    out.write_all(&text.as_bytes()[at..])
}

/// The mentions by place, the longer first where two begin together.
fn marks(extraction: &Extraction) -> Vec<Mark> {
    let status: HashMap<usize, Status> = extraction.references.iter().map(|r| (r.mention, r.status())).collect();
    let mut marks: Vec<Mark> = extraction
        .mentions
        .iter()
        .enumerate()
        .map(|(n, mention)| {
            let kind = mention.kind();
            let label = match status.get(&n) {
                None | Some(Status::Resolved) => kind.name().to_owned(),
                Some(status) => format!("{}:{}", kind.name(), status.name()),
            };
            Mark { span: mention.span, label, style: style(kind) }
        })
        .collect();
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks
}

fn close(mark: &Mark, text: &str, at: &mut usize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&text.as_bytes()[*at..mark.span.end])?;
    *at = mark.span.end;
    write!(out, "⟧{}{:#}", mark.label, mark.style)
}

/// Ending a colour ends the one around it as well.
fn resume(open: &[Mark], out: &mut dyn Write) -> io::Result<()> {
    match open.last() {
        Some(outer) => write!(out, "{}", outer.style),
        None => Ok(()),
    }
}

fn style(kind: MentionKind) -> Style {
    let color = match kind {
        MentionKind::Document => AnsiColor::Cyan,
        MentionKind::Agency => AnsiColor::Green,
        MentionKind::Person => AnsiColor::Magenta,
        MentionKind::Date => AnsiColor::Blue,
        MentionKind::Deadline => AnsiColor::Red,
        MentionKind::Provision => AnsiColor::Yellow,
        MentionKind::Place => AnsiColor::BrightBlack,
    };
    color.on_default().bold()
}

#[cfg(test)]
mod tests {
    use super::*;
    use luocdo::model::{Format, Mention, SourceKind, Text, Value};

    #[track_caller]
    fn check(spans: &[(usize, usize)], expect: &str) {
        let mention = |&(start, end): &(usize, usize)| Mention { span: Span::new(start, end), value: Value::Provision };
        let extraction = Extraction {
            source: "a".into(),
            text: Text::new("0123456789".into(), Format::Txt),
            kind: SourceKind::Document,
            title: None,
            place: None,
            date: None,
            items: Vec::new(),
            documents: Vec::new(),
            mentions: spans.iter().map(mention).collect(),
            references: Vec::new(),
            parts: Vec::new(),
            relations: Vec::new(),
            assignments: Vec::new(),
            notes: Vec::new(),
        };
        let mut out = anstream::StripStream::new(Vec::new());
        write(&extraction, &mut out).expect("memory takes it");
        let text = String::from_utf8(out.into_inner()).expect("UTF-8").replace("provision", "p");
        assert_eq!(text, expect);
    }

    #[test]
    fn marks_nest_and_never_cross() {
        check(&[], "0123456789");
        check(&[(1, 3), (5, 10)], "0⟦12⟧p34⟦56789⟧p");
        check(&[(1, 6), (2, 4), (8, 9)], "0⟦1⟦23⟧p45⟧p67⟦8⟧p9");
        check(&[(1, 5), (3, 8)], "0⟦1234⟧p56789");
        check(&[(2, 4), (0, 10), (2, 8)], "⟦01⟦⟦23⟧p4567⟧p89⟧p");
    }
}
