//! Every command run as people run it: as a program on the example, with its exit code (0 done, 1 nothing found, 2
//! something failed), and on every kind of bad input, which must give a clear message and never a panic.

use crate::project;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const ORDER: &str = "Chỉ thị 20/CT-TTg";
const FROM: [&str; 2] = ["--from", "examples/digest"];

/// What a run said, and how it ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

#[track_caller]
fn run_in(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args(args)
        .current_dir(folder)
        .env_remove("LUOCDO_STORE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // A program that does not ask for input may have ended already.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let done = child.wait_with_output().expect("it ends");
    let words = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let (out, err) = (words(done.stdout), words(done.stderr));
    assert!(!err.contains("panicked"), "{args:?}: {err}");
    Run { code: done.status.code().expect("an exit code"), out, err }
}

#[track_caller]
pub fn luocdo(args: &[&str]) -> Run {
    run_in(&project(""), args, b"")
}

/// A command on the example that must succeed; what it prints.
#[track_caller]
pub fn answer(args: &[&str]) -> String {
    let run = luocdo(&[args, &FROM].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    run.out
}

/// A run that must fail with these words.
#[track_caller]
pub fn fails(run: &Run, code: i32, words: &[&str]) {
    assert_eq!(run.code, code, "{}{}", run.out, run.err);
    for words in words {
        assert!(run.err.contains(words), "`{words}` is not in: {}", run.err);
    }
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn extract_prints_one_object_a_file_in_the_order_given() {
    let files = ["examples/digest/langson-2023-w28.txt", "examples/digest/caobang-2023-07.html"];
    let run = luocdo(&["extract", files[0], files[1]]);
    assert_eq!(run.code, 0, "{}", run.err);
    let pages: Vec<_> = run.out.lines().map(json).collect();
    assert_eq!(pages.iter().map(|page| page["source"].as_str()).collect::<Vec<_>>(), files.map(Some));
    assert_eq!([&pages[0]["format"], &pages[1]["format"]], ["txt", "html"]);
    for field in ["kind", "items", "documents", "mentions", "parts", "relations", "assignments", "notes"] {
        assert!(pages.iter().all(|page| !page[field].is_null()), "{field}");
    }
    // The places are counted in the text that `--format text` prints, for a web page as well.
    for (file, page) in files.iter().zip(&pages) {
        let text: Vec<char> = luocdo(&["extract", file, "--format", "text"]).out.chars().collect();
        for mention in page["mentions"].as_array().expect("a list") {
            let at = |n: usize| mention["span"][n].as_u64().expect("a place") as usize;
            let words: String = text[at(0)..at(1)].iter().collect();
            assert_eq!(mention["text"].as_str(), Some(words.as_str()));
        }
    }
}

#[test]
fn extract_marks_names_and_reads_a_pipe() {
    let page = "UBND tỉnh Lạng Sơn triển khai Chỉ thị số 20/CT-TTg ngày 08/6/2023.";
    let run = run_in(&project(""), &["extract", "-", "--format", "marked"], page.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("⟦Chỉ thị số 20/CT-TTg ⟦ngày 08/6/2023⟧date⟧document"), "{}", run.out);
    assert_eq!(run_in(&project(""), &["extract", "-"], "Hôm nay trời đẹp.".as_bytes()).code, 1);
}

#[test]
fn trace_shows_the_papers_their_bodies_deadlines_and_proof() {
    let tree = answer(&["trace", ORDER, "--year", "2023"]);
    for words in ["Kế hoạch 1892/KH-UBND", "Công văn 1187/SCT-QLNL", "Kế hoạch 148/KH-UBND", "hạn 31/07/2023", "“"]
    {
        assert!(tree.contains(words), "{words} is not in:\n{tree}");
    }
    let typed_badly = answer(&["trace", "chi thi so 20/ct-ttg  nam 2023"]);
    assert_eq!(typed_badly, tree);
    let rows = answer(&["trace", ORDER, "--year", "2023", "--format", "csv"]);
    assert!(rows.lines().any(|row| row.contains("1892/KH-UBND") && row.contains("2023-08-31")), "{rows}");
    let steps = json(&answer(&["trace", ORDER, "--year", "2023", "--format", "json"]));
    assert!(steps["steps"].as_array().is_some_and(|steps| steps.len() >= 3), "{steps}");
}

#[test]
fn tasks_are_chosen_by_body_role_and_day() {
    let tasks = |more: &[&str]| answer(&[&["tasks", "--format", "csv"], more].concat()).lines().count() - 1;
    let all = tasks(&[]);
    assert!(all > 10, "{all}");
    let overdue = tasks(&["--overdue", "--today", "2023-08-01"]);
    assert!(0 < overdue && overdue < all, "{overdue} of {all}");
    // On its last day a task is not overdue; on the next day it is.
    let of_letter =
        |today| luocdo(&["tasks", "--document", "1187/SCT-QLNL", "--overdue", "--today", today, FROM[0], FROM[1]]);
    assert_eq!(of_letter("2023-07-31").code, 1);
    let run = of_letter("2023-08-01");
    assert_eq!(run.code, 0);
    assert!(run.out.contains("31/07/2023"), "{}", run.out);
    assert!(answer(&["tasks", "--agency", "so cong thuong"]).contains("Sở Công Thương"));
    assert!(answer(&["tasks", "--role", "lead"]).contains("chủ trì"));
    fails(&luocdo(&["tasks", "--role", "boss", FROM[0], FROM[1]]), 2, &["boss", "lead"]);
}

/// Two papers in the manner of a province: the second repeals the first.
const REPEALED: &str = "UBND tỉnh Lạng Sơn ban hành Quyết định số 12/2021/QĐ-UBND ngày 05/4/2021 về quản lý chợ.";
const REPEALS: &str = "Quyết định số 30/2024/QĐ-UBND ngày 10/9/2024 của UBND tỉnh Lạng Sơn bãi bỏ Quyết định số \
                       12/2021/QĐ-UBND ngày 05/4/2021 của UBND tỉnh Lạng Sơn.";

#[test]
fn status_is_told_for_a_day_with_its_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), REPEALED).expect("written");
    fs::write(folder.path().join("b.txt"), REPEALS).expect("written");
    let ask = |on: &str, format: &str| {
        let name = "quyet dinh 12/2021/qd-ubnd";
        let run = run_in(folder.path(), &["status", name, "--on", on, "--format", format, "--from", "."], b"");
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let before = json(&ask("2024-09-09", "json"));
    assert_eq!(before["status"], "unknown", "nobody says when it begins: {before}");
    assert_eq!(before["events"][0]["holds"], "not-yet");
    assert_eq!(json(&ask("2021-04-04", "json"))["status"], "not-yet");
    let after = json(&ask("2025-01-01", "json"));
    assert_eq!((&after["status"], &after["doubts"][0]["doubt"]), (&"expired".into(), &"no-day".into()));
    let words = ask("2025-01-01", "table");
    for part in ["HẾT HIỆU LỰC TOÀN BỘ", "30/2024/QĐ-UBND", "“", "b.txt", "Lưu ý"] {
        assert!(words.contains(part), "{part} is not in:\n{words}");
    }
    let rows = ask("2025-01-01", "csv");
    assert!(rows.starts_with("paper,iri,on,status,since,event,") && rows.contains(",expired,,repeals,"), "{rows}");
    fails(&run_in(folder.path(), &["status", "Thông tư 99/2020/TT-BXX", "--from", "."], b""), 1, &["no document"]);
}

#[test]
fn what_is_judged_leaves_the_answers_and_is_shown_on_demand() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["langson-2023-w27.txt", "langson-2023-w28.txt"] {
        fs::copy(project("examples/digest").join(name), folder.path().join(name)).expect("copied");
    }
    let run = |args: &[&str]| run_in(folder.path(), &[args, &["--from", "."]].concat(), b"");
    let trace = |more: &[&str]| run(&[&["trace", ORDER, "--year", "2023", "--format", "json"], more].concat());
    let steps = |run: &Run| json(&run.out)["steps"].as_array().expect("steps").clone();
    let before = steps(&trace(&[]));
    let is_plan = |step: &serde_json::Value| step["paper"]["number"] == "148/KH-UBND" && step["depth"] == 1;
    let step = before.iter().find(|step| is_plan(step)).expect("the plan is there");
    assert_eq!(step["proofs"].as_array().map(Vec::len), Some(1), "one sentence proves it");
    let id = step["proofs"][0]["id"].as_str().expect("an id").to_owned();
    let by = "Lò Thị \"Mai\", <Phòng TH>\n'đội 2'";

    let judged = run(&["judge", "reject", &id, "--by", by, "--why", "không phải kế hoạch này; xem lại"]);
    assert_eq!(judged.code, 0, "{}", judged.err);
    assert!(fs::read_to_string(folder.path().join("judgements.csv")).expect("kept").contains(&id));
    let here = |steps: &[serde_json::Value]| steps.iter().any(is_plan);
    assert!(!here(&steps(&trace(&[]))));
    let shown = trace(&["--rejected"]);
    assert!(here(&steps(&shown)) && shown.out.contains("\"rejected\""), "{}", shown.out);
    let export = |more: &[&str]| run(&[&["export", "--format", "nquads"], more].concat()).out;
    assert!(!export(&[]).contains(&id) && export(&["--rejected"]).contains(&id));
    let count = |more: &[&str]| {
        let counts = json(&run(&[&["stats", "--format", "json"], more].concat()).out);
        let counts = counts.as_array().expect("counts").clone();
        let row = counts.iter().find(|row| row["name"] == "relation").expect("relations are counted");
        row["count"].as_u64().expect("a number")
    };
    assert_eq!(count(&["--rejected"]), count(&[]) + 1);
    let listed = json(&run(&["judge", "list", "--format", "json"]).out);
    assert_eq!((&listed[0]["state"], &listed[0]["by"]), (&"standing".into(), &by.into()));

    assert_eq!(run(&["judge", "relabel", &id, "--as", "cites", "--by", by, "--why", "chỉ nhắc"]).code, 0);
    let relation = format!("<https://w3id.org/luocdo/id/relation/{id}>");
    let ask = format!("ASK {{ {relation} luo:relationType luo:cites ; luo:readAs luo:implements }}");
    assert_eq!(run(&["query", &ask]).out, "đúng\n");
    fails(&run(&["judge", "relabel", &id, "--as", "lead", "--by", by, "--why", "x"]), 2, &["is a relation", "repeals"]);
    fails(&run(&["judge", "relabel", &id, "--as", "kills", "--by", by, "--why", "x"]), 2, &["kills", "implements"]);
    assert_eq!(run(&["judge", "accept", &id, "--by", by, "--why", "đúng"]).code, 0);
    assert_eq!(steps(&trace(&[])).len(), before.len());
    assert_eq!(run(&["judge", "list", "--format", "csv"]).out.matches("superseded").count(), 2);
}

