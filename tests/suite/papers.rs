//! What a paper says of itself, by the forms in which papers are met: heads in two columns mixed up, in Markdown, cut
//! off by the site; laws, consolidated texts, Party papers, resolutions, letters. And what a collection says beside it.

use crate::{reading, reading_with};
use luocdo::Config;
use luocdo::model::{Extraction, PartKind, Stated};

/// Key, day and signer of the paper that a text is.
fn own(found: &Extraction) -> String {
    let Some(item) = found.items.first() else { return "nothing".to_owned() };
    let key = item.subject.as_ref().map_or("?".to_owned(), ToString::to_string);
    let date = item.date.map_or("?".to_owned(), |date| date.to_string());
    format!("{key} · {date} · {}", item.signer.as_deref().unwrap_or("?"))
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(own(&reading(text)), expect);
}

#[test]
fn a_decision_of_a_province() {
    check(
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         ---------------\nSố: 56/2024/QĐ-UBND\nCao Bằng, ngày 28 tháng 11 năm 2024\nQUYẾT ĐỊNH\nQuy định giá nước sạch\n\
         ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\nCăn cứ Luật Giá số 16/2023/QH15;\nĐiều 1. Ban hành giá nước sạch.\n\
         TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Hòa",
        "QĐ|56/2024/QĐ-UBND|2024|UBND:CB · 2024-11-28 · Lê Văn Hòa",
    );
}

#[test]
fn a_letter_in_markdown_with_columns_mixed_up() {
    // The lower of two bodies issues; `CT` in its number is Cục Thuế and no Chỉ thị.
    check(
        "BỘ\nTÀI CHÍNH\n**CỤC THUẾ**\n-------\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n---\n\
         Số:\n4812/CT-CS\n*V/v thuế của hộ kinh doanh*\n*Hà Nội, ng**ày **20**\ntháng 1**1** năm 2025*\n\
         **Kính gửi:** Thuế tỉnh Lạng Sơn.\nCục Thuế nhận được Công văn số 77/LSO-KTr ngày 04/9/2025.\n\
         **TL. CỤC TRƯỞNG**\nKT. TRƯỞNG BAN CHÍNH SÁCH,\nTHUẾ QUỐC TẾ\nPHÓ TRƯỞNG BAN\nVũ\nThị Minh",
        "CV|4812/CT-CS|2025|CT · 2025-11-20 · Vũ Thị Minh",
    );
}

#[test]
fn a_day_that_is_blank_or_cannot_be_read_leaves_the_year() {
    let head = |day: &str| {
        format!(
            "BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỔNG CỤC THUẾ Độc lập - Tự do - Hạnh phúc\nSố: 4489/TCT-KK \
             Hà Nội, {day} năm 2022\n\nKính gửi: Cục Thuế tỉnh Lạng Sơn.\n\nTổng cục Thuế có ý kiến như sau."
        )
    };
    check(&head("ngày    tháng   "), "CV|4489/TCT-KK|2022|TCT · ? · ?");
    check(&head("ngày ñ| tháng 42"), "CV|4489/TCT-KK|2022|TCT · ? · ?");
}

#[test]
fn a_head_on_one_line() {
    check(
        "CHÍNH PHỦ_______ Số: 88/2025/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập – Tự do – Hạnh phúc____ Hà Nội, ngày \
         30 tháng 6 năm 2025 |\n\n**NGHỊ ĐỊNH**\n\n**Quy định về kho bãi**\n\n*Căn cứ Luật Tổ chức Chính phủ;*\n\n**Điều 1. Phạm vi**\n\nKho bãi.",
        "NĐ|88/2025/NĐ-CP|2025|CP · 2025-06-30 · ?",
    );
    check(
        "Luật Kho bãi 2024\nQUỐC HỘI ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---- Luật số: \
         93/2024/QH15 Hà Nội, ngày 27 tháng 6 năm 2024 LUẬT KHO BÃI\nCăn cứ Hiến pháp;\nĐiều 1. Phạm vi điều chỉnh",
        "L|93/2024/QH15|2024|QH · 2024-06-27 · ?",
    );
}

