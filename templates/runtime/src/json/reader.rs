//! Reading JSON texts: what is in nearly every answer, straight from the text. All that is rare is left to `serde_json`:
//! texts with escapes, numbers that are not small integers, what nobody reads, and what is wrong with a text that is no
//! JSON.
//!
//! Most of what a text consists of are names that are known beforehand. They are compared where they stand, and only
//! another one is looked for the end of. It knows nothing else of what is read.

use std::{borrow::Cow, fmt, iter};

use serde::{
    Deserializer,
    de::{
        self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, CowStrDeserializer, MapDeserializer},
    },
    forward_to_deserialize_any,
};

use super::{letters::plain, numbers::RAW, trace::Trace, tree::Plain};

/// How deep values may be in each other, as in `serde_json`.
const DEEPEST: u8 = 128;

/// A text that is being read.
pub(super) struct Reader<'de> {
    text: &'de str,
    at: usize,
    /// How much deeper values may be in each other.
    deeper: u8,
    trace: &'de Trace<'de>,
}

/// Why reading ended: what a visitor said, or nothing, where the text is no JSON.
#[derive(Debug)]
pub(super) struct Broken(Box<Option<String>>);

impl Broken {
    #[cold]
    fn syntax() -> Self {
        Self(Box::new(None))
    }

    /// What is wrong with that text.
    pub(super) fn explain(self, text: &str) -> serde_json::Error {
        match *self.0 {
            Some(problem) => de::Error::custom(problem),
            None => match serde_json::from_str::<Plain>(text) {
                Err(error) => error,
                Ok(_) => de::Error::custom("not of its form"),
            },
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_deref().unwrap_or("no JSON"))
    }
}

impl std::error::Error for Broken {}

impl de::Error for Broken {
    #[cold]
    fn custom<T: fmt::Display>(problem: T) -> Self {
        Self(Box::new(Some(problem.to_string())))
    }
}

