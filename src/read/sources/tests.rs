//! Files of several texts, made here: what each gives, in which order, and what is said of what it does not give.

use super::*;
use crate::Tables;
use crate::model::Stated;
use crate::read::fixture::{docx, paragraph, parquet, zip};
use proptest::prelude::*;
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().expect("the tables load"));

fn with_map<T>(map: &str, work: impl FnOnce(Options<'_>) -> T) -> T {
    let map: Map = map.parse().expect("a map");
    work(Options { columns: &TABLES.columns, words: &TABLES.page_words, map: &map, limit: 1 << 20 })
}

/// Every source of a file as `name: text`, and every message, in the order in which they come.
fn all_with(map: &str, name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("it is written");
    let before = format!("{}/", folder.path().display());
    let show = |source: Result<Source>| match source {
        Ok(source) => format!("{}: {}", source.name, source.text.content).replace(&before, ""),
        Err(error) => error.to_string().replace(&before, ""),
    };
    with_map(map, |options| match Sources::open(&path, options) {
        Ok(sources) => sources.map(show).collect(),
        Err(error) => vec![show(Err(error))],
    })
}

#[track_caller]
fn check(name: &str, bytes: &[u8], expect: &[&str]) {
    assert_eq!(all_with("", name, bytes), expect);
}

/// The first source of a dump.
#[track_caller]
fn first(map: &str, dump: &str) -> Source {
    with_map(map, |options| {
        let mut sources = Sources::of_bytes(Path::new("d.jsonl"), dump.into(), options).expect("it opens");
        sources.next().expect("a source").expect("it reads")
    })
}

#[test]
fn the_members_of_an_archive_come_in_its_order() {
    let inner = zip(&[("c.txt", "Sở C".as_bytes()), ("d.zip", &zip(&[("e.txt", b"e")]))]);
    let word = docx(&paragraph("Sở D"), "", "");
    let members: &[(&str, &[u8])] = &[
        ("b/a.txt", "Sở A".as_bytes()),
        ("b/", b""),
        ("__MACOSX/b/a.txt", b"x"),
        (".DS_Store", b"x"),
        ("ảnh.JPG", b"x"),
        ("../../etc/b.HTML", "<p>Sở B</p>".as_bytes()),
        ("inner.zip", &inner),
        ("d.docx", &word),
        ("rows.jsonl", "{\"text\": \"Sở E\", \"id\": 7}".as_bytes()),
        ("empty.txt", b" "),
    ];
    let bytes = zip(members);
    check(
        "a.zip",
        &bytes,
        &[
            "a.zip#b/a.txt: Sở A",
            "a.zip#../../etc/b.HTML: Sở B",
            "a.zip#inner.zip#c.txt: Sở C",
            "`a.zip#inner.zip#d.zip` is an archive inside an archive inside an archive, which is not read; save it as text, HTML, \
             PDF or DOCX first",
            "a.zip#d.docx: Sở D",
            "a.zip#rows.jsonl#7: Sở E",
            "`a.zip#empty.txt` is empty; give a file with text",
        ],
    );
    with_map("", |options| {
        let mut sources = Sources::of_bytes(Path::new("a.zip"), bytes, options).expect("it opens");
        assert!(!sources.whole());
        assert_eq!(sources.by_ref().count(), 7);
        assert!(sources.whole());
        assert_eq!(*sources.passed(), BTreeMap::from([("jpg".to_owned(), 1)]));
    });
}

#[test]
fn what_unpacks_to_far_more_than_it_takes_is_refused() {
    let zeros = vec![b'0'; 20 << 20];
    let bomb = zip(&[("a.txt", b"a"), ("b.txt", &zeros)]);
    assert!(bomb.len() < 100_000);
    let found = all_with("", "a.zip", &bomb);
    assert_eq!(found[0], "a.zip#a.txt: a");
    assert!(found[1].starts_with("`a.zip#b.txt` unpacks to far more than it holds ("), "{found:?}");
    let found = all_with("", "a.docx", &zip(&[("word/document.xml", &zeros)]));
    assert!(found[0].starts_with("`a.docx` unpacks to far more than it holds ("), "{found:?}");
    // Each member is harmless, all together are not.
    let many: Vec<(String, &[u8])> = (0..40).map(|n| (format!("{n}.txt"), &zeros[..1 << 20])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let found = all_with("", "a.zip", &zip(&many));
    assert!((10..20).contains(&found.len()), "{}", found.len());
    assert!(found.last().is_some_and(|last| last.starts_with("`a.zip` unpacks to far more")), "{found:?}");
}

#[test]
fn broken_and_protected_members_cost_only_themselves() {
    let text = "Sở A chủ trì việc này và việc khác, báo cáo Sở B.".as_bytes();
    let whole = zip(&[("a.txt", text), ("b.txt", text)]);
    let name = whole.windows(5).position(|w| w == b"a.txt").expect("the first member");
    let mut flipped = whole.clone();
    flipped[name + 8] ^= 0x55;
    let found = all_with("", "a.zip", &flipped);
    assert!(found[0].starts_with("`a.zip#a.txt` is damaged ("), "{found:?}");
    assert!(found[1].starts_with("a.zip#b.txt: Sở A"), "{found:?}");
    // The flag of encryption is the first bit, eight bytes into the entry of the list at the end.
    let entry = whole.windows(4).position(|w| w == b"PK\x01\x02").expect("the list");
    let mut locked = whole.clone();
    locked[entry + 8] |= 1;
    let found = all_with("", "a.zip", &locked);
    assert!(found[0].starts_with("`a.zip#a.txt` is protected by a password; save it without one first"), "{found:?}");
    assert_eq!(found.len(), 2);
    let found = all_with("", "a.zip", &whole[..whole.len() - 10]);
    assert!(found.len() == 1 && found[0].starts_with("`a.zip` is damaged ("), "{found:?}");
}

#[test]
fn two_members_of_one_name_have_two() {
    let bytes = zip(&[("b/a.txt", b"one"), ("b\\a.txt", b"two")]);
    check("a.zip", &bytes, &["a.zip#b/a.txt: one", "a.zip#b/a.txt (2): two"]);
}

#[test]
fn a_row_each_line_and_a_broken_one_is_told_with_its_line() {
    let dump = "\u{feff}{\"id\": \"x1\", \"text\": \"Sở A\"}\n\n{\"id\": 2, \"text\": \"\"}\n{broken\n[1]\n{\"text\": \"Sở B\"}\n\
                {\"id\": \"x1\", \"text\": \"Sở C\"}\r\n{\"text\": \"<p>Sở D<br>chủ trì</p>\"}";
    let found = all_with("", "d.jsonl", dump.as_bytes());
    assert_eq!(found.len(), 7, "{found:?}");
    assert_eq!(found[0], "d.jsonl#x1: Sở A");
    assert_eq!(found[1], "`d.jsonl#2` is empty; give a file with text");
    assert!(found[2].starts_with("`d.jsonl`, row 4: no JSON object (key must be a string"), "{found:?}");
    assert!(found[3].starts_with("`d.jsonl`, row 5: no JSON object (invalid type: sequence"), "{found:?}");
    assert_eq!(found[4..], ["d.jsonl#6: Sở B", "d.jsonl#x1 (7): Sở C", "d.jsonl#8: Sở D\n\nchủ trì"]);
}

#[test]
fn a_line_over_the_limit_costs_only_itself() {
    let long = "x".repeat(2 << 20);
    let dump = format!("{{\"text\": \"a\"}}\n{{\"text\": \"{long}\"}}\n{{\"text\": \"b\"}}");
    let expect = "`d.jsonl#2` is 3 MB, over the limit of 1 MB; split it or raise `--max-size`";
    check("d.jsonl", dump.as_bytes(), &["d.jsonl#1: a", expect, "d.jsonl#3: b"]);
}

#[test]
fn an_array_is_read_up_to_what_breaks_it() {
    let rows = "\u{feff} [\n {\"id\": \"a\", \"text\": \"Sở A\"},{\"text\": \"Sở [B], {C}\"}\n ,";
    let found = ["d.json#a: Sở A", "d.json#2: Sở [B], {C}"];
    check("d.json", format!("{rows} {{\"text\": \"x\"}} ] ").as_bytes(), &[found[0], found[1], "d.json#3: x"]);
    let end = "`d.json` is damaged (its array does not end); get it again from where it came from";
    check("d.json", rows.as_bytes(), &[found[0], found[1], end]);
    let broken = all_with("", "d.json", format!("{rows} {{\"text\" 1}}, {{\"text\": \"x\"}}]").as_bytes());
    assert_eq!(broken[..2], found);
    assert!(broken[2].starts_with("`d.json`, row 3: no JSON object (expected `:`") && broken.len() == 3, "{broken:?}");
}

#[test]
fn the_columns_of_a_dump_are_known_or_named() {
    let row = "{\"noi_dung\": \"Điều 1\", \"so_ky_hieu\": \"12/2019/QĐ-UBND\", \"loai_van_ban\": \"Quyết định\", \
               \"trich_yeu\": \"Về giá đất\", \"title\": \"Quyết định 12/2019/QĐ-UBND\", \"ngay_ban_hanh\": \"15/05/2019\", \
               \"co_quan_ban_hanh\": \"UBND tỉnh Lạng Sơn\", \"nguoi_ky\": \"Nguyễn Văn A\", \"ngay_hieu_luc\": \"2019-06-01T00:00:00\", \
               \"tinh_trang\": \"Còn hiệu lực\", \"url\": \"https://example.org/1\", \"id\": 1}";
    let source = first("", row);
    assert_eq!((source.name.as_str(), source.text.content.as_str()), ("d.jsonl#1", "Điều 1"));
    let day = |text: &str| text.parse().ok();
    let stated = Stated {
        number: Some("12/2019/QĐ-UBND".into()),
        kind: Some("Quyết định".into()),
        title: Some("Về giá đất".into()),
        date: day("2019-05-15"),
        issuer: Some("UBND tỉnh Lạng Sơn".into()),
        signer: Some("Nguyễn Văn A".into()),
        effect: day("2019-06-01"),
        status: Some("Còn hiệu lực".into()),
        address: Some("https://example.org/1".into()),
        relations: Vec::new(),
    };
    assert_eq!(source.stated, Some(stated.clone()));
    let named = first("text=trich_yeu,title=,status=id", row);
    assert_eq!(named.text.content, "Về giá đất");
    assert_eq!(named.stated, Some(Stated { title: None, status: Some("1".into()), ..stated }));
    assert_ne!(named.sha256, source.sha256);
    assert_eq!(first("", &row.replace("\"id\"", "\"other\": 3, \"id\"")).sha256, source.sha256);
}

#[test]
fn a_text_column_that_is_not_there_is_an_error_with_those_that_are() {
    let dump = b"{\"so_hieu\": \"1/QD\", \"ghi_chu\": \"x\"}\n{\"text\": \"a\"}";
    let expect = "no column holds the text; name it with `--map text=COLUMN`; the columns are `ghi_chu`, `so_hieu`";
    check("d.jsonl", dump, &[&format!("`d.jsonl`: {expect}")]);
    assert_eq!(all_with("text=a", "d.jsonl", dump), [format!("`d.jsonl`: {expect}")]);
    let found = all_with("text=ghi_chu,number=so-hieu", "d.jsonl", dump);
    assert_eq!(found[0], "d.jsonl#1: x");
    assert_eq!(found[2], "`d.jsonl`: no row has the columns `so-hieu` of `--map`; look at their spelling");
    let dump = parquet(&["so_hieu", "ghi_chu"], &[&["1", "x"]], 1);
    check(
        "d.parquet",
        &dump,
        &[&format!("`d.parquet`: {}", expect.replace("`ghi_chu`, `so_hieu`", "`so_hieu`, `ghi_chu`"))],
    );
    assert_eq!(all_with("text=ghi_chu", "d.parquet", &dump), ["d.parquet#1: x"]);
}

#[test]
fn a_map_is_fields_and_columns() {
    assert!("text=content, number = so_hieu,".parse::<Map>().is_ok());
    let wrong = |typed: &str| typed.parse::<Map>().expect_err("it is wrong");
    assert_eq!(wrong("text"), "`text` is no pair; write FIELD=COLUMN, such as text=content");
    assert!(wrong("label=x").starts_with("there is no field `label`; the fields are text, id, number,"));
}

#[test]
fn stated_relations_come_in_several_forms() {
    let expect = [("Văn bản bị thay thế", "Nghị định 1/2020/NĐ-CP"), ("được sửa đổi", "Thông tư 2/2021/TT-BTC")];
    for relations in [
        "[{\"type\": \"Văn bản bị thay thế\", \"marker\": \"Nghị định 1/2020/NĐ-CP\", \"offset\": 3}, \
          {\"label\": \"được sửa đổi\", \"target\": \"Thông tư 2/2021/TT-BTC\"}, {\"label\": \"được sửa đổi\", \"target\": \"Thông tư 2/2021/TT-BTC\"}]",
        "{\"Văn bản bị thay thế\": [\"Nghị định 1/2020/NĐ-CP\"], \"được sửa đổi\": [{\"title\": \"Thông tư 2/2021/TT-BTC\"}]}",
        "\"{\\\"Văn bản bị thay thế\\\": \\\"Nghị định 1/2020/NĐ-CP\\\", \\\"được sửa đổi\\\": [\\\"Thông tư 2/2021/TT-BTC\\\", 3]}\"",
    ] {
        let stated = first("", &format!("{{\"text\": \"a\", \"luoc_do\": {relations}}}")).stated.expect("it states");
        let found: Vec<_> = stated.relations.iter().map(|r| (r.label.as_str(), r.target.as_str())).collect();
        assert_eq!(found, expect, "{relations}");
    }
    assert_eq!(first("", "{\"text\": \"a\", \"relations\": [1, \"x\", {\"type\": \"y\"}]}").stated, None);
}

#[test]
fn days_are_written_in_several_forms() {
    let date = |words: &str| crate::read::dump::date(words).map(|date| date.to_string());
    for words in ["2019-05-15", "15/5/2019", "15-05-2019", "2019-05-15 00:00:00", "2019-05-15T07:00:00Z"] {
        assert_eq!(date(words).as_deref(), Some("2019-05-15"), "{words}");
    }
    for words in ["", "0001-01-01", "31/02/2019", "Đã biết"] {
        assert_eq!(date(words), None, "{words}");
    }
    let source = first("", "{\"text\": \"a\", \"ngay_ban_hanh\": \"chưa rõ\"}");
    assert_eq!(source.text.notes, ["column `ngay_ban_hanh` holds `chưa rõ`, which is no date"]);
}

#[test]
fn parquet_is_read_over_its_row_groups() {
    let columns = ["id", "noi_dung", "so_hieu", "anh"];
    let rows: &[&[&str]] = &[&["a", "Sở A", "1/QĐ", "x"], &["b", "", "", ""], &["", "Sở C", "", ""]];
    for group in [1, 2, 5] {
        let dump = parquet(&columns, rows, group);
        let empty = "`d.parquet#b` is empty; give a file with text";
        check("d.parquet", &dump, &["d.parquet#a: Sở A", empty, "d.parquet#3: Sở C"]);
        let cut = all_with("", "d.parquet", &dump[..dump.len() - 20]);
        assert!(cut.len() == 1 && cut[0].starts_with("`d.parquet` is damaged ("), "{cut:?}");
    }
}

#[test]
fn days_and_moments_of_parquet_are_read() {
    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    let schema = "message dump { required binary text (UTF8); required int64 ngay_ban_hanh (TIMESTAMP(NANOS,false)); \
                  required int32 ngay_hieu_luc (DATE); }";
    let schema = parquet::schema::parser::parse_message_type(schema).expect("a schema");
    let mut writer = SerializedFileWriter::new(Vec::new(), schema.into(), Default::default()).expect("it begins");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("it goes on").expect("a column");
    column.typed::<ByteArrayType>().write_batch(&[ByteArray::from("Sở A")], None, None).expect("it is written");
    column.close().expect("it closes");
    let mut column = group.next_column().expect("it goes on").expect("a column");
    // 1,557,878,400 s after 1970 is the 15th of May 2019; 18,048 days after it the first of June.
    column.typed::<Int64Type>().write_batch(&[1_557_878_400_000_000_000], None, None).expect("it is written");
    column.close().expect("it closes");
    let mut column = group.next_column().expect("it goes on").expect("a column");
    column.typed::<Int32Type>().write_batch(&[18_048], None, None).expect("it is written");
    column.close().expect("it closes");
    group.close().expect("it closes");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("d.parquet");
    std::fs::write(&path, writer.into_inner().expect("it ends")).expect("it is written");
    with_map("", |options| {
        let source = Sources::open(&path, options).expect("it opens").next().expect("one").expect("it reads");
        let stated = source.stated.expect("it states");
        assert_eq!((stated.date, stated.effect), ("2019-05-15".parse().ok(), "2019-06-01".parse().ok()));
    });
}

#[test]
fn a_wrong_name_is_noted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.txt");
    std::fs::write(&path, docx(&paragraph("Sở D"), "", "")).expect("it is written");
    with_map("", |options| {
        let source = Sources::open(&path, options).expect("it opens").next().expect("one").expect("it reads");
        assert_eq!(source.text.content, "Sở D");
        assert_eq!(source.text.notes, ["its name ends in .txt, but it is DOCX"]);
    });
}

/// Whole files of each kind, to be broken.
static WHOLE: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let text = "Sở Y tế chủ trì thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023.";
    let word = docx(&[paragraph(text), crate::read::fixture::table(&[&["a", "b"]])].concat(), "", "");
    let row = format!("{{\"id\": 1, \"text\": \"{text}\", \"relations\": {{\"a\": [\"b\"]}}}}\n");
    let columns = ["id", "text"];
    vec![
        ("a.zip", zip(&[("a.txt", text.as_bytes()), ("b.docx", &word), ("c.zip", &zip(&[("d.txt", b"d")]))])),
        ("a.docx", word),
        ("a.jsonl", row.repeat(3).into_bytes()),
        ("a.parquet", parquet(&columns, &[&["1", text], &["2", text], &["3", text]], 2)),
        ("a.html", format!("<html><body><table><tr><td>{text}</td></tr></table><p>{text}</body></html>").into_bytes()),
    ]
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_broken_file_breaks_a_reader(
        which in 0usize..5,
        cut in proptest::option::of(0usize..5000),
        flips in proptest::collection::vec((0usize..5000, any::<u8>()), 0..12),
    ) {
        let (name, mut bytes) = WHOLE[which].clone();
        bytes.truncate(cut.unwrap_or(usize::MAX));
        for (at, byte) in flips {
            let length = bytes.len().max(1);
            if let Some(place) = bytes.get_mut(at % length) {
                *place = byte;
            }
        }
        all_with("", name, &bytes);
    }

    #[test]
    fn no_noise_breaks_a_reader(
        name in "a\\.(zip|docx|jsonl|parquet|html|txt|doc|odt)",
        start in 0usize..6,
        noise in proptest::collection::vec(any::<u8>(), 0..2000),
    ) {
        let start: &[u8] = [b"" as &[u8], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"PAR1", b"{\"text\": \"", b"<html>"][start];
        all_with("", &name, &[start, &noise].concat());
    }
}
