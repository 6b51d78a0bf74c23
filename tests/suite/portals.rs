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

#[test]
fn a_headline_printed_twice_is_one_and_the_name_of_the_place_above_it_is_none() {
    let body = "Phòng, chống cháy rừng mùa khô\n\nUBND tỉnh Phú Thọ ban hành Công văn số 88/UBND-KT ngày 07/7/2023./.";
    let twice = format!("Phòng, chống cháy rừng mùa khô\n\n{body}");
    item(&twice, &twice);
    item(&format!("Phú Thọ\n\n{body}\n\nHoàng Hà\nPrint   Send mail"), body);
    check(&format!("{body}\n\nXem chi tiết tại đây\n\nVăn phòng UBND"), "CV|88/UBND-KT|2023|UBND:PT · 2023-07-07");
}

#[test]
fn what_the_tasks_name_is_not_what_is_reported() {
    check(
        "Ứng phó với bão\n\nNgày 9/11, UBND tỉnh Bình Định ban hành văn bản yêu cầu các sở, ban, ngành:\n\n1. Theo dõi chặt chẽ \
         diễn biến của bão.\n\n2. Triển khai các nội dung UBND tỉnh đã chỉ đạo tại Công văn số 4491/UBND-KTN ngày 18/9/2019.",
        "? · ?",
    );
}

#[test]
fn who_speaks_below_the_headline_gives_the_order() {
    let found = reading(
        "Về việc báo cáo ô nhiễm (3591/VP-KTN, ngày 24/10/2017)\n\nThực hiện Công văn số 11040/VPCP-KGVX ngày 18/10/2017, đồng \
         chí Lý Văn An, Phó Chủ tịch UBND tỉnh có ý kiến như sau:\n\nGiao Sở Tài chính chủ trì.",
    );
    assert_eq!(found.items[0].signer.as_deref(), Some("Lý Văn An"));
}

/// A notice of one paper of Lạng Sơn, with what it orders.
#[track_caller]
fn tasks(orders: &str, expect: &[&str]) {
    let found = reading(&format!(
        "Tăng cường quản lý đô thị\n\nUBND tỉnh Lạng Sơn ban hành Công văn số 91/UBND-KT ngày 08/5/2023 về quản lý đô thị.\n\n{orders}"
    ));
    let given = |a: &luocdo::model::Assignment| {
        let due = a.due.map_or(String::new(), |due| format!(" · {due}"));
        format!("{} · {}{due}", a.agency, a.role.name())
    };
    assert_eq!(found.assignments.iter().map(given).collect::<Vec<_>>(), expect);
}

#[test]
fn levels_stand_in_a_row() {
    tasks("Giao UBND các xã, thị trấn rà soát.", &["UBND các xã, thị trấn · lead"]);
    tasks("Yêu cầu UBND quận, huyện, phường, xã rà soát.", &["UBND quận, huyện, phường, xã · perform"]);
    tasks("Giao UBND các xã, huyện ủy theo dõi.", &["UBND các xã · lead"]);
}

#[test]
fn a_committee_is_named_by_what_it_is_for() {
    tasks(
        "Giao Ban Chỉ đạo diệt trừ cây mai dương huyện phối hợp với Sở Y tế tuyên truyền.",
        &["Ban Chỉ đạo diệt trừ cây mai dương huyện · lead", "Sở Y tế · coordinate"],
    );
    tasks("Ban Chỉ đạo kiểm tra trên địa bàn tỉnh.", &["Ban Chỉ đạo · perform"]);
}

#[test]
fn a_body_may_be_written_small_behind_an_order() {
    tasks("Giao phòng Tài chính - Kế hoạch bố trí kinh phí.", &["phòng Tài chính - Kế hoạch · lead"]);
    tasks("Giao trách nhiệm Sở Xây dựng chủ trì rà soát.", &["Sở Xây dựng · lead"]);
}

#[test]
fn a_town_of_the_name_of_its_province_has_tasks_of_its_own() {
    tasks(
        "Đề nghị UBND thành phố Lạng Sơn phối hợp với Sở Y tế tổ chức thực hiện.",
        &["UBND thành phố Lạng Sơn · request", "Sở Y tế · coordinate"],
    );
}

