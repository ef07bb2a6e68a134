//! The module `models`: a file for each component, with the types in it, and for the types of each operation.

use std::collections::BTreeMap;

use super::{
    FEW, aliases,
    code::{Code, code},
    enums,
    literals::AsIdent,
    rust_file::RustFile,
    structs, types, unions,
};
use crate::{
    files::Sink,
    ir::{Api, Field, ModuleName, TagId, Ty, Type, TypeKind},
    parallel,
};

/// Writes all types.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    let mut index = RustFile::index("What is sent and received.");
    let mut modules: BTreeMap<&ModuleName, Vec<&Type>> = BTreeMap::new();
    for ty in api.types.values().filter(|ty| ty.same_as.is_none()) {
        modules.entry(&ty.module).or_default().push(ty);
    }
    let modules: Vec<(&ModuleName, Vec<&Type>)> = modules.into_iter().collect();
    parallel::each(&modules, FEW, |(module, types)| {
        files.add(format!("src/generated/models/{}.rs", module.plain()), file(api, types));
    });
    for (module, types) in &modules {
        let gate = types.first().map_or_else(Code::new, |ty| gate(api, &ty.tags));
        let (module, names) = (module.ident(), names(types));
        index.item(code! {
            #gate
            mod #module;
            #gate
            pub use #module::#names;
        });
    }
    for ty in api.types.values() {
        if let Some(same) = ty.same_as {
            index.item(aliases::same(ty, &api.types[same], &gate(api, &ty.tags)));
        }
    }
    files.add("src/generated/models/mod.rs", index.finish(api));
}

/// A name, or several in braces.
fn names(types: &[&Type]) -> Code {
    let names = types.iter().map(|ty| ty.name.ident());
    if types.len() == 1 { code!(#(#names)*) } else { code!({#(#names),*}) }
}

/// The condition under which things exist that only these tags' operations reach.
pub(super) fn gate(api: &Api, tags: &[TagId]) -> Code {
    let features: Vec<&str> = tags.iter().filter_map(|tag| api.tags[*tag].feature.as_deref()).collect();
    match features.as_slice() {
        [] => code!(),
        [feature] => code!(#[cfg(feature = #feature)]),
        features => code!(#[cfg(any(#(feature = #features),*))]),
    }
}

fn file(api: &Api, types: &[&Type]) -> String {
    let mut file = RustFile::new(docs(types));
    for ty in types {
        import(api, ty, &mut file);
        match &ty.kind {
            TypeKind::Struct(body) => structs::emit(api, ty, body, &mut file),
            TypeKind::Enum(body) => enums::emit(ty, body, &mut file),
            TypeKind::Union(body) => unions::emit(api, ty, body, &mut file),
            TypeKind::Alias(target) => aliases::emit(api, ty, target, &mut file),
        }
    }
    file.finish(api)
}

/// What a file has.
fn docs(types: &[&Type]) -> String {
    let whole = types.iter().find(|ty| ty.is_whole());
    let Some(first) = whole.or_else(|| types.first()) else { return String::new() };
    match (types.len(), whole) {
        (1, _) => format!("[`{}`].", first.name),
        (_, Some(_)) => format!("[`{}`], and what it is made of.", first.name),
        (_, None) => format!("[`{}`], and what stands beside it.", first.name),
    }
}

/// Imports what a type is made of, unless that is in the same file.
fn import(api: &Api, ty: &Type, file: &mut RustFile) {
    let mut import = |mentioned: &Ty| {
        types::mentioned(mentioned, &mut |mut id| {
            // A setter takes what another name stands for.
            loop {
                let other = &api.types[id];
                if other.module != ty.module || other.same_as.is_some() {
                    file.import("super", other.name.as_str());
                }
                let TypeKind::Alias(target) = &other.kind else { break };
                let mut inner = None;
                types::mentioned(target, &mut |id| inner = Some(id));
                let Some(next) = inner else { break };
                id = next;
            }
        });
    };
    match &ty.kind {
        TypeKind::Struct(body) => {
            body.fields.iter().for_each(|Field { ty, .. }| import(ty));
            body.rest.iter().for_each(|rest| import(&rest.ty));
        }
        TypeKind::Enum(_) => {}
        TypeKind::Union(body) => body.members.iter().for_each(|member| import(&member.ty)),
        TypeKind::Alias(target) => import(target),
    }
}
