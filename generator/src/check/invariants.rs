//! The rules that what was lowered keeps, whatever the document. `emit` relies on them and checks nothing.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Diagnostic, Diagnostics, codes_lower};
use crate::ir::{
    Api, BodyContent, Content, Failure, Location, Operation, Output, PathPart, Struct, Ty, Type, TypeId, TypeKind,
};

/// Reports every rule that is broken.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut broken = Vec::new();
    let mut names = Names::default();
    let (mut modules, mut files) = (Names::default(), HashMap::new());
    for ty in api.types.values() {
        names.claim(ty.name.as_str(), "type", &ty.pointer, &mut broken);
        if ty.same_as.is_none() {
            let shared = (ty.whole(), &ty.tags);
            match files.insert(ty.module.as_str(), shared) {
                None => modules.claim_file(ty.module.as_str(), "module of types", &ty.pointer, &mut broken),
                Some(others) if others == shared => {}
                Some(_) => broken.push(format!("types of the module `{}` do not belong together", ty.module)),
            }
        }
        type_rules(api, ty, &mut broken);
    }
    let mut names = Names::default();
    let mut in_tags: HashMap<_, (Names<'_>, Names<'_>)> = HashMap::new();
    for operation in api.operations.values() {
        names.claim(operation.name.as_str(), "operation", &operation.pointer, &mut broken);
        let (modules, methods) = in_tags.entry(operation.tag).or_default();
        modules.claim_file(operation.module.as_str(), "module", &operation.pointer, &mut broken);
        methods.claim(operation.method_name.as_str(), "method", &operation.pointer, &mut broken);
        for name in part_names(operation) {
            names.claim(name, "operation", &operation.pointer, &mut broken);
        }
        operation_rules(api, operation, &mut broken);
    }
    headers_are_defined(api, &mut broken);
    let (mut modules, mut features) = (Names::default(), Names::default());
    for tag in api.tags.values() {
        modules.claim(tag.module.as_str(), "module of a tag", &tag.wire, &mut broken);
        if let Some(feature) = &tag.feature {
            features.claim(feature, "feature", &tag.wire, &mut broken);
        }
    }
    if let Some(id) = endless(api) {
        broken.push(format!("type `{}` holds itself without a box", api.types[id].name));
    }
    for rule in broken {
        diagnostics.push(
            Diagnostic::error(codes_lower::BROKEN_INVARIANT, format!("this is a bug in crategen: {rule}"))
                .help("please report it with the document, or with the part of it that is named here"),
        );
    }
}

/// Headers that are another name are so of headers of the same tag that are defined.
fn headers_are_defined(api: &Api, broken: &mut Vec<String>) {
    let all = || api.operations.values().filter_map(|operation| Some((operation, operation.headers.as_ref()?)));
    let defined: HashSet<_> = all()
        .filter(|(_, headers)| headers.same_as.is_none())
        .map(|(operation, headers)| (operation.tag, &headers.name))
        .collect();
    for (operation, headers) in all() {
        if headers.same_as.as_ref().is_some_and(|same| !defined.contains(&(operation.tag, same))) {
            broken.push(format!("the headers of `{}` are the same as what is not defined", operation.name));
        }
    }
}

#[derive(Default)]
struct Names<'a>(HashSet<Cow<'a, str>>);

impl<'a> Names<'a> {
    fn claim(&mut self, name: &'a str, what: &str, owner: &str, broken: &mut Vec<String>) {
        self.claim_as(Cow::Borrowed(name), what, owner, broken);
    }

    /// The same where capitals do not tell two names apart, as in the names of files.
    fn claim_file(&mut self, name: &'a str, what: &str, owner: &str, broken: &mut Vec<String>) {
        let has_capitals = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let name = if has_capitals { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) };
        self.claim_as(name, what, owner, broken);
    }

    fn claim_as(&mut self, name: Cow<'a, str>, what: &str, owner: &str, broken: &mut Vec<String>) {
        if !self.0.insert(name.clone()) {
            broken.push(format!("two {what}s are called `{name}`, one of them for `{}`", owner.escape_debug()));
        }
    }
}

fn part_names(operation: &Operation) -> Vec<&str> {
    let mut found = Vec::new();
    if let Output::Several { name, .. } = &operation.output {
        found.push(name.as_str());
    }
    if let Failure::Several { name, .. } = &operation.failure {
        found.push(name.as_str());
    }
    found.extend(operation.headers.iter().map(|headers| headers.name.as_str()));
    found
}

fn type_rules(api: &Api, ty: &Type, broken: &mut Vec<String>) {
    let mut names = Names::default();
    let (mut uses, owner) = (Vec::new(), &ty.pointer);
    match &ty.kind {
        TypeKind::Struct(structure) => struct_rules(structure, owner, &mut uses, broken),
        TypeKind::Enum(known) => {
            for variant in &known.variants {
                names.claim(variant.name.as_str(), "variant", owner, broken);
            }
        }
        TypeKind::Union(union) => {
            for member in &union.members {
                names.claim(member.name.as_str(), "variant", owner, broken);
                uses.push(&member.ty);
            }
        }
        TypeKind::Alias(target) => uses.push(target),
    }
    uses.into_iter().for_each(|ty| in_range(api, ty, owner, broken));
    if ty.same_as.is_some_and(|same| api.types.values().nth(same.index()).is_none_or(|same| same.same_as.is_some())) {
        broken.push(format!("`{}` is the same as a type that is not defined", owner.escape_debug()));
    }
}

