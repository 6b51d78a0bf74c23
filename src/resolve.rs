//! Mentions → References: the one document that each names, a stub, candidates, or nothing. Looks in the text
//! first (the short form takes year and issuer of the full one), then in the tables, then in what the graph
//! holds; never at a document later than the page. What stays open is said and not guessed.

mod anaphor;

pub use anaphor::point_back;

use crate::find::number;
use crate::model::{Cited, DocType, Form, Item, Key, Mention, Note, Reference, Span, Target, item_at};
use crate::tables::agencies::PREMIER;
use crate::tables::statutes::Statute;
use crate::tables::{Tables, plain_name};
use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;
use std::collections::{BTreeSet, HashMap};

/// What is known of the page as a whole.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Symbol of the province whose authority speaks.
    pub place: Option<String>,
    /// The latest day that the page is of.
    pub date: Option<NaiveDate>,
    /// Where the paper that a consolidated text gives is named.
    pub base: Option<Span>,
}

/// Documents that the graph already holds, by type and number in capitals.
pub type Held = HashMap<(DocType, String), Vec<(Key, Option<NaiveDate>)>>;

/// Who knows which documents the graph holds: a list, or a store that is asked number by number.
pub trait Holds {
    /// The documents held under a type and a number in capitals, by key, with their days.
    fn under(&self, kind: DocType, number: &str) -> Vec<(Key, Option<NaiveDate>)>;

    /// True if this very document is held.
    fn holds(&self, key: &Key) -> bool {
        self.under(key.kind, &key.number.to_uppercase()).iter().any(|(held, _)| held == key)
    }
}

impl Holds for Held {
    fn under(&self, kind: DocType, number: &str) -> Vec<(Key, Option<NaiveDate>)> {
        self.get(&(kind, number.to_owned())).cloned().unwrap_or_default()
    }
}

/// A document that a number may mean.
#[derive(Clone, Debug)]
struct Candidate {
    key: Key,
    date: Option<NaiveDate>,
    title: String,
}

/// Resolves every document mention but those that point, which wait for [`point_back`]. `subject` is the key of a single document, which has no mention of itself.
pub fn resolve(
    tables: &Tables,
    content: &str,
    items: &[Item],
    mentions: &[Mention],
    page: &Page,
    held: &dyn Holds,
    subject: Option<&Key>,
) -> Vec<Reference> {
    let mut step = Step { tables, content, page, held, full: Full::default() };
    let cited: Vec<(usize, Span, &Cited)> =
        mentions.iter().enumerate().filter_map(|(at, m)| Some((at, m.span, m.cited()?))).collect();
    // Mentions that state a year lead; those that leave it out follow.
    if let Some(key) = subject {
        step.full.add(Span::default(), key);
    }
    let mut keys: Vec<Option<Key>> = Vec::with_capacity(cited.len());
    for (_, span, c) in &cited {
        let key = matches!(c.form, Form::Number | Form::Alias).then(|| step.key_of(c));
        if let Some(key) = key.as_ref().filter(|_| c.form == Form::Number && c.year.is_some()) {
            step.full.add(*span, key);
            step.full.issued(key, c);
        }
        keys.push(key);
    }
    let mut references: Vec<Reference> = Vec::with_capacity(cited.len());
    for ((at, span, c), key) in cited.iter().zip(keys) {
        let item = item_at(items, *span);
        let target = match (c.form, key) {
            (Form::Title, _) => step.by_title(c),
            (Form::Alias, _) if c.kind.is_statute() && !starts_with_digit(&c.name) => step.by_title(c),
            (Form::Number | Form::Alias, Some(key)) => step.by_number(*span, c, key, item),
            (Form::ShortNumber, _) => {
                let reported = item.is_some_and(|item| item.reported_by == Some(*at));
                step.by_short_number(*span, c, item, reported)
            }
            (Form::Nickname, _) => step.by_nickname(c),
            (Form::Anaphor, _) | (_, None) => Target::None,
        };
        references.push(Reference::new(*at, target));
    }
    describe(tables, items, held, subject, &mut references);
    references
}

