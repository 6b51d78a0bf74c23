//! Typed words → values of the library, or what may be typed in their place.

/// A value that is one of a list of names.
fn one_of<T>(typed: &str, find: impl Fn(&str) -> Option<T>, names: Vec<&str>) -> Result<T, String> {
    find(typed).ok_or_else(|| format!("give one of {}", names.join(", ")))
}

/// A relation.
pub fn relation(typed: &str) -> Result<luocdo::model::RelationType, String> {
    use luocdo::model::RelationType as R;
    one_of(typed, R::from_name, R::ALL.iter().map(|kind| kind.name()).collect())
}

/// A role.
pub fn role(typed: &str) -> Result<luocdo::model::Role, String> {
    use luocdo::model::Role as R;
    one_of(typed, R::from_name, R::ALL.iter().map(|role| role.name()).collect())
}

/// A relation or a role.
pub fn label(typed: &str) -> Result<luocdo::judge::Label, String> {
    use luocdo::judge::Label as L;
    one_of(typed, L::from_name, L::names())
}

/// Words that say something.
pub fn words(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err("say it in words".to_owned()),
        words => Ok(words.to_owned()),
    }
}

/// The form of an answer.
pub fn form(typed: &str) -> Result<super::Form, String> {
    use super::Form as F;
    one_of(typed, F::from_name, F::names())
}

/// The form of an export.
pub fn export_format(typed: &str) -> Result<luocdo::export::Format, String> {
    use luocdo::export::Format as F;
    one_of(typed, F::from_name, F::ALL.iter().map(|format| format.name()).collect())
}

/// The value of a parameter, `NAME=VALUE`.
pub fn given(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err("write it as NAME=VALUE".to_owned()),
    }
}
