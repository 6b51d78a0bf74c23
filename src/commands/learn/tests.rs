//! What one file says may settle what another means, in whatever order and build they come.

use super::super::build::Tally;
use super::*;
use luocdo::iri::Base;
use luocdo::read::Map;
use luocdo::store::Answer;
use std::fs;

const WEEK_27: &str = "Chỉ đạo, điều hành nổi bật của UBND tỉnh Lạng Sơn trong tuần (từ ngày 03/7 đến ngày 09/7/2023)

Triển khai Chỉ thị số 20/CT-TTg của Thủ tướng Chính phủ; Kiểm tra công tác tôn giáo tại các địa phương.

Triển khai Chỉ thị số 20/CT-TTg của Thủ tướng Chính phủ

UBND tỉnh ban hành Kế hoạch số 148/KH-UBND ngày 04/7/2023 triển khai thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023 \
của Thủ tướng Chính phủ về việc tăng cường tiết kiệm điện.

Kiểm tra công tác tôn giáo tại các địa phương

UBND tỉnh kiểm tra công tác tôn giáo năm 2023 (Kế hoạch số 146/KH-UBND, ngày 05/7/2023).
";

/// Names the plan without its year.
const WEEK_29: &str = "Chỉ đạo, điều hành nổi bật của UBND tỉnh Lạng Sơn trong tuần (từ ngày 17/7 đến ngày 23/7/2023)

Triển khai công tác quản lý đất đai; Đôn đốc thực hiện tiết kiệm điện trên địa bàn tỉnh.

Triển khai công tác quản lý đất đai

UBND tỉnh giao Sở Tài nguyên và Môi trường kiểm tra việc quản lý đất đai (Công văn số 915/UBND-KT, ngày 19/7/2023).

Đôn đốc thực hiện tiết kiệm điện trên địa bàn tỉnh

UBND tỉnh có Công văn số 912/UBND-KT, ngày 18/7/2023 triển khai thực hiện Kế hoạch số 148/KH-UBND của UBND tỉnh.
";

/// [`WEEK_29`] as if of a week before the plan.
fn week_25() -> String {
    let earlier = [("17/7", "19/6"), ("23/7", "25/6"), ("19/7", "21/6"), ("18/7", "20/6")];
    earlier.iter().fold(WEEK_29.to_owned(), |text, (late, early)| text.replace(late, early))
}

struct Desk {
    folder: tempfile::TempDir,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Desk { folder, store: Store::memory(Base::default()).expect("a store") }
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("it is written");
        path
    }

    fn learn(&mut self, paths: &[PathBuf]) -> Tally {
        self.learn_with(paths, None, false)
    }

    fn learn_with(&mut self, paths: &[PathBuf], place: Option<&str>, forget: bool) -> Tally {
        let place = place.map(str::to_owned);
        let reading = Reading { place, date: None, tables: None, max_size: 1, map: Map::default(), base: None };
        learn(&mut self.store, paths, &reading, forget).expect("the store takes it").tally
    }

    fn asks(&self, pattern: &str) -> bool {
        self.store.query(&format!("ASK {{ {pattern} }}")).expect("an answer") == Answer::Boolean(true)
    }

    /// All that is said, without the names of the files.
    fn all(&self) -> Vec<String> {
        let Answer::Graph(facts) = self.store.query("CONSTRUCT WHERE { ?s ?p ?o }").expect("an answer") else {
            panic!("no graph");
        };
        let mut facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
        facts.sort();
        facts
    }
}

const RESOLVED: &str = "?letter dcterms:identifier '912/UBND-KT' ; luo:implements ?plan .
    ?plan luo:key 'KH|148/KH-UBND|2023|UBND:LS' ; luo:described true ; luo:implements ?order .
    ?mention luo:names ?plan ; luo:status luo:status-resolved ; oa:hasTarget ?page .
    ?page luo:pageDate '2023-07-23'^^xsd:date";
const STUB: &str = "?letter dcterms:identifier '912/UBND-KT' ; luo:implements ?plan .
    ?plan luo:key 'KH|148/KH-UBND|?|UBND:LS' . FILTER NOT EXISTS { ?plan luo:described true }";

#[test]
fn a_later_page_means_the_plan_that_an_earlier_one_reports_in_any_order() {
    let mut desk = Desk::new();
    let (a, b) = (desk.write("27.txt", WEEK_27), desk.write("29.txt", WEEK_29));
    desk.learn(&[a.clone(), b.clone()]);
    assert!(desk.asks(RESOLVED));
    let forward = desk.all();
    assert_eq!(desk.learn(&[b.clone(), a.clone()]), Tally { unchanged: 2, ..Tally::default() });
    desk.store = Store::memory(Base::default()).expect("a store");
    desk.learn(&[b, a]);
    assert_eq!(desk.all(), forward);
}

