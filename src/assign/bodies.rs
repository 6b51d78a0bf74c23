//! Lists of bodies in the place of a subject or behind an order: `các sở, ngành: Kế hoạch và Đầu tư, Tài chính,
//! Cục Thuế và các cơ quan liên quan`. Shortened names are completed; who is nobody in particular is left out.

use crate::find::agency::{FoundBody, body_at, is_roman, vague_after};
use crate::find::date::is;
use crate::find::person::name_end;
use crate::find::{has_use, use_at};
use crate::model::Span;
use crate::tables::agencies::BodyEntry;
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};

/// Words of a short name in a list, at most.
const SHORT: usize = 7;
/// Tokens in brackets behind a member of a list, at most.
const BRACKET: usize = 24;
/// Tokens in brackets that say which bodies are concerned, at most.
const NAMED: usize = 160;
/// Tokens of a member that cannot be read, at most.
const UNREAD: usize = 14;
/// Members in a row that cannot be read, at most.
const UNKNOWN: usize = 3;

/// A body of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its name, completed.
    pub name: String,
    /// Its id, if the tables know it.
    pub id: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// True if the tables know it by name, so that it is no mere plural.
    pub known: bool,
    /// True if its name certainly ends where it does.
    pub whole: bool,
    /// The id of the body that a post is held in.
    pub held: Option<String>,
}

/// A list of bodies.
#[derive(Debug)]
pub struct BodyList {
    /// The bodies that count.
    pub bodies: Vec<Listed>,
    /// The token behind the list.
    pub next: usize,
    /// True if the name of the last one certainly ends there.
    pub whole: bool,
}

/// What one member of a list is.
enum Member {
    /// A body that counts, or not ("liên quan"), and the token behind it.
    Body(Option<Listed>, usize),
    /// Several that one name of a place stands for, and the token behind it.
    Bodies(Vec<Listed>, usize),
    /// The opening of a list that shortens: "các sở, ngành:".
    Opens(usize),
}

/// The list of bodies that begins at a token and ends by `last`; `None` if there is none.
pub fn body_list(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> Option<BodyList> {
    let mut bodies = Vec::new();
    let mut at = first;
    let mut members = 0;
    let mut whole = false;
    let mut shortened = Shortened::No;
    let mut opened = None;
    loop {
        // "các các sở": a slip of the pen.
        if is(tokens, at, "các") && is(tokens, at + 1, "các") {
            at += 1;
        }
        at = behind_honorific(tables, tokens, at);
        let Some((member, next_short)) = member(tables, tokens, at, last, &shortened) else { break };
        members += 1;
        shortened = next_short;
        let next = match member {
            Member::Opens(next) => {
                let plural = next >= at + 2 && is(tokens, next - 2, "các") && bodies.is_empty();
                opened = plural.then_some(members);
                shortened = with_partner(shortened, &mut bodies);
                at = next;
                continue;
            }
            Member::Bodies(found, next) => {
                whole = true;
                bodies.extend(found);
                next
            }
            Member::Body(None, next) if let Some(close) = concerned(tables, tokens, next, last) => {
                let named = body_list(tables, tokens, next + 1, close - 1);
                whole = true;
                bodies.extend(named.into_iter().flat_map(|list| list.bodies));
                close + 1
            }
            Member::Body(None, next) if members == 1 && names_below(tables, tokens, next, last) => {
                at = next + 1;
                continue;
            }
            Member::Body(body, next) => {
                whole = body.as_ref().is_some_and(|b| b.whole);
                bodies.extend(body);
                // "Bộ trưởng Bộ Y tế Nguyễn Văn An, Bộ trưởng Bộ Nội vụ Lê Thị Bình": who holds the post.
                let held = use_at(tables, tokens, at, Use::Post).and_then(|_| name_end(tables, tokens, next));
                held.filter(|end| *end < last).map_or(next, |end| end + 1)
            }
        };
        at = match goes_on(tables, tokens, next, last, &shortened) {
            GoesOn::Member(after) => after,
            GoesOn::Ends(next) => {
                at = next;
                break;
            }
        };
    }
    if let ([alone], Some(_), 2) = (bodies.as_mut_slice(), opened, members) {
        // "các Sở Giáo dục và Đào tạo", "Giám đốc các Sở Y tế" and no other: those of all provinces.
        let post = match &shortened {
            Shortened::Department(post) | Shortened::Ministry(post) if alone.name.starts_with(post) => post.len(),
            _ => 0,
        };
        alone.name.insert_str(post, "các ");
        alone.id = None;
    }
    (members > 0).then_some(BodyList { bodies, next: at, whole })
}

/// The bracket that closes the names of those concerned: "các sở, ngành liên quan (Công an tỉnh, Sở Y tế) và UBND các
/// huyện". GUIDE.md leaves out whom "liên quan" bounds, and not who is named.
fn concerned(tables: &Tables, tokens: &Tokens, at: usize, last: usize) -> Option<usize> {
    let mark = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is_mark(mark));
    if !(mark(at, '(') && is_bounded(tables, tokens, at)) {
        return None;
    }
    let close = (at..=last.min(at + NAMED)).find(|&i| mark(i, ')'))?;
    body_list(tables, tokens, at + 1, close - 1).filter(|list| list.next == close && !list.bodies.is_empty())?;
    Some(close)
}

