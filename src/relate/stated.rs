//! What a collection says of a document ("lược đồ") → Relations, with a safe direction. A label tells which of the two
//! papers acts; a sentence ("Khoản này được sửa đổi bởi …") is read as a text is. No paper acts on a later one: where
//! a label says so, it is read the other way round and a note tells of it. Nothing is ever written both ways.

use super::rank::{is_change, is_later};
use super::{Reading, Scene, decide, merge};
use crate::find;
use crate::model::{
    Form, Format, Item, Key, Note, Reference, Relation, RelationType, Span, Stated, StatedRelation, Text, Touch,
};
use crate::resolve::{Holds, Page, point_back, resolve};
use crate::tables::{Direction, LineageLabel, Tables, Voice};
use crate::tokens::Tokens;
use crate::{named_for_id, stable_id};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The rule that relations of a collection go by.
const RULE: &str = "stated";
/// How sure a label is that its dates bear out.
const SURE: f64 = 0.85;
/// How sure one is that was turned round.
const TURNED: f64 = 0.6;

/// The document that a collection speaks of, and what is needed to read the collection's words.
pub struct Shown<'a> {
    /// The words of the law.
    pub tables: &'a Tables,
    /// Place and day of the document.
    pub page: &'a Page,
    /// What the graph holds.
    pub held: &'a dyn Holds,
    /// The document's key.
    pub key: &'a Key,
    /// The single item of its text.
    pub item: &'a Item,
    /// Its text, in which some collections leave their words.
    pub text: &'a Text,
}

/// What the entries of a lược đồ say, one relation for each pair, and what they leave open. `read` are the relations
/// of the text, which stand where an entry says the contrary.
pub fn stated(shown: &Shown, stated: &Stated, read: &[Relation]) -> (Vec<Relation>, Vec<Note>) {
    let mut pairs: BTreeMap<(Key, Key), Vec<Relation>> = BTreeMap::new();
    let mut open: BTreeSet<String> = BTreeSet::new();
    for entry in &stated.relations {
        match entry_of(shown, entry) {
            Ok(found) => {
                for (relation, note) in found {
                    open.extend(note);
                    pairs.entry((relation.from.clone(), relation.to.clone())).or_default().push(relation);
                }
            }
            Err(message) => _ = open.insert(message),
        }
    }
    let mut relations = Vec::new();
    for (pair, all) in pairs {
        let contrary = |r: &Relation| r.from == pair.1 && r.to == pair.0 && r.kind != RelationType::Cites;
        let kind = all.iter().map(|r| r.kind).min().unwrap_or(RelationType::Cites);
        if kind != RelationType::Cites && (read.iter().any(contrary) || relations.iter().any(contrary)) {
            open.insert(format!(
                "the lược đồ says that {} {} {}, and the other way round",
                pair.0,
                kind.name(),
                pair.1
            ));
            continue;
        }
        relations.extend(joined(all));
    }
    let notes = open.into_iter().map(|message| Note { span: shown.item.headline, message });
    (relations, notes.collect())
}

/// Adds what a collection says to what was read: a pair keeps what the text says of it, unless that is a mere naming
/// or basis and the collection knows more.
pub fn add(relations: &mut Vec<Relation>, stated: Vec<Relation>) {
    for new in stated {
        match relations.iter_mut().find(|r| r.item == new.item && r.from == new.from && r.to == new.to) {
            None => relations.push(new),
            Some(old) if !is_change(old.kind) && new.kind < old.kind => *old = new,
            Some(_) => {}
        }
    }
}

/// The relations of one pair as one.
fn joined(all: Vec<Relation>) -> Option<Relation> {
    let kind = all.iter().map(|r| r.kind).min()?;
    let touches: Vec<Touch> = all.iter().flat_map(|r| r.touches.clone()).collect();
    let part = all.iter().filter(|r| r.kind == kind).all(|r| r.part);
    let effect = all.iter().filter(|r| r.kind == kind).find_map(|r| r.effect);
    let best = all.into_iter().find(|r| r.kind == kind)?;
    Some(Relation { touches, part, effect, ..best })
}

