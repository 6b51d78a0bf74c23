//! Tables → quads: every national body, every province and its people's committee, with names, the body
//! above, the days of its life, and the mergers of 2007, 2025 and other years. One graph of its own,
//! [`Base::tables`], the same for every store. The other bodies that each province has (63 times 180) are
//! written by the source that names one, never here.

use super::{Names, Sheet};
use crate::iri::{Base, terms};
use crate::tables::Tables;
use crate::tables::agencies::COMMITTEE;
use crate::tables::rows::{Day, List, ProvinceRow};
use oxigraph::model::{NamedNode, NamedNodeRef, Quad};
use std::collections::BTreeMap;

/// What the tables say of bodies and provinces.
pub fn bodies(base: &Base, tables: &Tables) -> Vec<Quad> {
    let mut writer = Writer { sheet: Sheet::new(base.tables()), base, tables };
    writer.national();
    writer.provinces();
    writer.committees();
    writer.sheet.into_quads()
}

/// One writing under way.
struct Writer<'a> {
    sheet: Sheet,
    base: &'a Base,
    tables: &'a Tables,
}

impl Writer<'_> {
    fn national(&mut self) {
        let tables = self.tables;
        for row in &tables.agencies.national {
            let node = self.base.agency(&row.id);
            self.body(&node, &row.id, &row.name);
            self.names(&node, &row.aliases, &row.symbols);
            self.life(&node, row.from, row.to);
            for heir in row.successor.iter() {
                let Some(heir) = tables.agencies.national.iter().find(|other| other.id == heir) else { continue };
                let began = if heir.from.date.is_some() { heir.from } else { day_after(row.to) };
                self.change(&heir.id, began, &heir.name, (&node, &self.base.agency(&heir.id)));
            }
        }
    }

    fn provinces(&mut self) {
        for row in &self.tables.agencies.provinces {
            let node = self.base.place(&row.id);
            self.sheet.add(&node, terms::TYPE, terms::LOCATION);
            self.sheet.vietnamese(&node, terms::PREF_LABEL, &full_name(row));
            self.names(&node, &row.aliases, &List(vec![row.symbol.clone()]));
            if !row.code.is_empty() {
                self.sheet.text(&node, terms::IDENTIFIER, &row.code);
            }
            self.life(&node, row.from, row.to);
            for heir in row.successor.iter() {
                self.sheet.add(&node, terms::IS_REPLACED_BY, self.base.place(heir));
            }
        }
    }

    /// The people's committee of each province. It keeps its id where the province keeps its name, so the
    /// committee that others were merged into is changed by the merger and comes out of it.
    fn committees(&mut self) {
        let tables = self.tables;
        let mut lives: BTreeMap<&str, Vec<&ProvinceRow>> = BTreeMap::new();
        for row in &tables.agencies.provinces {
            lives.entry(&row.symbol).or_default().push(row);
        }
        for (symbol, rows) in lives {
            let id = committee(symbol);
            let Some(name) = tables.agency_name(&id) else { continue };
            let node = self.base.agency(&id);
            self.body(&node, &id, &name);
            let from = rows.iter().map(|row| row.from).min_by_key(|day| day.date);
            let to = rows.iter().map(|row| row.to).max_by_key(|day| (day.date.is_none(), day.date));
            self.life(&node, from.unwrap_or_default(), to.unwrap_or_default());
            for row in rows {
                self.sheet.add(&node, terms::SPATIAL, self.base.place(&row.id));
                for heir in row.successor.iter() {
                    let Some(heir) = tables.agencies.province(heir) else { continue };
                    let heir_id = committee(&heir.symbol);
                    let Some(heir_name) = tables.agency_name(&heir_id) else { continue };
                    self.change(&committee(&heir.id), heir.from, &heir_name, (&node, &self.base.agency(&heir_id)));
                }
            }
        }
    }

    fn body(&mut self, node: &NamedNode, id: &str, name: &str) {
        self.sheet.agency(node, Some(id), name);
        self.sheet.standing(node, id, self.base, self.tables);
    }

    fn names(&mut self, node: &NamedNode, aliases: &List, symbols: &List) {
        for alias in aliases.iter() {
            self.sheet.vietnamese(node, terms::ALT_LABEL, alias);
        }
        for symbol in symbols.iter() {
            self.sheet.text(node, terms::NOTATION, symbol);
        }
    }

    fn life(&mut self, node: &NamedNode, from: Day, to: Day) {
        self.day(node, terms::VALID_FROM, from);
        self.day(node, terms::VALID_TO, to);
    }

    /// A day, or the year where the tables know no more.
    fn day(&mut self, node: &NamedNode, predicate: NamedNodeRef<'_>, day: Day) {
        match (day.date, day.year) {
            (Some(date), _) => self.sheet.day(node, predicate, date),
            (None, Some(year)) => self.sheet.typed(node, predicate, &year.to_string(), terms::XSD_YEAR),
            (None, None) => {}
        }
    }

    /// The event in which `bodies.1` came to be, or grew, from `bodies.0`; one for each outcome.
    fn change(&mut self, id: &str, on: Day, name: &str, bodies: (&NamedNode, &NamedNode)) {
        let event = self.base.change(id);
        self.sheet.add(&event, terms::TYPE, terms::CHANGE_EVENT);
        self.sheet.vietnamese(&event, terms::LABEL, &format!("Sắp xếp, thành lập {name}"));
        self.day(&event, terms::DATE, on);
        self.sheet.add(bodies.0, terms::CHANGED_BY, event.clone());
        self.sheet.add(bodies.1, terms::RESULTED_FROM, event);
    }
}

