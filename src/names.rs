//! What a person types → the document meant. Names come with or without type, "số", accents, year, date and
//! spaces; the graph's labels, numbers, short titles and the sources' own nicknames are compared with accents
//! and case folded away. It never guesses: several hits are handed back as candidates.
//!
//! Forms accepted: `Chỉ thị 20/CT-TTg` · `chi thi so 20/ct-ttg` · `20/CT-TTg năm 2023` · `20/CT-TTg 2023` ·
//! `Chỉ thị số 20/CT-TTg ngày 08/6/2023` · `148 / KH-UBND` · `Chỉ thị 20` · `CT 20/CT-TTg` · `Đề án 06` ·
//! `Luật Tiếp cận thông tin` · a key · an IRI.

use crate::analyze::{Graph, Paper};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use petgraph::graph::NodeIndex;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a typed name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One document.
    One(NodeIndex),
    /// Several, by date; those that no source names are indices into [`Graph::elsewhere`].
    Many(Vec<NodeIndex>, Vec<usize>),
    /// None that a source names, perhaps one known from elsewhere; and the nearest names, nearest first, at most
    /// five.
    None(Vec<NodeIndex>, Vec<usize>),
}

impl Found {
    /// The one document.
    ///
    /// # Errors
    /// [`Error::Name`] with the candidates or the nearest names, one a line, and what to type next.
    pub fn one(self, graph: &Graph, typed: &str) -> Result<NodeIndex> {
        let here = |nodes: &[NodeIndex]| nodes.iter().map(|&n| &graph.papers[n]).collect::<Vec<_>>();
        let list = |papers: &[&Paper]| papers.iter().map(|p| format!("\n  {}", describe(p, ""))).collect::<String>();
        match self {
            Found::One(node) => Ok(node),
            Found::Many(nodes, others) => Err(Error::Name(choose(typed, &here(&nodes), &known(graph, &others)))),
            Found::None(near, others) if !others.is_empty() => {
                let others = known(graph, &others);
                let near = match here(&near) {
                    near if near.is_empty() => String::new(),
                    near => format!("\nThe nearest that are here:{}", list(&near)),
                };
                Err(Error::Name(format!(
                    "no source here names `{typed}`, which the tables know:{}{near}",
                    list(&others)
                )))
            }
            Found::None(near, _) if near.is_empty() => {
                Err(Error::Name(format!("no document is called `{typed}` here, nor anything like it")))
            }
            Found::None(near, _) => Err(Error::Name(format!(
                "no document is called `{typed}` here; the nearest are:{}",
                list(&here(&near))
            ))),
        }
    }
}

/// The candidates by date, each with what is known of it, and what to type next.
fn choose(typed: &str, here: &[&Paper], elsewhere: &[&Paper]) -> String {
    let mut all: Vec<(&Paper, bool)> = here.iter().map(|p| (*p, true)).collect();
    all.extend(elsewhere.iter().map(|p| (*p, false)));
    all.sort_by_key(|(paper, _)| (year(paper), paper.date));
    let years: Vec<Option<i32>> = all.iter().map(|(paper, _)| year(paper)).collect();
    let years_differ = years.iter().all(|y| y.is_some() && years.iter().filter(|other| *other == y).count() == 1);
    let mut message = format!("`{typed}` names {} documents:", all.len());
    for (paper, held) in &all {
        message +=
            &format!("\n  {}", describe(paper, if *held { "" } else { " · known, but no source here names it" }));
        if !years_differ {
            message += &format!(" · `{}`", paper.key);
        }
    }
    let next = all.iter().rev().find(|(_, held)| *held).map(|(paper, _)| *paper);
    message
        + &match next {
            Some(paper) if years_differ => {
                format!("\nSay which with its year, as in: \"{typed}\" --year {}", year(paper).unwrap_or_default())
            }
            Some(paper) => format!("\nSay which with its key, as in: \"{}\"", paper.key),
            None => String::new(),
        }
}

/// The papers of indices into [`Graph::elsewhere`].
fn known<'a>(graph: &'a Graph, at: &[usize]) -> Vec<&'a Paper> {
    at.iter().filter_map(|&at| graph.elsewhere.get(at)).collect()
}

fn year(paper: &Paper) -> Option<i32> {
    paper.date.map(|date| chrono::Datelike::year(&date)).or(paper.year)
}

/// Label, issuer and title of a document in one line.
fn describe(paper: &Paper, more: &str) -> String {
    let mut line = paper.label.clone();
    if year(paper).is_none() {
        line.push_str(" (year unknown)");
    }
    for part in [&paper.issuer, &paper.title].into_iter().flatten() {
        line.push_str(" · ");
        line.push_str(&shortened(part));
    }
    line + more
}

