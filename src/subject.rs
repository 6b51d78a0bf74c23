//! Items + Mentions → which paper each item of a digest reports, of what day, and who gave the order. An item
//! that reports none (a meeting) stays without.

mod older;

use crate::find::agency::body_at;
use crate::find::date::{date_at, is_word, yearless_at};
use crate::find::{has_use, is_issued, number, use_at};
use crate::model::{Cited, Form, Item, Mention, Span, Value, mentions_in, spans_in};
use crate::segment::{is_reported, tells};
use crate::sentence::{sentence_end, sentence_start};
use crate::tables::agencies::{OFFICE, SUPREME};
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Tokens};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// Paragraphs below the headline in which the paper may be named.
const REACH: usize = 3;
/// Lines at the end of an item in which its source may be named.
const LAST: usize = 2;
/// Tokens behind the source, at most: "của UBND tỉnh Lạng Sơn).".
const CLOSING: usize = 10;
/// Words that name the source, at most: "Chi tiết xem tại".
const SOURCE: usize = 5;
/// Bytes from where an item may first name its paper, which are its first sentences.
const EARLY: usize = 500;
/// Days in which a paper follows the last one that it names, where only that one tells its year.
const SOON: i64 = 45;
/// Points that a mention needs to be the paper reported.
const ENOUGH: i32 = 3;

/// The days that a page is of.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The last day of the digest: its papers are of the weeks before.
    pub until: Option<NaiveDate>,
    /// The day on which the page was posted, which gives a day its year.
    pub posted: Option<NaiveDate>,
}

/// Names the paper of each item.
pub fn subjects(
    tables: &Tables,
    tokens: &Tokens,
    items: &mut [Item],
    paragraphs: &[Span],
    mentions: &mut [Mention],
    days: Days,
) {
    let Days { until, posted } = days;
    let near_day = until.or(posted);
    issued_on_day(tables, tokens, mentions);
    let starts: Vec<usize> = items.iter().map(|item| item.span.start).collect();
    for (number, item) in items.iter_mut().enumerate() {
        let body: Vec<Span> = spans_in(paragraphs, item.span).iter().copied().filter(|p| *p != item.headline).collect();
        // "2. Thực hiện các nội dung tại Công văn …": what is counted are the tasks, and what they name is older.
        let tasks =
            body.iter().skip(1).position(|p| is_counted(tokens, tokens.at(p.start))).map_or(body.len(), |at| at + 1);
        let reach = match body.get(..REACH.min(tasks)).and_then(<[Span]>::last) {
            Some(last) => Span::new(body[0].start, last.end),
            // An item of one paragraph reports its paper there.
            None => item.headline,
        };
        // Where no headline stands apart, the first sentence reports.
        let papers = mentions_in(mentions, item.headline).1.iter().filter(|m| m.cited().is_some()).map(|m| m.span);
        let reach = if tells(tables, tokens, item.headline, papers.clone())
            || papers.clone().any(|paper| closes(tables, tokens, paper, item.headline))
        {
            Span::new(item.headline.start, reach.end)
        } else {
            reach
        };
        let (from, near) = mentions_in(mentions, reach);
        let named = near.iter().filter_map(|m| m.cited()?.date).max();
        let best = near
            .iter()
            .enumerate()
            .filter_map(|(at, m)| Some((from + at, m, m.cited()?)))
            .filter(|(_, m, c)| {
                reach.contains(m.span) && is_numbered(tables, tokens, m.span, c) && !c.kind.is_statute()
            })
            .map(|(at, m, c)| {
                let date = c.date.or_else(|| date_near(tokens, mentions, m.span, near_day, named));
                (at, points(tables, tokens, mentions, m.span, c, date, reach, until))
            })
            .filter(|(_, points)| *points >= ENOUGH)
            .max_by_key(|(at, points)| (*points, std::cmp::Reverse(*at)));
        // The source may stand below the item, with the name of who wrote it.
        let end = starts.get(number + 1).copied().unwrap_or(usize::MAX);
        let to_end = Span::new(item.span.start, end);
        let told_at_end = || source(tables, tokens, spans_in(paragraphs, to_end), mentions);
        let Some(at) = best.map(|(at, _)| at).or_else(told_at_end) else { continue };
        item.reported_by = Some(at);
        item.date = dated(tokens, mentions, at, until, near_day, named);
        let first = tokens.at(mentions[at].span.start);
        if let Value::Document(cited) = &mut mentions[at].value
            && cited.form == Form::ShortNumber
            && cited.issuer.is_none()
        {
            cited.issuer = issuing_body(tables, tokens, first);
        }
        let holds = |p: &&Span| p.contains(mentions[at].span);
        let paragraph = spans_in(paragraphs, item.span).iter().find(holds).copied().unwrap_or(item.span);
        item.signer =
            signer(tokens, mentions, at, paragraph, body.first().copied().filter(|p| p.start > paragraph.start));
    }
}