#[test]
fn a_late_arrival_settles_what_was_open() {
    let mut desk = Desk::new();
    let (a, b) = (desk.write("27.txt", WEEK_27), desk.write("29.txt", WEEK_29));
    desk.learn(std::slice::from_ref(&b));
    assert!(desk.asks(STUB) && !desk.asks(RESOLVED));
    assert_eq!(desk.learn(std::slice::from_ref(&a)), Tally { new: 1, again: 1, ..Tally::default() });
    assert!(desk.asks(RESOLVED) && !desk.asks(STUB));
    let late = desk.all();
    assert_eq!(desk.learn(std::slice::from_ref(&a)), Tally { unchanged: 1, ..Tally::default() });
    assert_eq!(desk.learn(std::slice::from_ref(&b)), Tally { unchanged: 1, ..Tally::default() });
    desk.store = Store::memory(Base::default()).expect("a store");
    desk.learn(&[a.clone(), b]);
    assert_eq!(desk.all(), late);
    fs::remove_file(&a).expect("it is there");
    assert_eq!(desk.learn_with(&[a], None, true), Tally { removed: 1, again: 1, failed: 1, ..Tally::default() });
    assert!(desk.asks(STUB) && !desk.asks(RESOLVED));
}

#[test]
fn nothing_later_than_the_page_is_meant() {
    let mut desk = Desk::new();
    let (a, b) = (desk.write("27.txt", WEEK_27), desk.write("25.txt", &week_25()));
    desk.learn(&[a, b]);
    assert!(desk.asks(
        "?letter dcterms:identifier '912/UBND-KT' ; luo:implements ?plan . ?plan luo:key 'KH|148/KH-UBND|?|UBND:LS'"
    ));
}

#[test]
fn another_province_has_its_own_plan() {
    let mut desk = Desk::new();
    let a = desk.write("27.txt", WEEK_27);
    let b = desk.write("29.txt", &WEEK_29.replace("Lạng Sơn", "Cao Bằng"));
    desk.learn(&[a, b]);
    assert!(!desk.asks("?letter dcterms:identifier '912/UBND-KT' ; luo:implements ?plan . ?plan luo:described true"));
}

#[test]
fn a_page_read_again_keeps_the_place_it_was_given() {
    let mut desk = Desk::new();
    let nowhere = |text: &str| text.replace(" Lạng Sơn", "");
    let b = desk.write("29.txt", &nowhere(WEEK_29));
    desk.learn_with(&[b], Some("LS"), false);
    let a = desk.write("27.txt", WEEK_27);
    assert_eq!(desk.learn(&[a]), Tally { new: 1, again: 1, ..Tally::default() });
    assert!(desk.asks(RESOLVED));
}

#[test]
fn a_page_changed_since_is_left_to_the_user() {
    let mut desk = Desk::new();
    let b = desk.write("29.txt", WEEK_29);
    desk.learn(std::slice::from_ref(&b));
    fs::write(&b, "Khác").expect("it is written");
    let a = desk.write("27.txt", WEEK_27);
    assert_eq!(desk.learn(&[a]), Tally { new: 1, ..Tally::default() });
    assert!(desk.asks(STUB));
}

#[test]
fn the_bodies_of_the_tables_are_there_and_not_counted() {
    let mut desk = Desk::new();
    let a = desk.write("27.txt", WEEK_27);
    desk.learn(&[a]);
    assert!(desk.asks("?ministry luo:agencyId 'BCT' ; org:subOrganizationOf ?government"));
    let graph = luocdo::analyze::Graph::load(&desk.store).expect("it loads");
    assert!(!graph.agencies.is_empty() && graph.agencies.len() < 20);
    assert_eq!(desk.store.sources().expect("they are listed").len(), 1);
}

/// A dump with a row for each page.
fn rows(pages: &[(&str, &str)]) -> String {
    pages.iter().map(|(id, text)| serde_json::json!({ "id": id, "noi_dung": text }).to_string() + "\n").collect()
}

/// A ZIP archive with a member for each page.
fn archive(pages: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in pages {
        writer.start_file(format!("{name}.txt"), zip::write::SimpleFileOptions::default()).expect("it begins");
        std::io::Write::write_all(&mut writer, text.as_bytes()).expect("it is written");
    }
    writer.finish().expect("it ends").into_inner()
}

