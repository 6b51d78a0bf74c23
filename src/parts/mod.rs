//! Tokens → the parts of one document: what its head says, its legal bases, its provisions down to a point, its
//! recipients, signatures and annexes, and what it quotes. Every part lies inside its parent. A line opens a
//! provision where its number goes on from the last one; any other number is text.
//! Units: Nghị định 78/2025/NĐ-CP, Điều 25; layout: Nghị định 30/2020/NĐ-CP, Phụ lục I.

pub mod effect;
mod provision;
mod quotes;
pub mod signature;
mod walk;

use crate::find::use_at;
use crate::head::Head;
use crate::lines::{Line, is_markup};
use crate::model::{Part, PartKind, Span, part_at};
use crate::tables::{PartCue, Tables, Use};
use crate::tokens::{Kind, Tokens};
use signature::Signature;
use std::collections::HashMap;

/// The parts of a document, in order of place, each before those inside it.
pub fn parts(
    tables: &Tables,
    tokens: &Tokens,
    lines: &[Line],
    head: Option<&Head>,
    signatures: &[Signature],
) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for &(kind, span) in head.map_or(&[][..], |head| &head.parts) {
        found.push(Part { kind, id: kind.name().replace('-', "_"), number: None, span, heading: None, parent: None });
    }
    found.sort_by_key(|part| part.span);
    let behind = found.last().map_or(0, |part| part.span.end);
    let first = lines.partition_point(|line| tokens.span(line.first, line.first).start < behind);
    let quotes = quotes::quotations(tables, tokens, lines);
    let found = walk::walk(tables, tokens, lines, first, &quotes, signatures, found);
    let clauses = effect::clauses(tables, tokens, &found, head.map(|head| head.own.kind));
    with_clauses(found, clauses)
}

/// The paragraphs in which a text speaks itself: those of a provision in quotes are the new wording of another paper
/// (“Điều 5. 1. Bộ Tư pháp giúp Chính phủ …”), and order nothing by this one.
pub fn spoken(tables: &Tables, tokens: &Tokens, parts: &[Part], paragraphs: &[Span]) -> Vec<Span> {
    let wording = |span: &&Span| {
        part_at(parts, span.start, |kind| kind == PartKind::Quotation).is_some_and(|part| {
            let first = tokens.at(part.span.start) + 1;
            use_at(tables, tokens, first, Use::Provision).is_some_and(|last| tokens.number(last + 1).is_some())
        })
    };
    paragraphs.iter().filter(|span| !wording(span)).copied().collect()
}

/// The parts with sentences of effect and repeal in their places.
fn with_clauses(found: Vec<Part>, clauses: Vec<(PartKind, Span)>) -> Vec<Part> {
    let mut counts: HashMap<(Option<usize>, PartKind), usize> = HashMap::new();
    let mut all = found;
    let walked = all.len();
    for (kind, span) in clauses {
        let parent = all[..walked].partition_point(|part| part.span.start <= span.start).checked_sub(1);
        let mut parent = parent;
        while parent.is_some_and(|at| all[at].span.end <= span.start) {
            parent = parent.and_then(|at| all[at].parent);
        }
        let times = counts.entry((parent, kind)).or_default();
        *times += 1;
        let stem = parent.map_or(String::new(), |at| format!("{}__", all[at].id));
        let end = parent.map_or(span.end, |at| span.end.min(all[at].span.end));
        let id = format!("{stem}{}_{times}", kind.name());
        all.push(Part { kind, id, number: None, span: Span::new(span.start, end), heading: None, parent });
    }
    // Inside a sentence quotes may stand that are its parent's children; the sentence comes before them.
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&at| (all[at].span.start, std::cmp::Reverse(all[at].span.end), at));
    let mut places = vec![0; all.len()];
    for (place, &at) in order.iter().enumerate() {
        places[at] = place;
    }
    for part in &mut all {
        part.parent = part.parent.map(|at| places[at]);
    }
    let mut sorted: Vec<Option<Part>> = all.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| sorted[at].take()).collect()
}

/// True if a line opens a phần, chương, mục or điều by its first words.
pub(crate) fn begins_provision(tables: &Tables, tokens: &Tokens, line: &Line) -> bool {
    provision::opening(tables, tokens, line)
        .is_some_and(|opened| (PartKind::Division..=PartKind::Article).contains(&opened.kind))
}

