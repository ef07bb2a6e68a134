//! `code!`: templates of Rust, written down when crategen is compiled.
//!
//! Reads as `quote!` does: `#name` is what a value of ours is as code, `#(…)*` and `#(…),*` repeat what is inside for each
//! item of the values in it. But where `quote!` makes tokens, which somebody has to parse and to print, this appends to a
//! `Code` (in `crategen`): all that stands between two values is one text, with signs in it that say where lines begin
//! and where they may.
//!
//! Knows next to nothing of Rust: spaces, lines and blank lines are those of the template. What a sign means is said in
//! `crategen`, in `emit/code/signs.rs`.

mod signs;
mod template;
mod writer;

use proc_macro::TokenStream;

/// A template as a `Code`.
#[proc_macro]
pub fn code(template: TokenStream) -> TokenStream {
    template::expand(template)
}
