//! What `/api` answers, in the words of OpenAPI 3.1, made from the command line's own definitions, and from those by which
//! the page's questions are checked, so that it is never another than what is asked.

use super::api::{DOWNLOAD, NOT_ASKED, QUESTIONS};
use crate::cli::Cli;
use axum::Json;
use clap::{Arg, ArgAction, CommandFactory};
use serde_json::{Map, Value, json};

/// The description.
pub async fn describe() -> Json<Value> {
    let cli = Cli::command();
    let mut paths = Map::new();
    for name in QUESTIONS {
        if let Some(command) = cli.find_subcommand(name) {
            let mut parameters: Vec<Value> = command.get_arguments().filter(asked).map(parameter).collect();
            parameters.push(json!({
                "name": DOWNLOAD, "in": "query", "schema": {"type": "boolean"},
                "description": "Give the answer as a file to keep."
            }));
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            paths.insert(
                format!("/api/{name}"),
                json!({"get": {
                    "operationId": name, "summary": about, "parameters": parameters,
                    "responses": {
                        "200": {"description": "The answer, as `luocdo` prints it.", "content": {"application/json": {}}},
                        "400": problem("A parameter is not what is expected."),
                        "404": problem("A name fits no paper."),
                        "409": problem("A name fits several papers.")
                    }
                }}),
            );
        }
    }
    paths.extend(super::view::paths(problem));
    Json(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "luocdo", "version": env!("CARGO_PKG_VERSION"),
            "description": "The questions of the command line and of the page over HTTP.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}
        },
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}, "schemas": {"Problem": {
            "type": "object", "required": ["error", "candidates"],
            "properties": {
                "error": {"type": "string"},
                "candidates": {"type": "array", "items": {"type": "object", "required": ["label", "iri"],
                    "properties": {"label": {"type": "string"}, "iri": {"type": "string"}}}}
            }
        }}}
    }))
}

fn problem(words: &str) -> Value {
    json!({"description": words, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}})
}

fn asked(arg: &&Arg) -> bool {
    !NOT_ASKED.contains(&arg.get_id().as_str())
}

fn parameter(arg: &Arg) -> Value {
    let name = arg.get_long().unwrap_or(arg.get_id().as_str());
    let several =
        matches!(arg.get_action(), ArgAction::Append) || arg.get_num_args().is_some_and(|n| n.max_values() > 1);
    let one = match arg.get_action() {
        ArgAction::SetTrue => json!({"type": "boolean"}),
        _ => json!({"type": "string"}),
    };
    let schema = if several { json!({"type": "array", "items": one}) } else { one };
    let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
    json!({"name": name, "in": "query", "required": arg.is_required_set(), "schema": schema, "description": about})
}
