//! Names that Rust takes, and that mean nothing else where they stand.
//!
//! One rule each: a type that is called like something of the prelude or of the runtime gets `Model`, a variant or a
//! field that is a word of the language is written raw or gets `_`, a module that no file system takes gets `_`.

mod latin;
mod scope;
mod words;

pub(crate) use scope::{Clash, Wish, exact, number_camel, number_snake, plain, settle, settle_beside};
pub(crate) use words::{camel, kebab, singular, snake};

use std::collections::BTreeSet;

use crate::ir::{FieldName, ModuleName, TypeName};
use crate::reserved::{DEVICES, KEYWORDS, is_listed};

/// Names that emitted code uses without a path: a type that is called so gets `Model`.
const TAKEN_TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Words of the language that are no name even with `r#`.
const NEVER_NAMES: &[&str] = &["self", "super", "crate", "_", ""];

/// Modules that an emitted crate has beside those of the document, and modules that emitted files import.
const TAKEN_MODULES: &[&str] = &[
    "alloc",
    "api",
    "bytes",
    "core",
    "crate",
    "generated",
    "http",
    "json",
    "lib",
    "main",
    "mod",
    "model",
    "models",
    "operations",
    "prelude",
    "request",
    "response",
    "runtime",
    "self",
    "serde",
    "serde_json",
    "std",
    "super",
];

/// The name of a type, from words in upper camel case; with that suffix if it is taken by something else.
pub(crate) fn type_text(camel: &str, suffix: &str) -> String {
    if camel.is_empty() {
        "Unnamed".to_owned()
    } else if is_listed(TAKEN_TYPES, camel) {
        format!("{camel}{suffix}")
    } else {
        camel.to_owned()
    }
}

/// The names of a struct's fields or an operation's arguments, unique in it, from their names on the wire and the names
/// that they shall have.
pub(crate) fn field_names(wires: &[(&str, &str)]) -> Vec<FieldName> {
    field_names_and_clashes(wires).0
}

/// The same, with those of them that something else had already.
pub(crate) fn field_names_and_clashes(wires: &[(&str, &str)]) -> (Vec<FieldName>, Vec<Clash>) {
    let wishes: Vec<Wish<'_>> =
        wires.iter().map(|(wire, name)| Wish { name: word(&snake(name)), wire, key: wire }).collect();
    let (names, clashes) = settle_beside(&wishes, &BTreeSet::new(), plain, number_snake);
    (names.iter().map(|name| field_name(name)).collect(), clashes)
}

/// The names of variants, unique in their enum and none of them `Unknown`, from their texts or the names that they
/// shall have instead.
pub(crate) fn variant_names(texts: &[(&str, &str)]) -> Vec<TypeName> {
    variant_names_and_clashes(texts).0
}

/// The same, with those of them that something else had already.
pub(crate) fn variant_names_and_clashes(texts: &[(&str, &str)]) -> (Vec<TypeName>, Vec<Clash>) {
    let wish = |&(wire, name): &(&str, &str)| {
        // `-name` beside `name` is the other order: as different from it as `+name` is.
        let camel =
            match name.strip_prefix('-').filter(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic())) {
                Some(rest) => format!("Minus{}", camel(rest)),
                None => camel(name),
            };
        match camel.as_str() {
            "" if wire.is_empty() => "Empty".to_owned(),
            "" => "Value".to_owned(),
            "Self" | "Unknown" => format!("{camel}Value"),
            _ => camel,
        }
    };
    let wishes: Vec<Wish<'_>> = texts.iter().map(|text| Wish { name: wish(text), wire: text.0, key: text.0 }).collect();
    let (names, clashes) = settle_beside(&wishes, &BTreeSet::new(), exact, number_camel);
    (names.iter().map(|name| type_name(name)).collect(), clashes)
}

/// Whether a name only stands for a text of which nothing can be in a name.
pub(crate) fn is_unreadable(name: &str) -> bool {
    let hash = name.strip_prefix("Unnamed").or_else(|| name.strip_prefix("unnamed"));
    hash.is_some_and(|hash| hash.is_empty() || (hash.len() == 8 && hash.bytes().all(|digit| digit.is_ascii_hexdigit())))
}

