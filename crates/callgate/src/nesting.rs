//! How much stack a text needs. The parser and every pass recurse as deep as the syntax tree is,
//! so a module is compiled on a stack of its own: large enough for whatever its text may hold, and
//! memory only as far as the tree goes down. Hopeless input gets a diagnostic.

mod estimate;

use std::cell::Cell;

use corosensei::{on_stack, stack::DefaultStack};
use estimate::estimated_depth;
use wide::u8x16;

use crate::byte_masks::{BLOCK, Block, folded, is, is_in};

/// Deeper than this is refused; people do not write such code, and generators can do otherwise.
const MAX_DEPTH: usize = 200_000;

/// Stack that a level takes at most which a bracket opens, in bytes. Parentheses take 3,300.
const BYTES_PER_BRACKET: usize = 4 * 1024;

/// Stack that a level takes at most which an operator or a word makes, in bytes. `do` takes 1,100.
const BYTES_PER_OPERATOR: usize = 1536;

/// Stack for everything else, in bytes.
const BASE: usize = 256 * 1024;

/// Most modules are no larger than this, in bytes, and need no look at their text.
const USUAL_LENGTH: usize = 64 * 1024;

/// Enough for whatever a module of the usual length may hold. What is not used of it is addresses
/// and no memory.
const USUAL_STACK: usize = BASE + USUAL_LENGTH * BYTES_PER_BRACKET;

thread_local! {
    /// The stack of the modules before: a new one costs as much as compiling some ten functions.
    static KEPT: Cell<Option<DefaultStack>> = const { Cell::new(None) };
}

/// Runs `compile` with enough stack for `source`; `None` if it is nested too deeply.
pub(crate) fn with_stack_for<T>(source: &str, compile: impl FnOnce() -> T) -> Option<T> {
    let source = source.as_bytes();
    let bound = if source.len() <= USUAL_LENGTH { USUAL_STACK } else { stack_bound(source) };
    if bound <= USUAL_STACK {
        let mut stack = KEPT.take().or_else(|| DefaultStack::new(USUAL_STACK).ok())?;
        let result = on_stack(&mut stack, compile);
        KEPT.set(Some(stack));
        return Some(result);
    }
    let depth = estimated_depth(source);
    if depth > MAX_DEPTH {
        return None;
    }
    // A system with little memory does not give that many addresses to a file of some megabytes.
    let estimate = USUAL_STACK + depth * BYTES_PER_BRACKET;
    let stack = DefaultStack::new(bound).or_else(|_| DefaultStack::new(estimate.min(bound)));
    Some(on_stack(stack.ok()?, compile))
}

/// Stack that no tree of the text needs more than: as if every level that starts in it were open
/// at one place. Whether one has ended by then cannot be told without the parser, as what looks
/// like its end may be part of a string, a comment, an expression or the text of an element.
fn stack_bound(bytes: &[u8]) -> usize {
    let mut brackets = 0;
    let mut others = 0;
    for at in (0..bytes.len()).step_by(BLOCK) {
        let block = Block::new(bytes, at);
        let starts = block.mask(|bytes| {
            is(bytes, b'(')
                | is(folded(bytes), b'{')
                | is(bytes, b'`')
                | is(bytes, b'<')
                | is(bytes, b'>')
        });
        let operators = block.mask(|bytes| operators(bytes) | is(bytes, b'/'));
        let words = word_ends(&block, byte_before(bytes, at));
        brackets += starts.count_ones() as usize;
        others += ((operators | words) & !starts).count_ones() as usize;
    }
    BASE + brackets * BYTES_PER_BRACKET + others * BYTES_PER_OPERATOR
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

/// White space behind a lower-case letter: `await await a`, `new new A`.
fn word_ends(block: &Block, before: u8) -> u64 {
    let lower = block.mask(|bytes| is_in(bytes, b'a', b'z'));
    // Some white space is not ASCII, which has the highest bit already.
    let spaces = block.mask(|bytes| bytes | is(bytes, b' ') | is_in(bytes, b'\t', b'\r'));
    spaces & (lower << 1 | u64::from(before.is_ascii_lowercase()))
}

fn byte_before(bytes: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b' ', |before| bytes[before])
}
