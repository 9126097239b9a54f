//! The module's own scope, found in the tree: a host that resolved the program need not tell
//! which syntax context it gave to it, and tools that ran since may have added bindings.

use rustc_hash::FxHashSet;
use swc_core::ecma::{
    ast::*,
    utils::find_pat_ids,
    visit::{Visit, VisitWith, noop_visit_type},
};

/// The bindings that the module itself declares, those of `var` in its blocks included.
pub(super) fn module_scope(program: &Program) -> FxHashSet<Id> {
    let mut scope = ModuleScope { ids: FxHashSet::default(), is_nested: false };
    program.visit_with(&mut scope);
    scope.ids
}

struct ModuleScope {
    ids: FxHashSet<Id>,
    /// Whether the current node is in a statement, where only `var` reaches the module.
    is_nested: bool,
}

impl ModuleScope {
    fn declare(&mut self, ident: &Ident) {
        if !self.is_nested {
            self.ids.insert(ident.to_id());
        }
    }

    fn declare_patterns(&mut self, declarators: &[VarDeclarator], is_var: bool) {
        if is_var || !self.is_nested {
            let names = declarators.iter().map(|declarator| &declarator.name);
            self.ids.extend(names.flat_map(find_pat_ids::<_, Id>));
        }
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
        self.declare_patterns(&variables.decls, variables.kind == VarDeclKind::Var);
    }

    fn visit_using_decl(&mut self, using: &UsingDecl) {
        self.declare_patterns(&using.decls, false);
    }

    fn visit_stmt(&mut self, statement: &Stmt) {
        let is_nested = self.is_nested;
        self.is_nested |= !matches!(statement, Stmt::Decl(_));
        statement.visit_children_with(self);
        self.is_nested = is_nested;
    }
}
