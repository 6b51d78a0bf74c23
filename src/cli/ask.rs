//! `ask`.

use super::out::Out;
use super::sources::Source;
use super::values::given;
use clap::{ArgAction, Args, ValueHint};
use std::path::PathBuf;

/// Ask a named question ("câu hỏi có sẵn").
#[derive(Args, Debug)]
#[command(after_help = "\
A question is a SPARQL query with a name, and parameters of a type: paper (typed as people name it), body, place, date,
number, text, relation. `--list` shows all of them with what they take. Questions of your own are files NAME.rq that
begin as those in ontology/queries do; `--queries DIR` adds them, and one with the name of another stands in its place.

Examples:
  luocdo ask --list
  luocdo ask carried-out --with order=\"Chỉ thị 20/CT-TTg năm 2023\"
  luocdo ask overdue --with day=2023-08-01 --with place=\"Lạng Sơn\" --output qua-han.xlsx
  luocdo ask papers-of --with body=TTg --with from=2023-01-01 --format csv
  luocdo ask cau-hoi-cua-toi --queries cau-hoi/ --with order=\"Đề án 06\"")]
pub struct Ask {
    /// The question's name.
    #[arg(value_name = "NAME", required_unless_present = "list", conflicts_with = "list")]
    pub name: Option<String>,
    /// Show all questions with their parameters.
    #[arg(long)]
    pub list: bool,
    /// The value of a parameter, as NAME=VALUE; once for each parameter.
    #[arg(long = "with", value_name = "NAME=VALUE", value_parser = given, action = ArgAction::Append, conflicts_with = "list")]
    pub values: Vec<(String, String)>,
    /// A folder of questions of your own (NAME.rq).
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub queries: Option<PathBuf>,
    #[command(flatten)]
    pub out: Out,
    #[command(flatten)]
    pub source: Source,
}
