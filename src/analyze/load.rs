//! Store → [`Graph`]. A few queries over the union graph, each a single pattern so that no join is left to
//! the engine's luck; rows are put in order here, so the same store gives the same graph every time.

use super::{Act, Agency, Contested, Graph, Judged, Paper, Proof, Task, ToldDay};
use crate::error::Result;
use crate::iri::{Base, Resource, terms};
use crate::judge::Verdict;
use crate::model::{Place, RelationType, Role, Tier};
use crate::store::Store;
use chrono::NaiveDate;
use oxigraph::model::{NamedNodeRef, Term};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const DOCUMENTS: &str = "SELECT DISTINCT ?d ?p ?o WHERE { ?d a luo:Document ; ?p ?o .
  FILTER(?p IN (rdfs:label, luo:key, dcterms:identifier, eli:date_document, luo:year, eli:passed_by,
                dcterms:title, luo:shortTitle, luo:described)) }";

// The tables' own graph tells of every body there is; only those that a source names belong to the picture.
const AGENCIES: &str =
    "SELECT DISTINCT ?a ?name ?id ?tier WHERE { GRAPH ?g { ?a a org:Organization ; skos:prefLabel ?name .
  OPTIONAL { ?a luo:agencyId ?id } OPTIONAL { ?a luo:tier ?tier } } FILTER(?g != <TABLES>) }";

// Each source says its own in its own graph, so the pattern is matched graph by graph: a relation that two
// sources prove gives two rows, not every mixture of the two.
const RELATIONS: &str =
    "SELECT ?r ?type ?from ?to ?cue ?rule ?confidence ?sentence ?start ?end ?page ?paragraph ?path ?pinpoint ?part ?effect
WHERE { GRAPH ?g {
  ?r a luo:Relation ; luo:relationType ?type ; luo:from ?from ; luo:to ?to ; luo:rule ?rule ;
     luo:confidence ?confidence ; luo:evidence ?e ; prov:wasDerivedFrom ?source .
  ?e oa:exact ?sentence ; oa:start ?start ; oa:end ?end . ?source luo:path ?path .
  OPTIONAL { ?e luo:page ?page } OPTIONAL { ?e luo:paragraph ?paragraph }
  OPTIONAL { ?r luo:cue ?cue } OPTIONAL { ?r luo:pinpoint ?pinpoint } OPTIONAL { ?r luo:part ?part }
  OPTIONAL { ?r luo:effect ?effect } } }";

const ASSIGNMENTS: &str =
    "SELECT ?t ?document ?agency ?role ?task ?due ?dueText ?rule ?confidence ?sentence ?start ?end ?page ?paragraph ?path
WHERE { GRAPH ?g {
  ?t a luo:Assignment ; luo:document ?document ; luo:agency ?agency ; luo:role ?role ; luo:task ?task ;
     luo:rule ?rule ; luo:confidence ?confidence ; luo:evidence ?e ; prov:wasDerivedFrom ?source .
  ?e oa:exact ?sentence ; oa:start ?start ; oa:end ?end . ?source luo:path ?path .
  OPTIONAL { ?e luo:page ?page } OPTIONAL { ?e luo:paragraph ?paragraph }
  OPTIONAL { ?t luo:due ?due } OPTIONAL { ?t luo:dueText ?dueText } } }";

const DAYS: &str = "SELECT ?d ?p ?day ?path WHERE { GRAPH ?g { ?d ?p ?day . ?g luo:path ?path }
  VALUES ?p { eli:first_date_entry_in_force eli:date_no_longer_in_force } }";

const JUDGED: &str = "SELECT ?node ?judgement ?by ?why WHERE { ?node luo:judgement ?judgement ; luo:judgedBy ?person ;
  luo:why ?why . ?person rdfs:label ?by }";

