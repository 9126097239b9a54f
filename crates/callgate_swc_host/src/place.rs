//! Positions: Callgate counts UTF-16 code units, SWC bytes.

/// The offset in bytes of a place `offset` code units into `source`.
#[must_use]
pub fn byte_offset(source: &str, offset: u32) -> u32 {
    let mut units = 0;
    let found = source.char_indices().find(|(_, character)| {
        let is_here = units >= offset;
        units += character.len_utf16() as u32;
        is_here
    });
    found.map_or(source.len(), |(at, _)| at) as u32
}

#[cfg(test)]
mod tests {
    use super::byte_offset;

    #[test]
    fn counts_code_units() {
        let source = "aé😀b";
        let offsets = [0, 1, 2, 4, 5, 9].map(|offset| byte_offset(source, offset));
        assert_eq!(offsets, [0, 1, 3, 7, 8, 8]);
    }
}
