//! Functions with a directive, wherever they are, with the names around them; and directives
//! that are not where they would mark a function.

use rustc_hash::FxHashMap;
use swc_core::{
    atoms::Atom,
    common::{BytePos, Span, Spanned},
    ecma::{
        ast::*,
        visit::{Visit, VisitWith, noop_visit_type},
    },
};

use super::{
    classes::Method,
    facts::{
        Arrow, BindingKind, Declaration, DirectiveStatement, Facts, Form, FunctionName,
        InlineFunction, Key, Owner, Prologue, Shape, Value,
    },
    keys::key_of,
    prologue::{read_prologue, stray_directive, stray_directives},
    value::{arrow_shape, function_shape, unwrap},
};
use crate::{diagnostics::directive, directive::Directive};

/// Tells the functions that module-scope variables are initialised with of these.
pub(super) fn bind(facts: &mut Facts) {
    let module_values = facts.bindings.iter().filter_map(|(name, binding)| match &binding.kind {
        BindingKind::Variable { value: Value::Function(shape), .. } => Some((shape.span, name)),
        _ => None,
    });
    let module_values: FxHashMap<Span, &Atom> = module_values.collect();
    for function in &mut facts.functions {
        if matches!(function.form, Form::Expression { .. } | Form::Arrow(_)) {
            function.module_binding = module_values.get(&function.shape.span).copied().cloned();
        }
    }
}

/// Adds functions to the facts.
pub(super) struct FunctionScan<'a> {
    pub(super) facts: &'a mut Facts,
    is_in_declaration: bool,
    /// Names of what surrounds the current node.
    pub(super) path: Vec<Atom>,
    /// The name that the function with this span gets from its place, as JavaScript's named
    /// evaluation gives it.
    inferred: Option<(Span, Inferred)>,
    /// The function that `new` stands before.
    after_new: Option<Span>,
}

#[derive(Clone)]
struct Inferred {
    name: FunctionName,
    /// JSX attributes name nothing in JavaScript: they only help people to read.
    is_own: bool,
}

impl<'a> FunctionScan<'a> {
    /// Scans an item of the module.
    pub(super) fn new(facts: &'a mut Facts, is_in_declaration: bool) -> Self {
        Self { facts, is_in_declaration, path: Vec::new(), inferred: None, after_new: None }
    }

    /// The server function that `body` makes, if its prologue holds the directive.
    pub(super) fn server_function(
        &mut self,
        form: Form,
        shape: Shape,
        body: Option<&FunctionBody>,
        name: Option<FunctionName>,
        has_own_name: bool,
    ) -> Option<InlineFunction> {
        let body = body?;
        let prologue = self.body_prologue(body);
        prologue.directives.first()?;
        Some(InlineFunction {
            form,
            shape,
            prologue,
            body: body.span,
            path: self.path.clone(),
            is_in_declaration: self.is_in_declaration,
            has_own_name,
            name: name.unwrap_or(FunctionName::Static(Atom::default())),
            module_binding: None,
        })
    }

    /// The `'use server'` directives of a function body; other directives are judged here.
    pub(super) fn body_prologue(&mut self, body: &FunctionBody) -> Prologue {
        let statements = body.stmts.iter().map(Some);
        let findings = &mut self.facts.findings;
        let mut prologue = read_prologue(statements, findings, directive::misplaced);
        let has_server =
            prologue.directives.iter().any(|found| found.directive == Directive::UseServer);
        prologue.directives.retain(|found: &DirectiveStatement| {
            let is_server = found.directive == Directive::UseServer;
            if !is_server && !has_server {
                findings.push(directive::use_client_in_function(found.span));
            }
            is_server
        });
        prologue
    }

    /// Visits what is inside of a function: its parameters and its body.
    pub(super) fn function_children(&mut self, function: &Function) {
        function.decorators.visit_with(self);
        function.params.visit_with(self);
        if let Some(body) = &function.body {
            self.body(body);
        }
    }

    pub(super) fn body(&mut self, body: &FunctionBody) {
        let has_prologue = body.stmts.first().is_some_and(Stmt::can_precede_directive);
        let start = prologue_end(&body.stmts).unwrap_or(BytePos(body.span.lo.0 + 1));
        self.statements(&body.stmts, Owner::Function { start, has_prologue });
    }

