//! Ids of server functions (rule 5.1).

use std::{fmt, ops::Deref};

use sha2::{Digest as _, Sha256};
use swc_core::atoms::Atom;

/// Names the recipe below. A change of the recipe changes this, so that an old id never means a
/// new function.
const VERSION: &str = "callgate-id-1";

/// The id of a server function: 40 lower-case hexadecimal characters.
pub(crate) type ReferenceId = Hex<40>;

/// Stands for a list of texts.
pub(crate) type Digest = Hex<16>;

/// Makes the ids of the functions of one module.
pub(crate) struct ReferenceIds {
    /// What all of them begin with.
    module: Frame,
}

impl ReferenceIds {
    pub(crate) fn new(salt: &str, module_path: &str) -> Self {
        let mut module = Frame::default();
        module.field(VERSION);
        module.field(salt);
        module.field(module_path);
        Self { module }
    }

    /// The first 20 bytes of the SHA-256 of the framed fields.
    ///
    /// `path` is the export name, or the names around an inline function from the outermost
    /// inwards; `digest` stands for a function without a name of its own.
    pub(crate) fn id(&self, path: &[Atom], digest: Option<&Digest>) -> ReferenceId {
        let mut frame = self.module.clone();
        frame.count(path.len() + usize::from(digest.is_some()));
        path.iter().for_each(|name| frame.field(name));
        digest.into_iter().for_each(|digest| frame.field(digest));
        frame.hash()
    }
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
#[derive(Clone, Default)]
pub(crate) struct Frame(Sha256);

impl Frame {
    fn count(&mut self, count: usize) {
        self.0.update((count as u64).to_be_bytes());
    }

    pub(crate) fn field(&mut self, text: &str) {
        self.count(text.len());
        self.0.update(text);
    }

    pub(crate) fn hash<const LENGTH: usize>(self) -> Hex<LENGTH> {
        Hex::new(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use swc_core::atoms::Atom;

    use super::{ReferenceId, ReferenceIds};

    fn reference_id(salt: &str, module_path: &str, path: &[&str]) -> ReferenceId {
        let path: Vec<Atom> = path.iter().copied().map(Atom::from).collect();
        ReferenceIds::new(salt, module_path).id(&path, None)
    }

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
