//! What the compiler has to say about user code.

use serde::Serialize;

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No code is emitted for the module.
    Error,
    /// Code is emitted; the author should look.
    Warning,
}

/// One finding in user code. Positions are UTF-16 code units; lines start at 1, columns at 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Stable code, `CG` and four digits; never reused.
    pub code: &'static str,
    /// Errors stop code emission.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The edit that mends it.
    pub help: String,
    /// The section of the documentation.
    pub url: String,
    /// Where; the first label is the primary one.
    pub labels: Vec<Label>,
    /// The code frame, as plain text.
    pub frame: String,
}

/// A place that a diagnostic points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Offset of the first code unit.
    pub start: u32,
    /// Offset behind the last code unit.
    pub end: u32,
    /// Line of `start`, from 1.
    pub line: u32,
    /// Column of `start`, from 0.
    pub column: u32,
    /// What is there; may be empty.
    pub message: String,
}
