//! The level of government ("cấp") at which a paper or a body stands in a picture: Party, centre, ministries, province,
//! its departments, district, commune. In: the id of a body and what the tables say of it, else its name. Out: a
//! [`Level`]. What neither id nor name tells stays [`Level::Unknown`]; nothing is guessed from the text of a paper.

use super::{Agency, Graph, Known, Paper};
use crate::model::Tier;
use crate::names::fold;
use serde::Serialize;
use std::sync::LazyLock;

/// A level of government, from the top of a picture to its bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The Party's organs at the centre. Those of a province stand with the province: they act there.
    Party,
    /// National Assembly, President, Government, Prime Minister.
    Central,
    /// Ministries and all other national bodies.
    Ministry,
    /// The people's committee and council of a province, their offices and steering committees, the provincial Party.
    Province,
    /// The departments of a province ("sở, ban, ngành") and the branches of national bodies in it.
    Department,
    /// Districts; until 30 June 2025.
    District,
    /// Communes, wards, special zones.
    Commune,
    /// The level is not known: an issuer that was not read, enterprises, "các tổ chức".
    #[default]
    Unknown,
}

impl Level {
    /// Every level, from the top.
    pub const ALL: &'static [Level] = &[
        Level::Party,
        Level::Central,
        Level::Ministry,
        Level::Province,
        Level::Department,
        Level::District,
        Level::Commune,
        Level::Unknown,
    ];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Level::Party => "party",
            Level::Central => "central",
            Level::Ministry => "ministry",
            Level::Province => "province",
            Level::Department => "department",
            Level::District => "district",
            Level::Commune => "commune",
            Level::Unknown => "unknown",
        }
    }

    /// The Vietnamese words.
    pub fn label_vi(self) -> &'static str {
        match self {
            Level::Party => "Trung ương Đảng",
            Level::Central => "Trung ương",
            Level::Ministry => "Bộ, ngành trung ương",
            Level::Province => "Cấp tỉnh",
            Level::Department => "Sở, ban, ngành",
            Level::District => "Cấp huyện",
            Level::Commune => "Cấp xã",
            Level::Unknown => "Chưa rõ cấp",
        }
    }

    /// The English words.
    pub fn label_en(self) -> &'static str {
        match self {
            Level::Party => "Party, centre",
            Level::Central => "Central",
            Level::Ministry => "Ministries",
            Level::Province => "Province",
            Level::Department => "Departments",
            Level::District => "District",
            Level::Commune => "Commune",
            Level::Unknown => "Level unknown",
        }
    }

    /// The level of a name; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Level::ALL.iter().copied().find(|level| level.name() == name)
    }

    /// The level of a body of a tier, by the kind that the tables give it (`committee`, `ministry`).
    pub(super) fn of(tier: Tier, kind: &str) -> Self {
        match (tier, kind) {
            (Tier::Central, "party") => Level::Party,
            (Tier::Central, "government" | "president" | "assembly") => Level::Central,
            (Tier::Central, _) => Level::Ministry,
            // An office passes on what the heads of its committee decide, and signs for them.
            (Tier::Province, "committee" | "assembly" | "council" | "office" | "party" | "joint") => Level::Province,
            (Tier::Province, _) => Level::Department,
            (Tier::District, _) => Level::District,
            (Tier::Commune, _) => Level::Commune,
        }
    }

    /// The level that words in a body's name tell ("UBND các huyện, thành phố"), by `levels.csv`, the first row that
    /// fits.
    fn of_name(name: &str) -> Self {
        let name = spaced(name);
        WORDS.iter().find(|(words, _)| name.contains(words.as_str())).map_or(Level::Unknown, |(_, level)| *level)
    }
}

/// Words without commas and with a space on both sides, so that "cơ sở" is not met by "sở".
fn spaced(words: &str) -> String {
    format!(" {} ", fold(words).replace([',', ';', '(', ')'], ""))
}

/// The words of `levels.csv` and their levels, in order.
static WORDS: LazyLock<Vec<(String, Level)>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(include_str!("levels.csv").as_bytes());
    let rows = rows.records().filter_map(std::result::Result::ok);
    rows.filter_map(|row| Some((spaced(row.get(0)?), Level::from_name(row.get(1)?)?))).collect()
});

impl Graph {
    /// Adds what the tables know of the levels of bodies, and with them of papers. Without them a body with a province is
    /// of the province and one without is central.
    pub fn add_levels(&mut self, known: &Known) {
        for paper in self.papers.node_weights_mut() {
            paper.level = paper.issuer_id().and_then(|id| known.level(id));
        }
        self.levels = known.levels();
        self.lanes.take();
    }

    /// The level of the body of an id (`SCT:LS`, `TTg`).
    fn level_of_id(&self, id: &str) -> Level {
        let (row, otherwise) = match id.split_once(':') {
            Some((body, _)) => (format!("{body}:"), Level::Province),
            None => (id.to_owned(), Level::Central),
        };
        self.levels.get(&row).copied().unwrap_or(otherwise)
    }

    /// The level of a paper, which is that of its issuer.
    pub fn level_of_paper(&self, paper: &Paper) -> Level {
        match paper.key.split('|').nth(3) {
            None | Some("?" | "") => Level::Unknown,
            Some(issuer) => self.level_of_id(issuer),
        }
    }

    /// The level of a body, by its id, else by its name.
    pub fn level_of_body(&self, agency: &Agency) -> Level {
        agency.id.as_deref().map_or_else(|| Level::of_name(&agency.name), |id| self.level_of_id(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    #[track_caller]
    fn check(id: Option<&str>, name: &str, expect: Level) {
        let mut graph = Graph::default();
        graph.add_levels(&Known::of(&Tables::builtin().expect("the tables load")));
        let agency = Agency { id: id.map(str::to_owned), name: name.to_owned(), ..Agency::default() };
        assert_eq!(graph.level_of_body(&agency), expect, "{name}");
    }

    #[test]
    fn bodies_of_the_tables_stand_at_their_level() {
        check(Some("TTg"), "Thủ tướng Chính phủ", Level::Central);
        check(Some("QH"), "Quốc hội", Level::Central);
        check(Some("TW"), "Ban Chấp hành Trung ương", Level::Party);
        check(Some("BTC"), "Bộ Tài chính", Level::Ministry);
        check(Some("UBND:LS"), "Ủy ban nhân dân tỉnh Lạng Sơn", Level::Province);
        check(Some("VP-UBND:LS"), "Văn phòng UBND tỉnh", Level::Province);
        check(Some("SCT:LS"), "Sở Công Thương tỉnh Lạng Sơn", Level::Department);
        check(Some("BCHQS-H:LS"), "Ban Chỉ huy Quân sự huyện", Level::District);
    }

    #[test]
    fn other_bodies_stand_where_their_name_says() {
        check(None, "UBND các huyện, thành phố", Level::District);
        check(None, "Thủ trưởng các sở, ban, ngành", Level::Department);
        check(None, "Chủ tịch UBND các tỉnh, thành phố trực thuộc trung ương", Level::Province);
        check(None, "các cơ sở y tế", Level::Unknown);
        check(None, "Các doanh nghiệp", Level::Unknown);
    }

    #[test]
    fn each_row_of_the_words_is_met_by_its_example() {
        let mut rows = csv::Reader::from_reader(include_str!("levels.csv").as_bytes());
        for row in rows.records() {
            let row = row.expect("a row");
            assert_eq!(Some(Level::of_name(&row[2])), Level::from_name(&row[1]), "{}", &row[2]);
        }
    }
}
