//! What is missing and cannot be right → what a person reads: how many of each kind, then each with its sentences.

use super::day;
use super::tree::{capitalised, fill, quoted};
use luocdo::analyze::{Finding, Gap, Link};
use luocdo::sheet::demand;
use std::io::{self, Write};

/// "12 văn bản được nhắc tên, chưa có trong kho; 3 cách gọi ứng với nhiều văn bản".
pub fn summary(counts: &[(Gap, usize)]) -> String {
    counts.iter().map(|(kind, count)| format!("{count} {}", kind.label_vi())).collect::<Vec<_>>().join("; ")
}

/// Writes findings, which come by kind, for a screen of so many columns.
pub fn write(counts: &[(Gap, usize)], found: &[Finding], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let digits = counts.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or(0);
    for (kind, count) in counts {
        writeln!(out, "{count:>digits$}  {}", kind.label_vi())?;
    }
    let mut section = None;
    for finding in found {
        if section != Some(finding.kind) {
            writeln!(out, "\n{}", capitalised(finding.kind.label_vi()))?;
            section = Some(finding.kind);
        }
        fill(out, "  ", &format!("• {}", title(finding)), columns)?;
        if let Some(place) = &finding.place {
            let sentence = if place.sentence.is_empty() { String::new() } else { format!("“{}” ", place.sentence) };
            let id = if place.id.is_empty() { String::new() } else { format!(", mã {}", place.id) };
            fill(out, "    ", &format!("{sentence}[{}, ký tự {}{id}]", place.source, place.start), columns)?;
        }
        for candidate in &finding.candidates {
            fill(out, "    ", &format!("- {candidate}"), columns)?;
        }
        for link in &finding.links {
            fill(out, "    ", &act(link), columns)?;
        }
        for told in &finding.ends {
            let words = format!("Hết hiệu lực từ {} theo {}", day(told.day), told.sources.join(", "));
            fill(out, "    ", &words, columns)?;
        }
    }
    for (kind, count) in counts {
        let shown = found.iter().filter(|finding| finding.kind == *kind).count();
        if shown < *count {
            writeln!(out, "\nCòn {} {} chưa hiện; tăng `--top` để xem.", count - shown, kind.label_vi())?;
        }
    }
    Ok(())
}

fn title(finding: &Finding) -> String {
    let paper = &finding.paper;
    match (finding.kind, &finding.papers) {
        (Gap::Stub, Some(papers)) => {
            let sources = finding.sources.unwrap_or_default();
            let demand = if finding.relations.is_empty() { String::new() } else { format!(" ({})", demand(finding)) };
            format!("{paper} — {papers} văn bản cần{demand}, {sources} nguồn nêu")
        }
        (Gap::Future, _) => match finding.days {
            Some(days) => format!("{paper} — trước {days} ngày"),
            None => paper.clone(),
        },
        (Gap::Expired, _) => match finding.since {
            Some(since) => format!("{paper} — căn cứ hết hiệu lực từ ngày {}", day(since)),
            None => format!("{paper} — căn cứ đã hết hiệu lực, chưa rõ từ ngày nào"),
        },
        _ => paper.clone(),
    }
}

fn act(link: &Link) -> String {
    format!("{} {} {}: {}", link.paper, link.relation.label_vi(), link.other, quoted(&link.proof))
}
