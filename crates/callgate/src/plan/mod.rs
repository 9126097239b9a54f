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
mod stubs;

use swc_core::{
    atoms::Atom,
    common::{BytePos, Span},
};

pub(crate) use functions::server_function_spans;
pub(crate) use names::taken_names;
pub(crate) use stubs::{Stub, StubKind, Stubs};

use crate::{
    capture::Captures,
    diagnostics::{Finding, Severity, directive, export},
    directive::Directive,
    lines::Lines,
    manifest::{Capture, ModuleManifest},
    options::{Environment, Options},
    scan::{Facts, InlineFunction},
};

/// What to make of a module.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) output: Output,
    /// `None` for a module without directives.
    pub(crate) module: Option<ModuleManifest>,
    pub(crate) findings: Vec<Finding>,
}

/// What to emit.
#[derive(Debug)]
pub(crate) enum Output {
    /// The module as it is; also when there is an error.
    Unchanged,
    /// The module without its directive.
    WithoutDirective,
    /// A module of references in its place.
    Stubs(Stubs),
    /// The module with server functions registered and moved.
    Server(ServerModule),
}

/// The edits of a module with server functions, for the server environment.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ServerModule {
    /// Helpers in use, with their local names.
    pub(crate) imports: Vec<(Helper, String)>,
    pub(crate) specifier: String,
    /// Parallel to [`Facts::functions`].
    pub(crate) functions: Vec<FunctionPlan>,
    pub(crate) exports: Vec<ExportEdit>,
    /// Statements at the start of the module, behind the helper imports.
    pub(crate) head: Vec<Statement>,
    /// Functions that are registered where they are made, because more declarators follow.
    pub(crate) initialisers: Vec<Initialiser>,
    /// Statements behind others.
    pub(crate) after: Vec<(BytePos, Statement)>,
    /// Statements at the end of the module.
    pub(crate) tail: Vec<Statement>,
    /// The name of the rest parameter of generated functions.
    pub(crate) arguments: String,
}

impl ServerModule {
    /// The local name of a helper that the plan has imported.
    pub(crate) fn helper(&self, helper: Helper) -> &str {
        self.imports
            .iter()
            .find(|(imported, _)| *imported == helper)
            .map_or(helper.name(), |(_, local)| local)
    }
}

/// What compiled code calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Helper {
    AssertServerFunctions,
    BindServerReference,
    CreateServerReference,
    DefineServerMethod,
    OpenServerReference,
    RegisterClientReference,
    RegisterServerReference,
}

impl Helper {
    /// The name under which the runtime exports it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AssertServerFunctions => "assertServerFunctions",
            Self::BindServerReference => "bindServerReference",
            Self::CreateServerReference => "createServerReference",
            Self::DefineServerMethod => "defineServerMethod",
            Self::OpenServerReference => "openServerReference",
            Self::RegisterClientReference => "registerClientReference",
            Self::RegisterServerReference => "registerServerReference",
        }
    }
}

/// What becomes of a function with a directive.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FunctionPlan {
    pub(crate) id: String,
    pub(crate) placement: Placement,
    /// The name of the function at module level.
    pub(crate) local: String,
    /// The export that a dispatcher loads: the function, or the entry that opens its captures.
    pub(crate) export: String,
    pub(crate) captures: Vec<Capture>,
    /// Names the capture list; bound to the sealed captures. `None` without captures.
    pub(crate) signature: Option<String>,
    /// Server functions that it captures and that capture it: made anew inside of it.
    pub(crate) rebuilt: Vec<Rebuilt>,
    /// The variable that holds the value of a computed key, which is the function's name.
    pub(crate) key_variable: Option<String>,
}

/// Where a server function is in the output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Placement {
    /// Where it was.
    InPlace,
    /// At module level; a bound reference stands where it was.
    Hoisted,
    /// Equal to another function, which is hoisted for both.
    SameAs(usize),
}

/// `f = async () => {}` becomes `f = registerServerReference({ f: async () => {} }.f, "id")`: as a
/// property the function gets its name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Initialiser {
    pub(crate) function: Span,
    pub(crate) binding: Atom,
    pub(crate) id: String,
}

