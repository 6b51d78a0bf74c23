//! Files that the tests of this room are about, made when they are needed.

use super::Input;
use crate::tables::page_words::PageWords;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file as a reader gets it.
pub fn input<'a>(path: &'a str, bytes: &'a [u8]) -> Input<'a> {
    Input { path: Path::new(path), bytes, words: PageWords::builtin().expect("the table loads") }
}

/// A ZIP archive of these members, in this order.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("it begins");
        writer.write_all(bytes).expect("it is written");
    }
    writer.finish().expect("it ends").into_inner()
}

/// A DOCX file with this body, these footnotes and these definitions of lists, in WordprocessingML (ECMA-376 part 1).
pub fn docx(body: &str, footnotes: &str, numbering: &str) -> Vec<u8> {
    const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
        xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\"";
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts = ["document", "footnotes", "numbering", "header1"];
    let types: String = parts
        .iter()
        .map(|part| {
            let kind = if *part == "document" { "document.main" } else { part.trim_end_matches('1') };
            format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{MEDIA}.{kind}+xml\"/>")
        })
        .collect();
    let relations: String = parts[1..]
        .iter()
        .map(|part| {
            let kind = part.trim_end_matches('1');
            format!("<Relationship Id=\"r-{part}\" Type=\"{KIND}/{kind}\" Target=\"{part}.xml\"/>")
        })
        .collect();
    let relationships = |inside: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
        )
    };
    let root = relationships(&format!(
        "<Relationship Id=\"r1\" Type=\"{KIND}/officeDocument\" Target=\"word/document.xml\"/>"
    ));
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"r-header1\"/></w:sectPr>";
    zip(&[
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{types}</Types>"
            )
            .as_bytes(),
        ),
        ("_rels/.rels", root.as_bytes()),
        ("word/_rels/document.xml.rels", relationships(&relations).as_bytes()),
        ("word/document.xml", format!("<w:document {NAMES}><w:body>{body}{section}</w:body></w:document>").as_bytes()),
        ("word/footnotes.xml", format!("<w:footnotes {NAMES}>{footnotes}</w:footnotes>").as_bytes()),
        ("word/numbering.xml", format!("<w:numbering {NAMES}>{numbering}</w:numbering>").as_bytes()),
        ("word/header1.xml", format!("<w:hdr {NAMES}>{}</w:hdr>", paragraph("CÔNG BÁO/Số 12")).as_bytes()),
    ])
}

/// A paragraph of these words.
pub fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

/// A table of these rows, a paragraph for each line of a cell.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| format!("<w:tc>{}</w:tc>", words.lines().map(paragraph).collect::<String>());
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A Parquet file of these columns of text, in row groups of `group` rows.
pub fn parquet(columns: &[&str], rows: &[&[&str]], group: usize) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    let fields: String = columns.iter().map(|name| format!("optional binary {name} (UTF8); ")).collect();
    let schema = parse_message_type(&format!("message dump {{ {fields} }}")).expect("a schema");
    let mut writer = SerializedFileWriter::new(Vec::new(), schema.into(), Default::default()).expect("it begins");
    for rows in rows.chunks(group) {
        let mut group = writer.next_row_group().expect("a group");
        for at in 0..columns.len() {
            let cells: Vec<ByteArray> =
                rows.iter().map(|row| row[at]).filter(|cell| !cell.is_empty()).map(ByteArray::from).collect();
            let levels: Vec<i16> = rows.iter().map(|row| i16::from(!row[at].is_empty())).collect();
            let mut column = group.next_column().expect("it goes on").expect("a column");
            column.typed::<ByteArrayType>().write_batch(&cells, Some(&levels), None).expect("it is written");
            column.close().expect("it closes");
        }
        group.close().expect("it closes");
    }
    writer.into_inner().expect("it ends")
}
