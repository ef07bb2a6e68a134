//! Ids of calls, by which both sides find them in their logs.

use std::time::SystemTime;

use http::HeaderValue;
use uuid::{Builder, fmt::Hyphenated};

use super::super::chance;

/// A random UUID (RFC 9562, section 5.4) in its usual form.
///
/// It is good for telling calls apart, and for nothing that must not be guessed. The time is in it for platforms where
/// chance is the same in each run.
pub(super) fn fresh(now: SystemTime) -> Option<HeaderValue> {
    let time = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
    let chance = u128::from(chance::bits()) << 64 | u128::from(chance::bits());
    let id = Builder::from_random_bytes((chance ^ time).to_be_bytes()).into_uuid();
    HeaderValue::from_str(id.hyphenated().encode_lower(&mut [0; Hyphenated::LENGTH])).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::Uuid;

    use super::*;

    #[test]
    fn ids_are_uuids_of_version_4_and_differ_though_made_at_the_same_time() {
        let ids: HashSet<_> = (0..1000).map(|_| fresh(SystemTime::UNIX_EPOCH).unwrap()).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            let id = id.to_str().unwrap();
            assert!((id.len(), id.matches('-').count()) == (36, 4), "{id}");
            assert_eq!(Uuid::parse_str(id).unwrap().get_version_num(), 4);
        }
    }
}