#[test]
fn a_law_has_its_day_in_the_clause_of_adoption() {
    check(
        "QUỐC HỘI\n\nLuật số: 61/2031/QH17\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nLUẬT\nKHO BÃI\n\n\
         Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nĐiều 1. Phạm vi điều chỉnh\nLuật này quy định về kho bãi.\n\n\
         Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVII, kỳ họp thứ 3 thông qua ngày 17 tháng 6 năm \
         2031.\n\nCHỦ TỊCH QUỐC HỘI\n\nNguyễn Văn An",
        "L|61/2031/QH17|2031|QH · 2031-06-17 · Nguyễn Văn An",
    );
}

#[test]
fn a_law_without_a_number_goes_by_its_title() {
    check(
        "LUẬT\nKho bãi và bến tàu\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nĐiều 1. Phạm vi điều chỉnh\n\
         Luật này đã được Quốc hội thông qua ngày 22 tháng 11 năm 2012.",
        "L|kho bãi và bến tàu|2012|QH · 2012-11-22 · ?",
    );
}

#[test]
fn a_resolution_of_a_council_whose_head_was_cut_off() {
    check(
        "NGHỊ QUYẾT\nVỀ PHÂN BỔ VỐN GIẢM NGHÈO\nHỘI ĐỒNG NHÂN DÂN TỈNH ĐỒNG THÁP\nKHÓA IX - KỲ HỌP THỨ NĂM\nCăn cứ Luật Đầu tư \
         công;\nĐiều 1. Thông qua.\nNghị quyết này đã được Hội đồng nhân dân tỉnh Đồng Tháp khóa IX, kỳ họp thứ năm thông qua \
         ngày 14 tháng 7 năm 2017.",
        "NQ|về phân bổ vốn giảm nghèo|2017|HĐND:ĐT · 2017-07-14 · ?",
    );
    // An annex tells the number, if there is one.
    check(
        "NGHỊ QUYẾT\nQUY ĐỊNH GIÁ KHÁM BỆNH\nHỘI ĐỒNG NHÂN DÂN TỈNH ĐỒNG THÁP\nCăn cứ Luật Giá;\nĐiều 1. Quy định giá.\n\
         PHỤ LỤC I\n(Ban hành kèm theo Nghị quyết số 20/2017/NQ-HĐND ngày 13/7/2017 của Hội đồng nhân dân tỉnh)",
        "NQ|20/2017/NQ-HĐND|2017|HĐND:ĐT · 2017-07-13 · ?",
    );
}

#[test]
fn a_letter_whose_head_was_cut_off() {
    check(
        "**Kính gửi:** Chủ tịch Ủy ban nhân dân các tỉnh.\nBộ Nội vụ yêu cầu báo cáo số liệu.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\
         KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrương Văn Lợi\nCông văn 815/BNV-TCBC năm 2025 báo cáo số liệu do Bộ Nội vụ ban hành",
        "CV|815/BNV-TCBC|2025|BNV · ? · Trương Văn Lợi",
    );
    // Without any number it goes by its first sentence, and is none of the papers that it answers.
    check(
        "**Kính gửi:** Thuế tỉnh Tây Ninh.\nCục Thuế nhận được Công văn số 94/TNI-CNTK ngày 14/10/2025.\nCục Thuế trả lời để Thuế \
         tỉnh Tây Ninh biết./.\nNơi nhận:\n- Như trên;\n- Lưu: VT, CS.",
        "CV|cục thuế nhận được công văn số 94/tni-cntk ngày 14/10/2025.|?|CT · ? · ?",
    );
}

