//! `POST /api/judge`: what a person says of a relation, a task or an open name → the file of judgements and the store, as
//! `luocdo judge` does it; or what was said last is taken back.

use super::params::{nothing, wrong};
use super::{Refusal, document, turn};
use crate::commands::World;
use crate::commands::judge::{BY_KEY, Settled, settle, stated};
use crate::serve::{Shared, change};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use chrono::Local;
use luocdo::Error;
use luocdo::judge::{self, Judgement, Label, Verdict};
use luocdo::model::Key;
use oxigraph::model::NamedNode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The most characters of a name or a reason.
const LONGEST: usize = 2000;

/// What is sent.
#[derive(Deserialize)]
struct Said {
    id: String,
    verdict: String,
    #[serde(default)]
    label: Option<String>,
    /// IRI of a paper that a name may mean.
    #[serde(default)]
    candidate: Option<String>,
    /// A paper as people name it, where none of the candidates is meant.
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    by: String,
    #[serde(default)]
    why: String,
}

/// What it did.
#[derive(Serialize)]
pub struct Done {
    /// Sources written anew.
    changed: usize,
    /// Sources in which it holds at the next build only.
    left: usize,
}

/// Writes it.
pub async fn judge(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Json<Done>, Refusal> {
    let said: Said =
        serde_json::from_slice(&body).map_err(|error| wrong(format!("the body is not as it should be: {error}")))?;
    let file = crate::commands::judgements(shared.args.source.judgements.as_deref(), &shared.args.source.store);
    let id = said.id.trim().to_owned();
    let reading = shared.args.source.reading.clone();
    let judgement = match said.verdict.as_str() {
        "undone" => None,
        "chosen" => Some(chosen(&shared, said, &id).await?),
        _ => Some(judgement(said, &id, None)?),
    };
    let work = move |store: &mut _| {
        let replayed = match judgement {
            Some(judgement) => judge::record(store, &file, judgement),
            None => judge::take_back(store, &file, &id),
        };
        match replayed {
            Ok(replayed) => settle(store, replayed, &id, &reading).map(Ok),
            // An id that nothing has is no failure of the store.
            Err(Error::Name(words)) => Ok(Err(words)),
            Err(error) => Err(error),
        }
    };
    let Settled { changed, left } = change::change(&shared, work).await?.map_err(nothing)?;
    Ok(Json(Done { changed, left: left.len() }))
}

/// A choice of the paper that is named or pointed at.
async fn chosen(shared: &Arc<Shared>, said: Said, id: &str) -> Result<Judgement, Refusal> {
    let given =
        |words: &Option<String>| words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned);
    let (candidate, name) = (given(&said.candidate), given(&said.name));
    let key = turn::take(shared, move |world| match (candidate, name) {
        (Some(iri), None) => pointed_at(world, &iri),
        (None, Some(name)) => called(world, &name),
        _ => Err(wrong("give `candidate`, the IRI of a paper, or `name`")),
    });
    judgement(said, id, Some(key.await?))
}

/// The paper of an IRI.
fn pointed_at(world: &World, iri: &str) -> Result<Key, Refusal> {
    let unknown =
        || wrong(format!("`candidate` is the IRI of no paper that a source here may mean; send `name`. {BY_KEY}"));
    let iri = NamedNode::new(iri).map_err(|_| unknown())?;
    world.store.key_of(&iri)?.ok_or_else(unknown)
}

/// The paper of a name.
fn called(world: &World, name: &str) -> Result<Key, Refusal> {
    let graph = world.graph(false)?;
    if let Some(key) = stated(graph, name, None) {
        return Ok(key);
    }
    let key = &graph.papers[document::called(graph, name, None)?].key;
    judge::paper_of(key).ok_or_else(|| wrong(format!("`{key}` is no key of a paper")))
}

fn judgement(said: Said, id: &str, paper: Option<Key>) -> Result<Judgement, Refusal> {
    let verdict = Verdict::from_name(&said.verdict)
        .ok_or_else(|| wrong("`verdict` is accepted, rejected, relabelled, chosen or undone"))?;
    let label = said.label.filter(|name| !name.is_empty()).map(|name| {
        Label::from_name(&name).ok_or_else(|| wrong(format!("`label` is one of {}", Label::names().join(", "))))
    });
    let label = label.transpose()?;
    if label.is_some() != (verdict == Verdict::Relabelled) {
        return Err(wrong("`label` is for `relabelled`, and only for it"));
    }
    let given = |words: &str, name: &str| match words.trim() {
        "" => Err(wrong(format!("say `{name}`"))),
        words if words.chars().count() > LONGEST => Err(wrong(format!("`{name}` is longer than {LONGEST} characters"))),
        words => Ok(words.to_owned()),
    };
    Ok(Judgement {
        id: id.to_owned(),
        verdict,
        label,
        paper,
        by: given(&said.by, "by")?,
        day: Local::now().date_naive(),
        why: given(&said.why, "why")?,
        about: String::new(),
    })
}
