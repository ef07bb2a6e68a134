//! What templates and values become.

use super::{Code, Ident, Suffixed, code, layout};
use crate::ir::FieldName;

fn shown(code: &Code) -> String {
    layout(code, &mut |_| {})
}

fn names(names: &[&str]) -> Vec<Ident> {
    names.iter().filter_map(|name| FieldName::new(name)).map(|name| Ident::checked(&name)).collect()
}

#[test]
fn lines_are_those_of_the_template_and_depth_is_that_of_brackets() {
    let (name, nothing) = (Ident::new("Pet"), None::<Code>);
    let docs = code!(#[deprecated]);
    let code = code! {
        #docs
        #nothing
            pub struct #name {
                    /// Its name.
              pub name: String,
            #nothing
        }
    };
    assert_eq!(shown(&code), "#[deprecated]\npub struct Pet {\n    /// Its name.\n    pub name: String,\n}\n");
    let empty = code! {
        impl #name {
            #nothing
        }
    };
    assert_eq!(shown(&empty), "impl Pet {}\n");
}

#[test]
fn members_with_bodies_are_set_apart() {
    let code = code! {
        impl Pet {
            type Name = String;
            type Age = u8;

            const NAMES: Names = Names {
                all: 1,
            };
            fn name() {
                1
            }
            fn age() {
                2
            }
        }
    };
    let expected = "impl Pet {\n    type Name = String;\n    type Age = u8;\n\n    const NAMES: Names = Names {\n        all: \
                    1,\n    };\n\n    fn name() {\n        1\n    }\n\n    fn age() {\n        2\n    }\n}\n";
    assert_eq!(shown(&code), expected);
}

#[test]
fn lists_stand_on_one_line_if_they_fit() {
    let few = names(&["one", "two"]);
    let code = code!(const ALL: &[&str] = &[#(#few),*];);
    assert_eq!(shown(&code), "const ALL: &[&str] = &[one, two];\n");
    let none = names(&[]);
    let code = code!(f(#(#none,)* #(#few,)* g(#(#none),*)););
    assert_eq!(shown(&code), "f(one, two, g());\n");
    let long = "x".repeat(40);
    let many = names(&[&long, &long]);
    let code = code!(const ALL: &[&str] = &[#(#many),*];);
    assert_eq!(shown(&code), format!("const ALL: &[&str] = &[\n    {long},\n    {long},\n];\n"));
    let code = code!(pub fn new(#(#many: impl Into<String>),*) -> Self;);
    let line = format!("    {long}: impl Into<String>,\n");
    assert_eq!(shown(&code), format!("pub fn new(\n{line}{line}) -> Self;\n"));
}

#[test]
fn structs_stand_on_one_line_if_they_are_short() {
    let one = names(&["one"]);
    let code = code!(Ok(Self { #(#one: one.into()),* }));
    assert_eq!(shown(&code), "Ok(Self { one: one.into() })\n");
    let both = names(&["one_of_many", "the_other"]);
    let code = code!(Ok(Self { #(#both: 1),* }));
    assert_eq!(shown(&code), "Ok(Self {\n    one_of_many: 1,\n    the_other: 1,\n})\n");
}

#[test]
fn calls_that_do_not_fit_have_a_line_each() {
    let texts = ["a", "b"];
    let code = code!(request #(.literal(#texts))* .done(););
    assert_eq!(shown(&code), "request.literal(\"a\").literal(\"b\").done();\n");
    let texts = ["a".repeat(40), "b".repeat(40)];
    let code = code!(request #(.literal(#texts))*;);
    let [one, two] = texts;
    assert_eq!(shown(&code), format!("request\n    .literal(\"{one}\")\n    .literal(\"{two}\");\n"));
}

#[test]
fn values_of_a_match_get_braces_where_they_do_not_fit() {
    let texts = ["short".to_owned(), "x".repeat(80)];
    let idents = names(&["one", "two"]);
    let code = code! {
        impl Pet {
            fn name() {
                match self {
                    #(Self::#idents => #texts,)*
                    _ => none(),
                }
            }
        }
    };
    let long = "x".repeat(80);
    let arms = format!("Self::one => \"short\",\n@Self::two => {{\n@    \"{long}\"\n@}}\n@_ => none(),\n");
    let arms = arms.replace('@', "            ");
    let expected =
        format!("impl Pet {{\n    fn name() {{\n        match self {{\n            {arms}        }}\n    }}\n}}\n");
    assert_eq!(shown(&code), expected);
}

#[test]
fn documentation_is_inert_whatever_it_says() {
    let mut code = Code::new();
    for line in ["plain  ", "", "a\rb", "\u{202e}x\u{0}y\n}", "/ slash", "*/ \"", "\u{2066}é"] {
        code.push_docs(line);
    }
    let expected = "/// plain\n///\n/// ab\n/// xy}\n/// / slash\n/// */ \"\n/// é\n";
    assert_eq!(shown(&code!(#code struct X;)), format!("{expected}struct X;\n"));
}

#[test]
fn texts_are_literals_whatever_they_say() {
    for text in ["plain", "a\"b\\c", "a\nb\r\u{0}1\u{1}\u{b}\u{12}", "\u{202e}", "é 'x'", "\u{301}"] {
        let shown = shown(&code!(#text));
        let literal: syn::LitStr = syn::parse_str(&shown).unwrap_or_else(|error| panic!("{shown}: {error}"));
        assert_eq!(literal.value(), text);
        assert!(shown.trim_end().chars().all(|letter| !letter.is_control()), "{shown:?}");
    }
}

#[test]
fn numbers_are_literals() {
    let (natural, integer, float, whole) = (7_usize, -3_i128, 0.5, 2.0);
    let suffixed = Suffixed::U64(u64::MAX);
    let code = code!([#natural, #integer, #float, #whole, #suffixed]);
    assert_eq!(shown(&code), "[7, -3, 0.5, 2.0, 18446744073709551615u64]\n");
}

#[test]
fn a_file_is_told_what_its_paths_begin_with() {
    let (module, ty) = (Ident::new("pets"), Code::imported(&Ident::new("Pet")));
    let code = code!(fn pet(a: model::json::X, b: #module::Y, c: &'static #ty) -> self.x::<http::Y>(););
    let mut paths = Vec::new();
    let text = layout(&code, &mut |path| paths.push(path));
    assert_eq!(paths, ["model", "pets", "Pet", "http"]);
    assert_eq!(text, "fn pet(a: model::json::X, b: pets::Y, c: &'static Pet) -> self.x::<http::Y>();\n");
}