#[test]
fn a_consolidated_text_has_its_number_and_day_at_the_foot() {
    check(
        "CÔNG BÁO/Số 793 + 794/Ngày 30-6-2023\n11\n\nVĂN BẢN HỢP NHẤT -\nBỘ XÂY DỰNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - \
         Tự do - Hạnh phúc\n\nNGHỊ ĐỊNH\nQuy định về nhà kho\n\nNghị định số 44/2016/NĐ-CP ngày 15 tháng 5 năm 2016 của Chính phủ \
         được sửa đổi, bổ sung bởi:\nNghị định số 140/2018/NĐ-CP ngày 08 tháng 10 năm 2018.\nĐiều 1. Phạm vi điều chỉnh\nKho.\n\n\
         BỘ XÂY DỰNG\n\nSố: 79/VBHN-BXD\nXÁC THỰC VĂN BẢN HỢP NHẤT\n\nHà Nội, ngày 21 tháng 6 năm 2023\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\n\
         Lê Quang Hùng",
        "KHAC|79/VBHN-BXD|2023|BXD · 2023-06-21 · Lê Quang Hùng",
    );
}

#[test]
fn papers_of_the_party() {
    check(
        "BAN CHẤP HÀNH\nTRUNG ƯƠNG\n**VĂN PHÒNG**\n*****\n**ĐẢNG CỘNG\nSẢN VIỆT NAM**\n---------------\nSố 432-TB/VPTW\n*Hà Nội, \
         ngày\n26 tháng 11 năm 2025*\n**THÔNG BÁO KẾT LUẬN**\nTẠI BUỔI LÀM VIỆC VỀ TRẺ EM\nNgày 24/11/2025, đồng chí Tổng Bí thư đã làm \
         việc.",
        "TB|432-TB/VPTW|2025|VPTW · 2025-11-26 · ?",
    );
    // `-QĐ` of the Party may be a "Quy định".
    check(
        "BỘ CHÍNH TRỊ\n*\nSố 178-QĐ/TW\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 27 tháng 6 năm 2024\nQUY ĐỊNH\nvề kiểm soát quyền lực\n\
         Căn cứ Điều lệ Đảng;\nĐiều 1. Phạm vi",
        "QyĐ|178-QĐ/TW|2024|TW · 2024-06-27 · ?",
    );
}

#[test]
fn joint_circulars_telegrams_and_judges() {
    check(
        "BỘ Y TẾ - BỘ TÀI CHÍNH\n-----\nSố: 37/2015/TTLT-BYT-BTC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà \
         Nội, ngày 29 tháng 10 năm 2015\nTHÔNG TƯ LIÊN TỊCH\nQuy định giá khám bệnh\nCăn cứ Luật Giá;\nĐiều 1. Phạm vi",
        "TTLT|37/2015/TTLT-BYT-BTC|2015|BYT · 2015-10-29 · ?",
    );
    check(
        "THỦ TƯỚNG CHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 223/CĐ-TTg\nHà Nội, ngày 20 \
         tháng 11 năm 2025\nCÔNG ĐIỆN\nV/v ứng phó lũ lớn\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Chủ tịch Ủy ban nhân dân tỉnh Gia Lai.\nKT. \
         THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\nHồ Quốc Dũng",
        "CĐ|223/CĐ-TTg|2025|TTg · 2025-11-20 · Hồ Quốc Dũng",
    );
    check(
        "HỘI ĐỒNG THẨM PHÁN\nTÒA ÁN NHÂN DÂN TỐI CAO\n-----\nSố: 02/2022/NQ-HĐTP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - \
         Hạnh phúc\nHà Nội, ngày 06 tháng 9 năm 2022\nNGHỊ QUYẾT\nHướng dẫn áp dụng án phí\nCăn cứ Luật Tổ chức Tòa án nhân dân;\nĐiều \
         1. Phạm vi",
        "NQ|02/2022/NQ-HĐTP|2022|HĐTP · 2022-09-06 · ?",
    );
}

#[test]
fn a_blank_number_is_none() {
    check(
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố:      /2025/QĐ-UBND\nCao Bằng, \
         ngày … tháng … năm 2025\nQUYẾT ĐỊNH\nVề giá nước sạch\nCăn cứ Luật Giá số 16/2023/QH15 ngày 19 tháng 6 năm 2023;\nĐiều 1. Giá.",
        "QĐ|về giá nước sạch|?|UBND:CB · ? · ?",
    );
}

