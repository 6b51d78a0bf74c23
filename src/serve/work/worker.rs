//! `worker`: queries on standard input → answers on standard output, one after the other, until the input ends: then the
//! server is gone, and so is the worker, whatever it is at. Before the first query it bounds its own memory; a query that
//! wants more ends the process, which is the server's to notice.

use super::frame::{self, Asked, Outcome, Told};
use crate::cli::Worker;
use crate::commands::{self, Done, Stop, open, unwritten};
use luocdo::iri::Base;
use luocdo::store::{Dataset, Store, Wanted, Written};
use luocdo::{Error, Result};
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;
use oxigraph::sparql::results::QueryResultsFormat;
use std::io::{self, BufReader, Read, Write};
use std::sync::mpsc;

/// Answers until the input ends.
pub fn run(args: &Worker) -> Done {
    let mut out = io::stdout();
    let store = match opened(args) {
        Ok(store) => store,
        Err(error) => {
            let told = Told { outcome: Outcome::Failed, words: error.to_string(), tired: false };
            frame::write(&mut out, &told).and_then(|()| out.flush()).map_err(unwritten)?;
            return Err(Stop::Failed(error));
        }
    };
    let (queue, queries) = mpsc::sync_channel::<Asked>(1);
    // Another thread reads, so that the end of the input is seen while a query runs. It takes its first memory before
    // that is bounded: the C library sets aside 64 MB of addresses for it, which are no query's.
    let (begin, begun) = mpsc::channel::<()>();
    std::thread::spawn(move || {
        let mut input = BufReader::new(io::stdin());
        let _ = begin.send(());
        while let Ok(asked) = frame::read(&mut input) {
            if queue.send(asked).is_err() {
                break;
            }
        }
        std::process::exit(0);
    });
    let _ = begun.recv();
    let most = limit(args.max_memory);
    let ready = Told { outcome: Outcome::Ready, words: String::new(), tired: false };
    frame::write(&mut out, &ready).and_then(|()| out.flush()).map_err(unwritten)?;
    for asked in queries {
        let (mut told, bytes) = answer(&store, &asked);
        told.tired = most.zip(held()).is_some_and(|((start, limit), now)| now > start + (limit - start) / 2);
        let sent = frame::write(&mut out, &told).and_then(|()| out.write_all(&bytes)).and_then(|()| out.flush());
        sent.map_err(unwritten)?;
    }
    Ok(commands::Outcome::Done)
}

/// The store of the command line, or what the server hands over: the number of bytes (eight, big end first) and N-Quads.
fn opened(args: &Worker) -> Result<Store> {
    if !args.handed {
        return open(&args.source);
    }
    let base = args.source.reading.base.as_deref().map(Base::parse).transpose()?;
    let mut store = Store::memory(base.unwrap_or_default())?;
    let mut head = [0; 8];
    // No more is taken than the facts; what follows is for the thread that reads queries.
    let mut input = io::stdin();
    input.read_exact(&mut head).map_err(unread)?;
    store.read(BufReader::new(input.take(u64::from_be_bytes(head))), RdfFormat::NQuads)?;
    Ok(store)
}

fn unread(source: io::Error) -> Error {
    Error::File { action: "read", path: "standard input".into(), source }
}

/// The answer, or why there is none.
fn answer(store: &Store, asked: &Asked) -> (Told, Vec<u8>) {
    let mut out = Bounded { bytes: Vec::new(), most: asked.max_bytes, over: false };
    let told = |outcome, words: String| Told { outcome, words, tired: false };
    let written = wanted(asked).and_then(|(dataset, wanted)| {
        let written = store.write_answer(&asked.query, &dataset, wanted, &mut out)?;
        Ok((written, wanted))
    });
    let refused = match written {
        Ok((Written::Rows(format), _)) => {
            let outcome = Outcome::Answered(out.bytes.len() as u64);
            return (told(outcome, media(format.media_type())), out.bytes);
        }
        Ok((Written::Facts(format), _)) => {
            let outcome = Outcome::Answered(out.bytes.len() as u64);
            return (told(outcome, media(format.media_type())), out.bytes);
        }
        Ok((Written::NoRows, _)) => told(
            Outcome::NotAcceptable,
            "this query gives rows or a truth: application/sparql-results+json, application/sparql-results+xml, text/csv, \
             text/tab-separated-values"
                .into(),
        ),
        Ok((Written::NoFacts, _)) => told(
            Outcome::NotAcceptable,
            "this query gives facts: text/turtle, application/n-triples, application/rdf+xml, application/ld+json, \
             application/trig, application/n-quads"
                .into(),
        ),
        Ok((Written::TooMany, wanted)) => told(
            Outcome::TooMany,
            format!("the answer has more than {} rows or facts; add LIMIT, or ask for less", wanted.most),
        ),
        Err(_) if out.over => told(
            Outcome::TooMany,
            format!("the answer is longer than {} MB; add LIMIT, or ask for less", asked.max_bytes >> 20),
        ),
        Err(error @ (Error::Query { .. } | Error::Argument(_))) => told(Outcome::Misspelt, error.to_string()),
        Err(error) => told(Outcome::Failed, error.to_string()),
    };
    (refused, Vec::new())
}

