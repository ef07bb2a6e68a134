//! The HTML that stands in descriptions, as Markdown.
//!
//! Works on text before it is parsed, since Markdown takes a block of HTML as one opaque thing. Leaves alone what stands in
//! code, and everything in angle brackets that is no tag of HTML: placeholders such as `<user-id>`.

use std::borrow::Cow;

/// Tags that begin or end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "details",
    "summary",
    "center",
    "hr",
    "br",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "form",
];

/// Tags that say how text looks, or nothing that documentation can show.
const INLINES: &[&str] = &[
    "span", "font", "u", "small", "big", "sub", "sup", "img", "td", "th", "col", "colgroup", "caption", "mark", "ins",
    "del", "s", "strike", "abbr", "cite", "q", "kbd", "samp", "var", "iframe", "video", "source", "object", "input",
    "button", "label", "svg", "path", "wbr", "nobr", "body", "html", "head", "time", "bdo", "bdi",
];

/// Elements whose content is no text.
const HIDDEN: &[&str] = &["script", "style", "title", "noscript"];

/// Turns tags into Markdown, or removes them.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len());
    let mut links: Vec<String> = Vec::new();
    let mut rest = text;
    let mut line_start = true;
    while let Some(letter) = rest.chars().next() {
        if letter == '`' || (line_start && rest.starts_with("~~~")) {
            let length = code_length(rest);
            let (code, after) = rest.split_at(length);
            output.push_str(code);
            rest = after;
            line_start = false;
            continue;
        }
        if letter == '<'
            && let Some((tag, after)) = tag(rest)
            && let Some((markdown, after)) = replace(&tag, after, &mut links)
        {
            if !(markdown.trim().is_empty() && output.ends_with("\n\n") && !markdown.is_empty()) {
                output.push_str(&markdown);
            }
            rest = after;
            // Text after a block must not count as indented code.
            if markdown.contains('\n') {
                rest = rest.trim_start_matches([' ', '\n']);
            }
            continue;
        }
        output.push(letter);
        line_start = letter == '\n' || (line_start && letter == ' ');
        rest = rest.split_at(letter.len_utf8()).1;
    }
    while let Some(target) = links.pop() {
        output.push_str(&target);
    }
    Cow::Owned(output)
}

/// A tag: its name in lower case, whether it closes an element, and its attributes.
struct Tag<'a> {
    name: String,
    closing: bool,
    attributes: &'a str,
}

/// The tag or comment that a text starts with, and what follows.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let (_, after) = comment.split_once("-->").unwrap_or((comment, ""));
        return Some((Tag { name: "!".to_owned(), closing: false, attributes: "" }, after));
    }
    let inner = text.strip_prefix('<')?;
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, after) = inner.split_at(length);
    if name.is_empty() || name.len() > 12 || !after.starts_with([' ', '>', '/', '\n']) {
        return None;
    }
    let end = after.bytes().take(2000).position(|byte| byte == b'>')?;
    let (attributes, after) = after.split_at(end);
    if attributes.contains('<') {
        return None;
    }
    Some((Tag { name: name.to_ascii_lowercase(), closing, attributes }, after.strip_prefix('>')?))
}

/// What stands for a tag, and what follows it; nothing if it is no tag of HTML.
fn replace<'a>(tag: &Tag<'_>, after: &'a str, links: &mut Vec<String>) -> Option<(String, &'a str)> {
    let name = tag.name.as_str();
    let markdown = match name {
        "!" => String::new(),
        "a" if tag.closing => links.pop().unwrap_or_default(),
        "a" => {
            let target = attribute(tag.attributes, "href").filter(|target| is_web(target));
            let (open, close) =
                target.map_or((String::new(), String::new()), |target| ("[".into(), format!("]({target})")));
            links.push(close);
            open
        }
        "b" | "strong" => "**".to_owned(),
        "i" | "em" => "*".to_owned(),
        "code" | "tt" => "`".to_owned(),
        "pre" => "\n\n".to_owned(),
        "li" if tag.closing => String::new(),
        "li" => "\n- ".to_owned(),
        _ if BLOCKS.contains(&name) => "\n\n".to_owned(),
        _ if INLINES.contains(&name) => String::new(),
        _ if HIDDEN.contains(&name) => {
            let end = if tag.closing { None } else { find_ignoring_case(after, &format!("</{name}>")) };
            return Some((String::new(), end.map_or(after, |end| after.split_at(end).1)));
        }
        _ => return None,
    };
    Some((markdown, after))
}

/// How far the code reaches that a text starts with: a span or a fence, or only its ticks if they have no partner.
fn code_length(text: &str) -> usize {
    let sign = if text.starts_with('~') { '~' } else { '`' };
    let ticks = text.find(|letter| letter != sign).unwrap_or(text.len());
    let (open, mut rest) = text.split_at(ticks);
    let mut length = ticks;
    while let Some(start) = rest.find(open) {
        let run = rest.split_at(start).1;
        let end = run.find(|letter| letter != sign).unwrap_or(run.len());
        length += start + end;
        if end == ticks {
            return length;
        }
        rest = run.split_at(end).1;
    }
    ticks
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let start = find_ignoring_case(attributes, &format!("{name}="))? + name.len() + 1;
    let value = attributes.get(start..)?;
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote));
    match quote {
        Some(quote) => value.get(1..)?.split(quote).next(),
        None => value.split([' ', '>']).next(),
    }
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(wanted)
}

/// Whether a link leads to the web: all others lead nowhere from a crate's documentation.
pub(super) fn is_web(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
        && !target
            .contains(|letter: char| letter.is_whitespace() || letter.is_control() || "<>()\"`\\".contains(letter))
}
