//! Pages that list orders without headlines: each entry opens with the same words and a dash ("TTĐT - UBND tỉnh …"), with a
//! bullet or a number below a line that announces several papers, with a number that goes on from the entry before, with
//! the paper itself, or with a bullet and the body that speaks.

use super::{HEADLINE, Paragraph, ends_sentence};
use crate::find::agency::body_at;
use crate::find::has_use;
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Tokens in which the words before a dash stand: "(QNO) -".
const OPENING: usize = 6;
/// Tokens of a line that heads a group of entries, at most.
const SECTION: usize = 16;
/// Paragraphs in which a list is announced.
const HEAD: usize = 12;

/// Where entries begin that open with the same abbreviation and a dash, which most paragraphs do. Where a headline goes
/// before each, the entries begin there.
pub(super) fn prefixed(tokens: &Tokens, body: &[Paragraph]) -> Vec<usize> {
    let mut opened: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, paragraph) in body.iter().enumerate() {
        if let Some(opening) = opening(tokens, paragraph) {
            opened.entry(opening).or_default().push(at);
        }
    }
    let most = opened.into_values().max_by_key(Vec::len).unwrap_or_default();
    if most.len() < 2 || most.len() * 2 < body.len() {
        return Vec::new();
    }
    let headed = |&at: &usize| {
        let above = at.checked_sub(1).map(|above| &body[above]);
        above.is_some_and(|p| {
            p.last - p.first < HEADLINE && !ends_sentence(tokens, p.last) && most.binary_search(&(at - 1)).is_err()
        })
    };
    let headed = most.iter().all(headed);
    most.iter().map(|&at| if headed { at - 1 } else { at }).collect()
}

/// The abbreviation and dash that open a paragraph: "TTĐT -", "(QNO) -".
fn opening<'t>(tokens: &Tokens<'t>, paragraph: &Paragraph) -> Option<&'t str> {
    let limit = paragraph.last.min(paragraph.first + OPENING);
    let dash = (paragraph.first..limit).find(|&at| tokens.get(at).is_some_and(|t| t.is_dash() && !t.glued))?;
    let short = |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|t| t.case == Case::Upper || matches!(t.kind, Kind::Mark('(' | ')' | '.' | '/')))
    };
    let words = paragraph.first..dash;
    (!words.is_empty() && words.clone().all(short) && tokens.get(dash + 1).is_some_and(|t| !t.glued))
        .then(|| tokens.text.slice(tokens.span(paragraph.first, dash - 1)))
}

/// Where the bullets begin below a line that announces several papers: "UBND tỉnh vừa ban hành một số văn bản với các
/// nội dung sau:".
pub(super) fn announced(tables: &Tables, tokens: &Tokens, body: &[Paragraph]) -> Vec<usize> {
    let announces = |p: &Paragraph| {
        tokens.get(p.last).is_some_and(|t| t.is_mark(':'))
            && (p.first..p.last).any(|at| has_use(tables, tokens, at, Use::SeveralPapers))
    };
    let Some(above) = body.iter().take(HEAD).position(announces) else { return Vec::new() };
    let Some(opens) =
        (above + 1..body.len()).find(|&at| is_counted(tokens, &body[at]) || bullet(tokens, &body[at]).is_some())
    else {
        return Vec::new();
    };
    let found = match bullet(tokens, &body[opens]) {
        Some(mark) => (opens..body.len()).filter(|&at| bullet(tokens, &body[at]) == Some(mark)).collect(),
        None => counted(tokens, body, opens),
    };
    if found.len() >= 2 { found } else { Vec::new() }
}

