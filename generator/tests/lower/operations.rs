//! Operations: parameters, bodies, answers, and what vendors mark them with.

use crategen::ir::{
    BodyContent, BodyForm, BodyKind, Content, Delimiter, Failure, Layout, Location, Output, PartKind, PathPart,
    SchemeKind, Status, Style, Xml, XmlName, XmlNode,
};

use super::{lower, lower_with, operation, shown};

fn one(text: &str) -> crategen::ir::Api {
    let indented: String = text.trim_matches('\n').lines().map(|line| format!("      {line}\n")).collect();
    lower(&format!("paths:\n  /a/{{id}}/b:\n    post:\n      operationId: it\n{indented}"))
}

const ID: &str = "{name: id, in: path, required: true, schema: {type: string}}";
const DONE: &str = "responses: {'204': {description: Done}}";

#[test]
fn parameters_keep_their_order_after_those_of_the_path() {
    let api = one(&format!(
        "
parameters:
  - {{name: limit, in: query, schema: {{type: integer, format: int32, minimum: 1}}}}
  - {{name: X-Request-Id, in: header, required: true, schema: {{type: string}}}}
  - {{name: Accept, in: header, schema: {{type: string}}}}
  - {{name: body, in: query, schema: {{type: array, items: {{type: string}}}}}}
  - {ID}
requestBody: {{required: true, content: {{application/json: {{schema: {{type: string}}}}}}}}
{DONE}"
    ));
    let it = operation(&api, "It");
    let names: Vec<&str> = it.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["id", "limit", "x_request_id", "body"]);
    let expected = [PathPart::Literal("/a/".into()), PathPart::Parameter(0), PathPart::Literal("/b".into())];
    assert_eq!(it.path_parts, expected);
    assert_eq!(it.parameters[1].docs.text(), "At least 1.");
    assert!(it.parameters[2].location == Location::Header && it.parameters[2].required);
    assert_eq!(it.body.as_ref().map(|body| body.name.as_str()), Some("body_2"));
}

/// The forms that a body comes in, the best first: variant, media type, what is sent.
fn forms(content: &str) -> Vec<(String, String, BodyKind)> {
    let api = one(&format!("parameters: [{ID}]\nrequestBody: {{content: {content}}}\n{DONE}"));
    let body = operation(&api, "It").body.clone().expect("a body");
    match body.content {
        BodyContent::One(form) => vec![(String::new(), form.media_type, form.kind)],
        BodyContent::Several { name, cases } => {
            assert_eq!(name.as_str(), "ItBody");
            cases.into_iter().map(|case| (case.name.to_string(), case.form.media_type, case.form.kind)).collect()
        }
    }
}

#[test]
fn forms_of_a_body_that_carry_the_same_are_one_and_json_is_taken_first() {
    let one = |content: &str| {
        let mut forms = forms(content);
        assert_eq!(forms.len(), 1, "{forms:?}");
        let (_, media_type, kind) = forms.remove(0);
        (media_type, kind)
    };
    let all = |schema: &str, types: &[&str]| {
        let content: Vec<String> = types.iter().map(|ty| format!("{ty}: {{schema: {schema}}}")).collect();
        format!("{{{}}}", content.join(", "))
    };
    let object = "{type: object, properties: {a: {type: string}}}";
    let (form, parts) = ("application/x-www-form-urlencoded", "multipart/form-data");
    assert_eq!(one(&all(object, &[form, "application/vnd.a+json", "application/json", parts])).0, "application/json");
    assert_eq!(one(&all(object, &[parts, form])).0, form);
    assert_eq!(one(&all("{type: string}", &["text/plain", "application/json"])).0, "application/json");
    assert_eq!(one("{text/plain; charset=utf-8: {}, text/plain: {}}").0, "text/plain");
    assert_eq!(one("{'*/*': {}}"), ("application/octet-stream".to_owned(), BodyKind::Bytes));
    assert_eq!(one("{'*/*': {schema: {type: object}}}").0, "application/json");
    assert_eq!(
        one("{'application/json; charset=utf-8': {schema: {type: string}}}").0,
        "application/json; charset=utf-8"
    );
    // What is binary is bytes, whatever its media type.
    let binary = all("{type: string, format: binary}", &["application/json", "image/png", "text/csv", "image/*"]);
    assert_eq!(one(&binary), ("application/json".to_owned(), BodyKind::Bytes));
}

