//! Edit: applies a plan to the text it was made from. Everything that does not have to change
//! stays byte for byte (rule 7.1). It decides nothing.

mod exports;
mod functions;
mod statements;
mod stubs;
mod text;

use swc_core::common::Span;
use text::{EditedText, Pieces};

use crate::{
    lines::next_line,
    parse::{START, offset},
    plan::{ExportEdit, Output, ServerModule, Statement},
    scan::{DirectiveStatement, Facts},
    source::Source,
    source_map::Origin,
    tokens,
};

/// The text of a module and its source map.
pub(crate) struct Edited {
    pub(crate) code: String,
    pub(crate) map: Option<String>,
}

/// Applies `output` to `source`; `None` when nothing changes. A source map is made where its
/// `origin` is given.
pub(crate) fn edit(
    output: &Output,
    facts: &Facts,
    source: &str,
    origin: Option<Origin>,
) -> Option<Edited> {
    let (code, map) = match output {
        Output::Unchanged => return None,
        Output::WithoutDirective => {
            let server = ServerModule::default();
            let emitter = Emitter { source, facts, server: &server };
            let mut text = EditedText::new(source);
            for directive in &facts.prologue.directives {
                emitter.remove_directive(directive, &mut text);
            }
            text.render(origin)
        }
        Output::Stubs(stubs) => stubs::stub_module(stubs, source, origin),
        Output::Server(server) => Emitter { source, facts, server }.module(origin),
    };
    Some(Edited { code, map })
}

struct Emitter<'a> {
    source: &'a str,
    facts: &'a Facts,
    server: &'a ServerModule,
}

impl Emitter<'_> {
    fn module(&self, origin: Option<Origin>) -> (String, Option<String>) {
        let mut text = EditedText::new(self.source);
        text.reserve(self.facts.functions.len());
        for directive in &self.facts.prologue.directives {
            self.remove_directive(directive, &mut text);
        }
        self.head(&mut text);
        for edit in &self.server.exports {
            self.export_edit(edit, &mut text);
        }
        for class in &self.server.classes {
            self.class_variable(class, &mut text);
        }
        for index in 0..self.facts.functions.len() {
            self.inline_function(index, &mut text);
        }
        for initialiser in &self.server.initialisers {
            self.initialiser(initialiser, &mut text);
        }
        let closed = self.closed_statements();
        let mut last = None;
        for (end, statement) in &self.server.after {
            let end = offset(*end);
            let is_closed = last == Some(end)
                || closed.contains(&end)
                || self.source[..end as usize].ends_with(';');
            let separator = if is_closed { " " } else { "; " };
            text.insert(end, |pieces| {
                pieces.text(separator);
                self.statement(statement, pieces);
            });
            last = Some(end);
        }
        self.tail(&mut text);
        text.render(origin)
    }

    /// The ends of statements that an edit has put a semicolon behind.
    fn closed_statements(&self) -> Vec<u32> {
        let ends = self.server.exports.iter().filter_map(|edit| match edit {
            ExportEdit::DefaultVariable { statement, .. } => Some(offset(statement.hi)),
            _ => None,
        });
        ends.collect()
    }

    fn statement(&self, statement: &Statement, pieces: &mut Pieces) {
        statements::statement(statement, self.server, pieces, |index, pieces| {
            self.hoisted_function(index, pieces);
        });
    }

    /// A directive leaves nothing, or the semicolon without which a prologue string before it
    /// would run on. A semicolon more would end the prologue. Comments before its own semicolon
    /// stay.
    fn remove_directive(&self, directive: &DirectiveStatement, text: &mut EditedText) {
        let (start, end) = self.range(directive.span);
        let is_needed = !directive.is_first && tokens::needs_semicolon(self.source, end as usize);
        let string_end = start + directive.directive.text().len() as u32 + 2;
        text.replace((start, string_end), |_| {});
        if string_end < end {
            text.replace((end - 1, end), |_| {});
        }
        if is_needed {
            text.insert(end, |pieces| pieces.text(";"));
        }
    }

    /// Helper imports and early statements: behind the prologue, before everything else, so that
    /// helpers are evaluated first in an import cycle (rule 1.2).
    fn head(&self, text: &mut EditedText) {
        let has_import = !self.server.imports.is_empty();
        if !has_import && self.server.head.is_empty() {
            return;
        }
        let prologue = &self.facts.prologue;
        let separator = match (prologue.end, prologue.directives.as_slice()) {
            (Some(end), [removed]) if removed.is_first && removed.span.hi == end => "",
            (Some(_), _) => "\n",
            (None, _) => "",
        };
        let at = prologue.end.map_or_else(
            || tokens::skip_trivia(self.source, self.first_line() as usize) as u32,
            offset,
        );
        text.insert(at, |pieces| {
            pieces.text(separator);
            if has_import {
                pieces.write(|text| statements::push_helper_import(text, self.server));
            }
            for (index, statement) in self.server.head.iter().enumerate() {
                if has_import || index > 0 {
                    pieces.text("\n");
                }
                self.statement(statement, pieces);
            }
            if prologue.end.is_none() {
                pieces.text("\n");
            }
        });
    }

    /// Where the text starts behind a byte order mark and a hashbang line.
    fn first_line(&self) -> u32 {
        let start = if self.source.starts_with('\u{feff}') { 3 } else { 0 };
        if !self.source[start..].starts_with("#!") {
            return start as u32;
        }
        next_line(self.source.as_bytes(), start).unwrap_or(self.source.len()) as u32
    }

    fn tail(&self, text: &mut EditedText) {
        if self.server.tail.is_empty() {
            return;
        }
        text.append(|pieces| {
            if !self.source.ends_with('\n') {
                pieces.text("\n");
            }
            for statement in &self.server.tail {
                self.statement(statement, pieces);
                pieces.text("\n");
            }
        });
    }

    fn range(&self, span: Span) -> (u32, u32) {
        Source::new(self.source, START).offsets(span)
    }

    fn slice(&self, span: Span) -> &str {
        let (start, end) = self.range(span);
        &self.source[start as usize..end as usize]
    }
}
