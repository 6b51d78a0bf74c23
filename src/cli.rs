//! The command line as types. The doc comments are the help text: written for legal officers, in English,
//! with the Vietnamese legal terms in quotes. Nothing is read or done here.

use chrono::NaiveDate;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

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
    /// Read files and print what is found in them, without keeping it.
    #[command(after_help = "\
Examples:
  luocdo extract tuan-27.txt                      one JSON object a file, for programs
  luocdo extract tuan-27.txt --format marked      the text with every name marked, for the eye
  luocdo extract page.html --format text          the text that places are counted in
  luocdo extract giay-to.zip vanban.jsonl         an object for each member and each row
  cat tuan-27.txt | luocdo extract - --place LS   from a pipe; a page of Lạng Sơn")]
    Extract(Extract),
    /// Read files and folders into a store that the other commands answer from.
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
    Build(Build),
    /// Ask the graph in SPARQL.
    #[command(after_help = "\
The prefixes luo, eli, org, prov, oa, skos, dcterms, rdf, rdfs and xsd need no PREFIX line.

Examples:
  luocdo query 'SELECT ?paper ?order WHERE { ?paper luo:implements ?order } LIMIT 20'
  luocdo query --file overdue.rq --format csv > overdue.csv
  luocdo query 'CONSTRUCT WHERE { ?a luo:implements ?b }' --format turtle")]
    Query(Query),
    /// Show the tree of papers that carry an order out ("văn bản triển khai").
    #[command(after_help = "\
Names are taken as people write them: with or without type, \"số\", accents, year and spaces. Where a name
fits several papers they are listed, and a year or a date chooses.

Examples:
  luocdo trace \"Chỉ thị 20/CT-TTg\" --year 2023
  luocdo trace \"chi thi so 20/ct-ttg ngay 08/6/2023\"
  luocdo trace \"Đề án 06\" --max-hops 1
  luocdo trace \"Luật Tiếp cận thông tin\" --format csv > thuc-hien.csv
  luocdo trace \"Công điện 607/CĐ-TTg\" --from examples/digest     without building a store")]
    Trace(Trace),
    /// List who is to do what by when ("nhiệm vụ", "thời hạn").
    #[command(after_help = "\
Examples:
  luocdo tasks --agency \"Sở Công Thương\"
  luocdo tasks --overdue --today 2023-08-01       what should have been done by then
  luocdo tasks --document \"Kế hoạch 148/KH-UBND\" --role lead
  luocdo tasks --format csv > nhiem-vu.csv")]
    Tasks(Tasks),
    /// Tell whether a paper is in force on a day ("tình trạng hiệu lực"), and by which sentences.
    #[command(after_help = "\
The status is computed from the days and the sentences that were read: còn hiệu lực (in-force), chưa có hiệu lực
(not-yet), hết hiệu lực toàn bộ (expired), hết hiệu lực một phần (partly-expired), ngưng hiệu lực (suspended), không rõ
(unknown). Only words that name the paper end it; what nobody states stays open and is told below the answer.

Examples:
  luocdo status \"Nghị định 111/2022/NĐ-CP\"
  luocdo status \"nghi dinh 123/2020/nd-cp\" --on 2025-11-20
  luocdo status \"Quyết định 589/QĐ-UBND\" --year 2023 --format json --from papers/")]
    Status(Status),
    /// Keep what a person judges of the relations and tasks that were read.
    #[command(after_help = "\
The ids stand in the column `id` of `luocdo trace … --format csv`, `luocdo tasks --format csv` and `luocdo status`. The
judgements are kept in judgements.csv beside the folder of the store, and hold again at every build. What is rejected
leaves the answers and stays on record; `--rejected` shows it.

Examples:
  luocdo judge accept 51f0c2a97be31d04 --by \"Nguyễn Thị An\" --why \"đã đối chiếu Công báo\"
  luocdo judge reject 51f0c2a97be31d04 --by \"Nguyễn Thị An\" --why \"câu này nói về Chỉ thị năm 2020\"
  luocdo judge relabel 51f0c2a97be31d04 --as cites --by An --why \"chỉ dẫn chiếu\"
  luocdo judge list --format csv")]
    Judge(Judge),
    /// Write the whole graph for other programs.
    #[command(after_help = "\