/// The first words of a title, as many as tell it from another.
fn shortened(title: &str) -> String {
    const MOST: usize = 80;
    let Some((cut, _)) = title.char_indices().nth(MOST) else { return title.to_owned() };
    let cut = title[..cut].rfind(' ').unwrap_or(cut);
    format!("{} …", title[..cut].trim_end_matches([',', ';']))
}

/// Accents, case and the difference between Đ and D taken away; all white space one space, dashes one dash.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            // U+00D0, the Icelandic letter that old keyboards give for Đ, comes as U+00F0 in lower case.
            'đ' | 'ð' => out.push('d'),
            '‐' | '‑' | '‒' | '–' | '—' => out.push('-'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// A typed name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Words before the number, or the whole where there is none: `chi thi`.
    pub words: String,
    /// The number without spaces: `20/ct-ttg`, or `20` alone.
    pub number: Option<String>,
    /// The year behind it.
    pub year: Option<i32>,
    /// The day behind it.
    pub date: Option<NaiveDate>,
}

/// The patterns of a typed name.
struct Patterns {
    date: Regex,
    year: Regex,
    number: Regex,
    joint: Regex,
}

/// Compiled once, since a search box asks with every letter.
static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(Patterns::new);

impl Patterns {
    fn new() -> Option<Self> {
        Some(Self {
            date: Regex::new(r",? *(?:\bngay )?\b(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$").ok()?,
            year: Regex::new(r"(?:,? *\bnam (\d{4})|,? +\(?(\d{4})\)?)$").ok()?,
            joint: Regex::new(r" *([/-]) *").ok()?,
            number: Regex::new(r"^(.*?)(?:\bso )? *\b(\d+[a-z]?(?:[/-][^ ]+)?)$").ok()?,
        })
    }
}

/// Takes a name apart.
pub(crate) fn take_apart(typed: &str) -> Typed {
    let mut rest = fold(typed);
    let Some(patterns) = PATTERNS.as_ref() else {
        return Typed { words: rest, ..Typed::default() };
    };
    let mut out = Typed::default();
    if let Some(found) = patterns.date.captures(&rest) {
        let part = |n: usize| found.get(n).and_then(|m| m.as_str().parse::<u32>().ok()).unwrap_or(0);
        out.date = i32::try_from(part(3)).ok().and_then(|year| NaiveDate::from_ymd_opt(year, part(2), part(1)));
        let before = found.get(0).map_or(rest.len(), |m| m.start());
        if out.date.is_some() && before > 0 {
            rest.truncate(before);
        }
    }
    if let Some(found) = patterns.year.captures(&rest) {
        out.year = found.get(1).or(found.get(2)).and_then(|m| m.as_str().parse().ok());
        let before = found.get(0).map_or(rest.len(), |m| m.start());
        rest.truncate(before);
    }
    let rest = rest.trim_matches([' ', ',', '.']);
    match patterns.number.captures(&patterns.joint.replace_all(rest, "$1")) {
        Some(found) => {
            let part = |n: usize| found.get(n).map_or("", |m| m.as_str());
            out.words = part(1).trim().to_owned();
            out.number = Some(part(2).to_owned());
        }
        None => out.words = rest.to_owned(),
    }
    out
}

/// The document that `typed` names; `year` narrows it where the name itself has none.
pub fn find(graph: &Graph, typed: &str, year: Option<i32>) -> Found {
    let nodes = || graph.papers.node_indices();
    let exact = |n: &NodeIndex| graph.papers[*n].iri == typed.trim() || graph.papers[*n].key == typed.trim();
    if let Some(node) = nodes().find(exact) {
        return Found::One(node);
    }
    let mut name = take_apart(typed);
    name.year = name.year.or(year);
    let asked = name.clone();
    // From the surest reading to the loosest; the first that names anything stands.
    let mut named: Vec<NodeIndex> = nodes().filter(|&n| by_number(&graph.papers[n], &name)).collect();
    if named.is_empty() {
        // Together: what one source calls "Chỉ thị 20" for short may be another paper to the user.
        named = by_alias(graph, typed);
        named.extend(nodes().filter(|&n| by_short_number(&graph.papers[n], &name)));
        named.sort();
        named.dedup();
    }
    if named.is_empty() {
        let words = if name.number.is_some() { "" } else { &name.words };
        named = by_title(graph, words);
    }
    if named.is_empty() {
        // A title may end in numbers of its own: "giai đoạn 2021 - 2030".
        named = by_title(graph, &fold(typed));
        name.year = year;
    }
    let mut hits = named.clone();
    hits.retain(|&n| on_time(&graph.papers[n], &name));
    hits.sort_by_key(|&n| (graph.papers[n].date, graph.papers[n].year, n));
    let mut others = elsewhere(graph, typed, &asked, &hits);
    if others.is_empty() {
        others = elsewhere(graph, typed, &name, &hits);
    }
    match hits.as_slice() {
        [one] if others.is_empty() => Found::One(*one),
        // The name is right and the year is not: those are the nearest.
        [] if !named.is_empty() => Found::None(named.into_iter().take(5).collect(), others),
        [] if !others.is_empty() => Found::None(Vec::new(), others),
        [] => Found::None(near(graph, typed), others),
        _ => Found::Many(hits, others),
    }
}