/// "tỉnh Lạng Sơn".
fn full_name(row: &ProvinceRow) -> String {
    format!("{} {}", row.kind, row.name)
}

fn committee(place: &str) -> String {
    format!("{COMMITTEE}:{place}")
}

/// The day after the last one; nothing where only a year, or nothing, is known.
fn day_after(last: Day) -> Day {
    let date = last.date.and_then(|date| date.succ_opt());
    Day { date, year: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Answer, Change, Store};

    fn store() -> Store {
        let tables = Tables::builtin().expect("the tables load");
        let mut store = Store::memory(Base::default()).expect("a store");
        let quads = bodies(&Base::default(), &tables);
        let graph = Base::default().tables();
        assert_eq!(store.replace_source(&graph, &quads).expect("written"), Change::Added);
        assert_eq!(store.replace_source(&graph, &quads).expect("written"), Change::Unchanged);
        store
    }

    #[track_caller]
    fn holds(pattern: &str) {
        assert_eq!(store().query(&format!("ASK {{ {pattern} }}")).expect("an answer"), Answer::Boolean(true));
    }

    #[test]
    fn a_ministry_that_ended_leads_to_its_heir() {
        holds(
            "?old luo:agencyId 'BKHĐT' ; luo:validTo '2025-02-28'^^xsd:date ; org:changedBy ?merger .
             ?new luo:agencyId 'BTC' ; org:resultedFrom ?merger ; org:subOrganizationOf ?government .
             ?merger a org:ChangeEvent ; dcterms:date '2025-03-01'^^xsd:date .
             ?government luo:agencyId 'CP' ; luo:tier luo:tier-central",
        );
    }

    #[test]
    fn provinces_and_their_committees_merge() {
        holds(
            "?a skos:prefLabel 'tỉnh Hà Giang'@vi ; dcterms:isReplacedBy ?b . ?b skos:prefLabel 'tỉnh Tuyên Quang'@vi",
        );
        holds(
            "?old luo:agencyId 'UBND:HG' ; luo:tier luo:tier-province ; org:changedBy ?merger .
             ?new luo:agencyId 'UBND:TQ' ; org:changedBy ?merger ; org:resultedFrom ?merger .
             FILTER NOT EXISTS { ?new luo:validTo ?end }",
        );
        holds(
            "?c luo:agencyId 'UBND:LS' ; dcterms:spatial ?p . ?p skos:prefLabel 'tỉnh Lạng Sơn'@vi ; dcterms:identifier '20'",
        );
    }

    #[test]
    fn nothing_hangs_in_the_air() {
        let none = "{ ?x org:subOrganizationOf ?y } UNION { ?x dcterms:isReplacedBy ?y } FILTER NOT EXISTS { ?y a ?t }";
        let answer = store().query(&format!("SELECT ?x ?y {{ {none} }}")).expect("an answer");
        assert!(matches!(answer, Answer::Rows(rows) if rows.rows.is_empty()));
    }
}
