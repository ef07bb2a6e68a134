//! What the crate is: from the configuration, or from the document's head.

use super::names::kebab;
use super::{docs, servers};
use crate::config::{Config, ExampleConfig, Setting, is_crate_name, is_version};
use crate::ir::{Crate, Example};
use crate::reserved::is_listed;
use crate::resolve::Resolved;

/// The crate's head.
pub(super) fn krate(resolved: &Resolved<'_>, source: &str, config: &Config) -> Crate {
    let info = &resolved.typed().info;
    let own = |setting: &Option<Setting>| setting.as_ref().map(|setting| setting.value.clone());
    let title = one_line(&info.title);
    let version = Some(info.version.trim().to_owned()).filter(|version| is_version(version));
    Crate {
        name: own(&config.krate.name).unwrap_or_else(|| crate_name(&info.title)),
        version: own(&config.krate.version).or(version).unwrap_or_else(|| "0.1.0".to_owned()),
        description: own(&config.krate.description).unwrap_or_else(|| format!("Client for {title}")),
        license: own(&config.krate.license).unwrap_or_default(),
        repository: own(&config.krate.repository).unwrap_or_default(),
        rust_version: own(&config.krate.rust_version).unwrap_or_default(),
        docs: docs::clean(info.description.as_deref().unwrap_or_default()),
        title,
        source: one_line(source),
        dependencies: config.krate.dependencies.clone(),
        dev_dependencies: config.krate.dev_dependencies.clone(),
        features: config.krate.features.clone(),
        default_features: Vec::new(),
        examples: config.krate.examples.iter().map(example).collect(),
        server: resolved
            .typed()
            .servers
            .first()
            .map(servers::address)
            .filter(|url| servers::is_absolute(url))
            .unwrap_or_default(),
        request_id_header: own(&config.request_id_header).unwrap_or_default(),
    }
}

fn example(config: &ExampleConfig) -> Example {
    Example { name: config.name.clone(), features: config.features.clone() }
}

/// What emitted crates depend on: a crate of such a name could not tell itself from it.
const DEPENDENCIES: &[&str] = &[
    "base64",
    "bytes",
    "futures-core",
    "futures-util",
    "gloo-timers",
    "http",
    "http-body",
    "js-sys",
    "percent-encoding",
    "quick-xml",
    "regex-lite",
    "reqwest",
    "rustls",
    "rustls-platform-verifier",
    "send-wrapper",
    "serde",
    "serde-json",
    "time",
    "tokio",
    "tower-service",
    "tracing",
    "ureq",
    "uuid",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "web-time",
    "zeroize",
];

/// A name that a crate can have, from a document's title.
pub fn crate_name(title: &str) -> String {
    let mut name: String = kebab(title).chars().take(60).collect();
    name.truncate(name.trim_end_matches('-').len());
    if is_crate_name(&name) && !is_listed(DEPENDENCIES, &name) {
        return name;
    }
    let name = format!("{name}-client");
    if is_crate_name(&name) { name } else { "api-client".to_owned() }
}

/// A text on one line, without what cannot be seen.
fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn every_title_gives_a_crate_name() {
        for (title, name) in [
            ("Azure Communication Services", "azure-communication-services"),
            ("Test", "test-client"),
            ("", "api-client"),
            ("日本", "api-client"),
            ("3D API", "n3d-api"),
            ("std", "std-client"),
            ("HTTP", "http-client"),
        ] {
            assert_eq!(crate_name(title), name, "{title}");
        }
        let manifest = include_str!("../../../templates/runtime/Cargo.toml").parse::<toml::Table>().unwrap();
        for name in manifest["dependencies"].as_table().unwrap().keys() {
            assert_ne!(crate_name(name), name.replace('_', "-"), "{name} is a dependency");
        }
        assert!(crate_name(&"long ".repeat(100)).len() <= 64);
    }
}