#[test]
fn a_task_is_judged_and_an_unknown_id_offers_the_nearest() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("j.csv");
    let file = file.to_str().expect("a path");
    let run = |args: &[&str]| luocdo(&[args, &FROM, &["--judgements", file]].concat());
    let tasks = || run(&["tasks", "--format", "csv"]).out;
    let before = tasks();
    let id = before.lines().nth(1).and_then(|row| row.rsplit(',').next()).expect("an id").to_owned();
    let mut typo = id.clone();
    typo.pop();
    fails(&run(&["judge", "reject", &typo, "--by", "An", "--why", "sai"]), 1, &[&format!("`{typo}`"), &id]);
    fails(
        &run(&["judge", "reject", "zz", "--by", "An", "--why", "sai"]),
        1,
        &["no relation, task or open name", "column `id`"],
    );
    fails(&run(&["judge", "reject", &id, "--by", " ", "--why", "sai"]), 2, &["say it in words"]);
    assert_eq!(run(&["judge", "list"]).code, 1);
    assert_eq!(run(&["judge", "reject", &id, "--by", "An", "--why", "sai"]).code, 0);
    assert!(!tasks().contains(&id));
    assert_eq!(run(&["tasks", "--rejected", "--format", "csv"]).out, before);
    fs::write(file, "id,judgement,as,by,on,why\nabc,maybe,,An,2026-01-01,x\n").expect("written");
    fails(&run(&["tasks"]), 2, &["j.csv", "line 2", "`maybe` is no judgement"]);
}

