//! From the events of the Markdown parser to lines.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{html::is_web, inline};

/// Where lines are wrapped.
const WIDTH: usize = 110;

/// The deepest list that is still shown as one within another.
const DEEPEST: usize = 6;

/// Markdown as clean lines.
pub(super) fn write(markdown: &str) -> Vec<String> {
    let text = markdown.trim_end();
    if !is_plain(text) {
        return parsed(markdown);
    }
    if text.len() <= WIDTH && !text.contains("  ") && !text.contains('\n') {
        return vec![text.to_owned()];
    }
    let mut writer = Writer { paragraph: text.to_owned(), ..Writer::default() };
    writer.flush();
    writer.lines
}

fn parsed(markdown: &str) -> Vec<String> {
    let mut writer = Writer::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options) {
        writer.event(event);
    }
    writer.flush();
    while writer.lines.last().is_some_and(String::is_empty) {
        writer.lines.pop();
    }
    writer.lines
}

/// Whether a text is one paragraph of words and of signs that mean nothing to Markdown, as most descriptions are.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_word =
        |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_alphanumeric);
    let is_harmless = |(index, byte): (usize, &u8)| match byte {
        b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'!' | b'|' => false,
        // Within a word it is only itself.
        b'_' => is_word(index.checked_sub(1)) && is_word(index.checked_add(1)),
        b'\n' => {
            index > 0
                && bytes.get(index - 1) != Some(&b' ')
                && bytes.get(index + 1).is_some_and(u8::is_ascii_alphabetic)
        }
        // What may be a URL becomes a link.
        b':' => bytes.get(index + 1) != Some(&b'/'),
        byte => matches!(byte, b' '..=b'~'),
    };
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && bytes.iter().enumerate().all(is_harmless)
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The paragraph in the making.
    paragraph: String,
    /// Text that the parser hands over in pieces.
    text: String,
    /// The lists around, by the number of their next item.
    lists: Vec<Option<u64>>,
    /// What the first line of the next paragraph starts with.
    marker: String,
    /// Whether the next paragraph follows the last line without a blank one.
    tight: bool,
    /// The targets of the links around; an empty one is not shown.
    links: Vec<String>,
    /// Whether the text is a URL in angle brackets.
    autolink: bool,
    code: Option<String>,
    row: Option<Vec<String>>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        if let (Some(code), Event::Text(text)) = (&mut self.code, &event) {
            code.push_str(text);
            return;
        }
        if let Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) = &event {
            self.text.push_str(text);
            return;
        }
        self.take_text();
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => inline::code(&mut self.paragraph, &code),
            Event::SoftBreak => self.paragraph.push(' '),
            Event::HardBreak => self.flush(),
            Event::Rule => self.flush(),
            // The options that would make others are off.
            _ => {}
        }
    }

    fn take_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        if std::mem::take(&mut self.autolink) && is_web(&text) {
            self.paragraph.push_str(&format!("<{text}>"));
        } else {
            inline::text(&mut self.paragraph, &text, !self.links.is_empty());
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Heading { .. } => {
                self.flush();
                self.paragraph.push_str("**");
            }
            Tag::Strong => self.paragraph.push_str("**"),
            Tag::Emphasis => self.paragraph.push('*'),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.links.push(String::new());
                self.autolink = true;
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let shown = is_web(&dest_url) && self.links.is_empty();
                if shown {
                    self.paragraph.push('[');
                }
                self.links.push(if shown { dest_url.to_string() } else { String::new() });
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                self.tight = self.lines.last().is_some_and(|line| is_item(line)) || self.tight;
                self.marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
            }
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            Tag::Strikethrough | Tag::TableCell => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::Heading(_) => {
                if self.paragraph == "**" {
                    self.paragraph.clear();
                } else {
                    self.paragraph.push_str("**");
                }
                self.flush();
            }
            TagEnd::Strong => self.paragraph.push_str("**"),
            TagEnd::Emphasis => self.paragraph.push('*'),
            TagEnd::Link | TagEnd::Image => {
                if let Some(target) = self.links.pop().filter(|target| !target.is_empty()) {
                    self.paragraph.push_str(&format!("]({target})"));
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.tight = !self.lists.is_empty();
            }
            TagEnd::Item => {
                self.flush();
                self.marker.clear();
                self.tight = true;
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.paragraph).replace('|', "\\|");
                if let Some(row) = &mut self.row {
                    row.push(cell.trim().to_owned());
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.table_row(tag == TagEnd::TableHead),
            TagEnd::Strikethrough => {}
            _ => self.flush(),
        }
    }

    /// What stands before each line of the lists around.
    fn indent(&self) -> String {
        let depth = self.lists.len().min(DEEPEST);
        self.lists.iter().take(depth).map(|list| if list.is_some() { "   " } else { "  " }).collect()
    }

    /// Puts a blank line between blocks; only an item of a list stands right below another.
    fn separate(&mut self) {
        if (!self.tight || self.marker.is_empty()) && self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.tight = false;
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        self.take_text();
        let paragraph = std::mem::take(&mut self.paragraph);
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        let Some((first, others)) = words.split_first() else { return };
        self.separate();
        let indent = self.indent();
        let marker = std::mem::take(&mut self.marker);
        let hanging = indent.len().saturating_sub(marker.len());
        let start = if marker.is_empty() { indent.clone() } else { format!("{}{marker}", " ".repeat(hanging)) };
        let indent = " ".repeat(start.len());
        let mut line = format!("{start}{}", block_safe(first));
        let mut width = line.chars().count();
        for word in others {
            let length = word.chars().count();
            if width + 1 + length > WIDTH && block_safe(word) == **word {
                self.lines.push(std::mem::replace(&mut line, format!("{indent}{word}")));
                width = indent.len() + length;
            } else {
                line.push(' ');
                line.push_str(word);
                width += 1 + length;
            }
        }
        self.lines.push(line);
    }

    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        self.separate();
        let indent = self.indent();
        let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let marker = std::mem::take(&mut self.marker);
        let start = if marker.is_empty() {
            indent.clone()
        } else {
            format!("{}{marker}", " ".repeat(indent.len().saturating_sub(marker.len())))
        };
        self.lines.push(format!("{start}{fence}text"));
        let indent = " ".repeat(start.len());
        for line in code.trim_end().lines() {
            self.lines.push(format!("{indent}{line}").trim_end().to_owned());
        }
        self.lines.push(format!("{indent}{fence}"));
    }

    fn table_row(&mut self, head: bool) {
        let Some(row) = self.row.take() else { return };
        if head {
            self.separate();
        }
        let indent = self.indent();
        self.lines.push(format!("{indent}| {} |", row.join(" | ")));
        if head {
            let rules = vec!["---"; row.len()];
            self.lines.push(format!("{indent}| {} |", rules.join(" | ")));
        }
    }
}