    /// `key: value`, `key = value`: the key names a function without a name.
    pub(super) fn keyed_value(&mut self, key: &Key, value: Option<&Expr>) {
        let Some(value) = value else { return };
        self.infer(value, || key.function_name(), key.name.is_some());
        self.path.extend(key.name.clone());
        value.visit_with(self);
        if key.name.is_some() {
            self.path.pop();
        }
    }

    pub(super) fn named_value(&mut self, name: &Atom, value: &Expr) {
        self.infer(value, || FunctionName::Static(name.clone()), true);
        self.path.push(name.clone());
        value.visit_with(self);
        self.path.pop();
    }

    fn infer(&mut self, value: &Expr, name: impl FnOnce() -> FunctionName, is_own: bool) {
        let value = unwrap(value);
        if matches!(value, Expr::Fn(_) | Expr::Arrow(_)) {
            self.inferred = Some((value.span(), Inferred { name: name(), is_own }));
        }
    }

    /// The name that its place gives to the node with this span.
    fn inferred(&self, span: Span) -> Option<Inferred> {
        let (named, inferred) = self.inferred.as_ref()?;
        (*named == span).then(|| inferred.clone())
    }

    /// A function expression or an arrow function.
    fn expression(&mut self, form: Form, shape: Shape, body: Option<&FunctionBody>) {
        let inferred = self.inferred(shape.span);
        let (name, is_own) = match (&form, inferred) {
            (Form::Expression { ident: Some((ident, _)), .. }, _) => {
                (Some(FunctionName::Static(ident.clone())), true)
            }
            (_, Some(inferred)) => (Some(inferred.name), inferred.is_own),
            _ => (None, false),
        };
        let found = self.server_function(form, shape, body, name, is_own);
        self.facts.functions.extend(found);
    }
}

