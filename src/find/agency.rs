//! Bodies: known by name (`Sở Công Thương`, `Uỷ ban MTTQ tỉnh`), by a noun that opens names (`Viện Nghiên cứu
//! Công nghiệp rừng`) or by a plural (`các sở, ban, ngành`). A name runs to the first word that begins what
//! the body does, so that names which no table has are found as well.

use super::date::is;
use super::{has_use, use_at};
use crate::model::{Body, Span, Tier};
use crate::tables::agencies::{BodyEntry, CITY, Level, PROVINCE};
use crate::tables::{Tables, Use};
use crate::tokens::{Case, Kind, Tokens};

/// Tokens of a name, at most.
const LONGEST: usize = 28;

/// A body found.
#[derive(Clone, Debug)]
pub struct FoundBody {
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// Name and id; the id of a local body lacks its province where the text does not name it.
    pub body: Body,
    /// True if "liên quan" or the like bounds it.
    pub vague: bool,
    /// What the tables know of it.
    pub entry: BodyEntry,
    /// True if its name certainly ends where it does: known to the tables, or closed by a place.
    pub whole: bool,
    /// The id of the body that a post is held in: that of "Bộ Tài chính" for "Bộ trưởng Bộ Tài chính".
    pub held: Option<String>,
}

/// The last token of the name of a place behind its level: "huyện Bắc Sơn", "phường 1 Bảo Lộc", "phường Xuân Hương -
/// Đà Lạt".
fn place_name(tables: &Tables, tokens: &Tokens, level: usize) -> usize {
    let name = |at: usize| {
        tokens.get(at).is_some_and(|t| t.case == Case::Title && t.kind == Kind::Word && t.breaks < 2)
            && tables.agencies.bodies.longest(tokens, at).is_none()
    };
    let mut last = level;
    if tokens.get(last + 1).is_some_and(|t| t.kind == Kind::Number && t.breaks < 2) {
        last += 1;
    }
    while last < level + 7 {
        let dash = tokens.get(last + 1).is_some_and(|t| t.is_dash() && t.breaks == 0);
        if name(last + 1) {
            last += 1;
        } else if last > level && dash && name(last + 2) && name(last + 3) {
            last += 3;
        } else {
            break;
        }
    }
    last
}

