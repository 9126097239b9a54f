//! The compiler of React server functions.
//!
//! [`compile`] takes the text of a module and gives its text for one environment, with a source
//! map, the module's part of the manifest, and diagnostics. [`transform`] does the same to a
//! syntax tree. Both are pure: no I/O, no clock, no global state that a caller can see.

mod analysis;
mod byte_masks;
mod capture;
mod diagnostics;
mod directive;
mod edit;
mod lines;
mod manifest;
mod module_path;
#[cfg_attr(target_family = "wasm", path = "no_nesting.rs")]
mod nesting;
mod options;
mod parse;
mod plan;
mod prefilter;
mod reference_id;
mod rewrite;
mod scan;
mod source;
mod source_map;
mod tokens;
mod transform;

use analysis::Reader;
use capture::Resolution;
pub use diagnostics::{Diagnostic, Label, Severity};
pub use directive::Directive;
use edit::Edited;
use lines::Lines;
pub use manifest::{Capture, FunctionManifest, Location, ModuleManifest, Parameters, Scope};
use source::Source;
use source_map::Origin;
use swc_core::common::{GLOBALS, Globals};

pub use options::{Environment, Options, RuntimeModules};
pub use prefilter::may_hold_directive;
pub use transform::{Context, Transformed, transform};

/// The result of [`compile`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Compiled {
    /// The module's text; empty when there is an error.
    pub code: String,
    /// Version 3 source map as JSON. `None` when not asked for, when nothing changed, and for
    /// stub modules outside development.
    pub map: Option<String>,
    /// Whether `code` differs from the source.
    pub changed: bool,
    /// The file-level directive.
    pub directive: Option<Directive>,
    /// What the module exposes; `None` when it holds no directive.
    pub module: Option<ModuleManifest>,
    /// Findings, sorted by position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles one module. Errors in user code are diagnostics; it never panics on any input.
#[must_use]
pub fn compile(source: &str, options: &Options) -> Compiled {
    if !prefilter::may_hold_directive(source.as_bytes()) {
        return unchanged(source);
    }
    if source.len() > MAX_SOURCE {
        return refused(vec![diagnostics::source::too_large()], "", options);
    }
    nesting::with_stack_for(source, || {
        GLOBALS.set(&Globals::new(), || compile_parsed(source, options))
    })
    .unwrap_or_else(|| refused(vec![diagnostics::source::nested_too_deeply()], source, options))
}

/// Positions are 32-bit; the output may be several times as long as the source.
const MAX_SOURCE: usize = 1 << 30;

fn compile_parsed(source: &str, options: &Options) -> Compiled {
    let may_hold_taken_names = plan::may_hold_taken_names(source);
    let new_reader = || Reader::new(Resolution::Scopes, may_hold_taken_names);
    let analysis = match parse::parse(source, &options.filename, new_reader, Reader::item) {
        Ok(reader) => reader.finish(),
        Err(findings) => return refused(findings, source, options),
    };
    let lines = Lines::new(source);
    let text = Source::new(source, parse::START);
    let (facts, plan) = analysis.plan(text, &lines, options, &|_, _| true);
    let plan::Plan { output, module, mut findings } = plan;
    let path = module_path(options);
    // Sources are relative to the map, which belongs beside its source.
    let name = path.rsplit('/').next().unwrap_or(&path);
    let origin = options.source_map.then_some(Origin { name, lines: &lines });
    let edited = edit::edit(&output, &facts, source, origin);
    let input_map = options.input_source_map.as_deref().map(source_map::read_input).transpose();
    if let Err(reason) = &input_map {
        findings.push(diagnostics::source::input_source_map(reason));
    }
    let directive = facts.directive;
    let has_error = findings.iter().any(|finding| finding.severity == Severity::Error);
    let diagnostics = diagnostics::report(findings, text, &path);
    match edited {
        _ if has_error => Compiled { directive, diagnostics, ..Compiled::default() },
        None => Compiled { directive, module, diagnostics, ..unchanged(source) },
        Some(Edited { code, map }) => {
            let map = match &input_map {
                Ok(Some(input_map)) => map.map(|map| source_map::compose(map, input_map)),
                _ => map,
            };
            Compiled { code, map, changed: true, directive, module, diagnostics }
        }
    }
}

fn unchanged(source: &str) -> Compiled {
    Compiled { code: source.to_owned(), ..Compiled::default() }
}

fn refused(findings: Vec<diagnostics::Finding>, source: &str, options: &Options) -> Compiled {
    let source = Source::new(source, parse::START);
    let diagnostics = diagnostics::report(findings, source, &module_path(options));
    Compiled { diagnostics, ..Compiled::default() }
}

fn module_path(options: &Options) -> String {
    module_path::module_path(&options.filename, &options.root)
}
