//! Ids of server functions (rule 5.1).

use sha2::{Digest as _, Sha256};

/// Names the recipe below. A change of the recipe changes this, so that an old id never means a
/// new function.
const VERSION: &str = "callgate-id-1";

/// 40 lower-case hexadecimal characters: the first 20 bytes of the SHA-256 of the framed fields.
///
/// `function_path` is the export name, or the names around an inline function from the outermost
/// inwards, and for a function without a name of its own its [`digest`] behind them.
pub(crate) fn reference_id(salt: &str, module_path: &str, function_path: &[&str]) -> String {
    let mut frame = Frame::new();
    frame.field(VERSION);
    frame.field(salt);
    frame.field(module_path);
    frame.count(function_path.len());
    for name in function_path {
        frame.field(name);
    }
    frame.hash(20)
}

/// 16 hexadecimal characters that stand for a list of texts.
pub(crate) fn digest<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let mut frame = Frame::new();
    for field in fields {
        frame.field(field);
    }
    frame.hash(8)
}

/// Fields to hash, each behind its length, so that no two lists of fields hash the same bytes.
struct Frame(Vec<u8>);

impl Frame {
    fn new() -> Self {
        // Most ids need no more.
        Self(Vec::with_capacity(256))
    }

    fn count(&mut self, count: usize) {
        self.0.extend_from_slice(&(count as u64).to_be_bytes());
    }

    fn field(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// The first `length` bytes of the hash, in hexadecimal.
    fn hash(self, length: usize) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(length * 2);
        for &byte in &Sha256::digest(&self.0)[..length] {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        text
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
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
    }
}
