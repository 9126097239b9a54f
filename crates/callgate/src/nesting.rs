//! How much stack a text needs. The parser and every pass recurse as deep as the syntax tree is,
//! so deep input gets a larger stack, and hopeless input a diagnostic.

use memchr::memmem;

use crate::byte_masks::{BLOCK, block, classes, from, mask};

/// Deeper than this is refused; people do not write such code, and generators can do otherwise.
const MAX_DEPTH: usize = 200_000;

/// Stack that one level of the tree takes in the most expensive pass.
const BYTES_PER_LEVEL: usize = if cfg!(debug_assertions) { 24 * 1024 } else { 6 * 1024 };

/// Stack for everything else.
const BASE: usize = 256 * 1024;

/// Runs `compile` with enough stack for `source`; `None` if it is nested too deeply.
pub(crate) fn with_stack_for<T>(source: &str, compile: impl FnOnce() -> T) -> Option<T> {
    let depth = depth_bound(source.as_bytes());
    if depth > MAX_DEPTH {
        return None;
    }
    let needed = BASE + depth * BYTES_PER_LEVEL;
    Some(stacker::maybe_grow(needed, needed, compile))
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
        let block = block(bytes, at);
        let before = at.checked_sub(1).map_or(0, |before| CLASSES[usize::from(bytes[before])]);
        let classes = classes(&block, |byte| CLASSES[usize::from(byte)]);
        // `await await a`, `new new A`
        let is_word_end = |class, before| class >> SPACE & before >> LOWER;
        let is_block_end = |class, before| class >> LINE_END & before >> BRACE;
        let is_operator = |class, before| class >> OPERATOR | is_word_end(class, before);
        let is_structure = |class, before| class >> STRUCTURE | is_block_end(class, before);
        let operators = mask(&classes, before, is_operator);
        let mut structure = mask(&classes, before, is_structure);
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

const OPERATOR: u32 = 0;
const STRUCTURE: u32 = 1;
const SPACE: u32 = 2;
const LOWER: u32 = 3;
const LINE_END: u32 = 4;
const BRACE: u32 = 5;

/// Classes of bytes, as bits: what nests as an operator does, what needs a closer look, and what does
/// behind a lower-case letter or a `}`.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'+' | b'-' | b'*' | b'%' | b'&' | b'|' | b'^' | b'!' | b'~' | b'?' | b':' | b'='
            | b'<' | b'>' | b'.' | b'`' | b'@' => 1 << OPERATOR,
            b'\'' | b'"' | b'/' | b'(' | b'[' | b'{' | b')' | b']' | b',' | b';' => 1 << STRUCTURE,
            b'}' => 1 << STRUCTURE | 1 << BRACE,
            b' ' => 1 << SPACE,
            b'a'..=b'z' => 1 << LOWER,
            b'\n' => 1 << LINE_END,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The bytes between the quote that `rest` starts with and its fellow on the same line; 0 if it
/// has none and so is no string's.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return 0,
            _ if byte == rest[0] => return at,
            _ => {}
        }
        at += 1;
    }
    0
}

fn line_length(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).unwrap_or(rest.len()) - 1
}