/// Makes those that name a document which the page, the tables or the graph describe more than a stub.
pub fn describe(
    tables: &Tables,
    items: &[Item],
    held: &dyn Holds,
    subject: Option<&Key>,
    references: &mut [Reference],
) {
    let described: BTreeSet<Key> = items
        .iter()
        .filter_map(|item| item.reported_by)
        .filter_map(|at| reference_of(references, at)?.key().cloned())
        .chain(subject.cloned())
        .collect();
    for reference in references {
        if let Target::Stub(key) = &reference.target
            && (described.contains(key) || is_described(tables, held, key))
        {
            reference.target = Target::One(key.clone());
        }
    }
}

/// The key of a single document, from what its own head says.
pub fn own_key(tables: &Tables, page: &Page, own: &Cited) -> Key {
    let held = Held::new();
    let step = Step { tables, content: "", page, held: &held, full: Full::default() };
    if let (Form::Title, true) = (own.form, own.kind.is_statute())
        && let Target::One(key) = step.by_title(own)
    {
        return key;
    }
    let key = step.key_of(own);
    let (_, symbols) = number::symbol(tables, &own.name);
    let agencies = &tables.agencies;
    let fits = |named: &str, symbol: &str| match agencies.national_symbol(symbol, None) {
        Some(_) => agencies.has_symbol(named, symbol),
        // `BCĐ` is the symbol of many committees.
        None => {
            agencies.local_symbol(symbol).is_none() || agencies.has_symbol(named, symbol) || agencies.is_national(named)
        }
    };
    // The head names the body in words: they stand unless the number's symbol is another body's.
    match (&own.issuer, symbols.first()) {
        (Some(named), symbol) if symbol.is_none_or(|s| fits(named, s)) => {
            let place = if named.ends_with(':') { page.place.as_deref().unwrap_or("?") } else { "" };
            Key { issuer: Some(format!("{named}{place}")), ..key }
        }
        _ => key,
    }
}

/// What a reader should look at again: names with several candidates, contradictions, papers later than the
/// page.
pub fn notes(mentions: &[Mention], references: &[Reference], page: &Page) -> Vec<Note> {
    let mut found = Vec::new();
    for reference in references {
        let mention = &mentions[reference.mention];
        let Some(cited) = mention.cited() else { continue };
        let list = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<Vec<_>>().join(", ");
        let message = match &reference.target {
            Target::Many(keys) => format!("several documents fit: {}", list(keys)),
            Target::Conflict(_, keys) => format!("number and date contradict each other: {}", list(keys)),
            Target::None if cited.form != Form::Anaphor => "no document fits this short name".to_owned(),
            _ => match (cited.date, page.date) {
                (Some(date), Some(day)) if date > day => format!("dated {date}, later than the page of {day}"),
                _ => continue,
            },
        };
        found.push(Note { span: mention.span, message });
    }
    found
}

/// The reference of a mention.
pub fn reference_of(references: &[Reference], mention: usize) -> Option<&Reference> {
    references.binary_search_by_key(&mention, |r| r.mention).ok().map(|at| &references[at])
}

/// Keys that the text states with their year, found by type and number. Places are kept in order, so that the
/// nearest is found without a walk through all of them.
#[derive(Debug, Default)]
struct Full {
    by_number: FxHashMap<(DocType, String), Stated>,
    by_running: FxHashMap<(DocType, String), Stated>,
    /// Bodies that the text itself names as the issuers of a number and year.
    issuers: FxHashMap<(DocType, String, Option<i32>), BTreeSet<String>>,
}

/// The keys that share a number.
#[derive(Debug, Default)]
struct Stated {
    distinct: BTreeSet<Key>,
    /// Where each stands: first byte and key, in order of place.
    places: Vec<(usize, Key)>,
}

impl Stated {
    fn add(&mut self, span: Span, key: &Key) {
        self.distinct.insert(key.clone());
        self.places.push((span.start, key.clone()));
    }