/// The body that begins at a token.
pub fn body_at(tables: &Tables, tokens: &Tokens, first: usize) -> Option<FoundBody> {
    let agencies = &tables.agencies;
    let hit = agencies.bodies.longest(tokens, first)?;
    let entry = *hit.value;
    let capital = tokens.get(first).is_some_and(|t| t.is_capital());
    let small = !capital && !is_told(tables, tokens, first, hit.last) && !is_listed_post(tables, tokens, first);
    if entry != BodyEntry::Collective && small {
        return None;
    }
    let mut last = topic_behind(tables, tokens, hit.last).unwrap_or(hit.last);
    // "các doanh nghiệp ngành than" goes on; "các sở, ban, ngành" and "UBND các xã, phường" are whole, unless a
    // region follows ("ven biển").
    let placed = crate::tables::phrases::ends_at(&agencies.place_words, tokens, hit.last, 2).is_some();
    let listed = ["ngành", "vị"].iter().any(|word| is(tokens, hit.last, word));
    let open_ended = !listed && (!placed || has_use(tables, tokens, hit.last + 1, Use::Region));
    let mut province = None;
    let mut town = false;
    if matches!(entry, BodyEntry::Local(_))
        && let Some((word, _)) = crate::tables::phrases::ends_at(&agencies.place_words, tokens, hit.last, 2)
    {
        // "UBND tỉnh Bắc Ninh" names its province.
        let named = is(tokens, last, "tỉnh") && place_at(tables, tokens, last).is_some_and(|(_, p)| p.is_some());
        if !named {
            last = place_name(tables, tokens, last);
        }
        town = last > hit.last && !is_province(tables, tokens, word, hit.last);
    }
    // "Giám đốc Sở Văn hóa, Thể thao và Du lịch": a post at a body that the tables know ends where that body does.
    let held = (entry == BodyEntry::Head).then(|| held_by(tables, tokens, first, hit.last)).flatten();
    let mut closed = last > hit.last && held.is_none();
    let mut vague = held.as_ref().is_some_and(|held| held.vague);
    if let Some(held) = &held {
        last = held.last;
        closed = held.whole;
    }
    if entry != BodyEntry::Collective {
        last = level_behind(tables, tokens, last);
    }
    let mut region = false;
    let mut plural = false;
    let mut hidden: Vec<(usize, usize)> = Vec::new();
    while held.is_none() && last < first + LONGEST {
        let next = last + 1;
        let Some(token) = tokens.get(next).filter(|t| t.breaks < 2) else { break };
        if let Some(end) = stretch_behind(tables, tokens, last) {
            // "UBND các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng"
            (last, closed) = (end, true);
            break;
        }
        if is(tokens, next, "khu")
            && is(tokens, next + 1, "vực")
            && tokens.get(next + 2).is_some_and(|t| t.kind == Kind::Number || t.is_capital())
        {
            // "Kho bạc Nhà nước khu vực XIII": bodies of regions since 2025.
            last = next + 2;
            continue;
        }
        if is(tokens, next, "các") && is(tokens, next + 1, "cấp") {
            // "Công an các cấp", "Ban Chỉ đạo phòng chống tội phạm các cấp": those of all levels.
            (last, closed, plural) = (next + 1, true, true);
            break;
        }
        if let Some((end, code)) = place_at(tables, tokens, next) {
            // A place that is named ends the name: "Công ty Điện lực Lạng Sơn", "Bệnh viện huyện Bắc Sơn".
            closed = code.is_some() || tokens.get(end).is_some_and(|t| t.is_capital());
            province = province.or(code);
            last = end;
            continue;
        }
        if closed && token.case == Case::Lower {
            break;
        }
        if token.is_dash() && is(tokens, next + 1, "chi") && is(tokens, next + 2, "nhánh") {
            // "Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh …"
            last = next + 2;
            continue;
        }
        if is(tokens, next, "chi")
            && is(tokens, next + 1, "nhánh")
            && (token.is_capital() || place_at(tables, tokens, next + 2).is_some())
        {
            // "Ngân hàng Nhà nước Chi nhánh tỉnh …", "… chi nhánh Nghệ An", "… Chi nhánh Khu vực 2"
            last = next + 1;
            continue;
        }
        if entry != BodyEntry::Collective
            && is(tokens, next, "các")
            && let Some(end) = plural_places(tables, tokens, next + 1)
        {
            // "Sở Y tế các tỉnh, thành phố (trực thuộc Trung ương)": those of all of them, and none's in particular.
            last = centre_behind(tokens, end);
            last = stretch_behind(tables, tokens, last).unwrap_or(last);
            plural = true;
            break;
        }
        if entry == BodyEntry::Head
            && is(tokens, next, "và")
            && (tokens.get(next + 1).is_some_and(|t| t.case == Case::Title)
                // "Ban Quản lý Khu kinh tế Nghi Sơn và các Khu công nghiệp"
                || is(tokens, next + 1, "các") && !has_use(tables, tokens, next + 1, Use::Nobody))
            && agencies.bodies.longest(tokens, next + 1).is_none()
            && last > hit.last
        {
            // "Trung tâm Khuyến công và Tiết kiệm năng lượng"
            last = next + 1;
            continue;
        }
        if token.is_mark('(') {
            // "Chi nhánh Ngân hàng Chính sách xã hội (NHCSXH) tỉnh": the name goes on behind its short form.
            let Some(close) = (next..next + 8).find(|&i| tokens.get(i).is_some_and(|t| t.is_mark(')'))) else { break };
            if place_at(tables, tokens, close + 1).is_none() {
                break;
            }
            hidden.push((next, close));
            last = close;
            continue;
        }
        if let Some(end) = noun_at(tables, tokens, next) {
            last = end;
            continue;
        }
        let level = level_behind(tables, tokens, last);
        if entry == BodyEntry::Head && level > last {
            last = level;
            continue;
        }
        // "Quân khu 3", "Kho bạc Nhà nước khu vực XIII"
        let counted = match entry {
            BodyEntry::Collective => last > hit.last,
            BodyEntry::Head => last == hit.last,
            // "Ban Chỉ đạo 09"
            BodyEntry::National(_) | BodyEntry::Local(_) => {
                is(tokens, last, "vực")
                    || last == hit.last
                        && use_at(tables, tokens, first, Use::Steers) == Some(last)
                        && is_short(tokens, next)
            }
        };
        if is(tokens, last, "vực") && token.case == Case::Upper && is_roman(tokens.str(next)) {
            last = next;
            continue;
        }
        if token.kind == Kind::Number && (is(tokens, last, "năm") || counted) {
            last = next;
            continue;
        }
        if region && is(tokens, next, "và") && agencies.bodies.longest(tokens, next + 1).is_none() {
            // "UBND các tỉnh vùng trung du và miền núi Bắc Bộ"
            last = next;
            continue;
        }
        region |= is(tokens, next, "vùng");
        if token.is_dash()
            && tokens.get(next + 1).is_some_and(|t| t.case == Case::Title)
            && entry == BodyEntry::Head
            && tokens.get(next).is_none_or(|t| t.breaks == 0)
            && agencies.bodies.longest(tokens, next + 1).is_none()
        {
            last = next + 1;
            continue;
        }
        if token.kind != Kind::Word {
            break;
        }
        if has_use(tables, tokens, next, Use::Vague) {
            vague = true;
            break;
        }
        let lower = token.case == Case::Lower;
        // "Văn phòng Đăng ký đất đai": a verb that begins with a capital is part of the name, and so is its rest.
        let capital_verb = tokens.get(last).is_some_and(|t| t.is_capital())
            && use_at(tables, tokens, last, Use::Verb).is_some_and(|end| end >= next);
        let stops = lower
            && !capital_verb
            && (is(tokens, next, "và")
                || is(tokens, next, "hoặc")
                || is(tokens, next, "về")
                || has_use(tables, tokens, next, Use::Verb));
        if stops {
            break;
        }
        match entry {
            BodyEntry::Head => last = next,
            BodyEntry::Collective
                if is(tokens, next, "vùng")
                    || is(tokens, next, "các")
                    || is(tokens, next, "của")
                    || is(tokens, next, "thành")
                    || is(tokens, next, "cấp")
                    || is(tokens, next, "trực")
                    || is(tokens, next, "thuộc")
                    || (token.is_capital() && agencies.bodies.longest(tokens, next).is_some())
                    || (lower && open_ended && last < hit.last + 6)
                    || last > hit.last =>
            {
                last = next;
            }
            BodyEntry::National(_) | BodyEntry::Local(_) | BodyEntry::Collective => break,
        }
    }
    last = levels_behind(tables, tokens, last);
    if listed && last == hit.last && entry == BodyEntry::Collective
        || held.as_ref().is_some_and(|held| held.body.collective)
    {
        last = units_behind(tables, tokens, last);
    }
    if vague_after(tables, tokens, last + 1) {
        vague = true;
    }
    let next_capital = tokens.get(first + 1).is_some_and(|t| t.kind == Kind::Number || t.is_capital());
    let vowel = |i: usize| tokens.str(i).chars().any(|c| "AEIOUYĂÂÊÔƠƯ".contains(c) || ('À'..='Ỹ').contains(&c));
    let shouted = (first..=first + 1).all(|i| tokens.get(i).is_some_and(|t| t.case == Case::Upper) && vowel(i));
    if entry == BodyEntry::Head && shouted {
        // "TỔ CHỨC THỰC HIỆN" is a heading and no team ("tổ").
        return None;
    }
    if entry == BodyEntry::Head && hit.last == first && !next_capital {
        // "Hội nghị", "Ban hành": a short noun opens a name only where a capital follows.
        return None;
    }
    let opens_place = agencies.place_heads.longest(tokens, first).is_some_and(|head| head.last == hit.last);
    if entry == BodyEntry::Head && opens_place && !closed {
        return None;
    }
    if entry == BodyEntry::Head {
        last = trimmed(tokens, hit.last, last);
        let named = last > hit.last || tokens.get(first).is_some_and(|t| t.case != Case::Lower && hit.last > first);
        if !named {
            return None;
        }
    }
    let mut name = String::new();
    let mut from = tokens.get(first)?.span.start;
    for (open, close) in hidden {
        name.push_str(tokens.spaced(Span::new(from, tokens.get(open)?.span.start)).trim_end());
        name.push(' ');
        from = tokens.get(close)?.span.end;
    }
    name.push_str(&tokens.spaced(Span::new(from, tokens.get(last)?.span.end)));
    // "Sở Quy hoạch -Kiến trúc": a space was lost there as well.
    let name: Vec<&str> = name.split_whitespace().flat_map(dashed).filter(|part| !part.is_empty()).collect();
    let id = match entry {
        BodyEntry::National(_) | BodyEntry::Local(_) if plural => None,
        BodyEntry::National(row) => agencies.national.get(row).map(|row| row.id.clone()),
        // "UBND thành phố Phan Thiết" is not the province's committee, though "UBND thành phố" may be.
        BodyEntry::Local(row)
            if town && agencies.local.get(row).is_some_and(|row| row.level == Tier::Province.name()) =>
        {
            None
        }
        BodyEntry::Local(row) => agencies.local.get(row).map(|row| match &province {
            Some(code) => format!("{}:{code}", row.id),
            // The province is still to come, from the page.
            None => format!("{}:", row.id),
        }),
        BodyEntry::Head | BodyEntry::Collective => None,
    };
    let body = Body { name: name.join(" "), id, collective: entry == BodyEntry::Collective };
    let held = held.and_then(|held| held.body.id);
    let whole = closed || entry != BodyEntry::Head;
    Some(FoundBody { first, last, body, vague, entry, whole, held })
}

