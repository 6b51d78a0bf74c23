//! Type and title: the line that holds the type alone in capitals and the lines below it, or the subject line of a
//! letter ("V/v …").

use super::Sheet;
use super::number::{Own, Place};
use crate::find::date::{is, is_word};
use crate::find::{has_use, use_at};
use crate::lines::Line;
use crate::model::{DocType, Span};
use crate::tables::{PartCue, Use};
use crate::tokens::{Case, Kind};

/// Code points of a name that a title gives.
const NAME: usize = 200;

/// A line that holds the type.
#[derive(Clone, Copy, Debug)]
pub struct TypeLine {
    /// The type.
    pub kind: DocType,
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
}

/// The line that holds the type alone in capitals.
pub fn type_line(sheet: &Sheet) -> Option<TypeLine> {
    let from = sheet.lines.partition_point(|line| line.last < sheet.first);
    sheet.lines[from..].iter().take_while(|line| line.first < sheet.last).find_map(|line| {
        let found = upper_type(sheet, line.start)?;
        let rest =
            (found.last + 1..=line.last).all(|i| sheet.tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(_))));
        rest.then_some(found)
    })
}

/// A type in capitals that begins at a token.
fn upper_type(sheet: &Sheet, at: usize) -> Option<TypeLine> {
    if sheet.tokens.get(at)?.case != Case::Upper {
        return None;
    }
    let hit = sheet.tables.type_words.longest(sheet.tokens, at)?;
    let upper = (at..=hit.last)
        .all(|i| sheet.tokens.get(i).is_some_and(|t| t.case == Case::Upper || matches!(t.kind, Kind::Mark(_))));
    upper.then_some(TypeLine { kind: hit.value.0, first: at, last: hit.last })
}

/// The type, by the number's symbol first. A Party paper numbered `-QĐ` may be a "Quy định".
pub fn kind(sheet: &Sheet, typed: Option<&TypeLine>, own: Option<&Own>) -> DocType {
    let line = typed.map(|typed| typed.kind);
    let Some(own) = own else { return consolidated(sheet).or(line).unwrap_or(DocType::OfficialLetter) };
    let rules = line.filter(|kind| matches!(kind, DocType::Regulation | DocType::Rules));
    let party = own.number.canonical.find('-') < own.number.canonical.find('/');
    if let (Some(DocType::Decision), Some(rules), true) = (own.number.kind, rules, party) {
        return rules;
    }
    let beside = own.kind.filter(|kind| own.place != Place::Line || *kind != DocType::OfficialLetter);
    let inline =
        || (own.last..sheet.last).find_map(|at| upper_type(sheet, at)).filter(|_| subject_line(sheet).is_none());
    let headed = || sheet.lines.first().and_then(|line| sheet.tables.type_words.longest(sheet.tokens, line.start));
    own.number
        .kind
        .or(beside)
        .or(line)
        .or_else(|| inline().map(|typed| typed.kind))
        .or_else(|| headed().map(|hit| hit.value.0))
        .unwrap_or(DocType::OfficialLetter)
}

/// "VĂN BẢN HỢP NHẤT" in the running head of the gazette above a text without a number of its own.
fn consolidated(sheet: &Sheet) -> Option<DocType> {
    let line = sheet.lines.iter().take(8).find_map(|line| upper_type(sheet, line.start))?;
    (line.kind == DocType::Other).then_some(DocType::Other)
}

/// The title: below the type, behind "V/v", or in the line that names the paper.
pub fn title(sheet: &Sheet, typed: Option<&TypeLine>, own: Option<&Own>, body: usize) -> Option<Span> {
    let below = typed.and_then(|typed| block(sheet, typed.last + 1, body));
    let subject = || subject_line(sheet).and_then(|at| block(sheet, at, body.max(at + 1)));
    let named = || {
        own.filter(|own| own.place == Place::Title).and_then(|own| block(sheet, own.last + 1, sheet.tokens.list.len()))
    };
    below.or_else(subject).or_else(named)
}

