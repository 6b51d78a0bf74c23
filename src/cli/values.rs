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

/// What a list of tasks goes by.
pub fn sort(typed: &str) -> Result<luocdo::analyze::By, String> {
    use luocdo::analyze::By as B;
    one_of(typed, B::from_name, B::ALL.iter().map(|by| by.name()).collect())
}

/// What happens to a paper.
pub fn change(typed: &str) -> Result<luocdo::analyze::Change, String> {
    use luocdo::analyze::Change as C;
    one_of(typed, C::from_name, C::ALL.iter().map(|change| change.name()).collect())
}

/// What is wrong or missing.
pub fn gap(typed: &str) -> Result<luocdo::analyze::Gap, String> {
    use luocdo::analyze::Gap as G;
    one_of(typed, G::from_name, G::ALL.iter().map(|gap| gap.name()).collect())
}

/// A pinpoint.
pub fn provision(typed: &str) -> Result<luocdo::analyze::Provision, String> {
    luocdo::analyze::Provision::parse(typed)
        .ok_or_else(|| "name a provision, as in \"Điều 5\" or \"khoản 2 Điều 5\"".to_owned())
}

/// The value of a parameter, `NAME=VALUE`.
pub fn given(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err("write it as NAME=VALUE".to_owned()),
    }
}
