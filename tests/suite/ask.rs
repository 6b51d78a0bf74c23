//! Every named question on the example, with the answer that a reader of its three pages would give. Questions about
//! what the example has not (circles, what is gone) are tested in `src/ask/tests.rs`.

use crate::project;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn luocdo(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args(args)
        .current_dir(folder)
        .env_remove("LUOCDO_STORE")
        .output()
        .expect("it starts")
}

fn ask(args: &[&str]) -> Output {
    luocdo(&project(""), &[&["ask"], args, &["--from", "examples/digest"]].concat())
}

/// The rows of an answer, each as the columns named, joined.
#[track_caller]
fn rows(name: &str, with: &[&str], columns: &[&str]) -> Vec<String> {
    let mut args = vec![name, "--format", "json"];
    args.extend(with.iter().flat_map(|value| ["--with", value]));
    let done = ask(&args);
    let err = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code().is_some_and(|code| code < 2), "{name}: {err}");
    let answer: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let cell = |row: &Value, column: &str| match &row[column] {
        Value::String(words) => words.clone(),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    let line = |row: &Value| columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(" | ");
    answer["rows"].as_array().expect("rows").iter().map(line).collect()
}

#[track_caller]
fn check(name: &str, with: &[&str], columns: &[&str], expect: &[&str]) {
    assert_eq!(rows(name, with, columns), expect, "{name} {with:?}");
}

const ORDER: &str = "order=Chỉ thị 20/CT-TTg năm 2023";

#[test]
fn who_carries_an_order_out() {
    let columns = ["paper", "date", "days", "issuer", "does", "source"];
    let (w27, w28) = ("examples/digest/langson-2023-w27.txt", "examples/digest/langson-2023-w28.txt");
    let plan = format!(
        "Kế hoạch 148/KH-UBND ngày 04/7/2023 | 2023-07-04 | 26 | Ủy ban nhân dân tỉnh Lạng Sơn | implements | {w27}"
    );
    let letter = format!(
        "Công văn 1187/SCT-QLNL ngày 11/7/2023 | 2023-07-11 | 33 | Sở Công Thương tỉnh Lạng Sơn | implements | {w28}"
    );
    let other = "Kế hoạch 1892/KH-UBND ngày 12/7/2023 | 2023-07-12 | 34 | Ủy ban nhân dân tỉnh Cao Bằng | implements | \
                 examples/digest/caobang-2023-07.html";
    check("carried-out", &[ORDER], &columns, &[&plan, &letter, other]);
    check("carried-out", &[ORDER, "place=Cao Bằng"], &columns, &[other]);
    check(
        "chain",
        &[ORDER],
        &["paper", "above"],
        &[
            "Kế hoạch 148/KH-UBND ngày 04/7/2023 | Chỉ thị 20/CT-TTg ngày 08/6/2023",
            "Công văn 1187/SCT-QLNL ngày 11/7/2023 | Chỉ thị 20/CT-TTg ngày 08/6/2023",
            "Công văn 1187/SCT-QLNL ngày 11/7/2023 | Kế hoạch 148/KH-UBND ngày 04/7/2023",
            "Kế hoạch 1892/KH-UBND ngày 12/7/2023 | Chỉ thị 20/CT-TTg ngày 08/6/2023",
            "Công văn 3312/VP-KT ngày 12/7/2023 | Kế hoạch 148/KH-UBND ngày 04/7/2023",
        ],
    );
}

#[test]
fn who_is_silent() {
    check("places-silent", &["order=Chỉ thị 18/CT-TTg"], &["place", "papers"], &["CB | 3"]);
    check("places-silent", &[ORDER], &["place"], &[]);
    check(
        "not-acted-on",
        &["issuer=TTg", "from=2020-01-01", "to=2023-12-31"],
        &["paper", "named", "by"],
        &["Quyết định 749/QĐ-TTg ngày 03/6/2020 | 1 | Quyết định 1071/QĐ-UBND ngày 12/7/2023"],
    );
    check("not-acted-on", &["issuer=TTg", "from=2021-01-01"], &["paper"], &[]);
}

