//! Anaphors → the papers that they point at: "Quyết định này", "Công điện nêu trên", a bare "Công điện". They follow what
//! the names before them were found to mean, also where a person chose it.

use super::reference_of;
use crate::model::{Cited, Form, Item, Key, Mention, Reference, Span, Target, item_at};
use crate::tables::Tables;

/// Gives each anaphor the paper that it points at.
///
/// `base` is where the paper that a consolidated text gives is named: "Quyết định này" is that one there, and otherwise
/// the `subject` of a single document.
pub fn point_back(
    tables: &Tables,
    content: &str,
    items: &[Item],
    mentions: &[Mention],
    base: Option<Span>,
    subject: Option<&Key>,
    references: &mut [Reference],
) {
    let speaker = references.iter().find(|r| base == Some(mentions[r.mention].span)).and_then(Reference::key).cloned();
    let subject = speaker.as_ref().or(subject);
    for at in 0..references.len() {
        let mention = &mentions[references[at].mention];
        let points = |c: &&Cited| c.form == Form::Anaphor && references[at].chosen.is_none();
        let Some(cited) = mention.cited().filter(points) else { continue };
        let item = item_at(items, mention.span);
        let own = match item.and_then(|i| i.reported_by) {
            Some(reported) => reference_of(references, reported).and_then(Reference::key).cloned(),
            None => subject.cloned(),
        };
        // "Quyết định này" is the paper that speaks; "Công điện nêu trên" is the last one named that does not; a bare
        // "Công điện" is the last one named, whichever.
        let bare = cited.name.to_lowercase() == tables.type_name(cited.kind).to_lowercase();
        let this = cited.name.split_whitespace().last().is_some_and(|w| w == "này");
        let own = own.filter(|key| key.kind == cited.kind);
        let fits = |key: &&Key| key.kind == cited.kind && (this || bare || own.as_ref() != Some(*key));
        let named = || {
            let near = references[..at].iter().rev();
            let item = near.take_while(|r| item.is_none_or(|i| i.span.contains(mentions[r.mention].span)));
            item.filter_map(Reference::key).filter(fits)
        };
        // "Công văn nêu trên của Bộ Y tế": the last one of that body, where one is named.
        let theirs = |key: &&Key| is_issued_by(key, cited.issuer.as_deref());
        let before = named().find(theirs).or_else(|| named().next()).cloned();
        // Where a bare word opens a sentence, the item's own paper goes on: "Quyết định có hiệu lực từ …".
        let found = if this || bare && opens_sentence(content, mention.span) { own.or(before) } else { before.or(own) };
        if let Some(key) = found {
            references[at] = Reference::new(references[at].mention, Target::One(key));
        }
    }
}

/// True for a paper of the body that an anaphor names, whatever its province.
fn is_issued_by(key: &Key, issuer: Option<&str>) -> bool {
    let body = |id: &str| id.split(':').next().map(str::to_owned);
    issuer.is_some_and(|issuer| key.issuer.as_deref().and_then(body) == body(issuer))
}

/// True for a mention with which a sentence or a paragraph begins.
fn opens_sentence(content: &str, span: Span) -> bool {
    let before = content.get(..span.start).unwrap_or_default();
    let words = before.trim_end();
    words.is_empty() || words.ends_with('.') || before[words.len()..].contains('\n')
}
