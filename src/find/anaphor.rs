//! Words that point at a paper named before: `Quyết định này`, `Công điện nêu trên`, a bare `Công điện` or
//! `Luật` that stands for the one paper of its type in the item. Needs the items and what was found in them.

use super::agency::issuer_after;
use super::{has_use, use_at};
use crate::model::{Cited, DocType, Form, Item, Mention, Span, Value};
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};
use std::collections::HashSet;

/// Every anaphor of a text, given what its items name. `subjects` are the types of the items' own papers.
pub fn anaphors(
    tables: &Tables,
    tokens: &Tokens,
    items: &[Item],
    mentions: &[Mention],
    subjects: &[Option<DocType>],
) -> Vec<Mention> {
    let named: Vec<(Span, &Cited)> = mentions.iter().filter_map(|m| Some((m.span, m.cited()?))).collect();
    // "Sở Kế hoạch và Đầu tư" holds no plan.
    let bodies: Vec<Span> = mentions.iter().filter(|m| matches!(m.value, Value::Agency(_))).map(|m| m.span).collect();
    let in_body = |span: Span| {
        let at = bodies.partition_point(|b| b.end <= span.start);
        bodies.get(at).is_some_and(|b| b.overlaps(span))
    };
    let mut found = Vec::new();
    for (item, subject) in items.iter().zip(subjects) {
        let mut index = tokens.at(item.span.start);
        while tokens.get(index).is_some_and(|t| t.span.start < item.span.end) {
            let Some(hit) = tables.type_words.longest(tokens, index) else {
                index += 1;
                continue;
            };
            let ((kind, general), last) = (*hit.value, hit.last);
            let span = tokens.span(index, last);
            let taken = named.partition_point(|(s, _)| s.end <= span.start);
            let free = named.get(taken).is_none_or(|(s, _)| !s.overlaps(span));
            let capital = tokens.get(index).is_some_and(|t| t.is_capital());
            // "công văn này": a small letter is as good where the item reports a paper of the type.
            let own = || *subject == Some(kind) && !is_drafted(tables, tokens, index);
            if free
                && general
                && kind == DocType::OfficialLetter
                && let Some(end) = letter_above(tables, tokens, &named, item, index, last)
            {
                found.push(mention(tables, tokens, index, end, kind));
                index = end + 1;
                continue;
            }
            if free
                && general
                && capital
                && speaks(tables, tokens, last + 1)
                && *subject == Some(kind)
                && !in_body(span)
            {
                found.push(mention(tables, tokens, index, last, kind));
                index = last + 1;
                continue;
            }
            if free && kind != DocType::Other && !general && (capital || own()) {
                if let Some(end) = use_at(tables, tokens, last + 1, Use::Pointer)
                    .filter(|&end| same_line(tokens, last + 1) && !binds(tables, tokens, last + 1, end))
                {
                    found.push(mention(tables, tokens, index, end, kind));
                    index = end + 1;
                    continue;
                }
                let in_headline = item.headline.contains(span) && item.headline != item.span;
                if capital
                    && !in_headline
                    && !in_body(span)
                    && is_bare(tables, tokens, index, last)
                    && stands_for_one(tables, &named, item, span, kind, *subject)
                {
                    found.push(mention(tables, tokens, index, last, kind));
                }
            }
            index = last + 1;
        }
    }
    found
}

/// The last token of "văn bản nói trên", which stands for a letter that was named before; "các văn bản nêu trên" are
/// several, and "Văn bản này" is the paper itself.
fn letter_above(
    tables: &Tables,
    tokens: &Tokens,
    named: &[(Span, &Cited)],
    item: &Item,
    first: usize,
    last: usize,
) -> Option<usize> {
    // "văn bản trên" may be any text that was spoken of.
    let above = |end: &usize| *end > last + 1 && super::date::is_word(tokens, *end, "trên");
    let end = use_at(tables, tokens, last + 1, Use::Pointer).filter(above)?;
    if !same_line(tokens, last + 1) || binds(tables, tokens, last + 1, end) || is_drafted(tables, tokens, first) {
        return None;
    }
    let start = tokens.get(first)?.span.start;
    let upto = named.partition_point(|(span, _)| span.end <= start);
    let (span, cited) = named[..upto].last()?;
    (cited.kind == DocType::OfficialLetter && span.start >= item.span.start).then_some(end)
}

