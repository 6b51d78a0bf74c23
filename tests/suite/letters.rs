//! Letters and decisions as issued, and as sites print them: words whose space was lost, lists with brackets and hyphens,
//! heads that lack a line, what a page says of the paper above it.

use crate::reading;

/// A letter of a province with its head.
fn letter(body: &str) -> luocdo::model::Extraction {
    reading(&format!(
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\nSố: \
         310/UBND-KT\nV/v rà soát quy hoạch\nCao Bằng, ngày 05 tháng 3 năm 2025\n\nKính gửi: Sở Xây dựng.\n\n{body}"
    ))
}

/// Who is to do what in a letter, and by when.
#[track_caller]
fn tasks(body: &str, expect: &[&str]) {
    let given = |a: &luocdo::model::Assignment| {
        let due = a.due.map_or(String::new(), |due| format!(" · {due}"));
        format!("{} · {}{due}", a.agency, a.role.name())
    };
    assert_eq!(letter(body).assignments.iter().map(given).collect::<Vec<_>>(), expect);
}

/// Keys of the papers that a sentence of a letter names.
#[track_caller]
fn named(sentence: &str, expect: &[&str]) {
    let found = letter(sentence);
    let keys: Vec<String> = found.references.iter().filter_map(|r| r.key()).map(ToString::to_string).collect();
    assert_eq!(keys, expect);
}

/// How the papers of a text act on each other.
#[track_caller]
fn acts(text: &str, expect: &[&str]) {
    let found = reading(text);
    let told = |r: &luocdo::model::Relation| format!("{} {} {}", r.from, r.kind.name(), r.to);
    assert_eq!(found.relations.iter().map(told).collect::<Vec<_>>(), expect);
}

#[test]
fn bodies_are_read_and_named_though_spaces_were_lost() {
    tasks(
        "Giám đốcSở Tài chính, Giám đốc Sở Kếhoạch và Đầu tư căn cứ văn bản thihành.",
        &["Giám đốc Sở Tài chính · perform", "Giám đốc Sở Kế hoạch và Đầu tư · perform"],
    );
    tasks("Đềnghị Sở Quy hoạch -Kiến trúc rà soát.", &["Sở Quy hoạch - Kiến trúc · request"]);
}

#[test]
fn papers_are_read_though_spaces_were_lost() {
    named("Thực hiện Côngvăn số73/TTg-CN ngày 15 tháng 01 năm 2008.", &["CV|73/TTg-CN|2008|TTg"]);
    named("Thực hiện Quyết định số 12/QĐ-UBNDngày 05/02/2025.", &["QĐ|12/QĐ-UBND|2025|UBND:CB"]);
    named(
        "Căn cứ Luật Tổ chức Hội đồngnhân dân và Ủy bannhân dân ngày 26 tháng 11 năm 2003.",
        &["L|11/2003/QH11|2003|QH"],
    );
}

#[test]
fn what_stands_in_brackets_ends_no_list() {
    tasks(
        "Giao Sở Xây dựng chủ trì phối hợp với Ban Chỉ đạo 09 (Sở Tài chính), Sở Nội vụ rà soát.",
        &["Sở Xây dựng · lead", "Ban Chỉ đạo 09 · coordinate", "Sở Nội vụ · coordinate"],
    );
}

#[test]
fn a_post_with_a_colon_is_held_in_each_body_behind_it() {
    tasks(
        "Giao Giám đốc: Sở Y tế, Sở Tài chính kiểm tra.",
        &["Giám đốc Sở Y tế · lead", "Giám đốc Sở Tài chính · lead"],
    );
}

#[test]
fn lists_with_hyphens_are_whole() {
    tasks(
        "Yêu cầu các sở - ban - ngành, đơn vị tỉnh và Ủy ban nhân dân các quận - huyện, phường - xã, thị trấn rà soát.",
        &[
            "các sở - ban - ngành, đơn vị tỉnh · perform",
            "Ủy ban nhân dân các quận - huyện, phường - xã, thị trấn · perform",
        ],
    );
    tasks(
        "Yêu cầu Thủ trưởng các sở, ban, ngành, đơn vị thuộc tỉnh rà soát.",
        &["Thủ trưởng các sở, ban, ngành, đơn vị thuộc tỉnh · perform"],
    );
}

#[test]
fn a_letter_that_was_sent_is_no_task() {
    tasks("Sở Tài chính có văn bản số 45/STC-NS ngày 03/3/2025 báo cáo UBND tỉnh về dự toán.", &[]);
}

#[test]
fn departments_of_all_provinces_are_a_plural() {
    tasks("Đề nghị các Sở Tài chính rà soát.", &["các Sở Tài chính · request"]);
}

#[test]
fn a_numbered_paragraph_says_by_when_to_report() {
    tasks(
        "Đề nghị Sở Tài chính báo cáo về dự toán.\n\n1. Báo cáo phải có xác nhận.\n\n2. Thời hạn gửi báo cáo trước ngày \
         28/3/2025.",
        &["Sở Tài chính · request · 2025-03-27"],
    );
}

#[test]
fn the_symbol_of_a_type_stands_for_its_word() {
    let found = letter("Gửi kèm CT số 14/CT-TTg ngày 28/6/2013 của Thủ tướng Chính phủ.");
    let words: Vec<&str> =
        found.mentions.iter().filter(|m| m.cited().is_some()).map(|m| found.text.slice(m.span)).collect();
    assert_eq!(words, ["CT số 14/CT-TTg ngày 28/6/2013"]);
}

