//! How much stack a text needs. The parser and every pass recurse as deep as the syntax tree is,
//! so deep input gets a larger stack, and hopeless input a diagnostic.

use memchr::{memchr, memchr3, memmem};
use wide::u8x16;

use crate::byte_masks::{BLOCK, Block, folded, from, is, is_in};

/// Deeper than this is refused; people do not write such code, and generators can do otherwise.
const MAX_DEPTH: usize = 200_000;

/// Stack that one level of the tree takes in the most expensive pass.
const BYTES_PER_LEVEL: usize = if cfg!(debug_assertions) { 24 * 1024 } else { 6 * 1024 };

/// A stack that may be larger than what is needed: what is not used of it is addresses and no
/// memory, so they cost less than a closer look at the text.
const GENEROUS: usize = 64 * 1024 * 1024;

/// Stack for everything else.
const BASE: usize = 256 * 1024;

/// Runs `compile` with enough stack for `source`; `None` if it is nested too deeply.
pub(crate) fn with_stack_for<T>(source: &str, compile: impl FnOnce() -> T) -> Option<T> {
    // No stack grows there, and the host has taken the same tree through it already.
    if cfg!(target_family = "wasm") {
        return Some(compile());
    }
    let bytes = source.as_bytes();
    let mut needed = stack_of(level_count(bytes));
    if needed > GENEROUS {
        let depth = depth_bound(bytes);
        if depth > MAX_DEPTH {
            return None;
        }
        needed = stack_of(depth);
    }
    Some(stacker::maybe_grow(needed, needed, compile))
}

fn stack_of(depth: usize) -> usize {
    BASE + depth * BYTES_PER_LEVEL
}

/// How deep the tree would be if nothing in the text ended: opening brackets, operators, and words
/// that others follow. Costs little, and most modules need no closer look.
fn level_count(bytes: &[u8]) -> usize {
    let blocks = (0..bytes.len()).step_by(BLOCK).map(|at| {
        let block = Block::new(bytes, at);
        let starts = block.mask(|bytes| {
            operators(bytes) | is(bytes, b'/') | is(bytes, b'(') | is(folded(bytes), b'{')
        });
        (starts | word_ends(&block, byte_before(bytes, at))).count_ones() as usize
    });
    blocks.sum()
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

/// An estimate from above of the depth of the syntax tree: brackets that are open at one place,
/// and for each of them the operators of the expression or statement that is open in it.
fn depth_bound(bytes: &[u8]) -> usize {
    let mut estimate = Estimate::default();
    let mut at = 0;
    while at < bytes.len() {
        at = estimate.block(bytes, at);
    }
    estimate.note();
    estimate.deepest + memmem::find_iter(bytes, "else").count()
}

/// The depth so far.
#[derive(Default)]
struct Estimate {
    /// Operators since the last separator, in the innermost open bracket and in each of those
    /// around it.
    operators: usize,
    outer: Vec<usize>,
    /// The depth without the operators in the innermost bracket.
    depth: usize,
    deepest: usize,
}

impl Estimate {
    /// Reads the block at `at`; gives the place to go on from.
    fn block(&mut self, bytes: &[u8], at: usize) -> usize {
        let block = Block::new(bytes, at);
        let before = byte_before(bytes, at);
        let braces = block.mask(|bytes| is(bytes, b'}'));
        let line_ends = block.mask(|bytes| is(bytes, b'\n'));
        let block_ends = line_ends & (braces << 1 | u64::from(before == b'}'));
        let operators = word_ends(&block, before) | block.mask(operators);
        let others = block.mask(|bytes| {
            is(bytes, b'\'')
                | is(bytes, b'"')
                | is(bytes, b'/')
                | is_in(bytes, b'(', b')')
                | is(folded(bytes), b'{')
                | is(bytes, b']')
                | is(bytes, b',')
                | is(bytes, b';')
        });
        let mut structure = braces | block_ends | others;
        let mut done = 0;
        loop {
            let next = structure.trailing_zeros() as usize;
            self.operators += (operators & from(done) & !from(next)).count_ones() as usize;
            if next == BLOCK {
                return at + BLOCK;
            }
            done = next + 1 + self.structure(bytes, at + next);
            if done >= BLOCK {
                return at + done;
            }
            structure &= from(done);
        }
    }

    /// Takes in the byte at `at`. Gives how many bytes behind it say nothing.
    fn structure(&mut self, bytes: &[u8], at: usize) -> usize {
        let rest = &bytes[at..];
        match bytes[at] {
            b'\'' | b'"' => return string_length(rest),
            b'/' if rest.starts_with(b"//") => return line_length(rest),
            // `</a>` and `<a />` close what `<a>` opens.
            b'/' if at > 0 && bytes[at - 1] == b'<' || rest.starts_with(b"/>") => {
                self.close_element();
            }
            b'/' => self.operators += 1,
            b'(' | b'[' | b'{' => self.open(),
            b'}' => self.close(),
            b')' | b']' => {
                self.close();
                // `f()()()` nests as `a + b + c` does.
                self.operators += 1;
            }
            _ => self.separate(),
        }
        0
    }

    /// Takes the depth here into account. Called before it falls.
    fn note(&mut self) {
        self.deepest = self.deepest.max(self.depth + self.operators);
    }

    fn open(&mut self) {
        self.depth += self.operators + 1;
        self.outer.push(self.operators);
        self.operators = 0;
    }

    fn close(&mut self) {
        self.note();
        if let Some(outer) = self.outer.pop() {
            self.depth -= outer + 1;
            self.operators = outer;
        }
    }

    fn separate(&mut self) {
        self.note();
        self.operators = 0;
    }

    fn close_element(&mut self) {
        self.note();
        self.operators = self.operators.saturating_sub(2);
    }
}

/// The bytes between the quote that `rest` starts with and its fellow on the same line; 0 if it
/// has none and so is no string's.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr3(rest[0], b'\\', b'\n', rest.get(at..).unwrap_or_default()) {
        at += found;
        match rest[at] {
            b'\\' => at += 2,
            b'\n' => return 0,
            _ => return at,
        }
    }
    0
}

fn line_length(rest: &[u8]) -> usize {
    memchr(b'\n', rest).unwrap_or(rest.len()) - 1
}
