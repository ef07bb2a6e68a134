//! Templates, token by token.

use proc_macro::{Delimiter, Group, Ident, Literal, Spacing, Span, TokenStream, TokenTree};

use crate::{
    signs,
    writer::{self, Writer},
};

/// The template as an expression.
pub(crate) fn expand(template: TokenStream) -> TokenStream {
    let mut writer = Writer::default();
    match Part::new(template, Place::Top, None).write(&mut writer) {
        Ok(()) => writer.finish(),
        Err(Wrong { what, at }) => writer::error(what, at),
    }
}

/// What is wrong with a template.
struct Wrong {
    what: &'static str,
    at: Span,
}

/// What tokens stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In nothing: what takes the code says it.
    Top,
    /// In brackets that begin on a line of their own: lines are those of the template.
    Lines,
    /// In brackets on one line: broken where they do not fit.
    Line,
}

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
    Blank,
}

/// What was written last, as far as it matters for the space after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Text,
    Comma,
    Value,
    Repetition,
}

/// Tokens that stand side by side.
struct Part {
    tokens: Vec<TokenTree>,
    place: Place,
    /// Where the token before ends, and whether the next one belongs to it in any case.
    end: Option<(usize, usize)>,
    joint: bool,
    last: Last,
    /// Brackets `<…>` that are open, and whether each may be broken.
    angles: Vec<bool>,
    /// Whether the text is behind a `=>`.
    in_arm: bool,
}

impl Part {
    fn new(tokens: TokenStream, place: Place, end: Option<(usize, usize)>) -> Self {
        let tokens = tokens.into_iter().collect();
        Self { tokens, place, end, joint: false, last: Last::Start, angles: Vec::new(), in_arm: false }
    }

    fn write(mut self, writer: &mut Writer) -> Result<(), Wrong> {
        let mut index = 0;
        while let Some(token) = self.tokens.get(index).cloned() {
            index += match (&token, self.tokens.get(index + 1).cloned()) {
                (TokenTree::Punct(sign), Some(TokenTree::Ident(name))) if sign.as_char() == '#' => {
                    self.value(index, &token, &name, writer);
                    2
                }
                (TokenTree::Punct(sign), Some(TokenTree::Group(group))) if sign.as_char() == '#' => {
                    match group.delimiter() {
                        Delimiter::Parenthesis => self.repetition(index, &token, &group, writer)?,
                        _ => {
                            self.attribute(&token, &group, writer)?;
                            2
                        }
                    }
                }
                _ => {
                    self.token(index, &token, writer)?;
                    1
                }
            };
        }
        self.end_arm(writer);
        Ok(())
    }

    /// `#name`
    fn value(&mut self, index: usize, sign: &TokenTree, name: &Ident, writer: &mut Writer) {
        self.gap(self.gap_before(sign), Last::Value, writer);
        if self.begins_path(index, 2) {
            writer.sign(signs::PATH);
        }
        writer.value(name);
        self.after(name.span(), false, Last::Value);
    }

