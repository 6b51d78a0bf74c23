//! What a mention of a document leads to, and who settled it where the text does not.

use super::Key;
use chrono::NaiveDate;
use serde::Serialize;

/// How far a mention is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// One document for certain.
    Resolved,
    /// One document that nothing else in the graph describes yet.
    Stub,
    /// Several candidates.
    Ambiguous,
    /// The number says one thing, the date or the issuer another.
    Conflicting,
    /// Nothing fits.
    Unresolved,
}

impl Status {
    /// The word used in output and IRIs.
    pub fn name(self) -> &'static str {
        match self {
            Status::Resolved => "resolved",
            Status::Stub => "stub",
            Status::Ambiguous => "ambiguous",
            Status::Conflicting => "conflicting",
            Status::Unresolved => "unresolved",
        }
    }
}

/// What a document mention leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One document, known.
    One(Key),
    /// One document, named and not held.
    Stub(Key),
    /// One document by its number, while another part of the mention contradicts it.
    Conflict(Key, Vec<Key>),
    /// Several candidates; never an edge.
    Many(Vec<Key>),
    /// Nothing; never an edge.
    None,
}

/// A document mention with what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Index of the mention.
    pub mention: usize,
    /// What it leads to.
    pub target: Target,
    /// The id by which a person may settle it, or has: of a name that is left open, or that was chosen.
    pub id: Option<String>,
    /// What a person said of it, in the place of what was read.
    pub chosen: Option<Choice>,
}

/// A person's word on which document a mention names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The document.
    pub key: Key,
    /// Who chose.
    pub by: String,
    /// On which day.
    pub day: NaiveDate,
    /// Why.
    pub why: String,
}

impl Reference {
    /// What was read of a mention.
    pub fn new(mention: usize, target: Target) -> Self {
        Self { mention, target, id: None, chosen: None }
    }

    /// True if no one document is certain.
    pub fn is_open(&self) -> bool {
        !matches!(self.target, Target::One(_) | Target::Stub(_))
    }

    /// How far it is known.
    pub fn status(&self) -> Status {
        match self.target {
            Target::One(_) => Status::Resolved,
            Target::Stub(_) => Status::Stub,
            Target::Conflict(..) => Status::Conflicting,
            Target::Many(_) => Status::Ambiguous,
            Target::None => Status::Unresolved,
        }
    }

    /// The one document, if there is one.
    pub fn key(&self) -> Option<&Key> {
        match &self.target {
            Target::One(key) | Target::Stub(key) | Target::Conflict(key, _) => Some(key),
            Target::Many(_) | Target::None => None,
        }
    }

    /// The documents that are possible where not one is certain.
    pub fn candidates(&self) -> &[Key] {
        match &self.target {
            Target::Many(keys) | Target::Conflict(_, keys) => keys,
            _ => &[],
        }
    }
}
