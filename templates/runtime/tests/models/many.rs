//! A struct of more fields than a word has bits.

use crategen_runtime::{
    json,
    model::{self, Column, OPTIONAL, REQUIRED},
};

/// A struct of many fields, of which the last one is required.
#[derive(Clone, PartialEq)]
pub(crate) struct Many {
    pub(crate) fields: [Option<i32>; 70],
}

const NAMES: [&str; 70] = [
    "c00", "c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08", "c09", "c10", "c11", "c12", "c13", "c14", "c15",
    "c16", "c17", "c18", "c19", "c20", "c21", "c22", "c23", "c24", "c25", "c26", "c27", "c28", "c29", "c30", "c31",
    "c32", "c33", "c34", "c35", "c36", "c37", "c38", "c39", "c40", "c41", "c42", "c43", "c44", "c45", "c46", "c47",
    "c48", "c49", "c50", "c51", "c52", "c53", "c54", "c55", "c56", "c57", "c58", "c59", "c60", "c61", "c62", "c63",
    "c64", "c65", "c66", "c67", "c68", "c69",
];

static COLUMNS: [Column; 70] = {
    let mut columns = [const { Column("", OPTIONAL) }; 70];
    let mut index = 0;
    while index < 70 {
        columns[index] =
            if index == 69 { Column(NAMES[index], REQUIRED.nullable()) } else { Column(NAMES[index], OPTIONAL) };
        index += 1;
    }
    columns
};

impl model::Record for Many {
    fn table(&self) -> &'static model::Table {
        static TABLE: model::Table = model::Table { name: "Many", columns: &COLUMNS };
        &TABLE
    }
    fn field(&self, index: usize) -> &dyn model::Field {
        &self.fields[index]
    }
    fn field_mut(&mut self, index: usize) -> &mut dyn model::Field {
        &mut self.fields[index]
    }
}

impl model::Field for Many {
    fn empty() -> Self {
        Self { fields: [None; 70] }
    }
    fn slot(&mut self) -> model::Slot<'_> {
        model::Slot::Record(self)
    }
    fn value(&self) -> model::Value<'_> {
        model::Value::Record(self)
    }
}
shims!(Many);
