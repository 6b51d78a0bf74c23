//! What a page has around its text: menus, counters, captions, the day on which it was posted, who wrote it, lists of
//! other news. None of it belongs to an item.

use super::{Paragraph, ends_sentence, last_date};
use crate::find::date::date_at;
use crate::find::{first_use, use_at};
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Token, Tokens};
use chrono::NaiveDate;

/// Paragraphs in which the lines above the text stand.
const HEAD: usize = 12;
/// Tokens of a banner, at most: "Chào mừng đến trang thông tin … - Địa chỉ: … - Điện thoại: …".
const BANNER: usize = 80;
/// Days, at most, between a page and the papers of its time.
const YEAR: i64 = 400;

/// Paragraphs without furniture: counters, captions, menus at the top, lists of other news at the end.
pub(super) fn main_text(
    tables: &Tables,
    tokens: &Tokens,
    numbers: &[usize],
    paragraphs: Vec<Paragraph>,
) -> Vec<Paragraph> {
    let mut kept = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let length = paragraph.last + 1 - paragraph.first;
        let ends = use_at(tables, tokens, paragraph.first, Use::PageEnd);
        if ends.is_some_and(|last| paragraph.last <= last + 3 || is_label(tokens, last)) && at > 0 {
            break;
        }
        let around = around(tables, tokens, paragraph.first, paragraph.last);
        // A headline may be printed twice.
        let again = at > 0 && length > 3 && tokens.words(paragraphs[at - 1].span) == tokens.words(paragraph.span);
        let furniture =
            around.is_some_and(|dated| at < HEAD || !dated) || again || is_furniture(tables, tokens, paragraph, length);
        // "(Nguồn: Công văn số 830/UBND-KT)" says which paper is told of.
        if !furniture || is_source(tables, tokens, numbers, paragraph) {
            kept.push(*paragraph);
        }
    }
    kept
}

/// The day in the lines above the text that say when the page was posted: "Thứ Hai, 16/09/2024". Where there are
/// several the first counts: a site may show today's as well. None where the text tells of another time: a page that
/// moved to a new site is of the day on which it moved.
pub(super) fn posted(tables: &Tables, tokens: &Tokens, paragraphs: &[Paragraph]) -> Option<NaiveDate> {
    let above = || paragraphs.iter().take(HEAD);
    let labelled = |p: &&Paragraph| use_at(tables, tokens, p.first, Use::Furniture).is_some();
    let stamps = above().filter(|p| p.last - p.first < 40 && labelled(p) || is_stamp(tables, tokens, p.first, p.last));
    let day = stamps.filter_map(|p| last_date(tokens, p)).min()?;
    let stamp = |p: &Paragraph| is_stamp(tables, tokens, p.first, p.last);
    let told = paragraphs.iter().filter(|p| !stamp(p)).flat_map(|p| p.first..=p.last);
    let mut days = told.filter_map(|at| date_at(tokens, at)).map(|(_, date)| (date - day).num_days().abs()).peekable();
    (days.peek().is_none() || days.any(|days| days < YEAR)).then_some(day)
}

/// True for a line that says no more than when a page was posted: "Cập nhật lúc 07:59, Thứ Tư, 15/11/2017 (GMT+7)".
pub(super) fn is_stamp(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> bool {
    around(tables, tokens, first, last) == Some(true)
}

/// Whether a line holds a date, if all its words are such as stand around a text: "Print Send mail", "Thứ Hai,
/// 24/01/2022".
fn around(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> Option<bool> {
    if last - first > 24 {
        return None;
    }
    let (mut at, mut dated) = (first, false);
    while at <= last {
        if let Some((end, _)) = date_at(tokens, at) {
            (at, dated) = (end + 1, true);
        } else if let Some((_, end)) = first_use(tables, tokens, at, &[Use::Stamp, Use::Furniture]) {
            at = end + 1;
        } else if tokens.get(at).is_some_and(|t| t.kind == Kind::Word) {
            return None;
        } else {
            at += 1;
        }
    }
    Some(dated)
}

/// True for a line that says from which paper the page has what it tells.
fn is_source(tables: &Tables, tokens: &Tokens, numbers: &[usize], paragraph: &Paragraph) -> bool {
    let at = numbers.partition_point(|&at| at < paragraph.first);
    numbers.get(at).is_some_and(|&at| at <= paragraph.last)
        && (paragraph.first..paragraph.last).any(|at| use_at(tables, tokens, at, Use::Source).is_some())
}

/// True for a paragraph that is no part of the text.
fn is_furniture(tables: &Tables, tokens: &Tokens, paragraph: &Paragraph, length: usize) -> bool {
    let words =
        (paragraph.first..=paragraph.last).filter(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word)).count();
    if words == 0 {
        return true;
    }
    let whole = |last: usize| last + 1 >= paragraph.last;
    let label = |last: usize| is_label(tokens, last);
    // "[Ảnh: …]", "(Toàn văn các văn bản …)"
    let bracket = tokens.get(paragraph.first).is_some_and(|t| matches!(t.kind, Kind::Mark('(' | '[')));
    let dash = tokens.get(paragraph.first).is_some_and(Token::is_dash);
    let first = if bracket || dash { paragraph.first + 1 } else { paragraph.first };
    if bracket
        && tokens.get(paragraph.last).is_some_and(|t| matches!(t.kind, Kind::Mark(')' | ']')))
        && use_at(tables, tokens, first, Use::Furniture).is_some()
    {
        return true;
    }
    use_at(tables, tokens, first, Use::Furniture).is_some_and(|last| {
        let short = length <= 40 && !ends_sentence(tokens, paragraph.last);
        let pointer = length <= 25 && last > paragraph.first;
        // "Quyết tâm thực hiện thắng lợi Nghị quyết Đại hội …": a banner.
        let pointer =
            pointer || (length <= BANNER && last >= paragraph.first + 5 && !ends_sentence(tokens, paragraph.last));
        // "- Đã xem: 128", and no bullet of the text.
        (whole(last) || (short && label(last))) || !dash && (pointer || date_line(tokens, last))
    })
}

/// True if words that end at a token are a label: "Ý kiến bạn đọc (0)", "Lượt xem:".
fn is_label(tokens: &Tokens, last: usize) -> bool {
    tokens.get(last + 1).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | '|' | '(' | '-' | '>')))
}