#[test]
fn a_page_with_the_number_in_its_title_and_the_day_in_a_sentence() {
    check(
        "Công văn 1770/BTC-TCT thuế với phân bón\n=====\nNgày 04/12/2014 Bộ Tài chính ban hành Công văn 1770/BTC-TCT về thuế.\n\
         Kính gửi: Cục Thuế các tỉnh.\nBộ Tài chính hướng dẫn như sau.",
        "CV|1770/BTC-TCT|2014|BTC · 2014-12-04 · ?",
    );
}

#[test]
fn from_when_a_paper_is_in_force() {
    #[track_caller]
    fn check(sentence: &str, expect: &str) {
        let found = reading(&format!(
            "BỘ TÀI CHÍNH\nSố: 12/2025/TT-BTC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 10 tháng 3 năm \
             2025\nTHÔNG TƯ\nQuy định phí kho bãi\nCăn cứ Luật Phí và lệ phí;\nĐiều 1. Phạm vi điều chỉnh\nKho bãi.\nĐiều 2. Hiệu lực thi hành\n\
             {sentence}"
        ));
        let own = found.documents.iter().find(|d| d.key.number == "12/2025/TT-BTC").expect("the paper itself");
        let day = |day: Option<chrono::NaiveDate>| day.map_or("?".to_owned(), |day| day.to_string());
        assert_eq!(format!("{} – {}", day(own.effect), day(own.ends)), expect, "{sentence}");
    }
    check("Thông tư này có hiệu lực thi hành kể từ ngày 15 tháng 8 năm 2025.", "2025-08-15 – ?");
    check("Thông tư này có hiệu lực thi hành kể từ ngày ký.", "2025-03-10 – ?");
    check("Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký ban hành.", "2025-04-24 – ?");
    check("Thông tư này có hiệu lực sau bốn mươi lăm (45) ngày, kể từ ngày ký.", "2025-04-24 – ?");
    check("1. Thông tư này có hiệu lực từ ngày 01/4/2025 đến hết ngày 31/12/2025.", "2025-04-01 – 2026-01-01");
    check("Thông tư này hết hiệu lực từ ngày 01/01/2027.", "? – 2027-01-01");
    // What hangs on another paper or an event gives no day.
    check("Thông tư này có hiệu lực kể từ ngày Luật Giá số 16/2023/QH15 có hiệu lực.", "? – ?");
    check("Thông tư này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", "? – ?");
    // What is said of a part, of another paper or in quotes is not said of the whole.
    check("Điều 1 của Thông tư này có hiệu lực từ ngày 01/5/2025.", "? – ?");
    check("Nghị định này có hiệu lực từ ngày 01/5/2025.", "? – ?");
    check("Sửa đổi Điều 9 như sau:\n“Điều 9. Hiệu lực\nThông tư này có hiệu lực từ ngày 01/5/2020.”", "? – ?");
}

#[test]
fn the_parts_of_the_head_in_order() {
    let found = reading(
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 5/KH-UBND\nCao Bằng, ngày 2 \
         tháng 3 năm 2025\nKẾ HOẠCH\nTiết kiệm điện\nCăn cứ Chỉ thị số 20/CT-TTg ngày 08/6/2023;\nI. MỤC ĐÍCH\n1. Tiết kiệm.\nNơi nhận:\n- Lưu: VT.",
    );
    let words: Vec<_> = found
        .parts
        .iter()
        .map(|part| format!("{}: {}", part.id, found.text.slice(part.span).replace('\n', " / ")))
        .collect();
    let expect = [
        "issuer: ỦY BAN NHÂN DÂN / TỈNH CAO BẰNG",
        "motto: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc",
        "number: Số: 5/KH-UBND",
        "place_date: Cao Bằng, ngày 2 tháng 3 năm 2025",
        "title: KẾ HOẠCH / Tiết kiệm điện",
        "cit_1: Căn cứ Chỉ thị số 20/CT-TTg ngày 08/6/2023;",
        "sec_i: I. MỤC ĐÍCH / 1. Tiết kiệm.",
        "sec_i__para_1: 1. Tiết kiệm.",
        "recipients_1: Nơi nhận: / - Lưu: VT.",
    ];
    assert_eq!(words, expect);
    assert!(PartKind::ALL.iter().all(|kind| !kind.label_vi().is_empty()));
}

