//! What a person judged holds: through another build, an edit elsewhere in the source, and papers that come late.

use crate::{TABLES, project, reading_with};
use luocdo::choose::Choices;
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::judge::{Judgement, Judgements, State, Verdict, record, states, take_back};
use luocdo::model::{Choice, Extraction, Key, Reference, Relation, RelationType};
use luocdo::resolve::Held;
use luocdo::store::{Answer, Replayed, Store};
use luocdo::{Config, read};
use std::collections::BTreeSet;
use std::sync::Arc;

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

/// A page that names a directive of several years without saying which, and then points back at it.
const OPEN: &str = "Chỉ đạo, điều hành nổi bật của UBND tỉnh Lạng Sơn trong tuần (từ ngày 17/7 đến ngày 23/7/2023)

Triển khai công tác quản lý đất đai; Đôn đốc thực hiện tiết kiệm điện trên địa bàn tỉnh.

Triển khai công tác quản lý đất đai

UBND tỉnh giao Sở Tài nguyên và Môi trường kiểm tra việc quản lý đất đai (Công văn số 915/UBND-KT, ngày 19/7/2023).

Đôn đốc thực hiện tiết kiệm điện trên địa bàn tỉnh

UBND tỉnh có Công văn số 912/UBND-KT, ngày 18/7/2023 triển khai thực hiện Chỉ thị số 20/CT-TTg của Thủ tướng Chính phủ. \
UBND tỉnh giao Sở Công Thương chủ trì thực hiện Chỉ thị nêu trên.
";

const DIRECTIVE: &str = "CT|20/CT-TTg|2023|TTg";

/// The names of a page by their words: the id, and what each leads to.
fn names<'p>(page: &'p Extraction, words: &str) -> Vec<&'p Reference> {
    let says = |r: &&Reference| {
        page.text.content.get(page.mentions[r.mention].span.start..).is_some_and(|t| t.starts_with(words))
    };
    page.references.iter().filter(says).collect()
}

/// The one name of a page with these words.
#[track_caller]
fn name<'p>(page: &'p Extraction, words: &str) -> &'p Reference {
    match names(page, words)[..] {
        [one] => one,
        ref all => panic!("{words}: {all:?}"),
    }
}

fn chosen(text: &str, id: &str, key: &str) -> Extraction {
    let key = Key::parse(key).expect("a key");
    let choice =
        Choice { key, by: "An".into(), day: "2026-11-20".parse().expect("a day"), why: "đã đối chiếu".into() };
    let choices = Arc::new(Choices::from([(id.to_owned(), choice)]));
    reading_with(text, Config { source: "w29.txt".to_owned(), choices, ..Config::default() })
}

fn id_of(page: &Extraction, words: &str) -> String {
    name(page, words).id.clone().expect("it is open")
}

fn led_to(page: &Extraction, words: &str) -> Option<String> {
    name(page, words).key().map(ToString::to_string)
}

#[test]
fn a_name_that_fits_several_papers_makes_no_relation_until_one_is_chosen() {
    let before = page(OPEN, Held::new());
    let id = id_of(&before, "Chỉ thị số 20");
    assert!(!before.relations.iter().any(|relation| relation.to.number == "20/CT-TTg"));
    assert!(name(&before, "Công văn số 912").id.is_none());
    let after = chosen(OPEN, &id, DIRECTIVE);
    assert_eq!(of_letter_912(&after).to.to_string(), DIRECTIVE);
    assert!(after.text.slice(of_letter_912(&after).evidence).starts_with("UBND tỉnh có Công văn số 912"));
    assert_eq!(name(&after, "Chỉ thị số 20").chosen.as_ref().map(|choice| choice.by.as_str()), Some("An"));
    // What points back at it follows.
    assert_eq!(led_to(&before, "Chỉ thị nêu trên"), None);
    assert_eq!(led_to(&after, "Chỉ thị nêu trên").as_deref(), Some(DIRECTIVE));
    assert!(name(&after, "Chỉ thị nêu trên").id.is_none());
    // Nothing else of the page changes.
    assert_eq!(before.mentions, after.mentions);
    let others = |page: &Extraction| page.assignments.iter().map(|task| task.id.clone()).collect::<Vec<_>>();
    assert_eq!(others(&before), others(&after));
}

