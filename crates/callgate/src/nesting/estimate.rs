//! About how deep a text is nested, from a look at its brackets and operators.

use memchr::{memchr, memchr3, memmem};

use super::operators;
use crate::byte_masks::{BLOCK, Block, folded, is, is_in};

/// About how deep the syntax tree is: brackets that are open at one place, and for each of them the
/// operators of the expression or statement that is open in it. Text that looks like code can hide
/// some of it.
pub(super) fn estimated_depth(bytes: &[u8]) -> usize {
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

/// The bits from `from` on; none for 64.
fn from(from: usize) -> u64 {
    u64::MAX.checked_shl(from as u32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{estimated_depth, from};

    #[test]
    fn goes_down_with_what_ends() {
        assert_eq!(estimated_depth(b"((((1))));"), 4);
        assert_eq!(estimated_depth("(1);\n".repeat(100).as_bytes()), 1);
        assert_eq!(estimated_depth("f(')', {});\n".repeat(100).as_bytes()), 2);
    }

    #[test]
    fn gives_the_bits_from_a_place_on() {
        assert_eq!((from(0), from(63), from(64)), (u64::MAX, 1 << 63, 0));
    }
}
