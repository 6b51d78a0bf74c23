//! `/api/review`: what a person should look at, or has looked at: names that fit several papers, contradict themselves or
//! fit none; acts and tasks of which the rule is not sure; what was judged.

use super::params::wrong;
use super::{Asked, Refusal};
use chrono::NaiveDate;
use luocdo::analyze::review::{ChosenName, Claimed, OpenName, chosen_names, claims};
use luocdo::analyze::{Graph, Named};
use luocdo::judge::{Judgement, Label, Verdict};
use luocdo::model::Status;
use oxigraph::model::NamedNode;
use serde::Serialize;
use std::collections::HashMap;

/// The most characters shown on each side of a name.
const AROUND: usize = 240;

/// A part of the list.
#[derive(Serialize)]
pub struct Answer {
    total: usize,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    kind: &'static str,
    id: String,
    words: String,
    sentence: String,
    source: String,
    graph: String,
    span: [usize; 2],
    paper: Option<Named>,
    candidates: Vec<Named>,
    relation: Option<&'static str>,
    other: Option<Named>,
    confidence: Option<f64>,
    rule: Option<String>,
    judged: Option<Judged>,
}

#[derive(Serialize)]
struct Judged {
    verdict: &'static str,
    by: String,
    why: String,
    day: Option<NaiveDate>,
    label: Option<&'static str>,
}

/// Answers it.
pub fn review(asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let params = &asked.params;
    let (limit, offset) = (params.number("limit", 50, 1..=200)?, params.number("offset", 0, 0..=1_000_000)?);
    let most: f64 = params.value("max-confidence", "a number from 0 to 1")?.unwrap_or(0.8);
    match params.one("kind").unwrap_or("ambiguous") {
        "ambiguous" => names(asked, Status::Ambiguous, limit, offset),
        "conflicting" => names(asked, Status::Conflicting, limit, offset),
        "unresolved" => names(asked, Status::Unresolved, limit, offset),
        "low" => {
            let graph = asked.world.graph(false)?;
            let found = claims(graph, |proof| proof.judged.is_none() && proof.confidence <= most);
            Ok(page(asked, graph, "low", &found, limit, offset))
        }
        "judged" => judged(asked, limit, offset),
        _ => Err(wrong("`kind` is ambiguous, conflicting, unresolved, low or judged")),
    }
}

fn named(graph: &Graph, iri: &str) -> Named {
    let label = graph.by_iri(iri).map_or(iri, |node| graph.papers[node].label.as_str());
    Named { label: label.to_owned(), iri: iri.to_owned() }
}

/// Names of one status.
fn names(asked: &Asked<'_>, status: Status, limit: usize, offset: usize) -> Result<Answer, Refusal> {
    let world = asked.world;
    let graph = world.graph(false)?;
    let open = world.ready()?.open_names(&world.store, graph)?;
    let found: Vec<&OpenName> = open.iter().filter(|name| name.status == status).collect();
    let mut texts = Texts { asked, kept: HashMap::new() };
    let mut rows = Vec::new();
    for name in found.iter().skip(offset).take(limit) {
        rows.push(Row {
            kind: status.name(),
            id: name.id.clone(),
            words: name.words.clone(),
            sentence: texts.around(&name.graph, name.span, &name.words)?,
            source: name.source.clone(),
            graph: name.graph.clone(),
            span: name.span,
            paper: name.subject.as_deref().map(|iri| named(graph, iri)),
            candidates: name.candidates.clone(),
            relation: None,
            other: None,
            confidence: None,
            rule: None,
            judged: None,
        });
    }
    Ok(Answer { total: found.len(), rows })
}

/// The texts of the rows shown, each read once.
struct Texts<'a> {
    asked: &'a Asked<'a>,
    kept: HashMap<String, Vec<char>>,
}

