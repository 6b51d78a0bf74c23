//! The issuer as the head names it: "BỘ TÀI CHÍNH⏎CỤC THUẾ" (the lower body issues), the authority above the legal
//! bases ("HỘI ĐỒNG NHÂN DÂN TỈNH …"), "của …" behind a number, "TM. ỦY BAN NHÂN DÂN" at the foot.

use super::Sheet;
use super::number::{Own, Place};
use crate::find::agency::{FoundBody, body_at, issuer_after, place_at};
use crate::find::has_use;
use crate::lines::Line;
use crate::model::Span;
use crate::tables::Use;
use crate::tables::agencies::COMMITTEE;

/// Lines at the end of a letter in which its last paragraph begins.
const CLOSING: usize = 8;
/// Tokens behind a number in which "do … ban hành" may stand.
const BEHIND: usize = 120;

/// Who speaks.
#[derive(Clone, Debug, Default)]
pub struct Issuer {
    /// Id of the body; of a local one without its province where the head does not name it.
    pub id: Option<String>,
    /// Symbol of the province.
    pub place: Option<String>,
    /// Where the head names it.
    pub span: Option<Span>,
}

/// The issuer, by the lines before token `upto`, else by those before the body.
pub fn own(sheet: &Sheet, upto: usize, body: usize, own: Option<&Own>) -> Issuer {
    let above = named(sheet, sheet.first, upto);
    let found = if above.id.is_some() { above } else { named(sheet, upto, body) };
    // A committee's number is no ministry's, whomever the first sentence names: the head has lost its second line.
    let local = own.and_then(|own| own.number.rest.first()).is_some_and(|symbol| {
        sheet.tables.agencies.local_symbol(symbol).is_some()
            && sheet.tables.agencies.national_symbol(symbol, None).is_none()
    });
    let foreign = local && found.id.as_deref().is_some_and(|id| !id.contains(':'));
    let found = if foreign { Issuer::default() } else { found };
    let place = found.place.or_else(|| dated_place(sheet, body));
    let titled = || own.filter(|own| own.place != Place::Line).and_then(|own| said(sheet, own));
    let signed = || {
        let signature = sheet.signatures.first()?;
        let line = sheet.lines.get(signature.first)?;
        named(sheet, line.start, sheet.lines.get(signature.last)?.first).id
    };
    Issuer { id: found.id.or_else(titled).or_else(signed), place, span: found.span }
}

/// The last body that is named between two tokens, with the province that any of them names.
fn named(sheet: &Sheet, from: usize, to: usize) -> Issuer {
    let mut found = Issuer::default();
    let mut first = None;
    let mut at = from;
    while at < to {
        let upper = sheet.tokens.get(at).is_some_and(|t| t.is_capital());
        let Some(body) =
            body_at(sheet.tables, sheet.tokens, at).filter(|body| upper && !body.body.collective && body.last < to)
        else {
            let place = sheet.tables.agencies.place_words.longest(sheet.tokens, at);
            if place.is_some()
                && let Some((_, Some(province))) = place_at(sheet.tables, sheet.tokens, at)
            {
                found.place.get_or_insert(province);
            }
            at += 1;
            continue;
        };
        at = body.last + 1;
        let FoundBody { first: start, last, body, .. } = body;
        let Some(id) = body.id else { continue };
        if let Some((_, province)) = id.split_once(':').filter(|(_, province)| !province.is_empty()) {
            found.place = Some(province.to_owned());
        }
        let opening = *first.get_or_insert(start);
        found.span = Some(sheet.tokens.span(opening, last));
        found.id = Some(id);
    }
    found
}

/// The province of "Cao Bằng, ngày …", where a people's committee may be the one that speaks.
fn dated_place(sheet: &Sheet, body: usize) -> Option<String> {
    let cell = |at: usize| at.checked_sub(1).is_some_and(|at| sheet.tokens.get(at).is_some_and(|t| t.is_mark('|')));
    let begins = |at: usize| sheet.starts_line(at) || cell(at);
    (sheet.first..body).find_map(|at| {
        let (last, province) = place_at(sheet.tables, sheet.tokens, at).filter(|_| begins(at))?;
        let comma = sheet.tokens.get(last + 1).is_some_and(|t| t.is_mark(','));
        let day = crate::find::date::is_word(sheet.tokens, last + 2, "ngày");
        province.filter(|_| comma && day)
    })
}

/// "của Cục Thuế", "do Bộ Xây dựng ban hành" behind a number in a title or on an annex.
fn said(sheet: &Sheet, own: &Own) -> Option<String> {
    let line = sheet.line_of(own.last)?;
    let last = line.last.max(own.last + 12).min(own.last + BEHIND);
    let mut ids = (own.last + 1..=last).filter_map(|at| Some(issuer_after(sheet.tables, sheet.tokens, at)?.0));
    // "Công văn … của Bộ Y tế do Cục Quản lý Dược ban hành": a title ends with the body that issued it.
    if own.place == Place::Title { ids.next_back() } else { ids.next() }
}

/// The body that speaks in a letter, from line `from` on: the one with which its last paragraph begins ("Cục Thuế trả
/// lời để …"), else its first.
pub fn speaking(sheet: &Sheet, from: usize) -> Option<String> {
    let closes = |line: &&Line| !has_use(sheet.tables, sheet.tokens, line.start, Use::Recipients);
    let upto = sheet.signatures.first().map_or(sheet.lines.len(), |signature| signature.first);
    let lines: Vec<&Line> = sheet.lines.get(from..upto)?.iter().take_while(closes).collect();
    let opens =
        |line: &&Line| body_at(sheet.tables, sheet.tokens, line.start).filter(|body| !body.body.collective)?.body.id;
    lines.iter().rev().take(CLOSING).find_map(opens).or_else(|| opens(lines.first()?))
}

/// The id of a body as a collection names it: "Cục Thuế", "Ủy ban nhân dân tỉnh Bắc Ninh"; the name of a province alone
/// ("Tỉnh Bắc Ninh") is its people's committee.
pub fn of_name(tables: &crate::tables::Tables, name: &str) -> Option<String> {
    let text = crate::model::Text::new(name.to_owned(), crate::model::Format::Txt);
    let tokens = crate::tokens::Tokens::new(&tables.vocabulary, &text);
    if let Some((last, Some(province))) = place_at(tables, &tokens, 0)
        && last + 1 == tokens.list.len()
    {
        return Some(format!("{COMMITTEE}:{province}"));
    }
    (0..tokens.list.len()).find_map(|at| body_at(tables, &tokens, at)?.body.id)
}
