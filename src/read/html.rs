//! An HTML page → its main text: paragraphs parted by empty lines, rows of tables as lines, with menus, banners,
//! share buttons, lists of other news, tables of properties and footers left out. The main part is the block with
//! most running text that is not links.

mod depth;
mod facts;
mod main;

pub use facts::stated;

use super::normalise::{normalise, taken_out};
use super::row;
use crate::model::{Format, Place, Text};
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};
use std::collections::HashSet;

/// Elements that begin a paragraph of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "hr",
    "center",
    "address",
    "body",
    "tbody",
    "thead",
];

/// Tags by which a cell of a dump shows that it is a page, or a part of one.
const TAGS: &[&str] = &["</p>", "</div>", "<br", "</td>", "</span>", "</b>", "</li>", "<html", "</strong>"];

/// True if a text is written in HTML.
pub fn is_page(text: &str) -> bool {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= 4000).unwrap_or(text.len());
    let start = text[..end].to_ascii_lowercase();
    TAGS.iter().any(|tag| start.contains(tag))
}

/// The main text of a page, which is itself what places are counted in.
pub fn text(page: &str) -> Text {
    let content = normalise(&main_text(page), Format::Html).content;
    let mut places = Vec::new();
    let mut byte = 0;
    for line in content.split_inclusive('\n') {
        if !line.trim().is_empty() {
            places.push(Place { byte, page: None, paragraph: places.len() as u32 + 1 });
        }
        byte += line.len();
    }
    Text { places, ..taken_out(content, Format::Html) }
}

/// The main text of a page. Returns an empty string for a page without text.
fn main_text(page: &str) -> String {
    let html = Html::parse_document(&depth::flat(page));
    let skipped = main::around(&html);
    let main = main::block(&html, &skipped);
    let mut text = String::new();
    if let Some(title) = title_outside(&html, main, &skipped) {
        text.push_str(&title);
        text.push_str("\n\n");
    }
    write_text(&html, main, &skipped, &mut text);
    text.truncate(text.trim_end().len());
    text
}

/// The first main heading, where the main block does not hold one.
fn title_outside(html: &Html, main: NodeId, skipped: &HashSet<NodeId>) -> Option<String> {
    let is_heading = |value: &Node| matches!(value, Node::Element(e) if e.name() == "h1");
    let main = html.tree.get(main)?;
    if main.descendants().any(|node| is_heading(node.value())) {
        return None;
    }
    let heading = html
        .tree
        .root()
        .descendants()
        .find(|node| is_heading(node.value()) && !node.ancestors().any(|above| skipped.contains(&above.id())))?;
    let mut text = String::new();
    write_text(html, heading.id(), skipped, &mut text);
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Writes the text of a node: a line for each paragraph and an empty line between; in what is centred, the head
/// and the title of a paper, lines that belong together stay so; the rows of a table are lines.
fn write_text(html: &Html, from: NodeId, skipped: &HashSet<NodeId>, out: &mut String) {
    let Some(from) = html.tree.get(from) else { return };
    let (mut hidden, mut centred) = (0usize, 0usize);
    let mut written: Option<NodeId> = None;
    for edge in from.traverse() {
        let (node, open) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if written.is_some() {
            // The whole of this row stands there already.
            written = written.filter(|id| open || *id != node.id());
            continue;
        }
        if skipped.contains(&node.id()) && node.id() != from.id() {
            hidden = if open { hidden + 1 } else { hidden - 1 };
            continue;
        }
        if hidden > 0 {
            continue;
        }
        match node.value() {
            Node::Element(element) => {
                if is_centred(element) {
                    centred = if open { centred + 1 } else { centred - 1 };
                }
                if element.name() == "tr"
                    && open
                    && let Some(line) = table_row(html, node, skipped)
                {
                    break_paragraph(out);
                    out.push_str(&line);
                    break_paragraph(out);
                    written = Some(node.id());
                } else if element.name() == "br" && open && centred > 0 {
                    out.truncate(out.trim_end_matches(' ').len());
                    if !out.is_empty() && !out.ends_with('\n') {
                        out.push('\n');
                    }
                } else if BLOCKS.contains(&element.name()) || (element.name() == "br" && open) {
                    break_paragraph(out);
                }
            }
            Node::Text(text) if open => push_words(text, out),
            _ => {}
        }
    }
}

/// The row of a table as one line; `None` where its cells are texts of their own.
fn table_row(html: &Html, row: NodeRef<'_, Node>, skipped: &HashSet<NodeId>) -> Option<String> {
    let named = |node: &NodeRef<'_, Node>, names: &[&str]| matches!(node.value(), Node::Element(element) if names.contains(&element.name()));
    if row.descendants().any(|node| named(&node, &["table"])) {
        return None;
    }
    let mut cells = Vec::new();
    for cell in row.children().filter(|node| named(node, &["td", "th"]) && !skipped.contains(&node.id())) {
        let mut text = String::new();
        write_text(html, cell.id(), skipped, &mut text);
        cells.push(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect());
    }
    row::line(&cells)
}

/// Adds the words of a text with single spaces.
fn push_words(text: &str, out: &mut String) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

/// True for an element that centres what it holds.
fn is_centred(element: &Element) -> bool {
    let centre = |value: &str| value.eq_ignore_ascii_case("center");
    element.name() == "center"
        || element.attr("align").is_some_and(centre)
        || element
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("text-align:center"))
}