/// What `serde_json` says of a part is right for that part only.
impl From<serde_json::Error> for Broken {
    #[cold]
    fn from(error: serde_json::Error) -> Self {
        if error.is_data() { de::Error::custom(error) } else { Self::syntax() }
    }
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str, trace: &'de Trace<'de>) -> Self {
        Self { text, at: 0, deeper: DEEPEST, trace }
    }

    /// Sees to it that there is nothing more.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        if self.peek().is_none() { Ok(()) } else { Err(Broken::syntax()) }
    }

    /// The byte that comes next, after white space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte.copied(),
            }
        }
    }

    #[inline]
    fn rest(&self) -> &'de str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes over what has to come next.
    #[inline]
    fn pass(&mut self, expected: &str) -> Result<(), Broken> {
        match self.rest().as_bytes().starts_with(expected.as_bytes()) {
            true => {
                self.at += expected.len();
                Ok(())
            }
            false => Err(Broken::syntax()),
        }
    }

    /// Goes to the next part of a list or an object, if there is one, and over its end if not.
    #[inline]
    fn part(&mut self, is_first: bool, end: u8) -> Result<bool, Broken> {
        match self.peek() {
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(Broken::syntax()),
        }
    }

    /// Reads a text from its opening quote on.
    #[inline]
    fn string(&mut self) -> Result<Cow<'de, str>, Broken> {
        let begin = self.at + 1;
        let end = begin + plain(self.text.as_bytes().get(begin..).unwrap_or_default());
        match (self.text.as_bytes().get(end), self.text.get(begin..end)) {
            (Some(b'"'), Some(text)) => {
                self.at = end + 1;
                Ok(Cow::Borrowed(text))
            }
            (Some(b'\\'), _) => self.escaped().map(Cow::Owned),
            _ => Err(Broken::syntax()),
        }
    }

    #[inline(never)]
    fn escaped(&mut self) -> Result<String, Broken> {
        let mut values = serde_json::Deserializer::from_str(self.rest()).into_iter();
        let text = values.next().ok_or_else(Broken::syntax)??;
        self.at += values.byte_offset();
        Ok(text)
    }

    /// Goes over a value, and gives its text.
    fn skip(&mut self) -> Result<&'de str, Broken> {
        self.peek();
        let rest = self.rest();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next().ok_or_else(Broken::syntax)??;
        let length = values.byte_offset();
        self.at += length;
        Ok(rest.get(..length).unwrap_or_default())
    }

    #[inline]
    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Broken> {
        let bytes = self.rest().as_bytes();
        let is_negative = bytes.first() == Some(&b'-');
        let digits = bytes.get(usize::from(is_negative)..).unwrap_or_default();
        let (mut value, mut length) = (0_u64, 0);
        while let Some(digit @ b'0'..=b'9') = digits.get(length).filter(|_| length < 18) {
            value = 10 * value + u64::from(digit - b'0');
            length += 1;
        }
        // What is longer, has a fraction or an exponent, or is written oddly.
        let is_rare = matches!(digits.get(length), Some(b'0'..=b'9' | b'.' | b'e' | b'E')) || length == 0;
        if is_rare || digits.first() == Some(&b'0') && (length > 1 || is_negative) {
            let number: serde_json::Number = serde_json::from_str(self.skip()?)?;
            return match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i64(value),
                (.., Some(value)) => visitor.visit_f64(value),
                _ => Err(Broken::syntax()),
            };
        }
        self.at += length + usize::from(is_negative);
        if is_negative { visitor.visit_i64(-(value as i64)) } else { visitor.visit_u64(value) }
    }

    /// Reads the parts of a list or an object from its opening bracket on, and its end, if that was not read with them.
    #[inline]
    fn nested<T>(&mut self, end: u8, read: impl FnOnce(&mut Parts<'_, 'de>) -> Result<T, Broken>) -> Result<T, Broken> {
        self.at += 1;
        self.deeper = self.deeper.checked_sub(1).filter(|left| *left > 0).ok_or_else(Broken::syntax)?;
        let mut parts = Parts { reader: self, is_first: true, is_over: false };
        let value = read(&mut parts)?;
        if !parts.is_over && parts.next(end)? {
            return Err(de::Error::custom("more than was expected"));
        }
        self.deeper += 1;
        Ok(value)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Broken;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.peek() {
            Some(b'"') => match self.string()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            Some(b'{') => self.nested(b'}', |parts| visitor.visit_map(parts)),
            Some(b'[') => self.nested(b']', |parts| visitor.visit_seq(parts)),
            Some(b'n') => self.pass("null").and_then(|()| visitor.visit_unit()),
            Some(b't') => self.pass("true").and_then(|()| visitor.visit_bool(true)),
            Some(b'f') => self.pass("false").and_then(|()| visitor.visit_bool(false)),
            Some(b'-' | b'0'..=b'9') => self.number(visitor),
            _ => Err(Broken::syntax()),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Broken> {
        match name {
            RAW => visitor.visit_map(MapDeserializer::new(iter::once((RAW, self.skip()?)))),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.peek() {
            Some(b'n') => self.pass("null").and_then(|()| visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier
    }
}

/// The parts of a list or an object.
struct Parts<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
    is_over: bool,
}

impl Parts<'_, '_> {
    #[inline]
    fn next(&mut self, end: u8) -> Result<bool, Broken> {
        let is_there = self.reader.part(self.is_first, end)?;
        self.is_first = false;
        self.is_over = !is_there;
        Ok(is_there)
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, 'de> {
    type Error = Broken;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Broken> {
        if self.next(b']')? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Parts<'_, 'de> {
    type Error = Broken;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Broken> {
        if !self.next(b'}')? {
            return Ok(None);
        }
        let reader = &mut *self.reader;
        if reader.peek() != Some(b'"') {
            return Err(Broken::syntax());
        }
        // A name that is known need not be searched for its end.
        if let Some(name) = reader.trace.expected.take()
            && let Some(after) = reader.text.as_bytes().get(reader.at + 1..)
            && after.get(name.len()) == Some(&b'"')
            && after.starts_with(name.as_bytes())
        {
            reader.at += name.len() + 2;
            return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some);
        }
        seed.deserialize(CowStrDeserializer::new(reader.string()?)).map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Broken> {
        match self.reader.peek() {
            Some(b':') => self.reader.at += 1,
            _ => return Err(Broken::syntax()),
        }
        seed.deserialize(&mut *self.reader)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::decode;

    /// Something of everything, as `serde_json` reads it.
    const SAMPLE: &str = r#" { "a" : [ 1 , -20, 0, -0, 1.5, 1e3, 123456789012345678, 1234567890123456789,
        18446744073709551615, 18446744073709551616, -9223372036854775808, 0.1e-2 ],
        "bé\"\u00e9\ud83e\udd80" : { "x":null,"y":true, "z" :false , "" : "" } , "text": "a longer text, with\n\\ and \/",
        "deep":[[[{}, []]]], "last":"plain text of some length é" } "#;

    fn is_read_alike(text: &str) {
        let (ours, theirs) = (decode::<Value>(text.as_bytes()), serde_json::from_str::<Value>(text));
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text}"),
            (Err(ours), Err(theirs)) => assert_eq!(ours.problem, format!("not JSON: {theirs}"), "{text}"),
            (ours, theirs) => panic!("{text}: {ours:?}, {theirs:?}"),
        }
    }

    #[test]
    fn a_text_is_read_as_serde_json_reads_it() {
        is_read_alike(SAMPLE);
        for text in [
            "1",
            "-",
            "-1",
            "01",
            "-01",
            "1.",
            ".5",
            "+1",
            "1e",
            "1e999",
            "-1e999",
            "00",
            "0x1",
            "1 2",
            "nul",
            "nullx",
            "tru",
            "falsee",
            "\"",
            "\"\\\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\u{7f}\"",
            "[",
            "]",
            "[1",
            "[1,",
            "[,1]",
            "[1,]",
            "[1 2]",
            "{",
            "{}}",
            "{1:2}",
            "{\"a\"",
            "{\"a\" 1}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{,}",
            "{\"a\":1 \"b\":2}",
            "\u{b}1",
            " ",
        ] {
            is_read_alike(text);
        }
    }

    #[test]
    fn a_text_that_is_broken_anywhere_is_read_as_serde_json_reads_it() {
        for (at, letter) in SAMPLE.char_indices().skip(1) {
            let (before, after) = (&SAMPLE[..at], &SAMPLE[at + letter.len_utf8()..]);
            is_read_alike(before);
            is_read_alike(&format!("{before}{after}"));
            for other in " \"\\{}[],:0-.en\t\u{1}é".chars() {
                is_read_alike(&format!("{before}{other}{after}"));
            }
        }
    }

    #[test]
    fn values_may_be_as_deep_in_each_other_as_in_serde_json() {
        for depth in [1, 126, 127, 128, 129, 100_000] {
            is_read_alike(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
            is_read_alike(&"{\"a\":".repeat(depth));
        }
    }
}
