//! Official numbers: `20/CT-TTg`, `13/2018/NĐ-CP`, `830/UBND-KT`, `55-NQ/TW`, `25/2018/QH14`, `30a/2008/NQ-CP`,
//! `19-2018/NQ-CP`, `945 /KH-BCĐ`, `197 / 2004 / NĐ-CP`, `78/2021/NĐ -CP`, `147/2020/ND-CP`, `61/2018/NĐCP`, `143-HĐBT`, `42/CP`,
//! `628 TC/TCT`, `09/Ban IV`, `qđ.ubnd`, `22/2014/TTLT-BTP-TANDTC-VKSNDTC-BCA-BQP-BTC-BNN&PTNT`, `PL-UBTVQH 11`.
//! The shape alone is in the pattern; what a symbol means is in the tables.
//! Rule of writing: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW for the Party.

use crate::model::{DocType, Span};
use crate::tables::{Tables, Use};
use crate::tokens::glued::behind_capitals;
use regex::Regex;
use std::sync::LazyLock;

/// The shape of a number: digits, perhaps a year, then letters in groups.
pub static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (\d{1,6}(?:-20\d{2}|[a-zA-ZđĐ])?)                   # 1 the running number: 20, 30a, 19-2018
        (?: \s?/\s? ((?:19|20)\d{2}|[89]\d) )?               # 2 the year
        (\s?[/\-–—]\s?|)                                     # 3 what parts them; may be lost behind a year
        ( \pL[\pL\d]*                                        # 4 the symbol
          (?: [\ ](?:[IVX]{1,4}|\d{1,2})(?-u:\b) )?
          (?: \s?[\-–—/.&+]\s? \pL[\pL\d]* (?: [\ ]\d{1,2}(?-u:\b) )? )* )",
    )
    .ok()
});

/// A number as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands.
    pub span: Span,
    /// Canonical form: no spaces, `-` for every dash, `NĐ` with its stroke.
    pub canonical: String,
    /// The year in it.
    pub year: Option<i32>,
    /// The type that its symbol says, if it says one.
    pub kind: Option<DocType>,
    /// The groups of letters that follow the type: the issuer first.
    pub rest: Vec<String>,
    /// True if it is a number only where "số" or a type word says so: parted by a dash with spaces, or
    /// beginning with a year.
    pub loose: bool,
}

/// The letter of "Vụ" in a symbol, before its Roman number.
const DEPARTMENT: &str = "V";

/// One group of letters, with what stands before it.
struct Part<'t> {
    separator: char,
    spaced: bool,
    text: &'t str,
    end: usize,
}

/// Every number in `content[from..to]`, in order.
pub fn numbers(tables: &Tables, content: &str) -> Vec<Number> {
    let Some(shape) = SHAPE.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    // Finding is much faster than finding with groups, so the groups are asked for where there is something.
    while let Some(whole) = shape.find_at(content, at) {
        let Some(groups) = shape.captures(whole.as_str()) else { break };
        let (start, end) = (whole.start(), whole.end());
        at = end.max(at + 1);
        if !begins_here(content, whole.start()) {
            // Inside a longer run of digits or letters: go on behind its first digits.
            at = groups.get(1).map_or(at, |g| start + g.end());
            continue;
        }
        let group = |i: usize| groups.get(i).map_or("", |g| g.as_str());
        let symbol_start = groups.get(4).map_or(end, |g| start + g.start());
        let parted = group(3);
        if parted.is_empty() && group(2).len() != 4 {
            at = groups.get(1).map_or(at, |g| start + g.end());
            continue;
        }
        match number(tables, group(1), group(2), parted, group(4), symbol_start) {
            Some((mut number, end)) => {
                number.span = Span::new(whole.start(), end);
                let spaced_dash = parted.trim() != "/" && parted.starts_with(' ') && parted.ends_with(' ');
                let year = group(2).is_empty() && matches!(group(1).parse(), Ok(1945..2100));
                number.loose = spaced_dash || year;
                at = end;
                found.push(number);
            }
            None => at = groups.get(1).map_or(at, |g| start + g.end()),
        }
    }
    found
}

