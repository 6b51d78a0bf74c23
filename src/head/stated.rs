//! What a collection says of a paper, beside what its head says. The head stands where both speak, and a difference is
//! noted; where the head is silent, the collection's word is taken.

use super::{Head, issuer};
use crate::find::number::{self, Number};
use crate::model::{Cited, DocType, Form, Key, Note, PartKind, Span, Stated};
use crate::tables::Tables;
use chrono::Datelike;

/// The head with what a collection says of the paper where the text is silent; `None` where neither knows what paper
/// it is.
pub fn complete(tables: &Tables, head: Option<Head>, stated: &Stated) -> Option<Head> {
    let number = number_of(tables, stated);
    let kind = number.as_ref().and_then(|n| n.kind).or_else(|| kind_of(tables, stated));
    let issuer = stated.issuer.as_deref().or(titled_issuer(stated)).and_then(|name| issuer::of_name(tables, name));
    let mut head = match head {
        Some(head) => head,
        None => {
            let number = number.as_ref()?;
            let kind = kind.unwrap_or(DocType::OfficialLetter);
            let own = Cited {
                form: Form::Number,
                kind,
                name: number.canonical.clone(),
                year: number.year,
                date: None,
                issuer: None,
                pinpoint: None,
            };
            Head { own, title: None, signer: None, place: None, parts: Vec::new(), certain: true }
        }
    };
    let own = &mut head.own;
    if let (Form::Title, Some(number)) = (own.form, number) {
        (own.form, own.name) = (Form::Number, number.canonical);
        own.year = number.year.or(own.year);
        own.kind = number.kind.unwrap_or(own.kind);
    }
    own.date = own.date.or(stated.date);
    own.year = own.year.or(own.date.map(|date| date.year())).or_else(|| titled_year(stated));
    own.issuer = own.issuer.take().or(issuer);
    head.place = head.place.or_else(|| {
        own.issuer.as_deref()?.split_once(':').map(|(_, place)| place.to_owned()).filter(|place| !place.is_empty())
    });
    head.signer = head.signer.or_else(|| stated.signer.clone());
    Some(head)
}

/// What a reader should look at: where collection and head contradict each other. `own` is what the text says, before
/// anything was taken from the collection, and `key` what came of it.
pub fn contradictions(tables: &Tables, head: &Head, key: &Key, stated: &Stated) -> Vec<Note> {
    let own = &head.own;
    let at = |kind: PartKind| {
        let found = head.parts.iter().find(|(part, _)| *part == kind).or(head.parts.first());
        found.map_or(Span::default(), |(_, span)| *span)
    };
    let mut notes = Vec::new();
    let mut differ = |kind: PartKind, what: &str, ours: String, theirs: String| {
        let message = format!("the text gives the {what} {ours}, the collection {theirs}");
        notes.push(Note { span: at(kind), message });
    };
    if let Some(number) = number_of(tables, stated).filter(|_| own.form == Form::Number)
        && plain(&number.canonical) != plain(&own.name)
    {
        differ(PartKind::Number, "number", own.name.clone(), number.canonical);
    }
    if let (Some(ours), Some(theirs)) = (own.date, stated.date)
        && ours != theirs
    {
        differ(PartKind::PlaceDate, "date", ours.to_string(), theirs.to_string());
    }
    if let Some(theirs) = kind_of(tables, stated)
        && theirs != own.kind
    {
        differ(PartKind::Title, "type", tables.type_name(own.kind).to_owned(), tables.type_name(theirs).to_owned());
    }
    let theirs = stated.issuer.as_deref().and_then(|name| issuer::of_name(tables, name));
    if let (Some(ours), Some(theirs)) = (&key.issuer, theirs)
        && !same_body(ours, &theirs)
    {
        let name = |id: &str| tables.agencies.name(id).unwrap_or_else(|| id.to_owned());
        differ(PartKind::Issuer, "issuer", name(ours), name(&theirs));
    }
    notes
}

/// The number that a collection gives, in its column or in the title.
fn number_of(tables: &Tables, stated: &Stated) -> Option<Number> {
    let first = |text: &str| number::numbers(tables, text).into_iter().next();
    let titled = || {
        let title = stated.title.as_deref()?;
        let number = first(title)?;
        // "Công văn 12/CT-CS …", "Quyết định số 5/QĐ-TTg …": behind the type word, not within the title.
        let before = title.get(..number.span.start)?.trim_end().trim_end_matches(':').trim_end();
        let before = before.strip_suffix("số").map_or(before, str::trim_end);
        type_named(tables, before).is_some().then_some(number)
    };
    stated.number.as_deref().and_then(first).or_else(titled)
}

/// The type that a collection gives, in its column or as the first word of the title.
fn kind_of(tables: &Tables, stated: &Stated) -> Option<DocType> {
    stated.kind.as_deref().and_then(|kind| type_named(tables, kind)).or_else(|| {
        let title = stated.title.as_deref()?;
        let number = number_of(tables, stated)?;
        let before = title.find(&number.canonical).and_then(|at| title.get(..at))?.trim_end();
        type_named(tables, before.strip_suffix("số").map_or(before, str::trim_end))
    })
}

/// The type of a type word and nothing else.
fn type_named(tables: &Tables, words: &str) -> Option<DocType> {
    let text = crate::model::Text::new(words.to_owned(), crate::model::Format::Txt);
    let tokens = crate::tokens::Tokens::new(&tables.vocabulary, &text);
    let hit = tables.type_words.longest(&tokens, 0)?;
    (hit.last + 1 == tokens.list.len()).then_some(hit.value.0)
}

/// The body in "… do Cục Thuế ban hành" at the end of a title.
fn titled_issuer(stated: &Stated) -> Option<&str> {
    let title = stated.title.as_deref()?;
    title.rfind(" do ").and_then(|at| title.get(at + " do ".len()..))
}

/// The year in "Công văn 5402/CT-CS năm 2025 …".
fn titled_year(stated: &Stated) -> Option<i32> {
    let title = stated.title.as_deref()?;
    let (_, behind) = title.split_once(" năm ")?;
    behind.get(..4)?.parse().ok().filter(|year| (1945..2200).contains(year))
}

/// A number as it is compared.
fn plain(number: &str) -> String {
    number.trim_start_matches('0').to_uppercase()
}

/// True for one body, or for two of one province: a collection names the province for all its bodies.
fn same_body(ours: &str, theirs: &str) -> bool {
    let place = |id: &str| id.split_once(':').map(|(_, place)| place.to_owned());
    ours == theirs || place(ours).is_some() && place(ours) == place(theirs)
}
