//! The module `models`: a file for each type.

use super::{
    aliases,
    code::{Code, code},
    enums,
    literals::AsIdent,
    parallel,
    rust_file::RustFile,
    structs, types, unions,
};
use crate::{
    files::Sink,
    ir::{Api, Field, TagId, Ty, Type, TypeKind},
};

/// Writes all types.
pub(super) fn emit(api: &Api, files: &Sink<'_>) {
    let mut index = RustFile::index("What is sent and received.");
    let defined: Vec<&Type> = api.types.values().filter(|ty| ty.same_as.is_none()).collect();
    parallel::each(&defined, |ty| files.add(format!("src/generated/models/{}.rs", ty.module.plain()), file(api, ty)));
    for ty in api.types.values() {
        let name = ty.name.ident();
        let gate = gate(api, &ty.tags);
        if let Some(same) = ty.same_as {
            index.item(aliases::same(ty, &api.types[same], &gate));
            continue;
        }
        let module = ty.module.ident();
        index.item(code! {
            #gate
            mod #module;
            #gate
            pub use #module::#name;
        });
    }
    files.add("src/generated/models/mod.rs", index.finish(api));
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

fn file(api: &Api, ty: &Type) -> String {
    let mut file = RustFile::new(format!("[`{}`].", ty.name));
    let mut import = |mentioned: &Ty| {
        types::mentioned(mentioned, &mut |mut id| {
            // A setter takes what another name stands for.
            loop {
                if api.types[id].name != ty.name {
                    file.import("super", api.types[id].name.as_str());
                }
                let TypeKind::Alias(target) = &api.types[id].kind else { break };
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
            structs::emit(api, ty, body, &mut file);
        }
        TypeKind::Enum(body) => enums::emit(ty, body, &mut file),
        TypeKind::Union(body) => {
            body.members.iter().for_each(|member| import(&member.ty));
            unions::emit(api, ty, body, &mut file);
        }
        TypeKind::Alias(target) => {
            import(target);
            aliases::emit(api, ty, target, &mut file);
        }
    }
    file.finish(api)
}
