//! What is not as it must be → what a person reads: the verdict, then each rule with the places that break it.

use super::tree::{capitalised, fill};
use luocdo::check::{Finding, Report, Severity};
use std::io::{self, Write};

/// Places of one rule on the screen; the other forms have all.
const SHOWN: usize = 10;

/// Writes a report for a screen of so many columns.
pub fn write(report: &Report, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let texts = match report.texts {
        0 => String::new(),
        texts => format!(", đối chiếu câu với {texts} tệp"),
    };
    let looked = format!(
        "Đã kiểm tra {} đồ thị nguồn, {} dữ kiện, theo {} mẫu SHACL và các quy tắc của luocdo{texts}.",
        report.graphs, report.facts, report.shapes
    );
    fill(out, "", &looked, columns)?;
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    writeln!(
        out,
        "{}",
        match (errors, warnings) {
            (0, 0) => "ĐẠT: không thấy gì sai.".to_owned(),
            (0, _) => format!("ĐẠT: không có lỗi; {warnings} chỗ cần xem lại."),
            (_, 0) => format!("KHÔNG ĐẠT: {errors} lỗi."),
            _ => format!("KHÔNG ĐẠT: {errors} lỗi; {warnings} chỗ cần xem lại."),
        }
    )?;
    let mut rest = &report.findings[..];
    while let Some(first) = rest.first() {
        let same = |finding: &&Finding| {
            (finding.severity, &finding.rule, &finding.message) == (first.severity, &first.rule, &first.message)
        };
        let count = rest.iter().take_while(same).count();
        let heading = format!("{}: {} [{}]", capitalised(first.severity.label_vi()), first.message, first.rule);
        writeln!(out)?;
        fill(out, "", &heading, columns)?;
        for finding in rest.iter().take(count.min(SHOWN)) {
            let value = if finding.value.is_empty() { String::new() } else { format!(": {}", finding.value) };
            let source = if finding.source.is_empty() { String::new() } else { format!(" [{}]", finding.source) };
            fill(out, "  ", &format!("• {}{value}{source}", finding.about), columns)?;
        }
        if count > SHOWN {
            writeln!(out, "  … và {} chỗ nữa; --format csv cho tất cả", count - SHOWN)?;
        }
        rest = &rest[count..];
    }
    Ok(())
}
