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

use functions::FunctionScan;
use lists::Overloads;
use module::ModuleScan;
use prologue::PrologueReader;
use swc_core::ecma::ast::{ModuleItem, Stmt};

use crate::diagnostics::directive;

/// Reads the items of a program, one after another.
#[derive(Default)]
pub(crate) struct Scan {
    pub(crate) facts: Facts,
    prologue: PrologueReader,
    overloads: Overloads,
}

impl Scan {
    pub(crate) fn item(&mut self, item: &ModuleItem) {
        self.prologue(item.as_stmt());
        ModuleScan(&mut self.facts).item(item);
        let is_declaration = item.as_stmt().is_none_or(Stmt::is_decl);
        FunctionScan::new(&mut self.facts, is_declaration).module_item(item, &mut self.overloads);
    }

    pub(crate) fn statement(&mut self, statement: &Stmt) {
        self.prologue(Some(statement));
        ModuleScan(&mut self.facts).statement(statement);
        FunctionScan::new(&mut self.facts, statement.is_decl())
            .module_statement(statement, &mut self.overloads);
    }

    fn prologue(&mut self, statement: Option<&Stmt>) {
        self.prologue.read(statement, &mut self.facts.findings, directive::misplaced);
        self.facts.directive = self.prologue.first();
    }

    /// The facts of the whole program.
    pub(crate) fn finish(self) -> Facts {
        let mut facts = self.facts;
        facts.prologue = self.prologue.finish(&mut facts.findings);
        module::settle(&mut facts);
        functions::bind(&mut facts);
        facts
    }
}
