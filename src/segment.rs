//! Tokens → the items of a digest, or the one item of a single document; page furniture belongs to none.
//! A digest is known by its lead paragraph (headlines parted by `;`), else by headlines that the paragraph
//! below takes up, else by entries of one form, else by paragraphs that each report a paper of their own.

mod furniture;
mod list;

use crate::find::date::date_at;
use crate::find::number::Number;
use crate::find::use_at;
use crate::model::{Item, Note, SourceKind, Span};
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};
use chrono::NaiveDate;
use furniture::{is_body, is_byline, is_place, is_stamp, main_text, posted, without_bylines};
use rustc_hash::{FxHashSet, FxHasher};
use std::collections::{BTreeMap, HashSet};
use std::hash::Hasher;

/// A page cut up.
#[derive(Debug)]
pub struct Layout {
    /// Digest or single document.
    pub kind: SourceKind,
    /// The page's title.
    pub title: Option<Span>,
    /// The items, in order.
    pub items: Vec<Item>,
    /// Paragraphs of the main text, furniture left out.
    pub paragraphs: Vec<Span>,
    /// The last day of the week or month that the title of a digest names, else the day on which it was posted.
    pub until: Option<NaiveDate>,
    /// The day on which the page was posted, where the text is of about that time.
    pub posted: Option<NaiveDate>,
    /// Clauses of the lead paragraph without an item.
    pub notes: Vec<Note>,
}

/// A paragraph, by its tokens.
#[derive(Clone, Copy, Debug)]
struct Paragraph {
    first: usize,
    last: usize,
    span: Span,
}

/// Lines of a text are broken by width if few are longer than this; else each line is a paragraph.
const WRAPPED: usize = 130;
/// A headline has at most this many tokens.
const HEADLINE: usize = 90;
/// Tokens of a paragraph in which it takes up the headline above it.
const TAKEN_UP: usize = 140;
/// Tokens in which the words that end a lead say of what it is.
const LEAD_END: usize = 40;
/// Clauses that a lead paragraph has at the least.
const CLAUSES: usize = 3;

/// Cuts a text into items. `found` are its official numbers, in order of place; `whole` says that the text is one
/// document, as a collection has it.
pub fn segment(tables: &Tables, tokens: &Tokens, found: &[Number], whole: bool) -> Layout {
    let numbers = dated_numbers(tables, tokens, found);
    let numbers = numbers.as_slice();
    let all = paragraphs(tables, tokens);
    let posted = posted(tables, tokens, &all);
    let paragraphs = main_text(tables, tokens, numbers, all);
    let mut layout = Layout {
        kind: SourceKind::Document,
        title: None,
        items: Vec::new(),
        paragraphs: paragraphs.iter().map(|p| p.span).collect(),
        until: None,
        posted,
        notes: Vec::new(),
    };
    if paragraphs.is_empty() {
        return layout;
    }
    let title = paragraphs.iter().take(12).position(|p| is_digest_title(tables, tokens, p));
    let mut start = title.map_or(0, |at| at + 1);
    if let Some(at) = title {
        layout.title = Some(paragraphs[at].span);
        layout.until = last_date(tokens, &paragraphs[at]);
        // The week may stand on a line of its own below the title; the day of a paper is none.
        let names = |p: &Paragraph| numbers.iter().any(|at| (p.first..=p.last).contains(at));
        if layout.until.is_none()
            && let Some(below) =
                paragraphs.get(at + 1).filter(|p| p.last - p.first < 40 && !ends_sentence(tokens, p.last) && !names(p))
        {
            layout.until = last_date(tokens, below);
            start = at + 2;
        }
    }
    let body = paragraphs.get(start..).unwrap_or_default();
    let formal = whole || is_formal(tables, tokens, &paragraphs);
    let titled = Titled { is: title.is_some(), week: title.is_some() && layout.until.is_some() };
    let digest = if formal { None } else { digest(tables, tokens, numbers, body, titled, &mut layout.notes) };
    match digest {
        Some(items) => {
            layout.kind = SourceKind::Digest;
            layout.items = items;
            layout.until = layout.until.or(posted);
        }
        None if formal => layout.items = vec![single(tokens, &paragraphs)],
        None => layout.items = vec![told(tables, tokens, &paragraphs, start)],
    }
    layout
}

