//! What staff read of tasks: who is to do what, in which part, by when.

use crate::{Config, Tables, extract, read};
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().expect("the tables load"));

/// The tasks of a page, in order: `lead Sở Y tế 2023-08-09`.
#[track_caller]
fn page(page: &str, expect: &[&str]) {
    let text = read::read_bytes("page.txt".as_ref(), page.as_bytes()).expect("it is text");
    let found = extract(&TABLES, &Config::default(), text).assignments;
    let line = |task: &crate::model::Assignment| {
        let due = task.due.map(|due| format!(" {due}")).unwrap_or_default();
        format!("{} {}{due}", task.role.name(), task.agency)
    };
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expect, "{page}");
}

/// What a letter of the committee of Nghệ An orders.
#[track_caller]
fn letter(body: &str, expect: &[&str]) {
    let head =
        "UBND tỉnh Nghệ An ban hành Công văn số 4830/UBND-VX, ngày 03/7/2023 về phòng, chống dịch sốt xuất huyết.";
    page(&format!("{head}\n{body}\n"), expect);
}

/// What a telegram of the Prime Minister orders.
#[track_caller]
fn telegram(body: &str, expect: &[&str]) {
    let head = "Ngày 20/9/2024, Thủ tướng Chính phủ ban hành Công điện số 98/CĐ-TTg ngày 20/9/2024 về ứng phó mưa lũ.";
    page(&format!("{head}\n{body}\n"), expect);
}

#[test]
fn points_under_an_order_are_its_bodies_own() {
    letter(
        "UBND tỉnh yêu cầu Chủ tịch UBND các huyện, thành phố thực hiện các nội dung sau:\n- Phối hợp với Ủy ban MTTQ \
         tỉnh vận động nhân dân diệt bọ gậy.\n- Báo cáo kết quả về UBND tỉnh trước ngày 31/12/2023.",
        &["perform Chủ tịch UBND các huyện, thành phố 2023-12-30", "coordinate Ủy ban MTTQ tỉnh 2023-12-30"],
    );
    letter(
        "Giao Sở Y tế thực hiện các nhiệm vụ sau:\n- Chủ trì, phối hợp với Sở Tài chính tham mưu kinh phí, hoàn thành \
         trước ngày 15/8/2023.\nGiao Sở Tư pháp thẩm định.",
        &["lead Sở Y tế 2023-08-14", "coordinate Sở Tài chính 2023-08-14", "lead Sở Tư pháp"],
    );
}

#[test]
fn an_office_leads_in_its_own_notice() {
    page(
        "UBND tỉnh Nghệ An ban hành Thông báo số 85/TB-VP ngày 20/3/2024 kết luận của Chủ tịch UBND tỉnh.\nGiao Văn \
         phòng UBND tỉnh chủ trì, phối hợp với Sở Nội vụ theo dõi, đôn đốc.\nVăn phòng UBND tỉnh thông báo để các cơ \
         quan biết.\n",
        &["lead Văn phòng UBND tỉnh", "coordinate Sở Nội vụ"],
    );
}

#[test]
fn a_comrade_in_a_post_is_the_post() {
    letter("Yêu cầu đồng chí Giám đốc Sở Y tế tham mưu.", &["perform Giám đốc Sở Y tế"]);
    letter(
        "Giao đồng chí Chủ tịch UBND huyện Nghi Lộc và các đồng chí Giám đốc Sở Tài chính, Giám đốc Sở Nội vụ kiểm tra.",
        &["lead Chủ tịch UBND huyện Nghi Lộc", "lead Giám đốc Sở Tài chính", "lead Giám đốc Sở Nội vụ"],
    );
}

#[test]
fn bodies_of_all_provinces_and_of_a_stretch_are_named_whole() {
    telegram(
        "Chủ tịch UBND các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng tổ chức trực ban.\nUBND các tỉnh, thành phố ven biển \
         từ Quảng Ninh đến Nghệ An theo dõi chặt chẽ.\nCông an các tỉnh, thành phố trực thuộc Trung ương rà soát.\n\
         Công an các cấp tuần tra.",
        &[
            "perform Chủ tịch UBND các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng",
            "perform UBND các tỉnh, thành phố ven biển từ Quảng Ninh đến Nghệ An",
            "perform Công an các tỉnh, thành phố trực thuộc Trung ương",
            "perform Công an các cấp",
        ],
    );
}

