//! A Word file, old or new → its text, by `rwml`: paragraphs with their automatic numbers ("Điều 7."), tables
//! cell by cell, footnotes at the end, tracked changes as accepted. Headers, footers and comments are left out.

use super::paragraphs::Paragraphs;
use super::quiet::quietly;
use super::{Input, Reader, archive, row};
use crate::error::{Error, Result};
use crate::model::{Format, Text};
use rwml::{Block, Cell, DocModel, Document, Paragraph, Row, SourceRegionKind, Table};

/// DOCX, Word since 2007.
pub struct Docx;

impl Reader for Docx {
    fn read(&self, input: Input<'_>) -> Result<Text> {
        archive::check(input)?;
        Ok(text(&open(input)?, Format::Docx))
    }
}

/// DOC, Word 97 to 2003, where LibreOffice is not at hand.
pub fn old(input: Input<'_>) -> Result<Text> {
    Ok(text(&open(input)?, Format::Doc))
}

fn open(input: Input<'_>) -> Result<DocModel> {
    let path = input.path.to_owned();
    match quietly(|| Document::open(input.bytes).map(|document| document.model())) {
        Some(Ok(model)) => Ok(model),
        Some(Err(rwml::Error::Encrypted { .. })) => Err(Error::Protected { path }),
        Some(Err(rwml::Error::NoText)) => Err(Error::Empty { path }),
        Some(Err(error)) => Err(Error::Damaged { path, message: error.to_string() }),
        None => Err(Error::Damaged { path, message: "its parts do not fit together".to_owned() }),
    }
}

fn text(model: &DocModel, format: Format) -> Text {
    let mut out = Paragraphs::default();
    let around = |at: usize| {
        model.regions.iter().any(|region| {
            matches!(region.kind, SourceRegionKind::HeaderFooter | SourceRegionKind::Annotation)
                && (region.block_start..region.block_end).contains(&at)
        })
    };
    for (at, block) in model.blocks.iter().enumerate() {
        if !around(at) {
            write(block, &mut out);
        }
    }
    out.finish(format)
}

fn write(block: &Block, out: &mut Paragraphs) {
    match block {
        Block::Paragraph(paragraph) => out.push(&words(paragraph)),
        Block::Table(table) => write_table(table, out),
        Block::Image(_) | Block::Chart(_) => {}
        Block::PageBreak | Block::SectionBreak(_) => out.part(),
    }
}

/// The words of a paragraph, with the number that Word puts before it.
fn words(paragraph: &Paragraph) -> String {
    let mut words = String::new();
    if let Some(list) = &paragraph.props.list {
        // A bullet is a sign of some font of symbols.
        words.push_str(if list.ordered { &list.label } else { "-" });
        words.push(' ');
    }
    let number = words.len();
    words.extend(paragraph.runs.iter().filter(|run| !run.props.hidden).map(|run| run.text.as_str()));
    if words[number..].trim().is_empty() { String::new() } else { words }
}

/// Writes a table between empty lines. A row of a list is a line; the cells of a head ("UBND TỈNH …" beside
/// "CỘNG HÒA …") or of a foot stand one below the other.
fn write_table(table: &Table, out: &mut Paragraphs) {
    out.part();
    for row in &table.rows {
        match line(row) {
            Some(line) => out.push(&line),
            None => {
                for cell in &row.cells {
                    cell.blocks.iter().for_each(|block| write(block, out));
                    out.part();
                }
            }
        }
    }
    out.part();
}

/// A row as one line; `None` where its cells are texts of their own.
fn line(table_row: &Row) -> Option<String> {
    row::line(&table_row.cells.iter().map(lines).collect::<Option<Vec<_>>>()?)
}

