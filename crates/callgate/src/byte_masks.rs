//! Which bytes of a text belong to which class, 64 at a time and without a branch: the passes
//! over the whole text then stop only where something is, and their price does not depend on how
//! well a processor foresees the text.

/// As many bytes as a mask has bits.
pub(crate) const BLOCK: usize = 64;

/// The bytes from `at` on, with spaces behind the last one of the text.
pub(crate) fn block(bytes: &[u8], at: usize) -> [u8; BLOCK] {
    let rest = &bytes[at..];
    rest.first_chunk().copied().unwrap_or_else(|| {
        let mut block = [b' '; BLOCK];
        block[..rest.len()].copy_from_slice(rest);
        block
    })
}

/// The classes of the bytes of a block, a bit for each class, in words of eight bytes.
pub(crate) type Classes = [u64; BLOCK / 8];

/// The classes that `class` gives to the bytes of `block`.
pub(crate) fn classes(block: &[u8; BLOCK], class: impl Fn(u8) -> u8) -> Classes {
    let classes = block.map(class);
    let (words, _) = classes.as_chunks();
    std::array::from_fn(|index| u64::from_le_bytes(words[index]))
}

/// The mask of the bytes of which `has` sets the lowest bit. It gets eight bytes' classes and
/// those of the bytes before them, of which `before` is the first.
pub(crate) fn mask(classes: &Classes, before: u8, has: impl Fn(u64, u64) -> u64) -> u64 {
    let mut before = u64::from(before);
    let mut mask = 0;
    for (index, &word) in classes.iter().enumerate() {
        mask |= gather(has(word, word << 8 | before)) << (index * 8);
        before = word >> 56;
    }
    mask
}

/// The lowest bit of each of eight bytes, side by side.
fn gather(bytes: u64) -> u64 {
    // The factor moves the bit of byte `i` to bit `56 + i`, and no two bits to one place.
    (bytes & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The bits from `from` on; none for 64.
pub(crate) fn from(from: usize) -> u64 {
    u64::MAX.checked_shl(from as u32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, block, classes, from, mask};

    #[test]
    fn gives_a_bit_for_each_byte_that_has_what_is_asked_for() {
        let mut table = [0; 256];
        table[usize::from(b'a')] = 1;
        table[usize::from(b'b')] = 3;
        let mut bytes = [b'-'; BLOCK];
        bytes[0] = b'b';
        bytes[1] = b'a';
        bytes[8] = b'b';
        bytes[63] = b'b';
        let classes = classes(&bytes, |byte| table[usize::from(byte)]);
        assert_eq!(mask(&classes, 0, |class, _| class), 1 | 1 << 1 | 1 << 8 | 1 << 63);
        assert_eq!(mask(&classes, 0, |class, _| class >> 1), 1 | 1 << 8 | 1 << 63);
        assert_eq!(mask(&classes, 3, |_, before| before >> 1), 1 | 1 << 1 | 1 << 9);
        assert_eq!((from(0), from(63), from(64)), (u64::MAX, 1 << 63, 0));
    }

    #[test]
    fn fills_the_last_block_with_spaces() {
        let mut bytes = [b' '; BLOCK];
        bytes[0] = b'b';
        assert_eq!(block(b"ab", 1), bytes);
    }
}