#[test]
fn who_is_to_do_what_by_when() {
    let lead = "2023-08-31 | lead | Công văn 3312/VP-KT ngày 12/7/2023";
    check(
        "tasks-of",
        &["body=SCT:LS", "to=2023-08-31"],
        &["due", "role", "paper"],
        &["2023-08-30 | coordinate | Kế hoạch 153/KH-UBND ngày 13/7/2023", lead],
    );
    check("due", &["from=2023-08-31", "to=2023-08-31", "body=SCT:LS"], &["due", "role", "paper"], &[lead]);
    check("due", &["from=2023-09-02", "to=2023-09-03"], &["due"], &[]);
    // On the last day a task is not overdue.
    let overdue = |day: &str| {
        rows("overdue", &[&format!("day={day}"), "body=Sở Kế hoạch và Đầu tư tỉnh Lạng Sơn"], &["due", "late"])
    };
    assert_eq!(overdue("2023-07-24"), [""; 0]);
    assert_eq!(overdue("25/7/2023"), ["2023-07-24 | 1"]);
    let of_place = |place: &str| rows("overdue", &["day=2023-08-01", &format!("place={place}")], &["agency"]);
    assert!(of_place("Cao Bằng").iter().all(|body| body.contains("Cao Bằng")) && of_place("Cao Bằng").len() == 3);
    check(
        "tasks-of-paper",
        &["paper=Công văn 1745/UBND-KT"],
        &["body", "role", "due"],
        &[
            "Bộ Chỉ huy Quân sự tỉnh Cao Bằng | coordinate | 2023-07-30",
            "Công an tỉnh Cao Bằng | coordinate | 2023-07-30",
            "Sở Nông nghiệp và Phát triển nông thôn tỉnh Cao Bằng | lead | 2023-07-30",
        ],
    );
    check("no-deadline", &["body=SCT:LS"], &["role", "paper"], &["lead | Công văn 830/UBND-KT ngày 03/7/2023"]);
}

#[test]
fn which_bodies_work_together() {
    check(
        "led-with",
        &["body=Sở Công Thương tỉnh Lạng Sơn"],
        &["along", "paper"],
        &[
            "UBND các huyện, thành phố | Công văn 830/UBND-KT ngày 03/7/2023",
            "Công ty Điện lực tỉnh Lạng Sơn | Công văn 3312/VP-KT ngày 12/7/2023",
            "Sở Xây dựng tỉnh Lạng Sơn | Công văn 3312/VP-KT ngày 12/7/2023",
        ],
    );
    let together = rows("tasked-together", &["body=SCT:LS"], &["other", "papers", "in"]);
    assert_eq!(
        together.first().map(String::as_str),
        Some(
            "Công ty Điện lực tỉnh Lạng Sơn | 2 | Công văn 830/UBND-KT ngày 03/7/2023; Công văn 3312/VP-KT ngày 12/7/2023"
        )
    );
    let bodies = rows("bodies-of-order", &[ORDER], &["body", "tasks", "first"]);
    assert!(bodies.contains(&"Sở Công Thương tỉnh Cao Bằng | 1 | 2023-12-14".to_owned()), "{bodies:?}");
    assert!(bodies.contains(&"Công ty Điện lực tỉnh Lạng Sơn | 2 | 2023-08-31".to_owned()), "{bodies:?}");
}

#[test]
fn what_papers_do_to_each_other() {
    check(
        "amended",
        &["paper=Quyết định 1254/QĐ-UBND"],
        &["by", "does", "sentence"],
        &[
            "Quyết định 1071/QĐ-UBND ngày 12/7/2023 | replaces | Quyết định này thay thế Quyết định số 1254/QĐ-UBND ngày \
           20/6/2019 của UBND tỉnh.",
        ],
    );
    check(
        "relations-of",
        &["paper=Kế hoạch 153/KH-UBND"],
        &["does", "to"],
        &["cites | Quyết định 06/QĐ-TTg ngày 06/01/2022", "implements | Chỉ thị 18/CT-TTg ngày 30/5/2023"],
    );
    check(
        "cites-both",
        &["first=Luật Tiếp cận thông tin", "second=Nghị định 13/2018/NĐ-CP"],
        &["paper", "does", "does_other"],
        &[
            "Công văn 858/UBND-NC ngày 06/7/2023 | implements | implements",
            "Công văn 3345/VP-NC ngày 14/7/2023 | cites | cites",
        ],
    );
    check(
        "of-relation",
        &["relation=thay thế", "from=2023-07-10"],
        &["paper", "other"],
        &["Quyết định 1071/QĐ-UBND ngày 12/7/2023 | Quyết định 1254/QĐ-UBND ngày 20/6/2019"],
    );
    let lag = rows("lag", &["issuer=TTg", "least=500"], &["days", "paper"]);
    assert_eq!(lag, ["546 | Công văn 861/UBND-NC ngày 06/7/2023", "518 | Công văn 689/UBND-NC ngày 08/6/2023"]);
    check("unsure", &["under=0,8"], &["paper", "confidence"], &["Kế hoạch 153/KH-UBND ngày 13/7/2023 | 0.7"]);
    check("basis-of", &["paper=Luật Tiếp cận thông tin"], &["resting"], &[]);
}