/// A word as it may stand first in a line, where some signs would begin a list, a heading or HTML.
fn block_safe(word: &str) -> String {
    let digits = word.trim_end_matches(['.', ')']);
    let numbered =
        digits.len() + 1 == word.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let only = |signs: &str| word.chars().all(|letter| signs.contains(letter));
    if numbered {
        let (number, sign) = word.split_at(digits.len());
        format!("{number}\\{sign}")
    } else if only("#") || only("+") || only("=") || only("-:|") {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ")
        || line.split_once(". ").is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{is_plain, parsed, write};

    #[test]
    fn a_plain_text_comes_out_as_the_parser_has_it() {
        let words: Vec<&str> =
            "a Word 1. 2) - -- = # + x_y _z: \"q\" (of) it's http:x a/b {c} $d e@f.gh 10% i^j ; ? ... \n \n\n  * `"
                .split(' ')
                .collect();
        let mut random = fastrand::Rng::with_seed(7);
        let mut plain = 0;
        for _ in 0..20_000 {
            let count = random.usize(1..30);
            let picked: Vec<&str> = (0..count).map(|_| words[random.usize(..words.len())]).collect();
            let text = picked.join(if random.bool() { " " } else { "" });
            plain += usize::from(is_plain(text.trim_end()));
            assert_eq!(write(&text), parsed(&text), "{text:?}");
        }
        assert!(plain > 1000, "{plain}");
    }
}