/// CSV and TSV are UTF-8 only where that is said.
fn media(name: &str) -> String {
    if name.starts_with("text/") && !name.contains("charset") {
        format!("{name}; charset=utf-8")
    } else {
        name.to_owned()
    }
}

/// What is asked for, as the store takes it.
fn wanted(asked: &Asked) -> Result<(Dataset, Wanted)> {
    let graphs = |iris: &[String]| -> Result<Vec<NamedNode>> {
        let graph = |iri: &String| {
            NamedNode::new(iri).map_err(|error| Error::Argument(format!("graph `{iri}` is not an IRI: {error}")))
        };
        iris.iter().map(graph).collect()
    };
    let dataset = Dataset { default: graphs(&asked.default_graphs)?, named: graphs(&asked.named_graphs)? };
    let rows = asked.rows.as_deref().and_then(QueryResultsFormat::from_media_type);
    let facts = asked.facts.as_deref().and_then(RdfFormat::from_media_type);
    Ok((dataset, Wanted { rows, facts, most: asked.max_rows }))
}

/// Memory that takes so many bytes and no more.
struct Bounded {
    bytes: Vec<u8>,
    most: u64,
    over: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + bytes.len()) as u64 > self.most {
            self.over = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Allows this process so many megabytes of addresses more than it has. Returns what it has and the limit, in bytes;
/// `None` where the system does not tell or does not limit.
fn limit(megabytes: u64) -> Option<(u64, u64)> {
    let start = held()?;
    let most = start.saturating_add(megabytes.saturating_mul(1 << 20));
    #[cfg(unix)]
    {
        // A query that is ended so leaves no picture of its memory on the disk.
        let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
        rlimit::setrlimit(rlimit::Resource::AS, most, most).ok()?;
    }
    Some((start, most))
}

/// The bytes of addresses that this process has, as Linux tells them.
fn held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        Asked {
            query: query.to_owned(),
            rows: Some("text/csv".into()),
            facts: Some("text/turtle".into()),
            max_rows: 10,
            max_bytes: 1000,
            ..Asked::default()
        }
    }

    fn told(asked: &Asked) -> (Outcome, String) {
        let store = Store::memory(Base::default()).expect("a store");
        let (told, bytes) = answer(&store, asked);
        (told.outcome, format!("{}{}", told.words, String::from_utf8_lossy(&bytes)))
    }

    #[test]
    fn an_answer_comes_with_its_media_type() {
        let rows = told(&asked("SELECT ?a { VALUES ?a { 1 2 } }"));
        assert_eq!(rows, (Outcome::Answered(9), "text/csv; charset=utf-8a\r\n1\r\n2\r\n".into()));
    }

    #[test]
    fn what_is_refused_is_told_in_words() {
        let (outcome, words) = told(&asked("SELECT ?a {"));
        assert!(outcome == Outcome::Misspelt && words.contains("line 1, column"), "{words}");
        let (outcome, words) = told(&Asked { max_bytes: 5, ..asked("SELECT ?a { VALUES ?a { 1 2 } }") });
        assert!(outcome == Outcome::TooMany && words.contains("longer than"), "{words}");
        let (outcome, words) = told(&Asked { max_rows: 1, ..asked("SELECT ?a { VALUES ?a { 1 2 } }") });
        assert!(outcome == Outcome::TooMany && words.contains("more than 1 rows"), "{words}");
        assert_eq!(told(&Asked { rows: None, ..asked("ASK {}") }).0, Outcome::NotAcceptable);
        let (outcome, words) = told(&Asked { default_graphs: vec!["a b".into()], ..asked("ASK {}") });
        assert!(outcome == Outcome::Misspelt && words.contains("`a b` is not an IRI"), "{words}");
    }
}
