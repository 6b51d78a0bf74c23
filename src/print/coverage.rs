//! A board → what a person reads: those who have acted with their first paper and its proof, those who have not in one
//! paragraph, the indicators, and what is doubtful.

use super::day;
use super::tree::{capitalised, fill, heading, quoted};
use luocdo::analyze::coverage::{Coverage, Seat, State, Summary};
use luocdo::sheet::Sheet;
use std::io::{self, Write};

/// Writes a board for a screen of so many columns.
pub fn write(board: &Coverage, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    fill(out, "", &heading(board.order), columns)?;
    if let Some(title) = &board.order.title {
        fill(out, "  ", title, columns)?;
    }
    writeln!(out, "  Tính đến ngày {}.", day(board.today))?;
    for &state in State::ALL {
        let seats: Vec<&Seat> = board.seats.iter().filter(|seat| seat.state == state).collect();
        if seats.is_empty() {
            continue;
        }
        writeln!(out, "\n{} ({})", capitalised(state.label_vi()), seats.len())?;
        if matches!(state, State::Silent | State::NotSeen) {
            absent(&seats, columns, out)?;
            continue;
        }
        for seat in seats {
            acted(seat, columns, out)?;
        }
    }
    writeln!(out, "\nChỉ tiêu")?;
    for (name, value) in indicators(board) {
        fill(out, "  ", &format!("{name}: {value}"), columns)?;
    }
    for mention in &board.conflicts {
        fill(out, "    ", &format!("“{}” [{}, ký tự {}]", mention.text, mention.source, mention.start), columns)?;
    }
    writeln!(out, "\nLưu ý")?;
    for doubt in &board.doubts {
        fill(out, "  ", &format!("- {}", doubt.label_vi()), columns)?;
    }
    Ok(())
}

/// Writes the orders of an issuer as a table, and what the table leaves out.
pub fn write_orders(orders: &[Summary], sheet: &Sheet, undated: usize, out: &mut dyn Write) -> io::Result<()> {
    super::table::write_sheet(sheet, out)?;
    let without = orders.iter().filter(|line| line.provinces + line.bodies == 0).count();
    writeln!(out, "{} văn bản chỉ đạo, {without} chưa thấy văn bản nào triển khai.", orders.len())?;
    if undated > 0 {
        writeln!(out, "{undated} văn bản của cơ quan này không rõ ngày ban hành, không xét.")?;
    }
    writeln!(out, "Bảng chỉ dựa vào các nguồn đã đọc; ô trống là không tính được.")
}

/// One who has acted.
fn acted(seat: &Seat, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = &seat.first else { return Ok(()) };
    let mut line = format!("• {}: {}", seat.body, first.label);
    if let Some(issuer) = first.issuer.as_ref().filter(|_| seat.state != State::Carried) {
        line += &format!(" của {issuer}");
    }
    match seat.days {
        Some(0) => line += ", cùng ngày",
        Some(days) if days < 0 => line += &format!(", trước {} ngày", -days),
        Some(days) => line += &format!(", sau {days} ngày"),
        None => {}
    }
    if seat.papers > 1 {
        line += &format!(" (tất cả {} văn bản)", seat.papers);
    }
    fill(out, "  ", &(line + &deadline(seat)), columns)?;
    match &seat.proof {
        Some(proof) => fill(out, "    ", &quoted(proof), columns),
        None => Ok(()),
    }
}

/// " — hạn 31/07/2023, trễ 3 ngày".
fn deadline(seat: &Seat) -> String {
    match (seat.due, seat.late) {
        (Some(due), Some(late)) => format!(" — hạn {}, trễ {late} ngày", day(due)),
        (Some(due), None) => format!(" — hạn {}", day(due)),
        _ => String::new(),
    }
}

/// Those who have not acted, those with the same task and deadline together, with the sentence that addresses them.
fn absent(seats: &[&Seat], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut groups: Vec<(&Seat, String, Vec<&str>)> = Vec::new();
    for seat in seats {
        let said = seat.tasks.iter().map(|task| quoted(task.proof)).collect::<Vec<_>>().join(" ");
        match groups.iter_mut().find(|(held, words, _)| held.due == seat.due && *words == said) {
            Some((_, _, names)) => names.push(&seat.body),
            None => groups.push((seat, said, vec![&seat.body])),
        }
    }
    for (seat, said, names) in groups {
        fill(out, "  ", &format!("{}{}", names.join(", "), deadline(seat)), columns)?;
        if !said.is_empty() {
            fill(out, "    ", &said, columns)?;
        }
    }
    Ok(())
}

/// The indicators and the day in one line, for the head of a workbook.
pub fn summary(board: &Coverage<'_>) -> String {
    let said = indicators(board).into_iter().map(|(name, value)| format!("{name}: {value}"));
    format!("Tính đến ngày {}. {}.", day(board.today), said.collect::<Vec<_>>().join("; "))
}

/// The indicators in words.
fn indicators(board: &Coverage) -> Vec<(String, String)> {
    let found = &board.indicators;
    let open = |why: &str| format!("không tính được ({why})");
    let silent = found.addressed - found.with_paper;
    let days =
        |value: Option<f64>, why: &str| value.map_or_else(|| open(why), |days| format!("{} ngày", decimal(days)));
    vec![
        (
            "Chưa thực hiện".to_owned(),
            found.not_carried_out.map_or_else(
                || open("chưa rõ văn bản giao cho ai"),
                |share| format!("{}% ({silent}/{} cơ quan được giao)", decimal(share * 100.0), found.addressed),
            ),
        ),
        (
            board.since.map_or("Thay đổi".to_owned(), |since| format!("Thay đổi so với {}", day(since))),
            match (board.since, found.change) {
                (None, _) => open("thêm `--since` để so với một ngày trước"),
                (_, None) => open("chưa rõ văn bản giao cho ai, hoặc lúc đó chưa có văn bản"),
                (_, Some(change)) => {
                    format!("{}{} điểm %", if change > 0.0 { "+" } else { "" }, decimal(change * 100.0))
                }
            },
        ),
        (
            format!("Quá hạn kéo dài (trên {} ngày)", board.long),
            found
                .long_overdue
                .map_or_else(|| open("không cơ quan nào có thời hạn"), |count| format!("{count} cơ quan")),
        ),
        ("Độ trễ trung bình".to_owned(), days(found.mean_delay, "không cơ quan nào trễ hạn, hoặc không có thời hạn")),
        ("Số ngày trung bình tới văn bản đầu tiên".to_owned(), days(found.mean_lag, "không rõ ngày")),
        ("Mâu thuẫn".to_owned(), format!("{} lượt nhắc chưa rõ có phải văn bản này", found.conflicts)),
    ]
}

/// One decimal, with a comma.
fn decimal(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}
