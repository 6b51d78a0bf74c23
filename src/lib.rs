//! **luocdo** reads Vietnamese legal and administrative documents and builds a knowledge graph ("lược đồ") of
//! them: who carries out which order, who is to do what by when, and the sentence that proves it.
//!
//! ```
//! use luocdo::{Config, Tables, extract, read};
//! # fn main() -> luocdo::Result<()> {
//! let tables = Tables::builtin()?;
//! let page = "UBND tỉnh Lạng Sơn ban hành Kế hoạch số 148/KH-UBND, ngày 04/7/2023 triển khai thực hiện Chỉ thị \
//!             số 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ.";
//! let text = read::read_bytes("page.txt".as_ref(), page.as_bytes())?;
//! let found = extract(&tables, &Config::default(), text);
//! let relation = &found.relations[0];
//! assert_eq!(relation.kind.name(), "implements");
//! assert_eq!(relation.to.to_string(), "CT|20/CT-TTg|2023|TTg");
//! # Ok(())
//! # }
//! ```
//!
//! # The flow
//!
//! ```text
//! bytes → Text → Tokens → Mentions → Items → References → Relations, Assignments → Quads → Store → answers
//!  read   tokens   find    segment    resolve   relate, assign            encode   store   analyze, export
//!                                     choose
//! ```
//!
//! What a person chose where a name is open ([`choose`]) comes between what the names mean and what points at them.
//!
//! Of a single document [`head`] reads what it says of itself, and [`parts`] where its provisions, signatures, annexes
//! and quotations stand; both go by [`lines`].
//!
//! A noun is a thing ([`model`]), a verb is a step. Steps stand in a row: each takes the nouns and knows no
//! other step's inside; only [`extract`] lines them up. [`read`] is the only step that can fail; what the others
//! do not understand becomes a [`model::Note`]. The words of the law are in `ontology/tables/*.csv`
//! ([`tables`]), never in code.
//!
//! # Invariants, each one a test
//!
//! - Every span lies on character boundaries and leads back to its place in the source.
//! - Steps after `read` return for any input.
//! - The same bytes give the same quads in the same order.
//! - A mention with several candidates, or none, never becomes an edge.
//! - No IRI is written outside [`iri`]; every term in code is defined in the ontology and the other way round.

pub mod analyze;
pub mod ask;
pub mod assign;
pub mod check;
pub mod choose;
pub mod consolidated;
pub mod encode;
pub mod error;
pub mod export;
pub mod find;
pub mod head;
pub mod iri;
pub mod json;
pub mod judge;
pub mod lines;
pub mod model;
pub mod names;
pub mod page;
pub mod parts;
pub mod read;
pub mod relate;
pub mod resolve;
#[cfg(feature = "serve")]
pub mod search;
pub mod segment;
pub mod sentence;
pub mod sheet;
pub mod store;
pub mod subject;
pub mod tables;
pub mod tokens;
pub mod told;

pub use error::{Error, Result};
pub use tables::Tables;

use choose::Choices;
use chrono::{Datelike, NaiveDate};
use model::{Document, Extraction, Item, Key, Mention, Note, Reference, SourceKind, Span, Stated, Text, Value};
use resolve::{Held, Holds, Page};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokens::Tokens;

/// What the caller knows of a source, and what the graph already holds.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Path or address, kept as given.
    pub source: String,
    /// Symbol of the province whose authority speaks; found in the text where not given.
    pub place: Option<String>,
    /// The day that the page is of; found in the text where not given.
    pub date: Option<NaiveDate>,
    /// Documents that the graph already holds.
    pub held: Held,
    /// What the collection that holds the text says of it.
    pub stated: Option<Stated>,
    /// What persons chose where the text leaves open which document it names.
    pub choices: Arc<Choices>,
}

/// Reads all there is in one text. Never fails: what is not understood is noted.
pub fn extract(tables: &Tables, config: &Config, text: Text) -> Extraction {
    extract_among(tables, config, &config.held, text)
}