const ALIASES: &str = "SELECT DISTINCT ?d ?name WHERE { ?m luo:names ?d ; luo:status ?status ;
  oa:hasSelector ?e . ?e oa:exact ?name . FILTER(?status IN (luo:status-resolved, luo:status-stub))
  FILTER NOT EXISTS { ?m luo:anaphor true } FILTER(!CONTAINS(?name, \"/\")) }";

const CONTESTED: &str = "SELECT ?m ?status ?text ?path ?start ?candidate WHERE { GRAPH ?g {
  VALUES ?status { luo:status-ambiguous luo:status-conflicting } VALUES ?p { luo:candidate luo:names }
  ?m luo:status ?status ; ?p ?candidate ; oa:hasTarget ?source ; oa:hasSelector ?e .
  ?e oa:exact ?text ; oa:start ?start . ?source luo:path ?path } }";

/// What people judged, by the IRI of the relation or the assignment.
type Judgements = HashMap<String, Judged>;

/// Reads the union of all graphs of a store, with what people rejected.
pub(super) fn load(store: &Store) -> Result<Graph> {
    let mut graph = Graph { base: store.base().clone(), ..Graph::default() };
    let names = agencies(store, &mut graph)?;
    documents(store, &mut graph, &names)?;
    days(store, &mut graph)?;
    let judgements = judgements(store)?;
    let proof = |row: &Row<'_>, node: &str| proof(store.base(), &judgements, row, node);
    relations(store, &mut graph, proof)?;
    assignments(store, &mut graph, &names, proof)?;
    each(store, ALIASES, |row| {
        if let Some(node) = graph.by_iri(&text(row, "d")) {
            graph.aliases.push((text(row, "name"), node));
        }
    })?;
    graph.aliases.sort();
    graph.contested = contested(store)?;
    Ok(graph)
}

/// One row of an answer.
pub(super) struct Row<'a> {
    columns: &'a [String],
    values: &'a [Option<Term>],
}