/// The paragraphs of a text: blocks between empty lines; lines as well, unless the text is broken by width.
fn paragraphs(tables: &Tables, tokens: &Tokens) -> Vec<Paragraph> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for (index, token) in tokens.list.iter().enumerate() {
        match lines.last_mut() {
            Some(line) if token.breaks == 0 => line.1 = index,
            _ => lines.push((index, index)),
        }
    }
    let width = |line: &(usize, usize)| {
        let span = tokens.span(line.0, line.1);
        tokens.text.slice(span).chars().count()
    };
    let mut widths: Vec<usize> = lines.iter().map(width).collect();
    widths.sort_unstable();
    let longest = widths.get(widths.len().saturating_sub(1) * 95 / 100).copied().unwrap_or(0);
    let wrapped = longest <= WRAPPED && lines.len() > 8;
    let mut found: Vec<Paragraph> = Vec::new();
    let (mut before, mut stamped) = ((0, 0), false);
    for line in lines {
        let begins = tokens.get(line.0).is_none_or(|t| t.breaks >= 2);
        // "… trước⏎ngày 05 tháng 12 năm 2025." goes on with a sentence.
        let lower = tokens.get(line.0).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower);
        let stamp = !lower && is_stamp(tables, tokens, line.0, line.1);
        let joins = !begins && wrapped && !stamp && !stamped && continues(tables, tokens, before, line, longest);
        match found.last_mut() {
            Some(paragraph) if joins => {
                paragraph.last = line.1;
                paragraph.span.end = tokens.span(line.0, line.1).end;
            }
            _ => found.push(Paragraph { first: line.0, last: line.1, span: tokens.span(line.0, line.1) }),
        }
        (before, stamped) = (line, stamp);
    }
    found
}

/// True if a line of a text broken by width goes on with the sentence of the line before.
fn continues(tables: &Tables, tokens: &Tokens, before: (usize, usize), line: (usize, usize), longest: usize) -> bool {
    let ended = tokens.get(before.1).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ';' | ':' | '!' | '?')));
    let starts = tokens.get(line.0).is_some_and(|t| {
        t.is_dash()
            || matches!(t.kind, Kind::Mark('+' | '•' | '*'))
            || (t.kind == Kind::Number
                && tokens.get(line.0 + 1).is_some_and(|n| n.glued && matches!(n.kind, Kind::Mark('.' | ')'))))
    });
    let lower = tokens.get(line.0).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower);
    let length = tokens.text.slice(tokens.span(before.0, before.1)).chars().count();
    !ended && !starts && (lower || length * 10 >= longest * 7 || is_open(tables, tokens, before.1))
}

/// True if no paragraph can end with a token: "Các", "bãi bỏ toàn bộ", "của".
fn is_open(tables: &Tables, tokens: &Tokens, last: usize) -> bool {
    let open = [Use::Binder, Use::Several, Use::Wholly, Use::Of];
    (last.saturating_sub(1)..=last).any(|from| open.iter().any(|&u| use_at(tables, tokens, from, u) == Some(last)))
}

/// True if a paragraph ends as a sentence does.
fn ends_sentence(tokens: &Tokens, last: usize) -> bool {
    tokens.get(last).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ';' | ':' | '…' | '!' | '?')))
}

/// True for "Chỉ đạo, điều hành nổi bật của UBND tỉnh trong tuần (từ ngày … đến ngày …)".
fn is_digest_title(tables: &Tables, tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let short = paragraph.last - paragraph.first < 50;
    let reach = (paragraph.first + 14).min(paragraph.last);
    short
        && !ends_sentence(tokens, paragraph.last)
        && ((paragraph.first..=reach).any(|at| use_at(tables, tokens, at, Use::DigestTitle).is_some())
            || tells_of_week(tables, tokens, paragraph.first, paragraph.last))
}