/// True for the name of a province behind the word of its own level: "tỉnh Lạng Sơn", "thành phố Hải Phòng". "Thành phố
/// Lạng Sơn" is a town.
fn is_province(tables: &Tables, tokens: &Tokens, word: usize, last: usize) -> bool {
    let named = tables.agencies.province_names.longest(tokens, last + 1);
    let city = |at: &usize| tables.agencies.provinces.get(*at).is_some_and(|row| row.kind == CITY);
    let tinh = is(tokens, word, PROVINCE) && word == last;
    named.is_some_and(|hit| tinh || hit.value.iter().any(city))
}

/// True for a body written small right behind an order: "giao phòng Tài chính - Kế hoạch", "đề nghị sở Y tế".
fn is_told(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> bool {
    const TELLS: [Use; 4] = [Use::Entrusts, Use::Requests, Use::Orders, Use::Coordinates];
    let named = (first + 1..=last + 1).any(|at| tokens.get(at).is_some_and(|t| t.is_capital() && t.breaks == 0));
    let told = |from: usize| TELLS.iter().any(|&role| use_at(tables, tokens, from, role) == Some(first - 1));
    named && !is(tokens, first, "các") && (1..=4).filter_map(|back| first.checked_sub(back)).any(told)
}

/// True for a post written small within a list: "Chánh Văn phòng UBND tỉnh, giám đốc Sở Nội vụ và thủ trưởng cơ quan
/// thuộc UBND tỉnh".
fn is_listed_post(tables: &Tables, tokens: &Tokens, first: usize) -> bool {
    const NEAR: usize = 6;
    let parts = |at: usize| tokens.get(at).is_some_and(|t| t.is_mark(',') || t.is_mark(';')) || is(tokens, at, "và");
    let listed = first.checked_sub(1).is_some_and(parts) && tokens.get(first).is_some_and(|t| t.breaks < 2);
    let Some(post) = use_at(tables, tokens, first, Use::Post).filter(|_| listed) else { return false };
    let words =
        (post + 1..=post + NEAR).map_while(|at| tokens.get(at).filter(|t| t.kind == Kind::Word && t.breaks < 2));
    words.into_iter().any(|t| t.is_capital())
}

/// The last token of what a committee is for, where its level or place ends it: "Ban Chỉ đạo diệt trừ cây mai dương
/// huyện", "Ban Chỉ đạo phòng, chống dịch Covid-19 các cấp". What the committee does names another body or place.
fn topic_behind(tables: &Tables, tokens: &Tokens, last: usize) -> Option<usize> {
    const ENDS: [Use; 8] =
        [Use::Coordinates, Use::Leads, Use::Of, Use::Binder, Use::Vague, Use::Duty, Use::Tells, Use::Requests];
    (last.saturating_sub(3)..=last).find(|&from| use_at(tables, tokens, from, Use::Steers) == Some(last))?;
    let mut at = last + 1;
    while at < last + 16 {
        let token = tokens.get(at).filter(|t| t.breaks == 0)?;
        let level = tables.agencies.place_words.longest(tokens, at).filter(|_| at > last + 1);
        if let Some(level) = level.filter(|level| is_bare(tables, tokens, level.last)) {
            return Some(level.last);
        }
        if is(tokens, at, "các") && is(tokens, at + 1, "cấp") {
            return Some(at + 1);
        }
        let goes_on = token.kind != Kind::Word
            && !token.is_dash()
            && token.kind != Kind::Number
            // "phòng, chống"
            && !(token.is_mark(',') && use_at(tables, tokens, at - 1, Use::Verb).is_some_and(|end| end > at));
        let ends = ENDS.iter().any(|&role| has_use(tables, tokens, at, role));
        if goes_on || ends || is(tokens, at, "các") || tables.agencies.bodies.longest(tokens, at).is_some() {
            return None;
        }
        at += 1;
    }
    None
}

/// The last token of further levels in a list of them: "UBND các xã, thị trấn", "Điện lực quận, huyện".
fn levels_behind(tables: &Tables, tokens: &Tokens, last: usize) -> usize {
    let words = &tables.agencies.place_words;
    if crate::tables::phrases::ends_at(words, tokens, last, 2).is_none() {
        return last;
    }
    let mut end = last;
    loop {
        // "các quận - huyện, phường - xã"
        let comma = tokens.get(end + 1).is_some_and(|t| t.is_mark(',') || t.is_dash() && t.breaks == 0);
        let and = usize::from(is(tokens, end + 1 + usize::from(comma), "và"));
        let at = end + 1 + usize::from(comma) + and;
        let level = words.longest(tokens, at).filter(|level| *level.value != Level::Village && at > end + 1);
        // "UBND các huyện, TP"
        let small = tokens.get(at).is_some_and(|t| t.case != Case::Title && t.breaks < 2);
        match level.filter(|level| small && is_bare(tables, tokens, level.last)) {
            Some(level) => end = level.last,
            None => return end,
        }
    }
}

/// The last token of the units that a list of a province's bodies ends with: "các sở, ban, ngành, đơn vị thuộc Thành
/// phố", "… đơn vị thành phố", "… đơn vị cấp tỉnh".
fn units_behind(tables: &Tables, tokens: &Tokens, last: usize) -> usize {
    let comma = tokens.get(last + 1).is_some_and(|t| t.is_mark(','));
    if !(comma && is(tokens, last, "ngành") && is(tokens, last + 2, "đơn") && is(tokens, last + 3, "vị")) {
        return last;
    }
    let leads = is(tokens, last + 4, "thuộc") || is(tokens, last + 4, "cấp");
    let at = if leads { last + 5 } else { last + 4 };
    let level = tables.agencies.place_words.longest(tokens, at).filter(|level| *level.value == Level::Province);
    level.filter(|level| is_bare(tables, tokens, level.last)).map_or(last, |level| level.last)
}

/// True for the word of a level with no name behind it and that is no part of another word: "huyện ủy", "xã hội".
fn is_bare(tables: &Tables, tokens: &Tokens, last: usize) -> bool {
    const FOLLOWS: [Use; 9] =
        [Use::Verb, Use::Binder, Use::Joins, Use::Vague, Use::Coordinates, Use::Leads, Use::Duty, Use::Tells, Use::Of];
    let Some(next) = tokens.get(last + 1) else { return true };
    next.breaks > 0
        || next.kind != Kind::Word && next.kind != Kind::Number
        || next.case == Case::Lower && FOLLOWS.iter().any(|&role| has_use(tables, tokens, last + 1, role))
}

/// The last token of a noun in a name that begins at a token or right before it: "Công nghệ thông tin".
fn noun_at(tables: &Tables, tokens: &Tokens, at: usize) -> Option<usize> {
    (at.saturating_sub(3)..=at).find_map(|from| use_at(tables, tokens, from, Use::Noun).filter(|end| *end >= at))
}

/// The dash with which a word of a name begins, and the word.
fn dashed(word: &str) -> [&str; 2] {
    match word.strip_prefix(['-', '–']) {
        Some(rest) if !rest.is_empty() => word.split_at(word.len() - rest.len()).into(),
        _ => [word, ""],
    }
}

/// True for the number of a committee: two or three figures.
fn is_short(tokens: &Tokens, at: usize) -> bool {
    let alone = tokens.get(at + 1).is_none_or(|t| !(t.glued && matches!(t.kind, Kind::Mark('/' | '-'))));
    alone && matches!(tokens.str(at).len(), 2 | 3)
}

/// True for a number in Roman figures.
pub fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c))
}

