//! Values looked into: the members of objects, and what a JSON value consists of.

use super::{Column, Constant, Field, Map, Record, Value};

impl Value<'_> {
    /// The same value, with the parts of a JSON value in the open.
    pub(crate) fn parts(self) -> Self {
        match self {
            Self::Json(serde_json::Value::Null) => Self::Null,
            Self::Json(serde_json::Value::Bool(value)) => Self::Bool(*value),
            Self::Json(serde_json::Value::Number(number)) => Self::Text(number),
            Self::Json(serde_json::Value::String(text)) => Self::String(text),
            Self::Json(serde_json::Value::Array(items)) => Self::List(items),
            Self::Json(serde_json::Value::Object(members)) => Self::Map(members),
            value => value,
        }
    }

    /// Calls back for each member of an object, in order; of anything else, for none. What only the service writes is
    /// among them if the value is wanted `whole`.
    pub(crate) fn members(self, whole: bool, visit: &mut dyn FnMut(&str, Value<'_>)) {
        match self.parts() {
            Value::Map(map) => map.each(visit),
            Value::Record(record) => members(record, whole, visit),
            _ => {}
        }
    }
}

fn members(record: &dyn Record, whole: bool, visit: &mut dyn FnMut(&str, Value<'_>)) {
    for (index, column) in record.table().columns.iter().enumerate() {
        if column.is().read_only && !whole {
            continue;
        }
        match column.value_in(record, index) {
            Value::Absent => {}
            value => visit(column.name(), value),
        }
    }
    strangers(record, visit);
}

impl Column {
    /// What is written of this column, which is at that position; absent if it is left out.
    pub(crate) fn value_in<'a>(&self, record: &'a dyn Record, index: usize) -> Value<'a> {
        let value = match self.is().constant {
            Some(Constant::String(text)) => Value::String(text),
            Some(Constant::Integer(value)) => Value::Integer(value),
            Some(Constant::Bool(value)) => Value::Bool(value),
            None => record.field(index).value(),
        };
        match value {
            Value::Absent if self.is().null => Value::Null,
            value => value,
        }
    }
}

/// Calls back for each member of a struct that no column names.
pub(crate) fn strangers(record: &dyn Record, visit: &mut dyn FnMut(&str, Value<'_>)) {
    let table = record.table();
    if let Some(Value::Map(rest)) = record.rest().map(Field::value) {
        rest.each(&mut |key, value| {
            // What a column names is written by the column: no member may come twice.
            if table.find(key, 0).is_none() {
                visit(key, value);
            }
        });
    }
}

impl Map for serde_json::Map<String, serde_json::Value> {
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn each(&self, visit: &mut dyn FnMut(&str, Value<'_>)) {
        for (key, value) in self {
            visit(key, value.value());
        }
    }
}
