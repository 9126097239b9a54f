//! Decides from the bytes of an encoded program whether the compiler has anything to do with it.

use callgate::may_hold_directive;
use memchr::memmem;

/// Whether an encoded `program` may hold a directive, or what was meant for one. String literals
/// stand in it as they are written, quotes included. Templates have lost theirs.
#[must_use]
pub fn may_concern_compiler(program: &[u8]) -> bool {
    may_hold_directive(program)
        || [b"use server", b"use client"]
            .iter()
            .any(|directive| memmem::find(program, *directive).is_some())
}
