//! Text → what XML and HTML hold of it. Nothing that a document says can end an element or an attribute.

use std::fmt::Write;

/// Text without the characters that XML 1.0 has no place for: control characters other than tab and line break, U+FFFE
/// and U+FFFF become U+FFFD.
pub fn legal(text: &str) -> String {
    let wrong = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if wrong(c) { '\u{fffd}' } else { c }).collect()
}

/// Text for between tags, and for attributes in double or single quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in legal(text).chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out() {
        assert_eq!(
            escaped("</script><img onerror='x'>\u{1}"),
            "&#60;/script&#62;&#60;img onerror=&#39;x&#39;&#62;\u{fffd}"
        );
        assert_eq!(escaped("Điều 5 & 6"), "Điều 5 &#38; 6");
    }
}
