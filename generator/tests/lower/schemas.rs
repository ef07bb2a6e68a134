//! Schemas: structs, enums, unions, other names.

use crategen::ir::{Constant, EnumBase, JsonKind, Literal};

use super::{alias, components, enumeration, field, lower_with, schemas, shown, structure, ty, union};

#[test]
fn optional_nullable_and_both_are_three_things() {
    let api = schemas(
        "
A:
  type: object
  required: [always, null_or]
  properties:
    always: {type: string}
    null_or: {type: [string, 'null']}
    perhaps: {type: string}
    both: {anyOf: [{type: string}, {type: 'null'}]}
    named: {$ref: '#/components/schemas/B'}
    wrapped: {nullable: true, allOf: [{$ref: '#/components/schemas/C'}]}
    texts: {anyOf: [{type: string, enum: [a]}, {type: string, nullable: true}]}
B: {type: [integer, 'null']}
C: {type: object, properties: {a: {type: string}}}
",
    );
    let presence = |wire| (field(&api, "A", wire).required, field(&api, "A", wire).nullable);
    assert_eq!(presence("always"), (true, false));
    assert_eq!(presence("null_or"), (true, true));
    assert_eq!(presence("perhaps"), (false, false));
    assert_eq!(presence("both"), (false, true));
    assert_eq!(presence("named"), (false, true));
    assert_eq!(presence("wrapped"), (false, true));
    assert_eq!(presence("texts"), (false, true));
    assert_eq!(shown(&api, &field(&api, "A", "wrapped").ty), "C");
    assert_eq!(alias(&api, "B"), "I64");
}

#[test]
fn what_is_required_and_declared_nowhere_is_an_optional_field_of_any_json() {
    let api = schemas(
        "
A:
  type: object
  required: [known, elsewhere, nowhere]
  properties: {known: {type: string}}
B:
  allOf:
    - {$ref: '#/components/schemas/A'}
    - {type: object, properties: {elsewhere: {type: string}}}
C:
  type: object
  required: [nowhere]
  properties: {known: {type: string}}
  additionalProperties: {type: string}
D:
  type: object
  properties: {known: {type: string}}
  anyOf: [{type: object, properties: {own: {type: string}}, required: [own, nowhere]}, {type: object, required: [known]}]
",
    );
    let names = |name| structure(&api, name).fields.iter().map(|field| field.wire.as_str()).collect::<Vec<_>>();
    assert_eq!(names("A"), ["known", "elsewhere", "nowhere"]);
    assert_eq!(names("B"), ["known", "elsewhere", "nowhere"]);
    assert_eq!(names("D"), ["known", "own", "nowhere"]);
    // It is among the other members there.
    assert_eq!(names("C"), ["known"]);
    let nowhere = field(&api, "B", "nowhere");
    assert_eq!((shown(&api, &nowhere.ty).as_str(), nowhere.required), ("Json", false));
    assert!(field(&api, "B", "elsewhere").required);
}

#[test]
fn formats_choose_the_type() {
    let api = schemas(
        "
A:
  type: object
  properties:
    a: {type: integer, format: int32}
    b: {type: integer, format: uint8}
    c: {type: number, format: float}
    d: {type: string, format: date-time}
    e: {type: string, format: byte}
    f: {type: string, format: password}
    g: {type: string, format: email}
    h: {type: integer, minimum: 0, maximum: 18446744073709551615}
    i: {}
    j: {type: object}
    k: {type: array, items: {type: [string, 'null']}}
    l: {type: object, additionalProperties: {type: boolean}}
    m: {type: array}
    n: {type: integer, enum: [1, 2], default: 1}
    o: {type: string, minLength: 1, maxLength: 8, description: The name}
    p: {type: string, format: dateTime}
    q: {type: string, format: date}
    r: {type: string, format: duration}
    s: {type: string, format: UUID}
    t: {type: integer, format: unix-time}
    u: {type: integer, format: u-int32}
    v: {type: string, format: int64}
    w: {type: number, format: int32}
    x: {type: string, format: date, enum: ['2024-01-01']}
",
    );
    let types: Vec<String> = structure(&api, "A").fields.iter().map(|field| shown(&api, &field.ty)).collect();
    let expected = [
        "I32",
        "U8",
        "F32",
        "DateTime",
        "Base64",
        "String",
        "String",
        "U64",
        "Json",
        "{Json}",
        "[String?]",
        "{Bool}",
        "[Json]",
        "AN",
        "String",
        "DateTime",
        "Date",
        "Duration",
        "Uuid",
        "UnixTime",
        "U32",
        "String",
        "F64",
        "AX",
    ];
    assert_eq!(types, expected);
    assert!(field(&api, "A", "f").secret);
    assert_eq!(field(&api, "A", "n").docs.text(), "1 by default.");
    assert_eq!(field(&api, "A", "o").docs.text(), "The name. 1 to 8 characters.");
}

