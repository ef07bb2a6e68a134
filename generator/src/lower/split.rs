//! Which features are on unless a user of the crate says otherwise.
//!
//! All of them, as long as whoever adds the crate can compile it. Each group of operations is a feature, with the types that
//! only it reaches, so a crate that is too large for that is in parts already; what is left to decide is which of them
//! its users have without asking. This module knows what compiling takes, roughly, and must not change what is emitted.

use crate::config::{Config, MEMORY_BUDGET, Section, Used};
use crate::diagnostics::{Place, Tally, codes_lower};
use crate::ir::{Api, FEATURES_OF_EVERY_CRATE, Type, TypeKind};

/// The transport, which is on unless the configuration names others.
const TRANSPORT: &str = "reqwest";

/// What compiling takes, in kilobytes: the runtime and what it depends on, an operation, a type that is defined, a field or
/// variant of one. Of what `cargo check` takes with rustc 1.95 for the crates of Cloudflare (2,484 MB), GitHub (2,089),
/// Stripe (1,495), Kubernetes (886) and Adyen's Checkout (485), it gives 2,628, 2,132, 1,467, 834 and 487.
const RUNTIME: u64 = 300_000;
const OPERATION: u64 = 500;
const TYPE: u64 = 160;
const PART: u64 = 36;

/// Settles the features that are defaults, and reports a crate that is too large for all of them.
pub(super) fn settle(api: &mut Api, config: &Config, paths: Place, used: &mut Used, tally: &mut Tally) {
    let mut groups: Vec<String> = api.tags.values().filter_map(|tag| tag.feature.clone()).collect();
    if !api.webhooks.is_empty() {
        groups.push("webhooks".to_owned());
    }
    groups.sort_unstable();
    if let Some(chosen) = &config.krate.default_features {
        let own = |name: &str| config.krate.features.iter().any(|line| name_of(line) == name);
        for feature in chosen {
            let name = feature.value.as_str();
            if FEATURES_OF_EVERY_CRATE.contains(&name) || own(name) || groups.iter().any(|group| group == name) {
                used.mark(Section::DefaultFeature, name);
            }
        }
        api.krate.default_features = chosen.iter().map(|feature| feature.value.clone()).collect();
        return;
    }
    api.krate.default_features = vec![TRANSPORT.to_owned()];
    let (needs, budget) = (megabytes(api), config.krate.memory_budget.unwrap_or(MEMORY_BUDGET));
    if needs <= budget {
        api.krate.default_features.extend(groups);
        return;
    }
    let message = format!("compiling all of the crate takes about {needs} MB of memory, and may take {budget}");
    let help = match groups.is_empty() {
        true => {
            "its operations are one group: `untagged = \"by-path\"` in `[crate]` makes several, each a feature; or allow \
             it more with `memory-budget`"
        }
        false => {
            "no group of operations is a default feature: name those that are used in `[crate.features]`, as in \
             `default = [\"reqwest\", …]`, or allow it more with `memory-budget` in `[crate]`"
        }
    };
    tally.warn(codes_lower::OVER_BUDGET, message, paths, help);
}

/// The name of a feature in a line of `Cargo.toml`.
fn name_of(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim().trim_matches(['"', '\''])
}

/// About how much memory compiling all of a crate takes.
fn megabytes(api: &Api) -> u64 {
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let defined = || api.types.values().filter(|ty| ty.same_as.is_none());
    let parts: usize = defined().map(parts).sum();
    let needs = RUNTIME
        .saturating_add(OPERATION.saturating_mul(count(api.operations.len())))
        .saturating_add(TYPE.saturating_mul(count(defined().count())))
        .saturating_add(PART.saturating_mul(count(parts)));
    needs / 1000
}

/// How many fields, variants or members a type has.
fn parts(ty: &Type) -> usize {
    match &ty.kind {
        TypeKind::Struct(body) => body.fields.len(),
        TypeKind::Enum(body) => body.variants.len(),
        TypeKind::Union(body) => body.members.len(),
        TypeKind::Alias(_) => 0,
    }
}
