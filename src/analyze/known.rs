//! What the tables know and the questions need: provinces and ministries with the days of their lives, the level of
//! each body, the names that stand for many bodies. In: the tables. Out: plain values; no graph is looked at.

use super::Level;
use crate::error::{Error, Result};
use crate::model::Tier;
use crate::names::{fold, nearest};
use crate::tables::Tables;
use crate::tables::rows::{LocalAgencyRow, ProvinceRow};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// A province in its borders of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Province {
    /// The code behind the colon in ids of bodies: `LS`. It stays where a merger kept the name.
    pub code: String,
    /// Its name in full: "tỉnh Lạng Sơn".
    pub name: String,
    /// Other ways to write it, without "tỉnh".
    pub names: Vec<String>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Codes of the provinces that took over.
    pub heirs: Vec<String>,
}

/// A ministry or a body of its rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ministry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// Who is meant by a name that stands for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Members {
    /// "Các bộ, cơ quan ngang bộ".
    Ministries,
    /// "Các tỉnh, thành phố trực thuộc trung ương".
    Provinces,
}

impl Members {
    /// The name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Members::Ministries => "ministries",
            Members::Provinces => "provinces",
        }
    }
}

/// What the tables know.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Provinces, by code, the older borders first.
    pub provinces: Vec<Province>,
    /// Ministries, by id.
    pub ministries: Vec<Ministry>,
    /// Levels of the bodies of the centre, by id.
    central: HashMap<String, Level>,
    /// Levels of the bodies of each province, by id without the province behind the colon.
    local: HashMap<String, Level>,
    /// Names that stand for many bodies, folded.
    many: BTreeMap<String, Vec<Members>>,
}

impl Known {
    /// What these tables know.
    pub fn of(tables: &Tables) -> Self {
        let bodies = &tables.agencies;
        let province = |row: &ProvinceRow| Province {
            code: row.symbol.clone(),
            name: format!("{} {}", row.kind, row.name),
            names: std::iter::once(row.name.clone()).chain(row.aliases.iter().map(str::to_owned)).collect(),
            from: row.from.date,
            to: row.to.date,
            heirs: row.successor.iter().filter_map(|id| bodies.province(id)).map(|heir| heir.symbol.clone()).collect(),
        };
        let mut provinces: Vec<Province> = bodies.provinces.iter().map(province).collect();
        provinces.sort_by(|a, b| (&a.code, a.from).cmp(&(&b.code, b.from)));
        let of_rank = bodies.national.iter().filter(|row| matches!(row.kind.as_str(), "ministry" | "ministerial"));
        let mut ministries: Vec<Ministry> = of_rank
            .map(|row| Ministry { id: row.id.clone(), name: row.name.clone(), from: row.from.date, to: row.to.date })
            .collect();
        ministries.sort_by(|a, b| a.id.cmp(&b.id));
        let central = bodies.national.iter().map(|row| (row.id.clone(), Level::of(Tier::Central, &row.kind)));
        let level = |row: &LocalAgencyRow| Some(Level::of(Tier::from_name(&row.level)?, &row.kind));
        let local = bodies.local.iter().filter_map(|row| Some((row.id.clone(), level(row)?)));
        let members = |name| match name {
            "ministries" => Some(Members::Ministries),
            "provinces" => Some(Members::Provinces),
            _ => None,
        };
        let many = (bodies.addressees.iter())
            .map(|row| (fold(&row.phrase), row.members.iter().filter_map(members).collect()))
            .collect();
        Known { provinces, ministries, central: central.collect(), local: local.collect(), many }
    }

    /// The level of a body by its id (`SCT:LS`); `None` if the tables do not know it.
    pub fn level(&self, id: &str) -> Option<Level> {
        match id.split_once(':') {
            Some((body, _)) => self.local.get(body).copied(),
            None => self.central.get(id).copied(),
        }
    }

    /// The levels of all bodies, by id; that of a body of each province ends with its colon.
    pub(super) fn levels(&self) -> HashMap<String, Level> {
        let local = self.local.iter().map(|(id, level)| (format!("{id}:"), *level));
        self.central.iter().map(|(id, level)| (id.clone(), *level)).chain(local).collect()
    }

    /// The provinces of a day, by code: 63 before 1 July 2025, 34 from then on.
    pub fn provinces_on(&self, day: NaiveDate) -> Vec<&Province> {
        self.provinces.iter().filter(|province| alive(province.from, province.to, day)).collect()
    }

    /// The ministries and bodies of their rank of a day, by id.
    pub fn ministries_on(&self, day: NaiveDate) -> Vec<&Ministry> {
        self.ministries.iter().filter(|ministry| alive(ministry.from, ministry.to, day)).collect()
    }

    /// Who is meant by the name of many; nobody if it is no such name.
    pub fn members(&self, name: &str) -> &[Members] {
        let folded = fold(name);
        self.many.get(folded.trim_end_matches([',', ';', '.', ':'])).map_or(&[], Vec::as_slice)
    }