#[test]
fn short_names_behind_a_military_command_are_departments() {
    tasks(
        "Các sở, ban, ngành: Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh, Y tế, Du lịch báo cáo tình hình.",
        &["Công an tỉnh · perform", "Bộ Chỉ huy Quân sự tỉnh · perform", "Sở Y tế · perform", "Sở Du lịch · perform"],
    );
}

#[test]
fn who_leads_in_a_later_clause_leads() {
    tasks(
        "Sở Xây dựng theo dõi, đôn đốc các địa phương; đồng thời, chủ trì tổ chức kiểm tra.",
        &["Sở Xây dựng · lead"],
    );
}

#[test]
fn the_words_bound_a_whole_list() {
    tasks(
        "Sở Xây dựng phối hợp cùng với các sở, ngành, địa phương và đơn vị liên quan rà soát.",
        &["Sở Xây dựng · perform"],
    );
}

#[test]
fn a_paragraph_on_the_report_says_by_when() {
    tasks(
        "Sở Y tế, Sở Công Thương cập nhật tình hình.\n\nBáo cáo nhanh gửi trước 14h00 ngày 13/5/2023.\n\nBáo cáo đầy đủ gửi \
         trước 8h00 ngày 16/5/2023.",
        &["Sở Y tế · perform · 2023-05-16", "Sở Công Thương · perform · 2023-05-16"],
    );
    tasks(
        "Sở Y tế lập danh sách trực từ ngày 10/6 đến hết ngày 16/6/2023 gửi UBND tỉnh trước ngày 30/5/2023.",
        &["Sở Y tế · perform · 2023-05-29"],
    );
    tasks("Sở Y tế báo cáo trước ngày 10/6 và ngày 10/12 hằng năm.", &["Sở Y tế · perform"]);
    tasks("Từ nay đến ngày 01/7/2023, Sở Y tế hoàn thành tiêm chủng.", &["Sở Y tế · perform · 2023-07-01"]);
}

#[test]
fn a_first_sentence_above_others_orders_as_well() {
    let found = reading(
        "Tại Công văn số 7141/UBND-TH ngày 22/7/2025, Phó Chủ tịch UBND tỉnh giao Sở Tư pháp, UBND các phường, xã rà soát.\n\n\
         Thời gian qua, các lực lượng chức năng đã có nhiều cố gắng.",
    );
    let given: Vec<&str> = found.assignments.iter().map(|a| a.agency.as_str()).collect();
    assert_eq!(given, ["Sở Tư pháp", "UBND các phường, xã"]);
}

/// Keys of the papers that a sentence names.
#[track_caller]
fn named(sentence: &str, expect: &[&str]) {
    let found = reading(sentence);
    let keys: Vec<String> = found.references.iter().filter_map(|r| r.key()).map(ToString::to_string).collect();
    assert_eq!(keys, expect);
}

#[test]
fn an_urgent_paper_keeps_its_type() {
    named(
        "UBND tỉnh Lào Cai ban hành Thông báo khẩn số 351/TB-UBND ngày 02/11/2017.",
        &["TB|351/TB-UBND|2017|UBND:LCa"],
    );
    named(
        "UBND tỉnh Lào Cai ban hành Kế hoạch (HỎA TỐC) số 35/KH-UBND ngày 02/11/2017.",
        &["KH|35/KH-UBND|2017|UBND:LCa"],
    );
}

#[test]
fn a_short_form_in_brackets_stands_within_the_title_of_a_law() {
    named(
        "Ngày 30/6/2025, Sở Xây dựng triển khai Luật Phòng cháy, chữa cháy (PCCC), và cứu nạn, cứu hộ.",
        &["L|55/2024/QH15|2024|QH"],
    );
}

#[test]
fn an_amending_law_is_the_latest_that_was_adopted() {
    named(
        "Thực hiện Công văn số 12/BTP-PL ngày 15/9/2020 về Luật sửa đổi, bổ sung một số điều của Luật Ban hành văn bản quy phạm \
         pháp luật.",
        &["CV|12/BTP-PL|2020|BTP", "L|63/2020/QH14|2020|QH"],
    );
}

#[test]
fn words_that_only_seem_to_point_back() {
    let found = reading(
        "Sở Xây dựng có Công văn số 12/SXD-QL ngày 15/9/2020 thực hiện Chỉ thị số 20/CT-TTg ngày 07/5/2020.\n\nKết quả thực \
         hiện Chỉ thị trên địa bàn tỉnh được báo cáo hằng năm.",
    );
    let last = found.mentions.iter().rev().find(|m| m.cited().is_some()).map(|m| found.text.slice(m.span));
    assert_eq!(last, Some("Chỉ thị"));
}

