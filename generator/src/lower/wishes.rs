//! Who gets which name: components first, then inline types; and apart from these operations, then what they bring along.
//!
//! The order of these groups is the rule that keeps names steady: a new inline schema never renames a component, and no
//! schema an operation.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::{self, Clash, Wish, camel, module_text, number_camel, number_snake, settle, type_text};
use super::placement::{Contents, KEY_END};
use super::types::is_component;
use super::{Lower, hints};
use crate::config::Section;
use crate::diagnostics::{codes_lower, toml_text};
use crate::document::unescape;
use crate::ir::{BodyContent, BodyKind, Failure, Operation, Output, TypeId, TypeName};

impl<'a> Lower<'a, '_> {
    /// Gives every component its name; returns all that are taken.
    pub(super) fn name_components(&mut self) -> BTreeSet<String> {
        let mut taken = BTreeSet::new();
        let components: Vec<(String, String)> =
            self.resolved.component_schemas().map(|(name, target)| (name.to_owned(), target.pointer)).collect();
        let mut wishes = Vec::new();
        for (wire, pointer) in &components {
            let (name, wire) = match self.config.names.get(pointer) {
                Some(setting) => {
                    self.used.mark(Section::Name, pointer);
                    (setting.value.clone(), setting.value.as_str())
                }
                None => {
                    let schema = self.schemas.document().at(pointer);
                    let wire = hints::of_type(wire, |key| schema?.get(key)?.as_str()).unwrap_or(wire);
                    (type_text(&camel(wire), "Model"), wire)
                }
            };
            wishes.push(Wish { name, wire, key: pointer });
        }
        let (names, clashes) = settle(&wishes, &mut taken, str::to_owned, number_camel);
        self.report_clashes("schema", &wishes, &clashes);
        self.report_unreadable("schema", components.iter().map(|(_, pointer)| pointer.as_str()).zip(&names));
        self.component_names = components.iter().map(|(_, pointer)| pointer.clone()).zip(names).collect();
        taken
    }

    /// Gives every type its name and its module.
    pub(super) fn name_types(&mut self, taken: &mut BTreeSet<String>) {
        let ids: Vec<(TypeId, String)> = self.types.arena.iter().map(|(id, ty)| (id, ty.pointer.clone())).collect();
        let inline: Vec<(TypeId, String, String)> = ids
            .iter()
            .filter(|(_, pointer)| !is_component(&pointer.as_str().into()))
            .map(|(id, pointer)| (*id, pointer.clone(), self.placed_name(pointer)))
            .collect();
        let names: Vec<String> = inline.iter().map(|(_, _, name)| type_text(name, "Model")).collect();
        let mut wanted: HashMap<&str, usize> = HashMap::new();
        names.iter().for_each(|name| *wanted.entry(name).or_default() += 1);
        // What decides between equals is long, and few have the same name.
        let is_shared = |name: &String| wanted.get(name.as_str()).is_some_and(|count| *count > 1);
        let mut contents = Contents::default();
        let keys = inline.iter().zip(&names).map(|((_, pointer, _), name)| match is_shared(name) {
            true => Cow::Owned(self.placed_key(pointer, &mut contents)),
            false => Cow::Borrowed(pointer.as_str()),
        });
        let keys: Vec<Cow<'_, str>> = keys.collect();
        let wishes: Vec<Wish<'_>> = inline
            .iter()
            .zip(&keys)
            .zip(&names)
            .map(|(((_, pointer, _), key), name)| {
                let configured = self.config.names.get(pointer).map(|setting| setting.value.as_str());
                Wish { name: name.clone(), wire: configured.unwrap_or_default(), key }
            })
            .collect();
        let (inline_names, clashes) = settle(&wishes, taken, str::to_owned, number_camel);
        self.report_clashes("inline schema", &wishes, &clashes);
        self.report_unreadable(
            "inline schema",
            inline.iter().map(|(_, pointer, _)| pointer.as_str()).zip(&inline_names),
        );
        let mut all: BTreeMap<TypeId, String> = inline.iter().map(|(id, ..)| *id).zip(inline_names).collect();
        for (id, pointer) in &ids {
            if let Some(name) = self.component_names.get(pointer) {
                all.insert(*id, name.clone());
            }
        }
        let keys: Vec<(TypeId, &String, String)> =
            all.iter().map(|(id, name)| (*id, name, module_text(name))).collect();
        let wishes: Vec<Wish<'_>> =
            keys.iter().map(|(_, name, module)| Wish { name: module.clone(), wire: "", key: name }).collect();
        let (modules, _) = settle(&wishes, &mut BTreeSet::new(), str::to_owned, number_snake);
        for ((id, name, _), module) in keys.iter().zip(modules) {
            let ty = &mut self.types.arena[*id];
            ty.name = names::type_name(name);
            ty.module = names::module_name(&module);
        }
    }

    /// Gives the enums and structs that operations bring along names that no operation has.
    pub(super) fn name_parts(&mut self, operations: &mut [Operation]) {
        let mut taken: BTreeSet<String> = self.operation_names.values().cloned().collect();
        let mut wanted: Vec<(String, String)> = Vec::new();
        for operation in operations.iter_mut() {
            let pointer = operation.pointer.clone();
            own_names(operation, &mut |name, part| wanted.push((name.to_string(), format!("{pointer}/{part}"))));
        }
        let wishes: Vec<Wish<'_>> =
            wanted.iter().map(|(name, key)| Wish { name: name.clone(), wire: "", key }).collect();
        let (settled, _) = settle(&wishes, &mut taken, str::to_owned, number_camel);
        let mut settled = settled.iter().map(|name| names::type_name(name));
        for operation in operations.iter_mut() {
            own_names(operation, &mut |name, _| settled.by_ref().take(1).for_each(|own| *name = own));
        }
    }

    /// Reports names that several things wanted.
    pub(super) fn report_clashes(&mut self, what: &str, wishes: &[Wish<'_>], clashes: &[Clash]) {
        let mut holders = None;
        for clash in clashes {
            let Some(lost) = wishes.get(clash.lost_by).map(|wish| pointer_of(wish.key)) else { continue };
            let holder = clash.kept_by.and_then(|index| wishes.get(index)).map(|wish| pointer_of(wish.key).to_owned());
            let holder = holder.or_else(|| holders.get_or_insert_with(|| self.holders()).get(&clash.name).cloned());
            let other = match &holder {
                Some(pointer) => format!("`{}`", pointer.escape_debug()),
                None => "something else".to_owned(),
            };
            let message = format!(
                "{what} `{}` is called `{}`, since {other} has the name `{}`",
                short(lost).escape_debug(),
                clash.instead,
                clash.name
            );
            let help = naming_help(lost);
            match &holder {
                Some(holder) => {
                    let second = (holder.as_str(), "this has the name");
                    self.warn_of_two(codes_lower::NAME_TAKEN, &message, lost, second, &help);
                }
                None => self.warn(codes_lower::NAME_TAKEN, &message, lost, &help),
            }
        }
    }

    /// Reports names that say nothing, since nothing of what the document says can stand in a name.
    fn report_unreadable<'n>(&mut self, what: &str, named: impl Iterator<Item = (&'n str, &'n String)>) {
        for (pointer, name) in named.filter(|(_, name)| names::is_unreadable(name)) {
            let wire = short(pointer);
            let message =
                format!("nothing of the {what} `{}` can stand in a name: it is called `{name}`", wire.escape_debug());
            self.warn(codes_lower::NAME_UNREADABLE, &message, pointer, &naming_help(pointer));
        }
    }

    /// The pointers of the components, by their names.
    fn holders(&self) -> HashMap<String, String> {
        self.component_names.iter().rev().map(|(pointer, name)| (name.clone(), pointer.clone())).collect()
    }
}

