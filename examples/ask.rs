//! Builds a graph of the example pages in memory, and asks it the same question twice: by walking the tree and in
//! SPARQL. Run it with `cargo run --release --example ask`.

use luocdo::analyze::{Graph, Limits, trace, trace_sparql};
use luocdo::encode::encode;
use luocdo::iri::Base;
use luocdo::names;
use luocdo::store::{Answer, Store};
use luocdo::{Config, Result, Tables, extract, read};
use std::io::Write;
use std::path::Path;

const PAGES: [&str; 3] = ["caobang-2023-07.html", "langson-2023-w27.txt", "langson-2023-w28.txt"];
const ORDER: &str = "Chỉ thị 20/CT-TTg";

fn main() -> Result<()> {
    let tables = Tables::builtin()?;
    let base = Base::default();
    let mut store = Store::memory(base.clone())?;
    for name in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digest").join(name);
        let text = read::read_file(&path, 100 << 20)?;
        let page = extract(&tables, &Config { source: name.to_owned(), ..Config::default() }, text);
        store.replace_source(&base.source(name), &encode(&base, &page, None, &tables))?;
    }

    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        // Nobody to tell if standard output is closed.
        let _ = writeln!(out, "{line}");
    };

    let graph = Graph::load(&store)?;
    let order = names::find(&graph, ORDER, Some(2023)).one(&graph, ORDER)?;
    let tree = trace(&graph, order, &Limits::default());
    say(format!("{} is carried out by {} papers:", tree.order.label, tree.papers()));
    for step in &tree.steps {
        let indent = "  ".repeat(step.depth);
        say(format!("{indent}{} ({} tasks)", step.paper.label, step.assignments.len()));
        if let Some(proof) = step.proofs.first() {
            say(format!("{indent}  \"{}\" — {}", proof.sentence, proof.source));
        }
    }

    // The same in SPARQL, as any other program may ask it.
    if let Answer::Rows(answer) = store.query(&trace_sparql(&tree.order.iri))? {
        say(format!("\nSPARQL gives {} rows of {}", answer.rows.len(), answer.columns.join(", ")));
    }
    Ok(())
}