/// What one entry says; a message where it says nothing that is understood.
fn entry_of(shown: &Shown, entry: &StatedRelation) -> Result<Vec<(Relation, Option<String>)>, String> {
    let text = Text::new(entry.target.clone(), Format::Txt);
    let tokens = Tokens::new(&shown.tables.vocabulary, &text);
    let numbers = find::number::numbers(shown.tables, &text.content);
    let mut mentions = find::find(shown.tables, &tokens, &numbers, None);
    find::sort(&mut mentions);
    let span = Span::new(0, text.content.len());
    let item = Item { span, headline: span, clause: None, reported_by: None, ..shown.item.clone() };
    let items = [item];
    let page = Page { base: None, ..shown.page.clone() };
    let mut references = resolve(shown.tables, &text.content, &items, &mentions, &page, shown.held, Some(shown.key));
    point_back(shown.tables, &text.content, &items, &mentions, None, Some(shown.key), &mut references);
    let reading = Reading {
        base: None,
        tables: shown.tables,
        tokens: &tokens,
        paragraphs: &[],
        parts: &[],
        mentions: &mentions,
        references: &references,
        effect: None,
    };
    let scene = Scene::of(&reading, &items[0], shown.key, true);
    if scene.cues.list.iter().any(|cue| cue.voice == Voice::Passive) {
        let read = merge::relations(&scene, 0, decide::decide(&scene));
        let found = read.into_iter().filter(|r| r.kind != RelationType::Cites).map(|r| (placed(shown, entry, r), None));
        return Ok(found.collect());
    }
    let label = shown.tables.lineage_label(&entry.label);
    let label = label.ok_or_else(|| format!("label `{}` of the lược đồ is unknown", entry.label))?;
    let Some(kind) = label.kind else { return Ok(Vec::new()) };
    let mut named = references.iter().filter_map(|r| Some((r.key()?, mentions[r.mention].cited()?)));
    let Some((key, cited)) = named.find(|(key, cited)| *key != shown.key && cited.form != Form::Anaphor) else {
        let open = references.iter().any(|r: &Reference| r.key().is_none());
        let why = if open { "several papers fit" } else { "no paper is named" };
        return Err(format!("`{}: {}`: {why}", entry.label, entry.target));
    };
    let (acts, note) = direction(shown, &label, kind, key, cited.date);
    let (from, to) = if acts { (shown.key, key) } else { (key, shown.key) };
    let confidence = if note.is_some() { TURNED } else { SURE };
    let cue = format!("{}: {}", entry.label, entry.target);
    let relation = Relation {
        id: stable_id(&[kind.name(), &named_for_id(from), &named_for_id(to), RULE]),
        item: 0,
        kind,
        from: from.clone(),
        to: to.clone(),
        cue: cue.clone(),
        evidence: Span::default(),
        pinpoint: None,
        part: label.part,
        effect: None,
        rule: RULE,
        confidence,
        touches: Vec::new(),
    };
    let touch = (kind != RelationType::Cites).then(|| Touch {
        kind,
        pinpoint: None,
        part: label.part,
        effect: None,
        cue,
        evidence: Span::default(),
    });
    let relation = Relation { touches: touch.into_iter().collect(), ..relation };
    Ok(vec![(placed(shown, entry, relation), note)])
}

/// True if the paper shown acts, with a note where the label says otherwise than the days.
fn direction(
    shown: &Shown,
    label: &LineageLabel,
    kind: RelationType,
    listed: &Key,
    date: Option<NaiveDate>,
) -> (bool, Option<String>) {
    let own = shown.item.date;
    let (shown_later, listed_later) = match own.zip(date) {
        Some((own, date)) => (own > date, date > own),
        None => (is_later(shown.key, listed), is_later(listed, shown.key)),
    };
    match label.direction {
        Direction::Dated => (!listed_later, None),
        Direction::Acts if listed_later => (false, Some(turned(shown.key, kind, listed))),
        Direction::Acted if shown_later => (true, Some(turned(listed, kind, shown.key))),
        Direction::Acts => (true, None),
        Direction::Acted => (false, None),
    }
}

fn turned(from: &Key, kind: RelationType, to: &Key) -> String {
    format!("the lược đồ says that {from} {} {to}, which is later; it is read the other way round", kind.name())
}

/// A relation of the collection's words, with their place in the text where they stand there; else they stand beside
/// its title.
fn placed(shown: &Shown, entry: &StatedRelation, relation: Relation) -> Relation {
    let at = shown.text.content.find(entry.target.as_str()).filter(|_| entry.target.len() > LONG);
    let evidence = at.map_or(shown.item.headline, |at| Span::new(at, at + entry.target.len()));
    let touches = relation.touches.iter().map(|touch| Touch { evidence, ..touch.clone() }).collect();
    Relation { evidence, rule: RULE, confidence: relation.confidence.min(SURE), touches, ..relation }
}

/// Bytes from which words are a sentence of the collection, and found again as such.
const LONG: usize = 40;

#[cfg(test)]
mod tests {
    use crate::model::{Extraction, Stated, StatedRelation};
    use crate::{Config, Tables, extract, read};

    const OLD: &str = "Số: 123/2020/NĐ-CP\nHà Nội, ngày 19 tháng 10 năm 2020";
    const NEW: &str = "Số: 70/2025/NĐ-CP\nHà Nội, ngày 20 tháng 3 năm 2025";

