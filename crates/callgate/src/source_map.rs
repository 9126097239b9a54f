//! Source maps, encoded straight from what the emitter writes.

use std::fmt::Write as _;

use oxc_sourcemap::{SourceMap, Token};

use crate::{
    byte_masks::{BLOCK, Block, folded, is, is_in},
    lines::{Lines, next_line, utf16_length},
};

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What a source map is made from, beside the edits.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    /// The name of the source, relative to the map.
    pub(crate) name: &'a str,
    pub(crate) lines: &'a Lines<'a>,
}

/// Writes a version 3 source map with one source as JSON, of which the `mappings` come last.
pub(crate) struct Mappings {
    text: Vec<u8>,
    /// Column of the next character of the output, and of the last segment.
    column: u32,
    last_column: u32,
    last_original_line: u32,
    last_original_column: u32,
    is_first_in_line: bool,
    /// Whether the last segment says that what follows comes from nowhere.
    is_generated: bool,
}

impl Mappings {
    pub(crate) fn new(source_name: &str, source: &str) -> Self {
        // Mappings are about as long as the text, and escapes make it longer, mostly those of
        // line ends.
        let mut json = String::with_capacity(source.len() * 3 + 128);
        json.push_str("{\"version\":3,\"sources\":[");
        push_json_string(&mut json, source_name);
        json.push_str("],\"sourcesContent\":[");
        push_json_string(&mut json, source);
        json.push_str("],\"names\":[],\"mappings\":\"");
        Self {
            text: json.into_bytes(),
            column: 0,
            last_column: 0,
            last_original_line: 0,
            last_original_column: 0,
            is_first_in_line: true,
            is_generated: false,
        }
    }

    /// The characters that follow stand at this place in the source (both from 0).
    pub(crate) fn segment(&mut self, line: u32, column: u32) {
        self.start_segment();
        self.text.push(b'A');
        vlq(&mut self.text, line, self.last_original_line);
        vlq(&mut self.text, column, self.last_original_column);
        self.last_original_line = line;
        self.last_original_column = column;
    }

    /// The characters that follow come from nowhere.
    pub(crate) fn generated(&mut self) {
        if !self.is_generated && (!self.is_first_in_line || self.column > 0) {
            self.start_segment();
            self.is_generated = true;
        }
    }

    fn start_segment(&mut self) {
        if !self.is_first_in_line {
            self.text.push(b',');
        }
        self.is_first_in_line = false;
        self.is_generated = false;
        vlq(&mut self.text, self.column, self.last_column);
        self.last_column = self.column;
    }

    /// A line of the output has ended.
    fn new_line(&mut self) {
        self.text.push(b';');
        self.column = 0;
        self.last_column = 0;
        self.is_first_in_line = true;
        self.is_generated = false;
    }

    /// The line that was ended by CR ends with the LF that follows.
    pub(crate) fn join_line_end(&mut self) {
        self.text.pop();
    }

    /// Advances over generated text.
    pub(crate) fn skip(&mut self, text: &str) {
        // Most of it is short and plain. Without a branch, that is seen many bytes at a time.
        if text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~')) {
            self.column += text.len() as u32;
            return;
        }
        let mut rest = 0;
        while let Some(end) = next_line(text.as_bytes(), rest) {
            self.new_line();
            rest = end;
        }
        self.column += utf16_length(&text[rest..]);
    }

    /// Writes segments for text that stands in the output as in the source, where it starts at
    /// `line` and `column`. Words, strings and opening brackets get a segment each; of a run of
    /// other punctuation the first character does.
    pub(crate) fn original(&mut self, text: &str, line: u32, column: u32) {
        let bytes = text.as_bytes();
        let mut copy = Copy { mappings: self, line, column, start: 0, from: 0, is_started: false };
        let mut at = 0;
        let mut before = SPACE;
        while at < bytes.len() {
            let block = Block::new(bytes, at);
            if block.is_ascii() {
                let end = (at + BLOCK).min(bytes.len());
                copy.block(bytes, at, &block, before);
                before = CLASSES[usize::from(bytes[end - 1])];
                at = end;
            } else {
                (at, before) = copy.step(text, at, before);
            }
        }
        copy.catch_up();
        copy.mappings.column += (at - copy.from) as u32;
    }

    /// A segment that lies as far behind the last one as its original does.
    #[inline]
    fn step(&mut self, columns: usize) {
        if let Some(step) = STEPS.get(columns) {
            // Eight bytes are written as fast as one.
            self.text.extend_from_slice(step);
            self.text.truncate(self.text.len() - (step.len() - STEP));
        } else {
            self.long_step(columns as u32);
        }
    }

    // Apart, so that the rest is small enough to be part of a loop.
    #[inline(never)]
    fn long_step(&mut self, columns: u32) {
        self.text.push(b',');
        vlq(&mut self.text, columns, 0);
        self.text.extend_from_slice(b"AA");
        vlq(&mut self.text, columns, 0);
    }

    /// The whole map.
    pub(crate) fn into_json(mut self) -> String {
        self.text.extend_from_slice(b"\"}");
        // Only ASCII was written behind the first part, which was a string.
        String::from_utf8(self.text).unwrap_or_default()
    }
}

