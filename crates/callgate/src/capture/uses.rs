//! What of a program the walk looks at, node by node.

use swc_core::{
    atoms::Atom,
    common::{Span, Spanned},
    ecma::{
        ast::*,
        visit::{Visit, VisitWith, noop_visit_type},
    },
};

use super::{CommonJsExport, DeclarationKind, Forbidden, UseKind, receivers::Open, walk::Walk};
use crate::scan::unwrap;

impl Visit for Walk {
    noop_visit_type!();

    /// References are recognised where they stand: labels, keys and names of exports are
    /// identifiers too.
    fn visit_ident(&mut self, _: &Ident) {}

    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Ident(ident) => self.reference(ident, UseKind::Whole),
            Expr::This(this) => {
                self.receiver(this.span, &Forbidden::This, &Forbidden::CapturedThis);
            }
            Expr::Member(member) => self.member(expr, &member.obj, &member.prop),
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => self.member(expr, &member.obj, &member.prop),
                OptChainBase::Call(call) => call.visit_with(self),
                #[cfg(swc_ast_unknown)]
                _ => {}
            },
            _ => expr.visit_children_with(self),
        }
    }

    fn visit_call_expr(&mut self, call: &CallExpr) {
        match &call.callee {
            Callee::Expr(callee) => {
                if let Expr::Ident(ident) = unwrap(callee)
                    && &*ident.sym == "eval"
                    && self.is_global(ident)
                    && let Some(function) = self.server_function()
                {
                    self.forbid(function, Forbidden::Eval, call.span);
                }
                self.whole(callee);
            }
            Callee::Super(super_) => {
                self.receiver(super_.span, &Forbidden::Super, &Forbidden::Super);
            }
            _ => {}
        }
        call.args.visit_with(self);
    }

    fn visit_opt_call(&mut self, call: &OptCall) {
        self.whole(&call.callee);
        call.args.visit_with(self);
    }

    fn visit_new_expr(&mut self, new: &NewExpr) {
        self.whole(&new.callee);
        new.args.visit_with(self);
    }

    fn visit_tagged_tpl(&mut self, tagged: &TaggedTpl) {
        self.whole(&tagged.tag);
        tagged.tpl.visit_with(self);
    }

    fn visit_unary_expr(&mut self, unary: &UnaryExpr) {
        if unary.op == op!("delete") {
            self.whole(&unary.arg);
        } else {
            unary.arg.visit_with(self);
        }
    }

    fn visit_update_expr(&mut self, update: &UpdateExpr) {
        self.assign_expression(&update.arg);
    }

    fn visit_bin_expr(&mut self, bin: &BinExpr) {
        if let Expr::PrivateName(name) = &*bin.left {
            self.private_name(name);
        } else {
            bin.left.visit_with(self);
        }
        bin.right.visit_with(self);
    }

    fn visit_assign_expr(&mut self, assign: &AssignExpr) {
        match &assign.left {
            AssignTarget::Simple(target) => match target {
                SimpleAssignTarget::Ident(ident) => self.reference(ident, UseKind::Write),
                SimpleAssignTarget::Member(member) => {
                    if let Some(global) = self.common_js_global(member) {
                        let (id, span) = (global.to_id(), assign.span);
                        self.found.common_js_exports.push(CommonJsExport { id, span });
                    }
                    self.whole(&member.obj);
                    member.prop.visit_with(self);
                }
                SimpleAssignTarget::SuperProp(prop) => prop.visit_with(self),
                SimpleAssignTarget::Paren(paren) => self.assign_expression(&paren.expr),
                SimpleAssignTarget::OptChain(chain) => chain.visit_children_with(self),
                SimpleAssignTarget::TsAs(e) => self.assign_expression(&e.expr),
                SimpleAssignTarget::TsSatisfies(e) => self.assign_expression(&e.expr),
                SimpleAssignTarget::TsNonNull(e) => self.assign_expression(&e.expr),
                SimpleAssignTarget::TsTypeAssertion(e) => self.assign_expression(&e.expr),
                SimpleAssignTarget::TsInstantiation(e) => self.assign_expression(&e.expr),
                SimpleAssignTarget::Invalid(_) => {}
                #[cfg(swc_ast_unknown)]
                _ => {}
            },
            AssignTarget::Pat(AssignTargetPat::Array(array)) => {
                for element in array.elems.iter().flatten() {
                    self.assign_pattern(element);
                }
            }
            AssignTarget::Pat(AssignTargetPat::Object(object)) => self.assign_object(object),
            AssignTarget::Pat(AssignTargetPat::Invalid(_)) => {}
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
        assign.right.visit_with(self);
    }

    fn visit_super_prop_expr(&mut self, prop: &SuperPropExpr) {
        self.receiver(prop.obj.span, &Forbidden::Super, &Forbidden::Super);
        prop.prop.visit_with(self);
    }

    fn visit_meta_prop_expr(&mut self, meta: &MetaPropExpr) {
        if meta.kind == MetaPropKind::NewTarget {
            self.receiver(meta.span, &Forbidden::NewTarget, &Forbidden::NewTarget);
        }
    }

    fn visit_private_name(&mut self, name: &PrivateName) {
        self.private_name(name);
    }

    fn visit_prop(&mut self, prop: &Prop) {
        match prop {
            Prop::Shorthand(ident) => self.reference(ident, UseKind::Whole),
            Prop::Method(method) => self.method(&method.key, &method.function),
            Prop::Getter(getter) => self.method(&getter.key, &getter.function),
            Prop::Setter(setter) => self.method(&setter.key, &setter.function),
            _ => prop.visit_children_with(self),
        }
    }

    fn visit_function(&mut self, function: &Function) {
        self.any_function(function, None);
    }

    /// A scope of its own: a parameter's default does not see the body's variables.
    fn visit_function_body(&mut self, body: &FunctionBody) {
        self.in_body(body.span, |walk| body.stmts.visit_with(walk));
    }

    fn visit_arrow_expr(&mut self, arrow: &ArrowExpr) {
        self.function(arrow.span, None, true, |walk| {
            for param in &arrow.params {
                walk.declare_pattern(param, DeclarationKind::Replaceable, true);
            }
            arrow.body.visit_with(walk);
        });
    }

    fn visit_constructor(&mut self, constructor: &Constructor) {
        self.function(constructor.span, None, false, |walk| {
            for param in &constructor.params {
                match param {
                    ParamOrTsParamProp::Param(param) => {
                        param.decorators.visit_with(walk);
                        walk.declare_pattern(&param.pat, DeclarationKind::Replaceable, true);
                    }
                    ParamOrTsParamProp::TsParamProp(prop) => match &prop.param {
                        TsParamPropParam::Ident(ident) => {
                            walk.declare(ident, DeclarationKind::Replaceable, true);
                        }
                        TsParamPropParam::Assign(assign) => {
                            walk.declare_pattern(&assign.left, DeclarationKind::Replaceable, true);
                            assign.right.visit_with(walk);
                        }
                        #[cfg(swc_ast_unknown)]
                        _ => {}
                    },
                    #[cfg(swc_ast_unknown)]
                    _ => {}
                }
            }
            constructor.body.visit_with(walk);
        });
    }

    fn visit_fn_expr(&mut self, expr: &FnExpr) {
        match &expr.ident {
            Some(ident) => self.in_scope(expr.span(), true, |walk| {
                walk.declare(ident, DeclarationKind::Function(expr.function.span), false);
                expr.function.visit_with(walk);
            }),
            None => expr.function.visit_with(self),
        }
    }

    fn visit_fn_decl(&mut self, declaration: &FnDecl) {
        if declaration.declare || declaration.function.body.is_none() {
            return;
        }
        let kind = DeclarationKind::Function(declaration.function.span);
        self.declare(&declaration.ident, kind, false);
        declaration.function.visit_with(self);
    }

    fn visit_class_decl(&mut self, declaration: &ClassDecl) {
        if declaration.declare {
            return;
        }
        self.declare(&declaration.ident, DeclarationKind::Class, false);
        self.class_declaration(&declaration.ident, &declaration.class);
    }

    fn visit_class_expr(&mut self, expr: &ClassExpr) {
        self.in_scope(expr.span(), false, |walk| {
            if let Some(ident) = &expr.ident {
                walk.declare(ident, DeclarationKind::Class, false);
            }
            walk.class(&expr.class);
        });
    }

    fn visit_static_block(&mut self, block: &StaticBlock) {
        self.open.push(Open::Initialiser);
        self.in_scope(block.span, true, |walk| block.body.stmts.visit_with(walk));
        self.open.pop();
    }

    fn visit_class_prop(&mut self, prop: &ClassProp) {
        prop.decorators.visit_with(self);
        prop.key.visit_with(self);
        self.field(prop.value.as_deref(), prop.is_static);
    }

    fn visit_private_prop(&mut self, prop: &PrivateProp) {
        prop.decorators.visit_with(self);
        self.field(prop.value.as_deref(), prop.is_static);
    }

    fn visit_auto_accessor(&mut self, accessor: &AutoAccessor) {
        accessor.decorators.visit_with(self);
        if let Key::Public(key) = &accessor.key {
            key.visit_with(self);
        }
        self.field(accessor.value.as_deref(), accessor.is_static);
    }

    fn visit_class_method(&mut self, method: &ClassMethod) {
        self.method(&method.key, &method.function);
    }

    fn visit_private_method(&mut self, method: &PrivateMethod) {
        self.any_function(&method.function, Some(method.key.span.hi));
    }

    fn visit_prop_name(&mut self, name: &PropName) {
        if let PropName::Computed(computed) = name {
            computed.expr.visit_with(self);
        }
    }

    fn visit_var_decl(&mut self, variables: &VarDecl) {
        if !variables.declare {
            self.declare_variables(&variables.decls, variables.kind == VarDeclKind::Var);
        }
    }

    fn visit_using_decl(&mut self, using: &UsingDecl) {
        self.declare_variables(&using.decls, false);
    }

    fn visit_for_head(&mut self, head: &ForHead) {
        match head {
            ForHead::Pat(pattern) => self.assign_pattern(pattern),
            ForHead::VarDecl(variables) => variables.visit_with(self),
            ForHead::UsingDecl(using) => using.visit_with(self),
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    fn visit_for_stmt(&mut self, statement: &ForStmt) {
        self.in_loop(statement.span, |walk| statement.visit_children_with(walk));
    }

    fn visit_for_in_stmt(&mut self, statement: &ForInStmt) {
        self.in_loop(statement.span, |walk| statement.visit_children_with(walk));
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.in_loop(statement.span, |walk| statement.visit_children_with(walk));
    }

    fn visit_while_stmt(&mut self, statement: &WhileStmt) {
        self.in_loop(statement.span, |walk| statement.visit_children_with(walk));
    }

    fn visit_do_while_stmt(&mut self, statement: &DoWhileStmt) {
        self.in_loop(statement.span, |walk| statement.visit_children_with(walk));
    }

    fn visit_block_stmt(&mut self, block: &BlockStmt) {
        self.in_scope(block.span, false, |walk| block.stmts.visit_with(walk));
    }

    fn visit_switch_stmt(&mut self, switch: &SwitchStmt) {
        switch.discriminant.visit_with(self);
        // The discriminant is outside of the scope.
        let start = switch.cases.first().map_or(switch.span.hi, |case| case.span.lo);
        let cases = Span::new(start, switch.span.hi);
        self.in_scope(cases, false, |walk| switch.cases.visit_with(walk));
    }

    fn visit_catch_clause(&mut self, clause: &CatchClause) {
        self.in_scope(clause.span, false, |walk| {
            if let Some(param) = &clause.param {
                walk.declare_pattern(param, DeclarationKind::Other, false);
            }
            clause.body.visit_with(walk);
        });
    }

    fn visit_with_stmt(&mut self, with: &WithStmt) {
        with.obj.visit_with(self);
        self.captures.with_statements.push(with.span.with_hi(with.obj.span().hi));
        with.body.visit_with(self);
    }

    fn visit_ts_enum_decl(&mut self, decl: &TsEnumDecl) {
        if !decl.declare {
            self.declare(&decl.id, DeclarationKind::Other, false);
            let place = self.place(decl.span);
            self.namespaces.enter_enum(&decl.id.sym, &decl.members, place);
            self.in_scope(decl.span, false, |walk| decl.members.visit_with(walk));
            self.namespaces.leave();
        }
    }

    fn visit_ts_module_decl(&mut self, module: &TsModuleDecl) {
        if module.declare {
            return;
        }
        let TsModuleName::Ident(name) = &module.id else { return };
        self.declare(name, DeclarationKind::Other, false);
        if let Some(body) = &module.body {
            let place = self.place(module.span);
            self.namespaces.enter(&name.sym, body, place);
            body.visit_with(self);
            self.namespaces.leave();
        }
    }

    fn visit_ts_namespace_decl(&mut self, namespace: &TsNamespaceDecl) {
        self.in_scope(namespace.span, true, |walk| {
            walk.declare(&namespace.id, DeclarationKind::Other, false);
            let place = walk.place(namespace.span);
            walk.namespaces.enter(&namespace.id.sym, &namespace.body, place);
            namespace.body.visit_with(walk);
            walk.namespaces.leave();
        });
    }

    fn visit_ts_module_block(&mut self, block: &TsModuleBlock) {
        self.open.push(Open::Initialiser);
        self.in_scope(block.span, true, |walk| block.body.visit_with(walk));
        self.open.pop();
    }

    fn visit_ts_import_equals_decl(&mut self, import: &TsImportEqualsDecl) {
        self.declare(&import.id, DeclarationKind::Other, false);
    }

    /// Its name is the module's.
    fn visit_export_default_decl(&mut self, export: &ExportDefaultDecl) {
        match &export.decl {
            DefaultDecl::Fn(function) => function.function.visit_with(self),
            DefaultDecl::Class(ClassExpr { ident: Some(ident), class }) => {
                self.class_declaration(ident, class);
            }
            DefaultDecl::Class(ClassExpr { class, .. }) => self.class(class),
            _ => {}
        }
    }

    fn visit_export_default_expr(&mut self, export: &ExportDefaultExpr) {
        export.expr.visit_with(self);
    }

    fn visit_jsx_element_name(&mut self, name: &JSXElementName) {
        match name {
            JSXElementName::Ident(ident) if &*ident.sym == "this" => {
                self.receiver(ident.span, &Forbidden::This, &Forbidden::CapturedThis);
            }
            JSXElementName::Ident(ident) if is_component(&ident.sym) => {
                self.reference(ident, UseKind::Whole);
            }
            JSXElementName::JSXMemberExpr(member) => {
                let mut path = vec![member.prop.sym.clone()];
                self.jsx_object(&member.obj, &mut path);
            }
            _ => {}
        }
    }

    fn visit_jsx_closing_element(&mut self, _: &JSXClosingElement) {}
}

/// `<a>` and `<my-element>` are elements of the platform; every other tag is a reference.
fn is_component(name: &Atom) -> bool {
    !name.starts_with(|first: char| first.is_ascii_lowercase()) && !name.contains('-')
}
