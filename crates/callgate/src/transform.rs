//! The compiler for hosts that hold a syntax tree.

use swc_core::{
    common::{BytePos, Mark, SyntaxContext, comments::Comments},
    ecma::ast::Program,
};

use crate::{
    Diagnostic, Directive, ModuleManifest, Options,
    analysis::Reader,
    capture::Resolution,
    diagnostics::{report, source::nested_too_deeply},
    lines::Lines,
    module_path::module_path,
    nesting,
    plan::Plan,
    rewrite::{Numbering, is_same_code, rewrite},
    source::Source,
};

/// What a host knows of a program.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The text that the program was parsed from.
    pub source: &'a str,
    /// The position of the first byte of `source`: `SourceFile::start_pos`.
    pub start: BytePos,
    /// The mark of identifiers that nothing declares, with which the host has resolved the
    /// program.
    pub unresolved_mark: Mark,
    /// The comments of the program, so that those of removed directives are kept.
    pub comments: Option<&'a dyn Comments>,
}

/// The result of [`transform`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Transformed {
    /// Whether the program has been changed. It never is when there is an error.
    pub changed: bool,
    /// The file-level directive.
    pub directive: Option<Directive>,
    /// What the module exposes; `None` when it holds no directive, and when there is an error.
    pub module: Option<ModuleManifest>,
    /// Findings, sorted by position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles one module in place, as [`compile`](crate::compile) compiles its text. Must run
/// inside `GLOBALS`. `source_map` and `input_source_map` of `options` are the host's business.
///
/// Tools that ran before may have left nodes without spans, or with the spans of others. Errors
/// in user code are diagnostics; it never panics on any program.
#[must_use]
pub fn transform(program: &mut Program, context: &Context<'_>, options: &Options) -> Transformed {
    nesting::with_stack_for(context.source, || transform_program(program, context, options))
        .unwrap_or_else(|| {
            let source = Source::new(context.source, context.start);
            let path = module_path(&options.filename, &options.root);
            let diagnostics = report(vec![nested_too_deeply()], source, &path);
            Transformed { diagnostics, ..Transformed::default() }
        })
}

fn transform_program(
    program: &mut Program,
    context: &Context<'_>,
    options: &Options,
) -> Transformed {
    let numbering = Numbering::number(program);
    let unresolved = SyntaxContext::empty().apply_mark(context.unresolved_mark);
    let mut reader = Reader::new(Resolution::Contexts { unresolved }, true);
    reader.program(program);
    let analysis = reader.finish();
    if analysis.facts.is_empty() {
        numbering.restore(program);
        return Transformed::default();
    }
    let source = Source::numbered(context.source, context.start, numbering.positions());
    let lines = Lines::new(context.source);
    let is_same = |first, second| is_same_code(program, first, second);
    let (facts, plan) = analysis.plan(source, &lines, options, &is_same);
    let Plan { output, module, findings } = plan;
    let changed = rewrite(&output, &facts, program, &numbering, context.comments, unresolved);
    numbering.restore(program);
    let path = module_path(&options.filename, &options.root);
    let diagnostics = report(findings, source, &path);
    Transformed { changed, directive: facts.directive, module, diagnostics }
}
