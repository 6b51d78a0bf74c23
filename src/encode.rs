//! Extraction → quads: everything that one source says, and where it says it, in the graph of that source.
//! The same extraction gives the same quads in the same order, each once; there are no blank nodes and no
//! clock. It never fails and never decides: an ambiguous mention keeps its candidates and gets no edge.

mod bodies;
mod label;
mod provision;

pub use bodies::bodies;

use crate::iri::{self, Base, Resource, terms};
use crate::judge::Verdict;
use crate::model::{
    Assignment, Choice, DocType, Document, Extraction, Form, Item, Key, Mention, Reference, Relation, SourceKind, Span,
    Tier, Value,
};
use chrono::NaiveDate;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use std::collections::HashSet;

/// The names that the tables know, for labels.
pub trait Names {
    /// The Vietnamese name of a type: `Chỉ thị`.
    fn type_name(&self, kind: DocType) -> &str;
    /// The name of a body by its id: `TTg` is `Thủ tướng Chính phủ`; `None` if the tables do not know it.
    fn agency_name(&self, id: &str) -> Option<String>;
    /// The id of the body above a body; `None` if the tables do not say.
    fn agency_parent(&self, id: &str) -> Option<String> {
        let _ = id;
        None
    }
    /// The tier that a body belongs to; `None` if the tables do not say.
    fn agency_tier(&self, id: &str) -> Option<Tier> {
        let _ = id;
        None
    }
}

/// The quads of one source. `sha256` is that of the file's bytes in hex, where they are at hand.
pub fn encode(base: &Base, extraction: &Extraction, sha256: Option<&str>, names: &dyn Names) -> Vec<Quad> {
    let mut writer = Writer {
        sheet: Sheet::new(base.source(&extraction.source)),
        base,
        extraction,
        names,
        hash: iri::source_hash(&extraction.source),
        described: HashSet::new(),
    };
    writer.source(sha256);
    writer.documents();
    writer.provisions();
    for (number, item) in extraction.items.iter().enumerate() {
        writer.item(number, item);
    }
    writer.mentions();
    for relation in &extraction.relations {
        writer.relation(relation);
    }
    for assignment in &extraction.assignments {
        writer.assignment(assignment);
    }
    writer.sheet.into_quads()
}

/// The line by which a reader knows a document: "Chỉ thị 20/CT-TTg ngày 08/6/2023".
pub fn label(names: &dyn Names, document: &Document) -> String {
    label::document(names.type_name(document.key.kind), document)
}

/// Type and number in capitals, `CT|20/CT-TTG`: papers of all years and issuers that a short name may mean share it.
pub fn number(kind: DocType, number: &str) -> String {
    format!("{}|{}", kind.code(), number.to_uppercase())
}

/// The quads of one graph as they are written: in order, each once.
pub struct Sheet {
    graph: NamedNode,
    quads: Vec<Quad>,
    seen: HashSet<Quad>,
}

impl Sheet {
    /// An empty graph of this name.
    pub fn new(graph: NamedNode) -> Self {
        Self { graph, quads: Vec::new(), seen: HashSet::new() }
    }

