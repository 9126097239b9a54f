//! The text of a module, and where in it a span lies.

use swc_core::common::{BytePos, Span};

/// The text that the spans of a program point into.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    /// The position of the text's first byte.
    start: BytePos,
    /// What the positions of the program stand for, by number; empty if for themselves.
    positions: &'a [BytePos],
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str, start: BytePos) -> Self {
        Self { text, start, positions: &[] }
    }

    /// The text of a program whose positions were replaced by their place in `positions`.
    pub(crate) fn numbered(text: &'a str, start: BytePos, positions: &'a [BytePos]) -> Self {
        Self { text, start, positions }
    }

    /// Byte offsets of a span. What is not from the text is at its start.
    pub(crate) fn offsets(&self, span: Span) -> (u32, u32) {
        let offset = |position: BytePos| {
            let offset = self.original(position).0.saturating_sub(self.start.0) as usize;
            let within = offset.min(self.text.len());
            (0..=within).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0) as u32
        };
        let start = offset(span.lo);
        (start, offset(span.hi).max(start))
    }

    /// The text of a span that is from here.
    pub(crate) fn text_of(&self, span: Span) -> Option<&'a str> {
        let offset = |position: BytePos| self.original(position).0.checked_sub(self.start.0);
        let (start, end) = (offset(span.lo)? as usize, offset(span.hi)? as usize);
        self.text.get(start..end).filter(|text| !text.is_empty())
    }

    fn original(&self, position: BytePos) -> BytePos {
        self.positions.get(position.0 as usize).copied().unwrap_or(position)
    }
}

#[cfg(test)]
mod tests {
    use swc_core::common::{BytePos, DUMMY_SP, Span};

    use super::Source;

    #[test]
    fn knows_what_is_not_from_the_text() {
        let source = Source::new("aé", BytePos(10));
        let span = |lo, hi| Span::new(BytePos(lo), BytePos(hi));
        assert_eq!(source.text_of(span(10, 13)), Some("aé"));
        assert_eq!(source.offsets(span(11, 13)), (1, 3));
        for foreign in [DUMMY_SP, span(1, 12), span(11, 12), span(12, 13), span(11, 14)] {
            assert_eq!(source.text_of(foreign), None);
        }
        assert_eq!(source.offsets(DUMMY_SP), (0, 0));
        assert_eq!(source.offsets(span(12, 20)), (1, 3));
    }
}
