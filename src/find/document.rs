//! Documents named with a number, a short number, a statute's title or a nickname. Goes left from a number
//! for the type word and right for the date; a list that leaves the type out takes the type before.
//!
//! Forms: `Chỉ thị số 20/CT-TTg ngày 08/6/2023`, `Nghị định của Chính phủ số …`, `các Quyết định: số …, số …`,
//! `Luật Thanh niên năm 2020`, `Luật … số 45/2019/QH14 ngày 20/11/2019`, `Công điện 136/CĐ-TTg năm 2025`,
//! `Nghị định 59`, `Đề án 06`.

use super::agency::body_at;
use super::date::{date_at, is, is_word, yearless_at};
use super::number::{self, Number};
use super::{has_use, statute, use_at};
use crate::model::{Cited, DocType, Form, Mention, Span, Value};
use crate::sentence::sentence_start;
use crate::tables::phrases::ends_at;
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};
use chrono::{Datelike, NaiveDate};

/// Tokens in which a paper's own number may stand without a colon ("Số 328-KH/TU").
const HEAD: usize = 120;

/// Tokens before a paper in which the body that issues it is named.
const ISSUER: usize = 16;

/// What follows a number or a name and belongs to it.
pub(super) struct Tail {
    /// Index of the last token of the mention.
    pub last: usize,
    /// The day.
    pub date: Option<NaiveDate>,
    /// The year.
    pub year: Option<i32>,
}

/// Every document named by number, title or nickname, in order of place. `numbers` are those of the text, `day` is the
/// latest day that the page is of.
pub fn documents(tables: &Tables, tokens: &Tokens, numbers: &[Number], day: Option<NaiveDate>) -> Vec<Mention> {
    let mut scan = Scan { tables, tokens, numbers, day, next: 0, found: Vec::new(), free: 0 };
    let mut index = 0;
    while index < tokens.list.len() {
        index = scan.step(index);
    }
    scan.found
}

/// The walk through a text.
struct Scan<'a, 't> {
    tables: &'a Tables,
    tokens: &'a Tokens<'t>,
    numbers: &'a [Number],
    day: Option<NaiveDate>,
    /// The first number not yet passed.
    next: usize,
    found: Vec<Mention>,
    /// First token that no mention has taken.
    free: usize,
}

impl Scan<'_, '_> {
    /// Looks at one token; returns the index of the next to look at.
    fn step(&mut self, index: usize) -> usize {
        let Some(token) = self.tokens.get(index) else { return index + 1 };
        match token.kind {
            Kind::Number => {
                if let Some(number) = self.number_at(index).cloned() {
                    return self.numbered(index, number);
                }
                index + 1
            }
            Kind::Word => self.word(index),
            Kind::Mark(_) => index + 1,
        }
    }

    /// A word: perhaps a nickname, a statute or a type word before a bare number.
    fn word(&mut self, index: usize) -> usize {
        let type_word = self.tables.type_words.longest(self.tokens, index);
        let type_last = type_word.as_ref().map(|hit| hit.last);
        if let Some(hit) = self.tables.nicknames.longest(self.tokens, index)
            && self.tokens.get(index).is_some_and(|t| t.is_capital())
            && self.number_at(hit.last).is_none()
            && !self.tokens.get(hit.last + 1).is_some_and(|t| t.glued && matches!(t.kind, Kind::Mark('/' | '-')))
        {
            let rows = hit.value.clone();
            return self.nickname(index, hit.last, &rows);
        }
        let Some((kind, _)) = type_word.map(|hit| *hit.value) else { return index + 1 };
        let Some(last) = type_last else { return index + 1 };
        if kind.is_statute()
            && let Some(found) =
                statute::statute(self.tables, self.tokens, index, last, kind, |at| self.number_at(at).cloned())
        {
            let after = found.last + 1;
            self.push(index, found.last, found.cited);
            return after;
        }
        self.short(index, last, kind).unwrap_or(last + 1)
    }