/// The length of a segment that lies few columns behind the last one, with its comma: one digit
/// each for the column, the source, the line and the original column.
const STEP: usize = 5;

/// Such segments by columns, and bytes that do not count.
static STEPS: [[u8; 8]; 16] = {
    let mut steps = [[0; 8]; 16];
    let mut columns = 0;
    while columns < steps.len() {
        let digit = BASE64[columns << 1];
        steps[columns] = [b',', digit, b'A', b'A', digit, 0, 0, 0];
        columns += 1;
    }
    steps
};

/// Appends `value - last`.
fn vlq(text: &mut Vec<u8>, value: u32, last: u32) {
    let difference = value.abs_diff(last);
    let mut rest = (u64::from(difference) << 1) | u64::from(value < last);
    while rest > 31 {
        text.push(BASE64[(rest & 31 | 32) as usize]);
        rest >>= 5;
    }
    text.push(BASE64[rest as usize]);
}

/// A text on its way from the source to the output.
struct Copy<'a> {
    mappings: &'a mut Mappings,
    /// The place in the source of the start of the line, or of the text.
    line: u32,
    column: u32,
    /// The place that the columns in `mappings` are those of.
    start: usize,
    /// Where the last segment is, or the line starts. Characters that are as many columns as
    /// bytes follow: others move it and `start`.
    from: usize,
    /// Whether the line has a segment.
    is_started: bool,
}

impl Copy<'_> {
    /// Writes the segments of a block of ASCII at `at`. Takes the class of the byte before it.
    fn block(&mut self, bytes: &[u8], at: usize, block: &Block, before: u8) {
        let words = block.mask(|bytes| {
            let folded = folded(bytes);
            is_in(folded, b'a', b'z') | is_in(bytes, b'0', b'9') | is(bytes, b'_') | is(bytes, b'$')
        });
        let marks = block.mask(|bytes| {
            let quotes = is(bytes, b'\'') | is(bytes, b'"') | is(bytes, b'`');
            quotes | is(bytes, b'(') | is(folded(bytes), b'{')
        });
        let line_ends = block.mask(|bytes| is(bytes, b'\n') | is(bytes, b'\r'));
        let blanks = block.mask(|bytes| is(bytes, b' ') | is_in(bytes, b'\t', b'\r'));
        let punctuation = !(words | marks | blanks);
        let word_starts = words & !(words << 1 | u64::from(before == WORD));
        let punctuation_starts =
            punctuation & !(punctuation << 1 | u64::from(before == PUNCTUATION));
        let mut rest = word_starts | punctuation_starts | marks | line_ends;
        while rest != 0 {
            let place = at + rest.trailing_zeros() as usize;
            if line_ends & rest & rest.wrapping_neg() == 0 {
                self.token(place);
            } else {
                self.line_end(bytes, place);
            }
            rest &= rest - 1;
        }
    }

    /// Writes the segment of one token of any text. Gives the place behind it, and what the
    /// class of a byte there must not be for it to start a token.
    fn step(&mut self, text: &str, at: usize, before: u8) -> (usize, u8) {
        let bytes = text.as_bytes();
        let class = CLASSES[usize::from(bytes[at])];
        match class {
            SPACE => return (at + 1, SPACE),
            LINE_END => {
                self.line_end(bytes, at);
                return (at + 1, SPACE);
            }
            WORD if is_separator(&bytes[at..]) => {
                self.new_line(at + SEPARATOR);
                return (at + SEPARATOR, SPACE);
            }
            _ if class == before => {}
            _ => self.token(at),
        }
        let is_inside = |at: usize| CLASSES[usize::from(bytes[at])] == class;
        let mut end = at + 1;
        while class != MARK && end < bytes.len() && is_inside(end) && !is_separator(&bytes[end..]) {
            end += 1;
        }
        let surplus = end - at - utf16_length(&text[at..end]) as usize;
        self.start += surplus;
        self.from += surplus;
        (end, if class == MARK { SPACE } else { class })
    }

    /// Writes a segment for the byte at `at`.
    #[inline]
    fn token(&mut self, at: usize) {
        let columns = at - self.from;
        self.from = at;
        if self.is_started {
            self.mappings.step(columns);
        } else {
            self.first_token(columns as u32);
        }
    }

    fn first_token(&mut self, columns: u32) {
        self.mappings.column += columns;
        self.mappings.segment(self.line, self.column + columns);
        self.start = self.from;
        self.is_started = true;
    }

    /// Takes the steps since `start` into account.
    fn catch_up(&mut self) {
        let columns = (self.from - self.start) as u32;
        self.start = self.from;
        self.mappings.column += columns;
        self.mappings.last_column += columns;
        self.mappings.last_original_column += columns;
    }

    fn line_end(&mut self, bytes: &[u8], at: usize) {
        if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
            self.new_line(at + 1);
        }
    }

    fn new_line(&mut self, start: usize) {
        self.catch_up();
        self.mappings.new_line();
        self.line += 1;
        self.column = 0;
        self.start = start;
        self.from = start;
        self.is_started = false;
    }
}

