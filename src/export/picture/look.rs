//! How each kind of line looks, so that it is known in black and white as well: by its dashes, its weight and the head
//! of its arrow; colour only helps. The words are those of the legend.

/// The head of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A full triangle.
    Full,
    /// A triangle of lines.
    Open,
    /// A triangle before a bar: what is acted on ends.
    Barred,
    /// A dot.
    Dot,
}

/// The look of a kind of line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Name of the relation, or `assignsTo`.
    pub name: &'static str,
    /// Its name in Vietnamese.
    pub vi: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// The colour.
    pub colour: &'static str,
    /// The dashes of SVG; empty for none.
    pub dashes: &'static str,
    /// The weight in pixels.
    pub weight: &'static str,
    /// The head.
    pub head: Head,
}

const fn look([name, vi, en]: [&'static str; 3], [colour, dashes, weight]: [&'static str; 3], head: Head) -> Look {
    Look { name, vi, en, colour, dashes, weight, head }
}

impl Look {
    /// Every kind, in the order of the legend.
    pub const ALL: &'static [Look] = &[
        look(["implements", "triển khai thực hiện", "carries out"], ["#1b5e20", "", "2.2"], Head::Full),
        look(["details", "quy định chi tiết, hướng dẫn", "details"], ["#00695c", "9 3", "2"], Head::Full),
        look(["basis", "căn cứ", "rests on"], ["#6d4c41", "5 4", "1.6"], Head::Full),
        look(["cites", "dẫn chiếu", "cites"], ["#616161", "2 4", "1.6"], Head::Open),
        look(["amends", "sửa đổi, bổ sung", "amends"], ["#d84315", "11 3 2 3", "2"], Head::Full),
        look(["replaces", "thay thế", "replaces"], ["#b71c1c", "", "2.6"], Head::Barred),
        look(["repeals", "bãi bỏ", "repeals"], ["#b71c1c", "6 3", "2.6"], Head::Barred),
        look(["suspends", "đình chỉ", "suspends"], ["#ad1457", "6 3 1.5 3 1.5 3", "2"], Head::Barred),
        look(["corrects", "đính chính", "corrects"], ["#4527a0", "3 2", "2"], Head::Full),
        look(["consolidates", "hợp nhất", "consolidates"], ["#283593", "15 4", "2"], Head::Full),
        look(["announces", "công bố", "announces"], ["#0277bd", "7 6", "1.6"], Head::Open),
        look(["assignsTo", "giao nhiệm vụ", "assigns a task"], ["#37474f", "0.1 4.5", "2.2"], Head::Dot),
    ];

    /// The look of a kind; that of "cites" for one that has none, which a test excludes.
    pub fn of(name: &str) -> &'static Look {
        Look::ALL.iter().find(|look| look.name == name).unwrap_or(&Look::ALL[3])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RelationType;
    use std::collections::HashSet;

    #[test]
    fn every_relation_has_a_look_that_is_its_own_without_colour() {
        for kind in RelationType::ALL {
            assert_eq!((Look::of(kind.name()).name, Look::of(kind.name()).vi), (kind.name(), kind.label_vi()));
        }
        let bare: HashSet<String> =
            Look::ALL.iter().map(|look| format!("{} {} {:?}", look.dashes, look.weight, look.head)).collect();
        assert_eq!(bare.len(), Look::ALL.len());
    }
}
