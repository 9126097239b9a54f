//! Decides from the bytes of an encoded program whether the compiler has anything to do with it.

use callgate::may_hold_directive;
use memchr::memchr_iter;

/// The head of a byte string of ten, as which the value of a string or template is encoded.
const TEN_BYTES: u8 = 0x4A;

/// Whether an encoded `program` may hold a directive, or what was meant for one. String literals
/// stand in it as they are written, quotes included. Templates have lost theirs.
#[must_use]
pub fn may_concern_compiler(program: &[u8]) -> bool {
    may_hold_directive(program)
        || memchr_iter(TEN_BYTES, program).any(|at| {
            let value = &program[at + 1..];
            value.starts_with(b"use server") || value.starts_with(b"use client")
        })
}