#[test]
fn the_paper_of_an_open_name_is_chosen_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("j.csv");
    let file = file.to_str().expect("a path");
    let run = |args: &[&str]| luocdo(&[args, &FROM, &["--judgements", file]].concat());
    let choose = |id: &str, paper: &str| run(&["judge", "choose", id, "--as", paper, "--by", "An", "--why", "đã xem"]);
    let open = || run(&["stats", "--open", "--format", "csv"]).out;
    let before = open();
    let row = before.lines().find(|row| row.starts_with("ambiguous") && row.contains("20/CT-TTg")).expect("a name");
    let id = row.rsplit(',').next().expect("an id").trim();
    assert!(run(&["gaps"]).out.contains(id) && run(&["gaps", "--format", "csv"]).out.contains(id));
    fails(&choose(id, "Chỉ thị 20/CT-TTg"), 2, &["2019", "2020", "08/6/2023"]);
    fails(&choose(id, "Chỉ thị 4321/CT-TTg"), 1, &["by its key, as in `CT|20/CT-TTg|2023|TTg`"]);
    fails(&choose("zz", "CT|20/CT-TTg|2023|TTg"), 1, &["no relation, task or open name", "column `id`"]);
    fails(&run(&["judge", "accept", id, "--by", "An", "--why", "x"]), 2, &["luocdo judge choose"]);
    for (paper, key) in [
        ("chi thi 20/ct-ttg nam 2023", "CT|20/CT-TTg|2023|TTg"),
        ("Chỉ thị 20/CT-TTg năm 2019", "CT|20/CT-TTg|2019|TTg"),
        ("CT|20/CT-TTg|2031|TTg", "CT|20/CT-TTg|2031|TTg"),
    ] {
        assert_eq!(choose(id, paper).code, 0, "{paper}");
        let listed = run(&["judge", "list", "--format", "csv"]).out;
        assert!(listed.lines().any(|row| row.contains(key) && row.ends_with("standing")), "{listed}");
        assert!(!open().contains(id));
        let named = format!("ASK {{ ?name dcterms:identifier '{id}' ; luo:names/luo:key '{key}' }}");
        assert_eq!(run(&["query", &named]).out.trim(), "đúng");
        assert_eq!(run(&["check"]).code, 0);
    }
    for _ in 0..3 {
        assert_eq!(run(&["judge", "undo", id]).code, 0);
    }
    fails(&run(&["judge", "undo", id]), 1, &["nobody has judged"]);
    assert_eq!(open(), before);
}

