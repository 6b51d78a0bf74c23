//! Names that a text itself defines: `Nghị định số 15/2020/NĐ-CP … (sau đây gọi tắt là Nghị định 15)`. Such a name
//! stands for its document from there to the end of the text and no further: another text that uses it is read alone. A name of one word ("Luật") is left to the
//! anaphors, which know what was named last.

use super::use_at;
use crate::model::{Cited, Form, Mention, Value};
use crate::tables::{Tables, Use};
use crate::tokens::{Kind, Tokens};
use std::collections::HashMap;

/// Tokens between a document and the bracket that names it, at most: its issuer and title stand there.
const REACH: usize = 60;
/// Tokens of a name, at most.
const LONGEST: usize = 10;

/// A name and what it stands for.
struct Defined {
    /// The words, as written, in lower case.
    words: Vec<String>,
    /// First token from which it holds.
    from: usize,
    cited: Cited,
}

/// Every later use of a name that the text defines. `mentions` are the documents found so far, in order.
pub fn aliases(tables: &Tables, tokens: &Tokens, mentions: &[Mention]) -> Vec<Mention> {
    let defined = definitions(tables, tokens, mentions);
    let mut by_first: HashMap<&str, Vec<&Defined>> = HashMap::new();
    for name in &defined {
        by_first.entry(name.words[0].as_str()).or_default().push(name);
    }
    let mut found = Vec::new();
    let mut index = defined.iter().map(|name| name.from).min().unwrap_or(tokens.list.len());
    while index < tokens.list.len() {
        let named = tokens.get(index).filter(|t| t.is_capital()).and_then(|_| {
            let names = by_first.get(tokens.str(index).to_lowercase().as_str())?;
            // The definition that was made last holds.
            names.iter().rev().find(|name| name.from <= index && goes_on(tokens, index, &name.words))
        });
        let Some(name) = named else {
            index += 1;
            continue;
        };
        let span = tokens.span(index, index + name.words.len() - 1);
        let at = mentions.partition_point(|m| m.span.end <= span.start);
        if mentions.get(at).is_none_or(|m| !m.span.overlaps(span)) {
            found.push(Mention { span, value: Value::Document(name.cited.clone()) });
        }
        index += name.words.len();
    }
    found
}

/// The names that a text defines, with the document right before each.
fn definitions(tables: &Tables, tokens: &Tokens, mentions: &[Mention]) -> Vec<Defined> {
    let mut found = Vec::new();
    for index in 0..tokens.list.len() {
        let open = tokens.get(index).map(|t| t.kind);
        let Some(Kind::Mark(mark @ ('(' | ','))) = open else { continue };
        let Some(opens) = use_at(tables, tokens, index + 1, Use::AliasOpens) else { continue };
        // "(sau đây gọi tắt là Chỉ thị 20)"; ", sau đây gọi tắt là Chỉ thị 20, "
        let ends = |i: &usize| match tokens.get(*i).map(|t| t.kind) {
            Some(Kind::Mark(close)) if mark == '(' => close == ')',
            Some(Kind::Mark(close)) => matches!(close, ',' | ';' | ':' | '.' | ')'),
            _ => false,
        };
        let Some(close) = (opens + 1..opens + 2 + LONGEST).find(ends) else { continue };
        let words: Vec<String> = (opens + 1..close)
            .filter(|&i| tokens.get(i).is_some_and(|t| !matches!(t.kind, Kind::Mark(_))))
            .map(|i| tokens.str(i).to_lowercase())
            .collect();
        let place = tokens.get(index).map_or(0, |t| t.span.start);
        let before = mentions.partition_point(|m| m.span.end <= place).checked_sub(1).map(|at| &mentions[at]);
        let Some((mention, cited)) = before.and_then(|m| Some((m, m.cited()?))) else { continue };
        let near = index - tokens.at(mention.span.end).min(index) <= REACH;
        let named = matches!(cited.form, Form::Number | Form::Title);
        if words.len() >= 2 && near && named {
            let cited = Cited { form: Form::Alias, pinpoint: None, ..cited.clone() };
            found.push(Defined { words, from: close + 1, cited });
        }
    }
    found
}

/// True if the words stand at a token, with no mark and no empty line between.
fn goes_on(tokens: &Tokens, index: usize, words: &[String]) -> bool {
    words.iter().enumerate().skip(1).all(|(i, word)| {
        tokens.get(index + i).is_some_and(|t| t.breaks < 2) && tokens.str(index + i).to_lowercase() == *word
    })
}

#[cfg(test)]
mod tests {
    use crate::model::{Form, Value};
    use crate::{Config, Tables, extract, read};

    /// The keys of the names that the text itself defines.
    #[track_caller]
    fn check(page: &str, expect: &[&str]) {
        let tables = Tables::builtin().expect("the tables load");
        let text = read::read_bytes("page.txt".as_ref(), page.as_bytes()).expect("it is text");
        let found = extract(&tables, &Config::default(), text);
        let keys: Vec<String> = found
            .references
            .iter()
            .filter(|r| matches!(&found.mentions[r.mention].value, Value::Document(c) if c.form == Form::Alias))
            .filter_map(|r| Some(r.key()?.to_string()))
            .collect();
        assert_eq!(keys, expect);
    }

    #[test]
    fn a_name_holds_from_its_definition_on() {
        check(
            "Quy chế hợp tác chưa có. Theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ (sau đây gọi là Quy \
             chế hợp tác), các sở lập hồ sơ. Quy chế hợp tác áp dụng từ năm 2020.",
            &["NĐ|45/2020/NĐ-CP|2020|CP"],
        );
    }

    #[test]
    fn a_name_is_defined_in_brackets_or_between_commas() {
        check(
            "Thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ (sau đây viết tắt là “Chỉ thị tiết kiệm \
             điện”), các sở triển khai Chỉ thị tiết kiệm điện.",
            &["CT|20/CT-TTg|2023|TTg"],
        );
        check(
            "Thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ, sau đây gọi tắt là Chỉ thị tiết kiệm \
             điện, các sở triển khai. Chỉ thị tiết kiệm điện áp dụng đến hết năm 2025.",
            &["CT|20/CT-TTg|2023|TTg"],
        );
    }

    #[test]
    fn a_name_ends_with_its_text() {
        let defines = "Thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ (sau đây gọi tắt là Chỉ thị \
                       tiết kiệm điện), các sở báo cáo.\n";
        let uses = "Các sở triển khai Chỉ thị tiết kiệm điện.\n";
        check(&format!("{defines}\n{uses}"), &["CT|20/CT-TTg|2023|TTg"]);
        check(defines, &[]);
        check(uses, &[]);
    }

    #[test]
    fn a_bracket_that_names_no_document_defines_nothing() {
        check("Sở Y tế (sau đây gọi tắt là Cơ quan chủ trì) báo cáo. Cơ quan chủ trì gửi hồ sơ.", &[]);
    }
}
