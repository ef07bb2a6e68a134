//! What the YAML scanner refuses, in words that help.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostics::{Diagnostic, Place, codes};
use crate::document::build::{Builder, Stop, too_deep};

/// The diagnostic for a scanner's error.
pub(super) fn syntax(error: &ScanError, text: &str, builder: &Builder<'_>) -> Stop {
    // What is missing at the end of a text is shown at the end of its last line.
    let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.trim_end().len());
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let span = builder.span(start, start + width);
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_deep(span);
    }
    let problem = Diagnostic::error(codes::SYNTAX, format!("this is not valid YAML: {}", message(error.kind())))
        .at(Place { span, pointer: builder.place(start, start).pointer })
        .help(help(error.kind()));
    Box::new(problem)
}

fn message(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedBlockMappingKey => "a key is expected here, at the indentation of the keys before it".into(),
        ErrorKind::ExpectedBlockSequenceEntry => {
            "`- ` is expected here, at the indentation of the items before it".into()
        }
        ErrorKind::SimpleKeyExpected => "a key without its `:`".into(),
        ErrorKind::MappingValueNotAllowed => "a `:` that no key can come before".into(),
        ErrorKind::UnknownAnchor => "an alias without its anchor".into(),
        ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabNotAllowed => {
            "a tab in the indentation".into()
        }
        ErrorKind::UnexpectedCharacter { character } => {
            format!("`{}` cannot begin a value", character.escape_debug())
        }
        other => other.to_string().trim_end_matches('.').to_owned(),
    }
}

fn help(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => "indent with spaces",
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => "indent it like the lines it belongs to",
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "write `key: value`; a text over several lines needs `|` or `>` after the key"
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            "a text that contains `: ` needs quotes"
        }
        ErrorKind::UnexpectedCharacter { .. } => "a text that begins with this character needs quotes",
        ErrorKind::InvalidQuotedScalarIndent => {
            "a quote before this is still open: close it, or indent this line like the text"
        }
        ErrorKind::UnclosedQuotedScalar => {
            "close the text with the same quote; if the file ends in its middle, it was cut off"
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::UnexpectedEof => "close the bracket; if the file ends in its middle, it was cut off",
        ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::MisplacedFlowCollectionEnd => {
            "each `{` needs its `}` and each `[` its `]`"
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape => {
            "in single quotes a backslash stands for itself; in double quotes write it as `\\\\`"
        }
        ErrorKind::UnknownAnchor => {
            "write `&name` before the value that `*name` means; a text that begins with `*` needs quotes"
        }
        _ => "put the text in quotes, or look at the line before for an open quote or bracket",
    }
}