#[test]
fn rows_and_members_mean_what_files_mean() {
    let pages = [("27", WEEK_27), ("29", WEEK_29)];
    let turned = [pages[1], pages[0]];
    let mut desk = Desk::new();
    let dump = desk.write("pages.jsonl", &rows(&turned));
    assert_eq!(desk.learn(std::slice::from_ref(&dump)), Tally { new: 2, ..Tally::default() });
    assert!(desk.asks(RESOLVED));
    assert!(desk.asks("?page a luo:Source ; luo:path ?path . FILTER STRENDS(?path, 'pages.jsonl#27')"));
    assert_eq!(desk.learn(std::slice::from_ref(&dump)), Tally { unchanged: 2, ..Tally::default() });
    desk.store = Store::memory(Base::default()).expect("a store");
    let path = desk.folder.path().join("pages.zip");
    fs::write(&path, archive(&turned)).expect("it is written");
    assert_eq!(desk.learn(std::slice::from_ref(&path)), Tally { new: 2, ..Tally::default() });
    assert!(desk.asks(RESOLVED));
    let late = desk.all();
    fs::write(&path, archive(&pages)).expect("it is written");
    assert_eq!(desk.learn(&[path]), Tally { unchanged: 2, ..Tally::default() });
    assert_eq!(desk.all(), late);
}

#[test]
fn a_row_taken_out_takes_its_facts_along_and_one_put_in_settles_what_was_open() {
    let mut desk = Desk::new();
    let letter = desk.write("29.txt", WEEK_29);
    let dump = desk.write("pages.jsonl", &rows(&[("25", &week_25()), ("27", WEEK_27)]));
    desk.learn(&[letter, dump.clone()]);
    assert!(desk.asks(RESOLVED));
    desk.write("pages.jsonl", &rows(&[("25", &week_25())]));
    let tally = desk.learn(std::slice::from_ref(&dump));
    assert_eq!(tally, Tally { unchanged: 1, removed: 1, again: 1, ..Tally::default() });
    assert!(desk.asks(STUB) && !desk.asks(RESOLVED));
    desk.write("pages.jsonl", &rows(&[("27", WEEK_27), ("25", &week_25())]));
    let tally = desk.learn(std::slice::from_ref(&dump));
    assert_eq!(tally, Tally { new: 1, unchanged: 1, again: 1, ..Tally::default() });
    assert!(desk.asks(RESOLVED));
    let page = desk.write("30.txt", &WEEK_27.replace("148/KH", "152/KH"));
    assert_eq!(desk.learn(&[page]).again, 0);
    fs::remove_file(&dump).expect("it is there");
    assert_eq!(desk.learn_with(&[dump], None, true).removed, 2);
    assert!(desk.asks(STUB) && !desk.asks(RESOLVED));
}

#[test]
fn a_row_that_waits_is_read_again_when_its_paper_comes() {
    let mut desk = Desk::new();
    let dump = desk.write("pages.jsonl", &rows(&[("25", &week_25()), ("29", WEEK_29)]));
    desk.learn(&[dump]);
    assert!(desk.asks(STUB) && !desk.asks(RESOLVED));
    let plan = desk.write("27.txt", WEEK_27);
    assert_eq!(desk.learn(&[plan]), Tally { new: 1, again: 1, ..Tally::default() });
    assert!(desk.asks(RESOLVED));
}

#[test]
fn a_row_that_breaks_keeps_what_it_said_and_an_archive_that_breaks_off_forgets_nothing() {
    let mut desk = Desk::new();
    let pages = [("25", week_25()), ("27", WEEK_27.to_owned())];
    let pages: Vec<(&str, &str)> = pages.iter().map(|(id, text)| (*id, text.as_str())).collect();
    let dump = desk.write("pages.jsonl", &rows(&pages));
    desk.learn(std::slice::from_ref(&dump));
    desk.write("pages.jsonl", &rows(&[pages[0], ("27", "")]));
    let tally = desk.learn(std::slice::from_ref(&dump));
    assert_eq!(tally, Tally { unchanged: 1, failed: 1, ..Tally::default() });
    let path = desk.folder.path().join("pages.zip");
    let whole = archive(&pages);
    fs::write(&path, &whole).expect("it is written");
    desk.learn(std::slice::from_ref(&path));
    fs::write(&path, &whole[..whole.len() - 9]).expect("it is written");
    assert_eq!(desk.learn(&[path]), Tally { failed: 1, ..Tally::default() });
    assert_eq!(desk.store.sources().expect("they are listed").len(), 4);
}

/// [`WEEK_29`] with a directive of three years in the place of the plan, without saying which.
fn week_30() -> String {
    WEEK_29.replace("Kế hoạch số 148/KH-UBND của UBND tỉnh", "Chỉ thị số 20/CT-TTg của Thủ tướng Chính phủ")
}