/// Runs a query and hands over its rows.
pub(super) fn each(store: &Store, query: &str, mut take: impl FnMut(&Row<'_>)) -> Result<()> {
    store.each_row(query, |columns, values| take(&Row { columns, values }))
}

/// The lexical form or IRI of a variable; empty if it is unbound.
pub(super) fn text(row: &Row<'_>, variable: &str) -> String {
    let at = row.columns.iter().position(|name| name == variable);
    at.and_then(|at| row.values.get(at)?.as_ref()).map(plain).unwrap_or_default()
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

fn date(value: &str) -> Option<NaiveDate> {
    value.parse().ok()
}

/// Bodies in order of IRI; gives back IRI → index.
fn agencies(store: &Store, graph: &mut Graph) -> Result<BTreeMap<String, usize>> {
    let mut found: BTreeMap<String, Agency> = BTreeMap::new();
    each(store, &AGENCIES.replace("TABLES", store.base().tables().as_str()), |row| {
        let iri = text(row, "a");
        let name = text(row, "name");
        let agency =
            found.entry(iri.clone()).or_insert_with(|| Agency { iri, name: name.clone(), ..Agency::default() });
        // A body that sources name in two ways keeps the first in order, so that every run says the same.
        if name < agency.name {
            agency.name = name;
        }
        agency.id = agency.id.take().or_else(|| Some(text(row, "id")).filter(|id| !id.is_empty()));
        let tier = text(row, "tier");
        agency.tier = agency.tier.or_else(|| Tier::from_name(tier.rsplit_once("tier-")?.1));
    })?;
    graph.agencies = found.into_values().collect();
    Ok(graph.agencies.iter().enumerate().map(|(i, agency)| (agency.iri.clone(), i)).collect())
}

fn documents(store: &Store, graph: &mut Graph, names: &BTreeMap<String, usize>) -> Result<()> {
    let mut found: BTreeMap<String, Paper> = BTreeMap::new();
    let mut rows = Vec::new();
    each(store, DOCUMENTS, |row| rows.push((text(row, "d"), text(row, "p"), text(row, "o"))))?;
    rows.sort();
    for (iri, predicate, value) in rows {
        let paper = found.entry(iri.clone()).or_insert_with(|| Paper { iri, ..Paper::default() });
        let is = |term: NamedNodeRef<'_>| term.as_str() == predicate;
        match () {
            // The longest label says most: a stub's has no date.
            () if is(terms::LABEL) && value.chars().count() > paper.label.chars().count() => paper.label = value,
            () if is(terms::KEY) && paper.key.is_empty() => paper.key = value,
            () if is(terms::IDENTIFIER) && paper.number.is_empty() => paper.number = value,
            () if is(terms::DATE_DOCUMENT) => paper.date = paper.date.or_else(|| date(&value)),
            () if is(terms::YEAR) => paper.year = paper.year.or_else(|| value.parse().ok()),
            () if is(terms::PASSED_BY) => {
                let issuer = names.get(&value).map(|&i| graph.agencies[i].name.clone());
                paper.issuer = paper.issuer.take().or(issuer);
            }
            () if is(terms::TITLE) && paper.title.as_ref().is_none_or(|t| t.len() < value.len()) => {
                paper.title = Some(value)
            }
            () if is(terms::SHORT_TITLE) => paper.short_title = paper.short_title.take().or(Some(value)),
            () if is(terms::DESCRIBED) => paper.described |= value == "true",
            () => {}
        }
    }
    for (iri, mut paper) in found {
        let mut parts = paper.key.split('|');
        if paper.number.is_empty() {
            paper.number = parts.nth(1).unwrap_or_default().to_owned();
        }
        if paper.issuer.is_none() {
            let code = paper.key.split('|').nth(3).filter(|code| *code != "?");
            paper.issuer = code.map(str::to_owned);
        }
        if paper.label.is_empty() {
            paper.label = paper.number.clone();
        }
        let node = graph.papers.add_node(paper);
        graph.by_iri.insert(iri, node);
    }
    Ok(())
}

/// The days on which documents come into force and leave it, each with the sources that say so.
fn days(store: &Store, graph: &mut Graph) -> Result<()> {
    let mut found: BTreeMap<(NodeIndex, bool, NaiveDate), BTreeSet<String>> = BTreeMap::new();
    each(store, DAYS, |row| {
        let begins = text(row, "p") == terms::FIRST_DATE_ENTRY_IN_FORCE.as_str();
        let Some(node) = graph.by_iri(&text(row, "d")) else { return };
        // ELI counts the last day in force; here the first day behind it stands.
        let day = date(&text(row, "day")).and_then(|day| if begins { Some(day) } else { day.succ_opt() });
        if let Some(day) = day {
            found.entry((node, begins, day)).or_default().insert(text(row, "path"));
        }
    })?;
    for ((node, begins, day), sources) in found {
        let paper = &mut graph.papers[node];
        let days = if begins { &mut paper.effect } else { &mut paper.ends };
        days.push(ToldDay { day, sources: sources.into_iter().collect() });
    }
    Ok(())
}

/// What may mean several papers, by source and place.
fn contested(store: &Store) -> Result<Vec<Contested>> {
    let mut found: BTreeMap<(String, usize, String), Contested> = BTreeMap::new();
    each(store, CONTESTED, |row| {
        let (source, start, status) = (text(row, "path"), text(row, "start").parse().unwrap_or(0), text(row, "status"));
        let status = status.rsplit_once("status-").map_or(status.as_str(), |(_, name)| name).to_owned();
        let open = found.entry((source.clone(), start, text(row, "m")));
        let words = text(row, "text");
        open.or_insert_with(|| Contested { status, text: words, source, start, candidates: Vec::new() })
            .candidates
            .push(text(row, "candidate"));
    })?;
    let mut found: Vec<Contested> = found.into_values().collect();
    for mention in &mut found {
        mention.candidates.sort();
        mention.candidates.dedup();
    }
    Ok(found)
}

fn judgements(store: &Store) -> Result<Judgements> {
    let mut found = Judgements::new();
    each(store, JUDGED, |row| {
        let verdict = text(row, "judgement");
        let verdict = verdict.rsplit_once("judgement-").and_then(|(_, name)| Verdict::from_name(name));
        if let Some(verdict) = verdict {
            found.insert(text(row, "node"), Judged { verdict, by: text(row, "by"), why: text(row, "why") });
        }
    })?;
    Ok(found)
}

fn relations(store: &Store, graph: &mut Graph, proof: impl Fn(&Row<'_>, &str) -> Proof) -> Result<()> {
    let mut found: BTreeMap<(NodeIndex, NodeIndex, RelationType), Vec<Proof>> = BTreeMap::new();
    each(store, RELATIONS, |row| {
        let kind = terms::relation_type(&text(row, "type"));
        let ends = (graph.by_iri(&text(row, "from")), graph.by_iri(&text(row, "to")));
        if let (Some(kind), (Some(from), Some(to))) = (kind, ends) {
            found.entry((from, to, kind)).or_default().push(proof(row, &text(row, "r")));
        }
    })?;
    for ((from, to, kind), mut proofs) in found {
        proofs.sort_by(|a, b| {
            let place = |p: &Proof| (p.source.clone(), p.span, p.id.clone());
            b.confidence.total_cmp(&a.confidence).then_with(|| place(a).cmp(&place(b)))
        });
        proofs.dedup();
        graph.papers.add_edge(from, to, Act { kind, proofs });
    }
    Ok(())
}

fn assignments(
    store: &Store,
    graph: &mut Graph,
    names: &BTreeMap<String, usize>,
    proof: impl Fn(&Row<'_>, &str) -> Proof,
) -> Result<()> {
    let mut found: BTreeMap<String, Task> = BTreeMap::new();
    each(store, ASSIGNMENTS, |row| {
        let role = text(row, "role");
        let role = role.rsplit_once("role-").and_then(|(_, name)| Role::from_name(name));
        let ends = (graph.by_iri(&text(row, "document")), names.get(&text(row, "agency")));
        let (Some(role), (Some(document), Some(&agency))) = (role, ends) else { return };
        let iri = text(row, "t");
        let proof = proof(row, &iri);
        let due_text = Some(text(row, "dueText")).filter(|words| !words.is_empty());
        let due = date(&text(row, "due"));
        let task = Task { iri: iri.clone(), document, agency, role, task: text(row, "task"), due, due_text, proof };
        let place = |t: &Task| (t.proof.source.clone(), t.proof.span);
        // The same text under two paths gives the same task twice; the first path stands for both.
        if found.get(&iri).is_none_or(|held| place(&task) < place(held)) {
            found.insert(iri, task);
        }
    })?;
    graph.tasks = found.into_values().collect();
    graph.tasks.sort_by_key(|t| (t.due.is_none(), t.due, t.document, t.proof.span, t.agency, t.role));
    graph.index_tasks();
    Ok(())
}

fn proof(base: &Base, judgements: &Judgements, row: &Row<'_>, node: &str) -> Proof {
    let number = |variable| text(row, variable).parse().unwrap_or(0);
    let id = match base.resource(node) {
        Some(Resource::Relation(id) | Resource::Assignment(id)) => id,
        _ => node.to_owned(),
    };
    Proof {
        id,
        sentence: text(row, "sentence"),
        source: text(row, "path"),
        span: [number("start"), number("end")],
        place: text(row, "paragraph").parse().ok().map(|paragraph| {
            let page = text(row, "page").parse().ok();
            Place { byte: 0, page, paragraph }
        }),
        cue: text(row, "cue"),
        rule: text(row, "rule"),
        confidence: text(row, "confidence").parse().unwrap_or(0.0),
        pinpoint: Some(text(row, "pinpoint")).filter(|words| !words.is_empty()),
        part: text(row, "part") == "true",
        effect: date(&text(row, "effect")),
        judged: judgements.get(node).cloned(),
    }
}