/// Calls back for the name of each type that an operation brings along, and for what it is.
fn own_names(operation: &mut Operation, visit: &mut dyn FnMut(&mut TypeName, &str)) {
    if let Some(body) = &mut operation.body {
        if let BodyContent::Several { name, .. } = &mut body.content {
            visit(name, "body");
        }
        for form in body.content.forms_mut() {
            if let BodyKind::Multipart(multipart) = &mut form.kind {
                visit(&mut multipart.name, "multipart");
            }
        }
    }
    if let Output::Several { name, .. } = &mut operation.output {
        visit(name, "output");
    }
    if let Some(headers) = &mut operation.headers {
        visit(&mut headers.name, "headers");
    }
    if let Failure::Several { name, .. } = &mut operation.failure {
        visit(name, "failure");
    }
}

/// The pointer of what has a wish, which its key ends with.
fn pointer_of(key: &str) -> &str {
    key.rsplit(KEY_END).next().unwrap_or(key)
}

/// How to name a thing by hand.
pub(super) fn naming_help(pointer: &str) -> String {
    format!("to name it yourself, add to the configuration:\n[names]\n{} = \"…\"", toml_text(pointer))
}

/// The end of a pointer, for messages.
fn short(pointer: &str) -> String {
    match pointer.strip_prefix("/components/schemas/") {
        Some(name) => unescape(name).into_owned(),
        None => unescape(pointer.trim_start_matches("/paths/")).into_owned(),
    }
}
