//! What a person types for a parameter → the term it means: a paper, a body and a province by their names, days as
//! 2023-07-31 or 31/7/2023. It never guesses: what fits nothing, or several things, is told with what there is.

use super::Kind;
use crate::Tables;
use crate::analyze::Graph;
use crate::error::{Error, Result};
use crate::iri::{Base, terms};
use crate::model::RelationType;
use crate::names::{self, fold, nearest};
use chrono::NaiveDate;
use oxigraph::model::{Literal, NamedNode, Term};

/// What values are looked up in.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// The papers and bodies.
    pub graph: &'k Graph,
    /// The provinces.
    pub tables: &'k Tables,
    /// What IRIs begin with.
    pub base: &'k Base,
}

/// The term that `typed` means for a parameter called `name`, and what people call it.
///
/// # Errors
/// [`Error::Name`] with candidates for a name that fits nothing or several things, [`Error::Argument`] for what is no
/// such value.
pub fn of(name: &str, kind: Kind, typed: &str, known: &Known<'_>) -> Result<(Term, String)> {
    let typed = typed.trim();
    let wrong = |why: &str| Error::Argument(format!("`{typed}` is no {} for `{name}`; {why}", kind.name()));
    if typed.is_empty() {
        return Err(Error::Argument(format!("`{name}` is empty; leave it out, or give a value")));
    }
    match kind {
        Kind::Paper => paper(name, typed, known.graph),
        Kind::Body => body(name, typed, known.graph),
        Kind::Place => place(name, typed, known),
        Kind::Date => {
            let day = day(typed).ok_or_else(|| wrong("write it as 2023-07-31 or 31/7/2023"))?;
            let literal = Literal::new_typed_literal(day.to_string(), terms::XSD_DATE);
            Ok((literal.into(), day.format("%d/%m/%Y").to_string()))
        }
        Kind::Number => {
            let plain = typed.replace(',', ".");
            let whole = plain.parse::<i64>().is_ok();
            if !whole && !plain.parse::<f64>().is_ok_and(f64::is_finite) {
                return Err(wrong("write it as 12 or 0.8"));
            }
            // The parser of numbers also takes 1e3, which a decimal of RDF has no form for.
            if !plain.chars().all(|c| c.is_ascii_digit() || "+-.".contains(c)) {
                return Err(wrong("write it as 12 or 0.8"));
            }
            let datatype = if whole { terms::XSD_INTEGER } else { terms::XSD_DECIMAL };
            Ok((Literal::new_typed_literal(plain, datatype).into(), typed.to_owned()))
        }
        Kind::Relation => {
            let kind = RelationType::from_name(typed)
                .or_else(|| RelationType::ALL.iter().copied().find(|kind| fold(kind.label_vi()) == fold(typed)))
                .ok_or_else(|| {
                    let all: Vec<&str> = RelationType::ALL.iter().map(|kind| kind.name()).collect();
                    wrong(&format!("give one of {}", all.join(", ")))
                })?;
            Ok((terms::predicate(kind).into_owned().into(), kind.label_vi().to_owned()))
        }
        Kind::Text | Kind::Word | Kind::Proof => Ok((Literal::new_simple_literal(typed).into(), typed.to_owned())),
    }
}

fn paper(name: &str, typed: &str, graph: &Graph) -> Result<(Term, String)> {
    let node = names::find(graph, typed, None).one(graph, typed).map_err(|error| match error {
        // A question has no option for the year; the name takes it as well.
        Error::Name(message) => Error::Name(match message.rsplit_once(&format!("\"{typed}\" --year ")) {
            Some((before, year)) => format!("{before}--with {name}=\"{typed} năm {year}\""),
            None => message,
        }),
        other => other,
    })?;
    let paper = &graph.papers[node];
    Ok((NamedNode::new_unchecked(paper.iri.as_str()).into(), paper.label.clone()))
}

fn body(name: &str, typed: &str, graph: &Graph) -> Result<(Term, String)> {
    let folded = fold(typed);
    let fits = |pass: &dyn Fn(&crate::analyze::Agency) -> bool| -> Vec<&crate::analyze::Agency> {
        graph.agencies.iter().filter(|agency| pass(agency)).collect()
    };
    let mut found = fits(&|agency| agency.id.as_ref().is_some_and(|id| fold(id) == folded) || agency.iri == typed);
    if found.is_empty() {
        found = fits(&|agency| fold(&agency.name) == folded);
    }
    if found.is_empty() {
        found = fits(&|agency| fold(&agency.name).contains(&folded));
    }
    match found[..] {
        [agency] => Ok((NamedNode::new_unchecked(agency.iri.as_str()).into(), agency.name.clone())),
        [] => {
            let near = nearest(typed, graph.agencies.iter().map(|agency| agency.name.as_str()));
            let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
            Err(Error::Name(format!("no body is called `{typed}` here{near}")))
        }
        _ => {
            let called = |agency: &&crate::analyze::Agency| match &agency.id {
                Some(id) => format!("\n  {} · `{id}`", agency.name),
                None => format!("\n  {}", agency.name),
            };
            let list: String = found.iter().take(20).map(called).collect();
            let more = if found.len() > 20 { "\n  …" } else { "" };
            Err(Error::Name(format!(
                "`{typed}` names {} bodies:{list}{more}\nSay which with its code or its full name, as in: --with {name}={}",
                found.len(),
                found.iter().find_map(|agency| agency.id.as_deref()).unwrap_or("CODE"),
            )))
        }
    }
}

