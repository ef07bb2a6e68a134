//! The table itself: the keywords of each kind of object, what they must be, and what becomes of them.
//!
//! A keyword that is not here is unknown, and normalization says so. Adding a keyword is adding a line.

use super::{CARRIED, Fate, Field, Kind, METHODS, Shape};
use Shape::{Any, Count, Flag, FlagOr, List, Map, Number, One, Text, TextMap, Texts, ValueMap, Values};

/// The keyword `key` of an object of that kind, by its own name or by the one under which it is carried.
pub(crate) fn field(kind: Kind, key: &str) -> Option<Field> {
    let patterned = match kind {
        Kind::Paths if key.starts_with('/') => Some(One(Kind::PathItem)),
        Kind::Callback if !key.starts_with("x-") => Some(One(Kind::PathItem)),
        Kind::Responses if !key.starts_with("x-") => Some(One(Kind::Response)),
        Kind::SecurityRequirement => Some(Texts),
        _ => None,
    };
    if let Some(shape) = patterned {
        return Some(keep("", shape));
    }
    if let Some(name) = key.strip_prefix(CARRIED) {
        return fields(kind).iter().find(|field| field.name == name && field.fate == Fate::Carry).copied();
    }
    if kind == Kind::PathItem && METHODS.contains(&key) {
        return Some(keep("", One(Kind::Operation)));
    }
    fields(kind).iter().find(|field| field.name == key).copied()
}

/// The keywords with a name of their own that an object of that kind may have.
fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Document => DOCUMENT,
        Kind::Info => INFO,
        Kind::Contact => const { &[keep("name", Text), keep("url", Text), keep("email", Text)] },
        Kind::License => const { &[keep("name", Text), keep("url", Text), carry("identifier", Text)] },
        Kind::Server => SERVER,
        Kind::ServerVariable => const { &[keep("enum", Texts), keep("default", Text), keep("description", Text)] },
        Kind::Components => COMPONENTS,
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::ExternalDocs => const { &[keep("description", Text), keep("url", Text)] },
        Kind::Parameter => PARAMETER,
        Kind::Header => HEADER,
        Kind::RequestBody => {
            const { &[keep("description", Text), keep("content", Map(Kind::MediaType)), keep("required", Flag)] }
        }
        Kind::MediaType => MEDIA_TYPE,
        Kind::Encoding => ENCODING,
        Kind::Response => RESPONSE,
        Kind::Example => EXAMPLE,
        Kind::Link => LINK,
        Kind::Tag => TAG,
        Kind::Schema => SCHEMA,
        Kind::Discriminator => {
            const { &[keep("propertyName", Text), keep("mapping", TextMap), carry("defaultMapping", Text)] }
        }
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::Flows => FLOWS,
        Kind::Flow => FLOW,
        Kind::Paths | Kind::Responses | Kind::Callback | Kind::SecurityRequirement => &[],
    }
}

const fn keep(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, fate: Fate::Keep }
}

const fn carry(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, fate: Fate::Carry }
}

const fn tree(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, fate: Fate::Tree }
}

const fn harmless(name: &'static str, reason: &'static str) -> Field {
    Field { name, shape: Any, fate: Fate::Harmless(reason) }
}

const DOCUMENT: &[Field] = &[
    keep("openapi", Text),
    keep("info", One(Kind::Info)),
    keep("servers", List(Kind::Server)),
    keep("paths", One(Kind::Paths)),
    keep("components", One(Kind::Components)),
    keep("security", List(Kind::SecurityRequirement)),
    keep("tags", List(Kind::Tag)),
    keep("externalDocs", One(Kind::ExternalDocs)),
    carry("webhooks", Map(Kind::PathItem)),
    carry("jsonSchemaDialect", Text),
    carry("$self", Text),
    harmless("$schema", "says for editors which schema the document itself follows"),
];

const INFO: &[Field] = &[
    keep("title", Text),
    keep("description", Text),
    keep("termsOfService", Text),
    keep("contact", One(Kind::Contact)),
    keep("license", One(Kind::License)),
    keep("version", Text),
    carry("summary", Text),
];

