//! Which paper may act on which: none on a later one, and among those that lay down rules none on one of higher
//! rank. Source: Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15, Điều 4.

use super::Named;
use crate::model::{DocType, Key, RelationType};
use crate::tables::agencies::PREMIER;

/// True if one paper, named with the other, may do this to it.
pub fn able(from: &Named, to: &Named, kind: RelationType) -> bool {
    // A plan may carry out what is still to come within its year; nothing is changed before it is there.
    let later = match (from.date, to.date) {
        (Some(own), Some(other)) if kind < RelationType::Implements => other > own,
        _ => is_later(to.key, from.key),
    };
    !later && may(from.key, to.key, kind)
}

/// True if the paper that speaks is of a rank to change another.
pub fn outranks(from: &Key, to: &Key, kind: RelationType) -> bool {
    !is_change(kind) || may(from, to, kind)
}

/// True if the year of one paper is after that of the other.
pub fn is_later(one: &Key, other: &Key) -> bool {
    one.year.zip(other.year).is_some_and(|(one, other)| one > other)
}

/// True if papers of these types and issuers stand to each other so that one may do this to the other.
pub fn may(from: &Key, to: &Key, kind: RelationType) -> bool {
    let proposes = matches!(from.kind, DocType::Submission | DocType::Report);
    match kind {
        RelationType::Replaces | RelationType::Repeals | RelationType::Amends => {
            let lower = rank(from).zip(rank(to)).is_some_and(|(from, to)| from > to);
            !proposes && !lower
        }
        // The particulars of a rule are laid down below it.
        RelationType::Details => {
            !proposes && !rank(from).zip(rank(to)).is_some_and(|(from, to)| from <= to && to < ORDERS)
        }
        RelationType::Suspends | RelationType::Corrects | RelationType::Announces => !proposes,
        RelationType::Consolidates | RelationType::Implements | RelationType::Basis | RelationType::Cites => true,
    }
}

/// The rank of what orders and lays down no rules, or rules of one place only.
const ORDERS: u8 = 6;

/// The rank of a paper that lays down rules, the highest first; `None` where the type alone does not tell.
fn rank(key: &Key) -> Option<u8> {
    match key.kind {
        DocType::Constitution => Some(0),
        DocType::Code | DocType::Law => Some(1),
        DocType::Ordinance => Some(2),
        DocType::Decree => Some(3),
        DocType::Decision if key.issuer.as_deref() == Some(PREMIER) => Some(4),
        DocType::Circular | DocType::JointCircular => Some(5),
        DocType::Decision | DocType::Directive | DocType::OfficialLetter | DocType::Plan | DocType::Announcement => {
            Some(ORDERS)
        }
        _ => None,
    }
}

/// True for types of paper that order and tell, and lay down no rules.
pub fn is_administrative(kind: DocType) -> bool {
    use DocType::{Announcement, Conclusion, Directive, OfficialLetter, Plan, Report, Telegram};
    matches!(kind, Announcement | Conclusion | Directive | OfficialLetter | Plan | Report | Telegram)
}

/// True for what a paper does to the rules of another.
pub fn is_change(kind: RelationType) -> bool {
    use RelationType::{Amends, Corrects, Repeals, Replaces, Suspends};
    matches!(kind, Replaces | Repeals | Amends | Suspends | Corrects)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, kind: RelationType, to: &str, expect: bool) {
        let key = |text: &str| Key::parse(text).expect("a key");
        assert_eq!(may(&key(from), &key(to), kind), expect, "{from} {} {to}", kind.name());
    }

    #[test]
    fn a_decree_amends_no_law() {
        check("NĐ|91/2022/NĐ-CP|2022|CP", RelationType::Amends, "NĐ|126/2020/NĐ-CP|2020|CP", true);
        check("NĐ|91/2022/NĐ-CP|2022|CP", RelationType::Amends, "L|38/2019/QH14|2019|QH", false);
        check("L|56/2024/QH15|2024|QH", RelationType::Amends, "L|38/2019/QH14|2019|QH", true);
    }

    #[test]
    fn a_submission_repeals_nothing() {
        check("TTr|6408/TTr-SNV|2025|SNV:HN", RelationType::Repeals, "QĐ|17/2025/QĐ-UBND|2025|UBND:HN", false);
        check("TTr|6408/TTr-SNV|2025|SNV:HN", RelationType::Cites, "QĐ|17/2025/QĐ-UBND|2025|UBND:HN", true);
    }

    #[test]
    fn a_decree_details_a_law_and_no_decree() {
        check("NĐ|78/2025/NĐ-CP|2025|CP", RelationType::Details, "L|64/2025/QH15|2025|QH", true);
        check("NĐ|78/2025/NĐ-CP|2025|CP", RelationType::Details, "NĐ|79/2025/NĐ-CP|2025|CP", false);
    }
}