/// The bodies with a task, the relations and the signer of the only item.
#[track_caller]
fn done(text: &str, expect: &str) {
    let found = reading(text);
    let tasks = found.assignments.iter().map(|a| a.agency.clone());
    let relations = found.relations.iter().map(|r| format!("{:?} {}", r.kind, r.to));
    let signer = found.items.first().and_then(|item| item.signer.clone());
    assert_eq!(tasks.chain(relations).chain(signer).collect::<Vec<_>>().join("; "), expect);
}

#[test]
fn the_letter_to_which_a_notice_points_for_the_rest_is_what_it_reports() {
    let body = "Khảo sát bến xe\n\nUBND tỉnh Quảng Trị giao Sở Công Thương chủ trì kiểm tra.\n\n";
    for points in ["Chi tiết xem tại", "Chi tiết tại", "Xem chi tiết tại"] {
        let text = format!("{body}({points} Công văn số 1975/UBND-KT ngày 26/4/2024)");
        check(&text, "CV|1975/UBND-KT|2024|UBND:QT · 2024-04-26");
    }
    // A bracket within a sentence says where its noun comes from.
    let more = "Sở Xây dựng rà soát quy hoạch.\n\nSở Tài chính cân đối kinh phí.\n\n";
    let noun = "Sở Tư pháp tổng kết đề án (theo Quyết định số 812/QĐ-UBND ngày 27/9/2017 của UBND tỉnh).";
    check(&format!("{body}{more}{noun}"), "? · ?");
}

#[test]
fn a_request_received_is_not_what_is_reported() {
    check(
        "Bổ sung dự án\n\nUBND tỉnh nhận được Tờ trình số 412/TTr-BQLDA ngày 28/6/2018. Sau khi xem xét, Chủ tịch UBND tỉnh \
         có ý kiến:\n\n1. Đồng ý về chủ trương.",
        "? · ?",
    );
}

#[test]
fn a_day_with_a_full_stop_behind_it_is_the_day_of_the_sentence() {
    check(
        "Phòng bệnh mùa hè\n\nNgày 29/7/2020. Chủ tịch UBND tỉnh Nam Định ban hành Công văn số 672/UBND-VP7 về phòng bệnh.",
        "CV|672/UBND-VP7|2020|UBND:NĐ · 2020-07-29",
    );
}

#[test]
fn who_signs_a_letter_is_given_no_task_and_a_district_is_no_person() {
    for verb in ["ký", "ban hành"] {
        done(
            &format!(
                "Phòng dịch\n\nChủ tịch Ủy ban nhân dân huyện Châu Thành {verb} Công văn số 25/UBND-VX ngày 05/3/2021, giao \
                 Phòng Y tế kiểm tra."
            ),
            "Phòng Y tế",
        );
    }
    // The heads of all offices share one list.
    done(
        "Phòng dịch\n\nNgày 05/3/2021, UBND thành phố Đà Nẵng ban hành Công văn số 25/UBND-VX, yêu cầu giám đốc, thủ trưởng các \
         sở, ban, ngành thành phố kiểm tra.",
        "giám đốc, thủ trưởng các sở, ban, ngành thành phố",
    );
}

#[test]
fn an_order_is_carried_out_however_long_it_says_what_it_is_about() {
    done(
        "Trật tự đô thị\n\nNgày 05/3/2021, UBND tỉnh Nam Định ban hành Công văn số 25/UBND-VX. Sở Xây dựng thực hiện chỉ đạo của \
         UBND tỉnh về việc tăng cường bảo đảm trật tự, mỹ quan đô thị và lòng đường trên địa bàn tỉnh tại Công văn số \
         11/UBND-VX ngày 02/02/2021.",
        "Sở Xây dựng; Implements CV|11/UBND-VX|2021|UBND:NĐ",
    );
}

#[test]
fn the_letter_mentioned_above_is_that_of_the_body_named() {
    done(
        "Phòng dịch\n\nNgày 05/3/2021, UBND tỉnh Nam Định ban hành Công văn số 25/UBND-VX. Sở Y tế căn cứ Công văn số 390/BYT-DP \
         ngày 02/02/2021 và Công văn số 11/UBND-VX ngày 03/02/2021.\n\nSở Nội vụ thực hiện Công văn nêu trên của Bộ Y tế.",
        "Sở Y tế; Sở Nội vụ; Basis CV|11/UBND-VX|2021|UBND:NĐ; Implements CV|390/BYT-DP|2021|BYT",
    );
}

