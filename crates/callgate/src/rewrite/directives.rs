//! Taking directives out, without their comments.

use swc_core::common::{BytePos, Span, comments::Comments};

use super::{lists::Item, numbering::Numbering};

/// The comments of a program, by its original positions.
#[derive(Clone, Copy)]
pub(super) struct Attached<'a> {
    pub(super) comments: Option<&'a dyn Comments>,
    pub(super) numbering: &'a Numbering,
}

/// Takes out the statements of a list that `is_directive` knows. What follows one takes its
/// comments: a statement of the source as its own, a generated one by its place.
pub(super) fn remove_directives<T: Item>(
    items: &mut Vec<T>,
    is_directive: impl Fn(Span) -> bool,
    attached: Attached,
) {
    let mut at = 0;
    while at < items.len() {
        let span = items[at].span();
        if !is_directive(span) {
            // Directives are in the prologue.
            if !items[at].is_prologue() {
                return;
            }
            at += 1;
            continue;
        }
        items.remove(at);
        match items.get_mut(at) {
            // Generated statements stand behind the prologue.
            Some(next) if next.span().lo.is_dummy() => {
                if let Some(place) = next.place() {
                    *place = span;
                }
                return;
            }
            Some(next) => attached.inherit(span, next.span().lo),
            None if attached.has_any(span) => return items.push(T::empty(span)),
            None => {}
        }
    }
}

impl Attached<'_> {
    fn has_any(self, span: Span) -> bool {
        let (lo, hi) = self.originals(span);
        self.comments.is_some_and(|comments| comments.has_leading(lo) || comments.has_trailing(hi))
    }

    /// Puts the comments of a node that goes before those of the node at `heir`.
    fn inherit(self, from: Span, heir: BytePos) {
        let Some(comments) = self.comments else { return };
        let (lo, hi) = self.originals(from);
        let heir = self.numbering.original(heir);
        let leading = comments.take_leading(lo);
        let trailing = comments.take_trailing(hi);
        if lo.is_dummy() || heir.is_dummy() || leading.is_none() && trailing.is_none() {
            return;
        }
        let own = comments.take_leading(heir);
        let all = [leading, trailing, own].into_iter().flatten().flatten().collect();
        comments.add_leading_comments(heir, all);
    }

    fn originals(self, span: Span) -> (BytePos, BytePos) {
        (self.numbering.original(span.lo), self.numbering.original(span.hi))
    }
}
