//! Texts: of a format, of a pattern, of a length.

use rand::RngExt as _;
use serde_json::{Value, json};

use super::Sampler;
use super::flat::Parts;

/// What is hard about text: quotes, escapes, letters of two, three and four bytes.
const HARD: &str =
    "\"quoted\" \\ / \n\t é – 日本語 😀 and plain words after that, enough of them to fill a hundred letters.";

impl<'a> Sampler<'a> {
    pub(super) fn text(&mut self, parts: &Parts<'a>) -> Option<Value> {
        let (least, most) = parts.sizes("minLength", "maxLength");
        let format = parts.text("format").unwrap_or_default();
        let of_format = known(format);
        if !of_format.is_empty() {
            let turn = self.turn(parts.first_address("format"), of_format.len() + 8)?;
            let text = of_format.get(turn).map(|text| (*text).to_owned());
            return text
                .or_else(|| self.random_of(format))
                .or_else(|| Some((*of_format.first()?).to_owned()))
                .map(Value::String);
        }
        if let Some(pattern) = parts.text("pattern") {
            return self.patterns.text(pattern, least, most, &mut self.random).map(Value::String);
        }
        let most = most.unwrap_or(usize::MAX);
        let length = match self.turn(parts.address() + 5, 12)? {
            0 => least.max(8),
            1 => least,
            2 if most < 2000 => most,
            3 => least + 1,
            4 => least.max(HARD.chars().count()),
            _ => least.saturating_add(self.random.random_range(1..24)),
        };
        let plain = "the quick brown fox jumps over the lazy dog, ";
        let alphabet = if length >= 80 || self.chance() { HARD } else { plain };
        let skipped = self.random.random_range(0..alphabet.chars().count());
        Some(json!(alphabet.chars().cycle().skip(skipped).take(length.clamp(least, most)).collect::<String>()))
    }

    /// Another text of a format.
    fn random_of(&mut self, format: &str) -> Option<String> {
        let mut number = |end: u32| self.random.random_range(0..end);
        Some(match format {
            "date" => format!("{:04}-{:02}-{:02}", 1900 + number(300), 1 + number(12), 1 + number(28)),
            "date-time" => {
                let date = format!("{:04}-{:02}-{:02}", 1900 + number(300), 1 + number(12), 1 + number(28));
                format!("{date}T{:02}:{:02}:{:02}Z", number(24), number(60), number(60))
            }
            "time" => format!("{:02}:{:02}:{:02}Z", number(24), number(60), number(60)),
            "duration" => format!("P{}DT{}H", number(400), number(24)),
            "email" | "idn-email" => format!("user{}@example.com", number(100_000)),
            "hostname" | "idn-hostname" => format!("host-{}.example.com", number(100_000)),
            "ipv4" => format!("192.0.2.{}", number(256)),
            "ipv6" => format!("2001:db8::{:x}", 1 + number(60_000)),
            "uri" | "iri" | "uri-reference" | "iri-reference" | "url" => {
                format!("https://example.com/{}", number(100_000))
            }
            "uuid" => {
                let (high, low) = (number(u32::MAX), number(0xffff));
                format!("{high:08x}-{low:04x}-4{:03x}-8{:03x}-{high:08x}{low:04x}", number(0xfff), number(0xfff))
            }
            "byte" | "base64" => {
                let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".as_bytes();
                let length = 4 * (1 + number(9));
                (0..length).filter_map(|_| letters.get(number(64) as usize)).map(|letter| char::from(*letter)).collect()
            }
            "decimal" => format!("{}.{:02}", number(100_000), number(100)),
            _ => return None,
        })
    }
}

/// Texts of a format; none if it is not known.
fn known(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2024-02-29T12:34:56Z",
            "1999-12-31T23:59:59.5+02:00",
            "2024-06-01T00:00:00.123456789-09:30",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ],
        "date" => &["2024-02-29", "0001-01-01", "9999-12-31"],
        "time" => &["12:34:56Z", "23:59:59.5+02:00", "00:00:00Z"],
        "duration" => &["P1DT12H", "PT5M", "P3W"],
        "email" | "idn-email" => &["a@example.com", "first.last+tag@sub.example.org"],
        "hostname" | "idn-hostname" => &["example.com", "a.b-c.example"],
        "ipv4" => &["192.0.2.1", "0.0.0.0", "255.255.255.255"],
        "ipv6" => &["2001:db8::1", "::", "fe80::1"],
        "uri" | "iri" | "uri-reference" | "iri-reference" | "url" => {
            &["https://example.com/a?b=c#d", "urn:example:animal", "http://[2001:db8::1]:8080/"]
        }
        "uri-template" => &["https://example.com/{id}{?page}"],
        "uuid" => &["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"],
        "byte" | "base64" => &["", "AA==", "aGVsbG8=", "/+7+"],
        "regex" => &["^a+$"],
        "json-pointer" => &["/a/0"],
        "relative-json-pointer" => &["1/a"],
        "decimal" => &["12.50", "-0.001", "100"],
        _ => &[],
    }
}
