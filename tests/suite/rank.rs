//! `rank` on the example: the weightiest papers, the bodies with most to do, the groups.

use crate::project;
use serde_json::Value;
use std::process::{Command, Output};

fn rank(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args([&["rank"], args, &["--from", "examples/digest"]].concat())
        .current_dir(project(""))
        .env_remove("LUOCDO_STORE")
        .output()
        .expect("it starts")
}

#[track_caller]
fn csv(args: &[&str]) -> Vec<Vec<String>> {
    let done = rank(&[args, &["--format", "csv"]].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut reader = csv::Reader::from_reader(&done.stdout[..]);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_orders_that_most_papers_carry_out() {
    let rows = csv(&["--by", "implements", "--top", "3"]);
    let shown: Vec<String> = rows.iter().map(|row| format!("{} {}", row[0], row[1])).collect();
    assert_eq!(shown.len(), 3);
    assert_eq!(shown[0], "1 Chỉ thị 20/CT-TTg ngày 08/6/2023");
    let first =
        String::from_utf8(rank(&["--by", "implements", "--top", "1", "--format", "json"]).stdout).expect("UTF-8");
    let first: Value = serde_json::from_str(&first).expect("JSON");
    assert_eq!(first[0]["by"]["implements"], 3);
    assert!(first[0]["proof"]["sentence"].as_str().is_some_and(|words| words.contains("20/CT-TTg")));
}

#[test]
fn weights_make_one_and_a_table_is_for_people() {
    let all = csv(&["--top", "1000"]);
    let sum: f64 = all.iter().map(|row| row[4].parse::<f64>().expect("a number")).sum();
    // Papers that nothing acts on are left out.
    assert!(0.3 < sum && sum < 1.0, "{sum}");
    assert!(all.windows(2).all(|pair| pair[0][4].parse::<f64>().ok() >= pair[1][4].parse::<f64>().ok()));
    let table = String::from_utf8(rank(&["--top", "2"]).stdout).expect("UTF-8");
    assert!(table.contains("Hạng") && table.contains("PageRank") && !table.contains("https:"), "{table}");
}

#[test]
fn bodies_by_their_tasks() {
    let rows = csv(&["--of", "bodies", "--by", "overdue", "--today", "2023-08-01", "--top", "100"]);
    assert!(rows.iter().any(|row| row[1] == "Sở Kế hoạch và Đầu tư tỉnh Lạng Sơn" && row[8] == "1"), "{rows:?}");
    assert!(rank(&["--of", "bodies", "--by", "overdue", "--today", "2023-07-01"]).status.code() == Some(1));
    let lead = csv(&["--of", "bodies", "--by", "lead", "--top", "1"]);
    assert_eq!(lead[0][1], "Sở Công Thương tỉnh Lạng Sơn");
}

#[test]
fn groups_go_by_their_weightiest_paper() {
    let done = rank(&["--of", "communities", "--format", "json"]);
    let found: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert!(found["modularity"].as_f64().is_some_and(|quality| quality > 0.5), "{found}");
    let groups = found["communities"].as_array().expect("a list");
    let group = groups.iter().find(|group| group["name"] == "Chỉ thị 20/CT-TTg ngày 08/6/2023").expect("its group");
    let members: Vec<&str> =
        group["members"].as_array().expect("a list").iter().filter_map(|member| member["label"].as_str()).collect();
    assert!(
        members.contains(&"Kế hoạch 148/KH-UBND ngày 04/7/2023")
            && members.contains(&"Công văn 3312/VP-KT ngày 12/7/2023")
    );
    assert_eq!(done.stdout, rank(&["--of", "communities", "--format", "json"]).stdout, "the same every time");
}

#[test]
fn a_wrong_measure_is_told() {
    for (args, words) in [
        (&["--by", "fame"][..], "papers are not ranked by `fame`; give one of pagerank, any, "),
        (
            &["--of", "bodies", "--by", "pagerank"],
            "bodies are not ranked by `pagerank`; give one of tasks, lead, overdue",
        ),
        (&["--of", "communities", "--by", "tasks"], "give one of size"),
    ] {
        let done = rank(args);
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2));
        assert!(err.contains(words), "{err}");
    }
}
