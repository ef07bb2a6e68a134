//! Operations: their parameters are told apart, and their `consumes`, `produces` and `schemes` become what 3.0 has.

use super::forms::FormField;
use super::{Lift, bodies, forms, media, parameters, responses, servers, shared_name};
use crate::diagnostics::{Diagnostic, Place as At, codes_typed};
use crate::dialect::{MAX_CHAIN, METHODS};
use crate::document::{Node, Value, escape};

/// Where a parameter belongs in 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the request body.
    Body,
    /// It is a property of the request body.
    Form,
    /// It is a parameter.
    Other,
}

/// Rewrites all operations.
pub(super) fn lift(document: &mut Node, host: &servers::Host, lift: &mut Lift<'_>) {
    // Path items of other files are components by now.
    for section in ["/paths", "/components/pathItems"] {
        let Some(paths) = document.at_mut(section) else { continue };
        for path in paths.entries_mut() {
            let pointer = format!("{section}/{}", escape(&path.key));
            path_item(&mut path.node, &pointer, host, lift);
        }
    }
}

/// Where a parameter belongs, by itself or by what it refers to in `shared`.
pub(super) fn place_of(parameter: &Node, shared: &Node) -> Place {
    let parameter = declaration(parameter, shared);
    match parameter.get("in").and_then(Node::as_str).map(str::trim) {
        Some(place) if place.eq_ignore_ascii_case("body") => Place::Body,
        Some(place) if place.eq_ignore_ascii_case("formData") => Place::Form,
        _ => Place::Other,
    }
}

/// Remembers where the schema of a body went.
pub(super) fn schema_moves(body: &Node, from: &str, to: &str, lift: &mut Lift<'_>) {
    let content = body.get("content").map(Node::entries).unwrap_or_default();
    if let Some(first) = content.first() {
        lift.moves.add(format!("{from}/schema"), format!("{to}/content/{}/schema", escape(&first.key)));
    }
}

/// What a parameter is, whether it stands here or is shared.
fn declaration<'a>(parameter: &'a Node, shared: &'a Node) -> &'a Node {
    let mut parameter = parameter;
    for _ in 0..MAX_CHAIN {
        match shared_name(parameter, "parameters").and_then(|name| shared.get(&name)) {
            Some(next) => parameter = next,
            None => break,
        }
    }
    parameter
}

fn path_item(item: &mut Node, pointer: &str, host: &servers::Host, lift: &mut Lift<'_>) {
    let inherited = tell_apart(item, pointer, lift);
    for entry in item.entries_mut().iter_mut().filter(|entry| METHODS.contains(&entry.key.as_str())) {
        if entry.node.is_object() {
            let pointer = format!("{pointer}/{}", entry.key);
            operation(&mut entry.node, &pointer, &inherited, host, lift);
        }
    }
}

/// What an operation or a path item says of the request body.
#[derive(Default)]
struct Sent {
    /// The parameter that is the body, and where it stands.
    body: Option<(Node, String)>,
    form: Vec<(Node, String)>,
}

/// Takes the body and the fields of a form out of `parameters`, and rewrites the others.
fn tell_apart(owner: &mut Node, pointer: &str, lift: &mut Lift<'_>) -> Sent {
    let mut sent = Sent::default();
    let Some(Node { value: Value::Array(items), .. }) = owner.get_mut("parameters") else { return sent };
    let mut kept = Vec::with_capacity(items.len());
    for (index, mut item) in std::mem::take(items).into_iter().enumerate() {
        let at = format!("{pointer}/parameters/{index}");
        match place_of(&item, &lift.parameters) {
            Place::Body => match &sent.body {
                None => sent.body = Some((item, at)),
                Some((first, first_at)) => {
                    let message = "a request can have one body only, and has several";
                    let warning = Diagnostic::warning(codes_typed::PARAMETER, message)
                        .at(At::of(&item, at))
                        .also(At::of(first, first_at.as_str()), "this is used")
                        .help("the first is used; remove the others");
                    lift.tally.note(warning);
                }
            },
            Place::Form => sent.form.push((item, at)),
            Place::Other => {
                parameters::lift(&mut item, &at, lift.tally);
                if index != kept.len() {
                    lift.moves.add(at, format!("{pointer}/parameters/{}", kept.len()));
                }
                kept.push(item);
            }
        }
    }
    let is_empty = kept.is_empty();
    *items = kept.into();
    if is_empty {
        owner.remove("parameters");
    }
    sent
}

fn operation(node: &mut Node, pointer: &str, inherited: &Sent, host: &servers::Host, lift: &mut Lift<'_>) {
    let consumes = media::take(node, "consumes").unwrap_or_else(|| lift.consumes.clone());
    let produces = media::take(node, "produces").unwrap_or_else(|| lift.produces.clone());
    servers::lift_operation(node, host);
    let own = tell_apart(node, pointer, lift);
    if let Some(body) = request_body(node, own, inherited, &consumes, pointer, lift)
        && node.get("requestBody").is_none()
    {
        node.set("requestBody", body);
    }
    let Some(answers) = node.get_mut("responses") else { return };
    for entry in answers.entries_mut() {
        if let Some(name) = shared_name(&entry.node, "responses") {
            lift.response_types.note(name, &produces);
        }
        responses::lift(&mut entry.node, &produces, &format!("{pointer}/responses/{}", escape(&entry.key)), lift);
    }
}

fn request_body(
    operation: &Node,
    own: Sent,
    inherited: &Sent,
    consumes: &[Node],
    pointer: &str,
    lift: &mut Lift<'_>,
) -> Option<Node> {
    let pointer = format!("{pointer}/requestBody");
    let has_own = own.body.is_some() || !own.form.is_empty();
    let body = own.body.or_else(|| inherited.body.clone().filter(|_| !has_own));
    let mut form = own.form;
    if body.is_none() {
        let further: Vec<_> = inherited
            .form
            .iter()
            .filter(|(field, _)| !form.iter().any(|(other, _)| name(other, lift) == name(field, lift)))
            .cloned()
            .collect();
        form.splice(0..0, further);
    }
    if let Some((body, from)) = body {
        if let Some((field, at)) = form.first() {
            let message = "a request has a body, and fields of a form beside it";
            let help = "the body is used; remove the fields, or make them properties of the body";
            lift.tally.warn(codes_typed::PARAMETER, message, At::of(field, at.clone()), help);
        }
        if let Some(name) = shared_name(&body, "parameters") {
            lift.body_types.note(name.clone(), consumes);
            let mut reference = Node::object(body.span);
            let span = body.get("$ref").map_or(body.span, |reference| reference.span);
            reference.set("$ref", Node::string(format!("#/components/requestBodies/{}", escape(&name)), span));
            return Some(reference);
        }
        let body = bodies::lift(body, consumes, &pointer);
        schema_moves(&body, &from, &pointer, lift);
        return Some(body);
    }
    if form.is_empty() {
        return None;
    }
    let fields = form
        .into_iter()
        .map(|(field, pointer)| FormField { parameter: declaration(&field, &lift.parameters).clone(), pointer });
    let fields = fields.collect();
    Some(forms::lift(fields, consumes, operation.span, &pointer, lift))
}

fn name<'a>(parameter: &'a Node, lift: &'a Lift<'_>) -> Option<&'a str> {
    declaration(parameter, &lift.parameters).get("name").and_then(Node::as_str)
}