/// True for words on what stood out in a week or a month: "nội dung chỉ đạo của UBND tỉnh nổi bật trong tuần".
fn tells_of_week(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> bool {
    let has = |role| (first..=last).any(|at| use_at(tables, tokens, at, role).is_some());
    has(Use::Notable) && has(Use::Weekly)
}

/// The last date of a paragraph.
fn last_date(tokens: &Tokens, paragraph: &Paragraph) -> Option<NaiveDate> {
    (paragraph.first..=paragraph.last).rev().find_map(|at| date_at(tokens, at).map(|(_, date)| date))
}

/// True if the text has the head or foot of a formal paper: national motto, "Kính gửi:", "Nơi nhận:".
fn is_formal(tables: &Tables, tokens: &Tokens, paragraphs: &[Paragraph]) -> bool {
    let addressed = |p: &Paragraph| {
        let last = use_at(tables, tokens, p.first, Use::Addressees)
            .or_else(|| use_at(tables, tokens, p.first, Use::Recipients));
        last.is_some_and(|last| tokens.get(last + 1).is_some_and(|t| t.is_mark(':')))
    };
    paragraphs.iter().any(addressed)
        || paragraphs.iter().take(14).any(|p| {
            (p.first..=p.last.min(p.first + 30)).any(|at| use_at(tables, tokens, at, Use::DocumentHead).is_some())
        })
}

/// What the title of a page says.
#[derive(Clone, Copy, Debug)]
struct Titled {
    /// True for the title of a digest.
    is: bool,
    /// True if it names a week or a month as well.
    week: bool,
}

/// The items of a digest; `None` if the text is none.
fn digest(
    tables: &Tables,
    tokens: &Tokens,
    numbers: &[usize],
    body: &[Paragraph],
    titled: Titled,
    notes: &mut Vec<Note>,
) -> Option<Vec<Item>> {
    let lead = lead(tables, tokens, body);
    let certain = lead.as_ref().is_some_and(|lead| lead.certain);
    let Titled { is: titled, week } = Titled { is: titled.is || certain, week: titled.week || certain };
    if let Some(Lead { at, clauses, certain }) = lead {
        let heads = headlines_of(tokens, &clauses, &body[at + 1..]);
        if heads.len() >= 2 || certain && !heads.is_empty() {
            let after = &body[at + 1..];
            let taken: HashSet<usize> = heads.iter().map(|(_, clause)| *clause).collect();
            for (number, clause) in clauses.iter().enumerate().filter(|(i, _)| !taken.contains(i)) {
                let words = clause.1 + 1 - clause.0;
                if words > 2 {
                    let message = format!("clause {} of the lead paragraph has no item below", number + 1);
                    notes.push(Note { span: tokens.span(clause.0, clause.1), message });
                }
            }
            let mut heads: BTreeMap<usize, Option<Span>> =
                heads.iter().map(|&(p, c)| (p, Some(tokens.span(clauses[c].0, clauses[c].1)))).collect();
            // A lead may leave out some, or name them in words of its own.
            let strong = |at: usize| is_headline(tables, tokens, numbers, after, at);
            let left_out = (0..after.len()).filter(|&at| strong(at) && !heads.contains_key(&at)).count();
            let shaped = |at: usize| left_out >= 2 && has_headline_shape(tables, tokens, numbers, after, at);
            for at in (0..after.len()).filter(|&at| strong(at) || shaped(at)) {
                heads.entry(at).or_default();
            }
            let heads: Vec<(usize, Option<Span>)> = heads.into_iter().collect();
            return Some(items(tokens, after, &heads));
        }
    }
    let reports: Vec<usize> = (0..body.len()).filter(|&at| reports_paper(tables, tokens, numbers, &body[at])).collect();
    let entries = if titled { list::entries(tokens, numbers, body, &reports) } else { Vec::new() };
    let lists = [list::announced(tables, tokens, body), list::prefixed(tokens, body), entries];
    if let Some(heads) = lists.into_iter().find(|heads| !heads.is_empty()) {
        return Some(items(tokens, body, &plain(heads)));
    }
    let strong: Vec<usize> = (0..body.len()).filter(|&at| is_headline(tables, tokens, numbers, body, at)).collect();
    if strong.len() >= 2 || (titled && !strong.is_empty()) {
        // Where some headlines are certain, a paragraph of their shape between two sentences is one as well.
        let sure = titled && (week || strong.len() >= 2);
        let shaped = |at: usize| sure && has_headline_shape(tables, tokens, numbers, body, at);
        let heads: Vec<(usize, Option<Span>)> = (0..body.len())
            .filter(|&at| strong.binary_search(&at).is_ok() || shaped(at))
            .map(|at| (at, None))
            .collect();
        return Some(items(tokens, body, &heads));
    }
    if !titled || reports.len() < if week { 1 } else { 2 } {
        return None;
    }
    Some(items(tokens, body, &plain(list::alike(tables, tokens, body, &reports))))
}

/// Headlines that no clause of a lead announces.
fn plain(heads: Vec<usize>) -> Vec<(usize, Option<Span>)> {
    heads.into_iter().map(|at| (at, None)).collect()
}

/// The lead paragraph of a digest.
struct Lead {
    /// Where it stands.
    at: usize,
    /// Its clauses, as token ranges.
    clauses: Vec<(usize, usize)>,
    /// True if it says that it is one: "… là những thông tin chỉ đạo nổi bật của UBND tỉnh trong tuần."
    certain: bool,
}

/// The lead paragraph: headlines parted by `;`.
fn lead(tables: &Tables, tokens: &Tokens, body: &[Paragraph]) -> Option<Lead> {
    body.iter().enumerate().take(8).find_map(|(at, paragraph)| {
        let ends = (paragraph.first + 1..=paragraph.last).find(|&at| {
            use_at(tables, tokens, at, Use::LeadEnds)
                .is_some_and(|end| tells_of_week(tables, tokens, end, paragraph.last.min(end + LEAD_END)))
        });
        let last = ends.map_or(paragraph.last, |ends| ends - 1);
        let clauses = clauses(tokens, paragraph.first, last);
        let certain = ends.is_some() && !clauses.is_empty();
        (certain || clauses.len() >= CLAUSES).then_some(Lead { at, clauses, certain })
    })
}

/// The parts of a token range between `;`, without the full stops or the dots of an ellipsis at its end.
fn clauses(tokens: &Tokens, first: usize, last: usize) -> Vec<(usize, usize)> {
    let ends = |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ',' | '…')));
    let last = (first..=last).rev().find(|&at| !ends(at)).unwrap_or(last);
    let mut found = Vec::new();
    let mut from = first;
    for at in (first..=last).filter(|&at| tokens.get(at).is_some_and(|t| t.is_mark(';'))) {
        if at > from {
            found.push((from, at - 1));
        }
        from = at + 1;
    }
    if from <= last {
        found.push((from, last));
    }
    found
}