/// The documents known from elsewhere that the name fits as well. Names that are no number are asked only
/// where no paper here has them: a statute's title goes to the one that the sources mean.
fn elsewhere(graph: &Graph, typed: &str, name: &Typed, hits: &[NodeIndex]) -> Vec<usize> {
    let folded = fold(typed);
    let numbers: Vec<(&str, String)> =
        hits.iter().map(|&n| (graph.papers[n].code(), fold(&graph.papers[n].number))).collect();
    let fits = |paper: &Paper| match name.number.as_deref() {
        _ if paper.title.as_deref().is_some_and(|title| hits.is_empty() && fold(title) == folded) => true,
        Some(number) if number.contains(['/', '-']) => by_number(paper, name),
        Some(_) if hits.is_empty() => by_short_number(paper, name),
        Some(_) => by_short_number(paper, name) && numbers.contains(&(paper.code(), fold(&paper.number))),
        None => hits.is_empty() && titled(paper, &name.words),
    };
    let mut found: Vec<usize> = Vec::new();
    for (at, paper) in graph.elsewhere.iter().enumerate() {
        if fits(paper) && on_time(paper, name) && !found.iter().any(|&other| graph.elsewhere[other].iri == paper.iri) {
            found.push(at);
        }
    }
    found.sort_by_key(|&at| (year(&graph.elsewhere[at]), graph.elsewhere[at].date));
    found
}

/// True if the paper's date or year is not another than the one typed.
pub(crate) fn on_time(paper: &Paper, name: &Typed) -> bool {
    let held = paper.date.map(|d| chrono::Datelike::year(&d)).or(paper.year);
    match (name.date, paper.date) {
        (Some(typed), Some(held)) if typed != held => return false,
        (Some(typed), None) => return held.is_some_and(|year| year == chrono::Datelike::year(&typed)),
        _ => {}
    }
    name.year.is_none_or(|typed| held == Some(typed))
}

/// `06/qd-ttg` and `6/qd-ttg` are one number.
fn bare(number: &str) -> &str {
    number.trim_start_matches('0')
}

/// True if the words before the number are the paper's type, in full or as its code.
pub(crate) fn of_type(paper: &Paper, words: &str) -> bool {
    let words = words.strip_suffix(" so").unwrap_or(words);
    words.is_empty()
        || fold(paper.code()) == words
        || fold(&paper.label).strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
}

fn by_number(paper: &Paper, name: &Typed) -> bool {
    let Some(typed) = name.number.as_deref().filter(|number| number.contains(['/', '-'])) else {
        return false;
    };
    let held = fold(&paper.number).replace(' ', "");
    bare(&held) == bare(typed) && of_type(paper, &name.words)
}

/// `Chỉ thị 20`: the number's first part with the type before it.
fn by_short_number(paper: &Paper, name: &Typed) -> bool {
    let Some(typed) = name.number.as_deref().filter(|_| !name.words.is_empty()) else {
        return false;
    };
    let held = fold(&paper.number).replace(' ', "");
    let rest = bare(&held).strip_prefix(bare(typed));
    rest.is_some_and(|rest| rest.starts_with(['/', '-'])) && of_type(paper, &name.words)
}

/// A name that the sources or the tables use for one document: `Đề án 06`.
fn by_alias(graph: &Graph, typed: &str) -> Vec<NodeIndex> {
    let typed = fold(typed);
    graph.aliases.iter().filter(|(name, _)| fold(name) == typed).map(|(_, node)| *node).collect()
}