#[test]
fn ministries_of_a_list_are_completed_with_the_post() {
    telegram(
        "Bộ trưởng các Bộ: Quốc phòng, Công an, Xây dựng chỉ đạo lực lượng sẵn sàng.",
        &["perform Bộ trưởng Bộ Quốc phòng", "perform Bộ trưởng Bộ Công an", "perform Bộ trưởng Bộ Xây dựng"],
    );
}

#[test]
fn who_gets_a_telegram_has_no_task_by_that() {
    telegram(
        "Công điện gửi Bộ trưởng các Bộ: Quốc phòng, Công an; Chủ tịch UBND tỉnh Thanh Hóa, nêu rõ:\nBộ Xây dựng hỗ trợ \
         phương tiện.",
        &["perform Bộ Xây dựng"],
    );
}

#[test]
fn a_term_of_office_is_no_task() {
    letter("Căn cứ Nghị quyết số 20/NQ-HĐND của HĐND tỉnh về kỳ họp thứ 8, Quốc hội khóa XV;", &[]);
}

#[test]
fn the_town_of_a_province_is_not_the_province() {
    page(
        "UBND tỉnh Lạng Sơn ban hành Công văn số 830/UBND-KT, ngày 03/7/2023 về vệ sinh môi trường.\nGiao UBND thành phố \
         Lạng Sơn chủ trì, phối hợp với Sở Y tế kiểm tra.\n",
        &["lead UBND thành phố Lạng Sơn", "coordinate Sở Y tế"],
    );
    page(
        "UBND thành phố Hải Phòng ban hành Công văn số 830/UBND-KT, ngày 03/7/2023 về vệ sinh môi trường.\nUBND thành phố \
         Hải Phòng yêu cầu Sở Y tế kiểm tra.\n",
        &["perform Sở Y tế"],
    );
}

#[test]
fn a_command_is_no_ministry_that_completes_a_list() {
    letter(
        "Yêu cầu các sở, ban, ngành: Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh, Công Thương, Y tế tổ chức trực.",
        &["perform Công an tỉnh", "perform Bộ Chỉ huy Quân sự tỉnh", "perform Sở Công Thương", "perform Sở Y tế"],
    );
}

#[test]
fn the_day_of_sending_goes_before_a_stretch_of_days() {
    letter(
        "Sở Y tế lập danh sách trực từ ngày 10/8/2023 đến hết ngày 16/8/2023 gửi về UBND tỉnh trước ngày 30/7/2023.",
        &["perform Sở Y tế 2023-07-29"],
    );
}

#[test]
fn the_day_of_a_report_stands_below_the_task() {
    letter(
        "Yêu cầu Sở Y tế, UBND các huyện, thị xã tổ chức trực.\nBáo cáo nhanh gửi về UBND tỉnh trước 14h00 ngày 13/8/2023.",
        &["perform Sở Y tế 2023-08-13", "perform UBND các huyện, thị xã 2023-08-13"],
    );
}

#[test]
fn a_feast_stands_between_the_cue_and_its_day() {
    telegram("Bộ Tài chính hoàn thành trước ngày Quốc khánh 02/9/2025.", &["perform Bộ Tài chính 2025-09-01"]);
    telegram("Bộ Nội vụ hoàn thành trước ngày Thương binh - Liệt sĩ (27/7/2025).", &["perform Bộ Nội vụ 2025-07-26"]);
}

