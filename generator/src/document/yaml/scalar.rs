//! What a scalar means, by the core schema of YAML 1.2.
//!
//! `no` and `on` are text here, `0x1F` is 31, and a number becomes one that JSON could hold without losing a digit.

use granit_parser::{ScalarStyle, Tag};

use crate::document::json::is_json_number;
use crate::document::texts::Texts;
use crate::document::{Number, Value};

/// The value of a scalar without a tag.
pub(super) fn resolve(content: &str, style: ScalarStyle, texts: &mut Texts) -> Value {
    if style != ScalarStyle::Plain {
        return Value::String(texts.get(content));
    }
    match content {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match number(content) {
            Some(text) => Value::Number(Number(texts.get(&text))),
            None => Value::String(texts.get(content)),
        },
    }
}

/// The value of a scalar with a tag: what the tag asks for if the text can be that, or else its text.
pub(super) fn resolve_tagged(content: &str, style: ScalarStyle, tag: &Tag, texts: &mut Texts) -> Value {
    match tag.core_suffix() {
        Some("str") => Value::String(texts.get(content)),
        Some("int" | "float" | "bool" | "null") => resolve(content, ScalarStyle::Plain, texts),
        _ if tag.original() == "!" => Value::String(texts.get(content)),
        _ => resolve(content, style, texts),
    }
}

/// Whether this is a number of YAML that JSON does not have.
pub(super) fn is_no_json_number(content: &str) -> bool {
    let unsigned = content.strip_prefix(['+', '-']).unwrap_or(content);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(content, ".nan" | ".NaN" | ".NAN")
}

/// The text of a number in JSON's grammar, if the core schema reads a number here.
fn number(content: &str) -> Option<String> {
    if !content.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        return None;
    }
    if let Some(digits) = content.strip_prefix("0x") {
        return in_base(digits, 16);
    }
    if let Some(digits) = content.strip_prefix("0o") {
        return in_base(digits, 8);
    }
    let (sign, unsigned) = match content.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", content.strip_prefix('+').unwrap_or(content)),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(index) => unsigned.split_at_checked(index)?,
        None => (unsigned, ""),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if whole.is_empty() && fraction.is_none_or(str::is_empty) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let text = match fraction {
        Some("") => format!("{sign}{whole}.0{exponent}"),
        Some(fraction) => format!("{sign}{whole}.{fraction}{exponent}"),
        None => format!("{sign}{whole}{exponent}"),
    };
    Some(text).filter(|text| is_json_number(text))
}

/// A whole number of that base in decimal digits; beyond 128 bits it stays text.
fn in_base(digits: &str, base: u32) -> Option<String> {
    if !digits.starts_with(|first: char| first.is_digit(base)) {
        return None;
    }
    u128::from_str_radix(digits, base).ok().map(|value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_rewritten_into_the_grammar_of_json() {
        for (yaml, json) in [
            ("0", "0"),
            ("-12", "-12"),
            ("+1", "1"),
            ("007", "7"),
            ("0x1F", "31"),
            ("0o17", "15"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("1.", "1.0"),
            ("1.e3", "1.0e3"),
            ("1e3", "1e3"),
            ("1.10", "1.10"),
            ("12E-4", "12E-4"),
            ("18446744073709551616", "18446744073709551616"),
            ("0xffffffffffffffffffffffffffffffff", "340282366920938463463374607431768211455"),
        ] {
            assert_eq!(number(yaml).as_deref(), Some(json), "{yaml}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_stays_text() {
        for text in [
            "",
            "-",
            "+",
            ".",
            "1.2.3",
            "1_000",
            "0x",
            "0xg",
            "0x+1",
            "1e",
            "1e+",
            "1e--3",
            "e3",
            ".e3",
            "2020-01-01",
            "12:30",
            "1ee3",
            "é",
            "1é",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
