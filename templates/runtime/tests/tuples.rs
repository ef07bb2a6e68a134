//! Lists whose items have types by their position.

use crategen_runtime::{
    json,
    model::{self, Column, Field, List, ListSlot, OPTIONAL, REQUIRED, Record, Slot, Table, Value},
    response,
};

/// A tuple as the generator emits it: two items that must be there, one that may, and any more.
#[derive(Clone, Debug, PartialEq)]
struct Position {
    first: f64,
    second: Option<String>,
    third: Option<i32>,
    more: Vec<bool>,
}

impl Record for Position {
    fn table(&self) -> &'static Table {
        const TABLE: &Table = &Table {
            name: "Position",
            columns: &[
                Column("first", REQUIRED),
                Column("second", REQUIRED.nullable()),
                Column("third", OPTIONAL),
                Column("(more)", OPTIONAL),
            ],
        };
        TABLE
    }
    fn field(&self, index: usize) -> &dyn Field {
        match index {
            0 => &self.first,
            1 => &self.second,
            2 => &self.third,
            _ => &self.more,
        }
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn Field {
        match index {
            0 => &mut self.first,
            1 => &mut self.second,
            2 => &mut self.third,
            _ => &mut self.more,
        }
    }
}

impl Field for Position {
    fn empty() -> Self {
        Self { first: 0.0, second: None, third: None, more: Vec::new() }
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
    fn value(&self) -> Value<'_> {
        Value::List(self)
    }
}

impl ListSlot for Position {
    fn clear(&mut self) {
        model::tuple::clear(self);
    }
    fn push(&mut self) -> Slot<'_> {
        model::tuple::place(self, usize::MAX)
    }
    fn place(&mut self, index: usize) -> Slot<'_> {
        model::tuple::place(self, index)
    }
    fn least(&self) -> usize {
        model::tuple::least(self)
    }
}

impl List for Position {
    fn len(&self) -> usize {
        model::tuple::len(self)
    }
    fn item(&self, index: usize) -> Value<'_> {
        model::tuple::item(self, index)
    }
}

fn problem(text: &str) -> String {
    json::decode::<Position>(text.as_bytes()).expect_err(text).to_string()
}

#[test]
fn each_item_has_its_place_and_further_ones_are_kept() {
    for text in
        [r#"[1.5,"a"]"#, r#"[1.5,null]"#, r#"[1.5,"a",3]"#, r#"[1.5,"a",3,true,false]"#, r#"[1.5,"a",null,true]"#]
    {
        let value: Position = json::decode(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(json::encode(&value)).unwrap(), text);
    }
    let value: Position = json::decode(br#"[1,"a",3,true,false]"#).unwrap();
    assert_eq!(value, Position { first: 1.0, second: Some("a".into()), third: Some(3), more: vec![true, false] });
}

#[test]
fn a_list_that_is_too_short_or_has_another_type_somewhere_is_an_error_with_its_place() {
    assert_eq!(problem("[1.5]"), "expected at least 2 items, found 1");
    assert_eq!(problem("[]"), "expected at least 2 items, found 0");
    assert_eq!(problem(r#"["a","b"]"#), r#"[0]: expected a number, found "a""#);
    assert_eq!(problem(r#"[1,"b",3,4]"#), "[3]: expected true or false, found 4");
    assert_eq!(problem("{}"), "expected an array, found an object");
    assert_eq!(
        json::decode::<Vec<Position>>(br#"[[1,"a"],[1]]"#).unwrap_err().to_string(),
        "[1]: expected at least 2 items, found 1"
    );
}

#[test]
fn nothing_of_a_list_that_comes_twice_is_left() {
    let mut value: Position = json::decode(br#"[1,"a",3,true]"#).unwrap();
    value.clear();
    assert_eq!(value, Position::empty());
}

#[test]
fn a_header_holds_one_too() {
    #[derive(Debug)]
    struct Headers {
        at: Position,
    }
    impl Record for Headers {
        fn table(&self) -> &'static Table {
            &Table { name: "Headers", columns: &const { [Column("at", REQUIRED)] } }
        }
        fn field(&self, _index: usize) -> &dyn Field {
            &self.at
        }
        fn field_mut(&mut self, _index: usize) -> &mut dyn Field {
            &mut self.at
        }
    }
    impl Field for Headers {
        fn empty() -> Self {
            Self { at: Position::empty() }
        }
        fn slot(&mut self) -> Slot<'_> {
            Slot::Record(self)
        }
        fn value(&self) -> Value<'_> {
            Value::Record(self)
        }
    }
    let of = |text| {
        let value = http::HeaderValue::from_static(text);
        response::headers::<Headers>(&http::HeaderMap::from_iter([(http::HeaderName::from_static("at"), value)]))
    };
    let headers = of("1.5, a, 3, true").unwrap();
    assert_eq!(headers.at, Position { first: 1.5, second: Some("a".into()), third: Some(3), more: vec![true] });
    assert_eq!(of("1.5").unwrap_err().to_string(), "at: expected at least 2 items, found 1");
}
