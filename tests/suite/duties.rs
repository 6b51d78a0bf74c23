//! What staff ask of tasks, of a change in the law and of the collection itself, as a program run on pages: tasks with
//! the reports on them, the papers that a change touches, what is missing.

use crate::project;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A run on some pages.
#[track_caller]
fn run(from: &Path, args: &[&str]) -> Output {
    let done = Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args(args)
        .arg("--from")
        .arg(from)
        .current_dir(project(""))
        .env_remove("LUOCDO_STORE")
        .output()
        .expect("it starts");
    let err = String::from_utf8_lossy(&done.stderr);
    assert!(!err.contains("panicked"), "{args:?}: {err}");
    done
}

/// What a run prints that must succeed.
#[track_caller]
fn answer(from: &Path, args: &[&str]) -> String {
    let done = run(from, args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[track_caller]
fn has(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "`{words}` is not in:\n{text}");
    }
}

fn example() -> std::path::PathBuf {
    project("examples/digest")
}

/// A page of the weeks after those of the example.
const REPORTS: &str = "Chỉ đạo, điều hành nổi bật của UBND tỉnh Lạng Sơn trong tuần (từ ngày 24/7 đến ngày 30/7/2023)

Sở Công Thương báo cáo kết quả tiết kiệm điện; Sở Xây dựng có văn bản về chiếu sáng.

Sở Công Thương báo cáo kết quả tiết kiệm điện

Sở Công Thương có Báo cáo số 214/BC-SCT ngày 28/7/2023 về kết quả thực hiện Công văn số 3312/VP-KT ngày 12/7/2023 \
                       của Văn phòng UBND tỉnh.

Sở Xây dựng có văn bản về chiếu sáng

Sở Xây dựng có Công văn số 1620/SXD-QLN ngày 27/7/2023 báo cáo kết quả thực hiện Công văn số 3312/VP-KT ngày \
                       12/7/2023 của Văn phòng UBND tỉnh.
";

#[test]
fn a_report_is_shown_beside_its_task_and_leaves_it_there() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("w30.txt"), REPORTS).expect("written");
    let page = "langson-2023-w28.txt";
    fs::copy(example().join(page), folder.path().join(page)).expect("copied");
    let tasks = |more: &[&str]| {
        let asked = ["tasks", "--document", "3312/VP-KT", "--today", "2023-09-10", "--format", "csv"];
        answer(folder.path(), &[&asked, more].concat())
    };
    let count = |csv: &str, words: &str| csv.lines().filter(|line| line.contains(words)).count();
    let all = tasks(&[]);
    has(&all, &["Báo cáo 214/BC-SCT", "Công văn 1620/SXD-QLN"]);
    assert_eq!((count(&all, "reported"), count(&all, ",overdue,")), (2, 1), "{all}");
    assert_eq!(count(&tasks(&["--overdue"]), "3312/VP-KT"), 1);
    assert_eq!(count(&tasks(&["--overdue", "--with-reported"]), "3312/VP-KT"), 3);
    assert_eq!(count(&tasks(&["--open"]), "reported"), 0);
    let shown = answer(folder.path(), &["tasks", "--document", "3312/VP-KT", "--today", "2023-09-10"]);
    has(&shown, &["đã có báo cáo (cần xác nhận)", "↳ Báo cáo 214/BC-SCT ngày 28/7/2023", "cần người xác nhận"]);
}

