//! The head and foot of a formal paper ("văn bản hành chính"): its own number, place and date, type, title, issuer
//! and signer. What it reads is the paper's description of itself and no mention of another.
//! Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I; Party papers: Hướng dẫn 36-HD/VPTW; consolidated texts: Pháp lệnh
//! 01/2012/UBTVQH13, Điều 9.
//!
//! Where a number stands, surest first: the line "Số: …" near the national motto; the line "Số: …" beside
//! "XÁC THỰC VĂN BẢN HỢP NHẤT" at the foot; the title above or below the text ("Công văn 12/UBND-KT năm 2025 …");
//! "(Kèm theo Quyết định số … ngày …)" on an annex. A paper whose head was cut off and that gives no number
//! anywhere goes by its title, as a law does.

mod date;
mod issuer;
mod number;
mod stated;
mod title;

pub use stated::{complete, contradictions};

use crate::find::number::Number;
use crate::find::{has_use, use_at};
use crate::lines::Line;
use crate::model::{Cited, DocType, Form, PartKind, RelationType, Span};
use crate::parts::signature::Signature;
use crate::sentence::sentence_end;
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};
use chrono::Datelike;

/// Tokens in which a head stands that has no motto, or behind the motto.
const HEAD: usize = 420;
/// Tokens before the motto that still belong to the head: the issuer's name.
const BEFORE: usize = 120;
/// Lines at the top in which a page may say who signed.
const ATTRIBUTES: usize = 40;
/// Tokens in which a motto is looked for: pages put a summary above the paper.
const FAR: usize = 6000;

/// What a formal paper says of itself.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its type, number, date and issuer; of a paper without a number its title, as [`Form::Title`].
    pub own: Cited,
    /// Its title, or the subject line of a letter ("V/v …").
    pub title: Option<Span>,
    /// Who signed.
    pub signer: Option<String>,
    /// Symbol of the province whose authority speaks.
    pub place: Option<String>,
    /// Where motto, issuer, number, date and title stand, in order of place.
    pub parts: Vec<(PartKind, Span)>,
    /// True for the head of a paper, and no title or annex that names one.
    pub certain: bool,
}

/// What the readers of the head look at.
struct Sheet<'a> {
    tables: &'a Tables,
    tokens: &'a Tokens<'a>,
    lines: &'a [Line],
    numbers: &'a [Number],
    signatures: &'a [Signature],
    /// The tokens of the head.
    first: usize,
    last: usize,
    /// First and last token of the national motto.
    motto: Option<(usize, usize)>,
}

/// Reads head and foot; `None` where the text does not say what paper it is. `numbers` are those of the text, in
/// order of place.
pub fn head(
    tables: &Tables,
    tokens: &Tokens,
    lines: &[Line],
    numbers: &[Number],
    signatures: &[Signature],
) -> Option<Head> {
    let mut sheet = Sheet { tables, tokens, lines, numbers, signatures, first: 0, last: 0, motto: None };
    sheet.bound();
    let typed = title::type_line(&sheet);
    let found = number::own(&sheet, typed.as_ref())
        .filter(|found| found.place != number::Place::Title || sheet.is_formal() || typed.is_some());
    if found.is_none() && !(typed.is_some() && sheet.has_body()) {
        return titled(&sheet).or_else(|| letter(&sheet));
    }
    let body = sheet.body(found.as_ref().filter(|f| f.place == number::Place::Line).map_or(sheet.first, |f| f.last));
    let title = title::title(&sheet, typed.as_ref(), found.as_ref(), body);
    let date = date::own(&sheet, found.as_ref(), typed.as_ref(), body);
    let area_end = found.as_ref().filter(|f| f.place == number::Place::Line).map(|f| f.first);
    let issuer =
        issuer::own(&sheet, area_end.or(typed.as_ref().map(|t| t.first)).unwrap_or(sheet.first), body, found.as_ref());
    let symbol = found.as_ref().and_then(|f| f.number.rest.first());
    let local = match (&issuer.id, symbol) {
        (Some(id), _) => id.contains(':'),
        (None, symbol) => symbol.is_none_or(|symbol| tables.agencies.national_symbol(symbol, None).is_none()),
    };
    let kind = title::kind(&sheet, typed.as_ref(), found.as_ref());
    let year = found.as_ref().and_then(|f| f.number.year).or(date.as_ref().map(|d| d.day.year()));
    // A draft has neither number nor day, and may well be issued another year.
    let year = year.or_else(|| found.as_ref().and_then(|_| date::year_alone(&sheet, body)));
    let (form, name) = match &found {
        Some(found) => (Form::Number, found.number.canonical.clone()),
        None => (Form::Title, title::name(&sheet, title?)),
    };
    let mut parts: Vec<(PartKind, Span)> = Vec::new();
    parts.extend(sheet.motto.map(|(first, last)| (PartKind::Motto, tokens.span(first, last))));
    parts.extend(issuer.span.map(|span| (PartKind::Issuer, span)));
    let line = found.as_ref().filter(|found| found.place == number::Place::Line);
    parts.extend(line.map(|found| (PartKind::Number, tokens.span(found.first, found.last))));
    parts.extend(date.as_ref().and_then(|date| date.span).map(|span| (PartKind::PlaceDate, span)));
    let titled = title.map(|span| match &typed {
        Some(typed) if tokens.span(typed.first, typed.first).start < span.start => {
            Span::new(tokens.span(typed.first, typed.first).start, span.end)
        }
        _ => span,
    });
    parts.extend(titled.map(|span| (PartKind::Title, span)));
    parts.sort_by_key(|(_, span)| *span);
    let mut end = 0;
    parts.retain(|(_, span)| {
        let apart = span.start >= end;
        end = end.max(span.end);
        apart
    });
    let own = Cited { form, kind, name, year, date: date.map(|d| d.day), issuer: issuer.id, pinpoint: None };
    let certain = found.as_ref().is_none_or(|f| matches!(f.place, number::Place::Line | number::Place::Foot))
        && (sheet.motto.is_some() || typed.is_some() || !signatures.is_empty())
        || typed.is_some() && sheet.has_body();
    Some(Head { own, title, signer: sheet.signer(), certain, place: issuer.place.filter(|_| local), parts })
}

