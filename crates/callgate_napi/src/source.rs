//! Source text as a host hands it over: UTF-8 from a JavaScript string, bytes of a file, or the
//! UTF-16 code units of a string that is not well-formed.

use std::borrow::Cow;

/// A text, and where it could not be read as Unicode.
pub(crate) struct Source<'a> {
    /// What is damaged stands as U+FFFD, so offsets in UTF-16 code units stay right.
    pub(crate) text: Cow<'a, str>,
    pub(crate) damage: Option<Damage>,
}

/// The first place of a text that is not Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    /// Offset in bytes of [`Source::text`].
    pub(crate) at: usize,
    pub(crate) kind: DamageKind,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DamageKind {
    /// A byte that does not belong in UTF-8.
    Byte(u8),
    /// Half of a surrogate pair.
    LoneSurrogate(u16),
}

impl<'a> Source<'a> {
    pub(crate) fn from_utf8(bytes: &'a [u8]) -> Self {
        match str::from_utf8(bytes) {
            Ok(text) => Self { text: Cow::Borrowed(text), damage: None },
            Err(error) => {
                let at = error.valid_up_to();
                let damage = Damage { at, kind: DamageKind::Byte(bytes[at]) };
                Self { text: String::from_utf8_lossy(bytes), damage: Some(damage) }
            }
        }
    }

    /// Reads UTF-16 code units in little-endian byte order.
    pub(crate) fn from_utf16le(bytes: &[u8]) -> Self {
        let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let mut text = String::with_capacity(bytes.len());
        let mut damage = None;
        for character in char::decode_utf16(units) {
            text.push(character.unwrap_or_else(|error| {
                let kind = DamageKind::LoneSurrogate(error.unpaired_surrogate());
                damage.get_or_insert(Damage { at: text.len(), kind });
                char::REPLACEMENT_CHARACTER
            }));
        }
        Self { text: Cow::Owned(text), damage }
    }
}

impl From<String> for Source<'_> {
    fn from(text: String) -> Self {
        Self { text: Cow::Owned(text), damage: None }
    }
}

#[cfg(test)]
mod tests {
    use super::{Damage, DamageKind, Source};

    #[test]
    fn borrows_utf8() {
        let source = Source::from_utf8("é".as_bytes());
        assert_eq!((source.text.as_ref(), source.damage), ("é", None));
    }

    #[test]
    fn names_the_first_byte_that_is_not_utf8() {
        let source = Source::from_utf8(b"a\xE9b\xFF");
        assert_eq!(source.text, "a\u{FFFD}b\u{FFFD}");
        assert_eq!(source.damage, Some(Damage { at: 1, kind: DamageKind::Byte(0xE9) }));
    }

    #[test]
    fn names_the_first_lone_surrogate() {
        let units: Vec<u8> = [0x61, 0xD83D, 0xDE00, 0xDC00, 0xD800]
            .iter()
            .flat_map(|u: &u16| u.to_le_bytes())
            .collect();
        let source = Source::from_utf16le(&units);
        assert_eq!(source.text, "a😀\u{FFFD}\u{FFFD}");
        assert_eq!(source.damage, Some(Damage { at: 5, kind: DamageKind::LoneSurrogate(0xDC00) }));
    }
}
