//! A page of any depth → one that a parser reads in linear time: the tags of elements that lie too deep are left
//! out, their text stays. Parsers look through all open elements at each tag, so that a hundred thousand `<div>`
//! inside each other would take minutes.

use std::borrow::Cow;
use std::collections::HashMap;

/// Elements within each other that a page may have; real ones have fewer than a hundred.
const DEEPEST: usize = 400;

/// A tag longer than so many bytes loses its attributes: a parser compares each with all before it.
const LONGEST: usize = 1 << 16;

/// Elements that end by themselves, or hold none: they do not make a page deep.
const SHALLOW: &[&str] = &[
    "p", "li", "dd", "dt", "br", "hr", "img", "input", "meta", "link", "option", "tr", "td", "th", "tbody", "thead",
    "tfoot", "col", "colgroup", "html", "head", "body", "base", "area", "wbr", "source", "embed", "param", "track",
];

/// The page, without the tags of what lies too deep.
pub fn flat(page: &str) -> Cow<'_, str> {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0usize;
    let mut out = String::new();
    let mut kept = 0;
    let mut rest = 0;
    while let Some(start) = page[rest..].find('<').map(|at| rest + at) {
        let Some((name, closes)) = tag(&page[start..]) else {
            rest = start + 1;
            continue;
        };
        let end = page[start..].find('>').map_or(page.len(), |at| start + at + 1);
        rest = end;
        let shallow = SHALLOW.contains(&name.as_str()) || page[start..end].ends_with("/>");
        let deep = if shallow {
            false
        } else if closes {
            match open.get_mut(&name) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    depth -= 1;
                    depth >= DEEPEST
                }
                _ => false,
            }
        } else {
            *open.entry(name).or_default() += 1;
            depth += 1;
            depth > DEEPEST
        };
        if deep {
            out.push_str(&page[kept..start]);
            out.push(' ');
            kept = end;
        } else if end - start > LONGEST {
            let name = page[start..end].find(char::is_whitespace).unwrap_or(1);
            out.push_str(&page[kept..start + name]);
            out.push('>');
            kept = end;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(page);
    }
    out.push_str(&page[kept..]);
    Cow::Owned(out)
}

/// The name of the element whose tag begins here, and whether the tag closes it.
fn tag(from: &str) -> Option<(String, bool)> {
    let inside = from.strip_prefix('<')?;
    let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    let name = inside.get(..end)?.to_ascii_lowercase();
    (name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() < 30).then_some((name, closes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_usual_depth_is_as_it_was() {
        let page = "<div><p>a<p>b<br/><b>1 < 2</b></div>".repeat(1000);
        assert!(matches!(flat(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn the_text_of_what_lies_too_deep_stays() {
        let page = format!("{}a{}<p>b", "<div class='x'>".repeat(DEEPEST + 2), "</div>".repeat(DEEPEST + 2));
        let flat = flat(&page);
        assert_eq!((flat.matches("<div").count(), flat.matches("</div>").count()), (DEEPEST, DEEPEST));
        assert!(flat.contains("  a  ") && flat.ends_with("<p>b"));
    }

    #[test]
    fn a_tag_of_too_many_attributes_loses_them() {
        let attributes: String = (0..20_000).map(|n| format!(" a{n}='1'")).collect();
        assert_eq!(flat(&format!("<p>a<div{attributes}>b</div>")), "<p>a<div>b</div>");
    }

    #[test]
    fn tags_that_close_nothing_do_not_hide_the_depth() {
        let flat = flat(&"<div></span>".repeat(1000)).into_owned();
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
    }
}