/// A letter ("công văn") whose head was cut off: it begins with "Kính gửi", ends with recipients or a signature, and
/// goes by its first sentence.
fn letter(sheet: &Sheet) -> Option<Head> {
    let Sheet { tables, tokens, lines, .. } = *sheet;
    let addressed = lines.iter().take(3).position(|line| has_use(tables, tokens, line.start, Use::Addressees))?;
    let closed = |line: &Line| has_use(tables, tokens, line.start, Use::Recipients);
    if sheet.signatures.is_empty() && !lines.iter().any(closed) {
        return None;
    }
    let below = (addressed + 1..lines.len()).find(|&at| {
        let start = tokens.get(lines[at].start);
        start.is_some_and(|t| t.is_capital()) && lines[at - 1].is_ended(tokens)
    })?;
    let first = lines[below].start;
    let title =
        tokens.span(first, sentence_end(tokens, first, (first + HEAD).min(tokens.list.len().saturating_sub(1))));
    let own = Cited {
        form: Form::Title,
        kind: DocType::OfficialLetter,
        name: title::name(sheet, title),
        year: None,
        date: None,
        issuer: issuer::speaking(sheet, below),
        pinpoint: None,
    };
    Some(Head { own, title: None, signer: sheet.signer(), place: None, parts: Vec::new(), certain: true })
}

/// A paper of which the first line alone tells what it is: "Quyết định về việc …" right above its legal bases or
/// articles.
fn titled(sheet: &Sheet) -> Option<Head> {
    let Sheet { tables, tokens, lines, .. } = *sheet;
    let line = lines.first()?;
    let hit = tables.type_words.longest(tokens, line.start)?;
    if !tokens.get(line.start)?.is_capital() || line.last < hit.last + 2 || !sheet.has_body() {
        return None;
    }
    // A sentence may begin with the same words: "Quyết định này …".
    if line.is_ended(tokens) && !has_use(tables, tokens, hit.last + 1, Use::TitleOpens) {
        return None;
    }
    let words =
        (hit.last + 1..=line.end(tokens)).rev().find(|&i| tokens.get(i).is_some_and(|t| t.kind != Kind::Mark('.')))?;
    let title = tokens.span(hit.last + 1, words);
    let date = date::adopted(sheet);
    let own = Cited {
        form: Form::Title,
        kind: hit.value.0,
        name: title::name(sheet, title),
        year: date.as_ref().map(|d| d.day.year()),
        date: date.map(|d| d.day),
        issuer: None,
        pinpoint: None,
    };
    let parts = vec![(PartKind::Title, line.span(tokens))];
    Some(Head { own, title: Some(title), signer: sheet.signer(), place: None, parts, certain: true })
}

