//! The module's own scope, found in the tree: a host that resolved the program need not tell
//! which syntax context it gave to it, and tools that ran since may have added bindings.

use rustc_hash::FxHashSet;
use swc_core::ecma::{
    ast::*,
    utils::find_pat_ids,
    visit::{Visit, VisitWith, noop_visit_type},
};

use crate::scan::nested_variables;

/// The bindings that the module itself declares, those of `var` in its blocks included. Visit its
/// items to add theirs.
#[derive(Default)]
pub(crate) struct ModuleScope {
    ids: FxHashSet<Id>,
}

impl ModuleScope {
    pub(super) fn holds(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }

    fn declare(&mut self, ident: &Ident) {
        self.ids.insert(ident.to_id());
    }

    fn declare_patterns(&mut self, declarators: &[VarDeclarator]) {
        let names = declarators.iter().map(|declarator| &declarator.name);
        self.ids.extend(names.flat_map(find_pat_ids::<_, Id>));
    }
}

impl Visit for ModuleScope {
    noop_visit_type!();

    fn visit_expr(&mut self, _: &Expr) {}

    fn visit_function(&mut self, _: &Function) {}

    fn visit_class(&mut self, _: &Class) {}

    fn visit_import_named_specifier(&mut self, import: &ImportNamedSpecifier) {
        self.declare(&import.local);
    }

    fn visit_import_default_specifier(&mut self, import: &ImportDefaultSpecifier) {
        self.declare(&import.local);
    }

    fn visit_import_star_as_specifier(&mut self, import: &ImportStarAsSpecifier) {
        self.declare(&import.local);
    }

    fn visit_ts_import_equals_decl(&mut self, import: &TsImportEqualsDecl) {
        self.declare(&import.id);
    }

    fn visit_fn_decl(&mut self, function: &FnDecl) {
        self.declare(&function.ident);
    }

    fn visit_class_decl(&mut self, class: &ClassDecl) {
        self.declare(&class.ident);
    }

    fn visit_ts_enum_decl(&mut self, decl: &TsEnumDecl) {
        self.declare(&decl.id);
    }

    fn visit_ts_module_decl(&mut self, module: &TsModuleDecl) {
        if let TsModuleName::Ident(name) = &module.id {
            self.declare(name);
        }
    }

    fn visit_export_default_decl(&mut self, export: &ExportDefaultDecl) {
        let ident = match &export.decl {
            DefaultDecl::Fn(function) => &function.ident,
            DefaultDecl::Class(class) => &class.ident,
            _ => &None,
        };
        self.ids.extend(ident.as_ref().map(Ident::to_id));
    }

    fn visit_var_decl(&mut self, variables: &VarDecl) {
        self.declare_patterns(&variables.decls);
    }

    fn visit_using_decl(&mut self, using: &UsingDecl) {
        self.declare_patterns(&using.decls);
    }

    fn visit_stmt(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Decl(declaration) => declaration.visit_with(self),
            _ => nested_variables(statement, |ident| self.declare(ident)),
        }
    }
}
