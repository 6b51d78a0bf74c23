//! `check` on the example and on graphs that are broken.

use crate::project;
use std::process::{Command, Output};

fn check(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args([&["check"], args].concat())
        .current_dir(project(""))
        .env_remove("LUOCDO_STORE")
        .output()
        .expect("it starts")
}

#[test]
fn the_example_is_as_it_must_be() {
    let done = check(&["--from", "examples/digest", "--texts"]);
    let out = String::from_utf8(done.stdout).expect("UTF-8");
    assert_eq!(done.status.code(), Some(0), "{out}");
    assert!(out.contains("3 đồ thị nguồn") || out.contains("4 đồ thị nguồn"), "{out}");
    assert!(
        out.contains("ĐẠT: không thấy gì sai.")
            && out.split_whitespace().collect::<Vec<_>>().join(" ").contains("đối chiếu câu với 3 tệp"),
        "{out}"
    );
}

#[test]
fn what_a_person_should_look_at_is_no_failure() {
    let done = check(&["--from", "examples/digest", "--today", "2023-07-10", "--format", "csv"]);
    let out = String::from_utf8(done.stdout).expect("UTF-8");
    assert_eq!(done.status.code(), Some(0), "{out}");
    assert!(out.starts_with("severity,rule,message,about,iri,value,source\n"), "{out}");
    assert!(
        out.contains("warning,future,ngày ban hành ở sau ngày hôm nay,Kế hoạch 153/KH-UBND ngày 13/7/2023,"),
        "{out}"
    );
}

#[test]
fn papers_of_all_kinds_are_as_they_must_be() {
    let done = check(&["--from", "tests/gold/documents", "tests/gold/amending", "--today", "2026-01-01"]);
    let out = String::from_utf8(done.stdout).expect("UTF-8");
    assert_eq!(done.status.code(), Some(0), "{out}");
}
