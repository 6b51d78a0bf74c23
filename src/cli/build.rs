//! `build`.

use super::sources::Reading;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Read files and folders into a store that the other commands answer from.
#[derive(Args, Debug)]
#[command(after_help = "\
Building a file again changes nothing if the file is the same, and replaces what it said if it is not. One
file that cannot be read is told and the rest goes on.

Text, HTML, PDF and Word files are read, those in ZIP archives as well, and dumps with a row for each paper. Old
Word files (.doc), .rtf and .odt are read by LibreOffice where it is installed.

Examples:
  luocdo build digests/                           every file under digests/ that can be read
  luocdo build vanban.jsonl --map text=noi_dung   a dump; `luocdo build --help` names the fields
  luocdo build digests/ --prune                   and forget those that were deleted
  luocdo build tuan-27.txt --store langson.db --place LS --date 2023-07-09")]
pub struct Build {
    /// Files and folders to read.
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// The folder of the store; made if it is not there.
    #[arg(long, value_name = "DIR", env = "LUOCDO_STORE", default_value = "luocdo.db", value_hint = ValueHint::DirPath)]
    pub store: PathBuf,
    /// Forget sources of the folders given whose files are gone.
    #[arg(long)]
    pub prune: bool,
    /// The file of judgements [default: judgements.csv beside the folder of the store].
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub judgements: Option<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}