#[test]
fn forms_of_a_body_that_carry_different_things_are_variants() {
    let names = |content: &str| -> Vec<String> { forms(content).into_iter().map(|(name, ..)| name).collect() };
    let (text, object) = ("{schema: {type: string}}", "{schema: {type: object, properties: {a: {type: string}}}}");
    let files = "{schema: {type: object, properties: {a: {type: string, format: binary}}}}";
    let content = format!(
        "{{text/plain: {text}, image/png: {{}}, multipart/form-data: {files}, application/json: {object},
            application/x-ndjson: {object}, application/x-www-form-urlencoded: {files}}}"
    );
    assert_eq!(names(&content), ["Json", "Form", "Multipart", "Lines", "Text", "Bytes"]);
    // A text is a table, a page or a message by its media type alone.
    assert_eq!(names("{text/x-markdown: {}, text/plain: {}, text/csv: {}}"), ["Text", "Csv", "XMarkdown"]);
    assert_eq!(names(&format!("{{text/csv: {text}, application/json: {text}}}")), ["Json", "Text"]);
    let content = format!("{{application/json: {text}, application/vnd.a.b+json: {object}}}");
    assert_eq!(names(&content), ["Json", "VndAb"]);
    // What a patch does is said by its media type, whose order does not matter.
    let content = format!("{{application/merge-patch+json: {object}, application/json-patch+json: {object}}}");
    assert_eq!(names(&content), ["JsonPatch", "MergePatch"]);
}

#[test]
fn the_root_of_xml_is_called_by_its_schema_or_its_component() {
    let root = |schema: &str, components: &str| {
        let api = lower(&format!(
            "paths:\n  /a:\n    post:\n      operationId: it\n      requestBody: {{content: {{text/xml: {{schema: {schema}}}}}}}\n      \
             {DONE}\ncomponents: {{schemas: {components}}}\n"
        ));
        match operation(&api, "It").body.clone().expect("a body").content {
            BodyContent::One(BodyForm { kind: BodyKind::Xml { root, .. }, .. }) => *root,
            other => panic!("{other:?}"),
        }
    };
    let element = |name: &str| Xml { name: XmlName::plain(name), node: XmlNode::Element };
    let a = "{type: object, properties: {b: {type: string}}}";
    assert_eq!(root("{$ref: '#/components/schemas/A.b'}", &format!("{{A.b: {a}}}")), element("A.b"));
    let named = "{type: object, properties: {b: {type: string}}, xml: {name: a}}";
    assert_eq!(root("{$ref: '#/components/schemas/A'}", &format!("{{A: {named}}}")), element("a"));
    assert_eq!(root(named, "{}"), element("a"));
    assert_eq!(root(a, "{}"), element("root"));
    let list = "{type: array, xml: {name: as, prefix: p, namespace: 'urn:a'}, items: {$ref: '#/components/schemas/A'}}";
    let name = XmlName { name: "as".into(), prefix: "p".into(), namespace: "urn:a".into() };
    let expected = Xml { name, node: XmlNode::Wrapped(XmlName::plain("a")) };
    assert_eq!(root(list, &format!("{{A: {named}}}")), expected);
}

#[test]
fn a_multipart_body_without_properties_is_put_together_by_its_user() {
    for schema in ["{}", "{schema: {type: object}}", "{schema: {oneOf: [{type: string}, {type: integer}]}}"] {
        let forms = forms(&format!("{{multipart/form-data; boundary=x: {schema}}}"));
        assert_eq!(forms, [(String::new(), "multipart/form-data".to_owned(), BodyKind::Parts)]);
    }
}