#[test]
fn a_newspaper_leaves_the_symbol_out_where_the_day_tells_the_paper() {
    for (words, key) in [
        ("Công văn số 2.350 ngày 1.4.2020 của Bộ Y tế", "CV|2350|2020|BYT"),
        ("Công điện số 1658 ngày 9/4/2020 của Thủ tướng Chính phủ", "CĐ|1658/CĐ-TTg|2020|TTg"),
        ("Chỉ thị số 02/2020 của UBND tỉnh Nam Định", "CT|02/2020|2020|UBND:NĐ"),
    ] {
        let found = reading(&format!(
            "Phòng dịch\n\nNgày 05/5/2020, UBND tỉnh Nam Định yêu cầu thực hiện {words} ở các huyện."
        ));
        let keys: Vec<String> = found.references.iter().filter_map(|r| Some(r.key()?.to_string())).collect();
        assert_eq!(keys, [key]);
    }
}

#[test]
fn a_paper_by_which_something_is_measured_is_not_what_is_reported() {
    for sentence in [
        "Chủ tịch UBND tỉnh dừng bàn giao trụ sở như các chỉ đạo trước đây tại Công văn số 512/UBND-TH và Công văn số 618/UBND-TH.",
        "Giao Sở Y tế rà soát theo hướng dẫn của Bộ Y tế tại Công văn số 340/BYT-DP ngày 15/8/2017.",
        "Chủ tịch UBND tỉnh yêu cầu các sở thực hiện nghiêm Chỉ thị số 18/CT-UBND ngày 29/12/2016 của Chủ tịch UBND tỉnh; Công \
         văn số 137/UBND-NC ngày 12/6/2020.",
        "Chủ tịch UBND tỉnh yêu cầu các sở triển khai nhiệm vụ theo Quyết định số 350/QĐ-UBND ngày 22/10/2021.",
    ] {
        check(sentence, "? · ?");
    }
}

#[test]
fn a_ministry_may_issue_a_paper_that_is_called_by_no_type() {
    done(
        "Thực hiện chỉ đạo của Thủ tướng Chính phủ tại Công điện số 95/CĐ-TTg ngày 01/6/2025 về xử lý trụ sở dôi dư, Bộ Nội vụ \
         vừa có văn bản số 840/BNV-TC đề nghị Sở Nội vụ rà soát.",
        "Sở Nội vụ; Implements CĐ|95/CĐ-TTg|2025|TTg",
    );
}

#[test]
fn a_day_belongs_to_the_paper_beside_it() {
    check(
        "Thực hiện Công điện số 95/CĐ-TTg ngày 01/6/2025, UBND tỉnh Nam Định ban hành Công văn số 99/UBND-TH về phòng, chống bão.",
        "CV|99/UBND-TH|?|UBND:NĐ · ?",
    );
    check(
        "Tại Công văn số 64/UBND-TH của UBND tỉnh Nam Định ban hành ngày 07/8/2023, Chủ tịch UBND tỉnh giao Sở Nội vụ kiểm tra.",
        "CV|64/UBND-TH|2023|UBND:NĐ · 2023-08-07",
    );
}

#[test]
fn a_number_without_its_symbol_is_of_the_body_that_issues_the_paper() {
    done(
        "Nâng cao chất lượng rừng\n\nNgày 13/6/2024, UBND tỉnh Nam Định có văn bản số 1404 giao Sở Tài chính bố trí kinh phí.\n\n\
         UBND tỉnh giao Sở Nội vụ kiểm tra theo văn bản số 1404 ngày 13/6/2024 của UBND tỉnh Nam Định.",
        "Sở Tài chính; Sở Nội vụ",
    );
    check(
        "Ngày 13/6/2024, UBND tỉnh Nam Định có văn bản số 1404 giao Sở Tài chính bố trí kinh phí.",
        "CV|1404|2024|UBND:NĐ · 2024-06-13",
    );
    named("UBND tỉnh thực hiện Chỉ thị số 30 ngày 15/12/2023 của Thủ tướng Chính phủ.", &["CT|30/CT-TTg|2023|TTg"]);
}

