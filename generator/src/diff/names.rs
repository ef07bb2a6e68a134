//! What things of a document are called in a report, and what kind of thing they are, from the pointers to them.
//!
//! A name says where a thing is in the fewest words that a reader needs: `POST /pets request application/json.name`, `Pet.name`.
//! Must not know what happened to the thing.

use crate::dialect::CARRIED;
use crate::document::{Node, unescape};

/// A thing by its kind and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    /// What kind of thing it is.
    pub(super) subject: &'static str,
    /// Its name.
    pub(super) name: String,
}

/// The thing that a pointer into a normalized document leads to.
pub(super) fn thing(root: &Node, pointer: &str) -> Thing {
    let parts: Vec<_> = pointer.split('/').skip(1).map(unescape).collect();
    let parts: Vec<&str> = parts.iter().map(|part| part.strip_prefix(CARRIED).unwrap_or(part)).collect();
    let mut naming = Naming { root, subject: "document", name: String::new() };
    match parts.as_slice() {
        [] => naming.say("document", "document"),
        ["paths", path, rest @ ..] => naming.path_item(path, rest, pointer),
        ["webhooks", name, rest @ ..] => naming.webhook(name, rest, pointer),
        ["components", "schemas", name, rest @ ..] => {
            naming.say("schema", name);
            naming.schema(rest, pointer);
        }
        ["components", section, name, rest @ ..] => {
            naming.say(component(section), &format!("{section}/{name}"));
            naming.inside(rest, pointer);
        }
        ["security", ..] => naming.say("security", "document"),
        ["servers", index, rest @ ..] => naming.listed("server", "url", &format!("/servers/{index}"), rest),
        ["tags", index, rest @ ..] => naming.listed("tag", "name", &format!("/tags/{index}"), rest),
        ["openapi" | "jsonSchemaDialect" | "externalDocs" | "$self", ..] => naming.say("document", "document"),
        [first, rest @ ..] => {
            naming.say("document", first);
            naming.keywords(rest);
        }
    }
    Thing { subject: naming.subject, name: naming.name }
}

fn component(section: &str) -> &'static str {
    match section {
        "parameters" => "parameter",
        "responses" => "response",
        "requestBodies" => "request body",
        "headers" => "header",
        "securitySchemes" => "security scheme",
        "links" => "link",
        "callbacks" => "callback",
        "examples" => "example",
        "pathItems" => "path",
        "mediaTypes" => "media type",
        _ => "component",
    }
}

/// A pointer without its last parts.
fn above(pointer: &str, parts: usize) -> String {
    let all: Vec<&str> = pointer.split('/').collect();
    all.get(..all.len().saturating_sub(parts)).unwrap_or_default().join("/")
}

struct Naming<'a> {
    root: &'a Node,
    subject: &'static str,
    name: String,
}