fn place(name: &str, typed: &str, known: &Known<'_>) -> Result<(Term, String)> {
    let folded = fold(typed);
    let bare = ["tinh ", "thanh pho ", "tp "].iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(&folded);
    let rows = &known.tables.agencies.provinces;
    let found = rows.iter().find(|row| fold(&row.id) == folded).or_else(|| {
        rows.iter().find(|row| fold(&row.name) == bare || row.aliases.iter().any(|alias| fold(alias) == folded))
    });
    let Some(row) = found else {
        let near = nearest(typed, rows.iter().map(|row| row.name.as_str()));
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        return Err(Error::Name(format!(
            "no province is called `{typed}` for `{name}`; give its name or its code{}{}",
            if near.is_empty() { "" } else { "; the nearest are " },
            near.join(", ")
        )));
    };
    Ok((known.base.place(&row.id).into(), row.name.clone()))
}

/// 2023-07-31, 31/7/2023 or 31-7-2023.
fn day(typed: &str) -> Option<NaiveDate> {
    typed.parse().ok().or_else(|| {
        let mut parts = typed.split(['/', '-']).map(|part| part.trim().parse::<u32>());
        let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let year = i32::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
        if parts.next().is_some() { None } else { NaiveDate::from_ymd_opt(year, month, day) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::fixture;

    const EDGES: &[(&str, &str, &str)] = &[
        ("KH|148/KH-UBND|2023|UBND:LS", "implements", "CT|20/CT-TTg|2023|TTg"),
        ("KH|9/KH-UBND|2020|UBND:LS", "implements", "CT|20/CT-TTg|2020|TTg"),
    ];

    fn typed(kind: Kind, value: &str) -> Result<(Term, String)> {
        let graph = Graph::load(&fixture::store(EDGES)).expect("it loads");
        let tables = Tables::builtin().expect("the tables load");
        of("x", kind, value, &Known { graph: &graph, tables: &tables, base: &Base::default() })
    }

    #[track_caller]
    fn means(kind: Kind, value: &str, term: &str, called: &str) {
        let (found, name) = typed(kind, value).expect("it is a value");
        assert_eq!((found.to_string().as_str(), name.as_str()), (term, called));
    }

    #[track_caller]
    fn refused(kind: Kind, value: &str, words: &[&str]) {
        let message = typed(kind, value).expect_err("it is refused").to_string();
        for words in words {
            assert!(message.contains(words), "`{words}` is not in: {message}");
        }
    }

    #[test]
    fn values_are_typed_as_people_write_them() {
        let day = "\"2023-07-05\"^^<http://www.w3.org/2001/XMLSchema#date>";
        for written in ["2023-07-05", "5/7/2023", "05/07/2023", "5-7-2023"] {
            means(Kind::Date, written, day, "05/07/2023");
        }
        means(Kind::Number, "12", "\"12\"^^<http://www.w3.org/2001/XMLSchema#integer>", "12");
        means(Kind::Number, "0,8", "\"0.8\"^^<http://www.w3.org/2001/XMLSchema#decimal>", "0,8");
        let plan = format!("<{}>", fixture::iri("KH|148/KH-UBND|2023|UBND:LS"));
        means(Kind::Paper, "ke hoach 148/kh-ubnd", &plan, "Kế hoạch 148/KH-UBND ngày 04/07/2023");
        means(Kind::Body, "so cong thuong", "<https://w3id.org/luocdo/id/vn/agency/SCT:LS>", "Sở Công Thương");
        for written in ["LS", "Lạng Sơn", "tinh lang son"] {
            means(Kind::Place, written, "<https://w3id.org/luocdo/id/vn/place/ls>", "Lạng Sơn");
        }
        let implements = "<https://w3id.org/luocdo/ontology#implements>";
        means(Kind::Relation, "implements", implements, RelationType::Implements.label_vi());
        means(Kind::Relation, "trien khai thuc hien", implements, RelationType::Implements.label_vi());
        means(Kind::Text, "\" } DROP", "\"\\\" } DROP\"", "\" } DROP");
    }

    #[test]
    fn what_is_no_such_value_is_told_with_what_there_is() {
        refused(Kind::Date, "2023-13-01", &["`2023-13-01` is no date for `x`", "31/7/2023"]);
        refused(Kind::Date, "hôm nay", &["is no date"]);
        refused(Kind::Number, "1e3", &["is no number"]);
        refused(Kind::Number, "nhiều", &["is no number"]);
        refused(Kind::Paper, "20/CT-TTg", &["names 2 documents", "--with x=\"20/CT-TTg năm 20"]);
        refused(Kind::Body, "sở", &["names 2 bodies", "`SCT:LS`", "--with x=S"]);
        refused(Kind::Body, "Sở Công Thong", &["no body is called", "`Sở Công Thương`"]);
        refused(Kind::Place, "Lạng Sơ", &["no province is called", "`Lạng Sơn`"]);
        refused(Kind::Relation, "obeys", &["implements, "]);
        refused(Kind::Text, "  ", &["`x` is empty"]);
    }
}
