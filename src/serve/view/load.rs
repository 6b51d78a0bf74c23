//! `POST /api/read`: files → what is understood of them, with nothing kept. `POST /api/build`: the same files, kept beside
//! the store and built into it as `luocdo build` does; a line for each as it is done, where that is asked for.

use super::params::wrong;
use super::uploads::{self, Sent, files};
use super::{JSON, Refusal, json};
use crate::commands::learn::learn_telling;
use crate::commands::{World, options};
use crate::serve::reply::bytes;
use crate::serve::{Shared, change, turn};
use axum::body::{Body, Bytes};
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use http_body_util::channel::Channel;
use luocdo::analyze::Named;
use luocdo::encode;
use luocdo::model::{Document, Extraction, Key};
use luocdo::read::Sources;
use luocdo::store::{Change, Store};
use luocdo::told::Told;
use luocdo::{Config, Error};
use serde::Serialize;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// The media type of lines of JSON.
const LINES: &str = "application/x-ndjson";

/// What is understood of a source.
#[derive(Default, Serialize)]
struct Understood {
    name: String,
    ok: bool,
    error: Option<String>,
    source: String,
    items: Vec<Item>,
    documents: usize,
    relations: usize,
    tasks: usize,
    notes: Vec<Note>,
}

#[derive(Serialize)]
struct Item {
    headline: String,
    subject: Option<Named>,
    date: Option<NaiveDate>,
    relations: usize,
    tasks: usize,
}

#[derive(Serialize)]
struct Note {
    words: String,
    span: [usize; 2],
}

#[derive(Serialize)]
struct Read {
    files: Vec<Understood>,
}

/// Reads the files and keeps nothing.
pub async fn read(State(shared): State<Arc<Shared>>, form: Multipart) -> Result<Response, Refusal> {
    let sent = files(form).await?;
    let args = Arc::clone(&shared);
    let reply = turn::take(&shared, move |world| {
        let reading = &args.args.source.reading;
        let mut files = Vec::new();
        for Sent { name, bytes } in sent {
            let opened = match uploads::refused(&name) {
                Some(error) => Err(error),
                None => Sources::of_bytes(Path::new(&name), bytes, options(&world.tables, reading)),
            };
            match opened {
                Ok(sources) => {
                    for source in sources {
                        files.push(source.map_or_else(
                            |error| failed(&name, &error),
                            |source| understood(world, &name, source).unwrap_or_else(|error| failed(&name, &error)),
                        ));
                    }
                }
                Err(error) => files.push(failed(&name, &error)),
            }
        }
        json(&Read { files })
    });
    Ok(bytes(JSON, None, reply.await?))
}

fn failed(name: &str, error: &Error) -> Understood {
    Understood { name: name.to_owned(), error: Some(error.to_string()), ..Understood::default() }
}

/// Reads one source with what the store holds of others, as a build would.
fn understood(world: &World, name: &str, source: luocdo::model::Source) -> luocdo::Result<Understood> {
    let told = Told::before(&world.store)?;
    let config = Config { source: source.name, stated: source.stated, ..Config::default() };
    let others = told.others(&world.store, &config.source);
    let found = luocdo::extract_among(&world.tables, &config, &others, source.text);
    others.done()?;
    let items = found.items.iter().enumerate().map(|(at, item)| Item {
        headline: found.text.slice(item.headline).to_owned(),
        subject: item.subject.as_ref().map(|key| named(world, &found, key)),
        date: item.date,
        relations: found.relations.iter().filter(|relation| relation.item == at).count(),
        tasks: found.assignments.iter().filter(|task| task.item == at).count(),
    });
    let notes = found.notes.iter().map(|note| Note { words: note.message.clone(), span: found.text.points(note.span) });
    Ok(Understood {
        name: name.to_owned(),
        ok: true,
        error: None,
        items: items.collect(),
        documents: found.documents.len(),
        relations: found.relations.len(),
        tasks: found.assignments.len(),
        notes: notes.collect(),
        source: found.source,
    })
}

