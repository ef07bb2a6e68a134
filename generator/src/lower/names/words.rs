//! From any text to the words of an identifier, in ASCII.
//!
//! Documents name things in every style and script. Latin letters lose their diacritics; what is then neither a letter nor
//! a digit of ASCII separates words. A name of which nothing is left is a hash of the whole, so that no other name ever
//! changes it; one that comes out too long is cut, with such a hash at its end.

use heck::{ToKebabCase as _, ToSnakeCase as _, ToUpperCamelCase as _};
use sha2::{Digest as _, Sha256};

use super::latin::in_ascii;

/// The longest name that is not cut.
const LONGEST: usize = 96;

/// Stands for the point of `1.0` while heck looks for words: a letter without case, which no name has, so that `1.0` and
/// `10` stay apart.
const POINT: char = 'ㆍ';

/// A text in upper camel case; empty if nothing of it can stand in a name.
pub(crate) fn camel(text: &str) -> String {
    match starting_with_letter(points(&plain(text).to_upper_camel_case()), 'N') {
        name if name.is_empty() && !text.is_ascii() => format!("Unnamed{}", hash(text)),
        name => cut(text, name),
    }
}

/// A text in snake case; empty if nothing of it can stand in a name.
pub(crate) fn snake(text: &str) -> String {
    if is_snake(text) {
        return text.to_owned();
    }
    let name = starting_with_letter(points(&plain(text).to_snake_case()), 'n');
    if name.is_empty() && !text.is_ascii() {
        return format!("unnamed{}", hash(text));
    }
    let short = cut(text, name);
    short.to_ascii_lowercase()
}

/// Whether a text is in snake case already, as most names of properties are.
fn is_snake(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| is_word(byte) || byte == b'_')
        && !text.contains("__")
        && !text.ends_with('_')
}

/// A text in kebab case; empty if nothing of it can stand in a name.
pub(crate) fn kebab(text: &str) -> String {
    cut(text, starting_with_letter(plain(text).replace(POINT, "-").to_kebab_case(), 'n')).to_ascii_lowercase()
}

/// A word of a list's name without its plural, or nothing if it has none that is sure.
pub(crate) fn singular(camel: &str) -> Option<String> {
    let cut = |end: &str, with: &str| {
        let stem = camel.strip_suffix(end)?;
        (stem.len() > 1).then(|| format!("{stem}{with}"))
    };
    if ["ss", "us", "is", "Series", "series", "News", "news"].iter().any(|end| camel.ends_with(end)) {
        return None;
    }
    if camel.ends_with("ies") {
        return cut("ies", "y");
    }
    for end in ["sses", "xes", "ches", "shes", "zzes"] {
        if camel.ends_with(end) {
            return cut("es", "");
        }
    }
    cut("s", "")
}

/// The words of a text, with signs that carry the meaning of a short text spelled out.
fn plain(text: &str) -> String {
    let text = in_ascii(text);
    let mut words = String::with_capacity(text.len().min(1024));
    let short = !text.chars().any(|letter| letter.is_ascii_alphabetic());
    let mut previous = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit_next = letters.peek().is_some_and(char::is_ascii_digit);
        match letter {
            _ if letter.is_ascii_alphanumeric() => words.push(letter),
            '\'' | '’' => {}
            '-' if words.trim().is_empty() && digit_next => words.push_str(" minus "),
            '+' if words.trim().is_empty() || short => words.push_str(" plus "),
            '.' if previous.is_ascii_digit() && digit_next => words.push(POINT),
            _ if short => words.push_str(sign(letter)),
            _ => words.push(' '),
        }
        previous = letter;
    }
    settle_capitals(words)
}

fn points(name: &str) -> String {
    name.replace(POINT, "_")
}

fn sign(letter: char) -> &'static str {
    match letter {
        '*' => " star ",
        '<' => " less ",
        '>' => " greater ",
        '=' => " equal ",
        '!' => " not ",
        '~' => " tilde ",
        '%' => " percent ",
        '$' => " dollar ",
        '#' => " hash ",
        '@' => " at ",
        '&' => " and ",
        '|' => " or ",
        '/' => " slash ",
        '?' => " question ",
        '^' => " caret ",
        _ => " ",
    }
}

