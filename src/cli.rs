//! The command line as types. The doc comments are the help text: written for legal officers, in English,
//! with the Vietnamese legal terms in quotes. One file a command. Nothing is read or done here.

mod ask;
mod build;
mod check;
mod compare;
mod coverage;
mod export;
mod extract;
mod gaps;
mod impact;
mod judge;
mod new;
mod out;
mod query;
mod rank;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod sources;
mod stats;
mod status;
mod tasks;
mod trace;
mod values;

pub use ask::Ask;
pub use build::Build;
pub use check::Check;
pub use compare::Compare;
pub use coverage::Coverage;
pub use export::Export;
pub use extract::{Extract, Page};
pub use gaps::Gaps;
pub use impact::Impact;
pub use judge::{Judge, Said, Verdict};
pub use new::New;
pub use out::{Form, Out};
pub use query::{Answer, Query};
pub use rank::{Of, Rank};
pub use report::Report;
#[cfg(feature = "serve")]
pub use serve::Serve;
pub use sources::{Reading, Source};
pub use stats::Stats;
pub use status::Status;
pub use tasks::Tasks;
pub use trace::Trace;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold());

/// Reads Vietnamese legal and administrative papers and shows who carries out what.
///
/// luocdo ("lược đồ") reads weekly digests ("chỉ đạo, điều hành") and single papers ("văn bản"), finds the
/// papers, bodies and deadlines they name, and joins them into one graph. The graph answers which papers
/// carry an order out ("triển khai thực hiện"), which bodies ("cơ quan") are tasked and by when ("thời hạn"),
/// each with the sentence that proves it.
#[derive(Debug, Parser)]
#[command(name = "luocdo", version, styles = STYLES, max_term_width = 100, after_long_help = AFTER)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Begin with:
  luocdo build examples/digest
  luocdo trace \"Chỉ thị 20/CT-TTg\" --year 2023

Exit code: 0 done, 1 nothing found, 2 something failed.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Extract(Extract),
    Build(Build),
    Query(Query),
    Ask(Ask),
    Trace(Trace),
    Coverage(Coverage),
    Compare(Compare),
    New(New),
    Tasks(Tasks),
    Impact(Impact),
    Gaps(Gaps),
    Status(Status),
    Rank(Rank),
    Judge(Judge),
    Export(Export),
    Report(Report),
    #[cfg(feature = "serve")]
    Serve(Serve),
    Stats(Stats),
    Check(Check),
    /// Print the completions of a shell, so that Tab completes commands and options.
    #[command(after_help = "\
Examples:
  luocdo completions bash > ~/.local/share/bash-completion/completions/luocdo
  luocdo completions zsh > ~/.zfunc/_luocdo")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples() {
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(
                help.contains("Examples:\n  luocdo") || help.contains("Examples:\n  cat"),
                "{}",
                command.get_name()
            );
        }
    }
}
