//! What every command shares: where the graph is and how files are read.

use chrono::NaiveDate;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// How files are read.
#[derive(Args, Clone, Debug)]
pub struct Reading {
    /// The province whose authority speaks, by its code (`LS` is Lạng Sơn); found in the page if not given.
    #[arg(long, value_name = "CODE")]
    pub place: Option<String>,
    /// The day that the page is of, as YYYY-MM-DD; found in the page if not given.
    #[arg(long, value_name = "DATE")]
    pub date: Option<NaiveDate>,
    /// A folder of tables to use in place of those built in.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub tables: Option<PathBuf>,
    /// The largest text to read, in megabytes; archives and dumps may be larger.
    #[arg(long, value_name = "MB", default_value_t = 100)]
    pub max_size: u64,
    /// Which column of a dump (.jsonl, .json, .parquet) holds what: text=content,number=so_hieu,…; the usual names are known.
    ///
    /// The fields are text, id, number ("số hiệu"), kind ("loại văn bản"), title ("trích yếu"), date ("ngày ban hành"),
    /// issuer ("cơ quan ban hành"), signer ("người ký"), effect ("ngày có hiệu lực"), status ("tình trạng"), address and
    /// relations ("lược đồ"). A field without a column (title=) is not read.
    #[arg(long, value_name = "FIELD=COLUMN,…", default_value = "", hide_default_value = true)]
    pub map: luocdo::read::Map,
    /// What the IRIs of the graph begin with [default: that of the store, else https://w3id.org/luocdo/id/].
    #[arg(long, value_name = "IRI")]
    pub base: Option<String>,
}

/// Where the graph is.
#[derive(Args, Clone, Debug)]
pub struct Source {
    /// The folder of the store.
    #[arg(long, value_name = "DIR", env = "LUOCDO_STORE", default_value = "luocdo.db", value_hint = ValueHint::DirPath)]
    pub store: PathBuf,
    /// Files or folders to read for this one question, in place of a store.
    #[arg(long, value_name = "PATH", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub from: Vec<PathBuf>,
    /// The file of judgements [default: judgements.csv beside the folder of the store].
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub judgements: Option<PathBuf>,
    /// How `--from` is read.
    #[command(flatten, next_help_heading = "Options for --from")]
    pub reading: Reading,
}
