//! Bodies of XML. What is written is read back by `roxmltree`.
#![cfg(feature = "xml")]

mod models;

use std::collections::BTreeMap;

use bytes::Bytes;
use crategen_runtime::{
    DateTime, Error, Meta, Nullable,
    json::Malformed,
    model::{Column, Constant, Field, OPTIONAL, REQUIRED, Xml, XmlName},
    request::{RequestBuilder, Shared},
    xml,
};
use models::{Color, Line, Open, Point, Shape, Token};

/// The macro of `models`, for models that say how they stand in XML.
macro_rules! record {
    ($name:ident { $($field:ident: $ty:ty = $column:expr,)+ } $(constants $constant:expr)?) => {
        #[derive(Clone, Debug, PartialEq)]
        struct $name {
            $($field: $ty,)+
        }
        impl crategen_runtime::model::Record for $name {
            fn table(&self) -> &'static crategen_runtime::model::Table {
                const TABLE: &crategen_runtime::model::Table = &crategen_runtime::model::Table {
                    name: stringify!($name),
                    columns: &[$($column,)+ $($constant,)?],
                };
                TABLE
            }
            fn field(&self, index: usize) -> &dyn Field {
                let fields: &[&dyn Field] = &[$(&self.$field,)+];
                fields[index]
            }
            fn field_mut(&mut self, index: usize) -> &mut dyn Field {
                let fields: Vec<&mut dyn Field> = vec![$(&mut self.$field,)+];
                fields.into_iter().nth(index).unwrap()
            }
        }
        impl Field for $name {
            fn empty() -> Self {
                Self { $($field: Field::empty(),)+ }
            }
            fn slot(&mut self) -> crategen_runtime::model::Slot<'_> {
                crategen_runtime::model::Slot::Record(self)
            }
            fn value(&self) -> crategen_runtime::model::Value<'_> {
                crategen_runtime::model::Value::Record(self)
            }
        }
    };
}

const fn element(name: &'static str) -> Xml {
    Xml::element(XmlName::plain(name))
}

record! { Pet {
    id: i64 = Column("id", REQUIRED.xml(&Xml::attribute(XmlName::plain("id")))),
    name: String = Column("name", REQUIRED),
    photos: Vec<String> = Column("photoUrls", REQUIRED.xml(&Xml::wrapped(XmlName::plain("photoUrls"), XmlName::plain("photoUrl")))),
    tags: Option<Vec<Tag>> = Column("tags", OPTIONAL.xml(&element("tag"))),
    color: Option<Color> = Column("color", OPTIONAL.xml(&Xml::element(XmlName::qualified("p", "colour", "http://example.com/p")))),
    owner: Nullable<String> = Column("owner", OPTIONAL),
    secret: Option<i32> = Column("secret", OPTIONAL.secret()),
    version: Option<String> = Column("version", OPTIONAL.read_only()),
} constants Column("kind", OPTIONAL.constant(Constant::String("pet")).xml(&Xml::attribute(XmlName::plain("kind")))) }

record! { Tag {
    text: String = Column("text", REQUIRED.xml(&Xml::text(XmlName::plain("text")))),
    level: Option<f64> = Column("level", OPTIONAL.xml(&Xml::attribute(XmlName::plain("level")))),
} }

fn pet() -> Pet {
    Pet {
        id: 7,
        name: "a < b & \"c\" 'd' > ü\t\r\n]]>".to_owned(),
        photos: ["x?a=1&b=2", ""].map(str::to_owned).to_vec(),
        tags: Some(vec![
            Tag { text: "one".to_owned(), level: Some(0.5) },
            Tag { text: " two ".to_owned(), level: None },
        ]),
        color: Some(Color::Red),
        owner: Nullable::Null,
        secret: Some(3),
        version: None,
    }
}

fn decode<T: Field>(root: &Xml, text: &str) -> Result<T, Malformed> {
    xml::decode(root, text.as_bytes())
}