/// The last token of the levels named behind a body: "Trung tâm Phục vụ hành chính công cấp tỉnh, cấp xã".
fn level_behind(tables: &Tables, tokens: &Tokens, last: usize) -> usize {
    let mut end = last;
    loop {
        let comma = end > last && tokens.get(end + 1).is_some_and(|t| t.is_mark(','));
        let at = if comma { end + 2 } else { end + 1 };
        let level = is(tokens, at, "cấp").then(|| tables.agencies.place_words.longest(tokens, at + 1)).flatten();
        match level {
            Some(level) => end = level.last,
            None => return end,
        }
    }
}

/// The body that a post is held in: the one known by name, or a plural ("Thủ trưởng các ban, ngành"), that begins in
/// the words of the post or right behind them.
fn held_by(tables: &Tables, tokens: &Tokens, first: usize, last: usize) -> Option<FoundBody> {
    let post = has_use(tables, tokens, first, Use::Post);
    let counts = |held: &FoundBody| match held.entry {
        BodyEntry::National(_) | BodyEntry::Local(_) => true,
        BodyEntry::Collective => post,
        BodyEntry::Head => false,
    };
    (first + 1..=last + 1).filter_map(|at| body_at(tables, tokens, at)).find(|held| held.last > last && counts(held))
}

