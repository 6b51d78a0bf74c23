//! `/api/trace?name=…`: a question of the command line over HTTP. The parameters are its arguments by their long names,
//! checked by the command line's own definitions; the answer is what the command would print.

use super::reply::{Candidate, Refusal, bytes};
use super::{Shared, turn};
use crate::cli::{Cli, Command, Form, Out};
use crate::commands::answer::To;
use crate::commands::{self, Done, World};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use clap::{ArgAction, CommandFactory, Parser};
use luocdo::export::Format;
use luocdo::names::{self, Found};
use std::sync::Arc;

/// The questions that may be asked over the network.
pub const QUESTIONS: &[&str] = &[
    "ask", "check", "compare", "coverage", "export", "gaps", "impact", "new", "rank", "report", "stats", "status",
    "tasks", "trace",
];

/// Arguments that touch the machine it runs on.
pub const NOT_ASKED: &[&str] = &[
    "store",
    "from",
    "judgements",
    "tables",
    "map",
    "max_size",
    "base",
    "output",
    "force",
    "queries",
    "texts",
    "help",
    "place",
    "date",
];

/// The parameter that makes the answer a file to keep.
pub const DOWNLOAD: &str = "download";

/// Answers a question.
pub async fn ask(
    State(shared): State<Arc<Shared>>,
    Path(question): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let download = pairs.iter().any(|(name, value)| name == DOWNLOAD && value != "false");
    let command = parse(&question, &pairs)?;
    let (media, name) = form(&command)?;
    let reply = turn::take(&shared, move |world| {
        let mut reply = Vec::new();
        match answer(world, &command, To::Reply(&mut reply)) {
            Ok(_) => Ok(reply),
            Err(stop) => Err(among(world, &pairs, stop.into())),
        }
    });
    let reply = reply.await?;
    let name = format!("{question}.{name}");
    // A page of its own has scripts of its own, which the policy of this server does not let run.
    let kept = download || media == Format::Html.media_type();
    Ok(bytes(media, kept.then_some(name.as_str()), reply))
}

/// The command that the parameters make.
fn parse(question: &str, pairs: &[(String, String)]) -> Result<Command, Refusal> {
    let refused = |words: String| Refusal::new(StatusCode::BAD_REQUEST, words);
    let unknown = || Refusal::new(StatusCode::NOT_FOUND, format!("no question `{question}`; see /api/openapi.json"));
    let name = QUESTIONS.iter().find(|name| **name == question).ok_or_else(unknown)?;
    let cli = Cli::command();
    let known = cli.find_subcommand(name).ok_or_else(unknown)?;
    let mut line = vec!["luocdo".to_owned(), (*name).to_owned()];
    let mut positional = Vec::new();
    for (key, value) in pairs.iter().filter(|(key, _)| key != DOWNLOAD) {
        let asked = known.get_arguments().find(|arg| {
            !NOT_ASKED.contains(&arg.get_id().as_str()) && (arg.get_long().unwrap_or(arg.get_id().as_str()) == key)
        });
        let Some(arg) = asked else {
            return Err(refused(format!("`{name}` takes no `{key}`; see /api/openapi.json")));
        };
        match (arg.get_long(), arg.get_action(), value.as_str()) {
            (None, ..) => positional.push(value.clone()),
            (Some(long), ArgAction::SetTrue, "" | "true" | "1") => line.push(format!("--{long}")),
            (Some(_), ArgAction::SetTrue, "false" | "0") => {}
            (Some(long), ArgAction::SetTrue, _) => return Err(refused(format!("`{long}` is `true` or `false`"))),
            (Some(long), _, value) => line.push(format!("--{long}={value}")),
        }
    }
    let has = |id: &str| known.get_arguments().any(|arg| arg.get_id() == id);
    if *name == "ask" && positional.is_empty() && !line.contains(&"--list".to_owned()) {
        line.push("--list".into());
    }
    // The output's own arguments are there where the answer is one of rows.
    if has("output") && *name != "export" && *name != "report" && !pairs.iter().any(|(key, _)| key == "format") {
        line.push("--format=json".into());
    }
    line.push("--".into());
    line.append(&mut positional);
    Cli::try_parse_from(line).map(|cli| cli.command).map_err(|error| {
        // The first lines say what is wrong; the rest tells how a shell would be used.
        let words = error.render().to_string();
        refused(words.split("\n\nUsage").next().unwrap_or_default().trim_start_matches("error: ").to_owned())
    })
}

