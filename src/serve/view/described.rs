//! What the page's questions take, in the words of OpenAPI, beside those that the command line's definitions give.

use serde_json::{Map, Value, json};

/// A question: its address, what it answers, its parameters with what they are.
struct Question(&'static str, &'static str, &'static [(&'static str, &'static str)]);

const FOLLOW: (&str, &str) =
    ("follow", "The name of a relation to follow; may be given several times. All if not given.");
const FROM: (&str, &str) = ("from", "The first day of issue, as YYYY-MM-DD.");
const TO: (&str, &str) = ("to", "The last day of issue, as YYYY-MM-DD.");
const PROVINCE: (&str, &str) = ("province", "A province, by its code or its name.");
const LIMIT: (&str, &str) = ("limit", "At most so many rows.");
const OFFSET: (&str, &str) = ("offset", "So many rows are passed over.");

const ASKED: &[Question] = &[
    Question("about", "What the store holds, in numbers.", &[]),
    Question(
        "search",
        "Papers, bodies and sentences that have the words; without words the newest papers.",
        &[
            ("q", "Words with or without accents, the last one perhaps half typed; or a number in any spelling."),
            ("type", "The code of a type of paper, such as CT."),
            PROVINCE,
            ("status", "described or stub."),
            FROM,
            TO,
            ("kind", "Only paper, body or evidence."),
            LIMIT,
            OFFSET,
        ],
    ),
    Question(
        "document",
        "All that is known of one paper.",
        &[
            ("iri", "Its IRI."),
            ("name", "Its name as people write it, where the IRI is not given."),
            ("year", "Its year."),
        ],
    ),
    Question("body", "One body, its tasks and its papers.", &[("iri", "Its IRI.")]),
    Question(
        "text",
        "The text of a source with its marks.",
        &[("graph", "The IRI of the source."), ("from", "The first code point."), ("to", "The one behind the last.")],
    ),
    Question(
        "graph",
        "Papers and bodies with their places on a canvas.",
        &[
            ("center", "The IRI of a paper: what lies around it."),
            ("order", "The IRI of an order: all that carries it out."),
            ("papers", "The IRI of a paper; may be given several times."),
            ("all", "true: the papers that most others act on."),
            ("hops", "Steps around the center, from 1."),
            FOLLOW,
            ("bodies", "true: also the bodies that have tasks."),
            ("level", "A level of government; may be given several times."),
            PROVINCE,
            FROM,
            TO,
            ("max-nodes", "At most so many nodes."),
        ],
    ),
    Question(
        "path",
        "The shortest chain of acts between two papers.",
        &[("from", "The IRI of the one."), ("to", "The IRI of the other."), FOLLOW],
    ),
    Question(
        "review",
        "What a person should look at, or has looked at.",
        &[
            ("kind", "ambiguous, conflicting, unresolved, low or judged."),
            LIMIT,
            OFFSET,
            ("max-confidence", "Of kind low: those that are at most so sure, from 0 to 1."),
        ],
    ),
];

/// The names of the parameters of a question.
pub fn parameters(question: &str) -> Vec<&'static str> {
    let found = ASKED.iter().find(|Question(name, ..)| *name == question);
    found.map(|Question(_, _, parameters)| parameters.iter().map(|(name, _)| *name).collect()).unwrap_or_default()
}

/// The addresses with what they take; `problem` describes an error in some words.
pub fn paths(problem: impl Fn(&str) -> Value) -> Map<String, Value> {
    let answers = |words: &str| {
        json!({
            "200": {"description": words, "content": {"application/json": {}}},
            "400": problem("What is sent is not what is expected."),
            "404": problem("There is no such thing here.")
        })
    };
    let mut paths = Map::new();
    for Question(name, about, parameters) in ASKED {
        let parameter = |(name, about): &(&str, &str)| json!({"name": name, "in": "query", "required": false, "schema": {"type": "string"}, "description": about});
        let parameters: Vec<Value> = parameters.iter().map(parameter).collect();
        let get = json!({"operationId": name, "summary": about, "parameters": parameters, "responses": answers("The answer.")});
        paths.insert(format!("/api/{name}"), json!({"get": get}));
    }
    let files = json!({"multipart/form-data": {"schema": {"type": "object", "properties": {
        "file": {"type": "array", "items": {"type": "string", "format": "binary"}}}}}});
    let judgement = json!({"application/json": {"schema": {"type": "object", "required": ["id", "verdict"], "properties": {
        "id": {"type": "string"}, "verdict": {"enum": ["accepted", "rejected", "relabelled", "chosen", "undone"]},
        "label": {"type": ["string", "null"]}, "candidate": {"type": ["string", "null"], "format": "iri"},
        "name": {"type": ["string", "null"]}, "by": {"type": "string"}, "why": {"type": "string"}}}}});
    for (name, about, body) in [
        (
            "judge",
            "Write what a person says of a relation, a task or a name that fits several papers, or take the last back.",
            &judgement,
        ),
        ("read", "Read files and tell what is understood, keeping nothing.", &files),
        ("build", "Keep files beside the store and build them into it.", &files),
    ] {
        let mut responses = answers("What became of it.");
        responses["401"] = problem("The token is missing or wrong.");
        responses["403"] = problem("Nothing can be changed here.");
        if name == "judge" {
            responses["409"] = problem("The paper chosen is named in words that fit several.");
        }
        let post = json!({"operationId": name, "summary": about, "security": [{"token": []}],
            "requestBody": {"required": true, "content": body}, "responses": responses});
        paths.insert(format!("/api/{name}"), json!({"post": post}));
    }
    paths
}