/// A reference that is made anew inside a hoisted function.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rebuilt {
    pub(crate) binding: Atom,
    pub(crate) function: usize,
}

/// A change to an export of a `'use server'` file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExportEdit {
    /// `export default async function () {}` gets the name.
    NameDefault { function: Span, local: String },
    /// `export default <expression>` becomes a variable and an export of it.
    DefaultVariable { statement: Span, expression: Span, local: String, names_function: bool },
    /// `export default x` becomes an export of a forwarding function.
    DefaultForward { statement: Span, local: String },
    /// `x as y` of an export list exports a forwarding function.
    ForwardSpecifier { specifier: Span, exported: Span, local: String },
    /// `export … from "./m"` becomes an import; the names are exported by forwarding functions.
    Import { statement: usize, imports: Vec<ImportedName>, exports: Vec<ExportedName> },
}

/// `imported as local` of an import.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ImportedName {
    pub(crate) imported: Atom,
    pub(crate) local: String,
}

/// `local as exported` of an export list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExportedName {
    pub(crate) local: String,
    pub(crate) exported: Atom,
    /// Where the name stands in the source, if it does.
    pub(crate) origin: Option<Span>,
}

/// A generated statement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Statement {
    /// `registerServerReference(local, "id", "name"?);`
    Register { local: String, id: String, name: Option<Atom> },
    /// `export const local = openServerReference(function, "id", "signature");`
    Entry { local: String, function: String, id: String, signature: String },
    /// `export const local = value;`
    Snapshot { local: String, value: Atom },
    /// `export { local as exported };`
    Export(ExportedName),
    /// `assertServerFunctions("path", { "name": local, … });`
    Assert { module: String, values: Vec<ExportedName> },
    /// `function local(...args) { return target(...args) }`
    Forward { local: String, target: String },
    /// `var local;`
    Variable { local: String },
    /// The hoisted function with this index.
    Function(usize),
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

    let mut names = names::Names::new(module.taken.iter().cloned());
    let mut server = ServerModule {
        specifier: options.runtime.specifier(Environment::Server).to_owned(),
        ..ServerModule::default()
    };
    let Input { captured, functions: spans, .. } = module;
    let exports = if is_server_file {
        exports::resolve_exports(module, options, captured, &mut findings)
    } else {
        exports::without_directive(facts, captured)
    };
    common_js(module, captured, &mut findings);
    functions::check_bodies(captured, facts, spans, &exports, &mut findings);
    let captures = captures::resolve_captures(facts, captured, options, &mut findings);
    let identities = functions::identify(module, options, &exports, &captures);
    functions::place(module, &captures, &identities, &exports, &mut names, &mut server);
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
            let mut names = names::Names::new(module.taken.iter().cloned());
            Output::Stubs(stubs::server_stubs(&exports, options, &mut names))
        }
    };
    Plan { output, module: (!has_error).then_some(manifest), findings }
}

/// What the plan is made from.
pub(crate) struct Input<'a> {
    pub(crate) source: &'a str,
    pub(crate) lines: &'a Lines<'a>,
    pub(crate) facts: &'a Facts,
    /// From [`server_function_spans`].
    pub(crate) functions: &'a [Span],
    pub(crate) captured: &'a Captures,
    pub(crate) path: String,
    pub(crate) is_common_js: bool,
    /// Names of the module that could collide with generated ones.
    pub(crate) taken: Vec<String>,
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
            let taken = module.taken.iter().cloned();
            let mut local_names = names::Names::new(taken);
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
    let assignments = facts.common_js_exports.iter().chain(&captured.common_js_exports);
    findings.extend(assignments.clone().map(|&span| export::common_js(span)));
    if module.is_common_js && assignments.count() == 0 {
        let directive = facts.prologue.directives.first().map(|directive| directive.span);
        let inline = facts.functions.first().map(InlineFunction::directive);
        findings.extend(directive.or(inline).map(export::common_js));
    }
}
