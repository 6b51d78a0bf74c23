//! What a change touches → what a person reads: the answer in numbers, then the papers by what is left under them, by
//! tier and body, each with what to do and the chain of sentences.

use super::day;
use super::tree::{capitalised, fill, heading, quoted};
use luocdo::analyze::status::Force;
use luocdo::analyze::{Affected, Change, Impact, Standing, Touch};
use luocdo::sheet::others;
use std::io::{self, Write};

/// "Tác động nếu Nghị định 59/2012/NĐ-CP (Điều 5) bị bãi bỏ".
pub fn title(found: &Impact) -> String {
    let part = found.provision.as_ref().map(|words| format!(" ({words})")).unwrap_or_default();
    format!("Tác động nếu {}{part} {}", found.paper.label, found.change.label_vi())
}

/// "Tính đến ngày 01/01/2024: 5 văn bản; 2 mất căn cứ duy nhất; 3 còn căn cứ khác".
pub fn summary(found: &Impact) -> String {
    let mut words = format!("Tính đến ngày {}: {} văn bản", day(found.on), found.rows.len());
    for standing in Standing::ALL {
        match found.rows.iter().filter(|row| row.standing == standing).count() {
            0 => {}
            n => words += &format!("; {n} {}", standing_vi(standing, found.change)),
        }
    }
    words
}

/// Writes it for a screen of so many columns.
pub fn write(found: &Impact, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", title(found))?;
    fill(out, "  ", &heading(&found.paper), columns)?;
    if found.status == Force::Expired {
        fill(out, "  ", "Lưu ý: văn bản này đã hết hiệu lực vào ngày xem xét.", columns)?;
    }
    fill(out, "", &format!("{}.", summary(found)), columns)?;
    let (mut section, mut body) = (None, None);
    for row in &found.rows {
        if section != Some((row.touch, row.standing)) {
            let may = if row.touch == Touch::May { format!(" — {}", row.touch.label_vi()) } else { String::new() };
            let words = capitalised(standing_vi(row.standing, found.change));
            writeln!(out, "\n{words}{may}")?;
            (section, body) = (Some((row.touch, row.standing)), None);
        }
        let here = (row.tier, row.paper.issuer.as_deref());
        if body != Some(here) {
            fill(out, "  ", &issuer(row), columns)?;
            body = Some(here);
        }
        paper(row, columns, out)?;
    }
    if found.rows.is_empty() {
        return Ok(());
    }
    let anchors: Vec<&str> = found.anchors.iter().map(|kind| kind.label_vi()).collect();
    writeln!(out)?;
    let note = "Một văn bản được coi là còn hiệu lực nếu không có nguồn nào cho thấy đã hết; đề nghị do máy nêu, cần \
                người có thẩm quyền quyết định.";
    fill(out, "", &format!("Tính là căn cứ: {}. {note}", anchors.join("; ")), columns)
}

/// An amended anchor is not gone, so that nothing is lost under a paper.
fn standing_vi(standing: Standing, change: Change) -> &'static str {
    match (standing, change) {
        (Standing::Stays, Change::Amended) => "căn cứ vẫn còn, nội dung thay đổi",
        _ => standing.label_vi(),
    }
}

/// "Cấp tỉnh — Ủy ban nhân dân tỉnh Lạng Sơn".
fn issuer(row: &Affected) -> String {
    let tier = row.tier.map_or("Chưa rõ cấp".to_owned(), |tier| format!("Cấp {}", tier.label_vi()));
    match &row.paper.issuer {
        Some(issuer) => format!("{tier} — {issuer}"),
        None => format!("{tier} — chưa rõ cơ quan ban hành"),
    }
}

fn paper(row: &Affected, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let label = &row.paper.label;
    let status = match row.status {
        Force::Unknown => "chưa rõ hiệu lực".to_owned(),
        status => status.label_vi().to_lowercase(),
    };
    fill(out, "  ", &format!("• {label} ({status}) — đề nghị: {}", row.todo.label_vi()), columns)?;
    for link in &row.chain {
        let pinpoint = link.proof.pinpoint.as_ref().map(|words| format!(" ({words})")).unwrap_or_default();
        let words = format!("{} {}{pinpoint}: {}", link.relation.label_vi(), link.other, quoted(&link.proof));
        fill(out, "    ", &format!("→ {words}"), columns)?;
    }
    if !row.others.is_empty() {
        fill(out, "    ", &format!("Còn: {}", others(row)), columns)?;
    }
    Ok(())
}
