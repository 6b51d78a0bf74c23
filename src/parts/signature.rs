//! Who signs: "KT. BỘ TRƯỞNG⏎THỨ TRƯỞNG⏎Nguyễn Văn An", "TM. ỦY BAN NHÂN DÂN⏎CHỦ TỊCH⏎…", at the end of the paper
//! or before its annexes. A post in capitals without a name behind it ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" above the
//! legal bases) signs nothing.

use crate::find::agency::place_at;
use crate::find::use_at;
use crate::lines::Line;
use crate::model::Span;
use crate::tables::{PartCue, Tables, Use};
use crate::tokens::{Case, Kind, Tokens};

/// Lines that may stand between the first words of a signature and the name.
const REACH: usize = 10;
/// Tokens that a line of a signature has at the most.
const SHORT: usize = 16;

/// A signature, by its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Index of the first line: "TM. …" or the post.
    pub first: usize,
    /// Index of the line with the name.
    pub last: usize,
    /// The name.
    pub name: Span,
}

/// Every signature with a name, in order.
pub fn signatures(tables: &Tables, tokens: &Tokens, lines: &[Line]) -> Vec<Signature> {
    let mut found: Vec<Signature> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match signature(tables, tokens, lines, at) {
            Some(signature) => {
                at = signature.last + 1;
                found.push(signature);
            }
            None => at += 1,
        }
    }
    found
}

/// The signature that begins with a line.
fn signature(tables: &Tables, tokens: &Tokens, lines: &[Line], first: usize) -> Option<Signature> {
    if !opens(tables, tokens, lines.get(first)?) {
        return None;
    }
    for (at, line) in lines.iter().enumerate().skip(first + 1).take(REACH) {
        if let Some(name) = name(tables, tokens, line, lines.get(at + 1)) {
            let last =
                lines.partition_point(|line| tokens.span(line.first, line.first).start < name.end).saturating_sub(1);
            return Some(Signature { first, last: last.max(at), name });
        }
        let bracket = tokens.get(line.start).is_some_and(|t| matches!(t.kind, Kind::Mark('(' | '[')));
        let empty = (line.first..=line.last).all(|i| tokens.get(i).is_some_and(|t| t.kind != Kind::Word));
        let short = line.last - line.first < SHORT;
        if !(short && (bracket || empty || line.is_upper(tokens) || opens(tables, tokens, line))) {
            return None;
        }
    }
    None
}

/// True if a line begins with "TM.", "KT." and the like, or is a post in capitals.
fn opens(tables: &Tables, tokens: &Tokens, line: &Line) -> bool {
    let Some(hit) = tables.part_cues.longest(tokens, line.start) else { return false };
    let upper = tokens.get(line.start).is_some_and(|t| t.case == Case::Upper);
    match hit.value {
        PartCue::SignsFor => {
            let next = tokens.get(hit.last + 1);
            upper && next.is_some_and(|t| matches!(t.kind, Kind::Mark('.' | '/' | ':')) || t.case == Case::Upper)
        }
        PartCue::Post => line.last - line.first < SHORT && line.is_upper(tokens),
        _ => false,
    }
}

/// The name that a line holds and nothing else, a rank or degree before it aside ("Đại tướng Phan Văn Giang"). A name
/// may be broken over two lines.
fn name(tables: &Tables, tokens: &Tokens, line: &Line, below: Option<&Line>) -> Option<Span> {
    let last = line.end(tokens);
    let mut at = line.start;
    while let Some(hit) = tables.part_cues.longest(tokens, at).filter(|hit| *hit.value == PartCue::Rank) {
        at = (hit.last + 1..=last).find(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word))?;
    }
    use_at(tables, tokens, at, Use::Surname)?;
    // "Phó" and "Hà" are family names as well.
    let post = tables.part_cues.longest(tokens, at).is_some_and(|hit| *hit.value == PartCue::Post);
    let place = place_at(tables, tokens, at).is_some_and(|(end, province)| end == last && province.is_some());
    let capital = |from: usize, to: usize| {
        (from..=to).all(|i| tokens.get(i).is_some_and(|t| t.is_capital() && t.case != Case::Mixed))
    };
    if post || place || !capital(at, last) {
        return None;
    }
    let titled = |line: &&Line| {
        let end = line.end(tokens);
        let shown =
            (line.start..=end).all(|i| tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Title));
        shown && end < line.start + 3 && tokens.get(line.start).is_some_and(|t| t.breaks < 2)
    };
    let last = match below.filter(|_| tokens.get(last).is_some_and(|t| t.case == Case::Title)).filter(titled) {
        Some(below) if below.end(tokens) < at + 5 => below.end(tokens),
        _ => last,
    };
    (at + 1..at + 5).contains(&last).then(|| tokens.span(at, last))
}
