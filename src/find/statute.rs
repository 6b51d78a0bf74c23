//! Statutes named by title: `Luật Thanh niên năm 2020`, `Luật Đầu tư công số 39/2019/QH14 ngày 13/6/2019`,
//! `Luật sửa đổi, bổ sung một số điều của Luật …`, `Hiến pháp năm 2013`. Titles come from the table; one that
//! the table lacks must begin with a capital and ends where the words of the table say that names end.

use super::date::is;
use super::document::{is_heading, lower, tail};
use super::has_use;
use super::number::Number;
use crate::model::{Cited, DocType, Form};
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};

/// Words of an unknown title, at most.
const LONGEST: usize = 16;

/// A statute found.
pub(super) struct Found {
    /// Index of its last token.
    pub last: usize,
    /// What it says.
    pub cited: Cited,
}

/// The statute whose type word stands at tokens `first..=type_last`.
pub(super) fn statute(
    tables: &Tables,
    tokens: &Tokens,
    first: usize,
    type_last: usize,
    kind: DocType,
    number_at: impl Fn(usize) -> Option<Number>,
) -> Option<Found> {
    let capital = tokens.get(first).is_some_and(|t| t.is_capital());
    if is_heading(tokens, first, type_last)
        && tokens.get(type_last + 1).is_none_or(|t| t.breaks > 0 || t.case == Case::Upper)
    {
        return None;
    }
    let next = type_last + 1;
    let so = is(tokens, next, "số") && number_at(next + 1).is_some();
    if so || number_at(next).is_some() {
        // The number says it all: the walk takes it from there.
        return None;
    }
    let title = title(tables, tokens, next, kind, capital);
    let (name, last) = match title {
        Some((last, name)) => (name, last),
        None if kind == DocType::Constitution && capital => ("hiến pháp".to_owned(), type_last),
        None => return None,
    };
    let last = amended_mark(tokens, last);
    let mut cited = Cited { form: Form::Title, kind, name, year: None, date: None, issuer: None, pinpoint: None };
    let so = is(tokens, last + 1, "số");
    let at = if so { last + 2 } else { last + 1 };
    let mut end = last;
    if let Some(number) = number_at(at) {
        end = tokens.at(number.span.end).saturating_sub(1);
        cited.form = Form::Number;
        cited.year = number.year;
        cited.name = number.canonical;
    }
    let tail = tail(tables, tokens, end, true, None);
    cited.year = cited.year.or(tail.year);
    cited.date = tail.date;
    Some(Found { last: tail.last, cited })
}

/// The title that begins at a token: its last token, and the short title in lower case.
fn title(tables: &Tables, tokens: &Tokens, at: usize, kind: DocType, capital: bool) -> Option<(usize, String)> {
    let token = tokens.get(at).filter(|t| t.kind == Kind::Word && t.breaks < 2)?;
    if is(tokens, at, "sửa") {
        return if capital { amending(tables, tokens, at, kind) } else { None };
    }
    if let Some(hit) = tables.statutes.title_at(kind, tokens, at)
        && (capital || token.is_capital())
    {
        let statute = hit.value.first().and_then(|&i| tables.statutes.get(i))?;
        let name = statute.row.short_title.clone();
        let begun = lower(tokens, at, hit.last);
        return Some(behind_short_form(tables, tokens, hit.last, kind, &begun).unwrap_or((hit.last, name)));
    }
    if !capital || !token.is_capital() || token.case == Case::Upper && tokens.str(at).chars().count() > 4 {
        return None;
    }
    unknown(tables, tokens, at)
}

/// The longer title that goes on behind a short form in brackets: "Luật Phòng cháy, chữa cháy (PCCC) và cứu nạn, cứu hộ".
fn behind_short_form(
    tables: &Tables,
    tokens: &Tokens,
    last: usize,
    kind: DocType,
    begun: &str,
) -> Option<(usize, String)> {
    let mark = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is_mark(mark));
    let close = Some(last + 3).filter(|&close| {
        mark(last + 1, '(') && mark(close, ')') && tokens.get(last + 2).is_some_and(|t| t.case == Case::Upper)
    })?;
    let titles = tables.statutes.iter().filter(|s| s.kind == kind).map(|s| s.row.short_title.as_str());
    titles.filter_map(|title| Some((title, title.strip_prefix(begun)?))).find_map(|(title, rest)| {
        let mut at = close;
        for word in rest.split([' ', ',']).filter(|word| !word.is_empty()) {
            at += if mark(at + 1, ',') { 2 } else { 1 };
            is(tokens, at, word).then_some(())?;
        }
        (at > close).then(|| (at, title.to_owned()))
    })
}

