//! What a lawyer reads in the sentences of amending, repealing and consolidated papers.

use crate::model::{Relation, RelationType};
use crate::{Config, Tables, extract, read};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().expect("the tables load"));

/// A text as its relations: `amends NĐ|1/2020/NĐ-CP part khoản 2 Điều 5 from 2025-07-01`; the acting paper stands
/// before `>` where it is not the one that speaks.
fn relations(page: &str) -> Vec<Relation> {
    let text = read::read_bytes("page.txt".as_ref(), page.as_bytes()).expect("it is text");
    extract(&TABLES, &Config::default(), text).relations
}

fn line(own: &str, relation: &Relation) -> String {
    let name = |key: &crate::model::Key| format!("{}|{}", key.kind.code(), key.number);
    let from = name(&relation.from);
    let mut out = relation.kind.name().to_owned();
    if from != own {
        out += &format!(" {from} >");
    }
    out += &format!(" {}", name(&relation.to));
    if relation.part {
        out += " part";
    }
    if let Some(pinpoint) = &relation.pinpoint {
        out += &format!(" [{pinpoint}]");
    }
    if let Some(effect) = relation.effect {
        out += &format!(" from {effect}");
    }
    out
}

#[track_caller]
fn check(head: &str, own: &str, body: &str, expect: &[&str]) {
    let page = format!("{head}\n\n{body}\n");
    let found: BTreeSet<String> = relations(&page).iter().map(|relation| line(own, relation)).collect();
    assert_eq!(found, expect.iter().map(|line| (*line).to_owned()).collect(), "{body}");
}

/// Nghị định số 70/2025/NĐ-CP of 20 March 2025 says it.
#[track_caller]
fn decree(body: &str, expect: &[&str]) {
    let head = "CHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n\n\
                Số: 70/2025/NĐ-CP\n\nHà Nội, ngày 20 tháng 3 năm 2025\n\nNGHỊ ĐỊNH\n\nVề quản lý hồ sơ";
    check(head, "NĐ|70/2025/NĐ-CP", body, expect);
}

/// Quyết định số 37/2025/QĐ-UBND of Lạng Sơn of 18 November 2025 says it, under this title.
#[track_caller]
fn decision(title: &str, body: &str, expect: &[&str]) {
    let head = format!(
        "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh \
         phúc\n-------\n\nSố: 37/2025/QĐ-UBND\n\nLạng Sơn, ngày 18 tháng 11 năm 2025\n\nQUYẾT ĐỊNH\n\n{title}"
    );
    check(&head, "QĐ|37/2025/QĐ-UBND", body, expect);
}

#[test]
fn provisions_of_another_paper_are_amended_by_name() {
    decree(
        "Điều 1. Sửa đổi, bổ sung khoản 2 Điều 5 và điểm a khoản 1 Điều 7 của Nghị định số 15/2020/NĐ-CP ngày \
         03/02/2020 của Chính phủ.",
        &["amends NĐ|15/2020/NĐ-CP part [khoản 2 Điều 5 và điểm a khoản 1 Điều 7]"],
    );
    decree(
        "Điều 1. Bổ sung Điều 5a vào sau Điều 5 Quy chế làm việc ban hành kèm theo Nghị định số 39/2022/NĐ-CP.",
        &["amends NĐ|39/2022/NĐ-CP part [Điều 5]"],
    );
    decree(
        "Điều 2. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 3 Điều 9 Nghị định số 15/2020/NĐ-CP.",
        &["amends NĐ|15/2020/NĐ-CP part [khoản 3 Điều 9]"],
    );
    decree(
        "Điều 2. Thay thế Phụ lục II ban hành kèm theo Nghị định số 15/2020/NĐ-CP bằng Phụ lục kèm theo Nghị định này.",
        &["replaces NĐ|15/2020/NĐ-CP part [Phụ lục II]"],
    );
}