    /// Those that stand in a span before a place, the nearest first.
    fn before(&self, place: usize, within: Span) -> impl Iterator<Item = &Key> {
        let upto = self.places.partition_point(|(start, _)| *start < place);
        self.places[..upto].iter().rev().take_while(move |(start, _)| *start >= within.start).map(|(_, key)| key)
    }

    /// Those that stand in a span behind a place, the nearest first.
    fn behind(&self, place: usize, within: Span) -> impl Iterator<Item = &Key> {
        let from = self.places.partition_point(|(start, _)| *start <= place);
        self.places[from..].iter().take_while(move |(start, _)| *start < within.end).map(|(_, key)| key)
    }
}

impl Full {
    /// Keeps the body that a mention names as the issuer.
    fn issued(&mut self, key: &Key, cited: &Cited) {
        if let (Some(issuer), Some(_)) = (&key.issuer, &cited.issuer) {
            let paper = (key.kind, plain_number(&key.number), key.year);
            self.issuers.entry(paper).or_default().insert(issuer.clone());
        }
    }

    /// The one body that the text names as the issuer of a paper.
    fn issuer(&self, key: &Key) -> Option<&String> {
        let found = self.issuers.get(&(key.kind, plain_number(&key.number), key.year))?;
        found.first().filter(|_| found.len() == 1)
    }

    /// True if the text names a statute by its number.
    fn names(&self, statute: &Statute) -> bool {
        let key = statute.key();
        self.by_number.contains_key(&(key.kind, plain_number(&key.number)))
    }

    fn add(&mut self, span: Span, key: &Key) {
        self.by_number.entry((key.kind, plain_number(&key.number))).or_default().add(span, key);
        self.by_running.entry((key.kind, running(&key.number))).or_default().add(span, key);
    }
}

/// What the rules look at.
struct Step<'a> {
    tables: &'a Tables,
    content: &'a str,
    page: &'a Page,
    held: &'a dyn Holds,
    /// Keys that the text states with their year, by place.
    full: Full,
}

