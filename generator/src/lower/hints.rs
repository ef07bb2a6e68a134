//! Names for code that documents carry in extensions. They are hints: what the configuration says wins over them.
//!
//! `x-ms-client-name` is AutoRest's; `x-go-name` and `x-go-type-name` are read by oapi-codegen and written by go-swagger,
//! which gives each property the name of its Go field. A name for Go is taken only if it is another one: `UserID` for
//! `user_id` would be a worse spelling of the same.

/// Where a property, a parameter or a header has such a name.
const OF_FIELDS: &[&str] = &["x-ms-client-name", "x-go-name"];

/// Where a schema that is a type has one.
const OF_TYPES: &[&str] = &["x-ms-client-name", "x-go-type-name", "x-go-name"];

/// The name that a field shall have, by its extensions.
pub(super) fn of_field<'e>(wire: &str, extension: impl Fn(&str) -> Option<&'e str>) -> Option<&'e str> {
    first(OF_FIELDS, wire, extension)
}

/// The name that a type shall have, by its extensions.
pub(super) fn of_type<'e>(wire: &str, extension: impl Fn(&str) -> Option<&'e str>) -> Option<&'e str> {
    first(OF_TYPES, wire, extension)
}

fn first<'e>(keys: &[&str], wire: &str, extension: impl Fn(&str) -> Option<&'e str>) -> Option<&'e str> {
    keys.iter().find_map(|key| {
        let is_mechanical = key.starts_with("x-go");
        extension(key).filter(|name| has_letters(name) && !(is_mechanical && is_same_word(name, wire)))
    })
}

fn has_letters(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn is_same_word(name: &str, wire: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    letters(name) == letters(wire)
}

#[cfg(test)]
mod tests {
    use super::of_field;

    #[test]
    fn a_hint_is_another_name_and_no_other_spelling() {
        let hint = |wire, name: &'static str| of_field(wire, |key| (key == "x-go-name").then_some(name));
        assert_eq!(hint("usr", "User"), Some("User"));
        assert_eq!(hint("user_id", "UserID"), None);
        assert_eq!(hint("http_url_to_repo", "HTTPURLToRepo"), None);
        assert_eq!(hint("usr", "_"), None);
        assert_eq!(of_field("usr", |_| None), None);
        assert_eq!(of_field("username", |key| (key == "x-ms-client-name").then_some("userName")), Some("userName"));
    }
}
