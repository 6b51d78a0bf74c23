//! What a reader of law may rely on where the paper is a PDF, and what becomes of files that are none.

use super::fixture::{Sheet, document, pdf, written};
use crate::model::Text;
use crate::read::read_bytes;
use crate::{Config, Tables, extract};
use pdf_extract::{Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

fn read(bytes: &[u8]) -> Text {
    read_bytes(Path::new("a.pdf"), bytes).unwrap_or_else(|error| panic!("{error}"))
}

fn refusal(bytes: &[u8]) -> String {
    read_bytes(Path::new("a.pdf"), bytes).expect_err("must fail").to_string()
}

#[track_caller]
fn check(sheets: &[Sheet], expect: &str) {
    assert_eq!(read(&pdf(sheets)).content, expect);
}

/// A page of body text so wide as the lines of a paper are, with a line over them.
fn page(head: &str, lines: &[&str], foot: &str) -> Sheet {
    Sheet::default().text(240.0, 800.0, 12.0, head).lines(70.0, 760.0, lines).text(290.0, 40.0, 12.0, foot)
}

/// The head of a paper as they are all laid out (Nghị định 30/2020/NĐ-CP, Phụ lục I).
fn head() -> Sheet {
    Sheet::default()
        .lines(90.0, 780.0, &["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"])
        .lines(280.0, 780.0, &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])
        .text(90.0, 730.0, 12.0, "Số: 148/KH-UBND")
        .text(290.0, 730.0, 12.0, "Lạng Sơn, ngày 04 tháng 7 năm 2023")
        .text(270.0, 690.0, 14.0, "KẾ HOẠCH")
        .text(120.0, 670.0, 12.0, "Triển khai thực hiện Chỉ thị số 20/CT-TTg về tăng cường tiết kiệm điện")
        .lines(
            70.0,
            630.0,
            &[
                "     Thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ về việc",
                "tăng cường tiết kiệm điện, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
            ],
        )
}

#[test]
fn words_are_whole_whatever_pieces_they_are_drawn_in() {
    let sheet = Sheet::default()
        .text(70.0, 700.0, 12.0, "B")
        .text(76.0, 700.0, 12.0, "Ộ T")
        .text(94.0, 700.0, 12.0, "ƯPHÁP")
        .text(130.0, 700.0, 12.0, "số");
    check(&[sheet], "BỘ TƯPHÁP số");
}

#[test]
fn letters_drawn_twice_to_look_bold_are_read_once() {
    let sheet = Sheet::default().text(70.0, 700.0, 12.0, "Điều 1").text(70.3, 700.0, 12.0, "Điều 1");
    assert!(!read(&pdf(&[sheet])).content.contains("ĐĐ"));
}

#[test]
fn the_two_columns_of_a_head_are_read_one_after_the_other() {
    let text = read(&pdf(&[head()]));
    let lines: Vec<&str> = text.content.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[..2], ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"], "{}", text.content);
    for line in ["Số: 148/KH-UBND", "Lạng Sơn, ngày 04 tháng 7 năm 2023", "KẾ HOẠCH"] {
        assert!(lines.contains(&line), "{line} is no line of:\n{}", text.content);
    }
    let tables = Tables::builtin().expect("they load");
    let found = extract(&tables, &Config::default(), text);
    assert_eq!(
        found.items[0].subject.as_ref().map(ToString::to_string).as_deref(),
        Some("KH|148/KH-UBND|2023|UBND:LS")
    );
    assert_eq!(found.relations.first().map(|r| r.to.to_string()).as_deref(), Some("CT|20/CT-TTg|2023|TTg"));
}