/// A number written with a space before its symbol (`628 TC/TCT`), to be tried after "số" only.
pub fn spaced(tables: &Tables, content: &str, span: Span) -> Option<Number> {
    let digits = &content[span.start..span.end];
    let rest = content.get(span.end..)?;
    let symbol = rest.strip_prefix([' ', '\n'])?;
    let length = symbol
        .char_indices()
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '&')))
        .map_or(symbol.len(), |(i, _)| i);
    let symbol = symbol[..length].trim_end_matches(['/', '-', '–', '&']);
    let start = span.end + rest.len() - rest.trim_start_matches([' ', '\n']).len();
    let capitals = symbol.chars().filter(|c| c.is_uppercase()).count();
    let first = symbol.split(['/', '-', '–']).next().unwrap_or_default();
    if capitals < 2 || !(symbol.contains(['/', '-']) || is_known(tables, first)) {
        return None;
    }
    let (mut number, end) = number(tables, digits, "", "/", symbol, start)?;
    number.span = Span::new(span.start, end);
    // GUIDE.md: the number with its spaces removed. In "16 CT-TTg" the slash of Nghị định 30/2020/NĐ-CP was lost.
    if number.kind.is_none() || number.canonical.matches('/').count() != 1 {
        number.canonical.remove(digits.len());
    }
    Some(number)
}

/// True if a number can begin here: no digit, letter or slash goes before.
fn begins_here(content: &str, start: usize) -> bool {
    let mut before = content[..start].chars().rev();
    match before.next() {
        None => true,
        Some('ố') => is_behind_so(&content[..start]),
        Some(c) if c.is_alphanumeric() || c == '/' => false,
        Some('.' | ',') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(_) => true,
    }
}

/// True right behind "số" whose space was lost: `số73/TTg-CN`.
fn is_behind_so(before: &str) -> bool {
    let word = before.strip_suffix("số").or(before.strip_suffix("Số"));
    word.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Reads the groups of a shape; the number with its end, or `None` if the letters are no symbol.
fn number(
    tables: &Tables,
    digits: &str,
    year: &str,
    separator: &str,
    symbol: &str,
    start: usize,
) -> Option<(Number, usize)> {
    // `19-2018/NQ-CP`: yearly resolutions of the Government that carry their year.
    let in_digits = digits.split_once('-').map_or("", |(_, year)| year);
    if !in_digits.is_empty() && (separator.trim() != "/" || !year.is_empty()) {
        return None;
    }
    let parts = parts(tables, symbol, start);
    let last = parts.last()?;
    let end = last.end;
    if !is_symbol(tables, &parts) {
        return None;
    }
    let mut canonical = digits.to_owned();
    if !year.is_empty() {
        canonical.push('/');
        canonical.push_str(year);
    }
    canonical.push(if matches!(separator.trim(), "/" | "") { '/' } else { '-' });
    let mut names: Vec<String> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let mut name: String = part.text.split_whitespace().collect();
        if i == 0
            && let Some((kind, issuer)) = run_together(tables, &name)
        {
            // `NĐCP`: the hyphen is lost.
            names.push(kind);
            name = issuer;
        }
        names.push(name);
    }
    let kind = type_of(tables, &names);
    if let Some(kind) = kind
        && let Some(row) = tables.types.get(&kind)
    {
        // `ND` and `qđ` are written for `NĐ` and `QĐ`.
        if let Some(symbol) = row.symbols.iter().next()
            && names[0].to_uppercase() != symbol.to_uppercase()
        {
            names[0] = symbol.to_owned();
        } else if names[0].chars().all(char::is_lowercase) {
            names[0] = names[0].to_uppercase();
        }
    }
    // "qđ.ubnd": written without capitals, in no form of its own.
    let lower = parts.iter().all(|part| part.text.chars().all(|c| !c.is_uppercase()));
    if names.iter().all(|name| name.chars().all(|c| !c.is_uppercase()))
        || names.iter().skip(1).any(|n| n.chars().all(char::is_lowercase))
    {
        for name in &mut names {
            *name = known_spelling(tables, name).unwrap_or_else(|| name.to_uppercase());
        }
    }
    let joined = names.len() > parts.len();
    for (i, name) in names.iter().enumerate() {
        if i > 0 {
            let at = if joined { i - 1 } else { i };
            canonical.push(match parts.get(at).map(|p| p.separator) {
                _ if joined && i == 1 => '-',
                Some('.') if lower => '-',
                Some(c) => c,
                None => '-',
            });
        }
        canonical.push_str(name);
    }
    let rest = names.split_off(usize::from(kind.is_some()).min(names.len()));
    let year = full_year(if year.is_empty() { in_digits } else { year });
    let number = Number { span: Span::default(), canonical, year, kind, rest, loose: false };
    Some((number, end))
}