    /// A document by nickname.
    fn nickname(&mut self, index: usize, last: usize, rows: &[usize]) -> usize {
        let Some(row) = rows.first().and_then(|&row| self.tables.nickname_rows.get(row)) else { return last + 1 };
        let Some(kind) = DocType::from_code(&row.r#type) else { return last + 1 };
        let name = self.tokens.text.slice(self.tokens.span(index, last)).to_owned();
        let tail = tail(self.tables, self.tokens, last, false, None);
        let cited =
            Cited { form: Form::Nickname, kind, name, year: tail.year, date: tail.date, issuer: None, pinpoint: None };
        self.push(index, tail.last, cited);
        tail.last + 1
    }

    /// A type word with a bare number behind it: `Nghị định 59`, `Quyết định số 500`, `628 TC/TCT`.
    fn short(&mut self, index: usize, last: usize, kind: DocType) -> Option<usize> {
        let so = is(self.tokens, last + 1, "số");
        let at = if so { last + 2 } else { last + 1 };
        let token = self.tokens.get(at).filter(|t| t.kind == Kind::Number && t.breaks < 2)?;
        if self.number_at(at).is_some() {
            return None;
        }
        if let Some(spaced) = number::spaced(self.tables, &self.tokens.text.content, token.span) {
            return Some(self.whole(index, at, spaced, kind));
        }
        if let Some(end) = so.then(|| self.newspaper(index, at, kind)).flatten() {
            return Some(end);
        }
        let short = matches!(
            kind,
            DocType::Decree
                | DocType::Circular
                | DocType::Directive
                | DocType::Resolution
                | DocType::Decision
                | DocType::Telegram
                | DocType::Conclusion
                | DocType::JointCircular
        );
        let next = self.tokens.get(at + 1);
        let runs_on = next.is_some_and(|t| {
            t.glued
                && (t.kind != Kind::Mark('.') || self.tokens.number(at + 2).is_some())
                && !matches!(t.kind, Kind::Mark(',' | ';' | ')' | '.' | ':' | '”' | '"'))
        });
        let capital = self.tokens.get(index).is_some_and(|t| t.is_capital());
        let digits = self.tokens.str(at);
        let counts =
            next.is_some_and(|t| t.case == Case::Lower) && has_use(self.tables, self.tokens, at + 1, Use::Unit);
        // A year or a sum is no number of a paper, unless "số" says so.
        let year = digits.len() == 4 && !so;
        if !short || runs_on || !capital || counts || year || digits.len() > 5 {
            return None;
        }
        let tail = tail(self.tables, self.tokens, at, true, self.day);
        let cited = Cited {
            form: Form::ShortNumber,
            kind,
            name: digits.to_owned(),
            year: tail.year,
            date: tail.date,
            issuer: None,
            pinpoint: None,
        };
        self.push(index, tail.last, cited);
        Some(tail.last + 1)
    }

    /// A number as newspapers write it, without its symbol but with the day or the year of the paper: `Công văn số 2.350
    /// ngày 1.4.2020`, `Chỉ thị số 02/2020`.
    fn newspaper(&mut self, index: usize, at: usize, kind: DocType) -> Option<usize> {
        if kind == DocType::Other || kind.is_statute() {
            return None;
        }
        let glued = |i: usize, marks: &[char]| {
            let mark = self.tokens.get(i).is_some_and(|t| t.glued && marks.iter().any(|&c| t.is_mark(c)));
            mark && self.tokens.get(i + 1).is_some_and(|t| t.glued && t.kind == Kind::Number)
        };
        let digits = self.tokens.str(at);
        let thousands = glued(at + 1, &['.']) && self.tokens.str(at + 2).len() == 3 && digits.len() <= 2;
        let end = if thousands { at + 2 } else { at };
        let year = self.tokens.number(end + 2).filter(|y| glued(end + 1, &['/']) && (1990..2100).contains(y));
        let last = if year.is_some() { end + 2 } else { end };
        if glued(last + 1, &['.', ',', '/', '-', '–'])
            || self
                .tokens
                .get(last + 1)
                .is_some_and(|t| t.glued && matches!(t.kind, Kind::Word | Kind::Mark('/' | '-' | '–')))
        {
            return None;
        }
        let tail = tail(self.tables, self.tokens, last, false, self.day);
        // "UBND tỉnh Nam Định có văn bản số 1441 yêu cầu …"
        if tail.date.is_none() && year.is_none() && !super::is_issued(self.tables, self.tokens, index)
            || digits.len() > 5
        {
            return None;
        }
        let name: String = (at..=last).filter(|i| !(thousands && *i == at + 1)).map(|i| self.tokens.str(i)).collect();
        let year = year.and_then(|year| i32::try_from(year).ok()).or(tail.year);
        let form = Form::ShortNumber;
        let cited = Cited { form, kind, name, year, date: tail.date, issuer: None, pinpoint: None };
        self.push(index, tail.last, cited);
        Some(tail.last + 1)
    }

    /// A number whose type word stands right before it.
    fn whole(&mut self, first: usize, at: usize, mut number: Number, kind: DocType) -> usize {
        let mut end = self.last_token(&number).max(at);
        if let Some(close) = self.unit_behind(end) {
            number.canonical.push_str(self.tokens.text.slice(self.tokens.span(end + 1, close)));
            end = close;
        }
        let tail = tail(self.tables, self.tokens, end, number.year.is_none(), self.day);
        let cited = cited(number, kind, &tail);
        self.push(first, tail.last, cited);
        tail.last + 1
    }

    /// The bracket that closes the unit which wrote a paper, where it stands in the number itself: `84/SXD-VP(TTr)`.
    fn unit_behind(&self, last: usize) -> Option<usize> {
        let glued = |at: usize| self.tokens.get(at).filter(|t| t.glued);
        let opens = glued(last + 1).is_some_and(|t| t.is_mark('('));
        let unit = glued(last + 2).is_some_and(|t| t.kind == Kind::Word && t.is_capital());
        (opens && unit && glued(last + 3).is_some_and(|t| t.is_mark(')'))).then_some(last + 3)
    }

    /// A full number: looks left for the type.
    fn numbered(&mut self, index: usize, number: Number) -> usize {
        let after = self.last_token(&number) + 1;
        let Some(before) = self.before(index) else {
            return after;
        };
        let Before { first, kind: stated, so } = before;
        if stated.is_none() && self.is_label(first) {
            return after;
        }
        let listed = if stated.is_none() { self.list_type(first) } else { None };
        let kind = match (stated, number.kind) {
            // "Văn bản số 148/KH-UBND" is a plan; "Thông tư số 93/2006/TTLT" is a joint circular.
            (Some((_, true)), Some(symbol)) => symbol,
            (Some((DocType::Circular, _)), Some(DocType::JointCircular)) => DocType::JointCircular,
            (Some((word, _)), _) => word,
            (None, Some(symbol)) => symbol,
            (None, None) => match listed {
                Some(kind) => kind,
                None if so || self.known_issuer(&number) => DocType::OfficialLetter,
                None => return after,
            },
        };
        let alone = stated.is_none() && !so;
        if (alone && number.loose)
            || (alone && listed.is_none() && number.rest.is_empty())
            || (stated.is_none() && self.is_form(first))
        {
            return after;
        }
        self.whole(first, index, number, kind)
    }

    /// True behind "Số hiệu |", "Số hiệu" where a page says in a table which paper it shows.
    fn is_label(&self, first: usize) -> bool {
        let mark = |at: usize| self.tokens.get(at).is_some_and(|t| t.is_mark('|') || t.is_mark(':'));
        let Some(last) = (first.saturating_sub(3)..first).rev().find(|&at| !mark(at)) else { return false };
        let capital = last.checked_sub(1).is_some_and(|so| self.tokens.get(so).is_some_and(|t| t.is_capital()));
        (last + 1 < first || capital)
            && is_word(self.tokens, last, "hiệu")
            && last.checked_sub(1).is_some_and(|so| is_word(self.tokens, so, "số"))
    }

    /// True if the words before say that a form is numbered: "mẫu số 01/ĐNHT".
    fn is_form(&self, first: usize) -> bool {
        (1..=2).any(|back| {
            first >= back
                && super::use_at(self.tables, self.tokens, first - back, Use::Form)
                    .is_some_and(|last| last + 1 == first)
        })
    }

    /// The type word, and where the mention begins. `None` for the number of a paper's own head ("Số: …").
    fn before(&self, index: usize) -> Option<Before> {
        let mut at = index;
        let mark = |i: usize, c: char| self.tokens.get(i).is_some_and(|t| t.is_mark(c));
        let mut colon = false;
        if at > self.free && mark(at - 1, ':') && at - 1 > self.free && is_word(self.tokens, at - 2, "số") {
            at -= 1;
            colon = true;
        }
        let so = at > self.free && is_word(self.tokens, at - 1, "số");
        if so {
            at -= 1;
            let starts_line = self.tokens.get(at).is_some_and(|t| t.breaks > 0) || (at > 0 && mark(at - 1, '*'));
            let head = colon || at < HEAD;
            if head && starts_line && self.tokens.str(at).starts_with('S') {
                return None;
            }
        }
        let bare = Before { first: at, kind: None, so };
        if at <= self.free {
            return Some(bare);
        }
        if let Some((first, (kind, general))) = ends_at(&self.tables.type_words, self.tokens, at - 1, 5)
            && first >= self.free
        {
            return Some(Before { first, kind: Some((*kind, *general)), so });
        }
        if so && let Some(kind) = self.type_symbol(at - 1) {
            return Some(Before { first: at - 1, kind: Some((kind, false)), so });
        }
        if let Some((first, kind)) = self.type_before_urgency(at - 1) {
            return Some(Before { first, kind: Some(kind), so });
        }
        if so && let Some((first, kind)) = self.type_before_issuer(at - 1) {
            return Some(Before { first, kind: Some(kind), so });
        }
        Some(bare)
    }

    /// The type whose symbol stands before "số": `CT số 14/CT-TTg`, `QĐ số 56/QĐ-UBND`.
    fn type_symbol(&self, at: usize) -> Option<DocType> {
        let token = self.tokens.get(at).filter(|t| t.case == Case::Upper && !t.glued)?;
        let kind = *self.tables.type_symbols.get(self.tokens.text.slice(token.span))?;
        (kind != DocType::Other && self.tokens.str(at).chars().count() > 1).then_some(kind)
    }

    /// `Nghị định của Chính phủ` before "số": the type's first token and the type.
    fn type_before_issuer(&self, last: usize) -> Option<(usize, (DocType, bool))> {
        let (first, _) = ends_at(&self.tables.agencies.bodies, self.tokens, last, 6)?;
        if first < 2 || !is(self.tokens, first - 1, "của") {
            return None;
        }
        let (first, kind) = ends_at(&self.tables.type_words, self.tokens, first - 2, 5)?;
        (first >= self.free).then_some((first, *kind))
    }

    /// `Thông báo khẩn`, `Kế hoạch (HỎA TỐC)` before "số": the type's first token and the type.
    fn type_before_urgency(&self, last: usize) -> Option<(usize, (DocType, bool))> {
        let mark = |i: usize, c: char| self.tokens.get(i).is_some_and(|t| t.is_mark(c));
        let bracket = mark(last, ')');
        let end = if bracket { last.checked_sub(1)? } else { last };
        let urgent = |first: &usize| super::use_at(self.tables, self.tokens, *first, Use::Urgent) == Some(end);
        let first = (end.saturating_sub(3)..=end).find(urgent)?;
        let before = first.checked_sub(1)?;
        let before = if bracket { before.checked_sub(1).filter(|_| mark(before, '('))? } else { before };
        let (first, kind) = ends_at(&self.tables.type_words, self.tokens, before, 5)?;
        (first >= self.free && !kind.1).then_some((first, *kind))
    }

    /// In a list that names the type once, the type of the mention before.
    fn list_type(&self, first: usize) -> Option<DocType> {
        let last = self.found.last()?;
        let kind = last.cited()?.kind;
        let between = self.tokens.text.content.get(last.span.end..self.tokens.get(first)?.span.start)?;
        let near = between.len() < 120 && !between.contains(['.', '\n', '(']);
        near.then_some(kind)
    }

    /// True if the symbol begins with a body that the tables know.
    fn known_issuer(&self, number: &Number) -> bool {
        let agencies = &self.tables.agencies;
        number.rest.first().is_some_and(|symbol| {
            agencies.national_symbol(symbol, None).is_some() || agencies.local_symbol(symbol).is_some()
        })
    }

    /// The number that begins at a token.
    fn number_at(&self, index: usize) -> Option<&Number> {
        let start = self.tokens.get(index)?.span.start;
        let at = self.numbers.binary_search_by_key(&start, |n| n.span.start).ok()?;
        self.numbers.get(at)
    }

    /// The last token of a number.
    fn last_token(&self, number: &Number) -> usize {
        self.tokens.at(number.span.end).saturating_sub(1)
    }

    /// The body said to issue a paper, right before it: "UBND tỉnh Nam Định vừa có văn bản số 1441".
    fn issuer_before(&self, first: usize) -> Option<String> {
        let (tables, tokens) = (self.tables, self.tokens);
        if !super::is_issued(tables, tokens, first) {
            return None;
        }
        let start = sentence_start(tokens, first, first.saturating_sub(ISSUER));
        let plain = |at: usize| tokens.get(at).is_some_and(|t| t.kind == Kind::Word);
        let bodies = (start..first).rev().take_while(|&at| plain(at)).filter_map(|at| body_at(tables, tokens, at));
        bodies.filter(|found| found.last + 4 >= first).last()?.body.id
    }

    /// Keeps a mention.
    fn push(&mut self, first: usize, last: usize, cited: Cited) {
        let span = self.tokens.span(first, last);
        self.free = last + 1;
        self.next = self.next.max(last);
        let issuer = super::agency::issuer_after(self.tables, self.tokens, last + 1);
        let (issuer, behind) = issuer.map_or((None, last + 1), |(id, at)| (Some(id), at));
        // "của UBND tỉnh Nam Định ban hành ngày 07/8/2023"
        let issues = use_at(self.tables, self.tokens, behind, Use::Issues);
        let at = issues.map_or(behind, |end| end + 1);
        let day = is(self.tokens, at, "ngày") && (issues.is_some() || issuer.is_some());
        let later = date_at(self.tokens, at).filter(|_| day && self.tokens.get(at).is_some_and(|t| t.breaks == 0));
        let mut cited = cited;
        let short = issuer.is_none() && cited.form == Form::ShortNumber;
        cited.issuer = if short { self.issuer_before(first) } else { issuer };
        // "của Chính phủ ngày 15/3/2005": the date counts, but the mention ends before the issuer.
        if cited.date.is_none()
            && let Some((_, date)) = later
        {
            cited.date = Some(date);
            cited.year = cited.year.or(Some(date.year()));
        }
        self.found.push(Mention { span, value: Value::Document(cited) });
    }
}

/// What stands left of a number.
struct Before {
    first: usize,
    kind: Option<(DocType, bool)>,
    so: bool,
}

/// A document cited by number.
fn cited(number: Number, kind: DocType, tail: &Tail) -> Cited {
    Cited {
        form: Form::Number,
        kind,
        name: number.canonical,
        year: number.year.or(tail.year),
        date: tail.date,
        issuer: None,
        pinpoint: None,
    }
}

/// The date or year beside a number or name that ends at token `last`.
///
/// `day` is the latest day that the page is of; it gives the year where the words leave it out: "hôm 13/9".
pub(super) fn tail(tables: &Tables, tokens: &Tokens, last: usize, years: bool, day: Option<NaiveDate>) -> Tail {
    let none = Tail { last, date: None, year: None };
    let mark = |i: usize, c: char| tokens.get(i).is_some_and(|t| t.is_mark(c));
    let bracket = if mark(last + 1, '(') { (last + 2..last + 6).find(|&i| mark(i, ')')) } else { None };
    if let Some(close) = bracket.filter(|&close| is(tokens, close + 1, "ngày"))
        && let Some((end, date)) = date_at(tokens, close + 1)
    {
        // "Thông tư số 06/2003/TT-BCA (V19) ngày 12/3/2003"
        return Tail { last: end, date: Some(date), year: Some(date.year()) };
    }
    let comma = mark(last + 1, ',');
    let at = if comma { last + 2 } else { last + 1 };
    // "… Nghị quyết số 19/NQ-CP⏎Ngày 28/6/2018, UBND tỉnh …": a new line begins with the day.
    if tokens.get(at).is_none_or(|t| t.breaks >= 2 || (t.breaks == 1 && t.is_capital())) {
        return none;
    }
    if is(tokens, at, "ngày")
        && let Some((end, date)) = date_at(tokens, at)
    {
        return Tail { last: end, date: Some(date), year: Some(date.year()) };
    }
    if let Some(opens) = use_at(tables, tokens, at, Use::Day)
        && let Some((end, date)) = yearless_at(tokens, opens + 1, day)
    {
        return Tail { last: end, date, year: date.map(|date| date.year()) };
    }
    if comma || !years {
        return none;
    }
    let year_at = if is(tokens, at, "năm") { at + 1 } else { at };
    let bare = year_at == at;
    let year = tokens.number(year_at).filter(|y| (1945..2100).contains(y) && tokens.str(year_at).len() == 4);
    // A bare year must stand alone: not `2020/NĐ`, not `2021 - 2030`.
    let alone = tokens.get(year_at + 1).is_none_or(|t| {
        !(t.glued && matches!(t.kind, Kind::Number | Kind::Mark('/' | '-' | '–')) || bare && t.is_dash())
    });
    match year {
        Some(year) if alone && (!bare || !has_use(tables, tokens, year_at + 1, Use::Unit)) => {
            Tail { last: year_at, date: None, year: i32::try_from(year).ok() }
        }
        _ => none,
    }
}

/// The span of a type word that begins a line alone, as in the head of a paper: no mention.
pub(super) fn is_heading(tokens: &Tokens, first: usize, last: usize) -> bool {
    let starts = tokens.get(first).is_some_and(|t| t.breaks > 0);
    let upper = (first..=last).all(|i| tokens.get(i).is_some_and(|t| t.case == Case::Upper));
    starts && upper
}

/// A span of tokens as the text writes it, in lower case with single spaces.
pub(super) fn lower(tokens: &Tokens, first: usize, last: usize) -> String {
    let span: Span = tokens.span(first, last);
    tokens.words(span).replace(" ,", ",").to_lowercase()
}
