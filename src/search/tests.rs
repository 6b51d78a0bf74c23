use super::rare::Split;
use super::*;
use crate::analyze::{Graph, Known, sketch};
use crate::tables::Tables;

const LINES: &str = "
CT|20/CT-TTg|2023|TTg issued 2023-06-08 title Về_tăng_cường_tiết_kiệm_điện
CT|20/CT-TTg|2020|TTg issued 2020-05-07 title Về_phòng,_chống_dịch
QĐ|06/QĐ-TTg|2022|TTg issued 2022-01-06 title Đề_án_phát_triển_ứng_dụng_dữ_liệu_về_dân_cư
KH|148/KH-UBND|2023|UBND:LS issued 2023-07-04 title Kế_hoạch_tiết_kiệm_điện
KH|148/KH-UBND|2023|UBND:LS implements CT|20/CT-TTg|2023|TTg says Triển_khai_thực_hiện_Chỉ_thị_20_về_tiết_kiệm_điện
CV|1187/SCT-QLNL|2023|SCT:LS implements CT|20/CT-TTg|2023|TTg says Thực_hiện_nghiêm_Chỉ_thị
CV|1487/SCT-QLNL|2023|SCT:LS cites CT|20/CT-TTg|2020|TTg says Theo_Chỉ_thị_năm_2020
KH|148/KH-UBND|2023|UBND:LS tasks SCT:LS lead due 2023-07-31 says Giao_Sở_Công_Thương_chủ_trì_báo_cáo";

struct Desk {
    graph: Graph,
    index: Index,
}

fn desk() -> Desk {
    let store = sketch::store(LINES);
    let mut graph = Graph::load(&store).expect("the sketch loads");
    graph.add_levels(&Known::of(&Tables::builtin().expect("the tables load")));
    let index = Index::of(&store, &graph, |_, _| {}).expect("an index");
    Desk { graph, index }
}

fn asked(words: &str) -> Asked {
    Asked { words: words.to_owned(), limit: 20, ..Asked::default() }
}

impl Desk {
    fn papers(&self, asked: &Asked) -> Vec<String> {
        let page = self.index.papers(&self.graph, asked).expect("it answers");
        assert!(page.total >= page.rows.len());
        page.rows.iter().map(|&node| self.graph.papers[node].key.clone()).collect()
    }

    #[track_caller]
    fn finds(&self, words: &str, expect: &[&str]) {
        assert_eq!(self.papers(&asked(words)), expect, "{words}");
    }
}

const CT23: &str = "CT|20/CT-TTg|2023|TTg";
const CT20: &str = "CT|20/CT-TTg|2020|TTg";
const QD06: &str = "QĐ|06/QĐ-TTg|2022|TTg";
const KH148: &str = "KH|148/KH-UBND|2023|UBND:LS";

#[test]
fn a_number_in_any_spelling_leads_its_paper_first() {
    let desk = desk();
    for typed in ["20/CT-TTg", "20/ct-ttg", "20 / CT – TTg", "CT 20/CT-TTg", "20/ct"] {
        desk.finds(typed, &[CT23, CT20]);
    }
    desk.finds("20/CT-TTg năm 2020", &[CT20]);
    desk.finds("20/CT-TTg ngày 08/6/2023", &[CT23]);
    for typed in ["6/QĐ-TTg", "06/qd-ttg", "006/QĐ-TTg"] {
        desk.finds(typed, &[QD06]);
    }
    desk.finds("148/kh", &[KH148]);
    assert_eq!(desk.papers(&asked("KH 148"))[0], KH148);
}

#[test]
fn accents_do_not_matter_and_the_last_word_may_be_half_typed() {
    let desk = desk();
    for typed in ["tiết kiệm điện", "tiet kiem dien", "TIẾT KIỆM ĐI", "tiet kiem d", "dien tiet kiem"] {
        desk.finds(typed, &[CT23, KH148]);
    }
    desk.finds("dan cu", &[QD06]);
    desk.finds("tiet kiem nuoc", &[]);
    // A number is no beginning of a year.
    desk.finds("nam 202", &[]);
    // Words as typed one after the other go before the same words apart.
    desk.finds("ke hoach tiet kiem", &[KH148]);
}

#[test]
fn a_question_is_answered_alike_by_its_rare_words() {
    let desk = desk();
    for question in ["tiet kiem dien", "ke hoach tiet kiem", "phong dich", "tiet kiem nuoc"] {
        let typed = asked(question).cut();
        let split = Split { rare: vec![&typed[0]], typed: &typed };
        let mut found = Vec::new();
        let rare = |db: &Connection| {
            desk.index.of_rare(db, &desk.graph, &split, "", |node| {
                found.push(desk.graph.papers[node].key.clone());
                true
            })
        };
        desk.index.pool.with(rare).expect("it answers");
        assert_eq!(found, desk.papers(&asked(question)), "{question}");
    }
}

