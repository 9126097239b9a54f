//! Where names are bound, and where they are assigned to.

use swc_core::{
    common::Spanned,
    ecma::{ast::*, visit::VisitWith},
};

use super::{
    Declaration, DeclarationKind, Resolution, UseKind,
    walk::{OpenScope, Walk},
};
use crate::scan::unwrap;

impl Declaration {
    /// The same name is declared again in the same scope.
    fn redeclare(&mut self, again: DeclarationKind) {
        use DeclarationKind::{Function, Other, Replaceable};
        match (self.kind, again) {
            // `function f() {} function f() {}`: the last one counts from the start.
            (Replaceable | Function(_), Function(_)) => self.kind = again,
            (Replaceable | Function(_), Replaceable) => {}
            // Which value it has depends on the time, so nothing is known of it.
            _ => {
                self.kind = Other;
                self.is_reassigned = true;
            }
        }
    }
}

impl DeclarationKind {
    /// The kind of the names in a pattern that is declared as `self`.
    fn of_part(self) -> Self {
        if self == Self::Replaceable { self } else { Self::Other }
    }
}

/// How many names an item declares seldom more than.
const USUAL_DECLARATIONS: usize = 14;

impl Walk {
    pub(super) fn declare(&mut self, ident: &Ident, kind: DeclarationKind, is_var: bool) {
        let is_owner = |scope: &OpenScope| scope.is_function || !is_var;
        let Some(owner) = self.scopes.iter().rposition(is_owner) else { return };
        let (id, is_resolved) = match self.resolution {
            Resolution::Contexts { unresolved } => (ident.to_id(), ident.ctxt != unresolved),
            Resolution::Scopes => ((ident.sym.clone(), self.scopes[owner].context), true),
        };
        if owner == 0 || !is_resolved {
            return;
        }
        let scope = self.scopes[owner].scope;
        // SWC's resolver takes the variable of `catch (e) { var e }` for the parameter.
        let is_inner = |found: &Declaration| found.scope.lo > scope.lo;
        let id = match self.found.declarations.get(&id) {
            Some(found) if is_var && is_inner(found) => (id.0, self.scopes[owner].context),
            _ => id,
        };
        // A `var` in a loop gets its value anew each time, so its first value says nothing.
        let is_in_loop = self.scopes[owner + 1..].iter().any(|inner| inner.is_loop);
        let kind = if is_in_loop { DeclarationKind::Other } else { kind };
        let function = self.server_function();
        let declaration =
            Declaration { span: ident.span, kind, scope, is_reassigned: false, function };
        let declarations = &mut self.found.declarations;
        if declarations.is_empty() {
            declarations.reserve(USUAL_DECLARATIONS);
        }
        declarations
            .entry(id)
            .and_modify(|existing| existing.redeclare(kind))
            .or_insert(declaration);
    }

    /// Declares a class's name in the scope of the class. A resolver gives it the identifier of the
    /// declaration around.
    pub(super) fn declare_own_name(&mut self, ident: &Ident) {
        let Some(OpenScope { scope, context, .. }) = self.scopes.last() else { return };
        let declaration = Declaration {
            span: ident.span,
            kind: DeclarationKind::OwnName,
            scope: *scope,
            is_reassigned: false,
            function: self.server_function(),
        };
        self.found.declarations.insert((ident.sym.clone(), *context), declaration);
    }

    /// Declares the names of a pattern and visits what the pattern evaluates.
    pub(super) fn declare_pattern(&mut self, pattern: &Pat, kind: DeclarationKind, is_var: bool) {
        match pattern {
            Pat::Ident(ident) => self.declare(ident, kind, is_var),
            Pat::Array(array) => {
                for element in array.elems.iter().flatten() {
                    self.declare_pattern(element, kind.of_part(), is_var);
                }
            }
            Pat::Rest(rest) => self.declare_pattern(&rest.arg, kind.of_part(), is_var),
            Pat::Object(object) => {
                for prop in &object.props {
                    match prop {
                        ObjectPatProp::KeyValue(prop) => {
                            prop.key.visit_with(self);
                            self.declare_pattern(&prop.value, kind.of_part(), is_var);
                        }
                        ObjectPatProp::Assign(prop) => {
                            self.declare(&prop.key, kind.of_part(), is_var);
                            prop.value.visit_with(self);
                        }
                        ObjectPatProp::Rest(rest) => {
                            self.declare_pattern(&rest.arg, kind.of_part(), is_var);
                        }
                        #[cfg(swc_ast_unknown)]
                        _ => {}
                    }
                }
            }
            Pat::Assign(assign) => {
                self.declare_pattern(&assign.left, kind.of_part(), is_var);
                assign.right.visit_with(self);
            }
            Pat::Expr(expr) => expr.visit_with(self),
            Pat::Invalid(_) => {}
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    pub(super) fn declare_variables(&mut self, declarators: &[VarDeclarator], is_var: bool) {
        for declarator in declarators {
            let init = declarator.init.as_deref();
            let kind = init.map_or(DeclarationKind::Replaceable, |init| match unwrap(init) {
                Expr::Fn(function) => {
                    DeclarationKind::Variable { function: Some(function.span()), class: false }
                }
                Expr::Arrow(arrow) => {
                    DeclarationKind::Variable { function: Some(arrow.span), class: false }
                }
                Expr::Class(_) => DeclarationKind::Variable { function: None, class: true },
                _ => DeclarationKind::Other,
            });
            self.declare_pattern(&declarator.name, kind, is_var);
            declarator.init.visit_with(self);
        }
    }

    /// Marks the names of an assignment pattern as written and visits what it evaluates.
    pub(super) fn assign_pattern(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(ident) => self.reference(ident, UseKind::Write),
            Pat::Array(array) => {
                for element in array.elems.iter().flatten() {
                    self.assign_pattern(element);
                }
            }
            Pat::Rest(rest) => self.assign_pattern(&rest.arg),
            Pat::Object(object) => self.assign_object(object),
            Pat::Assign(assign) => {
                self.assign_pattern(&assign.left);
                assign.right.visit_with(self);
            }
            Pat::Expr(expr) => self.assign_expression(expr),
            Pat::Invalid(_) => {}
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    pub(super) fn assign_object(&mut self, object: &ObjectPat) {
        for prop in &object.props {
            match prop {
                ObjectPatProp::KeyValue(prop) => {
                    prop.key.visit_with(self);
                    self.assign_pattern(&prop.value);
                }
                ObjectPatProp::Assign(prop) => {
                    self.reference(&prop.key, UseKind::Write);
                    prop.value.visit_with(self);
                }
                ObjectPatProp::Rest(rest) => self.assign_pattern(&rest.arg),
                #[cfg(swc_ast_unknown)]
                _ => {}
            }
        }
    }

    /// The target of `=`, `++`, `delete`, `for (… of …)` as an expression.
    pub(super) fn assign_expression(&mut self, target: &Expr) {
        match unwrap(target) {
            Expr::Ident(ident) => self.reference(ident, UseKind::Write),
            target => self.whole(target),
        }
    }
}
