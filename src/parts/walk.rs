//! The walk down the lines of a document that opens and closes its parts.

use super::provision::{Opening, opening};
use super::signature::Signature;
use super::{begins, prefix};
use crate::find::use_at;
use crate::lines::{Line, Width, is_markup, width};
use crate::model::{Part, PartKind, RelationType, Span};
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};
use std::collections::HashMap;

/// Lines above "(Kèm theo Quyết định …)" in which the title of the attached paper stands.
const TITLE: usize = 10;
/// Tokens that a heading has at the most.
const HEADING: usize = 90;

/// Opens and closes the parts from line `first` on, behind those already found.
pub fn walk(
    tables: &Tables,
    tokens: &Tokens,
    lines: &[Line],
    first: usize,
    quotes: &[(usize, usize)],
    signatures: &[Signature],
    found: Vec<Part>,
) -> Vec<Part> {
    let mut walk = Walk {
        tables,
        tokens,
        lines,
        parts: found,
        open: Vec::new(),
        ids: HashMap::new(),
        last: Last::default(),
        width: width(tokens, lines),
        over: None,
    };
    let mut quotes = quotes.iter().copied().peekable();
    let mut signatures = signatures.iter().peekable();
    let mut at = first;
    let mut behind = 0;
    while at < lines.len() {
        let line = &lines[at];
        while let Some((_, last)) = quotes.next_if(|(start, _)| *start < line.first) {
            behind = last + 1;
        }
        if line.first < behind {
            at += 1;
            continue;
        }
        while signatures.next_if(|s| s.last < at).is_some() {}
        if let Some(signature) = signatures.next_if(|s| s.first <= at) {
            walk.signature(at, signature);
            at = signature.last + 1;
        } else {
            at = walk.line(at);
        }
        while let Some((start, end)) = quotes.next_if(|(start, _)| *start <= lines[at - 1].last) {
            walk.add(PartKind::Quotation, None, None, tokens.span(start, end));
            behind = end + 1;
        }
        walk.close(LEAF, at);
    }
    walk.close(0, lines.len());
    walk.parts
}

/// Depth of what holds no provisions: recipients, a signature, a basis, a note.
const LEAF: u8 = 8;

/// Numbers reached so far, by which the next is known.
#[derive(Clone, Copy, Debug, Default)]
struct Last {
    division: u32,
    chapter: u32,
    section: u32,
    subsection: u32,
    article: u32,
    clause: u32,
    point: u32,
    footnote: u32,
}

struct Walk<'a> {
    tables: &'a Tables,
    tokens: &'a Tokens<'a>,
    lines: &'a [Line],
    parts: Vec<Part>,
    /// The parts that are open, outermost first.
    open: Vec<usize>,
    /// How often a name was given.
    ids: HashMap<String, u32>,
    last: Last,
    /// How wide the lines are.
    width: Width,
    /// Line behind the signature, once the document itself is over.
    over: Option<usize>,
}