/// The last token of "tỉnh, thành phố" or the like, where place words stand without names.
fn plural_places(tables: &Tables, tokens: &Tokens, index: usize) -> Option<usize> {
    let word = |at: usize| tables.agencies.place_words.longest(tokens, at).map(|hit| hit.last);
    let mut last = word(index)?;
    while tokens.get(last + 1).is_some_and(|t| t.is_mark(','))
        && let Some(next) = word(last + 2)
    {
        last = next;
    }
    Some(last)
}

/// The last token of "trực thuộc Trung ương" behind the levels of places.
fn centre_behind(tokens: &Tokens, last: usize) -> usize {
    let words = |last: usize, words: &[&str]| words.iter().zip(last + 1..).all(|(word, at)| is(tokens, at, word));
    if words(last, &["trực", "thuộc", "trung", "ương"]) {
        return last + 4;
    }
    if words(last, &["trực", "thuộc", "tw"]) { last + 3 } else { last }
}

/// The last token of a stretch of the country behind the levels of places, as telegrams on storms name it: "các tỉnh,
/// thành phố (ven biển) từ Quảng Ninh đến Nghệ An", "… từ Thanh Hóa trở ra".
fn stretch_behind(tables: &Tables, tokens: &Tokens, last: usize) -> Option<usize> {
    let level = |at: usize| crate::tables::phrases::ends_at(&tables.agencies.place_words, tokens, at, 2).is_some();
    let region = (last.saturating_sub(3)..=last).any(|at| has_use(tables, tokens, at, Use::Region));
    if !is(tokens, last + 1, "từ") || !(level(last) || region) {
        return None;
    }
    let province = |at: usize| place_at(tables, tokens, at).filter(|(_, code)| code.is_some()).map(|(end, _)| end);
    let from = province(last + 2)?;
    if ["đến", "tới"].iter().any(|word| is(tokens, from + 1, word)) {
        return province(from + 2);
    }
    let turns = ["ra", "vào"].iter().any(|word| is(tokens, from + 2, word));
    (turns && is(tokens, from + 1, "trở")).then_some(from + 2)
}

