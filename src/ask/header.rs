//! The head of a question's file → what it asks, takes and shows. Lines of the head, in this order:
//!
//! ```text
//! # Hỏi: Văn bản nào triển khai một văn bản chỉ đạo?
//! # Asks: Which papers carry an order out?
//! # ?order: paper — văn bản chỉ đạo           a parameter; `paper?` may be left out
//! # =paper: paper — Văn bản                   a column
//! # Ví dụ: luocdo ask carried-out --with order="Chỉ thị 20/CT-TTg"
//! ```
//!
//! Other comments are passed over. What it cannot read it names with its line.

use super::{Kind, Parameter, Question, Shows};
use crate::error::{Error, Result};

const QUESTION: &str = "Hỏi:";
const ENGLISH: &str = "Asks:";
const EXAMPLE: &str = "Ví dụ:";

/// Reads the head; the whole text is the query.
///
/// # Errors
/// [`Error::Argument`] with the line.
pub fn parse(name: &str, text: &str) -> Result<Question> {
    let mut question = Question {
        name: name.to_owned(),
        question: String::new(),
        english: String::new(),
        parameters: Vec::new(),
        columns: Vec::new(),
        example: format!("luocdo ask {name}"),
        sparql: text.to_owned(),
    };
    for (at, line) in text.lines().enumerate() {
        let Some(said) = line.strip_prefix('#').map(str::trim) else { break };
        let wrong = |what: &str| Error::Argument(format!("line {}: {what}", at + 1));
        if let Some(words) = said.strip_prefix(QUESTION) {
            question.question = words.trim().to_owned();
        } else if let Some(words) = said.strip_prefix(ENGLISH) {
            question.english = words.trim().to_owned();
        } else if let Some(words) = said.strip_prefix(EXAMPLE) {
            question.example = words.trim().to_owned();
        } else if let Some(rest) = said.strip_prefix('?') {
            let (name, kind, about) = declared(rest).ok_or_else(|| wrong("write `# ?name: type — what it is`"))?;
            let (kind, optional) = match kind.strip_suffix('?') {
                Some(kind) => (kind.trim(), true),
                None => (kind, false),
            };
            let kind = Kind::from_name(kind).filter(|kind| kind.is_typed()).ok_or_else(|| {
                wrong(&format!("type `{kind}` is none of {}", names(|kind| kind.is_typed()).join(", ")))
            })?;
            question.parameters.push(Parameter { name: name.to_owned(), kind, optional, about: about.to_owned() });
        } else if let Some(rest) = said.strip_prefix('=') {
            let (name, kind, heading) = declared(rest).ok_or_else(|| wrong("write `# =name: type — heading`"))?;
            let kind = Kind::from_name(kind)
                .ok_or_else(|| wrong(&format!("type `{kind}` is none of {}", names(|_| true).join(", "))))?;
            question.columns.push(Shows { name: name.to_owned(), kind, heading: heading.to_owned() });
        }
    }
    if question.question.is_empty() {
        return Err(Error::Argument(format!("it does not begin with `# {QUESTION} …?`, the question in Vietnamese")));
    }
    Ok(question)
}

/// `name: type — words`.
fn declared(rest: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = rest.split_once(':')?;
    let (kind, words) = rest.split_once('—')?;
    let (name, kind, words) = (name.trim(), kind.trim(), words.trim());
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (plain && !words.is_empty()).then_some((name, kind, words))
}

fn names(pass: impl Fn(Kind) -> bool) -> Vec<&'static str> {
    Kind::ALL.into_iter().filter(|kind| pass(*kind)).map(Kind::name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_what_is_asked_taken_and_shown() {
        let text = "# Hỏi: Ai làm?\n# Asks: Who does it?\n# một ghi chú\n# ?order: paper — văn bản\n\
                    # ?from: date? — từ ngày\n# =body: body — Cơ quan\n# Ví dụ: luocdo ask who --with order=x\n\
                    SELECT ?body WHERE { }\n# ?late: paper — không phải đầu tệp\n";
        let question = parse("who", text).expect("it is a question");
        assert_eq!((question.question.as_str(), question.english.as_str()), ("Ai làm?", "Who does it?"));
        let taken: Vec<_> = question.parameters.iter().map(|p| (p.name.as_str(), p.kind, p.optional)).collect();
        assert_eq!(taken, [("order", Kind::Paper, false), ("from", Kind::Date, true)]);
        assert_eq!(question.columns[0].heading, "Cơ quan");
    }

    #[track_caller]
    fn refused(text: &str, words: &str) {
        let message = parse("x", text).expect_err("it is refused").to_string();
        assert!(message.contains(words), "{message}");
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        refused("# Hỏi: a?\n# ?order: papers — văn bản\n", "line 2: type `papers` is none of paper, body");
        refused("# Hỏi: a?\n# ?order paper\n", "line 2: write `# ?name: type — what it is`");
        refused("# Hỏi: a?\n# ?p: proof — câu\n", "line 2: type `proof` is none of");
        refused("SELECT * WHERE {}", "does not begin with `# Hỏi:");
    }
}