#[test]
fn who_holds_a_post_stands_between_two_posts() {
    tasks(
        "Đề nghị Bộ trưởng Bộ Y tế Nguyễn Văn An, Bộ trưởng Bộ Nội vụ Lê Thị Bình nghiên cứu.",
        &["Bộ trưởng Bộ Y tế · request", "Bộ trưởng Bộ Nội vụ · request"],
    );
}

#[test]
fn what_went_before_and_what_is_left_out_gives_no_task() {
    tasks("Sau khi Báo Nhân Dân phản ánh, ngày 08/5/2023, UBND tỉnh họp.", &[]);
    tasks("UBND tỉnh chỉ đạo các sở, ban, ngành, UBND các huyện...", &[]);
    tasks("Từ ngày 01/6/2023, UBND các xã tạm dừng cưỡng chế.", &["UBND các xã · perform"]);
}

#[test]
fn where_they_met_is_not_who_speaks() {
    check(
        "Sáng 12/01/2025, tại Hà Nội, Chính phủ họp.\n\nTại Công văn số 87/UBND-VX ngày 13/01/2025, UBND tỉnh giao Sở Nội vụ \
         chuẩn bị.",
        "CV|87/UBND-VX|2025|UBND:? · 2025-01-13",
    );
}

#[test]
fn banners_counters_and_lists_of_news_are_furniture() {
    let body = "Tiết kiệm điện mùa khô\n\nUBND tỉnh Cà Mau ban hành Công văn số 88/UBND-KT ngày 07/7/2023.\n\nSở Công Thương \
                hướng dẫn các địa phương./.";
    let banner = "Chào mừng đến TRANG THÔNG TIN CHỈ ĐẠO, ĐIỀU HÀNH CỦA UBND TỈNH CÀ MAU - Địa chỉ: 02 Hùng Vương - Điện thoại: \
                  0290.3831312 - Email: vp@camau.gov.vn";
    for above in [banner, "- Đã xem: 128\n- Phản hồi: 0", "Truy cập nội dung luôn", "Tin vắn"] {
        item(&format!("{above}\n\n{body}"), body);
    }
    item(&format!("{body}\n\nTin tiêu điểm\n\nĐừng bỏ lỡ\n\nGiá vàng lập đỉnh mới"), body);
}

#[test]
fn who_is_concerned_has_a_task_where_they_are_named() {
    tasks(
        "Yêu cầu các sở, ban, ngành liên quan (Công an tỉnh, Sở Y tế) và UBND các huyện, thành phố kiểm tra.",
        &["Công an tỉnh · perform", "Sở Y tế · perform", "UBND các huyện, thành phố · perform"],
    );
    tasks(
        "Các đơn vị liên quan: Công an tỉnh, Sở Y tế tập trung tuyên truyền.",
        &["Công an tỉnh · perform", "Sở Y tế · perform"],
    );
    tasks("Yêu cầu các sở, ngành liên quan (theo danh sách kèm theo) kiểm tra.", &[]);
}

#[test]
fn a_town_may_be_written_by_two_letters_in_a_list_of_levels() {
    tasks("Yêu cầu UBND các huyện, thị xã, TP tổ chức kiểm tra.", &["UBND các huyện, thị xã, TP · perform"]);
    tasks(
        "Các sở, ngành, tổ chức đoàn thể cấp tỉnh tổ chức ra quân.",
        &["các sở, ngành · perform", "tổ chức đoàn thể cấp tỉnh · perform"],
    );
}

#[test]
fn the_day_by_which_goes_before_the_year_of_what_is_dealt_with() {
    tasks(
        "Yêu cầu UBND các xã xử lý các vụ phát sinh trong năm 2023 trước ngày 30/10/2023.",
        &["UBND các xã · perform · 2023-10-29"],
    );
}

#[test]
fn a_newspaper_tells_by_which_paper_the_body_gives_its_order() {
    check(
        "Trồng cây đầu xuân\n\nBáo tỉnh: Theo văn bản số 91/UBND-NN, UBND tỉnh Phú Thọ chỉ đạo tổ chức trồng cây.",
        "CV|91/UBND-NN|?|UBND:PT · ?",
    );
    check(
        "Trồng cây đầu xuân\n\nUBND tỉnh Phú Thọ ban hành Công văn số 916 nhằm bảo vệ rừng, giao Sở Tài chính chủ trì.",
        "CV|916|?|UBND:PT · ?",
    );
}

