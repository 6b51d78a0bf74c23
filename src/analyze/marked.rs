//! The graph of a source and its text → the text in pieces: names of papers with what they lead to, bodies, deadlines,
//! headlines. In: what the store says and the characters that its places count in, so that each piece is as long as its
//! place says. Out: pieces in order, none of them empty, that together are the text.

use super::Graph;
use crate::error::Result;
use crate::iri::{Resource, terms};
use crate::model::MentionKind;
use crate::store::Store;
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Term};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// A paper by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// What people call it.
    pub label: String,
    /// Its IRI.
    pub iri: String,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// Plain words.
    Text,
    /// A name of a paper.
    Mention,
    /// A body.
    Agency,
    /// The last day for a task.
    Deadline,
    /// Words of a headline.
    Headline,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Its characters.
    pub text: String,
    /// The paper that it names.
    pub paper: Option<Named>,
    /// How far that is known: `resolved`, `stub`, `ambiguous`, `conflicting`, `unresolved`.
    pub status: Option<String>,
    /// The papers that it may name.
    pub candidates: Vec<Named>,
    /// True for "Quyết định này".
    pub anaphor: bool,
    /// Its first code point in the source.
    pub start: usize,
    /// The one behind its last.
    pub end: usize,
}

/// An item of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkedItem {
    /// Its place in code points of the source.
    pub span: [usize; 2],
    /// Its headline.
    pub headline: String,
    /// The paper that it reports.
    pub subject: Option<Named>,
}

/// A source with its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedText {
    /// Path or address of the source.
    pub source: String,
    /// SHA-256 of its bytes as it was built, in hex.
    pub sha256: Option<String>,
    /// The title of the page.
    pub title: Option<String>,
    /// The pieces of the part asked for.
    pub segments: Vec<Segment>,
    /// The items, in order.
    pub items: Vec<MarkedItem>,
}

/// What is said of each thing of a source.
type Said = HashMap<NamedNode, Vec<(NamedNode, Term)>>;

/// A mark and its place.
struct Mark {
    span: [usize; 2],
    kind: SegmentKind,
    node: NamedNode,
}

/// The text of a source with its marks, or what of it touches `part`; `None` if the store has no such source.
///
/// # Errors
/// [`crate::Error::Store`] if the store cannot be read.
pub fn marked(
    store: &Store,
    graph: &Graph,
    source: &NamedNode,
    text: &str,
    part: Option<[usize; 2]>,
) -> Result<Option<MarkedText>> {
    let mut said = Said::new();
    for quad in store.matching(None, None, None, Some(GraphNameRef::NamedNode(source.as_ref()))) {
        let quad = quad?;
        if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
            said.entry(subject).or_default().push((quad.predicate, quad.object));
        }
    }
    if said.is_empty() {
        return Ok(None);
    }
    let read = Read { store, graph, said };
    let characters: Vec<char> = text.chars().collect();
    let items = read.items();
    let heads = items.iter().map(|item| [item.span[0], headline_end(&characters, item)]).collect::<Vec<_>>();
    let marks = read.marks();
    let part = part.unwrap_or([0, usize::MAX]);
    let mut segments = Vec::new();
    let mut at = 0;
    for mark in &marks {
        let [start, end] = mark.span;
        // A mark that is not where the text is comes of another version of the file.
        if start < at || end > characters.len() {
            continue;
        }
        plain(&characters, [at, start], &heads, part, &mut segments);
        if touches(mark.span, part) {
            segments.push(read.segment(mark, characters[start..end].iter().collect()));
        }
        at = end;
    }
    plain(&characters, [at, characters.len()], &heads, part, &mut segments);
    let words = |predicate| read.words(source, predicate);
    Ok(Some(MarkedText {
        source: words(terms::PATH).unwrap_or_default(),
        sha256: words(terms::SHA256),
        title: words(terms::TITLE),
        segments,
        items,
    }))
}

fn touches(a: [usize; 2], b: [usize; 2]) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

/// Adds the words between two marks, cut where headlines begin and end.
fn plain(characters: &[char], span: [usize; 2], heads: &[[usize; 2]], part: [usize; 2], out: &mut Vec<Segment>) {
    let mut cuts = vec![span[0], span[1]];
    cuts.extend(heads.iter().flatten().copied().filter(|at| span[0] < *at && *at < span[1]));
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let headline = heads.iter().any(|head| head[0] <= start && end <= head[1]);
        if touches([start, end], part) {
            out.push(Segment {
                kind: if headline { SegmentKind::Headline } else { SegmentKind::Text },
                text: characters[start..end].iter().collect(),
                paper: None,
                status: None,
                candidates: Vec::new(),
                anaphor: false,
                start,
                end,
            });
        }
    }
}