/// The paragraphs that are headlines announced by a clause of the lead: paragraph and clause.
fn headlines_of(tokens: &Tokens, clauses: &[(usize, usize)], body: &[Paragraph]) -> Vec<(usize, usize)> {
    let bags: Vec<FxHashSet<u64>> = clauses.iter().map(|c| words(tokens, c.0, c.1)).collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut taken: HashSet<usize> = HashSet::new();
    for (at, paragraph) in body.iter().enumerate() {
        let length = paragraph.last + 1 - paragraph.first;
        if length > HEADLINE || (ends_sentence(tokens, paragraph.last) && length > 40) {
            continue;
        }
        let bag = words(tokens, paragraph.first, paragraph.last);
        let best = bags
            .iter()
            .enumerate()
            .filter(|(i, _)| !taken.contains(i))
            .map(|(i, clause)| (i, alike(&bag, clause)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((clause, score)) = best
            && score >= 0.72
        {
            taken.insert(clause);
            found.push((at, clause));
        }
    }
    found
}

/// The words of a token range without regard to case, each by its hash.
fn words(tokens: &Tokens, first: usize, last: usize) -> FxHashSet<u64> {
    (first..=last)
        .filter(|&i| tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Mark(_))))
        .map(|i| {
            let mut hash = FxHasher::default();
            tokens.str(i).chars().flat_map(char::to_lowercase).for_each(|c| hash.write_u32(u32::from(c)));
            hash.finish()
        })
        .collect()
}

/// How much two sets of words share, 0 to 1; a set that holds the other whole counts nearly as the same.
fn alike(a: &FxHashSet<u64>, b: &FxHashSet<u64>) -> f64 {
    let shared = a.intersection(b).count() as f64;
    let union = (a.len() + b.len()) as f64 - shared;
    let smaller = a.len().min(b.len()) as f64;
    let contained = if smaller >= 5.0 { 0.9 * shared / smaller } else { 0.0 };
    if union == 0.0 { 0.0 } else { (shared / union).max(contained) }
}