/// The paper of a key, by the name that it would have.
fn named(world: &World, found: &Extraction, key: &Key) -> Named {
    let known = found.documents.iter().find(|document| document.key == *key).cloned();
    let document = known.unwrap_or_else(|| Document::named(key.clone()));
    Named { label: encode::label(&world.tables, &document), iri: world.store.base().document(key).into_string() }
}

/// What became of a file.
#[derive(Serialize)]
struct Built {
    name: String,
    ok: bool,
    error: Option<String>,
    change: Option<&'static str>,
}

#[derive(Serialize)]
struct Stored {
    files: Vec<Built>,
    sources: usize,
}

/// Keeps the files and builds them into the store.
pub async fn build(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, Refusal> {
    let source = &shared.args.source;
    if !source.from.is_empty() {
        return Err(wrong("this server reads files without a store; start it with `--store` to keep what is loaded"));
    }
    let sent = files(form).await?;
    let (folder, reading) = (uploads::folder(&source.store), source.reading.clone());
    let (told, mut heard) = unbounded_channel::<Built>();
    let keep = move |store: &mut Store| {
        let paths = kept(&folder, sent, &told);
        let name = |path: &str| {
            path.strip_prefix(&*folder.to_string_lossy()).unwrap_or(path).trim_start_matches('/').to_owned()
        };
        learn_telling(store, &paths, &reading, false, &mut |path, done| {
            let (change, error) = match done {
                Ok(change) => (Some(words(change)), None),
                // The folder of the machine is not for those who send files.
                Err(error) => (None, Some(error.to_string().replace(&format!("{}/", folder.display()), ""))),
            };
            tell(&told, Built { name: name(path), ok: error.is_none(), error, change });
        })?;
        store.replay()?;
        store.count_sources()
    };
    let lines =
        headers.get(header::ACCEPT).is_some_and(|accept| accept.to_str().is_ok_and(|accept| accept.contains(LINES)));
    if !lines {
        let sources = change::change(&shared, keep).await?;
        let mut files = Vec::new();
        while let Some(built) = heard.recv().await {
            files.push(built);
        }
        return Ok(bytes(JSON, None, json(&Stored { files, sources })?));
    }
    let (mut out, body) = Channel::<Bytes, Infallible>::new(16);
    tokio::spawn(async move {
        let building = tokio::spawn(async move { change::change(&shared, keep).await });
        while let Some(built) = heard.recv().await {
            // Whoever left is not told; the files are built all the same.
            let _ = out.send_data(line(&built)).await;
        }
        let last = match building.await {
            Ok(Ok(sources)) => line(&Ended { sources }),
            _ => line(&Stopped { error: "the store could not be changed; see what the server told" }),
        };
        let _ = out.send_data(last).await;
    });
    Ok(([(header::CONTENT_TYPE, LINES)], Body::new(body)).into_response())
}

/// The last line, after all files.
#[derive(Serialize)]
struct Ended {
    sources: usize,
}

/// The last line, where the store could not be changed.
#[derive(Serialize)]
struct Stopped {
    error: &'static str,
}

fn line(value: &impl Serialize) -> Bytes {
    let mut line = serde_json::to_vec(value).unwrap_or_default();
    line.push(b'\n');
    line.into()
}

/// Writes the files that are of a kind that is read, and tells of the others.
fn kept(folder: &Path, sent: Vec<Sent>, told: &UnboundedSender<Built>) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for sent in sent {
        let done = uploads::refused(&sent.name).map_or_else(|| uploads::keep(folder, &sent), Err);
        match done {
            Ok(path) => paths.push(path),
            Err(error) => {
                let error = Some(error.to_string().replace(&format!("{}/", folder.display()), ""));
                tell(told, Built { name: sent.name, ok: false, error, change: None });
            }
        }
    }
    paths
}

fn tell(told: &UnboundedSender<Built>, built: Built) {
    // Nobody hears if the request ended.
    let _ = told.send(built);
}

fn words(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Replaced => "replaced",
        Change::Unchanged => "unchanged",
    }
}