/// Entries of a page that is known to list orders: those counted from 1 on through the whole page, if most of them report
/// a paper, else those that open with one, where they are most of the page.
pub(super) fn entries(tokens: &Tokens, numbers: &[usize], body: &[Paragraph], reports: &[usize]) -> Vec<usize> {
    let again = body.iter().filter(|p| is_counted(tokens, p) && tokens.number(p.first) == Some(1)).count();
    let counted = if again == 1 { counted(tokens, body, 0) } else { Vec::new() };
    let opens = |&at: &usize| {
        let first = content(tokens, &body[at]);
        numbers.binary_search(&first).is_ok()
    };
    let tells = counted.iter().filter(|at| reports.binary_search(at).is_ok() || opens(at)).count();
    if counted.len() >= 2 && tells * 2 >= counted.len() {
        return counted;
    }
    let opened: Vec<usize> = (0..body.len()).filter(opens).collect();
    // A paper on a line of its own may as well be the source of what stands above it.
    if opened.len() >= 2 && opened.len() * 2 >= body.len() { opened } else { Vec::new() }
}

/// The paragraphs, from one on, that are counted from 1 on without a gap.
fn counted(tokens: &Tokens, body: &[Paragraph], from: usize) -> Vec<usize> {
    let mut next = 1;
    let mut found = Vec::new();
    for (at, paragraph) in body.iter().enumerate().skip(from) {
        if is_counted(tokens, paragraph) && tokens.number(paragraph.first) == Some(next) {
            found.push(at);
            next += 1;
        }
    }
    found
}

/// True for a paragraph that opens with its number: "2. ", "3) ", "4/ ".
fn is_counted(tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let number = tokens.get(paragraph.first).is_some_and(|t| t.kind == Kind::Number);
    let mark =
        tokens.get(paragraph.first + 1).is_some_and(|t| t.glued && matches!(t.kind, Kind::Mark('.' | ')' | '/')));
    number && mark && tokens.get(paragraph.first + 2).is_some_and(|t| t.kind == Kind::Word)
}

/// The first token behind a bullet or a number.
fn content(tokens: &Tokens, paragraph: &Paragraph) -> usize {
    let skipped = if is_counted(tokens, paragraph) { 2 } else { usize::from(bullet(tokens, paragraph).is_some()) };
    paragraph.first + skipped
}

/// True for a line that heads a group of entries: "II. LĨNH VỰC VĂN HÓA - XÃ HỘI".
pub(super) fn is_section(tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let word = |at: &usize| tokens.get(*at).is_some_and(|t| t.kind == Kind::Word);
    let mut words = (paragraph.first..=paragraph.last).filter(word).peekable();
    let short = paragraph.last - paragraph.first < SECTION && !ends_sentence(tokens, paragraph.last);
    short && words.peek().is_some() && words.all(|at| tokens.get(at).is_some_and(|t| t.case == Case::Upper))
}

/// The paragraphs that open with the bullet and the body of one of those that report a paper: "- UBND tỉnh chỉ đạo …".
pub(super) fn alike(tables: &Tables, tokens: &Tokens, body: &[Paragraph], reports: &[usize]) -> Vec<usize> {
    let speaks = |at: usize| {
        let first = body[at].first;
        let mark = bullet(tokens, &body[at])?;
        let opens = body_at(tables, tokens, first + 1).filter(|found| found.last < body[at].last)?;
        Some((mark, opens.body.id?))
    };
    let known: BTreeSet<_> = reports.iter().filter_map(|&at| speaks(at)).collect();
    let same = |at: usize| reports.binary_search(&at).is_ok() || speaks(at).is_some_and(|found| known.contains(&found));
    if known.is_empty() { reports.to_vec() } else { (0..body.len()).filter(|&at| same(at)).collect() }
}

/// The bullet that opens a paragraph.
fn bullet(tokens: &Tokens, paragraph: &Paragraph) -> Option<char> {
    match tokens.get(paragraph.first)?.kind {
        Kind::Mark(mark @ ('+' | '•' | '*')) => Some(mark),
        Kind::Mark(_) if tokens.get(paragraph.first).is_some_and(|t| t.is_dash()) => Some('-'),
        _ => None,
    }
}
