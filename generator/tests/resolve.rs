//! What resolution gives lowering.

mod support;

use crategen::diagnostics::Diagnostics;
use crategen::document::Node;
use crategen::parse::{self, SchemaKind, Type};
use crategen::resolve::{Resolved, Status};
use crategen::{normalize, resolve};

const DOCUMENT: &str = "
openapi: 3.1.0
info: {title: Test, version: '1'}
servers: [{url: https://root}]
security: [{key: []}]
paths:
  /b/{id}:
    servers: [{url: https://item}]
    parameters:
      - {$ref: '#/components/parameters/Id'}
      - {name: page, in: query, schema: {type: string}}
    put:
      operationId: first
      parameters: [{name: page, in: query, schema: {type: integer}}]
      requestBody: {$ref: '#/components/requestBodies/Body', description: Said here.}
      security: []
      responses:
        default: {$ref: '#/components/responses/Alias'}
        4XX: {description: Wrong.}
        '204': {description: Done., headers: {X-A: {$ref: '#/components/headers/A'}}}
    get: {operationId: second, servers: [{url: https://own}]}
  /a: {get: {operationId: third}}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string}}
  requestBodies:
    Body: {description: Said there., content: {application/json: {schema: {$ref: '#/components/schemas/Pet/properties/tag'}}}}
  responses:
    Alias: {$ref: '#/components/responses/Error'}
    Error: {description: Failed.}
  headers:
    A: {schema: {$ref: '#anchored'}}
  schemas:
    Alias: {$ref: '#/components/schemas/Pet'}
    Pet:
      type: object
      properties:
        tag: {type: [string, 'null']}
        tuple: {prefixItems: [{type: integer}]}
        first: {$ref: '#/components/schemas/Pet/properties/tuple/prefixItems/0'}
      $defs: {Named: {$anchor: anchored, type: boolean}}
    Odd/~Name: {type: object, properties: {again: {$ref: '#/components/schemas/Odd~1~0Name'}}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
";

#[test]
fn operations_come_in_document_order_with_all_that_they_take_over() {
    with(|resolved| {
        let summary: Vec<_> = resolved
            .operations
            .iter()
            .map(|operation| (operation.pointer.as_str(), operation.method, operation.servers[0].url.as_str()))
            .collect();
        let expected = [
            ("/paths/~1b~1{id}/put", "PUT", "https://item"),
            ("/paths/~1b~1{id}/get", "GET", "https://own"),
            ("/paths/~1a/get", "GET", "https://root"),
        ];
        assert_eq!(summary, expected);
        assert!(resolved.operations[0].security.is_empty());
        assert_eq!(resolved.operations[1].security.len(), 1);
    });
}

#[test]
fn parameters_of_the_operation_override_those_of_the_path() {
    with(|resolved| {
        let pointers = |index: usize| -> Vec<&str> {
            resolved.operations[index].parameters.iter().map(|parameter| parameter.pointer.as_str()).collect()
        };
        assert_eq!(pointers(0), ["/components/parameters/Id", "/paths/~1b~1{id}/put/parameters/0"]);
        assert_eq!(pointers(1), ["/components/parameters/Id", "/paths/~1b~1{id}/parameters/1"]);
    });
}

#[test]
fn a_description_beside_a_reference_wins() {
    with(|resolved| {
        let body = resolved.operations[0].request_body.as_ref().unwrap();
        assert_eq!(body.pointer, "/components/requestBodies/Body");
        assert_eq!(body.description, Some("Said here."));
    });
}

#[test]
fn responses_are_found_through_aliases_and_the_default_is_last() {
    with(|resolved| {
        let operation = &resolved.operations[0];
        let responses: Vec<_> =
            operation.responses.iter().map(|(status, response)| (*status, response.pointer.as_str())).collect();
        let expected = [
            (Status::Range(4), "/paths/~1b~1{id}/put/responses/4XX"),
            (Status::Code(204), "/paths/~1b~1{id}/put/responses/204"),
            (Status::Default, "/components/responses/Error"),
        ];
        assert_eq!(responses, expected);
        let header = operation.responses[1].1.value.headers.get("X-A").unwrap();
        let header = resolved.header(header, "/paths/~1b~1{id}/put/responses/204/headers/X-A").unwrap();
        assert_eq!(header.pointer, "/components/headers/A");
    });
}

#[test]
fn schemas_are_found_by_name_by_pointer_and_by_anchor() {
    with(|resolved| {
        let names: Vec<_> = resolved.component_schemas().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(names, ["Alias", "Pet", "Odd/~Name"]);
        let alias = resolved.lookup("#/components/schemas/Alias").unwrap();
        let pet = resolved.schema(alias.schema, &alias.pointer).unwrap();
        assert_eq!(pet.pointer, "/components/schemas/Pet");
        assert_eq!(
            resolved.lookup("#/components/schemas/Odd~1~0Name").unwrap().pointer,
            "/components/schemas/Odd~1~0Name"
        );

        let tag = resolved.lookup("#/components/schemas/Pet/properties/tag").unwrap();
        let tag = resolved.schema(tag.schema, &tag.pointer).unwrap();
        assert!(tag.value.schema_data.nullable);

        // A position of a tuple is a property now, and found where it was written.
        let first = resolved.lookup("#/components/schemas/Pet/properties/tuple/prefixItems/0").unwrap();
        assert_eq!(first.pointer, "/components/schemas/Pet/properties/tuple/properties/first");
        let first = resolved.schema(first.schema, &first.pointer).unwrap();
        assert!(matches!(first.value.schema_kind, SchemaKind::Type(Type::Integer(_))));

        assert!(resolved.lookup("#/components/schemas/Pet/$defs/Named").is_some());
        assert_eq!(resolved.other_schemas().count(), 3);
        assert!(resolved.lookup("#/components/schemas/None").is_none());
        assert!(resolved.lookup("#/components/schemas/Pet/properties/none").is_none());
    });
}

fn with(test: impl FnOnce(&Resolved<'_>)) {
    let mut node: Node = support::read(DOCUMENT);
    let mut diagnostics = Diagnostics::default();
    normalize::normalize(&mut node, &mut diagnostics).unwrap();
    let openapi = parse::parse(&node, &mut diagnostics).unwrap();
    let resolved = resolve::resolve(&openapi, &node, &mut diagnostics);
    assert!(diagnostics.list.is_empty(), "{:?}", diagnostics.list);
    test(&resolved);
}
