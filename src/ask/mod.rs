//! Named questions: `ontology/queries/*.rq`, in the program, or a folder of the user's own beside them. In: a name and
//! the values typed for its parameters. Out: a [`Question`] with typed parameters and columns, the terms that the values
//! mean, and the answer as a sheet. A question only reads; values go into the parsed query and never into its text.

mod answer;
mod header;
mod value;

pub use answer::{Asked, asked};
pub use value::{Known, of as value};

use crate::error::{Error, Result};
use crate::names::nearest;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a parameter or a column of a question holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A document, typed as people name it.
    Paper,
    /// A body, by its name or its code.
    Body,
    /// A province, by its name or its code.
    Place,
    /// A day.
    Date,
    /// A number.
    Number,
    /// Words.
    Text,
    /// A relation between papers.
    Relation,
    /// Columns only: a word of the ontology, such as a role or a status.
    Word,
    /// Columns only: a relation or an assignment, shown by the sentence that proves it.
    Proof,
}

impl Kind {
    const ALL: [Kind; 9] = [
        Kind::Paper,
        Kind::Body,
        Kind::Place,
        Kind::Date,
        Kind::Number,
        Kind::Text,
        Kind::Relation,
        Kind::Word,
        Kind::Proof,
    ];

    /// The name in headers.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Paper => "paper",
            Kind::Body => "body",
            Kind::Place => "place",
            Kind::Date => "date",
            Kind::Number => "number",
            Kind::Text => "text",
            Kind::Relation => "relation",
            Kind::Word => "word",
            Kind::Proof => "proof",
        }
    }

    /// The kind of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// True if people can type it as the value of a parameter.
    pub fn is_typed(self) -> bool {
        !matches!(self, Kind::Word | Kind::Proof)
    }
}

/// What a question wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Its name, that of the variable.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// True if it may be left out.
    pub optional: bool,
    /// What it is, in Vietnamese.
    pub about: String,
}

/// What a question answers with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shows {
    /// Its name, that of the variable.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Its heading, in Vietnamese.
    pub heading: String,
}

/// A question that can be asked by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Its name, that of the file without `.rq`.
    pub name: String,
    /// The question in Vietnamese.
    pub question: String,
    /// The question in English.
    pub english: String,
    /// What it wants to be told.
    pub parameters: Vec<Parameter>,
    /// What it answers with, as far as the file declares it.
    pub columns: Vec<Shows>,
    /// A command line that asks it.
    pub example: String,
    /// The query.
    pub sparql: String,
}

impl Question {
    /// The question of a file; `name` is that of the file without `.rq`.
    ///
    /// # Errors
    /// [`Error::Argument`] with the line that is not understood.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        header::parse(name, text)
    }

    /// Puts typed values with their parameters.
    ///
    /// # Errors
    /// [`Error::Argument`] if a value is missing, or is given for no parameter, or twice.
    pub fn pair<'q, 'v>(&'q self, given: &'v [(String, String)]) -> Result<Vec<(&'q Parameter, &'v str)>> {
        let mut pairs: Vec<(&Parameter, &str)> = Vec::new();
        for (name, typed) in given {
            let Some(parameter) = self.parameters.iter().find(|parameter| parameter.name == *name) else {
                let known = match self.parameters.is_empty() {
                    true => "it takes none".to_owned(),
                    false => format!("it takes {}", self.listed(|_| true)),
                };
                return Err(Error::Argument(format!("question `{}` has no parameter `{name}`; {known}", self.name)));
            };
            if pairs.iter().any(|(known, _)| known.name == *name) {
                return Err(Error::Argument(format!("`{name}` is given twice")));
            }
            pairs.push((parameter, typed));
        }
        let missing =
            |parameter: &Parameter| !parameter.optional && !pairs.iter().any(|(known, _)| known.name == parameter.name);
        if self.parameters.iter().any(missing) {
            return Err(Error::Argument(format!(
                "question `{}` needs {}; as in: {}",
                self.name,
                self.listed(missing),
                self.example
            )));
        }
        Ok(pairs)
    }

    fn listed(&self, pass: impl Fn(&Parameter) -> bool) -> String {
        let shown = |p: &Parameter| format!("`{}` ({}: {})", p.name, p.kind.name(), p.about);
        self.parameters.iter().filter(|p| pass(p)).map(shown).collect::<Vec<_>>().join(", ")
    }
}

macro_rules! questions {
    ($($name:literal),+ $(,)?) => {
        /// The questions in the program: name and text.
        const BUILTIN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../ontology/queries/", $name, ".rq")))),+];
    };
}

questions!(
    "ambiguous",
    "amended",
    "basis-of",
    "bodies-of-order",
    "by-month",
    "carried-out",
    "chain",
    "cites-both",
    "cites-future",
    "cycles",
    "due",
    "judged",
    "lag",
    "led-with",
    "no-basis",
    "no-deadline",
    "not-acted-on",
    "not-held",
    "of-relation",
    "overdue",
    "papers-of",
    "places-silent",
    "relations-of",
    "replaced-still-cited",
    "same-day",
    "signers",
    "tasked-together",
    "tasks-of",
    "tasks-of-paper",
    "titles",
    "unsure",
);

/// The questions that can be asked, by name.
#[derive(Clone, Debug, Default)]
pub struct Questions(BTreeMap<String, Question>);

impl Questions {
    /// Those in the program, and those of a folder, of which one with the name of another stands in its place.
    ///
    /// # Errors
    /// [`Error::Argument`] or [`Error::File`] for a folder or a file in it that cannot be read.
    pub fn load(folder: Option<&Path>) -> Result<Self> {
        let mut all = BTreeMap::new();
        for (name, text) in BUILTIN {
            all.insert((*name).to_owned(), Question::parse(name, text)?);
        }
        if let Some(folder) = folder {
            for path in files(folder)? {
                let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                let text = std::fs::read_to_string(&path).map_err(|source| Error::File {
                    action: "read",
                    path: path.clone(),
                    source,
                })?;
                let question = Question::parse(&name, &text).map_err(|error| match error {
                    Error::Argument(message) => Error::Argument(format!("`{}`: {message}", path.display())),
                    other => other,
                })?;
                all.insert(name, question);
            }
        }
        Ok(Self(all))
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Question> {
        self.0.values()
    }

    /// The question of a name.
    ///
    /// # Errors
    /// [`Error::Name`] with the nearest names.
    pub fn get(&self, name: &str) -> Result<&Question> {
        self.0.get(name).ok_or_else(|| {
            let near = nearest(name, self.0.keys().map(String::as_str));
            let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
            let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
            Error::Name(format!("no question is called `{name}`{near}; `luocdo ask --list` shows all"))
        })
    }
}

/// The `.rq` files of a folder, by name.
fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let unread = |source| Error::File { action: "read", path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("rq")) {
            found.push(path);
        }
    }
    if found.is_empty() {
        let message = format!("`{}` holds no questions; they are files named `NAME.rq`", folder.display());
        return Err(Error::Argument(message));
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests;
