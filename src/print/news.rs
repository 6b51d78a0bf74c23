//! What a period brought → three lists that a person reads, each line with its sentence.

use super::day;
use super::tree::{fill, quoted};
use luocdo::analyze::news::{Changed, News};
use std::io::{self, Write};

/// Writes the news for a screen of so many columns.
pub fn write(news: &News, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Từ ngày {} đến hết ngày {}, theo ngày ghi trong văn bản.", day(news.since), day(news.until))?;
    writeln!(out, "\nVăn bản mới ban hành ({})", news.came.len())?;
    for came in &news.came {
        let mut line = format!("• {}", came.paper.label);
        if let Some(issuer) = &came.paper.issuer {
            line += &format!(" · {issuer}");
        }
        if !came.paper.described {
            line += " · (chỉ được nhắc tên)";
        }
        if !came.orders.is_empty() {
            line += &format!(" — thực hiện {}", came.orders.join("; "));
        }
        fill(out, "  ", &line, columns)?;
        if let Some(proof) = &came.proof {
            fill(out, "    ", &quoted(proof), columns)?;
        }
    }
    writeln!(out, "\nVăn bản đổi tình trạng hiệu lực hoặc được sửa đổi ({})", news.changed.len())?;
    for changed in &news.changed {
        fill(out, "  ", &change(changed), columns)?;
        if let Some(proof) = changed.event.as_ref().and_then(|event| event.proofs.first()) {
            fill(out, "    ", &quoted(proof), columns)?;
        }
    }
    writeln!(out, "\nNhiệm vụ đến hạn ({})", news.due.len())?;
    super::tasks::write(&news.due, luocdo::analyze::By::Deadline, columns, out)?;
    if news.undated > 0 {
        writeln!(out, "\n{} văn bản không rõ ngày ban hành nên không xét được là mới hay cũ.", news.undated)?;
    }
    Ok(())
}

/// "• 15/06/2023: Chỉ thị A: còn hiệu lực → hết hiệu lực toàn bộ (thay thế bởi Chỉ thị B)".
fn change(changed: &Changed) -> String {
    let date = changed.day.map_or("chưa rõ ngày".to_owned(), day);
    let status = match changed.before == changed.after {
        true => format!("vẫn {}", changed.after.label_vi()),
        false => format!("{} → {}", changed.before.label_vi(), changed.after.label_vi()),
    };
    let by = changed.event.as_ref().map_or_else(String::new, |event| {
        let part = if event.part { " một phần" } else { "" };
        format!(" (bị {}{part} bởi {})", event.kind.label_vi(), event.by.label)
    });
    format!("• {date}: {}: {status}{by}", changed.paper.label)
}