#[test]
fn another_reader_finds_what_was_written() {
    let text = xml::encode(&element("Pet"), &Pet { version: Some("read-only".to_owned()), ..pet() }).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("id"), root.attribute("kind")), ("Pet", Some("7"), Some("pet")));
    let children: Vec<(&str, &str)> =
        root.children().map(|child| (child.tag_name().name(), child.text().unwrap_or_default())).collect();
    let expected = [
        ("name", "a < b & \"c\" 'd' > ü\t\r\n]]>"),
        ("photoUrls", ""),
        ("tag", "one"),
        ("tag", " two "),
        ("colour", "red"),
        ("owner", ""),
        ("secret", "3"),
    ];
    assert_eq!(children, expected);
    let photos = root.children().nth(1).unwrap();
    let photos: Vec<_> = photos.children().map(|child| (child.tag_name().name(), child.text())).collect();
    assert_eq!(photos, [("photoUrl", Some("x?a=1&b=2")), ("photoUrl", None)]);
    assert_eq!(root.children().nth(2).unwrap().attribute("level"), Some("0.5"));
    assert_eq!(root.children().nth(4).unwrap().tag_name().namespace(), Some("http://example.com/p"));
    let nil = ("http://www.w3.org/2001/XMLSchema-instance", "nil");
    assert_eq!(root.children().nth(5).unwrap().attribute(nil), Some("true"));
}

#[test]
fn what_was_written_is_read_again() {
    let before = Pet { name: "a < b & \"c\" ü".to_owned(), ..pet() };
    let text = xml::encode(&element("Pet"), &before).unwrap();
    assert_eq!(decode::<Pet>(&element("Pet"), &text).unwrap(), before);
    let least = Pet {
        tags: Some(Vec::new()),
        photos: Vec::new(),
        color: None,
        owner: Nullable::Absent,
        secret: None,
        ..before
    };
    let text = xml::encode(&element("Pet"), &least).unwrap();
    // An empty list leaves no trace unless it has an element of its own.
    assert_eq!(decode::<Pet>(&element("Pet"), &text).unwrap(), Pet { tags: None, ..least });
    let line = Line { start: Point { x: 1, y: Some(2) }, end: Nullable::Null };
    let text = xml::encode(&element("line"), &line).unwrap();
    assert!(decode::<Line>(&element("line"), &text).unwrap() == line);
    let open = Open { known: Some(1), more: [("a".to_owned(), "text".into())].into() };
    let text = xml::encode(&element("open"), &open).unwrap();
    assert_eq!(text, "<open><known>1</known><kind>open</kind><a>text</a></open>");
    assert!(decode::<Open>(&element("open"), &text).unwrap() == open);
}

#[test]
fn lists_and_maps_can_be_the_root() {
    let root = Xml::wrapped(XmlName::plain("points"), XmlName::plain("point"));
    let points = vec![Point { x: 1, y: None }, Point { x: 2, y: Some(3) }];
    let text = xml::encode(&root, &points).unwrap();
    assert_eq!(text, "<points><point><x>1</x></point><point><x>2</x><y>3</y></point></points>");
    assert!(decode::<Vec<Point>>(&root, &text).unwrap() == points);
    let map = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    assert_eq!(xml::encode(&element("map"), &map).unwrap(), "<map><a>1</a><b>2</b></map>");
    assert_eq!(decode::<BTreeMap<String, i32>>(&element("map"), "<map><a>1</a><b>2</b></map>").unwrap(), map);
    assert_eq!(xml::encode(&element("text"), &"a&b".to_owned()).unwrap(), "<text>a&amp;b</text>");
}

#[test]
fn prefixes_comments_and_order_do_not_matter() {
    let text = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE x><!-- c -->\n<a:Pet xmlns:a=\"urn:a\" \
                a:id=\" 7 \">\n  <a:tag>t<!-- c -->&#119;<![CDATA[<o>]]></a:tag>\n  <unknown><tag/></unknown>\n  \
                <a:name>&lt;&amp;&#x41;&gt;</a:name>\n</a:Pet>\n";
    let pet: Pet = decode(&element("Pet"), text).unwrap();
    assert_eq!((pet.id, pet.name.as_str()), (7, "<&A>"));
    assert_eq!(pet.tags.unwrap(), [Tag { text: "tw<o>".to_owned(), level: None }]);
    assert!(pet.photos.is_empty());
}