/// The token "V" of "V/v".
fn subject_line(sheet: &Sheet) -> Option<usize> {
    let slash = |i: usize| sheet.tokens.get(i).is_some_and(|t| t.is_mark('/'));
    (sheet.first..sheet.last).find(|&i| is_word(sheet.tokens, i, "v") && slash(i + 1) && is(sheet.tokens, i + 2, "v"))
}

/// The lines from a token on that are one title.
fn block(sheet: &Sheet, from: usize, body: usize) -> Option<Span> {
    let tokens = sheet.tokens;
    let first = (from..body).find(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word))?;
    let own = sheet.lines.partition_point(|line| line.last < first);
    let mut end = None;
    for (n, line) in sheet.lines.iter().enumerate().skip(own) {
        let start = if n == own { first } else { line.start };
        let blank = tokens.get(line.first).is_some_and(|t| t.breaks >= 2);
        // A title in capitals ends where the capitals do.
        let lower = n > own && sheet.lines[own].is_upper(tokens) && !line.is_upper(tokens);
        if start >= body || lower || n > own && (blank || ends_title(sheet, line) || is_authority(sheet, n)) {
            break;
        }
        let words = |i: &usize| {
            tokens
                .get(*i)
                .is_some_and(|t| t.kind == Kind::Word || t.is_mark(')') || t.is_mark('”') || t.kind == Kind::Number)
        };
        end = (start..=line.last.min(body.saturating_sub(1))).rev().find(words).or(end);
    }
    end.filter(|end| *end >= first).map(|end| tokens.span(first, end))
}

/// True for a line that belongs to something else: motto, number, date, addressees, a rule, "(Kèm theo …)", the words
/// that open a list.
fn ends_title(sheet: &Sheet, line: &Line) -> bool {
    let tokens = sheet.tokens;
    let wordless = (line.first..=line.last).all(|i| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(_))));
    let number = is_word(tokens, line.start, "số") && tokens.get(line.start + 1).is_some_and(|t| t.is_mark(':'));
    let dated = (line.start..=line.last).any(|i| {
        is_word(tokens, i, "ngày")
            && i > 0
            && tokens.get(i - 1).is_some_and(|t| t.is_mark(','))
            && tokens.get(line.start).is_some_and(|t| t.is_capital())
    });
    wordless
        || number
        || tokens.get(line.end(tokens)).is_some_and(|t| t.is_mark(':'))
        || dated && line.last - line.start < 16
        || sheet.opens_body(line)
        || has_use(sheet.tables, tokens, line.start, Use::DocumentHead)
        || crate::parts::attached(sheet.tables, tokens, line).is_some()
}

/// True for the line of the authority that stands between title and legal bases: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH". The
/// same words may go on with a title whose line before ends with "của" or a comma.
fn is_authority(sheet: &Sheet, at: usize) -> bool {
    let (line, before) = (&sheet.lines[at], &sheet.lines[at - 1]);
    let tokens = sheet.tokens;
    let end = before.end(tokens);
    let joined = tokens.get(end).is_some_and(|t| t.is_mark(','))
        || use_at(sheet.tables, tokens, end, Use::Binder).is_some()
        || is(tokens, end, "và");
    let post = sheet.tables.part_cues.longest(tokens, line.start).is_some_and(|hit| *hit.value == PartCue::Post);
    let body =
        || crate::find::agency::body_at(sheet.tables, tokens, line.start).is_some_and(|body| body.body.id.is_some());
    line.is_upper(tokens) && !joined && (post || body())
}

/// The name of a paper without a number: its title in lower case, as a law's short title.
pub fn name(sheet: &Sheet, title: Span) -> String {
    let words: Vec<&str> =
        sheet.tokens.text.slice(title).split([' ', '\n', '\t', '_', '|']).filter(|w| !w.is_empty()).collect();
    words.join(" ").to_lowercase().chars().take(NAME).collect::<String>().trim_end().to_owned()
}
