//! Brings programs to a form in which only their meaning counts: no parentheses around
//! expressions, no empty statements, no spelling of literals. Spans and syntax contexts are left
//! to the comparison.

use swc_core::{
    common::{DUMMY_SP, Span},
    ecma::{
        ast::*,
        visit::{VisitMut, VisitMutWith},
    },
};

/// The normal form of a program.
pub fn normalise(program: &mut Program) {
    program.visit_mut_with(&mut Normalise);
}

/// The program that the printer writes: it drops the `!` of `let a!: A`, carriage returns, and the
/// decorators of functions, which the parser takes though no language has them.
pub fn as_printed(program: &mut Program) {
    program.visit_mut_with(&mut AsPrinted);
}

struct AsPrinted;

impl VisitMut for AsPrinted {
    fn visit_mut_var_declarator(&mut self, declarator: &mut VarDeclarator) {
        declarator.visit_mut_children_with(self);
        declarator.definite = false;
    }

    fn visit_mut_fn_decl(&mut self, declaration: &mut FnDecl) {
        declaration.visit_mut_children_with(self);
        declaration.function.decorators.clear();
    }

    fn visit_mut_tpl_element(&mut self, element: &mut TplElement) {
        element.raw = element.raw.replace("\r\n", "\n").into();
    }
}

/// A program as a tool makes it that does not keep spans.
pub fn remove_spans(program: &mut Program) {
    struct RemoveSpans;
    impl VisitMut for RemoveSpans {
        fn visit_mut_span(&mut self, span: &mut Span) {
            *span = DUMMY_SP;
        }
    }
    program.visit_mut_with(&mut RemoveSpans);
}

struct Normalise;

impl VisitMut for Normalise {
    fn visit_mut_expr(&mut self, expr: &mut Expr) {
        expr.visit_mut_children_with(self);
        while let Expr::Paren(paren) = expr {
            *expr = std::mem::take(&mut paren.expr);
        }
    }

    fn visit_mut_simple_assign_target(&mut self, target: &mut SimpleAssignTarget) {
        target.visit_mut_children_with(self);
        if let SimpleAssignTarget::Paren(paren) = target
            && let Ok(plain) = SimpleAssignTarget::try_from(paren.expr.clone())
        {
            *target = plain;
        }
    }

    fn visit_mut_module_items(&mut self, items: &mut Vec<ModuleItem>) {
        items.visit_mut_children_with(self);
        items.retain(|item| !matches!(item, ModuleItem::Stmt(Stmt::Empty(_))));
    }

    fn visit_mut_stmts(&mut self, statements: &mut Vec<Stmt>) {
        statements.visit_mut_children_with(self);
        statements.retain(|statement| !matches!(statement, Stmt::Empty(_)));
    }

    fn visit_mut_class_members(&mut self, members: &mut Vec<ClassMember>) {
        members.visit_mut_children_with(self);
        members.retain(|member| !matches!(member, ClassMember::Empty(_)));
    }

    fn visit_mut_str(&mut self, string: &mut Str) {
        string.raw = None;
    }

    fn visit_mut_number(&mut self, number: &mut Number) {
        number.raw = None;
    }

    fn visit_mut_big_int(&mut self, number: &mut BigInt) {
        number.raw = None;
    }
}
