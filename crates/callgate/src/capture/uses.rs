//! The walk that fills [`Captures`].

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{Span, Spanned, SyntaxContext},
    ecma::{
        ast::*,
        visit::{Visit, VisitWith, noop_visit_type},
    },
};

use super::{
    Captures, Declaration, DeclarationKind, Event, Forbidden, ModuleWrite, Scope, Use, UseKind,
};
use super::{namespaces::Namespaces, settle::settle};
use crate::scan::unwrap;

pub(super) fn walk(
    program: &Program,
    functions: &[Span],
    unresolved: SyntaxContext,
    top_level: SyntaxContext,
) -> Captures {
    let mut walk = Walk {
        captures: Captures::default(),
        functions: functions.iter().enumerate().map(|(index, span)| (*span, index)).collect(),
        unresolved,
        top_level,
        namespaces: Namespaces::default(),
        scopes: vec![OpenScope { scope: scope_of(program.span()), is_function: true }],
        open: Vec::new(),
        capturing: 0,
    };
    program.visit_with(&mut walk);
    walk.captures.declarations.extend(walk.namespaces.merged_members());
    settle(&mut walk.captures);
    walk.captures
}

struct Walk {
    captures: Captures,
    functions: FxHashMap<Span, usize>,
    unresolved: SyntaxContext,
    top_level: SyntaxContext,
    namespaces: Namespaces,
    /// Scopes around the current node, innermost last.
    scopes: Vec<OpenScope>,
    /// Functions, classes and `with` statements around the current node, innermost last.
    open: Vec<Open>,
    /// How many of the server functions around the current node can capture something: those
    /// that stand in another scope than the module's.
    capturing: usize,
}

struct OpenScope {
    scope: Scope,
    /// Whether `var` stays in it.
    is_function: bool,
}

/// What decides the meaning of `this` and its kind.
enum Open {
    ServerFunction {
        index: usize,
        is_arrow: bool,
    },
    /// A function, method or accessor: it has its own `this` and `arguments`.
    Function,
    Arrow,
    /// A class, with the private names it declares.
    Class(Vec<Atom>),
    /// A static block or the initialiser of a static field: it has its own `this`, and runs
    /// where the class is defined.
    StaticInitialiser,
    With(Span),
}

fn scope_of(span: Span) -> Scope {
    Scope { lo: span.lo, hi: span.hi }
}

impl Walk {
    fn in_scope(&mut self, span: Span, is_function: bool, inside: impl FnOnce(&mut Self)) {
        self.scopes.push(OpenScope { scope: scope_of(span), is_function });
        inside(self);
        self.scopes.pop();
    }

    /// Visits the inside of a function of any kind.
    fn function(&mut self, span: Span, is_arrow: bool, inside: impl FnOnce(&mut Self)) {
        let index = self.functions.get(&span).copied();
        if let Some(index) = index {
            self.with_around(index);
            self.captures.events.push(Event::Enter(index));
        }
        let captures = index.is_some() && self.scopes.len() > 1;
        self.capturing += usize::from(captures);
        self.open.push(match index {
            Some(index) => Open::ServerFunction { index, is_arrow },
            None if is_arrow => Open::Arrow,
            None => Open::Function,
        });
        self.in_scope(span, true, inside);
        self.open.pop();
        self.capturing -= usize::from(captures);
        if index.is_some() {
            self.captures.events.push(Event::Leave);
        }
    }

    fn with_around(&mut self, function: usize) {
        let with = self.open.iter().rev().find_map(|open| match open {
            Open::With(span) => Some(*span),
            _ => None,
        });
        if let Some(span) = with {
            self.forbid(function, Forbidden::With, span);
        }
    }

