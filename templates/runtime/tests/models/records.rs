//! Structs.

use std::collections::BTreeMap;

use crategen_runtime::{
    DateTime, Nullable, json,
    model::{self, Base64, Column, Constant},
};

use super::{Color, Level, Mode, Scalar};

record! { Item {
    id: String = Column::required("id").read_only(),
    created_on: DateTime = Column::required("createdOn"),
    topic: Option<String> = Column::optional("topic"),
} }

record! { Stamped { created_on: DateTime = Column::required("createdOn"), } }

record! { Page {
    value: Vec<Item> = Column::required("value"),
    next_link: Option<String> = Column::optional("nextLink"),
} }

record! { Everything {
    flag: Option<bool> = Column::optional("flag"),
    small: Option<i32> = Column::optional("small"),
    wide: Option<i64> = Column::optional("wide"),
    natural: Option<u64> = Column::optional("natural"),
    float: Option<f64> = Column::optional("float"),
    single: Option<f32> = Column::optional("single"),
    nullable: Nullable<String> = Column::optional("nullable"),
    note: Option<String> = Column::required("note").nullable(),
    color: Option<Color> = Column::optional("color"),
    bytes: Option<Base64> = Column::optional("bytes"),
    list: Option<Vec<String>> = Column::optional("list"),
    map: Option<BTreeMap<String, Option<i32>>> = Column::optional("map"),
    any: Option<serde_json::Value> = Column::optional("any"),
    child: Option<Box<Everything>> = Column::optional("child"),
} }

record! { Point {
    x: i32 = Column::required("x"),
    y: Option<i32> = Column::optional("y"),
} }

record! { Rgb {
    r: i32 = Column::required("R"),
    g: i32 = Column::required("G"),
    b: i32 = Column::required("B"),
} }

record! { Keys {
    semi: String = Column::required("semi"),
    dot: String = Column::required("dot"),
    comma: String = Column::required("comma"),
} }

record! { Line {
    start: Point = Column::required("start"),
    end: Nullable<Point> = Column::optional("end"),
} }

record! { Open {
    known: Option<i32> = Column::optional("known"),
} rest more: serde_json::Value, constants Column::constant("kind", Constant::String("open")) }

record! { Ring {
    name: Option<String> = Column::optional("name"),
} rest keys: Vec<String> = secret true, }

record! { Token {
    token: String = Column::required("token").secret(),
    expires_on: DateTime = Column::required("expiresOn"),
    parts: Option<BTreeMap<String, Point>> = Column::optional("parts").secret(),
} }

record! { Switch {
    level: Option<Level> = Column::optional("level"),
    mode: Option<Mode> = Column::optional("mode"),
} }

record! { Message {
    from: String = Column::required("From"),
    body: Option<String> = Column::optional("Body"),
    media: Option<Vec<String>> = Column::optional("Media"),
    count: Option<i32> = Column::optional("Count"),
    sizes: Option<Vec<i32>> = Column::optional("Sizes"),
    place: Option<Point> = Column::optional("Where"),
} constants Column::constant("Kind", Constant::String("message")) }

record! { Meters {
    point: Option<Point> = Column::optional("point"),
    labels: Option<BTreeMap<String, String>> = Column::optional("labels"),
    numbers: Option<Vec<i64>> = Column::optional("numbers"),
    either: Option<Scalar> = Column::optional("either"),
} }

record! { Price {
    amount: model::Decimal = Column::required("amount"),
    tax: Option<model::Decimal> = Column::optional("tax").nullable(),
    fee: Nullable<model::Decimal> = Column::optional("fee").nullable(),
    list: Option<Vec<model::Decimal>> = Column::optional("list"),
    map: Option<BTreeMap<String, Option<model::Decimal>>> = Column::optional("map"),
} }
