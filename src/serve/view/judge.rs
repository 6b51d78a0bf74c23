//! `POST /api/judge`: what a person says of a relation or a task → the file of judgements and the store, as
//! `luocdo judge` does it; or what was said last is taken back.

use super::Refusal;
use super::params::{nothing, wrong};
use crate::serve::{Shared, change};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::Local;
use luocdo::Error;
use luocdo::judge::{self, Judgement, Label, Verdict};
use luocdo::store::Replayed;
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
}

/// Writes it.
pub async fn judge(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Json<Done>, Refusal> {
    let said: Said =
        serde_json::from_slice(&body).map_err(|error| wrong(format!("the body is not as it should be: {error}")))?;
    let file = crate::commands::judgements(shared.args.source.judgements.as_deref(), &shared.args.source.store);
    let id = said.id.trim().to_owned();
    let changed = match said.verdict.as_str() {
        "undone" => change::change(&shared, move |store| named(judge::take_back(store, &file, &id))).await,
        "chosen" => {
            let words = "a name that fits several papers is settled in its source; a choice is not kept yet";
            return Err(Refusal::new(StatusCode::NOT_IMPLEMENTED, words));
        }
        _ => {
            let judgement = judgement(said, id)?;
            change::change(&shared, move |store| named(judge::record(store, &file, judgement))).await
        }
    };
    let replayed = changed?.map_err(nothing)?;
    Ok(Json(Done { changed: replayed.changed }))
}

/// An id that nothing has is no failure of the store.
fn named(done: luocdo::Result<Replayed>) -> luocdo::Result<Result<Replayed, String>> {
    match done {
        Err(Error::Name(words)) => Ok(Err(words)),
        other => other.map(Ok),
    }
}

fn judgement(said: Said, id: String) -> Result<Judgement, Refusal> {
    let verdict = Verdict::from_name(&said.verdict)
        .ok_or_else(|| wrong("`verdict` is accepted, rejected, relabelled or undone"))?;
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
        id,
        verdict,
        label,
        by: given(&said.by, "by")?,
        day: Local::now().date_naive(),
        why: given(&said.why, "why")?,
        about: String::new(),
    })
}