/// A statute by its short title, else any paper by words of its title.
fn by_title(graph: &Graph, words: &str) -> Vec<NodeIndex> {
    if words.is_empty() {
        return Vec::new();
    }
    let nodes = || graph.papers.node_indices();
    let hits: Vec<NodeIndex> = nodes().filter(|&n| titled(&graph.papers[n], words)).collect();
    if !hits.is_empty() || words.chars().count() < 6 {
        return hits;
    }
    let part = |n: &NodeIndex| {
        let paper = &graph.papers[*n];
        let has = |text: &str| format!(" {} ", fold(text)).contains(&format!(" {words} "));
        has(&paper.label) || paper.title.as_deref().is_some_and(has)
    };
    nodes().filter(part).collect()
}

/// True if the words are a paper's short title, with or without its type.
fn titled(paper: &Paper, words: &str) -> bool {
    let Some(title) = paper.short_title.as_deref().map(fold).filter(|title| !title.is_empty()) else {
        return false;
    };
    words == title || words.strip_suffix(&title).is_some_and(|before| of_type(paper, before.trim()))
}

/// The five documents whose label or number is nearest to what was typed.
fn near(graph: &Graph, typed: &str) -> Vec<NodeIndex> {
    let typed = fold(typed);
    let mut scored: Vec<(f64, NodeIndex)> = graph
        .papers
        .node_indices()
        .map(|n| {
            let paper = &graph.papers[n];
            let label = fold(&paper.label);
            let undated = label.split(" ngay ").next().unwrap_or(&label).to_owned();
            let names = [undated, label.clone(), fold(&paper.number)];
            (names.iter().map(|name| likeness(&typed, name)).fold(0.0, f64::max), n)
        })
        .filter(|(score, _)| *score >= 0.35)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.into_iter().take(5).map(|(_, n)| n).collect()
}

/// The five names that are nearest to what was typed, nearest first.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = fold(typed);
    let mut scored: Vec<(f64, &str)> =
        names.map(|name| (likeness(&typed, &fold(name)), name)).filter(|(score, _)| *score >= 0.5).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(5).map(|(_, name)| name).collect()
}

