//! The program: parse → match → print → exit code. Data goes to standard output, words to standard error; a
//! reader that closes the pipe early (`head`) ends the program quietly.

mod cli;
mod commands;
mod print;
#[cfg(feature = "serve")]
mod serve;

use clap::Parser;
use cli::{Cli, Command};
use commands::{Outcome, Stop, say};
use luocdo::Error;
use std::io::ErrorKind;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Extract(args) => commands::extract::run(&args),
        Command::Build(args) => commands::build::run(&args),
        Command::Query(args) => commands::query::run(&args),
        Command::Ask(args) => commands::ask::run(&args),
        Command::Trace(args) => commands::trace::run(&args),
        Command::Coverage(args) => commands::coverage::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::New(args) => commands::new::run(&args),
        Command::Tasks(args) => commands::tasks::run(&args),
        Command::Impact(args) => commands::impact::run(&args),
        Command::Gaps(args) => commands::gaps::run(&args),
        Command::Status(args) => commands::status::run(&args),
        Command::Rank(args) => commands::rank::run(&args),
        Command::Judge(args) => commands::judge::run(&args.verdict),
        Command::Export(args) => commands::export::run(&args),
        Command::Report(args) => commands::report::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Stats(args) => commands::stats::run(&args),
        Command::Completions { shell } => commands::completions(shell),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(Stop::Nothing(error)) => {
            say(format_args!("luocdo: {error}"));
            Outcome::Nothing.into()
        }
        Err(Stop::Failed(Error::File { source, .. })) if source.kind() == ErrorKind::BrokenPipe => Outcome::Done.into(),
        Err(Stop::Failed(error)) => {
            say(format_args!("luocdo: {error}"));
            Outcome::Failed.into()
        }
    }
}