fn struct_rules<'t>(structure: &'t Struct, owner: &str, uses: &mut Vec<&'t Ty>, broken: &mut Vec<String>) {
    let (mut names, mut wires) = (Names::default(), Names::default());
    for field in &structure.fields {
        names.claim(field.name.plain(), "field", owner, broken);
        wires.claim(&field.wire, "column", owner, broken);
        uses.push(&field.ty);
    }
    for constant in &structure.constants {
        wires.claim(&constant.wire, "column", owner, broken);
    }
    if let Some(rest) = &structure.rest {
        names.claim(rest.name.plain(), "field", owner, broken);
        uses.push(&rest.ty);
    }
}

fn operation_rules(api: &Api, operation: &Operation, broken: &mut Vec<String>) {
    let owner = &operation.pointer;
    let mut names = Names::default();
    for parameter in &operation.parameters {
        names.claim(parameter.name.plain(), "argument", owner, broken);
        in_range(api, &parameter.ty, owner, broken);
    }
    if let Some(body) = &operation.body {
        names.claim(body.name.plain(), "argument", owner, broken);
        for form in body.content.forms() {
            form.kind.types().into_iter().for_each(|ty| in_range(api, ty, owner, broken));
        }
        let mut variants = Names::default();
        if let BodyContent::Several { cases, .. } = &body.content {
            cases.iter().for_each(|case| variants.claim(case.name.as_str(), "variant", owner, broken));
        }
    }
    for part in &operation.path_parts {
        if let PathPart::Parameter(index) = part
            && !operation.parameters.get(*index).is_some_and(|found| found.location == Location::Path)
        {
            broken.push(format!("the path of `{}` names what is no path parameter", operation.name));
        }
    }
    let mut variants = Names::default();
    if let Output::Several { cases, .. } = &operation.output {
        cases.iter().for_each(|case| variants.claim(case.name.as_str(), "variant", owner, broken));
    }
    let mut variants = Names::default();
    if let Failure::Several { cases, .. } = &operation.failure {
        cases.iter().for_each(|case| variants.claim(case.name.as_str(), "variant", owner, broken));
    }
    if let Some(headers) = &operation.headers {
        let structure = Struct { fields: headers.fields.clone(), ..Struct::default() };
        let mut uses = Vec::new();
        struct_rules(&structure, owner, &mut uses, broken);
        uses.into_iter().for_each(|ty| in_range(api, ty, owner, broken));
        if headers.fields.iter().any(|field| field.wire != field.wire.to_ascii_lowercase()) {
            broken.push(format!("a header of `{}` is not in lower case", operation.name));
        }
    }
    if operation.tag.index() >= api.tags.len() {
        broken.push(format!("the tag of `{}` does not exist", operation.name));
    }
    if let Some(paging) = &operation.paging {
        let page = match &operation.output {
            Output::One(Content::Json(ty)) => structure_of(api, ty),
            Output::One(_) | Output::Several { .. } => None,
        };
        let has =
            |name: &crate::ir::FieldName| page.is_some_and(|page| page.fields.iter().any(|field| field.name == *name));
        if !has(&paging.items) || !has(&paging.next) {
            broken.push(format!("the pages of `{}` lack their fields", operation.name));
        }
    }
}

fn in_range(api: &Api, ty: &Ty, owner: &str, broken: &mut Vec<String>) {
    match ty {
        Ty::Named(id) if id.index() >= api.types.len() => {
            broken.push(format!("`{}` names a type that does not exist", owner.escape_debug()));
        }
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => in_range(api, inner, owner, broken),
        _ => {}
    }
}

fn structure_of<'a>(api: &'a Api, ty: &'a Ty) -> Option<&'a Struct> {
    let mut ty = ty;
    for _ in 0..64 {
        let id = match ty {
            Ty::Named(id) => *id,
            Ty::Nullable(inner) => {
                ty = inner;
                continue;
            }
            _ => return None,
        };
        match &api.types[id].kind {
            TypeKind::Struct(structure) => return Some(structure),
            TypeKind::Alias(target) => ty = target,
            TypeKind::Enum(_) | TypeKind::Union(_) => return None,
        }
    }
    None
}

/// A type that holds itself without a box between, or another name that leads to itself, through lists too.
fn endless(api: &Api) -> Option<TypeId> {
    let in_place = |id: TypeId| -> Vec<TypeId> {
        match &api.types[id].kind {
            TypeKind::Struct(structure) => {
                structure.fields.iter().filter(|field| !field.boxed).filter_map(|field| field.ty.held()).collect()
            }
            TypeKind::Union(union) => {
                union.members.iter().filter(|member| !member.boxed).filter_map(|member| member.ty.held()).collect()
            }
            TypeKind::Alias(ty) => ty.held().into_iter().collect(),
            TypeKind::Enum(_) => Vec::new(),
        }
    };
    let by_name = |id: TypeId| match &api.types[id].kind {
        TypeKind::Alias(ty) => ty.named().into_iter().collect(),
        TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Enum(_) => Vec::new(),
    };
    circle(api, &in_place).or_else(|| circle(api, &by_name))
}

fn circle(api: &Api, targets: &dyn Fn(TypeId) -> Vec<TypeId>) -> Option<TypeId> {
    // How many types each is held by, so that they can be taken away from the outside in: what stays is a circle.
    let mut held_by: HashMap<TypeId, usize> = HashMap::new();
    for (id, _) in api.types.iter() {
        for target in targets(id) {
            *held_by.entry(target).or_default() += 1;
        }
    }
    let mut open: Vec<TypeId> = api.types.iter().map(|(id, _)| id).filter(|id| !held_by.contains_key(id)).collect();
    let mut taken = HashSet::new();
    while let Some(id) = open.pop() {
        taken.insert(id);
        for target in targets(id) {
            if let Some(count) = held_by.get_mut(&target) {
                *count -= 1;
                if *count == 0 {
                    open.push(target);
                }
            }
        }
    }
    api.types.iter().map(|(id, _)| id).find(|id| !taken.contains(id))
}