#[test]
fn the_columns_of_a_gazette_are_read_one_after_the_other() {
    let left = ["một hai ba bốn năm sáu bảy", "tám chín mười mười một hai", "ba bốn năm sáu bảy tám xong."];
    let right = ["Điều 2. Cột bên phải đọc sau", "cột bên trái, dù đứng cùng", "hàng với nó trên trang báo."];
    // The columns of a gazette do not always stand on the same lines.
    let sheet = Sheet::default().lines(70.0, 700.0, &left).lines(310.0, 693.0, &right);
    check(
        &[sheet],
        "một hai ba bốn năm sáu bảy tám chín mười mười một hai ba bốn năm sáu bảy tám xong.\n\n\
         Điều 2. Cột bên phải đọc sau cột bên trái, dù đứng cùng hàng với nó trên trang báo.",
    );
}

#[test]
fn numbers_of_a_list_are_no_column() {
    let sheet = Sheet::default().lines(70.0, 700.0, &["1.", "2.", "3."]).lines(
        110.0,
        700.0,
        &["Sở Tài chính bố trí kinh phí.", "Sở Y tế kiểm tra.", "Sở Nội vụ tổng hợp."],
    );
    check(&[sheet], "1. Sở Tài chính bố trí kinh phí.\n2. Sở Y tế kiểm tra.\n3. Sở Nội vụ tổng hợp.");
}

const LINES: [&str; 2] =
    ["Sở Công Thương chủ trì, phối hợp với Sở Xây dựng kiểm tra việc sử dụng điện tại", "các công sở trong tỉnh."];

