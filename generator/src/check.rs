//! What must hold before anything is written: the rules of what was lowered, and that the configuration had its effect.
//!
//! A broken rule is a bug in crategen, not in a document, and is reported as one instead of becoming code that does not
//! compile. An entry of the configuration without effect is its writer's mistake.

mod invariants;
mod unused;

use crate::config::{Config, Used};
use crate::diagnostics::Diagnostics;
use crate::ir::Api;

/// Checks what was lowered, and the configuration that it was lowered with.
pub fn check(api: &Api, config: &Config, used: &Used, diagnostics: &mut Diagnostics) {
    invariants::check(api, diagnostics);
    unused::check(config, used, diagnostics);
}