/// The lines of a cell; `None` if it holds a table.
fn lines(cell: &Cell) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for block in &cell.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let words = words(paragraph);
                lines.extend(words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
            }
            Block::Table(_) => return None,
            _ => {}
        }
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::{docx, input, paragraph, table};

    fn read(bytes: &[u8]) -> Result<Text> {
        Docx.read(input("paper.docx", bytes))
    }

    #[track_caller]
    fn check(body: &str, expect: &str) {
        assert_eq!(read(&docx(body, "", "")).expect("it reads").content, expect);
    }

    #[test]
    fn the_head_of_a_paper_is_read_side_by_side() {
        let head = table(&[
            &[
                "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ],
            &["Số: 12/QĐ-UBND", "Lạng Sơn, ngày 05 tháng 6 năm 2023"],
        ]);
        let body = [
            head,
            paragraph(""),
            paragraph("QUYẾT ĐỊNH"),
            paragraph("Về việc giao đất"),
            paragraph("Căn cứ Luật Đất đai;"),
        ];
        check(
            &body.concat(),
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n\
             Số: 12/QĐ-UBND | Lạng Sơn, ngày 05 tháng 6 năm 2023\n\nQUYẾT ĐỊNH\nVề việc giao đất\nCăn cứ Luật Đất đai;",
        );
    }

    #[test]
    fn the_rows_of_a_list_are_lines() {
        let list = table(&[&["TT", "Tên văn bản", "Ngày"], &["1", "Quyết định số\n12/2019/QĐ-UBND", "15/5/2019"]]);
        check(
            &format!("{}{list}{}", paragraph("Danh mục"), paragraph("Hết")),
            "Danh mục\n\nTT | Tên văn bản | Ngày\n1 | Quyết định số 12/2019/QĐ-UBND | 15/5/2019\n\nHết",
        );
    }

    #[test]
    fn automatic_numbers_are_part_of_the_text() {
        let list = "<w:abstractNum w:abstractNumId=\"0\">\
            <w:lvl w:ilvl=\"0\"><w:start w:val=\"7\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Điều %1.\"/></w:lvl>\
            <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
            </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
        let item = |level: u8, words: &str| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
            )
        };
        let body = [item(0, "Phạm vi"), item(1, "Một"), item(1, "Hai"), item(0, "Hiệu lực"), item(1, "Ba")].concat();
        let text = read(&docx(&body, "", list)).expect("it reads");
        assert_eq!(text.content, "Điều 7. Phạm vi\n1. Một\n2. Hai\nĐiều 8. Hiệu lực\n1. Ba");
    }

    #[test]
    fn tracked_changes_are_accepted_and_hyphens_that_do_not_break_stay() {
        check(
            "<w:p><w:r><w:t>Nghị định số 34/2016/NĐ</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">CP </w:t></w:r>\
             <w:del><w:r><w:delText>bị bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>được thêm</w:t></w:r></w:ins>\
             <w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>",
            "Nghị định số 34/2016/NĐ-CP được thêm",
        );
    }

    #[test]
    fn a_footnote_stands_at_the_end_and_breaks_no_number() {
        let body = "<w:p><w:r><w:t>Nghị định số 15/2020/NĐ-CP</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
                    <w:r><w:t xml:space=\"preserve\"> quy định</w:t></w:r></w:p>";
        let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph("Được sửa đổi năm 2022."));
        let text = read(&docx(&(body.to_owned() + &paragraph("Điều 2")), &note, "")).expect("it reads");
        assert_eq!(text.content, "Nghị định số 15/2020/NĐ-CP quy định\nĐiều 2\nĐược sửa đổi năm 2022.");
    }

    #[test]
    fn a_text_box_is_read_once_and_headers_are_not() {
        let inside = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("Trong khung"));
        check(
            &format!(
                "<w:p><w:r><w:t>Trước</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp>\
                 <wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}\
                 </v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
            "TrướcTrong khung",
        );
    }

    #[test]
    fn places_are_paragraphs() {
        let body = [paragraph("Một"), table(&[&["Hai", "hai"]]), paragraph("Ba")].concat();
        let text = read(&docx(&body, "", "")).expect("it reads");
        let place = text.place(text.content.find("Ba").expect("it is there")).expect("a place");
        assert_eq!((place.page, place.paragraph), (None, 3));
    }

    #[test]
    fn tables_inside_each_other_are_read_to_a_depth_and_no_stack_runs_out() {
        let nested = |times: usize| {
            format!(
                "{}{}{}",
                "<w:tbl><w:tr><w:tc>".repeat(times),
                paragraph("Sở A"),
                "</w:tc></w:tr></w:tbl>".repeat(times)
            )
        };
        check(&nested(20), "Sở A");
        let error = read(&docx(&nested(5000), "", "")).expect_err("it is too deep").to_string();
        assert_eq!(
            error,
            "`paper.docx` is damaged (its elements lie too deep inside each other); get it again from where it came from"
        );
    }

    #[test]
    fn a_file_that_breaks_off_is_told() {
        let whole = docx(&paragraph(&"Sở Y tế chủ trì. ".repeat(500)), "", "");
        for cut in [whole.len() / 2, whole.len() - 30, 40] {
            let error = read(&whole[..cut]).expect_err("it is cut off").to_string();
            assert!(error.starts_with("`paper.docx` is damaged ("), "{error}");
        }
        let mut flipped = whole.clone();
        let body = whole.windows(17).position(|w| w == b"word/document.xml").expect("the body") + 60;
        flipped[body] ^= 0x55;
        assert!(matches!(read(&flipped), Err(Error::Damaged { .. })));
    }
}
