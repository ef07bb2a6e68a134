//! Numbers that nobody can foresee, without a dependency for them.

/// 64 bits by chance.
///
/// The standard library's hash keys come from the system, and a hash under them cannot be foreseen by who does not know
/// them. In a browser, where the library has nothing to make them from, JavaScript is asked. Where there is neither (that
/// target without the feature `reqwest`) the bits differ from each other, and no more than that.
pub(crate) fn bits() -> u64 {
    #[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
    if let Some(bits) = of_javascript() {
        return bits;
    }
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    RandomState::new().build_hasher().finish()
}

/// What `crypto.getRandomValues` gives, which windows, workers and Node have.
#[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
fn of_javascript() -> Option<u64> {
    use js_sys::{Function, Reflect, Uint8Array};
    use wasm_bindgen::JsCast as _;
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    let fill: Function = Reflect::get(&crypto, &"getRandomValues".into()).ok()?.dyn_into().ok()?;
    let bytes = Uint8Array::new_with_length(8);
    fill.call1(&crypto, &bytes).ok()?;
    Some(u64::from_le_bytes(bytes.to_vec().try_into().ok()?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn bits_differ_and_none_of_them_is_always_the_same() {
        let drawn: Vec<u64> = (0..64).map(|_| super::bits()).collect();
        assert_eq!(drawn.iter().collect::<std::collections::HashSet<_>>().len(), drawn.len());
        // By chance that would be so once in two to the power of 57.
        assert_eq!(drawn.iter().fold(0, |all, bits| all | bits), u64::MAX);
        assert_eq!(drawn.iter().fold(u64::MAX, |all, bits| all & bits), 0);
    }
}
