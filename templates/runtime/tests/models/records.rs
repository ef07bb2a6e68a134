//! Structs.

use std::collections::BTreeMap;

use crategen_runtime::{
    DateTime, Nullable, json,
    model::{self, Base64, Column, Constant, OPTIONAL, REQUIRED},
};

use super::{Color, Level, Mode, Scalar};

record! { Item {
    id: String = Column("id", REQUIRED.read_only()),
    created_on: DateTime = Column("createdOn", REQUIRED),
    topic: Option<String> = Column("topic", OPTIONAL),
} }

record! { Stamped { created_on: DateTime = Column("createdOn", REQUIRED), } }

record! { Page {
    value: Vec<Item> = Column("value", REQUIRED),
    next_link: Option<String> = Column("nextLink", OPTIONAL),
} }

record! { Everything {
    flag: Option<bool> = Column("flag", OPTIONAL),
    small: Option<i32> = Column("small", OPTIONAL),
    wide: Option<i64> = Column("wide", OPTIONAL),
    natural: Option<u64> = Column("natural", OPTIONAL),
    float: Option<f64> = Column("float", OPTIONAL),
    single: Option<f32> = Column("single", OPTIONAL),
    nullable: Nullable<String> = Column("nullable", OPTIONAL),
    note: Option<String> = Column("note", REQUIRED.nullable()),
    color: Option<Color> = Column("color", OPTIONAL),
    bytes: Option<Base64> = Column("bytes", OPTIONAL),
    list: Option<Vec<String>> = Column("list", OPTIONAL),
    map: Option<BTreeMap<String, Option<i32>>> = Column("map", OPTIONAL),
    any: Option<serde_json::Value> = Column("any", OPTIONAL),
    child: Option<Box<Everything>> = Column("child", OPTIONAL),
} }

record! { Point {
    x: i32 = Column("x", REQUIRED),
    y: Option<i32> = Column("y", OPTIONAL),
} }

record! { Rgb {
    r: i32 = Column("R", REQUIRED),
    g: i32 = Column("G", REQUIRED),
    b: i32 = Column("B", REQUIRED),
} }

record! { Keys {
    semi: String = Column("semi", REQUIRED),
    dot: String = Column("dot", REQUIRED),
    comma: String = Column("comma", REQUIRED),
} }

record! { Line {
    start: Point = Column("start", REQUIRED),
    end: Nullable<Point> = Column("end", OPTIONAL),
} }

record! { Open {
    known: Option<i32> = Column("known", OPTIONAL),
} rest more: serde_json::Value, constants Column("kind", OPTIONAL.constant(Constant::String("open"))) }

record! { Ring {
    name: Option<String> = Column("name", OPTIONAL),
} rest keys: Vec<String> = secret true, }

record! { Token {
    token: String = Column("token", REQUIRED.secret()),
    expires_on: DateTime = Column("expiresOn", REQUIRED),
    parts: Option<BTreeMap<String, Point>> = Column("parts", OPTIONAL.secret()),
} }

record! { Switch {
    level: Option<Level> = Column("level", OPTIONAL),
    mode: Option<Mode> = Column("mode", OPTIONAL),
} }

record! { Message {
    from: String = Column("From", REQUIRED),
    body: Option<String> = Column("Body", OPTIONAL),
    media: Option<Vec<String>> = Column("Media", OPTIONAL),
    count: Option<i32> = Column("Count", OPTIONAL),
    sizes: Option<Vec<i32>> = Column("Sizes", OPTIONAL),
    place: Option<Point> = Column("Where", OPTIONAL),
} constants Column("Kind", OPTIONAL.constant(Constant::String("message"))) }

record! { Meters {
    point: Option<Point> = Column("point", OPTIONAL),
    labels: Option<BTreeMap<String, String>> = Column("labels", OPTIONAL),
    numbers: Option<Vec<i64>> = Column("numbers", OPTIONAL),
    either: Option<Scalar> = Column("either", OPTIONAL),
} }

record! { Price {
    amount: model::Decimal = Column("amount", REQUIRED),
    tax: Option<model::Decimal> = Column("tax", OPTIONAL.nullable()),
    fee: Nullable<model::Decimal> = Column("fee", OPTIONAL.nullable()),
    list: Option<Vec<model::Decimal>> = Column("list", OPTIONAL),
    map: Option<BTreeMap<String, Option<model::Decimal>>> = Column("map", OPTIONAL),
} }