#[test]
fn query_answers_in_every_form() {
    let select = "SELECT ?paper WHERE { ?paper luo:implements ?order } ORDER BY ?paper";
    assert!(answer(&["query", select]).contains("1892-kh-ubnd"));
    assert!(answer(&["query", select, "--format", "csv"]).starts_with("paper\r\n"));
    assert!(json(&answer(&["query", select, "--format", "json"]))["results"]["bindings"].is_array());
    assert_eq!(answer(&["query", "ASK { ?a luo:implements ?b }"]), "đúng\n");
    assert!(answer(&["query", "CONSTRUCT WHERE { ?a luo:implements ?b }"]).contains("luo:implements"));
    let nothing = luocdo(&["query", "SELECT ?a WHERE { ?a luo:suspends ?b }", FROM[0], FROM[1]]);
    assert_eq!(nothing.code, 1);
}

#[test]
fn export_writes_every_format() {
    let marks = [
        ("turtle", "luo:implements"),
        ("trig", "luo:implements"),
        ("nquads", "ontology#implements>"),
        ("jsonld", "\"@graph\""),
        ("rdfxml", "<rdf:RDF"),
        ("dot", "digraph"),
        ("graphml", "<graphml"),
    ];
    for (format, mark) in marks {
        assert!(answer(&["export", "--format", format]).contains(mark), "{format}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("graph.ttl");
    let to = file.to_str().expect("a path");
    assert_eq!(answer(&["export", "--output", to]), "");
    assert_eq!(fs::read_to_string(&file).expect("written"), answer(&["export", "--format", "turtle"]));
    fails(&luocdo(&["export", "--output", to, FROM[0], FROM[1]]), 2, &["graph.ttl", "--force"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_a_device_keeps_its_place() {
    use std::os::unix::fs::FileTypeExt;
    let device = || fs::metadata("/dev/full").is_ok_and(|file| file.file_type().is_char_device());
    if !device() {
        println!("skipped: there is no /dev/full here");
        return;
    }
    let run = luocdo(&["export", "--format", "turtle", "--output", "/dev/full", "--force", FROM[0], FROM[1]]);
    assert!(device(), "the device was replaced by a file");
    fails(&run, 2, &["cannot write `/dev/full`"]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it opens");
    let run = Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args(["trace", ORDER, "--year", "2023", FROM[0], FROM[1]])
        .current_dir(project(""))
        .stdout(full)
        .output()
        .expect("it runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("cannot write `standard output`"));
}

#[test]
fn stats_and_completions() {
    assert!(answer(&["stats"]).contains("văn bản"));
    assert!(!json(&answer(&["stats", "--format", "json"])).is_null());
    for shell in ["bash", "zsh", "fish"] {
        let run = luocdo(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("overdue"), "{shell}");
    }
}

#[test]
fn help_has_examples() {
    assert!(luocdo(&["--help"]).out.contains("luocdo trace \"Chỉ thị 20/CT-TTg\""));
    assert_eq!(luocdo(&["--version"]).code, 0);
    fails(&luocdo(&["trade"]), 2, &["trade"]);
}

#[test]
fn a_name_that_fits_several_papers_lists_them_and_one_that_fits_none_offers_the_nearest() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "Căn cứ Chỉ thị số 20/CT-TTg ngày 29/7/2019, Chỉ thị số 20/CT-TTg ngày 07/5/2020 và Chỉ thị số 20/CT-TTg \
                ngày 08/6/2023 của Thủ tướng Chính phủ.";
    fs::write(folder.path().join("page.txt"), page).expect("written");
    let run = run_in(folder.path(), &["trace", ORDER, "--from", "page.txt"], b"");
    fails(&run, 2, &["names 3 documents", "2019", "2020", "2023", "--year"]);
    let near = luocdo(&["trace", "Chỉ thị 20/CT-TTx", FROM[0], FROM[1]]);
    fails(&near, 1, &["no document is called `Chỉ thị 20/CT-TTx`", "Chỉ thị 20/CT-TTg"]);
    fails(&luocdo(&["trace", "zzzz", FROM[0], FROM[1]]), 1, &["nor anything like it"]);
}

#[test]
fn bad_files_are_told_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    write("empty.txt", b"");
    write("binary.txt", b"ab\0\x01\x02");
    write("paper.pdf", b"%PDF-1.7");
    write("utf8.txt", b"S\xE1\xBB\x9F\nC\xFF");
    write("good.txt", "Chỉ thị số 20/CT-TTg ngày 08/6/2023".as_bytes());
    let big = fs::File::create(folder.path().join("big.txt")).expect("made");
    big.set_len(201 << 20).expect("sparse");
    let cases = [
        ("empty.txt", "is empty"),
        ("binary.txt", "a binary file"),
        ("paper.pdf", "damaged"),
        ("utf8.txt", "byte 6 (line 2)"),
        ("big.txt", "201 MB, over the limit of 100 MB"),
        ("gone.txt", "cannot read `gone.txt`"),
    ];
    for (file, words) in cases {
        let run = run_in(folder.path(), &["extract", file, "good.txt"], b"");
        fails(&run, 2, &[file, words]);
        assert_eq!(run.out.lines().count(), 1, "the good file is read: {file}");
        let run = run_in(folder.path(), &["stats", "--from", file], b"");
        fails(&run, 2, &[words]);
    }
    let run = run_in(folder.path(), &["extract", "big.txt", "--max-size", "300"], b"");
    fails(&run, 2, &["binary"]);
}

#[test]
fn files_of_several_texts_are_read_and_what_is_not_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    let letter = |number: u32| format!("Công văn số {number}/UBND-KT ngày 08/6/2023 của UBND tỉnh Lạng Sơn");
    let rows = [
        serde_json::json!({ "ma": "a", "noi_dung_chinh": letter(1), "so_hieu": "1/UBND-KT" }).to_string(),
        "{".to_owned(),
        serde_json::json!({ "ma": "b", "noi_dung_chinh": letter(2) }).to_string(),
    ];
    write("rows.jsonl", rows.join("\n").as_bytes());
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("ba.txt", letter(3)), ("ảnh.jpg", "x".to_owned()), ("trống.txt", String::new())] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("it begins");
        archive.write_all(text.as_bytes()).expect("it is written");
    }
    write("papers.zip", &archive.finish().expect("it ends").into_inner());
    let run =
        run_in(folder.path(), &["extract", "rows.jsonl", "papers.zip", "--map", "text=noi_dung_chinh,id=ma"], b"");
    fails(&run, 2, &["`rows.jsonl`, row 2: no JSON object", "`papers.zip#trống.txt` is empty"]);
    let sources: Vec<_> = run.out.lines().map(|line| json(line)["source"].as_str().map(str::to_owned)).collect();
    assert_eq!(sources, ["rows.jsonl#a", "rows.jsonl#b", "papers.zip#ba.txt"].map(|name| Some(name.to_owned())));
    let run = run_in(folder.path(), &["extract", "rows.jsonl"], b"");
    fails(
        &run,
        2,
        &["no column holds the text; name it with `--map text=COLUMN`", "`ma`, `noi_dung_chinh`, `so_hieu`"],
    );
    fails(
        &run_in(folder.path(), &["extract", "rows.jsonl", "--map", "texts=ma"], b""),
        2,
        &["there is no field `texts`"],
    );
    let piped = fs::read(folder.path().join("rows.jsonl")).expect("it is there");
    let run = run_in(folder.path(), &["extract", "-", "--map", "text=noi_dung_chinh"], &piped);
    assert_eq!((run.code, run.out.lines().count()), (2, 2), "{}", run.err);
    let ask = [
        "query",
        "SELECT DISTINCT ?n WHERE { ?a a luo:Document ; dcterms:identifier ?n } ORDER BY ?n",
        "--format",
        "csv",
    ];
    let more = ["--from", "rows.jsonl", "papers.zip", "--map", "text=noi_dung_chinh"];
    let run = run_in(folder.path(), &[&ask[..], &more].concat(), b"");
    assert_eq!(run.out, "n\r\n1/UBND-KT\r\n2/UBND-KT\r\n3/UBND-KT\r\n", "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret.txt");
    fs::write(&file, "Chỉ thị").expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("closed");
    if fs::read(&file).is_ok() {
        println!("skipped: root reads every file");
        return;
    }
    fails(&run_in(folder.path(), &["extract", "secret.txt"], b""), 2, &["cannot read `secret.txt`", "ermission"]);
}

#[test]
fn a_line_of_ten_megabytes_is_read_like_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = "Giao Sở Công Thương thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023; ".repeat(140_000);
    assert!(line.len() > 10 << 20);
    fs::write(folder.path().join("line.txt"), line).expect("written");
    let run = run_in(folder.path(), &["extract", "line.txt"], b"");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out.matches("\"kind\":\"document\",\"span\"").count(), 140_000);
}

