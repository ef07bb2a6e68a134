//! `cargo xtask explain [CODE]`: the page of a code, or what all of them are.

use crate::cli::error::{Error, Result};
use crate::cli::terminal;
use crate::diagnostics;

/// The flags of `explain`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Flags {
    /// The code, such as `E0203`; without one, all of them with a line each.
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// Prints the page to standard output.
///
/// # Errors
/// When there is no such code.
pub fn run(flags: &Flags) -> Result<()> {
    let color = terminal::color_on_stdout();
    terminal::print(&match &flags.code {
        None => diagnostics::explain_all(color),
        Some(id) => diagnostics::explain(known(id)?, color),
    })
}

fn known(id: &str) -> Result<&'static diagnostics::Code> {
    diagnostics::code(id).ok_or_else(|| {
        let near = |code: &&&diagnostics::Code| strsim::levenshtein(code.id, &id.to_ascii_uppercase()) == 1;
        let all = diagnostics::all_codes();
        let similar: Vec<String> = all.iter().filter(near).map(|code| format!("`{}`", code.id)).take(4).collect();
        let help = "`cargo xtask explain` lists all codes";
        Error::new(format!("`{}` is no code", id.escape_debug())).help(match similar.is_empty() {
            true => help.to_owned(),
            false => format!("did you mean {}? {help}", similar.join(", ")),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn codes_are_found_in_any_case_and_similar_ones_are_named() {
        assert_eq!(known("e0101").unwrap().id, "E0101");
        let error = known("E9101\u{1b}").unwrap_err().to_string();
        assert_eq!(error, "`E9101\\u{1b}` is no code\n  = help: `cargo xtask explain` lists all codes");
        let error = known("w0102x").unwrap_err().to_string();
        assert!(error.contains("did you mean `W0102`?"), "{error}");
    }
}