/// Dates the papers that a body is said to issue on the day which opens the sentence: "Ngày 14/5/2021, UBND tỉnh có Thông báo
/// số 77/TB-UBND".
fn issued_on_day(tables: &Tables, tokens: &Tokens, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let span = mentions[at].span;
        let open = mentions[at].cited().is_some_and(|c| c.form == Form::Number && c.year.is_none());
        if !open || !is_issued(tables, tokens, tokens.at(span.start)) {
            continue;
        }
        let first = tokens.at(span.start);
        let start = sentence_start(tokens, first, first.saturating_sub(60));
        // The word may begin a paragraph.
        let Some((last, date)) = date_at(tokens, start + 1).filter(|_| is_word(tokens, start, "ngày")) else {
            continue;
        };
        let between = mentions_in(mentions, Span::new(tokens.span(last, last).end, span.start)).1;
        if between.iter().any(|m| m.span.start < span.start && m.cited().is_some()) {
            continue;
        }
        if let Value::Document(cited) = &mut mentions[at].value {
            (cited.date, cited.year) = (Some(date), Some(date.year()));
        }
    }
}

/// True for a paper by its full number, or by that of a newspaper where a body is said to issue it: "UBND tỉnh có văn bản số
/// 1441 yêu cầu …".
fn is_numbered(tables: &Tables, tokens: &Tokens, span: Span, cited: &Cited) -> bool {
    cited.form == Form::Number || cited.form == Form::ShortNumber && is_issued(tables, tokens, tokens.at(span.start))
}

/// True for a paragraph that begins with its number: "2. ", "3) ".
fn is_counted(tokens: &Tokens, first: usize) -> bool {
    let number = tokens.get(first).is_some_and(|t| t.kind == Kind::Number);
    number
        && tokens.get(first + 1).is_some_and(|t| t.glued && (t.is_mark('.') || t.is_mark(')')))
        && tokens.get(first + 2).is_some_and(|t| t.kind == Kind::Word)
}

/// Who gave the order: the person named in the paragraph that names the paper, before any other paper behind it. Below a
/// headline with its paper in brackets it may be who speaks: "…, đồng chí Lý Văn An, Phó Chủ tịch UBND tỉnh có ý kiến
/// như sau:".
fn signer(tokens: &Tokens, mentions: &[Mention], at: usize, paragraph: Span, below: Option<Span>) -> Option<String> {
    let person = |m: &Mention| match &m.value {
        Value::Person { name, .. } => Some(name.clone()),
        _ => None,
    };
    let own = mentions[at].span;
    let other = mentions[at..].iter().find(|m| m.span.start >= own.end && m.cited().is_some()).map(|m| m.span.start);
    let told = |m: &&Mention| other.is_none_or(|other| m.span.start < other);
    let named = mentions_in(mentions, paragraph).1.iter().filter(told).find_map(person);
    named.or_else(|| {
        let below = below.filter(|p| tokens.get(tokens.at(p.end).saturating_sub(1)).is_some_and(|t| t.is_mark(':')))?;
        let last = mentions_in(mentions, below).1.iter().rev();
        last.clone().find_map(person)
    })
}

/// True for a paper of the province in brackets that close a headline: "… (Công văn số 3591/VP-KTN, ngày 24/10/2017)".
fn closes(tables: &Tables, tokens: &Tokens, paper: Span, headline: Span) -> bool {
    let (first, next) = (tokens.at(paper.start), tokens.at(paper.end));
    let mark = |at: usize, c: char| tokens.get(at).is_some_and(|t| t.is_mark(c));
    let (_, symbols) = number::symbol(tables, tokens.text.slice(paper));
    let local = symbols.first().is_some_and(|symbol| tables.agencies.local_symbol(symbol).is_some());
    local && first > 0 && mark(first - 1, '(') && mark(next, ')') && next + 1 == tokens.at(headline.end)
}

