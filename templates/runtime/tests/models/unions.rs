//! Unions, and the structs that are their members.

use crategen_runtime::{
    DateTime, json,
    model::{self, Column, Constant, Kinds, Member, OPTIONAL, REQUIRED},
};

use super::Point;

record! { Circle { radius: f64 = Column("radius", REQUIRED), }
constants Column("kind", OPTIONAL.constant(Constant::String("circle"))) }
record! { Square { side: i32 = Column("side", REQUIRED), }
constants Column("kind", OPTIONAL.constant(Constant::String("square"))) }

const fn tagged(tags: &'static [&'static str]) -> Member {
    Member { tags, kinds: Kinds::OBJECT, required: &[], constants: &[] }
}

const fn plain(kinds: Kinds) -> Member {
    Member { tags: &[], kinds, required: &[], constants: &[] }
}

const fn needs(required: &'static [&'static str], constants: &'static [(&'static str, Constant)]) -> Member {
    Member { tags: &[], kinds: Kinds::OBJECT, required, constants }
}

union! { Shape, Some("kind"), {
    0 Circle(Circle) = tagged(&["circle"]),
    1 Square(Box<Square>) = tagged(&["square", "box"]),
} }

record! { Narrow { x: i32 = Column("x", REQUIRED), } }
record! { Wide { x: i32 = Column("x", REQUIRED), y: Option<i32> = Column("y", OPTIONAL), } }
record! { InNarrow { at: Narrow = Column("at", REQUIRED), } }
record! { InWide { at: Wide = Column("at", REQUIRED), } }
record! { By { by: Wide2 = Column("by", REQUIRED), } }
record! { Wide2 { x: i32 = Column("x", REQUIRED), y: Option<Vec<i32>> = Column("y", OPTIONAL), } }
record! { Shallow {
    at: serde_json::Value = Column("at", REQUIRED),
} }
record! { Deep {
    at: Option<Narrow> = Column("at", OPTIONAL),
    to: Option<By> = Column("to", OPTIONAL),
} }
union! { Either, None, {
    0 Shallow(Shallow) = needs(&["at"], &[]),
    1 Deep(Deep) = needs(&[], &[]),
} }
union! { Placed, None, {
    0 Narrow(InNarrow) = needs(&["at"], &[]),
    1 Wide(InWide) = needs(&["at"], &[]),
} }
record! { ToCircle { to: Circle = Column("to", REQUIRED), } }
record! { ToSquare { to: Square = Column("to", REQUIRED), } }
union! { Sent, None, {
    0 Round(ToCircle) = needs(&["to"], &[]),
    1 Flat(ToSquare) = needs(&["to"], &[]),
} }

record! { FromUser { text: String = Column("text", REQUIRED), }
constants Column("role", OPTIONAL.constant(Constant::String("user"))) }
record! { FromSystem { text: String = Column("text", REQUIRED), }
constants Column("role", OPTIONAL.constant(Constant::String("system"))) }
const MESSAGE: Member = tagged(&["message"]);
union! { Said, Some("type"), {
    0 System(FromSystem) = Member { constants: &[("role", Constant::String("system"))], ..MESSAGE },
    1 User(FromUser) = Member { constants: &[("role", Constant::String("user"))], ..MESSAGE },
} }

record! { Plain { x: i32 = Column("x", REQUIRED), }
constants Column("mask", OPTIONAL.constant(Constant::Integer(1))) }
record! { Masked { x: i32 = Column("x", REQUIRED), }
constants Column("mask", OPTIONAL.constant(Constant::Integer(u64::MAX as i128))) }
union! { Flags, None, {
    0 Masked(Masked) = needs(&["x"], &[("mask", Constant::Integer(u64::MAX as i128))]),
    1 Plain(Plain) = needs(&["x"], &[("mask", Constant::Integer(1))]),
} }

union! { Scalar, None, {
    0 Integer(i64) = plain(Kinds::INTEGER),
    1 Number(f64) = plain(Kinds::NUMBER),
    2 Date(DateTime) = plain(Kinds::STRING),
    3 Text(String) = plain(Kinds::STRING),
    4 Flag(bool) = plain(Kinds::BOOL),
    5 List(Vec<Point>) = plain(Kinds::ARRAY),
} }

record! { Cat {
    name: Option<String> = Column("name", OPTIONAL),
    lives: Option<i32> = Column("lives", OPTIONAL),
} }
record! { Dog {
    name: Option<String> = Column("name", OPTIONAL),
    tricks: Option<Vec<String>> = Column("tricks", OPTIONAL),
} }
record! { Fish {
    name: String = Column("name", REQUIRED),
    fins: i32 = Column("fins", REQUIRED),
} constants Column("wet", OPTIONAL.constant(Constant::Bool(true))) }

union! { Pet, None, {
    0 Cat(Cat) = needs(&[], &[]),
    1 Dog(Dog) = needs(&[], &[]),
    2 Fish(Fish) = needs(&["name", "fins"], &[("wet", Constant::Bool(true))]),
} }

record! { ByName { kind: Option<String> = Column("kind", OPTIONAL), name: String = Column("name", REQUIRED), } }
record! { ByNumber { kind: Option<String> = Column("kind", OPTIONAL), number: i32 = Column("number", REQUIRED), } }
record! { Bare { kind: String = Column("kind", REQUIRED), } }
union! { Source, None, {
    0 Name(ByName) = needs(&["name"], &[]),
    1 Number(ByNumber) = needs(&["number"], &[]),
} }
union! { Sourced, None, {
    0 From(Source) = plain(Kinds::OBJECT),
    1 Bare(Bare) = needs(&["kind"], &[]),
} }

record! { Left {
    child: Option<Box<Tree>> = Column("child", OPTIONAL),
    n: Option<i64> = Column("n", OPTIONAL),
} }
record! { Right {
    child: Option<Box<Tree>> = Column("child", OPTIONAL),
    n: Option<String> = Column("n", OPTIONAL),
} }
union! { Tree, None, {
    0 Left(Left) = needs(&[], &[]),
    1 Right(Right) = needs(&[], &[]),
} }