    /// The innermost server function around the current node.
    fn server_function(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open {
            Open::ServerFunction { index, .. } => Some(*index),
            _ => None,
        })
    }

    fn forbid(&mut self, function: usize, what: Forbidden, span: Span) {
        self.captures.events.push(Event::Forbidden { function, what, span });
    }

    /// `this`, `arguments`, `super`, `new.target`: theirs is the innermost function that is not
    /// an arrow function. `own` is the finding when that is a server function itself, `captured`
    /// when it is around a server function that is an arrow function.
    fn receiver(&mut self, span: Span, own: &Forbidden, captured: &Forbidden) {
        let mut arrow = None;
        for open in self.open.iter().rev() {
            match open {
                Open::ServerFunction { index, is_arrow: true } => {
                    arrow.get_or_insert(*index);
                }
                Open::ServerFunction { index, is_arrow: false } => {
                    let (index, what) = match arrow {
                        Some(arrow) => (arrow, captured.clone()),
                        None => (*index, own.clone()),
                    };
                    return self.forbid(index, what, span);
                }
                Open::Function | Open::StaticInitialiser => break,
                Open::Arrow | Open::Class(_) | Open::With(_) => {}
            }
        }
        if let Some(arrow) = arrow {
            self.forbid(arrow, captured.clone(), span);
        }
    }

    fn reference(&mut self, ident: &Ident, kind: UseKind) {
        if ident.ctxt == self.unresolved && &*ident.sym == "arguments" {
            return self.receiver(ident.span, &Forbidden::Arguments, &Forbidden::Arguments);
        }
        if ident.ctxt == self.top_level && kind == UseKind::Write {
            self.module_write(ident);
        }
        // Writes matter everywhere: a variable that is assigned to is not known to hold what it
        // was initialised with.
        if kind == UseKind::Write || self.capturing > 0 {
            let use_ = Use { id: ident.to_id(), span: ident.span, kind };
            self.captures.events.push(Event::Use(use_));
        }
    }

    fn module_write(&mut self, ident: &Ident) {
        let in_function = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Function | Open::Arrow | Open::ServerFunction { .. }));
        let (name, span) = (ident.sym.clone(), ident.span);
        self.captures.module_writes.push(ModuleWrite { name, span, in_function });
    }

    fn declare(&mut self, ident: &Ident, kind: DeclarationKind, is_var: bool) {
        if ident.ctxt == self.top_level || ident.ctxt == self.unresolved {
            return;
        }
        let scope = self
            .scopes
            .iter()
            .rev()
            .find(|scope| scope.is_function || !is_var)
            .map_or(Scope { lo: ident.span.lo, hi: ident.span.hi }, |scope| scope.scope);
        let function = self.server_function();
        let declaration =
            Declaration { span: ident.span, kind, scope, is_reassigned: false, function };
        self.captures
            .declarations
            .entry(ident.to_id())
            // `var a; function a() {}`, `function a() {} function a() {}`: which value it has
            // depends on the order, so nothing is known of it.
            .and_modify(|existing| {
                existing.is_reassigned = true;
                existing.kind = DeclarationKind::Other;
            })
            .or_insert(declaration);
    }

    /// Declares the names of a pattern and visits what the pattern evaluates.
    fn declare_pattern(&mut self, pattern: &Pat, kind: DeclarationKind, is_var: bool) {
        match pattern {
            Pat::Ident(ident) => self.declare(ident, kind, is_var),
            Pat::Array(array) => {
                for element in array.elems.iter().flatten() {
                    self.declare_pattern(element, DeclarationKind::Other, is_var);
                }
            }
            Pat::Rest(rest) => self.declare_pattern(&rest.arg, DeclarationKind::Other, is_var),
            Pat::Object(object) => {
                for prop in &object.props {
                    match prop {
                        ObjectPatProp::KeyValue(prop) => {
                            prop.key.visit_with(self);
                            self.declare_pattern(&prop.value, DeclarationKind::Other, is_var);
                        }
                        ObjectPatProp::Assign(prop) => {
                            self.declare(&prop.key, DeclarationKind::Other, is_var);
                            prop.value.visit_with(self);
                        }
                        ObjectPatProp::Rest(rest) => {
                            self.declare_pattern(&rest.arg, DeclarationKind::Other, is_var);
                        }
                        #[cfg(swc_ast_unknown)]
                        _ => {}
                    }
                }
            }
            Pat::Assign(assign) => {
                self.declare_pattern(&assign.left, DeclarationKind::Other, is_var);
                assign.right.visit_with(self);
            }
            Pat::Expr(expr) => expr.visit_with(self),
            Pat::Invalid(_) => {}
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    fn declare_variables(&mut self, declarators: &[VarDeclarator], is_var: bool) {
        for declarator in declarators {
            let init = declarator.init.as_deref();
            let kind = init.map_or(DeclarationKind::Other, |init| match unwrap(init) {
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
    fn assign_pattern(&mut self, pattern: &Pat) {
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

    fn assign_object(&mut self, object: &ObjectPat) {
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
    fn assign_expression(&mut self, target: &Expr) {
        match unwrap(target) {
            Expr::Ident(ident) => self.reference(ident, UseKind::Write),
            target => self.whole(target),
        }
    }

    /// `exports.x`, `module.exports`, `module.exports.x`
    fn is_common_js_export(&self, member: &MemberExpr) -> bool {
        let is_global = |expr: &Expr, name: &str| matches!(unwrap(expr), Expr::Ident(i) if &*i.sym == name && i.ctxt == self.unresolved);
        let is_exports = |member: &MemberExpr| {
            is_global(&member.obj, "module") && is_member(&member.prop, "exports")
        };
        is_global(&member.obj, "exports")
            || is_exports(member)
            || unwrap(&member.obj).as_member().is_some_and(is_exports)
    }

    /// Visits an expression whose root binding is needed whole: a call's receiver, the target of
    /// a write (rule 4.7).
    fn whole(&mut self, expr: &Expr) {
        match unwrap(expr) {
            Expr::Ident(ident) => self.reference(ident, UseKind::Whole),
            Expr::Member(member) => {
                self.whole(&member.obj);
                member.prop.visit_with(self);
            }
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => {
                    self.whole(&member.obj);
                    member.prop.visit_with(self);
                }
                OptChainBase::Call(call) => call.visit_with(self),
                #[cfg(swc_ast_unknown)]
                _ => {}
            },
            expr => expr.visit_with(self),
        }
    }

    /// `root.a?.b` as its root and path, if it is a static member path. The path is left out
    /// where nobody asks for it.
    fn member_path<'a>(&self, expr: &'a Expr) -> Option<(&'a Ident, Vec<Atom>)> {
        let (object, prop) = match unwrap(expr) {
            Expr::Ident(ident) => return Some((ident, Vec::new())),
            Expr::Member(member) => (&member.obj, &member.prop),
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => (&member.obj, &member.prop),
                _ => return None,
            },
            _ => return None,
        };
        let MemberProp::Ident(prop) = prop else { return None };
        let (root, mut path) = self.member_path(object)?;
        if self.capturing > 0 {
            path.push(prop.sym.clone());
        }
        Some((root, path))
    }

    fn member(&mut self, expr: &Expr, object: &Expr, prop: &MemberProp) {
        match self.member_path(expr) {
            Some((root, path)) => self.reference(root, UseKind::Path(path)),
            // `f().a.b`: down to what is not a static member, at once, so that long chains cost
            // no more than short ones.
            None => match prop {
                MemberProp::Ident(_) => beneath_members(object).visit_with(self),
                // `o[key]` reads any member of `o`.
                _ => {
                    self.whole(object);
                    prop.visit_with(self);
                }
            },
        }
    }

    fn class(&mut self, class: &Class) {
        class.decorators.visit_with(self);
        class.super_class.visit_with(self);
        let private_names = class.body.iter().filter_map(|member| match member {
            ClassMember::PrivateMethod(method) => Some(method.key.name.clone()),
            ClassMember::PrivateProp(prop) => Some(prop.key.name.clone()),
            ClassMember::AutoAccessor(accessor) => match &accessor.key {
                Key::Private(key) => Some(key.name.clone()),
                _ => None,
            },
            _ => None,
        });
        let private_names = private_names.collect();
        self.open.push(Open::Class(private_names));
        class.body.visit_with(self);
        self.open.pop();
    }

    fn method(&mut self, key: &PropName, function: &Function) {
        key.visit_with(self);
        function.visit_with(self);
    }

    fn private_name(&mut self, name: &PrivateName) {
        let mut inner = None;
        for open in self.open.iter().rev() {
            match open {
                Open::Class(names) if names.contains(&name.name) => break,
                Open::ServerFunction { index, .. } => {
                    inner.get_or_insert(*index);
                }
                _ => {}
            }
        }
        if let Some(function) = inner {
            self.forbid(function, Forbidden::PrivateName(name.name.clone()), name.span);
        }
    }

    fn jsx_object(&mut self, object: &JSXObject, path: &mut Vec<Atom>) {
        match object {
            JSXObject::Ident(ident) => {
                if &*ident.sym == "this" {
                    self.receiver(ident.span, &Forbidden::This, &Forbidden::CapturedThis);
                } else {
                    path.reverse();
                    self.reference(ident, UseKind::Path(std::mem::take(path)));
                }
            }
            JSXObject::JSXMemberExpr(member) => {
                path.push(member.prop.sym.clone());
                self.jsx_object(&member.obj, path);
            }
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }
}

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
                    && ident.ctxt == self.unresolved
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
                    if self.is_common_js_export(member) {
                        self.captures.common_js_exports.push(assign.span);
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
        function.decorators.visit_with(self);
        self.function(function.span, false, |walk| {
            for param in &function.params {
                param.decorators.visit_with(walk);
                walk.declare_pattern(&param.pat, DeclarationKind::Other, true);
            }
            function.body.visit_with(walk);
        });
    }

    /// A scope of its own: a parameter's default does not see the body's variables.
    fn visit_function_body(&mut self, body: &FunctionBody) {
        self.in_scope(body.span, true, |walk| body.stmts.visit_with(walk));
    }

    fn visit_arrow_expr(&mut self, arrow: &ArrowExpr) {
        self.function(arrow.span, true, |walk| {
            for param in &arrow.params {
                walk.declare_pattern(param, DeclarationKind::Other, true);
            }
            arrow.body.visit_with(walk);
        });
    }

    fn visit_constructor(&mut self, constructor: &Constructor) {
        self.function(constructor.span, false, |walk| {
            for param in &constructor.params {
                match param {
                    ParamOrTsParamProp::Param(param) => {
                        param.decorators.visit_with(walk);
                        walk.declare_pattern(&param.pat, DeclarationKind::Other, true);
                    }
                    ParamOrTsParamProp::TsParamProp(prop) => match &prop.param {
                        TsParamPropParam::Ident(ident) => {
                            walk.declare(ident, DeclarationKind::Other, true);
                        }
                        TsParamPropParam::Assign(assign) => {
                            walk.declare_pattern(&assign.left, DeclarationKind::Other, true);
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
        self.class(&declaration.class);
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
        self.open.push(Open::StaticInitialiser);
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
        method.function.visit_with(self);
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
        self.in_scope(statement.span, false, |walk| statement.visit_children_with(walk));
    }

    fn visit_for_in_stmt(&mut self, statement: &ForInStmt) {
        self.in_scope(statement.span, false, |walk| statement.visit_children_with(walk));
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.in_scope(statement.span, false, |walk| statement.visit_children_with(walk));
    }

    fn visit_block_stmt(&mut self, block: &BlockStmt) {
        self.in_scope(block.span, false, |walk| block.stmts.visit_with(walk));
    }

    fn visit_switch_stmt(&mut self, switch: &SwitchStmt) {
        switch.discriminant.visit_with(self);
        let cases = Span::new(switch.discriminant.span().hi, switch.span.hi);
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
        self.open.push(Open::With(with.span));
        with.body.visit_with(self);
        self.open.pop();
    }

    fn visit_ts_enum_decl(&mut self, decl: &TsEnumDecl) {
        if !decl.declare {
            self.declare(&decl.id, DeclarationKind::Other, false);
            decl.members.visit_with(self);
        }
    }

    fn visit_ts_module_decl(&mut self, module: &TsModuleDecl) {
        if module.declare {
            return;
        }
        let TsModuleName::Ident(name) = &module.id else { return };
        self.declare(name, DeclarationKind::Other, false);
        if let Some(body) = &module.body {
            self.namespaces.enter(&name.sym, body, scope_of(module.span));
            body.visit_with(self);
            self.namespaces.leave();
        }
    }

    fn visit_ts_namespace_decl(&mut self, namespace: &TsNamespaceDecl) {
        self.in_scope(namespace.span, true, |walk| {
            walk.declare(&namespace.id, DeclarationKind::Other, false);
            let scope = scope_of(namespace.span);
            walk.namespaces.enter(&namespace.id.sym, &namespace.body, scope);
            namespace.body.visit_with(walk);
            walk.namespaces.leave();
        });
    }

    fn visit_ts_module_block(&mut self, block: &TsModuleBlock) {
        self.open.push(Open::Function);
        self.in_scope(block.span, true, |walk| block.body.visit_with(walk));
        self.open.pop();
    }

    fn visit_ts_import_equals_decl(&mut self, import: &TsImportEqualsDecl) {
        self.declare(&import.id, DeclarationKind::Other, false);
    }

    fn visit_export_default_expr(&mut self, export: &ExportDefaultExpr) {
        export.expr.visit_with(self);
    }

    fn visit_jsx_element_name(&mut self, name: &JSXElementName) {
        match name {
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

/// `.name` or `["name"]`
fn is_member(prop: &MemberProp, name: &str) -> bool {
    match prop {
        MemberProp::Ident(ident) => &*ident.sym == name,
        MemberProp::Computed(computed) => match unwrap(&computed.expr) {
            Expr::Lit(Lit::Str(string)) => string.value.as_str() == Some(name),
            _ => false,
        },
        _ => false,
    }
}

/// `object` of `object.a.b`.
fn beneath_members(mut expr: &Expr) -> &Expr {
    loop {
        let member = match unwrap(expr) {
            Expr::Member(member) => member,
            Expr::OptChain(chain) => match &*chain.base {
                OptChainBase::Member(member) => member,
                _ => return expr,
            },
            _ => return expr,
        };
        if !matches!(member.prop, MemberProp::Ident(_)) {
            return expr;
        }
        expr = &member.obj;
    }
}

/// `<a>` and `<my-element>` are elements of the platform; every other tag is a reference.
fn is_component(name: &Atom) -> bool {
    !name.starts_with(|first: char| first.is_ascii_lowercase()) && !name.contains('-')
}

impl Walk {
    /// A field's initialiser has its own `this`; that of an instance field runs in a function.
    fn field(&mut self, value: Option<&Expr>, is_static: bool) {
        let Some(value) = value else { return };
        self.open.push(if is_static { Open::StaticInitialiser } else { Open::Function });
        value.visit_with(self);
        self.open.pop();
    }
}