/// True for a colon behind which those concerned are named: "Các đơn vị liên quan: Công an tỉnh, Sở Y tế tập trung …".
fn names_below(tables: &Tables, tokens: &Tokens, at: usize, last: usize) -> bool {
    let colon = at < last && tokens.get(at).is_some_and(|t| t.is_mark(':'));
    let named = || body_at(tables, tokens, at + 1).is_some_and(|body| !body.vague && body.last <= last);
    colon && is_bounded(tables, tokens, at) && named() && use_at(tables, tokens, at + 1, Use::Nobody).is_none()
}

/// True right behind words that bound those before them: "liên quan".
fn is_bounded(tables: &Tables, tokens: &Tokens, at: usize) -> bool {
    (1..=3).any(|back| at >= back && use_at(tables, tokens, at - back, Use::Vague) == Some(at - 1))
}

/// What stands behind a member of a list.
enum GoesOn {
    /// A member that can be read begins at the token.
    Member(usize),
    /// The list ends before the token.
    Ends(usize),
}

/// How a list goes on behind a member. One that cannot be read is passed over where another follows or what they are
/// all to do: "Sở Y tế, Trạm X và UBND các huyện", "UBND tỉnh, các hiệp hội báo cáo".
fn goes_on(tables: &Tables, tokens: &Tokens, next: usize, last: usize, shortened: &Shortened) -> GoesOn {
    let mut at = next;
    for _ in 0..=UNKNOWN {
        let Some(after) = separator(tokens, at, last) else { return GoesOn::Ends(at) };
        let again = is(tokens, after, "các") && is(tokens, after + 1, "các");
        let from = behind_honorific(tables, tokens, if again { after + 1 } else { after });
        if member(tables, tokens, from, last, shortened).is_some() {
            return GoesOn::Member(after);
        }
        match unread(tables, tokens, after, last) {
            Some(end) => at = end,
            None => break,
        }
    }
    GoesOn::Ends(next)
}