#[test]
fn a_part_is_a_file_where_its_schema_is_binary_or_says_nothing() {
    let kind = |schema: &str, encoding: &str| {
        let schema = format!("{{type: object, properties: {{a: {schema}}}}}");
        let content = format!("{{multipart/form-data: {{schema: {schema}, encoding: {{a: {encoding}}}}}}}");
        match forms(&content).remove(0).2 {
            BodyKind::Multipart(multipart) => multipart.parts[0].kind.clone(),
            other => panic!("{other:?}"),
        }
    };
    let file =
        |many, content_type: Option<&str>| PartKind::File { many, content_type: content_type.map(str::to_owned) };
    let binary = "{type: string, format: binary}";
    assert_eq!(kind(binary, "{}"), file(false, None));
    assert_eq!(kind("{}", "{contentType: image/png}"), file(false, Some("image/png")));
    assert_eq!(kind("{contentMediaType: image/png}", "{contentType: 'image/png, image/jpeg'}"), file(false, None));
    assert_eq!(kind(&format!("{{type: array, items: {binary}}}"), "{contentType: image/*}"), file(true, None));
    assert_eq!(kind(&format!("{{anyOf: [{binary}, {{type: array, items: {binary}}}]}}"), "{}"), file(true, None));
    assert_eq!(kind(&format!("{{anyOf: [{binary}, {{type: 'null'}}]}}"), "{}"), file(false, None));
    assert_eq!(kind("{}", "{contentType: application/json}"), PartKind::ValueAs("application/json".to_owned()));
    assert_eq!(kind("{type: string}", "{}"), PartKind::Value);
    assert_eq!(kind("{type: string}", "{contentType: text/csv}"), PartKind::ValueAs("text/csv".to_owned()));
    let deep = Style::plain(Layout::Deep);
    assert_eq!(kind("{type: object}", "{style: deepObject, explode: true}"), PartKind::Styled(deep));
}

#[test]
fn a_form_says_how_its_properties_are_written_where_the_document_does() {
    let kind = |form: &str| forms(&format!("{{application/x-www-form-urlencoded: {form}}}")).remove(0).2;
    let styles = |encoding: &str| {
        let schema = "{type: object, properties: {a: {type: array}}}";
        match kind(&format!("{{schema: {schema}, encoding: {{a: {encoding}}}}}")) {
            BodyKind::Form { styles, .. } => styles.into_iter().map(|property| property.style).next(),
            other => panic!("{other:?}"),
        }
    };
    let form = Style::plain(Layout::Form);
    assert_eq!(styles("{}"), None);
    assert_eq!(styles("{explode: true}"), None);
    assert_eq!(styles("{contentType: text/plain, style: deepObject}"), None);
    assert_eq!(styles("{style: form}"), Some(form));
    assert_eq!(styles("{explode: false}"), Some(Style { explode: false, ..form }));
    assert_eq!(styles("{allowReserved: true}"), Some(Style { reserved: true, ..form }));
    let delimited = |delimiter, explode| Some(Style { delimiter, explode, ..form });
    assert_eq!(styles("{style: spaceDelimited}"), delimited(Delimiter::Space, false));
    assert_eq!(styles("{style: pipeDelimited, explode: true}"), delimited(Delimiter::Pipe, true));
    assert_eq!(styles("{style: form, explode: false, x-collectionFormat: tsv}"), delimited(Delimiter::Tab, false));
    assert_eq!(styles("{style: deepObject, explode: true}"), Some(Style::plain(Layout::Deep)));
    assert_eq!(styles("{contentType: application/json}"), Some(Style { explode: false, json: true, ..form }));
    assert_eq!(kind("{schema: {type: string}}"), BodyKind::Text);
}

#[test]
fn equal_answers_are_one_and_others_are_told_apart_by_status() {
    let text = "{type: string}";
    let api = one(&format!(
        "
parameters: [{ID}]
responses:
  '200': {{description: A, content: {{application/json: {{schema: {text}}}}}}}
  '201': {{description: B, content: {{application/json: {{schema: {text}}}}}}}
  '404': {{description: C, content: {{application/problem+json: {{schema: {{type: integer}}}}}}}}
  default: {{description: D, content: {{application/json: {{schema: {{type: integer}}}}}}}}"
    ));
    let it = operation(&api, "It");
    assert!(matches!(&it.output, Output::One(Content::Json(ty)) if shown(&api, ty) == "String"));
    assert!(matches!(&it.failure, Failure::One { content: Content::Json(ty), .. } if shown(&api, ty) == "I64"));
    assert_eq!(it.accept, "application/json, application/problem+json");

    let api = one(&format!(
        "
parameters: [{ID}]
responses:
  '204': {{description: Nothing}}
  '200': {{description: A, content: {{application/json: {{schema: {text}}}}}}}
  '401': {{description: No body}}
  4XX: {{description: C, content: {{application/json: {{schema: {{type: integer}}}}}}}}
  '503': {{description: D, content: {{application/json: {{schema: {text}}}}}}}"
    ));
    let it = operation(&api, "It");
    let Output::Several { name, cases } = &it.output else { panic!("{:?}", it.output) };
    assert_eq!(name.as_str(), "ItOutput");
    let cases: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(cases, ["Ok", "NoContent"]);
    let Failure::Several { name, cases } = &it.failure else { panic!("{:?}", it.failure) };
    assert_eq!(name.as_str(), "ItFailure");
    let cases: Vec<(&str, Option<String>)> =
        cases.iter().map(|case| (case.name.as_str(), case.content.ty().map(|ty| shown(&api, ty)))).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(cases, [("Unauthorized", None), ("ServiceUnavailable", some("String")), ("ClientError", some("I64"))]);
}

