//! Takes from the lines of all pages what is not the paper's own text: heads and feet that run along every page, page
//! numbers, and the lines that an electronic signature prints. Says how many there were.

use super::lines::Line;
use crate::tables::page_words::{PageUse, PageWords};
use std::collections::HashMap;

/// Lines from the top and bottom of a page among which heads and feet are.
const DEEP: usize = 3;
/// A line runs along the pages if so many have it.
const PAGES: usize = 3;
/// Lines of one signature stand so close to each other.
const CLOSE: usize = 4;

/// What was taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Heads and feet.
    pub running: usize,
    /// Page numbers.
    pub numbers: usize,
    /// Lines of signatures.
    pub signatures: usize,
}

impl Taken {
    /// One sentence for each kind.
    pub fn notes(self) -> Vec<String> {
        let kinds = [
            (self.running, "running heads and feet"),
            (self.numbers, "page numbers"),
            (self.signatures, "lines of electronic signatures"),
        ];
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("left out: {count} {kind}")).collect()
    }
}

/// Takes furniture from the pages, whose lines are in the order of reading.
pub fn clear(pages: &mut [Vec<Line>], words: &PageWords) -> Taken {
    let mut taken = Taken { signatures: signatures(pages, words), ..Taken::default() };
    let offset = page_offset(pages, words);
    let repeated = repeated(pages);
    // What stands at the edge uncovers what stands behind it: a number above a running head.
    for _ in 0..DEEP {
        for (at, page) in pages.iter_mut().enumerate() {
            for edge in [Edge::Top, Edge::Bottom] {
                let Some(index) = edge.line(page) else { continue };
                let line = &page[index];
                let number = page_number(&line.text, words);
                if number.is_some() && number.map(|n| n - at as i64) == offset {
                    taken.numbers += 1;
                } else if !line.row
                    && (repeated.contains_key(&(edge, plain(&line.text))) || runs_along(&line.text, words))
                {
                    taken.running += 1;
                } else {
                    continue;
                }
                page.remove(index);
            }
        }
    }
    taken
}

/// An end of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Top,
    Bottom,
}

impl Edge {
    /// The line nearest to this end.
    fn line(self, page: &[Line]) -> Option<usize> {
        let order = (0..page.len()).max_by(|&a, &b| page[a].y.total_cmp(&page[b].y).then(b.cmp(&a)));
        match self {
            Edge::Top => order,
            Edge::Bottom => (0..page.len()).min_by(|&a, &b| page[a].y.total_cmp(&page[b].y).then(b.cmp(&a))),
        }
    }
}

/// A line without spaces and the number at either end: "12 CÔNG BÁO/Số 4 + 5" is that of page 13 too.
fn plain(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '|');
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// The lines near the ends of pages that enough of them share.
fn repeated(pages: &[Vec<Line>]) -> HashMap<(Edge, String), usize> {
    let mut found: HashMap<(Edge, String), usize> = HashMap::new();
    for page in pages {
        let mut order: Vec<&Line> = page.iter().collect();
        order.sort_by(|a, b| b.y.total_cmp(&a.y));
        let near = |edge, lines: &mut dyn Iterator<Item = &&Line>| {
            let mut near: Vec<(Edge, String)> = lines.take(DEEP).map(|line| (edge, plain(&line.text))).collect();
            near.dedup();
            near
        };
        let mut all = near(Edge::Top, &mut order.iter());
        all.extend(near(Edge::Bottom, &mut order.iter().rev()));
        for line in all.into_iter().filter(|(_, text)| text.chars().filter(|c| c.is_alphabetic()).count() >= 3) {
            *found.entry(line).or_default() += 1;
        }
    }
    // Odd and even pages may differ.
    found.retain(|_, count| *count >= PAGES && *count * 3 >= pages.len());
    found
}

/// True for a line that the words alone tell: "CÔNG BÁO/Số 12", with the page's number before or behind it or without.
fn runs_along(text: &str, words: &PageWords) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    words.of(text) == Some(PageUse::RunningHead) && text.split_whitespace().count() <= 12
}

/// The number of a page, if a line is nothing else: "12", "- 12 -", "Trang 12/40".
fn page_number(text: &str, words: &PageWords) -> Option<i64> {
    let rest = words.behind(text, PageUse::PageNumber);
    let rest =
        rest.as_deref().unwrap_or(text).trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|'));
    let number = rest.split(['/', 'o']).next()?;
    let tail = rest.get(number.len()..)?;
    let counted = tail.is_empty() || tail.chars().filter(|c| !matches!(c, '/' | 'o' | 'f')).all(|c| c.is_ascii_digit());
    (counted && (1..=4).contains(&number.len())).then(|| number.parse().ok()).flatten()
}

/// The first page's number less its index, if the numbers at the ends of pages go up with the pages.
fn page_offset(pages: &[Vec<Line>], words: &PageWords) -> Option<i64> {
    let mut votes: HashMap<i64, usize> = HashMap::new();
    let mut numbered = 0;
    for (at, page) in pages.iter().enumerate() {
        let ends = [Edge::Top, Edge::Bottom]
            .map(|edge| edge.line(page).and_then(|index| page_number(&page[index].text, words)));
        numbered += usize::from(ends.iter().any(Option::is_some));
        for number in ends.into_iter().flatten() {
            *votes.entry(number - at as i64).or_default() += 1;
        }
    }
    let (offset, count) = votes.into_iter().max_by_key(|&(offset, count)| (count, -offset.abs()))?;
    // One number at the end of one page may be anything, unless it is that page's own.
    (count * 2 > numbered && (count > 1 || offset == 1)).then_some(offset)
}

/// Takes the lines of signatures; gives how many.
fn signatures(pages: &mut [Vec<Line>], words: &PageWords) -> usize {
    let mut count = 0;
    for page in pages {
        let uses: Vec<Option<PageUse>> = page.iter().map(|line| words.of(&line.text)).collect();
        let near = |at: usize| {
            let (from, to) = (at.saturating_sub(CLOSE), uses.len().min(at + CLOSE + 1));
            uses[from..to].contains(&Some(PageUse::Signature))
        };
        let gone: Vec<bool> = (0..page.len())
            .map(|at| match uses[at] {
                Some(PageUse::Signature) => true,
                Some(PageUse::SignaturePart) => near(at),
                _ => false,
            })
            .collect();
        count += gone.iter().filter(|gone| **gone).count();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
    }
    count
}