#[test]
fn listed_values_become_an_open_enum_of_what_they_are() {
    let api = schemas(
        "
Number: {type: integer, enum: [-1, 0, 7]}
Large: {type: integer, enum: [0, 18446744073709551615]}
Named: {type: integer, enum: [1, 2], x-ms-enum: {name: N, values: [{value: 1, name: One}, {value: '2', name: Two}]}}
Mixed: {enum: [auto, 1, true]}
Either: {type: [string, integer], enum: [auto, none]}
Both: {oneOf: [{$ref: '#/components/schemas/Number'}, {$ref: '#/components/schemas/Named'}]}
Wide: {oneOf: [{$ref: '#/components/schemas/Number'}, {type: number}]}
Truth: {type: boolean, enum: [true]}
Fraction: {type: number, enum: [0.5, 1]}
Lists: {enum: [[1], a]}
",
    );
    let known = |name| {
        let found = enumeration(&api, name);
        let variants: Vec<String> =
            found.variants.iter().map(|variant| format!("{} = {}", variant.name, variant.wire)).collect();
        (found.base, variants.join(", "))
    };
    assert_eq!(known("Number"), (EnumBase::Integer, "Minus1 = -1, Value0 = 0, Value7 = 7".to_owned()));
    let large = "Value0 = 0, Value18446744073709551615 = 18446744073709551615";
    assert_eq!(known("Large"), (EnumBase::Natural, large.to_owned()));
    assert_eq!(known("Named"), (EnumBase::Integer, "One = 1, Two = 2".to_owned()));
    assert_eq!(known("Mixed"), (EnumBase::Json, "Auto = \"auto\", Value1 = 1, True = true".to_owned()));
    assert_eq!(known("Either"), (EnumBase::Json, "Auto = \"auto\", None = \"none\"".to_owned()));
    assert_eq!(known("Both").1, "Minus1 = -1, Value0 = 0, Value7 = 7, One = 1, Two = 2");
    assert_eq!(["Wide", "Truth", "Fraction", "Lists"].map(|name| alias(&api, name)), ["F64", "Bool", "F64", "Json"]);
}

#[test]
fn parts_of_an_all_of_become_one_struct() {
    let api = schemas(
        "
Base: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string}}}
Child:
  allOf:
    - {$ref: '#/components/schemas/Base'}
    - {type: object, required: [kind], properties: {kind: {type: string, enum: [a, b]}, own: {type: integer}}}
  properties: {more: {type: boolean}}
Only: {allOf: [{$ref: '#/components/schemas/Base'}], description: The same}
Constrained: {allOf: [{$ref: '#/components/schemas/Text'}, {maxLength: 5}]}
Text: {type: string}
",
    );
    let wires: Vec<&str> = structure(&api, "Child").fields.iter().map(|field| field.wire.as_str()).collect();
    assert_eq!(wires, ["id", "kind", "own", "more"]);
    assert!(field(&api, "Child", "id").required && field(&api, "Child", "kind").required);
    assert_eq!(shown(&api, &field(&api, "Child", "kind").ty), "ChildKind");
    assert_eq!(alias(&api, "Only"), "Base");
    assert_eq!(ty(&api, "Only").docs.text(), "The same");
    assert_eq!(alias(&api, "Constrained"), "Text");
}

