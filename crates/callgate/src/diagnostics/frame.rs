//! The code frame of a finding: the lines that it points at, as plain text.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Severity, finding::Finding};
use crate::{lines::Lines, source::Source};

/// How much of a long line a code frame shows around a label, in bytes.
const FRAME_CONTEXT: usize = 1000;

pub(super) fn frame(finding: &Finding, source: Source, filename: &str, lines: &Lines) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (text, start) = excerpt(finding, source);
    let first_line = lines.position(start as u32).0 as usize;
    let annotations = finding.labels.iter().enumerate().map(|(index, (span, message))| {
        let (from, to) = source.offsets(*span);
        let place = |offset: u32| plain_lines(&source.text[start..offset as usize]).len();
        let range = place(from)..place(to);
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(range).label((!message.is_empty()).then_some(message.as_str()))
    });
    let snippet =
        Snippet::source(plain_lines(text)).line_start(first_line).annotations(annotations);
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let is_whole_line = start == 0 || source.text[..start].ends_with(LINE_ENDS);
    let group = if is_whole_line {
        title.element(snippet.path(filename))
    } else {
        // The excerpt does not tell the column.
        let (line, column) = lines.position(source.offsets(finding.span()).0);
        let place = Origin::path(filename).line(line as usize).char_column(column as usize + 1);
        title.element(place).element(snippet)
    };
    let group = group.element(Level::HELP.message(finding.help.as_str()));
    Renderer::plain().render(&[group])
}

/// The part of the source that a frame needs and its offset. A frame
/// of a file whose whole code stands on one line must not hold that line.
fn excerpt<'a>(finding: &Finding, source: Source<'a>) -> (&'a str, usize) {
    let places = finding.labels.iter().map(|(span, _)| source.offsets(*span));
    let source = source.text;
    let (low, high) =
        places.fold((u32::MAX, 0), |(low, high), (from, to)| (low.min(from), high.max(to)));
    let (low, high) = (low as usize, high as usize);
    // Looks no further than the frame shows: a file on one line may have thousands of findings.
    let from = boundary(source, low.saturating_sub(FRAME_CONTEXT));
    let to = boundary(source, source.len().min(high + FRAME_CONTEXT));
    let start =
        source[from..low].rfind(LINE_ENDS).map_or(from, |at| next_character(source, from + at));
    let end = source[high..to].find(LINE_ENDS).map_or(to, |at| high + at);
    (&source[start..end], start)
}

const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

fn next_character(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The text with every line terminator as a line feed, as the renderer knows lines.
fn plain_lines(text: &str) -> Cow<'_, str> {
    if !text.contains(&LINE_ENDS[1..]) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(LINE_ENDS, "\n"))
}

fn boundary(source: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0)
}
