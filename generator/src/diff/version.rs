//! The version that comes after another, by Semantic Versioning and Cargo's reading of it: in `0.y.z` what breaks raises
//! `y`, in `0.0.z` everything raises `z`.

use super::Verdict;

/// The version that a verdict asks for after `version`; the same one for no change, or if it is no version.
///
/// A pre-release is followed by the next one of the same release, since that has not come out yet.
pub fn next(version: &str, verdict: Verdict) -> String {
    raised(version, verdict).unwrap_or_else(|| version.to_owned())
}

/// Whether a version is at least another one. What is no version is less than any.
pub fn is_at_least(version: &str, other: &str) -> bool {
    match (Parts::read(version), Parts::read(other)) {
        (Some(version), Some(other)) => version.key() >= other.key(),
        (version, other) => version.is_some() || other.is_none(),
    }
}

fn raised(version: &str, verdict: Verdict) -> Option<String> {
    let parts = Parts::read(version)?;
    if verdict == Verdict::None {
        return None;
    }
    if let Some(pre) = parts.pre {
        let (major, minor, patch) = parts.numbers;
        return Some(format!("{major}.{minor}.{patch}-{}", next_pre(pre)));
    }
    let (major, minor, patch) = match (parts.numbers, verdict) {
        ((0, 0, patch), _) => (0, 0, patch + 1),
        ((0, minor, _), Verdict::Major) => (0, minor + 1, 0),
        ((0, minor, patch), _) => (0, minor, patch + 1),
        ((major, ..), Verdict::Major) => (major + 1, 0, 0),
        ((major, minor, _), Verdict::Minor) => (major, minor + 1, 0),
        ((major, minor, patch), _) => (major, minor, patch + 1),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

/// `rc.1` → `rc.2`, `beta` → `beta.1`.
fn next_pre(pre: &str) -> String {
    let (words, last) = pre.rsplit_once('.').map_or(("", pre), |(words, last)| (words, last));
    match last.parse::<u64>() {
        Ok(number) if words.is_empty() => (number + 1).to_string(),
        Ok(number) => format!("{words}.{}", number + 1),
        Err(_) => format!("{pre}.1"),
    }
}

/// What versions are sorted by: a release comes after its pre-releases, and those by their numbers or else as texts.
type Key<'a> = ((u64, u64, u64), bool, Vec<(bool, u64, &'a str)>);

/// A version taken apart.
struct Parts<'a> {
    numbers: (u64, u64, u64),
    pre: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn read(version: &'a str) -> Option<Self> {
        let version = version.split_once('+').map_or(version, |(version, _)| version);
        let (numbers, pre) = version.split_once('-').map_or((version, None), |(numbers, pre)| (numbers, Some(pre)));
        let mut numbers = numbers.split('.').map(str::parse::<u64>);
        let mut number = || numbers.next()?.ok();
        Some(Self { numbers: (number()?, number()?, number()?), pre })
    }

    fn key(&self) -> Key<'a> {
        let words = self.pre.unwrap_or("").split('.');
        let word = |word: &'a str| match word.parse::<u64>() {
            Ok(number) => (false, number, ""),
            Err(_) => (true, 0, word),
        };
        (self.numbers, self.pre.is_none(), words.map(word).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_rise_as_cargo_reads_them() {
        for (version, verdict, expected) in [
            ("1.2.3", Verdict::Major, "2.0.0"),
            ("1.2.3", Verdict::Minor, "1.3.0"),
            ("1.2.3", Verdict::Patch, "1.2.4"),
            ("1.2.3", Verdict::None, "1.2.3"),
            ("0.2.3", Verdict::Major, "0.3.0"),
            ("0.2.3", Verdict::Minor, "0.2.4"),
            ("0.2.3", Verdict::Patch, "0.2.4"),
            ("0.0.3", Verdict::Major, "0.0.4"),
            ("0.0.3", Verdict::Patch, "0.0.4"),
            ("1.0.0-rc.1", Verdict::Major, "1.0.0-rc.2"),
            ("1.0.0-beta", Verdict::Patch, "1.0.0-beta.1"),
            ("1.2.3+build.5", Verdict::Patch, "1.2.4"),
            ("none", Verdict::Major, "none"),
        ] {
            assert_eq!(next(version, verdict), expected, "{version} {verdict:?}");
        }
    }

    #[test]
    fn versions_have_an_order() {
        for (less, more) in [
            ("0.1.9", "0.1.10"),
            ("0.9.0", "1.0.0"),
            ("1.0.0-rc.2", "1.0.0-rc.10"),
            ("1.0.0-rc.1", "1.0.0"),
            ("1.0.0-1", "1.0.0-a"),
            ("none", "0.0.0"),
        ] {
            assert!(is_at_least(more, less) && !is_at_least(less, more), "{less} < {more}");
            assert!(is_at_least(more, more));
        }
    }
}
