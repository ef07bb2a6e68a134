//! Who gets which name: components first, then inline types; and apart from these operations, then what they bring along.
//!
//! The order of these groups is the rule that keeps names steady: a new inline schema never renames a component, and no
//! schema an operation.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::keys::{Keys, pointer_of};
use super::names::{
    self, Clash, Wish, camel, exact, module_text, number_camel, number_snake, settle, settle_beside, type_text,
};
use super::types::is_component;
use super::{Lower, hints};
use crate::config::Section;
use crate::diagnostics::{codes_lower, toml_text};
use crate::document::unescape;
use crate::ir::{Arena, BodyContent, BodyKind, Failure, ModuleName, Operation, Output, Type, TypeName};

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
        let (names, clashes) = settle(&wishes, &mut taken, exact, number_camel);
        self.report_clashes("schema", &wishes, &clashes);
        self.report_unreadable("schema", components.iter().map(|(_, pointer)| pointer.as_str()).zip(&names));
        let names: Vec<String> = names.into_iter().map(Cow::into_owned).collect();
        self.component_names = components.into_iter().map(|(_, pointer)| pointer).zip(names).collect();
        taken
    }

    /// Gives every type its name.
    pub(super) fn name_types(&mut self, taken: &BTreeSet<String>) {
        // Apart from the rest, all of which finding names may need.
        let mut types = std::mem::take(&mut self.types.arena);
        let inline: Vec<&str> =
            types.values().map(|ty| ty.pointer.as_str()).filter(|pointer| !is_component(pointer)).collect();
        let names: Vec<String> = inline.iter().map(|pointer| type_text(&self.placed_name(pointer), "Model")).collect();
        let mut wanted: HashMap<&str, usize> = HashMap::new();
        names.iter().for_each(|name| *wanted.entry(name).or_default() += 1);
        // What decides between equals is long, and few have the same name.
        let is_shared = |name: &String| wanted.get(name.as_str()).is_some_and(|count| *count > 1);
        let shared = inline.iter().zip(&names).filter(|(_, name)| is_shared(name)).map(|(pointer, _)| *pointer);
        let shared = Keys::new(self.schemas.document(), shared);
        let keys = inline.iter().zip(&names).map(|(pointer, name)| match is_shared(name) {
            true => Cow::Owned(shared.of(pointer)),
            false => Cow::Borrowed(*pointer),
        });
        let keys: Vec<Cow<'_, str>> = keys.collect();
        let configured = |pointer: &str| self.config.names.get(pointer).map(|setting| setting.value.as_str());
        let wires: Vec<&str> = inline.iter().map(|pointer| configured(pointer).unwrap_or_default()).collect();
        let wishes = names.into_iter().zip(wires).zip(&keys);
        let wishes: Vec<Wish<'_>> = wishes.map(|((name, wire), key)| Wish { name, wire, key }).collect();
        let (settled, clashes) = settle_beside(&wishes, taken, exact, number_camel);
        self.report_clashes("inline schema", &wishes, &clashes);
        self.report_unreadable("inline schema", inline.iter().copied().zip(&settled));
        let settled: Vec<TypeName> = settled.iter().map(|name| names::type_name(name)).collect();
        let mut settled = settled.into_iter();
        for ty in types.values_mut() {
            let own = match is_component(&ty.pointer) {
                true => self.component_names.get(ty.pointer.as_str()).map(|name| names::type_name(name)),
                false => settled.next(),
            };
            ty.name = own.unwrap_or_else(|| names::type_name("Unnamed"));
        }
        self.types.arena = types;
    }

    /// Gives the enums and structs that operations bring along names that no operation has.
    pub(super) fn name_parts(&mut self, operations: &mut [Operation]) {
        let taken: BTreeSet<String> = self.operation_names.values().cloned().collect();
        let mut wanted: Vec<(String, String)> = Vec::new();
        for operation in operations.iter_mut() {
            let pointer = operation.pointer.clone();
            own_names(operation, &mut |name, part| wanted.push((name.to_string(), format!("{pointer}/{part}"))));
        }
        let wishes: Vec<Wish<'_>> =
            wanted.iter().map(|(name, key)| Wish { name: name.clone(), wire: "", key }).collect();
        let (settled, _) = settle_beside(&wishes, &taken, exact, number_camel);
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
    fn report_unreadable<'n>(&mut self, what: &str, named: impl Iterator<Item = (&'n str, &'n Cow<'n, str>)>) {
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

/// Gives every type its module, by its name.
pub(super) fn name_modules(types: &mut Arena<Type>) {
    let names = types.values().map(|ty| ty.name.as_str());
    let wishes: Vec<Wish<'_>> = names.map(|name| Wish { name: module_text(name), wire: "", key: name }).collect();
    let (settled, _) = settle_beside(&wishes, &BTreeSet::new(), exact, number_snake);
    let settled: Vec<ModuleName> = settled.iter().map(|name| names::module_name(name)).collect();
    types.values_mut().zip(settled).for_each(|(ty, module)| ty.module = module);
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