    /// Writes one fact, unless it is there.
    pub fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        let graph = GraphName::NamedNode(self.graph.clone());
        let quad = Quad::new(subject.clone(), predicate.into_owned(), object, graph);
        if self.seen.insert(quad.clone()) {
            self.quads.push(quad);
        }
    }

    /// Writes words as they stand in the source.
    pub fn text(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, words: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(words));
    }

    /// Writes a Vietnamese label or title.
    pub fn vietnamese(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, words: &str) {
        // The tag is a constant that the language tag grammar allows.
        self.add(subject, predicate, Literal::new_language_tagged_literal_unchecked(words, "vi"));
    }

    /// Writes a day.
    pub fn day(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, day: NaiveDate) {
        self.typed(subject, predicate, &day.format("%Y-%m-%d").to_string(), terms::XSD_DATE);
    }

    /// Writes a body: what it is, what it is called, and its id in the tables if it has one.
    pub fn agency(&mut self, agency: &NamedNode, id: Option<&str>, name: &str) {
        self.add(agency, terms::TYPE, terms::ORGANIZATION);
        self.vietnamese(agency, terms::PREF_LABEL, name);
        if let Some(id) = id {
            self.text(agency, terms::AGENCY_ID, id);
        }
    }

    /// Writes where a body of the tables stands: its tier, the body above it, its province.
    pub fn standing(&mut self, agency: &NamedNode, id: &str, base: &Base, names: &dyn Names) {
        if let Some(tier) = names.agency_tier(id) {
            self.add(agency, terms::TIER, terms::tier(tier));
        }
        if let Some(parent) = names.agency_parent(id) {
            self.add(agency, terms::SUB_ORGANIZATION_OF, base.agency(&parent));
        }
        if let Some((_, place)) = id.split_once(':').filter(|(_, place)| *place != "?") {
            self.add(agency, terms::SPATIAL, base.place(place));
        }
    }

    /// The quads, in the order of writing.
    pub fn into_quads(self) -> Vec<Quad> {
        self.quads
    }

    fn typed(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &str, datatype: NamedNodeRef<'_>) {
        self.add(subject, predicate, Literal::new_typed_literal(value, datatype));
    }

    /// A count. Always `xsd:integer`, also for `oa:start` where `xsd:nonNegativeInteger` is usual: the store
    /// gives every integer back as `xsd:integer`, and what is written must equal what is read.
    fn number(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: usize) {
        self.typed(subject, predicate, &value.to_string(), terms::XSD_INTEGER);
    }

    fn truth(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: bool) {
        self.typed(subject, predicate, if value { "true" } else { "false" }, terms::XSD_BOOLEAN);
    }

    /// How sure a rule is, to four digits, always within 0 to 1.
    fn confidence(&mut self, subject: &NamedNode, value: f64) {
        let value = if value.is_nan() { 0.0 } else { (value.clamp(0.0, 1.0) * 1e4).round() / 1e4 };
        self.typed(subject, terms::CONFIDENCE, &value.to_string(), terms::XSD_DECIMAL);
    }
}

/// One encoding under way.
struct Writer<'a> {
    sheet: Sheet,
    base: &'a Base,
    extraction: &'a Extraction,
    names: &'a dyn Names,
    /// The source's part of IRIs.
    hash: String,
    /// Bodies with a name already: the first name in a source stands, a concept has one label a language.
    described: HashSet<NamedNode>,
}