#[test]
fn a_default_without_a_success_is_the_success_and_every_other_failure() {
    let api = one(&format!(
        "parameters: [{ID}]\nresponses: {{default: {{description: A, content: {{text/plain: {{}}}}}}, '400': {{description: B}}}}"
    ));
    let it = operation(&api, "It");
    assert!(matches!(it.output, Output::One(Content::Text)));
    let Failure::Several { cases, .. } = &it.failure else { panic!() };
    let cases: Vec<_> = cases.iter().map(|case| (case.name.as_str(), &case.content)).collect();
    assert_eq!(cases, [("BadRequest", &Content::Empty), ("Other", &Content::Text)]);
}

#[test]
fn headers_of_all_successes_are_one_struct() {
    let api = one(&format!(
        "
parameters: [{ID}]
responses:
  '200':
    description: A
    headers: {{X-Always: {{required: true, schema: {{type: integer}}}}, X-Once: {{required: true, schema: {{type: string}}}}, Content-Type: {{schema: {{type: string}}}}}}
  '204':
    description: B
    headers: {{x-always: {{required: true, schema: {{type: integer}}}}}}"
    ));
    let headers = operation(&api, "It").headers.clone().expect("headers");
    assert_eq!(headers.name.as_str(), "ItHeaders");
    let fields: Vec<(&str, &str, bool)> =
        headers.fields.iter().map(|field| (field.name.as_str(), field.wire.as_str(), field.required)).collect();
    assert_eq!(fields, [("x_always", "x-always", true), ("x_once", "x-once", false)]);
}