/// The same where something other than [`Config::held`] knows what the graph holds, such as a store that is asked
/// for what the text names and no more.
pub fn extract_among(tables: &Tables, config: &Config, held: &dyn Holds, text: Text) -> Extraction {
    let mut tokens = Tokens::new(&tables.vocabulary, &text);
    let numbers = find::number::numbers(tables, &text.content);
    let stated = config.stated.as_ref();
    let lines = lines::lines(&tokens);
    let signatures = parts::signature::signatures(tables, &tokens, &lines);
    let said = head::head(tables, &tokens, &lines, &numbers, &signatures);
    let whole = stated.is_some_and(|s| s.number.is_some()) || said.as_ref().is_some_and(|head| head.certain);
    let mut layout = segment::segment(tables, &tokens, &numbers, whole);
    if !lines::width(&tokens, &lines).is_wrapped {
        tokens.part(&layout.paragraphs);
    }
    let single = layout.kind == SourceKind::Document;
    let said = said.filter(|_| single);
    let parts = if single { parts::parts(tables, &tokens, &lines, said.as_ref(), &signatures) } else { Vec::new() };
    let head = match stated.filter(|_| single) {
        Some(stated) => head::complete(tables, said.clone(), stated),
        None => said.clone(),
    };
    let day = config.date.or(layout.until).or(head.as_ref().and_then(|h| h.own.date)).or(layout.posted);
    let mut mentions = find::find(tables, &tokens, &numbers, day);
    if head.is_none() {
        let days = subject::Days { until: layout.until, posted: layout.posted };
        subject::subjects(tables, &tokens, &mut layout.items, &layout.paragraphs, &mut mentions, days);
    }
    if let (Some(head), Some(item)) = (&head, layout.items.first_mut()) {
        item.headline = head.title.unwrap_or(item.headline);
        item.date = head.own.date;
        item.signer = head.signer.clone();
    }
    let mut page = Page {
        place: config
            .place
            .clone()
            .or(head.as_ref().and_then(|h| h.place.clone()))
            .or_else(|| page::place(tables, &tokens, layout.title)),
        date: config.date.or_else(|| page::date(layout.until, &layout.items, &mentions)),
        base: None,
    };
    if let (None, Some(place), Some(day)) = (&config.place, &page.place, page.date) {
        page.place = Some(tables.agencies.symbol_on(place, day).to_owned());
    }
    let own = head.as_ref().map(|head| resolve::own_key(tables, &page, &head.own));
    if own.as_ref().is_some_and(|key| find::number::is_consolidated(tables, &key.number)) {
        page.base = consolidated::base(tables, &tokens, layout.items.first().map(|item| item.headline), &mentions);
    }
    let subjects: Vec<_> = layout
        .items
        .iter()
        .map(|item| {
            own.as_ref().map(|k| k.kind).or(item.reported_by.and_then(|at| mentions[at].cited().map(|c| c.kind)))
        })
        .collect();
    // Anaphors point at what is named; they join the mentions and keep the subjects' places.
    let reported: Vec<Option<Span>> = layout.items.iter().map(|i| i.reported_by.map(|at| mentions[at].span)).collect();
    mentions.extend(find::anaphor::anaphors(tables, &tokens, &layout.items, &mentions, &subjects));
    find::sort(&mut mentions);
    for (item, span) in layout.items.iter_mut().zip(reported) {
        item.reported_by = span.and_then(|s| {
            let (from, near) = model::mentions_in(&mentions, s);
            near.iter().position(|m| m.span == s && m.cited().is_some()).map(|at| from + at)
        });
    }
    let mut references = resolve::resolve(tables, &text.content, &layout.items, &mentions, &page, held, own.as_ref());
    let named = choose::Scene {
        tables,
        tokens: &tokens,
        items: &layout.items,
        mentions: &mentions,
        source: &config.source,
        subject: own.as_ref(),
        held,
    };
    choose::choose(&named, &config.choices, &mut references);
    let (items, base) = (&layout.items, page.base);
    resolve::point_back(tables, &text.content, items, &mentions, base, own.as_ref(), &mut references);
    choose::name_open(&named, &config.choices, &mut references);
    for item in &mut layout.items {
        let reported = item.reported_by.and_then(|at| resolve::reference_of(&references, at)).and_then(Reference::key);
        item.subject = reported.cloned().or_else(|| own.clone());
    }
    let mut documents = documents(tables, &tokens, &layout.items, &mentions, &references, own.as_ref());
    if let Some(document) = documents.iter_mut().find(|document| Some(&document.key) == own.as_ref()) {
        // A consolidated text has no force of its own.
        let in_force = match document.key.kind {
            model::DocType::Other => parts::effect::InForce::default(),
            _ => parts::effect::in_force(tables, &tokens, &parts, document.date),
        };
        document.effect = in_force.from.or(stated.and_then(|s| s.effect)).or(document.effect);
        document.ends = in_force.ends.or(document.ends);
        document.title = document.title.take().or_else(|| stated.and_then(|s| s.title.clone()));
    }
    let mut relations = Vec::new();
    let mut assignments = Vec::new();
    let mut notes = layout.notes;
    if !text.notes.is_empty() {
        notes.push(Note { span: Span::default(), message: text.notes.join("; ") });
    }
    let reading = relate::Reading {
        tables,
        tokens: &tokens,
        paragraphs: &layout.paragraphs,
        parts: &parts,
        mentions: &mentions,
        references: &references,
        base: page.base,
        effect: documents.iter().find(|document| Some(&document.key) == own.as_ref()).and_then(|d| d.effect),
    };
    let spoken = parts::spoken(tables, &tokens, &parts, &layout.paragraphs);
    for (at, item) in layout.items.iter().enumerate() {
        relations.extend(relate::relate(&reading, item, at));
        assignments.extend(assign::assign(tables, &tokens, item, at, &spoken, &mentions, &references));
    }
    if let (Some(key), Some(said), [item]) = (own.as_ref(), &config.stated, &layout.items[..]) {
        let shown = relate::stated::Shown { tables, page: &page, held, key, item, text: &text };
        let (stated, open) = relate::stated::stated(&shown, said, &relations);
        relate::stated::add(&mut relations, stated);
        notes.extend(open);
    }
    complete_ids(page.place.as_deref(), &mut mentions, &mut assignments);
    distinct(relations.iter_mut().map(|relation| &mut relation.id));
    distinct(assignments.iter_mut().map(|assignment| &mut assignment.id));
    if let (Some(said), Some(own), Some(stated)) = (&said, &own, stated) {
        notes.extend(head::contradictions(tables, said, own, stated));
    }
    notes.extend(resolve::notes(&mentions, &references, &page));
    notes.sort_by_key(|note| note.span);
    Extraction {
        source: config.source.clone(),
        kind: layout.kind,
        title: layout.title,
        place: page.place,
        date: page.date,
        items: layout.items,
        documents,
        mentions,
        references,
        parts,
        relations,
        assignments,
        notes,
        text,
    }
}

