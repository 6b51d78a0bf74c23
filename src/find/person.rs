//! People who sign or give the order: `Đồng chí Đoàn Thu Hà, Phó Chủ tịch UBND tỉnh`, `Chủ tịch UBND tỉnh
//! Nguyễn Tường Văn`, `ông Hồ Tiến Thiệu`. A name begins with a family name of the table.

use super::agency::place_at;
use super::use_at;
use crate::model::{Mention, Value};
use crate::tables::agencies::Level;
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};

/// Every person of a text who is named with a title or a post.
pub fn people(tables: &Tables, tokens: &Tokens) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.list.len() {
        match person_at(tables, tokens, index) {
            Some((last, mention)) => {
                found.push(mention);
                index = last + 1;
            }
            None => index += 1,
        }
    }
    found
}

/// The person whose title or post begins at a token: the last token, and the mention of the name.
fn person_at(tables: &Tables, tokens: &Tokens, index: usize) -> Option<(usize, Mention)> {
    if let Some(last) = use_at(tables, tokens, index, Use::Honorific) {
        let (first, end) = name_at(tables, tokens, last + 1)?;
        let comma = tokens.get(end + 1).is_some_and(|t| t.is_mark(',') || t.is_dash());
        let post = if comma {
            use_at(tables, tokens, end + 2, Use::Post).map(|last| post_text(tables, tokens, end + 2, last))
        } else {
            None
        };
        return Some((end, person(tokens, first, end, post)));
    }
    let last =
        use_at(tables, tokens, index, Use::Post).filter(|_| tokens.get(index).is_some_and(|t| t.is_capital()))?;
    let post_last = place_at(tables, tokens, last + 1).map_or(last, |(end, _)| end);
    // "Chủ tịch UBND tỉnh Cao Bằng Nguyễn Văn A": the place's name is none of the person's.
    for end in [post_last, last] {
        let comma = tokens.get(end + 1).is_some_and(|t| t.is_mark(','));
        let at = if comma { end + 2 } else { end + 1 };
        if let Some((first, name_end)) = name_at(tables, tokens, at)
            && (name_end > first + 1 || !is_place_below(tables, tokens, first))
        {
            let post = tokens.text.slice(tokens.span(index, end)).to_owned();
            return Some((name_end, person(tokens, first, name_end, Some(post))));
        }
    }
    // "UBND tỉnh Nguyễn …": the place word took the name along.
    let word = (last + 1..=post_last).find_map(|at| name_at(tables, tokens, at))?;
    if word.1 == word.0 + 1 && is_place_below(tables, tokens, word.0) {
        return None;
    }
    let post = tokens.text.slice(tokens.span(index, word.0 - 1)).to_owned();
    Some((word.1, person(tokens, word.0, word.1, Some(post))))
}

/// True for a name right behind the word for a place below the province: "Chủ tịch Ủy ban nhân dân huyện Châu Thành".
/// A person's name of two words is rarer than a place's.
fn is_place_below(tables: &Tables, tokens: &Tokens, name: usize) -> bool {
    let words = &tables.agencies.place_words;
    (name.saturating_sub(2)..name)
        .any(|at| words.longest(tokens, at).is_some_and(|hit| hit.last + 1 == name && *hit.value != Level::Province))
}

/// The words of a post, with the place behind it.
fn post_text(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> String {
    let end = place_at(tables, tokens, last + 1).map_or(last, |(end, _)| end);
    tokens.text.slice(tokens.span(first, end)).to_owned()
}

/// The last token of the name that begins at a token.
pub fn name_end(tables: &Tables, tokens: &Tokens, index: usize) -> Option<usize> {
    name_at(tables, tokens, index).map(|(_, last)| last)
}

/// A name at a token: two to five capital words, the first a family name.
fn name_at(tables: &Tables, tokens: &Tokens, index: usize) -> Option<(usize, usize)> {
    tokens.get(index).filter(|t| t.is_capital() && t.breaks < 2)?;
    use_at(tables, tokens, index, Use::Surname)?;
    let mut last = index;
    while last < index + 4
        && tokens.get(last + 1).is_some_and(|t| {
            t.kind == Kind::Word
                && t.breaks < 2
                && (t.case == Case::Title
                    || (t.case == Case::Upper && tokens.get(index).is_some_and(|f| f.case == Case::Upper)))
        })
    {
        last += 1;
    }
    (last > index).then_some((index, last))
}

/// A mention of the name.
fn person(tokens: &Tokens, first: usize, last: usize, post: Option<String>) -> Mention {
    let span = tokens.span(first, last);
    let words: Vec<&str> = tokens.text.slice(span).split_whitespace().collect();
    Mention { span, value: Value::Person { name: words.join(" "), post } }
}