/// The paper that the last lines of an item name as the one from which they have what they tell: "(Theo Công văn số
/// 830/UBND-KT, ngày 03/7/2023)", "Nguồn: Công văn số 830/UBND-KT". The line ends with it.
fn source(tables: &Tables, tokens: &Tokens, paragraphs: &[Span], mentions: &[Mention]) -> Option<usize> {
    paragraphs.iter().rev().take(LAST).find_map(|paragraph| {
        let (from, near) = mentions_in(mentions, *paragraph);
        let end = tokens.at(paragraph.end);
        near.iter().enumerate().find_map(|(at, m)| {
            m.cited().filter(|c| c.form == Form::Number && !c.kind.is_statute())?;
            let (first, next) = (tokens.at(m.span.start), tokens.at(m.span.end));
            let closes = end.saturating_sub(next) <= CLOSING;
            (closes && is_source(tables, tokens, first, tokens.at(paragraph.start))).then_some(from + at)
        })
    })
}

/// True for a paper right behind a word that names the source, which opens the line, a bracket or what stands behind
/// the author's name.
fn is_source(tables: &Tables, tokens: &Tokens, at: usize, line: usize) -> bool {
    let mark = |at: usize, marks: &[char]| tokens.get(at).is_some_and(|t| marks.iter().any(|&c| t.is_mark(c)));
    let before = at.checked_sub(1).filter(|&last| mark(last, &[':'])).unwrap_or(at);
    (line..before).rev().take(SOURCE).any(|from| {
        // "… giai đoạn 2017 - 2021 (theo Quyết định số …)": a bracket within a sentence is of what goes before it.
        let apart = from == line || tokens.get(from).is_some_and(|t| t.is_capital());
        let opens =
            from == line || (mark(from - 1, &['(']) && (from == line + 1 || apart)) || mark(from - 1, &['-', '–']);
        opens && use_at(tables, tokens, from, Use::Source).is_some_and(|last| last + 1 == before)
    })
}

/// The day of the paper that an item reports. Where no day stands beside its number, the one that opens the
/// sentence ("Ngày 05/8/2024, UBND tỉnh ban hành …") or that it was signed on; the mention then knows its year
/// as well. A digest reports papers of its own time, so that their year is known without any day.
fn dated(
    tokens: &Tokens,
    mentions: &mut [Mention],
    at: usize,
    until: Option<NaiveDate>,
    near_day: Option<NaiveDate>,
    named: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let around = date_near(tokens, mentions, mentions[at].span, near_day, named);
    let Value::Document(cited) = &mut mentions[at].value else { return None };
    let date = cited.date.or(around);
    if cited.year.is_none_or(|year| date.is_some_and(|d| d.year() == year)) {
        cited.date = date;
    }
    cited.year = cited.year.or(date.or(until).map(|d| d.year()));
    cited.date
}

/// The day in the sentence of a mention. Where the page has no day of its own, one without its year is that of the papers
/// which the item names, if it follows the last of them soon: "Ngày 12/5, … xét đề nghị tại Văn bản số … ngày 09/5/2022".
fn date_near(
    tokens: &Tokens,
    mentions: &[Mention],
    span: Span,
    near_day: Option<NaiveDate>,
    named: Option<NaiveDate>,
) -> Option<NaiveDate> {
    date_around(tokens, mentions, span, near_day).or_else(|| {
        let named = named.filter(|_| near_day.is_none())?;
        let soon = named.checked_add_signed(TimeDelta::days(SOON))?;
        date_around(tokens, mentions, span, Some(soon)).filter(|date| *date >= named && *date <= soon)
    })
}

/// The body that is said to issue a paper, right before it: "UBND thành phố Hà Nội ban hành Công văn số 916".
fn issuing_body(tables: &Tables, tokens: &Tokens, at: usize) -> Option<String> {
    let start = sentence_start(tokens, at, at.saturating_sub(24));
    let plain = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Word || t.is_mark(')'));
    let body = (start..at)
        .filter_map(|first| body_at(tables, tokens, first))
        .find(|body| body.last < at && (body.last + 1..at).all(plain) && body.body.id.is_some())?;
    body.held.or(body.body.id)
}

