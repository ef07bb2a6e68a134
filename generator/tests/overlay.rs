//! What overlays make of a document.

use crategen::diagnostics::Diagnostics;
use crategen::document::{FileId, Node, Source, Sources, read};
use crategen::overlay;

/// Applies actions (the lines below `actions:`) to a document, and says what was reported.
fn apply(document: &str, actions: &str) -> (Node, Vec<String>) {
    let text = format!("overlay: 1.1.0\ninfo: {{title: t, version: v}}\nactions:\n{actions}\n");
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut trees = [document.to_owned(), text].into_iter().map(|text| {
        let file = sources.add(Source { name: "a.yaml".to_owned(), text });
        read(&sources, file, &mut diagnostics).expect("a tree")
    });
    let (mut document, overlay) = (trees.next().expect("a document"), trees.next().expect("an overlay"));
    overlay::apply(&mut document, &overlay, &mut diagnostics);
    (document, diagnostics.list.into_iter().map(|diagnostic| diagnostic.message).collect())
}

fn tree(text: &str) -> Node {
    let mut sources = Sources::default();
    let file = sources.add(Source { name: "expected.yaml".to_owned(), text: text.to_owned() });
    read(&sources, file, &mut Diagnostics::default()).expect("a tree")
}

#[track_caller]
fn gives(document: &str, actions: &str, expected: &str) {
    let (actual, problems) = apply(document, actions);
    assert_eq!(problems, [""; 0]);
    assert_eq!(actual, tree(expected), "{actual:#?}");
}

#[test]
fn objects_are_merged_arrays_joined_and_scalars_replaced() {
    gives(
        "{a: {b: 1, c: [1], d: {e: x}}, f: 1}",
        "- {target: $.a, update: {b: 2, c: [2, 3], d: {g: y}, h: {i: []}}}",
        "{a: {b: 2, c: [1, 2, 3], d: {e: x, g: y}, h: {i: []}}, f: 1}",
    );
}

#[test]
fn a_targeted_array_takes_items_and_arrays() {
    gives("{a: [1]}", "- {target: $.a, update: 2}\n- {target: $.a, update: {b: 3}}", "{a: [1, 2, {b: 3}]}");
    gives("{a: [1]}", "- {target: $.a, update: [2, [3]]}", "{a: [1, 2, [3]]}");
}

#[test]
fn a_targeted_scalar_is_replaced() {
    gives("{a: {b: x, c: null}}", "- {target: $.a.b, update: y}\n- {target: '$.a.c', update: 1}", "{a: {b: y, c: 1}}");
}

#[test]
fn removing_several_items_of_an_array_removes_the_right_ones() {
    gives(
        "{a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], b: {c: 1, d: 2}}",
        "- {target: '$.a[?@ > 2 && @ != 7]', remove: true}\n- {target: $.b.c, remove: true}",
        "{a: [0, 1, 2, 7], b: {d: 2}}",
    );
    gives("{a: {x: {x: 1}}, b: [{x: 1}, [2]]}", "- {target: $..x, remove: true}", "{a: {}, b: [{}, [2]]}");
}

#[test]
fn actions_see_what_the_ones_before_them_did() {
    gives(
        "{a: {b: 1}}",
        "- {target: $, update: {new: {c: 1}}}\n- {target: '$.*', update: {d: 2}}\n- {target: '$[?@.c == 1]', update: {e: 3}}",
        "{a: {b: 1, d: 2}, new: {c: 1, d: 2, e: 3}}",
    );
}

#[test]
fn copy_merges_another_value_of_the_document() {
    gives(
        "{schemas: {Foo: {type: object, required: [a]}, Bar: {required: [b]}}}",
        "- {target: $.schemas.Bar, copy: $.schemas.Foo}",
        "{schemas: {Foo: {type: object, required: [a]}, Bar: {type: object, required: [b, a]}}}",
    );
}

#[test]
fn a_target_selected_twice_is_changed_once() {
    gives("{a: [1]}", "- {target: \"$['a', 'a']\", update: 2}", "{a: [1, 2]}");
}