impl Walk<'_> {
    /// Takes in one line or several that belong together; the line to go on with.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        if use_at(self.tables, self.tokens, line.start, Use::Recipients).is_some() {
            return self.recipients(at);
        }
        if super::attached(self.tables, self.tokens, &line).is_some() {
            self.attached(at);
            return at + 1;
        }
        if let Some(end) = self.footnote(at) {
            return end;
        }
        let opened = opening(self.tables, self.tokens, &line);
        match opened {
            Some(opened) if opened.kind == PartKind::Annex => {
                if self.is_annex(at, &opened) {
                    self.annex(at, opened.number, None);
                }
            }
            Some(opened) if self.goes_on(at, &opened) => {
                // Of "Điều⏎5. …" the second line is no paragraph 5.
                let broken =
                    opened.text > line.last && self.lines.get(at + 1).is_some_and(|next| next.start < opened.text);
                self.provision(at, opened);
                return at + 1 + usize::from(broken);
            }
            _ => {
                if let Some(end) = self.basis(at) {
                    return end;
                }
            }
        }
        at + 1
    }

    /// True if a number is the next of its kind.
    fn goes_on(&mut self, at: usize, opened: &Opening) -> bool {
        let in_article = self.is_open(PartKind::Article);
        let last = self.last;
        let next = |last: u32| opened.value == last + 1 || (opened.inserted && opened.value == last && last > 0);
        // A number out of turn is taken where the line before has ended: texts leave out what they do not change.
        let fresh = at == 0 || self.lines[at - 1].is_ended(self.tokens) || self.starts_block(at);
        let named = match opened.kind {
            PartKind::Division => next(last.division) || (fresh && opened.value > last.division),
            PartKind::Chapter => {
                opened.value == 1 && fresh || next(last.chapter) || (fresh && opened.value > last.chapter)
            }
            PartKind::Section => {
                opened.value == 1 && !in_article
                    || next(last.section) && (!in_article || self.is_open(PartKind::Section))
            }
            PartKind::Subsection => opened.value == 1 || next(last.subsection),
            PartKind::Article => next(last.article) || (fresh && opened.value > last.article),
            PartKind::Clause => next(last.clause),
            PartKind::Point => {
                opened.value == last.point + 1
                    || (last.point > 0
                        && (opened.value == last.point + 2 || opened.inserted && opened.value == last.point))
            }
            _ => false,
        };
        if named && self.over.is_some() && !self.is_open(PartKind::Annex) {
            // Articles that begin anew behind the signature are those of what was issued along.
            let begins = opened.value == 1 && !matches!(opened.kind, PartKind::Clause | PartKind::Point);
            if begins && let Some(from) = self.over {
                self.annex(from.min(at), String::new(), Some(at));
            }
            return begins;
        }
        named
    }

    /// Opens a provision.
    fn provision(&mut self, at: usize, opened: Opening) {
        let level = level(opened.kind);
        // A section of a plan stands above its paragraphs; a section of a law above its articles.
        self.close(level, at);
        let last = &mut self.last;
        match opened.kind {
            PartKind::Division => {
                *last =
                    Last { division: opened.value, article: last.article, footnote: last.footnote, ..Last::default() }
            }
            PartKind::Chapter => {
                *last = Last {
                    chapter: opened.value,
                    division: last.division,
                    article: last.article,
                    footnote: last.footnote,
                    ..Last::default()
                }
            }
            PartKind::Section => (last.section, last.subsection, last.clause, last.point) = (opened.value, 0, 0, 0),
            PartKind::Subsection => (last.subsection, last.clause, last.point) = (opened.value, 0, 0),
            PartKind::Article => (last.article, last.clause, last.point) = (opened.value, 0, 0),
            PartKind::Clause => (last.clause, last.point) = (opened.value, 0),
            _ => last.point = opened.value,
        }
        let heading = self.heading(at, &opened);
        let span = begins(self.tokens, &self.lines[at]);
        let part = self.add(opened.kind, Some(opened.number), heading, span);
        self.open.push(part);
    }

    /// The words behind a number that are a title and no sentence.
    fn heading(&self, at: usize, opened: &Opening) -> Option<Span> {
        if matches!(opened.kind, PartKind::Clause | PartKind::Point) {
            return None;
        }
        // The line where the title begins: that of the number or the next one.
        let from = at + self.lines.get(at..)?.iter().take(3).position(|line| line.end(self.tokens) >= opened.text)?;
        let below = from > at && self.lines[from].start == opened.text;
        let first = (opened.text..=self.lines[from].last).find(|&i| !is_markup(self.tokens, i))?;
        let mut last = from;
        let upper = self.tokens.get(first).is_some_and(|t| t.case == Case::Upper && t.span.end - t.span.start > 1);
        for (n, next) in self.lines.iter().enumerate().skip(from + 1).take(6) {
            let token = self.tokens.get(next.start)?;
            let on =
                if upper { next.is_upper(self.tokens) } else { token.kind == Kind::Word && token.case == Case::Lower };
            if token.breaks >= 2 || !on || opening(self.tables, self.tokens, next).is_some() {
                break;
            }
            last = n;
        }
        let (line, next) = (self.lines.get(last)?, self.lines.get(last + 1));
        let end = line.end(self.tokens);
        let title = end >= first && end - first < HEADING && !line.is_ended(self.tokens);
        let own = !below || opening(self.tables, self.tokens, &self.lines[from]).is_none();
        // Of a text broken by width the end of a line proves nothing.
        let joined = use_at(self.tables, self.tokens, end, Use::Binder).is_some();
        let parted = upper
            || !self.width.is_wrapped
            || end < line.last
            || end > first
                && !joined
                && self.is_short(line)
                && next.is_none_or(|next| self.tokens.get(next.start).is_none_or(|t| t.is_capital()))
            || end > first && next.is_none_or(|next| opening(self.tables, self.tokens, next).is_some());
        (title && own && parted).then(|| self.tokens.span(first, end))
    }

    /// True for a line that could have held more.
    fn is_short(&self, line: &Line) -> bool {
        self.tokens.text.slice(line.span(self.tokens)).chars().count() * 10 < self.width.longest * 7
    }

    /// Adds a part below those that are open, with a name of its own.
    fn add(&mut self, kind: PartKind, number: Option<String>, heading: Option<Span>, span: Span) -> usize {
        let parent = self.open.last().copied();
        let scope = match kind {
            // Articles are counted through the whole paper, so that the chapter is no part of their name.
            PartKind::Article => self.open.iter().rev().map(|&i| &self.parts[i]).find(|p| p.kind == PartKind::Annex),
            _ => parent.map(|i| &self.parts[i]),
        };
        let numbered = number.as_deref().filter(|n| !n.is_empty()).map(str::to_lowercase);
        let stem = match (scope, kind) {
            (Some(scope), _) => format!("{}__{}", scope.id, prefix(kind)),
            (None, _) => prefix(kind).to_owned(),
        };
        let mut id = match numbered {
            Some(number) => format!("{stem}_{number}"),
            None => stem,
        };
        let uncounted = matches!(
            kind,
            PartKind::Quotation | PartKind::Basis | PartKind::Signature | PartKind::Recipients | PartKind::Annex
        );
        let times = self.ids.entry(id.clone()).or_default();
        *times += 1;
        if uncounted && number.as_deref().is_none_or(str::is_empty) {
            id = format!("{id}_{times}");
        } else if *times > 1 {
            id = format!("{id}-{times}");
        }
        if level(kind) == LEAF {
            self.open.push(self.parts.len());
        }
        self.parts.push(Part { kind, id, number: number.filter(|n| !n.is_empty()), span, heading, parent });
        self.parts.len() - 1
    }

    /// Ends the open parts of a level and below with the line before `at`.
    fn close(&mut self, level_at: u8, at: usize) {
        let end = at.checked_sub(1).and_then(|i| self.lines.get(i)).map_or(0, |line| line.span(self.tokens).end);
        while let Some(&part) = self.open.last() {
            if level(self.parts[part].kind) < level_at {
                return;
            }
            let part = &mut self.parts[part];
            part.span.end = part.span.end.max(end);
            self.open.pop();
        }
    }

    fn is_open(&self, kind: PartKind) -> bool {
        self.open.iter().any(|&part| self.parts[part].kind == kind)
    }

    fn starts_block(&self, at: usize) -> bool {
        self.tokens.get(self.lines[at].first).is_none_or(|t| t.breaks >= 2)
    }

    /// Opens the annex of which "(Ban hành kèm theo …)" speaks, from its title on.
    fn attached(&mut self, at: usize) {
        let lowest = at.saturating_sub(TITLE).max(self.over.unwrap_or(0));
        let begun = self.open.iter().map(|&i| &self.parts[i]).find(|part| part.kind == PartKind::Annex);
        let near = self.lines.get(lowest).map_or(0, |line| line.span(self.tokens).start);
        if begun.is_some_and(|part| part.span.start >= near) {
            return;
        }
        // The title stands behind whatever was opened last.
        let after =
            self.parts.last().map_or(0, |part| if self.open.is_empty() { part.span.end } else { part.span.start + 1 });
        let typed = |i: &usize| {
            let line = &self.lines[*i];
            let token = self.tokens.get(line.start);
            line.span(self.tokens).start >= after
                && token.is_some_and(|t| t.case == Case::Upper)
                && self.tables.type_words.longest(self.tokens, line.start).is_some()
        };
        let upper = |i: &usize| self.lines[*i].is_upper(self.tokens) && self.lines[*i].span(self.tokens).start >= after;
        let from = (lowest..at).rev().find(typed).or_else(|| (lowest..at).rev().take_while(upper).last());
        // Within the body "(kèm theo Quyết định này)" without a title above is a remark.
        if let Some(from) = from.or(self.over.map(|_| at)) {
            self.annex(from, String::new(), Some(at));
        }
    }

    /// True for "PHỤ LỤC", "Phụ lục I" as a title.
    fn is_annex(&self, at: usize, opened: &Opening) -> bool {
        let line = &self.lines[at];
        let upper = self.tokens.get(line.start).is_some_and(|t| t.case == Case::Upper);
        let short = line.last - line.start < 14 && !line.is_ended(self.tokens);
        let alone = opened.text > line.end(self.tokens);
        let fresh = at == 0 || self.starts_block(at) || self.lines[at - 1].is_ended(self.tokens) || self.over.is_some();
        short && (upper || alone && fresh || self.over.is_some() && fresh)
    }

    /// Opens an annex with line `at`; its heading reaches to the line before `upto`.
    fn annex(&mut self, at: usize, number: String, upto: Option<usize>) {
        self.close(0, at);
        self.last = Last { footnote: self.last.footnote, ..Last::default() };
        self.over.get_or_insert(at);
        let end = upto.map_or(at, |upto| upto.max(at));
        let span = self.tokens.span(self.lines[at].start, self.lines[end].last);
        let heading = (end > at).then(|| self.tokens.span(self.lines[at].start, self.lines[end - 1].end(self.tokens)));
        let part = self.add(PartKind::Annex, Some(number), heading, span);
        self.open.push(part);
    }

    /// The list of recipients: its lines begin with dashes, or go on with the one before.
    fn recipients(&mut self, at: usize) -> usize {
        self.end_of_body(at);
        let mut end = at;
        for (n, line) in self.lines.iter().enumerate().skip(at + 1) {
            let dash =
                self.tokens.get(line.start).is_some_and(|t| t.is_dash() || matches!(t.kind, Kind::Mark('+' | '•')));
            let on = !self.lines[n - 1].is_ended(self.tokens) && !line.is_upper(self.tokens) && n > at + 1;
            if !dash && (!on || self.starts_block(n)) {
                break;
            }
            end = n;
        }
        let span = self.tokens.span(self.lines[at].start, self.lines[end].last);
        self.add(PartKind::Recipients, None, None, span);
        self.over = Some(end + 1);
        end + 1
    }

    fn signature(&mut self, at: usize, signature: &Signature) {
        self.end_of_body(at);
        let span = self.tokens.span(self.lines[at].start, self.lines[signature.last].last);
        self.add(PartKind::Signature, None, None, span);
        self.over = Some(signature.last + 1);
    }

    /// Closes the provisions; an annex goes on to the next one.
    fn end_of_body(&mut self, at: usize) {
        self.close(level(PartKind::Division), at);
        self.last = Last { footnote: self.last.footnote, ..Last::default() };
    }

    /// A note below the text, "[1] …": the line behind it.
    fn footnote(&mut self, at: usize) -> Option<usize> {
        let value = self.footnote_number(at).filter(|value| *value == self.last.footnote + 1)?;
        let mut end = at + 1;
        while end < self.lines.len() && self.footnote_number(end).is_none_or(|next| next != value + 1) {
            let next = opening(self.tables, self.tokens, &self.lines[end]);
            let over = self.over.is_some() && !self.is_open(PartKind::Annex);
            if !over && next.is_some_and(|next| next.kind != PartKind::Annex && self.goes_on(end, &next)) {
                break;
            }
            end += 1;
        }
        self.last.footnote = value;
        let span = self.tokens.span(self.lines[at].start, self.lines[end - 1].last);
        self.add(PartKind::Footnote, Some(value.to_string()), None, span);
        Some(end)
    }

    fn footnote_number(&self, at: usize) -> Option<u32> {
        let start = self.lines[at].start;
        let mark = |i: usize, c| self.tokens.get(i).is_some_and(|t| t.is_mark(c));
        self.tokens.number(start + 1).filter(|_| mark(start, '[') && mark(start + 2, ']'))
    }

    /// A legal basis, before the first provision: "Căn cứ …;". The line behind it.
    fn basis(&mut self, at: usize) -> Option<usize> {
        let is_basis = |line: &Line| {
            self.tables
                .relation_cues
                .longest(self.tokens, line.start)
                .is_some_and(|hit| hit.value.kind == RelationType::Basis)
                && self.tokens.get(line.start).is_some_and(|t| t.is_capital())
        };
        if !self.open.is_empty() || self.over.is_some() || !is_basis(&self.lines[at]) {
            return None;
        }
        let mut end = at;
        while !self.lines[end].is_ended(self.tokens)
            && self.lines.get(end + 1).is_some_and(|next| {
                !is_basis(next)
                    && !next.is_upper(self.tokens)
                    && !self.starts_block(end + 1)
                    && opening(self.tables, self.tokens, next).is_none()
            })
        {
            end += 1;
        }
        let span = self.tokens.span(self.lines[at].start, self.lines[end].end(self.tokens));
        self.add(PartKind::Basis, None, None, span);
        Some(end + 1)
    }
}

/// How deep a kind lies; a part closes those of its own depth and below.
fn level(kind: PartKind) -> u8 {
    match kind {
        PartKind::Annex => 0,
        PartKind::Division => 1,
        PartKind::Chapter => 2,
        PartKind::Section => 3,
        PartKind::Subsection => 4,
        PartKind::Article => 5,
        PartKind::Clause => 6,
        PartKind::Recipients | PartKind::Signature | PartKind::Basis | PartKind::Footnote => LEAF,
        _ => 7,
    }
}
