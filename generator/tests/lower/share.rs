//! Inline types that are alike are defined once, and part when they differ.

use super::{lower, schemas};

/// Two inline places, the second with these kinds and these further properties.
fn places(kinds: &str, more: &str) -> String {
    let place = |kinds: &str, more: &str| format!("{{type: object, properties: {{kind: {{enum: [{kinds}]}}{more}}}}}");
    let (one, other) = (place("home, work", ""), place(kinds, more));
    format!(
        "One: {{type: object, properties: {{place: {one}}}}}\nOther: {{type: object, properties: {{place: {other}}}}}"
    )
}

/// The names of the types that are another name, each with that of the type that is defined.
fn shared(api: &crategen::ir::Api) -> Vec<(&str, &str)> {
    let name = |ty: &crategen::ir::TypeId| api.types[*ty].name.as_str();
    api.types.values().filter_map(|ty| Some((ty.name.as_str(), name(ty.same_as.as_ref()?)))).collect()
}

#[test]
fn inline_types_that_are_alike_are_one_with_two_names() {
    let api = schemas(&places("home, work", ""));
    assert_eq!(shared(&api), [("OtherPlace", "OnePlace"), ("OtherPlaceKind", "OnePlaceKind")]);
}

#[test]
fn a_difference_deep_inside_parts_all_that_are_made_of_it() {
    let api = schemas(&places("home, work, other", ""));
    assert_eq!(shared(&api), []);
}

#[test]
fn a_difference_beside_what_is_alike_leaves_that_one() {
    let api = schemas(&places("home, work", ", city: {type: string}"));
    assert_eq!(shared(&api), [("OtherPlaceKind", "OnePlaceKind")]);
}

#[test]
fn words_that_differ_make_types_differ() {
    for words in ["description: Where., ", "deprecated: true, "] {
        let text = places("home, work", "").replacen("place: {", &format!("place: {{{words}"), 1);
        assert_eq!(shared(&schemas(&text)), [("OtherPlaceKind", "OnePlaceKind")], "{words}");
    }
}

#[test]
fn components_are_what_their_author_made_them() {
    let api = schemas(
        "One: {type: object, properties: {a: {type: string}}}\nOther: {type: object, properties: {a: {type: string}}}",
    );
    assert_eq!(shared(&api), []);
}

#[test]
fn types_that_hold_themselves_can_be_alike() {
    let tree = |name: &str| {
        format!(
            "{name}: {{properties: {{tree: {{type: object, properties: {{next: {{$ref: '#/components/schemas/{name}/properties/tree'}}}}}}}}}}"
        )
    };
    let api = schemas(&format!("{}\n{}", tree("One"), tree("Other")));
    assert_eq!(shared(&api), [("OtherTree", "OneTree")]);
}

#[test]
fn members_of_one_union_are_told_apart() {
    let member = "{type: object, properties: {a: {type: string}}}";
    let union = |name: &str| {
        format!("{name}: {{oneOf: [{{title: Left, {0}, {{title: Right, {0}]}}", member.trim_start_matches('{'))
    };
    let api = schemas(&format!("{}\nHolder: {{type: object, properties: {{left: {member}}}}}", union("Either")));
    assert_eq!(shared(&api), []);
}

#[test]
fn what_is_defined_is_there_with_each_of_its_names() {
    let of = |tag: &str| {
        format!(
            "  /{tag}:
    post:
      tags: [{tag}]
      requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{held: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}}}}}
      responses: {{'204': {{description: Done}}}}
"
        )
    };
    let api = lower(&format!(
        "paths:\n{}{}{}",
        of("chat"),
        of("sms"),
        "  /mail: {get: {tags: [mail], responses: {'204': {description: Done}}}}\n"
    ));
    assert_eq!(shared(&api).len(), 2);
    for ty in api.types.values() {
        let tags: Vec<&str> = ty.tags.iter().map(|tag| api.tags[*tag].wire.as_str()).collect();
        assert_eq!(tags, ["chat", "sms"], "{}", ty.name);
    }
}