#[test]
fn names_that_pointers_escape_are_found() {
    gives(
        "{paths: {'/a/{b}~c': {get: {}}}}",
        "- {target: \"$.paths['/a/{b}~c'].get\", update: {x: 1}}\n- {target: '$.paths.*.get', update: {y: 2}}",
        "{paths: {'/a/{b}~c': {get: {x: 1, y: 2}}}}",
    );
    gives("{a: {\"it's\": [1, 2]}}", "- {target: \"$.a['it\\\\'s'][-1]\", remove: true}", "{a: {\"it's\": [1]}}");
}

#[test]
fn a_query_that_starts_with_names_selects_what_it_selects_as_a_whole() {
    let document = "{a/b: [{x: 1}, {x: 2}], n: {wanted: 2}, 'ä': {y: 1}, s: [{x: $}, {x: y}]}";
    let left = |what: &str| document.replace(what, "");
    let without =
        |path: &str, what: &str| gives(document, &format!("- {{target: {path:?}, remove: true}}"), &left(what));
    without("$['a/b'][?@.x == 2]", ", {x: 2}");
    without("$['a/b'][?@.x == $.n.wanted]", ", {x: 2}");
    without("$['a/b'][?@.x != $.n.wanted]", "{x: 1}, ");
    without("$.s[?@.x == '$']", "{x: $}, ");
    without("$.ä", ", 'ä': {y: 1}");
    without("$ ['a/b'] [0]", "{x: 1}, ");
    without("$.n..wanted", "wanted: 2");
}

#[test]
fn a_query_after_a_name_that_is_not_there_matches_nothing_and_is_read_nevertheless() {
    let problems = |path: &str| apply("{a: 1}", &format!("- {{target: {path:?}, remove: true}}")).1.concat();
    assert!(problems("$.no[?@.x]").contains("matches nothing"));
    assert!(problems("$.no[?").contains("is not a JSONPath"));
}

#[test]
fn x_was_holds_for_the_members_that_it_lists() {
    gives(
        "{a: {b: 1, c: [1, {d: 2}], e: {f: x, g: y}}}",
        "- {target: $.a, x-was: {b: 1.0, c: [1, {d: 2}], e: {f: x, h: null}, i: null}, update: {b: 2}}",
        "{a: {b: 2, c: [1, {d: 2}], e: {f: x, g: y}}}",
    );
}

#[test]
fn an_action_whose_x_was_does_not_hold_is_left_out() {
    for was in ["{b: 2}", "{c: [1, {d: 2, e: 3}]}", "{c: [1]}", "{b: null}", "{x: {}}", "[]", "null", "text"] {
        let (document, problems) =
            apply("{a: {b: 1, c: [1, {d: 2}]}}", &format!("- {{target: $.a, x-was: {was}, remove: true}}"));
        assert_eq!(problems.len(), 1, "{was}: {problems:?}");
        assert!(document.get("a").is_some());
    }
}

#[test]
fn the_actions_after_a_wrong_one_are_still_performed_and_checked() {
    let (document, problems) = apply(
        "{a: 1, b: 2}",
        "- {target: $.x, remove: true}\n- {target: $.a, remove: true}\n- {target: '$.y[', remove: true}\n- {target: $.b, remove: true}",
    );
    assert_eq!(problems.len(), 2);
    assert_eq!(document, tree("{}"));
}

#[test]
fn what_an_overlay_brings_keeps_its_place_in_the_overlay() {
    let (document, _) = apply("{a: {b: 1, c: 2}}", "- {target: $.a, update: {b: 3, d: 4}}");
    let file = |pointer: &str| document.at(pointer).expect(pointer).span.file;
    assert_eq!(["/a", "/a/b", "/a/c", "/a/d"].map(file), [0, 1, 0, 1].map(FileId));
    assert_eq!(document.at("/a").and_then(|a| a.entry("d")).expect("d").key_span.file, FileId(1));
}

#[test]
fn versions_differ_only_in_their_last_number_as_far_as_they_are_known() {
    for (version, accepted) in [("1.0.0", true), ("1.0.1", true), ("1.1.0", true), ("1.2.0", false), ("2.0.0", false)] {
        let overlay = tree(&format!(
            "{{overlay: {version}, info: {{title: t, version: v}}, actions: [{{target: $.a, update: 2}}]}}"
        ));
        let mut document = tree("{a: 1}");
        let mut diagnostics = Diagnostics::default();
        overlay::apply(&mut document, &overlay, &mut diagnostics);
        assert_eq!(!diagnostics.has_errors(), accepted, "{version}");
    }
}