#[test]
fn a_repeal_is_of_the_whole_or_of_a_part() {
    decree("Điều 3. Bãi bỏ Nghị định số 15/2020/NĐ-CP.", &["repeals NĐ|15/2020/NĐ-CP"]);
    decree("Điều 3. Bãi bỏ toàn bộ Nghị định số 15/2020/NĐ-CP.", &["repeals NĐ|15/2020/NĐ-CP"]);
    decree(
        "Điều 3. Bãi bỏ khoản 4 Điều 12 Nghị định số 15/2020/NĐ-CP.",
        &["repeals NĐ|15/2020/NĐ-CP part [khoản 4 Điều 12]"],
    );
    decree("Điều 3. Bãi bỏ một phần Nghị định số 15/2020/NĐ-CP.", &["repeals NĐ|15/2020/NĐ-CP part"]);
    decree(
        "Điều 3. Bãi bỏ cụm từ “và cấp huyện” tại Điều 4 Nghị định số 15/2020/NĐ-CP.",
        &["amends NĐ|15/2020/NĐ-CP part [Điều 4]"],
    );
}

#[test]
fn the_day_of_effect_is_stated_or_the_papers_own() {
    decree(
        "Điều 8. Nghị định số 15/2020/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 7 năm 2025.",
        &["repeals NĐ|15/2020/NĐ-CP from 2025-07-01"],
    );
    decree(
        "Điều 8. Hiệu lực thi hành\n\n1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 6 năm 2025.\n\n\
         2. Nghị định số 15/2020/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
        &["repeals NĐ|15/2020/NĐ-CP from 2025-06-01"],
    );
    decree(
        "Điều 8. Nghị định này có hiệu lực sau 45 ngày kể từ ngày ký và thay thế Nghị định số 15/2020/NĐ-CP kể từ ngày \
         Nghị định này có hiệu lực.",
        &["replaces NĐ|15/2020/NĐ-CP from 2025-05-04"],
    );
    decree(
        "Điều 8. Bãi bỏ Nghị định số 15/2020/NĐ-CP, có hiệu lực từ ngày 15 tháng 3 năm 2020.",
        &["repeals NĐ|15/2020/NĐ-CP"],
    );
}

#[test]
fn both_voices_name_the_same_actor() {
    decree("Nghị định này thay thế Nghị định số 51/2010/NĐ-CP.", &["replaces NĐ|51/2010/NĐ-CP"]);
    decree("Nghị định số 51/2010/NĐ-CP được thay thế bằng Nghị định này.", &["replaces NĐ|51/2010/NĐ-CP"]);
    decree(
        "Nghị định số 51/2010/NĐ-CP và Nghị định số 04/2014/NĐ-CP bị bãi bỏ.",
        &["repeals NĐ|51/2010/NĐ-CP", "repeals NĐ|04/2014/NĐ-CP"],
    );
    decree(
        "Hồ sơ theo Thông tư số 219/2013/TT-BTC (được sửa đổi, bổ sung tại khoản 3 Điều 1 Thông tư số 130/2016/TT-BTC).",
        &["cites TT|219/2013/TT-BTC", "amends TT|130/2016/TT-BTC > TT|219/2013/TT-BTC"],
    );
    decree(
        "Khoản 2 Điều 9 Thông tư số 78/2014/TT-BTC đã được sửa đổi theo quy định tại Điều 4 Thông tư số 96/2015/TT-BTC có \
         hiệu lực từ ngày 06/8/2015.",
        &["amends TT|96/2015/TT-BTC > TT|78/2014/TT-BTC part [Khoản 2 Điều 9] from 2015-08-06"],
    );
}

#[test]
fn a_passive_passes_over_papers_that_its_actor_cannot_change() {
    decree(
        "Căn cứ Nghị định số 126/2020/NĐ-CP quy định chi tiết một số điều của Luật Quản lý thuế số 38/2019/QH14 được sửa \
         đổi, bổ sung bởi Nghị định số 91/2022/NĐ-CP.",
        &[
            "basis NĐ|126/2020/NĐ-CP",
            "details NĐ|126/2020/NĐ-CP > L|38/2019/QH14",
            "amends NĐ|91/2022/NĐ-CP > NĐ|126/2020/NĐ-CP",
        ],
    );
}

