//! Bodies and places: `agencies.csv`, `local_agencies.csv`, `provinces.csv`, `agency_heads.csv`, `places.csv`,
//! `addressees.csv` → which body a name or a number's symbol means. A body that each province has gets the province's id
//! after a colon: `SCT:LS`.

use super::in_row;
use super::phrases::Phrases;
use super::rows::{AddresseeRow, AgencyRow, HeadRow, LocalAgencyRow, PlaceRow, ProvinceRow};
use super::vocabulary::Vocabulary;
use crate::error::Result;
use crate::model::Tier;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// Id of the Government.
const GOVERNMENT: &str = "CP";
/// The id of the Party's centre.
pub const CENTRE: &str = "TW";
/// The ids of the bodies at the head of the Party and the State.
pub const SUPREME: [&str; 6] = [CENTRE, "QH", "UBTVQH", "CTN", "CP", PREMIER];
/// The Prime Minister.
pub const PREMIER: &str = "TTg";
/// Id of the office that writes for the Government and the Prime Minister.
pub const OFFICE: &str = "VPCP";
/// What a province is as a rule, as in `kind` of its row.
pub const PROVINCE: &str = "tỉnh";
/// What a province is that is a city under the centre.
pub const CITY: &str = "thành phố";
/// Id of the people's committee that each province has.
pub const COMMITTEE: &str = "UBND";

/// The rows that [`Agencies::load`] takes.
pub struct AgencyTables {
    /// National bodies.
    pub national: Vec<AgencyRow>,
    /// Bodies of each province.
    pub local: Vec<LocalAgencyRow>,
    /// Provinces.
    pub provinces: Vec<ProvinceRow>,
    /// Nouns that open a body's name.
    pub heads: Vec<HeadRow>,
    /// Words that open a place name.
    pub places: Vec<PlaceRow>,
    /// Names of many bodies at once.
    pub addressees: Vec<AddresseeRow>,
}

/// What a body's name is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyEntry {
    /// A national body, by row.
    National(usize),
    /// A body of each province, by row.
    Local(usize),
    /// A noun that opens names.
    Head,
    /// Many bodies by one name.
    Collective,
}

/// A level of government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
    /// Thôn, khu phố.
    Village,
}

/// Bodies and places.
#[derive(Debug, Default)]
pub struct Agencies {
    /// Rows of the national bodies.
    pub national: Vec<AgencyRow>,
    /// Rows of the bodies of each province.
    pub local: Vec<LocalAgencyRow>,
    /// Rows of the provinces.
    pub provinces: Vec<ProvinceRow>,
    /// Rows of the names that stand for many bodies.
    pub addressees: Vec<AddresseeRow>,
    /// Names and nouns of bodies.
    pub bodies: Phrases<BodyEntry>,
    /// The nouns among them that name a body only before a place: "Viễn thông Lạng Sơn".
    pub place_heads: Phrases<()>,
    /// Departments without "Sở", for lists that shorten: full name and id.
    pub departments: Phrases<(String, String)>,
    /// Ministries without "Bộ".
    pub ministries: Phrases<(String, String)>,
    /// Province names, as indices into the rows.
    pub province_names: Phrases<Vec<usize>>,
    /// Words that open place names.
    pub place_words: Phrases<Level>,
    national_symbols: HashMap<String, Vec<usize>>,
    local_symbols: HashMap<String, Vec<usize>>,
}