#[test]
fn malformed_sparql_is_told_with_its_place() {
    let run = luocdo(&["query", "SELECT ?a WHERE {\n  ?a luo:implements", FROM[0], FROM[1]]);
    fails(&run, 2, &["line 2", "column"]);
    fails(&luocdo(&["query", "DELETE WHERE { ?a ?b ?c }", FROM[0], FROM[1]]), 2, &["not SPARQL"]);
}

#[test]
fn a_store_that_is_not_there_is_told_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    fails(&run_in(folder.path(), &["stats"], b""), 2, &["luocdo.db", "luocdo build"]);
    fs::write(folder.path().join("page.txt"), "Chỉ thị").expect("written");
    fails(&run_in(folder.path(), &["build", "gone.txt", "--store", "page.txt"], b""), 2, &["page.txt"]);
}

#[test]
fn a_table_with_a_mistake_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("places.csv"), "id,phrase,level,examples\nb,bản,village,x\na,ấp,village,y\n")
        .expect("written");
    let tables = folder.path().to_str().expect("a path");
    let run = luocdo(&["extract", "examples/digest/langson-2023-w27.txt", "--tables", tables]);
    fails(&run, 2, &["places.csv", "line 3", "`a` must come after `b`"]);
}

#[cfg(feature = "rocksdb")]
mod on_disk {
    use super::*;