impl Texts<'_> {
    /// The line in which a name stands, or as much of it as is short; the name alone where no text is kept.
    fn around(&mut self, graph: &str, [start, end]: [usize; 2], words: &str) -> Result<String, Refusal> {
        if !self.kept.contains_key(graph) {
            let node = NamedNode::new(graph).map_err(|error| Refusal::inside(&error))?;
            let text = self.asked.world.store.text(&node)?.map(|kept| kept.text).unwrap_or_default();
            self.kept.insert(graph.to_owned(), text.chars().collect());
        }
        let text = self.kept.get(graph).map(Vec::as_slice).unwrap_or_default();
        let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return Ok(words.to_owned()) };
        let is_break = |c: &&char| matches!(**c, '\n' | '\r');
        let from = start - before.iter().rev().take_while(|c| !is_break(c)).take(AROUND).count();
        let to = end + after.iter().take_while(|c| !is_break(c)).take(AROUND).count();
        let mut line: String = text.get(from..to).unwrap_or_default().iter().collect();
        if from > 0 && !text.get(from - 1).is_some_and(|c| is_break(&c)) {
            line.insert_str(0, "… ");
        }
        if text.get(to).is_some_and(|c| !is_break(&c)) {
            line.push_str(" …");
        }
        Ok(line.trim().to_owned())
    }
}

/// What people judged, also what they rejected; first the names whose paper they chose.
fn judged(asked: &Asked<'_>, limit: usize, offset: usize) -> Result<Answer, Refusal> {
    let judgements = asked.world.judged()?;
    if judgements.is_empty() {
        return Ok(Answer { total: 0, rows: Vec::new() });
    }
    let graph = asked.world.graph(true)?;
    let standing = judgements.standing();
    let chosen = chosen_names(&asked.world.store)?;
    let mut texts = Texts { asked, kept: HashMap::new() };
    let shown = chosen.iter().skip(offset).take(limit);
    let mut rows = shown
        .map(|name| choice(graph, name, standing.get(name.id.as_str()).copied(), &mut texts))
        .collect::<Result<Vec<_>, _>>()?;
    let found = claims(graph, |proof| proof.judged.is_some());
    let others = page(asked, graph, "judged", &found, limit - rows.len(), offset.saturating_sub(chosen.len()));
    for mut row in others.rows {
        let judgement = standing.get(row.id.as_str());
        if let (Some(judged), Some(judgement)) = (&mut row.judged, judgement) {
            judged.day = Some(judgement.day);
            judged.label = judgement.label.map(Label::name);
        }
        rows.push(row);
    }
    Ok(Answer { total: chosen.len() + others.total, rows })
}

/// A name with the paper that a person chose.
fn choice(
    graph: &Graph,
    name: &ChosenName,
    judgement: Option<&Judgement>,
    texts: &mut Texts<'_>,
) -> Result<Row, Refusal> {
    Ok(Row {
        kind: "judged",
        id: name.id.clone(),
        words: name.words.clone(),
        sentence: texts.around(&name.graph, name.span, &name.words)?,
        source: name.source.clone(),
        graph: name.graph.clone(),
        span: name.span,
        paper: name.subject.as_deref().map(|iri| named(graph, iri)),
        candidates: Vec::new(),
        relation: None,
        other: Some(named(graph, &name.paper)),
        confidence: None,
        rule: None,
        judged: Some(Judged {
            verdict: Verdict::Chosen.name(),
            by: name.by.clone(),
            why: name.why.clone(),
            day: judgement.map(|judgement| judgement.day),
            label: None,
        }),
    })
}

fn page(
    asked: &Asked<'_>,
    graph: &Graph,
    kind: &'static str,
    found: &[Claimed<'_>],
    limit: usize,
    offset: usize,
) -> Answer {
    let row = |claim: &Claimed<'_>| {
        let (proof, paper) = (claim.proof, &graph.papers[claim.paper]);
        Row {
            kind,
            id: proof.id.clone(),
            words: if proof.cue.is_empty() { claim.other.label.clone() } else { proof.cue.clone() },
            sentence: proof.sentence.clone(),
            source: proof.source.clone(),
            graph: asked.world.store.base().source(&proof.source).into_string(),
            span: proof.span,
            paper: Some(Named { label: paper.label.clone(), iri: paper.iri.clone() }),
            candidates: Vec::new(),
            relation: Some(claim.label),
            other: Some(claim.other.clone()),
            confidence: Some(proof.confidence),
            rule: Some(proof.rule.clone()),
            judged: proof.judged.as_ref().map(|judged| Judged {
                verdict: judged.verdict.name(),
                by: judged.by.clone(),
                why: judged.why.clone(),
                day: None,
                label: None,
            }),
        }
    };
    Answer { total: found.len(), rows: found.iter().skip(offset).take(limit).map(row).collect() }
}