/// Where the line ends in which a headline as long as this ends. What is kept of it is its normalised words, which
/// may be a little shorter than those of the source.
fn headline_end(characters: &[char], item: &MarkedItem) -> usize {
    let least = item.span[0].saturating_add(item.headline.chars().count());
    let rest = characters.get(least..).unwrap_or_default();
    let line = rest.iter().position(|c| matches!(c, '\n' | '\r')).unwrap_or(rest.len());
    (least + line).min(item.span[1]).max(item.span[0])
}

/// What a source says, with the names of the graph.
struct Read<'a> {
    store: &'a Store,
    graph: &'a Graph,
    said: Said,
}

impl Read<'_> {
    fn objects(&self, thing: &NamedNode, predicate: oxigraph::model::NamedNodeRef<'_>) -> impl Iterator<Item = &Term> {
        let said = self.said.get(thing).into_iter().flatten();
        said.filter(move |(held, _)| held.as_ref() == predicate).map(|(_, object)| object)
    }

    fn words(&self, thing: &NamedNode, predicate: oxigraph::model::NamedNodeRef<'_>) -> Option<String> {
        self.objects(thing, predicate).find_map(|object| match object {
            Term::Literal(words) => Some(words.value().to_owned()),
            _ => None,
        })
    }

    fn nodes(&self, thing: &NamedNode, predicate: oxigraph::model::NamedNodeRef<'_>) -> Vec<&NamedNode> {
        let nodes = self.objects(thing, predicate).filter_map(|object| match object {
            Term::NamedNode(node) => Some(node),
            _ => None,
        });
        nodes.collect()
    }

    fn named(&self, paper: &NamedNode) -> Named {
        let held = self.graph.by_iri(paper.as_str()).map(|node| self.graph.papers[node].label.clone());
        let label = held.or_else(|| self.words(paper, terms::LABEL));
        Named { label: label.unwrap_or_else(|| paper.as_str().to_owned()), iri: paper.as_str().to_owned() }
    }

    fn items(&self) -> Vec<MarkedItem> {
        let mut found: BTreeMap<usize, MarkedItem> = BTreeMap::new();
        for node in self.said.keys() {
            let Some(Resource::Item(_, number)) = self.store.base().resource(node.as_str()) else { continue };
            let evidence = self.nodes(node, terms::HAS_EVIDENCE);
            let span = evidence.into_iter().find_map(|node| match self.store.base().resource(node.as_str()) {
                Some(Resource::Evidence(_, span)) => Some(span),
                _ => None,
            });
            let subject = self.nodes(node, terms::SUBJECT).first().map(|paper| self.named(paper));
            let headline = self.words(node, terms::HEADLINE).unwrap_or_default();
            found.extend(span.map(|span| (number, MarkedItem { span, headline, subject })));
        }
        found.into_values().collect()
    }

    /// The marks in order; of those that overlap papers go before deadlines, these before bodies, longer before shorter.
    fn marks(&self) -> Vec<Mark> {
        let mut all: Vec<(u8, Mark)> = Vec::new();
        for node in self.said.keys() {
            let Some(Resource::Mention(_, span)) = self.store.base().resource(node.as_str()) else { continue };
            let is = |kind: MentionKind| self.words(node, terms::KIND).as_deref() == Some(kind.name());
            let (rank, kind) = match () {
                () if is(MentionKind::Document) => (0, SegmentKind::Mention),
                () if is(MentionKind::Deadline) => (1, SegmentKind::Deadline),
                () if is(MentionKind::Agency) => (2, SegmentKind::Agency),
                () => continue,
            };
            if span[0] < span[1] {
                all.push((rank, Mark { span, kind, node: node.clone() }));
            }
        }
        all.sort_by_key(|(rank, mark)| (*rank, mark.span[0] + usize::MAX / 2 - mark.span[1], mark.span[0]));
        let mut kept: BTreeMap<usize, Mark> = BTreeMap::new();
        for (_, mark) in all {
            let before = kept.range(..mark.span[1]).next_back();
            if before.is_none_or(|(_, held)| held.span[1] <= mark.span[0]) {
                kept.insert(mark.span[0], mark);
            }
        }
        kept.into_values().collect()
    }

    fn segment(&self, mark: &Mark, text: String) -> Segment {
        let status = self.nodes(&mark.node, terms::STATUS).first().map(|status| status.as_str().to_owned());
        let mut candidates: Vec<Named> =
            self.nodes(&mark.node, terms::CANDIDATE).into_iter().map(|paper| self.named(paper)).collect();
        candidates.sort();
        Segment {
            kind: mark.kind,
            text,
            paper: self.nodes(&mark.node, terms::NAMES).first().map(|paper| self.named(paper)),
            status: status.and_then(|iri| Some(iri.rsplit_once("status-")?.1.to_owned())),
            candidates,
            anaphor: self.words(&mark.node, terms::ANAPHOR).as_deref() == Some("true"),
            start: mark.span[0],
            end: mark.span[1],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::encode;
    use crate::iri::Base;
    use crate::{Config, Tables, extract, read};

    const PAGE: &str = "TIN CHỈ ĐẠO\r\n\r\nTăng cường tiết kiệm điện\r\nUBND tỉnh Lạng Sơn ban hành Kế hoạch số 148/KH-UBND, \
        ngày 04/7/2023 triển khai thực hiện **Chỉ thị số 20/CT-TTg** ngày 08/6/2023 của Thủ tướng Chính phủ. Giao Sở Công \
        Thương báo cáo trước ngày 31/7/2023.\r\n";

    fn page() -> (Store, Graph, NamedNode, String) {
        let tables = Tables::builtin().expect("the tables load");
        let text = read::read_bytes("page.txt".as_ref(), PAGE.as_bytes()).expect("it reads");
        let found = extract(&tables, &Config { source: "page.txt".into(), ..Config::default() }, text);
        let mut store = Store::memory(Base::default()).expect("a store");
        let source = Base::default().source("page.txt");
        store.replace_source(&source, &encode(&Base::default(), &found, None, &tables)).expect("written");
        let graph = Graph::load(&store).expect("it loads");
        (store, graph, source, found.text.counted().to_owned())
    }

    #[test]
    fn the_pieces_are_the_text_and_each_is_as_long_as_its_place() {
        let (store, graph, source, text) = page();
        assert_eq!(text, PAGE);
        let found = marked(&store, &graph, &source, &text, None).expect("it reads").expect("it is there");
        let joined: String = found.segments.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(joined, PAGE);
        let mut at = 0;
        for piece in &found.segments {
            assert_eq!((piece.start, piece.end), (at, at + piece.text.chars().count()), "{piece:?}");
            at = piece.end;
        }
        let shown: Vec<(SegmentKind, &str)> = found
            .segments
            .iter()
            .filter(|piece| piece.kind != SegmentKind::Text)
            .map(|piece| (piece.kind, piece.text.as_str()))
            .collect();
        let order = found.segments.iter().find(|piece| piece.text.contains("20/CT-TTg")).expect("it is named");
        assert_eq!(order.kind, SegmentKind::Mention, "{shown:?}");
        assert_eq!(order.paper.as_ref().map(|paper| paper.label.as_str()), Some("Chỉ thị 20/CT-TTg ngày 08/6/2023"));
        assert!(shown.iter().any(|(kind, _)| *kind == SegmentKind::Deadline), "{shown:?}");
    }

    #[test]
    fn a_part_has_what_touches_it() {
        let (store, graph, source, text) = page();
        let at = PAGE.chars().take_while(|c| *c != '2').count();
        let found = marked(&store, &graph, &source, &text, Some([at, at + 1])).expect("it reads").expect("it is there");
        assert_eq!(found.segments.len(), 1, "{:?}", found.segments);
        let none = Base::default().source("other.txt");
        assert_eq!(marked(&store, &graph, &none, &text, None).expect("it reads"), None);
    }

    #[test]
    fn marks_beyond_the_text_are_left_out() {
        let (store, graph, source, _) = page();
        let found = marked(&store, &graph, &source, "Tin ngắn", None).expect("it reads").expect("it is there");
        assert_eq!(found.segments.iter().map(|piece| piece.text.as_str()).collect::<String>(), "Tin ngắn");
    }
}
