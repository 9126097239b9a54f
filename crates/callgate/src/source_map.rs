//! Source maps, encoded straight from what the emitter writes.

use std::fmt::Write as _;

use oxc_sourcemap::{SourceMap, Token};

use crate::{
    byte_masks::{BLOCK, block, classes, mask},
    lines::{next_line, utf16_length},
};

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Builds the `mappings` of a version 3 source map with one source.
pub(crate) struct Mappings {
    /// ASCII.
    text: Vec<u8>,
    /// Column of the next character of the output, and of the last segment.
    column: u32,
    last_column: u32,
    last_original_line: u32,
    last_original_column: u32,
    is_first_in_line: bool,
}

impl Mappings {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self {
            text: Vec::with_capacity(capacity),
            column: 0,
            last_column: 0,
            last_original_line: 0,
            last_original_column: 0,
            is_first_in_line: true,
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
        if !self.is_first_in_line || self.column > 0 {
            self.start_segment();
        }
    }

    fn start_segment(&mut self) {
        if !self.is_first_in_line {
            self.text.push(b',');
        }
        self.is_first_in_line = false;
        vlq(&mut self.text, self.column, self.last_column);
        self.last_column = self.column;
    }

    /// A line of the output has ended.
    fn new_line(&mut self) {
        self.text.push(b';');
        self.column = 0;
        self.last_column = 0;
        self.is_first_in_line = true;
    }

    /// Advances over generated text.
    pub(crate) fn skip(&mut self, text: &str) {
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
        let mut copy = Copy { mappings: self, line, column, from: 0, is_started: false };
        let mut at = 0;
        let mut before = SPACE;
        while at < bytes.len() {
            let block = block(bytes, at);
            if block.is_ascii() {
                before = copy.block(bytes, at, &block, before);
                at = (at + BLOCK).min(bytes.len());
            } else {
                (at, before) = copy.step(text, at, before);
            }
        }
        copy.mappings.column += (at - copy.from) as u32;
    }

    /// A segment that lies as far behind the last one as its original does.
    fn step(&mut self, columns: u32) {
        if columns < 16 {
            // One digit each: column, source, line, original column.
            let digit = BASE64[(columns as usize) << 1];
            self.text.extend_from_slice(&[b',', digit, b'A', b'A', digit]);
        } else {
            self.text.push(b',');
            vlq(&mut self.text, columns, 0);
            self.text.extend_from_slice(b"AA");
            vlq(&mut self.text, columns, 0);
        }
        self.last_column = self.column;
        self.last_original_column += columns;
    }

    pub(crate) fn into_text(self) -> String {
        // Only ASCII was written.
        String::from_utf8(self.text).unwrap_or_default()
    }
}

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
    /// The place in the source of the byte at `from`.
    line: u32,
    column: u32,
    /// Where the last segment is, or the line starts. Characters that are as many columns as
    /// bytes follow: others move it.
    from: usize,
    /// Whether the line has a segment.
    is_started: bool,
}

impl Copy<'_> {
    /// Writes the segments of a block of ASCII at `at`. Takes the class of the byte before it,
    /// gives that of its last byte.
    fn block(&mut self, bytes: &[u8], at: usize, block: &[u8; BLOCK], before: u8) -> u8 {
        let classes = classes(block, |byte| CLASSES[usize::from(byte)]);
        let tokens = mask(&classes, before, |class, before| {
            let starts = class & (!before | repeated(MARK));
            starts | starts >> 1 | starts >> 2
        });
        let line_ends = mask(&classes, before, |class, _| class >> 3);
        let mut rest = tokens | line_ends;
        while rest != 0 {
            let place = at + rest.trailing_zeros() as usize;
            if line_ends & rest & rest.wrapping_neg() == 0 {
                self.token(place);
            } else {
                self.line_end(bytes, place);
            }
            rest &= rest - 1;
        }
        CLASSES[usize::from(block[BLOCK - 1])]
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
        self.from += end - at - utf16_length(&text[at..end]) as usize;
        (end, if class == MARK { SPACE } else { class })
    }

    /// Writes a segment for the byte at `at`.
    fn token(&mut self, at: usize) {
        let columns = (at - self.from) as u32;
        self.from = at;
        self.mappings.column += columns;
        if self.is_started {
            self.mappings.step(columns);
        } else {
            self.mappings.segment(self.line, self.column + columns);
            self.is_started = true;
        }
    }

    fn line_end(&mut self, bytes: &[u8], at: usize) {
        if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
            self.new_line(at + 1);
        }
    }

    fn new_line(&mut self, start: usize) {
        self.mappings.new_line();
        self.line += 1;
        self.column = 0;
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

/// A class in each byte of a word.
const fn repeated(class: u8) -> u64 {
    u64::from_ne_bytes([class; 8])
}

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

/// The map as JSON.
pub(crate) fn to_json(source_name: &str, source: &str, mappings: &str) -> String {
    // Escapes make the text longer, mostly those of line ends.
    let capacity = source.len() + source.len() / 8 + mappings.len() + 128;
    let mut json = String::with_capacity(capacity);
    json.push_str("{\"version\":3,\"sources\":[");
    push_json_string(&mut json, source_name);
    json.push_str("],\"sourcesContent\":[");
    push_json_string(&mut json, source);
    json.push_str("],\"names\":[],\"mappings\":\"");
    json.push_str(mappings);
    json.push_str("\"}");
    json
}

/// A map that came with the source. The error says what is wrong with it.
pub(crate) fn read_input(json: &str) -> Result<SourceMap<'_>, String> {
    SourceMap::from_json_string(json).map_err(|error| error.to_string())
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
        let classes = classes(&block(bytes, at), is_escaped);
        let mut escaped = mask(&classes, 0, |class, _| class);
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

fn is_escaped(byte: u8) -> u8 {
    u8::from((byte < 0x20) | (byte == b'"') | (byte == b'\\'))
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
