//! A text edited in place: replacements that may hold parts of the text, and a source map of
//! the result.

use std::{cmp::Reverse, ops::Range};

use crate::{
    lines::Lines,
    source_map::{Mappings, Origin},
};

/// A part of the output.
#[derive(Clone, Debug)]
enum Piece {
    /// This part of the generated text. With an origin, its start is mapped there.
    Generated { start: usize, end: usize, origin: Option<u32> },
    /// A part of the source, with the edits inside of it.
    Source { start: u32, end: u32 },
}

/// Parts of the output, one behind another. All generated text is in one string: most parts are
/// short, and there are many.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    text: String,
    pieces: Vec<Piece>,
}

impl Pieces {
    fn reserve(&mut self, pieces: usize, bytes: usize) {
        self.pieces.reserve(pieces);
        self.text.reserve(bytes);
    }

    /// Adds new text.
    pub(super) fn text(&mut self, text: &str) {
        self.write(|generated| generated.push_str(text));
    }

    /// Adds what `write` appends.
    pub(super) fn write(&mut self, write: impl FnOnce(&mut String)) {
        self.generated(None, write);
    }

    /// Adds new text whose start is mapped to a place in the source.
    pub(super) fn mapped(&mut self, text: &str, origin: u32) {
        self.write_mapped(origin, |generated| generated.push_str(text));
    }

    /// Adds what `write` appends, and maps its start to a place in the source.
    pub(super) fn write_mapped(&mut self, origin: u32, write: impl FnOnce(&mut String)) {
        self.generated(Some(origin), write);
    }

    /// Adds a part of the source.
    pub(super) fn source(&mut self, (start, end): (u32, u32)) {
        self.pieces.push(Piece::Source { start, end });
    }

    fn generated(&mut self, origin: Option<u32>, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        self.pieces.push(Piece::Generated { start, end: self.text.len(), origin });
    }
}

/// Replaces `start..end` of the source; an insertion when they are equal.
#[derive(Clone, Debug)]
struct Edit {
    start: u32,
    end: u32,
    /// What comes in its place: a part of the pieces of all edits.
    pieces: Range<usize>,
}

/// The source with its edits. Edits may lie inside one another; those inside of a replaced part
/// take effect where a piece brings that part back.
pub(super) struct EditedText<'a> {
    source: &'a str,
    edits: Vec<Edit>,
    pieces: Pieces,
    tail: Pieces,
}

impl<'a> EditedText<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, edits: Vec::new(), pieces: Pieces::default(), tail: Pieces::default() }
    }

    /// Makes room for the edits of so many functions that move.
    pub(super) fn reserve(&mut self, functions: usize) {
        self.edits.reserve(functions * 4);
        self.pieces.reserve(functions * 6, functions * 384);
        self.tail.reserve(functions * 8, functions * 192);
    }

    /// Puts what `write` adds in the place of a part of the source.
    pub(super) fn replace(&mut self, (start, end): (u32, u32), write: impl FnOnce(&mut Pieces)) {
        let first = self.pieces.pieces.len();
        write(&mut self.pieces);
        self.edits.push(Edit { start, end, pieces: first..self.pieces.pieces.len() });
    }

    /// Insertions at one place keep the order in which they are made. They belong to what follows:
    /// a part of the source that ends there moves without them.
    pub(super) fn insert(&mut self, at: u32, write: impl FnOnce(&mut Pieces)) {
        if at as usize == self.source.len() {
            self.append(write);
        } else {
            self.replace((at, at), write);
        }
    }

    pub(super) fn append(&mut self, write: impl FnOnce(&mut Pieces)) {
        write(&mut self.tail);
    }

    /// The edited text and, if wanted, its source map.
    pub(super) fn render(mut self, origin: Option<Origin>) -> (String, Option<String>) {
        // Insertions before replacements, outer replacements before inner ones.
        self.edits.sort_by_key(|edit| (edit.start, edit.end > edit.start, Reverse(edit.end)));
        // A part that moves is not in its old place any more.
        let length = self.source.len() + self.pieces.text.len() + self.tail.text.len();
        let mut writer = Writer::new(self.source, &self.edits, &self.pieces, length, origin);
        writer.edited(0, self.source.len() as u32, 0);
        writer.pieces(&self.tail.text, &self.tail.pieces);
        writer.finish()
    }
}