    /// `#(…)*` or `#(…),*`; how many tokens that is.
    fn repetition(
        &mut self,
        index: usize,
        sign: &TokenTree,
        group: &Group,
        writer: &mut Writer,
    ) -> Result<usize, Wrong> {
        let gap = self.gap_before(sign);
        self.gap(gap, Last::Repetition, writer);
        let rest = self.tokens.get(index + 2..).unwrap_or_default();
        let is_star = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '*');
        let Some(star) = rest.iter().position(is_star).filter(|star| *star < 3) else {
            return Err(Wrong { what: "a repetition ends with `*`", at: group.span_close() });
        };
        let separator: String = rest.iter().take(star).map(ToString::to_string).collect();
        let end = rest.get(star).map_or(group.span_close(), TokenTree::span);
        let is_first = self.last == Last::Start && self.place == Place::Lines;
        let begins_line = is_first || matches!(gap, Gap::Line | Gap::Blank);
        let between = match (separator.as_str(), begins_line) {
            ("", true) if gap == Gap::Blank => signs::BLANK.to_string(),
            ("", true) => signs::LINE.to_string(),
            ("", false) if self.place == Place::Line => signs::SPLIT.to_string(),
            ("", false) => signs::GAP.to_string(),
            (",", true) => format!(",{}", signs::LINE),
            (",", false) => format!(",{}", signs::SPLIT),
            (other, _) => format!(" {other} "),
        };
        let mut names = Vec::new();
        values(&group.stream(), &mut names);
        if names.is_empty() {
            return Err(Wrong { what: "a repetition repeats values", at: group.span() });
        }
        let mut inner = Writer::default();
        let place = if self.place == Place::Lines { Place::Top } else { self.place };
        Part::new(group.stream(), place, None).write(&mut inner)?;
        writer.each(&names, &between, inner);
        self.after(end, false, Last::Repetition);
        Ok(star + 3)
    }

    /// `#[…]`, on a line of its own; documentation as it is written.
    fn attribute(&mut self, sign: &TokenTree, group: &Group, writer: &mut Writer) -> Result<(), Wrong> {
        self.gap(self.gap_before(sign), Last::Text, writer);
        match documentation(group) {
            Some(line) => {
                writer.text("///");
                writer.text(line.trim_end());
            }
            None => {
                writer.text("#[");
                Part::new(group.stream(), Place::Lines, Some(end_of(group.span_open()))).write(writer)?;
                writer.text("]");
            }
        }
        writer.sign(signs::LINE);
        self.after(group.span_close(), false, Last::Text);
        Ok(())
    }

    /// Any other token.
    fn token(&mut self, index: usize, token: &TokenTree, writer: &mut Writer) -> Result<(), Wrong> {
        let gap = self.gap_before(token);
        match token {
            TokenTree::Group(group) => {
                self.gap(gap, Last::Text, writer);
                self.group(group, writer)?;
                self.after(group.span_close(), false, Last::Text);
            }
            TokenTree::Ident(name) => {
                let text = name.to_string();
                match text.as_str() {
                    "for" if self.place == Place::Top && gap == Gap::Space => writer.sign(signs::WRAP),
                    _ => self.gap(gap, Last::Text, writer),
                }
                if text.starts_with(|first: char| first.is_ascii_lowercase()) && self.begins_path(index, 1) {
                    writer.sign(signs::PATH);
                }
                writer.text(&text);
                self.after(name.span(), false, Last::Text);
            }
            TokenTree::Literal(literal) => {
                self.gap(gap, Last::Text, writer);
                writer.text(&literal.to_string());
                self.after(literal.span(), false, Last::Text);
            }
            TokenTree::Punct(sign) => {
                let sign_char = sign.as_char();
                let is_arrow = |first: char| index.checked_sub(1).is_some_and(|before| self.is_joint(before, first));
                let (ends_type, ends_pattern) = (is_arrow('-'), is_arrow('='));
                let last = match sign_char {
                    ',' => Last::Comma,
                    '>' if ends_pattern => Last::Value,
                    _ => Last::Text,
                };
                if sign_char == ',' && self.angles.is_empty() {
                    self.end_arm(writer);
                }
                match sign_char {
                    '.' if self.is_call(index) => writer.sign(signs::LINK),
                    _ => self.gap(gap, last, writer),
                }
                match sign_char {
                    '<' if gap == Gap::None && self.end.is_some() && self.last != Last::Start => {
                        writer.text("<");
                        writer.sign(signs::OPEN_ALONE);
                        self.angles.push(true);
                    }
                    '<' if self.gap_after(index) == Gap::None => {
                        writer.text("<");
                        self.angles.push(false);
                    }
                    '>' if !ends_type && !ends_pattern && !self.angles.is_empty() => {
                        if self.angles.pop() == Some(true) {
                            writer.sign(signs::CLOSE);
                        }
                        writer.text(">");
                    }
                    '>' if ends_pattern => {
                        writer.text(">");
                        writer.sign(signs::ARM);
                        self.in_arm = true;
                    }
                    other => writer.text(other.encode_utf8(&mut [0; 4])),
                }
                self.after(sign.span(), sign.spacing() == Spacing::Joint, last);
            }
        }
        Ok(())
    }

    fn group(&mut self, group: &Group, writer: &mut Writer) -> Result<(), Wrong> {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => return Part::new(group.stream(), self.place, None).write(writer),
        };
        writer.text(open);
        let begin = end_of(group.span_open());
        if let Some(first) = group.stream().into_iter().next() {
            let gap = between(begin, start_of(first.span()));
            let (place, before, after) = match gap {
                Gap::None if open == "[" => (Place::Line, signs::OPEN_ALONE, signs::CLOSE),
                Gap::None => (Place::Line, signs::OPEN, signs::CLOSE),
                Gap::Space => (Place::Line, signs::OPEN_SPACED, signs::CLOSE),
                Gap::Line | Gap::Blank => (Place::Lines, signs::IN, signs::OUT),
            };
            writer.sign(before);
            Part::new(group.stream(), place, None).write(writer)?;
            writer.sign(after);
        }
        writer.text(close);
        Ok(())
    }

    /// Writes what stands before a token.
    fn gap(&mut self, gap: Gap, next: Last, writer: &mut Writer) {
        let is_line = matches!(gap, Gap::Line | Gap::Blank) && self.place != Place::Line;
        if is_line && self.angles.is_empty() {
            self.end_arm(writer);
        }
        let is_known = self.last == Last::Text && next == Last::Text;
        match gap {
            Gap::None => {}
            Gap::Blank if is_line => writer.sign(signs::BLANK),
            Gap::Line if is_line => writer.sign(signs::LINE),
            _ if self.last == Last::Comma => writer.sign(signs::SPLIT),
            _ if self.last == Last::Repetition && self.place == Place::Line => writer.sign(signs::SPLIT),
            _ if is_known => writer.text(" "),
            _ => writer.sign(signs::GAP),
        }
    }

    fn end_arm(&mut self, writer: &mut Writer) {
        if std::mem::take(&mut self.in_arm) {
            writer.sign(signs::ARM_END);
        }
    }

    fn gap_before(&self, token: &TokenTree) -> Gap {
        match self.end {
            Some(end) if !self.joint => between(end, start_of(first_span(token))),
            _ => Gap::None,
        }
    }

    fn gap_after(&self, index: usize) -> Gap {
        match (self.tokens.get(index), self.tokens.get(index + 1)) {
            (Some(one), Some(next)) => between(end_of(one.span()), start_of(first_span(next))),
            _ => Gap::None,
        }
    }

    fn after(&mut self, span: Span, joint: bool, last: Last) {
        (self.end, self.joint, self.last) = (Some(end_of(span)), joint, last);
    }

    /// Whether a punctuation mark with another behind it stands there.
    fn is_joint(&self, index: usize, wanted: char) -> bool {
        matches!(self.tokens.get(index), Some(TokenTree::Punct(sign))
            if sign.as_char() == wanted && sign.spacing() == Spacing::Joint)
    }

    fn is_punct(&self, index: usize, wanted: char) -> bool {
        matches!(self.tokens.get(index), Some(TokenTree::Punct(sign)) if sign.as_char() == wanted)
    }

    /// Whether what stands there, `count` tokens long, is the first name of a path of several.
    fn begins_path(&self, index: usize, count: usize) -> bool {
        let follows = |sign: char| index.checked_sub(1).is_some_and(|before| self.is_punct(before, sign));
        let is_inside = index.checked_sub(2).is_some_and(|before| self.is_joint(before, ':')) && follows(':');
        self.is_joint(index + count, ':') && self.is_punct(index + count + 1, ':') && !is_inside && !follows('.')
    }

    /// Whether the dot there begins the call of a method.
    fn is_call(&self, index: usize) -> bool {
        let name = if self.is_punct(index + 1, '#') { index + 2 } else { index + 1 };
        let is_arguments = matches!(self.tokens.get(name + 1), Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Parenthesis);
        matches!(self.tokens.get(name), Some(TokenTree::Ident(_))) && (is_arguments || self.is_joint(name + 1, ':'))
    }
}