impl Agencies {
    /// Loads the rows.
    pub fn load(vocabulary: &mut Vocabulary, tables: AgencyTables) -> Result<Self> {
        let mut agencies = Agencies::default();
        check_links(&tables)?;
        for (at, row) in tables.national.iter().enumerate() {
            for name in std::iter::once(row.name.as_str()).chain(row.aliases.iter()) {
                agencies.bodies.add(vocabulary, name, BodyEntry::National(at));
                if let Some(short) = name.strip_prefix("Bộ ") {
                    agencies.ministries.add(vocabulary, short, (name.to_owned(), row.id.clone()));
                }
            }
            for symbol in row.symbols.iter() {
                agencies.national_symbols.entry(symbol.to_uppercase()).or_default().push(at);
            }
        }
        for (at, row) in tables.local.iter().enumerate() {
            for name in std::iter::once(row.name.as_str()).chain(row.aliases.iter()) {
                agencies.bodies.add(vocabulary, name, BodyEntry::Local(at));
                if let Some(short) = name.strip_prefix("Sở ") {
                    agencies.departments.add(vocabulary, short, (name.to_owned(), format!("{}:", row.id)));
                }
            }
            for symbol in row.symbols.iter() {
                agencies.local_symbols.entry(symbol.to_uppercase()).or_default().push(at);
            }
        }
        for row in &tables.heads {
            let entry = match row.collective.as_str() {
                "yes" => BodyEntry::Collective,
                "no" => BodyEntry::Head,
                "place" => {
                    agencies.place_heads.add(vocabulary, &row.phrase, ());
                    BodyEntry::Head
                }
                other => {
                    let message = format!("collective is yes, no or place, not `{other}`");
                    return Err(in_row::<HeadRow>(&row.id, message));
                }
            };
            agencies.bodies.add(vocabulary, &row.phrase, entry);
        }
        let mut names: HashMap<Vec<u32>, Vec<usize>> = HashMap::new();
        for (at, row) in tables.provinces.iter().enumerate() {
            for name in std::iter::once(row.name.as_str()).chain(row.aliases.iter()) {
                let entry = names.entry(vocabulary.phrase(name)).or_default();
                if entry.last() != Some(&at) {
                    entry.push(at);
                }
            }
        }
        for (words, rows) in names {
            agencies.province_names.insert(&words, rows);
        }
        for row in &tables.places {
            let level = match row.level.as_str() {
                "province" | "province|district" => Level::Province,
                "district" => Level::District,
                "commune" => Level::Commune,
                "village" => Level::Village,
                other => return Err(in_row::<PlaceRow>(&row.id, format!("level `{other}` is unknown"))),
            };
            agencies.place_words.add(vocabulary, &row.phrase, level);
        }
        for row in &tables.addressees {
            if let Some(other) = row.members.iter().find(|name| !["provinces", "ministries"].contains(name)) {
                return Err(in_row::<AddresseeRow>(
                    &row.id,
                    format!("members are provinces, ministries, not `{other}`"),
                ));
            }
        }
        agencies.addressees = tables.addressees;
        agencies.national = tables.national;
        agencies.local = tables.local;
        agencies.provinces = tables.provinces;
        Ok(agencies)
    }

    /// The national body of a symbol in a number (`BNN`, `QH15`), the one of the day where several had it.
    pub fn national_symbol(&self, symbol: &str, day: Option<NaiveDate>) -> Option<&AgencyRow> {
        let symbol = symbol.to_uppercase();
        let bare = symbol.trim_end_matches(|c: char| c.is_ascii_digit());
        let rows = self.national_symbols.get(&symbol).or_else(|| self.national_symbols.get(bare))?;
        let valid = |row: &&AgencyRow| {
            day.is_none_or(|day| row.from.date.is_none_or(|from| from <= day) && row.to.date.is_none_or(|to| day <= to))
        };
        let rows: Vec<&AgencyRow> = rows.iter().filter_map(|&at| self.national.get(at)).collect();
        rows.iter().copied().find(valid).or(rows.first().copied())
    }

    /// The body of each province that has a symbol in numbers (`UBND`, `VP`, `SCT`).
    pub fn local_symbol(&self, symbol: &str) -> Option<&LocalAgencyRow> {
        let symbol = symbol.to_uppercase();
        // `BCĐ389`, `BCĐ138`: the number tells which committee, the letters that it is one.
        let bare = symbol.trim_end_matches(|c: char| c.is_ascii_digit());
        let rows = self.local_symbols.get(&symbol).or_else(|| self.local_symbols.get(bare))?;
        rows.first().and_then(|&at| self.local.get(at))
    }

    /// True if a symbol in numbers is that of a body, by its id with or without its province.
    pub fn has_symbol(&self, id: &str, symbol: &str) -> bool {
        let body = id.split(':').next().unwrap_or(id);
        let symbol = symbol.to_uppercase();
        let bare = symbol.trim_end_matches(|c: char| c.is_ascii_digit());
        let is = |own: &str| own.to_uppercase() == symbol || own.to_uppercase() == bare;
        if id.contains(':') {
            return self.local.iter().any(|row| row.id == body && row.symbols.iter().any(is));
        }
        self.national.iter().any(|row| row.id == body && row.symbols.iter().any(is))
    }

    /// The province of a phrase on a day; the latest where no day is given.
    pub fn province_on(&self, rows: &[usize], day: Option<NaiveDate>) -> Option<&ProvinceRow> {
        let rows: Vec<&ProvinceRow> = rows.iter().filter_map(|&at| self.provinces.get(at)).collect();
        let valid = |row: &&ProvinceRow| {
            day.is_some_and(|day| {
                row.from.date.is_none_or(|from| from <= day) && row.to.date.is_none_or(|to| day <= to)
            })
        };
        rows.iter().copied().find(valid).or(rows.last().copied())
    }