/// Classes of bytes. Of neighbours of one class the first one starts a token, but every mark
/// does: quotes and opening brackets, positions that an error or a breakpoint can name.
const SPACE: u8 = 0;
const WORD: u8 = 1;
const PUNCTUATION: u8 = 2;
const MARK: u8 = 4;
const LINE_END: u8 = 8;

const CLASSES: [u8; 256] = {
    let mut classes = [WORD; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | 0x0B | 0x0C => SPACE,
            b'\n' | b'\r' => LINE_END,
            b'\'' | b'"' | b'`' | b'(' | b'[' | b'{' => MARK,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'$' => WORD,
            _ => PUNCTUATION,
        };
        byte += 1;
    }
    classes
};

/// The length of U+2028 and U+2029, which end lines, too.
const SEPARATOR: usize = 3;

fn is_separator(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0xA8 | 0xA9, ..])
}

/// A map that came with the source. The error says what is wrong with it.
pub(crate) fn read_input(json: &str) -> Result<SourceMap<'_>, String> {
    SourceMap::from_json_string(json).map_err(|error| match error {
        _ if json.contains("\"sections\"") => "index maps are not supported".to_owned(),
        error => error.to_string(),
    })
}

/// `map`, whose source is the output of `input`, as a map to the sources of `input`.
pub(crate) fn compose(map: String, input: &SourceMap) -> String {
    let Ok(map) = SourceMap::from_json_string(&map) else { return map };
    let source_count = input.get_sources().len() as u32;
    let name_count = input.get_names().len() as u32;
    let table = input.generate_lookup_table();
    let tokens = map.get_tokens().map(|token| {
        let original = token.get_source_id().and_then(|_| {
            input.lookup_token_approx(&table, token.get_src_line(), token.get_src_col())
        });
        let (line, column) = (token.get_dst_line(), token.get_dst_col());
        match original {
            Some(original) => Token::new(
                line,
                column,
                original.get_src_line(),
                original.get_src_col(),
                original.get_source_id().filter(|&id| id < source_count),
                original.get_name_id().filter(|&id| id < name_count),
            ),
            None => Token::new(line, column, 0, 0, None, None),
        }
    });
    let composed = SourceMap::new(
        None,
        input.get_names().map(|name| name.to_owned().into()).collect(),
        input.get_source_root().map(|root| root.to_owned().into()),
        input.get_sources().map(|source| source.to_owned().into()).collect(),
        input.get_source_contents().map(|text| text.map(|text| text.to_owned().into())).collect(),
        tokens.collect(),
        None,
    );
    composed.to_json_string()
}

/// Appends `text` as a JSON string, which is a JavaScript string too.
pub(crate) fn push_json_string(json: &mut String, text: &str) {
    json.push('"');
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in (0..bytes.len()).step_by(BLOCK) {
        let mut escaped = Block::new(bytes, at)
            .mask(|bytes| is_in(bytes, 0, 0x1F) | is(bytes, b'"') | is(bytes, b'\\'));
        while escaped != 0 {
            let place = at + escaped.trailing_zeros() as usize;
            json.push_str(&text[done..place]);
            push_escape(json, bytes[place]);
            done = place + 1;
            escaped &= escaped - 1;
        }
    }
    json.push_str(&text[done..]);
    json.push('"');
}

fn push_escape(json: &mut String, byte: u8) {
    match byte {
        b'"' => json.push_str("\\\""),
        b'\\' => json.push_str("\\\\"),
        b'\n' => json.push_str("\\n"),
        b'\r' => json.push_str("\\r"),
        b'\t' => json.push_str("\\t"),
        // Writing to a string cannot fail.
        control => _ = write!(json, "\\u{control:04x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::read_input;

    #[test]
    fn names_index_maps() {
        let index = r#"{"version":3,"sections":[]}"#;
        assert_eq!(read_input(index).err().as_deref(), Some("index maps are not supported"));
        assert!(read_input("a.js.map").is_err());
        assert!(read_input(r#"{"version":3,"sources":[],"names":[],"mappings":""}"#).is_ok());
    }
}