#[test]
fn tasks_go_by_order_body_place_and_days() {
    let csv =
        |more: &[&str]| answer(&example(), &[&["tasks", "--today", "2023-07-20", "--format", "csv"], more].concat());
    let of_order = csv(&["--order", "Chỉ thị 20/CT-TTg", "--year", "2023"]);
    has(&of_order, &["1187/SCT-QLNL", "3312/VP-KT", "1892/KH-UBND"]);
    let soon = csv(&["--due-within", "10"]);
    assert!(soon.contains("2023-07-30") && !soon.contains("2023-07-31"), "{soon}");
    let open = csv(&["--without-deadline"]);
    assert!(open.lines().skip(1).all(|line| line.contains(",open,")), "{open}");
    let there = csv(&["--province", "cao bang"]);
    assert!(there.contains("SNN&PTNT:CB") || there.contains(":CB"), "{there}");
    assert!(!there.contains(":LS"), "{there}");
    let by_body = answer(&example(), &["tasks", "--by", "body", "--today", "2023-07-20"]);
    has(&by_body, &["\nSở Công Thương tỉnh Lạng Sơn\n", "• Hạn 31/08/2023 — còn 42 ngày (chủ trì)"]);
    let wrong = run(&example(), &["tasks", "--province", "Lạng Sưn"]);
    assert_eq!(wrong.status.code(), Some(1));
    has(&String::from_utf8_lossy(&wrong.stderr), &["`Lạng Sơn`"]);
}

#[test]
fn last_days_make_a_calendar() {
    let args = ["tasks", "--order", "Công văn 3312/VP-KT", "--format", "ics"];
    let done = run(&example(), &args);
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 4, "{text}");
    has(&text, &["DTSTAMP:20230712T000000Z", "DTSTART;VALUE=DATE:20230831", "END:VCALENDAR\r\n"]);
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    has(&String::from_utf8_lossy(&done.stderr), &["2 tasks without a last day"]);
    let none = run(&example(), &["gaps", "--format", "ics"]);
    assert_eq!(none.status.code(), Some(2));
    has(&String::from_utf8_lossy(&none.stderr), &["no last days"]);
}

/// The head of a paper, as a province and the Government write it.
fn paper(issuer: &str, number: &str, day: &str, kind: &str, title: &str, body: &str) -> String {
    format!(
        "{issuer}\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{day}\n\n{kind}\n{title}\n\n{body}\n"
    )
}

/// A decision on khoản 2 Điều 5 of a decree, a plan on the decision, the decree that replaces the first, and a later
/// decision that still rests on that.
fn papers(folder: &Path) {
    let rules = |from: &str| {
        format!(
            "Điều 1. Ban hành kèm theo Quyết định này Quy định chi tiết khoản 2 Điều 5 Nghị định số 59/2012/NĐ-CP ngày \
             23/7/2012 của Chính phủ.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày {from}."
        )
    };
    let people = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN";
    let write = |name: &str, text: String| fs::write(folder.join(name), text).expect("written");
    let decision = |number: &str, day: &str, from: &str| {
        paper(people, number, day, "QUYẾT ĐỊNH", "Ban hành Quy định theo dõi thi hành pháp luật", &rules(from))
    };
    write("a.txt", decision("12/2015/QĐ-UBND", "Lạng Sơn, ngày 05 tháng 01 năm 2015", "15/01/2015"));
    write("d.txt", decision("30/2023/QĐ-UBND", "Lạng Sơn, ngày 05 tháng 01 năm 2023", "15/01/2023"));
    let title = "Triển khai thực hiện Quyết định số 12/2015/QĐ-UBND ngày 05/01/2015 của UBND tỉnh";
    let body = "Sở Tư pháp tổ chức tập huấn cho các đơn vị trong năm 2016.";
    let day = "Lạng Sơn, ngày 05 tháng 3 năm 2016";
    write("b.txt", paper("SỞ TƯ PHÁP\nTỈNH LẠNG SƠN", "44/KH-STP", day, "KẾ HOẠCH", title, body));
    let body = "Điều 1. Nghị định này có hiệu lực thi hành từ ngày 01/12/2022.\nĐiều 2. Nghị định này thay thế Nghị \
                định số 59/2012/NĐ-CP ngày 23/7/2012 của Chính phủ.";
    let (day, title) = ("Hà Nội, ngày 13 tháng 10 năm 2022", "Về theo dõi tình hình thi hành pháp luật");
    write("c.txt", paper("CHÍNH PHỦ", "80/2022/NĐ-CP", day, "NGHỊ ĐỊNH", title, body));
}

