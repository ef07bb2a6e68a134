//! Which bytes have another form in a text of JSON: quotes, backslashes and control characters. Nearly all have none, so
//! that many are looked at at once.

/// Whether none of these has another form in a text. Looks at many at once: nearly always all of them are plain.
pub(super) fn is_plain(text: &[u8]) -> bool {
    let (blocks, rest) = text.as_chunks::<16>();
    let mut last = [b' '; 16];
    if let Some(last) = last.get_mut(..rest.len()) {
        last.copy_from_slice(rest);
    }
    blocks.iter().all(is_plain_block) && is_plain_block(&last)
}

/// The same of as many as fit into a register.
#[inline]
fn is_plain_block(block: &[u8; 16]) -> bool {
    !block.iter().fold(false, |any, &byte| any | is_special(byte))
}

/// Whether it has another form in a text.
pub(super) const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// How many of these bytes come before the first one that is special.
#[inline]
pub(super) fn plain(text: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let (words, _) = text.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The lowest high bit that is set is that of a byte that is meant; those above may be set by a carry.
        let is = |byte: u8| {
            let zero = word ^ (ONES * u64::from(byte));
            zero.wrapping_sub(ONES) & !zero
        };
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let found = (control | is(b'"') | is(b'\\')) & (ONES << 7);
        if found != 0 {
            return 8 * index + found.trailing_zeros() as usize / 8;
        }
    }
    let before = 8 * words.len();
    let rest = text.get(before..).unwrap_or_default();
    before + rest.iter().position(|&byte| is_special(byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_found_wherever_it_is() {
        for length in 0..40 {
            for end in ['"', '\\', '\u{1f}', '\0', '\n'] {
                for letter in ["x", "é", "\u{7f}", "!", "#", "[", "]", " ", "ÿ"] {
                    let before = letter.repeat(length);
                    assert_eq!(plain(format!("{before}{end}\u{1}\"x").as_bytes()), before.len());
                    assert_eq!(plain(before.as_bytes()), before.len());
                }
            }
        }
    }
}
