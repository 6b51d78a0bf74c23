//! The parameters of an address → values, each with its limits. A name that no question knows is told, so that a misspelt
//! filter is not taken for none.

use super::Refusal;
use axum::http::StatusCode;
use chrono::NaiveDate;
use luocdo::analyze::Level;
use luocdo::model::RelationType;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The parameters in the order of the address.
pub struct Params(pub Vec<(String, String)>);

impl Params {
    /// Refuses names that are not among these.
    pub fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => {
                Err(wrong(format!("there is no parameter `{name}` here; there are {}", known.join(", "))))
            }
            None => Ok(()),
        }
    }

    /// The values of a name that are not empty.
    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        let pairs = self.0.iter().filter(move |(held, value)| held == name && !value.trim().is_empty());
        pairs.map(|(_, value)| value.trim())
    }

    /// The value of a name.
    pub fn one<'p>(&'p self, name: &'p str) -> Option<&'p str> {
        self.all(name).next()
    }

    /// A value that must be there.
    pub fn needed<'p>(&'p self, name: &'p str) -> Result<&'p str, Refusal> {
        self.one(name).ok_or_else(|| wrong(format!("give `{name}`")))
    }

    /// True for `name=true`.
    pub fn flag(&self, name: &str) -> Result<bool, Refusal> {
        match self.one(name) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(wrong(format!("`{name}` is `true` or `false`"))),
        }
    }

    /// A number within limits.
    pub fn number(&self, name: &str, default: usize, limits: RangeInclusive<usize>) -> Result<usize, Refusal> {
        let told = || wrong(format!("`{name}` is a number from {} to {}", limits.start(), limits.end()));
        match self.one(name) {
            None => Ok(default),
            Some(value) => value.parse().ok().filter(|number| limits.contains(number)).ok_or_else(told),
        }
    }

    /// A value of some kind, in the words of `what`.
    pub fn value<T: FromStr>(&self, name: &str, what: &str) -> Result<Option<T>, Refusal> {
        let parse =
            |value: &str| value.parse().map_err(|_| wrong(format!("`{name}` is {what}, not `{}`", short(value))));
        self.one(name).map(parse).transpose()
    }

    /// A day.
    pub fn day(&self, name: &str) -> Result<Option<NaiveDate>, Refusal> {
        self.value(name, "a day as YYYY-MM-DD")
    }

    /// Relations; all of them if none is named. What tasks are called among them is passed over.
    pub fn follow(&self) -> Result<Vec<RelationType>, Refusal> {
        let mut found = Vec::new();
        for name in self.all("follow").filter(|name| *name != "assignsTo") {
            let kind = RelationType::from_name(name);
            found
                .push(kind.ok_or_else(|| wrong(format!("`follow` is the name of a relation, not `{}`", short(name))))?);
        }
        Ok(if found.is_empty() { RelationType::ALL.to_vec() } else { found })
    }

    /// Levels of government; none if all may be.
    pub fn levels(&self) -> Result<Vec<Level>, Refusal> {
        let level = |name: &str| {
            Level::from_name(name)
                .ok_or_else(|| wrong(format!("`level` is the name of a level, not `{}`", short(name))))
        };
        self.all("level").map(level).collect()
    }
}

/// A parameter that is not what it should be.
pub fn wrong(words: impl Into<String>) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, words)
}

/// Something that is not here.
pub fn nothing(words: impl Into<String>) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, words)
}

/// The first characters of what somebody typed, for a message.
fn short(words: &str) -> String {
    words.chars().take(60).collect()
}