/// The token behind "(Ban hành kèm theo", where the paper follows with which a text was issued.
pub(crate) fn attached(tables: &Tables, tokens: &Tokens, line: &Line) -> Option<usize> {
    let open = tokens.get(line.start).is_some_and(|t| matches!(t.kind, Kind::Mark('(' | '[')));
    let at = (line.start + usize::from(open)..=line.last).find(|&at| !is_markup(tokens, at))?;
    let hit = tables.part_cues.longest(tokens, at).filter(|hit| *hit.value == PartCue::Attached)?;
    tables.type_words.longest(tokens, hit.last + 1).filter(|_| open).map(|_| hit.last + 1)
}

/// The bytes of a part that begins with a line.
fn begins(tokens: &Tokens, line: &Line) -> Span {
    tokens.span(line.start, line.last)
}

/// The two letters and more that open the names of parts of a kind, as Akoma Ntoso has them.
fn prefix(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Division => "part",
        PartKind::Chapter => "chp",
        PartKind::Section => "sec",
        PartKind::Subsection => "subsec",
        PartKind::Article => "art",
        PartKind::Clause => "para",
        PartKind::Point => "point",
        PartKind::Annex => "att",
        PartKind::Basis => "cit",
        PartKind::Quotation => "qstr",
        PartKind::Footnote => "note",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Text};

    /// Each part as `id: heading` or `id` alone, inside its parent.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let tables = Tables::builtin().expect("the tables load");
        let text = Text::new(text.to_owned(), Format::Txt);
        let tokens = Tokens::new(&tables.vocabulary, &text);
        let lines = crate::lines::lines(&tokens);
        let signatures = signature::signatures(&tables, &tokens, &lines);
        let found = parts(&tables, &tokens, &lines, None, &signatures);
        for part in &found {
            assert!(text.content.is_char_boundary(part.span.start) && part.span.start < part.span.end, "{part:?}");
            assert!(part.parent.is_none_or(|at| found[at].span.contains(part.span)), "{part:?} lies in its parent");
        }
        assert!(found.is_sorted_by_key(|part| part.span.start), "in order of place");
        let words: Vec<String> = found
            .iter()
            .map(|part| match part.heading {
                Some(span) => {
                    format!("{}: {}", part.id, text.slice(span).split_whitespace().collect::<Vec<_>>().join(" "))
                }
                None => part.id.clone(),
            })
            .collect();
        assert_eq!(words, expect);
    }

    #[test]
    fn a_decree_down_to_its_points() {
        check(
            "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định về việc lập, quản lý và sử dụng kho bãi trên lãnh thổ Việt Nam, kể cả kho bãi \
             ở cảng biển, cảng hàng không và cửa khẩu đường bộ.\n\
             Điều 2. Đối tượng áp dụng\n1. Cơ quan quản lý kho bãi:\na) Ở trung ương;\nb) Ở địa phương.\n\
             2. Chủ kho.\nChương II\nĐIỀU KHOẢN THI HÀNH\nĐiều 3. Hiệu lực thi hành\n\
             Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2024 và áp dụng cho mọi kho bãi đang hoạt động, trừ kho bãi \
             của lực lượng vũ trang và kho bãi của cơ quan dự trữ nhà nước.",
            &[
                "chp_i: QUY ĐỊNH CHUNG",
                "art_1: Phạm vi điều chỉnh",
                "art_2: Đối tượng áp dụng",
                "art_2__para_1",
                "art_2__para_1__point_a",
                "art_2__para_1__point_b",
                "art_2__para_2",
                "chp_ii: ĐIỀU KHOẢN THI HÀNH",
                "art_3: Hiệu lực thi hành",
                "art_3__effect_1",
            ],
        );
    }

    #[test]
    fn new_wording_in_quotes_is_no_article_of_the_paper_that_gives_it() {
        check(
            "Điều 1. Sửa đổi Nghị định số 15/2019/NĐ-CP\n1. Sửa đổi Điều 7 như sau:\n“Điều 7. Kho ngoại quan\n1. Chủ kho \
             gọi là “chủ hàng”.\n2. Kho có hàng rào.”.\n2. Thay cụm từ “cấp huyện” bằng cụm từ “cấp xã”.\nĐiều 2. Tổ chức thực hiện",
            &[
                "art_1: Sửa đổi Nghị định số 15/2019/NĐ-CP",
                "art_1__para_1",
                "art_1__para_1__qstr_1",
                "art_1__para_2",
                "art_1__para_2__qstr_1",
                "art_1__para_2__qstr_2",
                "art_2: Tổ chức thực hiện",
            ],
        );
        check(
            "Điều 1. Sửa đổi Điều 7 như sau:\n“Điều 7. Kho ngoại quan\nĐiều 2. Tổ chức thực hiện",
            &["art_1", "art_1__qstr_1", "art_2: Tổ chức thực hiện"],
        );
    }

    #[test]
    fn a_provision_in_quotes_needs_no_colon() {
        check(
            "Điều 1. Bổ sung Điều 3a vào sau Điều 3\n“Điều 3a. Vụ việc phức tạp\n1. Có nhiều người.\nĐiều 3b. Thời hạn”.\nĐiều 2. \
             Bãi bỏ Điều 9.",
            &["art_1: Bổ sung Điều 3a vào sau Điều 3", "art_1__qstr_1", "art_2"],
        );
    }

    #[test]
    fn a_remark_in_brackets_opens_no_annex() {
        check(
            "Điều 1. Phân bổ vốn:\n(Kèm theo phụ lục chi tiết)\n(kèm theo Nghị quyết này)\nĐiều 2. Thi hành.",
            &["art_1", "art_2"],
        );
    }

    #[test]
    fn a_number_that_does_not_go_on_is_text() {
        check(
            "Điều 1. Phê duyệt dự án.\nĐiều 9 Luật Đầu tư công được áp dụng.\n5. Không phải khoản.\nĐiều 2. Thi hành",
            &["art_1", "art_2: Thi hành"],
        );
    }

    #[test]
    fn articles_begin_anew_in_what_is_issued_along() {
        check(
            "Căn cứ Luật Thủ đô;\nĐiều 1. Ban hành Quy chế này.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\n\
             CHỦ TỊCH\nNguyễn Văn An\nQUY CHẾ\nQuản lý bến bãi\n(Kèm theo Quyết định số 5/2024/QĐ-UBND)\n\
             Điều 1. Phạm vi\n1. Bến.\nPHỤ LỤC I\nMẪU ĐƠN",
            &[
                "cit_1",
                "art_1",
                "recipients_1",
                "signature_1",
                "att_1: QUY CHẾ Quản lý bến bãi",
                "att_1__art_1: Phạm vi",
                "att_1__art_1__para_1",
                "att_i",
            ],
        );
    }

    #[test]
    fn a_plan_has_roman_sections() {
        check(
            "I. MỤC ĐÍCH\n1. Tiết kiệm.\n2. Hiệu quả.\nII. TỔ CHỨC\n1. Sở Công Thương:\na) Đôn đốc.\nb) Báo cáo.",
            &[
                "sec_i: MỤC ĐÍCH",
                "sec_i__para_1",
                "sec_i__para_2",
                "sec_ii: TỔ CHỨC",
                "sec_ii__para_1",
                "sec_ii__para_1__point_a",
                "sec_ii__para_1__point_b",
            ],
        );
    }

    #[test]
    fn a_unit_and_its_number_on_two_lines_in_markdown() {
        check(
            "**Điều\n1.** Bãi bỏ Quyết định số 9/QĐ-UBND.\n**Điều 2. Thi hành**\nSở thi hành.",
            &["art_1", "art_1__repeal_1", "art_2: Thi hành"],
        );
    }

    #[test]
    fn notes_of_a_consolidated_text_stand_below_it() {
        check(
            "Điều 1. Kho[1]\n1.[2] Kho kín.\nNơi nhận:\n- Lưu: VT.\n[1] Luật số 5/2020/QH14 có căn cứ như sau:\n“Căn cứ Hiến pháp;”\n\
             [2] Khoản này được sửa đổi.",
            &["art_1: Kho[1]", "art_1__para_1", "recipients_1", "note_1", "note_1__qstr_1", "note_2"],
        );
    }
}
