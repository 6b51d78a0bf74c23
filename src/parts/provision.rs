//! A line → the provision that it opens, by its first words alone: "Chương II", "Điều 5a.", "3.", "đ)", "IV.".
//! Whether the number goes on from the last one is for the walk to say.

use crate::lines::{Line, is_markup};
use crate::model::PartKind;
use crate::tables::{PartCue, Tables};
use crate::tokens::{Case, Kind, Tokens};

/// Letters of points in their order.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxyz";

/// What a line opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its kind.
    pub kind: PartKind,
    /// Its number as written, in the case of the kind: `5a`, `II`, `đ`.
    pub number: String,
    /// The number to count by: 5, 2; of a point its place among the letters from 1.
    pub value: u32,
    /// True for a number with a letter ("5a"), which may follow its own number.
    pub inserted: bool,
    /// Token where heading or text begins; may lie behind the line.
    pub text: usize,
}

/// What a line opens, if anything.
pub fn opening(tables: &Tables, tokens: &Tokens, line: &Line) -> Option<Opening> {
    let token = tokens.get(line.start)?;
    match token.kind {
        Kind::Number => clause(tokens, line),
        Kind::Word => {
            unit(tables, tokens, line).or_else(|| point(tokens, line)).or_else(|| roman_section(tokens, line))
        }
        Kind::Mark(_) => None,
    }
}

/// "Phần II", "Chương 3", "Mục 1", "Điều 5a.", "Phụ lục I".
fn unit(tables: &Tables, tokens: &Tokens, line: &Line) -> Option<Opening> {
    let hit = tables.part_cues.longest(tokens, line.start)?;
    let kind = match hit.value {
        PartCue::Division(_) => PartKind::Division,
        PartCue::Chapter => PartKind::Chapter,
        PartCue::Section => PartKind::Section,
        PartCue::Subsection => PartKind::Subsection,
        PartCue::Article => PartKind::Article,
        PartCue::Annex => PartKind::Annex,
        _ => return None,
    };
    if !tokens.get(line.start)?.is_capital() || hit.last > line.last {
        return None;
    }
    if let PartCue::Division(Some(value)) = *hit.value {
        return Some(Opening { kind, number: value.to_string(), value, inserted: false, text: hit.last + 1 });
    }
    // "Điều⏎5." broken over lines.
    let alone = (hit.last + 1..=line.last).all(|i| is_markup(tokens, i));
    let reach = if alone { line.last + 4 } else { line.last };
    let near = |i: &usize| !is_markup(tokens, *i) && tokens.get(*i).is_some_and(|t| t.breaks < 2);
    let at = (hit.last + 1..=reach).find(near);
    let Some((number, value, inserted, last)) = at.and_then(|at| number_at(tokens, at)) else {
        // An annex may be the only one and have no number.
        return (kind == PartKind::Annex).then(|| Opening {
            kind,
            number: String::new(),
            value: 0,
            inserted: false,
            text: hit.last + 1,
        });
    };
    let after = (last + 1..=line.last.max(last + 2))
        .take_while(|&i| i <= line.last || tokens.get(i).is_some_and(|t| t.breaks == 0))
        .find(|&i| !is_markup(tokens, i) && !is_reference(tokens, i));
    let parted = after.is_none_or(|i| {
        tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Mark('.' | ':')) || t.is_dash() && !t.glued)
    });
    // "Chương II QUY ĐỊNH CHUNG" stands on one line; "Chương II của Luật này" is a sentence that goes on.
    let titled = kind != PartKind::Article
        && after.is_some_and(|i| tokens.get(i).is_some_and(|t| t.case == Case::Upper && t.span.end - t.span.start > 1));
    (parted || titled).then(|| Opening {
        kind,
        number,
        value,
        inserted,
        text: after.map_or(line.last + 1, |i| if parted { i + 1 } else { i }),
    })
}

/// "3. …", "3a. …".
fn clause(tokens: &Tokens, line: &Line) -> Option<Opening> {
    let (number, value, inserted, last) = number_at(tokens, line.start)?;
    let mark = (last + 1..=line.last).find(|&i| !is_reference(tokens, i))?;
    let follows = mark < line.last && tokens.get(mark + 1).is_some_and(|t| t.kind != Kind::Number || !t.glued);
    (tokens.get(mark)?.is_mark('.') && follows).then(|| Opening {
        kind: PartKind::Clause,
        number,
        value,
        inserted,
        text: mark + 1,
    })
}

/// "a) …", "đ) …".
fn point(tokens: &Tokens, line: &Line) -> Option<Opening> {
    let letter = tokens.str(line.start).to_lowercase();
    let place = LETTERS.chars().position(|c| letter.len() == c.len_utf8() && letter.starts_with(c))?;
    let digit = tokens.get(line.start + 1).filter(|t| t.glued && t.kind == Kind::Number).map(|_| line.start + 1);
    let mark = (digit.unwrap_or(line.start) + 1..=line.last).find(|&i| !is_reference(tokens, i))?;
    let number = digit.map_or(letter.clone(), |i| format!("{letter}{}", tokens.str(i)));
    tokens.get(mark)?.is_mark(')').then(|| Opening {
        kind: PartKind::Point,
        number,
        value: place as u32 + 1,
        inserted: digit.is_some(),
        text: mark + 1,
    })
}

/// "IV. …": what plans and directives have for "Mục".
fn roman_section(tokens: &Tokens, line: &Line) -> Option<Opening> {
    let value = roman(tokens.str(line.start))?;
    let dot = tokens.get(line.start + 1).is_some_and(|t| t.glued && t.is_mark('.'));
    (dot && line.last > line.start + 1).then(|| Opening {
        kind: PartKind::Section,
        number: tokens.str(line.start).to_owned(),
        value,
        inserted: false,
        text: line.start + 2,
    })
}

/// A number that begins at a token: as written, its value, whether a letter is joined to it, and its last token.
fn number_at(tokens: &Tokens, at: usize) -> Option<(String, u32, bool, usize)> {
    if let Some(value) = tokens.number(at) {
        let letter = tokens
            .get(at + 1)
            .filter(|t| t.glued && t.kind == Kind::Word && tokens.str(at + 1).chars().count() == 1)
            .map(|_| at + 1);
        let number = tokens.text.slice(tokens.span(at, letter.unwrap_or(at))).trim_start_matches('0').to_lowercase();
        return (value < 1000).then(|| (number, value, letter.is_some(), letter.unwrap_or(at)));
    }
    roman(tokens.str(at)).map(|value| (tokens.str(at).to_owned(), value, false, at))
}

/// A Roman number in capitals up to 89.
fn roman(text: &str) -> Option<u32> {
    let digit = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
    let digits = digits.filter(|d| !d.is_empty() && d.len() <= 7)?;
    let signed =
        |(i, &d): (usize, &u32)| if digits.get(i + 1).is_some_and(|next| *next > d) { -(d as i32) } else { d as i32 };
    u32::try_from(digits.iter().enumerate().map(signed).sum::<i32>()).ok().filter(|value| *value > 0)
}

/// True for a token of a note's mark: `[12]`.
fn is_reference(tokens: &Tokens, at: usize) -> bool {
    let mark = |i: usize, c| tokens.get(i).is_some_and(|t| t.is_mark(c));
    mark(at, '[') && mark(at + 2, ']')
        || at > 0 && mark(at - 1, '[') && mark(at + 1, ']')
        || at > 1 && mark(at - 2, '[') && mark(at, ']')
}