/// True for words with which the letter that was reported goes on to speak: "Văn bản nêu rõ:", "Văn bản yêu cầu các sở".
fn speaks(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    let says = use_at(tables, tokens, at, Use::Says).filter(|_| same_line(tokens, at));
    let tells = |end: usize| tokens.get(end + 1).is_some_and(|t| t.is_mark(':') || t.is_mark(','));
    says.is_some_and(|end| tells(end) || has_use(tables, tokens, at, Use::Orders))
}

/// True for words that only seem to point back: "Chỉ thị trên địa bàn tỉnh".
fn binds(tables: &Tables, tokens: &Tokens, first: usize, end: usize) -> bool {
    use_at(tables, tokens, first, Use::Binder).is_some_and(|last| last > end)
}

/// True if nothing but a space goes before a token.
fn same_line(tokens: &Tokens, index: usize) -> bool {
    tokens.get(index).is_some_and(|t| t.breaks < 2)
}

/// True for a plural or a draft: "các Quyết định", "dự thảo Nghị định".
fn is_drafted(tables: &Tables, tokens: &Tokens, first: usize) -> bool {
    (1..=2).any(|back| {
        first >= back && use_at(tables, tokens, first - back, Use::Draft).is_some_and(|end| end + 1 == first)
    })
}

/// True for a type word alone: no title behind it, no plural or draft before it.
fn is_bare(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> bool {
    let drafted = is_drafted(tables, tokens, first);
    let issued = first > 0
        && (1..=3).any(|back| {
            first >= back && use_at(tables, tokens, first - back, Use::Issues).is_some_and(|end| end + 1 == first)
        });
    // "Theo Thông báo, …" points back, though "theo" may also report a paper.
    let refers = first > 0 && ["theo", "tại", "bằng"].iter().any(|word| super::date::is_word(tokens, first - 1, word));
    if drafted || (issued && !refers) {
        return false;
    }
    if (first..=last).all(|i| tokens.get(i).is_some_and(|t| t.case == Case::Upper)) {
        // "QUYẾT ĐỊNH:" heads what the paper itself decides.
        return false;
    }
    let Some(next) = tokens.get(last + 1) else { return true };
    match next.kind {
        Kind::Mark(mark) => matches!(mark, ',' | '.' | ';' | ')' | ':'),
        Kind::Number => false,
        Kind::Word if next.breaks >= 2 => true,
        Kind::Word => {
            super::date::is(tokens, last + 1, "và")
                || super::date::is(tokens, last + 1, "đến")
                || super::date::is(tokens, last + 1, "tới")
                || has_use(tables, tokens, last + 1, Use::Says)
                || super::date::is(tokens, last + 1, "đã")
                || binds(tables, tokens, last + 1, last + 1)
        }
    }
}

/// True if exactly one paper of the type was named before in the item; the item's own does not count unless
/// it is the only one.
fn stands_for_one(
    tables: &Tables,
    named: &[(Span, &Cited)],
    item: &Item,
    span: Span,
    kind: DocType,
    subject: Option<DocType>,
) -> bool {
    let from = named.partition_point(|(s, _)| s.start < item.span.start);
    let before: HashSet<&str> = named[from..]
        .iter()
        .take_while(|(s, _)| s.start < span.start)
        .filter(|(s, c)| s.end <= span.start && c.kind == kind)
        .map(|(_, c)| tables.statutes.numbered(&c.name).map_or(c.name.as_str(), |s| s.row.short_title.as_str()))
        .collect();
    before.len() == 1 || (before.len() == 2 && subject == Some(kind))
}

/// An anaphor of a type, with the body that it names: "Công văn nêu trên của Bộ Y tế".
fn mention(tables: &Tables, tokens: &Tokens, first: usize, last: usize, kind: DocType) -> Mention {
    let span = tokens.span(first, last);
    let cited = Cited {
        form: Form::Anaphor,
        kind,
        name: tokens.text.slice(span).to_owned(),
        year: None,
        date: None,
        issuer: issuer_after(tables, tokens, last + 1).map(|(id, _)| id),
        pinpoint: None,
    };
    Mention { span, value: Value::Document(cited) }
}
