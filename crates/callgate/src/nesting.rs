//! How much stack a text needs. The parser and every pass recurse as deep as the syntax tree is,
//! so deep input gets a larger stack, and hopeless input a diagnostic.

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
    // Operators so far in each open bracket.
    let mut open: Vec<usize> = vec![0];
    let mut depth = 0;
    let mut deepest = 0;
    let mut elses = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => {
                open.push(0);
                depth += 1;
            }
            b')' | b']' | b'}' => {
                if open.len() > 1
                    && let Some(operators) = open.pop()
                {
                    depth -= operators + 1;
                }
                // `f()()()` nests as `a + b + c` does.
                if byte != b'}' {
                    operator(&mut open, &mut depth);
                }
            }
            b',' | b';' => {
                if let Some(operators) = open.last_mut() {
                    depth -= *operators;
                    *operators = 0;
                }
            }
            // `</a>` and `<a />` close what `<a>` opens.
            b'/' if at > 0 && bytes[at - 1] == b'<' || bytes.get(at + 1) == Some(&b'>') => {
                if let Some(operators) = open.last_mut() {
                    let closed = (*operators).min(2);
                    *operators -= closed;
                    depth -= closed;
                }
            }
            b'e' if bytes[at..].starts_with(b"else") => elses += 1,
            b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'!' | b'~' | b'?' | b':'
            | b'=' | b'<' | b'>' | b'.' | b'`' | b'@' => operator(&mut open, &mut depth),
            // `await await a`, `new new A`
            b' ' if at > 0 && bytes[at - 1].is_ascii_lowercase() => {
                operator(&mut open, &mut depth);
            }
            b'\n' if at > 0 && bytes[at - 1] == b'}' => {
                if let Some(operators) = open.last_mut() {
                    depth -= *operators;
                    *operators = 0;
                }
            }
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest + elses
}

fn operator(open: &mut [usize], depth: &mut usize) {
    if let Some(operators) = open.last_mut() {
        *operators += 1;
        *depth += 1;
    }
}
