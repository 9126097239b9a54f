//! Two encodings of the syntax tree are in use: that of `@swc/core` 1.15, and that of 1.16, which
//! this compiler is built with. They differ in seven nodes: functions have a `this` parameter of
//! their own and a body that is no block, accessors hold a function, `switch` has a scope, and the
//! text of JSX need not be Unicode. SWC itself refuses the other encoding, without saying why.
//!
//! ```text
//! host: 1.15 ── to_current ──▶ decode, compile, encode ── to_host ──▶ host
//! ```

mod cbor;
mod convert;
mod nodes;
mod to_current;
mod to_host;

use std::borrow::Cow;

use convert::Converter;

/// How a host encodes syntax trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As this compiler does.
    Current,
    /// As `@swc/core` 1.15 does.
    Former,
    /// The program holds nothing that the two encode differently.
    Either,
}

/// Gives an encoded program as this compiler's SWC reads it, and tells how it came.
#[must_use]
pub fn to_current(program: &[u8]) -> (Cow<'_, [u8]>, Encoding) {
    let mut converter = Converter::new(program);
    match converter.convert_to_current() {
        Some(()) if converter.has_changed() => (Cow::Owned(converter.finish()), Encoding::Former),
        Some(()) => (Cow::Borrowed(program), Encoding::Either),
        // What is not of the former encoding is SWC's to read or to refuse.
        None => (Cow::Borrowed(program), Encoding::Current),
    }
}

/// Gives a program that this compiler's SWC has encoded as the host reads it.
#[must_use]
pub fn to_host(program: Vec<u8>, encoding: Encoding) -> Vec<u8> {
    if encoding != Encoding::Former {
        return program;
    }
    let mut converter = Converter::new(&program);
    match converter.convert_to_former() {
        Some(()) => converter.finish(),
        None => program,
    }
}