/// The token behind a member of a list that names nobody the tables know: what parts it from the next, or what it is
/// to do. A paper, a verb and what opens a clause of its own are no members.
fn unread(tables: &Tables, tokens: &Tokens, at: usize, last: usize) -> Option<usize> {
    const NONE: [Use; 7] =
        [Use::Verb, Use::Opener, Use::Provision, Use::Conditional, Use::Measures, Use::By, Use::Clausal];
    const PARTS: [Use; 4] = [Use::Conditional, Use::Measures, Use::By, Use::Coordinates];
    let word = |at: usize| tokens.get(at).filter(|t| t.kind == Kind::Word && t.breaks < 2);
    let head = word(at)?;
    if let Some(end) = use_at(tables, tokens, at, Use::Honorific).and_then(|end| name_end(tables, tokens, end + 1)) {
        return Some(end + 1);
    }
    let several = is(tokens, at, "các");
    let apart = tokens.get(at - 1).is_some_and(|t| t.is_mark(';'));
    let body = tables.agencies.bodies.longest(tokens, at).is_some();
    let named = if apart { body } else { head.is_capital() || several };
    // "Cục Quản lý đường bộ II, III và IV": a figure is no name.
    if is_roman(tokens.str(at))
        || !several && NONE.iter().any(|&role| has_use(tables, tokens, at, role))
        || tables.type_words.longest(tokens, at).is_some()
    {
        return None;
    }
    for i in at + 1..=last.min(at + UNREAD) {
        let token = tokens.get(i)?;
        if let Some(bound) = use_at(tables, tokens, i, Use::Vague).filter(|_| token.breaks < 2) {
            return Some(bound + 1);
        }
        if token.is_mark(',') || token.is_mark(';') {
            return named.then_some(i);
        }
        let small = word(i).is_some_and(|t| t.case == Case::Lower);
        if small && has_use(tables, tokens, i, Use::Verb)
            || is(tokens, i, "và") && body_at(tables, tokens, i + 1).is_some()
        {
            return named.then_some(i);
        }
        let goes_on = word(i).is_some() || token.is_dash() && token.breaks == 0;
        if !goes_on || small && PARTS.iter().any(|&role| has_use(tables, tokens, i, role)) {
            return None;
        }
    }
    None
}

/// The post behind "đồng chí": "đồng chí Giám đốc Sở Y tế", "Các ông, bà: Chánh Văn phòng UBND tỉnh"; the token itself
/// where no body follows.
fn behind_honorific(tables: &Tables, tokens: &Tokens, at: usize) -> usize {
    let behind = use_at(tables, tokens, at, Use::Honorific).map(|end| end + 1);
    let colon = |next: usize| tokens.get(next).is_some_and(|t| t.is_mark(':'));
    let behind = behind.map(|next| if colon(next) { next + 1 } else { next });
    behind.filter(|&next| body_at(tables, tokens, next).is_some()).unwrap_or(at)
}

/// What an incomplete name is to be completed with.
#[derive(Clone, PartialEq, Eq)]
enum Shortened {
    No,
    /// "Sở", perhaps behind a post: "Giám đốc Sở".
    Department(String),
    /// "Bộ", perhaps behind a post: "Bộ trưởng Bộ".
    Ministry(String),
    /// A post, behind which bodies stand by their full names: "Giám đốc: Sở Y tế, Sở Tài chính".
    Post(String),
    /// "UBND huyện", "Chủ tịch UBND xã"
    Place {
        committee: String,
        level: String,
        /// The party's post of the same places: "Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: Gia Lai, Đắk Lắk".
        partner: Option<String>,
    },
}

/// The opening of a list of places takes the party's post right before it along.
fn with_partner(shortened: Shortened, bodies: &mut Vec<Listed>) -> Shortened {
    match shortened {
        Shortened::Place { committee, level, .. } => {
            let party = |body: &Listed| body.id.is_none() && body.name.to_lowercase().replace('ỷ', "ủ").ends_with("ủy");
            let partner = bodies.pop_if(|body| party(body)).map(|body| body.name);
            Shortened::Place { committee, level, partner }
        }
        other => other,
    }
}

/// The token behind what parts two members.
fn separator(tokens: &Tokens, at: usize, last: usize) -> Option<usize> {
    if at > last {
        return None;
    }
    // "Ban Chỉ đạo 09 (Sở Tài chính), Sở Nội vụ": what stands in brackets is said of the one before.
    let mark = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is_mark(mark));
    let close = mark(at, '(').then(|| (at..=last.min(at + BRACKET)).find(|&i| mark(i, ')'))).flatten();
    let at = close.map_or(at, |close| close + 1);
    let comma = mark(at, ',') || mark(at, ';');
    let and = is(tokens, at, "và") || is(tokens, at, "cùng");
    match (comma, and) {
        (true, _) if is(tokens, at + 1, "và") => Some(at + 2),
        (true, _) | (_, true) => Some(at + 1),
        _ => None,
    }
}