    /// The province of an id or of a symbol; the oldest row of a symbol.
    pub fn province(&self, id: &str) -> Option<&ProvinceRow> {
        self.provinces.iter().find(|row| row.id == id || row.symbol == id)
    }

    /// The symbol that a province had on a day, where it had another before: that of Thừa Thiên Huế for Huế, which is a
    /// city under the centre from 01/01/2025 (Nghị quyết 175/2024/QH15).
    pub fn symbol_on<'s>(&'s self, symbol: &'s str, day: NaiveDate) -> &'s str {
        let valid =
            |row: &&ProvinceRow| row.from.date.is_none_or(|from| from <= day) && row.to.date.is_none_or(|to| day <= to);
        let Some(now) = self.provinces.iter().find(|row| row.symbol == symbol) else { return symbol };
        if valid(&now) || self.provinces.iter().any(|row| row.symbol == symbol && valid(&row)) {
            return symbol;
        }
        let same = |row: &&ProvinceRow| row.code == now.code && row.successor.iter().any(|next| next == now.id);
        self.provinces.iter().find(|row| same(row) && valid(row)).map_or(symbol, |row| row.symbol.as_str())
    }

    /// True if an id is a national body's.
    pub fn is_national(&self, id: &str) -> bool {
        self.national.iter().any(|row| row.id == id)
    }

    /// The tier of a body by its id; `None` if the tables do not know it.
    pub fn tier(&self, id: &str) -> Option<Tier> {
        match id.split_once(':') {
            None => self.is_national(id).then_some(Tier::Central),
            Some((body, _)) => Tier::from_name(&self.local.iter().find(|row| row.id == body)?.level),
        }
    }

    /// What sort of body an id is of ("committee", "ministry"), as the tables say; `None` if they do not know it.
    pub fn kind(&self, id: &str) -> Option<&str> {
        let Some((body, _)) = id.split_once(':') else {
            return self.national.iter().find(|row| row.id == id).map(|row| row.kind.as_str());
        };
        self.local.iter().find(|row| row.id == body).map(|row| row.kind.as_str())
    }

    /// The id of the body above: of a ministry the Government, of a department its province's people's
    /// committee, of that the Government. Only where the tables leave no doubt: the id of a district's office
    /// does not say which district.
    pub fn parent(&self, id: &str) -> Option<String> {
        let Some((body, place)) = id.split_once(':') else {
            let row = self.national.iter().find(|row| row.id == id)?;
            return Some(row.parent.clone()).filter(|parent| !parent.is_empty());
        };
        let row = self.local.iter().find(|row| row.id == body && row.level == Tier::Province.name())?;
        match row.kind.as_str() {
            "committee" => Some(GOVERNMENT.to_owned()),
            "department" if row.name.starts_with("Sở ") => Some(format!("{COMMITTEE}:{place}")),
            _ => None,
        }
    }

    /// The name of a body by its id (`SCT:LS`, `TTg`), written out with its province.
    pub fn name(&self, id: &str) -> Option<String> {
        let Some((body, place)) = id.split_once(':') else {
            return self.national.iter().find(|row| row.id == id).map(|row| row.name.clone());
        };
        let row = self.local.iter().find(|row| row.id == body)?;
        let Some(province) = self.province(place) else { return Some(row.name.clone()) };
        let name =
            if province.kind == "tỉnh" { row.name.clone() } else { row.name.replace("tỉnh", &province.kind) };
        if name.ends_with(&province.kind) {
            return Some(format!("{name} {}", province.name));
        }
        Some(format!("{name} {} {}", province.kind, province.name))
    }
}

/// Every `parent` and `successor` must be a row.
fn check_links(tables: &AgencyTables) -> Result<()> {
    let ids: HashSet<&str> = tables.national.iter().map(|row| row.id.as_str()).collect();
    for row in &tables.national {
        for other in row.successor.iter().chain([row.parent.as_str()]).filter(|id| !id.is_empty()) {
            if !ids.contains(other) {
                return Err(in_row::<AgencyRow>(&row.id, format!("`{other}` is no row")));
            }
        }
    }
    let ids: HashSet<&str> = tables.local.iter().map(|row| row.id.as_str()).collect();
    for row in &tables.local {
        if let Some(other) = row.successor.iter().find(|id| !ids.contains(id)) {
            return Err(in_row::<LocalAgencyRow>(&row.id, format!("`{other}` is no row")));
        }
    }
    let ids: HashSet<&str> = tables.provinces.iter().map(|row| row.id.as_str()).collect();
    for row in &tables.provinces {
        if let Some(other) = row.successor.iter().find(|id| !ids.contains(id)) {
            return Err(in_row::<ProvinceRow>(&row.id, format!("`{other}` is no row")));
        }
    }
    Ok(())
}
