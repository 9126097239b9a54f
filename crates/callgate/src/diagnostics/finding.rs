//! A finding as the passes make it: spans instead of positions.

use swc_core::common::Span;

use super::{Diagnostic, Label, Severity, frame::frame};
use crate::{lines::Lines, source::Source};

/// Where the documentation of a code is.
const DOCUMENTATION: &str = "https://github.com/callgate/callgate/blob/main/docs/diagnostics.md";

/// A finding with the places it points at, the primary one first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) labels: Vec<(Span, String)>,
}

impl Finding {
    pub(crate) fn error(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            help: help.into(),
            labels: vec![(span, String::new())],
        }
    }

    pub(crate) fn warning(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message, help) }
    }

    /// Points at a second place.
    pub(crate) fn and(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push((span, message.into()));
        self
    }

    /// The primary place.
    pub(crate) fn span(&self) -> Span {
        self.labels[0].0
    }
}

/// Sorts findings by position, drops repeats and gives each its positions and code frame.
pub(crate) fn report(
    mut findings: Vec<Finding>,
    source: Source,
    filename: &str,
) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    findings.sort_by_key(|finding| (source.offsets(finding.span()), finding.code));
    let lines = Lines::new(source.text);
    let diagnostics =
        findings.into_iter().map(|finding| to_diagnostic(finding, source, filename, &lines));
    let mut diagnostics: Vec<Diagnostic> = diagnostics.collect();
    diagnostics.dedup();
    diagnostics
}

fn to_diagnostic(finding: Finding, source: Source, filename: &str, lines: &Lines) -> Diagnostic {
    let frame = frame(&finding, source, filename, lines);
    let labels = finding
        .labels
        .into_iter()
        .map(|(span, message)| {
            let (start, end) = source.offsets(span);
            let (line, column) = lines.position(start);
            Label {
                start: lines.utf16_offset(start),
                end: lines.utf16_offset(end),
                line,
                column,
                message,
            }
        })
        .collect();
    Diagnostic {
        code: finding.code,
        severity: finding.severity,
        message: finding.message,
        help: finding.help,
        url: format!("{DOCUMENTATION}#{}", finding.code.to_lowercase()),
        labels,
        frame,
    }
}
