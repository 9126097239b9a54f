//! Which bytes of a text belong to which class, 64 at a time and without a branch: the passes
//! over the whole text then stop only where something is, and their price does not depend on how
//! well a processor foresees the text.

/// As many bytes as a mask has bits.
pub(crate) const BLOCK: usize = 64;

/// For each of the first `N` bits of the classes that `table` gives, the mask of the bytes of
/// `block` that have it.
pub(crate) fn masks<const N: usize>(block: &[u8; BLOCK], table: &[u8; 256]) -> [u64; N] {
    let classes = block.map(|byte| table[usize::from(byte)]);
    let mut masks = [0; N];
    let (words, _) = classes.as_chunks::<8>();
    for (index, &word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(word);
        for (class, mask) in masks.iter_mut().enumerate() {
            *mask |= gather(word >> class) << (index * 8);
        }
    }
    masks
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
    use super::{BLOCK, from, masks};

    #[test]
    fn gives_a_bit_for_each_byte_and_class() {
        let mut table = [0; 256];
        table[usize::from(b'a')] = 1;
        table[usize::from(b'b')] = 3;
        let mut block = [b'-'; BLOCK];
        block[0] = b'b';
        block[9] = b'a';
        block[63] = b'b';
        assert_eq!(masks(&block, &table), [1 | 1 << 9 | 1 << 63, 1 | 1 << 63]);
        assert_eq!((from(0), from(63), from(64)), (u64::MAX, 1 << 63, 0));
    }
}
