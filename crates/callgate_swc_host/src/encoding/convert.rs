//! Copies an encoded program; `to_current.rs` and `to_host.rs` say what becomes of changed nodes.

use std::ops::Range;

use super::{
    cbor::{Reader, major, write_head},
    nodes::{Changed, Layout, NODES, Shape},
};

/// What becomes of a changed node.
type Change = fn(&mut Converter<'_>, Changed) -> Option<()>;

pub(super) struct Converter<'a> {
    pub(super) input: Reader<'a>,
    /// All input before it is in `output`, or left out.
    copied: usize,
    output: Vec<u8>,
    change: Change,
    has_changed: bool,
}

/// Every method reads one or more values of the input, and gives `None` when they are not what
/// they have to be.
impl<'a> Converter<'a> {
    pub(super) fn new(program: &'a [u8]) -> Self {
        Self {
            input: Reader { bytes: program, at: 0 },
            copied: 0,
            output: Vec::new(),
            change: |_, _| None,
            has_changed: false,
        }
    }

    pub(super) fn convert(&mut self, change: Change) -> Option<()> {
        self.change = change;
        self.value(Shape::Node(NODES.number("Program")))?;
        (self.input.at == self.input.bytes.len()).then_some(())
    }

    pub(super) fn has_changed(&self) -> bool {
        self.has_changed
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.copy();
        self.output
    }

    /// Reads a value and what it holds.
    pub(super) fn value(&mut self, shape: Shape) -> Option<()> {
        match shape {
            Shape::Other => self.input.skip(),
            Shape::Node(number) => self.node(number),
            Shape::List(number) => {
                let length = self.input.array()?;
                self.nodes(number, length)
            }
            Shape::Lists(number) => {
                let length = self.input.array()?;
                (0..length).try_for_each(|_| self.value(Shape::List(number)))
            }
        }
    }

    pub(super) fn nodes(&mut self, number: usize, length: u64) -> Option<()> {
        (0..length).try_for_each(|_| self.node(number))
    }

    fn node(&mut self, number: usize) -> Option<()> {
        let node = NODES.get(number);
        if let Some(changed) = node.changed {
            return (self.change)(self, changed);
        }
        match &node.layout {
            Layout::Fields(shapes) => {
                if shapes.len() != 1 && self.input.array()? != shapes.len() as u64 {
                    return None;
                }
                shapes.iter().try_for_each(|&shape| self.value(shape))
            }
            Layout::Variants(shapes) => {
                let tag = usize::try_from(self.input.tag()?).ok()?;
                // A variant that is not in the table is newer than it.
                let shape = tag.checked_sub(1).and_then(|index| shapes.get(index));
                self.value(shape.copied().unwrap_or(Shape::Other))
            }
        }
    }

    /// Reads a value and gives its place.
    pub(super) fn place(&mut self) -> Option<Range<usize>> {
        let start = self.input.at;
        self.input.skip()?;
        Some(start..self.input.at)
    }

    /// Reads a value that is not for the output.
    pub(super) fn omit(&mut self) -> Option<Range<usize>> {
        self.copy();
        let place = self.place();
        self.copied = self.input.at;
        place
    }

    /// Reads the head of an array that is not for the output.
    pub(super) fn omit_array(&mut self, length: u64) -> Option<()> {
        self.copy();
        let found = self.input.array()?;
        self.copied = self.input.at;
        (found == length).then_some(())
    }

    /// Reads the head of an array and gives it another length.
    pub(super) fn resize(&mut self, from: u64, to: u64) -> Option<()> {
        self.omit_array(from)?;
        self.has_changed = true;
        write_head(&mut self.output, major::ARRAY, to);
        Some(())
    }

    /// Reads the head of a string and makes it one of another kind.
    pub(super) fn retype(&mut self, from: u8, to: u8) -> Option<()> {
        self.copy();
        let head = self.input.clone().head()?;
        if head.major != from {
            return None;
        }
        self.has_changed = true;
        self.input.skip()?;
        let start = self.copied;
        self.copy();
        let first = self.output.len() - (self.input.at - start);
        self.output[first] = self.output[first] & 0x1F | to << 5;
        Some(())
    }

    /// What reading in `read` writes, to stand elsewhere.
    pub(super) fn detached(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<Vec<u8>> {
        self.copy();
        let output = std::mem::take(&mut self.output);
        read(self)?;
        self.copy();
        Some(std::mem::replace(&mut self.output, output))
    }

    /// Writes what is not in the input.
    pub(super) fn put(&mut self, bytes: &[u8]) {
        self.copy();
        self.output.extend_from_slice(bytes);
    }

    pub(super) fn put_array(&mut self, length: u64) {
        self.copy();
        write_head(&mut self.output, major::ARRAY, length);
    }

    /// Writes a part of the input once more.
    pub(super) fn repeat(&mut self, place: Range<usize>) {
        let bytes = self.input.bytes;
        self.put(&bytes[place]);
    }

    /// Goes on reading elsewhere; what is between is not for the output.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.copy();
        self.input.at = at;
        self.copied = at;
    }

    fn copy(&mut self) {
        self.output.extend_from_slice(&self.input.bytes[self.copied..self.input.at]);
        self.copied = self.input.at;
    }
}

/// A shape by the name of its node, which is in the table.
pub(super) fn node(name: &str) -> Shape {
    Shape::Node(NODES.number(name))
}

/// A list of nodes, or an optional node.
pub(super) fn list(name: &str) -> Shape {
    Shape::List(NODES.number(name))
}
