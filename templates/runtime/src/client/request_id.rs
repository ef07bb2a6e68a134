//! Ids of calls, by which both sides find them in their logs.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    time::SystemTime,
};

use http::HeaderValue;

/// A random UUID (RFC 9562, section 5.4) in its usual form.
///
/// The chance comes from the standard library's hash keys, which need no dependency, and from the time, for platforms
/// where those keys are always the same. It is good for telling calls apart, and for nothing that must not be guessed.
pub(super) fn fresh(now: SystemTime) -> Option<HeaderValue> {
    let time = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u128(time);
    let first = hasher.finish();
    hasher.write_u64(first);
    HeaderValue::from_bytes(&uuid([first, hasher.finish()])).ok()
}

/// The bits as a UUID of version 4, which has no chance in six of them. Each half is sixteen digits.
fn uuid([mut first, mut second]: [u64; 2]) -> [u8; 36] {
    let mut text = [b'-'; 36];
    for (place, letter) in text.iter_mut().enumerate() {
        let half = if place < 18 { &mut first } else { &mut second };
        let digit = match place {
            8 | 13 | 18 | 23 => continue,
            14 => 4,
            19 => 8 | *half as u8 & 3,
            _ => *half as u8 & 15,
        };
        *half >>= 4;
        *letter = if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn bits_become_a_uuid_of_version_4() {
        let text = |bits| String::from_utf8(uuid(bits).to_vec()).unwrap();
        assert_eq!(text([0, 0]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(text([u64::MAX, u64::MAX]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(text([0x0123_4567_89ab_cdef, 0]), "fedcba98-7654-4210-8000-000000000000");
        assert_eq!(text([0, 0x0123_4567_89ab_cdef]), "00000000-0000-4000-bedc-ba9876543210");
    }

    #[test]
    fn ids_made_at_the_same_time_differ() {
        let ids: HashSet<_> = (0..1000).map(|_| fresh(SystemTime::UNIX_EPOCH).unwrap()).collect();
        assert_eq!(ids.len(), 1000);
    }
}
