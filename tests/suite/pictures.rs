//! Every form of the graph and of an answer, as people ask for it: what is in the file, what is said of what is left
//! out, and that nothing is lost without a word.

use crate::cli::{answer, fails, luocdo};
use std::fs;

const ORDER: [&str; 4] = ["Chỉ thị 20/CT-TTg", "--year", "2023", "--format"];

#[track_caller]
fn picture(form: &str) -> String {
    answer(&[&["export", "--document"], &ORDER[..], &[form]].concat())
}

#[track_caller]
fn holds(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "`{words}` is not in:\n{text}");
    }
}

#[test]
fn a_picture_names_levels_papers_and_what_lines_mean() {
    let svg = picture("svg");
    holds(&svg, &["role=\"img\"", "<title id", "<desc id", "Lược đồ Chỉ thị 20/CT-TTg", ">Trung ương<", ">Cấp tỉnh<"]);
    holds(&svg, &["ngày 08/6/2023", ">Chú giải<", ">triển khai thực hiện<", "của Thủ tướng Chính phủ về tăng cường"]);
    let stubs = answer(&["export", "--format", "svg"]);
    holds(&stubs, &["box stub", "(chỉ được nhắc tên)", "stroke-dasharray"]);
}

#[test]
fn a_page_needs_nothing_else() {
    let page = picture("html");
    holds(&page, &["default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "<svg", "\"sentence\":"]);
    assert!(!page.contains("unsafe-") && !page.contains("src=\"") && !page.contains("href=\"http"));
}

#[test]
fn other_programs_get_types_days_and_weights() {
    holds(&picture("gexf"), &["version=\"1.3\"", "start=\"2023-06-08\"", "weight=\"1\"", "kind=\"implements\""]);
    holds(&picture("graphml"), &["attr.name=\"weight\" attr.type=\"int\"", ">2023-06-08<", ">central<"]);
    holds(&picture("cyjs"), &["\"interaction\": \"implements\"", "\"position\"", "\"level\": \"central\""]);
    holds(&picture("mermaid"), &["flowchart BT", "subgraph central [\"Trung ương\"]", "-->|\"triển khai thực hiện\"|"]);
    holds(&picture("akn"), &["<passiveModifications>", "type=\"implementation\"", "<FRBRnumber value=\"20/CT-TTg\""]);
    holds(&picture("annotation"), &["TextQuoteSelector", "\"motivation\": \"linking\""]);
    holds(&picture("turtle"), &["luo:implements", "oa:exact", "luo:dueText"]);
}

#[test]
fn any_answer_has_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    for form in luocdo::export::Format::ALL {
        let path = folder.path().join(form.name());
        let path = path.to_str().expect("UTF-8");
        let run = luocdo(&[&["trace"], &ORDER[..], &[form.name(), "-o", path, "--from", "examples/digest"]].concat());
        match form {
            luocdo::export::Format::AkomaNtoso => fails(&run, 2, &["--document"]),
            _ => assert_eq!((run.code, fs::metadata(path).is_ok_and(|file| file.len() > 500)), (0, true), "{path}"),
        }
    }
}

#[test]
fn what_is_left_out_is_told() {
    let run = luocdo(&["export", "--format", "svg", "--max-nodes", "5", "--from", "examples/digest"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("Chỉ vẽ 5 nút có nhiều quan hệ nhất"), "{}", run.err);
    assert!(run.out.contains("Chỉ vẽ 5 nút"), "the picture says so itself");
    fails(&luocdo(&["export", "--max-nodes", "0"]), 2, &["--max-nodes"]);
}

#[test]
fn files_follow_their_names_and_are_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, begins) in [
        ("a.svg", "<svg"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.gexf", "<?xml"),
        ("a.mmd", "---"),
        ("a.zip", "PK"),
        ("a.xlsx", "PK"),
        ("a.docx", "PK"),
        ("a.anno.jsonld", "{\n  \"@context\": [\n    \"http://www.w3.org/ns/anno.jsonld\""),
        ("a.akn.xml", "<?xml"),
    ] {
        let path = folder.path().join(name);
        let path = path.to_str().expect("UTF-8");
        let ask = ["export", "--document", ORDER[0], "--year", "2023", "--output", path, "--from", "examples/digest"];
        assert_eq!(luocdo(&ask).code, 0, "{name}");
        let bytes = fs::read(path).expect("it is there");
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
        fails(&luocdo(&ask), 2, &["exists", "--force"]);
        assert_eq!(luocdo(&[&ask[..], &["--force"]].concat()).code, 0, "{name}");
        assert_eq!(fs::read(path).expect("it is there"), bytes, "{name}: the same store gives the same bytes");
    }
}

#[test]
fn a_report_is_of_one_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bao-cao.docx");
    let path = path.to_str().expect("UTF-8");
    let from = ["-o", path, "--from", "examples/digest"];
    assert_eq!(luocdo(&[&["report", ORDER[0], "--year", "2023", "--today", "2023-08-01"], &from[..]].concat()).code, 0);
    assert!(fs::read(path).expect("it is there").starts_with(b"PK"));
    fails(&luocdo(&[&["report", "Chỉ thị 99/CT-TTg"], &from[..]].concat()), 1, &["99/CT-TTg"]);
}
