//! Provinces side by side → a table, and under it what was carried out by which paper, and what is doubtful.

use super::day;
use super::tree::{fill, heading, quoted};
use luocdo::analyze::compare::{Comparison, Side};
use luocdo::sheet::Sheet;
use std::io::{self, Write};

/// The most papers that are listed of a province over a period.
const LISTED: usize = 10;

/// Writes a comparison for a screen of so many columns.
pub fn write(found: &Comparison, sheet: &Sheet, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    if let Some(order) = &found.order {
        fill(out, "", &heading(order), columns)?;
    }
    match (found.from, found.to) {
        (None, None) => {}
        (Some(from), None) => writeln!(out, "Văn bản từ ngày {}.", day(from))?,
        (None, Some(to)) => writeln!(out, "Văn bản đến ngày {}.", day(to))?,
        (Some(from), Some(to)) => writeln!(out, "Văn bản từ ngày {} đến ngày {}.", day(from), day(to))?,
    }
    super::table::write_sheet(sheet, out)?;
    for side in found.sides.iter().filter(|side| !side.done.is_empty()) {
        writeln!(out, "{}", side.province)?;
        for done in side.done.iter().take(LISTED) {
            let order =
                if found.order.is_some() { String::new() } else { format!(" — thực hiện {}", done.order) };
            let days = done.days.map_or_else(String::new, |days| format!(", sau {days} ngày"));
            fill(out, "  ", &format!("• {}{days}{order}", done.paper.label), columns)?;
            if let Some(proof) = &done.proof {
                fill(out, "    ", &quoted(proof), columns)?;
            }
        }
        if side.done.len() > LISTED {
            writeln!(out, "  … và {} văn bản khác; xem đủ bằng `--format csv` hay `json`.", side.done.len() - LISTED)?;
        }
    }
    writeln!(out, "\nLưu ý")?;
    let mut notes = vec!["Chỉ đếm văn bản mà các nguồn đã đọc có nhắc tới.".to_owned()];
    notes.extend(found.sides.iter().filter_map(merged));
    if found.undated > 0 {
        notes.push(format!("{} văn bản không rõ ngày ban hành, không xét trong kỳ.", found.undated));
    }
    notes.iter().try_for_each(|note| fill(out, "  ", &format!("- {note}"), columns))
}

fn merged(side: &Side) -> Option<String> {
    let until = side.until?;
    Some(format!("{} là tỉnh riêng đến hết ngày {}; sau đó đã sáp nhập.", side.province, day(until)))
}
