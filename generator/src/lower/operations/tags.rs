//! Tags: the groups that operations come in. One without a tag is in a group with its like, or by its path.

use std::collections::{BTreeMap, HashSet};

use crate::config::{Section, Untagged};
use crate::ir::{Arena, Tag, TagId};
use crate::lower::names::{self, Wish, camel, exact, kebab, module_text, number_camel, number_snake, settle};
use crate::lower::{Lower, docs};
use crate::resolve::ResolvedOperation;

/// What the trait and the feature of the operations without a tag are called.
const UNTAGGED: &str = "api";

/// What their module is called.
const UNTAGGED_MODULE: &str = "default";

/// Features that an emitted crate has for other things.
const TAKEN_FEATURES: &[&str] = &[
    "default",
    "reqwest",
    "testing",
    "blocking",
    "entra",
    "tower",
    "tracing",
    "full",
    "std",
    "rustls",
    "native-tls",
    "serde",
    "validate",
    "webhooks",
];

/// The tag of an operation, as the document has it; empty for none.
pub(in crate::lower) fn tag_of<'a>(operation: &'a ResolvedOperation<'_>) -> &'a str {
    operation.operation.tags.first().map(String::as_str).unwrap_or_default()
}

/// The word of a path that says what it is about: the first that is no parameter, no version and none of those that stand
/// before all paths of a service. It depends on that path alone, so that no other changes it.
fn word_of(path: &str) -> Option<&str> {
    let words = path.split('/').filter(|part| !part.is_empty() && !part.contains(['{', '}']));
    words.into_iter().find(|word| !is_version(word) && !["api", "rest"].contains(word))
}

/// `v1`, `v2.1`, `v1beta`, `2024-01-31`.
fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']).unwrap_or(word);
    number.starts_with(|first: char| first.is_ascii_digit())
        && (number.len() < word.len() || word.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte)))
}

impl<'a> Lower<'a, '_> {
    /// The group of an operation: its tag, or what the configuration says of those without; empty for none.
    pub(in crate::lower) fn group_of(&mut self, operation: &'a ResolvedOperation<'_>) -> &'a str {
        match (tag_of(operation), &self.config.krate.untagged) {
            ("", Untagged::ByPath(_)) => {
                self.used.mark(Section::Untagged, "");
                word_of(operation.path).unwrap_or_default()
            }
            (tag, _) => tag,
        }
    }

    /// The tags that these operations have, sorted by module, and their ids by wire name.
    pub(in crate::lower) fn tags(&self, wires: &[&'a str]) -> (Arena<Tag>, BTreeMap<&'a str, TagId>) {
        let words = |wire: &str| match camel(wire) {
            words if words.is_empty() => camel(UNTAGGED),
            words => words,
        };
        let wish = |wire: &&'a str, name: String| Wish { name, wire, key: wire };
        let modules: Vec<Wish<'_>> = wires
            .iter()
            .map(|wire| match camel(wire).is_empty() {
                true => wish(wire, UNTAGGED_MODULE.to_owned()),
                false => wish(wire, module_text(&words(wire))),
            })
            .collect();
        let (modules, _) = settle(&modules, &mut Default::default(), exact, number_snake);
        let traits: Vec<Wish<'_>> = wires
            .iter()
            .map(|wire| {
                let words = words(wire);
                wish(wire, if words.ends_with("Api") { words } else { format!("{words}Api") })
            })
            .collect();
        let (traits, _) = settle(&traits, &mut Default::default(), exact, number_camel);
        let features: Vec<Wish<'_>> = wires.iter().map(|wire| wish(wire, feature(&words(wire)))).collect();
        let (features, _) =
            settle(&features, &mut Default::default(), exact, |name, number| format!("{name}-{number}"));
        let several = wires.len() > 1;
        let described = &self.resolved.typed().tags;
        let mut tags: Vec<(&'a str, Tag)> = Vec::new();
        for (((wire, module), api), feature) in wires.iter().zip(modules).zip(traits).zip(features) {
            let index = described.iter().position(|tag| tag.name == **wire);
            let description = index.and_then(|index| described.get(index)?.description.as_deref());
            tags.push((
                wire,
                Tag {
                    wire: (*wire).to_owned(),
                    module: names::module_name(&module),
                    api: names::type_name(&api),
                    feature: several.then(|| feature.into_owned()),
                    docs: docs::clean(description.unwrap_or_default()),
                    pointer: index.map(|index| format!("/tags/{index}")).unwrap_or_default(),
                },
            ));
        }
        tags.sort_by(|(_, one), (_, two)| one.module.cmp(&two.module));
        let mut arena = Arena::default();
        let ids = tags.into_iter().map(|(wire, tag)| (wire, arena.add(tag))).collect();
        (arena, ids)
    }
}

fn feature(words: &str) -> String {
    let name = kebab(words);
    if TAKEN_FEATURES.contains(&name.as_str()) { format!("{name}-api") } else { name }
}

/// Each group once, in the document's order.
pub(in crate::lower) fn each_once<'a>(groups: &[&'a str]) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    groups.iter().filter(|group| seen.insert(**group)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::word_of;

    #[test]
    fn a_path_is_about_its_first_word_that_is_no_version() {
        for (path, word) in [
            ("/v1/charges/{id}", Some("charges")),
            ("/api/v2.1/users", Some("users")),
            ("/{tenant}/files", Some("files")),
            ("/2024-01-31/events", Some("events")),
            ("/3d/models", Some("3d")),
            ("/versions", Some("versions")),
            ("/{id}", None),
            ("/", None),
        ] {
            assert_eq!(word_of(path), word, "{path}");
        }
    }
}