/// One member of a list.
fn member(
    tables: &Tables,
    tokens: &Tokens,
    at: usize,
    last: usize,
    shortened: &Shortened,
) -> Option<(Member, Shortened)> {
    if at > last || tokens.get(at).is_none_or(|t| t.kind != Kind::Word) {
        return None;
    }
    if is(tokens, at, "các")
        && tokens.get(at + 1).is_some_and(|t| t.is_capital())
        && let Some(one) = body_at(tables, tokens, at + 1).filter(|b| b.last <= last)
        && (matches!(one.entry, BodyEntry::Local(_) | BodyEntry::National(_) | BodyEntry::Head) || one.held.is_some())
        && tables.agencies.bodies.longest(tokens, at).is_none()
    {
        // "các Sở Giáo dục và Đào tạo": those of all provinces. "các Viện nghiên cứu": those there are.
        let span = tokens.span(at, one.last);
        let known = one.entry != BodyEntry::Head || one.held.is_some();
        let whole = known || one.whole;
        let body = Listed { name: format!("các {}", one.body.name), id: None, span, known, whole, held: None };
        return Some((Member::Body((!one.vague).then_some(body), after_vague(tables, tokens, &one)), Shortened::No));
    }
    let nobody = use_at(tables, tokens, at, Use::Nobody);
    // "Bộ trưởng các Bộ: Quốc phòng, Công an": the ministry, and no police of a place.
    let ministry = matches!(shortened, Shortened::Ministry(_)).then(|| tables.agencies.ministries.longest(tokens, at));
    let short = ministry.flatten().map(|hit| hit.last);
    let found = body_at(tables, tokens, at).filter(|b| b.last <= last && short.is_none_or(|short| b.last > short));
    if let Some(found) = found
        && nobody.is_none_or(|end| found.last > end)
    {
        if let Some(opens) = opening(tables, tokens, &found) {
            return Some((Member::Opens(opens.0), opens.1));
        }
        let next = after_vague(tables, tokens, &found);
        if let Shortened::Post(post) = shortened {
            let (held, known) = (found.body.id.clone(), listed(tokens, found));
            let body = Listed { name: format!("{post} {}", known.name), id: None, held, ..known };
            return Some((Member::Body(Some(body), next), shortened.clone()));
        }
        let head = tokens.str(found.first).to_lowercase();
        let short = match head.as_str() {
            "sở" => Shortened::Department(String::new()),
            "giám" if found.body.name.to_lowercase().starts_with("giám đốc sở") => {
                Shortened::Department("Giám đốc ".to_owned())
            }
            "bộ" if found.body.name.to_lowercase().starts_with("bộ trưởng bộ") => {
                Shortened::Ministry("Bộ trưởng ".to_owned())
            }
            // "Bộ Chỉ huy Quân sự tỉnh" is no ministry.
            "bộ" if matches!(found.entry, BodyEntry::National(_)) => Shortened::Ministry(String::new()),
            _ if *shortened != Shortened::No && found.entry != BodyEntry::Collective => shortened.clone(),
            _ => Shortened::No,
        };
        let vague = found.vague || bounded_list(tables, tokens, &found, last);
        return Some((Member::Body((!vague).then(|| listed(tokens, found)), next), short));
    }
    if let Some(end) = nobody {
        return Some((Member::Body(None, phrase_end(tables, tokens, end, last) + 1), Shortened::No));
    }
    if !tokens.get(at).is_some_and(|t| t.is_capital()) {
        return place_member(tables, tokens, at, last, shortened);
    }
    let (names, prefix) = match shortened {
        Shortened::No => return None,
        Shortened::Post(_) => return None,
        Shortened::Place { .. } => return place_member(tables, tokens, at, last, shortened),
        Shortened::Ministry(prefix) => (&tables.agencies.ministries, prefix.as_str()),
        Shortened::Department(prefix) => (&tables.agencies.departments, prefix.as_str()),
    };
    let Some(hit) = names.longest(tokens, at) else {
        let next = unknown_short(tokens, at, last)?;
        return Some((Member::Body(None, next), shortened.clone()));
    };
    let span = tokens.span(at, hit.last);
    let id = prefix.is_empty().then(|| hit.value.1.clone());
    let body = Listed { name: format!("{prefix}{}", hit.value.0), id, span, known: true, whole: true, held: None };
    Some((Member::Body(Some(body), hit.last + 1), shortened.clone()))
}

