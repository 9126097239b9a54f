//! Line and column of a byte offset, in UTF-16 code units (rule 7.7).

use std::cell::{Cell, OnceCell};

/// How many lines to look through before a search of all.
const NEAR: usize = 4;

/// What lines are taken to be long, so that the list of them seldom grows.
const LINE_LENGTH: usize = 24;

/// Places so many bytes apart know how many code units are before them.
const BLOCK: usize = 4096;

/// Start offsets of lines. Lines end as ECMA-262 and source map consumers see them: at LF, CR,
/// CR LF, U+2028 and U+2029.
pub(crate) struct Lines<'a> {
    source: &'a str,
    starts: Vec<u32>,
    /// The place that was asked for last: the next one is often behind it on the same line or
    /// the next, and a line may be as long as the file.
    last: Cell<Place>,
    /// The code units before each block; counted when the first is asked for.
    blocks: OnceCell<Vec<u32>>,
}

#[derive(Clone, Copy, Default)]
struct Place {
    /// Line from 0.
    line: usize,
    offset: u32,
    column: u32,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        let mut starts = Vec::with_capacity(source.len() / LINE_LENGTH + 1);
        starts.push(0);
        starts.extend(lines_behind(source.as_bytes()).map(|start| start as u32));
        Self { source, starts, last: Cell::default(), blocks: OnceCell::new() }
    }

    /// The line from 0.
    fn line_of(&self, offset: u32) -> usize {
        let last = self.last.get().line;
        let near = last..(last + NEAR).min(self.starts.len());
        if self.starts[last] <= offset
            && let Some(line) = near.rev().find(|&line| self.starts[line] <= offset)
            && self.starts.get(line + 1).is_none_or(|&next| offset < next)
        {
            return line;
        }
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Line from 1, column from 0 in UTF-16 code units.
    pub(crate) fn position(&self, offset: u32) -> (u32, u32) {
        let line = self.line_of(offset);
        let last = self.last.get();
        let (from, before) = if last.line == line && last.offset <= offset {
            (last.offset, last.column)
        } else {
            (self.starts[line], 0)
        };
        let column = before + self.utf16_between(from, offset);
        self.last.set(Place { line, offset, column });
        (line as u32 + 1, column)
    }

    /// The offset in UTF-16 code units from the start of the text.
    pub(crate) fn utf16_offset(&self, offset: u32) -> u32 {
        let bytes = self.source.as_bytes();
        let blocks = self.blocks.get_or_init(|| {
            let mut blocks = vec![0];
            for block in bytes.chunks(BLOCK) {
                blocks.push(blocks[blocks.len() - 1] + utf16_starts(block));
            }
            blocks
        });
        let (offset, block) = (offset as usize, offset as usize / BLOCK);
        blocks[block] + utf16_starts(&bytes[block * BLOCK..offset])
    }

    fn utf16_between(&self, from: u32, to: u32) -> u32 {
        if (to - from) as usize > BLOCK {
            return self.utf16_offset(to) - self.utf16_offset(from);
        }
        utf16_length(&self.source[from as usize..to as usize])
    }
}

/// The offset behind the next line terminator at or after `at`.
pub(crate) fn next_line(bytes: &[u8], at: usize) -> Option<usize> {
    lines_behind(&bytes[at..]).next().map(|start| at + start)
}

/// Where the lines behind each line terminator start.
fn lines_behind(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memchr3_iter(b'\n', b'\r', 0xE2, bytes).filter_map(|end| line_behind(bytes, end))
}

/// Where a line starts, if the byte at `at` ends one. That of CR LF is LF.
fn line_behind(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at..] {
        [b'\r', b'\n', ..] => None,
        [b'\n' | b'\r', ..] => Some(at + 1),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => Some(at + 3),
        _ => None,
    }
}

/// How many UTF-16 code units start in `bytes`, which may begin and end within a character.
fn utf16_starts(bytes: &[u8]) -> u32 {
    let units = |&byte: &u8| u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0);
    bytes.iter().map(units).sum()
}

/// Length of `text` in UTF-16 code units.
pub(crate) fn utf16_length(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    utf16_starts(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn counts_every_line_terminator_and_utf16_columns() {
        let source = "a\nb\r\nc\rd\u{2028}e\u{e9}\u{1F600}f";
        let lines = Lines::new(source);
        let at = |needle: char| lines.position(source.find(needle).unwrap() as u32);
        assert_eq!(at('a'), (1, 0));
        assert_eq!(at('b'), (2, 0));
        assert_eq!(at('c'), (3, 0));
        assert_eq!(at('d'), (4, 0));
        assert_eq!(at('e'), (5, 0));
        assert_eq!(at('f'), (5, 4));
        assert_eq!(lines.utf16_offset(source.find('f').unwrap() as u32), 13);
    }

    #[test]
    fn counts_far_into_long_lines() {
        let source = "a\u{e9}\u{1F600}".repeat(5000);
        let lines = Lines::new(&source);
        for at in [0, 7, 7 * 4999, source.len(), 7 * 585, 7 * 1000] {
            let units = (at / 7 * 4) as u32;
            assert_eq!(lines.utf16_offset(at as u32), units, "{at}");
            assert_eq!(lines.position(at as u32), (1, units), "{at}");
        }
    }
}
