//! Which bytes of a text are of a kind, 64 at a time and without a branch: the passes over the
//! whole text then stop only where something is, and their price does not depend on how well a
//! processor foresees the text.

use wide::u8x16;

/// As many bytes as a mask has bits.
pub(crate) const BLOCK: usize = 64;

/// How many bytes a processor compares at once.
const PART: usize = 16;

/// A part of a text.
pub(crate) struct Block([u8x16; BLOCK / PART]);

impl Block {
    /// The bytes from `at` on, with spaces behind the last one of the text.
    pub(crate) fn new(bytes: &[u8], at: usize) -> Self {
        let rest = &bytes[at..];
        let block: [u8; BLOCK] = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut block = [b' '; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            block
        });
        let (parts, _) = block.as_chunks::<PART>();
        Self(std::array::from_fn(|index| u8x16::new(parts[index])))
    }

    /// The mask of the bytes of which `has` sets the highest bit.
    pub(crate) fn mask(&self, has: impl Fn(u8x16) -> u8x16) -> u64 {
        let parts = self.0.iter().rev();
        parts.fold(0, |mask, &part| mask << PART | u64::from(has(part).to_bitmask()))
    }

    pub(crate) fn is_ascii(&self) -> bool {
        let [first, second, third, fourth] = self.0;
        (first | second | third | fourth).to_bitmask() == 0
    }
}

/// Which of `bytes` are `byte`.
pub(crate) fn is(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

/// Which of `bytes` are `first`, `last` or between them.
pub(crate) fn is_in(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let offsets = bytes - u8x16::splat(first);
    offsets.min(u8x16::splat(last - first)).simd_eq(offsets)
}

/// `bytes` with the bit set in which lower-case letters, `{|}~` and the backquote differ from
/// upper-case letters, `[\]^` and `@`.
pub(crate) fn folded(bytes: u8x16) -> u8x16 {
    bytes | u8x16::splat(0x20)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Block, folded, is, is_in};

    #[test]
    fn gives_a_bit_for_each_byte_that_is_asked_for() {
        let mut bytes = [b'-'; BLOCK];
        bytes[0] = b'b';
        bytes[1] = b'A';
        bytes[17] = b'c';
        bytes[63] = 0xFF;
        let block = Block::new(&bytes, 0);
        assert_eq!(block.mask(|bytes| is(bytes, b'b')), 1);
        assert_eq!(block.mask(|bytes| is_in(bytes, b'a', b'b')), 1);
        assert_eq!(block.mask(|bytes| is_in(folded(bytes), b'a', b'b')), 0b11);
        assert_eq!(block.mask(|bytes| is_in(bytes, b'c', 0xFF)), 1 << 17 | 1 << 63);
    }

    #[test]
    fn tells_ascii() {
        assert!(Block::new(b"a\x7F", 0).is_ascii());
        assert!(!Block::new("\u{80}".as_bytes(), 0).is_ascii());
    }

    #[test]
    fn fills_the_last_block_with_spaces() {
        assert_eq!(Block::new(b"ab", 1).mask(|bytes| is(bytes, b' ')), !1);
    }
}
