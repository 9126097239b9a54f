//! Source maps, encoded straight from what the emitter writes.

use std::fmt::Write as _;

use oxc_sourcemap::{SourceMap, Token};

use crate::lines::utf16_length;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Builds the `mappings` of a version 3 source map with one source.
pub(crate) struct Mappings {
    text: String,
    /// Column of the next character of the output, and of the last segment.
    column: i64,
    last_column: i64,
    last_original_line: i64,
    last_original_column: i64,
    is_first_in_line: bool,
}

impl Mappings {
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            column: 0,
            last_column: 0,
            last_original_line: 0,
            last_original_column: 0,
            is_first_in_line: true,
        }
    }

    /// The characters that follow stand at this place in the source (both from 0).
    pub(crate) fn segment(&mut self, line: u32, column: u32) {
        let (line, column) = (i64::from(line), i64::from(column));
        if !self.is_first_in_line {
            self.text.push(',');
        }
        self.is_first_in_line = false;
        vlq(&mut self.text, self.column - self.last_column);
        self.text.push('A');
        vlq(&mut self.text, line - self.last_original_line);
        vlq(&mut self.text, column - self.last_original_column);
        self.last_column = self.column;
        self.last_original_line = line;
        self.last_original_column = column;
    }

    /// The characters that follow come from nowhere.
    pub(crate) fn generated(&mut self) {
        if self.is_first_in_line && self.column == 0 {
            return;
        }
        if !self.is_first_in_line {
            self.text.push(',');
        }
        self.is_first_in_line = false;
        vlq(&mut self.text, self.column - self.last_column);
        self.last_column = self.column;
    }

    /// `columns` UTF-16 code units were written to the current line.
    pub(crate) fn advance(&mut self, columns: u32) {
        self.column += i64::from(columns);
    }

    /// A line of the output has ended.
    pub(crate) fn new_line(&mut self) {
        self.text.push(';');
        self.column = 0;
        self.last_column = 0;
        self.is_first_in_line = true;
    }

    /// Advances over generated text.
    pub(crate) fn skip(&mut self, text: &str) {
        let mut rest = 0;
        while let Some(end) = crate::lines::next_line(text.as_bytes(), rest) {
            self.new_line();
            rest = end;
        }
        self.advance(utf16_length(&text[rest..]));
    }

    /// Writes segments for text that stands in the output as in the source, where it starts at
    /// `line` and `column`. Words, strings and opening brackets get a segment each; of a run of
    /// other punctuation the first character does.
    pub(crate) fn original(&mut self, text: &str, mut line: u32, mut column: u32) {
        let bytes = text.as_bytes();
        let mut previous = Class::Space;
        // Columns since the last segment; both sides of the map advance alike.
        let mut advanced = 0;
        let mut is_started = false;
        for (at, &byte) in bytes.iter().enumerate() {
            let class = CLASSES[usize::from(byte)];
            match class {
                Class::Space => {}
                Class::LineEnd if ends_line(bytes, at) => {
                    self.new_line();
                    (line, column, advanced, is_started) = (line + 1, 0, 0, false);
                    previous = Class::Space;
                    continue;
                }
                Class::Word if previous == Class::Word => {}
                Class::Punctuation if previous == Class::Punctuation => {}
                _ => {
                    self.column += i64::from(advanced);
                    column += advanced;
                    if is_started {
                        self.step(advanced);
                    } else {
                        self.segment(line, column);
                        is_started = true;
                    }
                    advanced = 0;
                }
            }
            previous = if class == Class::LineEnd { Class::Space } else { class };
            advanced += UNITS[usize::from(byte)];
        }
        self.column += i64::from(advanced);
    }

    /// A segment that lies as far behind the last one as its original does.
    fn step(&mut self, columns: u32) {
        if columns < 16 {
            // One digit each: column, source, line, original column.
            let digit = BASE64[(columns as usize) << 1];
            let segment = [b',', digit, b'A', b'A', digit];
            self.text.extend(segment.map(char::from));
        } else {
            self.text.push(',');
            vlq(&mut self.text, i64::from(columns));
            self.text.push_str("AA");
            vlq(&mut self.text, i64::from(columns));
        }
        self.last_column = self.column;
        self.last_original_column += i64::from(columns);
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

fn vlq(text: &mut String, value: i64) {
    let mut rest = if value < 0 { ((-value) << 1) | 1 } else { value << 1 } as u64;
    loop {
        let digit = (rest & 31) as usize;
        rest >>= 5;
        if rest == 0 {
            text.push(char::from(BASE64[digit]));
            return;
        }
        text.push(char::from(BASE64[digit | 32]));
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Space,
    Word,
    /// Quotes and opening brackets: a position that an error or a breakpoint can name.
    Mark,
    Punctuation,
    /// Ends a line, if the bytes around it agree.
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
    // The last byte of U+2028 and U+2029.
    classes[0xA8] = Class::LineEnd;
    classes[0xA9] = Class::LineEnd;
    classes
};

/// UTF-16 code units that a byte adds: a character's first byte counts for all of it.
const UNITS: [u32; 256] = {
    let mut units = [1; 256];
    let mut byte = 0x80;
    while byte < 256 {
        units[byte] = match byte {
            0x80..0xC0 => 0,
            0xF0.. => 2,
            _ => 1,
        };
        byte += 1;
    }
    units
};

fn ends_line(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => at >= 2 && bytes[at - 2..at] == [0xE2, 0x80],
    }
}

/// The map as JSON.
pub(crate) fn to_json(source_name: &str, source: &str, mappings: &str) -> String {
    let mut json = String::with_capacity(source.len() + mappings.len() + 128);
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
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1F => "",
            _ => continue,
        };
        json.push_str(&text[written..at]);
        written = at + 1;
        if escape.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(json, "\\u{byte:04x}");
        } else {
            json.push_str(escape);
        }
    }
    json.push_str(&text[written..]);
    json.push('"');
}
