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
    let mut estimate = Estimate { operators: vec![0], depth: 0, deepest: 0 };
    let mut elses = 0;
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(|&byte| COUNTS[usize::from(byte)]) {
        at += skipped;
        let rest = &bytes[at..];
        match bytes[at] {
            b'\'' | b'"' => at += string_length(rest),
            b'/' if rest.starts_with(b"//") => at += line_length(rest),
            // `</a>` and `<a />` close what `<a>` opens.
            b'/' if at > 0 && bytes[at - 1] == b'<' || rest.starts_with(b"/>") => {
                estimate.close_element();
            }
            b'(' | b'[' | b'{' => estimate.open(),
            b')' | b']' => {
                estimate.close();
                // `f()()()` nests as `a + b + c` does.
                estimate.operator();
            }
            b'}' => estimate.close(),
            b',' | b';' => estimate.separate(),
            b'e' if rest.starts_with(b"else") => elses += 1,
            b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'!' | b'~' | b'?' | b':'
            | b'=' | b'<' | b'>' | b'.' | b'`' | b'@' => estimate.operator(),
            // `await await a`, `new new A`
            b' ' if at > 0 && bytes[at - 1].is_ascii_lowercase() => estimate.operator(),
            b'\n' if at > 0 && bytes[at - 1] == b'}' => estimate.separate(),
            _ => {}
        }
        at += 1;
    }
    estimate.deepest + elses
}

/// The bytes that [`depth_bound`] looks at: most of a text is names, and read over.
const COUNTS: [bool; 256] = {
    let mut counts = [false; 256];
    let bytes = b"'\"/([{)]},;e+-*%&|^!~?:=<>.`@ \n";
    let mut at = 0;
    while at < bytes.len() {
        counts[bytes[at] as usize] = true;
        at += 1;
    }
    counts
};

/// The depth so far.
struct Estimate {
    /// Operators in each open bracket since the last separator.
    operators: Vec<usize>,
    depth: usize,
    deepest: usize,
}

impl Estimate {
    fn open(&mut self) {
        self.operators.push(0);
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
    }

    fn close(&mut self) {
        if self.operators.len() > 1
            && let Some(operators) = self.operators.pop()
        {
            self.depth -= operators + 1;
        }
    }

    fn operator(&mut self) {
        if let Some(operators) = self.operators.last_mut() {
            *operators += 1;
            self.depth += 1;
            self.deepest = self.deepest.max(self.depth);
        }
    }

    fn separate(&mut self) {
        if let Some(operators) = self.operators.last_mut() {
            self.depth -= *operators;
            *operators = 0;
        }
    }

    fn close_element(&mut self) {
        if let Some(operators) = self.operators.last_mut() {
            let closed = (*operators).min(2);
            *operators -= closed;
            self.depth -= closed;
        }
    }
}

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