#[test]
fn which_papers_there_are() {
    check(
        "signers",
        &["name=quỳnh"],
        &["signer", "paper"],
        &[
            "Lương Trọng Quỳnh | Công văn 3168/VP-KT ngày 04/7/2023",
            "Lương Trọng Quỳnh | Công văn 3345/VP-NC ngày 14/7/2023",
        ],
    );
    check(
        "by-month",
        &["from=2023-06-01"],
        &["month", "body", "papers"],
        &[
            "2023-06 | Thủ tướng Chính phủ | 1",
            "2023-06 | Ủy ban nhân dân tỉnh Lạng Sơn | 1",
            "2023-07 | Ủy ban nhân dân tỉnh Lạng Sơn | 10",
            "2023-07 | Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn | 4",
            "2023-07 | Ủy ban nhân dân tỉnh Cao Bằng | 3",
            "2023-07 | Sở Công Thương tỉnh Lạng Sơn | 1",
            "2023-07 | Thủ tướng Chính phủ | 1",
        ],
    );
    check(
        "papers-of",
        &["body=UBND:CB", "from=12/7/2023"],
        &["paper", "type"],
        &["Kế hoạch 1892/KH-UBND ngày 12/7/2023 | KH", "Công văn 1760/UBND-NC ngày 13/7/2023 | CV"],
    );
    check(
        "same-day",
        &["day=08/6/2023"],
        &["paper"],
        &["Chỉ thị 20/CT-TTg ngày 08/6/2023", "Công văn 689/UBND-NC ngày 08/6/2023"],
    );
    check(
        "titles",
        &["words=THƯƠNG MẠI ĐIỆN TỬ"],
        &["paper"],
        &["Chỉ thị 18/CT-TTg ngày 30/5/2023", "Kế hoạch 153/KH-UBND ngày 13/7/2023"],
    );
    check(
        "not-held",
        &["least=3"],
        &["paper", "named"],
        &[
            "Luật Tiếp cận thông tin số 104/2016/QH13 ngày 06/4/2016 | 4",
            "Chỉ thị 20/CT-TTg ngày 08/6/2023 | 3",
            "Quyết định 06/QĐ-TTg ngày 06/01/2022 | 3",
        ],
    );
    check(
        "no-basis",
        &["issuer=UBND:LS", "from=2023-07-09"],
        &["paper", "sources"],
        &["Quyết định 1071/QĐ-UBND ngày 12/7/2023 | examples/digest/langson-2023-w28.txt"],
    );
}

#[test]
fn what_is_not_known_for_certain() {
    check(
        "ambiguous",
        &[],
        &["words", "status", "candidates"],
        &["Chỉ thị số 20/CT-TTg | ambiguous | Chỉ thị 20/CT-TTg ngày 08/6/2023; Chỉ thị 20/CT-TTg năm 2019; Chỉ thị \
           20/CT-TTg năm 2020"],
    );
    for name in ["cycles", "cites-future", "replaced-still-cited", "judged"] {
        check(name, &[], &[], &[]);
        assert_eq!(ask(&[name]).status.code(), Some(1), "{name}");
    }
}

#[test]
fn what_people_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("judgements.csv").display().to_string();
    let id = rows("carried-out", &[ORDER, "place=CB"], &["id"]).remove(0);
    let judged = ["--from", "examples/digest", "--judgements", &file];
    let reject = ["judge", "reject", &id, "--by", "Nguyễn Thị An", "--why", "chỉ nhắc lại"];
    assert!(luocdo(&project(""), &[&reject[..], &judged].concat()).status.success());
    let answer = |args: &[&str]| luocdo(&project(""), &[&["ask"], args, &judged, &["--format", "csv"]].concat());
    let out = String::from_utf8(answer(&["judged", "--with", "name=nguyễn"]).stdout).expect("UTF-8");
    let row = out.lines().nth(1).unwrap_or_default();
    assert!(row.starts_with("rejected,Nguyễn Thị An,") && row.contains("chỉ nhắc lại,Kế hoạch 1892/KH-UBND"), "{out}");
    // What was rejected is no answer any more.
    assert_eq!(answer(&["carried-out", "--with", ORDER, "--with", "place=CB"]).status.code(), Some(1));
}

#[track_caller]
fn fails(args: &[&str], code: i32, words: &[&str]) {
    let done = ask(args);
    let err = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(code), "{err}");
    for words in words {
        assert!(err.contains(words), "`{words}` is not in: {err}");
    }
}

