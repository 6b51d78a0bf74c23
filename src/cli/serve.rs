//! `serve`.

use super::sources::Source;
use clap::{Args, ValueHint};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Open the page in a browser, and the endpoint for programs.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
The page is at the address told (http://127.0.0.1:7878/): search, papers, graph, coverage, tasks, questions. Programs find
SPARQL at /sparql, the graphs at /data, and every question of the command line at /api. No request leaves the machine.

Nothing can be changed unless `--allow-write` is given with a token: in a file, or in the variable LUOCDO_TOKEN. While
the store is served, `luocdo build` waits; load files on the page in its place.

Examples:
  luocdo serve
  luocdo serve --store luocdo.db --bind 127.0.0.1:8080
  luocdo serve --from examples/digest                 without building a store
  luocdo serve --allow-write --token-file token.txt   people may load files and judge")]
pub struct Serve {
    /// The address and port to listen at; 0.0.0.0 lets other computers in.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    pub bind: SocketAddr,
    /// Let whoever has the token load files and judge.
    #[arg(long)]
    pub allow_write: bool,
    /// The file that holds the token, in its first line; the variable LUOCDO_TOKEN if not given.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "allow_write")]
    pub token_file: Option<PathBuf>,
    /// A web page elsewhere whose scripts may ask, as https://host; may be given several times.
    #[arg(long, value_name = "ORIGIN")]
    pub cors: Vec<String>,
    /// The most seconds that a question may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
    /// The most rows or facts of an answer to SPARQL.
    #[arg(long, value_name = "ROWS", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub max_rows: u64,
    /// The most memory of one SPARQL query, in megabytes.
    #[arg(long, value_name = "MB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(64..))]
    pub max_memory: u64,
    /// How many SPARQL queries run at once; others wait for a place.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub workers: u16,
    /// The largest body of a request, in megabytes.
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub max_body: u64,
    /// Write a line for each request to standard error.
    #[arg(long)]
    pub log: bool,
    #[command(flatten)]
    pub source: Source,
}