const SERVER: &[Field] =
    &[keep("url", Text), keep("description", Text), keep("variables", Map(Kind::ServerVariable)), carry("name", Text)];

const COMPONENTS: &[Field] = &[
    keep("schemas", Map(Kind::Schema)),
    keep("responses", Map(Kind::Response)),
    keep("parameters", Map(Kind::Parameter)),
    tree("examples", Map(Kind::Example)),
    keep("requestBodies", Map(Kind::RequestBody)),
    keep("headers", Map(Kind::Header)),
    keep("securitySchemes", Map(Kind::SecurityScheme)),
    keep("links", Map(Kind::Link)),
    keep("callbacks", Map(Kind::Callback)),
    carry("pathItems", Map(Kind::PathItem)),
    carry("mediaTypes", Map(Kind::MediaType)),
];

const PATH_ITEM: &[Field] = &[
    keep("summary", Text),
    keep("description", Text),
    keep("servers", List(Kind::Server)),
    keep("parameters", List(Kind::Parameter)),
    carry("query", One(Kind::Operation)),
    carry("additionalOperations", Map(Kind::Operation)),
];

const OPERATION: &[Field] = &[
    keep("tags", Texts),
    keep("summary", Text),
    keep("description", Text),
    keep("externalDocs", One(Kind::ExternalDocs)),
    keep("operationId", Text),
    keep("parameters", List(Kind::Parameter)),
    keep("requestBody", One(Kind::RequestBody)),
    keep("responses", One(Kind::Responses)),
    keep("callbacks", Map(Kind::Callback)),
    keep("deprecated", Flag),
    keep("security", List(Kind::SecurityRequirement)),
    keep("servers", List(Kind::Server)),
];

const PARAMETER: &[Field] = &[
    keep("name", Text),
    keep("in", Text),
    keep("description", Text),
    keep("required", Flag),
    keep("deprecated", Flag),
    keep("allowEmptyValue", Flag),
    keep("style", Text),
    keep("explode", Flag),
    keep("allowReserved", Flag),
    keep("schema", One(Kind::Schema)),
    tree("example", Any),
    tree("examples", Map(Kind::Example)),
    keep("content", Map(Kind::MediaType)),
];

const HEADER: &[Field] = &[
    keep("description", Text),
    keep("required", Flag),
    keep("deprecated", Flag),
    keep("style", Text),
    keep("schema", One(Kind::Schema)),
    tree("example", Any),
    tree("examples", Map(Kind::Example)),
    keep("content", Map(Kind::MediaType)),
    carry("explode", Flag),
    carry("allowReserved", Flag),
    carry("allowEmptyValue", Flag),
];

const MEDIA_TYPE: &[Field] = &[
    keep("schema", One(Kind::Schema)),
    tree("example", Any),
    tree("examples", Map(Kind::Example)),
    keep("encoding", Map(Kind::Encoding)),
    carry("itemSchema", One(Kind::Schema)),
    carry("itemEncoding", One(Kind::Encoding)),
    carry("prefixEncoding", List(Kind::Encoding)),
];

const ENCODING: &[Field] = &[
    keep("contentType", Text),
    keep("headers", Map(Kind::Header)),
    keep("style", Text),
    keep("explode", Flag),
    keep("allowReserved", Flag),
];

const RESPONSE: &[Field] = &[
    keep("description", Text),
    keep("headers", Map(Kind::Header)),
    keep("content", Map(Kind::MediaType)),
    keep("links", Map(Kind::Link)),
    carry("summary", Text),
];

const EXAMPLE: &[Field] = &[
    keep("summary", Text),
    keep("description", Text),
    keep("value", Any),
    keep("externalValue", Text),
    carry("dataValue", Any),
    carry("serializedValue", Text),
];

const TAG: &[Field] = &[
    keep("name", Text),
    keep("description", Text),
    keep("externalDocs", One(Kind::ExternalDocs)),
    carry("summary", Text),
    carry("parent", Text),
    carry("kind", Text),
];

