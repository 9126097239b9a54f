//! Source maps, encoded straight from what the emitter writes.

use std::fmt::Write as _;

use oxc_sourcemap::{SourceMap, Token};

use crate::lines::{next_line, utf16_length};

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
        if text.is_ascii() {
            self.original_by(text, line, column, |from, to| (to - from) as u32);
        } else {
            self.original_by(text, line, column, |from, to| utf16_length(&text[from..to]));
        }
    }

    /// `columns` tells how many columns lie between two offsets in `text`.
    fn original_by(
        &mut self,
        text: &str,
        mut line: u32,
        mut column: u32,
        columns: impl Fn(usize, usize) -> u32,
    ) {
        let bytes = text.as_bytes();
        // The start of the line, and then of the token with the last segment in it.
        let mut last = 0;
        let mut is_started = false;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let token = at;
            at += 1;
            match CLASSES[usize::from(byte)] {
                Class::Space => continue,
                Class::LineEnd => {
                    if byte != b'\r' || bytes.get(at) != Some(&b'\n') {
                        self.new_line();
                        (line, column, last, is_started) = (line + 1, 0, at, false);
                    }
                    continue;
                }
                Class::Word => match bytes[token..].strip_prefix(&LINE_SEPARATOR) {
                    Some([0xA8 | 0xA9, ..]) => {
                        at = token + 3;
                        self.new_line();
                        (line, column, last, is_started) = (line + 1, 0, at, false);
                        continue;
                    }
                    _ => at = word_end(bytes, at),
                },
                Class::Punctuation => at = run_end(bytes, at, Class::Punctuation),
                Class::Mark => {}
            }
            let advanced = columns(last, token);
            last = token;
            column += advanced;
            self.column += advanced;
            if is_started {
                self.step(advanced);
            } else {
                self.segment(line, column);
                is_started = true;
            }
        }
        self.column += columns(last, at);
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

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    Word,
    /// Quotes and opening brackets: a position that an error or a breakpoint can name.
    Mark,
    Punctuation,
    LineEnd,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Word; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | 0x0B | 0x0C => Class::Space,
            b'\n' | b'\r' => Class::LineEnd,
            b'\'' | b'"' | b'`' | b'(' | b'[' | b'{' => Class::Mark,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'$' => Class::Word,
            _ => Class::Punctuation,
        };
        byte += 1;
    }
    classes
};

/// How U+2028 and U+2029 start; they end lines, too.
const LINE_SEPARATOR: [u8; 2] = [0xE2, 0x80];

fn run_end(bytes: &[u8], from: usize, class: Class) -> usize {
    let length = bytes[from..].iter().take_while(|&&byte| CLASSES[usize::from(byte)] == class);
    from + length.count()
}

fn word_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if CLASSES[usize::from(byte)] != Class::Word
            || byte == 0xE2 && matches!(bytes[at..], [0xE2, 0x80, 0xA8 | 0xA9, ..])
        {
            break;
        }
        at += 1;
    }
    at
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
    let mut rest = 0;
    while let Some(length) = bytes[rest..].iter().position(|&byte| IS_ESCAPED[usize::from(byte)]) {
        let at = rest + length;
        json.push_str(&text[rest..at]);
        rest = at + 1;
        match bytes[at] {
            b'"' => json.push_str("\\\""),
            b'\\' => json.push_str("\\\\"),
            b'\n' => json.push_str("\\n"),
            b'\r' => json.push_str("\\r"),
            b'\t' => json.push_str("\\t"),
            // Writing to a string cannot fail.
            control => _ = write!(json, "\\u{control:04x}"),
        }
    }
    json.push_str(&text[rest..]);
    json.push('"');
}

const IS_ESCAPED: [bool; 256] = {
    let mut is_escaped = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        is_escaped[byte] = true;
        byte += 1;
    }
    is_escaped[b'"' as usize] = true;
    is_escaped[b'\\' as usize] = true;
    is_escaped
};