/// Ends the paragraph that stands at the end of the text.
fn break_paragraph(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_footers_and_other_news_are_left_out() {
        let page = "<html><head><title>t</title></head><body>\
            <div class='top-menu'><a href='/'>Trang chủ</a> | <a href='/gt'>Giới thiệu</a></div>\
            <h1>UBND tỉnh chỉ đạo tiết kiệm điện</h1>\
            <div id='content'><p>UBND tỉnh ban hành <b>Kế hoạch số 148/KH-UBND</b>, ngày 04/7/2023.</p>\
            <p>Sở Công Thương chủ trì.<br>Sở Tài chính phối hợp.</p><script>x()</script></div>\
            <div class='tin-lien-quan'><ul><li><a href='/a'>Tin khác số 1/QĐ-UBND</a></li></ul></div>\
            <div class='page-footer'>Địa chỉ: số 1 đường Hùng Vương. Điện thoại: 0205.3812.000</div></body></html>";
        assert_eq!(
            main_text(page),
            "UBND tỉnh chỉ đạo tiết kiệm điện\n\nUBND tỉnh ban hành Kế hoạch số 148/KH-UBND, ngày 04/7/2023.\n\n\
             Sở Công Thương chủ trì.\n\nSở Tài chính phối hợp."
        );
    }

    #[test]
    fn a_page_of_any_depth_is_read() {
        for tag in ["div", "font color=red", "table><tr><td", "p><section"] {
            let name = tag.split(['>', ' ']).next().expect("a name");
            let page = format!(
                "{}Sở Y tế chủ trì.{}",
                format!("<{tag}>").repeat(100_000),
                format!("</{name}>").repeat(100_000)
            );
            assert_eq!(main_text(&page), "Sở Y tế chủ trì.", "{tag}");
        }
    }

    #[test]
    fn the_head_of_a_paper_and_its_tables_are_read_as_in_word() {
        let page = "<div class='toanvancontent'><table><tr><td align='center'><b>UBND TỈNH LẠNG SƠN<br>-------</b></td>\
            <td style='text-align: center'><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập</b></td></tr>\
            <tr><td>Số: 12/QĐ-UBND</td><td><i>Lạng Sơn, ngày 05 tháng 6 năm 2023</i></td></tr></table>\
            <p align='center'><b>QUYẾT ĐỊNH</b></p><p align='center'>Về việc công bố danh mục văn bản<br>hết hiệu lực năm 2022</p>\
            <p>Căn cứ Luật Tổ chức chính quyền địa phương;</p>\
            <table><tr><th>TT</th><th>Tên văn bản</th><th>Ngày</th></tr>\
            <tr><td>1</td><td><p>Quyết định số</p><p>12/2019/QĐ-UBND</p></td><td>15/5/2019</td></tr></table></div>";
        assert_eq!(
            main_text(page),
            "UBND TỈNH LẠNG SƠN\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập\n\n\
             Số: 12/QĐ-UBND | Lạng Sơn, ngày 05 tháng 6 năm 2023\n\nQUYẾT ĐỊNH\n\n\
             Về việc công bố danh mục văn bản\nhết hiệu lực năm 2022\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\n\
             TT | Tên văn bản | Ngày\n\n1 | Quyết định số 12/2019/QĐ-UBND | 15/5/2019"
        );
    }

    #[test]
    fn a_paper_cut_up_by_articles_is_read_whole() {
        let article = |n: u32| {
            format!(
                "<div class='docitem'><div class='in'><div class='text'><p>Điều {n}. Sở Y tế chủ trì, báo cáo UBND tỉnh.</p></div></div></div>"
            )
        };
        let articles: String = (1..=6).map(article).collect();
        let page = format!(
            "<body><div class='top-menu'>Trang chủ</div><div id='main'>{articles}</div>\
             <div class='tin-khac'><p>Một tin khác dài hơn mọi điều của văn bản này cộng lại thì cũng không được đọc vào.</p></div></body>"
        );
        let text = main_text(&page);
        assert!(text.starts_with("Điều 1.") && text.ends_with("UBND tỉnh.") && text.contains("Điều 6."), "{text}");
    }

    #[test]
    fn places_are_the_lines_of_the_main_text() {
        let text = text("<p>So\u{309} Y te\u{302}\u{301} chủ trì việc này.</p><p>Hai</p>");
        let place = text.place(text.content.find("Hai").expect("it is there")).expect("a place");
        assert_eq!((place.page, place.paragraph), (None, 2));
        assert!(text.content.starts_with("Sỏ Y tế"));
    }

    #[test]
    fn a_cell_in_html_is_known_by_its_tags() {
        assert!(is_page("<p>a</p>") && is_page("Điều 1<BR/>Điều 2"));
        assert!(!is_page("Nồng độ < 5 mg/l, b > c") && !is_page(""));
    }

    #[test]
    fn a_page_without_text_is_empty() {
        assert_eq!(main_text("<html><body><nav>Menu</nav></body></html>"), "");
    }
}