#[test]
fn a_choice_of_no_candidate_or_of_a_later_paper_stands_as_the_person_says() {
    let id = id_of(&page(OPEN, Held::new()), "Chỉ thị số 20");
    for key in ["CT|20/CT-TTg|2031|TTg", "NQ|55/NQ-TW|2020|BCT", "CT|20/CT-TTg|?|?"] {
        assert_eq!(led_to(&chosen(OPEN, &id, key), "Chỉ thị số 20").as_deref(), Some(key));
    }
    // Also one that points at nothing.
    let id = id_of(&page(OPEN, Held::new()), "Chỉ thị nêu trên");
    let after = chosen(OPEN, &id, DIRECTIVE);
    assert_eq!(
        (led_to(&after, "Chỉ thị nêu trên").as_deref(), led_to(&after, "Chỉ thị số 20")),
        (Some(DIRECTIVE), None)
    );
}

#[test]
fn an_edit_elsewhere_keeps_a_choice_and_one_of_the_sentence_makes_it_wait() {
    let id = id_of(&page(OPEN, Held::new()), "Chỉ thị số 20");
    let edits = [
        ("kiểm tra việc quản lý đất đai", "rà soát việc quản lý đất đai theo Chỉ thị số 20/CT-TTg"),
        // The name would mean that paper by now, had nobody said otherwise.
        ("kiểm tra việc quản lý đất đai", "kiểm tra theo Chỉ thị số 20/CT-TTg ngày 07/5/2020"),
        ("Triển khai công tác quản lý đất đai", "Triển khai công tác quản lý đất đai và rừng"),
        ("chủ trì thực hiện Chỉ thị nêu trên", "chủ trì, phối hợp với Sở Xây dựng thực hiện Chỉ thị nêu trên"),
    ];
    for (words, other) in edits {
        assert!(OPEN.contains(words), "{words}");
        let after = chosen(&OPEN.replace(words, other), &id, DIRECTIVE);
        assert_eq!(of_letter_912(&after).to.to_string(), DIRECTIVE, "{other}");
    }
    let sentence = OPEN.replace("triển khai thực hiện Chỉ thị", "tổ chức thực hiện Chỉ thị");
    assert_eq!(led_to(&chosen(&sentence, &id, DIRECTIVE), "Chỉ thị số 20"), None);
}

#[test]
fn the_same_name_twice_in_a_sentence_is_two_names() {
    let sentence = "triển khai thực hiện Chỉ thị số 20/CT-TTg";
    let twice = OPEN.replace(sentence, &format!("{sentence}, thay thế văn bản theo Chỉ thị số 20/CT-TTg"));
    let before = page(&twice, Held::new());
    let ids: Vec<String> = names(&before, "Chỉ thị số 20").iter().filter_map(|r| r.id.clone()).collect();
    assert!(ids.len() == 2 && ids[0] != ids[1], "{ids:?}");
    let after = chosen(&twice, &ids[1], DIRECTIVE);
    let led: Vec<bool> = names(&after, "Chỉ thị số 20").iter().map(|r| r.key().is_some()).collect();
    assert_eq!(led, [false, true]);
}

