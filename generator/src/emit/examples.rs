//! An example for each operation, which compiles as a documentation test.

use crate::ir::{Api, Body, BodyContent, BodyKind, Location, Operation, Ty, TypeKind};

use super::{multipart, structs};

/// How deep a value may be built before the example takes it as an argument instead.
const DEPTH: usize = 5;

/// The lines of the example.
pub(super) fn lines(api: &Api, operation: &Operation) -> Vec<String> {
    let mut example = Example { api, arguments: Vec::new(), multipart: None };
    let mut values = Vec::new();
    for parameter in &operation.parameters {
        if parameter.required && !matches!(parameter.location, Location::SharedQuery { .. }) {
            values.push(example.value(&parameter.ty, parameter.name.plain()));
        }
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        values.push(example.body(body));
    }
    let krate = api.krate.name.replace('-', "_");
    let module = api.tags[operation.tag].module.as_str();
    let name = operation.name.as_str();
    let arguments: String =
        example.arguments.iter().map(|(name, ty)| format!(", {name}: {krate}::models::{ty}")).collect();
    let uses_models = values.iter().any(|value| value.contains("models::"));
    let mut lines = vec!["```".to_owned()];
    if uses_models {
        lines.push(format!("use {krate}::models;"));
    }
    match &example.multipart {
        Some(other) => lines.push(format!("use {krate}::operations::{module}::{{{name}, {other}}};")),
        None => lines.push(format!("use {krate}::operations::{module}::{name};")),
    }
    if operation.deprecated {
        lines.insert(1, "# #![allow(deprecated)]".to_owned());
    }
    lines.push(String::new());
    lines.push(format!("# async fn example(client: &{krate}::Client{arguments}) -> Result<(), {krate}::Error> {{"));
    let call = format!("let output = client.send({name}::new({})).await?;", values.join(", "));
    match call.len() <= 100 || values.is_empty() {
        true => lines.push(call),
        false => {
            lines.push(format!("let operation = {name}::new("));
            lines.extend(values.iter().map(|value| format!("    {value},")));
            lines.push(");".to_owned());
            lines.push("let output = client.send(operation).await?;".to_owned());
        }
    }
    lines.push("# let _ = output;".to_owned());
    lines.push("# Ok(())".to_owned());
    lines.push("# }".to_owned());
    lines.push("```".to_owned());
    lines
}

struct Example<'a> {
    api: &'a Api,
    /// Values that are too deep to build, by name and type.
    arguments: Vec<(String, String)>,
    /// The struct of a multipart body that is built.
    multipart: Option<String>,
}

impl Example<'_> {
    fn body(&mut self, body: &Body) -> String {
        let several = matches!(body.content, BodyContent::Several { .. });
        let Some(form) = body.content.forms().into_iter().next() else { return "\"body\"".to_owned() };
        let krate = self.api.krate.name.replace('-', "_");
        match &form.kind {
            // The argument is the enum: only the very type of a variant becomes it.
            BodyKind::Json(ty) | BodyKind::Form { ty, .. } | BodyKind::Xml { ty, .. } if several => match ty {
                Ty::Named(_) => self.value(ty, "body"),
                Ty::Json => "serde_json::Value::Null".to_owned(),
                _ => format!("<{}>::default()", path(self.api, ty)),
            },
            BodyKind::Lines(_) if several => "Vec::new()".to_owned(),
            BodyKind::Text if several => "\"body\".to_owned()".to_owned(),
            BodyKind::Bytes if several => format!("{krate}::runtime::Payload::from(\"body\")"),
            BodyKind::Json(ty) | BodyKind::Form { ty, .. } | BodyKind::Xml { ty, .. } => self.value(ty, "body"),
            BodyKind::Lines(ty) => self.value(&Ty::List(Box::new(ty.clone())), "body"),
            BodyKind::Multipart(multipart) => {
                self.multipart = Some(multipart.name.to_string());
                let arguments: Vec<String> = multipart::arguments(multipart)
                    .map(|(name, file, ty)| match file {
                        None => self.value(ty, name.plain()),
                        Some(false) => "\"content\"".to_owned(),
                        Some(true) => "[\"content\"]".to_owned(),
                    })
                    .collect();
                format!("{}::new({})", multipart.name, arguments.join(", "))
            }
            BodyKind::Parts => format!("{krate}::runtime::Multipart::new().text(\"name\", \"value\")"),
            BodyKind::Text | BodyKind::Bytes => "\"body\"".to_owned(),
        }
    }

    fn value(&mut self, ty: &Ty, name: &str) -> String {
        match build(self.api, ty, name, DEPTH) {
            Some(value) => value,
            None => {
                let name = format!("{name}_{}", self.arguments.len());
                self.arguments.push((name.clone(), shown(self.api, ty)));
                name
            }
        }
    }
}

