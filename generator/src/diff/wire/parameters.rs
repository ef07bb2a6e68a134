//! Parameters: what clients must and may say, where, and in which form.

use super::{bodies, rules::*, schemas, walk::Walk};
use crate::diff::{
    operations::{Operation, Parameter},
    site::Site,
    words::{bare, from_to},
};

/// Compares the parameters of two operations.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>, moved: bool) {
    let (mut was, mut is) = (old.parameters(walk.old, moved), new.parameters(walk.new, moved));
    if moved {
        // That it moved says that it has another path.
        let both: Vec<_> = was.keys().filter(|key| is.contains_key(*key)).cloned().collect();
        was.retain(|key, _| key.0 != "path" || both.contains(key));
        is.retain(|key, _| key.0 != "path" || both.contains(key));
    }
    let mut gone: Vec<Parameter<'a>> = Vec::new();
    for (key, old) in was {
        match is.remove(&key) {
            Some(new) => parameter(walk, &old, &new),
            None => gone.push(old),
        }
    }
    for old in gone {
        let elsewhere = is.iter().find(|(_, new)| new.site.text("name") == old.site.text("name"));
        match elsewhere.map(|(key, _)| key.clone()).and_then(|key| is.remove(&key)) {
            Some(new) => {
                let place = |parameter: &Parameter<'a>| parameter.site.text("in").unwrap_or_default();
                let detail = from_to(place(&old), place(&new));
                walk.report(&PARAMETER_RELOCATED, Some(&old.listed), Some(&new.listed), detail);
            }
            None => walk.report(&PARAMETER_REMOVED, Some(&old.listed), None, String::new()),
        }
    }
    for new in is.into_values() {
        let rule = if new.site.is("required") { &REQUIRED_PARAMETER_ADDED } else { &PARAMETER_ADDED };
        walk.report(rule, None, Some(&new.listed), String::new());
    }
}

fn parameter<'a>(walk: &mut Walk<'a>, old: &Parameter<'a>, new: &Parameter<'a>) {
    let (old, new) = (&old.site, &new.site);
    match (old.is("required"), new.is("required")) {
        (false, true) => {
            walk.keyword(&PARAMETER_BECAME_REQUIRED, old, new, "required", from_to("optional", "required"));
        }
        (true, false) => {
            walk.keyword(&PARAMETER_BECAME_OPTIONAL, old, new, "required", from_to("required", "optional"));
        }
        _ => {}
    }
    let (was, is) = (form(old), form(new));
    if was != is {
        walk.report(&PARAMETER_STYLE_CHANGED, Some(old), Some(new), from_to(was, is));
    }
    if let (Some(was), Some(is)) = (old.get("schema"), new.get("schema")) {
        schemas::compare(walk, &was, &is);
    }
    if let ([(_, was)], [(_, is)]) = (old.members_of("content").as_slice(), new.members_of("content").as_slice()) {
        bodies::media_type(walk, was, is);
    }
}

/// How a value is written, with what is so unless it is said.
fn form(parameter: &Site<'_>) -> String {
    if let [(media, _), ..] = parameter.members_of("content").as_slice() {
        return (*media).to_owned();
    }
    let place = parameter.text("in").unwrap_or_default();
    let usual = if matches!(place, "query" | "cookie") { "form" } else { "simple" };
    let style = parameter.text("style").or(parameter.text("x-oas31-style")).unwrap_or(usual);
    let explode = match parameter.get("explode") {
        Some(_) => parameter.is("explode"),
        None => matches!(style, "form" | "cookie"),
    };
    let mut words = vec![style.to_owned()];
    if explode {
        words.push("exploded".to_owned());
    }
    for key in ["allowReserved", "x-oas31-allowReserved", "x-oas31-querystring"] {
        if parameter.is(key) {
            words.push(bare(Some(&crate::document::Node::string(
                key.trim_start_matches("x-oas31-"),
                parameter.node.span,
            ))));
        }
    }
    words.join(" ")
}