const LINK: &[Field] = &[
    keep("operationRef", Text),
    keep("operationId", Text),
    keep("parameters", ValueMap),
    keep("requestBody", Any),
    keep("description", Text),
    keep("server", One(Kind::Server)),
];

const SECURITY_SCHEME: &[Field] = &[
    keep("type", Text),
    keep("description", Text),
    keep("name", Text),
    keep("in", Text),
    keep("scheme", Text),
    keep("bearerFormat", Text),
    keep("flows", One(Kind::Flows)),
    keep("openIdConnectUrl", Text),
    carry("oauth2MetadataUrl", Text),
    carry("deprecated", Flag),
];

const FLOWS: &[Field] = &[
    keep("implicit", One(Kind::Flow)),
    keep("password", One(Kind::Flow)),
    keep("clientCredentials", One(Kind::Flow)),
    keep("authorizationCode", One(Kind::Flow)),
    carry("deviceAuthorization", One(Kind::Flow)),
];

const FLOW: &[Field] = &[
    keep("authorizationUrl", Text),
    keep("tokenUrl", Text),
    keep("refreshUrl", Text),
    keep("scopes", TextMap),
    carry("deviceAuthorizationUrl", Text),
];

const SCHEMA: &[Field] = &[
    keep("$ref", Text),
    keep("type", Text),
    keep("description", Text),
    keep("properties", Map(Kind::Schema)),
    keep("example", Any),
    keep("items", One(Kind::Schema)),
    keep("required", Texts),
    keep("format", Text),
    keep("enum", Values),
    keep("title", Text),
    keep("nullable", Flag),
    keep("default", Any),
    keep("additionalProperties", FlagOr(Kind::Schema)),
    keep("allOf", List(Kind::Schema)),
    keep("oneOf", List(Kind::Schema)),
    keep("anyOf", List(Kind::Schema)),
    keep("not", One(Kind::Schema)),
    keep("readOnly", Flag),
    keep("writeOnly", Flag),
    keep("deprecated", Flag),
    keep("pattern", Text),
    keep("minLength", Count),
    keep("maxLength", Count),
    keep("minimum", Number),
    keep("maximum", Number),
    keep("exclusiveMinimum", Flag),
    keep("exclusiveMaximum", Flag),
    keep("multipleOf", Number),
    keep("minItems", Count),
    keep("maxItems", Count),
    keep("uniqueItems", Flag),
    keep("minProperties", Count),
    keep("maxProperties", Count),
    keep("externalDocs", One(Kind::ExternalDocs)),
    keep("discriminator", One(Kind::Discriminator)),
    tree("$defs", Map(Kind::Schema)),
    tree("definitions", Map(Kind::Schema)),
    carry("xml", Any),
    carry("examples", Any),
    carry("const", Any),
    carry("prefixItems", List(Kind::Schema)),
    carry("additionalItems", FlagOr(Kind::Schema)),
    carry("unevaluatedItems", FlagOr(Kind::Schema)),
    carry("contains", One(Kind::Schema)),
    carry("minContains", Count),
    carry("maxContains", Count),
    carry("patternProperties", Map(Kind::Schema)),
    carry("propertyNames", One(Kind::Schema)),
    carry("unevaluatedProperties", FlagOr(Kind::Schema)),
    carry("dependentRequired", Any),
    carry("dependentSchemas", Map(Kind::Schema)),
    carry("dependencies", Any),
    carry("if", One(Kind::Schema)),
    carry("then", One(Kind::Schema)),
    carry("else", One(Kind::Schema)),
    carry("contentEncoding", Text),
    carry("contentMediaType", Text),
    carry("contentSchema", One(Kind::Schema)),
    carry("$id", Text),
    carry("$anchor", Text),
    carry("$dynamicAnchor", Text),
    carry("$dynamicRef", Text),
    carry("$recursiveAnchor", Any),
    carry("$recursiveRef", Text),
    harmless("$schema", "names the dialect of JSON Schema, which the version of the document decides"),
    harmless("$comment", "a note to who edits the document, which must not reach its users"),
    harmless("$vocabulary", "concerns meta-schemas only"),
];