/// True if what follows a weekday is a date: "Thứ Hai, 10/07/2023 - 08:30".
fn date_line(tokens: &Tokens, last: usize) -> bool {
    (last + 1..last + 4).any(|at| date_at(tokens, at).is_some())
}

/// Paragraphs without the names of those who wrote the page and its source, which stand below its last sentence.
pub(super) fn without_bylines<'p>(tables: &Tables, tokens: &Tokens, paragraphs: &'p [Paragraph]) -> &'p [Paragraph] {
    let below = |at: usize| {
        let paragraph = &paragraphs[at];
        // Below a line that was left out ("Xem chi tiết tại đây") any short line is furniture as well.
        let apart = at > 0 && paragraphs[at - 1].last + 1 < paragraph.first && is_byline(tokens, paragraph);
        apart || is_name(tokens, paragraph) || is_credit(tables, tokens, paragraph)
    };
    let names = (1..paragraphs.len()).rev().take_while(|&at| below(at)).count();
    let kept = &paragraphs[..paragraphs.len() - names];
    // Only a sentence ends what is told: below a heading the line may be of the text itself.
    if kept.last().is_some_and(|p| ends_sentence(tokens, p.last)) { kept } else { paragraphs }
}

/// True for a line that credits the source: "Nguồn: Công văn số 830/UBND-KT", "Hoàng Hà - Nguồn CV số 830/UBND-KT".
fn is_credit(tables: &Tables, tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let opens = |at: usize| at == paragraph.first || tokens.get(at - 1).is_some_and(|t| t.is_dash());
    let credits = |at: usize| {
        use_at(tables, tokens, at, Use::Source).is_some() && use_at(tables, tokens, at, Use::Furniture).is_some()
    };
    !ends_sentence(tokens, paragraph.last)
        && (paragraph.first..paragraph.last.min(paragraph.first + 8)).any(|at| opens(at) && credits(at))
}

/// True for a line that names nothing but a province, as sites of many bodies have it above a notice.
pub(super) fn is_place(tables: &Tables, tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let name = tables.agencies.province_names.longest(tokens, paragraph.first);
    name.is_some_and(|hit| hit.last == paragraph.last)
}

/// True for a short line of capitalised words and nothing else: "Hoàng Hà", "PV", "V.N", "Lệ Xuân, Thanh Sáng".
fn is_name(tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let part = |at: usize| {
        let mark = |t: &Token| matches!(t.kind, Kind::Mark('.' | ',' | '-' | '–' | '&' | '•'));
        tokens.get(at).is_some_and(|t| t.is_capital() || mark(t))
    };
    // "Chithi06.pdf"
    let word = (paragraph.first + 1..=paragraph.last).all(|at| tokens.get(at).is_some_and(|t| t.glued));
    let words = (paragraph.first..=paragraph.last).filter(|&at| tokens.get(at).is_some_and(|t| t.is_capital()));
    (1..=6).contains(&words.count())
        && (word || (paragraph.first..=paragraph.last).all(part))
        && !ends_sentence(tokens, paragraph.last)
}

/// True for a short line without an end: "Trung tâm Báo chí Thành phố", "Hoàng Hà".
pub(super) fn is_byline(tokens: &Tokens, paragraph: &Paragraph) -> bool {
    paragraph.last - paragraph.first < 10 && !ends_sentence(tokens, paragraph.last) && {
        // "Hồng Phong (tổng hợp)", "0 bình luận"
        tokens.get(paragraph.first).is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Number))
    }
}