#[test]
fn a_member_that_cannot_be_read_does_not_silence_the_list() {
    letter(
        "Giao Sở Y tế, Quỹ Vì người nghèo và UBND các huyện kiểm tra.",
        &["lead Sở Y tế", "lead Quỹ Vì người nghèo", "lead UBND các huyện"],
    );
    letter(
        "Các sở, ngành, các câu lạc bộ khuyến học, UBND các huyện báo cáo trước ngày 30/8/2023.",
        &["perform các sở, ngành 2023-08-29", "perform UBND các huyện 2023-08-29"],
    );
    letter(
        "Sở Nội vụ phối hợp với Sở Tài chính, ông Trần Văn Bình và Sở Tư pháp rà soát.",
        &["perform Sở Nội vụ", "coordinate Sở Tài chính", "coordinate Sở Tư pháp"],
    );
    telegram(
        "Các Bộ, các Tập đoàn kinh tế, Tổng công ty nhà nước gửi báo cáo trước ngày 30/11/2024.",
        &[
            "perform các Bộ 2024-11-29",
            "perform các Tập đoàn kinh tế 2024-11-29",
            "perform Tổng công ty nhà nước 2024-11-29",
        ],
    );
}

#[test]
fn what_is_no_name_ends_the_list() {
    letter("Giao Sở Y tế, căn cứ tình hình dịch, kiểm tra UBND các huyện.", &["lead Sở Y tế"]);
    letter("Giao Sở Y tế, Nghị định số 38/2019/NĐ-CP và UBND các huyện kiểm tra.", &["lead Sở Y tế"]);
}

#[test]
fn heads_of_bodies_are_read_in_small_letters_and_by_their_courtesy() {
    letter(
        "Chánh Văn phòng UBND tỉnh, giám đốc Sở Nội vụ và thủ trưởng cơ quan thuộc UBND tỉnh chịu trách nhiệm thi hành.",
        &[
            "perform Chánh Văn phòng UBND tỉnh",
            "perform giám đốc Sở Nội vụ",
            "perform thủ trưởng cơ quan thuộc UBND tỉnh",
        ],
    );
    letter(
        "Các ông, bà: Chánh Văn phòng UBND tỉnh, Chủ tịch UBND huyện Nghi Lộc và ông Nguyễn Văn An chịu trách nhiệm thi \
         hành.",
        &["perform Chánh Văn phòng UBND tỉnh", "perform Chủ tịch UBND huyện Nghi Lộc"],
    );
    telegram(
        "Tổng Thanh tra Chính phủ, Bộ trưởng các Bộ kiểm tra, đôn đốc các bộ, ngành.",
        &["perform Tổng Thanh tra Chính phủ", "perform Bộ trưởng các Bộ"],
    );
}

#[test]
fn directors_of_departments_are_named_each() {
    letter(
        "Giám đốc các Sở, ngành: Tư pháp, Y tế, Công an tỉnh chịu trách nhiệm thi hành.",
        &["perform Giám đốc Sở Tư pháp", "perform Giám đốc Sở Y tế", "perform Công an tỉnh"],
    );
    letter(
        "Yêu cầu Giám đốc các sở, Trưởng các ban, ngành, đơn vị cấp tỉnh lập kế hoạch.",
        &["perform Giám đốc các sở", "perform Trưởng các ban, ngành, đơn vị cấp tỉnh"],
    );
    telegram("Đề nghị Giám đốc các Sở Giáo dục và Đào tạo báo cáo.", &["request Giám đốc các Sở Giáo dục và Đào tạo"]);
}

#[test]
fn who_is_concerned_bounds_its_own_member() {
    letter(
        "Chánh Thanh tra tỉnh, Giám đốc các Sở, Ban, ngành, đoàn thể có liên quan; Chủ tịch UBND các huyện chịu trách \
         nhiệm thi hành.",
        &["perform Chánh Thanh tra tỉnh", "perform Chủ tịch UBND các huyện"],
    );
}

#[test]
fn the_new_wording_of_a_provision_orders_nothing_by_the_paper_that_gives_it() {
    page(
        "CHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n\nSố: 70/2025/NĐ-CP\n\nHà \
         Nội, ngày 20 tháng 3 năm 2025\n\nNGHỊ ĐỊNH\n\nSửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP\n\nĐiều 1. Sửa \
         đổi Điều 5 như sau:\n\n“Điều 5. Trách nhiệm\n\n1. Bộ Nội vụ hướng dẫn công tác văn thư.”\n\nĐiều 2. Tổ chức thực \
         hiện\n\n1. Bộ Tài chính bố trí kinh phí.\n",
        &["perform Bộ Tài chính"],
    );
}