#[test]
fn the_letter_mentioned_above_may_be_called_a_text() {
    named(
        "Sở Y tế nhận được Công văn số 123/BYT-KH ngày 27/02/2025 của Bộ Y tế. Sở Y tế báo cáo theo văn bản nói trên.",
        &["CV|123/BYT-KH|2025|BYT", "CV|123/BYT-KH|2025|BYT"],
    );
}

#[test]
fn a_law_that_amends_ten_is_one_paper_and_its_day_tells_which() {
    named(
        "Căn cứ Luật Sửa đổi, bổ sung một số điều của Luật Chứng khoán, Luật Kế toán, Luật Kiểm toán độc lập, Luật Ngân sách \
         nhà nước, Luật Tài sản công, Luật Quản lý thuế, Luật Xử lý vi phạm hành chính ngày 29 tháng 11 năm 2024.",
        &["L|56/2024/QH15|2024|QH"],
    );
}

#[test]
fn to_amend_what_stands_in_a_paper_is_to_amend_it() {
    acts(
        "Nghị quyết số 18/2025/NQ-HĐND sửa đổi nội dung tại Điều 1 Nghị quyết số 64/2017/NQ-HĐND.",
        &["NQ|18/2025/NQ-HĐND|2025|HĐND:? amends NQ|64/2017/NQ-HĐND|2017|HĐND:?"],
    );
}

#[test]
fn a_page_says_who_signed_and_its_label_names_no_paper() {
    let found = reading(
        "Nghị quyết 18/2021/NQ-HĐND về phí chợ\nSố hiệu | 18/2021/NQ-HĐND |\nNgười ký | Nguyễn Văn An |\nHỘI ĐỒNG NHÂN DÂN \
         |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 18/2021/NQ-HĐND |\nCao Bằng, ngày 21 tháng 7 năm 2021 |\nCăn cứ Luật Phí \
         và lệ phí ngày 25 tháng 11 năm 2015;\nĐiều 1. Quy định phí chợ.",
    );
    assert_eq!(found.items[0].signer.as_deref(), Some("Nguyễn Văn An"));
    let words = found.mentions.iter().filter(|m| m.cited().is_some()).map(|m| found.text.slice(m.span));
    assert!(words.into_iter().all(|words| words != "18/2021/NQ-HĐND"));
}

#[test]
fn a_committee_whose_province_was_cut_off_is_that_of_the_place() {
    let found = reading(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 15/CT-UBND | Hà Nội, ngày 25 tháng 12 năm 2018 |\nCHỈ \
         THỊ\nVỀ VIỆC TIẾT KIỆM ĐIỆN\nThực hiện Chỉ thị số 31/CT-TTg ngày 08/11/2018 của Thủ tướng Chính phủ, yêu cầu Sở Công \
         Thương rà soát.",
    );
    let key = found.items[0].subject.as_ref().map(ToString::to_string);
    assert_eq!(key.as_deref(), Some("CT|15/CT-UBND|2018|UBND:HN"));
}

#[test]
fn a_further_source_is_carried_out_as_the_first() {
    let told = |body: &str, expect: &[&str]| {
        let found = letter(body);
        let told = |r: &luocdo::model::Relation| format!("{} {}", r.kind.name(), r.to.number);
        assert_eq!(found.relations.iter().map(told).collect::<Vec<_>>(), expect, "{body}");
    };
    told(
        "Thực hiện chỉ đạo của Bộ trưởng Bộ Xây dựng tại Hội nghị trực tuyến và của Bộ Tài chính tại Công văn số 510/BTC-NS \
         ngày 10/02/2025, UBND tỉnh yêu cầu rà soát.",
        &["implements 510/BTC-NS"],
    );
    told(
        "Thực hiện Luật Đầu tư công và hướng dẫn của Bộ Tài chính tại Công văn số 510/BTC-NS ngày 10/02/2025, UBND tỉnh yêu \
         cầu rà soát.",
        &["implements 58/2024/QH15", "implements 510/BTC-NS"],
    );
    told(
        "Sở Xây dựng rà soát theo quy định của Luật Đầu tư công và của Bộ Tài chính tại Công văn số 510/BTC-NS ngày \
         10/02/2025.",
        &["cites 58/2024/QH15", "cites 510/BTC-NS"],
    );
}

#[test]
fn a_plural_keeps_the_list_of_legal_bases() {
    let found = letter(
        "Căn cứ Luật Đất đai ngày 26 tháng 11 năm 2003; các Luật Nhà ở ngày 29 tháng 11 năm 2005; Nghị định số 181/2004/NĐ-CP \
         ngày 29 tháng 10 năm 2004;",
    );
    let kinds: Vec<&str> = found.relations.iter().map(|r| r.kind.name()).collect();
    assert_eq!(kinds, ["basis", "basis", "basis"]);
}

#[test]
fn numbers_are_whole_though_blanks_stray() {
    named("Theo Công văn số 2751/VPCP-V .III ngày 11/4/2013.", &["CV|2751/VPCP-V.III|2013|VPCP"]);
    named("Theo Công văn số 812/BKHĐT-KTĐPngày 09 tháng 6 năm 2014.", &["CV|812/BKHĐT-KTĐP|2014|BKHĐT"]);
    named("Số hiệu 4120/VPCP-NN", &[]);
}

#[test]
fn a_law_on_several_laws_is_named_whole() {
    named(
        "Luật Sửa đổi, bổ sung một số điều của các Luật liên quan đến đầu tư xây dựng cơ bản ngày 19/6/2009.",
        &["L|38/2009/QH12|2009|QH"],
    );
}
