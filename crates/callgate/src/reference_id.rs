//! Ids of server functions (rule 5.1).

use std::{fmt, ops::Deref};

use sha2::{Digest as _, Sha256};

/// Names the recipe below. A change of the recipe changes this, so that an old id never means a
/// new function.
const VERSION: &str = "callgate-id-1";

/// The id of a server function: 40 lower-case hexadecimal characters.
pub(crate) type ReferenceId = Hex<40>;

/// Stands for a list of texts.
pub(crate) type Digest = Hex<16>;

/// The first 20 bytes of the SHA-256 of the framed fields.
///
/// `function_path` is the export name, or the names around an inline function from the outermost
/// inwards, and for a function without a name of its own its [`Digest`] behind them.
pub(crate) fn reference_id(salt: &str, module_path: &str, function_path: &[&str]) -> ReferenceId {
    let mut frame = Frame::new();
    frame.field(VERSION);
    frame.field(salt);
    frame.field(module_path);
    frame.count(function_path.len());
    for name in function_path {
        frame.field(name);
    }
    frame.hash()
}

/// The first bytes of a hash, in lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Hex<const LENGTH: usize>([u8; LENGTH]);

impl<const LENGTH: usize> Hex<LENGTH> {
    fn new(bytes: &[u8]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |index: usize| {
            let byte = bytes[index / 2];
            DIGITS[usize::from(if index.is_multiple_of(2) { byte >> 4 } else { byte & 15 })]
        };
        Self(std::array::from_fn(digit))
    }
}

impl<const LENGTH: usize> Deref for Hex<LENGTH> {
    type Target = str;

    fn deref(&self) -> &str {
        // Digits are ASCII.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl<const LENGTH: usize> fmt::Debug for Hex<LENGTH> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

/// Fields to hash, each behind its length, so that no two lists of fields hash the same bytes.
pub(crate) struct Frame(Vec<u8>);

impl Frame {
    pub(crate) fn new() -> Self {
        // Most ids need no more.
        Self(Vec::with_capacity(256))
    }

    fn count(&mut self, count: usize) {
        self.0.extend_from_slice(&(count as u64).to_be_bytes());
    }

    pub(crate) fn field(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn hash<const LENGTH: usize>(&self) -> Hex<LENGTH> {
        Hex::new(&Sha256::digest(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::reference_id;

    #[test]
    fn has_the_documented_form() {
        let id = reference_id("", "app/actions.ts", &["save"]);
        assert_eq!(id, reference_id("", "app/actions.ts", &["save"]));
        assert_eq!(id.len(), 40);
        assert!(id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)));
    }

    #[test]
    fn frames_its_fields() {
        let ids = [
            reference_id("", "a", &["b", "c"]),
            reference_id("", "a", &["bc"]),
            reference_id("", "a", &["b/c"]),
            reference_id("", "ab", &["c"]),
            reference_id("a", "b", &["c"]),
            reference_id("", "a", &["b", "c", ""]),
        ];
        let unique: std::collections::BTreeSet<&str> = ids.iter().map(|id| &**id).collect();
        assert_eq!(unique.len(), ids.len());
    }
}