#[test]
fn what_does_not_fit_is_told() {
    fails(&["carriedout"], 2, &["no question is called `carriedout`", "`carried-out`"]);
    fails(&["carried-out"], 2, &["needs `order` (paper: văn bản chỉ đạo)", "--with order="]);
    fails(&["carried-out", "--with", "order"], 2, &["NAME=VALUE"]);
    fails(&["carried-out", "--with", ORDER, "--with", "day=2023-01-01"], 2, &["no parameter `day`", "`place`"]);
    fails(&["overdue", "--with", "day=01.08.2023"], 2, &["`01.08.2023` is no date for `day`"]);
    fails(&["carried-out", "--with", "order=Chỉ thị 21/CT-TTg"], 1, &["no document is called", "20/CT-TTg"]);
    fails(&["tasks-of", "--with", "body=Sở Công Thương"], 1, &["names 2 bodies", "`SCT:CB`"]);
    fails(&["overdue", "--with", "day=2023-08-01", "--with", "place=Lạng Giang"], 1, &["no province is called"]);
    let evil = "words=\") } INSERT DATA { <a:a> <a:b> <a:c> } #";
    assert_eq!(ask(&["titles", "--with", evil]).status.code(), Some(1));
}

#[test]
fn people_bring_questions_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write(
        "cau-hoi.rq",
        "# Hỏi: Cơ quan nào ban hành văn bản này?\n# ?paper: paper — văn bản\n# =body: body — Cơ quan\n\
         SELECT ?body ?n WHERE { ?paper eli:passed_by ?body ; dcterms:identifier ?n }\n",
    );
    let path = folder.path().display().to_string();
    let args = ["cau-hoi", "--queries", &path, "--with", "paper=148/KH-UBND", "--format", "csv"];
    let out = String::from_utf8(ask(&args).stdout).expect("UTF-8");
    let body = "https://w3id.org/luocdo/id/vn/agency/ubnd-ls";
    assert_eq!(out, format!("body,body_iri,n\nỦy ban nhân dân tỉnh Lạng Sơn,{body},148/KH-UBND\n"));
    let list = luocdo(&project(""), &["ask", "--list", "--queries", &path]);
    let list = String::from_utf8(list.stdout).expect("UTF-8");
    assert!(list.contains("cau-hoi\n  Cơ quan nào ban hành văn bản này?\n    paper (paper): văn bản"), "{list}");
    assert!(list.contains("overdue\n") && list.contains("place (place, có thể bỏ)"), "{list}");
    write("hong.rq", "# Hỏi: Hỏng?\n# ?x: day — ngày\nSELECT * WHERE {}\n");
    fails(&["cau-hoi", "--queries", &path], 2, &["hong.rq", "line 2: type `day` is none of"]);
    write("hong.rq", "# Hỏi: Hỏng?\nSELECT * WHERE {\n");
    fails(&["hong", "--queries", &path], 2, &["not SPARQL", "line 3"]);
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_new_build_is_in_the_next_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).expect("written");
    let lines = || {
        let args = ["ask", "carried-out", "--with", ORDER, "--format", "csv"];
        String::from_utf8(luocdo(folder.path(), &args).stdout).expect("UTF-8").lines().count() - 1
    };
    let plan = |number: u32| {
        format!(
            "UBND tỉnh Lạng Sơn ban hành Kế hoạch số {number}/KH-UBND, ngày 04/7/2023 triển khai thực hiện Chỉ thị số \
             20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ."
        )
    };
    page("a.txt", &plan(148));
    assert!(luocdo(folder.path(), &["build", "a.txt"]).status.success());
    assert_eq!((lines(), lines()), (1, 1));
    page("b.txt", &plan(149));
    assert!(luocdo(folder.path(), &["build", "b.txt"]).status.success());
    assert_eq!(lines(), 2);
    std::fs::remove_file(folder.path().join("b.txt")).expect("it goes");
    assert!(luocdo(folder.path(), &["build", ".", "--prune"]).status.success());
    assert_eq!(lines(), 1);
}

#[test]
fn an_answer_is_a_workbook_and_a_picture_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, begin) in [("tra-loi.xlsx", "PK"), ("tra-loi.graphml", "<?xml"), ("tra-loi.dot", "digraph")] {
        let path = folder.path().join(name).display().to_string();
        let done = ask(&["carried-out", "--with", ORDER, "--output", &path]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert!(std::fs::read(&path).expect("written").starts_with(begin.as_bytes()), "{name}");
    }
}