#[test]
fn unions_and_what_has_no_type_are_read_as_objects_of_texts() {
    let shape: Shape = decode(&element("shape"), "<shape><kind>hexagon</kind><size>1</size></shape>").unwrap();
    assert!(matches!(shape, Shape::Unknown(tree) if tree["size"] == "1"));
    let text = "<a b=\"1\"><c>2</c><c><d/></c></a>";
    let tree: serde_json::Value = decode(&element("a"), text).unwrap();
    assert_eq!(tree, serde_json::json!({"b": "1", "c": ["2", {"d": ""}]}));
}

#[test]
fn a_text_that_is_not_of_its_format_is_kept() {
    for text in ["", "Mon, 27 Jul 2009 12:28:53 GMT"] {
        let time: DateTime = decode(&element("t"), &format!("<t>{text}</t>")).unwrap();
        assert_eq!((time.get(), time.to_string().as_str()), (None, text));
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let pet = |inside: &str| {
        decode::<Pet>(&element("Pet"), &format!("<Pet id=\"1\">{inside}</Pet>")).unwrap_err().to_string()
    };
    assert_eq!(pet(""), "name: missing, and Pet needs it");
    assert_eq!(pet("<name/><tag level=\"x\"/>"), "tags[0].level: expected a number, found \"x\"");
    let token = "<t><token>a</token><expiresOn>2024-03-01T12:00:00Z</expiresOn><parts><a><x>s3cr3t</x></a></parts></t>";
    let error = decode::<Token>(&element("t"), token).unwrap_err().to_string();
    assert_eq!(error, "parts: not what was expected; the value is secret and not shown");
}

#[test]
fn nothing_that_a_service_sends_stops_the_reader() {
    let deep = "<a>".repeat(100_000);
    let texts = [
        "",
        " ",
        "text",
        "<a>",
        "<a></b>",
        "</a>",
        "<a/><b/>",
        "<a b=1/>",
        "<a b='1' b='2'/>",
        "<a>&unknown;</a>",
        "<a>&#0;</a>",
        "<a>&#x110000;</a>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "<a><![CDATA[",
        "<!--",
        &deep,
    ];
    for text in texts {
        assert!(decode::<Point>(&element("a"), text).is_err(), "{text:.40}");
    }
    assert!(xml::decode::<Point>(&element("a"), b"<a>\xff</a>").is_err());
}

#[test]
fn what_has_no_form_in_xml_is_refused() {
    for text in ["\0", "\u{b}", "a\u{1f}"] {
        assert_eq!(xml::encode(&element("a"), &text.to_owned()), Err("holds characters that XML cannot"));
    }
    for key in ["", "a b", "1", "a><b", "a:b"] {
        let map = BTreeMap::from([(key.to_owned(), 1)]);
        assert_eq!(xml::encode(&element("a"), &map), Err("has a member whose name cannot be one in XML"));
    }
}

const META: &Meta = &Meta {
    name: "test.xml",
    id: "",
    method: "POST",
    path: "/",
    security: &[],
    idempotency_header: None,
    servers: None,
};

#[test]
fn requests_and_responses_carry_it() {
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").xml("application/xml", &element("point"), &Point { x: 1, y: None });
    let request = request.finish().unwrap();
    assert_eq!(request.headers()["content-type"], "application/xml");
    assert_eq!(request.body().as_bytes().unwrap(), "<point><x>1</x></point>");
    let mut request = RequestBuilder::new(META, Shared::none());
    request.literal("/").xml("application/xml", &element("point"), &None::<Point>);
    assert!(request.finish().unwrap().headers().is_empty());
    let respond = |text: &'static str| xml::read::<Point>(META, &element("p"), http::Response::new(Bytes::from(text)));
    assert_eq!(respond("<p><x>1</x></p>").unwrap().x, 1);
    assert!(matches!(respond("{}"), Err(Error::Decode(_))));
}
