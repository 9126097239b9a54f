//! A finding as the passes make it: spans instead of positions.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use swc_core::common::Span;

use super::{Diagnostic, Label, Severity};
use crate::{lines::Lines, parse::offsets};

/// Where the documentation of a code is.
const DOCUMENTATION: &str = "https://github.com/callgate/callgate/blob/main/docs/diagnostics.md";

/// A finding with the places it points at, the primary one first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    message: String,
    help: String,
    labels: Vec<(Span, String)>,
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
pub(crate) fn report(mut findings: Vec<Finding>, source: &str, filename: &str) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    findings.sort_by_key(|finding| (finding.span().lo, finding.span().hi, finding.code));
    findings.dedup();
    let lines = Lines::new(source);
    findings.into_iter().map(|finding| to_diagnostic(finding, source, filename, &lines)).collect()
}

fn to_diagnostic(finding: Finding, source: &str, filename: &str, lines: &Lines) -> Diagnostic {
    let frame = frame(&finding, source, filename, lines);
    let labels = finding
        .labels
        .into_iter()
        .map(|(span, message)| {
            let (start, end) = offsets(span, source);
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

/// How much of a long line a code frame shows around a label, in bytes.
const FRAME_CONTEXT: usize = 1000;

fn frame(finding: &Finding, source: &str, filename: &str, lines: &Lines) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (text, start, first_line) = excerpt(finding, source);
    let annotations = finding.labels.iter().enumerate().map(|(index, (span, message))| {
        let (from, to) = offsets(*span, source);
        let range = from as usize - start..to as usize - start;
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(range).label((!message.is_empty()).then_some(message.as_str()))
    });
    let snippet = Snippet::source(text).line_start(first_line).annotations(annotations);
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let is_whole_line = start == 0 || source[..start].ends_with('\n');
    let group = if is_whole_line {
        title.element(snippet.path(filename))
    } else {
        // The excerpt does not tell the column.
        let (line, column) = lines.position(offsets(finding.span(), source).0);
        let place = Origin::path(filename).line(line as usize).char_column(column as usize + 1);
        title.element(place).element(snippet)
    };
    let group = if finding.help.is_empty() {
        group
    } else {
        group.element(Level::HELP.message(finding.help.as_str()))
    };
    Renderer::plain().render(&[group])
}

/// The part of the source that a frame needs, its offset and its first line's number. A frame
/// of a file whose whole code stands on one line must not hold that line.
fn excerpt<'a>(finding: &Finding, source: &'a str) -> (&'a str, usize, usize) {
    let places = finding.labels.iter().map(|(span, _)| offsets(*span, source));
    let (low, high) =
        places.fold((u32::MAX, 0), |(low, high), (from, to)| (low.min(from), high.max(to)));
    let (low, high) = (low as usize, high as usize);
    let line_start = source[..low].rfind('\n').map_or(0, |at| at + 1);
    let line_end = source[high..].find('\n').map_or(source.len(), |at| high + at);
    let start = boundary(source, line_start.max(low.saturating_sub(FRAME_CONTEXT)));
    let end = boundary(source, line_end.min(high + FRAME_CONTEXT));
    let first_line = source[..start].matches('\n').count() + 1;
    (&source[start..end], start, first_line)
}

fn boundary(source: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0)
}