/// True if the words at a token bound what stands before: "(có) liên quan".
pub fn vague_after(tables: &Tables, tokens: &Tokens, index: usize) -> bool {
    tokens.get(index).is_some_and(|t| t.breaks < 2) && has_use(tables, tokens, index, Use::Vague)
}

/// A name without the words at its end that can end none.
fn trimmed(tokens: &Tokens, lowest: usize, last: usize) -> usize {
    let mut last = last;
    while last > lowest && ["của", "các", "ở", "từ", "với", "có", "được"].iter().any(|word| is(tokens, last, word))
    {
        last -= 1;
    }
    last
}

/// The place that begins at a token: its last token, and the symbol of the province where it is one.
///
/// Takes `tỉnh`, `tỉnh Lạng Sơn`, `huyện Đình Lập`, `các huyện, thành phố`, a province's name alone.
pub fn place_at(tables: &Tables, tokens: &Tokens, index: usize) -> Option<(usize, Option<String>)> {
    let agencies = &tables.agencies;
    let province = |at: usize| {
        let hit =
            agencies.province_names.longest(tokens, at).filter(|_| tokens.get(at).is_some_and(|t| t.is_capital()))?;
        let row = agencies.province_on(hit.value, None)?;
        Some((hit.last, Some(row.symbol.clone())))
    };
    if let Some(hit) = agencies.place_words.longest(tokens, index) {
        let provincial = *hit.value == Level::Province;
        if provincial && let Some(found) = province(hit.last + 1) {
            return Some(found);
        }
        let mut last = hit.last;
        while tokens.get(last + 1).is_some_and(|t| t.breaks < 2 && t.kind == Kind::Word && t.case == Case::Title)
            && last < hit.last + 4
        {
            last += 1;
        }
        // "thành phố Lạng Sơn" is the town; the province of the same name is no less right for a mention.
        return Some((last, None));
    }
    province(index)
}

