//! Texts of a pattern.

use std::collections::HashMap;

use rand::RngExt as _;
use rand::rngs::StdRng;
use rand_regex::Regex;

/// How often something is repeated that may be repeated without end.
const REPEATED: u32 = 12;

/// Generators by their pattern.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    known: HashMap<String, Option<Regex>>,
}

impl Patterns {
    /// A text of a pattern and a length; none if the pattern is beyond the generator.
    pub(super) fn text(
        &mut self,
        pattern: &str,
        least: usize,
        most: Option<usize>,
        random: &mut StdRng,
    ) -> Option<String> {
        let regex = self.known.entry(pattern.to_owned()).or_insert_with(|| {
            let long = u32::try_from(least).unwrap_or(REPEATED).min(500) * 2;
            Regex::compile(&plain(pattern), REPEATED.max(long)).ok()
        });
        let regex = regex.as_ref()?;
        let fits = |text: &String| {
            let length = text.chars().count();
            length >= least && most.is_none_or(|most| length <= most)
        };
        (0..20).map(|_| random.sample::<String, _>(regex)).find(fits)
    }
}

/// The pattern in the words of the generator: without anchors and without what only looks around, which it does not know
/// (the validator sees what is wrong then), and with the classes of ECMAScript, which are of ASCII.
fn plain(pattern: &str) -> String {
    let mut text = String::new();
    let mut in_class = false;
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '(' if !in_class && LOOKING.iter().any(|start| letters.as_str().starts_with(start)) => {
                skip_group(&mut letters);
            }
            '\\' => match letters.next() {
                Some('d') => text.push_str("[0-9]"),
                Some('w') => text.push_str("[A-Za-z0-9_]"),
                Some('s') => text.push_str("[ \\t]"),
                Some('/') => text.push('/'),
                Some('b') if !in_class => {}
                Some(letter) => text.extend(['\\', letter]),
                None => {}
            },
            '^' | '$' if !in_class && !text.ends_with('[') => {}
            letter => {
                match letter {
                    '[' if in_class => text.push('\\'),
                    '[' => in_class = true,
                    ']' => in_class = false,
                    _ => {}
                }
                text.push(letter);
            }
        }
    }
    text
}

/// How groups begin that match nothing themselves.
const LOOKING: [&str; 4] = ["?!", "?=", "?<!", "?<="];

/// Goes on after the end of a group that was entered.
fn skip_group(letters: &mut std::str::Chars<'_>) {
    let mut open = 1;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    use super::*;

    #[test]
    fn texts_are_of_the_pattern_and_the_length() {
        let mut random = StdRng::seed_from_u64(1);
        let mut text = |pattern, least, most| Patterns::default().text(pattern, least, most, &mut random);
        assert!(text(r"^\d{3}-\d+$", 0, Some(9)).unwrap().is_ascii());
        assert_eq!(text("^a{5,}$", 8, Some(8)).unwrap(), "aaaaaaaa");
        assert_eq!(text("^a$|^a$", 0, None).unwrap(), "a");
        assert_ne!(text(r"^[^a-z\-$]$", 0, None).unwrap(), "$");
        assert_eq!(text(r"^(?!a(\)b))^c$", 0, None).unwrap(), "c");
        assert_eq!(text(r"(a)\1", 0, None), None);
    }
}
