//! A parsed page → the block that holds its main text, and what stands around it: menus, banners, lists of other news.

use super::BLOCKS;
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

/// Parts of class names and ids that mark what is around the main text. The last of them are those of vbpl.vn
/// (`vbInfo`, `vbProperties`, `box-tab-vb`), thuvienphapluat.vn (`boxTTVB`, `divThuocTinh`), luatvietnam.vn and
/// congbao.chinhphu.vn, whose tables of properties [`stated`](super::stated) reads.
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

/// Every node that stands around the main text, without those below it.
pub fn around(html: &Html) -> HashSet<NodeId> {
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
pub fn block(html: &Html, skipped: &HashSet<NodeId>) -> NodeId {
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
