//! Where a body stands in the state: from the kind and the tier that the tables give it → one of the levels over
//! which an order goes down. It knows no body by name.

use crate::model::Tier;
use serde::Serialize;

/// A level over which an order goes down, highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// National Assembly, President, Government, Prime Minister, the Party's centre, courts, procuracy, audit.
    National,
    /// Ministries, the other bodies of the centre, and what is under them.
    Ministry,
    /// The committee, the council and the Party of a province, and the offices that speak for them.
    Province,
    /// Departments and the other bodies of a province.
    Department,
    /// Until 30 June 2025; since then what stands between province and commune.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
}

impl Level {
    /// Every level, highest first.
    pub const ALL: &'static [Level] =
        &[Level::National, Level::Ministry, Level::Province, Level::Department, Level::District, Level::Commune];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Level::National => "national",
            Level::Ministry => "ministry",
            Level::Province => "province",
            Level::Department => "department",
            Level::District => "district",
            Level::Commune => "commune",
        }
    }

    /// The Vietnamese words, as they stand behind "cấp".
    pub fn label_vi(self) -> &'static str {
        match self {
            Level::National => "trung ương",
            Level::Ministry => "bộ, ngành",
            Level::Province => "tỉnh",
            Level::Department => "sở, ngành",
            Level::District => "huyện",
            Level::Commune => "xã",
        }
    }

    /// The level of a body of a tier, by the kind that the tables give it (`committee`, `ministry`).
    pub fn of(tier: Tier, kind: &str) -> Self {
        match (tier, kind) {
            (Tier::Central, "government" | "assembly" | "president" | "party" | "court" | "procuracy" | "audit") => {
                Level::National
            }
            (Tier::Central, _) => Level::Ministry,
            // An office passes on what the heads of its committee decide, and signs for them.
            (Tier::Province, "committee" | "council" | "party" | "office" | "assembly") => Level::Province,
            (Tier::Province, _) => Level::Department,
            (Tier::District, _) => Level::District,
            (Tier::Commune, _) => Level::Commune,
        }
    }
}
