//! `trace` in both directions, `coverage`, `compare` and `new`, run as people run them, on the example.

use crate::project;
use std::process::{Command, Output};

const ORDER: [&str; 3] = ["Chỉ thị 20/CT-TTg", "--year", "2023"];

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args(args)
        .args(["--from", "examples/digest"])
        .current_dir(project(""))
        .env_remove("LUOCDO_STORE")
        .output()
        .expect("it runs")
}

/// What a command prints that must succeed.
#[track_caller]
fn answer(args: &[&str]) -> String {
    let done = run(args);
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!((done.status.code(), &*told), (Some(0), ""), "{args:?}");
    String::from_utf8(done.stdout).expect("UTF-8")
}

/// A command whose answer has these words and not those.
#[track_caller]
fn says(args: &[&str], words: &[&str], not: &[&str]) {
    let told = answer(args).split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(told.contains(word), "`{word}` is not in: {told}");
    }
    for word in not {
        assert!(!told.contains(word), "`{word}` is in: {told}");
    }
}

/// A command that ends with this code and these words.
#[track_caller]
fn fails(args: &[&str], code: i32, words: &str) {
    let done = run(args);
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(code), "{told}");
    assert!(told.contains(words) && !told.contains("panicked"), "`{words}` is not in: {told}");
}

fn json(args: &[&str]) -> serde_json::Value {
    serde_json::from_str(&answer(&[args, &["--format", "json"]].concat())).expect("JSON")
}

#[test]
fn trace_goes_up_and_both_ways() {
    let letter = "Công văn 1187/SCT-QLNL";
    says(
        &["trace", letter, "--up"],
        &["Chỉ thị 20/CT-TTg", "Thủ tướng Chính phủ · trung ương · trước 33 ngày", "2 văn bản."],
        &["3312"],
    );
    let both = ["trace", "Kế hoạch 148/KH-UBND", "--both"];
    says(&both, &["Văn bản cấp trên: └─ Chỉ thị 20/CT-TTg", "Văn bản triển khai: ├─ Công văn 1187"], &[]);
    let ways = json(&both);
    let ways: Vec<_> = ways["steps"].as_array().expect("steps").iter().map(|step| step["way"].clone()).collect();
    assert_eq!(ways, ["up", "down", "down"]);
}

#[test]
fn trace_is_filtered_by_body_province_and_day_without_breaking_the_chain() {
    let trace = |more: &[&'static str]| [&["trace"], &ORDER[..], more].concat();
    says(&trace(&[]), &["theo cấp: cấp tỉnh 3 (đầu tiên 04/07/2023, sau 26 ngày); sở, ban, ngành 1"], &["lọc"]);
    says(
        &trace(&["--province", "cao bang"]),
        &["1892/KH-UBND", "3 văn bản không đạt điều kiện lọc"],
        &["148/KH-UBND ngày"],
    );
    says(
        &trace(&["--from-date", "2023-07-12", "--province", "LS"]),
        &["ngoài điều kiện lọc", "3312/VP-KT"],
        &["1187/SCT"],
    );
    says(&trace(&["--body", "so xay dung"]), &["3312/VP-KT"], &["1187/SCT-QLNL ngày 11/7/2023 ·"]);
    says(&trace(&["--max-nodes", "1"]), &["tăng `--max-nodes`"], &["3312/VP-KT"]);
    assert_eq!(answer(&trace(&["--max-papers", "1"])), answer(&trace(&["--max-nodes", "1"])));
    fails(&trace(&["--province", "Hà Nộ"]), 1, "the nearest are `Hà Nội`");
    fails(&trace(&["--body", "Sở Công Thuơngg"]), 1, "the nearest are");
}

#[test]
fn coverage_lists_the_silent_only_where_the_order_says_whom_it_addresses() {
    let telegram = ["coverage", "Công điện 607/CĐ-TTg", "--today", "2023-08-01"];
    let board = json(&telegram);
    let count = |board: &serde_json::Value, state: &str| {
        board["seats"].as_array().expect("seats").iter().filter(|seat| seat["state"] == state).count()
    };
    assert_eq!(["carried", "silent", "not-seen"].map(|state| count(&board, state)), [2, 61, 0]);
    assert_eq!(board["indicators"]["addressed"], 63);
    says(&telegram, &["Được giao, chưa thấy văn bản (61)", "96,8% (61/63", "yêu cầu Chủ tịch UBND các tỉnh"], &[]);
    let earlier = [&telegram[..], &["--since", "2023-07-05"]].concat();
    says(&earlier, &["Thay đổi so với 05/07/2023: -1,6 điểm %"], &[]);

    let directive = [&["coverage"], &ORDER[..]].concat();
    let board = json(&directive);
    assert_eq!(["carried", "silent", "not-seen"].map(|state| count(&board, state)), [2, 0, 61]);
    says(&directive, &["Chưa thấy trong nguồn (61)", "Mâu thuẫn: 1 lượt"], &["được giao, chưa thấy"]);
    let rows = answer(&[&directive[..], &["--format", "csv"]].concat());
    assert!(
        rows.lines()
            .any(|row| row.contains("UBND:LS") && row.contains("148/KH-UBND") && row.contains("có kế hoạch thực hiện"))
    );
    assert_eq!(rows.lines().count(), 64);
    for command in
        [&directive[..], &["new", "--since", "2023-07-01"], &["compare", "LS"], &["coverage", "--issuer", "TTg"]]
    {
        let rows = answer(&[command, &["--format", "csv"]].concat());
        let mut names: Vec<&str> = rows.lines().next().expect("a heading").split(',').collect();
        let columns = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), columns, "a column stands twice in {command:?}");
    }
}