#[test]
fn a_list_hangs_on_the_words_that_open_it() {
    let repealed = ["repeals QĐ|12/2019/QĐ-UBND", "repeals QĐ|05/2021/QĐ-UBND"];
    decision(
        "Bãi bỏ các quyết định",
        "Điều 1. Bãi bỏ toàn bộ 02 quyết định sau đây:\n\n1. Quyết định số 12/2019/QĐ-UBND ngày 05/5/2019 của UBND tỉnh \
         ban hành Quy chế phối hợp;\n\n2. Quyết định số 05/2021/QĐ-UBND ngày 20/3/2021 của UBND tỉnh quy định mức chi.",
        &repealed,
    );
    decision(
        "Bãi bỏ các quyết định",
        "Điều 1. Các văn bản sau đây hết hiệu lực:\n- Quyết định số 12/2019/QĐ-UBND ngày 05/5/2019;\n- Quyết định số \
         05/2021/QĐ-UBND ngày 20/3/2021.",
        &repealed,
    );
    decision(
        "Về quản lý giá",
        "Điều 5. Hiệu lực thi hành\n\n1. Quyết định này thay thế các văn bản:\n\na) Quyết định số 12/2019/QĐ-UBND;\n\nb) \
         Quyết định số 05/2021/QĐ-UBND.\n\n2. Quyết định số 07/2022/QĐ-UBND áp dụng đến hết năm 2025.",
        &["replaces QĐ|12/2019/QĐ-UBND", "replaces QĐ|05/2021/QĐ-UBND", "cites QĐ|07/2022/QĐ-UBND"],
    );
}

#[test]
fn an_annex_of_repealed_papers_is_a_list_of_repeals_and_a_form_is_none() {
    decision(
        "Bãi bỏ văn bản quy phạm pháp luật",
        "Điều 1. Bãi bỏ các văn bản tại Phụ lục kèm theo Quyết định này.\n\nPhụ lục\nDANH MỤC QUYẾT ĐỊNH BÃI BỎ\n(Ban hành \
         kèm theo Quyết định số 37/2025/QĐ-UBND)\n\n1. Quyết định số 12/2019/QĐ-UBND ngày 05/5/2019 ban hành Quy chế phối \
         hợp.\n\n2. Quyết định số 05/2021/QĐ-UBND ngày 20/3/2021 sửa đổi Quyết định số 12/2019/QĐ-UBND.",
        &["repeals QĐ|12/2019/QĐ-UBND", "repeals QĐ|05/2021/QĐ-UBND", "amends QĐ|05/2021/QĐ-UBND > QĐ|12/2019/QĐ-UBND"],
    );
    decision(
        "Ban hành mẫu tờ khai",
        "Điều 1. Ban hành mẫu tờ khai kèm theo Quyết định này.\n\nPhụ lục\nMẪU TỜ KHAI\n\nCăn cứ Nghị định số \
         15/2020/NĐ-CP, tôi đề nghị bãi bỏ Quyết định số 12/2019/QĐ-UBND.",
        &["cites NĐ|15/2020/NĐ-CP", "cites QĐ|12/2019/QĐ-UBND"],
    );
}

