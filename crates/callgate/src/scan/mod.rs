//! Scan: reads a program's structure into [`Facts`]. It resolves nothing and decides nothing.

mod classes;
mod facts;
mod functions;
mod keys;
mod lists;
mod module;
mod nested_variables;
mod prologue;
mod value;

pub(crate) use facts::*;
pub(crate) use nested_variables::nested_variables;
pub(crate) use value::unwrap;

use swc_core::ecma::ast::Program;

/// The facts of a program.
pub(crate) fn scan(program: &Program) -> Facts {
    let mut facts = module::scan_module(program);
    functions::scan_functions(program, &mut facts);
    facts
}