impl Visit for FunctionScan<'_> {
    noop_visit_type!();

    fn visit_stmts(&mut self, statements: &[Stmt]) {
        for statement in statements {
            statement.visit_with(self);
        }
    }

    /// Strings of lists of statements do not come here.
    fn visit_expr_stmt(&mut self, statement: &ExprStmt) {
        self.facts.findings.extend(stray_directive(statement));
        statement.expr.visit_with(self);
    }

    fn visit_block_stmt(&mut self, block: &BlockStmt) {
        stray_directives(&block.stmts, &mut self.facts.findings, directive::nested_block);
        let start = BytePos(block.span.lo.0 + 1);
        self.statements(&block.stmts, Owner::Block { start });
    }

    fn visit_switch_case(&mut self, case: &SwitchCase) {
        case.test.visit_with(self);
        stray_directives(&case.cons, &mut self.facts.findings, directive::nested_block);
        self.statements(&case.cons, Owner::Switch);
    }

    fn visit_ts_module_decl(&mut self, module: &TsModuleDecl) {
        if module.declare {
            return;
        }
        let name = module.id.as_ident().map(|ident| ident.sym.clone());
        self.path.extend(name.clone());
        module.body.visit_with(self);
        if name.is_some() {
            self.path.pop();
        }
    }

    fn visit_ts_namespace_decl(&mut self, namespace: &TsNamespaceDecl) {
        self.path.push(namespace.id.sym.clone());
        namespace.body.visit_with(self);
        self.path.pop();
    }

    fn visit_ts_module_block(&mut self, block: &TsModuleBlock) {
        let statements = block.body.iter().filter_map(ModuleItem::as_stmt);
        stray_directives(statements, &mut self.facts.findings, directive::nested_block);
        let start = BytePos(block.span.lo.0 + 1);
        self.items(&block.body, Owner::Function { start, has_prologue: false });
    }

    fn visit_export_default_decl(&mut self, export: &ExportDefaultDecl) {
        match &export.decl {
            DefaultDecl::Fn(FnExpr { ident, function }) if function.body.is_some() => {
                let default = Atom::from("default");
                let name = ident.as_ref().map_or(default.clone(), |ident| ident.sym.clone());
                self.path.push(name.clone());
                let form = Form::Declaration(Declaration {
                    ident: ident.as_ref().map(|ident| (ident.sym.clone(), ident.span)),
                    owner: Owner::Module,
                    removed: export.span,
                    is_exported: true,
                    is_superseded: false,
                });
                let shape = function_shape(function);
                let body = function.body.as_ref();
                let name = FunctionName::Static(name);
                if let Some(mut found) = self.server_function(form, shape, body, Some(name), true) {
                    found.module_binding =
                        Some(ident.as_ref().map_or(default, |ident| ident.sym.clone()));
                    self.facts.functions.push(found);
                }
                self.function_children(function);
                self.path.pop();
            }
            DefaultDecl::Class(class) => {
                let name = class.ident.as_ref().map_or("default".into(), |ident| ident.sym.clone());
                self.path.push(name);
                self.class(&class.class, class.ident.as_ref());
                self.path.pop();
            }
            _ => {}
        }
    }

    fn visit_export_default_expr(&mut self, export: &ExportDefaultExpr) {
        self.named_value(&"default".into(), &export.expr);
    }

    fn visit_class_decl(&mut self, class: &ClassDecl) {
        if class.declare {
            return;
        }
        self.path.push(class.ident.sym.clone());
        self.class(&class.class, Some(&class.ident));
        self.path.pop();
    }

    fn visit_class_expr(&mut self, class: &ClassExpr) {
        self.path.extend(class.ident.as_ref().map(|ident| ident.sym.clone()));
        self.class(&class.class, class.ident.as_ref());
        if class.ident.is_some() {
            self.path.pop();
        }
    }

    fn visit_fn_expr(&mut self, expr: &FnExpr) {
        let ident = expr.ident.as_ref().map(|ident| (ident.sym.clone(), ident.span));
        self.path.extend(ident.clone().map(|(name, _)| name));
        let has_ident = ident.is_some();
        let shape = function_shape(&expr.function);
        let follows_new = self.after_new == Some(shape.span);
        let form = Form::Expression { ident, follows_new };
        self.expression(form, shape, expr.function.body.as_ref());
        self.function_children(&expr.function);
        if has_ident {
            self.path.pop();
        }
    }

    fn visit_new_expr(&mut self, new: &NewExpr) {
        self.after_new = first_of_callee(&new.callee).as_fn_expr().map(Spanned::span);
        new.visit_children_with(self);
    }

    fn visit_arrow_expr(&mut self, arrow: &ArrowExpr) {
        let body = match &*arrow.body {
            ArrowFunctionBody::FunctionBody(body) => Some(body),
            _ => None,
        };
        let form = Form::Arrow(Arrow {
            type_params: arrow.type_params.as_ref().map(|params| params.span),
            return_type: arrow.return_type.as_ref().map(|return_type| return_type.span),
            first_param: arrow.params.first().map(Spanned::span),
            params_end: arrow.params.last().map(pattern_end),
        });
        self.expression(form, arrow_shape(arrow), body);
        arrow.params.visit_with(self);
        match &*arrow.body {
            ArrowFunctionBody::FunctionBody(body) => self.body(body),
            ArrowFunctionBody::Expr(expr) => expr.visit_with(self),
            #[cfg(swc_ast_unknown)]
            _ => {}
        }
    }

    fn visit_var_declarator(&mut self, declarator: &VarDeclarator) {
        match (&declarator.name, &declarator.init) {
            (Pat::Ident(name), Some(init)) => self.named_value(&name.sym, init),
            _ => declarator.visit_children_with(self),
        }
    }

    fn visit_assign_expr(&mut self, assign: &AssignExpr) {
        match &assign.left {
            AssignTarget::Simple(SimpleAssignTarget::Ident(name)) if names_its_value(assign.op) => {
                self.named_value(&name.sym, &assign.right);
            }
            _ => assign.visit_children_with(self),
        }
    }

    fn visit_assign_pat(&mut self, pattern: &AssignPat) {
        match &*pattern.left {
            Pat::Ident(name) => self.named_value(&name.sym, &pattern.right),
            _ => pattern.visit_children_with(self),
        }
    }

    fn visit_assign_pat_prop(&mut self, pattern: &AssignPatProp) {
        if let Some(value) = &pattern.value {
            self.named_value(&pattern.key.sym, value);
        }
    }

    fn visit_key_value_prop(&mut self, prop: &KeyValueProp) {
        prop.key.visit_with(self);
        let mut key = key_of(&prop.key);
        // `{ __proto__: value }` sets the prototype and names nothing.
        let is_prototype = key.name.as_deref() == Some("__proto__");
        if is_prototype {
            key.name = None;
            prop.value.visit_with(self);
        } else {
            self.keyed_value(&key, Some(&prop.value));
        }
    }

    fn visit_method_prop(&mut self, method: &MethodProp) {
        method.key.visit_with(self);
        let key = key_of(&method.key);
        let has_own_name = key.name.is_some();
        let name = key.function_name();
        self.path.extend(key.name.clone());
        let function = &method.function;
        // The node starts at its key; the text starts at `async`.
        let prop = method.span().to(function.span);
        let form = Form::ObjectMethod { key, prop };
        let shape = function_shape(function);
        let body = function.body.as_ref();
        let found = self.server_function(form, shape, body, Some(name), has_own_name);
        self.facts.functions.extend(found);
        self.function_children(function);
        if has_own_name {
            self.path.pop();
        }
    }

    fn visit_getter_prop(&mut self, getter: &GetterProp) {
        getter.key.visit_with(self);
        self.other_method(&Method {
            function: &getter.function,
            key: key_of(&getter.key).name,
            finding: directive::accessor,
        });
    }

    fn visit_setter_prop(&mut self, setter: &SetterProp) {
        setter.key.visit_with(self);
        self.other_method(&Method {
            function: &setter.function,
            key: key_of(&setter.key).name,
            finding: directive::accessor,
        });
    }

    fn visit_jsx_attr(&mut self, attribute: &JSXAttr) {
        let value = match &attribute.value {
            // Nothing to name.
            None | Some(JSXAttrValue::Str(_)) => return,
            Some(value) => value,
        };
        let name: Atom = match &attribute.name {
            JSXAttrName::Ident(name) => name.sym.clone(),
            JSXAttrName::JSXNamespacedName(name) => {
                format!("{}:{}", name.ns.sym, name.name.sym).into()
            }
            #[cfg(swc_ast_unknown)]
            _ => return,
        };
        if let JSXAttrValue::JSXExprContainer(container) = value
            && let JSXExpr::Expr(value) = &container.expr
        {
            self.infer(value, || FunctionName::Static(name.clone()), false);
        }
        self.path.push(name);
        value.visit_with(self);
        self.path.pop();
    }
}