/// Gives bodies that each province has the province of the page, where the text leaves it out.
fn complete_ids(place: Option<&str>, mentions: &mut [Mention], assignments: &mut [model::Assignment]) {
    let complete = |id: &mut Option<String>| {
        if let Some(id) = id.as_mut().filter(|id| id.ends_with(':')) {
            id.push_str(place.unwrap_or("?"));
        }
    };
    for mention in mentions {
        if let Value::Agency(body) = &mut mention.value {
            complete(&mut body.id);
        }
    }
    for assignment in assignments {
        complete(&mut assignment.agency_id);
    }
}

/// Every document named for certain, described as far as the page or the tables do.
fn documents(
    tables: &Tables,
    tokens: &Tokens,
    items: &[Item],
    mentions: &[Mention],
    references: &[Reference],
    own: Option<&Key>,
) -> Vec<Document> {
    let mut found: BTreeMap<Key, Document> = BTreeMap::new();
    let new = |key: &Key| Document {
        issuer_name: key.issuer.as_deref().and_then(|id| tables.agencies.name(id)),
        ..Document::named(key.clone())
    };
    for reference in references {
        let Some(key) = reference.key() else { continue };
        let document = found.entry(key.clone()).or_insert_with(|| new(key));
        let stated =
            mentions[reference.mention].cited().and_then(|c| c.date).filter(|d| key.year.is_none_or(|y| y == d.year()));
        document.date = document.date.or(stated);
    }
    for (key, span) in relate::titles(tables, tokens, items, mentions, references) {
        if let Some(document) = found.get_mut(&key).filter(|d| d.title.is_none()) {
            document.title = Some(tokens.words(span));
        }
    }
    for item in items {
        let Some(key) = item.subject.as_ref().or(own) else { continue };
        let document = found.entry(key.clone()).or_insert_with(|| new(key));
        document.date = item.date.or(document.date);
        document.title = Some(tokens.words(item.headline));
        document.described = true;
    }
    for document in found.values_mut() {
        describe(tables, document);
    }
    found.into_values().collect()
}

/// Adds what the tables know of a document.
fn describe(tables: &Tables, document: &mut Document) {
    let key = &document.key;
    if key.kind.is_statute() {
        match tables.statutes.numbered(&key.number) {
            Some(statute) => {
                document.short_title = Some(statute.row.short_title.clone());
                document.title = Some(format!("{} {}", tables.type_name(key.kind), statute.row.short_title));
                document.date = statute.row.adopted.date.or(document.date);
                document.described = true;
            }
            None => document.short_title = Some(key.number.clone()),
        }
        return;
    }
    if let Some(row) = tables.known(key.kind, &key.number).iter().find(|row| row.date.year == key.year) {
        document.date = document.date.or(row.date.date);
        document.described = true;
        if !row.title.is_empty() {
            document.title = Some(row.title.clone());
        }
    }
}

/// How a document stands in an id: by type and number alone. Its year and its issuer may be learned later from other
/// sources, and a judgement that was made before must hold then.
pub(crate) fn named_for_id(key: &Key) -> String {
    encode::number(key.kind, &key.number)
}

/// Tells apart what one sentence says of several papers of one number: "Chỉ thị số 20/CT-TTg năm 2019, năm 2020".
fn distinct<'i>(ids: impl Iterator<Item = &'i mut String>) {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids {
        let times = met.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            *id = stable_id(&[id, &times.to_string()]);
        }
    }
}

/// A name that is the same wherever the same parts are met: 16 hex digits of their SHA-256.
pub(crate) fn stable_id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl encode::Names for Tables {
    fn type_name(&self, kind: model::DocType) -> &str {
        Tables::type_name(self, kind)
    }

    fn agency_name(&self, id: &str) -> Option<String> {
        self.agencies.name(id)
    }

    fn agency_parent(&self, id: &str) -> Option<String> {
        self.agencies.parent(id)
    }

    fn agency_tier(&self, id: &str) -> Option<model::Tier> {
        self.agencies.tier(id)
    }
}