/// The token behind a short name that no table has: it names nobody, and the list goes on behind it.
fn unknown_short(tokens: &Tokens, at: usize, last: usize) -> Option<usize> {
    let name = |i: &usize| tokens.get(*i).is_some_and(|t| t.kind == Kind::Word && t.breaks < 2);
    let next = at + (at..=last.min(at + SHORT)).take_while(name).count();
    tokens.get(next).filter(|t| next <= last && t.is_mark(',')).map(|_| next)
}

/// A place of a list such as "UBND các huyện: Bắc Sơn, Cao Lộc và thành phố Lạng Sơn".
fn place_member(
    tables: &Tables,
    tokens: &Tokens,
    at: usize,
    last: usize,
    shortened: &Shortened,
) -> Option<(Member, Shortened)> {
    let Shortened::Place { committee, level, partner } = shortened else { return None };
    // "các tỉnh, thành phố: Quảng Ninh, Hải Phòng": the table knows which is which.
    let province = tables.agencies.province_names.longest(tokens, at).filter(|_| level.contains("tỉnh"));
    let kind = province.and_then(|hit| tables.agencies.province_on(hit.value, None)).map(|row| row.kind.as_str());
    let level = kind.unwrap_or(level);
    let word = tables.agencies.place_words.longest(tokens, at);
    let from = word.as_ref().map_or(at, |hit| hit.last + 1);
    let mut end = from;
    // "U Minh": a letter alone is both a capital and capitals.
    let name = |at: usize| {
        tokens.get(at).is_some_and(|t| {
            let title = t.case == Case::Title || t.case == Case::Upper && tokens.str(at).chars().count() == 1;
            t.kind == Kind::Word && title && t.breaks < 2
        })
    };
    while end <= last && name(end) {
        end += 1;
    }
    if end == from {
        return None;
    }
    let span = tokens.span(at, end - 1);
    let name = match word {
        Some(_) => format!("{committee} {}", tokens.spaced(span)),
        None => format!("{committee} {level} {}", tokens.spaced(span)),
    };
    let place = name.strip_prefix(&format!("{committee} {level} ")).map(str::to_owned);
    let body = |name: String| Listed { name, id: None, span, known: true, whole: true, held: None };
    let partner = partner.as_ref().zip(place).map(|(partner, place)| body(format!("{partner} {place}")));
    Some((Member::Bodies(partner.into_iter().chain([body(name)]).collect(), end), shortened.clone()))
}

/// A plural with a colon or a name behind it opens a list of short names: "các sở, ngành: Tài chính, …", "các
/// Sở Tài chính, Y tế".
fn opening(tables: &Tables, tokens: &Tokens, found: &FoundBody) -> Option<(usize, Shortened)> {
    if found.entry != BodyEntry::Collective && found.entry != BodyEntry::Head {
        return None;
    }
    if let Some(next) = bare_post(tables, tokens, found) {
        return Some((next, Shortened::Post(found.body.name.clone())));
    }
    let colon = tokens.get(found.last + 1).is_some_and(|t| t.is_mark(':'));
    let next = if colon { found.last + 2 } else { found.last + 1 };
    let words = found.body.name.to_lowercase();
    let capital = tokens.get(next).is_some_and(|t| t.is_capital());
    if let Some((committee, level)) = found.body.name.split_once(" các ")
        && capital
        && (committee.ends_with("UBND") || committee.ends_with("HĐND") || committee.ends_with("nhân dân"))
        && (!level.contains(',') || colon && tables.agencies.province_names.longest(tokens, next).is_some())
    {
        let (committee, level) = (committee.to_owned(), level.to_owned());
        return Some((next, Shortened::Place { committee, level, partner: None }));
    }
    let ministry = words.contains("bộ") && !words.contains("sở");
    let names = if ministry { &tables.agencies.ministries } else { &tables.agencies.departments };
    let short = capital && names.longest(tokens, next).is_some();
    let full = colon && body_at(tables, tokens, next).is_some();
    let post =
        ["Giám đốc ", "Bộ trưởng "].into_iter().find(|post| words.starts_with(&format!("{}các", post.to_lowercase())));
    let plural = words.starts_with("các") || post.is_some();
    let prefix = post.unwrap_or_default().to_owned();
    (plural && (short || full))
        .then_some((next, if ministry { Shortened::Ministry(prefix) } else { Shortened::Department(prefix) }))
}