#[test]
fn what_carries_out_the_papers_told_before_is_what_is_reported() {
    check(
        "An toàn lao động\n\nNgày 12/5/2021, UBND tỉnh Phú Thọ có Thông báo số 77/TB-UBND về an toàn lao động.\n\nThực hiện chỉ đạo \
         tại văn bản nêu trên, Sở Xây dựng có văn bản số 310/SXD-QLXD ngày 14/5/2021 đề nghị các nhà thầu tự kiểm tra.",
        "CV|310/SXD-QLXD|2021|SXD:PT · 2021-05-14",
    );
}

#[test]
fn the_paper_that_is_answered_gives_a_day_its_year() {
    check(
        "Trật tự xây dựng\n\nNgày 08/7, UBND tỉnh Phú Thọ ban hành Công văn số 66/UBND-ĐT về trật tự xây dựng.\n\nTheo đó, xét đề nghị \
         của Sở Xây dựng tại Văn bản số 84/SXD-VP(TTr) ngày 04/7/2022, UBND tỉnh giao Sở Xây dựng kiểm tra.",
        "CV|66/UBND-ĐT|2022|UBND:PT · 2022-07-08",
    );
}

#[test]
fn what_a_site_has_around_its_text_is_no_part_of_it() {
    let body = "Tiết kiệm điện mùa khô\n\nUBND tỉnh Cà Mau ban hành Công văn số 88/UBND-KT ngày 07/7/2023.\n\nSở Công Thương \
                hướng dẫn các địa phương./.";
    let rubrics = [
        "Hình minh họa\nI. VĂN BẢN MỚI BAN HÀNH",
        "Trang chủ\n\nHoạt động địa phương",
        "Thông tin nội bộ Thông tin nội bộ",
        "Ủy ban nhân dân tỉnh\nThứ sáu 14/07/2023",
        "TIN NÓNG * BẦU CỬ * SEA GAMES 32 * THI TỐT NGHIỆP",
    ];
    for above in rubrics {
        item(&format!("{above}\n\n{body}"), body);
    }
    for below in [
        "Hoàng Hà\n\nThống kê\n\nLượt truy cập: 512",
        "TAG:",
        "- Hoàng Hà -\nXem chi tiết Công văn số 88/UBND-KT tại đây.",
    ] {
        item(&format!("{body}\n\n{below}"), body);
    }
}

#[test]
fn hue_was_a_town_of_its_province_before_2025() {
    for (day, place) in [("12/01/2021", "TTH"), ("12/01/2025", "H")] {
        let year = &day[6..];
        check(
            &format!(
                "Phòng, chống rét\n\nUBND tỉnh có Công văn số 88/UBND-NN ngày {day}, yêu cầu UBND các phường của thành phố Huế kiểm tra."
            ),
            &format!("CV|88/UBND-NN|{year}|UBND:{place} · {year}-01-12"),
        );
    }
}

#[test]
fn a_letter_that_goes_on_to_speak_is_the_one_reported() {
    let found = reading(
        "Phòng dịch\n\nUBND tỉnh Phú Thọ ban hành văn bản số 615/UBND-VX ngày 09/4/2020. Văn bản nêu rõ: Thực hiện nghiêm Chỉ thị số 16 \
         CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ.",
    );
    let keys: Vec<_> = found.references.iter().filter_map(|r| r.key()).map(ToString::to_string).collect();
    assert_eq!(keys, ["CV|615/UBND-VX|2020|UBND:PT", "CV|615/UBND-VX|2020|UBND:PT", "CT|16/CT-TTg|2020|TTg"]);
}

#[test]
fn a_paper_issued_on_the_day_that_opens_the_sentence_is_of_that_day() {
    let found = reading(
        "An toàn lao động\n\nNgày 12/5/2021, UBND tỉnh Phú Thọ ban hành Kế hoạch số 77/KH-UBND.\n\nNgày 14/5/2021, Sở Xây dựng có \
         Kế hoạch số 31/KH-SXD thực hiện.",
    );
    let keys: Vec<_> = found.references.iter().filter_map(|r| r.key()).map(ToString::to_string).collect();
    assert_eq!(keys, ["KH|77/KH-UBND|2021|UBND:PT", "KH|31/KH-SXD|2021|SXD:PT"]);
}
