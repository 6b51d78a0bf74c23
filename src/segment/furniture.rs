//! What a page has around its text: menus, counters, captions, the day on which it was posted, who wrote it, lists of
//! other news. None of it belongs to an item.

use super::{Paragraph, content_start, ends_sentence, last_date};
use crate::find::agency::body_at;
use crate::find::date::{date_at, is};
use crate::find::{first_use, use_at};
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Token, Tokens};
use chrono::NaiveDate;

/// Paragraphs in which the lines above the text stand.
const HEAD: usize = 12;
/// Tokens of a banner, at most: "Chào mừng đến trang thông tin … - Địa chỉ: … - Điện thoại: …".
const BANNER: usize = 80;
/// Tokens of a line that stands there twice, at most.
const TWICE: usize = 12;
/// Words of the name before the hour at which a page was posted, at most.
const NAME: usize = 4;
/// Tokens of a line that points at the whole text, at most.
const POINTER: usize = 25;
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
    let mut dropped = false;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let length = paragraph.last + 1 - paragraph.first;
        let ends = use_at(tables, tokens, paragraph.first, Use::PageEnd);
        if ends.is_some_and(|last| paragraph.last <= last + 3 || is_label(tokens, last)) && at > 0 {
            break;
        }
        let around = around(tables, tokens, paragraph.first, paragraph.last);
        // A headline may be printed twice.
        let again = at > 0 && length > 3 && tokens.words(paragraphs[at - 1].span) == tokens.words(paragraph.span);
        let named = is_rubric(tables, tokens, paragraph) || at < HEAD && is_ticker(tokens, numbers, paragraph);
        // "Đang truy cập: 4", and below it "Tất cả: 5120".
        let counter = dropped && at >= 2 && is_counter(tokens, paragraph);
        let furniture = named
            || counter
            || around.is_some_and(|dated| at < HEAD || !dated)
            || again
            || is_furniture(tables, tokens, paragraph, length);
        // "(Nguồn: Công văn số 830/UBND-KT)" says which paper is told of.
        dropped = furniture && !is_source(tables, tokens, numbers, paragraph);
        if !dropped {
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

/// The hour behind the name of who posted a page: "Hoàng Hà 10:15 12/5/2023"; the token itself where there is none.
fn behind_name(tokens: &Tokens, first: usize) -> usize {
    let name = (first..first + NAME).take_while(|&at| tokens.get(at).is_some_and(|t| t.case == Case::Title)).count();
    let hour = first + name;
    let colon = tokens.get(hour + 1).is_some_and(|t| t.glued && t.is_mark(':'));
    let timed = tokens.number(hour).is_some() && colon && tokens.number(hour + 2).is_some();
    if name >= 2 && timed { hour } else { first }
}

/// Whether a line holds a date, if all its words are such as stand around a text: "Print Send mail", "Thứ Hai,
/// 24/01/2022".
fn around(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> Option<bool> {
    if last - first > 24 {
        return None;
    }
    let (mut at, mut dated) = (behind_name(tokens, first), false);
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

/// True for a line that names a part of the site and says nothing else: "I. VĂN BẢN MỚI BAN HÀNH", "Hoạt động địa
/// phương", or any words that stand there twice ("Thông tin nội bộ Thông tin nội bộ").
fn is_rubric(tables: &Tables, tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let length = paragraph.last + 1 - paragraph.first;
    let half = length / 2;
    let word = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Word);
    let twice = (4..=TWICE).contains(&length)
        && length.is_multiple_of(2)
        && (paragraph.first..paragraph.first + half).all(|at| word(at) && tokens.str(at) == tokens.str(at + half));
    twice || use_at(tables, tokens, content_start(tokens, paragraph), Use::Rubric) == Some(paragraph.last)
}

/// True for a line of headings of other news: "DÒNG SỰ KIỆN * SEA GAMES 31 * GIÁ VÀNG * BẦU CỬ".
fn is_ticker(tokens: &Tokens, numbers: &[usize], paragraph: &Paragraph) -> bool {
    let star = |at: &usize| tokens.get(*at).is_some_and(|t| matches!(t.kind, Kind::Mark('*' | '|')));
    let names =
        numbers.partition_point(|&at| at < paragraph.first) < numbers.partition_point(|&at| at <= paragraph.last);
    !names && !ends_sentence(tokens, paragraph.last) && (paragraph.first + 1..paragraph.last).filter(star).count() >= 3
}

/// True for a short label and its number: "Tất cả: 5120".
fn is_counter(tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let colon = paragraph.last.saturating_sub(1);
    let label = paragraph.first..colon;
    (1..=4).contains(&label.len())
        && label.clone().all(|at| tokens.get(at).is_some_and(|t| t.kind == Kind::Word))
        && tokens.get(colon).is_some_and(|t| t.is_mark(':'))
        && tokens.number(paragraph.last).is_some()
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
    // "Xem chi tiết Kế hoạch số 45/KH-UBND tại đây."
    let length = paragraph.last + 1 - paragraph.first;
    let here = (paragraph.last.saturating_sub(1)..=paragraph.last).any(|at| is(tokens, at, "đây"));
    let pointer = |last: usize| here && last > paragraph.first && length <= POINTER;
    let whole = credits(paragraph.first) && use_at(tables, tokens, paragraph.first, Use::Source).is_some_and(pointer);
    whole
        || !ends_sentence(tokens, paragraph.last)
            && (paragraph.first..paragraph.last.min(paragraph.first + 8)).any(|at| opens(at) && credits(at))
}

/// True for a line that names nothing but a province, as sites of many bodies have it above a notice.
pub(super) fn is_place(tables: &Tables, tokens: &Tokens, paragraph: &Paragraph) -> bool {
    let name = tables.agencies.province_names.longest(tokens, paragraph.first);
    name.is_some_and(|hit| hit.last == paragraph.last)
}

/// True for a line that names nothing but a body, as the head of its site: "Ủy ban nhân dân tỉnh".
pub(super) fn is_body(tables: &Tables, tokens: &Tokens, paragraph: &Paragraph) -> bool {
    // The line below may be taken for the name of the place: "Ủy ban nhân dân tỉnh⏎Thứ sáu".
    body_at(tables, tokens, paragraph.first).is_some_and(|body| body.last >= paragraph.last)
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