    /// A decree without relations of its own, as a collection shows it with these entries.
    fn page(number: &str, entries: &[(&str, &str)]) -> Extraction {
        let tables = Tables::builtin().expect("the tables load");
        let page = format!(
            "CHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n{number}\n\
             NGHỊ ĐỊNH\nVề hóa đơn, chứng từ\n\nĐiều 1. Phạm vi\nVề hóa đơn.\n"
        );
        let entry =
            |(label, target): &(&str, &str)| StatedRelation { label: (*label).into(), target: (*target).into() };
        let stated = Stated { relations: entries.iter().map(entry).collect(), ..Stated::default() };
        let text = read::read_bytes("page.txt".as_ref(), page.as_bytes()).expect("it is text");
        extract(&tables, &Config { stated: Some(stated), ..Config::default() }, text)
    }

    #[track_caller]
    fn check(number: &str, label: &str, target: &str, expect: &[&str]) {
        let found = page(number, &[(label, target)]);
        let lines: Vec<String> =
            found.relations.iter().map(|r| format!("{} {} {}", r.from.number, r.kind.name(), r.to.number)).collect();
        assert_eq!(lines, expect, "{label}: {target}; {:?}", found.notes);
        assert!(found.relations.iter().all(|r| r.rule == "stated"));
    }

    #[test]
    fn decree_70_amends_decree_123_on_whichever_page_it_is_said() {
        let amends = ["70/2025/NĐ-CP amends 123/2020/NĐ-CP"];
        let (old, new) = ("Nghị định 123/2020/NĐ-CP quy định về hóa đơn, chứng từ", "Nghị định số 70/2025/NĐ-CP");
        check(NEW, "Văn bản được sửa đổi", old, &amends);
        check(OLD, "Văn bản sửa đổi", new, &amends);
        check(NEW, "Văn bản bị sửa đổi bổ sung (1)", old, &amends);
        check(OLD, "Văn bản sửa đổi bổ sung:", new, &amends);
        check(NEW, "amendedDocument", old, &amends);
        check(OLD, "documentNamesBySource.10", new, &amends);
        check(NEW, "được sửa đổi", old, &amends);
        check(OLD, "được sửa đổi", new, &amends);
        check(OLD, "được sửa đổi", "Khoản này được sửa đổi bởi Khoản 1 Điều 1 Nghị định 70/2025/NĐ-CP", &amends);
    }

    #[test]
    fn a_label_against_the_days_is_turned_and_noted() {
        for (number, label, target) in [
            (OLD, "Văn bản được sửa đổi", "Nghị định 70/2025/NĐ-CP"),
            (NEW, "Văn bản sửa đổi", "Nghị định 123/2020/NĐ-CP"),
        ] {
            check(number, label, target, &["70/2025/NĐ-CP amends 123/2020/NĐ-CP"]);
            let found = page(number, &[(label, target)]);
            assert!(found.notes.iter().any(|note| note.message.contains("the other way round")), "{:?}", found.notes);
        }
    }

    #[test]
    fn a_pair_is_never_written_both_ways() {
        let own = "Nghị định 15/2020/NĐ-CP";
        let found = page(OLD, &[("Văn bản bị thay thế", own), ("Văn bản thay thế", own)]);
        assert_eq!(found.relations.len(), 1, "{:?}", found.relations);
        assert_eq!(found.notes.len(), 1, "{:?}", found.notes);
    }

    #[test]
    fn a_sentence_of_the_collection_tells_who_acts_and_from_when() {
        let marker = "Khoản này bị bãi bỏ bởi Điểm c Khoản 1 Điều 7 Nghị định 70/2025/NĐ-CP có hiệu lực từ ngày 01/06/2025 \
                      Điều này được hướng dẫn bởi Thông tư 78/2021/TT-BTC có hiệu lực từ ngày 01/07/2022";
        let found = page(OLD, &[("bị bãi bỏ", marker)]);
        let lines: Vec<_> = found.relations.iter().map(|r| (r.from.number.as_str(), r.kind.name(), r.part)).collect();
        assert_eq!(lines, [("70/2025/NĐ-CP", "repeals", true), ("78/2021/TT-BTC", "details", false)]);
        assert_eq!(found.relations[0].effect.map(|day| day.to_string()).as_deref(), Some("2025-06-01"));
    }

    #[test]
    fn what_is_not_understood_is_noted() {
        check(NEW, "Văn bản liên quan khác", "Nghị định 123/2020/NĐ-CP", &[]);
        check(NEW, "Văn bản tham khảo", "Nghị định 123/2020/NĐ-CP", &[]);
        let found = page(NEW, &[("Văn bản tham khảo", "Nghị định 123/2020/NĐ-CP"), ("Văn bản căn cứ", "không rõ")]);
        assert_eq!(found.notes.len(), 2, "{:?}", found.notes);
    }
}