/// Plurals of abbreviations as one word: `userIDs` is `userIds`.
fn settle_capitals(words: String) -> String {
    let has_plural = words.as_bytes().windows(3).any(|letters| match letters {
        [one, two, b's'] => one.is_ascii_uppercase() && two.is_ascii_uppercase(),
        _ => false,
    });
    if !has_plural {
        return words;
    }
    let letters: Vec<char> = words.chars().collect();
    let mut output = String::with_capacity(words.len());
    for (index, &letter) in letters.iter().enumerate() {
        let run_ends = letters[index..].iter().position(|next| !next.is_ascii_uppercase()).map(|end| index + end);
        let plural = run_ends.is_some_and(|end| {
            letters.get(end) == Some(&'s')
                && !letters.get(end + 1).is_some_and(char::is_ascii_lowercase)
                && index > 0
                && letters.get(index - 1).is_some_and(char::is_ascii_uppercase)
        });
        output.push(if letter.is_ascii_uppercase() && plural { letter.to_ascii_lowercase() } else { letter });
    }
    output
}

fn starting_with_letter(name: String, prefix: char) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("{prefix}{name}") } else { name }
}

/// Cuts a name that is too long, and adds a few digits of a hash of the whole text.
fn cut(text: &str, name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let start: String = name.chars().take(LONGEST - 10).collect();
    format!("{}X{}", start.trim_end_matches(['_', '-']), hash(text))
}

/// A few digits of a hash of a text.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{camel, kebab, singular, snake};

    #[test]
    fn every_style_of_writing_becomes_ours() {
        for (text, type_name, field) in [
            ("chat_message", "ChatMessage", "chat_message"),
            ("CommunicationIdentity_Create", "CommunicationIdentityCreate", "communication_identity_create"),
            ("repos/list-hooks", "ReposListHooks", "repos_list_hooks"),
            ("userIDs", "UserIds", "user_ids"),
            ("URLsOfX", "UrlsOfX", "urls_of_x"),
            ("don't", "Dont", "dont"),
            ("x.y:z", "XYZ", "x_y_z"),
        ] {
            assert_eq!((camel(text).as_str(), snake(text).as_str()), (type_name, field), "{text}");
        }
        assert_eq!(kebab("Rooms & Calls"), "rooms-calls");
    }

    #[test]
    fn what_is_no_identifier_becomes_one_or_nothing() {
        for (text, type_name, field) in [
            ("", "", ""),
            ("()", "", ""),
            ("日本語", "Unnamed77710aed", "unnamed77710aed"),
            ("1", "N1", "n1"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("v1.0", "V1_0", "v1_0"),
            ("*", "Star", "star"),
            (">=", "GreaterEqual", "greater_equal"),
            ("größe", "Grosse", "grosse"),
            ("naïve Name", "NaiveName", "naive_name"),
        ] {
            assert_eq!((camel(text).as_str(), snake(text).as_str()), (type_name, field), "{text}");
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let (one, two) = (format!("{}1", "long".repeat(3000)), format!("{}2", "long".repeat(3000)));
        assert!(camel(&one).len() <= 96 && snake(&one).len() <= 96);
        assert_ne!(camel(&one), camel(&two));
        assert_ne!(snake(&one), snake(&two));
        assert_eq!(camel(&one), camel(&one));
    }

    #[test]
    fn plurals_are_known_where_they_are_sure() {
        for (many, one) in
            [("Participants", "Participant"), ("Policies", "Policy"), ("Boxes", "Box"), ("Matches", "Match")]
        {
            assert_eq!(singular(many).as_deref(), Some(one));
        }
        for word in ["Status", "Address", "Analysis", "Series", "Data", "S"] {
            assert_eq!(singular(word), None, "{word}");
        }
    }
}