#[test]
fn without_words_the_newest_come_first() {
    desk().finds("  ", &[KH148, CT23, QD06, CT20]);
}

#[test]
fn filters_narrow_what_is_found() {
    let desk = desk();
    let day = |text: &str| text.parse().ok();
    let check = |narrowed: Asked, expect: &[&str]| assert_eq!(desk.papers(&narrowed), expect, "{narrowed:?}");
    for words in ["tiết kiệm", ""] {
        check(Asked { kind: Some("KH".into()), ..asked(words) }, &[KH148]);
        check(Asked { place: Some("LS".into()), ..asked(words) }, &[KH148]);
        check(Asked { from: day("2023-06-09"), to: day("2023-12-31"), ..asked(words) }, &[KH148]);
    }
    check(Asked { described: Some(false), ..asked("148/kh") }, &[]);
    check(Asked { described: Some(false), ..asked("1187") }, &["CV|1187/SCT-QLNL|2023|SCT:LS"]);
    check(Asked { kind: Some("KH".into()), ..asked("20/CT-TTg") }, &[]);
}

#[test]
fn bodies_and_sentences_are_found() {
    let Desk { graph, index } = desk();
    let bodies = index.bodies(&asked("co quan sct")).expect("it answers");
    assert_eq!(bodies.rows.iter().map(|&at| graph.agencies[at].id.as_deref()).collect::<Vec<_>>(), [Some("SCT:LS")]);
    let sentences = |words: &str| {
        let found = index.evidence(&graph, &asked(words)).expect("it answers").rows;
        found.iter().filter_map(|&row| proof(&graph, row)).map(|proof| proof.sentence.clone()).collect::<Vec<_>>()
    };
    assert_eq!(sentences("chu tri bao cao"), ["Giao Sở Công Thương chủ trì báo cáo"]);
    assert_eq!(sentences("chi thi die"), ["Triển khai thực hiện Chỉ thị 20 về tiết kiệm điện"]);
    assert_eq!(sentences("").len(), 0);
}

#[test]
fn a_page_says_how_many_there_are() {
    let Desk { graph, index } = desk();
    let page = index.papers(&graph, &Asked { limit: 1, offset: 1, ..asked("tiet kiem") }).expect("it answers");
    assert_eq!((page.rows.len(), page.total, page.at_least), (1, 2, false));
    assert_eq!(graph.papers[page.rows[0]].key, KH148);
}

#[test]
fn no_sign_means_anything_to_the_index() {
    let desk = desk();
    for typed in [
        "\"",
        "'",
        "tiet\" OR \"kiem",
        "name:tiet",
        "NEAR(tiet kiem)",
        "tiet*",
        "^tiet",
        "NOT",
        "AND",
        "-",
        "{name}: x",
        "a\0b",
        "tiet -kiem",
        "(((",
        "facet : xt1",
        "xd1",
        "%",
        "'; DROP TABLE paper; --",
        "𝔘𝔫𝔦 ﷺ \u{202e}",
    ] {
        desk.papers(&asked(typed));
        desk.index.bodies(&asked(typed)).expect("it answers");
        desk.index.evidence(&desk.graph, &asked(typed)).expect("it answers");
    }
    desk.finds("xd1", &[]);
    desk.finds(&"a ".repeat(5000), &[]);
}

#[test]
fn an_index_is_kept_for_its_revision_and_made_again_where_it_is_damaged() {
    let Desk { graph, .. } = desk();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(FILE);
    let rows = |revision: u64| {
        let mut rows = 0;
        let index = Index::kept(folder.path(), revision, &graph, &mut |done, _| rows = done).expect("an index");
        let found = index.papers(&graph, &asked("20/CT-TTg")).expect("it answers").rows.len();
        (found, rows > 0)
    };
    assert_eq!(rows(1), (2, true), "there was none");
    assert_eq!(rows(1), (2, false), "it is kept");
    assert_eq!(rows(2), (2, true), "the store has changed");
    let whole = fs::read(&file).expect("it is there");
    for damaged in [&whole[..whole.len() / 2], b"no database at all", b""] {
        fs::write(&file, damaged).expect("written");
        assert_eq!(rows(2), (2, true), "it was damaged");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a list").count(), 1, "nothing is left beside it");
}

#[test]
fn a_folder_that_cannot_be_written_has_its_index_in_memory() {
    let Desk { graph, .. } = desk();
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = folder.path().join("gone");
    let index = Index::kept(&nowhere, 1, &graph, &mut |_, _| {}).expect("an index");
    assert_eq!(index.papers(&graph, &asked("148/KH")).expect("it answers").total, 1);
}