#[test]
fn coverage_of_an_issuer_has_a_line_for_each_order() {
    let year = ["coverage", "--issuer", "TTg", "--from-date", "2023-06-01", "--to-date", "2023-12-31"];
    let orders = json(&year);
    let numbers: Vec<_> =
        orders.as_array().expect("a list").iter().map(|line| line["order"]["number"].clone()).collect();
    assert_eq!(numbers, ["20/CT-TTg", "607/CĐ-TTg"]);
    says(&year, &["2 văn bản chỉ đạo, 0 chưa thấy"], &[]);
    fails(&["coverage", "--issuer", "Thủ tướg Chính phủ"], 1, "the nearest are `Thủ tướng Chính phủ`");
    fails(&["coverage"], 2, "required");
    fails(&["coverage", "--issuer", "TTg", "--since", "2023-09-01", "--today", "2023-08-01"], 2, "is after today");
}

#[test]
fn provinces_stand_side_by_side() {
    let order =
        ["compare", "LS", "cao bằng", "--order", "Chỉ thị 20/CT-TTg", "--year", "2023", "--today", "2023-09-15"];
    let found = json(&order);
    let sides = found["sides"].as_array().expect("sides");
    let told: Vec<_> =
        sides.iter().map(|side| (side["code"].clone(), side["papers"].clone(), side["first_lag"].clone())).collect();
    assert_eq!(told, [("LS".into(), 3.into(), 26.into()), ("CB".into(), 1.into(), 34.into())]);
    let rows = answer(&[&order[..], &["--format", "csv"]].concat());
    assert!(rows.contains("Kế hoạch 148/KH-UBND ngày 04/7/2023; Công văn 1187"), "{rows}");
    says(&["compare", "LS", "HG"], &["tỉnh Hà Giang là tỉnh riêng đến hết ngày 30/06/2025"], &[]);
    fails(&["compare", "LS", "Hnoi"], 1, "the nearest are `Hà Nội`");
    fails(&["compare", "HG"], 1, "");
}

#[test]
fn new_tells_what_a_week_brought() {
    let week = ["new", "--since", "2023-07-10", "--until", "2023-07-31"];
    says(
        &week,
        &["Văn bản mới ban hành (9)", "1254/QĐ-UBND ngày 20/6/2019: không rõ → hết hiệu lực toàn bộ", "Hạn 24/07/2023"],
        &["858/UBND-NC ngày 06/7/2023 ·"],
    );
    let cao_bang = [&week[..], &["--province", "Cao Bằng"]].concat();
    says(&cao_bang, &["1892/KH-UBND", "Hạn 30/07/2023"], &["Lạng Sơn"]);
    let rows = answer(&[&week[..], &["--format", "csv"]].concat());
    for what in ["came,", "changed,", "due,"] {
        assert!(rows.lines().any(|row| row.starts_with(what)), "{what}: {rows}");
    }
    fails(&["new", "--since", "2031-01-01", "--until", "2031-02-01"], 1, "");
    fails(&["new", "--since", "2023-08-01", "--until", "2023-07-01"], 2, "is before");
}
