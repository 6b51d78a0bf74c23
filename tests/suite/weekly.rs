//! Pages that tell of several orders at once, in the styles of different portals: a lead that lists the headlines, entries
//! with one opening, with bullets, with numbers, with the paper itself; and notices of one order that only look alike.

use crate::reading;

/// The first words of each item, with the number of the paper that it reports.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let found = reading(text);
    let told = |item: &luocdo::model::Item| {
        let words: Vec<&str> = found.text.slice(item.span).split_whitespace().take(4).collect();
        format!("{} · {}", words.join(" "), item.subject.as_ref().map_or("?", |key| &key.number))
    };
    assert_eq!(found.items.iter().map(told).collect::<Vec<_>>(), expect);
}

const RANGER: &str = "Ngày 06/3/2021, UBND tỉnh ban hành Công văn số 144/UBND-VP5 giao Sở Công Thương rà soát các trạm biến áp \
                      trong rừng.";
const VISIT: &str = "Chủ tịch UBND tỉnh vừa có kết luận tại cuộc họp về giao thông nông thôn, yêu cầu các huyện khẩn trương rà \
                     soát cầu treo.";

#[test]
fn a_lead_that_says_so_proves_a_digest() {
    let lead = "phòng, chống cháy rừng mùa khô; rà soát cầu treo dân sinh…là những thông tin chỉ đạo của UBND tỉnh nổi bật trong \
                tuần (từ ngày 01/3-07/3/2021).";
    let page = format!(
        "Truy cập nội dung luôn\n\n{lead}\n\nPhòng, chống cháy rừng mùa khô\n\n{RANGER}\n\nRà soát cầu treo dân sinh\n\n{VISIT}"
    );
    check(&page, &["Phòng, chống cháy rừng · 144/UBND-VP5", "Rà soát cầu treo · ?"]);
    // One headline alone, below an abbreviation of the portal.
    check(
        &format!("CTTĐT – Rà soát cầu treo dân sinh; {lead}\nRà soát cầu treo dân sinh\n{VISIT}"),
        &["Rà soát cầu treo · ?"],
    );
}

#[test]
fn bullets_below_a_line_that_announces_several_papers() {
    check(
        "Tin tổng hợp ngày 06-9-2017\n\nUBND tỉnh vừa ban hành một số văn bản với các nội dung sau:\n\nẢnh minh họa\n\n- Đồng ý \
         chủ trương cho Sở Y tế lập đề án.\n\n- Giao Sở Nội vụ kiểm tra theo hướng dẫn của Bộ Nội vụ tại Công văn số 340/BNV-TC \
         ngày 15/8/2017.",
        &["- Đồng ý chủ · ?", "- Giao Sở Nội · ?"],
    );
    check(
        "Tuần qua, UBND tỉnh Nam Định đã ban hành một số văn bản chỉ đạo, điều hành:\n\n1. Công văn số 144/UBND-VP5 ngày \
         06/3/2021 về phòng, chống cháy rừng.\n\n2. Kế hoạch số 22/KH-UBND ngày 08/3/2021 về chuyển đổi số.",
        &["1. Công văn số · 144/UBND-VP5", "2. Kế hoạch số · 22/KH-UBND"],
    );
}

#[test]
fn entries_open_with_the_same_abbreviation() {
    check(
        "TTĐT - UBND tỉnh ban hành Kế hoạch số 256/KH-UBND về phát triển du lịch.\n\nTTĐT - UBND tỉnh chỉ đạo bảo đảm an toàn dịp \
         lễ.\n\nTTĐT - UBND tỉnh ban hành Quyết định số 116/QĐ-UBND về quy chế kiểm tra.",
        &["TTĐT - UBND tỉnh · 256/KH-UBND", "TTĐT - UBND tỉnh · ?", "TTĐT - UBND tỉnh · 116/QĐ-UBND"],
    );
    check(
        "An toàn dịp lễ\n\n(BĐ) - UBND tỉnh ban hành Kế hoạch số 256/KH-UBND về an toàn dịp lễ.\n\nQuy chế kiểm tra\n\n(BĐ) - UBND \
         tỉnh ban hành Quyết định số 116/QĐ-UBND về quy chế kiểm tra.",
        &["An toàn dịp lễ · 256/KH-UBND", "Quy chế kiểm tra · 116/QĐ-UBND"],
    );
}

#[test]
fn an_entry_without_a_number_opens_as_the_others() {
    check(
        "Chỉ đạo, điều hành của UBND tỉnh Nam Định tuần qua\n\n- UBND tỉnh ban hành Công văn số 144/UBND-VP5 ngày 06/3/2021 giao \
         Sở Công Thương rà soát.\n- UBND tỉnh chỉ đạo tăng cường phòng, chống cháy rừng.\n- UBND tỉnh ban hành Kế hoạch số \
         22/KH-UBND ngày 08/3/2021 về chuyển đổi số.",
        &["- UBND tỉnh ban · 144/UBND-VP5", "- UBND tỉnh chỉ · ?", "- UBND tỉnh ban · 22/KH-UBND"],
    );
}

#[test]
fn entries_counted_through_the_page_with_sections_between() {
    check(
        &format!(
            "Thông tin chỉ đạo, điều hành của UBND tỉnh Nam Định từ ngày 01/3/2021 đến ngày 07/3/2021\n\nI. LĨNH VỰC KINH \
             TẾ\n\n1. {RANGER}\n\nII. LĨNH VỰC VĂN HÓA - XÃ HỘI\n\n2. {VISIT}"
        ),
        &["1. Ngày 06/3/2021, UBND · 144/UBND-VP5", "2. Chủ tịch UBND · ?"],
    );
}

#[test]
fn a_list_of_new_papers() {
    check(
        "VĂN BẢN CHỈ ĐẠO, ĐIỀU HÀNH MỚI BAN HÀNH TUẦN 10\n\nQuyết định số 312/QĐ-UBND ngày 05/3/2021 của UBND tỉnh Nam Định về việc \
         phê duyệt dự án cầu.\n\nCông văn số 144/UBND-VP5 ngày 06/3/2021 của UBND tỉnh về việc phòng, chống cháy rừng.",
        &["Quyết định số 312/QĐ-UBND · 312/QĐ-UBND", "Công văn số 144/UBND-VP5 · 144/UBND-VP5"],
    );
}

#[test]
fn short_headlines_on_a_page_of_a_week() {
    check(
        &format!(
            "Nội dung chỉ đạo nổi bật của UBND tỉnh Nam Định trong tuần (từ ngày 01/3 đến 07/3/2021)\n\nVề phòng, chống cháy \
             rừng\n\n{RANGER}\n\nVề giao thông nông thôn\n\n{VISIT}"
        ),
        &["Về phòng, chống cháy · 144/UBND-VP5", "Về giao thông nông · ?"],
    );
}

#[test]
fn a_notice_of_one_order_with_its_tasks_is_no_digest() {
    check(
        "Phòng, chống cháy rừng\n\nUBND tỉnh Nam Định ban hành Công văn số 144/UBND-VP5 ngày 06/3/2021 yêu cầu thực hiện các nội \
         dung sau:\n\n- Sở Y tế trực ban.\n\n- Sở Công Thương rà soát các trạm biến áp.",
        &["Phòng, chống cháy rừng · 144/UBND-VP5"],
    );
}