#[test]
fn what_is_beside_properties_goes_into_the_rest() {
    let api = schemas(
        "
Any: {type: object, properties: {a: {type: string}}, additionalProperties: true}
Typed: {type: object, properties: {additional_properties: {type: string}}, additionalProperties: {type: integer}}
Closed: {type: object, properties: {a: {type: string}}, additionalProperties: false}
Silent: {type: object, properties: {a: {type: string}}}
Empty: {type: object, additionalProperties: false}
Named: {type: object, properties: {a: {type: string}}, patternProperties: {'^x-': {type: integer}}, additionalProperties: false}
Mixed: {type: object, properties: {a: {type: string}}, patternProperties: {'^x-': {type: integer}}, additionalProperties: {type: boolean}}
",
    );
    let rest = |name| structure(&api, name).rest.as_ref().map(|rest| (rest.name.to_string(), shown(&api, &rest.ty)));
    assert_eq!(rest("Any"), Some(("additional_properties".to_owned(), "Json".to_owned())));
    assert_eq!(rest("Typed"), Some(("additional_properties_2".to_owned(), "I64".to_owned())));
    assert_eq!(rest("Closed"), None);
    assert_eq!(rest("Silent"), None);
    assert_eq!(rest("Named"), Some(("additional_properties".to_owned(), "I64".to_owned())));
    assert_eq!(rest("Mixed"), Some(("additional_properties".to_owned(), "Json".to_owned())));
    assert!(structure(&api, "Empty").fields.is_empty());
}

#[test]
fn a_required_property_with_one_value_is_a_constant() {
    let api = schemas(
        "
A:
  type: object
  required: [object, version, live]
  properties:
    object: {type: string, enum: [list]}
    version: {type: integer, const: 2}
    live: {const: true}
    maybe: {type: string, enum: [one]}
",
    );
    let constants = &structure(&api, "A").constants;
    let expected =
        [("object", Literal::String("list".into())), ("version", Literal::Integer(2)), ("live", Literal::Bool(true))];
    let expected = expected.map(|(wire, value)| Constant { wire: wire.into(), value });
    assert_eq!(*constants, expected);
    assert_eq!(shown(&api, &field(&api, "A", "maybe").ty), "AMaybe");
}

#[test]
fn enums_are_named_and_described_as_vendors_do() {
    let api = schemas(
        "
Kind:
  type: string
  enum: [a, '', '+1', Self]
  x-enum-varnames: [First, Nothing, Plus, Own]
  x-enum-descriptions: [The first, None, More, Itself]
Azure:
  type: string
  enum: [x]
  x-ms-enum: {name: Azure, values: [{value: x, name: Ex, description: An x}]}
Open: {anyOf: [{type: string}, {type: string, enum: [b, c]}]}
Holder: {type: object, properties: {state: {type: string, enum: [on], x-ms-enum: {name: SwitchState}}}}
Other: {type: object, properties: {now: {type: string, enum: [on], x-ms-enum: {name: SwitchState}}}}
",
    );
    let variants = |name| -> Vec<(String, String)> {
        enumeration(&api, name)
            .variants
            .iter()
            .map(|variant| (variant.name.to_string(), variant.wire.to_string()))
            .collect()
    };
    let pair = |name: &str, wire: &str| (name.to_owned(), format!("{wire:?}"));
    assert_eq!(variants("Kind"), [pair("First", "a"), pair("Nothing", ""), pair("Plus", "+1"), pair("Own", "Self")]);
    assert_eq!(enumeration(&api, "Kind").variants[0].docs.text(), "The first");
    assert_eq!(variants("Azure"), [pair("Ex", "x")]);
    assert_eq!(variants("Open"), [pair("B", "b"), pair("C", "c")]);
    assert_eq!(field(&api, "Holder", "state").ty, field(&api, "Other", "now").ty);
    assert_eq!(ty(&api, "SwitchState").pointer, "/components/schemas/Holder/properties/state");
}