impl Step<'_> {
    /// The key as the mention itself states it.
    fn key_of(&self, cited: &Cited) -> Key {
        if cited.kind.is_statute()
            && let Some(statute) = self.tables.statutes.numbered(&cited.name)
        {
            return statute.key();
        }
        let issuer = self.issuer(cited);
        Key { kind: cited.kind, number: cited.name.clone(), year: cited.year, issuer }
    }

    /// The issuer: by the number's symbol and the place of the page, or as the text names it.
    fn issuer(&self, cited: &Cited) -> Option<String> {
        let (_, symbols) = number::symbol(self.tables, &cited.name);
        let agencies = &self.tables.agencies;
        // `SCT:LS`, `SCT:` without the province, or a national body's `BYT`.
        let named = cited.issuer.as_deref().map(|id| match id.split_once(':') {
            Some((body, province)) => (body, Some(province).filter(|p| !p.is_empty())),
            None => (id, None),
        });
        let is_local = cited.issuer.as_deref().is_some_and(|id| id.contains(':'));
        let place = |body: &str, province: Option<&str>| {
            let province = province.or(self.page.place.as_deref()).unwrap_or("?");
            format!("{body}:{province}")
        };
        if let Some(symbol) = symbols.first() {
            let national = agencies.national_symbol(symbol, cited.date);
            let local_row = agencies.local_symbol(symbol);
            // Some symbols are used at the centre and in the provinces (HĐPH, BHXH): the body whose own id it
            // is goes first, then the centre, unless the page is a province's and neither is.
            let central = match (national, local_row) {
                (Some(n), Some(l)) => n.id == *symbol || (l.id != *symbol && self.page.place.is_none()),
                (n, _) => n.is_some(),
            };
            if let Some(row) = national.filter(|_| central) {
                return Some(row.id.clone());
            }
            if let Some(row) = local_row {
                // "của UBND tỉnh Cao Bằng" names the province of a number that could be any province's.
                return Some(match named {
                    Some((body, province)) if is_local && body.starts_with(row.id.as_str()) => place(body, province),
                    Some((_, province)) => place(&row.id, province),
                    None => place(&row.id, None),
                });
            }
        }
        if let Some((body, province)) = named {
            return Some(if is_local { place(body, province) } else { body.to_owned() });
        }
        if cited.kind.is_statute() {
            return Some(if cited.kind == DocType::Ordinance { "UBTVQH".to_owned() } else { "QH".to_owned() });
        }
        symbols.into_iter().next()
    }

    /// A full number, with the key that the mention itself states.
    fn by_number(&self, span: Span, cited: &Cited, key: Key, item: Option<&Item>) -> Target {
        let in_number = year_in(&cited.name);
        if let (Some(number), Some(date)) = (in_number, cited.date)
            && number != date.year()
        {
            let other = Key { year: Some(date.year()), ..key.clone() };
            return Target::Conflict(key.clone(), vec![key, other]);
        }
        if key.year.is_some() {
            // "của UBND tỉnh Cao Bằng" is said once.
            let issuer = self.full.issuer(&key).filter(|_| cited.issuer.is_none()).cloned();
            return Target::Stub(Key { issuer: issuer.or(key.issuer), ..key });
        }
        self.without_year(span, key, item)
    }

    /// A number whose year the mention leaves out: the text's own full form, else what tables and graph know.
    fn without_year(&self, span: Span, key: Key, item: Option<&Item>) -> Target {
        let Some(stated) = self.full.by_number.get(&(key.kind, plain_number(&key.number))) else {
            return self.by_knowledge(span, key);
        };
        if let (1, Some(only)) = (stated.distinct.len(), stated.distinct.first()) {
            return Target::Stub(only.clone());
        }
        // Several years: the one that the item has named before, if it is one.
        let near: BTreeSet<&Key> = item.into_iter().flat_map(|i| stated.before(span.start, i.span)).collect();
        match near.first() {
            Some(key) if near.len() == 1 => Target::Stub((*key).clone()),
            _ => Target::Many(stated.distinct.iter().cloned().collect()),
        }
    }

    /// A number without a year that the text never states in full.
    fn by_knowledge(&self, span: Span, key: Key) -> Target {
        let known = self.known(&key);
        let titled: Vec<&Candidate> = known.iter().filter(|c| self.title_follows(span, &c.title)).collect();
        if let [one] = titled.as_slice() {
            return Target::One(one.key.clone());
        }
        match known.as_slice() {
            [] => Target::Stub(key),
            [one] => {
                // Numbers begin anew each year: the only one known must be of the page's own time.
                let near = match (self.page.date, one.date) {
                    (Some(page), Some(date)) => (page - date).num_days() <= 366,
                    _ => false,
                };
                if near { Target::One(one.key.clone()) } else { Target::Stub(key) }
            }
            _ => Target::Many(known.into_iter().map(|c| c.key).collect()),
        }
    }

    /// What tables and graph know under a type and number, not later than the page.
    fn known(&self, key: &Key) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = self
            .tables
            .known(key.kind, &key.number)
            .iter()
            .map(|row| Candidate {
                key: Key {
                    year: row.date.year,
                    issuer: Some(row.issuer.clone()),
                    number: row.number.clone(),
                    ..key.clone()
                },
                date: row.date.date,
                title: row.title.clone(),
            })
            .collect();
        for (other, date) in self.held.under(key.kind, &key.number.to_uppercase()) {
            let same_issuer = key.issuer.is_none() || other.issuer.is_none() || key.issuer == other.issuer;
            if same_issuer && !found.iter().any(|c| c.key.year == other.year) {
                found.push(Candidate { key: other, date, title: String::new() });
            }
        }
        found.retain(|c| match (self.page.date, c.date, c.key.year) {
            (Some(page), Some(date), _) => date <= page,
            (Some(page), None, Some(year)) => year <= page.year(),
            _ => true,
        });
        found
    }

    /// True if the words behind a mention are those of a title.
    fn title_follows(&self, span: Span, title: &str) -> bool {
        if title.is_empty() {
            return false;
        }
        let rest = self.content.get(span.end..).unwrap_or_default();
        let rest: String = rest.chars().take(260).collect::<String>().to_lowercase();
        let stop = rest.find(['.', ';', '\n', '(']).unwrap_or(rest.len());
        let rest = &rest[..stop];
        let Some(about) = rest.find("về ") else { return false };
        let said: BTreeSet<&str> = rest[about..].split_whitespace().skip(2).take(14).collect();
        let title = title.to_lowercase();
        let words: BTreeSet<&str> = title.split_whitespace().collect();
        let shared = said.intersection(&words).count();
        said.len() >= 3 && shared * 3 >= said.len() * 2
    }

    /// The running number alone: the full form in the text, the nearest before it.
    fn by_short_number(&self, span: Span, cited: &Cited, item: Option<&Item>, reported: bool) -> Target {
        let Some(stated) = self.full.by_running.get(&(cited.kind, running(&cited.name))) else {
            // "Công văn số 2.350 ngày 1.4.2020": the day beside it makes a newspaper's number one paper's.
            // So does a body that is said to issue it: "UBND thành phố ban hành Công văn số 916".
            let whole = cited.date.is_some() || cited.name.contains('/') || reported;
            return if whole { Target::Stub(self.completed(cited)) } else { Target::None };
        };
        let whole = Span::new(0, self.content.len());
        let fits = |key: &&Key| cited.year.is_none_or(|year| key.year == Some(year));
        let nearest = |within: Span| {
            stated.before(span.start, within).find(fits).or_else(|| stated.behind(span.start, within).find(fits))
        };
        let found = item.and_then(|i| nearest(i.span)).or_else(|| nearest(whole));
        found.map_or(Target::None, |key| Target::Stub(key.clone()))
    }

    /// The key of a number without its symbol. Telegrams and directives of the Prime Minister all have one: `1658/CĐ-TTg`
    /// (Nghị định 30/2020/NĐ-CP, Phụ lục I: number, type, issuer).
    fn completed(&self, cited: &Cited) -> Key {
        let key = self.key_of(cited);
        match key.issuer.as_deref() {
            Some(PREMIER)
                if matches!(key.kind, DocType::Telegram | DocType::Directive) && !key.number.contains('/') =>
            {
                Key { number: format!("{}/{}-{PREMIER}", key.number, key.kind.code()), ..key }
            }
            _ => key,
        }
    }

    /// A statute by title: by the year stated, else the one in force on the day of the page.
    fn by_title(&self, cited: &Cited) -> Target {
        let all = self.tables.statutes.named(cited.kind, &cited.name);
        let stub = Key {
            kind: cited.kind,
            number: cited.name.clone(),
            year: cited.year,
            issuer: Some(if cited.kind == DocType::Ordinance { "UBTVQH" } else { "QH" }.to_owned()),
        };
        if cited.year.is_some() {
            let fit: Vec<_> = all
                .iter()
                .filter(|s| {
                    s.row.adopted.year == cited.year
                        && (cited.date.is_none() || s.row.adopted.date.is_none() || s.row.adopted.date == cited.date)
                })
                .collect();
            return match fit.as_slice() {
                [one] => Target::One(one.key()),
                [] => self.amending_on_day(cited).map_or(Target::Stub(stub), Target::One),
                several => {
                    // Two statutes of one title and year: the one in force on the day of the page.
                    let in_force = |s: &&&&Statute| self.page.date.is_some_and(|day| s.in_force_on(day));
                    let mut valid = several.iter().filter(in_force);
                    match (valid.next(), valid.next()) {
                        (Some(one), None) => Target::One(one.key()),
                        _ => Target::Many(several.iter().map(|s| s.key()).collect()),
                    }
                }
            };
        }
        // A number that another mention of the same title states in this text decides first.
        let mut numbered = all.iter().filter(|statute| self.full.names(statute));
        if let (Some(one), None) = (numbered.next(), numbered.next()) {
            return Target::One(one.key());
        }
        let Some(day) = self.page.date else {
            return match all.as_slice() {
                [] => Target::Stub(stub),
                [one] => Target::One(one.key()),
                several => Target::Many(several.iter().map(|s| s.key()).collect()),
            };
        };
        let in_force: Vec<_> = all.iter().filter(|s| s.in_force_on(day)).collect();
        let adopted: Vec<_> = all.iter().filter(|s| s.adopted_by(day)).collect();
        // An act that amends has done so when it is in force: what is spoken of is the latest that was adopted.
        let amends = cited.name.starts_with(AMENDS) && cited.kind != DocType::Constitution;
        let latest = if amends { adopted.last() } else { in_force.last() };
        match latest.or(adopted.last()) {
            Some(statute) => Target::One(statute.key()),
            None => Target::Stub(stub),
        }
    }

    /// The act that amends, by its day and the first words of the first statute that it amends: long lists of names are
    /// rarely copied without a slip.
    fn amending_on_day(&self, cited: &Cited) -> Option<Key> {
        let day = cited.date.filter(|_| cited.name.starts_with(AMENDS))?;
        let shared = |statute: &Statute| {
            let title = statute.row.short_title.split_whitespace();
            title.zip(cited.name.split_whitespace()).take_while(|(ours, theirs)| ours == theirs).count()
        };
        let of_day = |s: &&Statute| {
            s.kind == cited.kind && s.row.adopted.date == Some(day) && s.row.short_title.starts_with(AMENDS)
        };
        let mut near: Vec<_> = self.tables.statutes.iter().filter(of_day).map(|s| (shared(s), s)).collect();
        near.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
        let (best, statute) = near.first()?;
        let next = near.get(1).map_or(0, |(shared, _)| *shared);
        (*best >= AMENDED && *best > next + 1).then(|| statute.key())
    }

    /// A nickname: the document of the table that it stood for on the day of the page.
    fn by_nickname(&self, cited: &Cited) -> Target {
        let named = self.tables.nickname_index.get(&plain_name(&cited.name));
        let rows = named.into_iter().flatten().filter_map(|&at| Some((at, self.tables.nickname_rows.get(at)?)));
        let rows = rows.filter(|(_, row)| match self.page.date {
            Some(day) => row.from.date.is_none_or(|from| from <= day) && row.to.date.is_none_or(|to| day <= to),
            None => true,
        });
        let rows = rows.filter(|(_, row)| cited.date.is_none() || row.date.date == cited.date);
        let keys: Vec<Key> = rows.filter_map(|(at, _)| self.tables.nickname_key(at)).collect();
        match keys.as_slice() {
            [] => Target::None,
            [one] => Target::One(one.clone()),
            _ => Target::Many(keys),
        }
    }
}

/// True if tables or graph describe a document.
fn is_described(tables: &Tables, held: &dyn Holds, key: &Key) -> bool {
    if key.kind.is_statute() {
        return tables.statutes.numbered(&key.number).is_some();
    }
    tables.known(key.kind, &key.number).iter().any(|row| row.date.year == key.year) || held.holds(key)
}

/// The words with which the title of an act that amends others begins.
const AMENDS: &str = "sửa đổi";
/// Words that two titles of such acts share where both begin with the same statute: "sửa đổi, bổ sung một số điều của
/// Luật Chứng khoán".
const AMENDED: usize = 11;

/// A number without leading noughts and in capitals, as it is compared.
fn plain_number(number: &str) -> String {
    number.trim_start_matches('0').to_uppercase()
}

/// The digits that a number begins with, without leading noughts.
fn running(number: &str) -> String {
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number[..end].trim_start_matches('0').to_owned()
}

/// True for an official number rather than a title.
fn starts_with_digit(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}

/// The year that a canonical number holds: 2018 of `13/2018/NĐ-CP`.
fn year_in(number: &str) -> Option<i32> {
    let year = number.split('/').nth(1).filter(|part| part.len() == 4)?;
    year.parse().ok().filter(|year| (1945..2200).contains(year))
}