    const BUILD: [&str; 4] = ["build", "examples/digest", "--store", ""];

    fn build(store: &str) -> Run {
        let mut args = BUILD;
        args[3] = store;
        luocdo(&args)
    }

    #[test]
    fn building_twice_changes_nothing_and_the_store_answers_as_the_files_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("s");
        let store = store.to_str().expect("a path");
        let first = build(store);
        assert_eq!(first.code, 0, "{}", first.err);
        assert!(first.err.contains("3 new, 0 changed, 0 unchanged"), "{}", first.err);
        let dump = || luocdo(&["export", "--format", "nquads", "--store", store]).out;
        let before = dump();
        let second = build(store);
        assert!(second.err.contains("0 new, 0 changed, 3 unchanged"), "{}", second.err);
        assert!(dump() == before, "building twice changed the quads");
        let stored = luocdo(&["trace", ORDER, "--year", "2023", "--store", store]);
        assert_eq!(stored.out, answer(&["trace", ORDER, "--year", "2023"]));
    }

    #[test]
    fn a_judgement_is_kept_beside_the_store_and_replayed_at_every_build() {
        let folder = tempfile::tempdir().expect("a folder");
        let run = |args: &[&str]| run_in(folder.path(), args, b"");
        let page = "UBND tỉnh Lạng Sơn ban hành Kế hoạch số 148/KH-UBND, ngày 04/7/2023 triển khai thực hiện Chỉ thị số \
                    20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ.";
        fs::write(folder.path().join("page.txt"), page).expect("written");
        assert_eq!(run(&["build", "page.txt"]).code, 0);
        let trace = || run(&["trace", ORDER, "--year", "2023", "--format", "json"]);
        let id = json(&trace().out)["steps"][0]["proofs"][0]["id"].as_str().expect("an id").to_owned();
        fails(&run(&["judge", "reject", &id, "--by", "An", "--why", "sai", "--store", "gone"]), 2, &["does not exist"]);
        assert!(!folder.path().join("gone").exists());
        let judged = run(&["judge", "reject", &id, "--by", "An", "--why", "sai"]);
        assert_eq!(judged.code, 0, "{}", judged.err);
        assert_eq!(trace().code, 1);
        assert!(run(&["build", "page.txt"]).err.contains("1 unchanged"));
        assert_eq!(trace().code, 1);
        // A store built anew follows the file alone.
        fs::remove_dir_all(folder.path().join("luocdo.db")).expect("gone");
        assert_eq!(run(&["build", "page.txt"]).code, 0);
        assert_eq!(trace().code, 1);
        // The sentence goes and the judgement waits.
        fs::write(folder.path().join("page.txt"), page.replace("triển khai", "tổ chức triển khai")).expect("written");
        assert!(run(&["build", "page.txt"]).err.contains(&format!("judgement on `{id}` waits")));
        assert_eq!(trace().code, 0);
        // The file goes and so does what it did.
        fs::write(folder.path().join("page.txt"), page).expect("written");
        fs::remove_file(folder.path().join("judgements.csv")).expect("gone");
        assert_eq!(run(&["build", "page.txt"]).code, 0);
        assert_eq!(trace().code, 0);
    }

    #[test]
    fn a_changed_page_replaces_what_it_said_and_a_deleted_one_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.txt");
        let run = |args: &[&str]| run_in(folder.path(), args, b"");
        let ask = |number: &str| {
            let query = format!("ASK {{ ?a luo:key ?k FILTER(CONTAINS(?k, '{number}')) }}");
            run(&["query", &query]).out == "đúng\n"
        };
        fs::write(&page, "Công văn số 1/UBND-KT ngày 03/7/2023").expect("written");
        assert_eq!(run(&["build", "."]).code, 0);
        assert!(ask("1/UBND-KT"));
        fs::write(&page, "Công văn số 2/UBND-KT ngày 03/7/2023").expect("written");
        assert!(run(&["build", "."]).err.contains("1 changed"));
        assert!(!ask("1/UBND-KT") && ask("2/UBND-KT"));
        fs::remove_file(&page).expect("gone");
        let pruned = run(&["build", ".", "--prune"]);
        assert!(pruned.err.contains("1 removed"), "{}", pruned.err);
        assert!(!ask("2/UBND-KT"));
    }

    #[test]
    fn a_bad_file_does_not_keep_the_others_out() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.txt"), b"\xFF").expect("written");
        fs::write(folder.path().join("b.txt"), "Công văn số 1/UBND-KT").expect("written");
        let run = run_in(folder.path(), &["build", "."], b"");
        fails(&run, 2, &["a.txt", "not valid UTF-8", "1 new", "1 failed"]);
    }

    #[test]
    fn a_store_that_another_process_writes_is_left_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = folder.path().join("s");
        let path = store.to_str().expect("a path");
        assert_eq!(build(path).code, 0);
        let before = luocdo(&["export", "--format", "nquads", "--store", path]).out;
        let writer = luocdo::store::Store::open_to_write(&store, None).expect("free");
        let me = format!("process {} is writing it", std::process::id());
        fails(&build(path), 2, &[&me]);
        fails(&luocdo(&["stats", "--store", path]), 2, &[&me]);
        drop(writer);
        assert_eq!(luocdo(&["export", "--format", "nquads", "--store", path]).out, before);
    }
}