/// The type of what the example takes as an argument: only named types are too deep.
fn shown(api: &Api, ty: &Ty) -> String {
    match ty {
        Ty::Named(id) => api.types[*id].name.as_str().to_owned(),
        _ => String::new(),
    }
}

/// An expression for a value, as an argument of a constructor or a setter.
fn build(api: &Api, ty: &Ty, name: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    Some(match ty {
        Ty::Bool => "true".to_owned(),
        Ty::Integer(_) => "1".to_owned(),
        Ty::F64 | Ty::F32 => "1.0".to_owned(),
        Ty::String => format!("{:?}", name.replace('_', "-")),
        Ty::Base64 => "&b\"bytes\"[..]".to_owned(),
        Ty::DateTime | Ty::UnixTime => "std::time::SystemTime::UNIX_EPOCH".to_owned(),
        Ty::Date => "time::OffsetDateTime::UNIX_EPOCH.date()".to_owned(),
        Ty::Duration => "std::time::Duration::from_secs(60)".to_owned(),
        Ty::Time => "time::Time::MIDNIGHT".to_owned(),
        Ty::HttpDate => "std::time::SystemTime::UNIX_EPOCH".to_owned(),
        Ty::Decimal => "1".to_owned(),
        Ty::Uuid => "uuid::Uuid::nil()".to_owned(),
        Ty::Json => "\"any JSON\"".to_owned(),
        Ty::List(item) => match &**item {
            Ty::List(_) | Ty::Map(_) | Ty::Nullable(_) => empty_list(api, item),
            item => match build(api, item, &item_name(name), depth) {
                Some(value) => format!("[{value}]"),
                None => empty_list(api, item),
            },
        },
        Ty::Map(item) => format!("std::collections::BTreeMap::<String, {}>::new()", path(api, item)),
        Ty::Nullable(_) => "None".to_owned(),
        Ty::Named(id) => {
            let ty = &api.types[*id];
            match &ty.kind {
                TypeKind::Alias(target) => return build(api, target, name, depth + 1),
                TypeKind::Enum(body) => match body.variants.first() {
                    Some(variant) => format!("models::{}::{}", ty.name, variant.name),
                    None => "\"value\"".to_owned(),
                },
                TypeKind::Union(body) => body.members.iter().find_map(|member| {
                    let value = build(api, &member.ty, member.name.as_str(), depth)?;
                    let value = match member.ty {
                        Ty::Named(_) => value,
                        _ => return None,
                    };
                    let value = if member.boxed { format!("Box::new({value})") } else { value };
                    Some(format!("models::{}::{}({value})", ty.name, member.name))
                })?,
                TypeKind::Struct(body) if structs::is_built(ty) => {
                    let mut values = Vec::new();
                    for field in body.fields.iter().filter(|field| structs::is_argument(field)) {
                        values.push(match field.nullable {
                            true => "None".to_owned(),
                            false => build(api, &field.ty, field.name.plain(), depth)?,
                        });
                    }
                    format!("models::{}::new({})", ty.name, values.join(", "))
                }
                TypeKind::Struct(_) => return None,
            }
        }
    })
}

fn empty_list(api: &Api, item: &Ty) -> String {
    format!("Vec::<{}>::new()", path(api, item))
}

fn item_name(name: &str) -> String {
    name.strip_suffix('s').unwrap_or(name).to_owned()
}

/// A type as the example writes it.
fn path(api: &Api, ty: &Ty) -> String {
    super::types::ty(api, ty, super::types::From::Crate)
        .plain()
        .replace("model::", &format!("{}::runtime::model::", api.krate.name.replace('-', "_")))
        .replace(' ', "")
}