const MARKED: &str = "
paths:
  /items:
    get:
      operationId: list
      tags: [Chat]
      x-ms-pageable: {nextLinkName: nextLink}
      parameters: [{name: api-version, in: query, required: true, schema: {type: string}}]
      responses: {'200': {description: Page, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
  /all:
    get:
      operationId: all
      tags: [SMS]
      x-ms-pageable: {nextLinkName: null}
      parameters: [{name: api-version, in: query, required: true, schema: {type: string}}]
      responses: {'200': {description: Page, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
  /start:
    post:
      operationId: start
      tags: [Mail]
      x-ms-long-running-operation: true
      parameters:
        - {name: api-version, in: query, required: true, schema: {type: string}}
        - {name: operation-id, in: header, schema: {type: string}}
      security: [{accessKey: []}, {token: [], basic: []}]
      responses:
        '202':
          description: Started
          headers: {Location: {schema: {type: string}}, Operation-Location: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}
components:
  schemas:
    Page: {type: object, required: [value], properties: {value: {type: array, items: {type: string}}, nextLink: {type: string}}}
  securitySchemes:
    accessKey: {type: apiKey, in: header, name: Authorization}
    token: {type: http, scheme: Bearer}
    basic: {type: http, scheme: basic}
";

#[test]
fn marks_of_vendors_and_the_configuration_are_followed() {
    let config = "
[paging]
items = \"value\"
[parameters.api-version]
default = \"1\"
[parameters.api-version.tags]
SMS = \"2\"
[parameters.api-version.operations]
start = \"3\"
[security.accessKey]
custom = true
reason = \"signed\"
[idempotency]
headers = [\"Operation-Id\"]
";
    let (api, codes) = lower_with(MARKED, config);
    assert!(codes.is_empty(), "{codes:?}");
    let paging = operation(&api, "List").paging.clone().expect("pages");
    assert_eq!((paging.items.as_str(), paging.next.as_str()), ("value", "next_link"));
    assert!(!paging.items_optional && paging.next_optional);
    assert!(operation(&api, "All").paging.is_none());
    for (name, value) in [("List", "1"), ("All", "2"), ("Start", "3")] {
        let location = &operation(&api, name).parameters[0].location;
        assert_eq!(*location, Location::SharedQuery { default: value.to_owned() }, "{name}");
    }
    let start = operation(&api, "Start");
    assert_eq!(start.idempotency_header.as_deref(), Some("operation-id"));
    assert_eq!(start.long_running.as_ref().map(|it| it.status_header.as_str()), Some("operation-location"));
    assert_eq!(start.security, [vec!["accessKey"], vec!["basic", "token"]]);
    let kinds: Vec<(&str, &SchemeKind)> =
        api.security.iter().map(|scheme| (scheme.wire.as_str(), &scheme.kind)).collect();
    assert_eq!(
        kinds,
        [("accessKey", &SchemeKind::Custom), ("basic", &SchemeKind::Basic), ("token", &SchemeKind::Bearer)]
    );
}

#[test]
fn a_shared_parameter_without_a_value_stays_an_ordinary_one() {
    let (api, codes) = lower_with(MARKED, "[parameters.api-version.tags]\nSMS = \"2\"\n");
    assert_eq!(codes.iter().filter(|code| **code == "W0614").count(), 1);
    assert_eq!(operation(&api, "List").parameters[0].location, Location::Query);
}

#[test]
fn an_accepted_warning_is_silent() {
    let form = "{schema: {type: object, properties: {a: {type: string}}}, encoding: {b: {}}}";
    let text = format!(
        "paths:\n  /a:\n    post:\n      requestBody: {{content: {{application/x-www-form-urlencoded: {form}}}}}\n      {DONE}\n"
    );
    let (_, codes) = lower_with(&text, "");
    assert_eq!(codes, ["W0625"]);
    let pointer = "/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding/b";
    let allow = format!("[[allow]]\ncode = \"W0625\"\npointer = \"{pointer}\"\nreason = \"later\"\n");
    assert!(lower_with(&text, &allow).1.is_empty());
}

#[test]
fn the_crate_is_called_after_the_document() {
    let api = lower(
        "openapi: 3.0.0\ninfo: {title: My API, version: 2.1.0}\npaths: {}\nservers: [{url: 'https://{a}.example', variables: {a: {default: b}}}]\n",
    );
    assert_eq!((api.krate.name.as_str(), api.krate.version.as_str()), ("my-api", "2.1.0"));
    assert_eq!(api.krate.server, "https://b.example");
    let (api, _) = lower_with(
        "paths: {}\n",
        "[crate]\nname = \"own\"\nversion = \"0.2.0\"\n[crate.dependencies]\nserde = { version = \"1\" }\n[crate.features]\nall = [\"a\", \"b\"]\n",
    );
    assert_eq!((api.krate.name.as_str(), api.krate.version.as_str()), ("own", "0.2.0"));
    assert_eq!(api.krate.dependencies, ["serde = { version = \"1\" }"]);
    assert_eq!(api.krate.features, ["all = [\"a\", \"b\"]"]);
}

#[test]
fn a_default_of_a_servers_variable_is_no_template_of_others() {
    let servers = |default: &str| {
        let variables = format!("{{a: {{default: '{default}'}}, b: {{default: c}}}}");
        let api = lower_with(
            &format!("paths: {{}}\nservers: [{{url: 'https://{{a}}.example/{{b}}', variables: {variables}}}]\n"),
            "",
        );
        (api.0.krate.server, api.1)
    };
    assert_eq!(servers("x"), ("https://x.example/c".to_owned(), Vec::new()));
    assert_eq!(servers("{b}"), (String::new(), vec!["W0616"]));
}

#[test]
fn statuses_have_the_names_of_http() {
    let api = one(&format!(
        "parameters: [{ID}]\nresponses: {{'204': {{description: A}}, '299': {{description: B, content: {{text/plain: {{}}}}}}, 2XX: {{description: C, content: {{image/png: {{}}}}}}}}"
    ));
    let Output::Several { cases, .. } = &operation(&api, "It").output else { panic!("one") };
    let cases: Vec<(Status, &str)> = cases.iter().map(|case| (case.status, case.name.as_str())).collect();
    assert_eq!(
        cases,
        [(Status::Code(204), "NoContent"), (Status::Code(299), "Status299"), (Status::Range(2), "Success")]
    );
}