/// The groups of letters of a symbol, cut where they cease to be one.
fn parts<'t>(tables: &Tables, symbol: &'t str, start: usize) -> Vec<Part<'t>> {
    let mut parts: Vec<Part> = Vec::new();
    let is_separator = |c: char| matches!(c, '-' | '–' | '—' | '/' | '.' | '&' | '+');
    let mut at = 0;
    let mut separator = '/';
    while at < symbol.len() {
        let rest = &symbol[at..];
        let length = rest.find(is_separator).unwrap_or(rest.len());
        let raw = &rest[..length];
        let text = whole_group(raw.trim());
        let spaced = raw.starts_with(char::is_whitespace)
            || symbol[..at].trim_end_matches(is_separator).ends_with(char::is_whitespace);
        let from = at + (raw.len() - raw.trim_start().len());
        let part = Part { separator, spaced, text, end: start + from + text.len() };
        if parts.last().is_some_and(|before| !continues(tables, before, &part)) {
            break;
        }
        let cut = text.len() < raw.trim().len();
        parts.push(part);
        at += length;
        if cut {
            break;
        }
        if let Some(c) = symbol[at..].chars().next() {
            separator = if matches!(c, '–' | '—') { '-' } else { c };
            at += c.len_utf8();
        }
    }
    parts
}

/// A group without a word behind it that is none of its own: `Ban IV` and `UBTVQH 11` are whole, `TT-BCT 1` is
/// not.
fn whole_group(text: &str) -> &str {
    // `UBNDngày`: the space was lost.
    let first = text.split_whitespace().next().unwrap_or_default();
    if let Some(at) = behind_capitals(first) {
        return &first[..at];
    }
    let Some((name, tail)) = text.split_once(char::is_whitespace) else { return text };
    let digits = tail.chars().all(|c| c.is_ascii_digit());
    let whole = if digits { name.ends_with("QH") } else { name.chars().skip(1).all(char::is_lowercase) };
    if whole { text } else { name }
}

/// True if a further group still belongs to the symbol.
fn continues(tables: &Tables, before: &Part, part: &Part) -> bool {
    let capitals = part.text.chars().filter(|c| c.is_uppercase()).count();
    let first = part.text.split_whitespace().next().unwrap_or_default();
    let roman = !part.text.is_empty() && part.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if part.separator == '.' && roman && (!part.spaced || before.text == DEPARTMENT) {
        // `VPCP-V.I`, `VPCP-V .I`: a department by its Roman number.
        return true;
    }
    if part.separator == '.' || part.spaced {
        // A dash or a full stop with a space may as well part two clauses.
        return is_known(tables, first)
            || (part.separator != '.' && capitals >= 2 && capitals == part.text.chars().count());
    }
    capitals >= 1 || is_known(tables, first)
}

/// True if the groups make the symbol of a paper.
fn is_symbol(tables: &Tables, parts: &[Part]) -> bool {
    let Some(first) = parts.first() else { return false };
    let name: String = first.text.split_whitespace().collect();
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let known = is_known(tables, &name) || run_together(tables, &name).is_some();
    if parts.iter().all(|part| capitals(part.text) == 0) {
        // Lower case: only with a type and an issuer that the tables know.
        return parts.len() > 1 && parts.iter().all(|part| is_known(tables, part.text));
    }
    let all: usize = parts.iter().map(|part| capitals(part.text)).sum();
    known || (all >= 2 && capitals(&name) >= 1 && name.chars().count() <= 16)
}

