//! Hosts that run the compiler in WebAssembly draw frames of their own.

use super::finding::Finding;
use crate::{lines::Lines, source::Source};

/// No frame.
pub(super) fn frame(_: &Finding, _: Source, _: &str, _: &Lines) -> String {
    String::new()
}