/// A text that a collection holds, with what it says of it.
fn held(text: &str, stated: Stated) -> Extraction {
    reading_with(text, Config { stated: Some(stated), ..Config::default() })
}

#[test]
fn the_collection_is_heard_where_the_head_is_silent() {
    let stated = Stated {
        number: Some("5402/CT-CS".to_owned()),
        date: chrono::NaiveDate::from_ymd_opt(2025, 11, 21),
        issuer: Some("Cục Thuế".to_owned()),
        signer: Some("Nguyễn Thị Hằng".to_owned()),
        ..Stated::default()
    };
    let found = held("**Kính gửi:** Thuế tỉnh Tây Ninh.\nCục Thuế trả lời như sau.", stated);
    assert_eq!(own(&found), "CV|5402/CT-CS|2025|CT · 2025-11-21 · Nguyễn Thị Hằng");
    let titled = Stated {
        title: Some(
            "Quyết định 71/2025/QĐ-UBND về giá cho thuê nhà do Ủy ban nhân dân tỉnh Bắc Ninh ban hành".to_owned(),
        ),
        ..Stated::default()
    };
    assert_eq!(
        own(&held("Điều 1. Giá cho thuê nhà.\nĐiều 2. Thi hành.", titled)),
        "QĐ|71/2025/QĐ-UBND|2025|UBND:BN · ? · ?"
    );
}

#[test]
fn where_head_and_collection_differ_the_head_stands_and_a_note_says_so() {
    let text = "BỘ TÀI CHÍNH\nCỤC HẢI QUAN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 3799/CHQ-GSQL\nV/v khai \
                bổ sung\nHà Nội, ngày 25 tháng 11 năm 2025\nKính gửi: Công ty Phân bón.\nCục Hải quan trả lời.";
    let stated = Stated {
        number: Some("37999/CHQ-GSQL".to_owned()),
        kind: Some("Công văn".to_owned()),
        date: chrono::NaiveDate::from_ymd_opt(2025, 11, 26),
        issuer: Some("Cục Thuế".to_owned()),
        ..Stated::default()
    };
    let found = held(text, stated);
    assert_eq!(own(&found), "CV|3799/CHQ-GSQL|2025|CHQ · 2025-11-25 · ?");
    let notes: Vec<_> =
        found.notes.iter().map(|n| (found.text.slice(n.span).replace('\n', " / "), n.message.as_str())).collect();
    let expect = [
        ("BỘ TÀI CHÍNH / CỤC HẢI QUAN".to_owned(), "the text gives the issuer Cục Hải quan, the collection Cục Thuế"),
        ("Số: 3799/CHQ-GSQL".to_owned(), "the text gives the number 3799/CHQ-GSQL, the collection 37999/CHQ-GSQL"),
        (
            "Hà Nội, ngày 25 tháng 11 năm 2025".to_owned(),
            "the text gives the date 2025-11-25, the collection 2025-11-26",
        ),
    ];
    assert_eq!(notes, expect);
    // The name of a province stands for any of its bodies.
    let stated = Stated { issuer: Some("Tỉnh Cao Bằng".to_owned()), ..Stated::default() };
    let text = "SỞ Y TẾ TỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/SYT-NV\nCao Bằng, ngày 2 tháng 3 năm 2025\nKính gửi: Bệnh viện.\nXin báo.";
    let found = held(text, stated);
    assert_eq!((own(&found).as_str(), found.notes.len()), ("CV|9/SYT-NV|2025|SYT:CB · 2025-03-02 · ?", 0));
}