#[test]
fn a_decree_that_falls_takes_the_anchor_of_a_decision_and_of_the_plan_on_it() {
    let folder = tempfile::tempdir().expect("a folder");
    papers(folder.path());
    let asked = ["impact", "Nghị định 59/2012/NĐ-CP", "--on", "2020-01-01"];
    let ask = |more: &[&str]| run(folder.path(), &[&asked, more].concat());
    let told = |more: &[&str]| String::from_utf8(ask(more).stdout).expect("UTF-8");
    let whole = told(&[]);
    has(&whole, &["2 mất căn cứ duy nhất", "Cấp tỉnh — Sở Tư pháp tỉnh Lạng Sơn", "đề nghị: thay thế hoặc bãi bỏ"]);
    has(&whole, &["→ triển khai thực hiện Quyết định 12/2015/QĐ-UBND", "(khoản 2 Điều 5)", "[", "tin cậy"]);
    let csv = told(&["--provision", "Điều 5", "--if", "replaced", "--format", "csv"]);
    assert_eq!(csv.lines().filter(|line| line.contains("gone")).count(), 2, "{csv}");
    assert_eq!(ask(&["--provision", "Điều 7"]).status.code(), Some(1));
    has(&told(&["--if", "amended"]), &["căn cứ vẫn còn, nội dung thay đổi", "đề nghị: sửa đổi", "đề nghị: rà soát"]);
    let later = run(folder.path(), &["impact", "59/2012/NĐ-CP", "--on", "2024-01-01"]);
    has(&String::from_utf8_lossy(&later.stdout), &["đã hết hiệu lực vào ngày xem xét", "từ trước"]);
    let wrong = ask(&["--provision", "toàn văn"]);
    assert_eq!(wrong.status.code(), Some(2));
    has(&String::from_utf8_lossy(&wrong.stderr), &["khoản 2 Điều 5"]);
}

#[test]
fn gaps_are_counted_and_each_is_proved() {
    let folder = tempfile::tempdir().expect("a folder");
    papers(folder.path());
    let told = answer(folder.path(), &["gaps"]);
    has(&told, &["1  văn bản được nhắc tên, chưa có trong kho", "1  căn cứ văn bản đã hết hiệu lực"]);
    has(&told, &["Nghị định 59/2012/NĐ-CP ngày 23/7/2012 — 3 văn bản cần", "căn cứ hết hiệu lực từ ngày 01/12/2022"]);
    has(&told, &["Nghị định 80/2022/NĐ-CP ngày 13/10/2022 thay thế"]);
    let names = answer(&example(), &["gaps", "--kind", "ambiguous"]);
    has(&names, &["• Chỉ thị số 20/CT-TTg", "“Đồng chí Đoàn Thu Hà", "- Chỉ thị 20/CT-TTg năm 2019"]);
    let top = answer(&example(), &["gaps", "--kind", "stub", "--top", "1"]);
    has(&top, &["chưa hiện; tăng `--top` để xem"]);
    assert_eq!(run(&example(), &["gaps", "--kind", "cycle"]).status.code(), Some(1));
    assert_eq!(run(&example(), &["gaps", "--kind", "hole"]).status.code(), Some(2));
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    papers(folder.path());
    for args in [
        &["tasks", "--today", "2023-08-01", "--format", "ics"][..],
        &["tasks", "--today", "2023-08-01", "--format", "json"],
        &["gaps", "--format", "json"],
    ] {
        assert_eq!(run(&example(), args).stdout, run(&example(), args).stdout, "{args:?}");
    }
    let impact = ["impact", "59/2012/NĐ-CP", "--on", "2020-01-01", "--format", "json"];
    assert_eq!(answer(folder.path(), &impact), answer(folder.path(), &impact));
}
