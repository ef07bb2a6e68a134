//! Text within a paragraph: what is escaped, and what becomes a link.

/// Adds text that means nothing but itself, with bare URLs as links unless it stands within one.
pub(super) fn text(output: &mut String, text: &str, in_link: bool) {
    let mut rest = text;
    while !in_link && let Some(start) = url_start(rest) {
        let (before, url) = rest.split_at(start);
        escape(output, before);
        let length = url_length(url);
        let (url, after) = url.split_at(length);
        output.push('<');
        output.push_str(url);
        output.push('>');
        rest = after;
    }
    escape(output, rest);
}

/// Adds a code span.
pub(super) fn code(output: &mut String, code: &str) {
    let code = code.trim();
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    if !code.is_empty() {
        output.extend([ticks.as_str(), space, code, space, ticks.as_str()]);
    }
}

/// Adds text with a backslash before each sign that Markdown would take for its own.
fn escape(output: &mut String, text: &str) {
    let means_something = |byte| matches!(byte, b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'>' | b'~' | b'_' | b'&');
    if !text.bytes().any(means_something) {
        output.push_str(text);
        return;
    }
    let mut letters = text.chars().peekable();
    let mut previous = output.chars().next_back().unwrap_or(' ');
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let escaped = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' => true,
            // Within a word it is only itself.
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next == '#' || next.is_ascii_alphabetic(),
            _ => false,
        };
        if escaped {
            output.push('\\');
        }
        output.push(letter);
        previous = letter;
    }
}

fn url_start(text: &str) -> Option<usize> {
    text.match_indices(':').find_map(|(colon, _)| {
        let (before, after) = text.split_at(colon);
        let named = after.strip_prefix("://")?;
        let before = before.strip_suffix("http").or_else(|| before.strip_suffix("https"))?;
        let named = named.starts_with(|letter: char| letter.is_alphanumeric() || letter == '{');
        let within = before.ends_with(|letter: char| letter.is_ascii_alphanumeric());
        (named && !within).then_some(before.len())
    })
}

/// How far a URL reaches: to a space or a quote, without the punctuation of the sentence that it stands in.
fn url_length(url: &str) -> usize {
    let ends = |letter: char| letter.is_whitespace() || "<>\"`|\\^".contains(letter);
    let mut length = url.find(ends).unwrap_or(url.len());
    while let Some(kept) = url.get(..length) {
        let trimmed = match kept.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '\'' | '…') => true,
            Some(')') => kept.matches(')').count() > kept.matches('(').count(),
            Some(']') => kept.matches(']').count() > kept.matches('[').count(),
            _ => false,
        };
        let Some(last) = kept.chars().next_back().filter(|_| trimmed) else { break };
        length -= last.len_utf8();
    }
    length
}
