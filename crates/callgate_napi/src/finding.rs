//! What is wrong with a file before the compiler sees it: text that is not Unicode (CG1403) and
//! files that cannot be read (CG1502). Has the shape of the compiler's own diagnostics.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use callgate::{Diagnostic, Label, Severity};
use serde::Serialize;

use crate::source::{Damage, DamageKind, Source};

/// A diagnostic, from the compiler or from here.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Finding {
    Compiler(Diagnostic),
    File(FileFinding),
}

impl Finding {
    /// Offset of the primary place.
    pub(crate) fn start(&self) -> u32 {
        let labels = match self {
            Self::Compiler(diagnostic) => &diagnostic.labels,
            Self::File(finding) => &finding.labels,
        };
        labels.first().map_or(0, |label| label.start)
    }
}

/// A diagnostic of a file rather than of its code.
#[derive(Debug, Serialize)]
pub(crate) struct FileFinding {
    code: &'static str,
    severity: Severity,
    message: String,
    help: &'static str,
    url: &'static str,
    labels: Vec<Label>,
    frame: String,
}

#[cold]
pub(crate) fn not_unicode(source: &Source<'_>, damage: Damage, filename: &str) -> Finding {
    let text = source.text.as_ref();
    let before = &text[..damage.at];
    let offset = utf16_length(before);
    let (message, help) = match damage.kind {
        DamageKind::Byte(byte) => (
            format!("the file is not UTF-8: byte 0x{byte:02X} at byte offset {}", damage.at),
            "save the file as UTF-8",
        ),
        DamageKind::LoneSurrogate(unit) => (
            format!("the text holds half of a character: U+{unit:04X} at offset {offset}"),
            "write the code unit as an escape, `\\u` and its four digits, or complete the pair",
        ),
    };
    let (line, line_start) = line_of(before);
    let label = Label {
        start: offset,
        end: offset + 1,
        line,
        column: utf16_length(&before[line_start..]),
        message: String::new(),
    };
    let (excerpt, excerpt_start) = excerpt(text, damage.at, line_start);
    let at = damage.at - excerpt_start;
    let snippet = Snippet::source(excerpt)
        .path(filename)
        .line_start(line as usize)
        .annotation(AnnotationKind::Primary.span(at..at + char::REPLACEMENT_CHARACTER.len_utf8()));
    let frame = Level::ERROR
        .primary_title(message.as_str())
        .id("CG1403")
        .element(snippet)
        .element(Level::HELP.message(help));
    Finding::File(FileFinding {
        code: "CG1403",
        severity: Severity::Error,
        help,
        url: "https://github.com/callgate/callgate/blob/main/docs/diagnostics.md#cg1403",
        labels: vec![label],
        frame: Renderer::plain().render(&[frame]),
        message,
    })
}

#[cold]
pub(crate) fn unreadable(reason: &str, filename: &str) -> Finding {
    let message = format!("the file cannot be read: {reason}");
    let help = "check that the file exists and that you may read it, or exclude it";
    let frame = Group::with_title(Level::ERROR.primary_title(message.as_str()).id("CG1502"))
        .element(annotate_snippets::Origin::path(filename))
        .element(Level::HELP.message(help));
    Finding::File(FileFinding {
        code: "CG1502",
        severity: Severity::Error,
        help,
        url: "https://github.com/callgate/callgate/blob/main/docs/diagnostics.md#cg1502",
        labels: vec![Label { start: 0, end: 0, line: 1, column: 0, message: String::new() }],
        frame: Renderer::plain().render(&[frame]),
        message,
    })
}

/// Line, from 1, of the end of `before`, and the byte offset of that line's start.
fn line_of(before: &str) -> (u32, usize) {
    let mut line = 1;
    let mut start = 0;
    for (at, terminator) in before.match_indices(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let is_first_of_crlf = terminator == "\r" && before[at + 1..].starts_with('\n');
        if !is_first_of_crlf {
            line += 1;
            start = at + terminator.len();
        }
    }
    (line, start)
}

/// How much of a long line a code frame shows on each side, in bytes.
const FRAME_CONTEXT: usize = 200;

/// The part of the line around `at`, and where it starts.
fn excerpt(text: &str, at: usize, line_start: usize) -> (&str, usize) {
    let start = text.ceil_char_boundary(line_start.max(at.saturating_sub(FRAME_CONTEXT)));
    let rest = &text[at..];
    let line_end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = text.floor_char_boundary(at + line_end.min(FRAME_CONTEXT));
    (&text[start..end], start)
}

fn utf16_length(text: &str) -> u32 {
    text.chars().map(|character| character.len_utf16() as u32).sum()
}

#[cfg(test)]
mod tests {
    use super::{Finding, not_unicode, unreadable};
    use crate::source::Source;

    fn file_finding(finding: Finding) -> super::FileFinding {
        match finding {
            Finding::File(finding) => finding,
            Finding::Compiler(_) => unreachable!("made by this module"),
        }
    }

    #[test]
    fn places_a_stray_byte() {
        let source = Source::from_utf8(b"// \xF0\x9F\x98\x80\r\nlet a = '\xE9'\n");
        let finding = file_finding(not_unicode(&source, source.damage.unwrap(), "a.ts"));
        assert_eq!(finding.message, "the file is not UTF-8: byte 0xE9 at byte offset 18");
        let label = &finding.labels[0];
        assert_eq!((label.start, label.end, label.line, label.column), (16, 17, 2, 9));
        assert_eq!(
            finding.frame,
            "error[CG1403]: the file is not UTF-8: byte 0xE9 at byte offset 18
 --> a.ts:2:10
  |
2 | let a = '\u{FFFD}'
  |          ^
  |
  = help: save the file as UTF-8"
        );
    }

    #[test]
    fn shows_little_of_a_long_line() {
        let mut bytes = "é".repeat(100_000).into_bytes();
        bytes.push(0xFF);
        bytes.extend("é".repeat(100_000).bytes());
        let source = Source::from_utf8(&bytes);
        let finding = file_finding(not_unicode(&source, source.damage.unwrap(), "a.ts"));
        assert_eq!(finding.labels[0].column, 100_000);
        assert!(finding.frame.len() < 2_000, "{}", finding.frame.len());
    }

    #[test]
    fn names_the_file_that_cannot_be_read() {
        let finding = file_finding(unreadable("permission denied", "a.ts"));
        assert_eq!(
            finding.frame,
            "error[CG1502]: the file cannot be read: permission denied
--> a.ts
 = help: check that the file exists and that you may read it, or exclude it"
        );
    }
}