/// The media type of the answer and the extension of its file.
fn form(command: &Command) -> Result<(&'static str, &'static str), Refusal> {
    let out = match command {
        Command::Export(args) => return Ok(of_format(args.format.unwrap_or(Format::Turtle))),
        Command::Report(_) => return Ok(of_format(Format::Docx)),
        command => out_of(command),
    };
    let form = out.map_or(Ok(Form::Json), Out::form)?;
    Ok((form.media_type(), form.extension()))
}

fn of_format(format: Format) -> (&'static str, &'static str) {
    (format.media_type(), format.extension())
}

fn out_of(command: &Command) -> Option<&Out> {
    match command {
        Command::Ask(args) => Some(&args.out),
        Command::Check(args) => Some(&args.out),
        Command::Compare(args) => Some(&args.out),
        Command::Coverage(args) => Some(&args.out),
        Command::Gaps(args) => Some(&args.out),
        Command::Impact(args) => Some(&args.out),
        Command::New(args) => Some(&args.out),
        Command::Rank(args) => Some(&args.out),
        Command::Stats(args) => Some(&args.out),
        Command::Status(args) => Some(&args.out),
        Command::Tasks(args) => Some(&args.out),
        Command::Trace(args) => Some(&args.out),
        _ => None,
    }
}

/// What the command would answer.
fn answer(world: &World, command: &Command, to: To<'_>) -> Done {
    match command {
        Command::Ask(args) => commands::ask::answer(world, args, to),
        Command::Check(args) => commands::check::answer(world, args, to),
        Command::Compare(args) => commands::compare::answer(world, args, to),
        Command::Coverage(args) => commands::coverage::answer(world, args, to),
        Command::Export(args) => commands::export::answer(world, args, to),
        Command::Gaps(args) => commands::gaps::answer(world, args, to),
        Command::Impact(args) => commands::impact::answer(world, args, to),
        Command::New(args) => commands::new::answer(world, args, to),
        Command::Rank(args) => commands::rank::answer(world, args, to),
        Command::Report(args) => commands::report::answer(world, args, to),
        Command::Stats(args) => commands::stats::answer(world, args, to),
        Command::Status(args) => commands::status::answer(world, args, to),
        Command::Tasks(args) => commands::tasks::answer(world, args, to),
        Command::Trace(args) => commands::trace::answer(world, args, to),
        _ => Ok(commands::Outcome::Nothing),
    }
}

/// The refusal with the papers that the names asked for may stand for, or the nearest.
fn among(world: &World, pairs: &[(String, String)], refusal: Refusal) -> Refusal {
    let Ok(graph) = world.graph(false) else { return refusal };
    let year = pairs.iter().find(|(key, _)| key == "year").and_then(|(_, year)| year.parse().ok());
    let typed = pairs.iter().filter_map(|(key, value)| match key.as_str() {
        "name" | "order" | "document" => Some(value.as_str()),
        // The value of a parameter of a named question.
        "with" => value.split_once('=').map(|(_, value)| value),
        _ => None,
    });
    for typed in typed {
        let (nodes, several) = match names::find(graph, typed, year) {
            Found::Many(nodes, _) => (nodes, true),
            Found::None(nodes, _) => (nodes, false),
            Found::One(_) => continue,
        };
        let papers = nodes.iter().filter_map(|&node| graph.papers.node_weight(node));
        let found = papers.map(|paper| Candidate { label: paper.label.clone(), iri: paper.iri.clone() }).collect();
        return if several { refusal.among(found).told_as(StatusCode::CONFLICT) } else { refusal.among(found) };
    }
    refusal
}