    /// The province that somebody typed: its code, or its name with or without "tỉnh" and accents. One that changed
    /// its borders is given as it is now.
    ///
    /// # Errors
    /// [`Error::Name`] if there is none, with the nearest names, or if several fit, with all of them.
    pub fn province(&self, typed: &str) -> Result<&Province> {
        let (plain, code) = (fold(typed), typed.trim().to_uppercase());
        let by = |fits: &dyn Fn(&Province) -> bool| -> Vec<&Province> {
            let mut found: BTreeMap<&str, &Province> = BTreeMap::new();
            found.extend(self.provinces.iter().filter(|p| fits(p)).map(|p| (p.code.as_str(), p)));
            found.into_values().collect()
        };
        let by_name = |p: &Province| fold(&p.name) == plain || p.names.iter().any(|name| fold(name) == plain);
        let mut found = by(&|p| p.code.to_uppercase() == code);
        for fits in [&by_name as &dyn Fn(&Province) -> bool, &|p| fold(&p.code) == plain] {
            if found.is_empty() {
                found = by(fits);
            }
        }
        match found.as_slice() {
            [one] => Ok(one),
            [] => {
                let near = nearest(typed, self.provinces.iter().filter_map(|p| p.names.first()).map(String::as_str));
                let mut near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
                near.dedup();
                let near =
                    if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
                Err(Error::Name(format!("no province is called `{typed}`{near}")))
            }
            several => {
                let names: Vec<String> = several.iter().map(|p| format!("`{}` ({})", p.code, p.name)).collect();
                Err(Error::Name(format!("`{typed}` fits several provinces: {}", names.join(", "))))
            }
        }
    }
}

fn alive(from: Option<NaiveDate>, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::KNOWN;
    use super::*;

    #[track_caller]
    fn check(typed: &str, expect: &str) {
        let found = KNOWN.province(typed).map_or_else(|error| error.to_string(), |p| p.code.clone());
        assert_eq!(found, expect, "{typed}");
    }

    #[test]
    fn provinces_as_people_write_them() {
        for typed in ["LS", "ls", "Lạng Sơn", "lang son", "tỉnh Lạng Sơn", "TINH LANG SON"] {
            check(typed, "LS");
        }
        for typed in ["TP. Hồ Chí Minh", "tphcm", "thành phố Hồ Chí Minh", "HCM"] {
            check(typed, "HCM");
        }
        check("bd", "BD");
        check("bđ", "BĐ");
        check("da nang", "ĐN");
        check("dn", "ĐN");
        check("thua thien hue", "TTH");
        check("dl", "ĐL");
        check("ld", "LĐ");
        check("Lạng Sởn", "LS");
        let message = KNOWN.province("Lạnh Sơn").expect_err("no such province").to_string();
        assert!(message.starts_with("no province is called `Lạnh Sơn`; the nearest are `Lạng Sơn`, "), "{message}");
    }

    #[test]
    fn there_were_63_and_there_are_34() {
        let on = |day: &str| KNOWN.provinces_on(day.parse().expect("a day")).len();
        assert_eq!([on("2008-09-01"), on("2024-12-31"), on("2025-01-01"), on("2025-06-30")], [63; 4]);
        assert_eq!([on("2025-07-01"), on("2026-11-23")], [34; 2]);
    }

    #[test]
    fn ministries_are_those_of_the_day() {
        let on = |day: &str| {
            let day = day.parse().expect("a day");
            KNOWN.ministries_on(day).iter().map(|ministry| ministry.id.as_str()).collect::<Vec<_>>()
        };
        // Chính phủ khóa XV: 18 bộ, 4 cơ quan ngang bộ; since 1 March 2025: 14 and 3.
        assert_eq!((on("2023-06-08").len(), on("2025-03-01").len()), (22, 17));
        assert!(on("2023-06-08").contains(&"BKHĐT") && !on("2025-03-01").contains(&"BKHĐT"));
    }

    #[test]
    fn levels_go_from_the_centre_to_the_commune() {
        for (id, level) in [
            ("TTg", Level::Central),
            ("TW", Level::Party),
            ("BCT", Level::Ministry),
            ("UBND:LS", Level::Province),
            ("VP-UBND:LS", Level::Province),
            ("SCT:LS", Level::Department),
            ("UBND-H:LS", Level::District),
            ("UBND-X:LS", Level::Commune),
        ] {
            assert_eq!(KNOWN.level(id), Some(level), "{id}");
        }
        // The social insurance of the country and that of a province have one id but for the place.
        assert_eq!([KNOWN.level("BHXH"), KNOWN.level("BHXH:LS")], [Some(Level::Ministry), Some(Level::Department)]);
        assert_eq!(KNOWN.level("SCT"), None);
    }

    #[test]
    fn names_of_many() {
        assert_eq!(KNOWN.members("Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương"), [Members::Provinces]);
        assert_eq!(KNOWN.members("Các bộ, ngành, địa phương;"), [Members::Ministries, Members::Provinces]);
        // Some of them only, or others.
        for name in ["UBND các tỉnh Tây Nguyên", "các sở, ban, ngành", "UBND các huyện, thành phố", ""] {
            assert!(KNOWN.members(name).is_empty(), "{name}");
        }
    }
}
