//! Plan: every decision about a module, as data. Ids, names, captures, what moves and what is
//! generated, and all errors. Emitters only obey it.

mod captures;
mod cycles;
mod export_edits;
mod export_names;
mod exports;
mod functions;
mod helpers;
mod manifest;
mod names;
mod narrow;
mod output;
mod stubs;

use swc_core::common::Span;

pub(crate) use names::{TakenNames, may_hold_taken_names};
pub(crate) use output::*;
pub(crate) use stubs::{Stub, StubForm, StubKind, Stubs};

use crate::{
    capture::Captures,
    diagnostics::{Finding, Severity, directive, export},
    directive::Directive,
    lines::Lines,
    manifest::ModuleManifest,
    options::{Environment, Options},
    scan::{Facts, InlineFunction},
    source::Source,
};

/// What to make of a module.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) output: Output,
    /// `None` for a module without directives.
    pub(crate) module: Option<ModuleManifest>,
    pub(crate) findings: Vec<Finding>,
}

/// Plans one module. `taken` are the module's names that could collide with generated ones.
pub(crate) fn plan(module: &Input, options: &Options) -> Plan {
    let facts = module.facts;
    let mut findings = facts.findings.clone();
    if facts.directive == Some(Directive::UseClient) {
        return client_module(module, options, findings);
    }
    let is_server_file = facts.directive == Some(Directive::UseServer);
    if !is_server_file && facts.functions.is_empty() {
        return Plan { output: Output::Unchanged, module: None, findings };
    }

    let mut names = names::Names::new(module.taken, options);
    let mut server = ServerModule {
        specifier: options.runtime.specifier(Environment::Server).to_owned(),
        ..ServerModule::default()
    };
    let captured = module.captured;
    let exports = if is_server_file {
        exports::resolve_exports(module, options, captured, &mut findings)
    } else {
        exports::without_directive(facts, captured)
    };
    common_js(module, captured, &mut findings);
    functions::check_bodies(captured, facts, &exports, &mut findings);
    let captures = captures::resolve_captures(facts, captured, options, &mut findings);
    let identities = functions::identify(module, options, &exports, &captures, &mut findings);
    functions::place(module, captures, identities, &exports, &mut names, &mut server);
    export_edits::place(facts, &exports, &module.path, &mut names, &mut server);
    let manifest = manifest::server_module(module, &exports, &server);

    if !is_server_file && options.environment != Environment::Server {
        let inline = facts.functions.iter();
        findings.extend(inline.map(|f| directive::inline_outside_server(f.directive())));
    }
    let has_error = findings.iter().any(|finding| finding.severity == Severity::Error);
    let output = match options.environment {
        _ if has_error => Output::Unchanged,
        Environment::Server => {
            helpers::import_helpers(facts, &mut names, &mut server);
            Output::Server(server)
        }
        Environment::Ssr | Environment::Client => {
            let mut names = names::Names::new(module.taken, options);
            Output::Stubs(stubs::server_stubs(&exports, options, &mut names))
        }
    };
    Plan { output, module: (!has_error).then_some(manifest), findings }
}

/// What the plan is made from.
pub(crate) struct Input<'a> {
    pub(crate) source: Source<'a>,
    pub(crate) lines: &'a Lines<'a>,
    pub(crate) facts: &'a Facts,
    pub(crate) captured: &'a Captures,
    pub(crate) path: String,
    pub(crate) is_common_js: bool,
    /// Whether functions of the same text, by their spans, are the same code.
    pub(crate) is_same_code: &'a dyn Fn(Span, Span) -> bool,
    /// Names of the module that could collide with generated ones.
    pub(crate) taken: &'a TakenNames,
}

/// A `'use client'` file (rule 6).
fn client_module(module: &Input, options: &Options, mut findings: Vec<Finding>) -> Plan {
    let facts = module.facts;
    let file_directive = facts.prologue.directives[0].span;
    for function in &facts.functions {
        let span = function.directive();
        findings.push(directive::inline_in_client_file(span, file_directive));
    }
    common_js(module, module.captured, &mut findings);
    let names = export_names::client_exports(facts, options, &mut findings);
    let has_error = findings.iter().any(|finding| finding.severity == Severity::Error);
    let output = match options.environment {
        _ if has_error => Output::Unchanged,
        Environment::Server => {
            let mut local_names = names::Names::new(module.taken, options);
            Output::Stubs(stubs::client_stubs(&names, module, options, &mut local_names))
        }
        Environment::Ssr | Environment::Client => Output::WithoutDirective,
    };
    let manifest = manifest::client_module(&module.path, &names);
    Plan { output, module: (!has_error).then_some(manifest), findings }
}

/// Server modules are ES modules (section 2, last row of the table).
fn common_js(module: &Input, captured: &Captures, findings: &mut Vec<Finding>) {
    let facts = module.facts;
    let assigned = captured.common_js_exports.iter().map(|export| &export.span);
    let assignments = facts.common_js_exports.iter().chain(assigned);
    findings.extend(assignments.clone().map(|&span| export::common_js(span)));
    if module.is_common_js && assignments.count() == 0 {
        let directive = facts.prologue.directives.first().map(|directive| directive.span);
        let inline = facts.functions.first().map(InlineFunction::directive);
        findings.extend(directive.or(inline).map(export::common_js));
    }
}