impl Sheet<'_> {
    /// Finds the motto and bounds the head by it. What stands behind the first signature belongs to an annex.
    fn bound(&mut self) {
        let total = self.tokens.list.len();
        let signed = self.signatures.first().and_then(|s| self.lines.get(s.first)).map_or(total, |line| line.first);
        let reach = FAR.min(signed);
        let at = |i: usize| {
            let shown = self.tokens.get(i).is_some_and(|t| t.case != Case::Lower && t.case != Case::Mixed);
            let last = use_at(self.tables, self.tokens, i, Use::DocumentHead).filter(|_| shown)?;
            // "nước Cộng hòa xã hội chủ nghĩa Việt Nam" within a sentence is none.
            let sentence = self.tokens.get(i + 1).is_some_and(|t| t.case == Case::Lower)
                && self.tokens.get(i).is_some_and(|t| t.breaks == 0);
            (!sentence).then_some((i, last))
        };
        self.motto = (0..reach).find_map(at).map(|(first, last)| {
            let second = (last + 1..(last + 60).min(reach)).find_map(at).map_or(last, |(_, last)| last);
            // Number and issuer may stand between the two lines of a motto cut up by columns.
            (first, if second <= last + 16 { second } else { last })
        });
        let motto = self.motto.map_or(0, |(first, _)| first);
        self.first = if motto < HEAD { 0 } else { motto - BEFORE };
        self.last = (motto + HEAD).min(signed).min(total);
    }

    /// True for a line that opens the body: a legal basis, "Điều 1", "Kính gửi".
    fn opens_body(&self, line: &Line) -> bool {
        let basis = self
            .tables
            .relation_cues
            .longest(self.tokens, line.start)
            .is_some_and(|hit| hit.value.kind == RelationType::Basis);
        let capital = self.tokens.get(line.start).is_some_and(|t| t.is_capital());
        capital
            && (basis
                || has_use(self.tables, self.tokens, line.start, Use::Addressees)
                || crate::parts::begins_provision(self.tables, self.tokens, line))
    }

    /// The token with which the body begins, behind token `from`.
    fn body(&self, from: usize) -> usize {
        let below = self.lines.partition_point(|line| line.first < from);
        let lines = self.lines.get(below..).unwrap_or_default();
        let opening = lines.iter().take_while(|line| line.first < self.last).find(|line| self.opens_body(line));
        opening.map_or(self.last, |line| line.first)
    }

    /// True if a legal basis or an article stands in the head.
    fn has_body(&self) -> bool {
        self.body(self.first) < self.last
    }

    /// True for the text of a paper, and no page about one.
    fn is_formal(&self) -> bool {
        let marked = |line: &Line| {
            [Use::Addressees, Use::Recipients].iter().any(|role| has_use(self.tables, self.tokens, line.start, *role))
        };
        self.motto.is_some() || !self.signatures.is_empty() || self.lines.iter().any(marked) || self.has_body()
    }

    fn signer(&self) -> Option<String> {
        match self.signatures.first() {
            Some(signature) => Some(self.tokens.words(signature.name)),
            None => self.lines.iter().take(ATTRIBUTES).find_map(|line| self.signer_beside(line)),
        }
    }

    /// The name in "Người ký | Nguyễn Văn An |", as pages put it above a paper.
    fn signer_beside(&self, line: &Line) -> Option<String> {
        let mark = |at: usize| self.tokens.get(at).is_some_and(|t| t.is_mark('|') || t.is_mark(':'));
        let label = (line.first..=line.start).find_map(|at| use_at(self.tables, self.tokens, at, Use::Signer))?;
        let first = (label + 1..=line.last).find(|&at| !mark(at)).filter(|&at| at > label + 1)?;
        use_at(self.tables, self.tokens, first, Use::Surname)?;
        let name = |&at: &usize| {
            let title = self.tokens.get(at).is_some_and(|t| t.is_capital() && t.case == Case::Title);
            title && !crate::find::date::is_word(self.tokens, at, "ngày")
        };
        let last = (first..=line.last.min(first + 4)).take_while(name).last().filter(|&last| last > first)?;
        Some(self.tokens.words(self.tokens.span(first, last)))
    }

    /// The line that holds a token.
    fn line_of(&self, token: usize) -> Option<&Line> {
        self.lines.get(self.lines.partition_point(|line| line.last < token))
    }

    /// True if a token is the first of its line, markup aside.
    fn starts_line(&self, token: usize) -> bool {
        self.line_of(token).is_some_and(|line| token <= line.start)
    }

    /// True if a paper of a type may have a number: `12/CT-TTg` is no decision's, and a number that says no type is no
    /// decree's, circular's or directive's.
    fn fits(&self, number: &Number, kind: DocType) -> bool {
        number.kind.map_or(!matches!(kind, DocType::Decree | DocType::Circular | DocType::Directive), |own| own == kind)
    }
}
