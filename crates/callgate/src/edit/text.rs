//! A text edited in place: replacements that may hold parts of the text, and a source map of
//! the result.

use std::{borrow::Cow, cmp::Reverse};

use crate::{
    lines::Lines,
    source_map::{Mappings, Origin},
};

/// A part of the output.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// New text. With an origin, its start is mapped there.
    Text { text: Cow<'static, str>, origin: Option<u32> },
    /// A part of the source, with the edits inside of it.
    Source { start: u32, end: u32 },
}

impl Piece {
    pub(super) fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Text { text: text.into(), origin: None }
    }

    pub(super) fn mapped(text: impl Into<Cow<'static, str>>, origin: u32) -> Self {
        Self::Text { text: text.into(), origin: Some(origin) }
    }

    fn text_length(&self) -> usize {
        match self {
            Self::Text { text, .. } => text.len(),
            Self::Source { .. } => 0,
        }
    }
}

/// Replaces `start..end` of the source; an insertion when they are equal.
#[derive(Clone, Debug)]
struct Edit {
    start: u32,
    end: u32,
    pieces: Vec<Piece>,
}

/// The source with its edits. Edits may lie inside one another; those inside of a replaced part
/// take effect where a piece brings that part back.
pub(super) struct EditedText<'a> {
    source: &'a str,
    edits: Vec<Edit>,
    tail: Vec<Piece>,
}

impl<'a> EditedText<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, edits: Vec::new(), tail: Vec::new() }
    }

    pub(super) fn replace(&mut self, (start, end): (u32, u32), pieces: Vec<Piece>) {
        self.edits.push(Edit { start, end, pieces });
    }

    /// Insertions at one place keep the order in which they are made. They belong to what follows:
    /// a part of the source that ends there moves without them.
    pub(super) fn insert(&mut self, at: u32, pieces: Vec<Piece>) {
        if at as usize == self.source.len() {
            self.append(pieces);
        } else {
            self.replace((at, at), pieces);
        }
    }

    pub(super) fn append(&mut self, pieces: Vec<Piece>) {
        self.tail.extend(pieces);
    }

    /// The edited text and, if wanted, its source map.
    pub(super) fn render(mut self, origin: Option<Origin>) -> (String, Option<String>) {
        // Insertions before replacements, outer replacements before inner ones.
        self.edits.sort_by_key(|edit| (edit.start, edit.end > edit.start, Reverse(edit.end)));
        let pieces = self.edits.iter().flat_map(|edit| &edit.pieces).chain(&self.tail);
        // A part that moves is not in its old place any more.
        let length = self.source.len() + pieces.map(Piece::text_length).sum::<usize>();
        let mut writer = Writer::new(self.source, &self.edits, length, origin);
        writer.edited(0, self.source.len() as u32, 0);
        writer.pieces(&self.tail);
        writer.finish()
    }
}

/// A new text whose pieces are mapped to places in `source`.
pub(super) fn render_new(
    pieces: &[Piece],
    source: &str,
    origin: Option<Origin>,
) -> (String, Option<String>) {
    let length = pieces.iter().map(Piece::text_length).sum();
    let mut writer = Writer::new(source, &[], length, origin);
    writer.pieces(pieces);
    writer.finish()
}

struct Writer<'a> {
    source: &'a str,
    edits: &'a [Edit],
    output: String,
    mappings: Option<(Mappings, &'a Lines<'a>)>,
}

impl<'a> Writer<'a> {
    /// `length` is about that of the output.
    fn new(source: &'a str, edits: &'a [Edit], length: usize, origin: Option<Origin<'a>>) -> Self {
        Self {
            source,
            edits,
            output: String::with_capacity(length),
            mappings: origin.map(|Origin { name, lines }| (Mappings::new(name, source), lines)),
        }
    }

    fn finish(self) -> (String, Option<String>) {
        (self.output, self.mappings.map(|(mappings, _)| mappings.into_json()))
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text { text, origin } => self.generated(text, *origin),
                Piece::Source { start, end } => self.source(*start, *end),
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
        let mut at = start;
        while let Some(edit) = edits.get(next).filter(|edit| edit.start < end) {
            next += 1;
            if edit.end > end || edit.start < at {
                continue;
            }
            self.original(at, edit.start);
            self.pieces(&edit.pieces);
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
        if let Some((mappings, lines)) = &mut self.mappings {
            let (line, column) = lines.position(start);
            mappings.original(text, line - 1, column);
        }
        self.output.push_str(text);
    }

    fn generated(&mut self, text: &str, origin: Option<u32>) {
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