#[test]
fn running_heads_and_page_numbers_are_left_out_and_counted() {
    let body = |n: i32| format!("Đoạn {n} của văn bản.");
    let gazette = |n: i32| page("CÔNG BÁO/Số 12 + 13/Ngày 06-01-2023", &[&body(n)], &n.to_string());
    let sheets: Vec<Sheet> = (3..8).map(gazette).collect();
    let text = read(&pdf(&sheets));
    assert!(!text.content.contains("CÔNG BÁO"), "{}", text.content);
    assert_eq!(text.content.lines().count(), 5, "{}", text.content);
    assert_eq!(text.notes, ["left out: 5 running heads and feet", "left out: 5 page numbers"]);
    let unknown = |n: i32| page("Quy chế gói 7 của tỉnh", &[&body(n)], &format!("Trang {n}/4"));
    let text = read(&pdf(&(1..5).map(unknown).collect::<Vec<_>>()));
    assert_eq!(text.content, (1..5).map(body).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_number_that_is_no_page_number_stays() {
    let text = read(&pdf(&[page("Mẫu", &LINES, "1875")]));
    assert!(text.content.ends_with("1875"), "{}", text.content);
}

#[test]
fn the_lines_of_electronic_signatures_are_left_out_and_counted() {
    let stamp = [
        "Ký bởi: Cổng Thông tin điện tử Chính phủ",
        "Email: thongtinchinhphu@chinhphu.vn",
        "Cơ quan: Văn phòng Chính phủ",
        "Thời gian ký: 10.06.2023 09:15:25 +07:00",
    ];
    let sheet = Sheet::default().lines(300.0, 820.0, &stamp).lines(70.0, 700.0, &LINES);
    let text = read(&pdf(&[sheet]));
    assert_eq!(text.content, LINES.join(" "));
    assert_eq!(text.notes, ["left out: 4 lines of electronic signatures"]);
    let contact = Sheet::default().lines(70.0, 700.0, &["Liên hệ:", "Email: soct@langson.gov.vn"]);
    assert!(read(&pdf(&[contact])).content.contains("Email"));
}

#[test]
fn numbers_broken_over_lines_and_pages_are_whole() {
    let first = [
        "     Căn cứ Nghị định số 81/2018/NĐ-CP ngày 22 tháng 5 năm 2018 và Nghị định số 128/2024/NĐ-",
        "CP ngày 10 tháng 10 năm 2024 của Chính phủ, theo đề nghị của Sở Công Thương tại Tờ trình số",
    ];
    let second = ["45/TTr-SCT ngày 02 tháng 6 năm 2025, Ủy ban nhân dân tỉnh ban hành quyết định này."];
    let text = read(&pdf(&[page("", &first, "1"), page("", &second, "2")]));
    assert!(text.content.contains("128/2024/NĐ-CP ngày"), "{}", text.content);
    assert!(text.content.contains("Tờ trình số 45/TTr-SCT"), "{}", text.content);
    let place = |words: &str| text.place(text.content.find(words).expect("it is there")).map(|p| (p.page, p.paragraph));
    assert_eq!(place("81/2018"), Some((Some(1), 1)));
    assert_eq!(place("45/TTr"), Some((Some(2), 1)));
}

#[test]
fn paragraphs_stay_paragraphs() {
    let lines = [
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp giữa các sở, ban, ngành tỉnh",
        "và địa phương.",
        "Điều 2. Quyết định này có hiệu lực từ ngày ký.",
        "- Sở Tài chính cân đối, bố trí kinh phí thực hiện Quy chế theo quy định của pháp luật;",
        "- Sở Tư pháp kiểm tra.",
    ];
    let text = read(&pdf(&[page("", &lines, "")]));
    let found: Vec<&str> = text.content.lines().collect();
    assert_eq!(found.len(), 4, "{}", text.content);
    assert!(found[0].ends_with("các sở, ban, ngành tỉnh và địa phương."));
    assert_eq!(text.places.iter().map(|place| place.paragraph).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn a_row_of_a_ruled_table_is_a_line() {
    let mut sheet = Sheet::default()
        .text(75.0, 706.0, 12.0, "1")
        .lines(105.0, 706.0, &["Nghị định số 81/2018/NĐ-", "CP"])
        .text(305.0, 706.0, 12.0, "22/5/2018")
        .text(75.0, 656.0, 12.0, "2")
        .text(105.0, 656.0, 12.0, "Thông tư số 15/2019/TT-BTC")
        .text(305.0, 656.0, 12.0, "01/3/2019");
    for y in [720.0, 670.0, 640.0] {
        sheet = sheet.rule((70.0, y), (400.0, y));
    }
    for x in [70.0, 100.0, 300.0, 400.0] {
        sheet = sheet.rule((x, 720.0), (x, 640.0));
    }
    check(&[sheet], "1 | Nghị định số 81/2018/NĐ-CP | 22/5/2018\n2 | Thông tư số 15/2019/TT-BTC | 01/3/2019");
}

#[test]
fn a_page_turned_on_its_side_is_read_upright() {
    let mut sheet = Sheet::default().lines(70.0, 300.0, &["Phụ lục I", "Danh mục văn bản"]);
    let turn = [0.0, 1.0, -1.0, 0.0, 500.0, 0.0].map(|n: f32| Object::Real(n)).to_vec();
    sheet.orders.insert(0, pdf_extract::content::Operation::new("cm", turn));
    check(&[sheet], "Phụ lục I\nDanh mục văn bản");
}

#[test]
fn a_form_is_read_where_it_is_drawn() {
    let (mut file, pages) = document(&[Sheet::default().text(70.0, 700.0, 12.0, "Điều 1 trong biểu mẫu")]);
    let page = file.get_dictionary(pages[0]).expect("a page").clone();
    let content = page.get(b"Contents").and_then(Object::as_reference).expect("its content");
    let drawn = file.get_object(content).and_then(Object::as_stream).expect("a stream").content.clone();
    let resources = page.get(b"Resources").and_then(Object::as_dict).expect("resources");
    let form = file.new_object_id();
    let mut own = resources.clone();
    own.set("XObject", Dictionary::from_iter([("X", Object::Reference(form))]));
    let about = [("Subtype", Object::Name(b"Form".to_vec())), ("Resources", Object::Dictionary(own.clone()))];
    // A form that draws itself is drawn once.
    file.set_object(form, Stream::new(Dictionary::from_iter(about), [&drawn[..], b"\n/X Do"].concat()));
    file.get_dictionary_mut(pages[0]).expect("a page").set("Resources", own);
    file.set_object(content, Stream::new(Dictionary::new(), b"q 1 0 0 1 0 -50 cm /X Do Q".to_vec()));
    assert_eq!(read(&written(file)).content, "Điều 1 trong biểu mẫu");
}

#[test]
fn a_scan_says_so_and_names_what_reads_it() {
    let message = refusal(&pdf(&[Sheet::default().rule((0.0, 0.0), (100.0, 0.0))]));
    assert!(message.starts_with("`a.pdf` is a scan"), "{message}");
    assert!(message.contains("ocrmypdf") && message.contains("tesseract") && message.contains("-l vie"), "{message}");
}

#[test]
fn a_password_is_asked_for_only_where_there_is_one() {
    let locked = |user: &str| {
        let (mut file, _) = document(&[head()]);
        let version = EncryptionVersion::V2 {
            document: &file,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).expect("a key");
        file.encrypt(&state).expect("it is locked");
        written(file)
    };
    assert!(refusal(&locked("secret")).contains("protected by a password"));
    assert!(read(&locked("")).content.contains("Số: 148/KH-UBND"));
}

#[test]
fn what_is_damaged_says_so() {
    let whole = pdf(&[head()]);
    for bytes in [&whole[..whole.len() / 2], b"%PDF-1.7\n", &b"%PDF-1.7 none of it is true %%EOF".repeat(30)] {
        let message = refusal(bytes);
        assert!(message.starts_with("`a.pdf` is damaged"), "{message}");
    }
}

#[test]
fn a_page_tree_in_a_circle_ends() {
    let (mut file, pages) = document(&[head()]);
    let tree = file
        .get_dictionary(pages[0])
        .and_then(|page| page.get(b"Parent"))
        .and_then(Object::as_reference)
        .expect("a tree");
    let kids = vec![Object::Reference(tree), Object::Reference(pages[0]), Object::Reference(tree)];
    file.get_dictionary_mut(tree).expect("a tree").set("Kids", kids);
    file.get_dictionary_mut(tree).expect("a tree").set("Parent", Object::Reference(tree));
    assert!(read(&written(file)).content.contains("Số: 148/KH-UBND"));
}

#[test]
fn a_stream_that_unpacks_without_end_is_left_alone() {
    let (mut file, pages) = document(&[head(), head()]);
    let bomb = {
        use std::io::Write;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        for _ in 0..200 {
            packer.write_all(&vec![b' '; 1 << 20]).expect("memory takes it");
        }
        packer.finish().expect("memory takes it")
    };
    let packed = Dictionary::from_iter([("Filter", Object::Name(b"FlateDecode".to_vec()))]);
    let bomb = file.add_object(Stream::new(packed, bomb));
    file.get_dictionary_mut(pages[0]).expect("a page").set("Contents", Object::Reference(bomb));
    let text = read(&written(file));
    assert_eq!(text.content.matches("Số: 148/KH-UBND").count(), 1);
    assert_eq!(text.notes, ["not read or not in full: 1 damaged pages (1)"]);
}

#[test]
fn five_thousand_pages_are_read() {
    let sheets: Vec<Sheet> =
        (1..=5000).map(|n| Sheet::default().text(70.0, 700.0, 12.0, &format!("Điều {n}. Trang."))).collect();
    let text = read(&pdf(&sheets));
    assert!(text.content.ends_with("Điều 5000. Trang."));
    assert_eq!(text.places.last().and_then(|place| place.page), Some(5000));
}

/// A file of every kind of thing that the reader meets.
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| pdf(&[head(), page("CÔNG BÁO/Số 4", &LINES, "2")]));

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_breaks_the_reader(cut in 0.0..1.0f64, changes in proptest::collection::vec((0.0..1.0f64, any::<u8>()), 0..12)) {
        let mut bytes = WHOLE.clone();
        for (at, byte) in changes {
            let at = (at * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        if cut < 0.3 {
            bytes.truncate((cut / 0.3 * bytes.len() as f64) as usize);
        }
        if let Ok(text) = read_bytes(Path::new("a.pdf"), &bytes) {
            prop_assert!(text.places.iter().all(|place| text.content.is_char_boundary(place.byte)));
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_bytes(Path::new("a.pdf"), &[b"%PDF-1.4\n", &bytes[..]].concat());
    }
}