turtle, trig, nquads, jsonld and rdfxml hold everything; dot (Graphviz) and graphml (Gephi, yEd) hold the
picture. Turtle and RDF/XML join the graphs of all sources in one.

Examples:
  luocdo export --format turtle --output graph.ttl
  luocdo export --output graph.graphml            the format follows from the name
  luocdo export --format dot | dot -Tsvg -o graph.svg")]
    Export(Export),
    /// Count what the store holds and list what was not understood.
    #[command(after_help = "\
Examples:
  luocdo stats
  luocdo stats --open                             the names that fit several papers, or none
  luocdo stats --format json")]
    Stats(Stats),
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

/// How rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets (UTF-8).
    Csv,
}

/// How a page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Page {
    /// One JSON object a file, on one line.
    Json,
    /// The extracted text, nothing else.
    Text,
    /// The text with what was found marked: `⟦Chỉ thị 20/CT-TTg⟧document`, coloured on a terminal.
    Marked,
}

/// How the answer to a query is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Answer {
    /// For people; a graph as Turtle.
    Table,
    /// SPARQL results in JSON; a graph as JSON-LD.
    Json,
    /// SPARQL results in CSV.
    Csv,
    /// Turtle, for CONSTRUCT and DESCRIBE.
    Turtle,
}

/// `extract`.
#[derive(Args, Debug)]
pub struct Extract {
    /// Files to read; `-` is standard input.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Page::Json)]
    pub format: Page,
    #[command(flatten)]
    pub reading: Reading,
}

/// `build`.
#[derive(Args, Debug)]
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

/// `query`.
#[derive(Args, Debug)]
pub struct Query {
    /// The query.
    #[arg(value_name = "SPARQL", required_unless_present = "file", conflicts_with = "file")]
    pub query: Option<String>,
    /// A file that holds the query; `-` is standard input.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Answer::Table)]
    pub format: Answer,
    #[command(flatten)]
    pub source: Source,
}

/// `trace`.
#[derive(Args, Debug)]
pub struct Trace {
    /// The order ("văn bản chỉ đạo"), as people write it.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Its year, where the name has none.
    #[arg(long)]
    pub year: Option<i32>,
    /// How many papers away from the order to go [default: to the end].
    #[arg(long, value_name = "N")]
    pub max_hops: Option<usize>,
    /// The most lines of the tree.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub max_papers: usize,
    /// What carries an order on; may be given several times.
    #[arg(long, value_name = "RELATION", value_parser = relation, action = ArgAction::Append, default_values = ["implements", "details"])]
    pub follow: Vec<luocdo::model::RelationType>,
    /// Also show what people rejected, marked as such.
    #[arg(long)]
    pub rejected: bool,
    /// How to print: a tree, JSON, or a row for each paper and body tasked.
    #[arg(long, value_enum, default_value_t = Rows::Table)]
    pub format: Rows,
    #[command(flatten)]
    pub source: Source,
}

/// `tasks`.
#[derive(Args, Debug)]
pub struct Tasks {
    /// Only bodies whose name has these words, or whose code this is (`SCT:LS`).
    #[arg(long, value_name = "NAME")]
    pub agency: Option<String>,
    /// Only tasks of this paper and of the papers that carry it out.
    #[arg(long, value_name = "NAME")]
    pub document: Option<String>,
    /// Its year, where the name has none.
    #[arg(long, requires = "document")]
    pub year: Option<i32>,
    /// Only this part: lead ("chủ trì"), perform ("thực hiện"), request ("được đề nghị"), coordinate ("phối hợp").
    #[arg(long, value_parser = role)]
    pub role: Option<luocdo::model::Role>,
    /// Only tasks whose last day is past ("quá hạn").
    #[arg(long)]
    pub overdue: bool,
    /// The day that counts as today, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// Also show what people rejected, marked as such.
    #[arg(long)]
    pub rejected: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Rows::Table)]
    pub format: Rows,
    #[command(flatten)]
    pub source: Source,
}

