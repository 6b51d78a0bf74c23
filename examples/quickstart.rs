//! Reads one page in memory and prints what it says: which paper carries out which, who is to do what by when, and
//! the sentence that proves it. Run it with `cargo run --release --example quickstart`.

use luocdo::{Config, Result, Tables, extract, read};
use std::io::Write;

const PAGE: &str = "\
Ngày 12/7/2023, UBND tỉnh Cao Bằng ban hành Kế hoạch số 1892/KH-UBND, ngày 12/7/2023 triển khai thực hiện Chỉ thị số \
20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ về việc tăng cường tiết kiệm điện.

Giao Sở Công Thương chủ trì, phối hợp với Công ty Điện lực Cao Bằng theo dõi lượng điện tiêu thụ của các cơ quan, báo \
cáo UBND tỉnh trước ngày 15/12/2023.
";

fn main() -> Result<()> {
    let tables = Tables::builtin()?;
    // Reading is the only step that can fail: this page could have been a picture.
    let text = read::read_bytes("page.txt".as_ref(), PAGE.as_bytes())?;
    let found = extract(&tables, &Config::default(), text);

    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        // Nobody to tell if standard output is closed.
        let _ = writeln!(out, "{line}");
    };
    for relation in &found.relations {
        say(format!("{}  {}  {}", relation.from, relation.kind.name(), relation.to));
        say(format!("    because of \"{}\" in: {}", relation.cue, found.text.slice(relation.evidence).trim()));
    }
    for task in &found.assignments {
        let due = task.due.map_or("no day stated".to_owned(), |day| day.to_string());
        say(format!("{} ({}), by {due}: {}", task.agency, task.role.name(), task.task));
    }
    Ok(())
}
