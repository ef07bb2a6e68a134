//! Entries of the configuration that had no effect.

use crate::config::{Config, Section, Setting, Untagged, Used};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, codes_lower};

/// Reports every entry that lowering did not use. Those of `[[allow]]` are known only at the end of a run.
pub(super) fn check(config: &Config, used: &Used, diagnostics: &mut Diagnostics) {
    let mut report = |place: &Place, message: String, help: &str| {
        diagnostics.push(Diagnostic::error(codes_lower::CONFIG_UNUSED, message).at(place.clone()).help(help));
    };
    for (pointer, name) in &config.names {
        if !used.contains(Section::Name, pointer) {
            let message = format!("the name `{}` is for `{}`, where no schema or operation is", name.value, pointer);
            report(&name.place, message, "delete the entry, or correct its JSON pointer");
        }
    }
    let paging = [("items", &config.paging.items), ("next", &config.paging.next)];
    for (key, setting) in paging.into_iter().filter_map(|(key, setting)| Some((key, setting.as_ref()?))) {
        if !used.contains(Section::Paging, key) {
            let message = format!("`{key}` of `[paging]` is not needed by any operation");
            report(
                &setting.place,
                message,
                "delete the entry, or mark an operation with `x-ms-pageable` without that part",
            );
        }
    }
    for (parameter, shared) in &config.parameters {
        let Setting { value: shared, place } = shared;
        let mut needed = false;
        for (section, what, entries) in [
            (Section::ParameterTag, "tag", &shared.tags),
            (Section::ParameterOperation, "operation", &shared.operations),
        ] {
            for (key, setting) in entries {
                if !used.contains_in(section, parameter, key) {
                    let message = format!("no operation takes `{parameter}` by the {what} `{key}`");
                    report(&setting.place, message, "delete the entry, or correct its key");
                } else {
                    needed = true;
                }
            }
        }
        match &shared.default {
            Some(default) if !used.contains(Section::Parameter, parameter) => {
                let message = format!("the default of `{parameter}` is not used by any operation");
                report(&default.place, message, "delete it; tags and operations have values of their own");
            }
            None if !needed && shared.tags.is_empty() && shared.operations.is_empty() => {
                let message = format!("`[parameters.{parameter}]` gives no value");
                report(place, message, "add `default = \"…\"`, or delete the table");
            }
            _ => {}
        }
    }
    for (scheme, reason) in &config.security {
        if !used.contains(Section::Security, scheme) {
            let message = format!("no operation uses the security scheme `{scheme}`");
            report(&reason.place, message, "delete the table, or correct its name");
        }
    }
    for feature in config.krate.default_features.iter().flatten() {
        if !used.contains(Section::DefaultFeature, &feature.value) {
            let message = format!("the crate has no feature `{}` that could be a default", feature.value);
            report(&feature.place, message, "delete the entry, or correct its name; `API.txt` lists the features");
        }
    }
    if let Untagged::ByPath(place) = &config.krate.untagged
        && !used.contains(Section::Untagged, "")
    {
        report(place, "every operation has a tag".to_owned(), "delete the entry");
    }
    for header in &config.idempotency {
        if !used.contains(Section::Idempotency, &header.value) {
            let message = format!("no operation has the header `{}` for its repeats", header.value);
            report(&header.place, message, "delete the entry, or correct its name");
        }
    }
}