/// `status`.
#[derive(Args, Debug)]
pub struct Status {
    /// The paper ("văn bản"), as people write it.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Its year, where the name has none.
    #[arg(long)]
    pub year: Option<i32>,
    /// The day asked about, as YYYY-MM-DD [default: the day of this computer].
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
    /// How to print: in words, JSON, or a row for each thing that other papers do to it.
    #[arg(long, value_enum, default_value_t = Rows::Table)]
    pub format: Rows,
    #[command(flatten)]
    pub source: Source,
}

/// `judge`.
#[derive(Args, Debug)]
pub struct Judge {
    /// What to do.
    #[command(subcommand)]
    pub verdict: Verdict,
}

/// What `judge` does.
#[derive(Debug, Subcommand)]
pub enum Verdict {
    /// It is as the machine read it ("chấp nhận").
    Accept(Said),
    /// The machine was wrong; it leaves the answers ("bác bỏ").
    Reject(Said),
    /// It is there, but of another type or role ("đặt lại loại").
    Relabel {
        /// The type of a relation (implements, details, amends, …), or the role of a task (lead, perform, …).
        #[arg(long = "as", value_name = "TYPE", value_parser = label)]
        label: luocdo::judge::Label,
        #[command(flatten)]
        said: Said,
    },
    /// List all judgements with what became of them.
    List {
        /// How to print.
        #[arg(long, value_enum, default_value_t = Rows::Table)]
        format: Rows,
        #[command(flatten)]
        source: Source,
    },
}

/// Who judges what, and why.
#[derive(Args, Debug)]
pub struct Said {
    /// The id of the relation or the task.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Who judges.
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub by: String,
    /// Why.
    #[arg(long, value_name = "WORDS", value_parser = words)]
    pub why: String,
    #[command(flatten)]
    pub source: Source,
}

/// `export`.
#[derive(Args, Debug)]
pub struct Export {
    /// The format; taken from the name of `--output` if not given, else turtle.
    #[arg(long, value_parser = export_format)]
    pub format: Option<luocdo::export::Format>,
    /// The file to write; standard output if not given.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Also write what the tables say of all national bodies and provinces, not only those that sources name.
    #[arg(long)]
    pub with_tables: bool,
    /// Also write what people rejected.
    #[arg(long)]
    pub rejected: bool,
    /// Write over a file that exists.
    #[arg(long, requires = "output")]
    pub force: bool,
    #[command(flatten)]
    pub source: Source,
}

/// `stats`.
#[derive(Args, Debug)]
pub struct Stats {
    /// List the names that fit several papers, or none, in place of the counts.
    #[arg(long)]
    pub open: bool,
    /// Also count what people rejected.
    #[arg(long)]
    pub rejected: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Rows::Table)]
    pub format: Rows,
    #[command(flatten)]
    pub source: Source,
}

/// A value that is one of a list of names.
fn one_of<T>(typed: &str, find: impl Fn(&str) -> Option<T>, names: Vec<&str>) -> Result<T, String> {
    find(typed).ok_or_else(|| format!("give one of {}", names.join(", ")))
}

fn relation(typed: &str) -> Result<luocdo::model::RelationType, String> {
    use luocdo::model::RelationType as R;
    one_of(typed, R::from_name, R::ALL.iter().map(|kind| kind.name()).collect())
}

fn role(typed: &str) -> Result<luocdo::model::Role, String> {
    use luocdo::model::Role as R;
    one_of(typed, R::from_name, R::ALL.iter().map(|role| role.name()).collect())
}

fn label(typed: &str) -> Result<luocdo::judge::Label, String> {
    use luocdo::judge::Label as L;
    one_of(typed, L::from_name, L::names())
}

/// Words that say something.
fn words(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err("say it in words".to_owned()),
        words => Ok(words.to_owned()),
    }
}

fn export_format(typed: &str) -> Result<luocdo::export::Format, String> {
    use luocdo::export::Format as F;
    one_of(typed, F::from_name, F::ALL.iter().map(|format| format.name()).collect())
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
