//! What Cargo takes as the name and the version of a package.

use crate::reserved::{DEVICES, KEYWORDS, is_listed};

/// Names beside keywords and devices that are taken by the language or its tools, and that a package must not have.
const TAKEN: &[&str] = &[
    "alloc",
    "build",
    "core",
    "crate",
    "debug",
    "deps",
    "examples",
    "incremental",
    "proc-macro",
    "proc_macro",
    "release",
    "self",
    "std",
    "super",
    "test",
];

/// Whether a package may have that name.
pub fn is_crate_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
        && ![TAKEN, KEYWORDS, DEVICES].iter().any(|list| is_listed(list, &name.to_ascii_lowercase()))
}

/// Whether a text is a version as Cargo understands it (SemVer 2.0.0).
pub fn is_version(text: &str) -> bool {
    let (rest, build) = text.split_once('+').map_or((text, None), |(rest, build)| (rest, Some(build)));
    let (core, pre) = rest.split_once('-').map_or((rest, None), |(core, pre)| (core, Some(pre)));
    let number = |part: &str| {
        !part.is_empty()
            && part.len() <= 18
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let pre_word = |part: &str| word(part) && (number(part) || !part.bytes().all(|byte| byte.is_ascii_digit()));
    core.split('.').count() == 3
        && core.split('.').all(number)
        && pre.is_none_or(|pre| pre.split('.').all(pre_word))
        && build.is_none_or(|build| build.split('.').all(word))
}

#[cfg(test)]
mod tests {
    use super::{is_crate_name, is_version};

    #[test]
    fn versions_are_those_of_semver() {
        for good in ["0.1.0", "1.2.3-rc.1", "2025.3.15", "1.0.0+build.5", "1.0.0-alpha-x"] {
            assert!(is_version(good), "{good}");
        }
        for bad in [
            "",
            "1",
            "1.0",
            "v1.0.0",
            "01.0.0",
            "2025-03-15",
            "1.0.0-",
            "1.0.0-01",
            "1.0.0.0",
            "1.0.99999999999999999999",
        ] {
            assert!(!is_version(bad), "{bad}");
        }
    }

    #[test]
    fn names_of_tools_and_keywords_are_no_crate_names() {
        assert!(is_crate_name("acs-sdk"));
        for bad in ["", "1a", "test", "std", "a b", "self", "nul", "ä", "-a", &"a".repeat(65)] {
            assert!(!is_crate_name(bad), "{bad}");
        }
    }
}