impl Writer<'_> {
    fn source(&mut self, sha256: Option<&str>) {
        let extraction = self.extraction;
        let source = self.sheet.graph.clone();
        self.sheet.add(&source, terms::TYPE, terms::SOURCE);
        self.sheet.text(&source, terms::PATH, &extraction.source);
        // `a.zip#b.jsonl#3` is in `a.zip#b.jsonl` and in `a.zip`, by which it is found when one of these is read again.
        for (at, _) in extraction.source.match_indices('#') {
            self.sheet.add(&source, terms::IS_PART_OF, self.base.source(&extraction.source[..at]));
        }
        if let Some(sha256) = sha256 {
            self.sheet.text(&source, terms::SHA256, sha256);
        }
        self.sheet.text(&source, terms::FORMAT, extraction.text.format.name());
        self.sheet.text(&source, terms::ENCODING, extraction.text.encoding);
        for note in &extraction.text.notes {
            self.sheet.text(&source, terms::READING, note);
        }
        let kind = match extraction.kind {
            SourceKind::Digest => "digest",
            SourceKind::Document => "document",
        };
        self.sheet.text(&source, terms::KIND, kind);
        if let Some(title) = extraction.title {
            self.sheet.vietnamese(&source, terms::TITLE, extraction.text.slice(title));
        }
        if let Some(place) = &extraction.place {
            self.sheet.add(&source, terms::SPATIAL, self.base.place(place));
        }
        if let Some(date) = extraction.date {
            self.sheet.day(&source, terms::PAGE_DATE, date);
        }
        for note in &extraction.notes {
            let points = extraction.text.points(note.span);
            let node = self.base.iri(&Resource::Note(self.hash.clone(), points));
            self.sheet.add(&source, terms::HAS_NOTE, node.clone());
            self.sheet.add(&node, terms::TYPE, terms::NOTE);
            self.sheet.text(&node, terms::MESSAGE, &note.message);
            self.sheet.number(&node, terms::START, points[0]);
            self.sheet.number(&node, terms::END, points[1]);
        }
    }

    /// Every document that is named for certain: those with a description first, then any other that an
    /// item, a mention, a relation or an assignment leads to.
    fn documents(&mut self) {
        let extraction = self.extraction;
        // By IRI: `6/QĐ-TTg` and `06/QĐ-TTg` are one document, and the first way of writing it stands.
        let mut known: HashSet<NamedNode> = HashSet::new();
        for document in &extraction.documents {
            if known.insert(self.base.document(&document.key)) {
                self.document(document);
            }
        }
        let subjects = extraction.items.iter().filter_map(|item| item.subject.as_ref());
        let named = extraction.references.iter().filter_map(Reference::key);
        let ends = extraction.relations.iter().flat_map(|relation| [&relation.from, &relation.to]);
        let givers = extraction.assignments.iter().map(|assignment| &assignment.document);
        for key in subjects.chain(named).chain(ends).chain(givers) {
            if known.insert(self.base.document(key)) {
                self.document(&Document::named(key.clone()));
            }
        }
    }

    fn document(&mut self, document: &Document) {
        let key = &document.key;
        let node = self.base.document(key);
        self.sheet.add(&node, terms::TYPE, terms::DOCUMENT);
        self.name(&node, document);
        self.sheet.text(&node, terms::IDENTIFIER, &key.number);
        self.sheet.add(&node, terms::TYPE_DOCUMENT, terms::document_type(key.kind));
        if let Some(date) = document.date {
            self.sheet.day(&node, terms::DATE_DOCUMENT, date);
        }
        if let Some(day) = document.effect {
            self.sheet.day(&node, terms::FIRST_DATE_ENTRY_IN_FORCE, day);
        }
        // ELI counts the last day in force, the model the first day behind it.
        if let Some(last) = document.ends.and_then(|day| day.pred_opt()) {
            self.sheet.day(&node, terms::DATE_NO_LONGER_IN_FORCE, last);
        }
        // xsd:gYear wants four digits; a year outside is a misreading that the key still shows.
        if let Some(year) = key.year.filter(|year| (1000..=9999).contains(year)) {
            self.sheet.typed(&node, terms::YEAR, &year.to_string(), terms::XSD_YEAR);
        }
        if let Some(issuer) = &key.issuer {
            let name = self.names.agency_name(issuer);
            let agency = self.agency(Some(issuer), document.issuer_name.as_deref().unwrap_or(issuer));
            self.sheet.add(&node, terms::PASSED_BY, agency);
            if let (Some(name), Some(date)) = (name, document.date) {
                let urn = iri::urn_lex(key, date, &name);
                self.sheet.typed(&node, terms::URN_LEX, &urn, terms::XSD_ANY_URI);
            }
        }
        if let Some(title) = &document.title {
            self.sheet.vietnamese(&node, terms::TITLE, title);
        }
        if let Some(title) = &document.short_title {
            self.sheet.vietnamese(&node, terms::SHORT_TITLE, title);
        }
        if document.described {
            self.sheet.truth(&node, terms::DESCRIBED, true);
        }
    }

    /// What a document is called: enough to show it, no claim that it exists.
    fn name(&mut self, node: &NamedNode, document: &Document) {
        let words = label::document(self.names.type_name(document.key.kind), document);
        self.sheet.vietnamese(node, terms::LABEL, &words);
        self.sheet.text(node, terms::KEY, &document.key.to_string());
        self.sheet.text(node, terms::NUMBER, &number(document.key.kind, &document.key.number));
    }

    /// A document that a mention may name. It is not written as a document of the graph, since a search for
    /// papers that are named and not held would then find what nobody named.
    fn candidate(&mut self, key: &Key) -> NamedNode {
        let node = self.base.document(key);
        if !self.extraction.documents.iter().any(|document| document.key == *key) {
            self.name(&node, &Document::named(key.clone()));
        }
        node
    }

    fn item(&mut self, number: usize, item: &Item) {
        let node = self.item_node(number);
        self.sheet.add(&node, terms::TYPE, terms::ITEM);
        self.sheet.add(&node, terms::IS_PART_OF, self.sheet.graph.clone());
        self.sheet.number(&node, terms::POSITION, number);
        self.sheet.text(&node, terms::HEADLINE, self.extraction.text.slice(item.headline));
        if let Some(subject) = &item.subject {
            self.sheet.add(&node, terms::SUBJECT, self.base.document(subject));
        }
        if let Some(date) = item.date {
            self.sheet.day(&node, terms::DATE, date);
        }
        if let Some(signer) = &item.signer {
            self.sheet.text(&node, terms::SIGNER, signer);
        }
        let evidence = self.evidence(item.span);
        self.sheet.add(&node, terms::HAS_EVIDENCE, evidence);
    }

    fn mentions(&mut self) {
        let extraction = self.extraction;
        let mut references: Vec<Option<&Reference>> = vec![None; extraction.mentions.len()];
        for reference in &extraction.references {
            if let Some(slot) = references.get_mut(reference.mention) {
                *slot = Some(reference);
            }
        }
        for (mention, reference) in extraction.mentions.iter().zip(references) {
            self.mention(mention, reference);
        }
    }

    fn mention(&mut self, mention: &Mention, reference: Option<&Reference>) {
        let node = self.mention_node(mention.span);
        let source = self.sheet.graph.clone();
        self.sheet.add(&node, terms::TYPE, terms::MENTION);
        self.sheet.text(&node, terms::KIND, mention.kind().name());
        self.sheet.add(&node, terms::HAS_TARGET, source.clone());
        let evidence = self.evidence(mention.span);
        self.sheet.add(&node, terms::HAS_SELECTOR, evidence);
        // The lead paragraph belongs to no item, only to the page.
        let within = self.extraction.items.iter().position(|item| item.span.contains(mention.span));
        let whole = within.map_or(source, |number| self.item_node(number));
        self.sheet.add(&node, terms::IS_PART_OF, whole);
        match &mention.value {
            Value::Document(cited) => {
                self.sheet.truth(&node, terms::ANAPHOR, cited.form == Form::Anaphor);
                if let Some(pinpoint) = cited.pinpoint {
                    self.sheet.text(&node, terms::PINPOINT, self.extraction.text.slice(pinpoint));
                }
                if let Some(reference) = reference {
                    self.reference(&node, reference);
                }
            }
            Value::Agency(body) => {
                let agency = self.agency(body.id.as_deref(), &body.name);
                self.sheet.add(&node, terms::AGENCY, agency);
            }
            Value::Date(day) => self.sheet.day(&node, terms::DATE, *day),
            Value::Deadline(Some(day)) => self.sheet.day(&node, terms::DUE, *day),
            Value::Place(Some(id)) => self.sheet.add(&node, terms::SPATIAL, self.base.place(id)),
            // A person is written with the words alone: no node, no profile.
            Value::Person { .. } | Value::Deadline(None) | Value::Place(None) | Value::Provision => {}
        }
    }

    fn reference(&mut self, mention: &NamedNode, reference: &Reference) {
        self.sheet.add(mention, terms::STATUS, terms::status(reference.status()));
        if let Some(key) = reference.key() {
            self.sheet.add(mention, terms::NAMES, self.base.document(key));
        }
        for key in reference.candidates() {
            let candidate = self.candidate(key);
            self.sheet.add(mention, terms::CANDIDATE, candidate);
        }
        if let Some(id) = &reference.id {
            self.sheet.text(mention, terms::IDENTIFIER, id);
        }
        if let Some(choice) = &reference.chosen {
            self.choice(mention, choice);
        }
    }

    /// Who chose which paper a mention names.
    fn choice(&mut self, mention: &NamedNode, choice: &Choice) {
        let person = self.base.judge(&choice.by);
        self.sheet.add(mention, terms::JUDGEMENT, terms::judgement(Verdict::Chosen));
        self.sheet.add(mention, terms::JUDGED_BY, person.clone());
        self.sheet.day(mention, terms::JUDGED_ON, choice.day);
        self.sheet.text(mention, terms::WHY, &choice.why);
        self.sheet.add(&person, terms::TYPE, terms::PERSON);
        self.sheet.text(&person, terms::LABEL, &choice.by);
    }

    fn relation(&mut self, relation: &Relation) {
        let (from, to) = (self.base.document(&relation.from), self.base.document(&relation.to));
        let predicate = terms::predicate(relation.kind);
        self.sheet.add(&from, predicate, to.clone());
        let node = self.base.relation(&relation.id);
        self.sheet.add(&node, terms::TYPE, terms::RELATION);
        self.sheet.add(&node, terms::RELATION_TYPE, predicate);
        self.sheet.add(&node, terms::FROM, from);
        self.sheet.add(&node, terms::TO, to);
        self.sheet.text(&node, terms::CUE, &relation.cue);
        if let Some(pinpoint) = &relation.pinpoint {
            self.sheet.text(&node, terms::PINPOINT, pinpoint);
        }
        if relation.part {
            self.sheet.truth(&node, terms::PART, true);
        }
        if let Some(day) = relation.effect {
            self.sheet.day(&node, terms::EFFECT, day);
        }
        self.proof(&node, relation.rule, relation.confidence, relation.evidence, relation.item);
        self.rests_on(&node, relation);
    }

    /// The names in the sentence of a relation that a person chose its paper for.
    fn rests_on(&mut self, node: &NamedNode, relation: &Relation) {
        let extraction = self.extraction;
        for reference in extraction.references.iter().filter(|reference| reference.chosen.is_some()) {
            let ends = [&relation.from, &relation.to].map(Some).contains(&reference.key());
            let Some(mention) = extraction.mentions.get(reference.mention).filter(|_| ends) else { continue };
            if relation.evidence.contains(mention.span) {
                let mention = self.mention_node(mention.span);
                self.sheet.add(node, terms::WAS_INFLUENCED_BY, mention);
            }
        }
    }

    fn assignment(&mut self, assignment: &Assignment) {
        let document = self.base.document(&assignment.document);
        let agency = self.agency(assignment.agency_id.as_deref(), &assignment.agency);
        self.sheet.add(&document, terms::ASSIGNS_TO, agency.clone());
        let node = self.base.assignment(&assignment.id);
        self.sheet.add(&node, terms::TYPE, terms::ASSIGNMENT);
        self.sheet.add(&node, terms::BY_DOCUMENT, document);
        self.sheet.add(&node, terms::AGENCY, agency);
        self.sheet.add(&node, terms::ROLE, terms::role(assignment.role));
        self.sheet.text(&node, terms::TASK, &assignment.task);
        if let Some(due) = assignment.due {
            self.sheet.day(&node, terms::DUE, due);
        }
        if let Some(words) = &assignment.due_text {
            self.sheet.text(&node, terms::DUE_TEXT, words);
        }
        self.proof(&node, assignment.rule, assignment.confidence, assignment.evidence, assignment.item);
    }

    /// Which rule decided, how sure it is, and by which words.
    fn proof(&mut self, node: &NamedNode, rule: &str, confidence: f64, evidence: Span, item: usize) {
        self.sheet.text(node, terms::RULE, rule);
        self.sheet.confidence(node, confidence);
        let evidence = self.evidence(evidence);
        self.sheet.add(node, terms::HAS_EVIDENCE, evidence);
        self.sheet.add(node, terms::IS_PART_OF, self.item_node(item));
        self.sheet.add(node, terms::WAS_DERIVED_FROM, self.sheet.graph.clone());
    }

    fn evidence(&mut self, span: Span) -> NamedNode {
        let points = self.extraction.text.points(span);
        let node = self.base.iri(&Resource::Evidence(self.hash.clone(), points));
        self.sheet.add(&node, terms::TYPE, terms::EVIDENCE);
        self.sheet.number(&node, terms::START, points[0]);
        self.sheet.number(&node, terms::END, points[1]);
        self.sheet.text(&node, terms::EXACT, self.extraction.text.slice(span));
        if let Some(place) = self.extraction.text.place(span.start) {
            self.sheet.number(&node, terms::PARAGRAPH, place.paragraph as usize);
            if let Some(page) = place.page {
                self.sheet.number(&node, terms::PAGE, page as usize);
            }
        }
        node
    }

    /// The body of an id or, where the tables know none, of a name on this page.
    fn agency(&mut self, id: Option<&str>, name: &str) -> NamedNode {
        let node = match id {
            Some(id) => self.base.agency(id),
            None => self.base.unlisted_agency(self.extraction.place.as_deref(), name),
        };
        if self.described.insert(node.clone()) {
            let known = id.and_then(|id| self.names.agency_name(id));
            self.sheet.agency(&node, id, known.as_deref().unwrap_or(name));
            if let Some(id) = id {
                self.sheet.standing(&node, id, self.base, self.names);
            }
        }
        node
    }

    fn mention_node(&self, span: Span) -> NamedNode {
        self.base.iri(&Resource::Mention(self.hash.clone(), self.extraction.text.points(span)))
    }

    fn item_node(&self, number: usize) -> NamedNode {
        self.base.iri(&Resource::Item(self.hash.clone(), number))
    }
}

#[cfg(test)]
pub(crate) mod tests;
