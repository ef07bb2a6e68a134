//! Bounds of values that no type says.

/// A bound of a value in a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Which value.
    pub subject: Subject,
    /// How many lists or maps deep in it the values are that it is for.
    pub depth: usize,
    /// The bound.
    pub bound: Bound,
}

/// What of a struct a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The field at that position.
    Field(usize),
    /// The map of all other members.
    Rest,
    /// The struct itself.
    Whole,
}

/// A bound, as JSON Schema has them.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// The fewest characters.
    MinLength(usize),
    /// The most characters.
    MaxLength(usize),
    /// A regular expression that is found in the text.
    Pattern(String),
    /// The least number.
    Minimum(f64),
    /// The greatest number that is too small.
    Above(f64),
    /// The greatest number.
    Maximum(f64),
    /// The least number that is too big.
    Below(f64),
    /// What divides the number.
    MultipleOf(f64),
    /// The fewest items.
    MinItems(usize),
    /// The most items.
    MaxItems(usize),
    /// No item comes twice.
    UniqueItems,
    /// The fewest members.
    MinProperties(usize),
    /// The most members.
    MaxProperties(usize),
}
