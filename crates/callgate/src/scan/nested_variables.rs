//! Variables that a statement declares for the scope around it: `if (a) { var b }`.

use swc_core::ecma::{
    ast::*,
    utils::find_pat_ids,
    visit::{Visit, VisitWith, noop_visit_type},
};

/// Gives `found` the name of every `var` in `statement`, those of functions inside excepted.
pub(crate) fn nested_variables(statement: &Stmt, found: impl FnMut(&Ident)) {
    statement.visit_with(&mut Variables(found));
}

struct Variables<F>(F);

impl<F: FnMut(&Ident)> Visit for Variables<F> {
    noop_visit_type!();

    fn visit_expr(&mut self, _: &Expr) {}

    fn visit_function(&mut self, _: &Function) {}

    fn visit_class(&mut self, _: &Class) {}

    fn visit_var_decl(&mut self, variables: &VarDecl) {
        if variables.kind == VarDeclKind::Var {
            for declarator in &variables.decls {
                find_pat_ids::<_, Ident>(&declarator.name).iter().for_each(&mut self.0);
            }
        }
    }
}
