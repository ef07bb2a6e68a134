//! What a schema says about its values that no Rust type says, as a sentence.

/// The bounds of a value, in the document's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Constraints {
    /// The least number.
    pub(crate) minimum: Option<String>,
    /// Whether the least number itself is too small.
    pub(crate) above: bool,
    /// The greatest number.
    pub(crate) maximum: Option<String>,
    /// Whether the greatest number itself is too big.
    pub(crate) below: bool,
    /// The number that divides it.
    pub(crate) multiple_of: Option<String>,
    /// The fewest characters.
    pub(crate) min_length: Option<usize>,
    /// The most characters.
    pub(crate) max_length: Option<usize>,
    /// The fewest items.
    pub(crate) min_items: Option<usize>,
    /// The most items.
    pub(crate) max_items: Option<usize>,
    /// The fewest members.
    pub(crate) min_properties: Option<usize>,
    /// The most members.
    pub(crate) max_properties: Option<usize>,
    /// Whether no item may come twice.
    pub(crate) unique_items: bool,
    /// The regular expression that a text matches.
    pub(crate) pattern: Option<String>,
    /// The only values, where no type lists them.
    pub(crate) values: Vec<String>,
    /// The value that counts when there is none.
    pub(crate) default: Option<String>,
}

impl Constraints {
    /// The sentence, or nothing.
    pub(crate) fn sentence(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.range());
        parts.extend(self.multiple_of.as_ref().map(|number| format!("a multiple of {number}")));
        parts.extend(count(self.min_length, self.max_length, "character"));
        parts.extend(count(self.min_items, self.max_items, "item"));
        parts.extend(count(self.min_properties, self.max_properties, "member"));
        parts.extend(self.unique_items.then(|| "no item twice".to_owned()));
        parts.extend(
            self.pattern
                .as_ref()
                .filter(|pattern| pattern.len() <= 80)
                .map(|pattern| format!("matches {}", code(pattern))),
        );
        match self.values.as_slice() {
            [] => {}
            [only] => parts.push(format!("always {}", code(only))),
            values if values.len() <= 20 => {
                let values: Vec<String> = values.iter().map(|value| code(value)).collect();
                parts.push(format!("one of {}", values.join(", ")));
            }
            _ => {}
        }
        parts.extend(
            self.default.as_ref().filter(|value| value.len() <= 80).map(|value| format!("{} by default", code(value))),
        );
        let text = parts.join("; ");
        let mut letters = text.chars();
        match letters.next() {
            Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
            None => String::new(),
        }
    }

    fn range(&self) -> Option<String> {
        let least = if self.above { "more than" } else { "at least" };
        let most = if self.below { "less than" } else { "at most" };
        match (&self.minimum, &self.maximum) {
            (Some(minimum), Some(maximum)) if !self.above && !self.below => {
                Some(format!("between {minimum} and {maximum}"))
            }
            (Some(minimum), Some(maximum)) => Some(format!("{least} {minimum} and {most} {maximum}")),
            (Some(minimum), None) => Some(format!("{least} {minimum}")),
            (None, Some(maximum)) => Some(format!("{most} {maximum}")),
            (None, None) => None,
        }
    }
}

fn count(fewest: Option<usize>, most: Option<usize>, thing: &str) -> Option<String> {
    let plural = |number: usize| if number == 1 { "" } else { "s" };
    match (fewest.filter(|&number| number > 0), most) {
        (Some(fewest), Some(most)) if fewest == most => Some(format!("exactly {most} {thing}{}", plural(most))),
        (Some(fewest), Some(most)) => Some(format!("{fewest} to {most} {thing}s")),
        (Some(fewest), None) => Some(format!("at least {fewest} {thing}{}", plural(fewest))),
        (None, Some(most)) => Some(format!("at most {most} {thing}{}", plural(most))),
        (None, None) => None,
    }
}

/// A text as a code span; a number or a truth value as it is.
fn code(text: &str) -> String {
    if text.parse::<f64>().is_ok() {
        return text.to_owned();
    }
    let text = text.replace(['\n', '\r', '\t'], " ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::Constraints;

    #[test]
    fn the_sentence_says_all_bounds() {
        let text = |constraints: Constraints| constraints.sentence();
        let none = Constraints::default();
        assert_eq!(text(none.clone()), "");
        let number = Constraints { minimum: Some("0".into()), above: true, default: Some("5".into()), ..none.clone() };
        assert_eq!(text(number), "More than 0; 5 by default.");
        let string =
            Constraints { min_length: Some(1), max_length: Some(64), pattern: Some("^a$".into()), ..none.clone() };
        assert_eq!(text(string), "1 to 64 characters; matches `^a$`.");
        let list = Constraints { max_items: Some(1), unique_items: true, ..none.clone() };
        assert_eq!(text(list), "At most 1 item; no item twice.");
        let values = Constraints { values: vec!["1".into(), "x`y".into()], ..none };
        assert_eq!(text(values), "One of 1, `` x`y ``.");
        assert_eq!(text(Constraints { values: vec!["[]".into()], ..Constraints::default() }), "Always `[]`.");
    }
}