/// 0 to 1, by the edits that turn one into the other.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::fixture;

    fn graph() -> Graph {
        let plan = "KH|148/KH-UBND|2023|UBND:LS";
        let store = fixture::store(&[
            (plan, "implements", "CT|20/CT-TTg|2023|TTg"),
            (plan, "cites", "CT|20/CT-TTg|2020|TTg"),
            (plan, "cites", "CT|20/CT-TTg|2019|TTg"),
        ]);
        Graph::load(&store).expect("the fixture loads")
    }

    #[track_caller]
    fn check(typed: &str, year: Option<i32>, expect: &[&str]) {
        let graph = graph();
        let labels = |nodes: &[NodeIndex]| nodes.iter().map(|&n| graph.papers[n].key.clone()).collect::<Vec<_>>();
        let found = match find(&graph, typed, year) {
            Found::One(node) => labels(&[node]),
            Found::Many(nodes, _) => labels(&nodes),
            Found::None(..) => Vec::new(),
        };
        assert_eq!(found, expect, "{typed}: {:?}", take_apart(typed));
    }

    const CT20: [&str; 3] = ["CT|20/CT-TTg|2019|TTg", "CT|20/CT-TTg|2020|TTg", "CT|20/CT-TTg|2023|TTg"];
    const PLAN: &[&str] = &["KH|148/KH-UBND|2023|UBND:LS"];

    #[test]
    fn numbers_as_people_write_them() {
        for typed in [
            "Chỉ thị 20/CT-TTg",
            "chi thi 20/ct-ttg",
            "Chỉ thị số 20/CT-TTg",
            "20/CT-TTg",
            "số 20/CT-TTg",
            "CT 20/CT–TTg",
            "20 / CT - TTg",
            "Chỉ thị 20",
            "chi\u{a0}thi so 20",
        ] {
            check(typed, None, &CT20);
            check(typed, Some(2023), &CT20[2..]);
        }
        for typed in [
            "20/CT-TTg năm 2023",
            "20/CT-TTg, nam 2023",
            "20/CT-TTg 2023",
            "Chỉ thị 20 năm 2023",
            "Chỉ thị số 20/CT-TTg ngày 08/6/2023",
            "Chỉ thị số 20/CT-TTg, ngày 8/6/2023",
            "20/CT-TTg 08/06/2023",
            "CT|20/CT-TTg|2023|TTg",
        ] {
            check(typed, None, &CT20[2..]);
        }
        for typed in ["148 / KH-UBND", "148/KH-UBND", "kế hoạch 148", "KH 148/KH–UBND"] {
            check(typed, None, PLAN);
        }
        for typed in ["KH 148/KH-UBND", "ke hoach 148", "Kế hoạch số 148 năm 2023", "kehoach 148/KH-UBND năm 2023"]
        {
            let expect = if typed.starts_with("kehoach") { &[] } else { PLAN };
            check(typed, None, expect);
        }
        check("6/QĐ-TTg", None, &["QĐ|06/QĐ-TTg|2022|TTg"]);
        check("quyet dinh 06", None, &["QĐ|06/QĐ-TTg|2022|TTg"]);
    }

    #[test]
    fn titles_and_nicknames() {
        for typed in [
            "luat tiep can thong tin",
            "Luật Tiếp cận thông tin",
            "luat tiep can thong tin nam 2016",
            "tiếp cận thông tin",
        ] {
            check(typed, None, &["L|tiếp cận thông tin|2016|QH"]);
        }
        check("Đề án 06", None, &["QĐ|06/QĐ-TTg|2022|TTg"]);
        check("de an 06", None, &["QĐ|06/QĐ-TTg|2022|TTg"]);
    }

    #[test]
    fn nothing_is_guessed() {
        for typed in ["", "20", "Quyết định 20/CT-TTg", "Chỉ thị 2", "20/CT-TTg năm 2021", "Chỉ thị 20 ngày 09/6/2023"]
        {
            check(typed, None, &[]);
        }
    }

    #[test]
    fn messages_offer_the_way_out() {
        let graph = graph();
        let say = |typed: &str, year| find(&graph, typed, year).one(&graph, typed).expect_err("not one").to_string();
        assert!(say("20/CT-TTg", None).contains("names 3 documents"));
        assert!(say("20/CT-TTg", None).contains("\n  Chỉ thị 20/CT-TTg ngày 29/07/2019"));
        assert!(say("20/CT-TTg", Some(2021)).contains("nearest are:\n  Chỉ thị 20/CT-TTg"));
        assert!(say("Chỉ thị 20/CT-TTgg năm 2023", None).contains("Chỉ thị 20/CT-TTg ngày 08/06/2023"));
        assert!(say("zzzzzzzz", None).ends_with("nor anything like it"));
    }

    #[test]
    fn what_the_tables_know_is_no_guess_either() {
        let plan = "KH|148/KH-UBND|2023|UBND:LS";
        let held = "CT|20/CT-TTg|2023|TTg";
        let mut graph = Graph::load(&fixture::store(&[(plan, "implements", held)])).expect("the fixture loads");
        let paper = |year: i32, key: &str, label: &str| Paper {
            iri: fixture::iri(key),
            key: key.to_owned(),
            label: label.to_owned(),
            number: key.split('|').nth(1).unwrap_or_default().to_owned(),
            year: Some(year),
            ..Paper::default()
        };
        let of_2019 = paper(2019, "CT|20/CT-TTg|2019|TTg", "Chỉ thị 20/CT-TTg ngày 29/7/2019");
        let grid = Paper {
            title: Some("Quy hoạch điện VIII".into()),
            ..paper(2023, "QĐ|500/QĐ-TTg|2023|TTg", "Quyết định 500/QĐ-TTg ngày 15/5/2023")
        };
        graph.add_elsewhere([of_2019, grid, paper(2023, held, "held")]);
        assert_eq!(graph.elsewhere.len(), 2);
        let say = |typed: &str, year| find(&graph, typed, year).one(&graph, typed).map_err(|error| error.to_string());
        for typed in ["Chỉ thị 20/CT-TTg", "chi thi 20"] {
            let message = say(typed, None).expect_err("two");
            assert!(
                message.starts_with(&format!("`{typed}` names 2 documents:\n  Chỉ thị 20/CT-TTg ngày 29/7/2019")),
                "{message}"
            );
            assert!(message.contains("no source here names it\n  Chỉ thị 20/CT-TTg ngày 08/06/2023"), "{message}");
            assert!(message.ends_with(&format!("as in: \"{typed}\" --year 2023")), "{message}");
            assert!(say(typed, Some(2023)).is_ok());
            assert!(
                say(typed, Some(2019))
                    .expect_err("not held")
                    .contains("which the tables know:\n  Chỉ thị 20/CT-TTg ngày 29/7/2019")
            );
        }
        for typed in ["QĐ 500", "Quy hoạch điện VIII", "500/QĐ-TTg"] {
            assert!(
                say(typed, None).expect_err("not held").contains("Quyết định 500/QĐ-TTg ngày 15/5/2023"),
                "{typed}"
            );
        }
    }

    #[test]
    fn folding() {
        assert_eq!(fold(" Quyết  định Ðề án\u{a0}ĐẦU–tư "), "quyet dinh de an dau-tu");
    }
}