/// What a callee of `new` starts with: `f` of `f.a[b]`.
fn first_of_callee(callee: &Expr) -> &Expr {
    match callee {
        Expr::Member(member) => first_of_callee(&member.obj),
        Expr::TaggedTpl(tagged) => first_of_callee(&tagged.tag),
        Expr::TsNonNull(e) => first_of_callee(&e.expr),
        Expr::TsInstantiation(e) => first_of_callee(&e.expr),
        _ => callee,
    }
}

/// The last prologue statement's end, where there is a prologue.
fn prologue_end(statements: &[Stmt]) -> Option<BytePos> {
    let prologue = statements.iter().take_while(|statement| statement.can_precede_directive());
    prologue.last().map(|statement| statement.span().hi)
}

/// Where a parameter ends: the span of a pattern need not hold its type.
fn pattern_end(pattern: &Pat) -> BytePos {
    let type_ann = match pattern {
        Pat::Ident(pattern) => &pattern.type_ann,
        Pat::Array(pattern) => &pattern.type_ann,
        Pat::Object(pattern) => &pattern.type_ann,
        Pat::Rest(pattern) => &pattern.type_ann,
        Pat::Assign(pattern) => return pattern.right.span().hi.max(pattern.span.hi),
        _ => &None,
    };
    let end = pattern.span().hi;
    type_ann.as_ref().map_or(end, |type_ann| type_ann.span.hi.max(end))
}

fn names_its_value(op: AssignOp) -> bool {
    matches!(op, op!("=") | op!("&&=") | op!("||=") | op!("??="))
}