#[test]
fn names_for_code_are_hints_that_the_configuration_overrides() {
    let text = components(
        "
usr: {type: object, x-go-name: User, properties: {nm: {type: string, x-go-name: Name}, user_id: {type: string, x-go-name: UserID}}}
grp: {type: object, x-go-type-name: Group, properties: {opts: {type: object, x-go-name: Options, properties: {a: {type: string}}}}}
User_: {type: object, x-ms-client-name: person, properties: {b: {type: string}}}
",
    );
    let (api, codes) = lower_with(&text, "[names]\n\"/components/schemas/grp\" = \"Team\"\n");
    let mut names: Vec<&str> = super::type_names(&api);
    names.sort_unstable();
    assert_eq!(names, ["Person", "Team", "TeamOptions", "User"]);
    assert_eq!(field(&api, "User", "nm").name.as_str(), "name");
    assert_eq!(field(&api, "User", "user_id").name.as_str(), "user_id");
    assert_eq!(field(&api, "Team", "opts").name.as_str(), "options");
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn a_discriminator_gives_each_member_its_texts() {
    let api = schemas(
        "
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', lion: Cat, fish: '#/components/schemas/Fish'}}
Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
Fish: {type: object, properties: {scales: {type: integer}}}
",
    );
    let pet = union(&api, "Pet");
    assert_eq!(pet.tag.as_deref(), Some("kind"));
    let members: Vec<(&str, Vec<&str>)> = pet
        .members
        .iter()
        .map(|member| (member.name.as_str(), member.tags.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(members, [("Cat", vec!["cat", "lion"]), ("Dog", vec!["Dog"]), ("Fish", vec!["fish"])]);
    // A cat has two texts, so it keeps its field; a dog has one, which is always the same.
    assert_eq!(field(&api, "Cat", "kind").wire, "kind");
    assert_eq!(structure(&api, "Dog").constants[0].value, Literal::String("Dog".into()));
}

#[test]
fn a_discriminator_gives_members_their_texts_wherever_it_stands() {
    let api = schemas(
        "
Holder:
  type: object
  properties:
    pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {dog: '#/components/schemas/Dog'}}
Cat: {type: object, properties: {name: {type: string}}}
Dog: {type: object, properties: {name: {type: string}, kind: {type: string}}}
",
    );
    let constant = |text: &str| [Constant { wire: "kind".into(), value: Literal::String(text.into()) }];
    assert_eq!(structure(&api, "Cat").constants, constant("Cat"));
    assert_eq!(structure(&api, "Dog").constants, constant("dog"));
}

#[test]
fn a_base_with_a_discriminator_is_the_union_of_what_extends_it() {
    let api = schemas(
        "
Shape:
  type: object
  required: [type]
  properties: {type: {type: string}, color: {type: string}}
  discriminator: {propertyName: type, mapping: {c: '#/components/schemas/Circle'}}
Circle: {allOf: [{$ref: '#/components/schemas/Shape'}, {type: object, properties: {radius: {type: number}}}]}
Square: {allOf: [{$ref: '#/components/schemas/Shape'}], x-ms-discriminator-value: '#sq'}
",
    );
    let members: Vec<(&str, &str)> =
        union(&api, "Shape").members.iter().map(|member| (member.name.as_str(), member.tags[0].as_str())).collect();
    assert_eq!(members, [("Circle", "c"), ("Square", "#sq")]);
    let wires: Vec<&str> = structure(&api, "Circle").fields.iter().map(|field| field.wire.as_str()).collect();
    assert_eq!(wires, ["color", "radius"]);
    assert_eq!(structure(&api, "Square").constants[0].value, Literal::String("#sq".into()));
}

#[test]
fn members_are_told_apart_by_kind_and_by_what_they_demand() {
    let api = schemas(
        "
Value:
  oneOf:
    - {type: string}
    - {type: integer}
    - {type: array, items: {type: string}}
    - {title: By name, type: object, required: [name, kind], properties: {name: {type: string}, kind: {const: n}}}
    - {type: object, required: [id, secret], properties: {id: {type: string}, secret: {type: string, writeOnly: true}}}
Several: {type: [string, boolean]}
Only: {oneOf: [{type: object, properties: {a: {type: string}}}]}
Numbers: {oneOf: [{type: integer}, {type: number}]}
",
    );
    let members = &union(&api, "Value").members;
    let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["String", "Integer", "List", "ByName", "WithIdAndSecret"]);
    let kinds: Vec<JsonKind> = members.iter().flat_map(|member| member.kinds.clone()).collect();
    let expected = [JsonKind::String, JsonKind::Integer, JsonKind::Array, JsonKind::Object, JsonKind::Object];
    assert_eq!(kinds, expected);
    assert_eq!(members[3].required, ["kind", "name"]);
    assert_eq!(members[3].constants[0].value, Literal::String("n".into()));
    assert_eq!(members[4].required, ["id"]);
    assert_eq!(shown(&api, &members[3].ty), "ValueByName");
    assert_eq!(union(&api, "Several").members.len(), 2);
    assert_eq!(structure(&api, "Only").fields[0].wire, "a");
    assert_eq!(alias(&api, "Numbers"), "F64");
}

#[test]
fn a_union_beside_properties_adds_optional_fields() {
    let (api, codes) = lower_with(
        &components(
            "
A:
  type: object
  required: [id]
  properties: {id: {type: string}}
  anyOf:
    - {type: object, required: [x], properties: {x: {type: string}, both: {type: string}}}
    - {type: object, required: [y], properties: {y: {type: string}, both: {type: object}}}
B:
  type: object
  properties: {a: {type: string}, b: {type: string}}
  oneOf: [{required: [a]}, {required: [b]}]
",
        ),
        "",
    );
    assert_eq!(codes, ["W0606"]);
    let fields: Vec<(&str, bool)> =
        structure(&api, "A").fields.iter().map(|field| (field.wire.as_str(), field.required)).collect();
    assert_eq!(fields, [("id", true), ("x", false), ("both", false), ("y", false)]);
    assert_eq!(shown(&api, &field(&api, "A", "both").ty), "Json");
    assert_eq!(structure(&api, "B").fields.len(), 2);
}

#[test]
fn a_reference_into_a_schema_names_what_it_finds_by_its_place() {
    let api = schemas(
        "
A: {type: object, properties: {inner: {type: object, properties: {x: {type: string}}}, id: {type: string}}}
B: {type: object, properties: {same: {$ref: '#/components/schemas/A/properties/inner'}, id: {$ref: '#/components/schemas/A/properties/id'}}}
",
    );
    assert_eq!(shown(&api, &field(&api, "B", "same").ty), "AInner");
    assert_eq!(field(&api, "A", "inner").ty, field(&api, "B", "same").ty);
    assert_eq!(shown(&api, &field(&api, "B", "id").ty), "String");
}

#[test]
fn what_only_the_service_sets_is_not_demanded_of_users() {
    let text = "
paths:
  /a:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
      responses: {'200': {description: A, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
    get:
      responses: {'200': {description: B, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}
components:
  schemas:
    A:
      type: object
      required: [id, name, password]
      properties: {id: {type: string, readOnly: true}, name: {type: string}, password: {type: string, writeOnly: true}}
    B: {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}
";
    let api = super::lower(text);
    assert!(!field(&api, "A", "id").required && field(&api, "A", "id").read_only);
    assert!(field(&api, "A", "name").required);
    assert!(!field(&api, "A", "password").required && field(&api, "A", "password").write_only);
    assert!(field(&api, "B", "id").required);
}
