//! The expansion in the making: texts that are known, joined, and statements between them.

use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// What `code!` expands to, so far.
#[derive(Default)]
pub(crate) struct Writer {
    statements: TokenStream,
    text: String,
}

impl Writer {
    /// Appends a text that is known.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends a sign of layout.
    pub(crate) fn sign(&mut self, sign: char) {
        self.text.push(sign);
    }

    /// Appends a value.
    pub(crate) fn value(&mut self, name: &Ident) {
        self.flush();
        let value = [TokenTree::Ident(name.clone())].into_iter().collect();
        self.statement("crate::emit::code::ToCode::to_code(&(VALUE), &mut code);", value);
    }

    /// Appends the same for each item of all values with these names.
    pub(crate) fn each(&mut self, names: &[Ident], between: &str, inner: Writer) {
        self.flush();
        let body = inner.statements_with(Writer { text: between.to_owned(), ..Writer::default() });
        let names = names.iter().cloned().map(TokenTree::Ident).collect();
        let names = TokenTree::Group(Group::new(Delimiter::Bracket, names));
        self.statement("crate::emit::code::each! { VALUE }", [names].into_iter().chain(body).collect());
    }

    /// The statements, with those for what stands between two items.
    fn statements_with(mut self, mut between: Writer) -> [TokenTree; 2] {
        self.flush();
        between.flush();
        [between.statements, self.statements].map(|inner| TokenTree::Group(Group::new(Delimiter::Brace, inner)))
    }

    /// The whole as an expression.
    pub(crate) fn finish(mut self) -> TokenStream {
        self.flush();
        if self.statements.is_empty() {
            return ours("crate::emit::code::Code::new()", &TokenStream::new());
        }
        ours("{ let mut code = crate::emit::code::Code::new(); VALUE code }", &self.statements)
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = TokenTree::Literal(Literal::string(&std::mem::take(&mut self.text)));
            self.statement("code.text(VALUE);", [text].into_iter().collect());
        }
    }

    fn statement(&mut self, template: &str, value: TokenStream) {
        self.statements.extend(ours(template, &value));
    }
}

/// A template of the expansion itself, with the value for `VALUE`. Names in it are ours: no name of the caller's is taken
/// for one of them.
fn ours(template: &str, value: &TokenStream) -> TokenStream {
    let parsed: TokenStream = template.parse().unwrap_or_default();
    replace(parsed, value)
}

fn replace(tokens: TokenStream, value: &TokenStream) -> TokenStream {
    let mut output = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) if name.to_string() == "VALUE" => output.extend(value.clone()),
            TokenTree::Group(group) => {
                let group = Group::new(group.delimiter(), replace(group.stream(), value));
                output.extend([TokenTree::Group(group)]);
            }
            mut token => {
                token.set_span(Span::mixed_site());
                output.extend([token]);
            }
        }
    }
    output
}

/// An error at a place, as the expansion.
pub(crate) fn error(message: &str, span: Span) -> TokenStream {
    let message = TokenTree::Literal(Literal::string(message));
    let mut tokens: Vec<TokenTree> = vec![
        TokenTree::Ident(Ident::new("compile_error", span)),
        TokenTree::Punct(Punct::new('!', Spacing::Alone)),
        TokenTree::Group(Group::new(Delimiter::Parenthesis, [message].into_iter().collect())),
    ];
    tokens.iter_mut().for_each(|token| token.set_span(span));
    tokens.into_iter().collect()
}