/// The issuer named behind a mention ("của Thủ tướng Chính phủ"): its id, and the token behind it.
pub fn issuer_after(tables: &Tables, tokens: &Tokens, index: usize) -> Option<(String, usize)> {
    let at = if tokens.get(index).is_some_and(|t| t.is_mark(',')) { index + 1 } else { index };
    if !is(tokens, at, "của") && !is(tokens, at, "do") {
        return None;
    }
    // "của Chủ tịch UBND tỉnh", "của Bộ trưởng Bộ Y tế": the body may stand a few words on.
    let found = (at + 1..at + 5).filter_map(|i| body_at(tables, tokens, i)).filter(|b| b.body.id.is_some());
    let found = found.max_by_key(|b| (b.last, std::cmp::Reverse(b.first)))?;
    Some((found.body.id?, found.last + 1))
}

/// Every body and place of a text, in order; bodies that a longer name contains are left out.
pub fn bodies(tables: &Tables, tokens: &Tokens) -> Vec<(Span, FoundBody)> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.list.len() {
        match body_at(tables, tokens, index) {
            Some(body) if body.entry != BodyEntry::Head || body.last > body.first => {
                index = body.last + 1;
                found.push((tokens.span(body.first, body.last), body));
            }
            _ => index += 1,
        }
    }
    found
}