/// A module's name for a type or a tag; the caller makes it unique.
pub(crate) fn module_text(camel: &str) -> String {
    let name = snake(camel);
    match name.as_str() {
        "" => "unnamed".to_owned(),
        name if [TAKEN_MODULES, KEYWORDS, DEVICES].iter().any(|list| is_listed(list, name)) => format!("{name}_"),
        _ => name,
    }
}

/// A text that was made as a type's name, as one. What is none, by a mistake of ours, becomes `Unnamed`.
pub(crate) fn type_name(text: &str) -> TypeName {
    valid(TypeName::new(text), || TypeName::new("Unnamed"))
}

/// A text that was made as a field's name, as one. What is none, by a mistake of ours, becomes `unnamed`.
pub(crate) fn field_name(text: &str) -> FieldName {
    valid(FieldName::new(text), || FieldName::new("unnamed"))
}

/// A text that was made as a module's name, as one. What is none, by a mistake of ours, becomes `unnamed`.
pub(crate) fn module_name(text: &str) -> ModuleName {
    valid(ModuleName::new(text), || ModuleName::new("unnamed"))
}

/// A method's name, from words in upper camel case.
pub(crate) fn method_name(camel: &str) -> FieldName {
    field_name(&word(&snake(camel)))
}

/// A word in snake case as a name that is no keyword.
fn word(name: &str) -> String {
    if name.is_empty() {
        "value".to_owned()
    } else if NEVER_NAMES.contains(&name) {
        format!("{name}_")
    } else if is_listed(KEYWORDS, name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

fn valid<T>(name: Option<T>, otherwise: fn() -> Option<T>) -> T {
    // The fallbacks are names by their looks.
    name.or_else(otherwise).unwrap_or_else(|| unreachable!("a fixed name is a name"))
}

#[cfg(test)]
mod tests {
    use super::{field_names, module_text, type_text, variant_names};

    fn fields(wires: &[&str]) -> Vec<String> {
        let pairs: Vec<_> = wires.iter().map(|wire| (*wire, *wire)).collect();
        field_names(&pairs).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn fields_are_unique_and_no_keywords() {
        assert_eq!(
            fields(&["type", "Type", "self", "new", "@odata.type"]),
            ["r#type", "type_2", "self_", "new", "odata_type"]
        );
        assert_eq!(
            fields(&["fooBar", "foo_bar", "日本", "語"]),
            ["foo_bar_2", "foo_bar", "unnamedcf2abf0c", "unnamedde7754f7"]
        );
    }

    #[test]
    fn of_equals_the_exact_one_keeps_the_name() {
        assert_eq!(fields(&["SELF", "Self", "self"]), ["self_2", "self_3", "self_"]);
        let texts = ["SELF", "self", "Self"].map(|text| (text, text));
        let names: Vec<_> = variant_names(&texts).iter().map(ToString::to_string).collect();
        assert_eq!(names, ["SelfValue2", "SelfValue3", "SelfValue"]);
    }

    #[test]
    fn nothing_else_renames_what_has_no_ascii() {
        assert_eq!(fields(&["語"])[0], fields(&["語", "日本"])[0]);
        assert_eq!(fields(&["naïve", "größe"]), ["naive", "grosse"]);
    }

    #[test]
    fn variants_are_unique_and_leave_room_for_the_unknown() {
        let texts = ["asc", "ASC", "", "unknown", "self", "日", "+1", "name", "-name", "-1"].map(|text| (text, text));
        let names: Vec<_> = variant_names(&texts).iter().map(ToString::to_string).collect();
        assert_eq!(
            names,
            [
                "Asc2",
                "Asc",
                "Empty",
                "UnknownValue",
                "SelfValue",
                "Unnamed85217f7a",
                "Plus1",
                "Name",
                "MinusName",
                "Minus1"
            ]
        );
    }

    #[test]
    fn names_of_the_prelude_and_of_devices_are_not_taken() {
        assert_eq!(type_text("Option", "Model"), "OptionModel");
        assert_eq!(type_text("Error", "Model"), "Error");
        assert_eq!(type_text("ChatError", "Model"), "ChatError");
        assert_eq!(module_text("Con"), "con_");
        assert_eq!(module_text("Type"), "type_");
        assert_eq!(module_text("ChatMessage"), "chat_message");
    }
}
