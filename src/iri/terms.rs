//! The words of the graph: every class, property and concept that is written, as constants. Our own stand in
//! `ontology/luocdo.ttl`, and a test holds the two lists equal; the others are published vocabularies.

use crate::judge::Verdict;
use crate::model::{DocType, RelationType, Role, Status, Tier};
use oxigraph::model::{NamedNode, NamedNodeRef};

/// Namespace of our own terms.
pub const ONTOLOGY: &str = "https://w3id.org/luocdo/ontology#";

/// Prefixes that queries may use undeclared and that files are written with.
pub const PREFIXES: &[(&str, &str)] = &[
    ("luo", ONTOLOGY),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! ours {
    ($($(#[$doc:meta])* $name:ident $local:literal;)+) => {
        $($(#[$doc])* pub const $name: NamedNodeRef<'static> =
            NamedNodeRef::new_unchecked(concat!("https://w3id.org/luocdo/ontology#", $local));)+

        /// Every class, property and concept scheme of our own. Concepts come from [`document_type`],
        /// [`role`], [`status`], [`tier`] and [`judgement`].
        pub const TERMS: &[NamedNodeRef<'static>] = &[$($name),+];
    };
}

ours! {
    /// Class: a document, held or only named.
    DOCUMENT "Document";
    /// Class: one report of a digest, or a single document's text.
    ITEM "Item";
    /// Class: a stretch of text that names something.
    MENTION "Mention";
    /// Class: one document acts on another, with evidence.
    RELATION "Relation";
    /// Class: a document gives a body a task, with evidence.
    ASSIGNMENT "Assignment";
    /// Class: a file that was read; also the name of its graph.
    SOURCE "Source";
    /// Class: a place in a source, with its words.
    EVIDENCE "Evidence";
    /// Class: something that was not understood.
    NOTE "Note";
    /// Class: a phần, chương, mục, điều or annex of a document.
    PROVISION "Provision";

    /// Document → document: any of the following.
    RELATED_TO "relatedTo";
    /// Document → document: puts another in its place.
    REPLACES "replaces";
    /// Document → document: ends it, whole or in part.
    REPEALS "repeals";
    /// Document → document: changes or adds to its text.
    AMENDS "amends";
    /// Document → document: halts its effect.
    SUSPENDS "suspends";
    /// Document → document: mends an error in it.
    CORRECTS "corrects";
    /// Document → document: joins it with its amendments.
    CONSOLIDATES "consolidates";
    /// Document → document: makes it known.
    ANNOUNCES "announces";
    /// Document → document: lays down its particulars.
    DETAILS "details";
    /// Document → document: carries it out.
    IMPLEMENTS "implements";
    /// Document → document: rests on it ("căn cứ").
    HAS_BASIS "hasBasis";
    /// Document → document: names it.
    CITES "cites";
    /// Document → body: gives it a task.
    ASSIGNS_TO "assignsTo";

    /// Document: `TYPE|NUMBER|YEAR|ISSUER`.
    KEY "key";
    /// Document: its name by RFC 9676.
    URN_LEX "urnLex";
    /// Document: year of issue.
    YEAR "year";
    /// Document: a statute's short title.
    SHORT_TITLE "shortTitle";
    /// Document: true where a source reports it or the tables describe it; a stub has none.
    DESCRIBED "described";
    /// Document, candidate: type and number in capitals, `CT|20/CT-TTG`, by which it is looked up.
    NUMBER "number";

    /// Provision: its number as written, `5a` or `II`.
    ORDINAL "ordinal";

    /// Item: its headline.
    HEADLINE "headline";
    /// Item → the document that it reports.
    SUBJECT "subject";
    /// Item: who signed or gave the order.
    SIGNER "signer";
    /// Item: its place in the source, counted from 0.
    POSITION "position";
    /// Item, relation, assignment → the words that prove it.
    HAS_EVIDENCE "evidence";

    /// Mention, provision, source: what kind of thing it is, by the words of `luocdo extract`.
    KIND "kind";
    /// Mention → how far it is known.
    STATUS "status";
    /// Mention → the one document that it names.
    NAMES "names";
    /// Mention → a document that it may name.
    CANDIDATE "candidate";
    /// Mention, relation: "khoản 2 Điều 5".
    PINPOINT "pinpoint";
    /// Mention: true for "Quyết định này".
    ANAPHOR "anaphor";

    /// Relation → its predicate.
    RELATION_TYPE "relationType";
    /// Relation → the acting document.
    FROM "from";
    /// Relation → the other document.
    TO "to";
    /// Relation: the words that decided.
    CUE "cue";
    /// Relation, assignment: name of the rule that decided.
    RULE "rule";
    /// Relation, assignment: how sure the rule is, 0 to 1.
    CONFIDENCE "confidence";
    /// Relation: true where it touches a part of the other document only.
    PART "part";
    /// Relation: the day from which it holds, where the text says so.
    EFFECT "effect";

    /// Relation, assignment → what a person judged of it.
    JUDGEMENT "judgement";
    /// Relation, assignment → the person who judged it.
    JUDGED_BY "judgedBy";
    /// Relation, assignment, mention: the day on which it was judged.
    JUDGED_ON "judgedOn";
    /// Relation, assignment, mention: the reason that the person gave.
    WHY "why";
    /// Relation, assignment → the type or role that the machine read, where a person gave it another.
    READ_AS "readAs";

    /// Assignment → the document that gives the task.
    BY_DOCUMENT "document";
    /// Assignment, mention → the body.
    AGENCY "agency";
    /// Assignment → the body's part.
    ROLE "role";
    /// Assignment: what is to be done.
    TASK "task";
    /// Assignment, deadline mention: last day.
    DUE "due";
    /// Assignment: the words of the deadline.
    DUE_TEXT "dueText";

    /// Source: path or address as given.
    PATH "path";
    /// Source: SHA-256 of its bytes.
    SHA256 "sha256";
    /// Source: what the file was, `txt` or `pdf`.
    FORMAT "format";
    /// Source: how its characters were written, `UTF-8` or `TCVN3 (ABC)`.
    ENCODING "encoding";
    /// Source: what was left out or changed while it was read.
    READING "reading";
    /// Evidence: the page on which it begins.
    PAGE "page";
    /// Evidence: the paragraph in which it begins.
    PARAGRAPH "paragraph";
    /// Source: the latest day that the page is of.
    PAGE_DATE "pageDate";
    /// Source → a note.
    HAS_NOTE "note";
    /// Note: what was not understood.
    MESSAGE "message";

    /// Body: its id in the tables.
    AGENCY_ID "agencyId";
    /// Body → the tier of the state that it belongs to.
    TIER "tier";
    /// Body, province: first day under this name and in these borders.
    VALID_FROM "validFrom";
    /// Body, province: last day.
    VALID_TO "validTo";

    /// Concept scheme of document types.
    DOCUMENT_TYPES "documentTypes";
    /// Concept scheme of roles.
    ROLES "roles";
    /// Concept scheme of statuses.
    STATUSES "statuses";
    /// Concept scheme of tiers.
    TIERS "tiers";
    /// Concept scheme of judgements.
    JUDGEMENTS "judgements";
}

macro_rules! theirs {
    ($($(#[$doc:meta])* $name:ident $iri:literal;)+) => {
        $($(#[$doc])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)+
    };
}

theirs! {
    /// `rdf:type`.
    TYPE "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    /// `rdfs:label`.
    LABEL "http://www.w3.org/2000/01/rdf-schema#label";
    /// `skos:prefLabel`.
    PREF_LABEL "http://www.w3.org/2004/02/skos/core#prefLabel";
    /// `skos:altLabel`.
    ALT_LABEL "http://www.w3.org/2004/02/skos/core#altLabel";
    /// `skos:notation`.
    NOTATION "http://www.w3.org/2004/02/skos/core#notation";
    /// `dcterms:identifier`.
    IDENTIFIER "http://purl.org/dc/terms/identifier";
    /// `dcterms:title`.
    TITLE "http://purl.org/dc/terms/title";
    /// `dcterms:date`.
    DATE "http://purl.org/dc/terms/date";
    /// `dcterms:isPartOf`.
    IS_PART_OF "http://purl.org/dc/terms/isPartOf";
    /// `dcterms:isReplacedBy`.
    IS_REPLACED_BY "http://purl.org/dc/terms/isReplacedBy";
    /// `dcterms:spatial`.
    SPATIAL "http://purl.org/dc/terms/spatial";
    /// `eli:type_document`.
    TYPE_DOCUMENT "http://data.europa.eu/eli/ontology#type_document";
    /// `eli:date_document`.
    DATE_DOCUMENT "http://data.europa.eu/eli/ontology#date_document";
    /// `eli:first_date_entry_in_force`: the first day on which any part of it is in force.
    FIRST_DATE_ENTRY_IN_FORCE "http://data.europa.eu/eli/ontology#first_date_entry_in_force";
    /// `eli:date_no_longer_in_force`: by the definition of ELI the last day on which any part of it is in force.
    DATE_NO_LONGER_IN_FORCE "http://data.europa.eu/eli/ontology#date_no_longer_in_force";
    /// `eli:has_part`.
    HAS_PART "http://data.europa.eu/eli/ontology#has_part";
    /// `eli:passed_by`.
    PASSED_BY "http://data.europa.eu/eli/ontology#passed_by";
    /// `org:Organization`.
    ORGANIZATION "http://www.w3.org/ns/org#Organization";
    /// `org:subOrganizationOf`.
    SUB_ORGANIZATION_OF "http://www.w3.org/ns/org#subOrganizationOf";
    /// `org:ChangeEvent`.
    CHANGE_EVENT "http://www.w3.org/ns/org#ChangeEvent";
    /// `dcterms:Location`.
    LOCATION "http://purl.org/dc/terms/Location";
    /// `org:changedBy`.
    CHANGED_BY "http://www.w3.org/ns/org#changedBy";
    /// `org:resultedFrom`.
    RESULTED_FROM "http://www.w3.org/ns/org#resultedFrom";
    /// `prov:Person`.
    PERSON "http://www.w3.org/ns/prov#Person";
    /// `prov:wasDerivedFrom`.
    WAS_DERIVED_FROM "http://www.w3.org/ns/prov#wasDerivedFrom";
    /// `prov:wasInfluencedBy`.
    WAS_INFLUENCED_BY "http://www.w3.org/ns/prov#wasInfluencedBy";
    /// `oa:hasTarget`.
    HAS_TARGET "http://www.w3.org/ns/oa#hasTarget";
    /// `oa:hasSelector`.
    HAS_SELECTOR "http://www.w3.org/ns/oa#hasSelector";
    /// `oa:start`.
    START "http://www.w3.org/ns/oa#start";
    /// `oa:end`.
    END "http://www.w3.org/ns/oa#end";
    /// `oa:exact`.
    EXACT "http://www.w3.org/ns/oa#exact";
    /// `xsd:boolean`.
    XSD_BOOLEAN "http://www.w3.org/2001/XMLSchema#boolean";
    /// `xsd:integer`.
    XSD_INTEGER "http://www.w3.org/2001/XMLSchema#integer";
    /// `xsd:decimal`.
    XSD_DECIMAL "http://www.w3.org/2001/XMLSchema#decimal";
    /// `xsd:date`.
    XSD_DATE "http://www.w3.org/2001/XMLSchema#date";
    /// `xsd:gYear`.
    XSD_YEAR "http://www.w3.org/2001/XMLSchema#gYear";
    /// `xsd:anyURI`.
    XSD_ANY_URI "http://www.w3.org/2001/XMLSchema#anyURI";
}

/// The predicate of a relation type.
pub fn predicate(kind: RelationType) -> NamedNodeRef<'static> {
    match kind {
        RelationType::Replaces => REPLACES,
        RelationType::Repeals => REPEALS,
        RelationType::Amends => AMENDS,
        RelationType::Suspends => SUSPENDS,
        RelationType::Corrects => CORRECTS,
        RelationType::Consolidates => CONSOLIDATES,
        RelationType::Announces => ANNOUNCES,
        RelationType::Details => DETAILS,
        RelationType::Implements => IMPLEMENTS,
        RelationType::Basis => HAS_BASIS,
        RelationType::Cites => CITES,
    }
}

/// The relation type of a predicate; `None` for any other IRI.
pub fn relation_type(predicate_iri: &str) -> Option<RelationType> {
    RelationType::ALL.iter().copied().find(|kind| predicate(*kind).as_str() == predicate_iri)
}

/// The concept of a document type. The code in ASCII; `HĐ` alone is written out, since `HD` is another.
pub fn document_type(kind: DocType) -> NamedNode {
    let code = match kind {
        DocType::Contract => "HDong".to_owned(),
        _ => kind.code().replace('Đ', "D"),
    };
    ours(&format!("type-{code}"))
}

/// The concept of a role.
pub fn role(role: Role) -> NamedNode {
    ours(&format!("role-{}", role.name()))
}

/// The concept of a status.
pub fn status(status: Status) -> NamedNode {
    ours(&format!("status-{}", status.name()))
}

/// The concept of a tier.
pub fn tier(tier: Tier) -> NamedNode {
    ours(&format!("tier-{}", tier.name()))
}

/// The concept of a judgement.
pub fn judgement(verdict: Verdict) -> NamedNode {
    ours(&format!("judgement-{}", verdict.name()))
}

/// A term of our own by its local name, which is ASCII letters, digits and `-` only.
fn ours(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{ONTOLOGY}{local}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::{Literal, Term};
    use std::collections::BTreeSet;

    const STATUSES_ALL: [Status; 5] =
        [Status::Resolved, Status::Stub, Status::Ambiguous, Status::Conflicting, Status::Unresolved];

    fn written() -> BTreeSet<String> {
        let concepts = (DocType::ALL.iter().map(|kind| document_type(*kind)))
            .chain(Role::ALL.iter().map(|r| role(*r)))
            .chain(STATUSES_ALL.iter().map(|s| status(*s)))
            .chain(Tier::ALL.iter().map(|t| tier(*t)))
            .chain(Verdict::ALL.iter().map(|v| judgement(*v)));
        TERMS.iter().map(|term| term.as_str().to_owned()).chain(concepts.map(NamedNode::into_string)).collect()
    }

    #[test]
    fn every_term_is_defined_in_the_ontology_and_the_other_way_round() {
        let file = include_str!("../../ontology/luocdo.ttl");
        let mut defined = BTreeSet::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(file) {
            let quad = quad.expect("the ontology is Turtle");
            let subject = quad.subject.to_string();
            let subject = subject.trim_matches(['<', '>']);
            if subject.starts_with(ONTOLOGY) && quad.predicate == TYPE {
                defined.insert(subject.to_owned());
            }
        }
        assert_eq!(written(), defined);
    }

    /// Subject, predicate and object of what the ontology says of our own terms.
    fn said(predicates: &[NamedNodeRef<'_>]) -> Vec<(String, Literal)> {
        let file = include_str!("../../ontology/luocdo.ttl");
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(file).map(|q| q.expect("Turtle"));
        quads
            .filter(|quad| predicates.contains(&quad.predicate.as_ref()))
            .filter_map(|quad| match quad.object {
                Term::Literal(words) => Some((quad.subject.to_string().trim_matches(['<', '>']).to_owned(), words)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn every_term_has_a_label_in_vietnamese_and_english() {
        let labels = said(&[LABEL, PREF_LABEL]);
        for term in written() {
            for language in ["vi", "en"] {
                let found = labels.iter().filter(|(of, words)| *of == term && words.language() == Some(language));
                assert_eq!(found.count(), 1, "{term} @{language}");
            }
        }
    }

    #[test]
    fn a_concept_is_marked_with_the_code_of_the_model() {
        let notations = said(&[NOTATION]);
        let codes = (DocType::ALL.iter().map(|kind| (document_type(*kind), kind.code())))
            .chain(Role::ALL.iter().map(|r| (role(*r), r.name())))
            .chain(STATUSES_ALL.iter().map(|s| (status(*s), s.name())))
            .chain(Tier::ALL.iter().map(|t| (tier(*t), t.name())))
            .chain(Verdict::ALL.iter().map(|v| (judgement(*v), v.name())));
        for (concept, code) in codes {
            let expect = (concept.into_string(), Literal::new_simple_literal(code));
            assert!(notations.contains(&expect), "{expect:?}");
        }
    }

    #[test]
    fn every_concept_has_an_iri_of_its_own() {
        let types: BTreeSet<_> = DocType::ALL.iter().map(|kind| document_type(*kind)).collect();
        assert_eq!(types.len(), DocType::ALL.len());
        assert_eq!(document_type(DocType::Decree).as_str(), "https://w3id.org/luocdo/ontology#type-ND");
    }

    #[test]
    fn a_predicate_is_named_as_the_model_names_it() {
        for kind in RelationType::ALL {
            assert_eq!(predicate(*kind).as_str(), format!("{ONTOLOGY}{}", kind.predicate()));
            assert_eq!(relation_type(predicate(*kind).as_str()), Some(*kind));
        }
    }
}
