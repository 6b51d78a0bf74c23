//! The one test program beside the unit tests: what a lawyer may rely on, told by cases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod amendments;
mod ask;
mod board;
mod check;
mod cli;
mod duties;
mod gold;
mod judge;
mod law;
mod letters;
mod papers;
mod pictures;
mod portals;
#[cfg(feature = "serve")]
mod protocol;
mod rank;
mod score;
#[cfg(feature = "serve")]
mod serve;
mod soup;
mod tables;
mod weekly;

use luocdo::model::Extraction;
use luocdo::{Config, Tables, extract, read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The tables of the program, loaded once.
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::builtin().expect("the tables load"));

/// A path in the project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What is read in a text, by a caller who knows no more than the text.
fn reading(text: &str) -> Extraction {
    reading_with(text, Config::default())
}

fn reading_with(text: &str, config: Config) -> Extraction {
    let text = read::read_bytes("page.txt".as_ref(), text.as_bytes()).expect("it is text");
    extract(&TABLES, &config, text)
}