#[test]
fn an_instruction_without_a_paper_touches_the_one_that_the_article_is_about() {
    let page = "CHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n\nSố: \
                70/2025/NĐ-CP\n\nHà Nội, ngày 20 tháng 3 năm 2025\n\nNGHỊ ĐỊNH\n\nSửa đổi hai nghị định\n\nĐiều 1. Sửa \
                đổi, bổ sung một số điều của Nghị định số 123/2020/NĐ-CP\n\n1. Sửa đổi, bổ sung khoản 2 Điều 3 như \
                sau:\n\n“2. Hóa đơn lập theo Thông tư số 39/2014/TT-BTC.”\n\n2. Sửa đổi Điều 4 như sau:\n\na) Bãi bỏ \
                khoản 5;\n\nb) Điểm c khoản 6 được sửa đổi như sau: “c) Tên người mua.”\n\nĐiều 2. Bãi bỏ Điều 7 Nghị định \
                số 15/2019/NĐ-CP.\n";
    let found = relations(page);
    let lines: Vec<String> = found.iter().map(|relation| line("NĐ|70/2025/NĐ-CP", relation)).collect();
    assert_eq!(
        lines,
        [
            "cites TT|39/2014/TT-BTC",
            "repeals NĐ|123/2020/NĐ-CP part [khoản 5 Điều 4]",
            "repeals NĐ|15/2019/NĐ-CP part [Điều 7]"
        ],
        "what is quoted is named and does not act; the strongest of what is done to one paper stands"
    );
    let touches: Vec<_> =
        found[1].touches.iter().map(|t| (t.kind, t.pinpoint.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        touches,
        [
            (RelationType::Amends, ""),
            (RelationType::Amends, "khoản 2 Điều 3"),
            (RelationType::Amends, "Điều 4"),
            (RelationType::Repeals, "khoản 5 Điều 4"),
            (RelationType::Amends, "Điểm c khoản 6 Điều 4"),
        ]
    );
}

#[test]
fn several_changes_are_the_strongest_or_an_amendment_together() {
    decision(
        "Sửa đổi, bổ sung một số điều của Quy định về quản lý giá ban hành kèm theo Quyết định số 12/2019/QĐ-UBND ngày \
         05/5/2019",
        "Điều 1. Bãi bỏ khoản 2 Điều 3 Quy định về quản lý giá ban hành kèm theo Quyết định số 12/2019/QĐ-UBND.",
        &["repeals QĐ|12/2019/QĐ-UBND part [khoản 2 Điều 3]"],
    );
    decree(
        "Điều 1. Bãi bỏ, sửa đổi, thay thế một số điều, phụ lục của Nghị định số 15/2020/NĐ-CP.",
        &["amends NĐ|15/2020/NĐ-CP part"],
    );
}

#[test]
fn what_may_be_is_not_done() {
    decree("Trường hợp Nghị định số 15/2020/NĐ-CP bị bãi bỏ thì áp dụng quy định mới.", &["cites NĐ|15/2020/NĐ-CP"]);
    decree(
        "Theo đề nghị tại Tờ trình số 640/TTr-BTC ngày 02/3/2025 về việc bãi bỏ Nghị định số 15/2020/NĐ-CP.",
        &["cites TTr|640/TTr-BTC", "cites NĐ|15/2020/NĐ-CP"],
    );
}

#[test]
fn no_paper_acts_on_a_later_one() {
    decision(
        "Bãi bỏ Quyết định số 24/2019/QĐ-UBND ngày 02/5/2019 sửa đổi Quyết định số 55/2014/QĐ-UBND và Quyết định số \
         08/2023/QĐ-UBND ngày 23/02/2023",
        "Điều 1. Quyết định này có hiệu lực từ ngày ký.",
        &[
            "repeals QĐ|24/2019/QĐ-UBND from 2025-11-18",
            "amends QĐ|24/2019/QĐ-UBND > QĐ|55/2014/QĐ-UBND",
            "repeals QĐ|08/2023/QĐ-UBND from 2025-11-18",
        ],
    );
}

#[test]
fn a_consolidated_text_speaks_for_the_paper_that_it_gives() {
    let head = "BỘ TÀI CHÍNH\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n\nSố: \
                12/VBHN-BTC\n\nHà Nội, ngày 24 tháng 11 năm 2025\n\nNGHỊ ĐỊNH\n\nQuy định về hóa đơn, chứng từ";
    check(
        head,
        "KHAC|12/VBHN-BTC",
        "Nghị định số 123/2020/NĐ-CP ngày 19 tháng 10 năm 2020 của Chính phủ quy định về hóa đơn, chứng từ, có hiệu lực kể \
         từ ngày 01 tháng 7 năm 2022, được sửa đổi, bổ sung bởi:\n\nNghị định số 70/2025/NĐ-CP ngày 20 tháng 3 năm 2025 \
         của Chính phủ, có hiệu lực kể từ ngày 01 tháng 6 năm 2025.\n\nCăn cứ Luật Quản lý thuế số 38/2019/QH14;\n\nĐiều \
         1. Phạm vi điều chỉnh\n\nNghị định này quy định về hóa đơn.\n\nĐiều 2. Nghị định này thay thế Nghị định số \
         119/2018/NĐ-CP.",
        &[
            "consolidates NĐ|123/2020/NĐ-CP",
            "consolidates NĐ|70/2025/NĐ-CP",
            "amends NĐ|70/2025/NĐ-CP > NĐ|123/2020/NĐ-CP from 2025-06-01",
            "basis NĐ|123/2020/NĐ-CP > L|38/2019/QH14",
            "replaces NĐ|123/2020/NĐ-CP > NĐ|119/2018/NĐ-CP from 2022-07-01",
        ],
    );
}

#[test]
fn the_notes_of_a_consolidated_text_name_the_provision_that_they_are_to() {
    let head = "BỘ TÀI CHÍNH\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n\nSố: \
                12/VBHN-BTC\n\nHà Nội, ngày 24 tháng 11 năm 2025\n\nTHÔNG TƯ\n\nHướng dẫn về hóa đơn";
    check(
        head,
        "KHAC|12/VBHN-BTC",
        "Thông tư số 78/2021/TT-BTC ngày 17 tháng 9 năm 2021 được sửa đổi, bổ sung bởi Thông tư số 32/2025/TT-BTC ngày 31 \
         tháng 5 năm 2025.\n\nĐiều 2. Ủy nhiệm lập hóa đơn\n\n1. Người bán ủy nhiệm.\n\n2.[1] (được sửa đổi)\n\n[1] Khoản \
         này được sửa đổi theo quy định tại Điều 1 Thông tư số 32/2025/TT-BTC.",
        &[
            "consolidates TT|78/2021/TT-BTC",
            "consolidates TT|32/2025/TT-BTC",
            "amends TT|32/2025/TT-BTC > TT|78/2021/TT-BTC part [khoản 2 Điều 2]",
        ],
    );
}

#[test]
fn a_paper_between_the_words_of_the_passive_acts() {
    decree(
        "Hồ sơ lập theo Nghị định số 91/2017/NĐ-CP (đã bị Nghị định số 98/2023/NĐ-CP thay thế) được giải quyết tiếp.",
        &["cites NĐ|91/2017/NĐ-CP", "replaces NĐ|98/2023/NĐ-CP > NĐ|91/2017/NĐ-CP"],
    );
}

#[test]
fn an_entry_tells_of_its_own_paper() {
    decree(
        "Điều 3. Bãi bỏ các văn bản sau đây:\n\n1. Nghị định số 45/2014/NĐ-CP ngày 15/5/2014 về thu tiền sử dụng đất, thay \
         thế Nghị định số 198/2004/NĐ-CP ngày 03/12/2004.\n\n2. Nghị định số 46/2014/NĐ-CP ngày 15/5/2014 (thay thế Nghị \
         định số 142/2005/NĐ-CP).",
        &[
            "repeals NĐ|45/2014/NĐ-CP",
            "replaces NĐ|45/2014/NĐ-CP > NĐ|198/2004/NĐ-CP",
            "repeals NĐ|46/2014/NĐ-CP",
            "replaces NĐ|46/2014/NĐ-CP > NĐ|142/2005/NĐ-CP",
        ],
    );
}

#[test]
fn rows_of_a_table_stand_apart() {
    decision(
        "Công bố Danh mục văn bản quy phạm pháp luật hết hiệu lực",
        "Điều 1. Công bố Danh mục văn bản hết hiệu lực:\n\n1 | Quyết định số 12/2014/QĐ-UBND ngày 05/5/2014 | Được thay thế \
         bằng Quyết định số 30/2024/QĐ-UBND ngày 02/10/2024 | 15/10/2024\n2 | Quyết định số 09/2016/QĐ-UBND ngày 01/3/2016 \
         | Bị bãi bỏ bởi Quyết định số 31/2024/QĐ-UBND ngày 03/10/2024 | 20/10/2024\n",
        &[
            "announces QĐ|12/2014/QĐ-UBND",
            "replaces QĐ|30/2024/QĐ-UBND > QĐ|12/2014/QĐ-UBND from 2024-10-15",
            "announces QĐ|09/2016/QĐ-UBND",
            "repeals QĐ|31/2024/QĐ-UBND > QĐ|09/2016/QĐ-UBND from 2024-10-20",
        ],
    );
}

#[test]
fn a_correction_says_where_and_its_words_do_not_act() {
    decision(
        "Đính chính Quyết định số 12/2025/QĐ-UBND ngày 05/5/2025",
        "Điều 1. Đính chính Quyết định số 12/2025/QĐ-UBND như sau:\n\n1. Tại khoản 2 Điều 4, cụm từ “bãi bỏ khoản 3” sửa lại \
         là “bãi bỏ khoản 2”.",
        &["corrects QĐ|12/2025/QĐ-UBND [khoản 2 Điều 4]"],
    );
}

#[test]
fn papers_act_where_nobody_speaks() {
    check(
        "Danh sách thông tư",
        "",
        "Thông tư số 77/2014/TT-BTC ngày 16/6/2014 của Bộ Tài chính hướng dẫn một số điều của Nghị định số 46/2014/NĐ-CP \
         ngày 15/5/2014 của Chính phủ.\n\nThông tư số 96/2015/TT-BTC đã được sửa đổi, bổ sung tại Thông tư số \
         25/2018/TT-BTC. Xem Nghị định số 15/2020/NĐ-CP.",
        &["details TT|77/2014/TT-BTC > NĐ|46/2014/NĐ-CP", "amends TT|25/2018/TT-BTC > TT|96/2015/TT-BTC"],
    );
}

#[test]
fn what_another_body_issued_carries_out_what_it_names() {
    decision(
        "Về việc giao dự toán",
        "Thực hiện Nghị quyết số 86/2019/QH14 ngày 12/11/2019 của Quốc hội, Bộ Tài chính đã ban hành Quyết định số \
         2503/QĐ-BTC ngày 06/12/2019 và Thông tư số 88/2019/TT-BTC ngày 24/12/2019.",
        &[
            "implements QĐ|2503/QĐ-BTC > NQ|86/2019/QH14",
            "implements TT|88/2019/TT-BTC > NQ|86/2019/QH14",
            "cites QĐ|2503/QĐ-BTC",
            "cites TT|88/2019/TT-BTC",
        ],
    );
}

#[test]
fn nobody_carries_out_the_order_of_a_body_below() {
    decision(
        "Về chương trình y tế",
        "Thực hiện Quyết định số 348/QĐ-TTg ngày 01/6/2023 của Thủ tướng Chính phủ phê duyệt Chiến lược theo chỉ đạo của \
         UBND tỉnh tại Công văn số 3218/UBND-VX ngày 23/5/2023.",
        &["implements QĐ|348/QĐ-TTg", "implements CV|3218/UBND-VX"],
    );
}

#[test]
fn what_is_reported_asked_or_denied_is_not_done() {
    decree("Nghị định số 15/2020/NĐ-CP đã hết hiệu lực.", &["cites NĐ|15/2020/NĐ-CP"]);
    decree("Nghị định số 15/2020/NĐ-CP chưa bị bãi bỏ.", &["cites NĐ|15/2020/NĐ-CP"]);
    decree(
        "Đề nghị Bộ Tài chính đình chỉ việc thi hành, sửa đổi hoặc bãi bỏ Thông tư số 39/2014/TT-BTC.",
        &["cites TT|39/2014/TT-BTC"],
    );
    decree(
        "Nghị định này thay thế Nghị định số 15/2020/NĐ-CP; các nội dung của Nghị định số 51/2010/NĐ-CP tiếp tục áp dụng.",
        &["replaces NĐ|15/2020/NĐ-CP", "cites NĐ|51/2010/NĐ-CP"],
    );
}