/// True for a headline that no lead announces: short, no sentence, and taken up by the paragraph below.
fn is_headline(tables: &Tables, tokens: &Tokens, numbers: &[usize], body: &[Paragraph], at: usize) -> bool {
    let (head, Some(below)) = (&body[at], body.get(at + 1)) else { return false };
    let length = head.last + 1 - head.first;
    let first = content_start(tokens, head);
    let opens = tokens.get(first).is_some_and(|t| t.is_capital());
    let bullet = tokens.get(head.first).is_some_and(|t| t.is_dash() || matches!(t.kind, Kind::Mark('+' | '•' | '*')));
    if !(4..=HEADLINE).contains(&length) || !opens || bullet || ends_sentence(tokens, head.last) {
        return false;
    }
    if !ends_sentence(tokens, below.last) && below.last - below.first < 12 {
        return false;
    }
    if reports_paper(tables, tokens, numbers, head) {
        return false;
    }
    let upper = (first..=head.last)
        .filter(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word))
        .all(|i| tokens.get(i).is_some_and(|t| t.case == Case::Upper));
    let numbered = first > head.first;
    let bag = words(tokens, first, head.last);
    let taken_up = words(tokens, below.first, below.last.min(below.first + TAKEN_UP));
    let shared = bag.intersection(&taken_up).count() as f64 / bag.len().max(1) as f64;
    let reported = reports_paper(tables, tokens, numbers, below);
    let needed = if reported {
        0.3
    } else if upper || numbered {
        0.4
    } else {
        0.6
    };
    shared >= needed || (reported && (upper || numbered))
}

/// True for a short paragraph without an end that stands between sentences.
fn has_headline_shape(tables: &Tables, tokens: &Tokens, numbers: &[usize], body: &[Paragraph], at: usize) -> bool {
    let (head, Some(below)) = (&body[at], body.get(at + 1)) else { return false };
    let length = head.last + 1 - head.first;
    let first = content_start(tokens, head);
    let bullet = tokens
        .get(head.first)
        .is_some_and(|t| t.is_dash() || matches!(t.kind, Kind::Mark('+' | '•' | '*' | '“' | '"')));
    let opens = tokens.get(first).is_some_and(|t| t.is_capital());
    let ended = at == 0 || ends_sentence(tokens, body[at - 1].last);
    let goes_on = below.last - below.first >= 15 && ends_sentence(tokens, below.last);
    (4..=40).contains(&length)
        && opens
        && !bullet
        && ended
        && goes_on
        && !ends_sentence(tokens, head.last)
        && !reports_paper(tables, tokens, numbers, head)
}

/// The first token of a paragraph behind a number such as "1." or "II.".
fn content_start(tokens: &Tokens, paragraph: &Paragraph) -> usize {
    let marker = tokens.get(paragraph.first).is_some_and(|t| {
        t.kind == Kind::Number
            || (t.case == Case::Upper && tokens.str(paragraph.first).chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
    });
    let mark = tokens.get(paragraph.first + 1).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ')' | '/')));
    if marker && mark && paragraph.first + 2 <= paragraph.last { paragraph.first + 2 } else { paragraph.first }
}

/// Tokens at which a number with its day, or of a body of the province, begins, its type word included.
fn dated_numbers(tables: &Tables, tokens: &Tokens, numbers: &[Number]) -> Vec<usize> {
    numbers
        .iter()
        .filter_map(|number| {
            let last = tokens.at(number.span.end);
            let at = if tokens.get(last).is_some_and(|t| t.is_mark(',')) { last + 1 } else { last };
            let local = || number.rest.first().is_some_and(|s| tables.agencies.local_symbol(s).is_some());
            if date_at(tokens, at).is_none() && !local() {
                return None;
            }
            let first = tokens.at(number.span.start);
            let so = first.checked_sub(1).filter(|&i| crate::find::date::is(tokens, i, "số")).unwrap_or(first);
            let typed =
                so.checked_sub(1).and_then(|last| crate::tables::phrases::ends_at(&tables.type_words, tokens, last, 4));
            Some(typed.map_or(so, |(first, _)| first))
        })
        .collect()
}

/// True if a paragraph reports that a paper was issued: a number with its day, behind a word of issuing or
/// in brackets, in its first sentences.
fn reports_paper(tables: &Tables, tokens: &Tokens, numbers: &[usize], paragraph: &Paragraph) -> bool {
    let from = numbers.partition_point(|&at| at < paragraph.first);
    numbers[from..]
        .iter()
        .take_while(|&&at| at <= paragraph.last && at < paragraph.first + 220)
        .any(|&at| is_reported(tables, tokens, at))
}