impl Naming<'_> {
    fn say(&mut self, subject: &'static str, word: &str) {
        self.subject = subject;
        if !self.name.is_empty() {
            self.name.push(' ');
        }
        self.name.push_str(word);
    }

    fn path_item(&mut self, path: &str, rest: &[&str], pointer: &str) {
        match rest {
            [] => self.say("path", path),
            ["parameters" | "servers" | "summary" | "description", ..] => {
                self.say("path", path);
                self.inside(rest, pointer);
            }
            ["additionalOperations", method, rest @ ..] => {
                self.say("operation", &format!("{method} {path}"));
                self.inside(rest, pointer);
            }
            [method, rest @ ..] => {
                self.say("operation", &format!("{} {path}", method.to_uppercase()));
                self.inside(rest, pointer);
            }
        }
    }

    fn webhook(&mut self, name: &str, rest: &[&str], pointer: &str) {
        self.say("webhook", &format!("webhook {name}"));
        if let [_, rest @ ..] = rest {
            self.inside(rest, pointer);
        }
    }

    /// What stands below an operation, or below a component that is no schema.
    fn inside(&mut self, mut rest: &[&str], pointer: &str) {
        loop {
            rest = match rest {
                [] => return,
                ["parameters", index, rest @ ..] => {
                    self.parameter(index, rest.len(), pointer);
                    rest
                }
                ["requestBody", rest @ ..] => {
                    self.say("request body", "request");
                    rest
                }
                ["responses", status, rest @ ..] => {
                    self.say("response", status);
                    rest
                }
                ["headers", name, rest @ ..] => {
                    self.say("header", &format!("header {name}"));
                    rest
                }
                ["content", media, rest @ ..] => {
                    let within_body = matches!(self.subject, "request body" | "response" | "media type");
                    self.say(if within_body { "media type" } else { self.subject }, media);
                    rest
                }
                ["links", name, rest @ ..] => {
                    self.say("link", &format!("link {name}"));
                    rest
                }
                ["callbacks", name, _, method, rest @ ..] => {
                    self.say("callback", &format!("callback {name} {}", method.to_uppercase()));
                    rest
                }
                ["callbacks", name, ..] => return self.say("callback", &format!("callback {name}")),
                ["encoding", name, rest @ ..] => {
                    self.say("encoding", &format!("encoding of {name}"));
                    rest
                }
                ["schema" | "itemSchema", rest @ ..] => return self.schema(rest, pointer),
                ["security", ..] => {
                    self.subject = "security";
                    return;
                }
                ["servers", _, rest @ ..] => {
                    return self.listed("server", "url", &above(pointer, rest.len()), rest);
                }
                rest => return self.keywords(rest),
            };
        }
    }

    /// A parameter says itself what it is called.
    fn parameter(&mut self, index: &str, below: usize, pointer: &str) {
        let parameter = self.root.at(&above(pointer, below));
        let target = parameter.and_then(|parameter| parameter.get("$ref")).and_then(Node::as_str);
        let target = target.and_then(|reference| self.root.at(reference.strip_prefix('#')?));
        let text = |key: &str| target.or(parameter).and_then(|parameter| parameter.get(key)).and_then(Node::as_str);
        let words = format!("{} {}", text("in").unwrap_or("parameter"), text("name").unwrap_or(index));
        self.say("parameter", &words);
    }

    /// An item of a list that says itself what it is called.
    fn listed(&mut self, subject: &'static str, key: &str, pointer: &str, rest: &[&str]) {
        let name = self.root.at(pointer).and_then(|item| item.get(key)).and_then(Node::as_str);
        self.say(subject, name.unwrap_or(subject));
        if let ["variables", variable, ..] = rest {
            self.say("server variable", variable);
        }
    }

    /// What stands below a schema.
    fn schema(&mut self, mut rest: &[&str], pointer: &str) {
        loop {
            rest = match rest {
                [] => return,
                ["properties", name, rest @ ..] => {
                    self.subject = "property";
                    self.name.push('.');
                    self.name.push_str(name);
                    rest
                }
                ["items", rest @ ..] => {
                    self.subject = "items";
                    self.name.push_str("[]");
                    rest
                }
                ["additionalProperties", rest @ ..] => {
                    self.subject = "additional properties";
                    self.name.push_str(".*");
                    rest
                }
                // What a part says, the whole says.
                ["allOf", _, rest @ ..] => rest,
                ["oneOf" | "anyOf", _, rest @ ..] if self.is_alone(&above(pointer, rest.len() + 1)) => rest,
                [union @ ("oneOf" | "anyOf" | "prefixItems"), index, rest @ ..] => {
                    self.subject = "member";
                    self.name.push_str(&format!(" {union}[{index}]"));
                    rest
                }
                rest => return self.keywords(rest),
            };
        }
    }

    /// Whether a list has one item.
    fn is_alone(&self, list: &str) -> bool {
        self.root.at(list).is_some_and(|list| list.items().len() == 1)
    }

    fn keywords(&mut self, rest: &[&str]) {
        for part in rest {
            self.name.push('.');
            self.name.push_str(part);
        }
    }
}

/// A thing below another, by its own pointer and the rest of it below that of the other.
pub(super) fn below(root: &Node, thing: &Thing, pointer: &str, rest: &str) -> Thing {
    let parts: Vec<_> = rest.split('/').skip(1).map(unescape).collect();
    let parts: Vec<&str> = parts.iter().map(|part| part.strip_prefix(CARRIED).unwrap_or(part)).collect();
    let mut naming = Naming { root, subject: thing.subject, name: thing.name.clone() };
    naming.schema(&parts, pointer);
    Thing { subject: naming.subject, name: naming.name }
}
