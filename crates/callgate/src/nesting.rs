//! How much stack a text needs. The parser and every pass recurse as deep as the syntax tree is,
//! so a module is compiled on a stack of its own: large enough for whatever its text may hold, and
//! memory only as far as the tree goes down. Hopeless input gets a diagnostic.

mod estimate;
#[cfg_attr(all(windows, target_arch = "aarch64"), path = "nesting/new_stack.rs")]
mod own_stack;

use std::cell::LazyCell;

use estimate::estimated_depth;
use own_stack::OwnStack;
use wide::u8x16;

use crate::byte_masks::{folded, is, is_in};

/// Deeper than this is refused; people do not write such code, and generators can do otherwise.
const MAX_DEPTH: usize = 200_000;

/// Stack is counted in units of so many bytes.
const UNIT: usize = 512;

/// Units that a level takes at most which a bracket opens. Parentheses take 3,300 bytes.
const BRACKET_UNITS: u8 = 8;

/// Units that a level takes at most which an operator or a word makes. `do` takes 1,100 bytes.
const OPERATOR_UNITS: u8 = 3;

/// What is looked at at once, in bytes.
const PART: usize = 16;

/// How many levels the estimate may be wrong by.
const MARGIN: usize = 8 * 1024;

/// Stack for everything else, in bytes.
const BASE: usize = 256 * 1024;

/// Most modules are no larger than this, in bytes, and need no look at their text.
const USUAL_LENGTH: usize = 64 * 1024;

/// Enough for whatever a module of the usual length may hold. What is not used of it is addresses
/// and no memory.
const USUAL_STACK: usize = BASE + USUAL_LENGTH * BRACKET_UNITS as usize * UNIT;

/// Runs `compile` with enough stack for `source`; `None` if it is nested too deeply.
pub(crate) fn with_stack_for<T>(source: &str, compile: impl FnOnce() -> T) -> Option<T> {
    let source = source.as_bytes();
    let bound = LazyCell::new(|| stack_bound(source));
    let is_usual = source.len() <= USUAL_LENGTH || *bound <= USUAL_STACK;
    if is_usual && let Some(mut stack) = OwnStack::kept(USUAL_STACK) {
        let result = stack.run(compile);
        stack.keep();
        return Some(result);
    }
    let depth = estimated_depth(source);
    if depth > MAX_DEPTH {
        return None;
    }
    // A system with little memory may not give that many addresses.
    let estimate = BASE + (depth + MARGIN) * usize::from(BRACKET_UNITS) * UNIT;
    let stack = OwnStack::new(*bound).or_else(|| OwnStack::new(estimate.min(*bound)));
    Some(stack?.run(compile))
}

/// Stack that no tree of the text needs more than: as if every level that starts in it were open
/// at one place. Whether one has ended by then cannot be told without the parser, as what looks
/// like its end may be part of a string, a comment, an expression or the text of an element.
fn stack_bound(bytes: &[u8]) -> usize {
    let mut units = bytes.len().min(PART) * usize::from(BRACKET_UNITS);
    let mut lanes = u8x16::ZERO;
    let mut room = u8::MAX;
    for window in bytes.windows(PART + 1).step_by(PART) {
        let part = |bytes: &[u8]| u8x16::new(bytes.first_chunk().copied().unwrap_or_default());
        lanes += level_units(part(window), part(&window[1..]));
        room -= BRACKET_UNITS;
        if room < BRACKET_UNITS {
            units += sum(lanes);
            (lanes, room) = (u8x16::ZERO, u8::MAX);
        }
    }
    BASE + (units + sum(lanes)) * UNIT
}

/// The units of the levels that start at each byte, of which `befores` stand before.
fn level_units(befores: u8x16, bytes: u8x16) -> u8x16 {
    let brackets = is(bytes, b'(')
        | is(folded(bytes), b'{')
        | is(bytes, b'`')
        | is(bytes, b'<')
        | is(bytes, b'>');
    // Behind a word: `await await a`, `new new A`. The highest bit is that of white space which
    // is not ASCII.
    let spaces = is(bytes, b' ') | is_in(bytes, b'\t', b'\r') | is_in(bytes, 0x80, 0xFF);
    let words = is_in(befores, b'a', b'z') & spaces;
    let others = (operators(bytes) | is(bytes, b'/') | words) & !brackets;
    (brackets & u8x16::splat(BRACKET_UNITS)) | (others & u8x16::splat(OPERATOR_UNITS))
}

fn sum(lanes: u8x16) -> usize {
    lanes.to_array().into_iter().map(usize::from).sum()
}

/// What nests as operators do, but for `/`.
fn operators(bytes: u8x16) -> u8x16 {
    is(bytes, b'!')
        | is_in(bytes, b'%', b'&')
        | is_in(bytes, b'*', b'+')
        | is_in(bytes, b'-', b'.')
        | is(bytes, b':')
        | is_in(bytes, b'<', b'@')
        | is(bytes, b'`')
        | is(bytes, b'|')
        | is(folded(bytes), b'~')
}

#[cfg(test)]
mod tests {
    use super::{BASE, BRACKET_UNITS, OPERATOR_UNITS, PART, UNIT, stack_bound};

    /// Units for the levels of one of many copies of a text.
    fn units(text: &str) -> usize {
        const COPIES: usize = 10_000;
        assert!(PART * usize::from(BRACKET_UNITS) < COPIES, "the rest is less than one a copy");
        (stack_bound(text.repeat(COPIES).as_bytes()) - BASE) / UNIT / COPIES
    }

    #[test]
    fn counts_every_level_that_starts() {
        let (bracket, operator) = (usize::from(BRACKET_UNITS), usize::from(OPERATOR_UNITS));
        for text in ["(", "[", "{", "`", "<", ">"] {
            assert_eq!(units(text), bracket, "{text}");
        }
        for text in
            ["!", "+", "-", ".", "/", ":", "=", "?", "|", "&", "~", "await ", "new\n", "do\u{a0}"]
        {
            assert_eq!(units(text), operator, "{text}");
        }
        assert_eq!(units("a;,)]}\"'"), 0);
        assert_eq!(units("(a + b<c>) => {}"), 5 * bracket + 3 * operator);
    }
}