/// True if a group is the symbol of a type or a body.
fn is_known(tables: &Tables, name: &str) -> bool {
    known_spelling(tables, name).is_some()
}

/// A group as the tables spell it.
fn known_spelling(tables: &Tables, name: &str) -> Option<String> {
    let upper = name.to_uppercase();
    let bare = upper.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(kind) = tables.type_symbols.get(&upper) {
        let symbols = &tables.types.get(kind)?.symbols;
        return symbols.iter().find(|s| s.to_uppercase() == upper).map(str::to_owned);
    }
    if tables.agencies.local_symbol(&upper).is_some() {
        return Some(upper);
    }
    let row = tables.agencies.national_symbol(&upper, None).or_else(|| tables.agencies.national_symbol(bare, None))?;
    let spelling = row.symbols.iter().find(|s| s.to_uppercase() == upper);
    Some(spelling.map_or(upper.clone(), str::to_owned))
}

/// A type and an issuer written as one: `NĐCP`, `QĐTTg`.
fn run_together(tables: &Tables, name: &str) -> Option<(String, String)> {
    if tables.type_symbols.contains_key(&name.to_uppercase()) || tables.agencies.national_symbol(name, None).is_some() {
        return None;
    }
    let cut = name.char_indices().skip(2).map(|(i, _)| i);
    for at in cut {
        let (kind, issuer) = name.split_at(at);
        let is_type = tables.type_symbols.get(&kind.to_uppercase()).is_some_and(|k| {
            matches!(
                k,
                DocType::Decree | DocType::Decision | DocType::Circular | DocType::Directive | DocType::Resolution
            )
        });
        if is_type && matches!(issuer.to_uppercase().as_str(), "CP" | "TTG" | "UBND" | "HĐND") {
            return Some((kind.to_owned(), issuer.to_owned()));
        }
    }
    None
}

/// The type that the first group says. `5491/CT-TTHT` is a letter of a tax office ("Cục Thuế"): `CT` is a
/// directive only where a body that gives directives follows.
fn type_of(tables: &Tables, names: &[String]) -> Option<DocType> {
    let first = names.first()?.to_uppercase();
    let kind = *tables.type_symbols.get(&first)?;
    let Some(next) = names.get(1) else {
        // One group alone is an issuer (`42/CP`), unless it can only be a type.
        return (tables.agencies.national_symbol(&first, None).is_none()
            && tables.agencies.local_symbol(&first).is_none())
        .then_some(kind);
    };
    let also_body =
        tables.agencies.national_symbol(&first, None).is_some() || tables.agencies.local_symbol(&first).is_some();
    let body_follows =
        tables.agencies.national_symbol(next, None).is_some() || tables.agencies.local_symbol(next).is_some();
    (!also_body || body_follows).then_some(kind)
}

/// `2018` and `98` as years.
fn full_year(year: &str) -> Option<i32> {
    let value: i32 = year.parse().ok()?;
    Some(if value < 100 { 1900 + value } else { value })
}

/// True for the number of a consolidated text: `92/VBHN-BQP`.
pub fn is_consolidated(tables: &Tables, canonical: &str) -> bool {
    let mut folded = String::new();
    canonical.split(['/', '-']).any(|part| {
        crate::tokens::fold_into(part, &mut folded);
        tables.opens(tables.vocabulary.get(&folded), Use::Consolidated)
    })
}

/// Type and further groups of a canonical number, as [`numbers`] would find them in a text.
pub fn symbol(tables: &Tables, canonical: &str) -> (Option<DocType>, Vec<String>) {
    numbers(tables, canonical).into_iter().next().map_or((None, Vec::new()), |n| (n.kind, n.rest))
}