/// The day in the sentence of a mention: "Ngày …," at its start, else "ký ngày …" behind the mention.
fn date_around(tokens: &Tokens, mentions: &[Mention], span: Span, until: Option<NaiveDate>) -> Option<NaiveDate> {
    // Behind the word "ngày", which may begin a paragraph.
    let dated = |at: usize| {
        date_at(tokens, at + 1).or_else(|| {
            let (last, date) = yearless_at(tokens, at + 1, until)?;
            Some((last, date?))
        })
    };
    let first = tokens.at(span.start);
    let start = sentence_start(tokens, first, first.saturating_sub(60));
    if let Some(date) = day_alone(tokens, start) {
        return Some(date);
    }
    // The day of a paper named before is that paper's: "Thực hiện Công điện số 80/CĐ-TTg ngày 01/6/2025, UBND tỉnh …".
    let named = mentions_in(mentions, Span::new(tokens.span(start, start).start, span.start)).1;
    let taken = |date: NaiveDate| named.iter().any(|m| m.cited().is_some_and(|c| c.date == Some(date)));
    let before = (start..first).filter(|&at| is_word(tokens, at, "ngày")).filter_map(dated);
    let before = before.filter(|(_, date)| !taken(*date));
    // "Ngày 13/4, UBND thành phố ban hành …", "ngày 07/01 UBND tỉnh có …"
    let mut before = before.filter(|(last, _)| tokens.get(last + 1).is_some_and(|t| t.is_mark(',') || t.is_capital()));
    if let Some((_, date)) = before.next_back() {
        return Some(date);
    }
    let last = tokens.at(span.end).saturating_sub(1);
    let end = sentence_end(tokens, last, last + 40);
    let signed = (last + 1..end).find(|&at| is_word(tokens, at, "ngày") && is_word(tokens, at - 1, "ký"))?;
    dated(signed).map(|(_, date)| date)
}

/// The day that stands alone before a sentence of the same paragraph, a full stop behind it for a comma: "Ngày
/// 29/7/2020. Chủ tịch UBND tỉnh ban hành …".
fn day_alone(tokens: &Tokens, start: usize) -> Option<NaiveDate> {
    let last = start.checked_sub(2)?;
    let first = sentence_start(tokens, last, last.saturating_sub(8));
    if tokens.paragraph_starts(start) || !is_word(tokens, first, "ngày") {
        return None;
    }
    date_at(tokens, first + 1).filter(|(end, _)| *end == last).map(|(_, date)| date)
}

/// True for a paper that its own body is said to issue, right before it: "Bộ Y tế vừa có Công văn số 4847/BYT-DP". The
/// Office of the Government writes what the Prime Minister decides.
fn is_issued_by(tables: &Tables, tokens: &Tokens, at: usize, issuer: &str) -> bool {
    let start = sentence_start(tokens, at, at.saturating_sub(24));
    let plain = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Word);
    let own = |id: &str| id == issuer || issuer == OFFICE && SUPREME.contains(&id);
    (start..at).any(|first| {
        let body = body_at(tables, tokens, first).filter(|body| body.last < at);
        let whose = first > start && has_use(tables, tokens, first - 1, Use::Of);
        !whose
            && body.is_some_and(|body| {
                body.body.id.as_deref().is_some_and(own)
                    && (body.last + 1..at).all(|i| plain(i) && !has_use(tables, tokens, i, Use::Quotes))
            })
    })
}

/// How much speaks for a mention being the paper that the item reports.
#[allow(clippy::too_many_arguments, reason = "each speaks for or against")]
fn points(
    tables: &Tables,
    tokens: &Tokens,
    mentions: &[Mention],
    span: Span,
    cited: &Cited,
    date: Option<NaiveDate>,
    reach: Span,
    until: Option<NaiveDate>,
) -> i32 {
    let at = tokens.at(span.start);
    let mut points = 0;
    if at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_mark('(')) {
        points += 4;
    } else if is_reported(tables, tokens, at) && !older::is_measure(tables, tokens, at) {
        points += 3;
    }
    if date.is_some() {
        points += 1;
    }
    let symbol = number::symbol(tables, &cited.name);
    if let Some(issuer) = symbol.1.first() {
        if let Some(row) = tables.agencies.national_symbol(issuer, cited.date) {
            points -= if is_issued_by(tables, tokens, at, &row.id) { 1 } else { 2 };
            points -= if older::is_order_carried_out(tables, tokens, at, &row.id) { 4 } else { 0 };
        } else if let Some(row) = tables.agencies.local_symbol(issuer) {
            points += 2;
            points -= if older::is_order_carried_out(tables, tokens, at, &row.id) { 4 } else { 0 };
        }
    }
    if let (Some(date), Some(until)) = (date, until) {
        let days = (until - date).num_days();
        points += if (-1..=45).contains(&days) { 2 } else { -2 };
    }
    // The paper stands early: in the first sentences of the item.
    if span.start < reach.start + EARLY {
        points += 1;
    }
    let spoken = symbol.1.first().and_then(|issuer| tables.agencies.local_symbol(issuer));
    if spoken.is_some_and(|row| older::is_spoken(tables, tokens, span, &row.id)) {
        points += 3;
    } else if older::is_older(tables, tokens, mentions, span) {
        points -= 4;
    }
    points += if older::answers_above(tables, tokens, mentions, at) { 3 } else { 0 };
    points
}