/// "sửa đổi, bổ sung một số điều của Luật A và Luật B": the statute is the amending one, named whole.
fn amending(tables: &Tables, tokens: &Tokens, at: usize, kind: DocType) -> Option<(usize, String)> {
    let mut limit = at + 24;
    let mut index = at;
    let mut last = None;
    while index < limit.min(tokens.list.len()) {
        let token = tokens.get(index)?;
        if token.breaks >= 2 || matches!(token.kind, Kind::Mark(mark) if !matches!(mark, ',' | '-' | '“' | '"')) {
            break;
        }
        let inner = tables.type_words.longest(tokens, index).filter(|hit| hit.value.0.is_statute());
        if let Some(hit) = inner {
            let inner_kind = hit.value.0;
            let Some((end, _)) = title_of_inner(tables, tokens, hit.last + 1, inner_kind) else { break };
            last = Some(end);
            // A further statute of the same amendment: "Luật A và Luật B", "Luật A, Luật B".
            let joined = is(tokens, end + 1, "và") || tokens.get(end + 1).is_some_and(|t| t.is_mark(','));
            let more = tables.type_words.longest(tokens, end + 2).is_some_and(|hit| hit.value.0.is_statute());
            if !(joined && more) {
                break;
            }
            // Acts of ten laws and more are common since 2024.
            index = end + 2;
            limit = index + 24;
            continue;
        }
        index += 1;
    }
    // "các Luật liên quan đến đầu tư xây dựng cơ bản": the title of the table may go on behind what the words inside say.
    let whole = tables.statutes.title_at(kind, tokens, at).map(|hit| hit.last);
    let last = last.map(|last| whole.map_or(last, |whole| whole.max(last)));
    let last = last.or_else(|| tables.statutes.title_at(kind, tokens, at).map(|hit| hit.last)).or_else(|| {
        // "Luật sửa đổi, bổ sung năm 2013": the year alone tells which.
        (at..at + 6).find(|&i| is(tokens, i, "năm") && tokens.number(i + 1).is_some()).map(|i| i - 1)
    })?;
    Some((last, lower(tokens, at, last)))
}

/// The title of a statute inside an amending statute's title.
fn title_of_inner(tables: &Tables, tokens: &Tokens, at: usize, kind: DocType) -> Option<(usize, String)> {
    let hit = tables.statutes.title_at(kind, tokens, at);
    hit.map(|hit| (hit.last, String::new())).or_else(|| unknown(tables, tokens, at))
}

/// A title that the table lacks: capital first, to the words that end names.
fn unknown(tables: &Tables, tokens: &Tokens, at: usize) -> Option<(usize, String)> {
    let mut last = None;
    let mut index = at;
    while index < at + LONGEST {
        let Some(token) = tokens.get(index).filter(|t| t.breaks < 2) else { break };
        match token.kind {
            Kind::Word => {
                if has_use(tables, tokens, index, Use::NameEnds) || (index > at && ends_before(tables, tokens, index)) {
                    break;
                }
                last = Some(index);
            }
            // A comma within a name is followed by a small letter: "Phòng, chống …".
            Kind::Mark(',') if tokens.get(index + 1).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower) => {
                let paper = tables.type_words.longest(tokens, index + 1).is_some();
                if paper || has_use(tables, tokens, index + 1, Use::NameEnds) || ends_before(tables, tokens, index + 1)
                {
                    break;
                }
            }
            _ => break,
        }
        index += 1;
    }
    let mut last = last?;
    if is(tokens, last, "và") || is(tokens, last, "hoặc") {
        last = last.checked_sub(1).filter(|&l| l >= at)?;
    }
    Some((last, lower(tokens, at, last)))
}

/// True if a document or a body begins at a token, so that a name cannot go on there.
fn ends_before(tables: &Tables, tokens: &Tokens, index: usize) -> bool {
    let capital = |i: usize| tokens.get(i).is_some_and(|t| t.is_capital());
    let at = if is(tokens, index, "và") { index + 1 } else { index };
    let names_document = capital(at) && tables.type_words.longest(tokens, at).is_some();
    names_document || (at > index && has_use(tables, tokens, at, Use::NameEnds))
}

/// "(sửa đổi)" behind a title belongs to it where a number, date or year follows.
fn amended_mark(tokens: &Tokens, last: usize) -> usize {
    let mark = |i: usize, c: char| tokens.get(i).is_some_and(|t| t.is_mark(c));
    let amended =
        mark(last + 1, '(') && is(tokens, last + 2, "sửa") && is(tokens, last + 3, "đổi") && mark(last + 4, ')');
    let goes_on = ["số", "ngày", "năm"].iter().any(|word| is(tokens, last + 5, word));
    if amended && goes_on { last + 4 } else { last }
}
