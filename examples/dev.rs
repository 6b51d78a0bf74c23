use luocdo::*;
use luocdo::model::*;
fn main() {
    let tables = tables::Tables::builtin().unwrap_or_else(|e| panic!("{e}"));
    for path in std::env::args().skip(1).filter(|a| !a.starts_with("--") && a != "extract" && a != "json") {
        let text = read::read_file(std::path::Path::new(&path), 1 << 30).unwrap();
        let toks = tokens::Tokens::new(&tables.vocabulary, &text);
        let mentions = find::find(&tables, &toks, None);
        let ms: Vec<_> = mentions.iter().filter(|m| m.kind() == MentionKind::Document).map(|m| serde_json::json!({"kind":"document","span": text.points(m.span), "text": text.slice(m.span), "key": null})).collect();
        println!("{}", serde_json::json!({"items":[],"documents":[],"mentions":ms,"relations":[],"assignments":[]}));
    }
}
