//! Edit: applies a plan to the text it was made from. Everything that does not have to change
//! stays byte for byte (rule 7.1). It decides nothing.

mod exports;
mod functions;
mod statements;
mod stubs;
mod text;
pub(crate) mod tokens;

use swc_core::common::Span;
use text::{EditedText, Piece};

use crate::{
    lines::next_line,
    parse::{START, offset},
    plan::{ExportEdit, Output, ServerModule, Statement},
    scan::{DirectiveStatement, Facts},
    source::Source,
    source_map::Origin,
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
            let mut pieces = vec![Piece::text(separator)];
            pieces.extend(self.statement(statement));
            text.insert(end, pieces);
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

    fn statement(&self, statement: &Statement) -> Vec<Piece> {
        statements::statement(statement, self.server, |index| self.hoisted_function(index))
    }

    /// A directive leaves nothing, or the semicolon without which a prologue string before it
    /// would run on. A semicolon more would end the prologue.
    fn remove_directive(&self, directive: &DirectiveStatement, text: &mut EditedText) {
        let range = self.range(directive.span);
        let is_needed =
            !directive.is_first && tokens::needs_semicolon(self.source, range.1 as usize);
        let rest = if is_needed { vec![Piece::text(";")] } else { Vec::new() };
        text.replace(range, rest);
    }

    /// Helper imports and early statements: behind the prologue, before everything else, so that
    /// helpers are evaluated first in an import cycle (rule 1.2).
    fn head(&self, text: &mut EditedText) {
        let import = statements::helper_import(self.server).map(|import| vec![Piece::text(import)]);
        let statements = self.server.head.iter().map(|statement| self.statement(statement));
        let mut lines = import.into_iter().chain(statements);
        let Some(mut head) = lines.next() else { return };
        for line in lines {
            head.push(Piece::text("\n"));
            head.extend(line);
        }
        match self.facts.prologue.end {
            Some(end) => {
                let removed = &self.facts.prologue.directives;
                let is_replaced =
                    removed.len() == 1 && removed[0].span.hi == end && removed[0].is_first;
                let separator = if is_replaced { "" } else { "\n" };
                text.insert(offset(end), vec![Piece::text(separator)]);
                text.insert(offset(end), head);
            }
            None => {
                let at = tokens::skip_trivia(self.source, self.first_line() as usize) as u32;
                head.push(Piece::text("\n"));
                text.insert(at, head);
            }
        }
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
        if !self.source.ends_with('\n') {
            text.append(vec![Piece::text("\n")]);
        }
        for statement in &self.server.tail {
            text.append(self.statement(statement));
            text.append(vec![Piece::text("\n")]);
        }
    }

    fn range(&self, span: Span) -> (u32, u32) {
        Source::new(self.source, START).offsets(span)
    }

    fn slice(&self, span: Span) -> &str {
        let (start, end) = self.range(span);
        &self.source[start as usize..end as usize]
    }

    fn source_piece(&self, span: Span) -> Piece {
        let (start, end) = self.range(span);
        Piece::Source { start, end }
    }
}