/// A new text whose pieces are mapped to places in `source`.
pub(super) fn render_new(
    pieces: &Pieces,
    source: &str,
    origin: Option<Origin>,
) -> (String, Option<String>) {
    let mut writer = Writer::new(source, &[], pieces, pieces.text.len(), origin);
    writer.pieces(&pieces.text, &pieces.pieces);
    writer.finish()
}

struct Writer<'a> {
    source: &'a str,
    edits: &'a [Edit],
    /// Those of all edits.
    edit_pieces: &'a Pieces,
    output: String,
    mappings: Option<(Mappings, &'a Lines<'a>)>,
}

impl<'a> Writer<'a> {
    /// `length` is about that of the output.
    fn new(
        source: &'a str,
        edits: &'a [Edit],
        edit_pieces: &'a Pieces,
        length: usize,
        origin: Option<Origin<'a>>,
    ) -> Self {
        Self {
            source,
            edits,
            edit_pieces,
            output: String::with_capacity(length),
            mappings: origin.map(|Origin { name, lines }| (Mappings::new(name, source), lines)),
        }
    }

    fn finish(self) -> (String, Option<String>) {
        (self.output, self.mappings.map(|(mappings, _)| mappings.into_json()))
    }

    /// `text` holds what is generated of `pieces`.
    fn pieces(&mut self, text: &str, pieces: &[Piece]) {
        for piece in pieces {
            match *piece {
                Piece::Generated { start, end, origin } => {
                    self.generated(&text[start..end], origin);
                }
                Piece::Source { start, end } => self.source(start, end),
            }
        }
    }

    /// Writes a part of the source with the edits strictly inside of it: an edit of the very
    /// same part is what brought us here.
    fn source(&mut self, start: u32, end: u32) {
        let edits = self.edits;
        let first = edits.partition_point(|edit| edit.start < start);
        let itself = edits[first..]
            .iter()
            .take_while(|edit| edit.start == start)
            .position(|edit| edit.end == end && edit.start < edit.end);
        self.edited(start, end, first + itself.map_or(0, |at| at + 1));
    }

    /// Writes a part of the source with the edits inside of it, from the edit `next` on.
    fn edited(&mut self, start: u32, end: u32, mut next: usize) {
        let edits = self.edits;
        let Pieces { text, pieces } = self.edit_pieces;
        let mut at = start;
        while let Some(edit) = edits.get(next).filter(|edit| edit.start < end) {
            next += 1;
            if edit.end > end || edit.start < at {
                continue;
            }
            self.original(at, edit.start);
            self.pieces(text, &pieces[edit.pieces.clone()]);
            at = edit.end;
            if edit.end > edit.start {
                // What lies inside of a replaced part goes with it.
                next += edits[next..].partition_point(|inner| inner.start < edit.end);
            }
        }
        self.original(at, end);
    }

    fn original(&mut self, start: u32, end: u32) {
        let text = &self.source[start as usize..end as usize];
        if text.is_empty() {
            return;
        }
        self.join_line_end(text);
        if let Some((mappings, lines)) = &mut self.mappings {
            let (line, column) = lines.position(start);
            mappings.original(text, line - 1, column);
        }
        self.output.push_str(text);
    }

    /// CR and LF that were apart end one line where an edit puts them together.
    fn join_line_end(&mut self, text: &str) {
        if text.starts_with('\n')
            && self.output.ends_with('\r')
            && let Some((mappings, _)) = &mut self.mappings
        {
            mappings.join_line_end();
        }
    }

    fn generated(&mut self, text: &str, origin: Option<u32>) {
        self.join_line_end(text);
        if let Some((mappings, lines)) = &mut self.mappings {
            match origin {
                Some(origin) => {
                    let (line, column) = lines.position(origin);
                    mappings.segment(line - 1, column);
                }
                None => mappings.generated(),
            }
            mappings.skip(text);
        }
        self.output.push_str(text);
    }
}