/// The token behind "Giám đốc:" where bodies follow by their full names.
fn bare_post(tables: &Tables, tokens: &Tokens, found: &FoundBody) -> Option<usize> {
    let post = use_at(tables, tokens, found.first, Use::Post) == Some(found.last);
    let colon = tokens.get(found.last + 1).is_some_and(|t| t.is_mark(':'));
    let next = body_at(tables, tokens, found.last + 2).filter(|_| post && colon)?;
    matches!(next.entry, BodyEntry::Local(_) | BodyEntry::National(_)).then_some(found.last + 2)
}

/// The token behind a body and the words that bound it.
fn after_vague(tables: &Tables, tokens: &Tokens, found: &FoundBody) -> usize {
    match use_at(tables, tokens, found.last + 1, Use::Vague) {
        Some(end) => end + 1,
        None => found.last + 1,
    }
}

/// True for "các sở, ngành, đơn vị có liên quan": the bound is on the whole list. The set phrase "các sở, ban,
/// ngành" stands by itself.
fn bounded_list(tables: &Tables, tokens: &Tokens, found: &FoundBody, last: usize) -> bool {
    if found.entry != BodyEntry::Collective || found.body.name.to_lowercase().contains("ban, ngành") {
        return false;
    }
    let lower = tokens.spaced(tokens.span(found.first, found.last)).to_lowercase();
    if !(lower.starts_with("các sở")
        || lower.starts_with("các bộ")
        || lower.starts_with("các ngành")
        || lower.starts_with("các cơ quan")
        || lower.starts_with("các ban"))
    {
        return false;
    }
    // What follows must be generic words without "các" of their own: ", địa phương và đơn vị liên quan".
    let mut end = found.last;
    while let Some(next) = separator(tokens, end + 1, last) {
        let generic = use_at(tables, tokens, next, Use::Nobody).filter(|_| !is(tokens, next, "các"));
        let Some(generic) = generic else { return false };
        if vague_after(tables, tokens, generic + 1) {
            return true;
        }
        end = generic;
    }
    false
}

/// The last token of a generic member: to the next mark, conjunction or verb.
fn phrase_end(tables: &Tables, tokens: &Tokens, end: usize, last: usize) -> usize {
    let mut at = end;
    while at < last {
        let Some(next) = tokens.get(at + 1).filter(|t| t.kind == Kind::Word && t.breaks < 2) else { break };
        if let Some(vague) = use_at(tables, tokens, at + 1, Use::Vague) {
            return vague;
        }
        let lower = next.case == Case::Lower;
        if is(tokens, at + 1, "và") || (lower && has_use(tables, tokens, at + 1, Use::Verb)) {
            break;
        }
        at += 1;
    }
    at
}

/// A body as a member of a list.
fn listed(tokens: &Tokens, found: FoundBody) -> Listed {
    let known = matches!(found.entry, BodyEntry::National(_) | BodyEntry::Local(_));
    let span = tokens.span(found.first, found.last);
    let mut name = found.body.name;
    // A plural that opens a sentence is named as elsewhere: "các sở, ban, ngành".
    if found.entry == BodyEntry::Collective && name.starts_with("Các ") {
        name.replace_range(..1, "c");
    }
    Listed { name, id: found.body.id, span, known, whole: found.whole, held: found.held }
}
