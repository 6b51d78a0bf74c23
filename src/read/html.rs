//! An HTML page → its main text: paragraphs parted by empty lines, rows of tables as lines, with menus, banners,
//! share buttons, lists of other news, tables of properties and footers left out. The main part is the block with
//! most running text that is not links.

mod depth;
mod facts;

pub use facts::stated;

use super::{normalise, row};
use crate::model::{Format, Place, Text};
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};
use std::collections::{HashMap, HashSet};

/// Elements that never hold the main text.
const SKIPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
    "head",
    "figure",
    "figcaption",
    "video",
    "audio",
    "object",
    "input",
    "textarea",
];

/// Parts of class names and ids that mark what is around the main text. The last of them are those of vbpl.vn
/// (`vbInfo`, `vbProperties`, `box-tab-vb`), thuvienphapluat.vn (`boxTTVB`, `divThuocTinh`), luatvietnam.vn and
/// congbao.chinhphu.vn, whose tables of properties [`stated`] reads.
const AROUND: &[&str] = &[
    "menu",
    "navbar",
    "breadcrumb",
    "footer",
    "sidebar",
    "banner",
    "share",
    "social",
    "comment",
    "related",
    "relate",
    "lienquan",
    "lien-quan",
    "tinkhac",
    "tin-khac",
    "other-news",
    "othernews",
    "toolbar",
    "pagination",
    "copyright",
    "advert",
    "caption",
    "widget",
    "search",
    "print",
    "tooltip",
    "popup",
    "modal",
    "hotline",
    "login",
    "cookie",
    "vbinfo",
    "vbproperties",
    "box-tab-vb",
    "listvb",
    "luocdo",
    "boxttvb",
    "thuoctinh",
    "doc-summary",
    "doc-property",
    "document-info",
    "tagcloud",
];

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
    Text { places, ..Text::new(content, Format::Html) }
}

/// The main text of a page. Returns an empty string for a page without text.
fn main_text(page: &str) -> String {
    let html = Html::parse_document(&depth::flat(page));
    let skipped = skipped_nodes(&html);
    let main = main_node(&html, &skipped);
    let mut text = String::new();
    if let Some(title) = title_outside(&html, main, &skipped) {
        text.push_str(&title);
        text.push_str("\n\n");
    }
    write_text(&html, main, &skipped, &mut text);
    text.truncate(text.trim_end().len());
    text
}

/// Every node that stands around the main text, without those below it.
fn skipped_nodes(html: &Html) -> HashSet<NodeId> {
    let mut skipped = HashSet::new();
    for node in html.tree.nodes() {
        if let Node::Element(element) = node.value()
            && (SKIPPED.contains(&element.name()) || is_around(element))
        {
            skipped.insert(node.id());
        }
    }
    skipped
}

/// True if class, id or role say that an element stands around the main text.
fn is_around(element: &Element) -> bool {
    if matches!(element.name(), "html" | "body" | "main" | "article") {
        return false;
    }
    if element.attr("hidden").is_some() || element.attr("role").is_some_and(|r| r == "navigation" || r == "banner") {
        return true;
    }
    let style = element.attr("style").unwrap_or_default().replace(' ', "");
    if style.contains("display:none") {
        return true;
    }
    let names = [element.attr("class"), element.attr("id")];
    names.into_iter().flatten().flat_map(str::split_whitespace).any(|name| {
        let name = name.to_ascii_lowercase();
        AROUND.iter().any(|part| name.contains(part))
    })
}

/// The block with most running text: what its paragraphs hold counts for it, and half for the block around.
/// Where that is less than half of the page, as in a paper cut up by articles, the block around most of it.
fn main_node(html: &Html, skipped: &HashSet<NodeId>) -> NodeId {
    let mut scores: HashMap<NodeId, f64> = HashMap::new();
    let mut order: Vec<NodeId> = Vec::new();
    // Characters of running text below each open node, the innermost last; of closed ones by node.
    let mut open: Vec<usize> = Vec::new();
    let mut running: HashMap<NodeId, usize> = HashMap::new();
    let (mut hidden, mut linked) = (0usize, 0usize);
    for edge in html.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if skipped.contains(&node.id()) {
            hidden = if opens { hidden + 1 } else { hidden - 1 };
        }
        if opens {
            open.push(0);
        } else {
            let below = open.pop().unwrap_or_default();
            if let Some(above) = open.last_mut() {
                *above += below;
            }
            if !matches!(node.value(), Node::Text(_)) {
                running.insert(node.id(), below);
            }
        }
        match node.value() {
            Node::Element(element) if element.name() == "a" => {
                linked = if opens { linked + 1 } else { linked - 1 };
            }
            Node::Text(text) if opens && hidden == 0 => {
                let length = text.trim().chars().count();
                if length < 3 {
                    continue;
                }
                let weight = if linked > 0 { -0.3 } else { 1.0 } * length as f64;
                if linked == 0
                    && let Some(below) = open.last_mut()
                {
                    *below += length;
                }
                // Inline elements and the paragraph itself do not stand for the whole.
                let mut blocks = node.ancestors().filter(|n| match n.value() {
                    Node::Element(e) => {
                        BLOCKS.contains(&e.name()) && !matches!(e.name(), "p" | "li" | "h1" | "h2" | "h3")
                    }
                    _ => false,
                });
                for share in [1.0, 0.5] {
                    if let Some(block) = blocks.next() {
                        if !scores.contains_key(&block.id()) {
                            order.push(block.id());
                        }
                        *scores.entry(block.id()).or_default() += weight * share;
                    }
                }
            }
            _ => {}
        }
    }
    let mut best = (html.tree.root().id(), 0.0);
    for id in order {
        let score = scores.get(&id).copied().unwrap_or_default();
        if score > best.1 {
            best = (id, score);
        }
    }
    let below = |id: NodeId| running.get(&id).copied().unwrap_or_default();
    let all = below(html.tree.root().id());
    let around = html.tree.get(best.0).into_iter().flat_map(|node| node.ancestors());
    let most = around.map(|node| node.id()).find(|id| below(*id) * 4 >= all * 3);
    if below(best.0) * 2 < all { most.unwrap_or(best.0) } else { best.0 }
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
        assert!(text.anchors.is_empty() && text.content.starts_with("Sỏ Y tế"));
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
