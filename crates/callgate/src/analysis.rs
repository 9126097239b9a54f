//! What is known of a program before anything is decided, and the decision. Both emitters start
//! from here.

use swc_core::{atoms::Atom, common::Span, ecma::ast::Program};

use crate::{
    capture::{Captures, Resolution, capture},
    lines::Lines,
    module_path::module_path,
    options::Options,
    parse::is_common_js,
    plan::{Input, Plan, plan, server_function_spans, taken_names},
    scan::Facts,
    source::Source,
};

/// The facts of a program.
pub(crate) struct Analysis {
    pub(crate) facts: Facts,
    functions: Vec<Span>,
    captured: Captures,
    taken: Vec<Atom>,
}

impl Analysis {
    /// Reads `program`, in which `facts` have been found. Collisions with generated names are
    /// looked for if there may be any.
    pub(crate) fn new(
        program: &Program,
        facts: Facts,
        resolution: Resolution,
        may_hold_taken_names: bool,
    ) -> Self {
        let functions = server_function_spans(&facts);
        let captured = if facts.directive.is_some() || !functions.is_empty() {
            capture(program, &functions, resolution)
        } else {
            Captures::default()
        };
        let taken = if may_hold_taken_names { taken_names(program) } else { Vec::new() };
        Self { facts, functions, captured, taken }
    }

    /// Decides what to make of it. The spans of the program point into `source`.
    /// Functions of the same text are the same code if `is_same_code` says so.
    pub(crate) fn plan(
        &self,
        source: Source,
        lines: &Lines,
        options: &Options,
        is_same_code: &dyn Fn(Span, Span) -> bool,
    ) -> Plan {
        let Self { facts, functions, captured, taken } = self;
        let path = module_path(&options.filename, &options.root);
        let is_common_js = is_common_js(&options.filename);
        let input = Input {
            source,
            lines,
            facts,
            functions,
            captured,
            path,
            is_common_js,
            is_same_code,
            taken,
        };
        plan(&input, options)
    }
}
