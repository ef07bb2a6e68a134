//! Tags: the groups that operations come in.

use std::collections::BTreeMap;

use crate::ir::{Arena, Tag, TagId};
use crate::lower::names::{self, Wish, camel, kebab, module_text, number_camel, number_snake, settle};
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

impl<'a> Lower<'a, '_> {
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
        let (modules, _) = settle(&modules, &mut Default::default(), str::to_owned, number_snake);
        let traits: Vec<Wish<'_>> = wires
            .iter()
            .map(|wire| {
                let words = words(wire);
                wish(wire, if words.ends_with("Api") { words } else { format!("{words}Api") })
            })
            .collect();
        let (traits, _) = settle(&traits, &mut Default::default(), str::to_owned, number_camel);
        let features: Vec<Wish<'_>> = wires.iter().map(|wire| wish(wire, feature(&words(wire)))).collect();
        let (features, _) =
            settle(&features, &mut Default::default(), str::to_owned, |name, number| format!("{name}-{number}"));
        let several = wires.len() > 1;
        let described = &self.resolved.openapi().tags;
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
                    feature: several.then_some(feature),
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

/// The tags of operations, each once, in the document's order.
pub(in crate::lower) fn tags_of<'a>(planned: &[super::Planned<'a>]) -> Vec<&'a str> {
    let mut wires: Vec<&'a str> = Vec::new();
    for planned in planned {
        let wire = tag_of(planned.declared);
        if !wires.contains(&wire) {
            wires.push(wire);
        }
    }
    wires
}
