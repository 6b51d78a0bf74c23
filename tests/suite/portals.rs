//! What a portal's notice says of the paper that it reports, with the things around it: the line of the day on which it
//! was posted, the name of who wrote it, the source at its end.

use crate::reading;
use luocdo::model::Extraction;

/// Key and day of the paper that a notice reports, and how the notice ends.
fn told(found: &Extraction) -> String {
    let Some(item) = found.items.first() else { return "nothing".to_owned() };
    let key = item.subject.as_ref().map_or("?".to_owned(), ToString::to_string);
    format!("{key} · {}", item.date.map_or("?".to_owned(), |date| date.to_string()))
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(told(&reading(text)), expect);
}

/// The words of the only item.
#[track_caller]
fn item(text: &str, expect: &str) {
    let found = reading(text);
    let spans: Vec<&str> = found.items.iter().map(|item| found.text.slice(item.span)).collect();
    assert_eq!(spans, [expect]);
}

#[test]
fn a_ministry_issues_its_paper_though_no_day_is_told() {
    check(
        "Phòng, chống sốt xuất huyết\n\nBộ Y tế vừa có Công văn số 4871/BYT-DP gửi UBND các tỉnh về phòng, chống sốt xuất huyết.",
        "CV|4871/BYT-DP|?|BYT · ?",
    );
    check(
        "Kiểm tra bến bãi\n\nThủ tướng Chính phủ vừa ban hành Công văn số 10655/VPCP-CN yêu cầu UBND tỉnh Hòa Bình báo cáo.",
        "CV|10655/VPCP-CN|?|VPCP · ?",
    );
}

#[test]
fn an_order_from_above_that_is_carried_out_is_not_what_is_reported() {
    check(
        "Phát triển kinh tế biển\n\nChủ tịch UBND tỉnh vừa có văn bản yêu cầu các sở, ban, ngành triển khai thực hiện chỉ đạo \
         của Thủ tướng Chính phủ tại Chỉ thị số 31/CT-TTg ngày 02/12/2019.",
        "? · ?",
    );
}

#[test]
fn the_source_at_the_end_is_what_is_reported() {
    let body = "UBND tỉnh Quảng Trị có ý kiến như sau:\n\nGiao UBND huyện Hải Lăng chủ trì kiểm tra.\n\nSở Tài chính cân đối \
                kinh phí.\n\nSở Y tế phối hợp thực hiện.\n\n";
    for source in ["(Theo Công văn số 1975/UBND-KT, ngày 26/4/2024)", "Nguồn: Công văn số 1975/UBND-KT ngày 26/4/2024"]
    {
        check(&format!("Về việc nạo vét lòng sông\n\n{body}{source}"), "CV|1975/UBND-KT|2024|UBND:QT · 2024-04-26");
    }
    // What goes on with the sentence is no source.
    check(
        &format!(
            "Nạo vét lòng sông\n\n{body}Theo Công văn số 1975/UBND-KT ngày 26/4/2024, các bên đã họp bàn và thống nhất \
                    cách làm trong thời gian tới."
        ),
        "? · ?",
    );
}

#[test]
fn the_day_of_the_page_gives_a_day_its_year() {
    let body = "Ngày 28-12, UBND tỉnh Nam Định ban hành Công văn số 66/UBND-VP5 về an toàn giao thông.";
    for line in
        ["Cập nhật lúc07:59, Thứ Sáu, 04/01/2019 (GMT+7)", "15:57, 04/01/2019", "Ngày đăng: 04-01-2019; 253 lần đọc"]
    {
        check(&format!("An toàn giao thông\n{line}\n\n{body}"), "CV|66/UBND-VP5|2018|UBND:NĐ · 2018-12-28");
    }
    // A page that moved to a new site is not of its paper's time.
    check(
        &format!("An toàn giao thông\nCập nhật lúc: 24/09/2024\n\n{body}\n\nCác sở báo cáo trước ngày 05/01/2019."),
        "CV|66/UBND-VP5|?|UBND:NĐ · ?",
    );
}

#[test]
fn a_notice_begins_with_its_headline_and_ends_with_its_last_sentence() {
    let body = "Tiết kiệm điện mùa khô\n\nUBND tỉnh Cà Mau ban hành Công văn số 88/UBND-KT ngày 07/7/2023.\n\nSở Công Thương \
                hướng dẫn các địa phương./.";
    for above in ["Skip to main content", "Insert title here\nTHÔNG TIN Ý KIẾN", "Ngày 08/07/2023 11:31:54"] {
        item(&format!("{above}\n\n{body}"), body);
    }
    for below in ["PV", "V.N", "Lệ Hoa, Thanh Bình", "(Nguồn: Cổng thông tin điện tử tỉnh)", "Hoàng Hà\n\nIn Gửi Email"]
    {
        item(&format!("{body}\n\n{below}"), body);
    }
}
