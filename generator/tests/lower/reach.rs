//! Which way types travel and which tags reach them.

use super::{lower, ty};

const DOCUMENT: &str = "
paths:
  /chat:
    post:
      tags: [Chat]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Request'}}}}
      responses:
        '200': {description: Done, content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}
        default: {description: Failed, content: {application/json: {schema: {$ref: '#/components/schemas/Failure'}}}}
  /sms:
    get:
      tags: [SMS]
      responses:
        '204': {description: Done}
        default: {description: Failed, content: {application/json: {schema: {$ref: '#/components/schemas/Failure'}}}}
  /default:
    get:
      tags: [default]
      responses: {'204': {description: Done}}
components:
  schemas:
    Request: {type: object, properties: {item: {type: array, items: {$ref: '#/components/schemas/Item'}}}}
    Answer: {type: object, properties: {item: {$ref: '#/components/schemas/Item'}}}
    Item: {type: object, properties: {a: {type: string}}}
    Failure: {type: object, properties: {code: {type: string}}}
    Unused: {type: object, properties: {held: {$ref: '#/components/schemas/Held'}}}
    Held: {type: object, properties: {a: {type: string}}}
";

#[test]
fn types_know_which_way_they_travel() {
    let api = lower(DOCUMENT);
    let usage = |name| (ty(&api, name).usage.request, ty(&api, name).usage.response);
    assert_eq!(usage("Request"), (true, false));
    assert_eq!(usage("Answer"), (false, true));
    assert_eq!(usage("Item"), (true, true));
    assert_eq!(usage("Failure"), (false, true));
    assert_eq!(usage("Unused"), (false, false));
}

#[test]
fn types_know_which_tags_reach_them() {
    let api = lower(DOCUMENT);
    let tags = |name| -> Vec<&str> { ty(&api, name).tags.iter().map(|tag| api.tags[*tag].wire.as_str()).collect() };
    assert_eq!(tags("Item"), ["Chat"]);
    assert_eq!(tags("Failure"), ["Chat", "SMS"]);
    assert_eq!(tags("Held"), Vec::<&str>::new());
}

#[test]
fn what_all_tags_reach_or_nothing_reaches_is_under_no_condition() {
    let text = DOCUMENT.replace(
        "    Unused: {type: object, properties: {held: {$ref: '#/components/schemas/Held'}}}",
        "    Unused: {type: object, properties: {item: {$ref: '#/components/schemas/Item'}}}",
    );
    let api = lower(&text);
    assert!(ty(&api, "Item").tags.is_empty(), "`Unused` is always there and holds it");
    let one = lower(&DOCUMENT.replace("[SMS]", "[Chat]").replace("[default]", "[Chat]"));
    assert!(ty(&one, "Request").tags.is_empty());
    assert_eq!(one.tags.values().next().and_then(|tag| tag.feature.clone()), None);
}

#[test]
fn tags_become_modules_traits_and_features() {
    let api = lower(DOCUMENT);
    let tags: Vec<(&str, &str, &str)> = api
        .tags
        .values()
        .map(|tag| (tag.module.as_str(), tag.api.as_str(), tag.feature.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(tags, [("chat", "ChatApi", "chat"), ("default", "DefaultApi", "default-api"), ("sms", "SmsApi", "sms")]);
}
