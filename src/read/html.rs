//! An HTML page → its main text: paragraphs parted by empty lines, with menus, banners, share buttons, lists
//! of other news and footers left out. The main part is the block with most running text that is not links.

use ego_tree::NodeId;
use ego_tree::iter::Edge;
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

/// Parts of class names and ids that mark what is around the main text.
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

/// The main text of a page. Returns an empty string for a page without text.
pub fn main_text(page: &str) -> String {
    let html = Html::parse_document(page);
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
fn main_node(html: &Html, skipped: &HashSet<NodeId>) -> NodeId {
    let mut scores: HashMap<NodeId, f64> = HashMap::new();
    let mut order: Vec<NodeId> = Vec::new();
    let (mut hidden, mut linked) = (0usize, 0usize);
    for edge in html.tree.root().traverse() {
        let (node, open) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if skipped.contains(&node.id()) {
            hidden = if open { hidden + 1 } else { hidden - 1 };
        }
        match node.value() {
            Node::Element(element) if element.name() == "a" => {
                linked = if open { linked + 1 } else { linked - 1 };
            }
            Node::Text(text) if open && hidden == 0 => {
                let length = text.trim().chars().count();
                if length < 3 {
                    continue;
                }
                let weight = if linked > 0 { -0.3 } else { 1.0 } * length as f64;
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
    best.0
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

/// Writes the text of a node: one line for each paragraph, an empty line between.
fn write_text(html: &Html, from: NodeId, skipped: &HashSet<NodeId>, out: &mut String) {
    let Some(from) = html.tree.get(from) else { return };
    let mut hidden = 0usize;
    for edge in from.traverse() {
        let (node, open) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if skipped.contains(&node.id()) && node.id() != from.id() {
            hidden = if open { hidden + 1 } else { hidden - 1 };
        }
        if hidden > 0 {
            continue;
        }
        match node.value() {
            Node::Element(element) if BLOCKS.contains(&element.name()) || (element.name() == "br" && open) => {
                break_paragraph(out);
            }
            Node::Text(text) if open => {
                for c in text.chars() {
                    let space = c.is_whitespace();
                    if !space {
                        out.push(c);
                    } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
                        out.push(' ');
                    }
                }
            }
            _ => {}
        }
    }
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
    fn a_page_of_ten_thousand_nested_blocks_is_read() {
        let page = format!("{}Sở Y tế chủ trì.{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        assert_eq!(main_text(&page), "Sở Y tế chủ trì.");
    }

    #[test]
    fn a_page_without_text_is_empty() {
        assert_eq!(main_text("<html><body><nav>Menu</nav></body></html>"), "");
    }
}