#[test]
fn a_choice_is_on_record_in_the_graph_and_other_judgements_leave_it_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("judgements.csv");
    let base = Base::default();
    let mut store = Store::memory(base.clone()).expect("a store");
    let build = |store: &mut Store, page: &Extraction| {
        store.replace_source(&base.source("w29.txt"), &encode(&base, page, None, &*TABLES)).expect("built");
    };
    let id = id_of(&page(OPEN, Held::new()), "Chỉ thị số 20");
    let said = |id: &str, verdict, paper: Option<&str>| Judgement {
        id: id.to_owned(),
        verdict,
        label: None,
        paper: paper.and_then(Key::parse),
        by: "An".to_owned(),
        day: "2026-11-20".parse().expect("a day"),
        why: "đã đối chiếu".to_owned(),
        about: String::new(),
    };
    build(&mut store, &page(OPEN, Held::new()));
    let replayed = record(&mut store, &file, said(&id, Verdict::Chosen, Some(DIRECTIVE))).expect("known");
    assert_eq!(replayed.again.into_iter().collect::<Vec<_>>(), [base.source("w29.txt")]);
    assert_eq!(replayed.waiting, std::slice::from_ref(&id));
    let after = chosen(OPEN, &id, DIRECTIVE);
    build(&mut store, &after);
    assert_eq!(store.replay().expect("replayed"), Replayed::default());
    let asks = |store: &Store, pattern: &str| store.query(&format!("ASK {{ {pattern} }}")).expect("an answer");
    let who = format!(
        "?letter dcterms:identifier '912/UBND-KT' ; luo:implements ?order . ?order luo:key '{DIRECTIVE}' .
         ?act luo:from ?letter ; luo:to ?order ; luo:evidence/oa:exact ?sentence ; prov:wasInfluencedBy ?name .
         ?name luo:names ?order ; dcterms:identifier '{id}' ; luo:judgement luo:judgement-chosen ; luo:why 'đã đối chiếu' ;
           luo:judgedOn '2026-11-20'^^xsd:date ; luo:judgedBy/rdfs:label 'An'"
    );
    assert_eq!(asks(&store, &who), Answer::Boolean(true));
    // The same person judges a task of the page, and takes it back.
    let task = after.assignments[0].id.clone();
    record(&mut store, &file, said(&task, Verdict::Rejected, None)).expect("known");
    assert_eq!(asks(&store, &who), Answer::Boolean(true));
    take_back(&mut store, &file, &task).expect("it was judged");
    assert_eq!(asks(&store, &who), Answer::Boolean(true));
    assert_eq!(asks(&store, "?task a luo:Assignment ; luo:judgement ?verdict"), Answer::Boolean(false));
    // What fits a name fits nothing else, and the other way round.
    let refused =
        |store: &mut Store, judgement| record(store, &file, judgement).expect_err("it does not fit").to_string();
    assert!(refused(&mut store, said(&id, Verdict::Rejected, None)).contains("luocdo judge choose"));
    assert!(refused(&mut store, said(&task, Verdict::Chosen, Some(DIRECTIVE))).contains("is no name of a paper"));
    let kept = Judgements::read(&file).expect("read");
    let told: Vec<_> =
        states(&store, &kept).expect("told").into_iter().map(|(row, state)| (row.about.clone(), state)).collect();
    assert_eq!(told, [("Công văn 912/UBND-KT ngày 18/7/2023 nêu “Chỉ thị số 20/CT-TTg”".to_owned(), State::Standing)]);
    take_back(&mut store, &file, &id).expect("it was chosen");
    assert_eq!(store.replay().expect("replayed").again.len(), 1);
}

#[test]
fn without_choices_the_same_is_written_but_for_the_ids_of_open_names() {
    let base = Base::default();
    let facts = |page: &Extraction| encode(&base, page, None, &*TABLES);
    let mut unnamed = page(OPEN, Held::new());
    let named = facts(&unnamed);
    unnamed.references.iter_mut().for_each(|reference| reference.id = None);
    let unnamed = facts(&unnamed);
    let more: Vec<_> = named.iter().filter(|fact| !unnamed.contains(fact)).collect();
    assert_eq!((more.len(), named.len()), (2, unnamed.len() + 2));
    assert!(more.iter().all(|fact| fact.predicate == luocdo::iri::terms::IDENTIFIER));
}