/// The names of the values in a repetition.
fn values(tokens: &TokenStream, names: &mut Vec<Ident>) {
    let mut is_value = false;
    for token in tokens.clone() {
        match &token {
            TokenTree::Ident(name) if is_value => {
                let name = name.clone();
                names.retain(|other| other.to_string() != name.to_string());
                names.push(name);
            }
            TokenTree::Group(group) => values(&group.stream(), names),
            _ => {}
        }
        is_value = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#');
    }
}

/// The text of `#[doc = "…"]`.
fn documentation(group: &Group) -> Option<String> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] if name.to_string() == "doc" => {
            Some(unquoted(text))
        }
        _ => None,
    }
}

fn unquoted(literal: &Literal) -> String {
    let text = literal.to_string();
    match text.strip_prefix('r') {
        Some(raw) => {
            let raw = raw.trim_matches('#');
            raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw).to_owned()
        }
        None => {
            let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(&text);
            inner.replace("\\\"", "\"").replace("\\'", "'").replace("\\\\", "\\")
        }
    }
}

/// What stands between a token's end and the next one's start.
fn between((line, column): (usize, usize), (next_line, next_column): (usize, usize)) -> Gap {
    match next_line.saturating_sub(line) {
        0 if next_column > column => Gap::Space,
        0 => Gap::None,
        1 => Gap::Line,
        _ => Gap::Blank,
    }
}

/// Where a token begins: a group with its bracket.
fn first_span(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) => group.span_open(),
        token => token.span(),
    }
}

fn start_of(span: Span) -> (usize, usize) {
    (span.line(), span.column())
}

fn end_of(span: Span) -> (usize, usize) {
    let end = span.end();
    (end.line(), end.column())
}
