//! Names do not depend on the order of the document, nor on what else it has.

use super::{components, field, lower, lower_with, operation, operation_names, schemas, shown, ty, type_names};

const DOCUMENT: &str = "
paths:
  /pets:
    parameters: [{name: order, in: query, schema: {type: string, enum: [asc, desc]}}]
    get:
      operationId: pets_list
      tags: [Pets]
      parameters: [{name: state, in: query, schema: {type: string, enum: [on, off]}}]
      responses:
        '200': {description: All, content: {application/json: {schema: {type: array, items: {type: object, properties: {a: {type: string}}}}}}}
        '404': {description: None, content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}}
        default: {description: Else, content: {application/json: {schema: {type: object, properties: {c: {type: string}}}}}}
    post:
      tags: [Pets]
      requestBody: {content: {application/json: {schema: {type: object, properties: {policies: {type: array, items: {type: object, properties: {d: {type: string}}}}}}}}}
      responses: {'201': {$ref: '#/components/responses/created'}}
  /pets/{id}/owners:
    get:
      tags: [Owners]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Nothing}}
";
const COMPONENTS: [&str; 4] = [
    "    foo_bar: {type: object, properties: {x: {type: object, properties: {y: {type: string}}}}}\n",
    "    FooBar: {type: object, properties: {x: {type: object, properties: {y: {type: string}}}}}\n",
    "    fooBar: {type: string}\n",
    "    Loop: {type: object, properties: {a: {$ref: '#/components/schemas/Pool'}}}\n    Pool: {type: object, properties: {b: {$ref: '#/components/schemas/Loop'}}}\n",
];

fn document(order: [usize; 4]) -> String {
    let schemas: String = order.iter().map(|index| COMPONENTS[*index]).collect();
    let responses = "  responses:\n    created: {description: Made, content: {application/json: {schema: {type: object, properties: {e: {type: string}}}}}}\n";
    format!("{DOCUMENT}components:\n{responses}  schemas:\n{schemas}")
}

#[test]
fn the_order_of_components_changes_nothing() {
    let first = format!("{:#?}", lower(&document([0, 1, 2, 3])));
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(format!("{:#?}", lower(&document(order))), first, "{order:?}");
    }
}

#[test]
fn names_say_where_a_schema_stands() {
    let api = lower(&document([0, 1, 2, 3]));
    let expected = [
        "CreatedResponse",
        "FooBar",
        "FooBar2",
        "FooBar3",
        "FooBar3X",
        "FooBarX",
        "Loop",
        "PetsListError",
        "PetsListNotFoundError",
        "PetsListResponseItem",
        "PetsListState",
        "PetsOrder",
        "Pool",
        "PostPetsRequest",
        "PostPetsRequestPolicy",
    ];
    assert_eq!(type_names(&api), expected);
    assert_eq!(ty(&api, "FooBar").pointer, "/components/schemas/FooBar");
    assert_eq!(operation_names(&api), ["GetPetsByIdOwners", "PetsList", "PostPets"]);
    assert_eq!(operation(&api, "PetsList").method_name.as_str(), "pets_list");
}

#[test]
fn what_is_added_elsewhere_renames_nothing() {
    let before = lower(&document([0, 1, 2, 3]));
    let more = "    AAA: {type: object, properties: {new: {type: string, enum: [a]}}}\n";
    let after = lower(&format!("{}{more}", document([0, 1, 2, 3])));
    let pairs = |api: &crategen::ir::Api| -> Vec<(String, String)> {
        api.types.values().map(|ty| (ty.pointer.to_string(), ty.name.to_string())).collect()
    };
    let after = pairs(&after);
    assert!(pairs(&before).iter().all(|pair| after.contains(pair)));
}

#[test]
fn the_configuration_has_the_last_word() {
    let names = "
[names]
\"/paths/~1pets/get\" = \"ListPets\"
\"/components/schemas/foo_bar\" = \"Other\"
\"/paths/~1pets/get/parameters/0/schema\" = \"State\"
";
    let (api, _) = lower_with(&document([0, 1, 2, 3]), names);
    let found = type_names(&api);
    for name in ["Other", "OtherX", "State", "ListPetsResponseItem", "ListPetsError"] {
        assert!(found.contains(&name), "{name} is not in {found:?}");
    }
    assert_eq!(operation(&api, "ListPets").id, "pets_list");
}

#[test]
fn no_text_of_a_document_becomes_a_name_unchecked() {
    let long = "long".repeat(200);
    let api = schemas(&format!(
        "
'a-b.c/d~e': {{type: object, properties: {{'x\"; panic!()': {{type: string}}, type: {{type: string}}, 'Self': {{type: string}}}}}}
'1st': {{type: object, properties: {{'1': {{type: string}}, '2': {{type: string}}}}}}
日本: {{type: object, properties: {{語: {{type: string}}, 字: {{type: string}}}}}}
String: {{type: object}}
{long}: {{type: object, properties: {{{long}: {{type: object, properties: {{a: {{type: string}}}}}}}}}}
"
    ));
    for ty in api.types.values() {
        assert!(ty.name.as_str().len() <= 200, "{}", ty.name);
        assert!(ty.module.as_str().len() <= 200, "{}", ty.module);
    }
    assert!(type_names(&api).contains(&"StringModel") && type_names(&api).contains(&"ABCDE"));
    assert_eq!(field(&api, "ABCDE", "type").name.as_str(), "r#type");
    assert_eq!(field(&api, "ABCDE", "Self").name.as_str(), "self_");
    assert_eq!(field(&api, "N1st", "1").name.as_str(), "n1");
    let unnamed = type_names(&api).into_iter().find(|name| name.starts_with("Unnamed")).expect("a type without a name");
    let (one, other) = (field(&api, unnamed, "字"), field(&api, unnamed, "語"));
    assert_ne!(one.name, other.name);
}

#[test]
fn members_of_unions_are_named_by_what_they_are() {
    let (api, _) = lower_with(
        &components(
            "
Holder:
  type: object
  properties:
    content:
      oneOf:
        - {title: Plain text, type: object, properties: {a: {type: string}}}
        - {type: object, required: [kind], properties: {kind: {const: image-url}, b: {type: string}}}
        - {type: object, properties: {c: {type: string}}}
",
        ),
        "",
    );
    let content = super::union(&api, "HolderContent");
    let members: Vec<(String, String)> =
        content.members.iter().map(|member| (member.name.to_string(), shown(&api, &member.ty))).collect();
    let pair = |name: &str, ty: &str| (name.to_owned(), ty.to_owned());
    assert_eq!(
        members,
        [
            pair("PlainText", "HolderContentPlainText"),
            pair("ImageUrl", "HolderContentImageUrl"),
            pair("WithC", "HolderContentWithC")
        ]
    );
}
