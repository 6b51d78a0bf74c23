//! What a person judged holds: through another build, an edit elsewhere in the source, and papers that come late.

use crate::{TABLES, project, reading_with};
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::judge::{Judgement, Judgements, State, Verdict, record, states};
use luocdo::model::{Extraction, Key, Relation, RelationType};
use luocdo::resolve::Held;
use luocdo::store::{Answer, Store};
use luocdo::{Config, read};
use std::collections::BTreeSet;

const PAGE: &str = "Chỉ đạo, điều hành nổi bật của UBND tỉnh Lạng Sơn trong tuần (từ ngày 17/7 đến ngày 23/7/2023)

Triển khai công tác quản lý đất đai; Đôn đốc thực hiện tiết kiệm điện trên địa bàn tỉnh.

Triển khai công tác quản lý đất đai

UBND tỉnh giao Sở Tài nguyên và Môi trường kiểm tra việc quản lý đất đai (Công văn số 915/UBND-KT, ngày 19/7/2023).

Đôn đốc thực hiện tiết kiệm điện trên địa bàn tỉnh

UBND tỉnh có Công văn số 912/UBND-KT, ngày 18/7/2023 triển khai thực hiện Kế hoạch số 148/KH-UBND của UBND tỉnh.
";

fn page(text: &str, held: Held) -> Extraction {
    reading_with(text, Config { source: "w29.txt".to_owned(), held, ..Config::default() })
}

/// The plan of another source, which tells its year.
fn plan() -> (Key, Held) {
    let plan = Key::parse("KH|148/KH-UBND|2023|UBND:LS").expect("a key");
    let held = [((plan.kind, plan.number.to_uppercase()), vec![(plan.clone(), "2023-07-04".parse().ok())])];
    (plan, held.into_iter().collect())
}

fn ids(page: &Extraction) -> BTreeSet<&str> {
    let relations = page.relations.iter().map(|relation| relation.id.as_str());
    relations.chain(page.assignments.iter().map(|assignment| assignment.id.as_str())).collect()
}

#[track_caller]
fn all_distinct(page: &Extraction) {
    assert_eq!(ids(page).len(), page.relations.len() + page.assignments.len(), "{}", page.source);
}

/// What letter 912 does to plan 148.
#[track_caller]
fn of_letter_912(page: &Extraction) -> &Relation {
    let acts = |r: &&Relation| r.from.number == "912/UBND-KT" && r.kind == RelationType::Implements;
    page.relations.iter().find(acts).expect("the letter carries the plan out")
}

#[test]
fn an_edit_elsewhere_in_the_source_keeps_the_id() {
    let before = page(PAGE, Held::new());
    for (words, other) in [
        ("kiểm tra việc quản lý đất đai", "rà soát toàn bộ việc quản lý đất đai, báo cáo trước ngày 30/7/2023"),
        ("UBND tỉnh giao Sở", "Ngày 19/7, Phó Chủ tịch UBND tỉnh giao Sở"),
    ] {
        assert!(PAGE.contains(words));
        assert_eq!(of_letter_912(&page(&PAGE.replace(words, other), Held::new())).id, of_letter_912(&before).id);
    }
    let sentence = PAGE.replace("triển khai thực hiện Kế hoạch", "tổ chức triển khai thực hiện Kế hoạch");
    assert_ne!(of_letter_912(&page(&sentence, Held::new())).id, of_letter_912(&before).id);
}

#[test]
fn a_year_that_is_learned_later_keeps_the_id() {
    let (plan, held) = plan();
    let (before, after) = (page(PAGE, Held::new()), page(PAGE, held));
    let (before, after) = (of_letter_912(&before), of_letter_912(&after));
    assert_eq!((before.to.year, &after.to), (None, &plan));
    assert_eq!(after.id, before.id);
}

#[test]
fn every_relation_and_task_of_a_source_has_an_id_of_its_own() {
    for name in ["caobang-2023-07.html", "langson-2023-w27.txt", "langson-2023-w28.txt"] {
        let text = read::read_file(&project("examples/digest").join(name), u64::MAX).expect("it reads");
        all_distinct(&luocdo::extract(&TABLES, &Config { source: name.to_owned(), ..Config::default() }, text));
    }
    let three = "UBND tỉnh Lạng Sơn có Công văn số 912/UBND-KT ngày 18/7/2023 thực hiện Chỉ thị số 20/CT-TTg ngày \
                 29/7/2019, Chỉ thị số 20/CT-TTg ngày 07/5/2020 và Chỉ thị số 20/CT-TTg ngày 08/6/2023.";
    let three = page(three, Held::new());
    assert_eq!(three.relations.iter().filter(|relation| relation.to.number == "20/CT-TTg").count(), 3);
    all_distinct(&three);
}

#[test]
fn a_rejected_relation_stays_out_when_the_page_is_edited_and_when_its_plan_arrives() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("judgements.csv");
    let base = Base::default();
    let mut store = Store::memory(base.clone()).expect("a store");
    let build = |store: &mut Store, page: &Extraction| {
        store.replace_source(&base.source("w29.txt"), &encode(&base, page, None, &*TABLES)).expect("built");
    };
    let first = page(PAGE, Held::new());
    build(&mut store, &first);
    let judgement = Judgement {
        id: of_letter_912(&first).id.clone(),
        verdict: Verdict::Rejected,
        label: None,
        paper: None,
        by: "An".to_owned(),
        day: "2026-11-20".parse().expect("a day"),
        why: "đã đối chiếu".to_owned(),
        about: String::new(),
    };
    record(&mut store, &file, judgement).expect("known");
    let edge = "ASK { ?letter dcterms:identifier '912/UBND-KT' ; luo:implements ?plan }";
    assert_eq!(store.query(edge).expect("an answer"), Answer::Boolean(false));
    let edited = PAGE.replace("kiểm tra việc quản lý", "rà soát việc quản lý");
    for held in [Held::new(), plan().1] {
        build(&mut store, &page(&edited, held));
        assert_eq!(store.query(edge).expect("an answer"), Answer::Boolean(false));
    }
    let kept = Judgements::read(&file).expect("read");
    assert_eq!(states(&store, &kept).expect("told")[0].1, State::Standing);
}