/// True if the words left of a mention say that it was issued: "ban hành", "tại", "có", "(".
pub fn is_reported(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    let bracket = at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_mark('('));
    // "có văn bản số …" may be one phrase and hold the type of the paper.
    let issues = (1..=4)
        .any(|back| at >= back && use_at(tables, tokens, at - back, Use::Issues).is_some_and(|last| last + 1 >= at));
    bracket || issues
}

/// True for a headline that is the first sentence of what is told as well: it ends as one, or says which paper a body
/// issued ("Ngày 26/5/2015, UBND tỉnh ban hành Công văn số 703/UBND-TN …").
pub fn tells(tables: &Tables, tokens: &Tokens, headline: Span, papers: impl Iterator<Item = Span>) -> bool {
    let last = tokens.at(headline.end).saturating_sub(1);
    let stop = tokens.get(last).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ':')));
    let issued = |paper: Span| {
        let at = tokens.at(paper.start);
        let quoted = at > 0 && use_at(tables, tokens, at - 1, Use::Quotes).is_some();
        let issues = (1..=4).any(|back| at >= back && use_at(tables, tokens, at - back, Use::Issues) == Some(at - 1));
        let dated = use_at(tables, tokens, tokens.at(headline.start), Use::Day).is_some();
        headline.contains(paper) && dated && issues && !quoted
    };
    stop || { papers }.any(issued)
}

/// Items between headlines. The last ends where the text does.
fn items(tokens: &Tokens, body: &[Paragraph], heads: &[(usize, Option<Span>)]) -> Vec<Item> {
    let mut found = Vec::new();
    for (number, (head, clause)) in heads.iter().enumerate() {
        let next = heads.get(number + 1).map_or(body.len(), |(at, _)| *at);
        let mut end = next.saturating_sub(1).max(*head);
        // What heads the entries behind stands before them.
        while number + 1 < heads.len() && end > *head && list::is_section(tokens, &body[end]) {
            end -= 1;
        }
        // Who wrote the page stands below it, on a line that is no sentence.
        while number + 1 == heads.len() && end > head + 1 && is_byline(tokens, &body[end]) {
            end -= 1;
        }
        let last = &body[end];
        let headline = body[*head].span;
        found.push(item(Span::new(headline.start, last.span.end), headline, *clause));
    }
    found
}

/// An item without its subject.
fn item(span: Span, headline: Span, clause: Option<Span>) -> Item {
    Item { span, headline, clause, reported_by: None, subject: None, date: None, signer: None }
}

/// The one item of a page that reports one paper: from its headline to the last sentence. `start` is the first paragraph
/// behind the page's title.
fn told(tables: &Tables, tokens: &Tokens, paragraphs: &[Paragraph], start: usize) -> Item {
    let below = paragraphs.get(start..).filter(|below| !below.is_empty()).unwrap_or(paragraphs);
    let below = match below {
        [place, rest @ ..] if !rest.is_empty() && is_place(tables, tokens, place) => rest,
        // Below the name of a site's body stands the day of the visit, which was left out.
        [body, rest @ ..]
            if rest.first().is_some_and(|next| body.last + 1 < next.first) && is_body(tables, tokens, body) =>
        {
            rest
        }
        all => all,
    };
    let kept = without_bylines(tables, tokens, below);
    let whole = single(tokens, kept);
    let start = kept.first().map_or(whole.span.start, |p| p.span.start);
    let end = kept.last().map_or(whole.span.end, |p| p.span.end);
    Item { span: Span::new(start, end), ..whole }
}

/// The one item of a single document: from the first character to the last, headed by its first paragraph. Marks alone
/// above and below ("**", "-----") are its own.
fn single(tokens: &Tokens, paragraphs: &[Paragraph]) -> Item {
    let first = paragraphs.first().map_or(Span::default(), |p| p.span);
    let last = paragraphs.last().map_or(first, |p| p.span);
    let content = &tokens.text.content;
    let wordless = |text: &str| !text.contains(char::is_alphanumeric);
    let (above, below) = content.split_at_checked(first.start).unwrap_or((content, ""));
    let start = if wordless(above) { content.len() - content.trim_start().len() } else { first.start };
    let below = below.get(last.end.saturating_sub(first.start)..).unwrap_or_default();
    let end = if wordless(below) { content.trim_end().len() } else { last.end };
    item(Span::new(start.min(first.start), end.max(last.end)), first, None)
}