impl Desk {
    fn reading() -> Reading {
        Reading { place: None, date: None, tables: None, max_size: 1, map: Map::default(), base: None }
    }

    /// The id of the one name that fits several papers.
    fn open_name(&self) -> String {
        let asked = "SELECT DISTINCT ?id { ?name luo:status luo:status-ambiguous ; dcterms:identifier ?id }";
        let Answer::Rows(rows) = self.store.query(asked).expect("an answer") else { panic!("no rows") };
        match &rows.rows[..] {
            [row] => row[0].as_ref().map(|id| id.to_string().trim_matches('"').to_owned()).expect("an id"),
            rows => panic!("{rows:?}"),
        }
    }

    fn choose(&mut self, id: &str) -> Vec<String> {
        let judgement = luocdo::judge::Judgement {
            id: id.to_owned(),
            verdict: luocdo::judge::Verdict::Chosen,
            label: None,
            paper: luocdo::model::Key::parse("CT|20/CT-TTg|2023|TTg"),
            by: "An".to_owned(),
            day: "2026-11-20".parse().expect("a day"),
            why: "đã đối chiếu".to_owned(),
            about: String::new(),
        };
        let file = self.folder.path().join("judgements.csv");
        let replayed = luocdo::judge::record(&mut self.store, &file, judgement).expect("it is open");
        let settled = crate::commands::judge::settle(&mut self.store, replayed, id, &Self::reading());
        settled.expect("the store takes it").left
    }

    fn take_back(&mut self, id: &str) {
        let file = self.folder.path().join("judgements.csv");
        let replayed = luocdo::judge::take_back(&mut self.store, &file, id).expect("it was chosen");
        let settled = crate::commands::judge::settle(&mut self.store, replayed, id, &Self::reading());
        assert_eq!(settled.expect("the store takes it").left, Vec::<String>::new());
    }
}

const CHOSEN: &str = "?letter dcterms:identifier '912/UBND-KT' ; luo:implements ?order .
    ?order luo:key 'CT|20/CT-TTg|2023|TTg' . ?name luo:names ?order ; luo:judgedBy/rdfs:label 'An'";

#[test]
fn a_choice_is_there_at_once_through_builds_and_gone_when_taken_back() {
    let mut desk = Desk::new();
    let page = desk.write("30.txt", &week_30());
    // The province that a page is given stays with it.
    desk.learn_with(std::slice::from_ref(&page), Some("CB"), false);
    let before = desk.all();
    let id = desk.open_name();
    assert!(!desk.asks(CHOSEN));
    assert_eq!(desk.choose(&id), Vec::<String>::new());
    assert!(
        desk.asks(CHOSEN)
            && desk
                .asks("?page luo:kind 'digest' ; dcterms:spatial ?province . FILTER(STRENDS(STR(?province), '/cb'))")
    );
    let after = desk.all();
    let again = desk.learn_with(std::slice::from_ref(&page), Some("CB"), false);
    assert_eq!(again, Tally { unchanged: 1, ..Tally::default() });
    desk.write("30.txt", &week_30().replace("kiểm tra việc quản lý", "rà soát việc quản lý"));
    desk.learn_with(std::slice::from_ref(&page), Some("CB"), false);
    assert!(desk.asks(CHOSEN));
    desk.write("30.txt", &week_30());
    desk.learn_with(std::slice::from_ref(&page), Some("CB"), false);
    assert_eq!(desk.all(), after);
    desk.take_back(&id);
    assert_eq!(desk.all(), before);
}

#[test]
fn a_copy_of_the_page_follows_and_a_page_that_is_gone_waits_for_the_next_build() {
    let mut desk = Desk::new();
    let (page, copy) = (desk.write("30.txt", &week_30()), desk.write("copy.txt", &week_30()));
    desk.learn(&[page.clone(), copy.clone()]);
    let id = desk.open_name();
    fs::remove_file(&copy).expect("it is there");
    assert_eq!(desk.choose(&id), [copy.to_string_lossy().into_owned()]);
    let in_graph = |path: &PathBuf| {
        let graph = Base::default().source(&path.to_string_lossy());
        format!("GRAPH <{}> {{ ?name luo:judgement luo:judgement-chosen }}", graph.as_str())
    };
    assert!(desk.asks(&in_graph(&page)) && !desk.asks(&in_graph(&copy)));
    desk.write("copy.txt", &week_30());
    desk.learn(std::slice::from_ref(&copy));
    assert!(desk.asks(&in_graph(&copy)));
}
