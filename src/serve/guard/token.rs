//! Who may change something: whoever has the token, which is read once from a file or the environment, never from the
//! command line, where other users of the machine would see it. It is compared in constant time and never written out.

use crate::cli::Serve;
use luocdo::{Error, Result};
use std::io::Read;
use std::path::Path;
use subtle::ConstantTimeEq;

/// The variable that may hold the token.
pub const VARIABLE: &str = "LUOCDO_TOKEN";
/// The fewest characters of a token.
const LEAST: usize = 16;
/// The most bytes of its file.
const MOST: u64 = 4096;

/// The token. It has no way to be printed.
pub struct Token(Vec<u8>);

impl Token {
    /// The token of the file named, else of the variable; `None` where nothing may be changed.
    ///
    /// # Errors
    /// [`Error::Argument`] if there is none, or it is short or of other than printable ASCII; [`Error::File`] if the file
    /// cannot be read.
    pub fn of(args: &Serve) -> Result<Option<Self>> {
        if !args.allow_write {
            return Ok(None);
        }
        let text = match &args.token_file {
            Some(file) => first_line(file)?,
            None => std::env::var(VARIABLE).unwrap_or_default(),
        };
        Self::parse(text.trim()).map(Some)
    }

    fn parse(text: &str) -> Result<Self> {
        let make = "make one with `openssl rand -hex 32 > token.txt`";
        if text.is_empty() {
            let message = format!("`--allow-write` needs a token in `--token-file` or {VARIABLE}; {make}");
            return Err(Error::Argument(message));
        }
        if text.len() < LEAST || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            let message =
                format!("the token is not of {LEAST} or more letters, digits and signs without spaces; {make}");
            return Err(Error::Argument(message));
        }
        Ok(Token(text.as_bytes().to_vec()))
    }

    /// True for the value of an `Authorization` header that brings the token.
    pub fn fits(&self, header: &[u8]) -> bool {
        const SCHEME: &[u8] = b"bearer ";
        let Some((scheme, token)) = header.split_at_checked(SCHEME.len()) else { return false };
        scheme.eq_ignore_ascii_case(SCHEME) && bool::from(self.0.ct_eq(token.trim_ascii()))
    }
}

fn first_line(file: &Path) -> Result<String> {
    let failed = |source| Error::File { action: "read", path: file.to_owned(), source };
    let mut bytes = Vec::new();
    std::fs::File::open(file).map_err(failed)?.take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "0123456789abcdef";

    #[test]
    fn only_the_whole_token_fits() {
        let token = Token::parse(GOOD).expect("long enough");
        assert!(token.fits(b"Bearer 0123456789abcdef") && token.fits(b"bearer  0123456789abcdef "));
        for header in
            ["", "Bearer", "Bearer ", "Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "Basic 0123456789abcdef"]
        {
            assert!(!token.fits(header.as_bytes()), "{header}");
        }
    }

    #[test]
    fn an_empty_or_short_token_is_refused_at_the_start() {
        for (text, words) in [
            ("", "needs a token"),
            ("abc", "16 or more"),
            ("0123456789 abcdef", "without spaces"),
            ("mật-khẩu-của-tôi", "letters, digits"),
        ] {
            let message = Token::parse(text).err().expect("refused").to_string();
            assert!(message.contains(words) && message.contains("openssl rand"), "{message}");
        }
    }

    #[test]
    fn the_first_line_of_the_file_is_the_token() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("token");
        std::fs::write(&file, format!("{GOOD}\nthe rest")).expect("written");
        assert_eq!(first_line(&file).expect("it reads"), GOOD);
        assert!(first_line(&folder.path().join("none")).is_err());
    }
}
